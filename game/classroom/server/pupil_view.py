"""The values with which the template of a pupil's page is filled now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from game.classroom.events.state import VOTING, Seat, State
from game.classroom.events.tally import answered, choices_of
from game.classroom.pages import pupil
from game.classroom.pages.html_tree import html_of
from game.classroom.server.scenes import Scenes, clock_told
from game.classroom.server.tallies import came, tallies
from game.classroom.worlds import sheet
from game.screens.words.texts import Texts

QUESTIONS = ("exit_learned", "exit_doubt", "exit_change")


class PupilView:
    """The pages of a room's seats. Reads the room, changes nothing."""

    def __init__(self, scenes: Scenes) -> None:
        self.scenes, self.room = scenes, scenes.room

    def seat(self, seat: Seat, notice: str = "") -> dict[str, Any]:
        """A pupil's page."""
        state, t = self.room.state, self.scenes.words(seat.language)
        group = state.group_of(seat)
        step = self.scenes.step_of(seat)
        live = self.scenes.live(seat)
        page: dict[str, Any] = {
            "t": t, "seat": seat, "live": live, "poll": f"/state?seat={seat.id}", "here": "/play", "notice": notice, "form": None,
            "body": "", "more": "", "lines": (), "tallies": (), "result": False,
            "waiting": step not in (*VOTING, "free", "debrief"), "clock_told": clock_told(live.left), "sentences": (),
            "languages": self._others(seat),
        }  # fmt: skip
        if step in ("lobby", "wait", "ended"):
            page["sentences"] = (
                t(f"classroom.pupil_{step}", name=seat.name),
                *(self._who(t, state, seat) if step != "ended" else ()),
            )
        elif step == "debrief":
            questions = [(key, t(f"classroom.{key}"), state.exits.get(seat.id, {}).get(key, "")) for key in QUESTIONS]
            handed = [t("classroom.exit_counted")] if seat.id in state.exits else []
            page["sentences"] = (t("classroom.pupil_debrief"), *handed)
            page["form"] = self._form(seat, "/exit", t("classroom.exit_send"), questions)
            page["result"] = state.session.mode == "same-seed"
        elif step == "free":
            page |= self._free(seat, t)
        elif step in VOTING:
            offers = self.scenes.offers_to(group) if step == "table" else ()
            shown = self.scenes.shown(group, seat.language, step, offers)
            taken = choices_of(state, seat.id, state.round)
            given = seat.id in answered(state)
            page["sentences"] = (t(f"classroom.pupil_{step}"), *([t("classroom.counted")] if given else []))
            page["form"] = self._form(seat, "/ballot", t("classroom.change" if given else f"classroom.send_{step}"))
            page["body"] = html_of(shown.tree, taken, t("classroom.explain")) if taken else shown.html
        else:
            shown = self.scenes.shown(group, seat.language, step)
            page["body"], page["more"] = shown.html, shown.more
            page["sentences"] = (t(f"classroom.pupil_{step}"), *(self._who(t, state, seat)[:1] if step == "brief" else ()))
            if step == "talk":
                page["lines"] = pupil.lines(self.scenes.scene(group, seat.language), int(seat.id[1:]) + state.round)
            if step == "reveal":
                page["sentences"] = (*page["sentences"], *self._foretold(t, state, seat))
                page["tallies"] = () if state.hidden else tallies(self.scenes, group, seat.language, state.round)
        return page

    def _others(self, seat: Seat) -> tuple[tuple[str, str], ...]:
        """The languages that a seat may change to, with their own names."""
        return tuple((code, name) for code, name in self.scenes.languages.items() if code != seat.language)

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
        before = self.scenes.shown(seat.id, seat.language, "reveal").html if played else ""
        if position.record.over or played >= state.session.quarters:
            return {"body": before, "sentences": (t("classroom.pupil_done"),), "result": True, "waiting": True}
        if seat.id in self.room.playing:
            return {"body": before, "sentences": (t("classroom.pupil_playing"),), "waiting": True}
        offers = self.room.offers_alone(seat.id)
        shown = self.scenes.shown(seat.id, seat.language, "table" if offers else "free", offers)
        told = f"<details><summary>{t('classroom.last_quarter')}</summary>{before}</details>" if before else ""
        form = self._form(seat, "/ballot", t("classroom.send_table" if offers else "classroom.send_free"))
        return {"body": told + shown.html, "sentences": (t("classroom.pupil_free"),), "form": form, "result": played > 0}

    def _foretold(self, t: Texts, state: State, seat: Seat) -> tuple[str, ...]:
        """The seat's own prediction against what came."""
        said = choices_of(state, seat.id, state.round).get(sheet.PREDICT, ("",))[0]
        if not said:
            return ()
        result = came(self.scenes, state.group_of(seat), state.round)
        key = "classroom.foretold_right" if said == result else "classroom.foretold_wrong"
        figure = t(f"figure.{sheet.figure_asked(state.round)}")
        return (t(key, figure=figure, said=t(f"classroom.way_{said}"), came=t(f"classroom.way_{result}")),)
