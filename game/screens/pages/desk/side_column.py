"""The Desk's right side, which holds one of three: the card, the orders (of a family, of a place, or by name), or the Table."""

from __future__ import annotations

from game.screens.pages.desk.card_panel import card_panels, table_status, unanswered
from game.screens.pages.desk.charge_panel import charge_panel, naming_due
from game.screens.pages.desk.measures_panel import measures
from game.screens.pages.desk.rival_panels import capital, drafts, promises
from game.screens.scene.scene import Play
from game.screens.tree.node import Node
from game.screens.tree.parts import do, option

COLUMNS = {"card": ("a", "card"), "orders": ("o", "dials"), "table": ("t", "deal")}
"""What the column can hold: its key and icon."""


def side_column(scene: Play) -> list[Node]:
    """The tabs, and what the open one holds."""
    t = scene.t
    shown = scene.ui.column if scene.ui.column in COLUMNS else "card"
    waiting = unanswered(scene)
    value = {"card": t.number(waiting) if waiting else "", "orders": t.number(scene.options.orders_left), "table": ""}
    tabs = [
        option(
            f"column:{c}", t(f"column.{c}"), do("column", c), c == shown, key=key, icon=icon, hint=t(f"column.{c}_hint", n=value[c])
        )
        for c, (key, icon) in COLUMNS.items()
    ]
    head = Node("tabs", "columns", t("column.title"), children=tuple(tabs), slot="right")
    held = {"card": card_panels, "orders": lambda s: [measures(s)], "table": table}[shown](scene)
    return [head, *held]


def table(scene: Play) -> list[Node]:
    """What lies between the capitals, the readings of the other one, promises and drafts."""
    lies = [table_status(scene), capital(scene)]
    mandates = charge_panel(scene)
    found = [mandates, *lies] if naming_due(scene) else [*lies, mandates]  # what can be done in the last quarter alone stands first
    return [p for p in (*found, promises(scene), drafts(scene)) if p is not None]
