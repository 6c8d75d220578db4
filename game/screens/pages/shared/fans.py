"""The fan beside a figure's past: the band of the next eight quarters, the words under it, and what the plan would change."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite, nan

from game.engine.rules.campaign.record import FIGURES
from game.forecast.bites import TIMES
from game.forecast.fan import Fan
from game.screens.scene.scene import Play
from game.screens.tree.node import Node, Series
from game.screens.tree.parts import text
from game.screens.words.bites import move_told
from game.screens.words.sentences import date_of

NEXT, LATER = 1, 8  # quarters ahead that are put into words
SPAN = 30.0
SMALL = {"leverage": 0.5, "reliability": 0.5, "crisis": 2.5}  # points below which two readings come to the same


def reading_of(scene: Play) -> str:
    """The reading that the forecast runs under: the player's, or the service's until there is one."""
    return scene.ui.reading or scene.observation.reading.leaning


def ahead_labels(scene: Play) -> list[str]:
    """Dates of the quarters that the fan covers; none without a fan."""
    if scene.forecast is None:
        return []
    o = scene.observation
    return [date_of(scene.t, scene.rules, o.scenario, o.quarter + n) for n in range(1, scene.forecast.fan.quarters + 1)]


def ahead(scene: Play, figure: str, past: int) -> list[Series]:
    """The fan of a figure as a series that begins at the last of `past` values: its middle with the 80 % band; and the second
    reading's, if one is laid over it."""
    if scene.forecast is None:
        return []
    gap = (nan,) * (past - 1)
    found: list[tuple[str, Fan, str]] = [(scene.t("fan.series"), scene.forecast.fan, scene.observation.side)]
    if scene.forecast.second is not None:
        found.append((scene.t("second.series"), scene.forecast.second, "accent"))
    return [
        Series(name, (*gap, *band.middle), (*gap, *band.low), (*gap, *band.high), tone=tone)
        for name, fan, tone in found
        for band in (fan.bands[figure],)
    ]


def window(series: Sequence[Series]) -> tuple[float, float]:
    """The stretch of 0–100 that small charts show, so that the band can be seen: what is drawn, at least SPAN points of it."""
    seen = [v for s in series for part in (s.values, s.low, s.high) for v in part if isfinite(v)]
    low, high = min(seen), max(seen)
    room = max(SPAN - (high - low), 4.0) / 2
    low = min(max(low - room, 0.0), 100.0 - SPAN)
    return low, min(max(high + room, low + SPAN), 100.0)


def fan_told(scene: Play, figure: str) -> str:
    """The fan in a sentence with its assumption; "" without a fan."""
    if scene.forecast is None:
        return ""
    t, band = scene.t, scene.forecast.fan.bands[figure]
    reading = t(f"reading.{scene.forecast.fan.reading.replace(' ', '_')}")
    return t(
        "fan.told",
        when=ahead_labels(scene)[-1],
        low=t.number(band.low[-1]),
        high=t.number(band.high[-1]),
        reading=reading,
        form=t("fan.approximate") if band.approximate else t("fan.full"),
    )


def second_told(scene: Play) -> list[tuple[str, str]]:
    """What the three figures would be at the fan's end if the second reading came true and not the first: figure and sentence."""
    t, found = scene.t, scene.forecast
    if found is None or found.second is None:
        return []
    told, when = [], ahead_labels(scene)[-1]
    for figure in FIGURES:
        one, two = found.fan.bands[figure].middle[-1], found.second.bands[figure].middle[-1]
        if abs(two - one) >= SMALL[figure]:
            names = {"name": t(f"figure.{figure}"), "change": t.signed(round(two) - round(one))}  # of the numbers beside it
            told.append((figure, t("second.told", **names, one=t.number(one), two=t.number(two), when=when)))
    reading = t(f"reading.{found.second.reading.replace(' ', '_')}")
    return told or [("none", t("second.same", reading=reading))]


def held_of(scene: Play) -> dict[str, bool]:
    """Whether each figure came within the band that was shown before the quarter; nothing where none was shown."""
    return {figure: verdict == "within" for figure, verdict, *_ in came_of(scene)}


def came_of(scene: Play) -> list[tuple[str, str, float, float, float]]:
    """Figure, below/within/above, low and high of the band that was shown, and what came: the number that stands at the top."""
    if scene.said is None:
        return []
    now = scene.observation.figures[scene.observation.side]
    found = []
    for figure in FIGURES:
        came = now.points(figure)
        band = scene.said.fan.bands[figure]
        low, high = band.low[NEXT], band.high[NEXT]
        verdict = "below" if round(came) < round(low) else "above" if round(came) > round(high) else "within"
        found.append((figure, verdict, low, high, came))
    return found


def said_and_came(scene: Play) -> list[Node]:
    """The forecast that was shown before the quarter against what came, a line a figure; nothing where none was shown."""
    t = scene.t
    lines = []
    for figure, verdict, low, high, came in came_of(scene):
        words = t(f"fan.came_{verdict}", name=t(f"figure.{figure}"), low=t.number(low), high=t.number(high), came=t.number(came))
        lines.append(text(f"scored-fan-{figure}", words, icon="target", style="small"))
    return lines


def plan_changes(scene: Play, figure: str) -> list[Node]:
    """What the present plan would change, beside the figure: an arrow at Guided, tenths at Analyst, each with when.

    Nothing for next to no change, without a plan or a forecast."""
    t, found = scene.t, scene.forecast
    if found is None or not scene.plan.lines:
        return []
    words = move_told(t, tuple(found.change(figure, ahead) for ahead in TIMES), scene.analyst)
    soon, later = (t.signed(found.change(figure, ahead), 1) for ahead in (NEXT, LATER))
    hint = f"{t('fan.change', soon=soon, later=later)} {t('fan.change_hint')}"
    return [text(f"{figure}-plan", words, hint=hint, style="change", tone="accent")] if words else []
