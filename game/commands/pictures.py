"""The command that draws any screen into a file, without a display."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from game.commands.arguments import Wrong, number, pick
from game.commands.kept_reports import out
from game.commands.loading import load_campaign, load_rules
from game.commands.output import GOOD
from game.outside_text import cleaned

if TYPE_CHECKING:
    from game.screens.tree.node import Node


def screenshot(given: argparse.Namespace) -> int:
    """Any screen as a picture, headless."""
    from game.devtools.sample_situations import VIEWS
    from game.screens.scene.routes import SCREENS

    names = (*SCREENS, *VIEWS)
    if given.list:
        for name in names:
            print(name)
        return GOOD
    if not given.screen or not given.out:
        raise Wrong("Give a screen and a file: python -m game screenshot SCREEN OUT.png; --list names the screens.")
    out(given.out, "picture")
    screen = pick("screen", given.screen, names)
    from game.screens.scene.settings import THEMES
    from game.screens.words.texts import languages

    width, _, height = given.size.partition("x")
    size = number("width", width, 320, 7680), number("height", height, 240, 4320)
    language = pick("language", given.lang, languages())
    theme = pick("theme", given.theme, THEMES)
    try:
        scale = float(given.scale)
    except ValueError:
        scale = 0.0
    if not 0.5 <= scale <= 3:
        raise Wrong(f'The scale "{cleaned(given.scale)}" cannot be used; expected a number from 0.5 to 3.')
    tree = _pictured(screen, given.state, language, scale)
    from game.desktop.picture.screenshot import draw, save

    surface = draw(tree, size=size, scale=scale, theme=theme, language=language)
    try:
        save(surface, given.out)
    except OSError as problem:
        raise Wrong(f"The picture cannot be written to {given.out}: {problem}") from None
    return GOOD


def _pictured(screen: str, save: str, language: str, scale: float) -> Node:
    """The tree of a screen; in a saved campaign, or in a sample situation in which the screen has something to show."""
    from game.devtools.sample_situations import Shelf, show_sample
    from game.screens.app import App
    from game.screens.scene.settings import Settings

    rules = load_rules()
    shown = Settings(text_scale=scale)  # large letters make pages of the Desk
    app = App(rules, Shelf(rules) if screen == "saves" else None, shown, language=language, threads=False, animate=False)
    app.tick()
    if save:
        app.adopt(load_campaign(rules, save))
        app.show(screen)
    else:
        show_sample(app, screen)
    app.tick()  # without threads this works out the forecast and the causes that the screen shows
    return app.tree()
