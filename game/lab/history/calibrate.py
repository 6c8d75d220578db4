"""Calibration as a referee would have it: what the record leaves of the parameters, by priors and errors that were fixed before.

One fit sees every output but those that cases hold out; one more is made for each episode that is kept out as a whole. What fits
foretell of what they never saw is held against the record. The report is `calibrate_report.py`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from game.content.format.case_items import Case, Prior
from game.content.format.world_items import Parts
from game.content.loading.accepted_sets import Accepted, written
from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.total import total
from game.lab.history import backtest, evidence
from game.lab.history.evidence import log_likelihood, placed, weighed
from game.lab.history.parameter_sweep import Row, Tell, costly, outcomes, rows_of
from game.lab.history.sequential_monte_carlo import Sampled, sample
from game.structs import Struct

EPISODES = ("quotas-2010", "licences-2025")  # each is also kept out as a whole, and the fit made again without it
DEEP = 96  # sets that run the targets which need runs of their own
WORTH = 0.45  # share of a fit's points that must be independent of each other before it stops
APART = 2  # a fit that is made to be tested has this part of the points

Sets = Mapping[str, Array]


@dataclass(frozen=True, slots=True)
class Fit:
    """A fit with what its sets give for `rows` of targets: `before` (rows, K) under the prior, `after` (rows, K) the posterior."""

    rows: tuple[Row, ...]
    sampled: Sampled
    before: Array
    after: Array


class Skill(Struct):
    """How a recorded series is met against two forecasts without a model: `still` that it stays as before the case's measures,
    `last` that it stays as in the record before, which knows of each month what the model does not.

    Both are 1 − (mean distance of the model) / (mean distance of that forecast), in logarithms for prices; below nought the model
    is worse. NaN where that forecast never errs."""

    case: str
    series: str
    title: str
    months: int
    still: float
    last: float


@dataclass(frozen=True, slots=True)
class Study:
    """The fit, one more for each episode that was kept out, and content's own set: its outcomes by row id and its skill.

    `deep` are the costly rows with what some sets of the posterior give for them."""

    priors: Mapping[str, Prior]
    fit: Fit
    episodes: Mapping[str, Fit]
    deep: tuple[tuple[Row, ...], Array]
    content: Mapping[str, float]
    skill: tuple[Skill, ...]
    count: int
    seed: int


def calibrate(
    parts: Parts, cases: Sequence[Case], priors: Mapping[str, Prior], count: int, seed: int, tell: Tell,
    episodes: Sequence[str] = EPISODES,
) -> Study:  # fmt: skip
    """The whole study with `count` points, half of them for each episode. ValueError, in one sentence, without evidence."""
    priors = dict(sorted(priors.items()))
    tell("the fit")
    main = fitted(parts, cases, priors, count, seed, "", tell)
    apart = {}
    for episode in (e for e in episodes if any(c.id == e for c in cases)):
        tell(f"the fit without {episode}")
        apart[episode] = fitted(parts, cases, priors, count // APART, seed, episode, tell)
    results = backtest.run(parts, cases)
    content = {f"{r.case.id}/{o.target.id}": o.value for r in results for o in r.outcomes}
    skill = tuple(s for r in results for recorded in r.recorded for s in skill_of(r.case.id, recorded))
    return Study(priors, main, apart, deepened(parts, cases, priors, main, tell), content, skill, count, seed)


def fitted(
    parts: Parts, cases: Sequence[Case], priors: Mapping[str, Prior], count: int, seed: int, without: str, tell: Tell
) -> Fit:
    """The posterior for all targets that are evidence and not held out; those of the case `without` are not even run for it."""
    seen = [r for r in rows_of(cases, (without,)) if weighed(r) and not r.held_out and not costly(r)]
    if not seen:
        raise ValueError("No target of these cases is evidence: a fit needs targets with a record and its error.")
    run = [c for c in cases if any(r.case == c.id for r in seen)]

    def judge(points: Array) -> Array:
        return log_likelihood(seen, outcomes(parts, run, seen, placed(priors, points)))

    found = sample(judge, len(priors), count, WORTH * count, seed, tell)
    rows = tuple(r for r in rows_of(cases, (without,)) if not costly(r) and without in ("", r.case))
    held = [c for c in cases if without in ("", c.id)]
    before, after = (outcomes(parts, held, rows, placed(priors, cloud.points)) for cloud in (found.start, found.end))
    return Fit(rows, found, before, after)


def accepted(study: Study) -> str:
    """The accepted sets of a study, as the text of the file that content keeps."""
    sampled = study.fit.sampled
    about = {"seed": study.seed, "effective": round(sampled.effective, 1)}
    before = {name: (prior.low, prior.high) for name, prior in study.priors.items()}
    return written(Accepted(placed(study.priors, sampled.end.points), before), about)


def deepened(
    parts: Parts, cases: Sequence[Case], priors: Mapping[str, Prior], fit: Fit, tell: Tell
) -> tuple[tuple[Row, ...], Array]:
    """The costly rows, run for some of the posterior's sets, evenly taken."""
    rows = tuple(r for r in rows_of(cases) if costly(r))
    points = thinned(fit.sampled.end.points, DEEP)
    return rows, outcomes(parts, cases, rows, placed(priors, points), tell) if rows else np.zeros((0, len(points)))


def thinned(points: Array, most: int) -> Array:
    """At most so many of the points, evenly taken: copies of one point stand beside each other."""
    return points if len(points) <= most else points[np.arange(most) * len(points) // most]


def skill_of(case: str, recorded: backtest.Recorded) -> list[Skill]:
    """The skill of a series over the months that its script does not set; none where it sets them all."""
    series, months = recorded.series, list(recorded.series.values)
    record, model = ((np.log(x) if series.what == "price" else x) for x in (recorded.record, recorded.model))
    in_base = [i for i, m in enumerate(months) if series.base and series.base[0] <= m <= series.base[1]] or [0]
    judged = [i for i, m in enumerate(months) if i not in in_base and m not in series.echo and i > in_base[0]]
    if not judged:
        return []
    start = total(float(record[i]) for i in in_base) / len(in_base)
    far = _mean_distance([float(model[i] - record[i]) for i in judged])
    still = _mean_distance([start - float(record[i]) for i in judged])
    last = _mean_distance([float(record[i - 1] - record[i]) for i in judged])
    return [Skill(case, series.id, series.title, len(judged), _gain(far, still), _gain(far, last))]


def _mean_distance(gaps: Sequence[float]) -> float:
    return total(abs(g) for g in gaps) / len(gaps)


def _gain(far: float, other: float) -> float:
    return 1.0 - far / other if other > 0 else float("nan")


def informative(fit: Fit, row: int) -> bool:
    """Whether a target says anything of the model: no more than nine tenths of the prior's sets pass it."""
    return evidence.passing(fit.rows[row], fit.before[row]) <= evidence.INFORMATIVE
