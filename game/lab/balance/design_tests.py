"""The tests of the design itself, as a report: dull strategies, the thesis, signatures, the bands of danger.

Numbers are reported as they come; a target that is missed says so. Playing is `simulate.py`, signatures `signature_test.py`."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from game.engine.rules import new_game, outcome, resolve
from game.engine.rules.campaign.record import State
from game.engine.rules.vocabulary.items import Dial, Order
from game.engine.rules.vocabulary.plan import BOTH, Draft, Line, SetDial, Side
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.total import total
from game.lab.balance.signature_test import mute_items, reached, signature_tests
from game.lab.simulation.pool import each
from game.lab.simulation.simulate import CampaignResult, Doctrines, Played, play_batch, run
from game.structs import Struct, replace

DULL = ("never-restrict", "freeze-always", "credit-maximum", "stockpile-first", "do-nothing")
UNEQUAL: tuple[Doctrines, ...] = (
    ("hawk", "calibrator"),
    ("calibrator", "hawk"),
    ("tit-for-tat", "hawk"),
    ("hawk", "tit-for-tat"),
    ("calibrator", "tit-for-tat"),
    ("tit-for-tat", "calibrator"),
)
REFERENCE = "calibrator"
THESIS: Doctrines = ("hawk", REFERENCE)  # freezes toward one buyer, now and then
POLICY: Doctrines = ("freeze-always", REFERENCE)  # freezes toward everyone
DULL_MOST, THESIS_LEAST = 0.35, 0.70
BRINK_BAND, RUPTURE_BAND = (0.25, 0.60), (0.05, 0.20)

Tell = Callable[[str], None]
Test = dict[str, Any]


class Task(Struct):
    """A part of the tests that runs by itself; for `traces`, `seeds` counts the states."""

    what: Literal["dull", "bands", "thesis", "traces"]
    scenario: str = ""
    doctrines: Doctrines = ("", "")
    side: Side = "beijing"
    seeds: tuple[int, ...] = ()

    @property
    def told(self) -> str:
        """The part in words."""
        words = (self.what, self.scenario, " against ".join(d for d in self.doctrines if d))
        return " ".join(w for w in words if w)


def design_tests(rules: Rules, quick: bool, tell: Tell, jobs: int = 1) -> dict[str, Any]:
    """All tests: {tests: [{id, value, target, pass, …}]}. `quick` takes few seeds and the shortest scenario only.

    Campaigns do not depend on `jobs`, the number of processes."""
    scenarios = [s for s in rules.by_length() if not rules.scenarios[s].short_form]
    chosen, seeds = (scenarios[:1], 4) if quick else (scenarios, 40)
    states = 4 if quick else 50
    tasks = [
        *(task for doctrine in DULL for task in dull_tasks(chosen, doctrine, seeds)),
        *band_tasks(chosen, max(2, seeds // 2)),
        *thesis_tasks(scenarios[0], 6 if quick else 50, 2 if quick else 10),
        *trace_tasks(chosen, states),
    ]
    tasks.sort(key=lambda t: (t.what != "traces", -len(t.seeds) * rules.scenarios[t.scenario].quarters, t.told))  # longest first
    began = time.monotonic()

    def heard(done: int, task: Task) -> None:
        tell(f"{done} of {len(tasks)} parts, {time.monotonic() - began:.0f} s: {task.told}")

    found = dict(zip(tasks, each(rules, done_alone, tasks, jobs, heard), strict=True))
    tests = [
        dull_test(doctrine, {t: v for t, v in found.items() if t.what == "dull" and doctrine in t.doctrines}) for doctrine in DULL
    ]
    tests += band_tests({t: v for t, v in found.items() if t.what == "bands"})
    for id, doctrines in (("thesis", THESIS), ("thesis:policy", POLICY)):
        parts = [gain for t, gains in found.items() if t.what == "thesis" and t.doctrines == doctrines for gain in gains]
        tests.append(thesis_test(id, parts))
    mute = sorted(set.intersection(*(set(ids) for t, ids in found.items() if t.what == "traces")))
    tests += signature_tests(rules, mute, states)
    return {"quick": quick, "tests": tests}


def done_alone(rules: Rules, task: Task) -> Any:
    """What a part gives: a share of wins, results, gains, or the items without a trace."""
    if task.what == "dull":
        return win_share(_results(rules, task), task.side)
    if task.what == "bands":
        return _results(rules, task)
    if task.what == "thesis":
        return gains(rules, task.scenario, task.doctrines, task.seeds)
    return traceless(rules, task.scenario, len(task.seeds))


def _results(rules: Rules, task: Task) -> list[CampaignResult]:
    return run(rules, task.scenario, task.doctrines, len(task.seeds), task.seeds[0])


def dull_tasks(scenarios: Sequence[str], doctrine: str, seeds: int) -> list[Task]:
    """A dull strategy against the reference, from either capital, in every scenario."""
    return [
        Task(
            "dull",
            scenario,
            (doctrine, REFERENCE) if side == "beijing" else (REFERENCE, doctrine),
            side,
            tuple(range(1, seeds + 1)),
        )
        for scenario in scenarios
        for side in BOTH
    ]


def dull_test(doctrine: str, shares: Mapping[Task, float]) -> Test:
    """Share of campaigns that a dull strategy wins against the reference from either capital; a draw counts half."""
    value = total(shares.values()) / len(shares)
    return {
        "id": f"win-rate:{doctrine}",
        "value": round(value, 3),
        "target": f"< {DULL_MOST}",
        "pass": value < DULL_MOST,
        "parts": {f"{task.scenario}/{task.side}": round(share, 3) for task, share in sorted(shares.items(), key=_named)},
        "campaigns": total(len(task.seeds) for task in shares),
    }


def _named(pair: tuple[Task, Any]) -> str:
    return f"{pair[0].scenario}/{pair[0].side}/{pair[0].doctrines}"


def won_each(results: Sequence[CampaignResult], side: Side) -> list[float]:
    """1 for each campaign won by a side, a half for a draw; nothing for one that is lost, as both lose a rupture."""
    points = {side: 1.0, "draw": 0.5}
    return [points.get(r.winner, 0.0) for r in results]


def win_share(results: Sequence[CampaignResult], side: Side) -> float:
    """Share of campaigns won by a side."""
    return total(won_each(results, side)) / len(results)


def band_tasks(scenarios: Sequence[str], seeds: int) -> list[Task]:
    """Unequal doctrines against each other in every scenario."""
    return [Task("bands", scenario, pair, seeds=tuple(range(101, 101 + seeds))) for scenario in scenarios for pair in UNEQUAL]


def band_tests(found: Mapping[Task, Sequence[CampaignResult]]) -> list[Test]:
    """How often unequal doctrines meet a brink, and how often they rupture."""
    results = [result for some in found.values() for result in some]
    parts = {
        f"{task.scenario}/{task.doctrines[0]}-{task.doctrines[1]}": {
            "brink": _share(some, _met),
            "rupture": _share(some, _ruptured),
        }
        for task, some in sorted(found.items(), key=_named)
    }
    return [
        _band("brink-share", _share(results, _met), BRINK_BAND, parts),
        _band("rupture-share", _share(results, _ruptured), RUPTURE_BAND, parts),
    ]


def _met(result: CampaignResult) -> bool:
    return result.brinks > 0


def _ruptured(result: CampaignResult) -> bool:
    return result.kind == "rupture"


def _share(results: Sequence[CampaignResult], test: Callable[[CampaignResult], bool]) -> float:
    return round(total(1 for r in results if test(r)) / len(results), 3)


def _band(id: str, value: float, band: tuple[float, float], parts: Any) -> Test:
    return {"id": id, "value": value, "target": f"{band[0]} to {band[1]}", "pass": band[0] <= value <= band[1], "parts": parts}


def thesis_tasks(scenario: str, seeds: int, parts: int) -> list[Task]:
    """The campaigns of the thesis test in slices."""
    every = range(1, seeds + 1)
    return [Task("thesis", scenario, pair, seeds=tuple(every[k::parts])) for pair in (THESIS, POLICY) for k in range(parts)]


def gains(rules: Rules, scenario: str, doctrines: Doctrines, seeds: Sequence[int]) -> list[float]:
    """What every campaign with a freeze by Beijing would have gained in lasting leverage without the first one, or (`POLICY`)
    without any."""
    played = play_batch(rules, scenario, doctrines, seeds, keep_log=True, judge=False)
    without = without_freezing if doctrines == POLICY else without_first_freeze
    return [gain for campaign in played if (gain := without(rules, campaign, "beijing")) is not None]


def thesis_test(id: str, found: Sequence[float]) -> Test:
    """In how many campaigns the replay ends with more lasting leverage after the successor's years: `thesis` leaves out the
    hawk's first freeze, `thesis:policy` every freeze of a side that always freezes. Campaigns without a freeze do not count."""
    value = total(1 for gain in found if gain > 0) / len(found) if found else 0.0
    return {
        "id": id,
        "value": round(value, 3),
        "target": f">= {THESIS_LEAST}",
        "pass": value >= THESIS_LEAST,
        "campaigns": len(found),
        "median_gain": round(sorted(found)[len(found) // 2], 3) if found else None,
    }


def trace_tasks(scenarios: Sequence[str], states: int) -> list[Task]:
    """All dials and orders, to be tried in so many states that are reached in these scenarios."""
    each_one = -(-states // len(scenarios))
    return [Task("traces", scenario, seeds=tuple(range(each_one))) for scenario in scenarios]


def traceless(rules: Rules, scenario: str, states: int) -> list[str]:
    """The dials and orders that leave no trace in any of these states."""
    items: list[Dial | Order] = [*rules.dials.values(), *rules.orders.values()]
    return list(mute_items(rules, items, reached(rules, [scenario], states)))


def without_first_freeze(rules: Rules, played: Played, side: Side) -> float | None:
    """Lasting leverage (index) that a side gains after the successor's years if its first freeze was never ordered;
    None when it never froze or a campaign broke off."""
    first = first_freeze(rules, played, side)
    return None if first is None else _without(rules, played, side, lambda line: _sets(_measure_of(line), first))


def without_freezing(rules: Rules, played: Played, side: Side) -> float | None:
    """The same if it had never frozen anything."""
    if first_freeze(rules, played, side) is None:
        return None
    return _without(rules, played, side, lambda line: _freezes(rules, _measure_of(line)))


def _without(rules: Rules, played: Played, side: Side, left_out: Callable[[Line], bool]) -> float | None:
    """What a side gains in lasting leverage when some lines of its plans are left out; None when a campaign broke off."""
    if played.state.record.over != "end":
        return None
    state = new_game(rules, played.state.record.setup)
    for line in played.log:
        if state.record.over:
            return None
        kept = tuple(item for item in line.plans[side].lines if not left_out(item))
        plans = {**line.plans, side: replace(line.plans[side], lines=kept)}
        state = resolve(rules, state, plans, line.answers, lenient=True).state
    return lasting_after(rules, state, side) - lasting_after(rules, played.state, side)


def first_freeze(rules: Rules, played: Played, side: Side) -> SetDial | None:
    """The first line that set one of the side's stances to its last notch."""
    for line in played.log:
        for item in line.plans[side].lines:
            if isinstance(item, SetDial) and _freezes(rules, item):
                return item
    return None


def _measure_of(line: Line) -> Line:
    """The line itself, or what a draft would enact."""
    return line.measure if isinstance(line, Draft) else line


def _sets(measure: Line, wanted: SetDial) -> bool:
    """Whether a line sets the same dial to the same notch, by whatever form."""
    return isinstance(measure, SetDial) and (measure.dial, measure.notch) == (wanted.dial, wanted.notch)


def _freezes(rules: Rules, measure: Line) -> bool:
    """Whether a line sets a stance to its last notch."""
    return (
        isinstance(measure, SetDial)
        and rules.dials[measure.dial].stance
        and measure.notch == len(rules.dials[measure.dial].notches) - 1
    )


def lasting_after(rules: Rules, state: State, side: Side) -> float:
    """A side's leverage three years ahead (index), read when the successor's years are over."""
    verdict = outcome(rules, state).verdict
    return verdict[side].figures.leverage_lasting if verdict else 0.0
