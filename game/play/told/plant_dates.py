"""When a named plant opens, as the record knows it: its expected quarter, moved by the news that it is late or early."""

from __future__ import annotations

from collections.abc import Iterable

from game.engine.rules.campaign.record import Past
from game.engine.rules.vocabulary.news import PlantNews
from game.engine.world.arithmetic.total import total
from game.engine.world.model.spec import NamedPlant


def opening_quarter(plant: NamedPlant, history: Iterable[Past]) -> int:
    """The quarter of the campaign, counted from 0, in which the first of the plant opens."""
    told = (n for p in history for n in p.news if isinstance(n, PlantNews) and n.plant == plant.title)
    return plant.first + total(n.quarters if n.key == "plant-late" else -n.quarters for n in told)
