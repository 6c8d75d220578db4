"""What is on the window now, shared by the window's parts: the tree, its layout, and what the player has reached on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import inf

from game.desktop.graphics import theme as themes
from game.desktop.graphics.brush import ViewState
from game.desktop.graphics.fonts import Fonts
from game.desktop.graphics.geometry import Box, Rect
from game.desktop.graphics.window_words import words
from game.desktop.layout.arrange import em_for
from game.desktop.layout.screen_layout import Layout
from game.desktop.picture.painter import Painter
from game.desktop.window.parts.app_interface import AppInterface
from game.screens.tree.node import Node


class WindowState:
    """One window's app, tree, layout and view; every part of the window holds the same one."""

    def __init__(self, app: AppInterface, size: tuple[int, int], clock: Callable[[], float]) -> None:
        self.app, self.size, self.clock = app, size, clock
        self.view = ViewState()
        self.tree: Node = Node("screen", "")
        self.fonts, self.painter = self.new_look()
        self.layout = Layout(*size, self.fonts.em)
        self.dirty = True  # whether something has to be painted
        self.changing: tuple[Rect, ...] = ()  # what the next picture changes softly
        self.changed_at = clock()  # when the tree or its layout became new
        self.page = 0  # counts the pages that have stood: another screen, dialog, page of a screen, or another way on
        self.page_since = inf  # when the page was first painted; not yet, for one that nobody has seen
        self.resting_since = 0.0  # when pointer and focus last moved
        self.cue = ""  # the sound that is due at the next step

    def new_look(self, fonts: Fonts | None = None) -> tuple[Fonts, Painter]:
        """Letters and painter for the size of the window and the settings; `fonts` are kept where they still fit."""
        look = self.app.settings
        em = em_for(*self.size, look.text_scale)
        if fonts is not None and fonts.em != em:
            fonts.forget()
            fonts = None
        fonts = fonts or Fonts(em)
        return fonts, Painter(themes.load(look.theme), fonts, look.language, self.clock)

    @property
    def words(self) -> Mapping[str, str]:
        """The window's own words in the player's language."""
        return words(self.app.settings.language)

    def focused(self) -> Box | None:
        """The control that has the focus."""
        return self.layout.target(self.view.focus) if self.view.focus else None

    def node(self, id: str) -> Node | None:
        """What is shown under this id: a node of the tree, a place of a map or a word of a text."""
        return next((b.node for b in self.layout.boxes if b.node.id == id), None) if id else None
