"""Kinds of effects: each has one record, which fits its fields, its union and those who read it."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from game.engine.rules import Setup, new_game
from game.engine.rules.campaign.open_record import Work
from game.engine.rules.effects.kind import Kind, Quantity
from game.engine.rules.effects.office import Capital
from game.engine.rules.effects.people import Talent
from game.engine.rules.effects.relations import Attention, Belief, Tension
from game.engine.rules.effects.table import KINDS, Impulse, Standing
from game.engine.rules.effects.use import Stock
from game.engine.rules.turn.consequences.impulses import apply_impulses
from game.engine.rules.vocabulary.rules import Rules
from game.forecast.card_shocks import shocks_of
from game.opponents.effect_directions import LEVERS
from game.structs import replace

FORESEEN: tuple[Any, ...] = (
    Tension(0.5),
    Attention("self", 0.125),
    Talent("rival", 0.25),
    Belief("others", -2.0),
    Stock(("heavy.magnet",), "self", 1.0),
)


def test_standing_effects_hold_and_impulses_happen() -> None:
    standing, impulses = (set(get_args(get_args(union)[0])) for union in (Standing, Impulse))
    assert standing | impulses == set(KINDS) and not standing & impulses
    for struct, kind in KINDS.items():
        assert (kind.holds is not None, kind.happens is not None) == (struct in standing, struct in impulses), struct


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.struct.__name__)
def test_a_record_fits_its_struct(kind: Kind) -> None:
    names: tuple[str, ...] = getattr(kind.struct, "__struct_fields__", ())
    assert kind.size is None or kind.size.field in names
    assert kind.holds is None or kind.holds.value in (*names, "")
    assert set(kind.pushes) <= set(get_args(Quantity)) and (kind.taste is None or kind.happens is not None)


def test_every_push_has_a_quantity_that_asks_for_it() -> None:
    assert set(LEVERS.values()) == set(get_args(Quantity)) == {name for kind in KINDS.values() for name in kind.pushes}


def test_forecasts_note_what_foreseen_kinds_do_and_nothing_else(rules: Rules) -> None:
    """In the first quarter use is calm, so that a card's noted shock is what its default answer does to the world."""
    assert {type(effect) for effect in FORESEEN} == {struct for struct, kind in KINDS.items() if kind.foreseen}
    state = new_game(rules, Setup("calibrated-control", 1))
    card = next(c for c in rules.cards.values() if c.to == "beijing" and c.called == "weight")
    told = tuple(replace(r, impulses=(*FORESEEN, Capital(2))) for r in card.responses)
    one = replace(rules, cards={card.id: replace(card, responses=told)})
    work = Work.open(rules, state.record, state.world.copy(), 0, None)
    apply_impulses(work, "beijing", FORESEEN, "", "test")
    shocks = shocks_of(one, "calibrated-control", state.world.spec, state.record.stances)
    for name, table in shocks.adds[0].items():
        moved = getattr(work.world, name)[..., 0] - getattr(state.world, name)[..., 0]
        assert table[..., 0] == pytest.approx(moved, abs=2e-3), name
    assert set(shocks.adds[0]) == {"tension", "attention", "talent", "belief_bad", "stock"}
