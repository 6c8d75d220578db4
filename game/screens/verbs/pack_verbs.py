"""What the Packs page's controls do: switch a pack on or off, read all packs again. One function a verb."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from game.content.loading.compile import PackInfo
from game.content.loading.installed import installed
from game.content.packs.folders import switch

if TYPE_CHECKING:
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
    """Read all packs again, outside a campaign."""
    if app.campaign is None:
        app.library.forget()
        app.session.outlook.forget_worlds()
        app.load()
        gather(app)


VERBS: Mapping[str, Callable[..., None]] = {"pack": set_pack, "reload": reload}
