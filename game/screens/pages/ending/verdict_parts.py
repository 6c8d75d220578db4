"""How a verdict is made, part by part: who works out the formulas with the numbers as they stand finds those below them.

What the parts are is the engine's (`verdict/standing.py`); how the debrief came to them is the debrief's."""

from __future__ import annotations

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
from game.screens.words.rounding import fine_enough
from game.screens.words.texts import Texts

FACTORS = {"dominance": 1, "reliability": 1, "welfare": 1, "safety": 2}
"""What a standing is the product of, with the digits that they have at least."""


def parts_panel(t: Texts, rules: Rules, scenario: str, end: Outcome) -> Node | None:
    """The parts of both capitals' verdicts, each number as fine as the one below it needs; nothing where there is no verdict."""
    verdict = end.verdict
    if not verdict:
        return None
    columns = [_told(t, rules, rules.scenarios[scenario].par[s], verdict[s]) for s in BOTH]
    rows = [[t("end.part"), *(t.name(s) for s in BOTH)]]
    rows += [[t(f"end.part_{name}"), *(column[name] for column in columns)] for name in columns[0]]
    note = text("parts-note", parts_hint(t, rules), style="fine")
    return panel("end-parts", t("end.parts"), [table("parts", "", rows), note], icon="scale")


def _told(t: Texts, rules: Rules, par: Par, parts: Parts) -> dict[str, str]:
    """Each part by name as it is written."""
    weight = rules.numbers.standing.points
    sums = {"against": parts.verdict - parts.mandate_points, "mandate_points": parts.mandate_points}
    fine = fine_enough(sums, dict.fromkeys(sums, 1), lambda v: total(v.values()), parts.verdict)
    compared = {"standing": parts.standing, "par": par.median, "spread": par.spread}
    fine |= fine_enough(
        compared,
        dict.fromkeys(compared, 1),
        lambda v: weight * (v["standing"] - v["par"]) / v["spread"],
        sums["against"],
        fine["against"],
    )
    factors = {name: float(getattr(parts, name)) for name in FACTORS}
    fine |= fine_enough(factors, FACTORS, lambda v: standing_of(rules, *(v[n] for n in FACTORS)), parts.standing, fine["standing"])
    shown = factors | compared | sums | {"verdict": parts.verdict}
    fine["verdict"] = fine["against"]
    return {name: t.number(value, fine[name]) for name, value in shown.items()}
