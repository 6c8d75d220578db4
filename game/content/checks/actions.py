"""What is judged of dials, orders and effects beyond shape and names: that each does something, and something of its own.

One function a check; `trial.py` plays them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from game.content.format import world_items
from game.content.format.field_types import Steps
from game.content.format.findings import Finding
from game.content.packs.placed import Placed
from game.engine.rules.effects.kind import place_of, things_of
from game.engine.rules.effects.licensing import Licence
from game.engine.rules.effects.office import TurnDial
from game.engine.rules.effects.table import KINDS
from game.engine.rules.vocabulary import conditions as c
from game.engine.rules.vocabulary.items import Dial, Order

Signature = frozenset[tuple[str, str, str]]


def signature(item: Dial | Order, products: tuple[str, ...] = ()) -> Signature:
    """What an order or dial writes: (kind of effect, product or final, where), over all notches.

    Patterns such as heavy.* are spread over `products`."""
    found: set[tuple[str, str, str]] = set()
    for effect in item.does:
        of = things_of(effect) or ("",)
        where = str(place_of(effect) or getattr(effect, "dial", "") or getattr(effect, "desk", ""))
        named = [products[i] for p in of for i in world_items.matches(p, products)] if products else []
        found |= {(effect.kind, product, where) for product in (named or of)}
    if isinstance(item, Order) and item.promise:
        found.add(("promise", item.promise, "target"))
    return frozenset(found)


def effect_on_nothing(s: Placed) -> Iterator[Finding]:
    """Effects whose amount is the neutral one, so that nothing moves; dials of the other side."""
    for kind in ("dial", "order", "card"):
        for id, item in s.of(kind).items():
            for path, effect in _with_paths(item):
                size = KINDS[type(effect)].size
                if size is not None and getattr(effect, size.field) == size.nothing and kind != "dial":
                    message = f"{size.field} {size.nothing:g} changes nothing; leave the effect out"
                    yield s.at(kind, id, (*path, size.field), "effect-on-nothing", message)
                if isinstance(effect, TurnDial) and effect.dial in s.of("dial"):
                    side = getattr(item, "side", getattr(item, "to", ""))
                    owner = s.of("dial")[effect.dial].side
                    if side not in (owner, "both"):
                        message = f'the dial "{effect.dial}" belongs to {owner}, and this acts for {side}'
                        yield s.at(kind, id, (*path, "dial"), "effect-on-nothing", message)


def _with_paths(item: Any, path: Steps = ()) -> Iterator[tuple[Steps, Any]]:
    """Every effect or impulse inside an item, with its path."""
    for field in item.__struct_fields__:
        value = getattr(item, field)
        for i, child in enumerate(value) if isinstance(value, tuple) else ():
            if field in ("effects", "impulses", "event"):
                yield (*path, field, i), child
            elif field in ("responses", "notches", "pairs"):
                yield from _with_paths(child, (*path, field, i))


def impossible_condition(s: Placed) -> Iterator[Finding]:
    """Conditions whose bounds leave no room."""
    for kind in ("card", "order", "mandate", "ending"):
        for id, item in s.of(kind).items():
            field = "condition" if kind == "mandate" else "when"
            for part in c.parts(getattr(item, field)):
                message = _impossible(part, s)
                if message:
                    yield s.at(kind, id, (field,), "impossible-condition", message)


def _impossible(part: Any, s: Placed) -> str:
    if isinstance(part, (c.Quantity, c.DialAt)) and part.least > part.most:
        return f'"{part.kind}" asks for at least {part.least:g} and at most {part.most:g}'
    if isinstance(part, c.Quarter) and part.since and part.until and part.since > part.until:
        return f'"quarter" begins {part.since} and ends {part.until}'
    if isinstance(part, c.DialAt) and part.dial in s.of("dial"):
        most = len(s.of("dial")[part.dial].notches) - 1
        return f'the dial "{part.dial}" goes to {most}, and this asks for {part.least}' if part.least > most else ""
    return ""


def same_notches(s: Placed) -> Iterator[Finding]:
    """Neighbouring notches of a dial must differ in what they do."""
    for id, dial in s.of("dial").items():
        for i in range(1, len(dial.notches)):
            if sorted(map(repr, dial.notches[i].effects)) == sorted(map(repr, dial.notches[i - 1].effects)):
                message = f'the notch "{dial.notches[i].label}" does exactly what "{dial.notches[i - 1].label}" does'
                yield s.at("dial", id, ("notches", i), "same-notch", message)


def notch_exists(s: Placed) -> Iterator[Finding]:
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


def same_signature(s: Placed) -> Iterator[Finding]:
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


def only_accounts(s: Placed) -> Iterator[Finding]:
    """An order or dial must move something in the world, not only its own side's accounts."""
    for kind in ("dial", "order"):
        for id, item in s.of(kind).items():
            promise = isinstance(item, Order) and item.promise
            if not promise and all(KINDS[type(effect)].accounts for effect in item.does):
                yield s.at(kind, id, (), "only-accounts", f"this {kind} moves nothing in the world, only accounts")


def refusal_without_a_reason(s: Placed) -> Iterator[Finding]:
    """An order that asks for something first says what, or a player is refused and does not learn why."""
    for id, order in s.of("order").items():
        if order.when is not None and not order.why:
            message = "the order has a condition and does not say what to do when it refuses; add why: one sentence"
            yield s.at("order", id, ("when",), "no-reason", message)


def never_withheld(s: Placed) -> Iterator[Finding]:
    """Every material and mirror must stand under a licence dial, or nobody can withhold it."""
    licensed = [p for dial in s.of("dial").values() for e in dial.does if isinstance(e, Licence) for p in e.products]
    for kind in ("material", "mirror"):
        for id in s.of(kind):
            goods = [p for p in s.products if p.split(".")[0] == id]
            if not any(world_items.matches(pattern, goods) for pattern in licensed):
                message = (
                    f'no dial licenses "{id}", so nobody can withhold it; add one whose notches have an effect of kind licence'
                )
                yield s.at(kind, id, (), "never-withheld", message)


CHECKS: tuple[Callable[[Placed], Iterable[Finding]], ...] = (
    effect_on_nothing, impossible_condition, same_notches, notch_exists, same_signature, only_accounts,
    refusal_without_a_reason,
)  # fmt: skip
