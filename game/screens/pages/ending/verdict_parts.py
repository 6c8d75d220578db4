"""How a verdict is made, part by part: who works out the formulas with the numbers as they stand finds those below them.

What the parts are is the engine's (`verdict/standing.py`); how the debrief came to them is the debrief's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from game.engine.rules import Parts
from game.engine.rules.verdict.outcome import Outcome
from game.engine.rules.verdict.standing import standing_of
from game.engine.rules.vocabulary.items import Par
from game.engine.rules.vocabulary.plan import BOTH
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.total import total
from game.screens.pages.shared.verdict_line import parts_hint
from game.screens.tree.node import Node
from game.screens.tree.parts import panel, table, text
from game.screens.words.texts import Texts

FACTORS = ("dominance", "reliability", "welfare", "safety")
"""What a standing is the product of."""
LEAST: tuple[Mapping[str, int], ...] = (
    dict.fromkeys(FACTORS[:-1], 1),
    {"safety": 2},
    {"standing": 1, "par": 1, "spread": 1},
    {"against": 1, "mandate_points": 1},
)
"""Parts that become finer together, with the digits that they have at least; each is made of those before it."""
FINER = sorted(product(range(5), repeat=len(LEAST)), key=lambda more: (max(more), total(more)))
"""By how many digits each of these may be finer, the least first."""


def parts_panel(t: Texts, rules: Rules, scenario: str, end: Outcome) -> Node | None:
    """The parts of both capitals' verdicts, each as fine as what is made of it needs, alike for both where that can be."""
    verdict = end.verdict
    if not verdict:
        return None
    pars = rules.scenarios[scenario].par
    shown = [_shown(pars[s], verdict[s]) for s in BOTH]
    alike = _digits(rules, shown)
    fine = [alike] * len(shown) if alike else [_digits(rules, [column]) or _with(FINER[-1]) for column in shown]
    columns = [{name: t.number(x, digits[name]) for name, x in column.items()} for column, digits in zip(shown, fine, strict=True)]
    rows = [[t("end.part"), *(t.name(s) for s in BOTH)]]
    rows += [[t(f"end.part_{name}"), *(column[name] for column in columns)] for name in columns[0]]
    note = text("parts-note", parts_hint(t, rules), style="fine")
    return panel("end-parts", t("end.parts"), [table("parts", "", rows), note], icon="scale")


def _shown(par: Par, parts: Parts) -> dict[str, float]:
    """Each part by name, in the order in which it is made of those above it."""
    factors = {name: float(getattr(parts, name)) for name in FACTORS}
    against = {"standing": parts.standing, "par": par.median, "spread": par.spread, "against": parts.verdict - parts.mandate_points}
    return factors | against | {"mandate_points": parts.mandate_points, "verdict": parts.verdict}


def _digits(rules: Rules, columns: Sequence[Mapping[str, float]]) -> dict[str, int]:
    """The fewest digits of each part, as many in all columns, with which each can be worked out as it stands; none if none do."""
    for more in FINER:
        fine = _with(more)
        if all(_comes_out(rules, {name: round(x, fine[name]) for name, x in column.items()}, fine) for column in columns):
            return fine
    return {}


def _with(more: Sequence[int]) -> dict[str, int]:
    """The digits of each part where each group is so much finer than it is at least."""
    return {name: least + n for names, n in zip(LEAST, more, strict=True) for name, least in names.items()} | {"verdict": 1}


def _comes_out(rules: Rules, v: Mapping[str, float], fine: Mapping[str, int]) -> bool:
    """Whether who works the verdict out from its parts as they are written finds each number that is made of others."""
    verdict, against = v["against"] + v["mandate_points"], rules.numbers.standing.points * (v["standing"] - v["par"]) / v["spread"]
    if round(verdict, fine["verdict"]) != v["verdict"] or round(against, fine["against"]) != v["against"]:
        return False
    return round(standing_of(rules, *(v[name] for name in FACTORS)), fine["standing"]) == v["standing"]
