"""The dialog under a number: one sentence, formula, today's inputs, source; inputs that have a tree of their own open too.

Numbers that were opened before stand as the way back; Esc goes back by one."""

from __future__ import annotations

from itertools import accumulate

import game.engine.rules as engine
from game.engine.rules.campaign.record import FIGURES
from game.engine.rules.explanations.explanation import Explanation
from game.screens.pages.shared.top_bar import past
from game.screens.scene.scene import Play
from game.screens.tree.node import Node
from game.screens.tree.parts import button, dialog, do, row, table, text
from game.screens.words.quantities import formula_told, input_told, inputs_told, title_of, value_told
from game.screens.words.rounding import rounded
from game.screens.words.texts import Texts, headed
from game.structs import replace


def explain_dialog(scene: Play, quantity: str) -> Node | None:
    """The dialog of one number; None for a number that the rules do not explain."""
    t, rules = scene.t, scene.rules
    try:
        e = engine.explain(rules, scene.observation, quantity, scene.before)
    except KeyError:
        return None
    rows = [
        [t("explain.input"), t("explain.value")],
        *(list(told) for told in inputs_told(t, rules, scene.observation, e)),
    ]
    deeper = [
        button(f"explain:{i.key}", t("explain.open", name=input_told(t, rules, i)), do("explain", i.key), icon="chevron-right")
        for i in e.inputs
        if i.key
    ]
    before = scene.ui.trail[:-1]
    leave = do("explain", before[-1]) if before else do("dialog", "")
    way = [button(f"explain-to:{key}", named(scene, key), do("explain", key), icon="arrow-left", style="quiet") for key in before]
    closing = button("explain-close", t("explain.close"), do("dialog", ""), icon="x", key="z", style="primary")
    return dialog(
        f"explain-{quantity}",
        t("explain.title", name=title_of(t, e), value=value_told(t, e.quantity, e.value)),
        leave,
        [
            text("explain-sentence", t(f"explanations.sentence.{e.quantity.id}"), style="serif"),
            table("explain-inputs", t("explain.inputs"), rows),
            *account(t, e),
            left_after_the_plan(scene, quantity),
            fan_chart(scene, quantity),
            text("explain-formula", t("explain.formula", formula=formula_told(t, rules, scene.observation, e)), style="fine"),
            text(
                "explain-source",
                t("explain.source", source=t(f"explanations.source.{e.quantity.source}")),
                style="fine",
                icon="source",
            ),
            row("explain-deeper", [*deeper, *way, closing]),
        ],
    )


def left_after_the_plan(scene: Play, quantity: str) -> Node | None:
    """What the plan leaves of a purse, which is what stands at the top while one plans; None where it takes nothing of it."""
    t, own, left = scene.t, scene.observation.accounts, scene.options
    told = {
        "capital": (own.capital != left.capital_left, t.number(left.capital_left)),
        "budget": (own.budget != left.budget_left, t.money(left.budget_left, 2)),
    }
    taken, words = told.get(quantity, (False, ""))
    return text("explain-planned", t("explain.planned", left=words), icon="list") if taken else None


def fan_chart(scene: Play, quantity: str) -> Node | None:
    """The past of one of the three figures with its fan, large enough to be read; None for any other number."""
    if quantity not in FIGURES:
        return None
    found = past(scene, quantity)
    return replace(found, id=f"explain-fan:{quantity}", style="")


def account(t: Texts, e: Explanation) -> list[Node]:
    """The account of a resource: cause, change and running total, line by line."""
    if not e.account:
        return []
    rows = [[t("explanations.account.cause"), t("explanations.account.change"), t("explanations.account.total")]]
    digits = ACCOUNT_DIGITS[e.quantity.unit]
    changes = rounded([x.change for x in e.account], digits, e.account[-1].total)
    rows += [
        [
            headed(t(f"explanations.account.{x.cause}", source=t.name(x.source) if x.source else "")),
            t.signed(change, digits),
            t.number(so_far, digits),
        ]
        for x, change, so_far in zip(e.account, changes, accumulate(changes), strict=True)
    ]
    return [table("explain-account", t(f"explanations.account.about.{e.quantity.id}"), rows)]


ACCOUNT_DIGITS = {"points": 0, "money": 2, "percent": 1}
"""Digits of changes, by unit: as fine as they need to be to add up before the eye."""


def named(scene: Play, quantity: str) -> str:
    """What a number is called."""
    return title_of(scene.t, engine.explain(scene.rules, scene.observation, quantity))
