"""Opponents play each other: all campaigns of a run are stepped as one batch, and the endings are counted.

Several processes share a run by taking a slice of its seeds each; results do not depend on how many."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from game.engine.rules import (
    Batch,
    Outcome,
    Parts,
    Setup,
    State,
    date_of,
    delivered,
    digest,
    new_batch,
    observe_batch,
    outcome,
    outcomes,
    resolve_batch,
)
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.vocabulary.news import BrinkOpened
from game.engine.rules.vocabulary.plan import BOTH, Answers, Plan, Side
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.total import total
from game.lab.simulation.pool import each
from game.opponents import answer_for, plan_for
from game.play.save_file import LogLine, header_of, log_line, text_of
from game.play.save_folder import SUFFIX, Store
from game.structs import Struct

Progress = Callable[[int, int], None]
Watch = Callable[[Batch, Sequence[Mapping[Side, Plan]], Sequence[Mapping[Side, Answers]]], None]
Doctrines = tuple[str, str]
"""Beijing's and Washington's."""


class Played(Struct):
    """One finished campaign of a run; `state` is its last. `log` is empty and `outcome` None unless they were asked for."""

    seed: int
    quarters: int
    state: State
    outcome: Outcome | None
    log: tuple[LogLine, ...] = ()


class CampaignResult(Struct):
    """What a run keeps of a campaign."""

    seed: int
    quarters: int
    ending: str
    winner: str  # beijing, washington, draw, neither
    kind: str
    digest: str
    brinks: int
    parts: Mapping[Side, Parts]  # of the verdict


def play_batch(
    rules: Rules,
    scenario: str,
    doctrines: Doctrines,
    seeds: Sequence[int],
    keep_log: bool = False,
    progress: Progress | None = None,
    judge: bool = True,
    advise: Callable[[Observation, Plan], Plan] | None = None,
) -> list[Played]:
    """Play one campaign a seed to its end, all as one batch, and judge it. Order follows the seeds."""
    setups = [Setup(scenario, seed, doctrines=doctrines) for seed in seeds]
    return play_setups(rules, setups, keep_log, progress, judge, advise)


def play_setups(
    rules: Rules,
    setups: Sequence[Setup],
    keep_log: bool = False,
    progress: Progress | None = None,
    judge: bool = True,
    advise: Callable[[Observation, Plan], Plan] | None = None,
    watch: Watch | None = None,
) -> list[Played]:
    """Play campaigns of one scenario, whatever their doctrines, to their ends as one batch, and judge them, in the order given.

    `advise` may put another plan in the place of each that a doctrine made; `watch` sees every quarter before it is played."""
    batch = new_batch(rules, setups)
    where = list(range(len(setups)))
    logs: list[list[LogLine]] = [[] for _ in setups]
    finished: dict[int, Played] = {}
    while where:
        plans: list[Mapping[Side, Plan]] = []
        answers: list[Mapping[Side, Answers]] = []
        for i, place in enumerate(where):
            items = tuple(rules.doctrines[d] for d in setups[place].doctrines)
            seen = {side: observe_batch(rules, batch, i, side) for side in BOTH}
            planned = {side: plan_for(rules, seen[side], item) for side, item in zip(BOTH, items, strict=True)}
            if advise is not None:
                planned = {side: advise(seen[side], plan) for side, plan in planned.items()}
            offers = delivered(rules, State(batch.records[i], batch.world), planned)
            replies = {
                side: answer_for(rules, seen[side], item, offers[side]) if offers[side] else Answers(side)
                for side, item in zip(BOTH, items, strict=True)
            }
            plans.append(planned)
            answers.append(replies)
        if watch is not None:
            watch(batch, plans, answers)
        batch = resolve_batch(rules, batch, plans, answers).batch
        if keep_log:
            for i, place in enumerate(where):
                state = State(batch.records[i], batch.world.lane(i))
                logs[place].append(log_line(rules, plans[i], answers[i], state))
        batch, where = _set_aside(rules, batch, where, logs, finished, judge)
        if progress is not None:
            progress(len(finished), len(setups))
    return [finished[place] for place in range(len(setups))]


def _set_aside(
    rules: Rules,
    batch: Batch,
    where: list[int],
    logs: list[list[LogLine]],
    finished: dict[int, Played],
    judge: bool,
) -> tuple[Batch, list[int]]:
    """Take finished campaigns out of the batch and judge them together."""
    done = [i for i, record in enumerate(batch.records) if record.over]
    if not done:
        return batch, where
    told: Sequence[Outcome | None] = [None] * len(done)
    if judge:
        told = outcomes(rules, [batch.records[i] for i in done], batch.world.take(done), years=False)
    for i, found in zip(done, told, strict=True):
        record, place = batch.records[i], where[i]
        state = State(record, batch.world.lane(i))
        finished[place] = Played(record.setup.seed, record.quarter, state, found, tuple(logs[place]))
    left = [i for i, record in enumerate(batch.records) if not record.over]
    if left:
        batch = Batch(tuple(batch.records[i] for i in left), batch.world.take(left))
    return batch, [where[i] for i in left]


def result_of(rules: Rules, played: Played) -> CampaignResult:
    """The ending and the verdict of a finished campaign. The ending is told by the winner's side, Beijing's when nobody won."""
    told, record = played.outcome or outcome(rules, played.state), played.state.record
    endings = told.ending or {}
    teller: Side = "washington" if told.winner == "washington" else "beijing"
    return CampaignResult(
        played.seed,
        played.quarters,
        endings.get(teller, ""),
        told.winner or ("draw" if told.kind == "end" else "neither"),
        told.kind,
        digest(played.state),
        total(1 for past in record.history for news in past.news if isinstance(news, BrinkOpened)),
        told.verdict or {},
    )


def run(
    rules: Rules,
    scenario: str,
    doctrines: Doctrines,
    campaigns: int,
    seed: int,
    jobs: int = 1,
    save_dir: Path | None = None,
    progress: Progress | None = None,
) -> list[CampaignResult]:
    """Campaigns with the seeds seed, seed + 1, …, in this process or in several."""
    seeds = range(seed, seed + campaigns)
    if jobs <= 1 or campaigns < 2:
        return _slice(rules, scenario, doctrines, seeds, save_dir, progress)
    slices = [(scenario, doctrines, tuple(seeds[k::jobs]), save_dir) for k in range(min(jobs, campaigns))]
    results = [result for part in each(rules, _part, slices, jobs) for result in part]
    return sorted(results, key=lambda r: r.seed)


def _part(rules: Rules, task: tuple[str, Doctrines, tuple[int, ...], Path | None]) -> list[CampaignResult]:
    scenario, doctrines, seeds, save_dir = task
    return _slice(rules, scenario, doctrines, seeds, save_dir, None)


def _slice(
    rules: Rules,
    scenario: str,
    doctrines: Doctrines,
    seeds: Sequence[int],
    save_dir: Path | None,
    progress: Progress | None,
) -> list[CampaignResult]:
    played = play_batch(rules, scenario, doctrines, seeds, keep_log=save_dir is not None, progress=progress)
    if save_dir is not None:
        for campaign in played:
            _save(rules, campaign, save_dir)
    return [result_of(rules, campaign) for campaign in played]


def _save(rules: Rules, played: Played, folder: Path) -> None:
    setup = played.state.record.setup
    name = f"{setup.scenario} {setup.doctrines[0]} {setup.doctrines[1]} {played.seed}"
    date = date_of(rules.scenarios[setup.scenario], played.quarters)
    header = header_of(rules, name, played.state, played.log, "beijing", date, name)
    text = text_of(header, played.log, played.state, Plan("beijing"))
    Store(folder).write(folder / f"{name.replace(' ', '_')}{SUFFIX}", text)


def simulate(
    rules: Rules,
    scenario: str,
    doctrines: Doctrines,
    campaigns: int,
    seed: int,
    jobs: int = 1,
    save_dir: Path | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """The report of a run, with the keys of the command `simulate`."""
    began = time.perf_counter()
    results = run(rules, scenario, doctrines, campaigns, seed, jobs, save_dir, progress)
    lengths = [r.quarters for r in results]
    return {
        "scenario": scenario,
        "doctrines": dict(zip(BOTH, doctrines, strict=True)),
        "campaigns": campaigns,
        "finished": len(results),
        "endings": _count([r.ending for r in results]),
        "winners": {"beijing": 0, "washington": 0, "draw": 0, "neither": 0} | _count([r.winner for r in results]),
        "quarters": {"min": min(lengths), "median": median(lengths), "max": max(lengths)},
        "brinks": total(1 for r in results if r.brinks) / len(results),
        "ruptures": total(1 for r in results if r.kind == "rupture") / len(results),
        "verdict": {side: median([r.parts[side].verdict for r in results]) for side in BOTH},
        "digests": [r.digest for r in results],
        "seconds": round(time.perf_counter() - began, 3),
    }


def _count(names: Sequence[str]) -> dict[str, int]:
    return {name: names.count(name) for name in sorted(set(names))}
