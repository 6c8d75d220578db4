"""Starting, saving, loading and deleting campaigns: one function a verb. Files are the store's, campaigns `game/play`'s."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from game.outside_text import cleaned, whole_number
from game.screens.scene.shown_campaign.ui import Ui
from game.structs import replace

if TYPE_CHECKING:
    from game.engine.rules.vocabulary.plan import Side
    from game.play.campaign import Campaign
    from game.screens.app import App

LAST_SEED = 999_999_999_999_999_999  # eighteen digits


def list_saves(app: App) -> None:
    """Read the list of saves again."""
    app.library.list_saves()


def choose(app: App, field: str, value: str | int) -> None:
    """Choose something on the new-campaign page."""
    if field == "seed":
        number = whole_number(str(value), LAST_SEED)
        if number is None:
            app.ui = replace(app.ui, message=app.texts("new.seed_bad", found=cleaned(str(value))))
            return
        value = number
    if field in ("scenario", "side", "doctrine", "difficulty", "seed"):
        changed: dict[str, Any] = {field: value}
        app.ui = replace(app.ui, fresh=replace(app.ui.fresh, **changed))


def start(app: App) -> None:
    """Begin the campaign that was chosen."""
    from game.engine.rules.campaign.record import Setup
    from game.play import Campaign
    from game.screens.pages.menu.new_campaign_page import filled

    assert app.rules is not None
    rules, store, fresh = app.rules, app.library.store, filled(app.rules, app.ui.fresh)
    setup = Setup(fresh.scenario, fresh.seed, fresh.side, fresh.difficulty, (fresh.doctrine, fresh.doctrine))
    app.work.begin(app.texts("busy.start"), lambda: ready(Campaign.start(rules, setup, store)), app.enter)


def again(app: App, side: Side, seed: int) -> None:
    """Begin another campaign of the finished one's scenario, opponent and level, as this side in the world of this seed."""
    setup, doctrine = app.session.playing.setup, app.session.playing.opponent().id
    app.ui = replace(app.ui, fresh=replace(app.ui.fresh, scenario=setup.scenario, side=side, doctrine=doctrine,
                                           difficulty=setup.difficulty, seed=seed))  # fmt: skip
    start(app)


def ready(campaign: Campaign) -> Campaign:
    """The campaign with its first observation made, beside and not in a frame."""
    assert campaign.observation is not None
    return campaign


def load(app: App, name: str, bare: bool = False) -> None:
    """Go on with a save; `bare`: without packs that it lacks. Where that can be done, it is asked first."""
    from game.play import Campaign, PacksMissing

    entry = next((e for e in app.library.saves if e.name == name and e.readable), None)
    if entry is None:
        app.ui = replace(app.ui, message=app.texts("saves.gone", name=name))
        return
    assert app.rules is not None
    rules, path, store = app.rules, entry.path, app.library.store
    app.ui = replace(app.ui, dialog="", dialog_of="")

    def opened() -> Campaign | PacksMissing:
        try:
            return ready(Campaign.load(rules, path, store, bare))
        except PacksMissing as missing:
            if not missing.possible:
                raise
            return missing

    def then(found: Campaign | PacksMissing) -> None:
        if isinstance(found, PacksMissing):
            app.ui = replace(app.ui, dialog="without-packs", dialog_of=name, message=app.texts.said(found.sentence))
        else:
            app.enter(found)

    app.work.begin(app.texts("busy.load"), opened, then)


def save(app: App, name: str, typed: str = "") -> None:
    """Save under the name that was typed, or under the usual one."""
    from game.screens.words.sentences import date_of

    assert app.rules is not None
    o = app.session.playing.observation
    title = app.rules_told().scenarios[o.scenario].title
    usual = app.texts("saves.name", scenario=title, date=date_of(app.texts, app.rules, o.scenario, o.quarter))
    campaign = app.session.playing
    path = campaign.save(cleaned(typed) or name or usual)
    list_saves(app)
    app.notice = ""
    if path is not None and campaign.kept is not None and not campaign.notice:
        app.ui = replace(app.ui, message=app.texts("saves.saved", name=campaign.kept.name))


def delete(app: App, name: str) -> None:
    """Ask before a save is deleted."""
    app.ui = replace(app.ui, dialog="delete", dialog_of=name)


def delete_now(app: App, name: str) -> None:
    """Delete a save as it was listed; what another game has written in its place since then stays, and that is said."""
    state = next((e.state for e in app.library.saves if e.name == name), None)
    deleted = True
    try:
        deleted = app.library.store is None or app.library.store.delete(name, state)
    except OSError as error:
        app.failed(error)
    list_saves(app)
    app.ui = replace(app.ui, dialog="", dialog_of="")
    if not deleted:
        app.ui = replace(app.ui, message=app.texts("saves.another", name=name))


def to_title(app: App) -> None:
    """Leave the campaign, saved, for the title."""
    if app.session.autosave():
        app.ui = replace(app.ui, dialog="")  # the campaign's own notice says why, and nothing is left behind
        return
    app.session.begin(None)
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
