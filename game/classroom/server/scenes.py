"""What a group of the class sees of its world in a step, as a tree and as HTML, kept as long as its quarter lasts.

Whose device it is, is not known here: that is `pupil_view.py` and `teacher_view.py`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from game.classroom.events.state import Seat
from game.classroom.pages import pupil
from game.classroom.pages.html_tree import fields_of, html_of
from game.classroom.server.room import Room
from game.classroom.worlds.playing import sealed_from
from game.content.loading.languages.translation import translate
from game.engine.rules import observe
from game.engine.rules.vocabulary.rules import Rules
from game.screens.scene.scene import Play
from game.screens.tree.node import Node
from game.screens.words.texts import LANGUAGES, Texts, language_name, languages
from game.structs import Struct, replace

MOST_SCENES = 2000


class Live(Struct):
    """What a page's small script compares: when `v` changes, there is a new page to fetch."""

    v: str
    step: str
    left: float | None
    paused: bool


class Shown(Struct):
    """A tree as HTML, what there is to open beside it, and the fields that its form may send."""

    html: str
    more: str
    fields: Mapping[str, tuple[str, ...]]
    tree: Node


class Scenes:
    """The scenes of one room, in any language. Reads the room, changes nothing."""

    def __init__(self, room: Room, rules: Rules) -> None:
        self.room, self.rules = room, rules
        self.languages = named_languages()
        self._texts = {language: Texts(language) for language in self.languages}
        self._told = {language: translate(rules, language) for language in self.languages}
        self._scenes: dict[tuple[Any, ...], Play] = {}
        self._shown: dict[tuple[Any, ...], Shown] = {}

    def words(self, language: str) -> Texts:
        """The words of a language; English for one that is not there."""
        return self._texts.get(language, self._texts[LANGUAGES[0]])

    def scene(self, group: str, language: str, round: int | None = None, *, after: bool = False) -> Play:
        """What a group's screens are drawn from: at the start of a round, or `after` it, seen by the capital that was held then."""
        state = self.room.state
        world = state.world_of(group)
        played = len(state.worlds.get(world, ()))
        round = played if round is None else round
        side = state.side_of(group, round)
        told_of = round if after else round - 1  # the quarter whose causes are told
        why = self.room.worlds.account(state, world, told_of, ask=False) if told_of >= 0 else None
        digests = tuple(str(x["digest"]) for x in state.worlds.get(world, ())[: round + after])
        key = (world, digests, side, language, round, after, why is not None)
        if key not in self._scenes:
            t, quarters = self.words(language), state.session.quarters
            now = observe(self.rules, self.room.worlds.at(state, world, round + after), side)
            earlier = round + after - 1
            before = observe(self.rules, self.room.worlds.at(state, world, earlier), side) if earlier >= 0 else None
            told = replace(now, quarters=min(quarters, now.quarters))
            if len(self._scenes) > 2000:
                self._scenes.clear()
                self._shown.clear()
            self._scenes[key] = replace(pupil.scene_of(self._told[t.language], t, told, before), account=why)
        return self._scenes[key]

    def shown(self, group: str, language: str, step: str, offers: tuple[Any, ...] = ()) -> Shown:
        """The tree of a step for a group."""
        state = self.room.state
        after = step == "reveal"
        world = state.world_of(group)
        round = len(state.worlds.get(world, ())) - after
        scene = self.scene(group, language, round, after=after)
        key = (id(scene), step, offers, state.session.mode)
        if key not in self._shown:
            tree = self._tree(scene, group, step, offers)
            beside = self._beside(scene, group, step)
            explain = scene.t("classroom.explain")
            more = html_of(beside, explain=explain) if beside is not None else ""
            self._shown[key] = Shown(html_of(tree, explain=explain), more, fields_of(tree), tree)
        return self._shown[key]

    def _tree(self, scene: Play, group: str, step: str, offers: tuple[Any, ...]) -> Node:
        state = self.room.state
        council = state.session.mode == "council"
        steps = self.room.worlds.steps(state, scene.observation.side)
        most = 1 if council else self.rules.numbers.orders_a_quarter
        if step == "brief":
            return pupil.brief(scene, keeps=self._keeps(group, scene.observation.quarter))
        if step in ("vote", "revote", "free"):
            name = not state.has_held_both(group, scene.observation.quarter)
            return pupil.ballot(scene, steps, most, predict=step == "revote" or not council, name=name)
        if step == "talk":
            return pupil.talk(scene, steps)
        if step == "table":
            return pupil.offers(scene, offers)
        return pupil.reveal(scene)

    def _beside(self, scene: Play, group: str, step: str) -> Node | None:
        """What can be opened beside a step's tree."""
        state, round = self.room.state, scene.observation.quarter
        if step != "brief":
            return None
        held = round > 0 and state.side_of(group, round - 1) == scene.observation.side
        return pupil.beyond(scene, held=held, keeps=self._keeps(group, round))

    def _keeps(self, group: str, round: int) -> bool:
        """Whether a group holds its capital for more than a quarter, and has not held the other one before."""
        state = self.room.state
        return state.session.swap != "turns" and not state.has_held_both(group, round)

    # ---- what is waited for ------------------------------------------------------------------------------------------

    def offers_to(self, group: str) -> tuple[Any, ...]:
        """Offers that wait for a group's answer."""
        state = self.room.state
        world = state.world_of(group)
        document = state.sealed.get(world)
        if document is None:
            return ()
        return tuple(sealed_from(document).offers.get(state.side_of(group, state.round), ()))

    def step_of(self, seat: Seat) -> str:
        """The step as this seat has it: at a table without an offer to it, it waits."""
        state = self.room.state
        return "wait" if state.step == "table" and not self.offers_to(state.group_of(seat)) else state.step

    def live(self, seat: Seat | None) -> Live:
        """What the page's script is told."""
        state = self.room.state
        left = state.left(self.room.clock())
        parts = [self.room.mark(), str(state.paused is not None), f"{state.extra:g}", str(state.hidden), str(self.room.turning)]
        if seat is None:
            parts.append(str(state.last))
        elif state.step == "free":
            parts.append(f"{len(state.worlds.get(seat.id, ()))}{seat.id in self.room.playing}")
        return Live("-".join(parts), state.step, None if left is None else round(left, 1), state.paused is not None)

    def live_on_board(self) -> Live:
        """The same for the board: while the debrief is read there, exit tickets that come in do not scroll it back to its top."""
        live = self.live(None)
        return replace(live, v=self.room.mark()) if live.step in ("debrief", "ended") else live


def named_languages() -> dict[str, str]:
    """Every language that is installed, by its own name, the same in every language; the game's own first."""
    return {code: language_name(code) for code in languages()}


def clock_told(left: float | None) -> str:
    """Seconds as minutes and seconds; "" without a clock."""
    if left is None:
        return ""
    whole = max(0, int(left))
    return f"{whole // 60}:{whole % 60:02d}"
