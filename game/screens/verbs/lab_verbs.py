"""What the lab's controls do: choose a world and a quantity, move dials of either setting. One function a verb."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from game.screens.pages.menu.lab_page import filled
from game.structs import replace

if TYPE_CHECKING:
    from game.screens.app import App

FIELDS = frozenset(("scenario", "product", "quarters", "shown", "editing", "side", "family"))


def choose(app: App, field: str, value: str | int) -> None:
    """Choose a world, a length, a product, a quantity, a setting, a side or a family; another world begins with its own dials."""
    if field not in FIELDS:
        return
    changed: dict[str, Any] = {field: value}
    lab = replace(app.ui.lab, **changed)
    if field == "scenario":
        lab = replace(lab, one=(), two=())
    app.ui = replace(app.ui, lab=lab)


def move(app: App, dial: str, notch: int) -> None:
    """Set a dial in the setting that is being changed; where the scenario has it, it counts as not moved."""
    assert app.rules is not None
    item = app.rules.dials.get(dial)
    if item is None or not 0 <= notch < len(item.notches):
        return
    lab = filled(app.rules, app.ui.lab)
    held = dict(getattr(lab, lab.editing))
    held[dial] = notch
    if notch == app.rules.scenarios[lab.scenario].dials.get(dial, item.start):
        del held[dial]
    changed: dict[str, Any] = {lab.editing: tuple(sorted(held.items()))}
    app.ui = replace(app.ui, lab=replace(lab, **changed))


def clear(app: App) -> None:
    """Put all dials of both settings back."""
    app.ui = replace(app.ui, lab=replace(app.ui.lab, one=(), two=()))


VERBS: Mapping[str, Callable[..., None]] = {"lab": choose, "lab-dial": move, "lab-clear": clear}
