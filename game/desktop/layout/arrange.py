"""Arranges a whole screen by its style; a node tree, a window size and a measuring of letters in, a `Layout` out."""

from __future__ import annotations

from game.desktop.graphics.geometry import TextMeasure
from game.desktop.layout.brink_layout import brink, fits
from game.desktop.layout.desk_layout import desk
from game.desktop.layout.screen_layout import Layout
from game.desktop.layout.screen_styles import dialog, menu, page
from game.desktop.layout.scroll_areas import AreaBuilder
from game.screens.tree.node import Node, open_dialog, walk

BASE_EM = 14  # pixels of one unit of text in a window of 1280×720
SMALLEST, LARGEST = 0.85, 4.0


def scale_for(width: int, height: int) -> float:
    """How much larger things are drawn in a window of this size than in one of 1280×720, in quarter steps."""
    fit = min(width / 1280, height / 720)
    return max(SMALLEST, min(LARGEST, int(fit * 4 + 1e-6) / 4))


def em_for(width: int, height: int, text_scale: float) -> int:
    """Pixels of one unit of text; never so large that a line holds fewer than about twenty letters."""
    return max(9, min(round(BASE_EM * scale_for(width, height) * text_scale), width // 18))


def arrange(tree: Node, width: int, height: int, measure: TextMeasure, em: int, before: Layout | None = None) -> Layout:
    """The layout of a screen. `measure` must have been made for the same `em`.

    Parts that would be as they were are taken over from `before`, a layout that was made with the same `measure`."""
    areas = AreaBuilder(width, height, em, measure, before)
    nodes = [n for n in (tree.children if tree.role == "screen" else (tree,)) if n.role != "dialog"]
    if tree.style == "menu":
        menu(areas, tree, nodes)
    elif tree.style == "desk":
        desk(areas, tree, nodes)
    elif tree.style == "brink" and fits(areas):
        brink(areas, tree, nodes)
    else:
        page(areas, tree, nodes, scene=tree.style in ("scene", "brink"))
    above = open_dialog(tree)
    if above:
        dialog(areas, above)
    layout = areas.layout
    order = {n.id: i for i, n in reversed([*enumerate(walk(tree))])}

    def rank(i: int) -> tuple[int, int]:
        name = layout.boxes[i].node.id
        return order.get(name, order.get(name.rsplit("/", 1)[0], 0)), i  # a place on the map follows its map

    layout.order = sorted((i for i, b in enumerate(layout.boxes) if b.target and b.part != "term"), key=rank)
    return layout
