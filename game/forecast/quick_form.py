"""What a quick form says of the full figure, measured for a world: fans run on quick forms and shift them by these numbers.

The worlds that came with the game stand in a table, which `python -m game lab retune --only quick-forms` measures. A world that is
not in it, as a mod may bring one, is measured once over a few campaigns and remembered in the cache folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import lru_cache
from hashlib import blake2b
from math import sqrt
from pathlib import Path

import numpy as np

from game import installation
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.record import Batch, Figures, Setup
from game.engine.rules.turn.new_game import new_batch
from game.engine.rules.turn.observe import observe_batch
from game.engine.rules.turn.resolve import resolve_batch
from game.engine.rules.verdict.figures import partners
from game.engine.rules.vocabulary.plan import BOTH, Plan, Side, other
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.total import total
from game.engine.world.model.spec import WorldSpec
from game.forecast.quick_leverage import quick_leverage
from game.forecast.readings import READINGS, follower_of
from game.outside_files import opened, put_aside, regular_bytes, sealed, write_whole
from game.structs import Struct, asdict, from_json, replace

TABLE = "lab/quick_forms.json"  # in the folder of content
MOST_BYTES = 1 << 20  # of a table
QUARTERS = 8  # that are played to measure a world
EARLIER = 4  # quarters of a quarrel before them, in every second round
PAIRS: tuple[tuple[Side, str], ...] = tuple((side, reading) for side in BOTH for reading in READINGS)
HELD = 0.8  # of what comes, by the band that is shown
WIDTH = 2.563  # spreads between the 10 % and the 90 % quantile of a normal distribution
STEEPEST = 2.0  # of `slope`
By = Mapping[str, float]  # side → number


class QuickForm(Struct):
    """`slope`: points that the full leverage moves for one of the quick form; `drift`: points a quarter that it moves on its own;
    `error`: by figure, what the quick forms miss after a quarter, in points, which grows with the root of the quarters.
    `campaigns`: how many they were measured over."""

    slope: By
    drift: By
    error: Mapping[str, By]
    campaigns: int = 0


UNMEASURED = QuickForm(
    dict.fromkeys(BOTH, 1.0),
    dict.fromkeys(BOTH, 0.0),
    {name: dict.fromkeys(BOTH, 0.0) for name in ("leverage", "reliability", "crisis")},
)
Spread = Callable[[Rules, Observation, Plan, str, QuickForm], Mapping[str, tuple[Array, Array]]]
"""Of each figure: middle and spread (Q + 1,) of the fan under a plan and a reading, with these numbers."""


def quick_form_of(rules: Rules, scenario: str, spread: Spread) -> QuickForm:
    """The numbers of a scenario's world: from the table, from the cache folder, or measured now and kept there."""
    return _numbers(_Question(world_key(rules.world_of(scenario)), rules, scenario, spread))


@dataclass(frozen=True)
class _Question:
    """Two of them are the same where their worlds are."""

    key: str
    rules: Rules = field(compare=False)
    scenario: str = field(compare=False)
    spread: Spread = field(compare=False)


@lru_cache(maxsize=64)
def _numbers(asked: _Question) -> QuickForm:
    key, kept = asked.key, _cache_folder() / f"{asked.key}.json"
    found = _read(installation.content() / TABLE).get(key) or _read_kept(kept).get(key)
    if found is None:
        found = measure(asked.rules, asked.scenario, asked.spread)
        _keep(kept, {key: asdict(found)})
    return found


def world_key(spec: WorldSpec) -> str:
    """16 hex digits that are equal when the numbers of two worlds are. Not the rules' hash: a new sentence on a card, or a
    translation, changes that, and nothing that is measured here."""
    hashed = blake2b(digest_size=8)
    for part in _parts(spec):
        hashed.update(part)
    return hashed.hexdigest()


def _parts(value: object) -> Iterator[bytes]:
    if isinstance(value, np.ndarray):
        yield np.asarray(value, dtype=np.float64).tobytes()
    elif is_dataclass(value):
        for f in fields(value):
            if f.name not in ("names", "title"):
                yield from _parts(getattr(value, f.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _parts(one)
    else:
        yield (repr(value) if isinstance(value, str) else float(value).hex()).encode()  # type: ignore[arg-type]


def measure(rules: Rules, scenario: str, spread: Spread, rounds: int = 1) -> QuickForm:
    """Play a campaign for each side and reading, as often as `rounds` says: that side stays its course, the other follows the
    reading. The full leverage is held against the quick form by least squares; then every figure against the fan that the side
    would have seen when it began, which knows neither what is hidden nor how third countries will lean. A second or two for each
    of the eight campaigns of a round."""
    found = _Points({side: [] for side in BOTH}, [])
    for i in range(rounds):
        _play(rules, scenario, 1 + i * len(PAIRS), found, EARLIER * (i % 2), moves=i % 4 > 1)
    lines = {side: _line(found.moved[side]) for side in BOTH}
    form = replace(
        UNMEASURED,
        slope={side: round(lines[side][0], 2) for side in BOTH},
        drift={side: round(lines[side][1], 2) for side in BOTH},
        campaigns=rounds * len(PAIRS),
    )
    needed: dict[str, dict[Side, list[float]]] = {name: {side: [] for side in BOTH} for name in form.error}
    for course in found.courses:
        fan = spread(rules, course.seen, course.plan, course.reading, form)
        for name, errors in needed.items():
            errors[course.plan.side] += course.missed(name, *fan[name])
    # both sides' misses together: twice as many make a surer number, and no capital's fan is narrower for calmer campaigns
    error = {name: dict.fromkeys(BOTH, round(_held_by([e for side in BOTH for e in by[side]]), 2)) for name, by in needed.items()}
    return replace(form, error=error)


@dataclass(frozen=True)
class _Course:
    """A campaign in which a side stayed its course: what it saw and planned when it began, and its figures from then on."""

    seen: Observation
    plan: Plan
    reading: str
    figures: list[Figures]

    def missed(self, name: str, middle: Array, width: Array) -> list[float]:
        """What the error of one quarter would have to be for the band of four cases of five to end just where the figure came."""
        misses = [(now.points(name) - middle[ahead], width[ahead] / WIDTH, ahead) for ahead, now in enumerate(self.figures, 1)]
        return [
            sqrt(max(float((miss * 2.0 / WIDTH) * (miss * 2.0 / WIDTH) - own * own), 0.0) / ahead) for miss, own, ahead in misses
        ]


@dataclass(frozen=True)
class _Points:
    """What was measured: of each side a quarter of a campaign each, and the campaigns' courses."""

    moved: dict[Side, list[tuple[float, float, float]]]  # quick form, quarters, full leverage
    courses: list[_Course]


def _play(rules: Rules, scenario: str, seed: int, found: _Points, earlier: int, *, moves: bool) -> None:
    """One round of campaigns with the seeds from `seed` on; their points are added to `found`. For so many quarters before, both
    sides follow the reading: fans are seen in the middle of quarrels, too. Where it `moves`, the side does so once more under the
    fan, and stays its course then."""
    batch = new_batch(rules, [Setup(scenario, seed + i) for i, _ in enumerate(PAIRS)])
    quarrel = [[follower_of(rules, r, of, reading) for of in BOTH] for r, (_, reading) in zip(batch.records, PAIRS, strict=True)]
    for _ in range(earlier):
        plans = [
            {f.side: Plan(f.side, f.lines(rules, record, 0)) for f in both}
            for both, record in zip(quarrel, batch.records, strict=True)
        ]
        batch = resolve_batch(rules, batch, plans, [{}] * len(plans), lenient=True).batch
    if any(record.over for record in batch.records):
        return
    quick0, first = _quick(rules, batch), [r.figures for r in batch.records]
    first_plans = [
        Plan(side, both[BOTH.index(side)].lines(rules, record, 0)) if moves else Plan(side)
        for both, record, (side, _) in zip(quarrel, batch.records, PAIRS, strict=True)
    ]
    courses = [
        _Course(observe_batch(rules, batch, i, p.side), p, reading, [])
        for i, (p, (_, reading)) in enumerate(zip(first_plans, PAIRS, strict=True))
    ]
    found.courses.extend(courses)
    rivals = [follower_of(rules, r, other(side), reading) for r, (side, reading) in zip(batch.records, PAIRS, strict=True)]
    for ahead in range(1, QUARTERS + 1):
        plans = [
            {own.side: own if ahead == 1 else Plan(own.side), rival.side: Plan(rival.side, rival.lines(rules, record, 0))}
            for own, rival, record in zip(first_plans, rivals, batch.records, strict=True)
        ]
        batch = resolve_batch(rules, batch, plans, [{}] * len(plans), lenient=True).batch
        if any(record.over for record in batch.records):
            break
        quick = _quick(rules, batch) - quick0
        for i, course in enumerate(courses):
            now = batch.records[i].figures
            course.figures.append(now[course.plan.side])
            for b, of in enumerate(BOTH):
                found.moved[of].append((float(quick[b, i]), float(ahead), now[of].leverage - first[i][of].leverage))


def _quick(rules: Rules, batch: Batch) -> Array:
    """(2, N) quick leverage of every campaign."""
    return quick_leverage(batch.world, partners(batch.world.spec, [r.stances for r in batch.records], rules.numbers.join))


def _line(points: list[tuple[float, float, float]]) -> tuple[float, float]:
    """Slope and drift of (quick, quarters, full): full ≈ slope · quick + drift · quarters."""
    xx, xq, qq = (total(p[i] * p[j] for p in points) for i, j in ((0, 0), (0, 1), (1, 1)))
    xy, qy = (total(p[i] * p[2] for p in points) for i in (0, 1))
    apart = xx * qq - xq * xq
    slope = min(max((xy * qq - qy * xq) / apart, 0.0), STEEPEST) if apart > 0.0 else 1.0
    return slope, (qy - slope * xq) / max(qq, 1.0)


def _held_by(errors: list[float]) -> float:
    """The error with which four of five would have been held."""
    return sorted(errors)[int(HELD * (len(errors) - 1))] if errors else 0.0


def _cache_folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_cache_dir("indispensable", appauthor=False)) / "quick-forms"


def _read(path: Path) -> dict[str, QuickForm]:
    """Numbers by key of a world; none where the file is missing or damaged."""
    try:
        return from_json(regular_bytes(path, MOST_BYTES), dict[str, QuickForm])
    except (OSError, ValueError):
        return {}


def _read_kept(path: Path) -> dict[str, QuickForm]:
    """The same from the cache folder, where a file that was changed is put aside."""
    try:
        return from_json(opened(regular_bytes(path, MOST_BYTES)), dict[str, QuickForm])
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        put_aside(path)
        return {}


def _keep(path: Path, rows: Mapping[str, object]) -> None:
    """Write rows; a folder that cannot be written is no fault."""
    try:
        write_whole(path, sealed(json.dumps(rows).encode()))
    except OSError:
        return
