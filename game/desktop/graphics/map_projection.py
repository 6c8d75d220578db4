"""Where a longitude and latitude lie in a rectangle: the Natural Earth projection, centred on the Pacific.

Pure numbers; the same answer serves painting, pointing and tests."""

from __future__ import annotations

from math import hypot, radians

from game.desktop.graphics.geometry import Rect

Point = tuple[float, float]
CENTRE = 152.0  # degrees east at the middle: both capitals' trade crosses the picture, neither stands at its centre
SOUTH, NORTH = -50.0, 76.0  # what a map shows when it is as high as it is wide enough
LEAST_SOUTH, LEAST_NORTH = -38.0, 63.0  # what a low map shows: every place that trades
STRETCH = 1.5  # the most that a high map is drawn out from south to north
HALF = 186.0  # degrees from the middle to either edge


def flat(lon: float, lat: float) -> tuple[float, float]:
    """Unscaled x (east) and y (north) of the Natural Earth projection (Šavrič and others, 2011)."""
    p = radians(lat)
    q = p * p
    q4 = q * q
    wide = 0.8707 - 0.131979 * q + q4 * (-0.013791 + q4 * (0.003971 * q - 0.001529 * q4))
    high = p * (1.007226 + q * (0.015085 + q4 * (-0.044475 + 0.028874 * q - 0.005916 * q4)))
    return radians(lon - CENTRE) * wide, high


WIDTH = 2 * flat(CENTRE + HALF, 0.0)[0]
TOP, BOTTOM = flat(CENTRE, NORTH)[1], flat(CENTRE, SOUTH)[1]
ASPECT = WIDTH / (TOP - BOTTOM)
LEAST_TOP, LEAST_BOTTOM = flat(CENTRE, LEAST_NORTH)[1], flat(CENTRE, LEAST_SOUTH)[1]


def field(rect: Rect, em: int) -> Rect:
    """The part of a map's rectangle that the world takes; a band at its foot is left for the legend, at the head of a high
    one another for what is chosen, and at that of the board for its tabs, too."""
    band = round(1.7 * em) if rect.h > 9 * em else 0
    head = round((4.6 if rect.h > 30 * em else 2.2) * em) if rect.h > 15 * em else band // 4
    return Rect(rect.x, rect.y + head, rect.w, max(1, rect.h - band - head))


def eastward(lon: float) -> float:
    """The longitude moved by whole turns so that it lies on the picture."""
    while lon < CENTRE - 182:
        lon += 360
    while lon >= CENTRE + 178:
        lon -= 360
    return lon


def scale_of(rect: Rect) -> float:
    """Pixels per unit from west to east so that all meridians fit into the rectangle, and at least the trading latitudes."""
    return min(rect.w / WIDTH, rect.h / (LEAST_TOP - LEAST_BOTTOM))


def laid(rect: Rect) -> tuple[float, float, float, float]:
    """How unscaled coordinates lie in the rectangle: the pixels of x = 0 and y = 0, pixels per unit eastward and northward.

    A high rectangle draws the land out to the north and south, as equal-area maps do, so that places have room."""
    scale = scale_of(rect)
    # A low rectangle is centred on the trading latitudes, a high one on the whole land.
    share = min(1.0, max(0.0, (rect.h / scale - (LEAST_TOP - LEAST_BOTTOM)) / ((TOP - BOTTOM) - (LEAST_TOP - LEAST_BOTTOM))))
    middle = (LEAST_TOP + LEAST_BOTTOM) / 2 * (1 - share) + (TOP + BOTTOM) / 2 * share
    up = min(STRETCH * scale, max(scale, rect.h / (TOP - BOTTOM)))
    return rect.x + rect.w / 2, rect.y + rect.h / 2 + middle * up, scale, up


def point(lon: float, lat: float, rect: Rect) -> tuple[float, float]:
    """Pixels of a point whose longitude is already on the picture."""
    left, top, scale, up = laid(rect)
    x, y = flat(lon, lat)
    return left + x * scale, top - y * up


def place_at(lon: float, lat: float, rect: Rect) -> tuple[int, int]:
    """Whole pixels of a place, kept inside the rectangle."""
    x, y = point(eastward(lon), lat, rect)
    return round(min(max(x, rect.x + 8), rect.right - 8)), round(min(max(y, rect.y + 8), rect.bottom - 8))


def arc(a: Point, b: Point) -> list[Point]:
    """A curve between two places, bent towards the north, more the longer it is."""
    length = hypot(b[0] - a[0], b[1] - a[1])
    mx, my = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    nx, ny = (b[1] - a[1]) / (length or 1), -(b[0] - a[0]) / (length or 1)
    if ny > 0:
        nx, ny = -nx, -ny
    # Opposite flows between the same places are bent differently so that both can be seen.
    bend = length * (0.2 if a[0] <= b[0] else 0.3)
    cx, cy = mx + nx * bend, my + ny * bend
    count = max(8, min(40, int(length / 10)))
    found = []
    for i in range(count + 1):
        t = i / count
        s = 1 - t
        found.append((s * s * a[0] + 2 * s * t * cx + t * t * b[0], s * s * a[1] + 2 * s * t * cy + t * t * b[1]))
    return found
