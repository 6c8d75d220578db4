"""How an own mandate stands after some quarters: how much of what it asks for is done, and whether it slips or is lost."""

from __future__ import annotations

from game.engine.rules.verdict.mandates import longest_run, met, running
from game.engine.rules.vocabulary.items import Mandate
from game.engine.world.arithmetic.total import total
from game.structs import Struct


class Standing(Struct):
    """How a mandate stands: the share of what it asks for that is done, and whether it slips (what is left barely reaches)."""

    share: float
    slips: bool
    lost: bool = False


def _safe(m: Mandate, progress: tuple[int, ...]) -> bool:
    """Whether it is met for good, since the quarters that it asks for were had."""
    return m.span in ("count", "run") and met(m, progress)


def standing(m: Mandate, progress: tuple[int, ...], left: int, hopeless: bool = False) -> Standing:
    """From each finished quarter's hit or miss and the quarters that are left, the present one included; `hopeless` where its
    condition can never hold again (`verdict/mandates.py`)."""
    if hopeless and not _safe(m, progress):
        return Standing(0.0, False, True)
    now = bool(progress and progress[-1])
    if m.span == "always":
        kept = all(progress)
        return Standing(len(progress) / max(1, len(progress) + left) if kept else 0.0, False, not kept)
    if m.span == "end":
        return Standing(1.0 if now else 0.5 if progress and any(progress) else 0.0, not now and left <= 2)
    wanted = max(1, m.quarters)
    best = total(1 for hit in progress if hit) if m.span == "count" else running(progress)
    reach = best + left if m.span == "count" else max(longest_run(progress), best + left)
    done = best if m.span == "count" else max(longest_run(progress), best)
    return Standing(min(1.0, done / wanted), done < wanted and reach <= wanted + 1, done < wanted and reach < wanted)
