"""The command line: the table of commands with their arguments, and what becomes of their errors. The commands are `commands/`.

Exit codes: 0 good, 1 findings or failed targets, 2 wrong use. No traceback reaches a user."""

from __future__ import annotations

import argparse
import errno
import os
import sys
import threading
from collections.abc import Callable, Sequence
from typing import NoReturn

from game.commands import campaigns, classroom, debriefs, laboratory, modding, model, packs, pictures, playing, trying
from game.commands.arguments import Parser, Wrong
from game.commands.output import GOOD, WRONG, say
from game.commands.streams import drop_refused, flush_output, open_streams, output_refused
from game.outside_text import cleaned_lines

CSV_STYLES = "comma, semicolon, semicolon_point, tab or tab_comma"


def entry() -> NoReturn:
    """The console script."""
    code = main(sys.argv[1:])
    if threading.active_count() > 1:
        # A forecast may still run beside; the interpreter's own end would kill it in the middle of native code and abort.
        os._exit(code)
    sys.exit(code)


def main(arguments: Sequence[str]) -> int:
    """Run a command; its exit code. Never raises."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    open_streams()
    try:
        code = _done(arguments)
        flush_output()
        return code
    except KeyboardInterrupt:
        return GOOD
    except OSError as refused:
        if refused.errno == errno.EPIPE:  # whoever reads has read enough
            return GOOD
        say(f"Not all of the answer could be written: {refused.strerror or refused}.")
        return WRONG
    finally:
        drop_refused()


def _done(arguments: Sequence[str]) -> int:
    """A command's exit code, with one sentence on standard error for what goes wrong. OSError where the answer finds no room."""
    try:
        given = parsed(arguments)
        return int(given.run(given))
    except Wrong as problem:
        say(cleaned_lines(str(problem)))
        return WRONG
    except SystemExit as leaving:
        return int(leaving.code or 0)
    except Exception as problem:
        if output_refused(problem):
            raise
        from game.play.crash_report import crash_file

        where = crash_file(problem, arguments)
        say(f"Something went wrong inside the game; what happened is written to {where}.")
        return WRONG


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """The arguments as a command wants them; a picture's file may stand after the options."""
    given, extra = parser().parse_known_args(arguments)
    if len(extra) == 1 and "screen" in given and given.screen and not given.out and not extra[0].startswith("-"):
        given.out, extra = extra[0], []
    if extra:
        raise Wrong(f"These arguments are not understood: {' '.join(extra)}. See: python -m game --help")
    return given


def parser() -> Parser:
    """All commands with their arguments."""
    top = Parser(prog="python -m game", description="Indispensable: economic statecraft, quarter by quarter.")
    _playing(top)
    top.set_defaults(run=playing.play)
    commands = top.add_subparsers(metavar="COMMAND", parser_class=Parser)

    def command(name: str, run: Callable[[argparse.Namespace], int], text: str, json_too: bool = True) -> Parser:
        added: Parser = commands.add_parser(name, help=text, description=text)
        added.set_defaults(run=run)
        if json_too:
            added.add_argument("--json", action="store_true", help="one JSON object on standard output")
        return added

    _playing(command("play", playing.play, "play, in a window or with --text in the terminal", False))
    c = command("simulate", campaigns.simulate, "let opponents play each other")
    c.add_argument("--scenario", required=True)
    c.add_argument("--beijing", required=True, metavar="DOCTRINE")
    c.add_argument("--washington", required=True, metavar="DOCTRINE")
    c.add_argument("--campaigns", default="10", metavar="N")
    c.add_argument("--seed", default="1", metavar="K")
    c.add_argument("--jobs", default="1", metavar="J")
    c.add_argument("--save-dir", default="", metavar="DIR")
    c = command("replay", campaigns.replay, "play a save's log again")
    c.add_argument("file", metavar="FILE")
    c.add_argument("--verify", action="store_true", help="compare every digest")
    c.add_argument("--lang", default="en", help="a language that is installed, such as zh-Hans")
    c = command("explain", campaigns.explain, "why a figure moved in a quarter of a save")
    c.add_argument("file", metavar="SAVE")
    c.add_argument("--quarter", default="", metavar="Q", help="by its number in the log, the first is 0; the last if left out")
    c.add_argument("--figure", required=True, metavar="F", help="leverage, reliability or crisis")
    c.add_argument("--side", default="", help="beijing or washington; the save's own if left out")
    c.add_argument("--open", action="store_true", help="name also what only the other capital knew")
    c.add_argument("--lang", default="en", help="a language that is installed, such as zh-Hans")
    c = command("debrief", debriefs.debrief, "what each decision of a save did: the campaign played again without it")
    c.add_argument("file", metavar="SAVE")
    c.add_argument(
        "-o", "--out", default="", metavar="OUT.html", help="one page that stands alone; text on standard output if left out"
    )
    c.add_argument("--csv", default="", metavar="OUT.csv", help="a table of the decisions as well")
    c.add_argument("--csv-style", default="", metavar="STYLE", help=f"of the table: {CSV_STYLES}; by the language if left out")
    c.add_argument("--side", default="", help="beijing or washington; the save's own if left out")
    c.add_argument("--lang", default="en", help="a language that is installed, such as zh-Hans")
    c = command("check", packs.check, "check content packs")
    c.add_argument("packs", nargs="*", metavar="PACK")
    c.add_argument("--format", choices=("text", "json"), default="text")
    c = command("packs", packs.packs, "list the packs; switch, order, install or take out one of your own")
    c.add_argument("action", nargs="?", default="", choices=("", "on", "off", "first", "install", "remove"), metavar="ACTION",
                   help="on, off, first (of yours), install, remove")  # fmt: skip
    c.add_argument("pack", nargs="?", default="", metavar="PACK", help="its id; to install, the path of a folder or .zip")
    c = command("new-pack", modding.new_pack, "a new content pack that explains itself, or a translation laid out")
    c.add_argument("name", metavar="NAME", help="small letters, digits and hyphens")
    c.add_argument("--language", default="", metavar="CODE", help="a translation of the game into this language, such as de")
    c.add_argument("--pseudo", action="store_true", help="every text said in a pseudo-language that shows what was forgotten")
    c.add_argument("--folder", default="", metavar="DIR", help="made here; in the player's content folder if left out")
    c = command("stamp", modding.stamp, "note in a translation which English each text was made from", False)
    c.add_argument("pack", metavar="PACK", help="its id or folder")
    c.add_argument("items", nargs="*", metavar="KIND/ID", help="translated anew, such as card/b-kachin; all names everything")
    c = command("schema", modding.schema, "JSON Schema of the files of a pack, for editors")
    c.add_argument("pack", nargs="?", default="", metavar="PACK", help="written into this pack; without it, printed")
    c.add_argument("--out", default="", metavar="DIR", help="another folder for the files")
    c = command("manual", modding.manual, "the manual of the pack format: every field, effect, condition and finding", False)
    c.add_argument("--out", default="", metavar="FILE", help="printed if left out")
    c = command("try", trying.try_card, "one card in a real state, with the forecast of each answer")
    c.add_argument("card", metavar="CARD")
    c.add_argument("--side", default="", help="beijing or washington; the card's own if left out")
    c.add_argument("--scenario", default="", help="the shortest that has the card and lasts so long, if left out")
    c.add_argument("--quarter", default="0", metavar="Q", help="after Q quarters in which both sides do nothing")
    c.add_argument("--beijing", default="", metavar="DOCTRINE", help="in which Beijing plays by this doctrine instead")
    c.add_argument("--washington", default="", metavar="DOCTRINE", help="the same for Washington: two hawks make a crisis")
    c.add_argument("--seed", default="1", metavar="K")
    c.add_argument("--state", default="", metavar="SAVE", help="a save whose state is used instead")
    c.add_argument("--lang", default="en", help="a language that is installed, such as zh-Hans")
    c = command("watch", modding.watch, "check a pack whenever one of its files changes", False)
    c.add_argument("pack", metavar="PACK")
    c.add_argument("--once", action="store_true", help="check once and end")
    c = command("inventory", packs.inventory, "count the content")
    c.add_argument("--cards", action="store_true", help="how every card reads: words, grade, Chinese sentences")
    command("coverage", packs.coverage, "which claims of the documents the content carries")
    c = command("sources", packs.sources, "the documents with their labels, and what is contested in them")
    c.add_argument("what", nargs="?", default="", metavar="WHAT", help="a document (d004), a status (disputed), or a claim")
    c = command("state", campaigns.state, "the figures, prices, flows, stocks and rungs of a state")
    c.add_argument("--scenario", default="")
    c.add_argument("--side", default="")
    c.add_argument("--quarter", default="0", metavar="Q", help="after Q quarters in which both sides do nothing")
    c.add_argument("--seed", default="1", metavar="K")
    c.add_argument("--load", default="", metavar="FILE")
    c = command("screenshot", pictures.screenshot, "draw a screen into a file", False)
    c.add_argument("screen", nargs="?", default="")
    c.add_argument("out", nargs="?", default="", metavar="OUT.png")
    c.add_argument("--size", default="1280x720", metavar="WxH")
    c.add_argument("--scale", default="1.0", metavar="F")
    c.add_argument("--lang", default="en", help="a language that is installed, such as zh-Hans")
    c.add_argument("--theme", default="dark")
    c.add_argument("--state", default="", metavar="FILE")
    c.add_argument("--list", action="store_true", help="names of the screens, one a line")
    c = command("bench", laboratory.bench, "measure against the targets")
    c.add_argument("area", nargs="?", default="", metavar="AREA", help=", ".join(laboratory.BENCH_AREAS))
    c.add_argument("--students", default="200", metavar="N", help="of the classroom")
    c.add_argument("--kills", default="20", metavar="N", help="how often the classroom's server is killed in a burst")
    c = command("backtest", model.backtest, "history run on the model: record, band, outcome")
    c.add_argument("cases", nargs="*", metavar="CASE", help="ids, or files of this format; none: all")
    c.add_argument("--plot", default="", metavar="OUT.png", help="a picture as well (.png or .svg)")
    c = command("classroom", classroom.classroom, "play with a class: phones in the room, nothing leaves it", False)
    c.add_argument("--port", default="8018", metavar="N", help="0 for any that is free")
    c.add_argument("--folder", default="", metavar="DIR", help="where sessions are kept; the user's folder if left out")
    c.add_argument("--lang", default="", help="such as zh-Hans; the language of the settings if left out")
    c.add_argument("--key", default="", metavar="SECRET", help="the teacher's key; a new one if left out")
    c.add_argument("--again", action="store_true", help="go on with the newest session at once, as after a crash")
    c.add_argument("--open", action="store_true", help="answer the whole network from the start")
    c.add_argument("--no-browser", action="store_true", help="print the teacher's address and open nothing")
    c = command("report", classroom.report, "play a folder of handed-in results again and tell it on one page")
    c.add_argument("folder", metavar="FOLDER")
    c.add_argument("-o", "--out", required=True, metavar="OUT.html")
    c.add_argument("--lang", default="en", help="a language that is installed, such as zh-Hans")
    c = command("handouts", classroom.handouts, "print a lesson: plan, rules, roles, items, vocabulary")
    c.add_argument("lesson", metavar="LESSON", help="council, two-capitals, source-lab, model-limits, homework, or all")
    c.add_argument("-o", "--out", required=True, metavar="DIR")
    c.add_argument("--format", choices=("html", "md"), default="html", help="pages to print, or Markdown")
    c.add_argument("--lang", default="en", help="a language that is installed, such as zh-Hans")
    c = command("golden", laboratory.golden, "compare the golden playthroughs, or renew them", False)
    c.add_argument("--write", action="store_true")
    c.add_argument("--folder", default="tests/golden", metavar="DIR")
    lab = commands.add_parser("lab", help="the laboratory", description="The laboratory.")
    inside = lab.add_subparsers(metavar="WHAT", parser_class=Parser, required=True)
    c = inside.add_parser("design-tests", help="the tests of the design itself")
    c.set_defaults(run=laboratory.design_tests)
    c.add_argument("--quick", action="store_true", help="few seeds, the shortest scenario only")
    _jobs(c)
    c.add_argument("--json", action="store_true")
    c = inside.add_parser("pulse", help="how often the figures move, and whether the risks shown are those that come")
    c.set_defaults(run=laboratory.pulse)
    _campaigns(c, "64", "of mixed doctrines in each of two scenarios")
    c = inside.add_parser("decisions", help="what answers, partners, building and credit are worth, in paired campaigns")
    c.set_defaults(run=laboratory.decisions)
    _campaigns(c, "100", "pairs in each of two scenarios and for each side")
    c = inside.add_parser("deck", help="what simulated campaigns deal and choose, and how the cards read")
    c.set_defaults(run=laboratory.deck)
    c.add_argument("--scenario", default="", help="one scenario; otherwise all")
    c.add_argument("--seeds", default="2", metavar="N", help="campaigns of each pair of doctrines in each scenario")
    _jobs(c)
    _kept(c)
    c = inside.add_parser("deck-page", help="make the tables of docs/deck.md afresh from the kept report")
    c.set_defaults(run=laboratory.deck_page)
    _page(c, "docs/deck.md")
    c = inside.add_parser("time", help="what a student reads in a quarter, against the time of a class")
    c.set_defaults(run=laboratory.time)
    c.add_argument("--scenario", default="", help="the shortest if left out")
    c.add_argument("--campaigns", default="4", metavar="N")
    c.add_argument("--lang", default="en", choices=("en", "zh-Hans"))
    c.add_argument("--json", action="store_true")
    c = inside.add_parser("calibrate", help="fit the parameters to the back-tests, in the open")
    c.set_defaults(run=model.calibrate)
    c.add_argument("--sets", default="512", metavar="N", help="parameter sets of the fit; one for an episode has half of them")
    c.add_argument("--without", action="append", default=[], metavar="CASE", help="keep this case out of a second fit; repeatable")
    c.add_argument("--parameter", action="append", default=[], metavar="NAME", help="fit this one that has a prior; repeatable")
    c.add_argument("--keep-sets", default="", metavar="OUT.json", help="keep the accepted sets in a file")
    _study(c)
    c = inside.add_parser("spread", help="what the accepted parameter sets make of leverage")
    c.set_defaults(run=model.spread)
    c.add_argument("--scenario", default="", help="one scenario; otherwise all")
    c.add_argument("--sets", default="256", metavar="N", help="at most so many of the accepted sets")
    c.add_argument("--json", action="store_true")
    c = inside.add_parser("sensitivity", help="which parameters move the back-tests")
    c.set_defaults(run=model.sensitivity)
    c.add_argument("--trajectories", default="12", metavar="T", help="of the screening of all parameters (Morris)")
    c.add_argument("--samples", default="128", metavar="N", help="of the variance shares (Sobol): N x (parameters + 2) sets")
    c.add_argument("--most", default="12", metavar="P", help="parameters that go on from the screening")
    _study(c)
    c = inside.add_parser("fans", help="how often the forecast's bands hold what comes")
    c.set_defaults(run=laboratory.fans)
    c.add_argument("--scenario", default="calibrated-control")
    c.add_argument("--campaigns", default="500", metavar="N")
    c.add_argument("--seed", default="100", metavar="K")
    c.add_argument("--json", action="store_true")
    c = inside.add_parser("model-page", help="make the tables of docs/model.md afresh")
    c.set_defaults(run=model.model_page)
    _page(c, "docs/model.md")
    c = inside.add_parser("pars", help="pars from reference campaigns")
    c.set_defaults(run=laboratory.pars)
    _campaigns(c, "24", "of each scenario")
    c = inside.add_parser("retune", help="measure and keep anew, in order, everything that stands on the model")
    c.set_defaults(run=laboratory.retune)
    c.add_argument("--only", action="append", default=[], metavar="PART", help="this part only; repeatable; --list names them")
    c.add_argument("--list", action="store_true", help="the parts in their order, and how many games each plays")
    c.add_argument("--games", default="", metavar="N", help="of each part; its own number if left out")
    c.add_argument("--folder", default="", metavar="DIR", help="the checkout that is renewed; the one that runs if left out")
    _jobs(c)
    c.add_argument("--json", action="store_true")
    return top


def _study(to: Parser) -> None:
    to.add_argument("--seed", default="1", metavar="K")
    to.add_argument("--plot", default="", metavar="OUT.png", help="a picture as well (.png or .svg)")
    _kept(to)


def _kept(to: Parser) -> None:
    to.add_argument("--out", default="", metavar="OUT.json", help="keep the report in a file as well")
    to.add_argument("--json", action="store_true", help="one JSON object on standard output")


def _campaigns(to: Parser, usual: str, what: str) -> None:
    to.add_argument("--campaigns", default=usual, metavar="N", help=what)
    to.add_argument("--seed", default="1", metavar="K")
    _jobs(to)
    to.add_argument("--json", action="store_true")


def _jobs(to: Parser) -> None:
    to.add_argument("--jobs", default=str(min(os.cpu_count() or 1, 8)), metavar="J", help="processes; all processors if left out")


def _page(to: Parser, file: str) -> None:
    to.add_argument("--write", action="store_true")
    to.add_argument("--file", default=file, metavar="FILE")


def _playing(to: Parser) -> None:
    to.add_argument("--text", action="store_true", help="in the terminal")
    to.add_argument("--scenario", default="")
    to.add_argument("--side", default="", help="beijing or washington")
    to.add_argument("--opponent", default="", metavar="DOCTRINE")
    to.add_argument("--level", default="", metavar="DIFFICULTY")
    to.add_argument("--seed", default="", metavar="K")
    to.add_argument("--session", default="", metavar="CODE", help="a class session, by its twelve letters or its file")
    to.add_argument("--load", default="", metavar="FILE")
    to.add_argument("--without-packs", action="store_true", help="go on with a save without packs that it was made with")
    to.add_argument("--csv", default="", metavar="STYLE", help=f"of tables: {CSV_STYLES}")
