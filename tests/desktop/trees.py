"""Trees of the real game for the tests of the window: every screen in a sample situation, made once a language."""

from __future__ import annotations

from functools import cache

from game.content.loading.compile import load
from game.devtools.sample_situations import Shelf, show_sample
from game.engine.rules.vocabulary.rules import Rules
from game.screens.app import App
from game.screens.scene.routes import SCREENS
from game.screens.tree.node import Node
from game.structs import replace


@cache
def rules() -> Rules:
    """The game's own content."""
    found = load().rules
    assert found is not None
    return found


def staged(screen: str, language: str = "en") -> App:
    """An app that stands at this screen, with the forecast that it shows."""
    app = App(rules(), Shelf(rules()) if screen == "saves" else None, language=language, threads=False, animate=False)
    app.tick()
    show_sample(app, screen)
    app.tick()
    return app


def desk_app() -> App:
    """An app at the Desk."""
    return staged("desk")


@cache
def tree_of(screen: str, language: str = "en") -> Node:
    """The tree of a screen, without what differs from machine to machine and from one state of the content to the next."""
    return steady(staged(screen, language).tree())


def every(language: str) -> dict[str, Node]:
    """The tree of every screen."""
    return {screen: tree_of(screen, language) for screen in SCREENS}


def steady(node: Node) -> Node:
    """The tree without folders and digests."""
    name = "–" if node.id == "packs-folder" else node.name
    if node.id.startswith("pack:") and node.id.endswith(":facts"):
        name = name.rpartition(",")[0]
    return replace(node, name=name, children=tuple(map(steady, node.children)))
