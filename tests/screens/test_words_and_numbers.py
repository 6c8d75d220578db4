"""What stands before a Guided player between briefing and commit: few words beside the card, and few numbers, in reached states.

Counted is all that the window writes on the Desk outside the card: bar, threat, goals, plan, tabs, lesson, buttons. Not counted are
the names that stand on the map, which is a picture, and hints, which are one key away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from game.devtools.reading_load import SIGN, SIGNS_A_MINUTE, WORD, WORDS_A_MINUTE, written
from game.devtools.reading_times import GO_ON
from game.devtools.sample_situations import refuse_all
from game.engine.rules.campaign.record import Setup
from game.engine.rules.vocabulary.plan import Side
from game.play import Campaign
from game.screens.app import App
from game.screens.scene.settings import Settings
from game.screens.tree.node import Intent, Node, find, walk

WORDS, NUMBERS = {"en": 90, "zh-Hans": 130}, 12
"""The most of each. The same texts in Chinese, each sign at the share of a word that it takes to read in a sentence, come to more:
labels of two signs are read quicker than that."""
NUMBER = re.compile(r"(?<![\w.,])\d[\d.,]*")
FAMILIES = 3  # of measures out of which the plan is filled


def load_of(tree: Node) -> tuple[float, int, list[str]]:
    """Words beside the card (a Chinese sign is the share of a word that it takes to read), numbers, and what was counted."""
    told = [piece.told for n in tree.children if not n.id.startswith("card:") for piece in written(n) if piece.told]
    words = sum(len(WORD.findall(x)) + len(SIGN.findall(x)) * WORDS_A_MINUTE / SIGNS_A_MINUTE for x in told)
    return words, sum(len(NUMBER.findall(x)) for x in told), told


def fill(app: App) -> None:
    """Put on the plan all that it takes: measures of several families, the public word, an answer to each card."""
    app.do(Intent("column", ("orders",)))
    families = find(app.tree(), "families")
    assert families is not None
    for family in families.children[:FAMILIES]:
        assert family.intent is not None
        app.do(family.intent)
        measures = find(app.tree(), "measures")
        assert measures is not None
        free = [n for n in walk(measures) if n.enabled and not n.on and n.intent and n.intent.verb in ("order", "dial")]
        for control in free[:1]:
            assert control.intent is not None
            app.do(control.intent)
    app.do(Intent("say", ("ease",)))
    app.do(Intent("column", ("card",)))
    for card in [n for n in app.tree().children if n.id.startswith("card:")]:
        option = next((n for n in walk(card) if n.role == "option" and n.enabled), None)
        if option is not None and option.intent is not None:
            app.do(option.intent)


def desks(rules: Any, scenario: str, side: Side, seed: int, language: str) -> Iterator[tuple[int, str, Node]]:
    """The Desk as each quarter finds it, and with a full plan, through a campaign against a hawk; lessons on, none put away."""
    app = App(rules, None, Settings(), language=language, threads=False, animate=False, bites=False)
    app.tick()
    app.adopt(Campaign.start(rules, Setup(scenario, seed, side, "even", ("hawk", "hawk"))))
    while app.ui.screen in GO_ON or app.ui.screen == "desk":
        if app.ui.screen == "answer":
            refuse_all(app)
        elif app.ui.screen != "desk":
            if app.ui.screen == "brink":
                app.do(Intent("answer", ("brink", "hold")))
            app.do(Intent(GO_ON[app.ui.screen]))
        else:
            app.teach()
            app.tick()
            quarter = app.session.playing.observation.quarter
            yield quarter, "fresh", app.tree()
            fill(app)
            app.tick()
            yield quarter, "planned", app.tree()
            app.do(Intent("commit"))


def over(rules: Any, scenario: str, side: Side, seed: int, language: str) -> list[str]:
    """The states of a campaign that say too much."""
    found = []
    for quarter, state, tree in desks(rules, scenario, side, seed, language):
        words, numbers, told = load_of(tree)
        if words > WORDS[language] or numbers > NUMBERS:
            found.append(f"{scenario} {side} quarter {quarter} {state}: {words:.0f} words, {numbers} numbers: {' | '.join(told)}")
    return found


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_a_short_campaign_stays_within_90_words_and_12_numbers(language: str, rules: Any) -> None:
    assert over(rules, "first-crisis", "washington", 1, language) == []


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize(
    ("scenario", "side", "seed"),
    [("spring-curbs", "washington", 1), ("spring-curbs", "beijing", 2), ("price-floor-club", "beijing", 3)],
)
def test_whole_campaigns_stay_within_them(scenario: str, side: Side, seed: int, language: str, rules: Any) -> None:
    assert over(rules, scenario, side, seed, language) == []
