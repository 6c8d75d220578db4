"""What a script plans on: what it observes, the plan in the making, and every line's reason.

Reads dials and orders by side, stance, audience and effects, never by id. What to want is `doctrines.py` and neighbours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b

from game.engine.rules import refuse
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.record import StandingDraft
from game.engine.rules.turn.options import Refusal
from game.engine.rules.vocabulary.items import Dial, Doctrine, Order
from game.engine.rules.vocabulary.plan import Draft, Line, Measure, Offer, Plan, SetDial, Side, other
from game.engine.rules.vocabulary.rules import Rules
from game.opponents.mandate_aims import Weigher
from game.structs import Struct

DEFAULTS: Mapping[str, float] = {
    "ceiling": 2.0,  # harshest stance notch that the script sets on purpose
    "answer": 1.0,  # share of the rival's tightening that is answered in kind
    "forgive": 0.2,  # chance a quarter of easing first
    "climb_every": 0.0,  # quarters between tightenings that nobody provoked; 0 = never
    "press": 0.1,  # chance a quarter of pressing the rival one notch more, while danger is low
    "pursue": 0.0,  # lines a quarter that are taken for a mandate's sake; with it card responses are weighed for mandates too
    "charge": 2.0,  # weight of the sealed mandate beside the public ones when lines are weighed
    "lasting": 0.0,  # weight of lasting leverage and trust beside the mandates when lines are weighed
    "trust": 0.0,  # chance a quarter of promising licences to a buyer who doubts us
    "risk": 0.25,  # risk of a crisis above which the calibrator steps back
    "spend": 0.6,  # share of income that running programmes may take
    "statute": 0.3,  # chance that a programme is set by statute where it may be
    "orders": 0.5,  # chance a quarter of enacting an order when the purse allows
    "deal": 0.4,  # chance a quarter of proposing a deal
    "deal_odds": 0.3,  # least odds of a yes at which a deal is proposed
    "deal_quarters": 4.0,
    "demand": 0.0,  # chance that a matured draft is used for a demand first
    "carry_out": 0.5,  # chance that a threat that fell due is carried out
    "quiet": 0.0,  # chance that a draft is quiet
    "yes": 0.0,  # added to the odds of a yes when answering (`engine/rules/turn/odds.py` reads it, for those who ask as well)
    "brink_climb": 0.0,
    "brink_down": 0.5,
    "brink_top": 0.5,  # factor on the chance of climbing at the top of the ladder
    "calm": 1.0,  # taste in card responses: calm, force, growth, standing
    "force": 0.0,
    "growth": 0.5,
    "standing": 0.5,
    "households": 0.0,  # taste in card responses for what each of the five desks argues for
    "producers": 0.0,
    "security": 0.0,
    "finance": 0.0,
    "partners": 0.0,
    "cabinet": 0.0,  # weight of a changing cabinet: which desks it listens to is looked up anew each quarter
}
"""What a doctrine's numbers may name, and what counts where content names none."""


class Reason(Struct):
    """Why a line stands on the plan: a short key, and what it was weighed on."""

    line: Line
    why: str
    weighed: tuple[str | int | float, ...] = ()


class Planned(Struct):
    """A plan with its reasons, line by line."""

    plan: Plan
    reasons: tuple[Reason, ...]
    passed_over: tuple[tuple[Reason, Refusal | None], ...] = ()  # wanted, but refused by the rules, or by a mandate (None)


@dataclass
class Planner:
    """One quarter of one script. The only thing that changes is the plan in the making."""

    rules: Rules
    seen: Observation
    doctrine: Doctrine
    plan: Plan = field(init=False)
    reasons: list[Reason] = field(default_factory=list)
    passed_over: list[tuple[Reason, Refusal | None]] = field(default_factory=list)
    pursuit: Weigher | None = None  # what the script's mandates ask for, if it heeds them
    against: Callable[[Line], bool] | None = None  # lines that the script leaves out for a mandate's sake

    def __post_init__(self) -> None:
        self.plan = Plan(self.seen.side)

    @property
    def side(self) -> Side:
        return self.seen.side

    @cached_property
    def own_dials(self) -> tuple[Dial, ...]:
        """Dials of the own side that the plan has not touched by another line."""
        return tuple(d for d in self.rules.dials.values() if d.side == self.side)

    @cached_property
    def rival_dials(self) -> tuple[Dial, ...]:
        return tuple(d for d in self.rules.dials.values() if d.side == other(self.side))

    @cached_property
    def own_orders(self) -> tuple[Order, ...]:
        return tuple(o for o in self.rules.orders.values() if o.side == self.side)

    @cached_property
    def stances(self) -> tuple[Dial, ...]:
        """Own licence stances, those toward the rival first, then its coalition, then everyone else."""
        order = {"rival": 0, "rival-coalition": 1}
        return tuple(sorted((d for d in self.own_dials if d.stance), key=lambda d: order.get(d.audience, 2)))

    @cached_property
    def start(self) -> Mapping[str, int]:
        """Where every dial stood when the scenario began (public)."""
        set_by_scenario = self.rules.scenarios[self.seen.scenario].dials
        return {d.id: set_by_scenario.get(d.id, d.start) for d in self.rules.dials.values()}

    @cached_property
    def own_drafts(self) -> tuple[StandingDraft, ...]:
        return tuple(d for d in self.seen.drafts if d.side == self.side)

    def number(self, name: str) -> float:
        """A number of the doctrine."""
        return self.doctrine.numbers.get(name, DEFAULTS[name])

    def luck(self, question: str) -> float:
        """A number in [0, 1) looked up by public things: scenario, quarter, side, headline figures, question."""
        figures = self.seen.figures
        public = "/".join(figures[s].leverage.hex() for s in sorted(figures))
        key = f"{self.seen.scenario}/{self.seen.quarter}/{self.side}/{public}/{question}"
        return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big") / 2.0**64

    def happens(self, name: str, question: str = "") -> bool:
        """Whether something with the doctrine's chance `name` happens this quarter."""
        return self.luck(f"{name}:{question}") < self.number(name)

    def at(self, dial: str) -> int:
        """The notch on which a dial stands."""
        return self.seen.dials.get(dial, self.start[dial])

    def worth(self, line: Measure) -> float:
        """What a line does for the aims of a script that has any, in pushes."""
        return self.pursuit.worth(line) if self.pursuit is not None else 0.0

    def add(self, line: Line, why: str, *weighed: str | int | float) -> bool:
        """Put a line on the plan if it is allowed; whether it was."""
        barred = self.against is not None and self.against(line)
        refusal = None if barred else refuse(self.rules, self.seen, self.plan, line)
        if barred or refusal is not None:
            self.passed_over.append((Reason(line, why, weighed), refusal))
            return False
        self.plan = self.plan.plus(line)
        self.reasons.append(Reason(line, why, weighed))
        return True

    def demanded(self, draft: str) -> bool:
        """Whether the plan makes a demand with this draft."""
        return any(isinstance(line, Offer) and line.draft == draft for line in self.plan.lines)

    def touched(self, dial: str) -> bool:
        """Whether the plan already moves or drafts this dial."""
        lines = (line.measure if isinstance(line, Draft) else line for line in self.plan.lines)
        return any(isinstance(line, SetDial) and line.dial == dial for line in lines)

    def done(self) -> Planned:
        """The finished plan."""
        return Planned(self.plan, tuple(self.reasons), tuple(self.passed_over))
