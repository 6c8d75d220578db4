"""The tests of the design itself, as a report: dull strategies, the thesis, signatures, the bands of danger.

Numbers are reported as they come; a target that is missed says so. Playing is `simulate.py`, signatures `signature.py`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from game.engine.rules import new_game, outcome, resolve
from game.engine.rules.plan import BOTH, Draft, Line, SetDial, Side
from game.engine.rules.record import State
from game.engine.rules.rules import Rules
from game.lab.signature import signature_tests
from game.lab.simulate import Doctrines, Played, Result, play_batch, run

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
DULL_MOST, THESIS_LEAST = 0.35, 0.70
BRINK_BAND, RUPTURE_BAND = (0.25, 0.60), (0.05, 0.20)

Tell = Callable[[str], None]
Test = dict[str, Any]


def design_tests(rules: Rules, quick: bool, tell: Tell) -> dict[str, Any]:
    """All tests: {tests: [{id, value, target, pass, …}]}. `quick` takes few seeds and the shortest scenario only."""
    scenarios = sorted(rules.scenarios, key=lambda s: rules.scenarios[s].quarters)
    chosen, seeds = (scenarios[:1], 4) if quick else (scenarios, 40)
    tests: list[Test] = []
    for doctrine in DULL:
        tell(f"dull strategies: {doctrine}")
        tests.append(dull_test(rules, chosen, doctrine, seeds))
    tell("bands of danger")
    tests += band_tests(rules, chosen, seeds)
    tell("thesis")
    tests.append(thesis_test(rules, scenarios[0], 6 if quick else 50))
    tell("signatures")
    tests += signature_tests(rules, scenarios, 4 if quick else 50)
    return {"quick": quick, "tests": tests}


def dull_test(rules: Rules, scenarios: Sequence[str], doctrine: str, seeds: int) -> Test:
    """Share of campaigns that a dull strategy wins against the reference from either capital; a draw counts half."""
    parts: dict[str, float] = {}
    for scenario in scenarios:
        for side in BOTH:
            pair = (doctrine, REFERENCE) if side == "beijing" else (REFERENCE, doctrine)
            parts[f"{scenario}/{side}"] = win_share(run(rules, scenario, pair, seeds, 1), side)
    value = sum(parts.values()) / len(parts)
    return {
        "id": f"win-rate:{doctrine}",
        "value": round(value, 3),
        "target": f"< {DULL_MOST}",
        "pass": value < DULL_MOST,
        "parts": {name: round(share, 3) for name, share in parts.items()},
        "campaigns": seeds * len(parts),
    }


def win_share(results: Sequence[Result], side: Side) -> float:
    """Share of campaigns won by a side; a draw counts half, a campaign that both lose counts for nobody."""
    points = {side: 1.0, "draw": 0.5}
    return sum(points.get(r.winner, 0.0) for r in results) / len(results)


def band_tests(rules: Rules, scenarios: Sequence[str], seeds: int) -> list[Test]:
    """How often unequal doctrines meet a brink, and how often they rupture."""
    results: list[Result] = []
    parts: dict[str, dict[str, float]] = {}
    for scenario in scenarios:
        for pair in UNEQUAL:
            some = run(rules, scenario, pair, max(2, seeds // 2), 101)
            parts[f"{scenario}/{pair[0]}-{pair[1]}"] = {"brink": _share(some, _met), "rupture": _share(some, _ruptured)}
            results += some
    return [
        _band("brink-share", _share(results, _met), BRINK_BAND, parts),
        _band("rupture-share", _share(results, _ruptured), RUPTURE_BAND, parts),
    ]


def _met(result: Result) -> bool:
    return result.brinks > 0


def _ruptured(result: Result) -> bool:
    return result.kind == "rupture"


def _share(results: Sequence[Result], test: Callable[[Result], bool]) -> float:
    return round(sum(1 for r in results if test(r)) / len(results), 3)


def _band(id: str, value: float, band: tuple[float, float], parts: Any) -> Test:
    return {"id": id, "value": value, "target": f"{band[0]} to {band[1]}", "pass": band[0] <= value <= band[1], "parts": parts}


def thesis_test(rules: Rules, scenario: str, seeds: int) -> Test:
    """In how many campaigns the replay without Beijing's first freeze ends with more lasting leverage after the
    successor's years. Beijing plays the hawk, which freezes; campaigns without a freeze do not count."""
    played = play_batch(rules, scenario, ("hawk", REFERENCE), range(1, seeds + 1), keep_log=True, judge=False)
    gains = [gain for campaign in played if (gain := without_first_freeze(rules, campaign, "beijing")) is not None]
    value = sum(1 for gain in gains if gain > 0) / len(gains) if gains else 0.0
    return {
        "id": "thesis",
        "value": round(value, 3),
        "target": f">= {THESIS_LEAST}",
        "pass": value >= THESIS_LEAST,
        "campaigns": len(gains),
        "median_gain": round(sorted(gains)[len(gains) // 2], 3) if gains else None,
    }


def without_first_freeze(rules: Rules, played: Played, side: Side) -> float | None:
    """Lasting leverage (index) that a side gains after the successor's years if its first freeze was never ordered;
    None when it never froze or a campaign broke off."""
    first = first_freeze(rules, played, side)
    if first is None or played.state.record.over != "end":
        return None
    state = new_game(rules, played.state.record.setup)
    for line in played.log:
        if state.record.over:
            return None
        kept = tuple(item for item in line.plans[side].lines if not _is_freeze(item, first))
        plans = {**line.plans, side: replace(line.plans[side], lines=kept)}
        state = resolve(rules, state, plans, line.answers, lenient=True).state
    return lasting_after(rules, state, side) - lasting_after(rules, played.state, side)


def first_freeze(rules: Rules, played: Played, side: Side) -> SetDial | None:
    """The first line that set one of the side's stances to its last notch."""
    for line in played.log:
        for item in line.plans[side].lines:
            if (
                isinstance(item, SetDial)
                and rules.dials[item.dial].stance
                and item.notch == len(rules.dials[item.dial].notches) - 1
            ):
                return item
    return None


def _is_freeze(line: Line, freeze: SetDial) -> bool:
    measure = line.measure if isinstance(line, Draft) else line
    return isinstance(measure, SetDial) and measure.dial == freeze.dial and measure.notch == freeze.notch


def lasting_after(rules: Rules, state: State, side: Side) -> float:
    """A side's leverage three years ahead (index), read when the successor's years are over."""
    verdict = outcome(rules, state).verdict
    return verdict[side].figures.leverage_lasting if verdict else 0.0
