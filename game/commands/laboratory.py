"""Commands of the laboratory that play campaigns: benchmarks, design tests, the deck, pars, fans, golden pages."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path
from typing import Any

from game.commands.arguments import LAST_SEED, SIDES, Wrong, number, pick
from game.commands.kept_reports import folder_for, keep, out, page
from game.commands.loading import load_rules
from game.commands.output import FINDINGS, GOOD, judged, pairs, say, show
from game.outside_text import cleaned

BENCH_AREAS = ("engine", "model", "content", "opponents", "desktop", "classroom")


def bench(given: argparse.Namespace) -> int:
    """Measures against their targets."""
    from game.lab.bench.bench import bench as run
    from game.lab.bench.bench import lines

    area = pick("area", given.area, BENCH_AREAS) if given.area else ""
    if area == "classroom":
        return _class_bench(given)
    report = run(area, say)
    return judged(given, report, report["rows"], [*lines(report), pairs(report["machine"])])


def _class_bench(given: argparse.Namespace) -> int:
    """The classroom's figures, with the real server beside."""
    from game.devtools.class_bench import measure

    report = measure(load_rules(), number("students", given.students, 1, 400), number("kills", given.kills, 0, 100), say)
    rows: Any = report["rows"]
    lines = [
        f"{'pass' if r['pass'] else 'MISS'}  {r['id']:<36} {r['value']:>10} {r['unit']:<5} at most {r['wanted']:<6}"
        f" processor {'–' if r['cpu'] is None else r['cpu']:<8} a million additions {r['million_additions_ms']} ms"
        for r in rows
    ]
    machine: Any = report["machine"]
    return judged(given, report, rows, [*lines, pairs(machine)])


def design_tests(given: argparse.Namespace) -> int:
    """The tests of the design itself."""
    from game.lab.balance.design_tests import design_tests as run

    report = run(load_rules(), given.quick, say, number("number of jobs", given.jobs, 1, 256))
    lines = [f"{'pass' if t['pass'] else 'FAIL'}  {t['id']:<44} {t['value']}  (target {t['target']})" for t in report["tests"]]
    return judged(given, report, report["tests"], lines)


def pulse(given: argparse.Namespace) -> int:
    """Whether the figures live, over scripted campaigns of mixed doctrines."""
    from game.lab.balance.pulse import lines
    from game.lab.balance.pulse import pulse as run

    campaigns = number("number of campaigns", given.campaigns, 2, 10_000)
    seed = number("seed", given.seed, 0, LAST_SEED - campaigns)
    report = run(load_rules(), campaigns, seed, say, number("number of jobs", given.jobs, 1, 256))
    return judged(given, report, report["rows"], lines(report))


def decisions(given: argparse.Namespace) -> int:
    """What decisions are worth, in campaigns that are played again with one of them made otherwise."""
    from game.lab.balance.decision_report import decision_report, lines

    campaigns = number("number of campaigns", given.campaigns, 2, 10_000)
    seed = number("seed", given.seed, 0, LAST_SEED - campaigns)
    report = decision_report(load_rules(), campaigns, seed, say, number("number of jobs", given.jobs, 1, 256))
    return judged(given, report, report["rows"], lines(report))


def deck(given: argparse.Namespace) -> int:
    """What simulated campaigns deal and choose, which answers are best, and how the cards read."""
    from game.lab.balance.deck_report import deck_report, lines

    kept_in, rules = out(given.out), load_rules()
    scenarios = [pick("scenario", given.scenario, rules.scenarios)] if given.scenario else list(rules.scenarios)
    seeds, jobs = number("number of seeds", given.seeds, 1, 100), number("number of jobs", given.jobs, 1, 256)
    report = deck_report(rules, scenarios, seeds, jobs, say)
    keep(kept_in, report)
    return judged(given, report, report["tests"], lines(report))


def deck_page(given: argparse.Namespace) -> int:
    """The tables of docs/deck.md, made afresh from the kept report of the deck."""
    from game.lab.balance.deck_page import renewed
    from game.lab.reports.written_pages import kept

    return page(given, lambda path, old: renewed(old, kept(path.parent / "laboratory" / "deck.json", "deck")))


def pars(given: argparse.Namespace) -> int:
    """Pars of every scenario and side from reference campaigns."""
    from game.lab.balance.pars import pars as run

    games = number("number of campaigns", given.campaigns, 4, 100_000)
    jobs = number("number of jobs", given.jobs, 1, 256)
    report = run(load_rules(), games, number("seed", given.seed, 0, LAST_SEED - games), say, jobs)
    rows = [f"{name}: {json.dumps(value)}" for part in ("pars", "mandates") for name, value in report[part].items()]
    show(given, report, rows)
    return GOOD


def retune(given: argparse.Namespace) -> int:
    """Everything that is measured and kept, made afresh in order."""
    from game import installation
    from game.engine.world.arithmetic.total import total
    from game.lab.history.parameter_sweep import Missing
    from game.lab.retuning import retune as made

    if given.list:
        for part in made.PARTS:
            print(f"{part.id:<12} {part.games or '':>4} {part.kind}".rstrip())
        return GOOD
    only = [pick("part", name, (part.id for part in made.PARTS)) for name in given.only]
    games = number("number of games", given.games, 1, 100_000) if given.games else 0
    jobs = number("number of jobs", given.jobs, 1, 256)
    folder = Path(given.folder) if given.folder else installation.CHECKOUT
    if not os.access(folder / "content" / "base", os.W_OK):
        raise Wrong(
            f'There is no content that can be renewed in "{cleaned(str(folder))}"; give the folder of a checkout of the game.'
        )
    rows = []
    try:
        for row in made.retune(made.Work(folder, games, jobs, say), only):
            say(f"{row['part']} done in {row['seconds']} s: {row['result']}")
            rows.append(row)
    except OSError as problem:
        raise Wrong(f"A file cannot be renewed: {problem.filename or folder}: {problem.strerror or problem}.") from None
    except (ValueError, Missing) as problem:
        raise Wrong(str(problem)) from None
    seconds = total(row["seconds"] for row in rows)
    lines = [f"{row['part']:<12} {row['seconds']:>7.1f} s  {row['result']}" for row in rows]
    show(given, {"parts": rows, "seconds": round(seconds, 1)}, [*lines, f"{'in all':<12} {seconds:>7.1f} s"])
    return GOOD


def time(given: argparse.Namespace) -> int:
    """What a student reads in a quarter of the class scenario, against the time of a class."""
    from game.devtools import reading_times

    rules = load_rules()
    shortest = rules.by_length()[0]
    scenario = pick("scenario", given.scenario or shortest, rules.scenarios)
    doctrines = [d.id for d in rules.doctrines.values() if d.playable]
    campaigns = number("number of campaigns", given.campaigns, 1, 1000)
    quarters: list[reading_times.QuarterRead] = []
    for i in range(campaigns):
        say(f"{i + 1} of {campaigns}")
        quarters += reading_times.played(rules, scenario, SIDES[i % 2], 1 + i, doctrines[i // 2 % len(doctrines)], given.lang)
    report = {"scenario": scenario, "campaigns": campaigns, **reading_times.report(quarters)}
    show(given, report, reading_times.lines(report))
    return GOOD if report["pass"] else FINDINGS


def fans(given: argparse.Namespace) -> int:
    """The calibration of the forecasts over campaigns whose other side follows the stated readings."""
    from game.lab.forecasts.fan_calibration import calibration

    rules = load_rules()
    scenario = pick("scenario", given.scenario, rules.scenarios)
    campaigns = number("number of campaigns", given.campaigns, 8, 100_000)
    seed = number("seed", given.seed, 0, LAST_SEED - campaigns)
    report = calibration(rules, scenario, campaigns, seed, progress=lambda a, b: say(f"{a} of {b} finished"))
    rows = [
        f"{name:<12} 80 % bands held {f['shared_80']:.1%}, 50 % bands {f['shared_50']:.1%} of {f['points']} quarters; "
        f"with band ends counted in full {f['inside_80']:.1%} and {f['inside_50']:.1%}; "
        f"80 % bands held {f['inside_80_where_above_2']:.1%} of {f['points_where_above_2']} quarters above two points"
        for name, f in report["figures"].items()
    ]
    show(given, report, rows)
    held = (f[kind] for f in report["figures"].values() for kind in ("shared_80", "inside_80_where_above_2"))
    return GOOD if all(0.7 <= x <= 0.9 for x in held) else FINDINGS


def golden(given: argparse.Namespace) -> int:
    """The golden playthroughs: compare, or renew with --write."""
    from game.lab.simulation import golden as pages

    if given.write:
        folder_for(given.folder, "golden pages")
    elif not any(Path(given.folder).glob("*.txt") if os.path.isdir(given.folder) else ()):
        raise Wrong(f'There are no golden pages in "{cleaned(given.folder)}"; give their folder, or write them there with --write.')
    folder, rules = Path(given.folder), load_rules()
    names = pages.write(rules, folder) if given.write else pages.compare(rules, folder)
    for name in names:
        print(name)
    say(f"{len(names)} pages {'written' if given.write else 'differ'}")
    return FINDINGS if names and not given.write else GOOD
