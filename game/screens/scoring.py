"""What was said before a quarter held against what came: the player's reading and guess, the service's reading, the forecast.

One score a quarter; the briefing tells it, the debrief adds them up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.engine.rules.record import FIGURES, Past
from game.screens.course import Score
from game.screens.fans import held_of
from game.screens.scene import Play

SURPRISE = {"leverage": 4.0, "reliability": 4.0, "escalation": 5.0}  # points of change that count as one surprise


def last(scene: Play) -> Past | None:
    """The quarter that was just played."""
    return scene.observation.history[-1] if scene.observation.history else None


def change(scene: Play, was: Past, figure: str) -> float:
    """Points by which a figure moved in the quarter."""
    o = scene.observation
    before = (
        scene.before.figures[o.side]
        if scene.before
        else o.history[-2].figures[o.side]
        if len(o.history) > 1
        else was.figures[o.side]
    )
    return o.figures[o.side].points(figure) - before.points(figure)


def leaning(scene: Play) -> str:
    """What the other capital turned out to do: eases, climbs, answers in kind, or holds; from its rung as observed."""
    o = scene.observation
    before = scene.before.seen_rung if scene.before else o.seen_rung
    own = scene.before.own_rung if scene.before else o.own_rung
    moved = o.seen_rung - before
    if abs(moved) < 0.5:
        return "holds"
    if moved < 0:
        return "eases"
    return "answers in kind" if o.own_rung > own or before < own else "climbs"


def score(scene: Play) -> Score | None:
    """The score of the quarter that was just played; None before the first."""
    was = last(scene)
    if was is None:
        return None
    reading, guess = scene.ui.scored
    most = max(FIGURES, key=lambda f: (abs(change(scene, was, f)) / SURPRISE[f], f))
    bands = held_of(scene)
    service = scene.before.reading.leaning if scene.before is not None else ""
    return Score(was.quarter, leaning(scene), reading, service, most, guess, sum(bands.values()), len(bands))


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something that was said came true."""

    right: int
    all: int


def tallies(scores: Sequence[Score]) -> dict[str, Tally]:
    """Reading, service, guess and forecast over all quarters that were scored."""

    def count(said: list[bool]) -> Tally:
        return Tally(sum(said), len(said))

    return {
        "reading": count([s.reading == s.came for s in scores if s.reading]),
        "service": count([s.service == s.came for s in scores if s.service]),
        "guess": count([s.guess == s.most for s in scores if s.guess]),
        "forecast": Tally(sum(s.held for s in scores), sum(s.bands for s in scores)),
    }
