"""What a group can choose in a quarter, and the plan that its choices make: cards, the class's few measures, offers to answer.

A measure is content's advice turned into the line that the rules allow now: at once, or else as a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.classroom.events.tally import NOTHING
from game.engine.rules import card_view, refuse
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.record import StandingOffer
from game.engine.rules.turn.options import Refusal
from game.engine.rules.vocabulary.lessons import Advice
from game.engine.rules.vocabulary.plan import AnswerCard, Answers, Draft, GiveOrder, Line, NameCharge, Plan, SetDial, other
from game.engine.rules.vocabulary.rules import Rules
from game.play.advice import lines_of
from game.structs import Struct

MEASURE, PREDICT, CHARGE = "measure", "predict", "charge"
WAYS = ("up", "steady", "down")
STEADY = 0.5
"""Points of change below which a figure has held."""


class Choice(Struct):
    """One question of a ballot: the values that can be taken, how many of them, and what silence means."""

    id: str
    values: tuple[str, ...]
    most: int = 1
    silence: str = ""


class Measure(Struct):
    """One of the class's measures as a line; `refusal` says why it cannot be taken now."""

    id: str
    line: Line
    refusal: Refusal | None


class Decided(Struct):
    """The plan that a group's choices make, and the lines that the rules refused."""

    plan: Plan
    left_out: tuple[tuple[Line, Refusal], ...] = ()


def measures(rules: Rules, o: Observation, steps: Sequence[Advice]) -> tuple[Measure, ...]:
    """The class's measures now; those that would change nothing are left out."""
    found = []
    for i, step in enumerate(steps):
        lines = tuple(lines_of(rules, o, step))
        if lines:
            answers = [(line, refuse(rules, o, Plan(o.side), line)) for line in lines]
            line, refusal = next((a for a in answers if a[1] is None), answers[0])
            found.append(Measure(f"m{i}", line, refusal))
    return tuple(found)


def choices(rules: Rules, o: Observation, steps: Sequence[Advice], most: int, *, name: bool = True) -> tuple[Choice, ...]:
    """The questions of a ballot: a card each, up to `most` of the measures, and in the last quarter the other's sealed mandate;
    not that one where `name` is False, because the group has read it when it held that capital itself."""
    cards = [card_view(rules, c) for c in o.table]
    asked = [Choice(f"card:{v.id}", v.responses, silence=v.default) for v in cards]
    able = tuple(m.id for m in measures(rules, o, steps) if m.refusal is None)
    named = (Choice(CHARGE, (*sealed_list(rules, o), NOTHING), silence=NOTHING),) if name and sealed_list(rules, o) else ()
    return (*asked, Choice(MEASURE, (*able, NOTHING) if most == 1 else able, most, NOTHING), *named)


def meaning(rules: Rules, line: Line) -> str:
    """What a measure is and does, in content's words; "" for what is no measure, such as an offer."""
    measure = line.measure if isinstance(line, Draft) else line
    if isinstance(measure, GiveOrder):
        return rules.orders[measure.order].text
    return rules.dials[measure.dial].text if isinstance(measure, SetDial) else ""


def sealed_list(rules: Rules, o: Observation) -> tuple[str, ...]:
    """The mandates of which one can be named now as the one that the other capital holds sealed."""
    listed = o.charge_lists.get(other(o.side), ())
    return tuple(m for m in listed if refuse(rules, o, Plan(o.side), NameCharge(m)) is None)


def decided(rules: Rules, o: Observation, steps: Sequence[Advice], taken: Mapping[str, Sequence[str]]) -> Decided:
    """The plan of what was taken: cards first, then measures, each as far as capital and money reach."""
    able = {m.id: m.line for m in measures(rules, o, steps)}
    wanted: list[Line] = []
    for card in o.table:
        view = card_view(rules, card)
        response = next((r for r in taken.get(f"card:{view.id}", ()) if r in view.responses), "")
        if response:
            wanted.append(AnswerCard(view.id, response))
    wanted += [able[m] for m in taken.get(MEASURE, ()) if m in able]
    wanted += [NameCharge(m) for m in taken.get(CHARGE, ()) if m != NOTHING]
    plan, left_out = Plan(o.side), []
    for line in wanted:
        refusal = refuse(rules, o, plan, line)
        if refusal is None:
            plan = plan.plus(line)
        else:
            left_out.append((line, refusal))
    return Decided(plan, tuple(left_out))


def replies(side_answers: Mapping[str, Sequence[str]], offers: Sequence[StandingOffer], o: Observation) -> Answers:
    """The answers to delivered offers; silence refuses."""
    told = [(s.id, "yes" if "yes" in side_answers.get(f"reply:{s.id}", ()) else "no") for s in offers]
    return Answers(o.side, tuple(sorted(told)))  # type: ignore[arg-type]


def figure_asked(round: int) -> str:
    """The figure whose course the class foretells in a round: each in turn."""
    return ("reliability", "leverage", "crisis")[round % 3]


def way(change: float) -> str:
    """up, steady or down."""
    return "steady" if abs(change) < STEADY else "up" if change > 0 else "down"
