"""What may be put on the plan now, seen through the controls: a control that replaces a line asks as if that line were not there.

The rules decide; this only arranges their answers by line."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from game.engine.rules.turn.options import Option, Options
from game.engine.rules.vocabulary.plan import (
    AnswerCard,
    BreakPromise,
    Draft,
    DropDraft,
    GiveOrder,
    Line,
    Measure,
    NameCharge,
    Offer,
    Plan,
    Say,
    SetDial,
    Term,
)
from game.screens.scene.shown_campaign.ui import OfferSheet
from game.structs import replace

Ask = Callable[[Plan], Options]


def slot(line: Line) -> tuple[str, ...]:
    """The control that a line belongs to: two lines of one slot replace each other. A draft shares its measure's."""
    match line:
        case Draft(measure=measure):
            return slot(measure)
        case SetDial(dial=id):
            return ("dial", id)
        case GiveOrder(order=id):
            return ("order", id)
        case AnswerCard(card=id):
            return ("card", id)
        case DropDraft(draft=id):
            return ("drop", id)
        case Say():
            return ("say",)
        case NameCharge():
            return ("name-charge",)
        case Offer() | BreakPromise():
            return (line.kind, repr(line))


def way(found: Mapping[Line, Option], measure: Measure, quiet: bool, statute: bool) -> Line:
    """How a measure can be taken now: by statute if wished and possible, at once, or, where the rules want it, as a draft."""
    by_law = replace(measure, statute=True)
    wished = by_law if statute and by_law in found else measure
    option = found.get(wished)
    if option is not None and option.refusal is not None and option.refusal.code == "needs-draft":
        return Draft(measure, quiet)
    return wished


def offer_on(sheet: OfferSheet) -> Offer | None:
    """The Table's sheet as a line; None while it does not say all that an offer needs."""
    demand = sheet.sort == "demand"
    if not sheet.take or not (sheet.draft if demand else sheet.give):
        return None
    give = None if demand else Term(sheet.give, sheet.give_most)
    return Offer(Term(sheet.take, sheet.take_most), sheet.quarters, give, sheet.draft if demand else "", 1 if demand else 0)


def index_of(plan: Plan, wanted: tuple[str, ...]) -> int:
    """Where the slot's line stands on the plan; -1 when it is not there."""
    return next((i for i, line in enumerate(plan.lines) if slot(line) == wanted), -1)


def choices(ask: Ask, plan: Plan) -> tuple[Options, Mapping[Line, Option]]:
    """The options under the plan, and every line's option as its control sees it."""
    now = ask(plan)
    found = {o.line: o for o in now.options}
    for index, line in enumerate(plan.lines):
        wanted = slot(line)
        without = ask(plan.without(index))
        found.update({o.line: o for o in without.options if slot(o.line) == wanted})
    return now, found
