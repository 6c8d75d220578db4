"""Sense: sound items that make no sense in play, one function a check. Works on built items; `trial.py` plays them.

A check yields findings at the item's own places. Nothing here stops a game, save what is marked an error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from game.content import world
from game.content.carried import carried_by
from game.content.findings import Finding, Severity, closest
from game.content.packs import Entry
from game.content.walk import Steps
from game.engine.rules import conditions as c
from game.engine.rules import effects as e
from game.engine.rules.calendar import index_of
from game.engine.rules.items import Card, Dial, Mandate, Order, Response, ScenarioItem
from game.engine.world.spec import WHOLE_HALVES

ACCOUNTS = (e.Capital, e.Budget, e.Support)
Signature = frozenset[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Sense:
    """All sound items: instances by kind and id, their entries for places, and the products that patterns may name."""

    items: Mapping[str, Mapping[str, Any]]
    entries: Mapping[tuple[str, str], Entry]
    products: tuple[str, ...]

    def of(self, kind: str) -> Mapping[str, Any]:
        """Items of a kind by id."""
        return self.items.get(kind, {})

    def at(
        self, kind: str, id: str, path: Steps, code: str, message: str, severity: Severity = "warning", guess: str = ""
    ) -> Finding:
        """A finding inside an item."""
        return self.entries[kind, id].finding(path, code, message, guess, severity=severity)


def signature(item: Dial | Order, products: tuple[str, ...] = ()) -> Signature:
    """What an order or dial writes: (kind of effect, product or final, where), over all notches.

    Patterns such as heavy.* are spread over `products`."""
    found: set[tuple[str, str, str]] = set()
    for effect in _effects(item):
        of = getattr(effect, "products", None) or getattr(effect, "finals", None) or ("",)
        where = next((getattr(effect, n) for n in ("to", "at", "of", "dial", "desk") if hasattr(effect, n)), "")
        named = [products[i] for p in of for i in world.matches(p, products)] if products else []
        found |= {(effect.kind, product, where) for product in (named or of)}
    if isinstance(item, Order) and item.promise:
        found.add(("promise", item.promise, "target"))
    return frozenset(found)


def _effects(item: Dial | Order) -> tuple[Any, ...]:
    if isinstance(item, Dial):
        return tuple(effect for notch in item.notches for effect in notch.effects)
    return (*item.impulses, *item.effects)


def conditions(condition: c.Condition | None) -> Iterator[Any]:
    """All conditions inside a condition, itself included."""
    if condition is None:
        return
    yield condition
    inner = getattr(condition, "of", ())
    for child in inner if isinstance(inner, tuple) else (inner,):
        yield from conditions(child)


# ---- cards --------------------------------------------------------------------------------------------------------


def never_dealt(s: Sense) -> Iterator[Finding]:
    """Cards that no scenario can bring up: by tag, scenario, date, chain or calendar."""
    followed = {f.card for card in s.of("card").values() for r in card.responses for f in r.follow}
    dated = {event.card for scenario in s.of("scenario").values() for event in scenario.calendar if event.card}
    for id, card in s.of("card").items():
        reason = _never(card, s, followed, dated)
        if reason:
            yield s.at("card", id, (), "never-dealt", f"this card can never come up: {reason}")


def _never(card: Card, s: Sense, followed: set[str], dated: set[str]) -> str:
    forced = card.id in followed or card.id in dated
    if card.called in ("chain", "date") and not forced:
        return f'it is called by "{card.called}", and no response follows with it and no calendar names it'
    if card.weight == 0 and not forced:
        return "its weight is 0, and no response follows with it and no calendar names it"
    scenarios = [x for x in s.of("scenario").values() if _may_play(card, x, forced)]
    return "" if scenarios or not s.of("scenario") else "no scenario has its tags, its date and its scenario condition together"


def _may_play(card: Card, scenario: ScenarioItem, forced: bool) -> bool:
    if scenario.cards and not forced and not set(scenario.cards) & set(card.tags):
        return False
    first = index_of(scenario.start)
    for part in _must(card.when):
        if isinstance(part, c.Scenario) and scenario.id not in part.ids:
            return False
        if isinstance(part, c.Quarter):
            if part.since and index_of(part.since) > first + scenario.quarters - 1:
                return False
            if part.until and index_of(part.until) < first:
                return False
    return True


def _must(condition: c.Condition | None) -> Iterator[Any]:
    """The conditions that must hold whatever else does: the whole, and the parts of an `all`."""
    if isinstance(condition, c.All):
        for part in condition.of:
            yield from _must(part)
    elif condition is not None:
        yield condition


def mark_call(s: Sense) -> Iterator[Finding]:
    """Cards that say a mark or the state calls them, with no condition that reads one."""
    for id, card in s.of("card").items():
        parts = list(conditions(card.when))
        if card.called == "mark" and not any(isinstance(p, c.HasMark) for p in parts):
            yield s.at("card", id, ("called",), "call-without-cause", 'this card is called by a mark, and its "when" reads none')
        if card.called == "state" and not parts:
            yield s.at("card", id, ("called",), "call-without-cause", 'this card is called by the state, and has no "when"')


def default_response(s: Sense) -> Iterator[Finding]:
    """The default must be one of the responses, whose ids must differ."""
    for id, card in s.of("card").items():
        ids = [r.id for r in card.responses]
        if card.default not in ids:
            message = f'the default "{card.default}" is none of the responses {", ".join(ids)}'
            yield s.at("card", id, ("default",), "unknown-response", message, "error", closest(card.default, ids))
        for i, response in enumerate(ids):
            if response in ids[:i]:
                yield s.at("card", id, ("responses", i, "id"), "repeated-id", f'two responses are called "{response}"', "error")


def same_responses(s: Sense) -> Iterator[Finding]:
    """Two responses of a card must not do the same."""
    for id, card in s.of("card").items():
        done = [_doing(r) for r in card.responses]
        for i, doing in enumerate(done):
            if doing in done[:i]:
                other = card.responses[done.index(doing)].id
                message = f'this response does exactly what "{other}" does; give it another effect'
                yield s.at("card", id, ("responses", i), "same-response", message)


def _doing(response: Response) -> tuple[Any, ...]:
    r = response
    pairs = sorted(map(repr, r.impulses)), sorted(map(repr, r.effects)), sorted(map(repr, r.follow))
    return (*map(tuple, pairs), r.capital, r.budget, r.rung, r.lasts if r.effects else 0)


def free_response(s: Sense) -> Iterator[Finding]:
    """A response that changes nothing but leaves a mark."""
    for id, card in s.of("card").items():
        for i, r in enumerate(card.responses):
            paired = any(r.id in (p.beijing, p.washington) for p in card.pairs)
            if not (r.impulses or r.effects or r.capital or r.budget or r.follow or paired):
                message = f'the response "{r.id}" changes nothing and costs nothing'
                yield s.at("card", id, ("responses", i), "no-effect", message)


def desks_disagree(s: Sense) -> Iterator[Finding]:
    """At least two desks must argue over a card, and no desk against itself."""
    for id, card in s.of("card").items():
        if len({r.desk for r in card.responses}) < 2:
            message = "all responses are argued for by the same desk; at least two desks must differ"
            yield s.at("card", id, ("responses",), "one-voice", message)
        for i, r in enumerate(card.responses):
            if r.against == r.desk:
                yield s.at("card", id, ("responses", i, "against"), "one-voice", f"the desk {r.desk} argues against itself")
            if bool(r.against) != bool(r.objection):
                have, lack = ("against", "objection") if r.against else ("objection", "against")
                yield s.at("card", id, ("responses", i), "half-objection", f'"{have}" is given without "{lack}"')


def pairs_known(s: Sense) -> Iterator[Finding]:
    """Pairs of answers must name responses, on cards that both capitals answer."""
    for id, card in s.of("card").items():
        ids = [r.id for r in card.responses]
        for i, pair in enumerate(card.pairs):
            for side in ("beijing", "washington"):
                named = getattr(pair, side)
                if named not in ids:
                    message = f'the pair names the response "{named}"; there are {", ".join(ids)}'
                    yield s.at("card", id, ("pairs", i, side), "unknown-response", message, "error", closest(named, ids))
        if card.pairs and card.to != "both":
            message = f"pairs count only on cards to both capitals; this one goes to {card.to}"
            yield s.at("card", id, ("pairs",), "unused-pairs", message)


def endless_chain(s: Sense) -> Iterator[Finding]:
    """Chains of cards that lead back to themselves and may be dealt again."""
    cards = s.of("card")
    follows = {id: sorted({f.card for r in card.responses for f in r.follow if f.card in cards}) for id, card in cards.items()}
    for id in cards:
        circle = {x for x in _reach(id, follows) if id in _reach(x, follows)}
        if id in circle and all(cards[x].again for x in circle):
            message = "this card follows itself in a circle whose cards may all be dealt again"
            yield s.at("card", id, (), "endless-chain", message)


def _reach(id: str, follows: Mapping[str, list[str]]) -> set[str]:
    seen: set[str] = set()
    ahead = list(follows[id])
    while ahead:
        nxt = ahead.pop()
        if nxt not in seen:
            seen.add(nxt)
            ahead += follows[nxt]
    return seen


# ---- effects and conditions ---------------------------------------------------------------------------------------

_NOTHING: dict[str, tuple[str, float]] = {
    "tracking": ("share", 0), "sealing": ("share", 0), "hold": ("shift", 0), "credit": ("rate", 0), "subsidy": ("share", 0),
    "permits": ("quarters", 0), "schooling": ("rate", 0), "knowhow": ("factor", 1), "research": ("factor", 1),
    "recycling": ("share", 0),
    "outage": ("share", 0), "cost": ("shift", 0), "demand": ("factor", 1), "hoard": ("months", 0), "project": ("capacity", 0),
    "closure": ("share", 0), "stock": ("months", 0), "attention": ("amount", 0), "talent": ("amount", 0), "tension": ("amount", 0),
    "belief": ("months", 0), "capital": ("amount", 0), "budget": ("amount", 0), "support": ("amount", 0), "stance": ("amount", 0),
    "dial": ("by", 0),
}  # fmt: skip


def effect_on_nothing(s: Sense) -> Iterator[Finding]:
    """Effects whose amount is the neutral one, so that nothing moves; dials of the other side."""
    for kind in ("dial", "order", "card"):
        for id, item in s.of(kind).items():
            for path, effect in _with_paths(item):
                field, neutral = _NOTHING.get(getattr(effect, "kind", ""), ("", 0.0))
                if field and getattr(effect, field) == neutral and kind != "dial":
                    message = f"{field} {neutral:g} changes nothing; leave the effect out"
                    yield s.at(kind, id, (*path, field), "effect-on-nothing", message)
                if isinstance(effect, e.TurnDial) and effect.dial in s.of("dial"):
                    side = getattr(item, "side", getattr(item, "to", ""))
                    owner = s.of("dial")[effect.dial].side
                    if side not in (owner, "both"):
                        message = f'the dial "{effect.dial}" belongs to {owner}, and this acts for {side}'
                        yield s.at(kind, id, (*path, "dial"), "effect-on-nothing", message)


def _with_paths(item: Any, path: Steps = ()) -> Iterator[tuple[Steps, Any]]:
    """Every effect or impulse inside an item, with its path."""
    for field in fields(item):
        value = getattr(item, field.name)
        for i, child in enumerate(value) if isinstance(value, tuple) else ():
            if field.name in ("effects", "impulses", "event"):
                yield (*path, field.name, i), child
            elif field.name in ("responses", "notches", "pairs"):
                yield from _with_paths(child, (*path, field.name, i))


def impossible_condition(s: Sense) -> Iterator[Finding]:
    """Conditions whose bounds leave no room."""
    for kind in ("card", "order", "mandate", "ending"):
        for id, item in s.of(kind).items():
            field = "condition" if kind == "mandate" else "when"
            for part in conditions(getattr(item, field)):
                message = _impossible(part, s)
                if message:
                    yield s.at(kind, id, (field,), "impossible-condition", message)


def _impossible(part: Any, s: Sense) -> str:
    if isinstance(part, (c.Quantity, c.DialAt)) and part.least > part.most:
        return f'"{part.kind}" asks for at least {part.least:g} and at most {part.most:g}'
    if isinstance(part, c.Quarter) and part.since and part.until and part.since > part.until:
        return f'"quarter" begins {part.since} and ends {part.until}'
    if isinstance(part, c.DialAt) and part.dial in s.of("dial"):
        most = len(s.of("dial")[part.dial].notches) - 1
        return f'the dial "{part.dial}" goes to {most}, and this asks for {part.least}' if part.least > most else ""
    return ""


# ---- orders and dials ---------------------------------------------------------------------------------------------


def same_notches(s: Sense) -> Iterator[Finding]:
    """Neighbouring notches of a dial must differ in what they do."""
    for id, dial in s.of("dial").items():
        for i in range(1, len(dial.notches)):
            if sorted(map(repr, dial.notches[i].effects)) == sorted(map(repr, dial.notches[i - 1].effects)):
                message = f'the notch "{dial.notches[i].label}" does exactly what "{dial.notches[i - 1].label}" does'
                yield s.at("dial", id, ("notches", i), "same-notch", message)


def notch_exists(s: Sense) -> Iterator[Finding]:
    """Starting notches must be on their dials."""
    for id, dial in s.of("dial").items():
        if dial.start >= len(dial.notches):
            message = f"the dial starts at {dial.start} and has notches 0 to {len(dial.notches) - 1}"
            yield s.at("dial", id, ("start",), "out-of-bounds", message, "error")
    for id, scenario in s.of("scenario").items():
        for name, notch in scenario.dials.items():
            if name in s.of("dial") and not 0 <= notch < len(s.of("dial")[name].notches):
                message = f'the dial "{name}" has notches 0 to {len(s.of("dial")[name].notches) - 1}; found {notch}'
                yield s.at("scenario", id, ("dials", name), "out-of-bounds", message, "error")


def same_signature(s: Sense) -> Iterator[Finding]:
    """No two orders or dials of a side may write the same cells with the same kind of effect."""
    seen: dict[tuple[str, Signature], tuple[str, str]] = {}
    for kind in ("dial", "order"):
        for id, item in s.of(kind).items():
            key = item.side, signature(item, s.products)
            if key in seen:
                other_kind, other = seen[key]
                message = f'this {kind} does what the {other_kind} "{other}" does, on the same products and places'
                yield s.at(kind, id, (), "same-signature", message)
            else:
                seen[key] = kind, id


def only_accounts(s: Sense) -> Iterator[Finding]:
    """An order or dial must move something in the world, not only its own side's accounts."""
    for kind in ("dial", "order"):
        for id, item in s.of(kind).items():
            promise = isinstance(item, Order) and item.promise
            if not promise and all(isinstance(effect, ACCOUNTS) for effect in _effects(item)):
                yield s.at(kind, id, (), "only-accounts", f"this {kind} moves nothing in the world, only accounts")


# ---- sources ------------------------------------------------------------------------------------------------------


def claim_uncarried(s: Sense) -> Iterator[Finding]:
    """Every claim of a document must be carried by something in the game."""
    for claim, by in carried_by(s.items).items():
        if not by:
            message = f'no card, order, dial or mandate carries the claim "{claim}"'
            yield s.at("claim", claim, (), "claim-uncarried", message)


def card_without_claim(s: Sense) -> Iterator[Finding]:
    """Every card must point at the claims that it carries."""
    for id, card in s.of("card").items():
        if not card.claims:
            yield s.at("card", id, ("claims",), "card-without-claim", "this card carries no claim of a document")


def missing_label(s: Sense) -> Iterator[Finding]:
    """Every document must say what kind of source it is: author (or that none is named), date, links and root."""
    for id, document in s.of("document").items():
        for label in ("title", "author", "date", "links", "root", "note"):
            if not getattr(document, label).strip():
                message = f'the label "{label}" is empty; say what is known, or that nothing is given'
                yield s.at("document", id, (label,), "missing-label", message)


# ---- scenarios and worlds -----------------------------------------------------------------------------------------


def scenario_fits(s: Sense) -> Iterator[Finding]:
    """A scenario's dates, world and mandates must fit together."""
    for id, item in s.of("scenario").items():
        first = index_of(item.start)
        start = s.of("world").get(item.world)
        if start and start.quarter != item.start:
            message = f'the scenario starts in {item.start} and its world "{item.world}" in {start.quarter}'
            yield s.at("scenario", id, ("start",), "dates-differ", message, "error")
        for i, event in enumerate(item.calendar):
            at = index_of(event.quarter)
            if not first <= at < first + item.quarters + item.successor + 6:
                yield s.at("scenario", id, ("calendar", i, "quarter"), "never-dealt", f"{event.quarter} lies outside this scenario")
        for side in ("beijing", "washington"):
            dealt: tuple[str, ...] = item.mandates.get(side, ())
            if len(dealt) < item.mandates_dealt:
                message = f"{item.mandates_dealt} mandates are dealt, and {side} has {len(dealt)} to deal from"
                yield s.at("scenario", id, ("mandates",), "too-few", message, "error")
            for i, mandate in enumerate(dealt):
                found: Mandate | None = s.of("mandate").get(mandate)
                if found and found.side != side:
                    message = f'the mandate "{mandate}" belongs to {found.side}'
                    yield s.at("scenario", id, ("mandates", side, i), "other-side", message, "error")
            for part, given in (("par", item.par), ("opening", item.opening)):
                if side not in given:
                    yield s.at("scenario", id, (part,), "missing-field", f'"{part}" says nothing for {side}', "error")


def row_range(s: Sense) -> Iterator[Finding]:
    """Low and high of a world's row are factors on its values: they must enclose 1."""
    for id, item in s.of("world").items():
        for i, row in enumerate(item.rows):
            if not row.low <= 1 <= row.high:
                message = f"low and high are factors on the values and must enclose 1; found {row.low:g} and {row.high:g}"
                yield s.at("world", id, ("rows", i), "out-of-bounds", message, "error")


def ore_holds(s: Sense) -> Iterator[Finding]:
    """An ore must hold something, and low and high of its scarcest material must enclose 1."""
    for id, item in s.of("ore").items():
        if not any(amount > 0 for amount in item.holds.values()):
            message = "this ore holds nothing; give the share of one material at least"
            yield s.at("ore", id, ("holds",), "out-of-bounds", message, "error")
        if not item.low <= 1 <= item.high:
            message = f"low and high are factors and must enclose 1; found {item.low:g} and {item.high:g}"
            yield s.at("ore", id, ("low",), "out-of-bounds", message, "error")


def parameter_range(s: Sense) -> Iterator[Finding]:
    """A parameter's value must lie in its own range, and every parameter of the engine must be given."""
    for id, item in s.of("parameter").items():
        if not item.low <= item.value <= item.high:
            message = f"{item.value:g} lies outside the range {item.low:g} to {item.high:g}"
            yield s.at("parameter", id, ("value",), "out-of-bounds", message, "error")
        elif id in WHOLE_HALVES and not (2 * item.value).is_integer():
            message = f"{id} is taken in whole halves, such as 1.5 or 2; found {item.value:g}"
            yield s.at("parameter", id, ("value",), "out-of-bounds", message, "error")
    missing = world.missing_parameters(list(s.of("parameter")))
    if missing and s.of("parameter"):
        first = next(iter(s.of("parameter")))
        message = f"the engine's parameters {', '.join(missing)} are not given"
        yield s.at("parameter", first, (), "missing-parameter", message, "error")


CHECKS: tuple[Callable[[Sense], Iterable[Finding]], ...] = (
    mark_call, default_response, same_responses, free_response, desks_disagree, pairs_known, endless_chain,
    effect_on_nothing, impossible_condition, same_notches, notch_exists, same_signature, only_accounts,
    card_without_claim, missing_label, scenario_fits, row_range, ore_holds,
)  # fmt: skip
ABSENCES: tuple[Callable[[Sense], Iterable[Finding]], ...] = (never_dealt, claim_uncarried, parameter_range)


def check(sense: Sense, whole: bool = True) -> list[Finding]:
    """The findings of all checks; those that look for what is absent only when the content is `whole`."""
    return [finding for function in (*CHECKS, *(ABSENCES if whole else ())) for finding in function(sense)]
