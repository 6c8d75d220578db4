"""The codex's pages of measures: each order and dial with its text, effects, notches, cost, rung and claims."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.rules.vocabulary.items import Dial, Order
from game.engine.rules.vocabulary.rules import Rules
from game.screens.scene.scene import Scene
from game.screens.tree.node import Node
from game.screens.tree.parts import button, choice, do, option, panel, row, table, text
from game.screens.words.claims import claim_lines
from game.screens.words.families import family_name
from game.screens.words.quantities import cost_told
from game.screens.words.sentences import effects_told
from game.screens.words.texts import Texts


def measures(scene: Scene, rules: Rules) -> list[Node | None]:
    """All orders and dials of a side by family; the chosen one with its page."""
    t = scene.t
    every: dict[str, Dial | Order] = {**rules.dials, **rules.orders}
    first = next(iter(every))
    chosen = every.get(scene.ui.codex_of, every[first])
    sides = [
        option(
            f"codex-side:{s}",
            t.label(s),
            do("codex", "measures", next(i for i, x in every.items() if x.side == s)),
            s == chosen.side,
            tone=s,
        )
        for s in ("beijing", "washington")
    ]
    families = list(dict.fromkeys(x.family for x in every.values() if x.side == chosen.side))
    family = [
        option(
            f"codex-family:{f}",
            family_name(t, rules, f),
            do("codex", "measures", next(i for i, x in every.items() if x.side == chosen.side and x.family == f)),
            f == chosen.family,
        )
        for f in families
    ]
    listed = [
        button(f"codex-measure:{i}", x.title, do("codex", "measures", i), style="small", on=i == chosen.id, hint=x.text)
        for i, x in every.items()
        if x.side == chosen.side and x.family == chosen.family
    ]
    index = [choice("codex-sides", t("codex.side"), sides), choice("codex-families", t("order.families"), family)]
    return [
        *(dial_page(t, rules, chosen) if isinstance(chosen, Dial) else order_page(t, rules, chosen)),
        panel("codex-measures", t("codex.all_measures"), [*index, row("codex-measure", listed)], icon="list"),
    ]


def writes(t: Texts, effects: Sequence[object]) -> str:
    """Which things of the world some effects write, in words."""
    kinds = dict.fromkeys(str(getattr(e, "kind", "")) for e in effects)
    return t("number.list_separator").join(t(f"writes.{k}") for k in kinds) or t("codex.writes_nothing")


def dial_page(t: Texts, rules: Rules, dial: Dial) -> list[Node | None]:
    """A dial: what it is, what it writes, each notch with its effects, rung and cost, its claims."""
    rows = [[t("codex.notch"), t("codex.rung"), t("codex.upkeep"), t("codex.effects")]]
    for n in dial.notches:
        told = " ".join(effects_told(t, rules, (), n.effects, numbers=True)) or t("codex.no_effect")
        rows.append([n.label, t.number(n.rung), t.money(n.upkeep, 2) if n.upkeep else t("cost.free"), told])
    facts = [
        text("measure-text", dial.text, style="serif"),
        text("measure-writes", t("codex.writes", what=writes(t, [e for n in dial.notches for e in n.effects])), icon="dials"),
        text("measure-stance", t("codex.is_stance"), icon="seal") if dial.stance else None,
        text("measure-statute", t("codex.by_statute"), icon="gavel") if dial.statute else None,
    ]
    return [
        panel("measure", dial.title, facts, tone=dial.side, icon=dial.icon),
        panel("measure-notches", t("codex.notches"), [table("notches", "", rows)], icon="dials"),
        claims_panel(t, rules, dial.claims),
    ]


def order_page(t: Texts, rules: Rules, order: Order) -> list[Node | None]:
    """An order: what it is, what it writes and how much, what it costs, its claims."""
    told = effects_told(t, rules, order.impulses, order.effects, lasts=order.lasts, numbers=True)
    cost = t("order.costs", cost=cost_told(t, order.capital, order.budget))
    facts = [
        text("measure-text", order.text, style="serif"),
        text("measure-cost", cost, icon="capital"),
        text("measure-rung", t("codex.order_rung", rung=t.number(order.rung)), icon="ladder"),
        text("measure-wait", t("codex.cooldown", quarters=t.count("quarters", order.cooldown)), icon="clock"),
        text("measure-targets", t("codex.targets", names=t.names(order.targets)), icon="pin") if order.targets else None,
        text("measure-why", t("codex.needs", what=order.why), icon="info") if order.why else None,
        text("measure-statute", t("codex.by_statute"), icon="gavel") if order.statute else None,
    ]
    moves = [text(f"measure-move:{i}", words, icon="arrow-right") for i, words in enumerate(told)]
    wrote = text("measure-writes", t("codex.writes", what=writes(t, [*order.impulses, *order.effects])), icon="dials")
    return [
        panel("measure", order.title, facts, tone=order.side, icon=order.icon),
        panel("measure-moves", t("codex.effects"), [wrote, *moves], icon="dials"),
        claims_panel(t, rules, order.claims),
    ]


def claims_panel(t: Texts, rules: Rules, claims: Sequence[str]) -> Node | None:
    """The claims that a measure carries."""
    found = [rules.claims[c] for c in claims if c in rules.claims]
    lines = [x for c in found for x in claim_lines(t, rules, f"measure-claim:{c.id}", c)]
    return panel("measure-claims", t("codex.claims_of"), lines, icon="source") if lines else None
