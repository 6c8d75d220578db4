"""All kinds of effects: what content may name, and the record of each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Union

from game.engine.rules.effects import licensing, office, people, plants, relations, support, use
from game.engine.rules.effects.kind import Kind
from game.engine.rules.effects.licensing import Hold, Licence, Sealing, Tracking
from game.engine.rules.effects.office import Budget, Capital, ExchangeMandate, Support, TurnDial
from game.engine.rules.effects.people import Knowhow, Schooling, Talent
from game.engine.rules.effects.plants import Closure, Outage, Project
from game.engine.rules.effects.relations import Attention, Belief, Channel, Stance, Tension
from game.engine.rules.effects.support import Cost, Credit, Floor, Offtake, Permits, Subsidy
from game.engine.rules.effects.use import Demand, Hoard, Recycling, Research, Reserve, Stock
from game.engine.rules.fields.bounds import Tagged

Standing = Annotated[
    Union[
        Licence, Tracking, Sealing, Hold, Credit, Subsidy, Floor, Offtake, Permits, Schooling, Knowhow, Research, Recycling,
        Reserve, Outage, Cost, Demand, Hoard, Channel,
    ],
    Tagged(),
]  # fmt: skip
"""Effects that hold while the dial, measure or event is in force."""

Impulse = Annotated[
    Union[
        Project, Closure, Stock, Attention, Talent, Tension, Belief, Capital, Budget, Support, Stance, TurnDial, ExchangeMandate,
    ],
    Tagged(),
]  # fmt: skip
"""Effects that happen once."""

FAMILIES = (licensing, support, plants, use, people, relations, office)
KINDS: Mapping[type, Kind] = MappingProxyType({kind.struct: kind for family in FAMILIES for kind in family.KINDS})
"""Type of an effect → its record."""
