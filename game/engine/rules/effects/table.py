"""All kinds of effects: what content may name, and the record of each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Union

from game.engine.rules.effects import licensing, office, people, plants, relations, support, use
from game.engine.rules.effects.kind import Kind
from game.engine.rules.fields.bounds import Tagged

Standing = Annotated[
    Union[
        licensing.Licence, licensing.Tracking, licensing.Sealing, licensing.Hold, support.Credit, support.Subsidy,
        support.Floor, support.Offtake, support.Permits, people.Schooling, people.Knowhow, use.Research, use.Recycling,
        use.Reserve, plants.Outage, support.Cost, use.Demand, use.Hoard, relations.Channel,
    ],
    Tagged(),
]  # fmt: skip
"""Effects that hold while the dial, measure or event is in force."""

Impulse = Annotated[
    Union[
        plants.Project, plants.Closure, use.Stock, relations.Attention, people.Talent, relations.Tension,
        relations.Belief, office.Capital, office.Budget, office.Support, relations.Stance, office.TurnDial,
        office.ExchangeMandate,
    ],
    Tagged(),
]  # fmt: skip
"""Effects that happen once."""

FAMILIES = (licensing, support, plants, use, people, relations, office)
KINDS: Mapping[type, Kind] = MappingProxyType({kind.struct: kind for family in FAMILIES for kind in family.KINDS})
"""Type of an effect → its record."""
