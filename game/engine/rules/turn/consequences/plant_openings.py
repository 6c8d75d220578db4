"""Named plants keep their dates or not: half a year ahead luck and permits decide whether one comes early, on time or late.

Their expected delay stands in the world from the start (`slip` of the project): on average nothing is gained or lost here."""

from __future__ import annotations

from game.engine.rules.campaign.open_record import Work
from game.engine.rules.vocabulary.news import PlantNews
from game.engine.world.model.spec import NamedPlant

AHEAD = 2  # quarters before its expected opening at which a plant's date is known


def shift_of(plant: NamedPlant, draw: float, late: float, hastened: bool) -> int:
    """Quarters by which a plant opens after its expected date (below 0: before it), from a draw in [0, 1).

    A plant whose kind never slips (`slip` 0) is on time. Others come `far` quarters late with chance `late` and one quarter early
    with chance `far * late`; `far` is 1, or 2 for those expected to slip by two quarters or more. That is nothing on average.
    Hastened permits take a quarter off; no plant comes more than one quarter early, since it must be finished first."""
    if plant.slip <= 0:
        return 0
    far = 1 if plant.slip == 1 else 2
    shift = far if draw < late else -1 if draw < late * (1 + far) else 0
    return max(shift - 1, -1) if hastened else shift


def move_plants(work: Work) -> None:
    """At quarter's end: the plants expected to open in two quarters learn their date; their capacity moves in the ring."""
    for plant in work.spec.plants:
        if plant.first != work.quarter + AHEAD:
            continue
        hastened = any(float(work.world.haste[plant.region, p, work.lane]) >= 1.0 for p, _ in plant.adds)
        shift = shift_of(plant, work.luck("opening", plant.id), work.rules.numbers.opening_late, hastened)
        if shift == 0:
            continue
        ring = work.world.due.shape[0]
        for p, amount in plant.adds:
            for step in range(plant.ramp):
                start, row = plant.first + step, plant.region
                moved = min(amount, float(work.world.due[start % ring, row, p, work.lane]))
                work.post("due", (start % ring, row, p), -moved, f"plant:{plant.id}")
                work.post("due", ((start + shift) % ring, row, p), moved, f"plant:{plant.id}")
        work.tell(PlantNews("plant-late" if shift > 0 else "plant-early", plant.title, abs(shift)))
