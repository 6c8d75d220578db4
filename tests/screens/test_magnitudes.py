"""Numbers of effects: none at Guided level, each with its unit at Analyst level, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from game.devtools.sample_situations import show_sample
from game.engine.rules.effects.licensing import Hold, Licence
from game.engine.rules.effects.office import TurnDial
from game.engine.rules.effects.plants import Project
from game.engine.rules.effects.relations import Belief, Channel, Tension
from game.engine.rules.effects.support import Permits
from game.engine.rules.effects.table import KINDS
from game.screens.app import App
from game.screens.tree.node import Intent, walk
from game.screens.words.magnitudes import UNITS, magnitude
from game.screens.words.sentences import effects_told
from game.screens.words.texts import LANGUAGES, Texts

WITHOUT = {"channel", "exchange-mandate"}  # they are or they are not


def test_every_kind_with_a_size_has_a_number() -> None:
    without = {struct.__struct_config__.tag for struct, kind in KINDS.items() if kind.size is None}
    assert without == WITHOUT
    assert {kind.size.unit for kind in KINDS.values() if kind.size is not None} <= set(UNITS)
    for language in LANGUAGES:
        texts = Texts(language)
        for effect in _samples().values():
            assert bool(re.search(r"\d", magnitude(texts, effect))) == (effect.kind not in WITHOUT), effect
        assert not texts.missing


def _samples() -> dict[str, Any]:
    return {
        "licence": Licence(("heavy.*",), "rival", 0.4),
        "hold": Hold(("heavy.*",), -0.15),
        "project": Project(("light.oxide",), "self", 1500, 10),
        "chips": Project(("chips",), "self", 1.5, 4),
        "belief": Belief("outside", -2.0),
        "tension": Tension(0.2),
        "permits": Permits(("light.oxide",), "self", 1.5),
        "channel": Channel(),
        "dial": TurnDial("chips-rival", -1),
    }


def test_a_number_says_what_it_is() -> None:
    t, s = Texts(), _samples()
    assert magnitude(t, s["licence"]) == "40% of calm flow"
    assert magnitude(t, Licence(("chips",), "rival", 9.0)) == "no limit"
    assert magnitude(t, s["hold"]) == "−15%"
    assert magnitude(t, s["project"]) == "1,500 t a year, in 10 quarters"
    assert magnitude(t, s["chips"]) == "$1.5bn a year, in 4 quarters"
    assert magnitude(t, s["belief"]) == "−2 months" and magnitude(t, s["tension"]) == "+0.20"


def test_guided_tells_directions_and_analyst_numbers(rules: Any, make_app: Callable[..., App]) -> None:
    t = Texts()
    some = [r for card in rules.cards.values() for r in card.responses][:60]
    guided = " ".join(x for r in some for x in effects_told(t, rules, r.impulses, r.effects))
    exact = " ".join(x for r in some for x in effects_told(t, rules, r.impulses, r.effects, lasts=r.lasts, numbers=True))
    assert not re.search(r"\d", guided)
    assert len(re.findall(r"\(.*?\d.*?\)", exact)) > 40
    app = make_app()
    show_sample(app, "desk")
    first = next(n for n in walk(app.tree()) if n.role == "option" and n.id.startswith("card:"))
    app.do(first.intent or Intent(""))
    shown = {}
    for level in ("guided", "analyst"):
        app.do(Intent("setting", ("guidance", level)))
        shown[level] = [n.name for n in walk(app.tree()) if n.id.startswith("card:") and n.id.endswith(":moves")]
    assert shown["guided"] and shown["guided"] != shown["analyst"]
    assert not any(re.search(r"\d", words) for words in shown["guided"])
