"""Turns events into intents and keeps what is on the window up to date: focus, pointer, scrolling, typing, tooltips.

Knows the app only by the protocol `Drives`; opening a window and the loop around it are `window`'s business."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

import pygame

from game.desktop import theme as themes
from game.desktop.fading import HOVER, SCREEN, Fade
from game.desktop.geometry import Box, Layout, Rect
from game.desktop.layout import arrange, em_for
from game.desktop.lettering import Lettering
from game.desktop.painting import Painter, View
from game.desktop.sound import TOLD, chosen
from game.screens.node import Intent, Node, controls, walk

SCENE_SECONDS = 5.0
CAPTION_SECONDS = 2.5  # how long a cue in words stands
SEALS = ("commit", "stay")  # what ends the planning of a quarter
TIP_DELAY = 0.35  # seconds that the pointer rests before a hint opens
FORWARD = (pygame.K_DOWN, pygame.K_RIGHT)
BACKWARD = (pygame.K_UP, pygame.K_LEFT)
NOTES = {".": 1, ",": -1}  # to the next or the previous hint of what is no control
ENTER = (pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE)


class Look(Protocol):
    """The settings that change how a screen is drawn."""

    @property
    def theme(self) -> str: ...
    @property
    def text_scale(self) -> float: ...
    @property
    def language(self) -> str: ...
    @property
    def reduced_motion(self) -> bool: ...
    @property
    def sound(self) -> bool: ...


class Drives(Protocol):
    """What the window needs of the app."""

    @property
    def revision(self) -> int: ...
    @property
    def busy(self) -> object: ...
    @property
    def running(self) -> bool: ...
    @property
    def settings(self) -> Look: ...

    def tree(self) -> Node: ...
    def do(self, intent: Intent) -> None: ...
    def tick(self) -> bool: ...
    def close(self) -> None: ...


class Face:
    """One window's state. Feed it events with `handle`; call `step` in a loop to paint what changed."""

    def __init__(
        self,
        app: Drives,
        size: tuple[int, int],
        clock: Callable[[], float] = time.monotonic,
        play: Callable[[str], None] | None = None,
        soft: bool = False,
    ) -> None:
        self.app = app
        self.play = play
        self.soft = soft  # whether changes are faded (a window); else each picture is whole at once
        self.fade: Fade | None = None
        self._soften: tuple[Rect, ...] = ()  # what the next picture changes softly
        self._cue = ""  # due at the next step
        self._captioned = 0.0  # since when the caption stands
        self.clock = clock
        self.view = View()
        self.size = size
        self.tree: Node = Node("screen", "")
        self.layout = Layout(*size, 14)
        self.painter: Painter | None = None
        self.letters = Lettering(14)
        self.dirty = True
        self.pointer = (-1, -1)
        self._drawn: tuple[object, ...] = ()  # what the layout was made for
        self._rest = 0.0  # since when the pointer or the focus rests
        self._kept_focus: list[tuple[str, str]] = []  # each open dialog, with the focus of what is under it
        self._swallow = False  # the letter of a shortcut is not typed into a field
        self._began = self._changed = clock()
        self.refresh()

    # --- keeping up with the app ----------------------------------------------------------------------------------
    def refresh(self) -> None:
        """A new layout when the tree, the size or the settings may have changed."""
        look = self.app.settings
        want = (self.app.revision, self.size, look.theme, look.text_scale, look.language)
        if want == self._drawn:
            return
        self.dirty = True
        em = em_for(*self.size, look.text_scale)
        if self.painter is None or want[1:] != self._drawn[1:]:
            if em != self.letters.em:
                self.letters = Lettering(em)
            self.painter = Painter(themes.load(look.theme), self.letters, look.language)
        self._changed = self.clock()
        self._drawn = want
        before, old = self.tree, self.layout
        self.tree = self.app.tree()
        self.layout = arrange(self.tree, *self.size, self.letters, em)
        self._carry_over(before, old)

    def _carry_over(self, before: Node, old: Layout) -> None:
        """Focus and scrolling live on by id; a new screen starts at its top, a dialog takes the focus and gives it back."""
        view = self.view
        if before.id != self.tree.id:
            view.scroll, view.typed, view.focus, view.caret, view.why = {}, {}, "", -1, ""
            self._kept_focus.clear()
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
        if view.note not in [b.node.id for b in self.layout.notes()]:
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
        if self.app.tick():
            self.dirty = True
        if surface.get_size() != self.size:
            self.size = surface.get_size()
        self.refresh()
        self._tips()
        self._sounds()
        moving = self._moving()
        if moving or self.view.moving >= 0:
            self.view.moving = self.clock() - self._began if moving else -1.0
            self.dirty = True
        return self._show(surface)

    def _show(self, surface: pygame.Surface) -> bool:
        """Paints what changed, softly where that is wanted; True when the surface is new."""
        if self.painter is None:
            return False
        if self.fade and self.fade.size != surface.get_size():
            self.fade = None
        if self.dirty:
            rects, self._soften = self._soften, ()
            whole = bool(rects) and rects[0] == (0, 0, *self.size)
            if self.soft and not self.app.settings.reduced_motion and rects and (whole or not (self.fade and self.fade.whole)):
                self.fade = Fade(surface, rects, SCREEN if whole else HOVER)
            self.painter.paint(surface, self.layout, self.view)
            self.dirty = False
            if self.fade:
                self.fade.painted(surface, self.clock())
                self._mix(surface)
            return True
        return self._mix(surface)

    def _mix(self, surface: pygame.Surface) -> bool:
        """The next step of a soft change; False when there is none."""
        if self.fade is None:
            return False
        if not self.fade.draw(surface, self.clock()):
            self.fade = None
        return True

    def _sounds(self) -> None:
        """Plays the cue that is due; without sound an important one is written for a while."""
        cue, self._cue = self._cue, ""
        if cue and self.app.settings.sound:
            if self.play:
                self.play(cue)
        elif cue in TOLD:
            self._caption(f"cue_{cue}")
        if self.view.caption and self.clock() - self._captioned > CAPTION_SECONDS:
            self._caption("")

    def _caption(self, word: str) -> None:
        self.view.caption, self._captioned, self.dirty = word, self.clock(), True

    def _moving(self) -> bool:
        """Whether dots run along the flows: while the app is busy, and for a few seconds after a scene with a map changed."""
        if self.app.settings.reduced_motion or not any(b.part == "map" for b in self.layout.boxes):
            return False
        return bool(self.app.busy) or (self.tree.style == "scene" and self.clock() - self._changed < SCENE_SECONDS)

    @property
    def lively(self) -> bool:
        """Whether the loop should go on at the rate of moving pictures."""
        return bool(self.app.busy) or self.view.moving >= 0 or self.fade is not None

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

    # --- events -----------------------------------------------------------------------------------------------------
    def handle(self, event: pygame.event.Event, *, again: bool = False) -> None:
        """One event of the window; `again` for a key that is held down, which moves and types but presses nothing twice."""
        kind = event.type
        if kind in (pygame.KEYDOWN, pygame.MOUSEBUTTONDOWN):
            self.refresh()  # what came just before may have changed the screen
        if kind == pygame.KEYDOWN:
            self._swallow = self._key(event, again)
        elif kind == pygame.TEXTINPUT:
            if not self._swallow:
                self._type(event.text)
        elif kind == pygame.MOUSEMOTION:
            self._point(event.pos)
        elif kind == pygame.MOUSEBUTTONDOWN and event.button == 1:
            self._point(event.pos)
            self._set_ring(False)
            box = self._under()
            self.view.pressed = box.node.id if box and box.target else ""
            if self.view.caret >= 0 and self.view.pressed != self.view.focus:
                self._leave_field()
        elif kind == pygame.MOUSEBUTTONUP and event.button == 1:
            self._point(event.pos)
            box = self._under()
            if box and box.target and box.node.id == self.view.pressed:
                self._focus(box.node.id)
                self.press(box)
            self.view.pressed = ""
        elif kind == pygame.MOUSEWHEEL:
            area = self.layout.area_at(*self.pointer)
            if area:
                self._scroll(area.name, -event.y * 3 * self.letters.line("body"))
                self._point(self.pointer)
        elif kind in (pygame.WINDOWLEAVE, pygame.WINDOWFOCUSLOST):
            self._point((-1, -1))
        elif kind in (pygame.WINDOWEXPOSED, pygame.WINDOWRESTORED, pygame.WINDOWSHOWN):
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

    def _key(self, event: pygame.event.Event, again: bool = False) -> bool:
        """A key; True when it was used, so that its letter is not typed as well."""
        key, chord = event.key, event.mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT | pygame.KMOD_META)
        if self.view.caret >= 0:
            if self._edit(event):
                return True
            if getattr(event, "unicode", "").isprintable() and getattr(event, "unicode", "") and not chord:
                return False  # a letter for the field
        if key == pygame.K_TAB and not event.mod & (pygame.KMOD_ALT | pygame.KMOD_META):
            self._move(-1 if event.mod & pygame.KMOD_SHIFT else 1)
        elif key in FORWARD:
            self._move(1)
        elif key in BACKWARD:
            self._move(-1)
        elif key in (pygame.K_PAGEDOWN, pygame.K_PAGEUP, pygame.K_HOME, pygame.K_END):
            self._page(key)
        elif again:
            return False
        elif key == pygame.K_F8:
            on = not self.app.settings.sound
            self.app.do(Intent("setting", ("sound", on)))
            self._caption("sound_on" if on else "sound_off")
        elif not chord and key in ENTER and self._focused():
            self._set_ring(True)
            box = self._focused()
            if box:
                self.press(box)
        elif key == pygame.K_ESCAPE and self._escape():
            pass
        elif not chord and getattr(event, "unicode", "") in NOTES:
            self._read(NOTES[event.unicode])
        elif chord or not self._shortcut(event):
            return False
        return True

    def _escape(self) -> bool:
        """Closes what is open: a reason, then the dialog, then whatever the screen says that Esc does."""
        if self.view.why or self.view.note:
            self.view.why = self.view.note = ""
            self.dirty = True
            return True
        dialogs = [n for n in walk(self.tree) if n.role == "dialog"]
        if dialogs:
            if dialogs[-1].intent is not None:
                self.app.do(dialogs[-1].intent)
            return True
        found = next((n for n in controls(self.tree) if n.key.lower() in ("escape", "esc")), None)
        if found is None:
            return False
        self._send(found)
        return True

    def _shortcut(self, event: pygame.event.Event) -> bool:
        """A key that a control of this screen asks for."""
        pressed = {pygame.key.name(event.key).lower(), getattr(event, "unicode", "").lower()} - {""}
        if "=" in pressed:
            pressed.add("+")
        for node in controls(self.tree):
            if node.key and node.key.lower() in pressed:
                box = self.layout.target(node.id)
                if node.role == "field" and box:
                    self._focus(node.id)
                    self.press(box)
                else:
                    self._send(node)
                return True
        return False

    def _send(self, node: Node) -> None:
        """Does what a control asks for, or opens why it cannot be done."""
        if node.why_not:
            self.view.why = node.id
            self._show_why(node.id)
            self.dirty = True
        elif node.intent is not None:
            self.view.why = ""
            self._cue = chosen(self._cue, "commit" if node.intent.verb in SEALS else "select")
            self.app.do(node.intent)

    def _show_why(self, id: str) -> None:
        box = self.layout.target(id)
        if box:
            self._into_sight(box)

    def press(self, box: Box) -> None:
        """Activates a control: by click, Enter or Space."""
        node = box.node
        if node.role == "field" and not node.why_not:
            text = self.view.typed.setdefault(node.id, node.value)
            self.view.caret = len(text)
            pygame.key.set_text_input_rect(pygame.Rect(*self.layout.shown(box, self.view.scroll)))
            self.dirty = True
            return
        self._send(node)

    # --- focus and scrolling --------------------------------------------------------------------------------------------
    def _focused(self) -> Box | None:
        return self.layout.target(self.view.focus) if self.view.focus else None

    def _focus(self, id: str) -> None:
        """Moves the focus; what was typed in the field that is left is sent."""
        self.view.note = ""
        if id != self.view.focus:
            self._leave_field()
            self.view.focus = id
            self.view.why = ""
            self._rest = self.clock()
            self.dirty = True

    def _set_ring(self, on: bool) -> None:
        if self.view.ring != on:
            self.view.ring = on
            self._rest = self.clock()
            self.dirty = True

    def _move(self, by: int) -> None:
        """The focus goes on by one; round at the ends."""
        targets = self.layout.targets()
        if not targets:
            return
        ids = [b.node.id for b in targets]
        at = ids.index(self.view.focus) + by if self.view.focus in ids else (0 if by > 0 else -1)
        self.view.hover = ""
        box = targets[at % len(ids)]
        self._focus(box.node.id)
        self._set_ring(True)
        self._reveal()
        if box.node.role == "field" and not box.node.why_not:
            self.press(box)

    def _read(self, by: int) -> None:
        """Opens the next hint of something that is no control (a meter, a figure's part, a block of the chain)."""
        notes = self.layout.notes()
        if not notes:
            return
        ids = [b.node.id for b in notes]
        at = ids.index(self.view.note) + by if self.view.note in ids else (0 if by > 0 else -1)
        box = notes[at % len(ids)]
        self.view.note, self.view.hover, self.view.why = box.node.id, "", ""
        self._into_sight(box)
        self.dirty = True

    def _reveal(self) -> None:
        box = self._focused()
        if box:
            self._into_sight(box)

    def _into_sight(self, box: Box) -> None:
        """Scrolls the area so that the box is seen; the top of one that is too high."""
        area = self.layout.areas[box.area]
        room = self.letters.em // 2
        at = self.view.scroll.get(area.name, 0)
        top, bottom = box.y - area.rect.y - room, box.y + box.h - area.rect.y + room
        if bottom - at > area.rect.h:
            at = bottom - area.rect.h
        if top < at:
            at = top
        self._scroll(area.name, at - self.view.scroll.get(area.name, 0))

    def _scroll(self, name: str, by: int) -> None:
        area = next(a for a in self.layout.areas if a.name == name)
        before = self.view.scroll.get(name, 0)
        after = min(max(0, before + by), area.reach)
        if after != before:
            self.view.scroll[name] = after
            self.dirty = True

    def _page(self, key: int) -> None:
        """A page up or down in the area of the focus, else under the pointer, else the longest."""
        box = self._focused() if self.view.ring else None
        areas = [a for a in self.layout.areas if a.reach and (self.layout.modal < 0 or a is self.layout.areas[self.layout.modal])]
        if not areas:
            return
        here = self.layout.areas[box.area] if box else self.layout.area_at(*self.pointer)
        area = here if here in areas else max(areas, key=lambda a: a.reach)
        step = {
            pygame.K_PAGEDOWN: area.rect.h * 9 // 10,
            pygame.K_PAGEUP: -(area.rect.h * 9 // 10),
            pygame.K_HOME: -area.reach,
            pygame.K_END: area.reach,
        }
        self._scroll(area.name, step[key])
        self._point(self.pointer)

    # --- typing -----------------------------------------------------------------------------------------------------------
    def _edit(self, event: pygame.event.Event) -> bool:
        """A key while a field is being typed in; False when it is not the field's business."""
        view, box = self.view, self._focused()
        if box is None or box.node.role != "field":
            view.caret = -1
            return False
        text = view.typed.get(view.focus, box.node.value)
        key = event.key
        if key in (pygame.K_RETURN, pygame.K_KP_ENTER):
            self._commit(box.node)
        elif key == pygame.K_ESCAPE:
            if text == box.node.value:
                view.caret = -1
                return False
            view.typed[view.focus] = box.node.value
            view.caret = len(box.node.value)
        elif key == pygame.K_BACKSPACE and view.caret > 0:
            view.typed[view.focus] = text[: view.caret - 1] + text[view.caret :]
            view.caret -= 1
        elif key == pygame.K_DELETE:
            view.typed[view.focus] = text[: view.caret] + text[view.caret + 1 :]
        elif key in (pygame.K_LEFT, pygame.K_RIGHT):
            view.caret = min(max(0, view.caret + (1 if key == pygame.K_RIGHT else -1)), len(text))
        elif key in (pygame.K_HOME, pygame.K_END):
            view.caret = 0 if key == pygame.K_HOME else len(text)
        elif key == pygame.K_a and event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META):
            view.typed[view.focus], view.caret = "", 0
        elif key == pygame.K_v and event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META):
            self._type(pasted())
        elif (
            key in (pygame.K_TAB, pygame.K_UP, pygame.K_DOWN, pygame.K_PAGEUP, pygame.K_PAGEDOWN)
            or pygame.K_F1 <= key <= pygame.K_F15
        ):
            return False
        else:
            return bool(key == pygame.K_BACKSPACE)  # letters come as text
        self.dirty = True
        return True

    def _type(self, letters: str) -> None:
        """Letters for the field that has the focus."""
        view, box = self.view, self._focused()
        if view.caret < 0 or box is None:
            return
        text = view.typed.get(view.focus, box.node.value)
        clean = "".join(c for c in letters if c.isprintable())
        view.typed[view.focus] = text[: view.caret] + clean + text[view.caret :]
        view.caret += len(clean)
        self.dirty = True

    def _commit(self, node: Node) -> None:
        """Sends a field's intent with the text as its last argument, when the text is new."""
        text = self.view.typed.get(node.id, node.value)
        if node.intent is not None and text != node.value:
            self.app.do(Intent(node.intent.verb, (*node.intent.args, text)))

    def _leave_field(self) -> None:
        if self.view.caret < 0:
            return
        self.view.caret = -1
        box = self._focused()
        if box and box.node.role == "field":
            self._commit(box.node)
        self.view.typed.pop(self.view.focus, None)
        self.dirty = True

    # --- for tests and tools ------------------------------------------------------------------------------------------------
    def where(self, id: str) -> tuple[int, int] | None:
        """A point of the window at which a click reaches this control, scrolled into sight first; None when it is not there."""
        box = self.layout.target(id)
        if box is None:
            return None
        self._into_sight(box)
        rect = self.layout.shown(box, self.view.scroll)
        return next(
            ((x, y) for x, y in probes(rect) if (hit := self.layout.hit(x, y, self.view.scroll)) and hit.node.id == id), None
        )


def dialog_of(tree: Node) -> str:
    """The id of the dialog above everything, or ""."""
    return next((n.id for n in reversed(list(walk(tree))) if n.role == "dialog"), "")


def probes(rect: Rect) -> list[tuple[int, int]]:
    """Points of a rectangle to try, its middle first."""
    shares = ((0.5, 0.5), (0.1, 0.5), (0.9, 0.5), (0.5, 0.1), (0.5, 0.9), (0.03, 0.1), (0.97, 0.9), (0.03, 0.9), (0.97, 0.1))
    return [(int(rect.x + (rect.w - 1) * a), int(rect.y + (rect.h - 1) * b)) for a, b in shares]


def pasted() -> str:
    """The clipboard's text; empty where there is none."""
    try:
        return pygame.scrap.get_text()
    except (pygame.error, AttributeError):
        return ""
