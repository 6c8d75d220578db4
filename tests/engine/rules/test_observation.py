"""What a side may know: nothing hidden leaks, and a guess from it looks the same from outside."""

from __future__ import annotations

import numpy as np
import pytest

from game.engine.rules import Setup, explain, guess, new_game, observe, resolve
from game.engine.rules.campaign.digest import canonical
from game.engine.rules.campaign.record import State
from game.engine.rules.explanations.explain import NUMBERS
from game.engine.rules.vocabulary.items import DESKS
from game.engine.rules.vocabulary.plan import BOTH, Draft, Plan, SetDial, other
from game.engine.world.model.spec import SIDES
from game.structs import replace

from .play import played, random_turn, rich


def text(observation):
    """An observation as one comparable text."""
    return canonical({k: getattr(observation, k) for k in observation.__struct_fields__ if k != "world"}) + str(
        [a.sum() for a in observation.world.arrays().values()]
    )


def scrambled(rules, state, side):
    """The state with everything that `side` may not see changed."""
    rival = other(side)
    world = state.world.copy()
    region = int(world.spec.side_region[SIDES.index(rival)])
    world.reserve[region] += 100.0
    r = state.record
    accounts = {**r.accounts, rival: replace(r.accounts[rival], capital=1, budget=-3.0, support=11.0, watchers=(1.0,) * 5)}
    drafts = tuple(d for d in r.drafts if not (d.side == rival and d.quiet and not d.seen))
    table = tuple(c for c in r.table if c.side == side or c.card == "brink")
    others = [m for m in r.charge_lists[rival] if m != r.mandates[rival][0]]
    hand = r.mandates[rival] if r.over else (others[-1], *r.mandates[rival][1:])  # the end opens what was sealed
    mandates = {**r.mandates, rival: hand}
    record = replace(r, accounts=accounts, drafts=drafts, table=table, mandates=mandates, coming=(), dealt=())
    return State(record, world)


@pytest.mark.parametrize("seed", range(6))
def test_what_is_hidden_does_not_show(rules, seed):
    state = played(rules, "calibrated-control", seed, 1 + seed)
    for side in BOTH:
        assert text(observe(rules, state, side)) == text(observe(rules, scrambled(rules, state, side), side))


def test_an_observation_holds_no_seed_and_not_the_others_secrets(rules):
    state = rich(new_game(rules, Setup("calibrated-control", 987654321)))
    freeze = Draft(SetDial("licence-heavy-rival", 3), quiet=True)
    state = resolve(rules, state, {"beijing": Plan("beijing", (freeze,))}).state
    seen = observe(rules, state, "washington")
    assert "987654321" not in text(seen)
    assert not any(isinstance(x, Draft) for x in seen.history[-1].plans["beijing"].lines)


@pytest.mark.parametrize("seed", range(3))
def test_a_guess_is_a_playable_state_that_looks_the_same(rules, seed):
    state = played(rules, "calibrated-control", seed, 3)
    seen = observe(rules, state, "beijing")
    made_up = guess(rules, seen, 5)
    again = observe(rules, made_up, "beijing")
    assert made_up.record.setup.seed != state.record.setup.seed
    for name in ("dials", "drafts", "promises", "table", "accounts", "stances", "figures", "date"):
        assert canonical(getattr(again, name)) == canonical(getattr(seen, name)), name
    assert random_turn(rules, made_up, seed)[0].state.record.quarter == state.record.quarter + 1


def test_fog_is_thinner_with_a_channel(rules):
    first = new_game(rules, Setup("calibrated-control", 0))

    def error(channel):
        gaps = []
        for seed in range(60):
            state = State(replace(first.record, setup=Setup("calibrated-control", seed)), first.world)
            world = state.world.copy()
            world.channel[0] = channel
            world.rung[:, 0] = 4.0
            gaps.append(abs(observe(rules, State(state.record, world), "beijing").seen_rung - 4.0))
        return float(np.mean(gaps))

    assert error(1.0) < error(0.0)


SMALLER = [
    "price-out:heavy.magnet", "price-in:chips", "price-out:heavy.oxide", "cover:heavy.magnet", "missing:chips",
    "third-party-reliability", "rung", "their-rung", "resolve", "hazard", "net-share",
    *(f"watcher:{desk}" for desk in DESKS),
]  # fmt: skip


@pytest.mark.parametrize("quantity", [*sorted(NUMBERS), *SMALLER])
def test_every_number_opens_down_to_its_inputs(rules, quantity):
    seen = observe(rules, played(rules, "spring-curbs", 3, 3), "washington")
    told = explain(rules, seen, quantity)
    assert told.quantity.source and told.inputs
    assert all(np.isfinite(i.value) for i in told.inputs)
    for i in told.inputs:
        assert i.of or not i.listed
        if i.key:
            assert np.isclose(explain(rules, seen, i.key).value, i.value), "what opens shows the same number"


def test_what_is_not_there_has_no_explanation(rules):
    seen = observe(rules, played(rules, "spring-curbs", 1, 1), "washington")
    for quantity in ("nothing", "cover:cheese", "watcher:", "cover", "leverage:heavy.magnet", "price-out:households", "stock"):
        with pytest.raises(KeyError):
            explain(rules, seen, quantity)
