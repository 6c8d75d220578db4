"""The dialog under a number: one sentence, formula, today's inputs, source; inputs that have a tree of their own open too.

Numbers that were opened before stand as the way back; Esc goes back by one."""

from __future__ import annotations

import game.engine.rules as engine
from game.engine.rules.campaign.record import FIGURES
from game.engine.rules.explanations.explanation import Explanation, Input
from game.engine.rules.fields.structs import replace
from game.screens.pages.shared.top_bar import past
from game.screens.scene.scene import Play
from game.screens.tree.node import Node
from game.screens.tree.parts import button, dialog, do, row, table, text
from game.screens.words.texts import Texts

UNITS = {
    "index": 0, "%": 0, "points": 0, "countries": 0, "$bn": 2, "of 8": 1, "0 or 1": 0, "× calm": 2, "log points": 2, "% of GDP": 2,
}  # fmt: skip
"""Digits by unit; one where none is named."""


def worded(t: Texts, name: str) -> str:
    """A name or unit that the rules give, in the player's language where it has one."""
    return t.of("explanations", "words", name, name)


def named_input(t: Texts, i: Input) -> str:
    """An input's name with what it is of."""
    if not i.name:
        return t.label(i.of)
    return t("explain.of", name=worded(t, i.name), of=t.label(i.of)) if i.of else worded(t, i.name)


def valued(t: Texts, value: float, unit: str) -> str:
    """A value with its unit."""
    if unit == "$bn":
        return t.money(value, 0 if abs(value) >= 10 else 2)
    number = t.number(value, UNITS.get(unit, 1))
    return (
        t("number.percent", n=number)
        if unit == "%"
        else f"{number} {worded(t, unit)}"
        if unit not in ("index", "0 or 1")
        else number
    )


def explain_dialog(scene: Play, quantity: str) -> Node | None:
    """The dialog of one number; None for a number that the rules do not explain."""
    t = scene.t
    try:
        e = engine.explain(scene.rules, scene.observation, quantity)
    except KeyError:
        return None
    name = name_of(t, e)
    rows = [[t("explain.input"), t("explain.value")], *([named_input(t, i), valued(t, i.value, i.unit)] for i in e.inputs)]
    deeper = [
        button(f"explain:{i.key}", t("explain.open", name=named_input(t, i)), do("explain", i.key), icon="chevron-right")
        for i in e.inputs
        if i.key
    ]
    before = scene.ui.trail[:-1]
    leave = do("explain", before[-1]) if before else do("dialog", "")
    way = [button(f"explain-to:{key}", named(scene, key), do("explain", key), icon="arrow-left", style="quiet") for key in before]
    closing = button("explain-close", t("explain.close"), do("dialog", ""), icon="x", key="z", style="primary")
    return dialog(
        f"explain-{quantity}",
        t("explain.title", name=name, value=valued(t, e.value, e.unit)),
        leave,
        [
            text("explain-sentence", t.of("explanations", e.key, "sentence", e.sentence), style="serif"),
            table("explain-inputs", t("explain.inputs"), rows),
            fan_chart(scene, quantity),
            text("explain-formula", t("explain.formula", formula=t.of("explanations", e.key, "formula", e.formula)), style="fine"),
            text("explain-source", t("explain.source", source=worded(t, e.source)), style="fine", icon="source"),
            row("explain-deeper", [*deeper, *way, closing]),
        ],
    )


def fan_chart(scene: Play, quantity: str) -> Node | None:
    """The past of one of the three figures with its fan, large enough to be read; None for any other number."""
    if quantity not in FIGURES:
        return None
    found = past(scene, quantity)
    return replace(found, id=f"explain-fan:{quantity}", style="")


def named(scene: Play, quantity: str) -> str:
    """What a number is called."""
    return name_of(scene.t, engine.explain(scene.rules, scene.observation, quantity))


def name_of(t: Texts, e: Explanation) -> str:
    """A number's name with what it is of."""
    name = worded(t, e.name)
    return t("explain.of", name=name, of=t.label(e.of)) if e.of else name
