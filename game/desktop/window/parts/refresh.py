"""Gives the window a new tree and layout when the app, the size or the settings have changed; focus and scrolling live on by id."""

from __future__ import annotations

from math import inf

from game.desktop.access.sound_cues import TOLD, chosen
from game.desktop.graphics.geometry import Rect
from game.desktop.layout.arrange import arrange
from game.desktop.layout.screen_layout import Layout
from game.desktop.window.parts.focus import Focus
from game.desktop.window.parts.pointer import Pointer
from game.desktop.window.parts.scrolling import into_sight
from game.desktop.window.parts.window_state import WindowState
from game.screens.tree.node import Node, controls, find, open_dialog, walk
from game.structs import replace

HEADLINE = "headline-panel"  # the node that shows a headline; its icon names the cue


class Refresh:
    """Follows the app's tree."""

    def __init__(self, state: WindowState, focus: Focus, pointer: Pointer) -> None:
        self.state, self.focus, self.pointer = state, focus, pointer
        self._made_for: tuple[object, ...] = ()  # what the layout was made for
        self._heard: tuple[str, list[str]] = ("", [])  # the headline that was last heard
        self._kept_focus: list[tuple[str, str]] = []  # each open dialog, with the focus of what is under it

    def update(self) -> None:
        """A new layout when the tree, the size or the settings may have changed."""
        state, look = self.state, self.state.app.settings
        wanted = (state.app.revision, state.size, look.theme, look.text_scale, look.language)
        if wanted == self._made_for:
            return
        before, old, fonts = state.tree, state.layout, state.fonts
        if self._made_for and wanted[1:] != self._made_for[1:]:
            state.fonts, state.painter = state.new_look(fonts)
        self._made_for, state.dirty, state.changed_at = wanted, True, state.clock()
        state.tree = unchanged_kept(state.app.tree(), before)
        state.layout = arrange(state.tree, *state.size, state.fonts, state.fonts.em, old if fonts is state.fonts else None)
        if page_of(state.tree) != page_of(before):
            state.page, state.page_since = state.page + 1, inf
        self._carry_over(before, old)

    def _carry_over(self, before: Node, old: Layout) -> None:
        """A new screen starts at its top; a dialog takes the focus and gives it back."""
        state, view, tree, layout = self.state, self.state.view, self.state.tree, self.state.layout
        another = before.id != tree.id
        if another:
            view.scroll, view.typed, view.focus, view.caret, view.composed, view.why = {}, {}, "", -1, "", ""
            self._kept_focus.clear()
        elif before.value != tree.value:
            view.scroll = {}  # another page of the same screen
        opened = self._follow_dialogs(before)
        if before.id and before != tree and (old.width, old.height) == (layout.width, layout.height):
            state.changing = (Rect(0, 0, *state.size),)
        if before.id and (opened or another):
            state.cue = chosen(state.cue, tree.id if tree.id in TOLD else "open")
        state.cue = chosen(state.cue, self._headline())
        if view.focus and layout.target(view.focus) is None:
            ids, now = [b.node.id for b in old.targets()], layout.targets()
            at = ids.index(view.focus) if view.focus in ids else 0
            self.focus.to(now[min(at, len(now) - 1)].node.id if now else "")
        if view.note not in [b.node.id for b in layout.notes(every=True)]:
            view.note = ""
        if view.why and not any(n.id == view.why and n.why_not for n in walk(tree)):
            view.why = ""
        reach = {area.name: area.reach for area in layout.areas}
        view.scroll = {name: min(at, reach.get(name, at)) for name, at in view.scroll.items()}
        if opened and (sheet := open_dialog(tree)):
            view.scroll.pop(f"dialog:{sheet.id}", None)  # it is read from its title on, wherever its first control stands
            first, now = state.focused(), layout.targets()
            if first is not None and not layout.shown(first, view.scroll).h:
                self.focus.to(now[0].node.id)
        elif view.ring:
            into_sight(state, state.focused())
        self.pointer.move(self.pointer.at)

    def _headline(self) -> str:
        """The cue of a headline that was not shown before; "" where there is none."""
        shown = find(self.state.tree, HEADLINE)
        words = (shown.icon, [n.name for n in walk(shown)]) if shown else ("", [])
        if not shown or words == self._heard:
            return ""
        self._heard = words
        return shown.icon

    def _follow_dialogs(self, before: Node) -> bool:
        """Gives the focus to a dialog that has opened (True), or back to what is under one that has closed."""
        kept = self._kept_focus
        now, was = (dialog.id if dialog else "" for dialog in map(open_dialog, (self.state.tree, before)))
        if now == was:
            return False
        opened = bool(now) and now not in [dialog for dialog, _ in kept]
        focus = self.state.view.focus
        if opened:
            kept.append((now, focus))
            focus = next((b.node.id for b in self.state.layout.targets() if b.part != "close" and not b.grey), "")
        while kept and kept[-1][0] != now:
            focus = kept.pop()[1]
        self.focus.to(focus)
        return opened


def page_of(tree: Node) -> tuple[object, ...]:
    """What makes a page another one for the hand that presses: screen, page of it, open dialog, and what the main button says."""
    dialog = open_dialog(tree)
    main = tuple((n.id, n.name) for n in controls(tree) if n.style == "primary")
    return tree.id, tree.value, (dialog.id, dialog.name) if dialog else (), main


def unchanged_kept(tree: Node, before: Node) -> Node:
    """The tree with those of its parts that are as they were before: what is made from them need not be made again."""
    known = {n.id: n for n in before.children}
    return replace(tree, children=tuple(known[n.id] if known.get(n.id) == n else n for n in tree.children))
