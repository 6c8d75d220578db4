"""Sentences about the game's things: lines of a plan, refusals, offers, promises, news, deeds and the direction of effects.

One way of saying each act for both capitals. Layout is the screens' business."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.record import Promise, Recalled, StandingDraft
from game.engine.rules.effects.kind import place_of, things_of
from game.engine.rules.effects.table import KINDS, Impulse, Standing
from game.engine.rules.turn.options import Refusal
from game.engine.rules.vocabulary.acts import Act, OfCard, OfOrder
from game.engine.rules.vocabulary.items import Dial
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
    Say,
    SetDial,
    Side,
    Term,
)
from game.engine.rules.vocabulary.rules import Rules
from game.screens.words.magnitudes import magnitude
from game.screens.words.texts import Texts

Effect = Standing | Impulse
FEW = 3  # effects of one time that are told at Guided level


def notch_label(t: Texts, dial: Dial, notch: int) -> str:
    """The name of a notch; a notch outside the dial shows its number."""
    if not 0 <= notch < len(dial.notches):
        return t.number(notch)
    return dial.notches[notch].label


def date_of(t: Texts, rules: Rules, scenario: str, quarter: int) -> str:
    """The date of a quarter that is counted from the campaign's start."""
    start = rules.scenarios[scenario].start
    year, _, part = start.partition("Q")
    n = int(year) * 4 + int(part) - 1 + quarter
    return t.date(f"{n // 4}Q{n % 4 + 1}")


def measure_told(t: Texts, rules: Rules, measure: Measure) -> str:
    """A dial setting or an order in words."""
    if isinstance(measure, SetDial):
        dial = rules.dials[measure.dial]
        words = t("line.dial", dial=dial.title, notch=notch_label(t, dial, measure.notch))
    else:
        title = rules.orders[measure.order].title
        words = t("line.order_at", order=title, target=t.name(measure.target)) if measure.target else t("line.order", order=title)
    return t("line.statute", line=words) if measure.statute else words


def term_told(t: Texts, rules: Rules, term: Term) -> str:
    """One side of a deal in words."""
    dial = rules.dials[term.dial]
    return t("line.term", dial=dial.title, notch=notch_label(t, dial, term.most))


def offer_told(t: Texts, rules: Rules, offer: Offer, drafts: Iterable[StandingDraft] = (), *, from_us: bool = True) -> str:
    """A deal or demand in one sentence, seen by the side that makes it or by the side that receives it."""
    take, quarters = term_told(t, rules, offer.take), t.count("quarters", offer.quarters)
    who = "ours" if from_us else "theirs"
    if offer.give is not None:
        return t(f"line.deal_{who}", give=term_told(t, rules, offer.give), take=take, quarters=quarters)
    threat = next((measure_told(t, rules, d.measure) for d in drafts if d.id == offer.draft), t("line.a_draft"))
    return t(f"line.demand_{who}", take=take, quarters=quarters, threat=threat, due=t.count("quarters", max(1, offer.due)))


def line_told(
    t: Texts,
    rules: Rules,
    line: Line,
    drafts: Iterable[StandingDraft] = (),
    promises: Iterable[Promise] = (),
    *,
    from_us: bool = True,
) -> str:
    """A line of a plan in one sentence."""
    match line:
        case SetDial() | GiveOrder():
            return measure_told(t, rules, line)
        case Draft(measure=measure, quiet=quiet):
            return t("line.draft_quiet" if quiet else "line.draft_announced", measure=measure_told(t, rules, measure))
        case DropDraft(draft=draft):
            return t("line.drop", measure=next((measure_told(t, rules, d.measure) for d in drafts if d.id == draft), draft))
        case AnswerCard(card=card, response=chosen):
            return t("line.card", card=card_title(t, rules, card), response=bare(response_text(t, rules, card, chosen)))
        case Offer():
            return offer_told(t, rules, line, drafts, from_us=from_us)
        case BreakPromise(promise=promise):
            return t("line.break", promise=next((promise_told(t, rules, p) for p in promises if p.id == promise), promise))
        case Say(word=said):
            return t("line.say", word=word(t, said))
        case NameCharge(mandate=mandate):
            return t("line.name_charge", mandate=id_told(t, rules, mandate))


def word(t: Texts, said: str) -> str:
    """A public sentence."""
    return t(f"word.{said.replace(' ', '_')}") if said else t("word.silent")


def card_title(t: Texts, rules: Rules, card: str) -> str:
    """A card's title; the brink has one of its own."""
    if card == "brink":
        return t("brink.title")
    return rules.cards[card].title if card in rules.cards else card


def response_text(t: Texts, rules: Rules, card: str, response: str) -> str:
    """A response of a card."""
    if card == "brink":
        return t(f"brink.{response}")
    found = rules.cards[card].responses if card in rules.cards else ()
    return next((r.text for r in found if r.id == response), response)


def act_told(t: Texts, rules: Rules, act: Act) -> str:
    """The act that left a mark, in the words that the player chose it by; "" for one at the Table or the brink."""
    if isinstance(act, OfCard):
        return bare(response_text(t, rules, act.card, act.response))
    return rules.orders[act.order].title if isinstance(act, OfOrder) and act.order in rules.orders else ""


def memory_told(t: Texts, rules: Rules, scenario: str, recalled: Recalled) -> str:
    """What a card remembers, with the quarter and the act filled in."""
    memory, mark = rules.cards[recalled.card].memories[recalled.memory], recalled.mark
    told = {"quarter": date_of(t, rules, scenario, mark.since), "act": act_told(t, rules, mark.act)}
    return filled(memory.text, told)


def filled(text: str, fields: Mapping[str, str]) -> str:
    """A text of an item with its fields in braces; what has no such field stays as it stands."""
    for name, told in fields.items():
        text = text.replace("{" + name + "}", told)
    return text


def threats_told(t: Texts, o: Observation, side: Side) -> str:
    """How many of a side's threats that fell due it carried out; what is believed before any did is no history."""
    due, done = o.threats.get(side, (0.0, 0.0))
    if not due:
        return t("rival.threats_none")
    return t("rival.threats_of", **{k: t.number(x, 0 if x == int(x) else 1) for k, x in (("due", due), ("done", done))})


def promise_told(t: Texts, rules: Rules, promise: Promise) -> str:
    """What was promised, without to whom and until when."""
    if promise.dial in rules.dials:
        return term_told(t, rules, Term(promise.dial, promise.most))
    return order_title(rules, promise.order) or t("line.a_measure")


def last_quarter(promise: Promise, now: int) -> int:
    """The last quarter in which a promise binds, the present one at least."""
    return max(promise.until - 1, now)


def order_title(rules: Rules, id: str) -> str:
    """The title of an order, or of the order that a measure in force (`<order>-<number>`) came from; "" for neither."""
    found = rules.orders.get(id) or rules.orders.get(id.rpartition("-")[0])
    return found.title if found else ""


def id_told(t: Texts, rules: Rules, id: str) -> str:
    """An id as a reader knows it; what has no name stays as it is."""
    if id in rules.dials:
        return rules.dials[id].title
    if order_title(rules, id):
        return order_title(rules, id)
    if id in rules.cards or id == "brink":
        return card_title(t, rules, id)
    if id in rules.mandates:
        return rules.mandates[id].title
    return t.name(id) if t.has(f"name.{id}") else id


def bare(sentence: str) -> str:
    """A sentence without its full stop, to stand inside another one."""
    return sentence.rstrip(".。 ")


def refusal_told(t: Texts, rules: Rules, refusal: Refusal | None, scenario: str = "") -> str:
    """Why a line is not possible now, in one sentence with its numbers; "" when it is. Quarters are dated in the scenario."""
    if refusal is None:
        return ""
    code, numbers = refusal.code, refusal.numbers
    if code == "condition" and numbers and str(numbers[0]) in rules.orders:
        order = rules.orders[str(numbers[0])]
        return order.why or t("refusal.condition")
    fields = {f"a{i}": _refusal_number(t, rules, refusal, i, scenario) for i in range(len(numbers))}
    return t(f"refusal.{code}", **fields)


def _refusal_number(t: Texts, rules: Rules, refusal: Refusal, place: int, scenario: str) -> str:
    n, code = refusal.numbers[place], refusal.code
    if isinstance(n, str):
        return id_told(t, rules, n)
    if code == "budget":
        return t.money(float(n), 2)
    if scenario and (code, place) in QUARTER_NUMBERS:
        return date_of(t, rules, scenario, int(n))
    if code in NOTCH_SECOND and place == 1 and str(refusal.numbers[0]) in rules.dials:
        return notch_label(t, rules.dials[str(refusal.numbers[0])], int(n))
    return t.number(n) if float(n) == int(n) else t.number(n, 1)


QUARTER_NUMBERS = frozenset(
    (("promised", 2), ("promised-already", 2), ("order-runs", 1), ("statute-locked", 0), ("table-closed", 0), ("not-yet", 0))
)
NOTCH_SECOND = frozenset(("promised", "promised-already", "offered"))
"""Codes of refusals whose first number is a dial and whose second is a notch of it."""


# ---- the direction of effects ---------------------------------------------------------------------------------------


def products_told(t: Texts, patterns: Iterable[str]) -> str:
    """Product ids and patterns (heavy.*, *.magnet) in words."""
    return t("number.list_separator").join(
        t.name(p.replace("*.", "").replace(".*", "")) if "*" in p else t.name(p) for p in patterns
    )


def _parts(t: Texts, rules: Rules, effect: Effect) -> tuple[str, str, str]:
    """One effect: the key of its sentence, what moves, and whose."""
    place, things, size = place_of(effect), things_of(effect), KINDS[type(effect)].size
    where = t.name(str(effect.desk)) if hasattr(effect, "desk") else "" if place is None else t.name(place or "world")
    what = products_told(t, things) if things else ""
    if hasattr(effect, "dial"):
        what = rules.dials[effect.dial].title if effect.dial in rules.dials else effect.dial
    if size is None or size.turn is None:
        return f"effect.{effect.kind}", what, where
    return f"effect.{effect.kind}_{'up' if getattr(effect, size.field) > size.turn else 'down'}", what, where


def effect_told(t: Texts, rules: Rules, effect: Effect, *, numbers: bool = False) -> str:
    """One effect: what moves, whose, which way, and how much only with `numbers`."""
    key, what, where = _parts(t, rules, effect)
    words = t(key, what=what, where=where)
    size = magnitude(t, effect) if numbers else ""
    return t("effect.with_number", effect=words, n=size) if size else words


def directions_told(t: Texts, rules: Rules, effects: Iterable[Effect]) -> list[str]:
    """Which way things move; what moves alike in several places is said once."""
    places: dict[tuple[str, str], list[str]] = {}
    for effect in effects:
        key, what, where = _parts(t, rules, effect)
        places.setdefault((key, what), []).append(where)
    comma = t("number.list_separator")
    return [t(key, what=what, where=comma.join(dict.fromkeys(where))) for (key, what), where in places.items()]


def effects_told(
    t: Texts,
    rules: Rules,
    now: Iterable[Effect],
    standing: Iterable[Effect] = (),
    *,
    lasts: int = 0,
    numbers: bool = False,
    few: int = FEW,
) -> tuple[str, ...]:
    """What a response or order does: a sentence for each time at which it is felt.

    At Guided level directions of the first `few` things; with `numbers` all of them, how much, and for how many quarters."""
    first = tuple(now)
    when: dict[str, list[Effect]] = {
        "now": [e for e in first if not KINDS[type(e)].later],
        "year": list(standing),
        "later": [e for e in first if KINDS[type(e)].later],
    }
    told = {
        k: [effect_told(t, rules, e, numbers=True) for e in found] if numbers else directions_told(t, rules, found)[:few]
        for k, found in when.items()
        if found
    }
    joined = {k: t("number.sentence_separator").join(dict.fromkeys(words)) for k, words in told.items()}
    if numbers and "year" in joined:
        span = t("effect.for_quarters", quarters=t.count("quarters", lasts)) if lasts else t("effect.while_it_stands")
        joined["year"] += span
    spans = {"year": "effect.standing" if numbers else "effect.when_year"}
    return tuple(t(spans.get(k, f"effect.when_{k}"), effect=words) for k, words in joined.items())
