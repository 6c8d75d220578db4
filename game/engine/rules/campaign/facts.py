"""What conditions and quantities are judged on: the true record during a turn, or what one side observes."""

from __future__ import annotations

from collections.abc import Mapping

from game.engine.rules.campaign.places import capital_region, regions_of
from game.engine.rules.campaign.record import Accounts, Figures, MarkBorne, MeasureInForce, Promise, StandingDraft, StandingOffer
from game.engine.rules.vocabulary.plan import Side, other
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.measures.quantities import Of
from game.engine.world.model.spec import SIDES, WorldSpec
from game.engine.world.model.state import World
from game.structs import Struct, field


class Facts(Struct):
    """What a condition is judged on: the true record during a turn, or what one side observes."""

    rules: Rules
    scenario: str
    quarter: int
    side: Side
    world: World
    lane: int
    dials: Mapping[str, int]
    stances: Mapping[str, tuple[float, float]]
    marks: tuple[MarkBorne, ...]
    promises: tuple[Promise, ...]
    drafts: tuple[StandingDraft, ...]
    offers: tuple[StandingOffer, ...]
    enacted: tuple[tuple[str, int, str], ...]
    accounts: Mapping[Side, Accounts]  # an observation has only its own side's
    figures: Mapping[Side, Figures]
    rungs: Mapping[Side, float]
    grades: Mapping[Side, float] = field(default_factory=dict)  # verdict points, once a campaign is over
    statutes: tuple[tuple[str, int, int], ...] = ()
    measures: tuple[MeasureInForce, ...] = ()
    resolve: Mapping[Side, float] = field(default_factory=dict)  # an observation has both sides'
    before: World | None = None  # the world a quarter ago, where it is known

    @property
    def spec(self) -> WorldSpec:
        return self.world.spec

    def who(self, word: str) -> Side:
        """The side that a who-word means."""
        if word == "self":
            return self.side
        return other(self.side) if word == "rival" else ("beijing" if word == "beijing" else "washington")

    def where(self, word: str, side: Side) -> tuple[int, ...]:
        """Region indices of a where-word seen from `side`; no word means the side's own country."""
        if not word:
            return (capital_region(self.spec, side),)
        return regions_of(self.spec, self.stances, self.rules.numbers.join, side, word)

    def product(self, id: str) -> int:
        """Index of a product; the usual one when none is named."""
        return self.spec.product(id or self.rules.numbers.usual_product)

    def final(self, id: str) -> int:
        """Index of a final; the usual one when none is named."""
        return self.spec.finals.index(id or self.rules.numbers.usual_product)

    def of(self, side: Side, product: str = "", where: str = "", name: str = "") -> Of:
        """What a quantity is read of, in words of content. ValueError for a product or place that is not there."""
        wanted = product or self.rules.numbers.usual_product
        p = self.spec.product(wanted) if product or wanted in self.spec.products else -1
        return Of(p, self.where(where, side), SIDES.index(side), name, slice(self.lane, self.lane + 1))
