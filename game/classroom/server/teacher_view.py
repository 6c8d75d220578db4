"""What the dashboard and the projector's page say now: the values that their templates show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from game.classroom.debrief.class_page import paths_of
from game.classroom.events.state import CLASS, TIMED, VOTING, State
from game.classroom.events.steps import reopened
from game.classroom.events.tally import answered, raised, unheard
from game.classroom.pages import pupil
from game.classroom.server.connections.forms import COUNTED
from game.classroom.server.controls import COUNTING
from game.classroom.server.scenes import Scenes, clock_told
from game.classroom.server.tallies import choices, tallies, value_told
from game.classroom.sessions.codes import code_of, spaced
from game.classroom.sessions.session import SessionError
from game.classroom.worlds import sheet
from game.engine.world.arithmetic.total import total
from game.screens.words.texts import Texts

PERIOD, DEBRIEF = 45 * 60.0, 11 * 60.0
"""Seconds of a period, and of the debrief that must fit into it."""
SLEEPS = 60.0
"""Seconds without a request after which a device counts as away."""
STUCK_SHOWN = 12


class TeacherView:
    """The teacher's pages of a room. Reads the room, changes nothing."""

    def __init__(self, scenes: Scenes) -> None:
        self.scenes, self.room = scenes, scenes.room

    def groups(self) -> tuple[str, ...]:
        """The groups whose ballots the dashboard shows: the class, or the teams."""
        state = self.room.state
        if state.session.mode == "council":
            return (CLASS,)
        return tuple(f"team-{k + 1}" for k in range(state.teams)) if state.session.mode == "two-capitals" else ()

    def page(self, language: str, entry: Mapping[str, Any], notice: str = "") -> dict[str, Any]:
        """The dashboard, on one screen."""
        room, state, t = self.room, self.room.state, self.scenes.words(language)
        live = self.scenes.live(None)
        until = (PERIOD - DEBRIEF - (room.clock() - state.began)) / 60.0
        voting = state.step in (*VOTING, "talk", "reveal")
        shut = state.step == "lobby" and not entry["opened"] and not state.seats
        tables = [table for group in self.groups() if voting for table in self._titled(group, language, state.round)]
        return {
            "t": t, "live": live, "poll": "/teacher/state", "here": "/teacher", "waiting": True, "notice": notice,
            "where": t("classroom.where", step=t(f"classroom.step_{state.step}"), round=t.number(state.round + 1),
                       all=t.number(state.session.quarters)),
            "answered": self._answered(t, state), "seats": len(state.seats), "clock_told": clock_told(live.left),
            "debrief_in": t("classroom.debrief_in", n=t.number(max(0.0, until))) if state.step not in ("debrief", "ended") else "",
            "say": t("classroom.open_first") if shut else self._say(t, state), "shut": shut,
            "board": "" if tables else self._board(state, language),
            "over": state.step == "ended", "ends": state.step in (*TIMED, "free"),
            "clock_says": self._clock_says(t, state), "mark": room.mark(),
            "buttons": self._buttons(t, state), "tallies": tables, "code": self.code(),
            "counting": self._counting(t, state, language), "stuck": self.stuck(t), "pin": state.pin, **entry,
        }  # fmt: skip

    def _answered(self, t: Texts, state: State) -> str:
        """How many have answered, where an answer is waited for; else how many there are. Without devices the cards that were
        typed in."""
        if state.session.mode == "council" and state.step in VOTING and not state.seats:
            typed = state.counts.get((state.round, state.step), {}).values()
            return t("classroom.cards_in", n=t.number(max((total(found.values()) for found in typed), default=0)))
        if state.step in (*VOTING, "free", "debrief"):
            return t("classroom.answered", n=t.number(len(self.answered_seats())), all=t.number(len(state.seats)))
        return t("classroom.seats_in", n=t.number(len(state.seats)))

    def _say(self, t: Texts, state: State) -> str:
        """The sentence to say now: the mode's own if there is one."""
        own = f"classroom.say_{state.step}_{state.session.mode.replace('-', '_')}"
        side = t.label(state.side_of(CLASS, state.round))
        return t(own if t.has(own) else f"classroom.say_{state.step}", side=side)

    def _clock_says(self, t: Texts, state: State) -> str:
        """Whether the clock goes on by itself, and what it waits for; in the debrief, where it is seen."""
        if state.step in ("debrief", "ended"):
            return t("classroom.debrief_on_board")
        if state.step not in TIMED:
            return ""
        if state.paused is not None:
            return t("classroom.clock_paused")
        if not state.auto:
            return t("classroom.clock_by_hand")
        left = state.left(self.room.clock())
        return t("classroom.clock_waits" if left is not None and left <= 0 and unheard(state) else "classroom.clock_alone")

    def code(self) -> str:
        """The session's code for those who play at home; "" when it needs its file."""
        try:
            return spaced(code_of(self.scenes.rules, self.room.state.session))
        except SessionError:
            return ""

    def _titled(self, group: str, language: str, round: int) -> list[dict[str, str]]:
        t = self.scenes.words(language)
        name = "" if group == CLASS else t("classroom.team", n=group[5:]) + ": "
        return [{**table, "title": name + table["title"]} for table in tallies(self.scenes, group, language, round)]

    def _board(self, state: State, language: str) -> str:
        """What the board shows of a council's card and answers, as the teacher reads it along until counts stand there; ""
        where there is nothing to read, or where the fields for raised cards say it."""
        if state.session.mode != "council" or not (
            state.step in ("brief", "talk", "table") or (state.step in VOTING and state.seats)
        ):
            return ""
        told = state.step if state.step == "brief" else "talk"
        return self.scenes.shown(CLASS, language, told).html

    def _buttons(self, t: Texts, state: State) -> list[tuple[str, str, str]]:
        """The buttons that do something in this step."""
        if state.step == "ended":
            return [("undo", t("classroom.do_undo"), "")]
        goes = "classroom.do_close" if state.step == "debrief" else "classroom.do_next"
        found = [("next", t(goes), "primary"), ("undo", t("classroom.do_undo"), "")]
        if state.step == "debrief":
            return found
        if state.step in TIMED:
            found.append(("pause", t("classroom.do_resume" if state.paused is not None else "classroom.do_pause"), ""))
            found.append(("extend", t("classroom.do_extend"), ""))
        if reopened(state) is not None:
            found.append(("reopen", t("classroom.do_reopen"), ""))
        if state.session.pace == "lockstep":
            found.append(("swap", t("classroom.do_swap"), ""))
            found.append(("auto", t("classroom.do_by_hand" if state.auto else "classroom.do_auto"), ""))
        if state.step in TIMED:
            found.append(("hide", t("classroom.do_show" if state.hidden else "classroom.do_hide"), ""))
        return found

    def _counting(self, t: Texts, state: State, language: str) -> list[dict[str, Any]]:
        """The fields of the tally sheet: every answer with its letter and what was typed in."""
        if state.session.mode != "council" or state.step not in COUNTING:
            return []
        scene, first = self.scenes.scene(CLASS, language), state.step in ("vote", "talk")
        found = []
        for choice in choices(self.scenes, CLASS, state.round):
            at_table = choice.id.startswith("reply:")
            if at_table != (state.step == "table") or (choice.id == sheet.PREDICT and first):
                continue
            typed = raised(state, state.round, choice.id, first=first)
            rows = [
                (f"{COUNTED}{choice.id}:{v}", pupil.LETTERS[i], value_told(self.scenes, scene, choice.id, v), typed.get(v, ""))
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
            if seat.id not in done and self.scenes.step_of(seat) != "wait":
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

    def paths(self, language: str) -> dict[str, Any]:
        """Where the figures of all worlds stand, and the votes of every quarter so far."""
        state, t = self.room.state, self.scenes.words(language)
        rounds = range(state.round, -1, -1) if state.step != "lobby" else ()
        votes = [(t.number(r + 1), [table for g in self.groups() for table in self._titled(g, language, r)]) for r in rounds]
        return {
            "t": t,
            "charts": paths_of(self.scenes.rules, self.room.worlds, state, t),
            "votes": [(r, tables) for r, tables in votes if tables],
        }

    def stage(self, language: str, entry: Mapping[str, Any], debrief: str = "") -> dict[str, Any]:
        """The projector's page: no names, no ranks; tallies only when the teacher shows them; at the end the `debrief`."""
        state, t = self.room.state, self.scenes.words(language)
        live = self.scenes.live_on_board()
        council = state.session.mode == "council"
        joining = entry if state.step == "lobby" else None
        body = ""
        if council and state.step in TIMED:
            body = self.scenes.shown(CLASS, language, state.step, self.scenes.offers_to(CLASS)).html
        shown = council and state.step == "reveal" and not state.hidden
        step, side = t(f"classroom.step_{state.step}"), t.label(state.side_of(CLASS, state.round))
        sentences = (t(f"classroom.stage_{state.step}"),) if state.step != "lobby" else ()
        return {
            "t": t, "live": live, "poll": "/stage/state", "here": "/stage", "waiting": True, "joining": joining,
            "title": t("classroom.stage_title", side=side, step=step) if council and not debrief else step,
            "answered": self._answered(t, state), "seats": len(state.seats), "clock_told": clock_told(live.left),
            "sentences": sentences, "body": body, "debrief": debrief,
            "tallies": tallies(self.scenes, CLASS, language, state.round) if shown else [],
        }  # fmt: skip
