"""Where the game's own files lie: beside the package in a checkout, inside it when installed. Players' folders are `play`'s."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = PACKAGE.parent


def content() -> Path:
    """The folder of the packs that came with the game."""
    return _folder("content")


def assets() -> Path:
    """The folder of fonts, icons, sounds, themes and the map."""
    return _folder("assets")


def is_checkout() -> bool:
    """Whether the game runs from its repository, whose `saves` it then uses."""
    return (CHECKOUT / "pyproject.toml").is_file() and (CHECKOUT / "content").is_dir()


def _folder(name: str) -> Path:
    installed = PACKAGE / "_data" / name
    return installed if installed.is_dir() else CHECKOUT / name
