"""Trial: what packs bring is played, and a quarter ended, in a starting world of every scenario that it touches.

Finds what only playing can find. Every response, order and notch is a shot, played on a lane of its own; a sample is played twice,
which must give the same. What changes a whole scenario is played to its end. Any error of the engine here is the content's."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from game.content.checks.cards import may_play
from game.content.format.field_types import Steps
from game.engine.rules import outcome, resolve
from game.engine.rules.campaign.open_record import Work
from game.engine.rules.campaign.record import CardOnTable, Setup, State
from game.engine.rules.turn.new_game import new_game
from game.engine.rules.turn.resolve import MONTHS, Quarter, after_world, before_world, close_quarter
from game.engine.rules.verdict.figures import score, seeds_of
from game.engine.rules.vocabulary.plan import BOTH, AnswerCard, GiveOrder, Line, Plan, Side
from game.engine.rules.vocabulary.plan import SetDial as Dial
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.luck import Luck
from game.engine.world.model.state import World
from game.engine.world.month.phases import step
from game.structs import Struct, replace

SAMPLE = 8  # every eighth shot is played twice, on another lane
WHOLE = frozenset({"numbers", "parameter", "region", "stage", "material", "ore", "mirror", "use", "reaction", "project"})
"""Kinds that change every scenario from the ground up."""
EVERYWHERE = frozenset({"dial", "order", "mandate", "ending", "doctrine", "difficulty", "incident"})
"""Kinds that can be met in every scenario."""

Key = tuple[str, str]
"""Kind and id."""
Failure = tuple[str, str, Steps, str]
"""Kind, id, path inside the item, and one sentence."""


class Shot(Struct):
    """One thing to play: the item and place that it comes from, the lines, and the cards that lie on the table."""

    kind: str
    id: str
    path: Steps
    lines: tuple[tuple[Side, Line], ...]
    table: tuple[CardOnTable, ...] = ()


def shots(rules: Rules, quarter: int) -> Iterator[Shot]:
    """Everything that can be played, in order of kind and id."""
    for id, card in rules.cards.items():
        sides: tuple[Side, ...] = BOTH if card.to == "both" else (card.to,)
        table = tuple(CardOnTable(id, side, quarter) for side in sides)
        for i, response in enumerate(card.responses):
            yield Shot("card", id, ("responses", i), tuple((side, AnswerCard(id, response.id)) for side in sides), table)
    for id, order in rules.orders.items():
        for target in order.targets or ("",):
            yield Shot("order", id, (), ((order.side, GiveOrder(id, target)),))
    for id, dial in rules.dials.items():
        for notch in range(len(dial.notches)):
            yield Shot("dial", id, ("notches", notch), ((dial.side, Dial(id, notch)),))


def scenarios_touched(rules: Rules, touched: Collection[Key]) -> dict[str, bool]:
    """The scenarios in which these items are met, each with whether it is changed as a whole; the shortest first."""
    kinds = {kind for kind, _ in touched}
    worlds = {id for kind, id in touched if kind == "world"}
    found: dict[str, bool] = {}
    for scenario in sorted(rules.scenarios.values(), key=lambda s: (s.quarters, s.id)):
        whole = bool(kinds & WHOLE) or ("scenario", scenario.id) in touched or scenario.world in worlds
        met = any(kind == "card" and id in rules.cards and may_play(rules.cards[id], scenario) for kind, id in touched)
        if whole or met or kinds & EVERYWHERE:
            found[scenario.id] = whole
    return found


def trial(rules: Rules, touched: Collection[Key] | None = None) -> list[Failure]:
    """Plays what is touched in every scenario that it touches; by default everything, in the shortest scenario, and every
    scenario to its end. Empty when all goes well."""
    if not rules.scenarios or not rules.difficulties:
        return []
    return [*_failures(_Tried(rules.hash, None if touched is None else frozenset(touched), rules))]


@dataclass(frozen=True)
class _Tried:
    """What is tried out: equal for rules with one hash, which play alike."""

    hash: str
    touched: frozenset[Key] | None
    rules: Rules = field(compare=False)


@lru_cache(maxsize=4)
def _failures(tried: _Tried) -> list[Failure]:
    """Packs are read again after each change of one of them, and what is played is then mostly the same."""
    rules, touched = tried.rules, tried.touched
    if touched is None:
        scenarios = dict.fromkeys(rules.by_length(), True)
    else:
        scenarios = scenarios_touched(rules, touched)
    failures: list[Failure] = []
    for name, whole in scenarios.items():
        found = _scenario(rules, name, whole, () if touched is None and name != next(iter(scenarios)) else touched)
        failures += [f for f in found if f[:3] not in [known[:3] for known in failures]]
    return failures


def _scenario(rules: Rules, name: str, whole: bool, touched: Collection[Key] | None) -> list[Failure]:
    try:
        state = _rich(new_game(rules, Setup(name, 1)))
    except Exception as error:  # whatever the engine says: content must not break it
        return [("scenario", name, (), f"this scenario cannot be started: {_words(error)}")]
    every = [shot for shot in shots(rules, state.record.quarter) if touched is None or (shot.kind, shot.id) in touched]
    again = every[::SAMPLE]
    failures, world = _play(rules, state, [*every, *again])
    if not failures and every:
        once, twice = world.take(range(0, len(every), SAMPLE)), world.take(range(len(every), len(every) + len(again)))
        if once.digest_bytes() != twice.digest_bytes():
            failures.append(
                ("scenario", name, (), "playing everything twice gave two different worlds; tell the authors of the game")
            )
    return failures or (_to_its_end(rules, name) if whole else [])


def _rich(state: State) -> State:
    """The state with money and capital for everything."""
    accounts = {side: replace(a, capital=99, budget=99.0) for side, a in state.record.accounts.items()}
    return State(replace(state.record, accounts=accounts), state.world)


def _play(rules: Rules, state: State, every: Sequence[Shot]) -> tuple[list[Failure], World]:
    """Plays a quarter of every shot, each on a lane of its own, and alone once more where they broke together."""
    world: World = state.world.repeat(len(every)) if every else state.world
    try:
        _quarter(rules, state, world, every)
    except Exception as error:
        if len(every) > 1:
            alone = dict.fromkeys(failure for shot in dict.fromkeys(every) for failure in _play(rules, state, [shot])[0])
            if alone:
                return [*alone], world
        shot = every[0] if every else Shot("scenario", state.record.setup.scenario, (), ())
        return [(shot.kind, shot.id, shot.path, f"in {state.record.setup.scenario}, this cannot be played: {_words(error)}")], world
    return [], world


def _quarter(rules: Rules, state: State, world: World, every: Sequence[Shot]) -> None:
    works = [Work.open(rules, replace(state.record, table=shot.table), world, lane, None) for lane, shot in enumerate(every)]
    for work, shot in zip(works, every, strict=True):
        before_world(work, _plans(shot), {})
    quarter = Quarter(world)
    seeds = [state.record.setup.seed] * len(every)
    step(world, MONTHS, shocks=Luck(seeds_of(seeds, "world")) if every else None, watch=quarter.watch)
    quarter.close(world)
    for work in works:
        after_world(work, quarter)
    if works:
        figures = score(world, [w.stances for w in works], rules.numbers.join)
        for work, shot, figure in zip(works, every, figures, strict=True):
            close_quarter(work, quarter, _plans(shot), figure)


def _to_its_end(rules: Rules, name: str) -> list[Failure]:
    """Plays a scenario in which both capitals do nothing to its end and tells it."""
    try:
        state = new_game(rules, Setup(name, 1))
        while not state.record.over:
            state = resolve(rules, state, {side: Plan(side) for side in BOTH}).state
        outcome(rules, state)
    except Exception as error:
        return [("scenario", name, (), f"this scenario cannot be played to its end: {_words(error)}")]
    return []


def _plans(shot: Shot) -> dict[Side, Plan]:
    def of(side: Side) -> Plan:
        return Plan(side, tuple(line for owner, line in shot.lines if owner == side))

    return {side: of(side) for side in BOTH}


def _words(error: Exception) -> str:
    text = str(error) or type(error).__name__
    return f'"{text}" is not there' if isinstance(error, KeyError) else text
