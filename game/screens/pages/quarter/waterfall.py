"""Why a figure moved: one sentence with the largest cause and what would have been without it, and the waterfall behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.engine.rules.vocabulary.plan import AnswerCard, Draft, DropDraft, GiveOrder, Line, Offer, SetDial, plain
from game.engine.world.arithmetic.total import total
from game.forecast.causes import Came, Cause, Group, Rest, as_seen, largest
from game.screens.pages.quarter.changes_abroad import changes_told
from game.screens.pages.shared.drawers import drawer
from game.screens.scene.scene import Play
from game.screens.tree.node import Node
from game.screens.tree.parts import table, text
from game.screens.words.rounding import rounded
from game.screens.words.sentences import bare, card_title, measure_told, term_told
from game.screens.words.texts import Texts, headed
from game.structs import Struct, replace

if TYPE_CHECKING:
    from game.engine.rules.campaign.observation import Observation
    from game.engine.rules.vocabulary.rules import Rules

LEAST = 0.05  # points; smaller parts stand together in one row
HELD = 0.5  # points; a figure that moved less, with or without its largest cause, held
SHOWN, GUIDED = 6, 3  # rows of causes at most, besides the rest, on the two levels


class Teller(Struct):
    """What causes are told with: the words, the rules in their language, and what the side saw before the quarter."""

    t: Texts
    rules: Rules
    before: Observation | None


def because(scene: Play, figure: str, change: float, value: str, whole: int) -> list[Node]:
    """The sentence and the table of one figure, whose change in whole points, as shown, is `whole`; empty while the causes are
    not worked out."""
    t, side = scene.t, scene.observation.side
    if scene.account is None or scene.account.quarter != scene.observation.quarter - 1:
        return []
    found = answered(as_seen(scene.account.causes[side, figure], side))
    as_listed = listed(found, SHOWN if scene.analyst else GUIDED)
    sentence = sentence_told(Teller(t, scene.rules, scene.before), figure, change, value, found, whole, as_listed)
    if abs(largest(found).amount) < LEAST:
        return [text(f"why:{figure}", sentence, style="strong")]
    most = named_cause(t, change, found)
    tells = most is not None and most.what == Rest("policy") and figure == "leverage"
    behind = changes_told(scene) if tells else ""  # what earlier policy was, the world tells
    told = text(f"why:{figure}", sentence, style="strong", hint=t("cause.hint"))
    inside = [text(f"why:{figure}:drift", behind, style="small", icon="world")] if behind else []
    inside.append(table(f"why:{figure}:table", t("cause.table"), rows(scene, found), hint=t("cause.table_hint"), style="fine"))
    return [told, *drawer(scene, f"why:{figure}", t("cause.open"), inside, t("cause.table_hint"))]


def answered(found: tuple[Cause, ...]) -> tuple[Cause, ...]:
    """An event and the answer to it as one cause, since a reader met them as one.

    Apart they are measured against the usual answer, which was not given: two large parts that cancel would tell of nothing that
    happened."""
    events = {c.what.card: c for c in found if isinstance(c.what, Came)}
    change = total(c.amount for c in found)
    told: list[Cause] = []
    for c in found:
        event = events.get(c.what.card) if isinstance(c.what, AnswerCard) else None
        if event is None:
            told.append(c)
            continue
        told.remove(event)
        left = change - event.amount - (change - c.without)
        told.append(replace(c, amount=event.amount + c.amount, without=left))
    return tuple(told)


def named_cause(t: Texts, change: float, found: tuple[Cause, ...]) -> Cause | None:
    """The largest cause without which the change would be told otherwise, in tenths; None where there is none."""
    counted = sorted((c for c in found if abs(c.amount) >= LEAST), key=lambda c: -abs(c.amount))
    return next((c for c in counted if t.signed(c.without, 1) != t.signed(change, 1)), None)


def sentence_told(
    teller: Teller,
    figure: str,
    change: float,
    value: str,
    found: tuple[Cause, ...],
    whole: int | None = None,
    as_listed: Sequence[tuple[Cause | None, float]] = (),
) -> str:
    """One sentence: the change, its largest cause, and the change as it would have been without that. Where a reader has seen the
    figure before and after, `whole` is what lies between the two as shown, which rounding may make a point more or less. Its
    part is told as the table beside it has it (`as_listed`).

    Only what the figure would have been told otherwise without is named as its cause: in whole points, or else in tenths."""
    t, name = teller.t, teller.t(f"figure.{figure}")
    most = named_cause(t, change, found)
    held = abs(change) < HELD if whole is None else not whole
    moved = t.signed(change if whole is None else whole)
    if most is None:
        return t("cause.none" if held else "cause.several", name=name, value=value, change=moved)
    cause = cause_told(teller, most)
    if held and abs(most.without) < HELD:
        part = next((points for c, points in as_listed if c is most), change - most.without)
        return t("cause.little", name=name, value=value, cause=cause, amount=t.signed(part, 1))
    digits = 0 if t.signed(most.without) != moved else 1
    moved = t.signed(change, 1) if digits else moved
    return t("cause.sentence", name=name, change=moved, cause=cause, without=t.signed(most.without, digits))


def rows(scene: Play, found: tuple[Cause, ...]) -> list[tuple[str, str]]:
    """The waterfall: every cause that counts in its order, the others in one row, and the change that they add up to."""
    t, teller = scene.t, Teller(scene.t, scene.rules, scene.before)
    parts = [
        (headed(cause_told(teller, cause)) if cause is not None else t("cause.rest"), t.signed(points, 1))
        for cause, points in listed(found, SHOWN if scene.analyst else GUIDED)
        if points
    ]
    change = total(c.amount for c in found)
    return [(t("cause.head"), t("cause.points")), *parts, (t("cause.all"), t.signed(change, 1))]


def listed(found: tuple[Cause, ...], most: int) -> list[tuple[Cause | None, float]]:
    """The largest causes in their order, and None for all others, in tenths of a point that add up to the change."""
    ranked = sorted((c for c in found if abs(c.amount) >= LEAST), key=lambda c: -abs(c.amount))[:most]
    shown = [c for c in found if c in ranked]
    change, rest = (total(c.amount for c in of) for of in (found, [c for c in found if c not in ranked]))
    return list(zip((*shown, None), rounded([*(c.amount for c in shown), rest], 1, change), strict=True))


def cause_told(teller: Teller, cause: Cause) -> str:
    """A cause as a noun phrase that can stand within a sentence."""
    t, rules = teller.t, teller.rules
    who = t.name(cause.side) if cause.side else ""
    match cause.what:
        case Rest(name="unseen"):
            return t("cause.unseen", side=who)
        case Rest(name=name):
            return t(f"cause.{name}")
        case Came(card=card):
            met = any(c.card == card for c in (teller.before.table if teller.before else ()))
            shared = card in rules.cards and rules.cards[card].to == "both"
            return t("cause.event", card=card_title(t, rules, card)) if met or shared else t("cause.event_unseen")
        case Group(name=name):
            return t(f"cause.group_{name}", side=who)
        case AnswerCard(card=card):
            return t("cause.answer", side=who, card=card_title(t, rules, card))
        case decided:
            return t("cause.decided", side=who, what=_decision(teller, decided))


def _decision(teller: Teller, line: Line) -> str:
    t, rules = teller.t, teller.rules
    match line:
        case Draft(measure=measure, quiet=quiet):
            return t("cause.quiet" if quiet else "cause.draft", what=bare(measure_told(t, rules, plain(measure))))
        case Offer(take=take):
            return t("cause.offer", what=bare(term_told(t, rules, take)))
        case DropDraft(draft=draft):
            drafts = teller.before.drafts if teller.before else ()
            known = (t("cause.drop", what=bare(measure_told(t, rules, d.measure))) for d in drafts if d.id == draft)
            return next(known, t("cause.drop_any"))
        case SetDial() | GiveOrder():
            return bare(measure_told(t, rules, plain(line)))
    return t("cause.break")
