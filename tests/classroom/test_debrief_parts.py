"""What the class debrief takes from a campaign's own: the theses that the class tried, and the sealed mandates opened."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from game.classroom.debrief.class_page import charges_opened, theses
from game.classroom.debrief.tested import held_against
from game.classroom.events.state import State
from game.classroom.sessions.session import Session, of_preset, setup_of
from game.classroom.worlds.playing import Worlds
from game.content.loading.languages.translation import translate
from game.engine.rules import new_game, resolve
from game.engine.rules.verdict.mandates import charge_of
from game.engine.rules.vocabulary.plan import BOTH, Answers, Plan, SetDial, Side
from game.engine.rules.vocabulary.presets import ClassClock
from game.engine.rules.vocabulary.rules import Rules
from game.play.debrief.theses import findings
from game.play.debrief.turning_points import debrief
from game.play.documents import to_document
from game.play.save_file import LogLine, log_line
from game.screens.words.texts import Texts


@pytest.fixture(scope="module")
def council(rules: Rules) -> Session:
    return of_preset(rules, rules.presets["council"])


@pytest.fixture(scope="module")
def lines(rules: Rules, council: Session) -> tuple[LogLine, ...]:
    """The lesson's quarters with nothing decided but one licence made harsher and eased again."""
    state = new_game(rules, setup_of(council))
    free = [d for d in rules.dials.values() if d.side == "beijing" and d.stance and not state.record.dials[d.id]]
    dial = next(d for d in free if d.audience == "others")
    found = []
    for quarter in range(council.quarters):
        plans: dict[Side, Plan] = {side: Plan(side) for side in BOTH}
        if quarter in (0, 2):
            plans["beijing"] = Plan("beijing", (SetDial(dial.id, 1 - state.record.dials[dial.id]),))
        answers: Mapping[Side, Answers] = {side: Answers(side) for side in BOTH}
        state = resolve(rules, state, plans, answers).state
        found.append(log_line(rules, plans, answers, state))
    return tuple(found)


def test_a_class_hears_of_the_theses_what_a_player_hears(rules: Rules, council: Session, lines: tuple[LogLine, ...]) -> None:
    """The numbers are those of the debrief of a single campaign, which works out every decision."""
    setup = setup_of(council)
    found = held_against(rules, setup, lines, lambda quarter, side: True)
    assert set(found) == {"beijing"}, "the other capital did nothing that a thesis is about"
    whole = list(debrief(rules, setup, lines, "beijing"))[-1]
    assert whole.whole and found["beijing"] == findings(rules, whole)
    assert any(f.result != "untried" for f in found["beijing"])


def test_only_what_the_class_decided_counts(rules: Rules, council: Session, lines: tuple[LogLine, ...]) -> None:
    assert held_against(rules, setup_of(council), lines, lambda quarter, side: side == "washington") == {}


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_the_page_names_every_thesis_and_opens_both_mandates(
    rules: Rules, council: Session, lines: tuple[LogLine, ...], language: str
) -> None:
    t, worlds = Texts(language), Worlds(rules)
    state = State(council, "ABCDEF", ClassClock(), 0.0, worlds={"class": tuple(to_document(line) for line in lines)})
    words = translate(rules, language)
    told = theses(words, worlds, state, "class", lines, t)
    assert {row[0] for row in told["rows"]} | set(told["left"]) == {
        thesis.text for thesis in translate(rules, language).theses.values()
    }
    assert told["rows"], "a licence was made harsher"
    record, panel = worlds.at(state, "class").record, charges_opened(words, worlds, state, "class", t)
    assert record.over and t("end.charges") in panel
    assert all(words.mandates[charge_of(record, side)].title in panel for side in BOTH)
