"""Mass balance of a starting world: every stage can be fed by the one before it, what is used is made, and its lack is felt.

Judges the compiled tables; where the rows stand that fill them is the caller's to say."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine.world.arithmetic.total import total
from game.engine.world.model.spec import WorldSpec

TOLERANCE = 0.15
"""Part by which two totals may differ: stocks, losses of a stage and rounding of shares lie below it."""


def unbalanced(spec: WorldSpec) -> Iterator[str]:
    """One sentence for each stage whose feed, and each final product whose use, does not match what is made a year."""
    made = [12.0 * total(spec.output0[:, p].tolist()) for p in range(len(spec.products))]
    for p, id in enumerate(spec.products):
        feed = int(spec.feed[p])
        if feed >= 0 and _differ(made[feed], made[p]):
            yield f"{_amount(made[feed])} a year of {spec.products[feed]} cannot feed {_amount(made[p])} of {id}"
    for f, id in enumerate(spec.finals):
        used, output = 12.0 * total(spec.use0[:, f].tolist()), made[int(spec.final_product[f])]
        if _differ(used, output):
            yield f"{_amount(output)} a year of {id} are made and {_amount(used)} are used"


def unmissed(spec: WorldSpec) -> Iterator[str]:
    """One sentence for each final product of which no region loses anything when it is withheld."""
    for f, id in enumerate(spec.finals):
        if not spec.lam[:, f].any():
            yield f"nobody loses anything by a lack of {id}; add a row to the table losses"


def _differ(one: float, two: float) -> bool:
    return abs(one - two) > TOLERANCE * max(one, two, 1e-12)


def _amount(x: float) -> str:
    return f"{x:,.0f}" if x >= 10 else f"{x:.3g}"
