"""Large pictures: charts over time, flows from stage to stage and the map, with places to point at for blocks and regions."""

from __future__ import annotations

import pygame

from game.desktop.graphics import charts, sankey, world_map
from game.desktop.graphics.brush import Brush, Layer
from game.desktop.graphics.geometry import Box, Rect
from game.desktop.graphics.map_projection import ASPECT, arc, field, place_at
from game.desktop.graphics.shapes import rounded
from game.desktop.graphics.theme import mix
from game.desktop.widgets.flow import Flow, Widget, shown
from game.screens.tree.node import Chart, Node, Sankey, WorldMap


def lay_out_chart(flow: Flow, node: Node, x: int, y: int, w: int, surface: str) -> int:
    top = y + flow.text(node, shown(node), x, y, w, "small-strong", surface)
    height = max(flow.u(6.5), min(flow.u(19), round(w * 0.42)))
    flow.put(node, "chart", x, top, w, height, surface, target=node.intent is not None)
    return top + height - y


def lay_out_sankey(flow: Flow, node: Node, x: int, y: int, w: int, surface: str) -> int:
    """The picture with a spot to point at for each block; its table is for faces without pictures."""
    top = y + flow.text(node, node.name, x, y, w, "small-strong", surface) + flow.u(0.3)
    tall = 18 if node.style == "low" else 26
    height = flow.map_height or max(flow.u(14), min(flow.u(tall), round(w * 0.5)))
    flow.put(node, "sankey", x, top, w, height, surface)
    if isinstance(node.data, Sankey):
        for spot in sankey.plan(node.data, w, height, flow.em).spots:
            told = f"{spot.block.name}, {node.data.stages[spot.column].name}"
            block, live, rect = spot.block, spot.block.intent is not None, spot.rect
            id = f"{node.id}/{spot.column}:{block.id}"
            stand = Node("button" if live else "text", id, told, block.value, block.hint, block.intent)
            flow.put(stand, "block", x + rect.x, top + rect.y, rect.w, rect.h, surface, target=live)
        caption, gap = node.data.caption, flow.u(0.2)
        height += flow.text(node, caption, x, top + height + gap, w, "tiny", surface, "muted") + gap
    return top + height - y


CHART = Widget(lay_out_chart, lambda flow, node: flow.u(18), least=12.0, stretches=True)
SANKEY = Widget(lay_out_sankey, lambda flow, node: flow.u(16))


def diagram_layers(brush: Brush, box: Box) -> tuple[Layer, ...]:
    data, w, h, surface, theme = box.node.data, box.w, box.h, box.surface, brush.theme
    if isinstance(data, Chart):
        return ((("chart", data, w, h, surface), lambda: charts.full(data, w, h, theme, surface, brush.fonts)),)
    if not isinstance(data, Sankey):
        return ()
    return (
        (("sankey", data, w, h, surface), lambda: sankey.flows(data, w, h, theme, surface, brush.em)),
        (("stages", data, w, h, surface), lambda: sankey.labels(data, w, h, theme, surface, brush.fonts)),
    )


def paint_diagram(brush: Brush, box: Box, rect: Rect) -> None:
    for layer in diagram_layers(brush, box):
        brush.lay(*layer, rect)


def paint_block(brush: Brush, box: Box, rect: Rect) -> None:
    if brush.view.hover == box.node.id:
        brush.plate(rect.inset(-2), 3, None, brush.colour(box, "text"), brush.hair * 1.5)


def lay_out_map(flow: Flow, node: Node, x: int, y: int, w: int, surface: str) -> int:
    """The picture with its caption under it."""
    height, gap = picture(flow, node, x, y, w, surface), flow.u(0.2)
    told = node.data.caption if isinstance(node.data, WorldMap) else ""
    caption = flow.text(node, told, x, y + height + gap, w, "tiny", surface, "muted")
    return height + (caption + gap if caption else 0)


def lay_out_captioned(flow: Flow, node: Node, x: int, y: int, w: int, surface: str) -> int:
    """The picture with its caption on its lower edge."""
    height = picture(flow, node, x, y, w, surface)
    if isinstance(node.data, WorldMap):
        told, line = node.data.caption, flow.measure.line("tiny")
        room = min(flow.measure.width(told, "tiny") + 2, w - flow.u(1.2))
        lines, stand = flow.measure.wrapped(told, "tiny", room)[:1], Node("text", f"{node.id}-caption", told)
        left, top = x + w - flow.u(0.6) - room, y + height - flow.u(0.5) - line
        flow.put(stand, "text", left, top, room, line, surface, lines=lines, style="tiny", ink="muted")
    return height


def picture(flow: Flow, node: Node, x: int, y: int, w: int, surface: str) -> int:
    """The picture with a place to point at for each flow that has a hint, and for each region."""
    height = flow.map_height or max(flow.u(8), min(flow.u(30), round(w / ASPECT)))
    ground = flow.put(node, "map", x, y, w, height, surface, target=node.intent is not None)
    if isinstance(node.data, WorldMap):
        radius = flow.u(0.9)
        side, inner = 2 * radius, field(ground.rect, flow.em)
        stands = {place.id: place_at(place.lon, place.lat, inner) for place in node.data.places}
        for arrow in node.data.flows:
            if arrow.hint and arrow.source in stands and arrow.target in stands:
                way = arc(stands[arrow.source], stands[arrow.target])
                mx, my = way[len(way) // 2]
                named = Node("text", f"{node.id}/{arrow.source}>{arrow.target}", arrow.hint, hint=arrow.hint)
                flow.put(named, "spot", round(mx) - radius, round(my) - radius, side, side, surface)
        for place in node.data.places:
            px, py = stands[place.id]
            stand = Node("button", f"{node.id}/{place.id}", place.name, hint=place.hint, intent=place.intent)
            flow.put(stand, "place", px - radius, py - radius, side, side, surface, target=place.intent is not None)
    return height


MAP = Widget(lay_out_map, lambda flow, node: flow.u(34), least=20.0, stretches=True)


def map_layers(brush: Brush, box: Box) -> tuple[Layer, ...]:
    data, w, h, theme = box.node.data, box.w, box.h, brush.theme
    if not isinstance(data, WorldMap):
        return ()

    key = legend_at(brush, box)

    def legend() -> pygame.Surface:
        return world_map.legend(data, (key.w, key.h), brush.words, theme, brush.fonts) if key else pygame.Surface((1, 1))

    return (
        (("land", w, h), lambda: framed(brush, world_map.land(w, h, theme, brush.em))),
        (("flows", data, w, h), lambda: world_map.flows(data, w, h, theme, brush.em)),
        (("nodes", data, w, h), lambda: world_map.nodes(data, w, h, brush.words, theme, brush.fonts)),
        *([(("legend", data.flows, w), legend)] if key else []),
    )


def legend_at(brush: Brush, box: Box) -> Rect | None:
    """Where the map's legend lies on it, if it has one."""
    return (
        world_map.legend_at(box.node.data, box.w, box.h, brush.words, brush.fonts) if isinstance(box.node.data, WorldMap) else None
    )


def framed(brush: Brush, land: pygame.Surface) -> pygame.Surface:
    """The map with the rounded corners of a card."""
    w, h = land.get_size()
    found = pygame.Surface((w, h), pygame.SRCALPHA)
    found.blit(land, (0, 0))
    found.blit(rounded(w, h, brush.u(0.45), (255, 255, 255)), (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    return found


def paint_map(brush: Brush, box: Box, rect: Rect) -> None:
    if not isinstance(box.node.data, WorldMap):
        return
    land, flows, nodes, *legend = (brush.pictures.get(*layer) for layer in map_layers(brush, box))
    brush.target.blit(land, rect[:2])
    brush.target.blit(flows, rect[:2])
    if brush.view.moving >= 0:
        size = brush.u(0.5)
        for (x, y), flow in world_map.dots(box.node.data, rect.w, rect.h, brush.em, brush.view.moving):
            colour = mix(brush.theme.side(flow.tone), brush.theme.get("label"), 0.6)
            spot = Rect(rect.x + round(x) - size // 2, rect.y + round(y) - size // 2, size, size)
            brush.plate(spot, size // 2, colour, brush.theme.get("halo"))
    brush.target.blit(nodes, rect[:2])
    if legend and (key := legend_at(brush, box)):
        brush.target.blit(legend[0], (rect.x + key.x, rect.y + key.y))


def paint_place(brush: Brush, box: Box, rect: Rect) -> None:
    if brush.hovered(box):
        brush.plate(rect, rect.w // 2, None, brush.theme.get("label"), brush.hair * 1.5)
