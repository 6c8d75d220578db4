"""The packs that are installed, those that the player switched off included. What is in them is the other modules' business."""

from __future__ import annotations

from pathlib import Path

from game.content.loading.compile import PackInfo, load
from game.content.packs import folders

OFF = "switched off"


def installed() -> tuple[PackInfo, ...]:
    """Every pack of the game's and the player's content folders: base first, those switched off last."""
    resting = [folder for folder in folders.every() if folder.name in folders.switched_off()]
    return (*load().packs, *(PackInfo(f.name, "", f.name, "", str(f), OFF, "", ()) for f in resting))


def may_rest(pack: PackInfo) -> bool:
    """Whether a pack can be switched off: only one of the player's own folder."""
    return Path(pack.folder).parent == folders.user_content()
