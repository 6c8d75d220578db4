"""What was said before a quarter held against what came: the player's reading and guess, the service's reading, the forecast.

One score a quarter; the briefing tells it, the debrief adds them up."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.record import FIGURES, Past
from game.engine.rules.vocabulary.plan import SetDial, other
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.total import total
from game.play.save_file import Score
from game.play.told import headlines
from game.screens.pages.shared.fans import held_of
from game.screens.scene.scene import Play
from game.structs import Struct

SURPRISE = {"leverage": 4.0, "reliability": 4.0, "crisis": 5.0}  # points of change that count as one surprise


def last(scene: Play) -> Past | None:
    """The quarter that was just played."""
    return scene.observation.history[-1] if scene.observation.history else None


def change(scene: Play, was: Past, figure: str) -> float:
    """Points by which a figure moved in the quarter."""
    return headlines.change(scene.before, scene.observation, was, figure)


def shown_change(scene: Play, was: Past, figure: str) -> int:
    """The same between the whole points that stand above the map before and after, so that a reader's sum comes out."""
    now = scene.observation.figures[scene.observation.side].points(figure)
    return round(now) - round(now - change(scene, was, figure))


def leaning(scene: Play) -> str:
    """What the other capital turned out to do: eases, climbs, answers in kind, or holds; from what it set and drafted in public.

    The rung as observed is too unsure for that: its noise would tell of climbs in quarters of plain easing."""
    if scene.before is None:
        return "holds"
    then, now = scene.before, scene.observation
    moved = steps(scene.rules, then, now, other(now.side))
    if moved < 0:
        return "eases"
    if moved == 0:
        return "holds"
    provoked = steps(scene.rules, then, now, now.side) > 0 or _pressed(scene.rules, then)
    return "answers in kind" if provoked else "climbs"


def _pressed(rules: Rules, then: Observation) -> bool:
    """Whether the player's own drafts lay open, or a harsh measure of the quarter before still asked for its answer."""
    if any(d.side == then.side and not d.quiet for d in then.drafts):
        return True
    lines = then.history[-1].plans[then.side].lines if then.history else ()
    sets = [line for line in lines if isinstance(line, SetDial)]
    return any(rules.dials[s.dial].notches[s.notch].rung >= rules.numbers.draft_rung for s in sets)


def steps(rules: Rules, then: Observation, now: Observation, side: str) -> int:
    """Dials of a side that became harsher between two quarters, and drafts that came to light, less the dials that it eased."""
    count = 0
    for dial in rules.dials.values():
        before, after = then.dials.get(dial.id, dial.start), now.dials.get(dial.id, dial.start)
        if dial.side == side and before != after and (dial.stance or dial.notches[-1].rung > dial.notches[0].rung):
            count += 1 if after > before else -1
    known = {d.id for d in then.drafts}
    return count + total(1 for d in now.drafts if d.side == side and d.id not in known)


def score(scene: Play) -> Score | None:
    """The score of the quarter that was just played; None before the first."""
    was = last(scene)
    if was is None:
        return None
    reading, guess = scene.ui.scored
    most = max(FIGURES, key=lambda f: (abs(change(scene, was, f)) / SURPRISE[f], f))
    bands = held_of(scene)
    service = scene.before.reading.leaning if scene.before is not None else ""
    return Score(was.quarter, leaning(scene), reading, service, most, guess, total(bands.values()), len(bands))


ALIKE = 0.05
"""Shares of readings that came true are alike below this."""


class Tally(Struct):
    """How often something that was said came true."""

    right: int
    all: int


def calibrated(own: Tally, service: Tally) -> str:
    """Whether the player read the other capital better or worse than the service, or alike."""
    apart = own.right / own.all - service.right / service.all
    return "better" if apart > ALIKE else "worse" if apart < -ALIKE else "alike"


def tallies(scores: Sequence[Score]) -> dict[str, Tally]:
    """Reading, service, guess and forecast over all quarters that were scored."""

    def count(said: list[bool]) -> Tally:
        return Tally(total(said), len(said))

    return {
        "reading": count([s.reading == s.came for s in scores if s.reading]),
        "service": count([s.service == s.came for s in scores if s.service]),
        "guess": count([s.guess == s.most for s in scores if s.guess]),
        "forecast": Tally(total(s.held for s in scores), total(s.bands for s in scores)),
    }
