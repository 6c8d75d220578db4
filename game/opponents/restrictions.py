"""What scripts do about controls: answer in kind, climb, ease, carry threats out or let them lapse.

Each move looks at the planner's quarter and adds lines; the order of moves is the script's (`doctrines.py`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from game.engine.rules.campaign.record import StandingDraft
from game.engine.rules.vocabulary.items import Dial
from game.engine.rules.vocabulary.plan import Draft, DropDraft, SetDial
from game.engine.world.arithmetic.total import total
from game.opponents.planner import Planner

Move = Callable[[Planner], None]


def provocation(planner: Planner) -> int:
    """Notches by which the rival's harshest tightening stands above the start; below zero if it only eased."""
    moves = [planner.at(d.id) - planner.start[d.id] for d in planner.rival_dials if d.stance or d.notches[-1].rung >= 3]
    rise = max(moves, default=0)
    return rise if rise > 0 else -min(1, total(1 for m in moves if m < 0))


def in_kind(planner: Planner) -> dict[str, int]:
    """Stances that answer the rival's conduct: the start's notch, moved by its rise or fall times `answer`."""
    step = provocation(planner)
    answered = step if step <= 0 else int(step * planner.number("answer") + 0.5)
    ceiling = int(planner.number("ceiling"))
    wanted = {}
    for dial in planner.stances:
        base = planner.start[dial.id]
        goal = base + answered if dial.audience == "rival" else base + min(answered, 0)
        wanted[dial.id] = max(0, min(goal, ceiling))
    return wanted


def keep_proportion(planner: Planner) -> None:
    """Answer in kind: ease what stands above the measured answer, or ease first now and then; tighten when provoked."""
    wanted = in_kind(planner)
    ease(planner, wanted, 1)
    if planner.happens("forgive"):
        strict = [d for d in planner.stances if planner.at(d.id) > 1 and not planner.touched(d.id)]
        mildest = sorted(strict, key=lambda d: (d.audience == "rival", -planner.at(d.id)))[:1]
        ease(planner, {d.id: planner.at(d.id) - 1 for d in mildest}, 1)
    if provocation(planner) > 0:
        tighten(planner, {d.id: wanted[d.id] for d in planner.stances if d.audience == "rival"}, 1)


def calibrate(planner: Planner) -> None:
    """Spare everyone but the rival; press the rival now and then while danger is low; else ease, as it eases or danger rises.

    A harsh rival is not answered in kind: what it freezes wears off, and the trust that an answer costs does not come back."""
    spared = {d.id: 1 for d in planner.stances if d.audience != "rival" and planner.start[d.id] > 0}
    ease(planner, spared, 1)
    rival = [d.id for d in planner.stances if d.audience == "rival"]
    danger = planner.seen.figures[planner.side].crisis > planner.number("risk")
    if not danger and planner.happens("press"):
        tighten(planner, dict.fromkeys(rival, int(planner.number("ceiling"))), 1)
    elif danger or (mild(planner) and planner.happens("forgive")):
        ease(planner, dict.fromkeys(rival, 1), 1)


def mild(planner: Planner) -> bool:
    """Whether the rival restricts us no more than by ordinary licences."""
    return all(planner.at(d.id) <= 1 for d in planner.rival_dials if d.stance and d.audience in ("rival", "outside"))


def climb(planner: Planner) -> None:
    """Tighten a notch every few quarters whether provoked or not, the rival first, then its coalition."""
    every = max(1, int(planner.number("climb_every")))
    provoked = provocation(planner) > 0
    if not provoked and planner.seen.quarter % every != every - 1:
        return
    ceiling = int(planner.number("ceiling"))
    tighten(planner, {d.id: ceiling for d in planner.stances if d.audience in ("rival", "rival-coalition")}, 1)


def freeze_everything(planner: Planner) -> None:
    """Every stance to its last notch in one go, as fast as drafts allow."""
    for dial in planner.stances:
        last = len(dial.notches) - 1
        if planner.at(dial.id) < last:
            _raise(planner, dial, last)


def open_everything(planner: Planner) -> None:
    """Every stance, and every other control, to its mildest notch."""
    ease(planner, {d.id: 0 for d in planner.own_dials if d.stance or d.notches[-1].rung >= 3}, 3)


def ease(planner: Planner, wanted: Mapping[str, int], most: int) -> None:
    """Lower at most `most` dials by a notch toward the wanted one, the one that stands highest above it first."""
    above = [d for d in planner.own_dials if d.id in wanted and planner.at(d.id) > wanted[d.id] and not planner.touched(d.id)]
    for dial in sorted(above, key=lambda d: wanted[d.id] - planner.at(d.id)):
        if most > 0 and planner.add(SetDial(dial.id, planner.at(dial.id) - 1), "ease", planner.at(dial.id), wanted[dial.id]):
            most -= 1


def tighten(planner: Planner, wanted: Mapping[str, int], most: int) -> None:
    """Raise at most `most` dials by a notch toward the wanted one; what needs a draft is drafted first."""
    below = [d for d in planner.stances if d.id in wanted and planner.at(d.id) < wanted[d.id] and not planner.touched(d.id)]
    for dial in below:
        if most == 0:
            return
        most -= 1 if _raise(planner, dial, planner.at(dial.id) + 1) else 0


def _raise(planner: Planner, dial: Dial, notch: int) -> bool:
    if any(isinstance(d.measure, SetDial) and d.measure.dial == dial.id for d in planner.own_drafts):
        return False  # what lies drafted is `enact_drafts`' matter
    measure = SetDial(dial.id, notch)
    if planner.add(measure, "tighten", notch):
        return True
    return planner.add(Draft(measure, planner.happens("quiet", dial.id)), "threaten", notch)


def enact_drafts(planner: Planner) -> None:
    """Matured drafts of who answers in kind: enacted as long as the rival's conduct still asks for them."""
    _settle_drafts(planner, in_kind(planner))


def enact_pressure(planner: Planner) -> None:
    """Matured drafts of who presses: enacted up to the ceiling, dropped when danger has risen."""
    calm = planner.seen.figures[planner.side].crisis <= planner.number("risk")
    ceiling = int(planner.number("ceiling")) if calm or planner.number("climb_every") > 0 else 0
    _settle_drafts(planner, {d.id: ceiling for d in planner.stances})


def _settle_drafts(planner: Planner, wanted: Mapping[str, int]) -> None:
    """A threat that fell due is carried out or lapses; drafts without a demand are enacted while they are wanted."""
    for draft in planner.own_drafts:
        if draft.since >= planner.seen.quarter or planner.demanded(draft.id):
            continue
        decide = _demand_due(planner, draft) if draft.demand else "enact" if _still_wanted(draft, wanted) else "drop"
        if decide == "enact":
            planner.add(draft.measure, "carry-out", draft.id)
        elif decide == "drop":
            planner.add(DropDraft(draft.id), "let-lapse", draft.id)


def _demand_due(planner: Planner, draft: StandingDraft) -> str:
    offer = next((o for o in planner.seen.offers if o.id == draft.demand), None)
    if offer is None or offer.answered == "yes":
        return "drop"
    if planner.seen.quarter < offer.since + offer.offer.due:
        return "wait"
    return "enact" if planner.happens("carry_out", draft.id) else "drop"


def _still_wanted(draft: StandingDraft, wanted: Mapping[str, int]) -> bool:
    measure = draft.measure
    return not isinstance(measure, SetDial) or measure.notch <= wanted.get(measure.dial, 0)


def enact_all_drafts(planner: Planner) -> None:
    """Enact whatever was drafted, always."""
    for draft in planner.own_drafts:
        planner.add(draft.measure, "carry-out", draft.id)
