"""The command line: reads arguments, calls a room, prints its answer. Each command imports only what it needs.

Exit codes: 0 good, 1 findings or failed targets, 2 wrong use. No traceback reaches a user."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from game.arguments import Parser, Wrong, number, pick

if TYPE_CHECKING:
    from game.engine.rules.rules import Rules
    from game.play import Campaign

GOOD, FINDINGS, WRONG = 0, 1, 2
SIDES = ("beijing", "washington")
BENCH_AREAS = ("engine", "model", "desktop", "content", "opponents")
LAST_SEED = 2**63 - 1


def entry() -> NoReturn:
    """The console script."""
    code = main(sys.argv[1:])
    if threading.active_count() > 1:
        # A forecast may still run beside; the interpreter's own end would kill it in the middle of native code and abort.
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
        os._exit(code)
    sys.exit(code)


def main(arguments: Sequence[str]) -> int:
    """Run a command; its exit code. Never raises."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        given = parsed(arguments)
        return int(given.run(given))
    except Wrong as problem:
        print(problem, file=sys.stderr)
        return WRONG
    except SystemExit as leaving:
        return int(leaving.code or 0)
    except KeyboardInterrupt:
        return GOOD
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return GOOD
    except Exception as problem:
        from game.play.crash import crash_file

        where = crash_file(problem, arguments)
        print(f"Something went wrong inside the game; what happened is written to {where}.", file=sys.stderr)
        return WRONG


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """The arguments as a command wants them; a picture's file may stand after the options."""
    given, extra = parser().parse_known_args(arguments)
    if len(extra) == 1 and "screen" in given and given.screen and not given.out and not extra[0].startswith("-"):
        given.out, extra = extra[0], []
    if extra:
        raise Wrong(f"These arguments are not understood: {' '.join(extra)}. See: python -m game --help")
    return given


# ---- what every command needs --------------------------------------------------------------------------------------


def say(line: str) -> None:
    """Progress and asides go to standard error."""
    print(line, file=sys.stderr, flush=True)


def show(given: argparse.Namespace, report: Mapping[str, Any], lines: Iterable[str]) -> None:
    """The report as one JSON object, or its lines for people."""
    if getattr(given, "json", False):
        print(json.dumps(report, ensure_ascii=False, default=str))
    else:
        for line in lines:
            print(line)


def load_rules() -> Rules:
    """The rules of all packs in play; Wrong with the sentence when the game's own content is damaged."""
    from game.content.compile import load

    loaded = load()
    if loaded.sentence:
        say(loaded.sentence)
    if loaded.rules is None:
        raise Wrong("Without content there is no game: python -m game check says where it is damaged.")
    return loaded.rules


def save_file(found: str) -> Path:
    """A save given by path, or by its name in the folder of saves."""
    from game.play import Store

    path = Path(found)
    if path.is_file():
        return path
    entries = Store().list()
    for item in entries:
        if found in (item.name, item.path.name, item.path.stem):
            return item.path
    names = [item.name for item in entries]
    near = get_close_matches(found, names, 1, 0.4)
    meant = f' Did you mean "{near[0]}"?' if near else ""
    there = f"saves here: {', '.join(names[:12])}" if names else "there are no saves yet"
    raise Wrong(f'There is no save "{found}"; {there}.{meant}')


def load_campaign(rules: Rules, found: str, keep: bool = False) -> Campaign:
    """A campaign from a save; `keep` lets it autosave."""
    from game.play import Campaign, SaveError, Store

    path = save_file(found)
    try:
        campaign = Campaign.load(rules, path, Store() if keep else None)
    except SaveError as problem:
        raise Wrong(f'The save "{path.name}" cannot be loaded. {problem}') from None
    if campaign.notice:
        say(campaign.notice)
    return campaign


# ---- playing -------------------------------------------------------------------------------------------------------


def play(given: argparse.Namespace) -> int:
    """The game in a window, or in the terminal with --text."""
    app = _app(given)
    try:
        return _terminal(app) if given.text else _window(app)
    except KeyboardInterrupt:
        app.close()
        return GOOD
    except Wrong:
        raise
    except Exception as problem:
        from game.play.crash import crash_file

        where = crash_file(problem, sys.argv[1:], app.campaign)
        app.close()
        raise Wrong(f"Something went wrong inside the game; the campaign is saved, the report is {where}.") from None


def _terminal(app: Any) -> int:
    from game import terminal

    terminal.run(app, sys.stdin, sys.stdout)
    return GOOD


def _window(app: Any) -> int:
    from game.desktop import window

    try:
        return window.run(app)
    except window.NoDisplay as problem:
        raise Wrong(f"{problem} Play in the terminal with: python -m game play --text") from None


def _app(given: argparse.Namespace) -> Any:
    """The app at its title, or in the campaign that the arguments ask for. The title does not wait for content."""
    from game.screens import settings
    from game.screens.app import App

    wanted = any((given.scenario, given.side, given.opponent, given.level, given.seed))
    if given.load and wanted:
        raise Wrong("--load brings its own scenario, side, opponent, level and seed; leave those out.")
    path = settings.user_folder() / settings.FILE
    look, note = settings.load(path)
    app = App(load_rules, _store, look, keep=settings.saver(path), note=note, threads=not given.text)
    if given.load or wanted:
        rules = load_rules()
        campaign = load_campaign(rules, given.load, keep=True) if given.load else _new_campaign(rules, given)
        app = App(rules, _store, look, keep=settings.saver(path), note=note, threads=not given.text)
        while app.rules is None:
            app.tick()
            time.sleep(0.002)
        app.adopt(campaign)
    return app


def _store() -> Any:
    from game.play import Store

    return Store()


def _new_campaign(rules: Rules, given: argparse.Namespace) -> Campaign:
    from game.engine.rules.record import Setup
    from game.play import Campaign, Store

    playable = [d.id for d in rules.doctrines.values() if d.playable]
    shortest = min(rules.scenarios.values(), key=lambda s: s.quarters).id
    scenario = pick("scenario", given.scenario or shortest, rules.scenarios)
    side = pick("side", given.side or "beijing", SIDES)
    opponent = pick("opponent", given.opponent or playable[0], rules.doctrines)
    level = pick("level", given.level or "even", rules.difficulties)
    seed = number("seed", given.seed or "1", 0, LAST_SEED)
    doctrines = (opponent, opponent)
    return Campaign.start(rules, Setup(scenario, seed, side, level, doctrines), Store())  # type: ignore[arg-type]


# ---- commands without a player -------------------------------------------------------------------------------------


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
        f"winners: {_pairs(report['winners'])}",
        f"endings: {_pairs(report['endings'])}",
        f"with a brink {report['brinks']:.0%}, ruptured {report['ruptures']:.0%}; {report['seconds']} s",
    ]
    show(given, report, lines)
    return GOOD


def _pairs(counts: Any) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items())


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


def check(given: argparse.Namespace) -> int:
    """The checker of packs."""
    from game.content.check import as_json
    from game.content.check import check as run
    from game.content.findings import as_text

    for pack in given.packs:
        if not Path(pack).exists():
            raise Wrong(f'There is no pack at "{pack}"; give the folder of a pack, or none for all installed packs.')
    findings = run(given.packs or None)
    print(json.dumps(as_json(findings)) if given.format == "json" or given.json else as_text(findings))
    return FINDINGS if any(f.severity != "note" for f in findings) else GOOD


def inventory(given: argparse.Namespace) -> int:
    """Counts of content."""
    from game import content

    return _table(given, content.inventory(load_rules()))


def coverage(given: argparse.Namespace) -> int:
    """Claims and who carries them."""
    from game import content

    return _table(given, content.coverage(load_rules()))


def sources(given: argparse.Namespace) -> int:
    """The source desk: documents, their labels, contested claims."""
    from game.terminal.sources import lines, report

    found = report(load_rules())
    show(given, found, lines(found))
    return GOOD


def _table(given: argparse.Namespace, report: Mapping[str, Any]) -> int:
    show(given, report, (f"{key}: {value}" for key, value in report.items()))
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


def screenshot(given: argparse.Namespace) -> int:
    """Any screen as a picture, headless."""
    from game.screens.app import SCREENS

    if given.list:
        for name in SCREENS:
            print(name)
        return GOOD
    if not given.screen or not given.out:
        raise Wrong("Give a screen and a file: python -m game screenshot SCREEN OUT.png; --list names the screens.")
    screen = pick("screen", given.screen, SCREENS)
    from game.screens.settings import CHOICES

    width, _, height = given.size.partition("x")
    size = number("width", width, 320, 7680), number("height", height, 240, 4320)
    language = pick("language", given.lang, CHOICES["language"])
    theme = pick("theme", given.theme, CHOICES["theme"])
    try:
        scale = float(given.scale)
    except ValueError:
        scale = 0.0
    if not 0.5 <= scale <= 3:
        raise Wrong(f'The scale "{given.scale}" cannot be used; expected a number from 0.5 to 3.')
    tree = _pictured(screen, given.state, language)
    from game.desktop import picture

    surface = picture.draw(tree, size=size, scale=scale, theme=theme, language=language)
    try:
        picture.save(surface, given.out)
    except OSError as problem:
        raise Wrong(f"The picture cannot be written to {given.out}: {problem}") from None
    return GOOD


def _pictured(screen: str, save: str, language: str) -> Any:
    """The tree of a screen; in a saved campaign, or in a sample situation in which the screen has something to show."""
    from game.screens.app import App
    from game.screens.staged import Shelf, stage

    rules = load_rules()
    app = App(rules, Shelf(rules) if screen == "saves" else None, language=language, threads=False, animate=False)
    app.tick()
    if save:
        app.adopt(load_campaign(rules, save))
        app.show(screen)
    else:
        stage(app, screen)
    app.tick()  # without threads this works out the forecast and the causes that the screen shows
    return app.tree()


def bench(given: argparse.Namespace) -> int:
    """Measures against their targets."""
    from game.lab.bench import bench as run

    area = pick("area", given.area, BENCH_AREAS) if given.area else ""
    report = run(area, say)
    rows = [
        f"{'pass' if r['pass'] else 'MISS'}  {r['id']:<36} {r['value']:>10} {r['unit']:<8} target {r['target']}"
        for r in report["rows"]
    ]
    show(given, report, [*rows, _pairs(report["machine"])])
    return GOOD if all(row["pass"] for row in report["rows"]) else FINDINGS


def design_tests(given: argparse.Namespace) -> int:
    """The tests of the design itself."""
    from game.lab.design import design_tests as run

    report = run(load_rules(), given.quick, say)
    lines = [f"{'pass' if t['pass'] else 'FAIL'}  {t['id']:<44} {t['value']}  (target {t['target']})" for t in report["tests"]]
    show(given, report, lines)
    return GOOD if all(t["pass"] for t in report["tests"]) else FINDINGS


def deck(given: argparse.Namespace) -> int:
    """What simulated campaigns deal and choose, and how the cards read."""
    from game.lab.deck import deck_report, lines

    rules = load_rules()
    scenarios = [pick("scenario", given.scenario, rules.scenarios)] if given.scenario else list(rules.scenarios)
    report = deck_report(rules, scenarios, number("number of seeds", given.seeds, 1, 1000), say)
    show(given, report, lines(report))
    return GOOD if all(t["pass"] for t in report["tests"]) else FINDINGS


def pars(given: argparse.Namespace) -> int:
    """Pars of every scenario and side from reference campaigns."""
    from game.lab.pars import pars as run

    games = number("number of campaigns", given.campaigns, 4, 100_000)
    report = run(load_rules(), games, number("seed", given.seed, 0, LAST_SEED - games), say)
    show(given, report, (f"{scenario}: {json.dumps(value)}" for scenario, value in report["pars"].items()))
    return GOOD


def backtest(given: argparse.Namespace) -> int:
    """Cases of history, run on the model and held against their bands."""
    from game.content.findings import as_text
    from game.content.history import read_cases
    from game.lab import backtest as tests

    if given.plot and not given.plot.lower().endswith((".png", ".svg")):
        raise Wrong(f'The picture "{given.plot}" cannot be drawn; expected a file that ends in .png or .svg.')
    try:
        library = read_cases(given.cases)
    except KeyError as problem:
        pick("case", str(problem.args[0]), (case.id for case in read_cases().cases))
        raise
    if library.findings:
        say(as_text(library.findings))
        if given.json:
            print(json.dumps({"cases": [], "findings": [f.as_dict() for f in library.findings]}))
        return FINDINGS
    if library.parts is None:
        raise Wrong("Without content there is nothing to test against: python -m game check says where it is damaged.")
    results = tests.run(library.parts, library.cases)
    show(given, tests.report(results), tests.lines(results))
    if given.plot:
        _draw(results, Path(given.plot))
    return GOOD if all(r.passed for r in results) else FINDINGS


def _draw(results: Any, path: Path) -> None:
    """The picture of back-tests, as SVG or PNG by the file's name."""
    from game.lab.backtest_plot import picture, svg

    drawn = picture(results)
    try:
        if path.suffix.lower() == ".svg":
            path.write_text(svg(drawn), encoding="utf-8")
        else:
            from game.desktop.sheet import write_png

            write_png(drawn, path)
    except OSError as problem:
        raise Wrong(f"The picture cannot be written to {path}: {problem.strerror or problem}.") from None


def fans(given: argparse.Namespace) -> int:
    """The calibration of the forecasts over campaigns whose other side follows the stated readings."""
    from game.lab.fans import calibration

    rules = load_rules()
    scenario = pick("scenario", given.scenario, rules.scenarios)
    campaigns = number("number of campaigns", given.campaigns, 8, 100_000)
    seed = number("seed", given.seed, 0, LAST_SEED - campaigns)
    report = calibration(rules, scenario, campaigns, seed, progress=lambda a, b: say(f"{a} of {b} finished"))
    rows = [
        f"{name:<12} 80 % bands held {f['inside_80']:.1%} ({f['inside_80_where_above_2']:.1%} where above two points), "
        f"50 % bands {f['inside_50']:.1%}, {f['points']} quarters"
        for name, f in report["figures"].items()
    ]
    show(given, report, rows)
    return GOOD if all(0.7 <= f["inside_80_where_above_2"] <= 0.9 for f in report["figures"].values()) else FINDINGS


def calibrate(given: argparse.Namespace) -> int:
    """History matching of the parameters against the back-tests."""
    from game.content.findings import as_text
    from game.content.history import read_cases
    from game.lab import calibrate as fitting

    library = read_cases()
    if library.findings or library.parts is None:
        raise Wrong(as_text(library.findings) if library.findings else "Without content there is nothing to fit.")
    sets, waves = number("number of sets", given.sets, 16, 65_536), number("number of waves", given.waves, 1, 20)
    report = fitting.calibrate(library.parts, library.cases, sets, waves, number("seed", given.seed, 0, 2**31), say)
    show(given, report, fitting.lines(report))
    return GOOD if all(t["content_pass"] for t in report["targets"]) else FINDINGS


def model_page(given: argparse.Namespace) -> int:
    """The tables of docs/model.md, made afresh from content and the back-tests."""
    from game.content.history import read_cases
    from game.lab import backtest as tests
    from game.lab.model_page import renewed

    path = Path(given.file)
    library = read_cases()
    if library.findings or library.parts is None:
        raise Wrong("Without sound content there are no tables: python -m game check says where it is damaged.")
    try:
        old = path.read_text(encoding="utf-8")
        new = renewed(old, library.parts, tests.run(library.parts, library.cases))
        if given.write and new != old:
            path.write_text(new, encoding="utf-8")
    except OSError as problem:
        raise Wrong(f"The page {path} cannot be used: {problem.strerror or problem}.") from None
    print(f"{path} {'is up to date' if new == old else 'written' if given.write else 'is out of date'}")
    return GOOD if given.write or new == old else FINDINGS


def golden(given: argparse.Namespace) -> int:
    """The golden playthroughs: compare, or renew with --write."""
    from game.lab import golden as pages

    folder = Path(given.folder)
    rules = load_rules()
    names = pages.write(rules, folder) if given.write else pages.compare(rules, folder)
    for name in names:
        print(name)
    say(f"{len(names)} pages {'written' if given.write else 'differ'}")
    return FINDINGS if names and not given.write else GOOD


# ---- the table of commands -----------------------------------------------------------------------------------------


def parser() -> Parser:
    """All commands with their arguments."""
    top = Parser(prog="python -m game", description="Indispensable: economic statecraft, quarter by quarter.")
    _playing(top)
    top.set_defaults(run=play)
    commands = top.add_subparsers(metavar="COMMAND", parser_class=Parser)

    def command(name: str, run: Callable[[argparse.Namespace], int], text: str, json_too: bool = True) -> Parser:
        added: Parser = commands.add_parser(name, help=text, description=text)
        added.set_defaults(run=run)
        if json_too:
            added.add_argument("--json", action="store_true", help="one JSON object on standard output")
        return added

    _playing(command("play", play, "play, in a window or with --text in the terminal", False))
    c = command("simulate", simulate, "let opponents play each other")
    c.add_argument("--scenario", required=True)
    c.add_argument("--beijing", required=True, metavar="DOCTRINE")
    c.add_argument("--washington", required=True, metavar="DOCTRINE")
    c.add_argument("--campaigns", default="10", metavar="N")
    c.add_argument("--seed", default="1", metavar="K")
    c.add_argument("--jobs", default="1", metavar="J")
    c.add_argument("--save-dir", default="", metavar="DIR")
    c = command("replay", replay, "play a save's log again")
    c.add_argument("file", metavar="FILE")
    c.add_argument("--verify", action="store_true", help="compare every digest")
    c = command("explain", explain, "why a figure moved in a quarter of a save")
    c.add_argument("file", metavar="SAVE")
    c.add_argument("--quarter", default="", metavar="Q", help="by its number in the log, the first is 0; the last if left out")
    c.add_argument("--figure", required=True, metavar="F", help="leverage, reliability or escalation")
    c.add_argument("--side", default="", help="beijing or washington; the save's own if left out")
    c = command("check", check, "check content packs")
    c.add_argument("packs", nargs="*", metavar="PACK")
    c.add_argument("--format", choices=("text", "json"), default="text")
    command("inventory", inventory, "count the content")
    command("coverage", coverage, "which claims of the documents the content carries")
    command("sources", sources, "the documents with their labels, and what is contested in them")
    c = command("state", state, "the figures, prices, flows, stocks and rungs of a state")
    c.add_argument("--scenario", default="")
    c.add_argument("--side", default="")
    c.add_argument("--quarter", default="0", metavar="Q", help="after Q quarters in which both sides do nothing")
    c.add_argument("--seed", default="1", metavar="K")
    c.add_argument("--load", default="", metavar="FILE")
    c = command("screenshot", screenshot, "draw a screen into a file", False)
    c.add_argument("screen", nargs="?", default="")
    c.add_argument("out", nargs="?", default="", metavar="OUT.png")
    c.add_argument("--size", default="1280x720", metavar="WxH")
    c.add_argument("--scale", default="1.0", metavar="F")
    c.add_argument("--lang", default="en")
    c.add_argument("--theme", default="dark")
    c.add_argument("--state", default="", metavar="FILE")
    c.add_argument("--list", action="store_true", help="names of the screens, one a line")
    c = command("bench", bench, "measure against the targets")
    c.add_argument("area", nargs="?", default="", metavar="AREA", help=", ".join(BENCH_AREAS))
    c = command("backtest", backtest, "history run on the model: record, band, outcome")
    c.add_argument("cases", nargs="*", metavar="CASE", help="ids, or files of this format; none: all")
    c.add_argument("--plot", default="", metavar="OUT.png", help="a picture as well (.png or .svg)")
    c = command("golden", golden, "compare the golden playthroughs, or renew them", False)
    c.add_argument("--write", action="store_true")
    c.add_argument("--folder", default="tests/golden", metavar="DIR")
    lab = commands.add_parser("lab", help="the laboratory", description="The laboratory.")
    inside = lab.add_subparsers(metavar="WHAT", parser_class=Parser, required=True)
    c = inside.add_parser("design-tests", help="the tests of the design itself")
    c.set_defaults(run=design_tests)
    c.add_argument("--quick", action="store_true")
    c.add_argument("--json", action="store_true")
    c = inside.add_parser("deck", help="what simulated campaigns deal and choose, and how the cards read")
    c.set_defaults(run=deck)
    c.add_argument("--scenario", default="", help="one scenario; otherwise all")
    c.add_argument("--seeds", default="2", metavar="N", help="campaigns of each pair of doctrines")
    c.add_argument("--json", action="store_true")
    c = inside.add_parser("calibrate", help="fit the parameters to the back-tests, in the open")
    c.set_defaults(run=calibrate)
    c.add_argument("--sets", default="256", metavar="N")
    c.add_argument("--waves", default="3", metavar="W")
    c.add_argument("--seed", default="1", metavar="K")
    c.add_argument("--json", action="store_true")
    c = inside.add_parser("fans", help="how often the forecast's bands hold what comes")
    c.set_defaults(run=fans)
    c.add_argument("--scenario", default="calibrated-control")
    c.add_argument("--campaigns", default="500", metavar="N")
    c.add_argument("--seed", default="100", metavar="K")
    c.add_argument("--json", action="store_true")
    c = inside.add_parser("model-page", help="make the tables of docs/model.md afresh")
    c.set_defaults(run=model_page)
    c.add_argument("--write", action="store_true")
    c.add_argument("--file", default="docs/model.md", metavar="FILE")
    c = inside.add_parser("pars", help="pars from reference campaigns")
    c.set_defaults(run=pars)
    c.add_argument("--campaigns", default="24", metavar="N")
    c.add_argument("--seed", default="1", metavar="K")
    c.add_argument("--json", action="store_true")
    return top


def _playing(to: Parser) -> None:
    to.add_argument("--text", action="store_true", help="in the terminal")
    to.add_argument("--scenario", default="")
    to.add_argument("--side", default="", help="beijing or washington")
    to.add_argument("--opponent", default="", metavar="DOCTRINE")
    to.add_argument("--level", default="", metavar="DIFFICULTY")
    to.add_argument("--seed", default="", metavar="K")
    to.add_argument("--load", default="", metavar="FILE")
