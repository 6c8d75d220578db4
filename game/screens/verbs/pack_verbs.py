"""What the Packs page's controls do: switch a pack on or off, read all packs again, in a campaign too. One function a verb."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from game.content.format.findings import errors
from game.content.loading.compile import Loaded, PackInfo, load
from game.content.loading.installed import installed
from game.content.packs.folders import switch
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

    app.work.begin(app.texts("busy.packs"), installed, then)


def set_pack(app: App, name: str, on: bool) -> None:
    """Switch a pack of the player's folder on or off and read the packs again; never while a campaign runs on them."""
    if app.campaign is not None:
        return
    try:
        switch(name, on)
    except OSError as error:
        app.failed(error)
        return
    reload(app)


def reload(app: App) -> None:
    """Read all packs again. A campaign under way goes on under the new rules, or under the old ones, and is told why."""
    language = app.settings.language
    if app.campaign is None:
        app.library.forget()
        app.texts = Texts(language)
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

        loaded = load()
        if loaded.rules is None or (why := broken(loaded, campaign)):
            raise PackFault(loaded.sentence if loaded.rules is None else why)
        found = reloaded(campaign, loaded.rules)
        app.library.translated(loaded.rules, language)  # so that no frame waits for a translation
        return loaded, ready(found)

    def then(found: tuple[Loaded, Campaign]) -> None:
        loaded, again = found
        app.texts = Texts(language)
        app.library.renew(again.rules)
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
    faults = [f for p in loaded.packs if p.state == "left out" and p.id in used for f in errors(p.findings)]
    return " ".join(str(faults[0]).split()) if faults else ""


VERBS: Mapping[str, Callable[..., None]] = {"pack": set_pack, "reload": reload}
