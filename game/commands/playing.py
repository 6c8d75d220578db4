"""The command that plays: the app at its title or in a campaign, in a window or in the terminal."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from game.commands.arguments import LAST_SEED, SIDES, Wrong, number, pick
from game.commands.loading import load_campaign, load_rules
from game.commands.output import GOOD, say
from game.commands.streams import output_refused
from game.outside_files import is_file

PICTURE = (1280, 720)  # pixels of a picture that is written

if TYPE_CHECKING:
    from game.engine.rules.vocabulary.rules import Rules
    from game.play import Campaign, Store
    from game.screens.app import App
    from game.screens.tree.node import Node


def play(given: argparse.Namespace) -> int:
    """The game in a window, or in the terminal with --text."""
    app = _app(given)
    try:
        ended = _terminal(app) if given.text else _window(app)
        if app.unsaved:
            say(app.texts.said(app.unsaved))
        return ended
    except KeyboardInterrupt:
        if unsaved := app.close():
            say(app.texts.said(unsaved))
        return GOOD
    except Wrong:
        raise
    except Exception as problem:
        if output_refused(problem):
            app.close()
            raise
        from game.play.crash_report import crash_file

        where = crash_file(problem, sys.argv[1:], app.campaign)
        unsaved = app.close()
        kept = app.texts.said(unsaved) if unsaved else "The campaign is saved."
        raise Wrong(f"Something went wrong inside the game. {kept} The report is {where}.") from None


def _terminal(app: App) -> int:
    from game.terminal import run

    run(app, sys.stdin, sys.stdout)
    return GOOD


def _window(app: App) -> int:
    from game.desktop.graphics import fonts, theme
    from game.desktop.window.display import NoDisplay
    from game.desktop.window.loop import run

    if theme.load(app.settings.theme).damaged or fonts.damaged(app.settings.language):
        app.notice = app.notice or app.texts("common.look_damaged")
    try:
        return run(app)
    except NoDisplay as problem:
        raise Wrong(f"{problem} Play in the terminal with: python -m game play --text") from None


def _app(given: argparse.Namespace) -> App:
    """The app at its title, or in the campaign that the arguments ask for. The title does not wait for content."""
    from game.csv_file import STYLES
    from game.screens.app import App
    from game.screens.scene import settings

    wanted = any((given.scenario, given.side, given.opponent, given.level, given.seed))
    if given.load and wanted:
        raise Wrong("--load brings its own scenario, side, opponent, level and seed; leave those out.")
    path = settings.user_folder() / settings.FILE
    look, note = settings.load(path)
    if given.csv:
        look = look.with_value("csv", pick("style", given.csv, STYLES))
    said: list[str] = []  # about the packs, for the screen
    keep, threads = settings.saver(path), not given.text
    app = App(lambda: load_rules(said.append), _store, look, keep=keep, note=note, threads=threads, bites=True)
    if given.session and (given.load or given.scenario or given.opponent or given.level or given.seed):
        raise Wrong("--session brings its own scenario, opponent, level and seed; leave those and --load out.")
    if given.load or given.session or wanted:
        rules = load_rules(said.append)
        begin = _session_campaign if given.session else _new_campaign
        campaign = load_campaign(rules, given.load, keep=True, bare=given.without_packs) if given.load else begin(rules, given)
        once = [rules]  # packs that are read again later are read from their files
        app = App(lambda: once.pop() if once else load_rules(said.append), _store, look, keep=keep, note=note, threads=threads)
        while app.rules is None:
            app.tick()
            time.sleep(0.002)
        app.adopt(campaign)
        app.notice = app.texts.said(said.pop()) if said else app.notice
    app.library.said = said
    app.from_code = lambda code: _session_campaign(load_rules(), argparse.Namespace(**{**vars(given), "session": code}))
    app.painter = lambda tree, file: _paint(app, tree, file)
    return app


def _paint(app: App, tree: Node, path: Path) -> None:
    """A tree as a PNG in the player's look; OSError when it cannot be written."""
    from game.desktop.picture.screenshot import draw, save

    look = app.settings
    save(draw(tree, size=PICTURE, scale=look.text_scale, theme=look.theme, language=look.language), path)


def _store() -> Store:
    from game.play import Store

    return Store()


def _session_campaign(rules: Rules, given: argparse.Namespace) -> Campaign:
    """The campaign of a class's session, as its pupils play it at home; the save is what they hand in."""
    from game.classroom.sessions import codes, session
    from game.play import Campaign, Store
    from game.screens.words.texts import Texts

    try:
        found = (
            session.checked(rules, session.read(Path(given.session)))
            if is_file(given.session)
            else codes.session_of(rules, given.session)
        )
    except session.SessionError as problem:
        raise Wrong(Texts()(problem.key, **problem.fields)) from None
    side = pick("side", given.side or session.first_side(found), SIDES)
    return Campaign.start(rules, session.setup_of(found, side), Store())


def _new_campaign(rules: Rules, given: argparse.Namespace) -> Campaign:
    from game.engine.rules.campaign.record import Setup
    from game.play import Campaign, Store

    playable = [d.id for d in rules.doctrines.values() if d.playable]
    shortest = rules.by_length()[0]
    scenario = pick("scenario", given.scenario or shortest, rules.scenarios)
    side = pick("side", given.side or "beijing", SIDES)
    opponent = pick("opponent", given.opponent or playable[0], rules.doctrines)
    level = pick("level", given.level or "even", rules.difficulties)
    seed = number("seed", given.seed or "1", 0, LAST_SEED)
    doctrines = (opponent, opponent)
    return Campaign.start(rules, Setup(scenario, seed, side, level, doctrines), Store())
