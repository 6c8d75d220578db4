"""What is judged of cards beyond shape and names: whether they can come up, and whether their answers are answers.

One function a check; how a card is written is `writing.py`'s business."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from game.content.format.findings import Finding, closest
from game.content.packs.manifest import ID
from game.content.packs.placed import Placed
from game.engine.rules.vocabulary import conditions as c
from game.engine.rules.vocabulary.calendar import index_of
from game.engine.rules.vocabulary.items import Card, Response, ScenarioItem
from game.outside_text import cleaned


def never_dealt(s: Placed) -> Iterator[Finding]:
    """Cards that no scenario can bring up: by tag, scenario, date, chain or calendar."""
    followed = {f.card for card in s.of("card").values() for r in card.responses for f in r.follow}
    dated = {event.card for scenario in s.of("scenario").values() for event in scenario.calendar if event.card}
    for id, card in s.of("card").items():
        reason = _never(card, s, followed, dated)
        if reason:
            yield s.at("card", id, (), "never-dealt", f"this card can never come up: {reason}")


def _never(card: Card, s: Placed, followed: set[str], dated: set[str]) -> str:
    forced = card.id in followed or card.id in dated
    if card.called in ("chain", "date") and not forced:
        return f'it is called by "{card.called}", and no response follows with it and no calendar names it'
    if card.weight == 0 and not forced:
        return "its weight is 0, and no response follows with it and no calendar names it"
    scenarios = [x for x in s.of("scenario").values() if may_play(card, x, forced)]
    return "" if scenarios or not s.of("scenario") else "no scenario has its tags, its date and its scenario condition together"


def may_play(card: Card, scenario: ScenarioItem, forced: bool = True) -> bool:
    """Whether a scenario can bring a card up by its tags, dates and scenario condition. `forced`: a chain or date may call it."""
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


def mark_call(s: Placed) -> Iterator[Finding]:
    """Cards that say a mark or the state calls them, with no condition that reads one."""
    for id, card in s.of("card").items():
        parts = list(c.parts(card.when))
        if card.called == "mark" and not any(isinstance(p, c.HasMark) for p in parts):
            yield s.at("card", id, ("called",), "call-without-cause", 'this card is called by a mark, and its "when" reads none')
        if card.called == "state" and not parts:
            yield s.at("card", id, ("called",), "call-without-cause", 'this card is called by the state, and has no "when"')


def default_response(s: Placed) -> Iterator[Finding]:
    """The default must be one of the responses, whose ids must differ and be plain."""
    for id, card in s.of("card").items():
        ids = [r.id for r in card.responses]
        if card.default not in ids:
            message = f'the default "{card.default}" is none of the responses {", ".join(ids)}'
            yield s.at("card", id, ("default",), "unknown-response", message, "error", closest(card.default, ids))
        for i, response in enumerate(ids):
            if response in ids[:i]:
                yield s.at("card", id, ("responses", i, "id"), "repeated-id", f'two responses are called "{response}"', "error")
            elif not ID.match(response):
                message = f'an id is made of small letters, digits and hyphens; found "{cleaned(response, 60)}"'
                yield s.at("card", id, ("responses", i, "id"), "bad-id", message)


def same_responses(s: Placed) -> Iterator[Finding]:
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


def free_response(s: Placed) -> Iterator[Finding]:
    """A response that changes nothing but leaves a mark."""
    for id, card in s.of("card").items():
        for i, r in enumerate(card.responses):
            paired = card.auction is not None or any(r.id in (p.beijing, p.washington) for p in card.pairs)
            if not (r.impulses or r.effects or r.capital or r.budget or r.follow or paired):
                message = f'the response "{r.id}" changes nothing and costs nothing'
                yield s.at("card", id, ("responses", i), "no-effect", message)


def desks_disagree(s: Placed) -> Iterator[Finding]:
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
                yield s.at("card", id, ("responses", i, have), "half-objection", f'"{have}" is given without "{lack}"')


def pairs_known(s: Placed) -> Iterator[Finding]:
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


def bids_differ(s: Placed) -> Iterator[Finding]:
    """An auction needs both capitals, bids that differ, and a default that bids nothing."""
    for id, card in s.of("card").items():
        bids = [r.budget for r in card.responses]
        if card.auction is None:
            continue
        if card.to != "both":
            yield s.at(
                "card", id, ("auction",), "lone-bidder", f"both capitals bid in an auction; this card goes to {card.to}", "error"
            )
        silent = next((r.budget for r in card.responses if r.id == card.default), 0.0)
        if len(set(bids)) < len(bids) or silent:
            message = f"the bids (budget) are {', '.join(f'{b:g}' for b in bids)}; each must be another, and the default's 0"
            yield s.at("card", id, ("responses",), "same-bids", message, "error")


def endless_chain(s: Placed) -> Iterator[Finding]:
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


def card_without_claim(s: Placed) -> Iterator[Finding]:
    """Every card must point at the claims that it carries."""
    for id, card in s.of("card").items():
        if not card.claims and s.entries["card", id].pack not in s.fiction:
            message = (
                "this card carries no claim of a document: name what it speaks of (python -m game sources), "
                "or say fiction: true in pack.yaml"
            )
            yield s.at("card", id, ("claims",), "card-without-claim", message)


CHECKS: tuple[Callable[[Placed], Iterable[Finding]], ...] = (
    mark_call, default_response, same_responses, free_response, desks_disagree, pairs_known, bids_differ, endless_chain,
    card_without_claim,
)  # fmt: skip
"""Those that hold of each card by itself; `never_dealt` is judged only when all content is there."""
