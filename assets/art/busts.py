"""Portraits of the game's invented people: ten desk heads, two counterparts, people who return. 240 x 280 units, light from the left.

Each person is a row of the table: build, age, hair, dress, mood. Both capitals draw on the same ranges, and a ground belongs to the
subject a person speaks for, never to a nation. Nobody is a real person. How a stroke looks is for `linocut.py`."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from linocut import CLAY, EARTH, FOG, ICE, INK, MOSS, NIGHT, PAPER, RUST, SAND, SEA, Block, Point

GREY, SILVER = "#77797a", "#d6d2c8"
FAIR, LIGHT, TAN, BROWN, DEEP = "#ecd0ae", "#e3bf95", "#cfa274", "#a97650", "#7f5638"
MIDDLE = 116.0  # the face's own axis, a little toward the light


@dataclass(frozen=True)
class Person:
    """How somebody is built and dressed. Lengths are in units of the sheet; `mood` runs from -1 (grave) to 1 (warm)."""

    name: str
    ground: str
    skin: str
    coat: str
    hair: str
    hair_colour: str = INK
    dress: str = "suit"
    accent: str = RUST
    cheek: float = 45  # half the face's width
    jaw: float = 38
    chin: float = 190
    shoulders: float = 100
    age: int = 1  # 0 smooth to 3 lined
    mood: float = 0.2
    brow: float = 4.5  # thickness
    glasses: str = ""  # "round" or "square"
    beard: str = ""  # "full", "short", "moustache"
    wide_nose: bool = False
    lips: str = ""


def bust(who: Person) -> Block:
    """The whole portrait."""
    b = Block(who.name, 240, 280, who.ground)
    b.sky(6, 200, SAND if who.ground == NIGHT else INK if who.ground in (SAND, CLAY, MOSS, ICE) else SEA, 14, thick=5.5)
    HAIR_BEHIND.get(who.hair, lambda *_: None)(b, who)
    body(b, who)
    head(b, who)
    features(b, who)
    HAIR[who.hair](b, who)
    if who.glasses:
        spectacles(b, who)
    return b


def contour(who: Person) -> list[Point]:
    """The face's outline, clockwise from the crown."""
    m, c, j, chin = MIDDLE + 4, who.cheek, who.jaw, who.chin
    right = [(m + c * 0.62, 54.0), (m + c * 0.98, 84.0), (m + c, 112.0), (m + j, 150.0), (m + j * 0.62, chin - 13)]
    left = [(2 * m - x, y) for x, y in reversed(right)]
    return [(m, 46.0), *right, (m, chin), *left]


def head(b: Block, who: Person) -> None:
    """Face and its dark half, which ends on the ridge of the nose; light carved back along the far cheek."""
    m, chin = MIDDLE, who.chin
    outline = contour(who)
    ear = (MIDDLE + 4 - who.cheek - 2, 116)
    b.blob([(ear[0] - 5, ear[1] - 12), (ear[0] + 6, ear[1] - 15), (ear[0] + 8, ear[1] + 14), (ear[0] - 1, ear[1] + 13)], who.skin)
    b.cut(ear[0] - 1, ear[1] - 8, ear[0] + 2, ear[1] + 9, 3, INK)
    b.blob(outline, who.skin)
    ridge: list[Point] = [(m + 9, 47), (m + 13, 66), (m + 17, 84), (m + 11, 98), (m + 8, 106), (m + 10, 122), (m + 14, 137)]
    under: list[Point] = [
        (m + 9, 143),
        (m + 6, 147),
        (m + 9, 153),
        (m + 15, 158),
        (m + 9, 164),
        (m + 7, 170),
        (m + 13, 177),
        (m + 8, chin - 1),
    ]
    far = [p for p in outline if p[0] >= m + 4 and p[1] > 47]
    b.shape([*ridge, *under, (m + 5, chin), *_soft(far[::-1])], INK)
    cheek = [
        (m + 4 + who.cheek * 0.9, 100.0),
        (m + 4 + who.cheek * 0.93, 122.0),
        (m + 4 + who.jaw * 0.88, 150.0),
        (m + 4 + who.jaw * 0.6, chin - 14),
    ]
    b.along(cheek, (-17, 7), 15, 2.0, who.skin)
    b.along([(m + 22, 60), (m + 30, 72), (m + 35, 84)], (10, 4), 4, 1.8, who.skin)
    b.cut(m + 24, 134, m + 30, 156, 2.2, who.skin)  # the fold of the far cheek


def _soft(points: list[Point]) -> list[Point]:
    """More points on a line through `points`, so that a polygon follows the round outline."""
    result: list[Point] = []
    n = len(points)
    for i in range(n - 1):
        a, b, c, d = points[max(i - 1, 0)], points[i], points[i + 1], points[min(i + 2, n - 1)]
        for k in range(6):
            t = k / 6
            result.append(tuple(_between(a[q], b[q], c[q], d[q], t) for q in (0, 1)))  # type: ignore[arg-type]
    return [*result, points[-1]]


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t)


def features(b: Block, who: Person) -> None:
    """Open eyes, brows, nose, mouth; the lines of the years."""
    m, mood = MIDDLE, who.mood
    for x, line, white in ((m - 17, INK, PAPER), (m + 31, who.skin, PAPER)):
        far = x > m
        half = 9.5 if far else 11.5
        b.lens((x - half, 107), (x + half, 106.5), 4.7, 3.8, white)
        b.disc(x + 0.5, 106, 4.4, INK)
        b.disc(x - 1.2, 104.2, 1.3, PAPER)
        b.lens((x - half - 2, 106.5), (x + half + 2, 105), 5.8, -3.2, line)
        tilt = 2.5 * (0.5 - mood)
        inner, outer = (x + half, x - half - 3) if not far else (x - half, x + half + 3)
        b.cut(outer, 95, inner, 91.5 + tilt, who.brow, line)
        if who.age >= 2:
            b.cut(x - half + 2, 115, x + half - 2, 114.5, 1.6, line)
    wing = 16 if who.wide_nose else 12
    b.shape([(m + 13, 136), (m + 6, 144), (m - wing + 6, 145), (m - wing + 3, 141), (m - wing + 8, 141.5), (m, 141)], INK)
    b.cut(m + 2, 100, m - 1, 112, 1.8, INK)
    y = 163
    corner = -5.0 * mood
    b.lens((m - 15, y + corner), (m + 23, y + corner), -corner * 0.45 + 0.4, corner * 0.45 + 1.6, INK)
    b.lens((m + 8, y + corner * 0.6), (m + 23, y + corner), 0.6, 1.2, who.skin)
    b.lens((m - 8, y + 7.5), (m + 10, y + 7.5), -0.6, 2.0, EARTH if who.skin in (FAIR, LIGHT, TAN) else INK)
    if who.lips:
        b.lens((m - 11, y + corner * 0.5 + 1), (m + 12, y + corner * 0.5 + 1), -0.8, 2.6, who.lips)
    if who.age >= 1:
        b.cut(m - 20, 142, m - 24 + mood, 160, 1.8, INK)
    for i in range(who.age - 1):
        b.cut(m - 28, 70 + 8 * i, m + 6, 69 + 8 * i, 1.8, INK)
    if who.age >= 3:
        b.along([(m - 37, 112), (m - 36, 120)], (-6, 3), 3, 1.4, INK)
        b.cut(m - 31, 150, m - 26, 168, 1.8, INK)
    FACIAL_HAIR.get(who.beard, lambda *_: None)(b, who)


def _moustache(b: Block, who: Person) -> None:
    m = MIDDLE
    b.blob(
        [(m - 20, 160), (m - 8, 150), (m + 4, 151), (m + 14, 150), (m + 26, 160), (m + 12, 158), (m + 4, 156), (m - 8, 158)],
        who.hair_colour,
    )
    b.along([(m - 16, 157), (m + 4, 152), (m + 20, 157)], (0, -5), 8, 1.6, who.skin if who.hair_colour == INK else INK)


def _beard(b: Block, who: Person) -> None:
    m, c, j, chin = MIDDLE + 4, who.cheek, who.jaw, who.chin
    colour = who.hair_colour
    b.blob([
        (m - c + 1, 118), (m - j + 4, 138), (m - 20, 148), (m - 2, 151), (m + 20, 148), (m + j - 4, 138), (m + c - 1, 118),
        (m + j + 2, 152), (m + j * 0.7, chin), (m, chin + 11), (m - j * 0.7, chin), (m - j - 2, 152),
    ], colour)  # fmt: skip
    b.lens((m - 16, 163), (m + 15, 163), 1.8, 3.4, CLAY if who.skin != DEEP else EARTH)
    b.lens((m - 16, 163), (m + 15, 163), 0.2, 1.2, INK)
    b.along(
        [(m - j + 2, 146), (m - 22, 172), (m, 180), (m + 22, 172), (m + j - 2, 146)],
        (0, 15),
        17,
        2.0,
        who.skin if colour == INK else INK,
    )


def _stubble(b: Block, who: Person) -> None:
    m = MIDDLE + 4
    b.along([(m - who.jaw + 3, 152), (m - 20, who.chin - 14), (m, who.chin - 7)], (3, 7), 13, 1.5, who.hair_colour)
    b.along([(m - 18, 156), (m - 6, 153)], (-1, 5), 5, 1.3, who.hair_colour)


FACIAL_HAIR: dict[str, Callable[[Block, Person], None]] = {"moustache": _moustache, "full": _beard, "short": _stubble}


def spectacles(b: Block, who: Person) -> None:
    """Two rims of strokes and a bridge."""
    m = MIDDLE
    for x, line in ((m - 17, INK), (m + 31, who.skin)):
        wide, high = (17, 14) if who.glasses == "round" else (18, 11.5)
        corners = 26 if who.glasses == "round" else 4
        if corners == 4:
            for (x0, y0), (x1, y1) in (((-1, -1), (1, -1)), ((1, -1), (0.85, 1)), ((0.85, 1), (-0.85, 1)), ((-0.85, 1), (-1, -1))):
                b.bar(x + wide * x0, 107 + high * y0, x + wide * x1, 107 + high * y1, 2.6, line)
        else:
            for k in range(corners):
                a0, a1 = 2 * math.pi * k / corners, 2 * math.pi * (k + 1.3) / corners
                b.bar(
                    x + wide * math.cos(a0),
                    107 + high * math.sin(a0),
                    x + wide * math.cos(a1),
                    107 + high * math.sin(a1),
                    2.4,
                    line,
                )
    b.bar(m + 0, 103, m + 14, 103, 2.6, INK)
    b.bar(m - 34, 104, m - who.cheek + 4, 108, 2.4, INK)


# --- hair: caps of ink with light carved out of them ---------------------------------------------------------------------------


def _strands(b: Block, line: list[Point], reach: Point, count: int, who: Person) -> None:
    b.along(line, reach, count, 2.2, who.ground if who.hair_colour == INK else INK)


def _parted(b: Block, who: Person) -> None:
    m, c = MIDDLE + 4, who.cheek
    b.blob([
        (m - c - 4, 106), (m - c - 6, 76), (m - c * 0.7, 42), (m, 28), (m + c * 0.75, 38), (m + c + 7, 72), (m + c + 3, 108),
        (m + c - 5, 82), (m + c * 0.5, 66), (m - c * 0.2, 62), (m - c * 0.55, 54), (m - c + 5, 78),
    ], who.hair_colour)  # fmt: skip
    _strands(b, [(m - c * 0.5, 46), (m, 36), (m + c * 0.8, 48)], (9, 16), 11, who)


def _cropped(b: Block, who: Person) -> None:
    m, c = MIDDLE + 4, who.cheek
    b.blob([
        (m - c - 2, 100), (m - c - 2, 72), (m - c * 0.6, 42), (m, 33), (m + c * 0.65, 41), (m + c + 4, 72), (m + c + 2, 102),
        (m + c - 4, 78), (m + c * 0.45, 60), (m, 56), (m - c * 0.5, 60), (m - c + 4, 78),
    ], who.hair_colour)  # fmt: skip
    _strands(b, [(m - c * 0.7, 52), (m, 40), (m + c * 0.8, 56)], (2, 10), 15, who)


def _bald(b: Block, who: Person) -> None:
    m, c = MIDDLE + 4, who.cheek
    for s in (-1, 1):
        b.blob(
            [(m + s * (c + 3), 84), (m + s * (c - 4), 74), (m + s * (c - 4), 96), (m + s * (c - 1), 116), (m + s * (c + 5), 108)],
            who.hair_colour,
        )
    b.cut(m - 28, 60, m - 6, 52, 2.4, PAPER)


def _bob_behind(b: Block, who: Person) -> None:
    m, c = MIDDLE + 4, who.cheek
    b.blob(
        [
            (m - c - 14, 172),
            (m - c - 12, 90),
            (m - c * 0.7, 40),
            (m, 27),
            (m + c * 0.8, 40),
            (m + c + 14, 92),
            (m + c + 15, 174),
            (m, 182),
        ],
        who.hair_colour,
    )
    b.along([(m - c - 10, 110), (m - c - 9, 160)], (1, 24), 5, 2.0, who.ground if who.hair_colour == INK else INK)
    b.along([(m + c + 6, 110), (m + c + 9, 150)], (1, 24), 5, 2.0, who.ground if who.hair_colour == INK else INK)


def _fringe(b: Block, who: Person) -> None:
    m, c = MIDDLE + 4, who.cheek
    b.blob([
        (m - c - 8, 128), (m - c - 7, 78), (m - c * 0.65, 40), (m, 28), (m + c * 0.7, 39), (m + c + 8, 80), (m + c + 8, 130),
        (m + c - 3, 96), (m + c * 0.6, 72), (m + 8, 74), (m - c * 0.35, 68), (m - c + 3, 96),
    ], who.hair_colour)  # fmt: skip
    _strands(b, [(m - c * 0.8, 58), (m, 36), (m + c * 0.8, 58)], (0, 22), 13, who)


def _swept(b: Block, who: Person) -> None:
    m, c = MIDDLE + 4, who.cheek
    b.blob([
        (m - c - 3, 112), (m - c - 7, 70), (m - c * 0.6, 36), (m + 2, 25), (m + c * 0.8, 36), (m + c + 8, 74), (m + c + 4, 114),
        (m + c - 4, 86), (m + c * 0.55, 64), (m + 2, 56), (m - c * 0.5, 66), (m - c + 4, 90),
    ], who.hair_colour)  # fmt: skip
    _strands(b, [(m - c * 0.85, 72), (m - c * 0.4, 44), (m + c * 0.3, 36), (m + c * 0.85, 62)], (7, 9), 13, who)


def _bun_behind(b: Block, who: Person) -> None:
    m = MIDDLE + 4
    b.blob([(m - 4, 30), (m + 2, 10), (m + 24, 8), (m + 34, 24), (m + 22, 38)], who.hair_colour)
    b.along([(m + 6, 18), (m + 24, 14)], (4, 10), 4, 1.8, who.ground if who.hair_colour == INK else INK)


def _long_behind(b: Block, who: Person) -> None:
    m, c = MIDDLE + 4, who.cheek
    b.blob(
        [
            (m - c - 18, 226),
            (m - c - 14, 96),
            (m - c * 0.7, 38),
            (m, 26),
            (m + c * 0.8, 38),
            (m + c + 14, 96),
            (m + c + 20, 226),
            (m, 232),
        ],
        who.hair_colour,
    )
    b.along([(m - c - 13, 110), (m - c - 12, 200)], (-1, 30), 8, 2.2, who.ground if who.hair_colour == INK else INK)
    b.along([(m + c + 8, 110), (m + c + 12, 200)], (2, 30), 8, 2.2, who.ground if who.hair_colour == INK else INK)


def _curls(b: Block, who: Person) -> None:
    m, c = MIDDLE + 4, who.cheek
    ring = [
        (-c - 6, 112),
        (-c - 12, 92),
        (-c - 8, 68),
        (-c * 0.8, 48),
        (-c * 0.45, 34),
        (0, 28),
        (c * 0.45, 33),
        (c * 0.85, 46),
        (c + 8, 66),
        (c + 12, 92),
        (c + 6, 114),
    ]
    b.blob(
        [*[(m + x, y) for x, y in ring], (m + c - 4, 86), (m + c * 0.4, 62), (m, 58), (m - c * 0.5, 64), (m - c + 4, 88)],
        who.hair_colour,
    )
    for x, y in ring:
        b.disc(m + x, y, 10, who.hair_colour)
    light = who.ground if who.hair_colour == INK else INK
    for x, y in ring:
        b.cut(m + x - 5, y + 2, m + x + 4, y - 4, 2.2, light)
        b.cut(m + x * 0.8 - 4, y + 12, m + x * 0.8 + 4, y + 7, 1.8, light)


def _helmet(b: Block, who: Person) -> None:
    m, c = MIDDLE + 4, who.cheek
    b.blob([(m - c - 6, 78), (m - c + 2, 46), (m - 12, 22), (m + 14, 22), (m + c, 46), (m + c + 8, 78)], who.accent)
    b.shape([(m - c - 20, 80), (m - c - 2, 68), (m + c + 8, 68), (m + c + 12, 80)], who.accent)
    b.shape([(m + 8, 24), (m + 30, 32), (m + c, 48), (m + c + 9, 70), (m + c + 12, 80), (m + 22, 78), (m + 20, 50)], INK)
    b.cut(m - c - 18, 80, m + c + 12, 80, 4, INK)
    b.bar(m - 2, 22, m + 2, 66, 5, PAPER)
    b.along([(m + 24, 44), (m + c - 2, 60)], (8, 14), 5, 2.4, who.accent)


def _scarf_behind(b: Block, who: Person) -> None:
    m, c = MIDDLE + 4, who.cheek
    b.blob(
        [
            (m - c - 18, 236),
            (m - c - 15, 110),
            (m - c * 0.8, 42),
            (m, 24),
            (m + c * 0.85, 42),
            (m + c + 16, 112),
            (m + c + 22, 236),
            (m, 262),
        ],
        who.accent,
    )


def _scarf(b: Block, who: Person) -> None:
    """The hood lies behind the face; over it come the band on the forehead, both edges and the folds below the chin."""
    m, c, chin = MIDDLE + 4, who.cheek, who.chin
    b.blob(
        [
            (m - c - 5, 96),
            (m - c * 0.9, 62),
            (m - c * 0.4, 38),
            (m, 34),
            (m + c * 0.45, 38),
            (m + c * 0.95, 62),
            (m + c + 6, 98),
            (m + c * 0.8, 74),
            (m, 60),
            (m - c * 0.75, 72),
        ],
        who.accent,
    )
    for s in (-1, 1):
        b.blob(
            [
                (m + s * (c - 3), 84),
                (m + s * (c + 14), 96),
                (m + s * (c + 13), 160),
                (m + s * 16, chin + 18),
                (m + s * 4, chin + 4),
                (m + s * (who.jaw * 0.72), 170),
                (m + s * (who.jaw + 2), 146),
                (m + s * (c - 1), 112),
            ],
            who.accent,
        )
    b.blob(
        [
            (m - c - 6, 164),
            (m - 18, chin + 2),
            (m, chin + 5),
            (m + 18, chin + 2),
            (m + c + 8, 166),
            (m + c + 30, 240),
            (m + 10, 272),
            (m - c - 26, 240),
        ],
        who.accent,
    )
    b.along([(m + c + 4, 178), (m + 14, chin + 24)], (2, 46), 8, 3.0, INK)
    b.along([(m + c + 20, 214), (m + 30, 252)], (-8, 22), 5, 2.6, INK)
    b.along([(m + c + 12, 100), (m + c + 11, 134), (m + c - 2, 168)], (-10, 7), 9, 2.4, INK)
    b.along([(m - c * 0.7, 46), (m, 29), (m + c * 0.8, 46)], (4, 9), 9, 1.8, INK)
    b.along([(m - c - 2, 186), (m - 12, chin + 20)], (20, 34), 6, 2.4, INK)


HAIR: dict[str, Callable[[Block, Person], None]] = {
    "parted": _parted, "cropped": _cropped, "bald": _bald, "bob": _fringe, "swept": _swept, "bun": _swept, "long": _fringe,
    "curls": _curls, "helmet": _helmet, "scarf": _scarf,
}  # fmt: skip
HAIR_BEHIND: dict[str, Callable[[Block, Person], None]] = {
    "bob": _bob_behind,
    "bun": _bun_behind,
    "long": _long_behind,
    "scarf": _scarf_behind,
}


# --- dress ----------------------------------------------------------------------------------------------------------------------


def body(b: Block, who: Person) -> None:
    """Neck, shoulders, and what is worn."""
    m, s = 120.0, who.shoulders
    b.blob(
        [
            (m - s - 6, 300),
            (m - s, 250),
            (m - s * 0.72, 224),
            (m - 34, 206),
            (m + 34, 206),
            (m + s * 0.72, 224),
            (m + s, 250),
            (m + s + 6, 300),
        ],
        who.coat,
    )
    neck = who.jaw * 0.66
    b.shape([(m - neck, 160), (m - neck - 4, 210), (m, 236), (m + neck + 4, 210), (m + neck, 160)], who.skin)
    b.shape([(m - 6, 176), (m + 4, 236), (m + neck + 4, 210), (m + neck, 160)], INK)
    b.along([(m - neck, who.chin), (m - 6, who.chin + 8)], (10, 9), 4, 2.2, INK)
    DRESS[who.dress](b, who)
    b.along([(m + s * 0.55, 222), (m + s * 0.9, 244), (m + s, 270)], (-18, 22), 10, 2.6, INK)


def _lapels(b: Block) -> None:
    m = 120.0
    b.shape([(m - 30, 205), (m - 44, 212), (m - 34, 240), (m - 42, 246), (m - 6, 290), (m + 2, 276)], INK)
    b.shape([(m + 30, 205), (m + 44, 212), (m + 34, 240), (m + 42, 246), (m + 6, 290), (m - 2, 276)], INK)


def _suit(b: Block, who: Person) -> None:
    m = 120.0
    b.shape([(m - 28, 204), (m, 276), (m + 28, 204), (m + 20, 200), (m, 226), (m - 20, 200)], PAPER)
    _lapels(b)
    b.shape([(m - 6, 226), (m + 6, 226), (m + 10, 276), (m, 284), (m - 10, 276)], who.accent)
    b.shape([(m - 7, 222), (m + 7, 222), (m + 4, 233), (m - 4, 233)], who.accent)


def _open(b: Block, who: Person) -> None:
    m = 120.0
    b.shape([(m - 30, 202), (m - 14, 212), (m, 244), (m + 14, 212), (m + 30, 202), (m + 8, 284), (m - 8, 284)], who.accent)
    _lapels(b)
    b.shape([(m - 30, 202), (m - 22, 198), (m - 2, 238), (m - 12, 240)], PAPER)
    b.shape([(m + 30, 202), (m + 22, 198), (m + 2, 238), (m + 12, 240)], PAPER)


def _stand(b: Block, who: Person) -> None:
    m = 120.0
    b.shape([(m - 30, 196), (m - 32, 214), (m, 240), (m + 32, 214), (m + 30, 196), (m, 224)], who.coat)
    b.cut(m - 32, 214, m, 240, 3, INK)
    b.shape([(m + 2, 238), (m + 32, 214), (m + 30, 196), (m + 2, 224)], INK)
    b.bar(m, 238, m, 290, 2.4, INK)
    for y in (250, 268):
        b.disc(m - 6, y, 2.8, who.accent)


def _roll(b: Block, who: Person) -> None:
    m = 120.0
    b.blob([(m - 30, 188), (m - 34, 212), (m, 226), (m + 34, 212), (m + 30, 188), (m, 200)], who.accent)
    b.along([(m - 28, 198), (m, 212), (m + 28, 198)], (0, 12), 12, 1.8, INK)
    b.shape([(m + 4, 204), (m + 32, 190), (m + 34, 212), (m + 6, 226)], INK)
    _lapels(b)


def _blouse(b: Block, who: Person) -> None:
    m = 120.0
    b.shape([(m - 30, 202), (m, 272), (m + 30, 202), (m + 18, 206), (m, 236), (m - 18, 206)], who.accent)
    b.shape([(m - 30, 205), (m - 42, 212), (m - 4, 290), (m + 2, 272)], INK)
    b.shape([(m + 30, 205), (m + 42, 212), (m + 4, 290), (m - 2, 272)], INK)
    for i in range(7):
        t = (i - 3) / 3
        b.disc(m + 22 * t, 220 - 9 * t * t + 8, 2.6, PAPER)


def _work(b: Block, who: Person) -> None:
    m = 120.0
    b.shape([(m - 28, 200), (m - 40, 214), (m - 8, 250), (m, 238)], PAPER)
    b.shape([(m + 28, 200), (m + 40, 214), (m + 8, 250), (m, 238)], INK)
    for s in (-1, 1):
        b.shape([(m + s * 58, 214), (m + s * 74, 222), (m + s * 56, 290), (m + s * 38, 290)], who.accent)
        b.cut(m + s * 60, 218, m + s * 46, 288, 2, INK)
    b.bar(m, 240, m, 290, 2.4, INK)


def _lab(b: Block, who: Person) -> None:
    m = 120.0
    b.shape([(m - 26, 204), (m, 268), (m + 26, 204), (m, 232)], who.accent)
    b.shape([(m - 28, 202), (m - 46, 214), (m - 36, 238), (m - 44, 246), (m - 4, 292), (m + 2, 268)], PAPER)
    b.shape([(m + 28, 202), (m + 46, 214), (m + 36, 238), (m + 44, 246), (m + 4, 292), (m - 2, 268)], INK)
    b.cut(m - 34, 240, m - 4, 290, 2, INK)


def _plain(b: Block, who: Person) -> None:
    """Nothing but cloth: a scarf lies over it."""


DRESS: dict[str, Callable[[Block, Person], None]] = {
    "suit": _suit, "open": _open, "stand": _stand, "roll": _roll, "blouse": _blouse, "work": _work, "lab": _lab, "plain": _plain,
}  # fmt: skip


CHARCOAL, NAVY, UMBER, PINE, PLUM, SLATE = "#2c3138", "#2b3c4a", "#54402f", "#1f3a33", "#4a3346", "#47565e"

PEOPLE = (
    # Beijing's five desks
    Person("beijing-producers", SAND, LIGHT, UMBER, "cropped", cheek=48, jaw=43, chin=188, shoulders=106, age=2, mood=0.45, dress="open", accent=FOG, wide_nose=True, brow=5.5),
    Person("beijing-households", CLAY, LIGHT, SEA, "bob", cheek=45, jaw=37, chin=182, shoulders=84, age=1, mood=0.5, dress="blouse", accent=PAPER, brow=3.4, lips="#a4503f"),
    Person("beijing-security", FOG, TAN, CHARCOAL, "parted", GREY, cheek=43, jaw=39, chin=197, shoulders=98, age=3, mood=-0.3, dress="stand", accent=SAND, glasses="square", brow=5),
    Person("beijing-finance", MOSS, FAIR, NAVY, "bun", cheek=40, jaw=30, chin=190, shoulders=86, age=2, mood=0.0, dress="blouse", accent=SAND, glasses="round", brow=3.2, lips="#a4503f"),
    Person("beijing-partners", ICE, LIGHT, SLATE, "swept", cheek=43, jaw=36, chin=190, shoulders=94, age=0, mood=0.55, dress="suit", accent=RUST),
    # Washington's five desks
    Person("washington-producers", SAND, BROWN, UMBER, "cropped", cheek=47, jaw=42, chin=190, shoulders=108, age=2, mood=0.45, dress="open", accent=FOG, beard="short", wide_nose=True, brow=5.5),
    Person("washington-households", CLAY, DEEP, SEA, "curls", cheek=44, jaw=35, chin=187, shoulders=88, age=1, mood=0.5, dress="blouse", accent=PAPER, wide_nose=True, brow=3.6, lips="#6e3327"),
    Person("washington-security", FOG, FAIR, CHARCOAL, "swept", SILVER, cheek=40, jaw=32, chin=194, shoulders=88, age=3, mood=-0.3, dress="roll", accent=SLATE, brow=3.6, lips="#a4503f"),
    Person("washington-finance", MOSS, LIGHT, NAVY, "bald", GREY, cheek=49, jaw=45, chin=186, shoulders=96, age=2, mood=0.0, dress="suit", accent=SAND, glasses="round", brow=4.6),
    Person("washington-partners", ICE, TAN, SLATE, "long", cheek=43, jaw=35, chin=188, shoulders=86, age=0, mood=0.55, dress="blouse", accent=RUST, brow=3.6, lips="#964a36"),
    # the voice of the other capital
    Person("beijing-counterpart", NIGHT, LIGHT, CHARCOAL, "parted", SILVER, cheek=44, jaw=37, chin=193, shoulders=98, age=3, mood=0.1, dress="suit", accent=SEA, brow=4.4),
    Person("washington-counterpart", NIGHT, FAIR, CHARCOAL, "bob", SILVER, cheek=43, jaw=35, chin=190, shoulders=90, age=3, mood=0.1, dress="blouse", accent=SEA, brow=3.8, lips="#a4503f"),
    # people who return
    Person("licence-clerk", FOG, FAIR, SLATE, "parted", cheek=41, jaw=34, chin=188, shoulders=84, age=0, mood=0.1, dress="roll", accent=MOSS, glasses="square", brow=4),
    Person("kuantan-manager", ICE, TAN, SEA, "scarf", cheek=42, jaw=36, chin=187, shoulders=88, age=1, mood=0.6, dress="plain", accent="#7d4a5c", brow=3.6, lips="#93432f"),
    Person("texas-builder", SAND, FAIR, UMBER, "helmet", GREY, cheek=47, jaw=42, chin=190, shoulders=110, age=2, mood=0.35, dress="work", accent=RUST, beard="moustache", brow=5.5),
    Person("tokyo-envoy", ICE, FAIR, NAVY, "bob", cheek=42, jaw=34, chin=188, shoulders=84, age=2, mood=0.2, dress="suit", accent=PLUM, brow=3.4, lips="#a4503f"),
    Person("baotou-chemist", CLAY, LIGHT, FOG, "long", cheek=42, jaw=34, chin=187, shoulders=84, age=0, mood=0.3, dress="lab", accent=SEA, glasses="round", brow=3.4, lips="#a4503f"),
    Person("stuttgart-steward", MOSS, LIGHT, SLATE, "curls", GREY, cheek=47, jaw=41, chin=190, shoulders=106, age=2, mood=0.3, dress="work", accent=SEA, beard="full", brow=5),
    Person("kachin-trader", SAND, BROWN, PINE, "cropped", cheek=43, jaw=37, chin=188, shoulders=92, age=1, mood=0.0, dress="stand", accent=RUST, wide_nose=True, beard="moustache"),
    Person("perth-miner", EARTH, LIGHT, MOSS, "helmet", cheek=44, jaw=36, chin=188, shoulders=92, age=1, mood=0.5, dress="work", accent=SAND, brow=3.8, lips="#a4503f"),
)  # fmt: skip
