"""The votes of a group in words and bars, and what its ballots asked."""

from __future__ import annotations

from game.classroom.events.tally import NOTHING, counted
from game.classroom.pages import pupil
from game.classroom.pages.svg import bars
from game.classroom.server.scenes import Scenes
from game.classroom.worlds import sheet
from game.screens.scene.scene import Play
from game.screens.words.sentences import line_told
from game.screens.words.texts import LANGUAGES


def choices(scenes: Scenes, group: str, round: int) -> tuple[sheet.Choice, ...]:
    """The questions that a group's ballots ask in a round, those to offers included while these wait."""
    worlds, state = scenes.room.worlds, scenes.room.state
    o = scenes.scene(group, LANGUAGES[0], min(round, len(state.worlds.get(state.world_of(group), ())))).observation
    most = 1 if state.session.mode == "council" else scenes.rules.numbers.orders_a_quarter
    asked = sheet.choices(scenes.rules, o, worlds.steps(state, o.side), most, name=not state.has_held_both(group, round))
    offers = scenes.offers_to(group) if state.step == "table" and round == state.round else ()
    replies = tuple(sheet.Choice(f"reply:{s.id}", ("yes", "no"), silence="no") for s in offers)
    return (*asked, sheet.Choice(sheet.PREDICT, sheet.WAYS), *replies)


def value_told(scenes: Scenes, scene: Play, choice: str, value: str) -> str:
    """A ballot's value in words; a measure is told as the line that it is."""
    if choice == sheet.MEASURE and value != NOTHING:
        steps = scenes.room.worlds.steps(scenes.room.state, scene.observation.side)
        found = {m.id: m.line for m in sheet.measures(scenes.rules, scene.observation, steps)}
        return line_told(scene.t, scene.rules, found[value], scene.observation.drafts) if value in found else value
    return pupil.value_told(scene, choice, value)


def tallies(scenes: Scenes, group: str, language: str, round: int) -> list[dict[str, str]]:
    """Every question's answers with the first and the second count."""
    state, t = scenes.room.state, scenes.words(language)
    scene = scenes.scene(group, language, round)
    tables = []
    for choice in choices(scenes, group, round):
        first = counted(state, group, round, choice.id, first=True)
        second = counted(state, group, round, choice.id)
        if not first and not second:
            continue
        twice = round < state.round or state.step not in ("vote", "talk")
        both = state.session.mode == "council" and bool(first) and twice
        heads = (t("classroom.first_vote"), t("classroom.second_vote")) if both else (t("classroom.votes"),)
        rows = [
            (value_told(scenes, scene, choice.id, v), (first.get(v, 0), second.get(v, 0)) if both else (second.get(v, 0),))
            for v in choice.values
        ]
        tables.append({"title": pupil.question_told(scene, choice.id), "bars": bars(rows, heads)})
    return tables


def came(scenes: Scenes, group: str, round: int) -> str:
    """Which way the figure that was asked for went in a round."""
    scene = scenes.scene(group, LANGUAGES[0], round, after=True)
    figure, side = sheet.figure_asked(round), scene.observation.side
    before = scene.before.figures[side].points(figure) if scene.before is not None else 0.0
    return sheet.way(scene.observation.figures[side].points(figure) - before)
