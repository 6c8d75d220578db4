"""Sense: sound items that make no sense in play. The checks of sources, scenarios and worlds stand here, one function a check;
those of cards, dials and orders in modules of their own. `trial.py` plays them.

A check yields findings at the item's own places. Nothing here stops a game, save what is marked an error."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from game.content.checks import actions, cards
from game.content.checks.claims_carried import carried_by
from game.content.format import world_items
from game.content.format.findings import Finding
from game.content.packs.folders import BASE
from game.content.packs.placed import Placed
from game.engine.rules.verdict.mandates import DECOYS
from game.engine.rules.vocabulary.calendar import index_of
from game.engine.rules.vocabulary.items import Mandate
from game.engine.world.model.spec import WHOLE_HALVES

FEW = 6
"""Names that a sentence tells one by one."""
DATED = re.compile(r"\d{4}(-\d{2}){0,2}")  # a year, a month or a day

# ---- sources ------------------------------------------------------------------------------------------------------


def claim_uncarried(s: Placed) -> Iterator[Finding]:
    """Every claim of a document must be carried by something in the game."""
    for claim, by in carried_by(s.items).items():
        if not by:
            message = f'no card, order, dial or mandate carries the claim "{claim}": name it under claims of one that speaks of it'
            yield s.at("claim", claim, (), "claim-uncarried", message)


def missing_label(s: Placed) -> Iterator[Finding]:
    """Every document must say what kind of source it is: author (or that none is named), date, links and root."""
    for id, document in s.of("document").items():
        for label in ("title", "short", "author", "date", "links", "root", "note"):
            if not getattr(document, label).strip():
                message = f'the label "{label}" is empty; say what is known, or that nothing is given'
                yield s.at("document", id, (label,), "missing-label", message)


def same_claim(s: Placed) -> Iterator[Finding]:
    """A claim that says the same as another points at one of another document that points at none; its root is its document's."""
    claims = s.of("claim")
    for id, claim in claims.items():
        first = claims.get(claim.same)
        if first and (first.document == claim.document or first.same):
            why = f'points at "{first.same}" itself' if first.same else "stands in the same document"
            message = f'"{claim.same}" {why}; name the first claim of another document that says the same'
            yield s.at("claim", id, ("same",), "same-claim", message)
        elif first and first.contested != claim.contested:
            message = f'it says the same as "{claim.same}", and they are not contested by the same; correct one of the two'
            yield s.at("claim", id, ("same",), "same-claim", message)
        document = s.of("document").get(claim.document)
        roots = [root.strip() for root in document.root.split("+")] if document else []
        if claim.root and document and claim.root not in roots:
            message = f'"{claim.root}" is no root of {claim.document}; expected {" or ".join(roots)}'
            yield s.at("claim", id, ("root",), "unknown-root", message)


def contested_told(s: Placed) -> Iterator[Finding]:
    """A contested claim must say who says so, with which evidence, as of when; a disputed one also who disputes it."""
    for id, item in s.of("contested").items():
        wanted = ("says", "disputes", "evidence") if item.status == "disputed" else ("says", "evidence")
        for field in wanted:
            if not "".join(getattr(item, field)).strip():
                message = f'a contested claim that is {item.status} must fill "{field}"; say what is known, or change the status'
                yield s.at("contested", id, (field,), "contested-untold", message)
        if not DATED.fullmatch(item.as_of):
            message = f'as_of must be a date such as 2026-11 or 2026-11-22; found "{item.as_of}"'
            yield s.at("contested", id, ("as_of",), "contested-untold", message)


# ---- scenarios and worlds -----------------------------------------------------------------------------------------


def scenario_fits(s: Placed) -> Iterator[Finding]:
    """A scenario's dates, world and mandates must fit together."""
    for id, item in s.of("scenario").items():
        first = index_of(item.start)
        start = s.of("world").get(item.world)
        near = (BASE, s.entries["scenario", id].pack)
        lacking = [name for name in s.of("dial") if name not in item.dials and s.entries["dial", name].pack in near]
        if lacking and item.dials:  # `dials: {}` says of all of them that they start as usual
            more = f" and {len(lacking) - FEW} more" if len(lacking) > FEW else ""
            message = f"nothing is said of the dials {', '.join(lacking[:FEW])}{more}; they start where they usually do"
            yield s.at("scenario", id, ("dials",), "dial-left-out", message, "note")
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
            elif len(dealt) < item.mandates_dealt + DECOYS:
                spare = len(dealt) - item.mandates_dealt
                sealed = f"the sealed one is guessed among {spare + 1}" if spare else "none can be sealed"
                counted = f"{len(dealt)} listed, {item.mandates_dealt} dealt"
                message = f"mandates of {side}: {counted}, so {sealed}; list {DECOYS - spare} more"
                yield s.at("scenario", id, ("mandates", side), "few-mandates", message, "note")
            for i, mandate in enumerate(dealt):
                found: Mandate | None = s.of("mandate").get(mandate)
                if found and found.side != side:
                    message = f'the mandate "{mandate}" belongs to {found.side}'
                    yield s.at("scenario", id, ("mandates", side, i), "other-side", message, "error")
            for part, given in (("par", item.par), ("opening", item.opening)):
                if side not in given:
                    yield s.at("scenario", id, (part,), "missing-field", f'"{part}" says nothing for {side}', "error")


def row_range(s: Placed) -> Iterator[Finding]:
    """Low and high of a world's row are factors on its values: they must enclose 1."""
    for id, item in s.of("world").items():
        for i, row in enumerate(item.rows):
            if not row.low <= 1 <= row.high:
                message = f"low and high are factors on the values and must enclose 1; found {row.low:g} and {row.high:g}"
                yield s.at("world", id, ("rows", i), "out-of-bounds", message, "error")


def ore_holds(s: Placed) -> Iterator[Finding]:
    """An ore must hold something, and low and high of its scarcest material must enclose 1."""
    for id, item in s.of("ore").items():
        if not any(amount > 0 for amount in item.holds.values()):
            message = "this ore holds nothing; give the share of one material at least"
            yield s.at("ore", id, ("holds",), "out-of-bounds", message, "error")
        if not item.low <= 1 <= item.high:
            message = f"low and high are factors and must enclose 1; found {item.low:g} and {item.high:g}"
            yield s.at("ore", id, ("low",), "out-of-bounds", message, "error")


def parameter_range(s: Placed) -> Iterator[Finding]:
    """A parameter's value must lie in its own range, and every parameter of the engine must be given."""
    for id, item in s.of("parameter").items():
        if not item.low <= item.value <= item.high:
            message = f"{item.value:g} lies outside the range {item.low:g} to {item.high:g}"
            yield s.at("parameter", id, ("value",), "out-of-bounds", message, "error")
        elif id in WHOLE_HALVES and not (2 * item.value).is_integer():
            message = f"{id} is taken in whole halves, such as 1.5 or 2; found {item.value:g}"
            yield s.at("parameter", id, ("value",), "out-of-bounds", message, "error")
    missing = world_items.missing_parameters(list(s.of("parameter")))
    if missing and s.of("parameter"):
        first = next(iter(s.of("parameter")))
        message = f"the engine's parameters {', '.join(missing)} are not given"
        yield s.at("parameter", first, (), "missing-parameter", message, "error")


CHECKS: tuple[Callable[[Placed], Iterable[Finding]], ...] = (
    *cards.CHECKS, *actions.CHECKS, missing_label, same_claim, contested_told, scenario_fits, row_range, ore_holds,
)  # fmt: skip
ABSENCES: tuple[Callable[[Placed], Iterable[Finding]], ...] = (
    cards.never_dealt, actions.never_withheld, claim_uncarried, parameter_range,
)  # fmt: skip


def check(items: Placed, whole: bool = True) -> list[Finding]:
    """The findings of all checks; those that look for what is absent only when the content is `whole`."""
    return [finding for function in (*CHECKS, *(ABSENCES if whole else ())) for finding in function(items)]
