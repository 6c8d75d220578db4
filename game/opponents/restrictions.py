"""What scripts do about controls: answer in kind, climb, ease, carry threats out or let them lapse.

Each move looks at the desk and adds lines; the order of moves is the script's (`doctrines.py`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from game.engine.rules.campaign.record import StandingDraft
from game.engine.rules.vocabulary.items import Dial
from game.engine.rules.vocabulary.plan import Draft, DropDraft, SetDial
from game.engine.world.arithmetic.total import total
from game.opponents.planner import Desk

Move = Callable[[Desk], None]


def provocation(desk: Desk) -> int:
    """Notches by which the rival's harshest tightening stands above the start; below zero if it only eased."""
    moves = [desk.at(d.id) - desk.start[d.id] for d in desk.rival_dials if d.stance or d.notches[-1].rung >= 3]
    rise = max(moves, default=0)
    return rise if rise > 0 else -min(1, total(1 for m in moves if m < 0))


def in_kind(desk: Desk) -> dict[str, int]:
    """Stances that answer the rival's conduct: the start's notch, moved by its rise or fall times `answer`."""
    step = provocation(desk)
    answered = step if step <= 0 else int(step * desk.number("answer") + 0.5)
    ceiling = int(desk.number("ceiling"))
    wanted = {}
    for dial in desk.stances:
        base = desk.start[dial.id]
        goal = base + answered if dial.audience == "rival" else base + min(answered, 0)
        wanted[dial.id] = max(0, min(goal, ceiling))
    return wanted


def keep_proportion(desk: Desk) -> None:
    """Answer in kind: ease what stands above the measured answer, or ease first now and then; tighten when provoked."""
    wanted = in_kind(desk)
    ease(desk, wanted, 1)
    if desk.happens("forgive"):
        strict = [d for d in desk.stances if desk.at(d.id) > 1 and not desk.touched(d.id)]
        mildest = sorted(strict, key=lambda d: (d.audience == "rival", -desk.at(d.id)))[:1]
        ease(desk, {d.id: desk.at(d.id) - 1 for d in mildest}, 1)
    if provocation(desk) > 0:
        tighten(desk, {d.id: wanted[d.id] for d in desk.stances if d.audience == "rival"}, 1)


def calibrate(desk: Desk) -> None:
    """Spare everyone but the rival; press the rival now and then while danger is low; else ease, as it eases or danger rises.

    A harsh rival is not answered in kind: what it freezes wears off, and the trust that an answer costs does not come back."""
    spared = {d.id: 1 for d in desk.stances if d.audience != "rival" and desk.start[d.id] > 0}
    ease(desk, spared, 1)
    rival = [d.id for d in desk.stances if d.audience == "rival"]
    danger = desk.seen.figures[desk.side].escalation > desk.number("risk")
    if not danger and desk.happens("press"):
        tighten(desk, dict.fromkeys(rival, int(desk.number("ceiling"))), 1)
    elif danger or (mild(desk) and desk.happens("forgive")):
        ease(desk, dict.fromkeys(rival, 1), 1)


def mild(desk: Desk) -> bool:
    """Whether the rival restricts us no more than by ordinary licences."""
    return all(desk.at(d.id) <= 1 for d in desk.rival_dials if d.stance and d.audience in ("rival", "outside"))


def climb(desk: Desk) -> None:
    """Tighten a notch every few quarters whether provoked or not, the rival first, then its coalition."""
    every = max(1, int(desk.number("climb_every")))
    provoked = provocation(desk) > 0
    if not provoked and desk.seen.quarter % every != every - 1:
        return
    ceiling = int(desk.number("ceiling"))
    tighten(desk, {d.id: ceiling for d in desk.stances if d.audience in ("rival", "rival-coalition")}, 1)


def freeze_everything(desk: Desk) -> None:
    """Every stance to its last notch in one go, as fast as drafts allow."""
    for dial in desk.stances:
        last = len(dial.notches) - 1
        if desk.at(dial.id) < last:
            _raise(desk, dial, last)


def open_everything(desk: Desk) -> None:
    """Every stance, and every other control, to its mildest notch."""
    ease(desk, {d.id: 0 for d in desk.own_dials if d.stance or d.notches[-1].rung >= 3}, 3)


def ease(desk: Desk, wanted: Mapping[str, int], most: int) -> None:
    """Lower at most `most` dials by a notch toward the wanted one, the one that stands highest above it first."""
    above = [d for d in desk.own_dials if desk.at(d.id) > wanted.get(d.id, 99) and not desk.touched(d.id)]
    for dial in sorted(above, key=lambda d: wanted[d.id] - desk.at(d.id)):
        if most > 0 and desk.add(SetDial(dial.id, desk.at(dial.id) - 1), "ease", desk.at(dial.id), wanted[dial.id]):
            most -= 1


def tighten(desk: Desk, wanted: Mapping[str, int], most: int) -> None:
    """Raise at most `most` dials by a notch toward the wanted one; what needs a draft is drafted first."""
    below = [d for d in desk.stances if desk.at(d.id) < wanted.get(d.id, -1) and not desk.touched(d.id)]
    for dial in below:
        if most == 0:
            return
        most -= 1 if _raise(desk, dial, desk.at(dial.id) + 1) else 0


def _raise(desk: Desk, dial: Dial, notch: int) -> bool:
    if any(isinstance(d.measure, SetDial) and d.measure.dial == dial.id for d in desk.own_drafts):
        return False  # what lies drafted is `enact_drafts`' matter
    measure = SetDial(dial.id, notch)
    if desk.add(measure, "tighten", notch):
        return True
    return desk.add(Draft(measure, desk.happens("quiet", dial.id)), "threaten", notch)


def enact_drafts(desk: Desk) -> None:
    """Matured drafts of who answers in kind: enacted as long as the rival's conduct still asks for them."""
    _settle_drafts(desk, in_kind(desk))


def enact_pressure(desk: Desk) -> None:
    """Matured drafts of who presses: enacted up to the ceiling, dropped when danger has risen."""
    calm = desk.seen.figures[desk.side].escalation <= desk.number("risk")
    ceiling = int(desk.number("ceiling")) if calm or desk.number("climb_every") > 0 else 0
    _settle_drafts(desk, {d.id: ceiling for d in desk.stances})


def _settle_drafts(desk: Desk, wanted: Mapping[str, int]) -> None:
    """A threat that fell due is carried out or lapses; drafts without a demand are enacted while they are wanted."""
    for draft in desk.own_drafts:
        if draft.since >= desk.seen.quarter or desk.demanded(draft.id):
            continue
        decide = _demand_due(desk, draft) if draft.demand else "enact" if _still_wanted(draft, wanted) else "drop"
        if decide == "enact":
            desk.add(draft.measure, "carry-out", draft.id)
        elif decide == "drop":
            desk.add(DropDraft(draft.id), "let-lapse", draft.id)


def _demand_due(desk: Desk, draft: StandingDraft) -> str:
    offer = next((o for o in desk.seen.offers if o.id == draft.demand), None)
    if offer is None or offer.answered == "yes":
        return "drop"
    if desk.seen.quarter < offer.since + offer.offer.due:
        return "wait"
    return "enact" if desk.happens("carry_out", draft.id) else "drop"


def _still_wanted(draft: StandingDraft, wanted: Mapping[str, int]) -> bool:
    measure = draft.measure
    return not isinstance(measure, SetDial) or measure.notch <= wanted.get(measure.dial, 0)


def enact_all_drafts(desk: Desk) -> None:
    """Enact whatever was drafted, always."""
    for draft in desk.own_drafts:
        desk.add(draft.measure, "carry-out", draft.id)
