"""Draws the picture of the world: land without any border, flows as arcs, places as labelled nodes with rings.

Layers are drawn once for a size, theme and map, and kept by whoever calls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import cos, hypot, pi, sin

import pygame

from game.desktop.graphics import assets
from game.desktop.graphics.fonts import Fonts
from game.desktop.graphics.geometry import Rect
from game.desktop.graphics.map_projection import ASPECT, CENTRE, HALF, Point, arc, field, flat, laid, place_at, point, scale_of
from game.desktop.graphics.shapes import Canvas, rounded
from game.desktop.graphics.theme import Colour, Theme, mix
from game.screens.tree.node import Flow, Place, WorldMap

# stance: pieces drawn and left out, in units of text; a frozen flow is crossed as well
DASHES: dict[str, tuple[float, float]] = {"general": (0, 0), "ordinary": (1.1, 0.4), "case": (0.38, 0.42), "freeze": (0.12, 0.6)}


@lru_cache(maxsize=1)
def rings() -> tuple[tuple[Point, ...], ...]:
    """The outlines of land in degrees; empty when the file is missing."""
    raw = assets.document("map", "land.json")
    found = raw.get("rings") if isinstance(raw, dict) else None
    whole = [r for r in found if _is_ring(r)] if isinstance(found, list) else ()
    return tuple(tuple((r[i] / 10, r[i + 1] / 10) for i in range(0, len(r), 2)) for r in whole)


def _is_ring(raw: object) -> bool:
    """Whether this is a list of longitudes and latitudes in turn, in tenths of degrees, of three points at least."""
    if not isinstance(raw, list) or len(raw) < 6 or len(raw) % 2 or not all(type(x) in (int, float) for x in raw):
        return False
    return all(abs(x) <= 3600 for x in raw[::2]) and all(abs(x) <= 900 for x in raw[1::2])


@lru_cache(maxsize=1)
def outlines() -> tuple[tuple[tuple[Point, ...], tuple[tuple[Point, ...], ...]], ...]:
    """Each ring in the projection's unscaled coordinates, and the stretches of it that are coast."""
    found = []
    for ring in rings():
        points = tuple(flat(lon, lat) for lon, lat in ring)
        coast: list[list[Point]] = [[]]
        for (lon, _), (lon2, _), a, b in zip(ring, ring[1:], points, points[1:], strict=False):
            if lon == lon2 == 180:  # the file's seam in the Pacific is no coast
                coast.append([])
            else:
                coast[-1] = coast[-1] or [a]
                coast[-1].append(b)
        found.append((points, tuple(tuple(c) for c in coast if len(c) > 1)))
    return tuple(found)


def land(w: int, h: int, theme: Theme, em: int) -> pygame.Surface:
    """Sea, graticule and land of a map of this size."""
    canvas = Canvas(w, h, over=2)
    draw_land(canvas, field(Rect(0, 0, w, h), em), theme, 0.0)
    return canvas.done()


def draw_land(canvas: Canvas, rect: Rect, theme: Theme, faint: float) -> None:
    """The world in this rectangle of a canvas; `faint` mixes everything with the ground (a background for the title)."""
    tone = {t: mix(theme.get(t), theme.get("ground"), faint) for t in ("sea", "land", "coast", "graticule")}
    big, over = canvas.big, canvas.over
    left, top, scale, up = (v * over for v in laid(rect))
    big.fill((*tone["sea"], 255))

    def pixels(points: Iterable[Point]) -> list[Point]:
        return [(left + x * scale, top - y * up) for x, y in points]

    meridians = [[flat(float(lon), lat / 2) for lat in range(-120, 170, 10)] for lon in range(-30, 340, 30)]
    parallels = [[flat(CENTRE + d, float(lat)) for d in (-HALF, HALF)] for lat in range(-60, 90, 30)]
    for line in (*meridians, *parallels):
        pygame.draw.lines(big, tone["graticule"], False, pixels(line), over)
    width = max(over, round(over * min(2.2, scale_of(rect) / 190)))
    for ring, coast in outlines():
        pygame.draw.polygon(big, tone["land"], pixels(ring))
        for stretch in coast:
            pygame.draw.lines(big, tone["coast"], False, pixels(stretch), width)


# The trade that the title's picture hints at: from, to (degrees), tone.
ART = (
    ((110.0, 33.0), (262.0, 39.0), "beijing"),
    ((110.0, 33.0), (138.0, 36.0), "beijing"),
    ((110.0, 33.0), (10.0, 50.0), "beijing"),
    ((122.0, -27.0), (102.0, 4.0), "neutral"),
    ((262.0, 39.0), (121.0, 24.0), "washington"),
    ((262.0, 39.0), (138.0, 36.0), "washington"),
    ((310.0, -14.0), (110.0, 33.0), "neutral"),
    ((24.0, -20.0), (110.0, 33.0), "neutral"),
)


def art(w: int, h: int, theme: Theme) -> pygame.Surface:
    """The title's background: the world in faint tones with a few arcs; it fills the window and runs out at its sides."""
    high = round(max(h, w / ASPECT))
    wide = round(high * ASPECT)
    rect = Rect((w - wide) // 2, (h - high) // 2, wide, high)
    canvas = Canvas(w, h, over=2)
    draw_land(canvas, rect, theme, 0.5)
    for (lon, lat), (lon2, lat2), name in ART:
        ink = mix(theme.get("ground"), theme.side(name), 0.5)
        points = arc(point(lon, lat, rect), point(lon2, lat2, rect))
        canvas.line(points, ink, max(1.2, h / 420))
        for x, y in (points[0], points[-1]):
            canvas.disc(x, y, max(2.5, h / 190), ink)
    return canvas.done()


def routes(data: WorldMap, w: int, h: int, em: int) -> list[tuple[Flow, list[Point]]]:
    """Every flow whose two places are on the map, with its curve."""
    rect = field(Rect(0, 0, w, h), em)
    at = {p.id: place_at(p.lon, p.lat, rect) for p in data.places}
    return [(f, arc(at[f.source], at[f.target])) for f in data.flows if f.source in at and f.target in at and f.source != f.target]


def flows(data: WorldMap, w: int, h: int, theme: Theme, em: int) -> pygame.Surface:
    """The arcs: width is tonnes, dash the licence stance, an arrowhead the direction."""
    canvas = Canvas(w, h, theme.get("neutral"), 2)
    for flow, points in sorted(routes(data, w, h, em), key=lambda r: -r[0].width):
        colour = theme.side(flow.tone)
        width = em * (0.1 + 0.42 * max(0.0, min(1.0, flow.width)))
        on, off = DASHES.get(flow.stance, (0, 0))
        canvas.stroke(points, colour, width, (on * em, off * em), 235)
        (ax, ay), (bx, by) = points[-4 if len(points) > 8 else 0], points[-3 if len(points) > 8 else -1]
        length = hypot(bx - ax, by - ay) or 1
        dx, dy, size = (bx - ax) / length, (by - ay) / length, width * 0.9 + em * 0.28
        canvas.area(
            [
                (bx + dx * size, by + dy * size),
                (bx - dy * size * 0.7, by + dx * size * 0.7),
                (bx + dy * size * 0.7, by - dx * size * 0.7),
            ],
            colour,
        )
        if flow.stance == "freeze":
            mx, my = points[len(points) // 2]
            arm = em * 0.38
            for d in (1, -1):
                canvas.line([(mx - arm, my - d * arm), (mx + arm, my + d * arm)], theme.get("halo"), em * 0.34)
            for d in (1, -1):
                canvas.line([(mx - arm, my - d * arm), (mx + arm, my + d * arm)], theme.get("label"), em * 0.15)
    return canvas.done()


def nodes(data: WorldMap, w: int, h: int, words: Mapping[str, str], theme: Theme, fonts: Fonts) -> pygame.Surface:
    """The places with their capacity rings, ghosts of what is being built, and labels that keep clear of each other, of the
    legend and of the map's edge."""
    em = fonts.em
    rect = field(Rect(0, 0, w, h), em)
    face = pygame.Surface((max(1, w), max(1, h)), pygame.SRCALPHA)
    face.fill((*theme.get("halo"), 0))
    spots = {p.id: place_at(p.lon, p.lat, rect) for p in data.places}
    taken = [key] if (key := legend_at(data, w, h, words, fonts)) else []
    for place in data.places:
        (x, y), d = spots[place.id], round(em * max(0.6, reach(place) - 0.15))
        picture = sign(place, theme, em)
        face.blit(picture, (x - picture.get_width() // 2, y - picture.get_height() // 2))
        taken.append(Rect(x - d, y - d, 2 * d, 2 * d))
    for place in data.places:
        label(face, place, spots[place.id], taken, theme, fonts)
    for place in data.places:
        plants(face, place, spots[place.id], taken, theme, fonts)
    return face


STOREYS = 4  # blocks of a plant's bar


def plants(face: pygame.Surface, place: Place, spot: tuple[int, int], taken: list[Rect], theme: Theme, fonts: Fonts) -> None:
    """A place's plants by name, each with blocks that fill as it opens, under or over the place where there is room."""
    em, whole = fonts.em, inner(face, fonts.em)
    block, gap = round(em * 0.34), max(1, round(em * 0.1))
    bars = STOREYS * (block + gap)
    for number, work in enumerate(place.works):
        words = fonts.picture(work.name, "tiny", theme.get("label"))
        w, h = bars + round(em * 0.4) + words.get_width(), max(words.get_height(), round(em * 0.9))
        x, y, out = spot[0], spot[1], round(em * (reach(place) + 0.5))
        for left, top in (
            (x - w // 2, y + out + number * h),
            (x - w // 2, y - out - h - number * h),
            (x + out, y + out),
            (x - out - w, y + out),
        ):
            rect = Rect(left, top, w, h)
            if rect.cut(whole) != rect or any(rect.meets(t) for t in taken):
                continue
            colour = mix(theme.side(place.tone), theme.get("halo"), 0.65 if work.short else 0.0)
            for storey in range(STOREYS):
                tall = round(em * (0.35 + 0.13 * storey))
                box = (left + storey * (block + gap), top + h - tall - 1, block, tall)
                filled = work.share * STOREYS >= storey + 0.5
                pygame.draw.rect(face, (*(colour if filled else theme.get("coast")), 255), box, 0 if filled else 1)
            face.blit(words, (left + bars + round(em * 0.4), top + (h - words.get_height()) // 2))
            taken.append(rect)
            break


def sign(place: Place, theme: Theme, em: int) -> pygame.Surface:
    """A place's own picture: its eye, its rings around it, a small circle for each project under construction."""
    side = 2 * round(em * max(reach(place) + 0.3, 1.9)) + 1
    canvas = Canvas(side, side, theme.get("halo"), 3)
    x = y = side // 2
    colour = theme.side(place.tone)
    eye = em * (0.34 + 0.3 * place.size)
    canvas.disc(x, y, eye + em * 0.16, theme.get("halo"))
    canvas.disc(x, y, eye, colour)
    if place.tone == "washington":  # alignment by shape too: a square eye here, a round one there
        d = em * 0.12
        canvas.area([(x - d, y - d), (x + d, y - d), (x + d, y + d), (x - d, y + d)], theme.get("halo"))
    elif place.tone == "beijing":
        canvas.disc(x, y, em * 0.13, theme.get("halo"))
    for number, share in enumerate(place.rings[:5]):
        if share > 0.01:
            ring(canvas, x, y, em * (0.66 + 0.3 * number), min(1.0, share), colour, em * 0.16)
    for number, _ in enumerate(place.ghosts[:3]):
        gx, gy = x + em * (0.55 + 0.55 * number), y + em * 1.0
        canvas.disc(gx, gy, em * 0.22, theme.get("label"), 255, em * 0.08)
    return canvas.done()


def ring(canvas: Canvas, x: float, y: float, radius: float, share: float, colour: Colour, width: float) -> None:
    """A part of a circle from the top clockwise: capacity as a share of the largest."""
    steps = max(3, int(40 * share))
    points = [
        (x + radius * sin(2 * pi * share * i / steps), y - radius * cos(2 * pi * share * i / steps)) for i in range(steps + 1)
    ]
    canvas.line(points, colour, width)


def reach(place: Place) -> float:
    """How far a place's rings go out, in units of text."""
    return max([0.75, 0.55 + 0.3 * place.size, *(0.86 + 0.3 * i for i, share in enumerate(place.rings[:5]) if share > 0.3)])


def label(face: pygame.Surface, place: Place, spot: tuple[int, int], taken: list[Rect], theme: Theme, fonts: Fonts) -> None:
    """Writes a place's name on the first free side of it; a name that finds no room is left to the tooltip."""
    em = fonts.em
    words = fonts.picture(place.name, "small-strong", theme.get("label"))
    dark = fonts.picture(place.name, "small-strong", theme.get("halo"))
    w, h = words.get_size()
    out = round(em * reach(place))
    x, y = spot
    sides = (
        (x + out, y - h // 2),
        (x - out - w, y - h // 2),
        (x - w // 2, y + out),
        (x - w // 2, y - out - h),
        (x + out * 2 // 3, y - out - h // 3),
        (x + out * 2 // 3, y + out - h // 3),
        (x - w - out * 2 // 3, y + out - h // 3),
    )
    whole = inner(face, em)
    for left, top in sides:
        rect = Rect(left, top, w, h)
        if rect.cut(whole) == rect and not any(rect.meets(t) for t in taken):
            for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1), (1, 1), (-1, -1), (1, -1), (-1, 1)):
                face.blit(dark, (left + dx, top + dy))
            face.blit(words, (left, top))
            taken.append(rect)
            return


def inner(face: pygame.Surface, em: int) -> Rect:
    """What a name may use of the map: all but a margin at its edge."""
    return Rect(0, 0, *face.get_size()).inset(round(em * 0.4))


def legend_at(data: WorldMap, w: int, h: int, words: Mapping[str, str], fonts: Fonts) -> Rect | None:
    """Where the legend lies on a map of this size: its lower left corner; None when there is nothing to explain or no room."""
    em, stances = fonts.em, stances_of(data)
    width = sum(round(em * 3.4) + fonts.width(words[s], "tiny") for s in stances) + em // 2
    high, edge = round(fonts.line("tiny") * 1.5), round(em * 0.5)
    return Rect(edge, h - high - round(em * 0.4), width, high) if stances and width <= w - em else None


def stances_of(data: WorldMap) -> list[str]:
    """The stances that occur on the map, in the order of the dashes."""
    return [s for s in DASHES if any(f.stance == s for f in data.flows)]


def legend(data: WorldMap, size: tuple[int, int], words: Mapping[str, str], theme: Theme, fonts: Fonts) -> pygame.Surface:
    """The dashes that occur on the map with their names, on one line."""
    em, line, (width, high) = fonts.em, fonts.line("tiny"), size
    face = rounded(width, high, em // 3, theme.get("halo"))
    x = em // 2
    for stance in stances_of(data):
        canvas = Canvas(round(em * 2), line, theme.get("neutral"))
        stroke = [(em * 0.1, line / 2), (em * 1.9, line / 2)]
        on, off = DASHES[stance]
        canvas.stroke(stroke, theme.get("neutral"), em * 0.2, (on * em, off * em))
        face.blit(canvas.done(), (x, line // 4))
        if stance == "freeze":
            cross = fonts.picture("×", "tiny", theme.get("label"))
            face.blit(cross, (x + em - cross.get_width() // 2, line // 4))
        name = fonts.picture(words[stance], "tiny", theme.get("label"))
        face.blit(name, (x + round(em * 2.3), line // 4))
        x += round(em * 3.4) + name.get_width()
    return face


def dots(data: WorldMap, w: int, h: int, em: int, seconds: float) -> list[tuple[Point, Flow]]:
    """Where the moving dots are at this time: one or more on each flow that is not frozen, at the same speed everywhere."""
    found = []
    for flow, points in routes(data, w, h, em):
        if flow.stance == "freeze" or flow.width <= 0:
            continue
        count = 1 + int(flow.width * 4)
        for i in range(count):
            at = ((seconds * 0.35 + i / count) % 1.0) * (len(points) - 1)
            step, part = int(at), at - int(at)
            (ax, ay), (bx, by) = points[step], points[min(step + 1, len(points) - 1)]
            found.append(((ax + (bx - ax) * part, ay + (by - ay) * part), flow))
    return found
