"""The first state of a campaign: the scenario's world, dials, stances, mandates, figures, and the first cards on the table."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.rules.campaign.memory import START
from game.engine.rules.campaign.open_record import Work
from game.engine.rules.campaign.record import Accounts, Batch, MarkBorne, Record, Setup, State
from game.engine.rules.turn.consequences.deck import deal
from game.engine.rules.turn.consequences.policy import set_policy
from game.engine.rules.turn.prospects import prospects
from game.engine.rules.verdict.figures import score
from game.engine.rules.verdict.mandates import charge_list, deal_mandates
from game.engine.rules.vocabulary.items import DESKS
from game.engine.rules.vocabulary.plan import BOTH, Side
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.model.state import start
from game.structs import replace

FOREVER = 999


def new_game(rules: Rules, setup: Setup) -> State:
    """The first state of one campaign. KeyError for a scenario that the rules do not have."""
    batch = new_batch(rules, (setup,))
    return State(batch.records[0], batch.world)


def new_batch(rules: Rules, setups: Sequence[Setup]) -> Batch:
    """The first states of N campaigns of one scenario. ValueError when they are not of one scenario."""
    scenarios = {s.scenario for s in setups}
    if len(scenarios) != 1:
        raise ValueError(f"a batch plays one scenario; found {', '.join(sorted(scenarios)) or 'none'}")
    world = start(rules.world_of(setups[0].scenario), len(setups))
    works = [Work.open(rules, _first_record(rules, setup), world, lane, None) for lane, setup in enumerate(setups)]
    for work in works:
        set_policy(work)
    figures = score(world, [w.stances for w in works], rules.numbers.join, prospects(works, 0))
    for work, figure in zip(works, figures, strict=True):
        work.record = replace(work.record, figures=figure)
        deal(work)
    return Batch(tuple(w.freeze() for w in works), world)


def _first_record(rules: Rules, setup: Setup) -> Record:
    scenario, n = rules.scenarios[setup.scenario], rules.numbers
    dials = {d.id: scenario.dials.get(d.id, d.start) for d in rules.dials.values()}
    accounts: dict[Side, Accounts] = {}
    for side in BOTH:
        s = n.sides[side]
        views = (s.support_start,) * len(DESKS)
        accounts[side] = Accounts(s.capital_start, s.budget_start, s.support_start, views, (0.0,) * len(DESKS))
    marks = tuple(MarkBorne(name, "precedent", side, 0, FOREVER, START) for side in BOTH for name in scenario.marks.get(side, ()))
    mandates = deal_mandates(rules, scenario, setup.seed)
    lists = {side: charge_list(rules, scenario, setup.seed, side, mandates[side]) for side in BOTH}
    return Record(
        setup=setup, quarter=0, dials=dict(sorted(dials.items())), statutes=(), measures=(), drafts=(), offers=(), promises=(),
        marks=marks, table=(), coming=(), dealt=(), accounts=accounts, stances=dict(scenario.stances),
        mandates=mandates, progress={}, enacted=(), figures={},
        words=dict.fromkeys(BOTH, ()), charge_lists={side: listed for side, listed in lists.items() if listed},
    )  # fmt: skip
