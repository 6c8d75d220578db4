"""Commands about campaigns without a player: simulate, replay, explain, state."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from game.commands.arguments import LAST_SEED, SIDES, Wrong, number, pick
from game.commands.kept_reports import folder_for
from game.commands.loading import load_campaign, load_rules, save_file
from game.commands.output import FINDINGS, GOOD, pairs, say, show

if TYPE_CHECKING:
    from game.screens.words.texts import Texts


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
    from game.lab.simulation.simulate import simulate as run

    folder = folder_for(given.save_dir, "saves") if given.save_dir else None
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

    t = _words(given.lang)
    path = save_file(given.file)
    try:
        found = run(load_rules(), path, given.verify)
    except SaveError as problem:
        raise Wrong(t("command.no_replay", save=path.name, reason=t.said(problem.sentence))) from None
    report = {
        "quarters": found.quarters,
        "verified": found.verified,
        "digest": found.digest,
        "first_difference": found.first_difference,
        "reason": found.reason,
    }
    verdict = t("command.verified") if found.verified else t.said(found.reason) or t("command.compared_not")
    told = t("command.replayed", quarters=t.count("quarters", found.quarters), verdict=verdict)
    show(given, report, [told, t("command.digest", digest=found.digest)])
    return FINDINGS if given.verify and not found.verified else GOOD


def explain(given: argparse.Namespace) -> int:
    """The causes of a figure's change in one quarter of a save: a sentence with the largest, and all of them with their amounts."""
    from game.content.loading.languages.translation import translate
    from game.engine.rules import observe
    from game.engine.rules.campaign.record import FIGURES
    from game.forecast.causes import as_seen, key_of, largest, points_of
    from game.play import SaveError
    from game.play.quarter_causes import account_of, state_before
    from game.play.save_file import read
    from game.screens.pages.quarter.waterfall import Teller, cause_told, sentence_told
    from game.screens.words.rounding import rounded
    from game.screens.words.sentences import date_of

    t = _words(given.lang)
    figure = pick("figure", given.figure, FIGURES)
    path = save_file(given.file)
    rules = load_rules()
    try:
        saved = read(path)
        side = pick("side", given.side, SIDES) if given.side else saved.header.side
        setup, last = saved.header.setup, max(len(saved.log) - 1, 0)
        quarter = number("quarter", given.quarter, 0, last) if given.quarter and saved.log else last
        before = state_before(rules, setup, saved.log, quarter)
        account = account_of(rules, setup, saved.log, quarter, before)
    except SaveError as problem:
        raise Wrong(t("command.no_explain", save=path.name, reason=t.said(problem.sentence))) from None
    found = account.causes[side, figure] if given.open else as_seen(account.causes[side, figure], side)
    change = account.change(side, figure)
    start = points_of(before.record.figures[side], figure)
    teller = Teller(t, translate(rules, given.lang), observe(rules, before, side))
    sentence = sentence_told(teller, figure, change, t.number(start + change), found)
    told = {c.what: cause_told(teller, c) for c in found}
    date = date_of(t, rules, setup.scenario, quarter)
    report = {
        "quarter": quarter,
        "date": date,
        "side": side,
        "figure": figure,
        "before": start,
        "change": change,
        "sentence": sentence,
        "largest": key_of(largest(found)),
        "causes": [
            {"what": key_of(c), "kind": c.kind, "amount": c.amount, "without": c.without, "told": told[c.what]} for c in found
        ],
    }
    ends = {"before": t.number(start, 1), "after": t.number(start + change, 1)}
    head = t("command.explained", name=t(f"figure.{figure}"), side=t.name(side), date=date, **ends)
    points = rounded([c.amount for c in found], 3, change)
    rows = [f"{x:+9.3f}  {told[c.what]}" for c, x in zip(found, points, strict=True)]
    show(given, report, [head, sentence, *rows, f"{change:+9.3f}  {t('cause.all')}"])
    return GOOD


def _words(language: str) -> Texts:
    """The words of the interface in a language."""
    from game.screens.words.texts import Texts, languages

    return Texts(pick("language", language, languages()))


def state(given: argparse.Namespace) -> int:
    """The figures of a state."""
    rules = load_rules()
    from game.lab.simulation.statement import state_after, statement

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
