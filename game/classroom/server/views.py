"""What each page of a session says now: the values that the templates show. Reads the room, changes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from game.classroom.debrief.svg import bars
from game.classroom.events.state import CLASS, VOTING, Seat, State
from game.classroom.events.steps import reopened
from game.classroom.events.tally import NOTHING, answered, choices_of, counted, raised
from game.classroom.pages import pupil
from game.classroom.pages.html_tree import fields_of, html_of
from game.classroom.server.room import Room
from game.classroom.sessions.codes import code_of, spaced
from game.classroom.sessions.session import SessionError
from game.classroom.worlds import sheet
from game.classroom.worlds.playing import sealed_from
from game.content.loading.translation import translate
from game.engine.rules import observe
from game.engine.rules.vocabulary.rules import Rules
from game.screens.scene.scene import Play
from game.screens.tree.node import Node
from game.screens.words.sentences import line_told
from game.screens.words.texts import LANGUAGES, Texts
from game.structs import Struct, replace

PERIOD, DEBRIEF = 45 * 60.0, 11 * 60.0
"""Seconds of a period, and of the debrief that must fit into it."""
QUESTIONS = ("exit_learned", "exit_doubt", "exit_change")
SLEEPS = 60.0
"""Seconds without a request after which a device counts as away."""
STUCK_SHOWN = 12
COUNTED = "count:"


class Live(Struct):
    """What a page's small script compares: when `v` changes, there is a new page to fetch."""

    v: str
    step: str
    left: float | None
    paused: bool


class Shown(Struct):
    """A tree as HTML, with the fields that its form may send."""

    html: str
    fields: Mapping[str, tuple[str, ...]]
    tree: Node


class Views:
    """Pages of one room, in any language; trees are kept as long as their quarter lasts."""

    def __init__(self, room: Room, rules: Rules) -> None:
        self.room, self.rules = room, rules
        self._texts = {language: Texts(language) for language in LANGUAGES}
        self._told = {language: translate(rules, language) for language in LANGUAGES}
        self._scenes: dict[tuple[Any, ...], Play] = {}
        self._shown: dict[tuple[Any, ...], Shown] = {}

    def words(self, language: str) -> Texts:
        """The words of a language; English for one that is not there."""
        return self._texts.get(language, self._texts[LANGUAGES[0]])

    # ---- scenes -----------------------------------------------------------------------------------------------------

    def scene(self, group: str, language: str, round: int | None = None, *, after: bool = False) -> Play:
        """What a group's screens are drawn from: at the start of a round, or `after` it, seen by the capital that was held then."""
        state = self.room.state
        world = state.world_of(group)
        played = len(state.worlds.get(world, ()))
        round = played if round is None else round
        side = state.side_of(group, round)
        why = self.room.worlds.account(state, world, round, ask=False) if after else None
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
            self._shown[key] = Shown(html_of(tree), fields_of(tree), tree)
        return self._shown[key]

    def _tree(self, scene: Play, group: str, step: str, offers: tuple[Any, ...]) -> Node:
        state = self.room.state
        council = state.session.mode == "council"
        steps = self.room.worlds.steps(state, scene.observation.side)
        most = 1 if council else self.rules.numbers.orders_a_quarter
        if step == "brief":
            return pupil.brief(scene)
        if step in ("vote", "revote", "free"):
            return pupil.ballot(scene, steps, most, predict=step == "revote" or not council)
        if step == "talk":
            return pupil.talk(scene)
        if step == "table":
            return pupil.offers(scene, offers)
        return pupil.reveal(scene)

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

    # ---- pupils ------------------------------------------------------------------------------------------------------

    def seat(self, seat: Seat, notice: str = "") -> dict[str, Any]:
        """A pupil's page."""
        state, t = self.room.state, self.words(seat.language)
        group = state.group_of(seat)
        step = self.step_of(seat)
        live = self.live(seat)
        page: dict[str, Any] = {
            "t": t, "seat": seat, "live": live, "poll": f"/state?seat={seat.id}", "here": "/play", "notice": notice, "form": None,
            "body": "", "lines": (), "tallies": (), "result": False, "waiting": step not in (*VOTING, "free", "debrief"),
            "clock_told": clock_told(live.left), **other_language(seat.language), "sentences": (),
        }  # fmt: skip
        if step in ("lobby", "wait", "ended"):
            page["sentences"] = (t(f"classroom.pupil_{step}", name=seat.name), *self._who(t, state, seat))
        elif step == "debrief":
            questions = [(key, t(f"classroom.{key}"), state.exits.get(seat.id, {}).get(key, "")) for key in QUESTIONS]
            page["sentences"] = (t("classroom.pupil_debrief"),)
            page["form"] = self._form(seat, "/exit", t("classroom.exit_send"), questions)
            page["result"] = state.session.mode == "same-seed"
        elif step == "free":
            page |= self._free(seat, t)
        elif step in VOTING:
            offers = self.offers_to(group) if step == "table" else ()
            shown = self.shown(group, seat.language, step, offers)
            taken = choices_of(state, seat.id, state.round)
            given = seat.id in answered(state)
            page["sentences"] = (t(f"classroom.pupil_{step}"), *([t("classroom.counted")] if given else []))
            page["form"] = self._form(seat, "/ballot", t("classroom.change" if given else f"classroom.send_{step}"))
            page["body"] = html_of(shown.tree, taken) if taken else shown.html
        else:
            page["body"] = self.shown(group, seat.language, step).html
            page["sentences"] = (t(f"classroom.pupil_{step}"), *(self._who(t, state, seat) if step == "brief" else ()))
            if step == "talk":
                page["lines"] = pupil.lines(self.scene(group, seat.language), int(seat.id[1:]) + state.round)
            if step == "reveal":
                page["sentences"] = (*page["sentences"], *self._foretold(t, state, seat))
                page["tallies"] = () if state.hidden else self.tallies(group, seat.language, state.round)
        return page

    def _form(self, seat: Seat, action: str, button: str, questions: Sequence[tuple[str, str, str]] = ()) -> dict[str, Any]:
        state = self.room.state
        where = {"step": state.step, "round": state.round_of(seat.id), "sequence": state.next_sequence(seat.id)}
        return {"action": action, "button": button, "questions": questions, **where}

    def _who(self, t: Texts, state: State, seat: Seat) -> tuple[str, ...]:
        side = t.label(state.side_of(state.group_of(seat), state.round_of(seat.id)))
        mode = state.session.mode.replace("-", "_")
        return (t(f"classroom.who_{mode}", side=side, team=t.number(seat.team)), t("classroom.as_offices"))

    def _free(self, seat: Seat, t: Texts) -> dict[str, Any]:
        """A seat that plays at its own pace: its plan, or the end of its campaign."""
        state = self.room.state
        played = len(state.worlds.get(seat.id, ()))
        position = self.room.worlds.at(state, seat.id)
        before = self.shown(seat.id, seat.language, "reveal").html if played else ""
        if position.record.over or played >= state.session.quarters:
            return {"body": before, "sentences": (t("classroom.pupil_done"),), "result": True, "waiting": True}
        if seat.id in self.room.playing:
            return {"body": before, "sentences": (t("classroom.pupil_playing"),), "waiting": True}
        offers = self.room.offers_alone(seat.id)
        shown = self.shown(seat.id, seat.language, "table" if offers else "free", offers)
        told = f"<details><summary>{t('classroom.last_quarter')}</summary>{before}</details>" if before else ""
        form = self._form(seat, "/ballot", t("classroom.send_table" if offers else "classroom.send_free"))
        return {"body": told + shown.html, "sentences": (t("classroom.pupil_free"),), "form": form, "result": played > 0}

    def _foretold(self, t: Texts, state: State, seat: Seat) -> tuple[str, ...]:
        """The seat's own prediction against what came."""
        said = choices_of(state, seat.id, state.round).get(sheet.PREDICT, ("",))[0]
        if not said:
            return ()
        came = self.came(state.group_of(seat), state.round)
        key = "classroom.foretold_right" if said == came else "classroom.foretold_wrong"
        figure = t(f"figure.{sheet.figure_asked(state.round)}")
        return (t(key, figure=figure, said=t(f"classroom.way_{said}"), came=t(f"classroom.way_{came}")),)

    def came(self, group: str, round: int) -> str:
        """Which way the figure that was asked for went in a round."""
        scene = self.scene(group, LANGUAGES[0], round, after=True)
        figure, side = sheet.figure_asked(round), scene.observation.side
        before = scene.before.figures[side].points(figure) if scene.before is not None else 0.0
        return sheet.way(scene.observation.figures[side].points(figure) - before)

    # ---- tallies -----------------------------------------------------------------------------------------------------

    def choices(self, group: str) -> tuple[sheet.Choice, ...]:
        """The questions that a group's ballot asks now, or asked in the round that was just played."""
        state = self.room.state
        o = self.scene(group, LANGUAGES[0], min(state.round, len(state.worlds.get(state.world_of(group), ())))).observation
        most = 1 if state.session.mode == "council" else self.rules.numbers.orders_a_quarter
        asked = sheet.choices(self.rules, o, self.room.worlds.steps(state, o.side), most)
        return (*asked, sheet.Choice(sheet.PREDICT, sheet.WAYS))

    def value_told(self, scene: Play, choice: str, value: str) -> str:
        """A ballot's value in words; a measure is told as the line that it is."""
        if choice == sheet.MEASURE and value != NOTHING:
            steps = self.room.worlds.steps(self.room.state, scene.observation.side)
            found = {m.id: m.line for m in sheet.measures(self.rules, scene.observation, steps)}
            return line_told(scene.t, scene.rules, found[value], scene.observation.drafts) if value in found else value
        return pupil.value_told(scene, choice, value)

    def tallies(self, group: str, language: str, round: int) -> list[dict[str, str]]:
        """Every question's answers with the first and the second count."""
        state, t = self.room.state, self.words(language)
        scene = self.scene(group, language, round)
        tables = []
        for choice in self.choices(group):
            first = counted(state, group, round, choice.id, first=True)
            second = counted(state, group, round, choice.id)
            if not first and not second:
                continue
            twice = round < state.round or state.step not in ("vote", "talk")
            both = state.session.mode == "council" and choice.id != sheet.PREDICT and twice
            heads = (t("classroom.first_vote"), t("classroom.second_vote")) if both else (t("classroom.votes"),)
            rows = [
                (self.value_told(scene, choice.id, v), (first.get(v, 0), second.get(v, 0)) if both else (second.get(v, 0),))
                for v in choice.values
            ]
            tables.append({"title": pupil.question_told(scene, choice.id), "bars": bars(rows, heads)})
        return tables

    # ---- the teacher and the stage ------------------------------------------------------------------------------------

    def groups(self) -> tuple[str, ...]:
        """The groups whose ballots the dashboard shows: the class, or the teams."""
        state = self.room.state
        if state.session.mode == "council":
            return (CLASS,)
        return tuple(f"team-{k + 1}" for k in range(state.teams)) if state.session.mode == "two-capitals" else ()

    def teacher(self, language: str, entry: Mapping[str, Any], notice: str = "") -> dict[str, Any]:
        """The dashboard, on one screen."""
        room, state, t = self.room, self.room.state, self.words(language)
        live = self.live(None)
        until = (PERIOD - DEBRIEF - (room.clock() - state.opened)) / 60.0
        voting = state.step in (*VOTING, "talk", "reveal")
        tallies = [table for group in self.groups() if voting for table in self._titled(group, language)]
        mode = state.session.mode.replace("-", "_")
        say = (
            t(f"classroom.say_{state.step}_{mode}")
            if t.has(f"classroom.say_{state.step}_{mode}")
            else t(f"classroom.say_{state.step}")
        )
        return {
            "t": t, "live": live, "poll": "/teacher/state", "here": "/teacher", "waiting": True, "notice": notice,
            "where": t("classroom.where", step=t(f"classroom.step_{state.step}"), round=t.number(state.round + 1),
                       all=t.number(state.session.quarters)),
            "answered": len(self.answered_seats()), "seats": len(state.seats), "clock_told": clock_told(live.left),
            "debrief_in": t("classroom.debrief_in", n=t.number(max(0.0, until))) if state.step not in ("debrief", "ended") else "",
            "say": say, "mark": room.mark(), "buttons": self._buttons(t, state), "tallies": tallies,
            "code": self.code(), "counting": self._counting(t, state, language), "stuck": self.stuck(t), "pin": state.pin, **entry,
        }  # fmt: skip

    def code(self) -> str:
        """The session's code for those who play at home; "" when it needs its file."""
        try:
            return spaced(code_of(self.rules, self.room.state.session))
        except SessionError:
            return ""

    def _titled(self, group: str, language: str) -> list[dict[str, str]]:
        state, t = self.room.state, self.words(language)
        name = "" if group == CLASS else t("classroom.team", n=group[5:]) + ": "
        return [{**table, "title": name + table["title"]} for table in self.tallies(group, language, state.round)]

    def _buttons(self, t: Texts, state: State) -> list[tuple[str, str, str]]:
        found = [("next", t("classroom.do_next"), "primary"), ("undo", t("classroom.do_undo"), "")]
        found.append(("pause", t("classroom.do_resume" if state.paused is not None else "classroom.do_pause"), ""))
        found.append(("extend", t("classroom.do_extend"), ""))
        if reopened(state) is not None:
            found.append(("reopen", t("classroom.do_reopen"), ""))
        if state.session.pace == "lockstep":
            found.append(("swap", t("classroom.do_swap"), ""))
        found.append(("hide", t("classroom.do_show" if state.hidden else "classroom.do_hide"), ""))
        return found

    def _counting(self, t: Texts, state: State, language: str) -> list[dict[str, Any]]:
        """The fields of the tally sheet: every answer with its letter and what was typed in."""
        if state.session.mode != "council" or state.step not in ("vote", "talk", "revote"):
            return []
        scene, first = self.scene(CLASS, language), state.step != "revote"
        found = []
        for choice in self.choices(CLASS):
            if choice.id == sheet.PREDICT and state.step != "revote":
                continue
            typed = raised(state, state.round, choice.id, first=first)
            rows = [
                (f"{COUNTED}{choice.id}:{v}", "ABCDEFGH"[i], self.value_told(scene, choice.id, v), typed.get(v, ""))
                for i, v in enumerate(choice.values)
            ]
            found.append({"title": pupil.question_told(scene, choice.id), "rows": rows})
        return found

    def answered_seats(self) -> frozenset[str]:
        """Seats that have done what the step asks; at free pace, those that have come to the end."""
        state = self.room.state
        if state.step != "free":
            return answered(state)
        done = [s for s in state.seats if len(state.worlds.get(s, ())) >= state.session.quarters]
        return frozenset(done)

    def stuck(self, t: Texts) -> list[tuple[str, str]]:
        """Seats that an answer is waited for from, those that are away first."""
        state = self.room.state
        if state.step not in (*VOTING, "free", "debrief"):
            return []
        done, now = self.answered_seats(), self.room.clock()
        rows = []
        for seat in state.seats.values():
            if seat.id not in done:
                away = now - self.room.seen.get(seat.id, 0.0)
                rows.append((away <= SLEEPS, seat.name, t("classroom.away") if away > SLEEPS else ""))
        shown = [(name, why) for _, name, why in sorted(rows)[:STUCK_SHOWN]]
        return [*shown, *([(f"+ {len(rows) - STUCK_SHOWN}", "")] if len(rows) > STUCK_SHOWN else [])]

    def seats(self, t: Texts) -> list[tuple[str, ...]]:
        """Every seat: name, code, team, when it was last heard of, whether it has answered."""
        state, done, now = self.room.state, self.answered_seats(), self.room.clock()
        return [
            (s.name, s.code, t.number(s.team), t("classroom.seconds_ago", n=t.number(now - self.room.seen[s.id]))
             if s.id in self.room.seen else t("classroom.away"), t("classroom.over_yes") if s.id in done else "")
            for s in state.seats.values()
        ]  # fmt: skip

    def stage(self, language: str, entry: Mapping[str, Any]) -> dict[str, Any]:
        """The projector's page: no names, no ranks; tallies only when the teacher shows them."""
        state, t = self.room.state, self.words(language)
        live = self.live(None)
        group = self.groups()[0] if self.groups() else ""
        joining = entry if state.step == "lobby" else None
        body = ""
        if state.session.mode == "council" and state.step in ("brief", "vote", "talk", "revote", "table", "reveal"):
            body = self.shown(CLASS, language, state.step, self.offers_to(CLASS)).html
        tables = (
            self.tallies(group, language, state.round) if not state.hidden and state.step == "reveal" and group == CLASS else []
        )
        sentence = t(f"classroom.stage_{state.step}") if state.step != "lobby" else ""
        side = t.label(state.side_of(CLASS, state.round)) if state.session.mode == "council" else ""
        title = (
            t("classroom.stage_title", side=side, step=t(f"classroom.step_{state.step}"))
            if side
            else t(f"classroom.step_{state.step}")
        )
        return {
            "t": t, "live": live, "poll": "/stage/state", "here": "/stage", "waiting": True, "joining": joining, "title": title,
            "answered": len(self.answered_seats()), "seats": len(state.seats), "clock_told": clock_told(live.left),
            "sentences": (sentence,) if sentence else (), "body": body, "tallies": tables,
        }  # fmt: skip


def clock_told(left: float | None) -> str:
    """Seconds as minutes and seconds; "" without a clock."""
    if left is None:
        return ""
    whole = max(0, int(left))
    return f"{whole // 60}:{whole % 60:02d}"


def other_language(language: str) -> dict[str, str]:
    """The language that a seat may change to, and its own name."""
    code = next(code for code in LANGUAGES if code != language)
    return {"other_language": code, "other_name": NAMES[code]}


NAMES = {"en": "English", "zh-Hans": "简体中文"}
"""Languages by their own names, the same in every language."""
