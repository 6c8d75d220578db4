"""What the Packs page's controls do: packs switched on or off, ordered, installed, removed, read again. One function a verb.

While a campaign runs on them packs are only read again, and it goes on under the new rules or is told why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from game.content.format.findings import errors
from game.content.loading.compile import Loaded, PackInfo, load, load_again
from game.content.loading.languages.interface_words import installed
from game.content.packs.choices import reorder, switch
from game.content.packs.folders import downloads
from game.content.packs.install import NotInstalled, install, remove
from game.screens.pages.menu.packs_page import told
from game.screens.verbs.campaign_verbs import ready
from game.screens.words.texts import Texts
from game.structs import replace

if TYPE_CHECKING:
    from game.play.campaign import Campaign
    from game.screens.app import App


def gather(app: App) -> None:
    """Find out beside what is installed."""

    def then(found: tuple[PackInfo, ...]) -> None:
        app.library.packs = found

    app.work.begin(app.texts("busy.packs"), lambda: load().packs, then)


def set_pack(app: App, id: str, on: bool) -> None:
    """Switch a pack of the player's folder on or off."""
    _changed(app, lambda: switch(id, on))


def earlier(app: App, id: str) -> None:
    """Have a pack read before the one that stands before it."""
    ids = [pack.id for pack in app.library.packs if not pack.shipped]
    place = ids.index(id) if id in ids else 0
    if place:
        ids[place - 1 : place + 1] = [ids[place], ids[place - 1]]
        _changed(app, lambda: reorder(ids))


def add(app: App, path: str, typed: str = "") -> None:
    """Install the pack at a path: one that was typed, or that of a file dropped on the window."""
    if chosen := (typed.strip().strip("\"'") or path):
        app.ui = replace(app.ui, dialog="", dialog_of="")
        _changed(app, lambda: app.texts("packs.installed", id=install(chosen)))


def choose(app: App, folder: str) -> None:
    """Look for a pack to add in a folder; "" for the one in which downloads lie."""
    app.ui = replace(app.ui, dialog="choose-pack", dialog_of=folder or str(downloads()))


def ask(app: App, id: str) -> None:
    """Ask before a pack is taken out."""
    app.ui = replace(app.ui, dialog="pack", dialog_of=id)


def take_out(app: App, id: str) -> None:
    """Take a pack out of the player's folder."""
    app.ui = replace(app.ui, dialog="", dialog_of="")
    _changed(app, lambda: app.texts("packs.removed", path=str(remove(id))))


def _changed(app: App, act: Callable[[], str | None]) -> None:
    """Change something about packs, say what came of it, and read them again."""
    if app.campaign is not None:
        app.ui = replace(app.ui, message=app.texts("packs.in_campaign"))
        return
    try:
        told = act()
    except NotInstalled as refused:
        app.ui = replace(app.ui, message=app.texts(f"packs.refused_{refused.code}", **refused.fields))
        return
    except OSError as error:
        app.failed(error)
        return
    reload(app)
    if told:
        app.ui = replace(app.ui, message=told)


def words_again(app: App) -> None:
    """Look again for what packs say on the screens."""
    installed.cache_clear()
    app.texts = Texts(app.settings.language)


def reload(app: App) -> None:
    """Read all packs again. A campaign under way goes on under the new rules, or under the old ones, and is told why."""
    if app.campaign is None:
        app.library.forget()
        words_again(app)
        app.session.outlook.forget_worlds()
        app.load()
        gather(app)
        return
    campaign = app.campaign
    if campaign.over:
        app.ui = replace(app.ui, message=app.texts("packs.over"))
        return

    def read() -> tuple[Loaded, Campaign]:
        from game.play.reloading import reloaded

        loaded = load_again()
        if loaded.rules is None or (why := broken(loaded, campaign)):
            raise PackFault(app.texts.said(loaded.sentence) if loaded.rules is None else why)
        return loaded, ready(reloaded(campaign, loaded.rules))

    def then(found: tuple[Loaded, Campaign]) -> None:
        loaded, again = found
        words_again(app)
        app.library.renew(again.rules, loaded.translations)
        app.library.packs = loaded.packs
        app.session.go_on(again)
        app.session.outlook.forget_worlds()
        app.ui = replace(app.ui, message=app.texts("packs.reloaded"))

    app.work.begin(app.texts("busy.packs"), read, then)


class PackFault(ValueError):
    """A pack that was in play has errors now; the text is one sentence, with the place of the first."""


def broken(loaded: Loaded, campaign: Campaign) -> str:
    """The first error of a pack that the campaign is played with; "" while all of them stand."""
    used = {id for id, _, _ in campaign.rules.packs}
    faults = [told(f, p) for p in loaded.packs if p.state == "left out" and p.id in used for f in errors(p.findings)]
    return faults[0] if faults else ""


VERBS: Mapping[str, Callable[..., None]] = {
    "pack": set_pack,
    "pack-earlier": earlier,
    "pack-add": add,
    "pack-choose": choose,
    "pack-remove": ask,
    "pack-remove-yes": take_out,
    "reload": reload,
}
