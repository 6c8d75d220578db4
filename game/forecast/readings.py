"""The four readings of the other capital as stated rules: where it wants to stand, step by step, and at what pace it moves.

One rule serves the fans (many lanes at once) and the simulated campaigns that measure their calibration (one lane)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.engine.rules.campaign.record import Record, StandingDraft
from game.engine.rules.effects.licensing import Licence
from game.engine.rules.vocabulary.plan import Draft, Line, SetDial, Side
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.array import Array
from game.engine.world.arithmetic.luck import key_number
from game.structs import Struct

READINGS = ("answers in kind", "holds", "eases", "climbs")
PACE = 0.75  # chance that a capital takes its next step in a quarter in which it wants to
FACING = ("rival", "outside", "world")  # where-words of licences that touch the other capital

Steps = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Ladder(Struct):
    """The steps that a side would take from where its dials stand: `ups` harsher, `downs` milder, each (dial, notch).

    A step whose rung is `draft_rung` or more lies one quarter as an announced draft first."""

    side: Side
    ups: tuple[SetDial, ...]
    downs: tuple[SetDial, ...]
    draft_rung: int

    def dials(self, position: int) -> dict[str, int]:
        """The dials that differ from today's at a position: so many steps harsher, or milder below zero."""
        taken = self.ups[:position] if position >= 0 else self.downs[:-position]
        return {step.dial: step.notch for step in taken}

    def next_up(self, position: int) -> SetDial | None:
        """The step that leads from a position to the one above; None at the top."""
        if position >= len(self.ups):
            return None
        if position >= 0:
            return self.ups[position]
        step = self.downs[-position - 1]
        return SetDial(step.dial, step.notch + 1)

    def needs_draft(self, rules: Rules, position: int) -> bool:
        """Whether the step above a position must be drafted first."""
        step = self.next_up(position)
        return step is not None and rules.dials[step.dial].notches[step.notch].rung >= self.draft_rung


def facing(rules: Rules, side: Side) -> tuple[str, ...]:
    """The stance dials of a side whose licences touch the other capital, in order of id."""
    return tuple(
        d.id
        for d in rules.dials.values()
        if d.side == side and d.stance and any(isinstance(e, Licence) and e.to in FACING for n in d.notches for e in n.effects)
    )


def ladder_of(rules: Rules, dials: Mapping[str, int], drafts: tuple[StandingDraft, ...], side: Side) -> Ladder:
    """The steps of a side from these dials: harsher, what it has announced first and then always the mildest of the dials that
    face the other capital by one notch; milder, always the harshest of them by one notch."""
    own = facing(rules, side)
    now = {d: dials[d] for d in own}
    ups: list[SetDial] = []
    for found in drafts:
        m = found.measure
        if found.side == side and isinstance(m, SetDial) and m.dial in now and m.notch > now[m.dial]:
            ups.append(SetDial(m.dial, m.notch))
            now[m.dial] = m.notch
    while True:
        open_ones = [(now[d], d) for d in own if now[d] + 1 < len(rules.dials[d].notches)]
        if not open_ones:
            break
        notch, dial = min(open_ones)
        now[dial] = notch + 1
        ups.append(SetDial(dial, notch + 1))
    now = {d: dials[d] for d in own}
    downs: list[SetDial] = []
    while any(now.values()):
        _, _, dial = max((rules.dials[d].notches[n].rung, n, d) for d, n in now.items() if n > 0)
        now[dial] -= 1
        downs.append(SetDial(dial, now[dial]))
    return Ladder(side, tuple(ups), tuple(downs), rules.numbers.draft_rung)


def wanted(ladder: Ladder, reading: str, moved: int) -> int:
    """The position that a reading wants; `moved` is how many notches the other side stands harsher than when it began."""
    return {"climbs": len(ladder.ups), "eases": -len(ladder.downs), "holds": 0, "answers in kind": moved}[reading]


def advance(
    rules: Rules, ladder: Ladder, reading: str, moved: int, position: Steps, drafted: Flags, luck: Array
) -> tuple[Steps, Flags]:
    """Positions (N,) and standing drafts (N,) after one quarter's decision; `luck` (N,) in (0, 1) is compared with the pace."""
    target = wanted(ladder, reading, moved)
    moves = luck < PACE
    heavy = np.zeros(len(position), dtype=bool)
    able = np.zeros(len(position), dtype=bool)
    for at in np.unique(position).tolist():
        here = position == at
        able[here] = ladder.next_up(at) is not None
        heavy[here] = ladder.needs_draft(rules, at)
    up = (target > position) & able & moves & (~heavy | drafted)
    down = (target < position) & (position > -len(ladder.downs)) & moves
    after = position + up.astype(np.int64) - down.astype(np.int64)
    drafted_after = np.zeros(len(position), dtype=bool)
    for at in np.unique(after).tolist():
        here = after == at
        drafted_after[here] = at < target and ladder.needs_draft(rules, at)
    return after, drafted_after


@dataclass(slots=True)
class Follower:
    """A side of one campaign that follows a reading, and where it stands on its ladder."""

    ladder: Ladder
    reading: str
    before: Mapping[str, int]  # the dials from which the ladder begins
    position: int = 0
    drafted: bool = False

    @property
    def side(self) -> Side:
        return self.ladder.side

    def lines(self, rules: Rules, record: Record, moved: int) -> tuple[Line, ...]:
        """Decide this quarter, and give it as lines of a plan; `moved` as in `wanted`."""
        was, luck = self.position, np.array([key_number(record.setup.seed, record.quarter, "pace", self.side)])
        place, drafted = advance(
            rules, self.ladder, self.reading, moved, np.array([was], dtype=np.int64), np.array([self.drafted]), luck
        )
        self.position, self.drafted = int(place[0]), bool(drafted[0])
        now, then = self.ladder.dials(self.position), self.ladder.dials(was)
        turned = {d for d in {**now, **then} if now.get(d, self.before[d]) != then.get(d, self.before[d])}
        lines: list[Line] = [SetDial(d, now.get(d, self.before[d])) for d in sorted(turned)]
        step = self.ladder.next_up(self.position)
        if self.drafted and step is not None and not any(d.side == self.side and d.measure == step for d in record.drafts):
            lines.append(Draft(step))
        return tuple(lines)


def follower_of(rules: Rules, record: Record, side: Side, reading: str) -> Follower:
    """A side that follows a reading from now on."""
    return Follower(ladder_of(rules, record.dials, tuple(record.drafts), side), reading, record.dials)
