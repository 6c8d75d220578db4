"""Keeps what is on the window up to date: layout, pointer, tooltips, soft changes, and painting in steps.

What an event means is `face`'s business, what a picture looks like `painting`'s."""

from __future__ import annotations

import time
from collections.abc import Callable

import pygame

from game.desktop import theme as themes
from game.desktop.drives import Drives
from game.desktop.fading import HOVER, SCREEN, Fade, copies
from game.desktop.geometry import Box, Layout, Rect
from game.desktop.layout import arrange, em_for
from game.desktop.lettering import Lettering
from game.desktop.painting import Painter
from game.desktop.sound import TOLD, chosen
from game.desktop.tidings import Tidings
from game.desktop.voice import Speaker
from game.engine.rules.vocabulary.structs import replace
from game.screens.tree.node import Node, walk

SCENE_SECONDS = 5.0
BUDGET = 0.009  # seconds of a step after which painting goes on in the next one; the old picture stands until then
PATIENCE = 0.25  # seconds after which a new picture is finished at once, however long it takes
TIP_DELAY = 0.35  # seconds that the pointer rests before a hint opens


class Upkeep(Tidings):
    """A window that follows its app; `soft` fades changes (a window), else each picture is whole at once."""

    def __init__(
        self,
        app: Drives,
        size: tuple[int, int],
        clock: Callable[[], float] = time.perf_counter,
        play: Callable[[str], None] | None = None,
        soft: bool = False,
        voice: Speaker | None = None,
    ) -> None:
        super().__init__(app, size, clock)
        self.play, self.voice, self.soft = play, voice, soft
        self.fade: Fade | None = None
        self._soften: tuple[Rect, ...] = ()  # what the next picture changes softly
        self._until = 0.0  # when the painting of this step is left for the next one
        self._behind = 0.0  # since when a new picture is being painted
        self._blank = True  # whether nothing that is worth keeping stands on the window
        self.painter: Painter | None = None
        self._drawn: tuple[object, ...] = ()  # what the layout was made for
        self._kept_focus: list[tuple[str, str]] = []  # each open dialog, with the focus of what is under it
        self._began = self._changed = clock()
        self.refresh()

    def refresh(self) -> None:
        """A new layout when the tree, the size or the settings may have changed."""
        look = self.app.settings
        want = (self.app.revision, self.size, look.theme, look.text_scale, look.language)
        if want == self._drawn:
            return
        self.dirty = True
        em = em_for(*self.size, look.text_scale)
        letters = self.letters
        if self.painter is None or want[1:] != self._drawn[1:]:
            if em != self.letters.em:
                self.letters = Lettering(em)
            self.painter = Painter(themes.load(look.theme), self.letters, look.language, self.clock)
        self._changed = self.clock()
        self._drawn = want
        before, old = self.tree, self.layout
        self.tree = settled(self.app.tree(), before)
        self.layout = arrange(self.tree, *self.size, self.letters, em, old if letters is self.letters else None)
        self._carry_over(before, old)

    def _carry_over(self, before: Node, old: Layout) -> None:
        """Focus and scrolling live on by id; a new screen starts at its top, a dialog takes the focus and gives it back."""
        view = self.view
        if before.id != self.tree.id:
            view.scroll, view.typed, view.focus, view.caret, view.why = {}, {}, "", -1, ""
            self._kept_focus.clear()
        elif before.value != self.tree.value:
            view.scroll = {}  # another page of the same screen
        opened = self._dialogs(before)
        if before.id and before != self.tree and old.width == self.layout.width and old.height == self.layout.height:
            self._soften = (Rect(0, 0, *self.size),)
        if before.id and (opened or before.id != self.tree.id):
            self._cue = chosen(self._cue, self.tree.id if self.tree.id in TOLD else "open")
        if view.focus and self.layout.target(view.focus) is None:
            ids = [b.node.id for b in old.targets()]
            at = ids.index(view.focus) if view.focus in ids else 0
            now = self.layout.targets()
            self._focus(now[min(at, len(now) - 1)].node.id if now else "")
        if view.note not in [b.node.id for b in self.layout.notes(every=True)]:
            view.note = ""
        if view.why and not any(n.id == view.why and n.why_not for n in walk(self.tree)):
            view.why = ""
        for area in self.layout.areas:
            if area.name in view.scroll:
                view.scroll[area.name] = min(view.scroll[area.name], area.reach)
        if view.ring or opened:
            self._reveal()
        self._point(self.pointer)

    def _dialogs(self, before: Node) -> bool:
        """Gives the focus to a dialog that has opened (True), or back to what is under one that has closed."""
        now, was = dialog_of(self.tree), dialog_of(before)
        if now == was:
            return False
        kept = self._kept_focus
        if now and now not in [dialog for dialog, _ in kept]:
            kept.append((now, self.view.focus))
            first = next((b for b in self.layout.targets() if b.part != "close" and not b.grey), None)
            self._focus(first.node.id if first else "")
            return True
        focus = self.view.focus
        while kept and kept[-1][0] != now:
            focus = kept.pop()[1]
        self._focus(focus)
        return False

    def step(self, surface: pygame.Surface) -> bool:
        """Lets the app go on and paints if anything changed; True when the surface is new."""
        self._until = self.clock() + BUDGET
        if self.app.tick():
            self.dirty = True
        if surface.get_size() != self.size:
            self.size = surface.get_size()
            self._blank = True
        self.refresh()
        self._tips()
        self._sounds()
        self._says()
        moving = self._moving()
        if moving or self.view.moving >= 0:
            self.view.moving = self.clock() - self._began if moving else -1.0
            self.dirty = True
        return self._show(surface)

    def _show(self, surface: pygame.Surface) -> bool:
        """Paints what changed, softly where that is wanted; True when the surface is new."""
        if self.painter is None:
            return False
        now = self.clock()
        if self.fade and self.fade.size != surface.get_size():
            self.fade = None
        if self.dirty:
            if self._unready(self.painter):
                return False
            rects, self._soften = self._soften, ()
            whole = bool(rects) and rects[0] == (0, 0, *self.size)
            if self.soft and not self.app.settings.reduced_motion and rects and (whole or not (self.fade and self.fade.whole)):
                kept = whole and self.painter.other.get_size() == self.size  # a painter of another theme has nothing old
                old = [(rects[0], self.painter.other)] if kept else copies(surface, rects)
                self.fade = Fade(old, surface.get_size(), SCREEN if whole else HOVER, now)
        elif self.fade is None:
            return False
        self.painter.paint(surface, self.layout, self.view)
        self.dirty = False
        if self.fade and not self.fade.draw(surface, now):
            self.fade = None
        return True

    def _unready(self, painter: Painter) -> bool:
        """Paints on at what will be shown next; True while that is not whole and the old picture has to stand."""
        now = self.clock()
        if self.fade and self.fade.whole and painter.stale(self.layout, self.view):
            self.fade = None  # its old picture is what is painted over now
        patient = self.soft and not self._blank and (not self._behind or now - self._behind < PATIENCE)
        if patient and not painter.prepare(self.layout, self.view, self._until):
            self._behind = self._behind or now
            return True
        self._behind, self._blank = 0.0, False
        return False

    def _moving(self) -> bool:
        """Whether dots run along the flows: while the app is busy, and for a few seconds after a scene with a map changed."""
        if self.app.settings.reduced_motion or not any(b.part == "map" for b in self.layout.boxes):
            return False
        return bool(self.app.busy) or (self.tree.style == "scene" and self.clock() - self._changed < SCENE_SECONDS)

    @property
    def lively(self) -> bool:
        """Whether the loop should go on at the rate of moving pictures."""
        return bool(self.app.busy) or self.view.moving >= 0 or self.fade is not None or self.dirty

    @property
    def waiting(self) -> bool:
        """Whether something will have to be drawn soon without an event (motion, a hint about to open)."""
        return bool(self.app.busy) or bool(self._resting() and self.view.tip != self._resting())

    def _resting(self) -> str:
        return self.view.note or self.view.hover or (self.view.focus if self.view.ring else "")

    def _tips(self) -> None:
        """Opens the hint of what the pointer or the focus rests on."""
        wanted = self._resting()
        if wanted and wanted != self.view.note and self.clock() - self._rest < TIP_DELAY:
            wanted = self.view.tip if self.view.tip == wanted else ""
        if wanted != self.view.tip:
            self.view.tip = wanted
            self.dirty = True

    def _under(self) -> Box | None:
        return self.layout.hit(*self.pointer, self.view.scroll)

    def _point(self, at: tuple[int, int]) -> None:
        """The pointer stands here now."""
        self.pointer = (int(at[0]), int(at[1]))
        box = self._under() if at[0] >= 0 else None
        hover = box.node.id if box else ""
        if hover != self.view.hover:
            self._soft_hover(hover)
            self.view.hover = hover
            self._rest = self.clock()
            self.view.why = self.view.note = ""
            self.dirty = True

    def _soft_hover(self, hover: str) -> None:
        """What is left and what is entered change softly, unless the whole window does."""
        if not self._soften:
            both = [self.layout.target(id) for id in (self.view.hover, hover) if id]
            room = self.letters.em // 2
            self._soften = tuple(self.layout.shown(box, self.view.scroll).inset(-room) for box in both if box)


def settled(tree: Node, before: Node) -> Node:
    """The tree with those of its parts that are as they were before: what is made from them need not be made again."""
    known = {n.id: n for n in before.children}
    return replace(tree, children=tuple(known[n.id] if known.get(n.id) == n else n for n in tree.children))


def dialog_of(tree: Node) -> str:
    """The id of the dialog above everything, or ""."""
    return next((n.id for n in reversed(list(walk(tree))) if n.role == "dialog"), "")
