"""The Desk: the one screen on which a quarter is read and planned. Puts together the panels that its neighbours make."""

from __future__ import annotations

from game.screens.pages.desk.goals_panel import goals_panel
from game.screens.pages.desk.ladder_and_mandates import ladder_tab, tasks_tab
from game.screens.pages.desk.markets import markets_tab
from game.screens.pages.desk.plan_panel import empty_dialog, lower_panels
from game.screens.pages.desk.side_column import side_column
from game.screens.pages.desk.supply_chain import chain_tab
from game.screens.pages.desk.threat_panel import threat_panel
from game.screens.pages.shared.explanation import explain_dialog
from game.screens.pages.shared.top_bar import calendar_dialog, top
from game.screens.pages.shared.world_map import world_tab
from game.screens.scene.scene import Play, Scene
from game.screens.tree.node import Node
from game.screens.tree.parts import button, dialog, do, option, panel, row, text
from game.structs import replace

TABS = {"world": world_tab, "chain": chain_tab, "markets": markets_tab, "ladder": ladder_tab, "tasks": tasks_tab}
TAB_KEYS = {"world": "m", "chain": "f", "markets": "k", "ladder": "r", "tasks": "g"}
TAB_ICONS = {"world": "world", "chain": "chain", "markets": "markets", "ladder": "ladder", "tasks": "target"}


def desk(scene: Play) -> Node:
    """The whole Desk."""
    t = scene.t
    nodes = [top(scene), *(open_leaf(scene) if scene.by_page else board(scene))]
    explained = explain_dialog(scene, scene.ui.dialog_of) if scene.ui.dialog == "explain" else None
    asked = explained or calendar_dialog(scene) or quit_dialog(scene) or empty_dialog(scene)
    return Node(
        "screen",
        "desk",
        t("desk.title", side=t.name(scene.observation.side)),
        style="desk",
        tone=scene.observation.side,
        children=tuple([*nodes, asked] if asked else nodes),
    )


def board(scene: Play) -> list[Node]:
    """Everything at once around the map."""
    return [threat_panel(scene), goals_panel(scene), centre(scene), *side_column(scene), *lower_panels(scene)]


LEAVES = {"map": ("map", "m"), "plan": ("list", "y")}
"""The pages of a Desk with large letters beside those of the column: icon and key."""


def open_leaf(scene: Play) -> list[Node]:
    """One page of the Desk with large letters: the map with its views, what the column holds, or what threatens, counts and is
    planned; above it the pages' names, below it how one commits."""
    t, leaf = scene.t, scene.ui.leaf
    side, *held = side_column(scene)
    named = [
        option(f"leaf:{name}", t(f"column.leaf_{name}"), do("leaf", name), leaf == name, key="" if leaf == name else key, icon=icon)
        for name, (icon, key) in LEAVES.items()
    ]
    columns = side.children if leaf == "side" else tuple(replace(c, on=False) for c in side.children)
    tabs = replace(side, children=(named[0], *columns, named[1]), slot="leaves")
    plan, ending = lower_panels(scene)
    if leaf == "map":
        return [tabs, centre(scene), short(ending)]
    if leaf == "plan":
        return [tabs, threat_panel(scene), goals_panel(scene), plan, ending]
    return [tabs, *held, short(ending)]


def short(ending: Node) -> Node:
    """How the quarter is committed, without the public word, which is said on the page of the plan."""
    return replace(ending, children=tuple(n for n in ending.children if n.id not in ("word", "say:drawer")))


def centre(scene: Play) -> Node:
    """The tabs with the open one's content."""
    t = scene.t
    open_tab = scene.ui.tab if scene.ui.tab in TABS else "world"
    tabs = [
        option(f"tab:{k}", t(f"tab.{k}"), do("tab", k), k == open_tab, key=TAB_KEYS[k], icon=TAB_ICONS[k], hint=t(f"tab.{k}_hint"))
        for k in TABS
    ]
    return panel("centre", "", [Node("tabs", "tabs", t("tab.title"), children=tuple(tabs)), *TABS[open_tab](scene)], slot="centre")


def quit_dialog(scene: Scene) -> Node | None:
    """Asks before the Desk is left; the campaign is saved either way."""
    t = scene.t
    if scene.ui.dialog != "quit":
        return None
    return dialog(
        "quit-dialog",
        t("quit.title"),
        do("dialog", ""),
        [
            text("quit-text", t("quit.text")),
            row(
                "quit-buttons",
                [
                    button(
                        "quit-title", t("quit.to_title"), do("to-title"), icon="arrow-left", key="t", hint=t("quit.to_title_hint")
                    ),
                    button("quit-yes", t("quit.yes"), do("quit-yes"), icon="door", key="y", hint=t("quit.yes_hint")),
                    button("quit-no", t("common.cancel"), do("dialog", ""), icon="x", key="z", style="primary"),
                ],
            ),
        ],
    )
