"""Arranges the brink: two capitals over a gap with the ladder between them, the incident's name, and the answers on paper below."""

from __future__ import annotations

from collections.abc import Sequence

from game.desktop.graphics.geometry import Rect
from game.desktop.layout.scroll_areas import AreaBuilder, Fill, in_a_row
from game.desktop.widgets.flow import Flow
from game.screens.tree.node import Node

LEAST_WIDE, LEAST_HIGH = 72, 44  # units of text: in a smaller window the brink is a page like others
SKY = 0.56  # of the height, for the picture


def fits(areas: AreaBuilder) -> bool:
    """Whether the window has room for the scene."""
    return areas.layout.width >= areas.u(LEAST_WIDE) and areas.layout.height >= areas.u(LEAST_HIGH)


def brink(areas: AreaBuilder, root: Node, nodes: Sequence[Node]) -> None:
    """The whole scene, by the slots of its nodes."""
    lay = areas.layout
    slots = {
        slot: [n for n in nodes if n.slot == slot]
        for slot in ("left", "right", "ladder", "incident", "answers", "theirs", "ours", "foot")
    }
    sky = round(lay.height * SKY)
    areas.ground(root, "brink-sky", Rect(0, 0, lay.width, sky), "brink")
    areas.ground(root, "brink-floor", Rect(0, sky, lay.width, lay.height - sky), "brink")
    wide = areas.u(12)
    for slot, x in (("left", round(lay.width * 0.09)), ("right", round(lay.width * 0.91) - wide)):
        stack(areas, slot, slots[slot], Rect(x, round(sky * 0.14), wide, sky - round(sky * 0.14)))
    ladder = areas.u(14)
    stack(
        areas,
        "ladder",
        slots["ladder"],
        Rect((lay.width - ladder) // 2, areas.u(3), ladder, sky - areas.u(3)),
        map_height=sky - areas.u(3.5),
    )
    pad, top = areas.u(1.2), sky + areas.u(0.6)
    foot = in_a_row(slots["foot"], "brink")
    low = areas.height(foot, lay.width - 2 * pad)
    told = slots["incident"]
    tall = areas.height(centred(told), lay.width - 2 * pad)
    areas.area("incident", Rect(pad, top, lay.width - 2 * pad, tall), centred(told), of=told)
    top += tall + areas.u(0.7)
    side, gap = areas.u(8), areas.u(1.4)
    room = Rect(pad + side + gap, top, lay.width - 2 * (pad + side + gap), lay.height - top - low - areas.u(1.2))
    for slot, x in (("theirs", pad), ("ours", lay.width - pad - side)):
        stack(areas, slot, slots[slot], Rect(x, top, side, room.h))
    answers = [c for n in slots["answers"] for c in n.children]
    areas.area("answers", room, lambda flow, x, y, w: side_by_side(flow, answers, x, y, w), of=answers)
    areas.area("foot", Rect(pad, lay.height - low - areas.u(0.6), lay.width - 2 * pad, low), foot, of=slots["foot"])


def stack(areas: AreaBuilder, name: str, nodes: Sequence[Node], rect: Rect, map_height: int = 0) -> None:
    """Nodes one under the other in a place of the scene."""
    contents = [c for n in nodes for c in (n.children if n.role == "list" else (n,))]
    areas.area(name, rect, lambda flow, x, y, w: flow.stack(contents, x, y, w, "brink"), of=contents, map_height=map_height)


def centred(nodes: Sequence[Node]) -> Fill:
    """Lines in the middle of the window."""

    def fill(flow: Flow, x: int, y: int, w: int) -> int:
        top = y
        for node in nodes:
            style = "h1" if node.role == "heading" else "serif" if node.style == "lead" else "small"
            top += flow.text(
                node, node.name, x, top, w, style, "brink", "text" if style != "small" else "muted", "centre"
            ) + flow.u(0.25)
        return top - y

    return fill


def side_by_side(flow: Flow, nodes: Sequence[Node], x: int, y: int, w: int) -> int:
    """The answers in equal columns, each on paper."""
    gap = flow.u(1.0)
    each = (w - gap * (len(nodes) - 1)) // max(1, len(nodes))
    tall, grounds = 0, []
    for i, node in enumerate(nodes):
        grounds.append(len(flow.boxes))
        tall = max(tall, flow.node(node, x + i * (each + gap), y, each, "paper"))
    for at in grounds:  # all as high as the highest
        flow.boxes[at].h = tall
    return tall
