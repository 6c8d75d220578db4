"""What a dealt card recalls: the newest mark that one of its memories reads, on the side that the memory means."""

from __future__ import annotations

import pytest

from game.engine.rules import Setup, new_game, observe
from game.engine.rules.campaign.memory import START, recalled
from game.engine.rules.campaign.record import CardOnTable, MarkBorne
from game.engine.rules.vocabulary.acts import OfCard
from game.engine.rules.vocabulary.items import Memory
from game.structs import replace

from .play import with_record

CARD = "b-kachin"
MOVED = OfCard("b-green-inspectors", "move-it")
DEALT = CardOnTable(CARD, "beijing", 6)


@pytest.fixture
def remembering(rules):
    """The rules with two memories on a card: of an own mark, and of two marks of the other capital."""
    memories = (
        Memory(("ore-abroad",), "In {quarter} we chose {act}."),
        Memory(("shelf-filled", "home-first"), "{quarter}", "rival"),
    )
    return replace(rules, cards={**rules.cards, CARD: replace(rules.cards[CARD], memories=memories)})


def mark(name, side, since, until=99, act=MOVED):
    return MarkBorne(name, "exposure", side, since, until, act)


def test_the_newest_mark_speaks(remembering):
    marks = [mark("ore-abroad", "beijing", 2), mark("home-first", "washington", 4), mark("shelf-filled", "washington", 3)]
    found = recalled(remembering, marks, 6, DEALT)
    assert (found.memory, found.mark.name, found.mark.since) == (1, "home-first", 4)


def test_of_equally_old_marks_the_first_memory_speaks(remembering):
    marks = [mark("home-first", "washington", 2), mark("ore-abroad", "beijing", 2)]
    assert recalled(remembering, marks, 6, DEALT).memory == 0


@pytest.mark.parametrize(
    "silent",
    [
        mark("ore-abroad", "washington", 2),  # the other side's
        mark("ore-abroad", "beijing", 2, until=6),  # forgotten
        mark("ore-abroad", "beijing", 6),  # of this very quarter
        mark("ore-abroad", "beijing", 0, act=START),  # given by the scenario
        mark("reserve-filled", "beijing", 2),  # no memory reads it
    ],
)
def test_what_is_not_recalled(remembering, silent):
    assert recalled(remembering, [silent], 6, DEALT) is None


def test_the_brink_recalls_nothing(remembering):
    assert recalled(remembering, [mark("ore-abroad", "beijing", 2)], 6, CardOnTable("brink", "beijing", 6)) is None


def test_a_capital_sees_what_its_own_cards_recall(remembering):
    start = new_game(remembering, Setup("calibrated-control", 1))
    own, theirs = mark("ore-abroad", "beijing", 1), mark("home-first", "washington", 3)
    state = with_record(start, quarter=6, marks=(own, theirs), table=(DEALT,))
    assert [r.mark for r in observe(remembering, state, "beijing").recalled] == [theirs]
    assert observe(remembering, state, "washington").recalled == ()


def test_every_memory_of_the_deck_can_speak(rules):
    """Each mark that a memory reads is left by a response or order of a side that the memory may mean."""
    left: dict[str, set[str]] = {}
    for card in rules.cards.values():
        for response in card.responses:
            left.setdefault(response.mark.name, set()).update(("beijing", "washington") if card.to == "both" else (card.to,))
    for order in rules.orders.values():
        if order.mark:
            left.setdefault(order.mark.name, set()).add(order.side)
    act_marks = {"demand-granted", "deal-struck", "broken-word", "stepped-back", "yielded-at-brink", "faced-them-down"}
    left |= {name: {"beijing", "washington"} for name in act_marks}
    for card in rules.cards.values():
        readers = ("beijing", "washington") if card.to == "both" else (card.to,)
        for memory in card.memories:
            turned = {"self": set(readers), "rival": {"washington" if r == "beijing" else "beijing" for r in readers}}
            whose = turned.get(memory.side, {memory.side})
            for name in memory.marks:
                assert left.get(name, set()) & whose, f"{card.id}: nobody that it means can leave {name}"


def test_half_of_the_deck_remembers(rules):
    with_memory = [c.id for c in rules.cards.values() if c.memories]
    assert len(with_memory) >= len(rules.cards) / 2
