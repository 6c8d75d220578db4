"""What stands under a number that a player can see: made from the table of quantities, for any that has a source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from game.engine.rules.campaign.facts import Facts
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.quantities import QUANTITIES, measured
from game.engine.rules.explanations.accounts import ACCOUNTS
from game.engine.rules.explanations.explanation import Explanation, Input
from game.engine.rules.turn.observe import facts_seen
from game.engine.rules.vocabulary.items import DESKS
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.measures.quantities import Of, outside

NUMBERS = (
    "leverage",
    "leverage-today",
    "leverage-lasting",
    "reliability",
    "crisis",
    "escalation",
    "capital",
    "budget",
    "support",
    "partners",
)
"""The numbers that open and are of nothing else, in the order in which the codex lists them."""
MOST = 3  # regions or dials that are named
Listed = list[tuple[Of, str]]


def explain(rules: Rules, observation: Observation, quantity: str, before: Observation | None = None) -> Explanation:
    """What stands under a number: the id of a quantity, with what it is of behind a colon (`cover:heavy.magnet`). `before` is the
    observation a quarter ago, where it is known. KeyError for a number that does not open, or something that is not there."""
    kind, _, name = quantity.partition(":")
    id = f"{kind}-{name}" if name in DESKS else kind
    found = QUANTITIES[id]
    if not found.source or bool(name) != bool(found.by) or (name in DESKS) != (found.by == "watcher"):
        raise KeyError(quantity)
    facts = facts_seen(rules, observation, before)
    try:
        of = _of(facts, name)
    except ValueError:
        raise KeyError(quantity) from None
    start = observation.quarter == 0 and found.by == "watcher"
    worked = () if start else found.inputs  # what the scenario gave came from no inputs
    inputs = [x for ref in worked for x in _input(facts, ref[0], replace(of, name=ref[1] or of.name), name)]
    inputs += [x for also in found.also for x in _also(facts, also, of, name)]
    account = ACCOUNTS[id](rules, observation) if id in ACCOUNTS else ()
    return Explanation(found, name, measured(facts, id, of), tuple(dict.fromkeys(inputs)), account, start)


def _of(facts: Facts, name: str) -> Of:
    """What a number is of: a product's users outside its home, or a watcher of the own side."""
    if not name or name in DESKS:
        return facts.of(facts.side, name=name)
    of = facts.of(facts.side, product=name)
    return replace(of, rows=outside(facts.spec, of.product), name=name)


def _input(facts: Facts, id: str, of: Of, name: str) -> list[Input]:
    """An input as it is shown: none for constants, which stand in the formula, and for what only a month's flows hold."""
    quantity = QUANTITIES[id]
    if quantity.constant or quantity.month:
        return []
    value = measured(facts, id, of)
    if id == "watcher":
        return [Input(quantity, of.name, value, f"{id}:{of.name}", listed=True)]
    key = f"{id}:{name}" if quantity.by else id
    return [Input(quantity, "", value, key if quantity.source else "")]


def _also(facts: Facts, also: str, of: Of, name: str) -> list[Input]:
    id, _, several = also.partition("@")
    if not several:
        return _input(facts, id, of, name)
    if several in CASES:
        return _input(facts, id, of, name) if CASES[several](facts, id, of) else []
    return [
        Input(QUANTITIES[id], label, measured(facts, id, one), listed=id != "covered") for one, label in LISTS[several](facts, of)
    ]


# ---- what is listed -------------------------------------------------------------------------------------------------


def _regions(facts: Facts, of: Of, rows: list[int]) -> Listed:
    return [(replace(of, rows=(r,)), facts.spec.regions[r]) for r in rows]


def _worst(facts: Facts, of: Of) -> Listed:
    """The regions in which most is missing."""
    rows = _regions(facts, of, list(of.rows))
    return sorted(rows, key=lambda x: (measured(facts, "shortfall", x[0]), x[0].rows), reverse=True)[:MOST]


def _by_trust(facts: Facts, of: Of, rows: list[int]) -> Listed:
    return sorted(_regions(facts, of, rows), key=lambda x: (measured(facts, "trust-by", x[0]), x[1]))


def _doubters(facts: Facts, of: Of) -> Listed:
    own = int(facts.spec.side_region[of.side])
    return _by_trust(facts, of, [r for r in range(len(facts.spec.regions)) if r != own])[:MOST]


def _third(facts: Facts, of: Of) -> Listed:
    sides = facts.spec.side_region.tolist()
    return _by_trust(facts, of, [r for r in range(len(facts.spec.regions)) if r not in sides])


def _own_finals(facts: Facts, of: Of) -> Listed:
    finals = [int(p) for p in facts.spec.final_product if int(facts.spec.controls[int(p)]) == of.side]
    return [(replace(of, product=p), facts.spec.products[p]) for p in finals]


def _dials(facts: Facts, of: Of) -> Listed:
    """The harshest dials of the side."""
    own = [(d.notches[facts.dials[id]].rung, d.title, id) for id, d in facts.rules.dials.items() if d.side == facts.side]
    return [(replace(of, name=id), id) for rung, _, id in sorted(own, reverse=True)[:MOST] if rung]


def _countries(facts: Facts, of: Of) -> Listed:
    held = sorted(facts.stances.items(), key=lambda x: -x[1][of.side])
    return _regions(facts, of, [facts.spec.region(r) for r, _ in held])


LISTS: Mapping[str, Callable[[Facts, Of], Listed]] = {
    "worst": _worst, "doubters": _doubters, "third": _third, "own-finals": _own_finals, "dials": _dials, "countries": _countries,
}  # fmt: skip
CASES: Mapping[str, Callable[[Facts, str, Of], bool]] = {
    "final": lambda f, id, of: of.product in f.spec.final_product.tolist(),
    "some": lambda f, id, of: measured(f, id, of) > 0.0,
}
"""When an input is shown at all."""
