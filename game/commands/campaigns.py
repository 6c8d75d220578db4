"""Commands about campaigns without a player: simulate, replay, explain, state."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from game.commands.answer import FINDINGS, GOOD, pairs, say, show
from game.commands.arguments import LAST_SEED, SIDES, Wrong, number, pick
from game.commands.opening import load_campaign, load_rules, save_file


def simulate(given: argparse.Namespace) -> int:
    """Opponents play each other."""
    rules = load_rules()
    scenario = pick("scenario", given.scenario, rules.scenarios)
    doctrines = (
        pick("doctrine", given.beijing, rules.doctrines),
        pick("doctrine", given.washington, rules.doctrines),
    )
    campaigns = number("number of campaigns", given.campaigns, 1, 100_000)
    seed = number("seed", given.seed, 0, LAST_SEED - campaigns)
    jobs = number("number of jobs", given.jobs, 1, 256)
    from game.lab.simulate import simulate as run

    folder = Path(given.save_dir) if given.save_dir else None
    try:
        report = run(rules, scenario, doctrines, campaigns, seed, jobs, folder, lambda a, b: say(f"{a} of {b} finished"))
    except OSError as problem:
        raise Wrong(f"The saves cannot be written to {given.save_dir}: {problem.strerror or problem}.") from None
    lines = [
        f"{scenario}: {doctrines[0]} (Beijing) against {doctrines[1]} (Washington), {campaigns} campaigns",
        f"winners: {pairs(report['winners'])}",
        f"endings: {pairs(report['endings'])}",
        f"with a brink {report['brinks']:.0%}, ruptured {report['ruptures']:.0%}; {report['seconds']} s",
    ]
    show(given, report, lines)
    return GOOD


def replay(given: argparse.Namespace) -> int:
    """A save's log played again."""
    from game.play import SaveError
    from game.play import replay as run

    path = save_file(given.file)
    try:
        found = run(load_rules(), path, given.verify)
    except SaveError as problem:
        raise Wrong(f'The save "{path.name}" cannot be replayed. {problem}') from None
    report = {
        "quarters": found.quarters,
        "verified": found.verified,
        "digest": found.digest,
        "first_difference": found.first_difference,
        "reason": found.reason,
    }
    verdict = "verified" if found.verified else found.reason or "played, not compared"
    show(given, report, [f"{found.quarters} quarters, {verdict}", f"digest {found.digest}"])
    return FINDINGS if given.verify and not found.verified else GOOD


def explain(given: argparse.Namespace) -> int:
    """The causes of a figure's change in one quarter of a save."""
    from game.forecast.causes import FIGURES
    from game.play import SaveError
    from game.play.causes import account_of
    from game.play.saves import read

    figure = pick("figure", given.figure, FIGURES)
    path = save_file(given.file)
    rules = load_rules()
    try:
        saved = read(path)
        if not saved.log:
            raise SaveError("No quarter of it is finished.")
        side: Any = pick("side", given.side, SIDES) if given.side else saved.header.side
        last = len(saved.log) - 1
        quarter = number("quarter", given.quarter, 0, last) if given.quarter else last
        account = account_of(rules, saved.header.setup, saved.log, quarter)
    except SaveError as problem:
        raise Wrong(f'The save "{path.name}" cannot be explained. {problem}') from None
    found = account.causes[side, figure]
    report = {
        "quarter": quarter,
        "side": side,
        "figure": figure,
        "change": account.change(side, figure),
        "causes": [{"what": c.what, "kind": c.kind, "amount": c.amount, "without": c.without} for c in found],
    }
    rows = [f"{c.amount:+9.3f}  {c.kind:<9} {c.what}" for c in found]
    show(given, report, [f"{figure} of {side} in quarter {quarter}", *rows, f"{report['change']:+9.3f}  change"])
    return GOOD


def state(given: argparse.Namespace) -> int:
    """The figures of a state."""
    rules = load_rules()
    from game.lab.statement import state_after, statement

    if given.side:
        pick("side", given.side, SIDES)
    if given.load:
        now = load_campaign(rules, given.load).state
    else:
        if not given.scenario:
            raise Wrong("Which state? Give --scenario S, or --load FILE.")
        scenario = pick("scenario", given.scenario, rules.scenarios)
        quarters = number("quarter", given.quarter, 0, rules.scenarios[scenario].quarters)
        now = state_after(rules, scenario, quarters, number("seed", given.seed, 0, LAST_SEED))
    report = statement(rules, now, given.side or "")
    show(given, report, (f"{key}: {json.dumps(value)}" for key, value in report.items()))
    return GOOD
