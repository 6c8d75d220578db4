"""Which parameters move the back-tests: Morris screening of every parameter, then Sobol's variance shares of those that matter.

Outcomes are measured in half bands of their target, so that effects on different targets can be compared. Designs and indices
are SALib's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from game.content.format.case_items import Case
from game.content.format.world_items import Parts
from game.drawing import MARGIN, Picture, Sheet
from game.engine.world.arithmetic.array import Array
from game.lab.history.parameter_sweep import Row, Tell, library, outcomes, ranges_of, rows_of, spread

SWITCHES = ("demand_growth", "leak_evasion")  # set by the cases themselves, no numbers of the world
LEVELS = 4
FAR = 10.0  # half bands; what lies further out counts as this far, so that one wild set does not make an index
SHOWN = 3  # parameters named for a target
LEAST = 0.05  # half bands: less than this moves nothing

LEFT, CELL, ROW = MARGIN + 300, 46, 22


def sensitivity(
    parts: Parts, cases: Sequence[Case], trajectories: int, samples: int, most: int, seed: int, tell: Tell
) -> dict[str, Any]:
    """Both studies as plain data. Missing, in one sentence, where SALib is not installed.

    `trajectories` of Morris over all parameters, `samples` x (parameters + 2) sets for Sobol over the `most` that move any target
    furthest."""
    rows = rows_of(cases)
    every = ranges_of(parts, sorted(n for n in parts.parameters if n not in SWITCHES))
    tell(f"screening {len(every)} parameters")
    effects = _morris(parts, cases, rows, every, trajectories, seed, tell)
    strength = {n: max(float(e[i][0]) for e in effects) for i, n in enumerate(every)}
    ranked = sorted(every, key=lambda n: (-strength[n], n))
    chosen = sorted(n for n in ranked[:most] if strength[n] >= LEAST)
    tell(f"variance shares of {len(chosen)} parameters")
    shares = _sobol(parts, cases, rows, {n: every[n] for n in chosen}, samples, seed, tell) if chosen else []
    return {
        "screening": {"method": "Morris", "trajectories": trajectories, "levels": LEVELS, "parameters": len(every)},
        "shares": {"method": "Sobol", "samples": samples, "parameters": chosen},
        "seed": seed,
        "parameters": [{"id": n, "effect": round(strength[n], 3), "share": n in chosen} for n in ranked],
        "targets": [
            {
                "id": row.id,
                "title": row.target.title,
                "held_out": row.held_out,
                "effects": _largest(list(every), effects[i][:, 0], effects[i][:, 1]),
                "first": _named(chosen, shares[i][:, 0]) if shares else {},
                "total": _named(chosen, shares[i][:, 1]) if shares else {},
            }
            for i, row in enumerate(rows)
        ],
    }


def _morris(
    parts: Parts, cases: Sequence[Case], rows: Sequence[Row], ranges: Mapping[str, tuple[float, float]], trajectories: int,
    seed: int, tell: Tell,
) -> list[Array]:  # fmt: skip
    """(parameters, 2) of each row: mean size of an elementary effect and its spread, in half bands over the whole range."""
    sample, analyze = library("SALib.sample.morris"), library("SALib.analyze.morris")
    problem = _problem(ranges)
    unit = sample.sample(problem, trajectories, num_levels=LEVELS, seed=seed)
    found = scaled(rows, outcomes(parts, cases, rows, spread(unit, ranges), tell))
    result = []
    for value in found:
        effect = analyze.analyze(problem, unit, value, num_levels=LEVELS, num_resamples=10, seed=seed)
        result.append(np.stack([np.asarray(effect["mu_star"]), np.asarray(effect["sigma"])], axis=1))
    return result


def _sobol(
    parts: Parts, cases: Sequence[Case], rows: Sequence[Row], ranges: Mapping[str, tuple[float, float]], samples: int,
    seed: int, tell: Tell,
) -> list[Array]:  # fmt: skip
    """(parameters, 2) of each row: share of the variance by itself, and with all it takes part in."""
    sample, analyze = library("SALib.sample.sobol"), library("SALib.analyze.sobol")
    problem = _problem(ranges)
    unit = sample.sample(problem, samples, calc_second_order=False, seed=seed)
    found = scaled(rows, outcomes(parts, cases, rows, spread(unit, ranges), tell))
    result = []
    for value in found:
        if np.ptp(value) < 1e-9:  # a target that nothing moves has no variance to share
            result.append(np.zeros((len(ranges), 2)))
            continue
        share = analyze.analyze(problem, value, calc_second_order=False, num_resamples=10, seed=seed)
        result.append(np.stack([np.asarray(share["S1"]), np.asarray(share["ST"])], axis=1))
    return result


def _problem(ranges: Mapping[str, tuple[float, float]]) -> dict[str, Any]:
    return {"num_vars": len(ranges), "names": list(ranges), "bounds": [[0.0, 1.0]] * len(ranges)}


def scaled(rows: Sequence[Row], values: Array) -> Array:
    """(rows, K) outcomes as half bands from the middle of their band, with their sign; a set that breaks the model lies FAR out."""
    low = np.array([r.target.band[0] for r in rows])[:, None]
    high = np.array([r.target.band[1] for r in rows])[:, None]
    found = (values - 0.5 * (low + high)) / np.maximum(0.5 * (high - low), 1e-9)
    return np.asarray(np.clip(np.where(np.isnan(found), FAR, found), -FAR, FAR))


def _largest(names: Sequence[str], size: Array, spread_of: Array) -> list[list[Any]]:
    order = np.argsort(-size, kind="stable")[:SHOWN]
    return [[names[i], round(float(size[i]), 3), round(float(spread_of[i]), 3)] for i in order if size[i] >= LEAST]


def _named(names: Sequence[str], shares: Array) -> dict[str, float]:
    """Shares by parameter; sampling error may bring an estimate below nought, which no share is."""
    return {n: round(max(float(v), 0.0), 3) for n, v in zip(names, shares, strict=True)}


def lines(found: dict[str, Any]) -> list[str]:
    """The report as lines for people."""
    inert = [p["id"] for p in found["parameters"] if p["effect"] < LEAST]
    out = ["Screening (Morris): the largest mean effect on any target, in half bands, of going through a parameter's whole range"]
    out += [
        f"  {p['id']:<24} {p['effect']:>7.2f}{'  shared below' if p['share'] else ''}"
        for p in found["parameters"]
        if p["effect"] >= LEAST
    ]
    out += [f"  move no target by a twentieth of a half band: {', '.join(inert) or 'none'}", ""]
    out += ["Variance shares (Sobol): what a parameter explains with all it takes part in, in brackets by itself"]
    for t in found["targets"]:
        told = sorted(t["total"].items(), key=lambda pair: -pair[1])[:SHOWN]
        shares = ", ".join(f"{n} {v:.0%} ({t['first'][n]:.0%})" for n, v in told if v >= 0.01) or "nothing"
        out.append(f"  {t['id']:<40}{' held out' if t['held_out'] else '':<10} {shares}")
    return out


def picture(found: dict[str, Any]) -> Picture:
    """A table of bars: targets by rows, parameters by columns, the length of a bar is the total share of the variance."""
    sheet = Sheet()
    names = found["shares"]["parameters"]
    sheet.say(MARGIN, 30, "Sensitivity: which parameter explains which target", size=18)
    sheet.legend(54, (("share of the variance, with all it takes part in (full cell: 100 %)", "model", "bar"),))
    for i, name in enumerate(names):
        x = LEFT + i * CELL
        sheet.say(x, 84 + (i % 3) * 14, name.replace("_", " "), size=10, room=3 * CELL - 6)
        sheet.line(((x, 88 + (i % 3) * 14), (x, 132)), "faint")
    y = 146.0
    for t in found["targets"]:
        sheet.say(MARGIN, y, f"{t['title']}{', held out' if t['held_out'] else ''}", size=11, room=LEFT - MARGIN - 10)
        for i, name in enumerate(names):
            x = LEFT + i * CELL
            sheet.line(((x, y - 4), (x + CELL - 6, y - 4)), "faint")
            share = min(t["total"][name], 1.0)
            if share >= 0.01:
                sheet.bar(x, x + share * (CELL - 6), y - 4, "model", 8.0)
        y += ROW
    return sheet.done(y + 10)
