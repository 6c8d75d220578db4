"""Getting about: from screen to screen, tabs and layers, the settings, leaving. One function a verb; no rules are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from game.screens.scene.routes import IN_PLAY, SCREENS
from game.structs import replace

if TYPE_CHECKING:
    from game.screens.app import App
    from game.screens.scene.settings import Value


def go(app: App, screen: str) -> None:
    """To a screen; one of a campaign only while one is under way."""
    if screen in SCREENS and (screen not in IN_PLAY or app.campaign is not None):
        app.prepare(screen)
        app.go(screen)


def back(app: App) -> None:
    """To the page before."""
    app.ui = app.ui.returned()


def leave(app: App) -> None:
    """Out of the game; from the Desk only after asking."""
    if app.ui.screen == "desk":
        app.ui = replace(app.ui, dialog="quit")
    else:
        app.close(anyway=False)


def leave_now(app: App) -> None:
    """Out of the game, unless the campaign cannot be saved: then the player is asked, each time anew."""
    app.ui = replace(app.ui, dialog="")
    app.close(anyway=False)


def leave_unsaved(app: App) -> None:
    """Out of the game, saved or not."""
    app.close()


def open_dialog(app: App, which: str) -> None:
    """Open a dialog; "" closes it."""
    app.ui = replace(app.ui, dialog=which)


def set_setting(app: App, name: str, value: Value) -> None:
    """Change a setting and keep it."""
    app.set_settings(app.settings.with_value(name, value))
    if name == "lessons" and app.campaign is not None and not app.session.progress.lesson:
        app.teach()


def open_tab(app: App, tab: str) -> None:
    """Open a tab of the Desk."""
    app.ui = replace(app.ui, tab=tab, leaf="map")


def open_column(app: App, column: str) -> None:
    """Put the card, the orders or the Table at the right of the Desk; the orders begin with all families."""
    app.ui = replace(app.ui, column=column, leaf="side", place="", sought="")


def open_leaf(app: App, leaf: str) -> None:
    """Open a page of the Desk, where it is a book of pages: the map, the plan."""
    app.ui = replace(app.ui, leaf=leaf)


def open_place(app: App, region: str) -> None:
    """Show a country beside the map, with every measure that can be taken there; "" closes it."""
    app.ui = replace(app.ui, column="orders", leaf="side", place=region, sought="")


def find(app: App, words: str) -> None:
    """Show the measures whose names hold these words."""
    app.ui = replace(app.ui, column="orders", leaf="side", place="", sought=words.strip())


def open_run(app: App, first: int) -> None:
    """Show the run of a long list that has this row."""
    app.ui = replace(app.ui, first=max(0, first))


def open_layer(app: App, product: str) -> None:
    """Show the flows of a product."""
    app.ui = replace(app.ui, layer=product)


def open_family(app: App, family: str) -> None:
    """Open a family of measures."""
    app.ui = replace(app.ui, column="orders", family=family, place="", sought="")


def read_more(app: App) -> None:
    """Open or close the longer text of the card."""
    app.ui = replace(app.ui, more=not app.ui.more)


def unfold(app: App, drawer: str) -> None:
    """Open or shut a drawer."""
    others = tuple(d for d in app.ui.opened if d != drawer)
    app.ui = replace(app.ui, opened=others if drawer in app.ui.opened else (*others, drawer))


def open_codex(app: App, section: str, of: str = "") -> None:
    """Open a section of the codex, at an item where one is named."""
    app.ui = replace(app.ui, codex=section, codex_of=of)
    app.go("codex")


def look_up(app: App, section: str, of: str) -> None:
    """Follow a link to an item of the codex; going back leads along the way that one came."""
    pages = (*app.ui.pages, (app.ui.codex, app.ui.codex_of)) if app.ui.screen == "codex" else ()
    app.go("codex")
    app.ui = replace(app.ui, codex=section, codex_of=of, pages=pages)


def list_words(app: App, on: bool) -> None:
    """Open or close the list of the words on this screen."""
    app.ui = replace(app.ui, words=on)


def open_country(app: App, region: str) -> None:
    """Show a country."""
    app.ui = replace(app.ui, country=region)


VERBS: Mapping[str, Callable[..., None]] = {
    "go": go,
    "back": back,
    "quit": leave,
    "quit-yes": leave_now,
    "quit-unsaved": leave_unsaved,
    "dialog": open_dialog,
    "setting": set_setting,
    "tab": open_tab,
    "column": open_column,
    "leaf": open_leaf,
    "place": open_place,
    "find": find,
    "layer": open_layer,
    "family": open_family,
    "more": read_more,
    "unfold": unfold,
    "codex": open_codex,
    "country": open_country,
    "look": look_up,
    "words": list_words,
    "run": open_run,
}
