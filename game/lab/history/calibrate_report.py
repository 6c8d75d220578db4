"""The report of a calibration: what passes, where content's parameters lie, what the fit never saw. As data, lines, a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from game.content.format.world_items import Parts
from game.drawing import MARGIN, WIDTH, Picture, Sheet
from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.total import total
from game.lab.history.calibrate import Fit, Study

FEW = 8  # sets below which a rank correlation says nothing
TITLE_LEFT, BAR_LEFT, BAR_RIGHT, ROW = MARGIN, WIDTH * 0.52, WIDTH - MARGIN * 1.0, 22


def report(parts: Parts, study: Study) -> dict[str, Any]:
    """The whole study as plain data. Shares count sets; `before` is over the whole ranges, `after` over what is not ruled out."""
    fit = study.fit
    kept = fit.kept
    best = int(kept[0]) if len(kept) else None
    return {
        "design": "Latin hypercube, narrowed from wave to wave",
        "sets": study.count,
        "waves": study.waves,
        "seed": study.seed,
        "run": int(fit.values.shape[1]),
        "not_ruled_out": len(kept),
        "content_not_ruled_out": 0 in kept,
        "parameters": [_parameter(parts, n, v, v[kept]) for n, v in fit.sets.items()],
        "targets": [_target(fit, i, best) for i in range(len(fit.rows))],
        "episodes": [_episode(id, apart) for id, apart in study.episodes.items()],
        "best": None if best is None else {n: round(float(v[best]), 5) for n, v in fit.sets.items()},
    }


def _parameter(parts: Parts, name: str, drawn: Array, kept: Array) -> dict[str, Any]:
    known = parts.parameters[name]
    sound = kept if len(kept) else drawn
    found = np.quantile(sound, (0.0, 0.1, 0.5, 0.9, 1.0))
    room = max(known.high - known.low, 1e-12)
    return {
        "id": name,
        "low": known.low,
        "high": known.high,
        "content": known.value,
        "place": round((known.value - known.low) / room, 3),
        "kept": [_short(v) for v in found],
        "narrowed": round(1.0 - float(found[3] - found[1]) / (0.8 * room), 3),
        "below": round(float((sound < known.value).mean()), 3),
        "inside": bool(found[0] <= known.value <= found[4]),
    }


def _target(fit: Fit, row: int, best: int | None) -> dict[str, Any]:
    this = fit.rows[row]
    values, far = fit.values[row], fit.distance[row]
    kept = fit.kept
    held = kept[~np.isnan(far[kept])]
    first = far[: fit.drawn]
    return {
        "id": this.id,
        "title": this.target.title,
        "record": this.target.record,
        "band": list(this.target.band),
        "held_out": this.held_out,
        "content": _number(values[0]),
        "content_pass": bool(far[0] <= 1.0),
        "best": None if best is None else _number(values[best]),
        "before": None if np.isnan(first).any() else round(float((first <= 1.0).mean()), 3),
        "after": round(float((far[held] <= 1.0).mean()), 3) if len(held) else None,
        "kept": [_short(v) for v in np.quantile(values[held], (0.1, 0.5, 0.9))] if len(held) else [],
        "moved_by": _moved(fit, row),
    }


def _episode(id: str, fit: Fit) -> dict[str, Any]:
    """What a fit that never saw an episode says of it, and which of its targets the best set of that fit hits."""
    kept = fit.kept
    rows = [i for i, r in enumerate(fit.rows) if r.case == id]
    return {
        "id": id,
        "fitted": int(fit.fitted.sum()),
        "not_ruled_out": len(kept),
        "targets": [
            {
                "id": fit.rows[i].id,
                "title": fit.rows[i].target.title,
                "record": fit.rows[i].target.record,
                "band": list(fit.rows[i].target.band),
                "best": _number(fit.values[i, kept[0]]) if len(kept) else None,
                "best_pass": bool(fit.distance[i, kept[0]] <= 1.0) if len(kept) else None,
                "before": round(float((fit.distance[i, : fit.drawn] <= 1.0).mean()), 3),
                "after": round(float((fit.distance[i, kept] <= 1.0).mean()), 3) if len(kept) else None,
            }
            for i in rows
        ],
    }


def _moved(fit: Fit, row: int, most: int = 3) -> list[list[Any]]:
    """The parameters whose rank moves with the outcome's rank most over the first wave (Spearman), with the sign of the move."""
    value = fit.values[row, : fit.drawn]
    sound = ~np.isnan(value)
    if sound.sum() < FEW or np.ptp(value[sound]) == 0:
        return []
    found = []
    for name, given in fit.sets.items():
        strength = np.corrcoef(_ranks(given[: fit.drawn][sound]), _ranks(value[sound]))[0, 1]
        found.append((float(strength), name))
    found.sort(key=lambda pair: -abs(pair[0]))
    return [[name, round(strength, 2)] for strength, name in found[:most]]


def _ranks(x: Array) -> Array:
    return np.argsort(np.argsort(x, kind="stable"), kind="stable").astype(np.float64)


def _number(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 4)


def _short(value: float) -> float:
    return float(f"{value:.4g}")


# ---- for people ----------------------------------------------------------------------------------------------------


def lines(found: dict[str, Any]) -> list[str]:
    """The report as lines for people."""
    fitted = [t for t in found["targets"] if not t["held_out"]]
    out = [
        f"{found['design']}: {found['waves']} waves of {found['sets']} sets",
        f"{found['not_ruled_out']} of {found['run']} sets are not ruled out; content's own is "
        f"{'among them' if found['content_not_ruled_out'] else 'RULED OUT'}",
        "",
        f"Fitted targets ({len(fitted)}); share of sets within the band, over the whole ranges and over what is not ruled out",
        *_target_lines(fitted),
        "",
        "Held out of the fit (known to the author when the cases were written)",
        *_target_lines([t for t in found["targets"] if t["held_out"]]),
    ]
    for episode in found["episodes"]:
        hit = total(bool(t["best_pass"]) for t in episode["targets"])
        head = f"Fit without {episode['id']}: {episode['fitted']} targets fitted, {episode['not_ruled_out']} sets not ruled out;"
        out += ["", f"{head} the best of them hits {hit} of the {len(episode['targets'])} targets that it never saw"]
        out += [
            f"  {'hit ' if t['best_pass'] else 'MISS'} {t['id']:<38} best set {_told(t['best']):>8}, band {_band(t)}; "
            f"{_share(t['before'])} before, {_share(t['after'])} after"
            for t in episode["targets"]
        ]
    out += ["", "Parameters: content's value, its place in the published range, and the middle 80 % of what is not ruled out"]
    out += [
        f"  {p['id']:<22} {p['content']:>8g} at {p['place']:>4.0%} of {p['low']:g} to {p['high']:g}; "
        f"{p['kept'][1]:g} to {p['kept'][3]:g}, {p['below']:.0%} of them below{'' if p['inside'] else '; OUTSIDE of what is left'}"
        for p in found["parameters"]
    ]
    if found["best"]:
        out += ["", "best set: " + ", ".join(f"{n} {v:.4g}" for n, v in found["best"].items())]
    return out


def _target_lines(targets: Sequence[dict[str, Any]]) -> list[str]:
    return [
        f"  {'pass' if t['content_pass'] else 'MISS'} {t['id']:<38} content {_told(t['content']):>8}, best {_told(t['best']):>8}, "
        f"band {_band(t)}; {_share(t['before'])} before, {_share(t['after'])} after"
        + (f"; moved by {', '.join(f'{n} {s:+.2f}' for n, s in t['moved_by'])}" if t["moved_by"] else "")
        for t in targets
    ]


def _told(value: float | None) -> str:
    return "-" if value is None else f"{value:.3g}"


def _band(target: dict[str, Any]) -> str:
    return f"{target['band'][0]:g} to {target['band'][1]:g}"


def _share(value: float | None) -> str:
    return "not run" if value is None else f"{value:.0%}"


def picture(found: dict[str, Any]) -> Picture:
    """Parameters with what is not ruled out inside their ranges, then targets with what the sets that are left give."""
    sheet = Sheet()
    sheet.say(MARGIN, 30, "Calibration: what history does not rule out", size=18)
    sheet.legend(54, (("published range", "faint", "line"), ("middle 80 % of sets not ruled out", "model", "bar"),
                      ("content", "ink", "tick")))  # fmt: skip
    y = 84.0
    for p in found["parameters"]:

        def at(value: float, low: float = p["low"], high: float = p["high"]) -> float:
            return _along(value, low, high)

        sheet.say(TITLE_LEFT, y, f"{p['id']}  {p['content']:g}  ({p['low']:g} to {p['high']:g})", size=12)
        sheet.line(((BAR_LEFT, y - 4), (BAR_RIGHT, y - 4)), "faint")
        sheet.bar(at(p["kept"][1]), at(p["kept"][3]), y - 4, "model", 6.0)
        sheet.tick(at(p["content"]), y - 4, "ink")
        y += ROW
    y += 20
    sheet.say(MARGIN, y, "Targets: what these sets give", size=18)
    y += 24
    sheet.legend(y, (("band", "band", "bar"), ("middle 80 % of sets not ruled out", "model", "bar"), ("content", "ink", "tick"),
                     ("record", "record", "tick")))  # fmt: skip
    y += 30
    for t in found["targets"]:
        _target_row(sheet, t, y)
        y += ROW
    return sheet.done(y + 12)


def _along(value: float, low: float, high: float) -> float:
    return BAR_LEFT + (value - low) / max(high - low, 1e-12) * (BAR_RIGHT - BAR_LEFT)


def _target_row(sheet: Sheet, target: dict[str, Any], y: float) -> None:
    values = [v for v in (*target["band"], target["content"], target["record"], *target["kept"]) if v is not None]
    low, high = min(values), max(values)

    def at(value: float) -> float:
        return _along(value, low, high)

    kind = ", held out" if target["held_out"] else ""
    sheet.say(TITLE_LEFT, y, f"{target['title']}{kind}", "ink", 12, BAR_LEFT - TITLE_LEFT - 8)
    sheet.bar(at(target["band"][0]), at(target["band"][1]), y - 2, "band", 4.0)
    if target["kept"]:
        sheet.bar(at(target["kept"][0]), at(target["kept"][-1]), y - 7, "model", 4.0)
    if target["content"] is not None:
        sheet.tick(at(target["content"]), y - 4, "ink")
    if target["record"] is not None:
        sheet.tick(at(target["record"]), y - 4, "record")
