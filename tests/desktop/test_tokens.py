"""What is asserted from tokens and rectangles alone: colours as others see them, and room for every text at twice its size."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from game.desktop.graphics import theme as themes
from game.desktop.graphics.fonts import Fonts
from game.desktop.graphics.geometry import Box
from game.desktop.graphics.shapes import Canvas
from game.desktop.graphics.theme import Colour
from game.desktop.layout.arrange import arrange, em_for
from game.desktop.layout.screen_layout import Layout
from game.screens.tree.node import Node, controls
from tests.desktop.test_layout import GROUNDS, holds
from tests.desktop.trees import every

# Full dichromacy in linear RGB (Machado, Oliveira and Fernandes, 2009, severity 1.0).
VISION = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.9505, 1.0, 1.089)
APART = 20.0  # CIE 1976 distance of two colours that cannot be taken for each other; 2.3 is just noticeable


def lab(colour: Colour, kind: str) -> np.ndarray:
    """A colour as somebody with this vision sees it, in CIE L*a*b*."""
    c = np.array(colour) / 255
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(VISION[kind]) @ linear, 0, 1)
    f = np.array(TO_XYZ) @ seen / WHITE
    f = np.where(f > 0.008856, np.cbrt(f), 7.787 * f + 16 / 116)
    return np.array((116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])))


def apart(one: Colour, other: Colour, kind: str) -> float:
    """How different two colours look to somebody with this vision."""
    return float(np.linalg.norm(lab(one, kind) - lab(other, kind)))


@pytest.mark.parametrize("kind", VISION)
@pytest.mark.parametrize("name", themes.THEMES)
def test_the_two_sides_are_told_apart_by_every_kind_of_colour_vision(name: str, kind: str) -> None:
    theme = themes.load(name)
    for surface in themes.SURFACES:
        found = apart(theme.on(surface, "beijing"), theme.on(surface, "washington"), kind)
        assert found >= APART, f"{name}, {surface}: {found:.1f} to somebody with {kind}"
    for one, other in combinations(("beijing", "washington", "neutral"), 2):
        found = apart(theme.get(one), theme.get(other), kind)
        assert found >= APART / 2, f"{name}: {one} and {other} on the map, {found:.1f} to somebody with {kind}"


@pytest.mark.parametrize("kind", VISION)
@pytest.mark.parametrize("name", themes.THEMES)
def test_warning_and_accent_are_no_sides(name: str, kind: str) -> None:
    theme = themes.load(name)
    for surface in themes.SURFACES:
        assert apart(theme.on(surface, "warn"), theme.on(surface, "accent"), kind) >= APART, f"{name}, {surface}, {kind}"


def test_up_and_down_differ_in_shape() -> None:
    size = 12
    faces = []
    for points in ([(0, 11), (6, 1), (12, 11)], [(0, 1), (6, 11), (12, 1)]):
        canvas = Canvas(size, size, (255, 255, 255))
        canvas.area(points, (255, 255, 255))
        face = canvas.done()
        faces.append([sum(face.get_at((x, y)).a for x in range(size)) for y in range(size)])
    up, down = faces
    assert up[2] < up[8] and down[2] > down[8]


def clashes(tree: Node, layout: Layout) -> list[str]:
    """What leaves its place or lies on something else."""
    found = []
    solid: list[Box] = [b for b in layout.boxes if b.lines or (b.target and b.part not in GROUNDS and b.part != "place")]
    for i, one in enumerate(solid):
        area = layout.areas[one.area].rect
        if one.x < area.x - 1 or one.x + one.w > area.right + 1:
            found.append(f"{one.node.id} leaves its area")
        found += [
            f"{one.node.id} lies on {other.node.id}"
            for other in solid[i + 1 :]
            if one.area == other.area and one.rect.meets(other.rect) and not holds(one, other) and not holds(other, one)
        ]
    for area in layout.areas:
        if area.rect.x < 0 or area.rect.right > layout.width or area.rect.y < 0 or area.rect.bottom > layout.height:
            found.append(f"{area.name} leaves the window")
    reached = {b.node.id for b in layout.targets()}
    found += [f"{n.id} has no place" for n in controls(tree) if n.id not in reached]
    return found


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (3840, 2160), (720, 1280), (320, 240)], ids=lambda s: f"{s[0]}x{s[1]}")
def test_every_screen_has_room_for_everything_at_twice_the_text(size: tuple[int, int], language: str) -> None:
    em = em_for(*size, 2.0)
    letters = Fonts(em)
    found = {screen: clashes(tree, arrange(tree, *size, letters, em)) for screen, tree in every(language).items()}
    assert not {screen: wrong for screen, wrong in found.items() if wrong}


def test_text_that_is_wider_than_its_line_is_found() -> None:
    letters = Fonts(28)
    for tree in every("en").values():
        layout = arrange(tree, 1280, 720, letters, 28)
        for box in layout.boxes:
            for line in box.lines:
                assert letters.width(line, box.style) <= box.w + 2, f"{tree.id}: {box.node.id}: {line!r}"
