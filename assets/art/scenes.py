"""Scenes of the game's cards and headlines, 720 x 300 units: places and things of the trade, its rooms and its nights.

Each scene is a function of its own; its name is what a card's `scene` asks for. Ground follows the subject. How a stroke looks is for
`linocut.py`."""

from __future__ import annotations

import math
from collections.abc import Callable

from linocut import ALARM, CLAY, EARTH, FOG, ICE, INK, MOSS, NIGHT, PAPER, RUST, SAND, SEA, Block

SCENES: dict[str, Callable[[], Block]] = {}


def scene(ground: str) -> Callable[[Callable[[Block], None]], Callable[[Block], None]]:
    """Registers a picture under its function's name, with its ground."""

    def register(draw: Callable[[Block], None]) -> Callable[[Block], None]:
        name = draw.__name__.replace("_", "-")

        def made() -> Block:
            b = Block(name, 720, 300, ground)
            draw(b)
            return b

        SCENES[name] = made
        return draw

    return register


# --- things that stand in several scenes -------------------------------------------------------------------------------------------


def man(b: Block, x: float, foot: float, size: float, fill: str = INK, lean: float = 0, gown: bool = False) -> None:
    """A standing figure, `size` units tall, seen from afar; `lean` -1 to 1 is the way it goes, a gown hides the legs."""
    s = size / 100
    shift = lean * 5 * s
    b.disc(x + shift * 1.4, foot - 91 * s, 8.5 * s, fill)
    b.shape(
        [
            (x - 4 * s + shift, foot - 86 * s),
            (x + 4 * s + shift, foot - 86 * s),
            (x + 4 * s + shift, foot - 76 * s),
            (x - 4 * s + shift, foot - 76 * s),
        ],
        fill,
    )
    b.blob(
        [
            (x - 15 * s + shift, foot - 75 * s),
            (x + shift, foot - 80 * s),
            (x + 15 * s + shift, foot - 75 * s),
            (x + 12 * s, foot - 52 * s),
            (x + 13 * s, foot - 38 * s),
            (x - 13 * s, foot - 38 * s),
            (x - 12 * s, foot - 52 * s),
        ],
        fill,
    )
    for side in (-1, 1):
        step = 4 * s * abs(lean) * side
        hand = (x + side * (17 * s + abs(step)), foot - 40 * s)
        b.bar(x + side * 13 * s + shift, foot - 73 * s, hand[0], hand[1], 5.5 * s, fill)
        if not gown:
            b.shape(
                [
                    (x + side * 12 * s, foot - 42 * s),
                    (x + side * 0.8 * s, foot - 42 * s),
                    (x + side * 2.5 * s + step, foot),
                    (x + side * 11 * s + step, foot),
                ],
                fill,
            )
    if gown:
        b.blob(
            [
                (x - 13 * s, foot - 44 * s),
                (x + 13 * s, foot - 44 * s),
                (x + 15 * s, foot - 2 * s),
                (x, foot),
                (x - 15 * s, foot - 2 * s),
            ],
            fill,
        )


def seated(b: Block, x: float, desk: float, size: float, fill: str = INK) -> None:
    """Head and shoulders above a table's edge."""
    s = size / 100
    b.disc(x, desk - 58 * s, 17 * s, fill)
    b.blob(
        [(x - 36 * s, desk), (x - 32 * s, desk - 26 * s), (x, desk - 42 * s), (x + 32 * s, desk - 26 * s), (x + 36 * s, desk)], fill
    )


def lorry(b: Block, x: float, y: float, s: float, load: str = RUST) -> None:
    """A tipper on two axles, its wheels at height y."""
    b.shape([(x, y - 8 * s), (x + 4 * s, y - 26 * s), (x + 44 * s, y - 26 * s), (x + 46 * s, y - 8 * s)], load)
    b.shape(
        [
            (x + 48 * s, y - 8 * s),
            (x + 48 * s, y - 30 * s),
            (x + 60 * s, y - 30 * s),
            (x + 68 * s, y - 18 * s),
            (x + 68 * s, y - 8 * s),
        ],
        INK,
    )
    b.box(x, y - 10 * s, 68 * s, 5 * s, INK)
    for at in (12, 34, 58):
        b.disc(x + at * s, y - 2 * s, 7 * s, INK)
        b.disc(x + at * s, y - 2 * s, 2.6 * s, PAPER)


def boxes(b: Block, x: float, y: float, across: int, high: int, wide: float, tall: float) -> None:
    """A stack of containers on the line y, lower rows first."""
    for r in range(high):
        for q in range(across - r):
            left = x + (q + r / 2) * (wide + 2)
            b.box(left, y - (r + 1) * (tall + 2), wide, tall, (RUST, SAND, PAPER, SEA)[(q * 7 + r * 3) % 4])
            b.cut(left + 2, y - (r + 0.5) * (tall + 2), left + wide - 2, y - (r + 0.5) * (tall + 2), 1.4, INK)


def ship(b: Block, x: float, y: float, s: float, loaded: int = 3) -> None:
    """A container ship on the water line y, its bow to the right."""
    boxes(b, x + 52 * s, y - 36 * s, 10, loaded, 21 * s, 11 * s)
    b.shape([(x, y - 38 * s), (x + 300 * s, y - 38 * s), (x + 284 * s, y), (x + 30 * s, y + 2)], INK)
    b.row(x + 30 * s, x + 270 * s, y - 12 * s, 50 * s, 2.6 * s, PAPER, 0.5)
    b.box(x + 12 * s, y - 86 * s, 32 * s, 48 * s, PAPER)
    b.box(x + 12 * s, y - 86 * s, 32 * s, 7 * s, INK)
    for q in range(3):
        b.box(x + (17 + 9 * q) * s, y - 74 * s, 5 * s, 5 * s, INK)


def crane(b: Block, x: float, y: float, s: float) -> None:
    """A quay crane on rails at height y."""
    for dx in (0, 46):
        b.shape(
            [
                (x + dx * s, y),
                (x + (dx + 7) * s, y),
                (x + (dx + 10 - dx * 0.12) * s, y - 112 * s),
                (x + (dx + 4 - dx * 0.12) * s, y - 112 * s),
            ],
            INK,
        )
    b.box(x - 96 * s, y - 116 * s, 190 * s, 8 * s, INK)
    b.shape([(x + 14 * s, y - 116 * s), (x + 42 * s, y - 116 * s), (x + 31 * s, y - 170 * s), (x + 26 * s, y - 170 * s)], INK)
    b.cut(x + 28 * s, y - 166 * s, x - 92 * s, y - 114 * s, 2.2, INK)
    b.cut(x + 28 * s, y - 166 * s, x + 92 * s, y - 114 * s, 2.2, INK)
    b.box(x + 4 * s, y - 58 * s, 46 * s, 5 * s, INK)
    b.box(x - 62 * s, y - 108 * s, 2.4, 42 * s, INK)
    b.box(x - 76 * s, y - 66 * s, 30 * s, 13 * s, RUST)


def window(b: Block, x: float, y: float, wide: float, tall: float, sky: str, frame: str = INK) -> None:
    """A window with a cross, light behind it."""
    b.box(x - 5, y - 5, wide + 10, tall + 10, frame)
    b.box(x, y, wide, tall, sky)
    for i in range(4):
        b.row(x + 4, x + wide - 4, y + 9 + i * tall / 5, wide / 3, 2.6 - i * 0.4, frame, 0.5)
    b.box(x + wide / 2 - 2, y, 4, tall, frame)
    b.box(x, y + tall * 0.45, wide, 4, frame)


def shadow_floor(b: Block, y: float, fill: str, light: str) -> None:
    """A floor from y down, with light lying on it."""
    b.box(0, y, b.width, b.height - y, fill)
    b.ripples(y + 8, b.height - 2, (light,), 12)


def lamp(b: Block, x: float, y: float, spread: float, drop: float, light: str) -> None:
    """A hanging lamp and the cone of strokes under it."""
    b.box(x - 1.5, 0, 3, y, INK)
    b.shape([(x - 22, y + 12), (x - 9, y - 6), (x + 9, y - 6), (x + 22, y + 12)], INK)
    for i in range(11):
        t = (i - 5) / 5
        b.cut(x + 18 * t, y + 16, x + spread * t, y + drop, 2.4, light)


def pillars(b: Block, x: float, y: float, wide: float, tall: float, count: int, stone: str) -> None:
    """A pediment on columns that stand on three steps at height y."""
    b.shape([(x - 16, y - tall), (x + wide / 2, y - tall - wide * 0.17), (x + wide + 16, y - tall)], stone)
    b.shape([(x + wide / 2, y - tall - wide * 0.17), (x + wide + 16, y - tall), (x + wide * 0.56, y - tall)], INK)
    b.box(x - 10, y - tall, wide + 20, 11, INK)
    gap = wide / count
    for i in range(count):
        left = x + i * gap + gap * 0.22
        b.box(left, y - tall + 11, gap * 0.56, tall - 11, stone)
        b.box(left + gap * 0.36, y - tall + 11, gap * 0.2, tall - 11, INK)
        b.along([(left + gap * 0.36, y - tall + 20), (left + gap * 0.36, y - 8)], (-gap * 0.2, 3), 8, 1.6, INK)
    for k in range(3):
        b.box(x - 18 - 12 * k, y + 7 * k, wide + 36 + 24 * k, 7, stone if k % 2 == 0 else INK)


# --- ore and works -------------------------------------------------------------------------------------------------------------------


@scene(SAND)
def pit(b: Block) -> None:
    """An open pit in terraces, lorries on them."""
    b.sky(6, 112, INK, 13)
    b.disc(566, 78, 34, RUST)
    b.hills(132, 26, EARTH)
    b.hills(146, 12, INK)
    for i in range(7):
        t = i / 6
        cx, cy, rx, ry = 350 + 14 * t, 184 + 70 * t, 336 * (1 - 0.78 * t), 58 * (1 - 0.72 * t) + 6
        ring = [
            (cx + rx * math.cos(math.tau * q / 48) * (1 + 0.015 * b.luck.uniform(-1, 1)), cy + ry * math.sin(math.tau * q / 48))
            for q in range(48)
        ]
        b.blob(ring, PAPER if i % 2 == 0 else INK)
        if i % 2 == 0:
            b.blob(
                [
                    (cx + (rx - 10) * math.cos(math.tau * q / 36), cy + 4 + (ry - 5) * math.sin(math.tau * q / 36))
                    for q in range(36)
                ],
                RUST if i == 4 else "#c79a5c",
            )
            for q in range(34):
                a, far = math.pi * (0.04 + 0.92 * q / 33), b.luck.uniform(0.3, 0.95)
                b.cut(
                    cx + (rx - 11) * math.cos(a),
                    cy + (ry - 4) * math.sin(a),
                    cx + (rx - 11 - 22 * far) * math.cos(a),
                    cy + (ry - 4 - 11 * far) * math.sin(a),
                    2.4,
                    INK,
                )
    lorry(b, 150, 214, 0.62)
    lorry(b, 470, 222, 0.5, SAND)
    lorry(b, 330, 246, 0.36)


@scene(MOSS)
def tanks(b: Block) -> None:
    """A hall of settling tanks in long rows, one person on the gangway."""
    b.box(0, 0, 720, 120, INK)
    for i in range(9):
        b.shape(
            [(40 + i * 80, 0), (70 + i * 80, 0), (360 + (i - 4) * 34 + 10, 112), (360 + (i - 4) * 34, 112)], MOSS if i % 2 else SAND
        )
    for i in range(7):
        y0, y1 = 118 + i * i * 3.6, 118 + (i + 1) * (i + 1) * 3.6
        spread0, spread1 = 90 + i * 62, 90 + (i + 1) * 62
        for side in (-1, 1):
            fill = (SEA, ICE, RUST, SAND, SEA, ICE, CLAY)[i]
            inner0, inner1 = 26 + i * 13, 26 + (i + 1) * 13
            b.shape(
                [
                    (360 + side * inner0, y0),
                    (360 + side * spread0 * 1.35, y0),
                    (360 + side * spread1 * 1.35, y1 - 4),
                    (360 + side * inner1, y1 - 4),
                ],
                fill,
            )
            for k in range(4):
                yy = y0 + (y1 - y0 - 6) * (k + 0.5) / 4
                left, right = sorted((360 + side * (inner1 + 6), 360 + side * spread0 * 1.3))
                b.row(left, right, yy, 40 + 8 * i, 1.6 + 0.3 * i, INK, 0.9)
    b.shape([(340, 118), (380, 118), (450, 300), (270, 300)], PAPER)
    for i in range(9):
        y = 122 + i * i * 2.3
        b.cut(338 - i * 8, y, 382 + i * 8, y, 2.4, INK)
    man(b, 362, 236, 92)


@scene(FOG)
def magnet_line(b: Block) -> None:
    """Blocks of magnet on a belt under a press, sparks at the saw."""
    b.sky(8, 90, SEA, 9, thick=4.5)
    shadow_floor(b, 236, INK, SEA)
    b.box(0, 196, 720, 18, SEA)
    b.box(0, 212, 720, 8, INK)
    for x in range(20, 720, 58):
        b.disc(x, 216, 9, INK)
        b.disc(x, 216, 3, PAPER)
    for i, x in enumerate(range(16, 720, 76)):
        b.shape([(x, 196), (x, 172), (x + 10, 164), (x + 50, 164), (x + 50, 188), (x + 42, 196)], INK)
        b.shape([(x, 172), (x + 10, 164), (x + 50, 164), (x + 42, 172)], PAPER if i % 3 else RUST)
        b.along([(x + 6, 178), (x + 38, 178)], (-2, 14), 5, 1.6, ICE)
    b.shape([(236, 0), (404, 0), (404, 92), (372, 112), (268, 112), (236, 92)], INK)
    b.box(286, 112, 68, 36, RUST)
    b.box(278, 146, 84, 12, INK)
    b.along([(250, 16), (250, 86)], (34, 8), 9, 2.6, FOG)
    b.disc(380, 60, 14, SAND)
    b.cut(380, 60, 390, 52, 3, INK)
    b.disc(590, 168, 44, INK)
    b.disc(590, 168, 15, FOG)
    b.rays(590, 168, 20, 40, 18, 2, FOG)
    b.rays(548, 178, 8, 110, 22, 2.4, RUST, 140, 70)


@scene(ICE)
def harbour(b: Block) -> None:
    """Cranes over a ship that is being loaded."""
    b.sky(4, 104, SEA, 12)
    b.disc(140, 84, 30, RUST)
    b.box(0, 206, 720, 94, SEA)
    b.ripples(214, 298, (ICE, INK), 9)
    crane(b, 430, 208, 1.0)
    crane(b, 580, 208, 1.2)
    ship(b, 36, 232, 1.0)
    b.box(384, 206, 336, 13, INK)
    b.row(384, 720, 216, 50, 2.5, PAPER, 0.5)


@scene(ICE)
def ship_at_anchor(b: Block) -> None:
    """A loaded ship that lies still in fog, its chain down."""
    b.sky(4, 150, SEA, 16, thick=5)
    b.hills(158, 14, SEA, 176)
    b.box(0, 176, 720, 124, SEA)
    b.ripples(182, 298, (ICE,), 10)
    ship(b, 170, 216, 1.25, 4)
    b.bar(520, 176, 560, 250, 3, INK)
    for i in range(8):
        b.cut(200 + i * 40, 226 + i % 3 * 4, 250 + i * 40, 226 + i % 3 * 4, 4, INK)
    for x in (610, 634, 600):
        b.cut(x - 14, 92 + x % 7 * 6, x, 98 + x % 7 * 6, 3, INK)
        b.cut(x, 98 + x % 7 * 6, x + 14, 92 + x % 7 * 6, 3, INK)


@scene(FOG)
def clean_room(b: Block) -> None:
    """Gowned figures under white light at a lithography machine."""
    for i in range(8):
        b.box(i * 92, 0, 66, 12, PAPER)
    b.box(0, 0, 720, 3, INK)
    for x in range(0, 720, 60):
        b.box(x, 16, 2, 200, ICE)
    shadow_floor(b, 226, ICE, PAPER)
    for row in range(5):
        b.cut(0, 230 + row * row * 4, 720, 230 + row * row * 4, 1.6, SEA)
    b.shape([(300, 226), (300, 86), (332, 66), (560, 66), (596, 92), (596, 226)], SEA)
    b.shape([(470, 226), (470, 66), (560, 66), (596, 92), (596, 226)], INK)
    b.box(322, 108, 128, 64, INK)
    b.disc(386, 140, 25, PAPER)
    b.disc(386, 140, 17, RUST)
    b.rays(386, 140, 4, 24, 16, 2.2, INK)
    b.along([(490, 90), (490, 210)], (80, 6), 10, 2.4, SEA)
    for x, size in ((150, 150), (228, 134), (648, 150)):
        man(b, x, 262, size, PAPER, gown=True)
        s = size / 100
        b.lens((x - 8 * s, 262 - 91 * s), (x + 8 * s, 262 - 91 * s), 3 * s, 3 * s, INK)
        b.along([(x + 8 * s, 262 - 70 * s), (x + 13 * s, 262 - 8 * s)], (-13 * s, 6), 8, 2, SEA)


@scene(CLAY)
def stopped_car_line(b: Block) -> None:
    """Car bodies that hang still in a dark hall; nobody works, a lamp burns red."""
    b.box(0, 0, 720, 54, INK)
    b.sky(64, 120, EARTH, 6, thick=3)
    shadow_floor(b, 232, INK, EARTH)
    b.box(0, 42, 720, 7, RUST)
    for i, x in enumerate((30, 270, 510)):
        b.box(x + 40, 46, 5, 74, INK)
        b.box(x + 146, 46, 5, 74, INK)
        b.blob(
            [
                (x, 190),
                (x + 4, 156),
                (x + 40, 146),
                (x + 66, 112),
                (x + 136, 110),
                (x + 164, 146),
                (x + 194, 156),
                (x + 198, 190),
                (x + 176, 200),
                (x + 20, 200),
            ],
            INK if i != 1 else SEA,
        )
        b.shape([(x + 56, 146), (x + 74, 120), (x + 96, 120), (x + 96, 146)], CLAY)
        b.shape([(x + 104, 146), (x + 104, 120), (x + 130, 120), (x + 150, 146)], CLAY)
        for at in (46, 152):
            b.disc(x + at, 198, 20, CLAY)
            b.disc(x + at, 198, 12, INK)
        b.row(x + 10, x + 188, 172, 40, 2.4, CLAY, 0.8)
    b.disc(668, 88, 12, ALARM)
    b.rays(668, 88, 16, 40, 14, 2.6, ALARM)
    b.shape([(318, 262), (322, 252), (404, 252), (408, 262), (404, 266), (322, 266)], SAND)


@scene(SAND)
def empty_shelf(b: Block) -> None:
    """A store of racks with hardly a box left, a clerk with a list."""
    b.box(0, 0, 720, 300, EARTH)
    for k in range(3):
        y = 40 + k * 78
        for x in (30, 250, 470):
            b.box(x, y - 26, 206, 66, INK)
            b.along([(x + 10, y - 18), (x + 10, y + 30)], (180, 4), 6, 1.6, EARTH)
            b.box(x - 4, y + 40, 214, 8, SAND)
    for x in (26, 232, 246, 452, 466, 672):
        b.box(x, 6, 8, 262, SAND)
    for x, y in ((52, 80), (292, 158), (520, 236), (560, 236)):
        b.box(x, y - 26, 34, 26, RUST)
        b.cut(x + 2, y - 13, x + 32, y - 13, 2, INK)
    shadow_floor(b, 270, INK, EARTH)
    man(b, 400, 290, 168, PAPER)
    b.disc(400, 137, 14, CLAY)
    b.blob([(386, 136), (388, 124), (400, 120), (413, 126), (414, 136), (402, 130)], INK)
    b.box(408, 196, 26, 34, SEA)


@scene(FOG)
def full_warehouse(b: Block) -> None:
    """Sacks of oxide to the roof and no lorry at the gate."""
    b.sky(8, 90, SEA, 8, thick=4)
    b.shape([(40, 300), (40, 90), (360, 22), (680, 90), (680, 300)], INK)
    b.shape([(76, 300), (76, 110), (644, 110), (644, 300)], EARTH)
    for r in range(6):
        for q in range(12 - r % 2):
            x, y = 84 + q * 46 + r % 2 * 23, 292 - r * 29
            b.blob(
                [(x, y), (x + 4, y - 24), (x + 22, y - 27), (x + 41, y - 24), (x + 45, y), (x + 22, y + 3)],
                PAPER if (q + r) % 3 else SAND,
            )
            b.cut(x + 30, y - 22, x + 42, y - 3, 4, INK)
            b.cut(x + 10, y - 14, x + 26, y - 14, 2, RUST if (q * r) % 4 == 0 else EARTH)
    b.box(280, 52, 160, 30, SAND)
    b.row(292, 430, 67, 60, 4, INK, 0.3)


@scene(MOSS)
def refinery(b: Block) -> None:
    """Columns and pipes of a separation plant by a strait, steam over them."""
    b.sky(6, 100, INK, 10)
    b.box(0, 226, 720, 74, SEA)
    b.ripples(236, 298, (ICE, INK), 10)
    for i, (x, h) in enumerate(((90, 120), (140, 168), (196, 100), (420, 150), (470, 188), (530, 120), (600, 92))):
        b.box(x, 228 - h, 34, h, INK)
        b.box(x + 4, 228 - h + 6, 9, h - 8, PAPER if i % 2 else SAND)
        b.lens((x - 3, 228 - h), (x + 37, 228 - h), 6, 4, INK)
        b.along([(x + 22, 236 - h), (x + 22, 220)], (-10, 4), int(h / 12), 1.8, MOSS)
    for x in (262, 326):
        b.disc(x, 190, 36, PAPER)
        b.along([(x + 30, 170), (x + 34, 190), (x + 26, 212)], (-26, 4), 9, 2.6, INK)
        b.box(x - 32, 214, 4, 14, INK)
        b.box(x + 28, 214, 4, 14, INK)
    b.bar(90, 150, 630, 150, 6, RUST)
    b.bar(124, 196, 470, 196, 5, RUST)
    b.box(0, 224, 720, 8, INK)
    for x in (157, 487):
        for i in range(5):
            b.blob(
                [(x - 6 - i * 8, 52 - i * 9), (x + 12 - i * 6, 38 - i * 10), (x + 34 + i * 2, 46 - i * 10), (x + 20, 58 - i * 9)],
                PAPER,
            )


@scene(EARTH)
def railway(b: Block) -> None:
    """Ore wagons on a line across dry country."""
    b.box(0, 0, 720, 150, SAND)
    b.sky(6, 110, EARTH, 12)
    b.disc(120, 100, 36, RUST)
    b.hills(150, 30, INK, 176)
    b.ripples(182, 298, (INK, SAND), 12)
    b.shape([(0, 236), (720, 196), (720, 206), (0, 256)], INK)
    for i in range(7):
        x, y = 600 - i * 104, 204 + i * 5.9
        s = 0.8 + i * 0.07
        b.shape([(x, y - 8), (x - 6 * s, y - 46 * s), (x + 94 * s, y - 50 * s), (x + 88 * s, y - 12)], INK if i else RUST)
        b.blob(
            [
                (x - 4 * s, y - 46 * s),
                (x + 22 * s, y - 60 * s),
                (x + 50 * s, y - 62 * s),
                (x + 78 * s, y - 58 * s),
                (x + 92 * s, y - 50 * s),
            ],
            RUST,
        )
        b.row(x + 4, x + 80 * s, y - 28 * s, 30, 2.4, SAND, 0.6)
        for at in (16, 70):
            b.disc(x + at * s, y - 4, 8 * s, INK)


@scene(SEA)
def wind_farm(b: Block) -> None:
    """Turbines at sea, one without its machine."""
    b.box(0, 0, 720, 196, ICE)
    b.sky(6, 120, SEA, 11)
    b.ripples(204, 298, (ICE, INK), 9)
    for i, (x, y, s) in enumerate(((110, 212, 1.0), (270, 206, 0.8), (410, 222, 1.15), (580, 208, 0.86), (668, 202, 0.6))):
        b.shape([(x - 3 * s, y), (x - 2 * s, y - 118 * s), (x + 2 * s, y - 118 * s), (x + 4 * s, y)], PAPER)
        b.shape([(x + 1 * s, y), (x + 1 * s, y - 118 * s), (x + 2 * s, y - 118 * s), (x + 4 * s, y)], INK)
        if i == 2:
            b.box(x - 10, y - 130 * s, 22, 12, RUST)
            continue
        for k in range(3):
            a = math.radians(20 + 120 * k + i * 31)
            b.cut(x, y - 120 * s, x + 62 * s * math.cos(a), y - 120 * s + 62 * s * math.sin(a), 6 * s, PAPER)
        b.disc(x, y - 120 * s, 4.5 * s, INK)


@scene(SAND)
def motor(b: Block) -> None:
    """A motor's rotor opened on a bench, magnets in their slots."""
    b.sky(6, 110, EARTH, 10, thick=4)
    shadow_floor(b, 250, INK, EARTH)
    b.disc(360, 150, 132, INK)
    b.disc(360, 150, 116, SEA)
    b.rays(360, 150, 92, 114, 60, 2.6, INK)
    b.disc(360, 150, 88, INK)
    b.disc(360, 150, 82, PAPER)
    for k in range(8):
        a = math.tau * k / 8 + 0.2
        c, s = math.cos(a), math.sin(a)
        x, y = 360 + 60 * c, 150 + 60 * s
        b.shape(
            [
                (x - 20 * s - 7 * c, y + 20 * c - 7 * s),
                (x + 20 * s - 7 * c, y - 20 * c - 7 * s),
                (x + 20 * s + 7 * c, y - 20 * c + 7 * s),
                (x - 20 * s + 7 * c, y + 20 * c + 7 * s),
            ],
            RUST if k != 2 else INK,
        )
    b.disc(360, 150, 28, INK)
    b.disc(360, 150, 13, SAND)
    b.rays(360, 150, 30, 48, 40, 1.8, INK)
    b.shape([(90, 250), (100, 226), (168, 226), (178, 250)], RUST)
    b.shape([(560, 250), (570, 232), (628, 232), (638, 250)], SEA)


@scene(MOSS)
def battery_plant(b: Block) -> None:
    """Cells in long trays, a robot's arm above."""
    b.sky(8, 100, INK, 9, thick=4)
    shadow_floor(b, 216, INK, MOSS)
    for r in range(3):
        y = 204 + r * 38
        for q in range(14):
            x = 14 + q * 51 - r * 9
            b.box(x, y - 30, 34, 34, SAND if (q + r) % 5 else RUST)
            b.box(x + 20, y - 30, 14, 34, INK)
            b.lens((x, y - 30), (x + 34, y - 30), 5, 5, PAPER)
        b.box(0, y + 4, 720, 7, SEA)
    b.box(410, 120, 60, 60, INK)
    b.bar(440, 130, 330, 54, 24, RUST)
    b.disc(440, 130, 20, INK)
    b.disc(330, 54, 17, INK)
    b.bar(330, 54, 270, 118, 18, RUST)
    b.shape([(256, 112), (286, 122), (276, 150), (268, 148), (272, 130), (256, 126), (250, 142), (242, 140)], INK)


@scene(FOG)
def laboratory(b: Block) -> None:
    """Flasks on a bench, a chemist against the window."""
    window(b, 60, 30, 240, 130, PAPER, SEA)
    window(b, 420, 30, 240, 130, PAPER, SEA)
    b.box(0, 214, 720, 86, INK)
    b.box(0, 208, 720, 10, PAPER)
    b.row(0, 720, 240, 90, 3, SEA, 0.8)
    b.row(0, 720, 268, 120, 3, SEA, 0.9)
    for x, fill, s in ((110, RUST, 1.0), (196, SEA, 0.8), (520, SAND, 1.1), (610, RUST, 0.8)):
        b.shape(
            [
                (x - 7 * s, 208 - 86 * s),
                (x + 7 * s, 208 - 86 * s),
                (x + 7 * s, 208 - 52 * s),
                (x + 34 * s, 208),
                (x - 34 * s, 208),
                (x - 7 * s, 208 - 52 * s),
            ],
            PAPER,
        )
        b.shape([(x - 20 * s, 208 - 26 * s), (x + 20 * s, 208 - 26 * s), (x + 34 * s, 208), (x - 34 * s, 208)], fill)
        b.shape(
            [
                (x + 3 * s, 208 - 86 * s),
                (x + 7 * s, 208 - 86 * s),
                (x + 7 * s, 208 - 52 * s),
                (x + 34 * s, 208),
                (x + 20 * s, 208),
                (x + 3 * s, 208 - 48 * s),
            ],
            INK,
        )
    man(b, 360, 300, 236, INK)
    b.blob([(340, 214), (330, 150), (360, 138), (392, 150), (384, 214)], PAPER)
    b.along([(382, 150), (384, 210)], (-18, 5), 8, 2.4, SEA)
    b.bar(388, 160, 440, 136, 11, PAPER)
    b.disc(446, 132, 8, CLAY)
    b.box(442, 94, 8, 34, ICE)
    b.box(442, 112, 8, 16, RUST)


# --- rooms -------------------------------------------------------------------------------------------------------------------------


@scene(CLAY)
def court(b: Block) -> None:
    """Columns of a court under a heavy sky."""
    b.sky(6, 150, INK, 13)
    pillars(b, 150, 258, 420, 150, 7, PAPER)
    man(b, 96, 292, 62)
    man(b, 632, 292, 62)
    man(b, 656, 292, 56, SEA)


@scene(EARTH)
def hearing(b: Block) -> None:
    """A committee above, one witness below with a microphone."""
    b.box(0, 0, 720, 300, EARTH)
    for x in range(20, 720, 100):
        b.box(x, 10, 66, 96, INK)
        b.along([(x + 8, 18), (x + 8, 98)], (50, 2), 6, 1.6, EARTH)
    for i in range(7):
        seated(b, 66 + i * 98, 136, 72, INK if i % 2 else NIGHT)
        b.disc(66 + i * 98, 94, 9, SAND if i % 3 else CLAY)
    b.shape([(0, 132), (720, 132), (720, 184), (0, 184)], SAND)
    b.box(0, 132, 720, 8, PAPER)
    b.along([(10, 146), (700, 146)], (4, 32), 36, 2.2, EARTH)
    b.box(0, 184, 720, 116, INK)
    b.blob([(282, 300), (292, 236), (330, 212), (390, 212), (428, 236), (438, 300)], SEA)
    b.disc(360, 186, 27, CLAY)
    b.blob([(332, 184), (336, 160), (360, 152), (386, 160), (388, 186), (372, 172), (346, 172)], INK)
    b.along([(400, 226), (430, 290)], (-30, 14), 7, 2.6, INK)
    b.bar(470, 300, 440, 226, 4, PAPER)
    b.disc(438, 222, 7, PAPER)


@scene(SAND)
def hall(b: Block) -> None:
    """A congress hall: rows of heads before a bright stage."""
    b.box(0, 0, 720, 300, NIGHT)
    b.shape([(140, 30), (580, 30), (560, 150), (160, 150)], SAND)
    b.sky(36, 116, EARTH, 8, 150, 570, 3.5)
    b.box(320, 100, 80, 56, INK)
    man(b, 360, 142, 92, INK)
    b.box(326, 96, 68, 10, RUST)
    for r in range(6):
        y = 178 + r * 23
        for q in range(17 - r):
            x = 20 + q * (700 / (16 - r)) + (r % 2) * 12
            size = 9 + r * 2.2
            b.disc(x, y, size, INK if (q + r) % 4 else EARTH)
            b.blob(
                [(x - size * 1.7, y + size * 2.6), (x - size, y + size), (x + size, y + size), (x + size * 1.7, y + size * 2.6)],
                INK,
            )


@scene(NIGHT)
def telephone_at_night(b: Block) -> None:
    """A telephone under a lamp, a dark window behind."""
    window(b, 430, 24, 220, 150, "#31506b", INK)
    for x, y in ((470, 130), (500, 140), (560, 126), (610, 138), (628, 120)):
        b.box(x, y, 5, 5, SAND)
    b.box(0, 214, 720, 86, INK)
    b.ripples(224, 298, (EARTH,), 12)
    b.shape([(160, 60), (250, 60), (286, 120), (124, 120)], RUST)
    b.box(200, 120, 10, 94, EARTH)
    b.lens((150, 214), (260, 214), 8, 5, EARTH)
    for i in range(15):
        t = (i - 7) / 7
        b.cut(205 + 60 * t, 126, 205 + 190 * t, 212, 2.6, SAND)
    b.shape([(300, 232), (318, 186), (432, 186), (450, 232)], PAPER)
    b.shape([(400, 232), (396, 186), (432, 186), (450, 232)], EARTH)
    b.disc(374, 212, 17, INK)
    b.rays(374, 212, 5, 15, 10, 2.4, PAPER)
    b.blob(
        [
            (276, 190),
            (280, 164),
            (306, 152),
            (334, 164),
            (416, 164),
            (444, 152),
            (470, 164),
            (474, 190),
            (450, 194),
            (432, 182),
            (318, 182),
            (300, 194),
        ],
        RUST,
    )
    b.along([(420, 166), (466, 170)], (-6, 16), 6, 2.2, INK)


@scene(ICE)
def long_table(b: Block) -> None:
    """Two delegations at a table that is too long."""
    for x in (50, 210, 450, 610):
        window(b, x, 20, 70, 90, PAPER, SEA)
    for i in range(6):
        seated(b, 90 + i * 108, 168, 78 + (i % 2) * 6, SEA)
        b.disc(90 + i * 108, 168 - 46, 12, (CLAY, SAND)[i % 2])
    b.shape([(40, 168), (680, 168), (720, 214), (0, 214)], PAPER)
    b.box(0, 214, 720, 12, INK)
    for i in range(8):
        b.box(70 + i * 78, 182, 24, 12, ICE if i % 2 else SAND)
    b.row(0, 720, 203, 80, 3, EARTH, 0.9)
    for i in range(5):
        seated(b, 100 + i * 130, 300, 150, INK)
    b.along([(60, 268), (660, 268)], (16, 26), 18, 2.6, SEA)


@scene(SAND)
def licence_office(b: Block) -> None:
    """Folders to the ceiling, one stamp, one hand."""
    b.box(0, 0, 720, 300, EARTH)
    for c in range(9):
        x = 10 + c * 80
        tall = (190, 236, 210, 96, 70, 84, 220, 246, 200)[c]
        y = 270.0
        k = 0
        while y > 270 - tall:
            wide = 64 + b.luck.uniform(-6, 6)
            left = x + b.luck.uniform(-5, 5)
            b.box(left, y - 10, wide, 9, (PAPER, SAND, PAPER, CLAY)[k % 4])
            b.box(left + wide - 12, y - 10, 12, 9, INK)
            y -= 11
            k += 1
    b.box(0, 268, 720, 32, INK)
    b.row(0, 720, 280, 90, 3, EARTH, 0.7)
    b.shape([(300, 262), (306, 248), (414, 248), (420, 262)], PAPER)
    b.shape([(336, 246), (344, 222), (376, 222), (384, 246)], RUST)
    b.box(352, 196, 16, 28, INK)
    b.disc(360, 190, 12, INK)
    b.blob([(348, 204), (372, 200), (404, 176), (470, 150), (480, 172), (414, 204), (384, 218), (352, 216)], CLAY)
    b.blob([(456, 142), (560, 96), (588, 150), (480, 184)], NIGHT)
    b.along([(470, 150), (560, 110)], (10, 30), 7, 2.4, INK)


@scene(NIGHT)
def trading_floor(b: Block) -> None:
    """Screens with a line that climbs, heads turned up to it."""
    for i in range(4):
        x = 20 + i * 176
        b.box(x, 26, 156, 108, INK)
        b.box(x + 6, 32, 144, 96, SEA if i != 2 else ALARM)
        points = [(x + 10 + k * 17, 118 - (k * k * 1.15 if i == 2 else 24 + 20 * b.luck.random())) for k in range(9)]
        for (x0, y0), (x1, y1) in zip(points, points[1:], strict=False):
            b.bar(x0, y0, x1, y1, 4, PAPER)
        for k in range(4):
            b.cut(x + 10, 46 + k * 22, x + 146, 46 + k * 22, 1.4, INK)
    for i in range(9):
        seated(b, 44 + i * 80, 236, 84 + (i * 37) % 20, INK)
        b.cut(34 + i * 80, 178, 52 + i * 80, 172, 3, SAND)
    b.box(0, 234, 720, 66, INK)
    b.ripples(244, 298, (SEA, RUST), 12)


@scene(EARTH)
def vault(b: Block) -> None:
    """A store behind a round door, bars in rows."""
    b.box(0, 0, 720, 300, INK)
    b.sky(6, 120, EARTH, 9, thick=3.5)
    for r in range(4):
        for q in range(9 - r):
            x, y = 330 + q * 42 + r * 21, 268 - r * 30
            b.shape([(x, y), (x + 6, y - 20), (x + 32, y - 20), (x + 38, y)], SAND if (q + r) % 4 else PAPER)
            b.shape([(x + 26, y), (x + 24, y - 20), (x + 32, y - 20), (x + 38, y)], EARTH)
    b.disc(170, 150, 130, FOG)
    b.disc(170, 150, 118, INK)
    b.disc(170, 150, 108, SEA)
    for k in range(12):
        a = math.tau * k / 12
        b.disc(170 + 94 * math.cos(a), 150 + 94 * math.sin(a), 7, FOG)
    b.rays(170, 150, 34, 84, 44, 2.4, INK)
    for k in range(5):
        a = math.tau * k / 5 - 0.4
        b.bar(170, 150, 170 + 52 * math.cos(a), 150 + 52 * math.sin(a), 8, PAPER)
    b.disc(170, 150, 15, RUST)
    b.box(0, 268, 720, 32, EARTH)


@scene(CLAY)
def protest(b: Block) -> None:
    """A crowd with boards before the gate of a works."""
    b.sky(6, 110, INK, 10)
    b.box(430, 60, 40, 130, INK)
    b.box(500, 90, 160, 100, INK)
    b.along([(510, 100), (650, 100)], (3, 80), 12, 2.4, CLAY)
    for x in range(0, 720, 18):
        b.box(x, 150, 3, 60, SEA)
    b.box(0, 158, 720, 4, SEA)
    for r in range(3):
        for q in range(13 - r):
            x, foot = 20 + q * (56 + r * 5) + r * 20 + b.luck.uniform(-8, 8), 246 + r * 34
            size = 94 + r * 26
            if (q + r) % 3 == 0:
                top = foot - size * 1.45
                b.bar(x + 8, foot - size * 0.6, x + 10, top + 20, 3, INK)
                b.shape([(x - 20, top - 6), (x + 38, top - 10), (x + 40, top + 24), (x - 18, top + 27)], (PAPER, SAND, RUST)[r])
                b.row(x - 12, x + 32, top + 4, 20, 2.6, INK, 0.4)
                b.row(x - 12, x + 32, top + 15, 26, 2.6, INK, 0.4)
            man(b, x, foot, size, (SEA, INK, MOSS, NIGHT)[(q + r) % 4])
            b.disc(x, foot - size * 0.9, size * 0.085, (CLAY, SAND, EARTH)[(q * 2 + r) % 3])


@scene(ICE)
def school_of_metals(b: Block) -> None:
    """Students round a small furnace."""
    b.box(0, 0, 720, 214, SEA)
    b.box(90, 22, 540, 100, INK)
    for i in range(4):
        b.row(110, 610, 40 + i * 22, 60, 2.6, ICE, 0.7)
    shadow_floor(b, 234, INK, SEA)
    b.shape([(304, 250), (312, 160), (408, 160), (416, 250)], EARTH)
    b.shape([(372, 250), (376, 160), (408, 160), (416, 250)], INK)
    b.lens((312, 160), (408, 160), 12, 8, RUST)
    b.rays(360, 156, 10, 84, 22, 3, SAND, 200, 140)
    for x, size, fill in (
        (120, 190, PAPER),
        (204, 172, INK),
        (262, 160, SAND),
        (470, 166, INK),
        (534, 182, PAPER),
        (612, 176, RUST),
    ):
        man(b, x, 288, size, fill, gown=fill == PAPER)
        b.disc(x, 288 - size * 0.91, size * 0.085, (CLAY, SAND, EARTH)[x % 3])
        b.lens((x - size * 0.1, 288 - size * 0.94), (x + size * 0.1, 288 - size * 0.94), size * 0.05, 1, INK)


@scene(FOG)
def customs_post(b: Block) -> None:
    """A barrier across a mountain road, lorries waiting."""
    b.sky(6, 90, SEA, 10)
    b.hills(140, 60, SEA, 230, 90)
    b.hills(176, 24, MOSS, 240, 60)
    b.shape([(0, 240), (720, 220), (720, 300), (0, 300)], INK)
    b.ripples(250, 298, (EARTH,), 12)
    for i, (x, s) in enumerate(((20, 1.7), (170, 1.45), (300, 1.2))):
        lorry(b, x, 262 - i * 8, s, (SAND, RUST, MOSS)[i])
    b.box(520, 142, 110, 100, PAPER)
    b.shape([(506, 146), (530, 112), (620, 112), (644, 146)], RUST)
    b.box(540, 164, 34, 30, INK)
    b.box(588, 164, 28, 78, INK)
    b.box(478, 190, 10, 56, INK)
    for k in range(7):
        b.bar(480 - k * 18, 196 - k * 4, 480 - (k + 1) * 18, 196 - (k + 1) * 4, 9, RUST if k % 2 else PAPER)
    man(b, 504, 262, 82, NIGHT)


@scene(CLAY)
def factory_gate(b: Block) -> None:
    """A shift that goes home early past a shut gate."""
    b.sky(6, 120, EARTH, 10)
    for k in range(5):
        b.shape([(60 + k * 120, 130), (60 + k * 120, 84), (180 + k * 120, 130)], INK)
    b.box(40, 128, 640, 90, INK)
    for k in range(10):
        b.box(66 + k * 62, 146, 36, 30, SAND if k in (1, 6) else EARTH)
    b.box(600, 30, 28, 100, INK)
    b.box(280, 156, 160, 62, EARTH)
    for x in range(286, 440, 16):
        b.box(x, 160, 4, 58, PAPER)
    shadow_floor(b, 218, SAND, EARTH)
    for i, (x, size) in enumerate(((90, 92), (150, 100), (210, 88), (500, 96), (560, 104), (634, 92), (690, 100))):
        man(b, x, 288, size, (INK, SEA, NIGHT)[i % 3], lean=-0.6)
        b.disc(x - 5, 288 - size * 0.9, size * 0.08, (CLAY, EARTH)[i % 2])


@scene(SAND)
def bank(b: Block) -> None:
    """A bank's counter with coins and a contract."""
    b.box(0, 0, 720, 160, MOSS)
    b.sky(6, 120, INK, 8, thick=4)
    for x in range(40, 700, 92):
        b.box(x, 20, 6, 140, SAND)
    b.shape([(0, 160), (720, 160), (720, 300), (0, 300)], EARTH)
    b.ripples(170, 298, (INK,), 11)
    for c, h in enumerate((3, 5, 8, 12, 16)):
        for k in range(h):
            x, y = 60 + c * 66, 262 - k * 11
            b.lens((x, y), (x + 54, y), 6, 6, INK)
            b.lens((x, y - 3), (x + 54, y - 3), 6, 5, SAND if k < h - 1 else PAPER)
    b.shape([(430, 270), (470, 176), (660, 176), (690, 270)], PAPER)
    for k in range(5):
        b.row(470 - k * 5, 660 + k * 4, 190 + k * 13, 60, 2.4, INK, 0.3)
    b.cut(560, 262, 640, 256, 4, RUST)
    b.bar(640, 254, 690, 196, 7, INK)


@scene(PAPER)
def papers(b: Block) -> None:
    """Five papers on a desk that say the same, a magnifying glass."""
    b.box(0, 0, 720, 300, EARTH)
    b.ripples(6, 296, (INK,), 12)
    for k, (x, y, tilt) in enumerate(((50, 50, -14), (180, 34, 8), (310, 60, -6), (440, 36, 10), (560, 62, -10))):
        b.shape([(x + 6, y + 8), (x + 126, y + 8 + tilt), (x + 136, y + 178 + tilt), (x + 14, y + 180)], INK)
        b.shape([(x, y), (x + 120, y + tilt), (x + 130, y + 170 + tilt), (x + 8, y + 172)], PAPER if k != 3 else SAND)
        b.cut(x + 16, y + 20 + tilt * 0.2, x + 104, y + 20 + tilt * 0.8, 7, RUST if k == 3 else INK)
        for r in range(8):
            b.row(x + 16, x + 112, y + 44 + r * 14 + tilt * 0.5, 40, 2.6, SEA, 0.25)
    b.disc(420, 190, 66, INK)
    b.disc(420, 190, 57, ICE)
    for r in range(4):
        b.row(374, 466, 164 + r * 17, 46, 4.6, INK, 0.3)
    b.bar(466, 236, 540, 296, 17, INK)


@scene(FOG)
def podium(b: Block) -> None:
    """A lectern, microphones, and the light of cameras."""
    b.box(0, 0, 720, 300, SEA)
    for x in range(0, 720, 44):
        b.shape([(x, 0), (x + 30, 0), (x + 26, 300), (x + 4, 300)], NIGHT if x // 44 % 2 else SEA)
    b.shape([(276, 300), (262, 170), (458, 170), (444, 300)], EARTH)
    b.shape([(400, 300), (410, 170), (458, 170), (444, 300)], INK)
    b.box(254, 160, 212, 14, SAND)
    for k in range(5):
        b.bar(300 + k * 30, 160, 322 + k * 19, 118 - (k % 2) * 12, 4, INK)
        b.disc(322 + k * 19, 114 - (k % 2) * 12, 8, INK)
    for x, y in ((70, 210), (150, 250), (590, 216), (660, 250)):
        b.disc(x, y, 15, PAPER)
        b.rays(x, y, 18, 62, 16, 3, PAPER)
        b.box(x - 20, y + 18, 40, 60, INK)


@scene(SAND)
def parliament(b: Block) -> None:
    """A half circle of benches and raised hands."""
    b.box(0, 0, 720, 300, RUST)
    b.sky(6, 70, INK, 6, thick=4)
    for r in range(5):
        radius = 330 - r * 52
        b.lens((360 - radius, 296), (360 + radius, 296), radius * 0.36, -radius * 0.28, INK if r % 2 else EARTH)
        count = 19 - r * 3
        for q in range(count):
            a = math.pi * (0.06 + 0.88 * q / (count - 1))
            x, y = 360 - radius * 0.96 * math.cos(a), 292 - radius * 0.62 * math.sin(a)
            b.disc(x, y, 9, SAND if (q + r) % 3 else CLAY)
            b.blob([(x - 15, y + 24), (x - 10, y + 10), (x + 10, y + 10), (x + 15, y + 24)], INK)
            if (q * 5 + r) % 4 == 0:
                b.bar(x + 11, y + 14, x + 15, y - 16, 4.4, PAPER)
    b.box(318, 244, 84, 56, PAPER)
    b.along([(330, 252), (390, 252)], (2, 44), 8, 2.4, INK)
    man(b, 360, 262, 74)


@scene(NIGHT)
def wireless_desk(b: Block) -> None:
    """Listening posts at night: dishes under stars."""
    for _ in range(46):
        x, y = b.luck.uniform(0, 720), b.luck.uniform(4, 150)
        b.cut(x - 3, y, x + 3, y, 1.8, SAND)
    b.hills(226, 26, INK)
    for x, y, s in ((130, 220, 1.1), (340, 232, 0.8), (560, 214, 1.4)):
        b.shape([(x - 22 * s, y + 20), (x - 4 * s, y - 46 * s), (x + 4 * s, y - 46 * s), (x + 22 * s, y + 20)], EARTH)
        b.blob([(x - 52 * s, y - 76 * s), (x - 20 * s, y - 38 * s), (x + 26 * s, y - 30 * s), (x + 48 * s, y - 44 * s)], PAPER)
        b.blob([(x - 10 * s, y - 48 * s), (x + 20 * s, y - 36 * s), (x + 44 * s, y - 42 * s), (x + 10 * s, y - 56 * s)], EARTH)
        b.bar(x, y - 56 * s, x + 20 * s, y - 96 * s, 3, PAPER)
        b.disc(x + 20 * s, y - 96 * s, 4, RUST)
    b.ripples(252, 298, (SEA,), 12)


@scene(ALARM)
def brink(b: Block) -> None:
    """Two shores with a gap between them."""
    b.sky(6, 236, INK, 22, thick=7)
    b.disc(360, 34, 17, PAPER)
    for side in (-1, 1):
        b.shape(
            [
                (360 + side * 360, 176), (360 + side * 250, 184), (360 + side * 196, 206), (360 + side * 150, 214),
                (360 + side * 112, 246), (360 + side * 88, 252), (360 + side * 70, 300), (360 + side * 360, 300),
            ],
            INK,
        )  # fmt: skip
        b.along([(360 + side * 340, 190), (360 + side * 200, 214), (360 + side * 120, 262)], (side * 16, 34), 16, 2.6, ALARM)


@scene(ALARM)
def rupture(b: Block) -> None:
    """A bridge that is broken in the middle; the cables hang."""
    b.sky(6, 150, INK, 16, thick=8)
    b.box(0, 236, 720, 64, INK)
    b.ripples(244, 298, (ALARM,), 10)
    for side in (-1, 1):
        at = 360 + side * 190
        b.box(at - 9, 46, 18, 200, INK)
        b.shape(
            [
                (360 + side * 360, 172),
                (360 + side * 96, 172),
                (360 + side * 60, 186),
                (360 + side * 84, 190),
                (360 + side * 70, 204),
                (360 + side * 360, 190),
            ],
            INK,
        )
        b.bar(at, 50, 360 + side * 360, 150, 4, INK)
        b.cut(at, 50, 360 + side * 70, 168, 4, INK)
        for k in range(6):
            x = at + side * (26 + k * 26)
            b.box(x, 50 + (26 + k * 26) * 0.6, 2.4, 172 - 50 - (26 + k * 26) * 0.6, INK)
    for _ in range(16):
        x, y = 360 + b.luck.uniform(-60, 60), b.luck.uniform(196, 250)
        b.cut(x, y, x + b.luck.uniform(-14, 14), y + b.luck.uniform(6, 16), 5, PAPER)
    b.disc(360, 84, 30, PAPER)
    b.row(320, 400, 84, 50, 4, ALARM, 0.4)


@scene(ICE)
def handshake(b: Block) -> None:
    """Two sleeves, two hands."""
    b.sky(6, 130, SEA, 12)
    b.shape([(0, 150), (250, 138), (262, 214), (0, 250)], NIGHT)
    b.shape([(720, 140), (470, 138), (458, 214), (720, 246)], RUST)
    b.shape([(238, 134), (272, 136), (282, 216), (250, 220)], PAPER)
    b.shape([(482, 134), (448, 136), (438, 216), (470, 220)], PAPER)
    b.blob([(270, 146), (330, 140), (376, 150), (420, 176), (428, 200), (398, 206), (360, 214), (310, 214), (276, 208)], CLAY)
    b.blob([(450, 146), (400, 138), (360, 146), (324, 164), (320, 182), (340, 192), (380, 182), (404, 206), (446, 208)], EARTH)
    for k in range(4):
        b.cut(326 + k * 5, 176 + k * 8, 372 + k * 6, 184 + k * 8, 4, INK)
    b.along([(20, 176), (240, 160)], (12, 44), 14, 3, INK)
    b.along([(480, 160), (700, 170)], (-12, 44), 14, 3, INK)
