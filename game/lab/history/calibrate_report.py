"""The report of a calibration: what the record leaves of the priors, which outputs say anything, what fits foretell of what they
never saw. As data, lines, a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from game.content.format.case_items import Prior
from game.content.format.world_items import Parts
from game.drawing import MARGIN, WIDTH, Picture, Sheet
from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.total import total
from game.lab.history.calibrate import Fit, Study, informative
from game.lab.history.evidence import passing, placed, predicted, weighed
from game.lab.history.parameter_sweep import Row

FEW = 8  # sets below which a rank correlation says nothing
EFFECTIVE, INFORMATIVE, IN_BAND = 200, 24, 0.8  # what a referee would ask for
QUANTILES = (0.05, 0.1, 0.5, 0.9, 0.95)
TITLE_LEFT, BAR_LEFT, BAR_RIGHT, ROW = MARGIN, WIDTH * 0.52, WIDTH - MARGIN * 1.0, 22


def report(parts: Parts, study: Study) -> dict[str, Any]:
    """The whole study as plain data. `before` is under the prior, `after` under the posterior; shares count sets."""
    fit = study.fit
    prior, posterior = (placed(study.priors, cloud.points) for cloud in (fit.sampled.start, fit.sampled.end))
    deep = [_costly(study, row, values) for row, values in zip(*study.deep, strict=True)]
    targets = [_target(study, i, prior) for i in range(len(fit.rows))] + deep
    episodes = [_episode(id, apart) for id, apart in study.episodes.items()]
    return {
        "method": "sequential Monte Carlo over the priors, all sets at once",
        "sets": study.count,
        "seed": study.seed,
        "effective": round(fit.sampled.effective, 1),
        "steps": [[round(s.power, 5), round(s.accepted, 3), s.sweeps, round(s.worth, 1)] for s in fit.sampled.steps],
        "figures": _figures(fit, targets, episodes),
        "parameters": [_parameter(parts, p, prior[n], posterior[n]) for n, p in study.priors.items()],
        "targets": targets,
        "episodes": episodes,
        "skill": [
            {
                "case": s.case,
                "id": s.series,
                "title": s.title,
                "months": s.months,
                "still": _number(s.still),
                "last": _number(s.last),
            }
            for s in study.skill
        ],
    }


def _figures(fit: Fit, targets: Sequence[dict[str, Any]], episodes: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is measured beside what a referee would want; of coverage nothing is asked, it is what it is."""
    telling = [t for t in targets if t["weighed"] and t["informative"]]
    held = [t for t in targets if t["weighed"] and t["held_out"]] + [t for e in episodes for t in e["targets"]]
    inside = [t for t in telling if t["content_pass"]]
    share = len(inside) / max(len(telling), 1)
    evident = total(bool(t["weighed"]) for t in targets)
    rows = [
        ("effective", "effective sample of the accepted sets", round(fit.sampled.effective), EFFECTIVE),
        ("informative", f"informative outputs, of {evident} with a record and an error", len(telling), INFORMATIVE),
        ("in_band", f"share of them that content's set has in band ({len(inside)} of {len(telling)})", round(share, 3), IN_BAND),
    ]
    found: list[dict[str, Any]] = [{"id": i, "title": t, "value": v, "wanted": w, "pass": v >= w} for i, t, v, w in rows]
    for level in ("80", "90"):
        hits = total(bool(t["predicted"][f"in{level}"]) for t in held)
        title = f"share of {len(held)} held-out records inside what fits without them foretell with {level} %"
        value = round(hits / max(len(held), 1), 3)
        found.append({"id": f"held_out_{level}", "title": title, "value": value, "wanted": None, "pass": None})
    return found


def _parameter(parts: Parts, prior: Prior, drawn: Array, kept: Array) -> dict[str, Any]:
    known = parts.parameters[prior.id]
    before, after = (np.quantile(x, QUANTILES) for x in (drawn, kept))
    return {
        "id": prior.id,
        "low": known.low,
        "high": known.high,
        "content": known.value,
        "place": round((known.value - known.low) / max(known.high - known.low, 1e-12), 3),
        "shape": prior.shape,
        "prior": [_short(v) for v in before],
        "posterior": [_short(v) for v in after],
        "narrowed": round(1.0 - float(after[3] - after[1]) / max(float(before[3] - before[1]), 1e-12), 3),
        "below": round(float((kept < known.value).mean()), 3),
    }


def _head(row: Row, content: float) -> dict[str, Any]:
    low, high = row.target.band
    return {
        "id": row.id,
        "title": row.target.title,
        "record": row.target.record,
        "band": [low, high],
        "held_out": row.held_out,
        "weighed": weighed(row),
        "content": _number(content),
        "content_pass": low <= content <= high,
    }


def _target(study: Study, i: int, prior: Mapping[str, Array]) -> dict[str, Any]:
    fit, row = study.fit, study.fit.rows[i]
    return {
        **_head(row, study.content[row.id]),
        "before": round(passing(row, fit.before[i]), 3),
        "after": round(passing(row, fit.after[i]), 3),
        "informative": informative(fit, i),
        "kept": _spread(fit.after[i]),
        "predicted": _predicted(row, fit.after[i]) if weighed(row) else None,
        "moved_by": _moved(fit.before[i], prior),
    }


def _costly(study: Study, row: Row, values: Array) -> dict[str, Any]:
    """A target of which the prior has not been run."""
    after = round(passing(row, values), 3)
    beside = {"before": None, "after": after, "informative": False, "kept": _spread(values), "predicted": None, "moved_by": []}
    return {**_head(row, study.content[row.id]), **beside}


def _predicted(row: Row, values: Array) -> dict[str, Any]:
    found = predicted(row, values, (0.05, 0.1, 0.9, 0.95))
    record = row.target.record
    assert record is not None
    return {
        "band80": [_short(v) for v in found[1:3]],
        "band90": [_short(found[0]), _short(found[3])],
        "in80": found[1] <= record <= found[2],
        "in90": found[0] <= record <= found[3],
    }


def _episode(id: str, fit: Fit) -> dict[str, Any]:
    """What a fit that never saw an episode foretells of it."""
    return {
        "id": id,
        "effective": round(fit.sampled.effective, 1),
        "targets": [
            {
                "id": row.id,
                "title": row.target.title,
                "record": row.target.record,
                "before": round(passing(row, fit.before[i]), 3),
                "after": round(passing(row, fit.after[i]), 3),
                "predicted": _predicted(row, fit.after[i]),
            }
            for i, row in enumerate(fit.rows)
            if weighed(row)
        ],
    }


def _moved(value: Array, prior: Mapping[str, Array], most: int = 3) -> list[list[Any]]:
    """The parameters whose rank moves with the outcome's rank most over the prior (Spearman), with the sign of the move."""
    sound = ~np.isnan(value)
    if sound.sum() < FEW or np.ptp(value[sound]) == 0:
        return []
    found = [(float(np.corrcoef(_ranks(given[sound]), _ranks(value[sound]))[0, 1]), name) for name, given in prior.items()]
    found.sort(key=lambda pair: -abs(pair[0]))
    return [[name, round(strength, 2)] for strength, name in found[:most]]


def _ranks(x: Array) -> Array:
    return np.argsort(np.argsort(x, kind="stable"), kind="stable").astype(np.float64)


def _spread(values: Array) -> list[float]:
    sound = values[~np.isnan(values)]
    return [_short(v) for v in np.quantile(sound, (0.1, 0.5, 0.9))] if len(sound) else []


def _number(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 4)


def _short(value: float) -> float:
    return float(f"{value:.4g}")


# ---- for people ----------------------------------------------------------------------------------------------------


def lines(found: dict[str, Any]) -> list[str]:
    """The report as lines for people."""
    out = [f"{found['method']}: {found['sets']} sets, seed {found['seed']}, {len(found['steps'])} steps", ""]
    for f in found["figures"]:
        verdict = "     " if f["pass"] is None else "pass " if f["pass"] else "MISS "
        wanted = "" if f["wanted"] is None else f"  (wanted {f['wanted']:g})"
        out.append(f"  {verdict}{f['title']}: {f['value']:g}{wanted}")
    for title, chosen in (
        ("Informative outputs that the fit saw", [t for t in _telling(found) if not t["held_out"]]),
        ("Informative outputs that it did not see", [t for t in _telling(found) if t["held_out"]]),
        ("Not counted: more than nine tenths of the prior pass", [t for t in _grey(found) if t["weighed"]]),
        ("Not counted: no record to weigh by", [t for t in found["targets"] if not t["weighed"]]),
    ):
        out += ["", f"{title} ({len(chosen)}); share of sets within the band under the prior and the posterior"]
        out += [_target_line(t) for t in chosen]
    for e in found["episodes"]:
        hits = [total(bool(t["predicted"][f"in{level}"]) for t in e["targets"]) for level in ("80", "90")]
        head = f"Fit without {e['id']} (effective sample {e['effective']:.0f}): of {len(e['targets'])} records that it never saw"
        out += ["", f"{head} {hits[0]} lie in its 80 % and {hits[1]} in its 90 %"]
        out += [_foretold_line(t) for t in e["targets"]]
    out += ["", "Skill against no change, and against the record before (1 perfect, 0 as good, below 0 worse)"]
    out += [f"  {s['case']}/{s['id']:<12} {s['months']:>2} months: {_told(s['still'])}, {_told(s['last'])}" for s in found["skill"]]
    out += [
        "",
        "Parameters: content's value, middle 80 % of prior and posterior, how much narrower, share of sets below it",
    ]
    out += [
        f"  {p['id']:<22} {p['content']:>8g}; {_band(p['prior'][1::2])} → {_band(p['posterior'][1::2])}, {p['narrowed']:.0%}, "
        f"{p['below']:.0%} below"
        for p in found["parameters"]
    ]
    return out


def _foretold_line(t: dict[str, Any]) -> str:
    verdict = "in " if t["predicted"]["in90"] else "OUT"
    return f"  {verdict} {t['id']:<38} record {t['record']:>7.3g}, 90 % {_band(t['predicted']['band90'])}"


def _telling(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [t for t in found["targets"] if t["weighed"] and t["informative"]]


def _grey(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [t for t in found["targets"] if not t["informative"]]


def _target_line(t: dict[str, Any]) -> str:
    moved = f"; moved by {', '.join(f'{n} {s:+.2f}' for n, s in t['moved_by'])}" if t["moved_by"] else ""
    verdict = "pass" if t["content_pass"] else "MISS"
    shares = f"{_share(t['before'])} before, {_share(t['after'])} after"
    return f"  {verdict} {t['id']:<38} content {_told(t['content']):>8}, band {_band(t['band'])}; {shares}{moved}"


def _told(value: float | None) -> str:
    return "-" if value is None else f"{value:.3g}"


def _band(band: Sequence[float]) -> str:
    return f"{band[0]:g} to {band[1]:g}"


def _share(value: float | None) -> str:
    return "not run" if value is None else f"{value:.0%}"


def picture(found: dict[str, Any]) -> Picture:
    """Parameters with prior and posterior inside their ranges, then targets with what the accepted sets give."""
    sheet = Sheet()
    sheet.say(MARGIN, 30, "Calibration: what the record leaves of the priors", size=18)
    sheet.legend(54, (("published range", "faint", "line"), ("middle 80 % of the prior", "band", "bar"),
                      ("of the accepted sets", "model", "bar"), ("content", "ink", "tick")))  # fmt: skip
    y = 84.0
    for p in found["parameters"]:

        def at(value: float, low: float = p["low"], high: float = p["high"]) -> float:
            return _along(value, low, high)

        sheet.say(TITLE_LEFT, y, f"{p['id']}  {p['content']:g}  ({p['low']:g} to {p['high']:g})", size=12)
        sheet.line(((BAR_LEFT, y - 4), (BAR_RIGHT, y - 4)), "faint")
        sheet.bar(at(p["prior"][1]), at(p["prior"][3]), y - 1, "band", 4.0)
        sheet.bar(at(p["posterior"][1]), at(p["posterior"][3]), y - 7, "model", 5.0)
        sheet.tick(at(p["content"]), y - 4, "ink")
        y += ROW
    y += 20
    sheet.say(MARGIN, y, "Outputs: what these sets give", size=18)
    y += 24
    sheet.legend(y, (("band", "band", "bar"), ("middle 80 % of accepted sets", "model", "bar"), ("content", "ink", "tick"),
                     ("record", "record", "tick")))  # fmt: skip
    y += 30
    for t in found["targets"]:
        _target_row(sheet, t, y)
        y += ROW
    return sheet.done(y + 12)


def _along(value: float, low: float, high: float) -> float:
    return BAR_LEFT + (value - low) / max(high - low, 1e-12) * (BAR_RIGHT - BAR_LEFT)


def _target_row(sheet: Sheet, target: dict[str, Any], y: float) -> None:
    """A target with band, sets, content and record; one that is not counted has a faint title."""
    values = [v for v in (*target["band"], target["content"], target["record"], *target["kept"]) if v is not None]
    low, high = min(values), max(values)

    def at(value: float) -> float:
        return _along(value, low, high)

    counted = target["weighed"] and target["informative"]
    kind = ", held out" if target["held_out"] else ""
    note = "" if counted else " (not counted)"
    sheet.say(TITLE_LEFT, y, f"{target['title']}{kind}{note}", "ink" if counted else "faint", 12, BAR_LEFT - TITLE_LEFT - 8)
    sheet.bar(at(target["band"][0]), at(target["band"][1]), y - 2, "band", 4.0)
    if target["kept"]:
        sheet.bar(at(target["kept"][0]), at(target["kept"][-1]), y - 7, "model", 4.0)
    if target["content"] is not None:
        sheet.tick(at(target["content"]), y - 4, "ink")
    if target["record"] is not None:
        sheet.tick(at(target["record"]), y - 4, "record")
