"""A tiny app for the tests of the window: keeps a tree, writes down what it is asked to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from game.screens.scene.window_place import WindowPlace
from game.screens.tree.node import Intent, Node


@dataclass
class Look:
    """Settings."""

    theme: str = "dark"
    text_scale: float = 1.0
    language: str = "en"
    reduced_motion: bool = False
    sound: bool = False
    music: bool = False
    voice: bool = False
    keys: tuple[tuple[str, str], ...] = ()
    window: WindowPlace | None = None


@dataclass
class FakeApp:
    """Shows one tree; `react` may change the app after an intent."""

    root: Node
    settings: Look = field(default_factory=Look)
    react: Callable[[FakeApp, Intent], None] | None = None
    revision: int = 1
    busy: bool = False
    running: bool = True
    asked: list[Intent] = field(default_factory=list)
    closed: int = 0

    def tree(self) -> Node:
        return self.root

    def show(self, root: Node) -> None:
        self.root = root
        self.revision += 1

    def do(self, intent: Intent) -> None:
        self.asked.append(intent)
        if self.react:
            self.react(self, intent)
        self.revision += 1

    def tick(self) -> bool:
        return False

    def keep_window(self, place: WindowPlace) -> None:
        self.settings.window = place

    def close(self, *, anyway: bool = True) -> str:
        self.closed += 1
        self.running = False
        return ""
