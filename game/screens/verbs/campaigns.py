"""Starting, saving, loading and deleting campaigns: one function a verb. Files are the store's, campaigns `game/play`'s."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from game.outside_text import cleaned, whole_number
from game.screens.scene import routes
from game.screens.scene.course import Course
from game.screens.scene.ui import Ui

if TYPE_CHECKING:
    from game.screens.app import App

LAST_SEED = 10**18 - 1


def list_saves(app: App) -> None:
    """Read the list of saves again."""
    app.saves = tuple(app.store.list()) if app.store is not None else ()


def campaign_kind(app: App) -> Any:
    """The class that campaigns are made with; a test may give another."""
    return app.campaigns if app.campaigns is not None else routes.module("game.play").Campaign


def choose(app: App, field: str, value: Any) -> None:
    """Choose something on the new-campaign page."""
    if field == "seed":
        number = whole_number(str(value), LAST_SEED)
        if number is None:
            app.ui = replace(app.ui, message=app.texts("new.seed_bad", found=cleaned(str(value))))
            return
        value = number
    if field in ("scenario", "side", "doctrine", "difficulty", "seed"):
        app.ui = replace(app.ui, fresh=replace(app.ui.fresh, **{field: value}))


def start(app: App) -> None:
    """Begin the campaign that was chosen."""
    from game.engine.rules.campaign.record import Setup
    from game.screens.pages.menu.new_campaign import filled

    assert app.rules is not None
    fresh = filled(app.rules, app.ui.fresh)
    side: Any = fresh.side
    setup = Setup(fresh.scenario, fresh.seed, side, fresh.difficulty, (fresh.doctrine, fresh.doctrine))
    kind, rules, store = campaign_kind(app), app.rules, app.store
    app.run(app.texts("busy.start"), lambda: ready(kind.start(rules, setup, store)), app.enter)


def again(app: App, side: str, seed: int) -> None:
    """Begin another campaign of the finished one's scenario, opponent and level, as this side in the world of this seed."""
    setup = app.campaign.setup
    doctrine = app.campaign.opponent().id
    app.ui = replace(app.ui, fresh=replace(app.ui.fresh, scenario=setup.scenario, side=side, doctrine=doctrine,
                                           difficulty=setup.difficulty, seed=seed))  # fmt: skip
    start(app)


def ready(campaign: Any) -> Any:
    """The campaign with its first observation made, beside and not in a frame."""
    assert campaign.observation is not None
    return campaign


def load(app: App, name: str) -> None:
    """Go on with a save."""
    entry = next((e for e in app.saves if e.name == name and e.readable), None)
    if entry is None:
        app.ui = replace(app.ui, message=app.texts("saves.gone", name=name))
        return
    kind, rules, store = campaign_kind(app), app.rules, app.store
    app.run(app.texts("busy.load"), lambda: ready(kind.load(rules, entry.path, store)), app.enter)


def save(app: App, name: str, typed: str = "") -> None:
    """Save under the name that was typed, or under the usual one."""
    from game.screens.words.sentences import date_of

    assert app.rules is not None
    o = app.campaign.observation
    title = app.told().scenarios[o.scenario].title
    usual = app.texts("saves.name", scenario=title, date=date_of(app.texts, app.rules, o.scenario, o.quarter))
    chosen = typed.strip() or name or usual
    path = app.campaign.save(cleaned(chosen))
    list_saves(app)
    app.notice = ""
    if path is not None and not app.campaign.notice:
        app.ui = replace(app.ui, message=app.texts("saves.saved", name=app.campaign.kept.name))


def delete(app: App, name: str) -> None:
    """Ask before a save is deleted."""
    app.ui = replace(app.ui, dialog="delete", dialog_of=name)


def delete_now(app: App, name: str) -> None:
    """Delete a save."""
    try:
        app.store.delete(name)
    except OSError as error:
        app.failed(error)
    list_saves(app)
    app.ui = replace(app.ui, dialog="", dialog_of="")


def to_title(app: App) -> None:
    """Leave the campaign, saved, for the title."""
    if app.campaign is not None and not app.campaign.over:
        app.campaign.autosave()
    app.campaign, app.course = None, Course()
    list_saves(app)
    app.ui = Ui(fresh=app.ui.fresh)


VERBS: Mapping[str, Callable[..., None]] = {
    "new": choose,
    "start": start,
    "again": again,
    "load": load,
    "save": save,
    "delete": delete,
    "delete-yes": delete_now,
    "to-title": to_title,
}
