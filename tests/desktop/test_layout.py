"""Layout: nothing overlaps, nothing leaves its box, every control has a place, at all sizes, texts and languages."""

from __future__ import annotations

import pytest

from game.desktop.graphics.fonts import Fonts
from game.desktop.graphics.geometry import Box, Rect
from game.desktop.graphics.text_wrapping import wrap
from game.desktop.layout.arrange import arrange, em_for
from game.desktop.layout.screen_layout import Layout
from game.desktop.picture.overlays import tooltip_place
from game.screens.tree.node import Node, controls
from game.screens.tree.parts import table
from tests.desktop import gallery

SIZES = ((320, 240), (1280, 720), (1920, 1080), (3840, 2160), (720, 1280), (2560, 1080))
SCALES = (1.0, 1.5, 2.0)
GROUNDS = {"card", "sheet", "veil", "art", "top", "strip", "foot", "map", "spot", "table-head", "table-row", "mini"}


def laid(name: str, size: tuple[int, int], scale: float, language: str) -> tuple[Layout, Fonts]:
    em = em_for(*size, scale)
    letters = Fonts(em)
    return arrange(gallery.screens(language)[name], *size, letters, em), letters


def holds(outer: Box, inner: Box) -> bool:
    return outer.rect.cut(inner.rect) == inner.rect


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("name", sorted(gallery.screens()))
def test_nothing_overlaps_or_leaves_its_box(name: str, size: tuple[int, int], scale: float, language: str) -> None:
    layout, letters = laid(name, size, scale, language)
    window = Rect(0, 0, *size)
    for area in layout.areas:
        assert area.rect.cut(window) == area.rect, f"the area {area.name} leaves the window"
        assert area.rect.w > 0 and area.rect.h > 0, f"the area {area.name} has no room"
    for box in layout.boxes:
        area = layout.areas[box.area]
        assert box.x >= area.rect.x - 1 and box.x + box.w <= area.rect.right + 1, (
            f"{box.node.id} ({box.part}) leaves {area.name} sideways"
        )
        assert box.y + box.h <= area.rect.y + area.height + letters.em, (
            f"{box.node.id} ({box.part}) lies below the end of {area.name}"
        )
        for line in box.lines:
            if box.part == "text" and len(line) > 1:
                assert letters.width(line, box.style) <= box.w + 1, f"{line!r} of {box.node.id} is wider than its box"
    solid = [b for b in layout.boxes if b.lines or (b.target and b.part not in GROUNDS and b.part != "place")]
    for i, one in enumerate(solid):
        for other in solid[i + 1 :]:
            if one.area == other.area and one.rect.meets(other.rect) and not holds(one, other) and not holds(other, one):
                raise AssertionError(f"{one.node.id} ({one.part}) {one.rect} overlaps {other.node.id} ({other.part}) {other.rect}")
            if one.area == other.area and one.part == other.part == "text" and one.rect.meets(other.rect):
                raise AssertionError(f"the texts {one.lines} and {other.lines} lie on each other")


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("name", sorted(gallery.screens()))
def test_areas_do_not_overlap_but_for_a_dialog(name: str, size: tuple[int, int]) -> None:
    layout, _ = laid(name, size, 1.0, "en")
    areas = [a for i, a in enumerate(layout.areas) if any(b.area == i and (b.lines or b.target) for b in layout.boxes)]
    areas = [a for a in areas if not a.name.startswith("dialog:")]
    for i, one in enumerate(areas):
        assert not any(one.rect.meets(other.rect) for other in areas[i + 1 :])


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("name", sorted(gallery.screens()))
def test_every_control_has_a_box_in_the_trees_order(name: str, size: tuple[int, int]) -> None:
    tree = gallery.screens()[name]
    em = em_for(*size, 1.0)
    layout = arrange(tree, *size, Fonts(em), em)
    ids = [b.node.id for b in layout.targets() if "/" not in b.node.id]
    assert ids == [n.id for n in controls(tree)]


def test_a_larger_window_draws_larger_and_a_larger_text_too() -> None:
    assert em_for(1280, 720, 1.0) < em_for(1920, 1080, 1.0) < em_for(3840, 2160, 1.0)
    assert em_for(1280, 720, 1.0) < em_for(1280, 720, 1.5) < em_for(1280, 720, 2.0)
    assert em_for(320, 240, 2.0) * 18 <= 320


def test_a_map_on_the_desk_takes_the_height_that_is_left() -> None:
    layout, _ = laid("desk", (1920, 1080), 1.0, "en")
    area = next(a for a in layout.areas if a.name == "centre")
    assert area.height == area.rect.h


def test_a_tooltip_stands_inside_the_window_wherever_its_anchor_is() -> None:
    window = Rect(0, 0, 400, 300)
    for anchor in (Rect(0, 0, 10, 10), Rect(390, 290, 10, 10), Rect(380, 0, 20, 300), Rect(0, 280, 400, 20)):
        for size in ((100, 50), (600, 400)):
            placed = tooltip_place(anchor, *size, window, 4)
            assert placed.cut(window) == placed


def letters_of(text: str) -> int:
    return len(text)


def test_words_wrap_at_spaces_and_long_ones_are_cut() -> None:
    assert wrap("one two three", 7, letters_of) == ("one two", "three")
    assert wrap("abcdefghij", 4, letters_of) == ("abcd", "efgh", "ij")
    assert wrap("a\n\nb", 9, letters_of) == ("a", "", "b")
    assert wrap("", 9, letters_of) == ("",)


def test_chinese_wraps_between_characters_but_not_before_closing_marks() -> None:
    assert wrap("稀土并不稀有。难", 6, letters_of) == ("稀土并不稀", "有。难")
    assert all(
        not line.startswith(("，", "。", "）")) for line in wrap("权力，就是别人（离不开）的东西；每用一次。", 5, letters_of)
    )
    assert "".join(wrap("产能2026年开工Lynas公司", 6, letters_of)) == "产能2026年开工Lynas公司"


@pytest.mark.parametrize("width", range(1, 30))
def test_no_wrapped_line_is_too_long_and_no_letter_is_lost(width: int) -> None:
    text = "Rare earths 稀土 are (not) rare; 分离 is. Donaudampfschiff…"
    lines = wrap(text, width, letters_of)
    assert all(len(line) <= width or len(line) == 1 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("scale", SCALES)
def test_no_cell_of_a_table_cuts_a_word(scale: float) -> None:
    head = ("Document", "Kind", "Author", "Date", "Links", "Root", "What it is")
    cells = (
        "The signed analysis",
        "analysis",
        "two authors, named",
        "2026-01-17",
        "none in this copy",
        "A",
        "A signed analysis. " * 6,
    )
    tree = Node("screen", "page", "Page", style="page", children=(table("t", "", [head, cells]),))
    em = em_for(1280, 720, scale)
    layout = arrange(tree, 1280, 720, Fonts(em), em)
    drawn = [box for box in layout.boxes if box.part == "text" and box.node.id.startswith("t:")]
    assert len(drawn) >= len(cells)
    whole = {word for told in (*head, *cells) for word in told.replace(":", "").split()}
    assert not {word for box in drawn for line in box.lines for word in line.replace(":", "").split()} - whole
