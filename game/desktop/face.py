"""Turns events into intents and keeps what is on the window up to date: layout, pointer, tooltips, cues, soft changes.

Knows the app only by the protocol `Drives`; focus and typing are in `reach`, opening a window and its loop in `window`."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pygame

from game.desktop import theme as themes
from game.desktop.access import ASKED, Sight
from game.desktop.drives import Drives
from game.desktop.fading import HOVER, SCREEN, Fade, copies
from game.desktop.geometry import Box, Layout, Rect
from game.desktop.keyboard import name_of, pressed
from game.desktop.layout import arrange, em_for
from game.desktop.lettering import Lettering
from game.desktop.painting import Painter
from game.desktop.reach import Reach
from game.desktop.sound import TOLD, chosen
from game.desktop.spoken import Heard, news, reading, sentence, spoken
from game.desktop.voice import Speaker
from game.desktop.words import words
from game.screens.keys import FIXED
from game.screens.node import Intent, Node, controls, walk

SCENE_SECONDS = 5.0
BUDGET = 0.009  # seconds of a step after which painting goes on in the next one; the old picture stands until then
PATIENCE = 0.25  # seconds after which a new picture is finished at once, however long it takes
CAPTION_SECONDS = 2.5  # how long a cue in words stands at the least
TIP_DELAY = 0.35  # seconds that the pointer rests before a hint opens
FORWARD = (pygame.K_DOWN, pygame.K_RIGHT)
BACKWARD = (pygame.K_UP, pygame.K_LEFT)
PAGES = ("page up", "page down", "home", "end")
NOTES = {".": 1, ",": -1}  # to the next or the previous hint of what is no control
ENTER = (pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_SPACE)


class Face(Reach):
    """One window's state. Feed it events with `handle`; call `step` in a loop to paint what changed."""

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
        self.play = play
        self.voice = voice
        self._heard: Heard | None = None  # what was last said; None while nothing is
        self._aloud = ""  # to be said before the news of the next step
        self.soft = soft  # whether changes are faded (a window); else each picture is whole at once
        self.fade: Fade | None = None
        self._soften: tuple[Rect, ...] = ()  # what the next picture changes softly
        self._until = 0.0  # when the painting of this step is left for the next one
        self._behind = 0.0  # since when a new picture is being painted
        self._blank = True  # whether nothing that is worth keeping stands on the window
        self._captioned = 0.0  # since when the caption stands
        self.painter: Painter | None = None
        self._drawn: tuple[object, ...] = ()  # what the layout was made for
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

    def _sounds(self) -> None:
        """Plays the cue that is due; without sound an important one is written for a while."""
        cue, self._cue = self._cue, ""
        if cue and self.app.settings.sound:
            if self.play:
                self.play(cue)
        elif cue in TOLD:
            self._caption(self.words[f"cue_{cue}"])
        self._aloud = self.words[f"cue_{cue}"] if cue in TOLD else self._aloud
        caption = self.view.caption
        if caption and self.clock() - self._captioned > max(CAPTION_SECONDS, reading(caption)):
            self._caption("")

    def _caption(self, text: str) -> None:
        self.view.caption, self._captioned, self.dirty = text, self.clock(), True

    def _says(self) -> None:
        """Says what has changed, when that is wanted; what cannot be said is written for a while."""
        view, look = self.view, self.app.settings
        if not look.voice:
            if self._heard and self.voice:
                self.voice.say("", look.language)
            self._heard, self._aloud = None, ""
            return
        now = Heard(self.tree, *map(self._node, (view.focus, view.note, view.tip, view.why)))
        told = news(self._heard or Heard(Node("screen", "")), now, self.words) if now != self._heard else ""
        told, self._heard, self._aloud = sentence((self._aloud, told), self.words), now, ""
        if told and self.voice:
            self.voice.say(told, look.language)
        unheard = self.voice.unheard() if self.voice else told
        if unheard:
            self._caption(unheard)

    def sight(self) -> Sight:
        """What a screen reader may know of the window now."""
        view, look = self.view, self.app.settings
        note, why = self._node(view.note), self._node(view.why)
        told = view.caption or (f"{self.words['why_not']}: {why.why_not}" if why else spoken(note, self.words) if note else "")
        return Sight(self.tree, self.layout, dict(view.scroll), dict(view.typed), view.focus, told, self.words, look.language)

    def _node(self, id: str) -> Node | None:
        """What is shown under this id: a node of the tree, a place of a map or a word of a text."""
        return next((b.node for b in self.layout.boxes if b.node.id == id), None) if id else None

    @property
    def words(self) -> dict[str, str]:
        return words(self.app.settings.language)

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

    # --- events -----------------------------------------------------------------------------------------------------
    def handle(self, event: pygame.event.Event, *, again: bool = False) -> None:
        """One event of the window; `again` for a key that is held down, which moves and types but presses nothing twice."""
        kind = event.type
        if kind in (pygame.KEYDOWN, pygame.MOUSEBUTTONDOWN, ASKED):
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
        elif kind == ASKED:
            self.asked(event.action, event.target, event.text)
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
        if self._taken(event, again):
            return True
        if self.view.caret >= 0:
            if self._edit(event):
                return True
            if getattr(event, "unicode", "").isprintable() and getattr(event, "unicode", "") and not chord:
                return False  # a letter for the field
        command = pressed(event, self.app.settings.keys)
        if key == pygame.K_TAB and not event.mod & (pygame.KMOD_ALT | pygame.KMOD_META):
            self._move(-1 if event.mod & pygame.KMOD_SHIFT else 1)
        elif key in FORWARD:
            self._move(1)
        elif key in BACKWARD:
            self._move(-1)
        elif command in PAGES:
            self._page(command)
            self._point(self.pointer)
        elif again:
            return False
        elif command == "f8":
            on = not self.app.settings.sound
            self.app.do(Intent("setting", ("sound", on)))
            self._caption(self.words["sound_on" if on else "sound_off"])
        elif command == "f9":
            self._toggle_voice()
        elif not chord and key in ENTER and self._focused():
            self._set_ring(True)
            box = self._focused()
            if box:
                self.press(box)
        elif key == pygame.K_ESCAPE and self._escape():
            pass
        elif not chord and command in NOTES:
            self._read(NOTES[command])
        elif chord or not self._shortcut(event):
            return False
        return True

    def _toggle_voice(self) -> None:
        """Turns the spoken text on or off, and says or writes so."""
        on = not self.app.settings.voice
        self.app.do(Intent("setting", ("voice", on)))
        self._aloud = self.words["voice_on" if on else "voice_off"]
        self._caption(self._aloud)

    def _taken(self, event: pygame.event.Event, again: bool) -> bool:
        """Whether the key is given to a field of this screen that takes any key by its name."""
        field = next((n for n in controls(self.tree) if n.key == "any"), None)
        if field is None or field.intent is None or name_of(event) in FIXED:
            return False
        if not again and not event.mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT | pygame.KMOD_META):
            self.app.do(Intent(field.intent.verb, (*field.intent.args, name_of(event))))
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


def settled(tree: Node, before: Node) -> Node:
    """The tree with those of its parts that are as they were before: what is made from them need not be made again."""
    known = {n.id: n for n in before.children}
    return replace(tree, children=tuple(known[n.id] if known.get(n.id) == n else n for n in tree.children))


def dialog_of(tree: Node) -> str:
    """The id of the dialog above everything, or ""."""
    return next((n.id for n in reversed(list(walk(tree))) if n.role == "dialog"), "")


def probes(rect: Rect) -> list[tuple[int, int]]:
    """Points of a rectangle to try, its middle first."""
    shares = ((0.5, 0.5), (0.1, 0.5), (0.9, 0.5), (0.5, 0.1), (0.5, 0.9), (0.03, 0.1), (0.97, 0.9), (0.03, 0.9), (0.97, 0.1))
    return [(int(rect.x + (rect.w - 1) * a), int(rect.y + (rect.h - 1) * b)) for a, b in shares]
