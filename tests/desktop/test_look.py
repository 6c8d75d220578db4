"""Look: contrast of every theme from its tokens, letters for every character, icons, and pictures of all screens."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pygame
import pytest

from game import installation
from game.desktop.graphics import art, charts, world_map
from game.desktop.graphics import theme as themes
from game.desktop.graphics.fonts import STYLES, Fonts
from game.desktop.graphics.geometry import Rect
from game.desktop.graphics.map_projection import eastward, place_at
from game.desktop.graphics.shapes import icon
from game.desktop.picture.screenshot import draw, save
from game.engine.rules.vocabulary.rules import Rules
from game.screens.tree.node import walk
from tests.desktop import gallery

TEXTS = ("text", "muted", "accent", "beijing", "washington", "warn")
CONTROLS = ("control_edge", "accent", "beijing", "washington")


@pytest.mark.parametrize("name", themes.THEMES)
def test_texts_stand_out_by_4_5_to_1_and_controls_by_3_to_1(name: str) -> None:
    theme = themes.load(name)
    for surface in themes.SURFACES:
        for ground in ("fill", "control", "control_hover"):
            for token in TEXTS:
                ratio = themes.contrast(theme.on(surface, token), theme.on(surface, ground))
                assert ratio >= 4.5, f"{name}: {token} on {surface}'s {ground} is {ratio:.2f}"
        for token in CONTROLS:
            assert themes.contrast(theme.on(surface, token), theme.on(surface, "fill")) >= 3, f"{name}: {token} on {surface}"
    assert themes.contrast(theme.get("on_accent"), theme.get("accent")) >= 4.5
    for token in ("neutral", "beijing", "washington", "label"):
        for ground in ("sea", "land"):
            assert themes.contrast(theme.get(token), theme.get(ground)) >= 3, f"{name}: {token} on {ground}"


@pytest.mark.parametrize("name", themes.THEMES)
def test_the_two_capitals_differ_in_more_than_hue(name: str) -> None:
    theme = themes.load(name)
    one, other = theme.get("beijing"), theme.get("washington")
    # Warm against cool on the axis that all three kinds of colour vision see: red plus green against blue.
    assert (one[0] - one[2]) > 60 and (other[2] - other[0]) > 40


def test_all_themes_have_the_same_tokens() -> None:
    documents = [json.loads((installation.assets() / "themes" / f"{n}.json").read_text("utf-8")) for n in themes.THEMES]
    assert all(set(d) == set(documents[0]) for d in documents)
    assert all(set(d["surfaces"][s]) == set(documents[0]["surfaces"]["panel"]) for d in documents for s in themes.SURFACES)


def test_an_unknown_theme_is_the_dark_one() -> None:
    assert themes.load("nope").colour == themes.load("dark").colour


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_every_character_of_the_gallery_has_a_glyph(language: str) -> None:
    letters = Fonts(14)
    for tree in gallery.screens(language).values():
        for node in walk(tree):
            for char in node.name + node.value + node.hint + node.why_not:
                if not char.isspace():
                    assert any(letters.has(face, char) for face in ("sans", "chinese", "serif")), f"{char!r} of {node.id}"


def test_the_games_texts_are_covered() -> None:
    root = Path(__file__).resolve().parents[2]
    files = [
        p for d in ("game/screens", "content") for p in (root / d).rglob("*") if p.suffix in (".yaml", ".json", ".py", ".toml")
    ]
    letters = Fonts(14)
    missing = {
        c
        for p in files
        for c in set(p.read_text("utf-8"))
        if c.isprintable() and not any(letters.has(f, c) for f in ("sans", "chinese", "serif"))
    }
    assert not missing, f"no glyph for {''.join(sorted(missing))}: run assets/build_fonts.py with these files"


def test_elements_and_common_chinese_are_covered_in_every_style() -> None:
    letters = Fonts(14)
    for style in STYLES:
        assert all(face for face, _ in letters.runs("镧铈镨钕钐铕钆铽镝钬铒铥镱镥钇钪镓锗锑", style))
        assert "?" not in "".join(t for _, t in letters.runs("权力，就是别人离不开的东西。", style))


def test_runs_take_the_right_face_and_unknown_characters_become_a_question_mark() -> None:
    letters = Fonts(14)
    assert letters.runs("Beijing 北京", "body") == [("sans", "Beijing "), ("chinese", "北京")]
    assert letters.runs("\U0001f980", "body") == [("sans", "?")]


def test_a_doubled_mark_is_drawn_by_one_face() -> None:
    """The second half of a Chinese ellipsis at a text's end was drawn in Latin letters, on another height."""
    fonts = Fonts(14)
    assert [part for _, part in fonts.runs("本季度你可以……", "body")] == ["本季度你可以……"]
    assert fonts.runs("承诺——", "body") == [("chinese", "承诺"), ("sans", "——")]  # no dash is among this face's letters


def test_a_mark_that_a_face_lacks_is_drawn_by_another_and_never_as_a_box() -> None:
    """pygame says of the box for a missing letter that it is one, and so a name such as 艾莎·拉赫曼 had a box in its middle."""
    letters = Fonts(14)
    assert letters.runs("艾莎·拉赫曼", "small") == [("chinese", "艾莎"), ("sans", "·"), ("chinese", "拉赫曼")]
    assert not letters.has("chinese", "\ue000") and letters.runs("\ue000", "body") == [("sans", "?")]


def test_digits_are_all_equally_wide() -> None:
    letters = Fonts(28)
    assert len({letters.width(d * 8, style) for d in "0123456789" for style in ("body",)}) == 1
    widths = {letters.width(d * 8, "figure") for d in "0123456789"}
    assert max(widths) - min(widths) <= 2


def test_every_icon_of_the_table_can_be_drawn() -> None:
    names = json.loads((installation.assets() / "icons" / "names.json").read_text("utf-8"))
    assert len(names) >= 50
    for name in names:
        drawn = icon(name, 16, (255, 255, 255))
        assert drawn is not None and drawn.get_bounding_rect().w > 4, name


def test_missing_assets_give_a_plain_screen(assets_in: Callable[[Path], None], tmp_path: Path) -> None:
    assets_in(tmp_path)
    assert draw(gallery.desk(), size=(1280, 720)).get_size() == (1280, 720)
    assert icon("magnet", 16, (255, 255, 255)) is None


@pytest.mark.parametrize("theme", themes.THEMES)
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("name", sorted(gallery.screens()))
def test_every_screen_can_be_drawn(name: str, language: str, theme: str) -> None:
    tree = gallery.screens(language)[name]
    for size, scale in (((320, 240), 2.0), ((1280, 720), 1.0), ((1920, 1080), 1.5)):
        picture = draw(tree, size=size, scale=scale, theme=theme, language=language)
        colours = {tuple(picture.get_at((x, y)))[:3] for x in range(0, size[0], 7) for y in range(0, size[1], 7)}
        assert len(colours) > 5


def test_a_picture_is_written_as_png_and_the_same_every_time(tmp_path: Path) -> None:
    one, other = (draw(gallery.desk(), size=(1280, 720)) for _ in range(2))
    assert pygame.image.tobytes(one, "RGB") == pygame.image.tobytes(other, "RGB")
    save(one, tmp_path / "new" / "desk.png")
    assert (tmp_path / "new" / "desk.png").read_bytes().startswith(b"\x89PNG")


def test_a_picture_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError):
        save(pygame.Surface((4, 4)), tmp_path / "file" / "desk.png")


def test_land_has_no_ring_that_crosses_an_edge_and_no_antarctica() -> None:
    rings = world_map.rings()
    assert len(rings) > 80
    for ring in rings:
        assert max(lat for _, lat in ring) > -58
        assert all(abs(a[0] - b[0]) < 90 for a, b in pairwise(ring))
        assert min(lon for lon, _ in ring) >= -32 and max(lon for lon, _ in ring) <= 352


def test_places_lie_where_an_atlas_has_them() -> None:
    rect = Rect(0, 0, 1000, 480)
    china, us, japan, australia = (place_at(lon, lat, rect) for lon, lat in ((110, 34), (-100, 39), (138, 36), (122, -27)))
    assert china[0] < japan[0] < us[0]
    assert australia[1] > china[1]
    assert eastward(-100) == 260 and eastward(9) == 9


def test_ticks_are_round_and_within_the_axis() -> None:
    assert charts.ticks(0, 100, 5) == [0, 20, 40, 60, 80, 100]
    for low, high in ((-3.2, 4.1), (0.001, 0.002), (1e6, 5e6)):
        found = charts.ticks(low, high, 4)
        assert 2 <= len(found) <= 9 and all(low - 1e-9 <= v <= high * 1.0001 for v in found)


def test_there_are_portraits_and_scenes_enough_and_every_card_and_argument_has_one(rules: Rules) -> None:
    folders = {kind: list((installation.assets() / "art" / kind).glob("*.svg")) for kind in ("busts", "scenes")}
    assert len(folders["busts"]) >= 18 and len(folders["scenes"]) >= 28
    assert all(art.known(f"scenes/{card.scene}") for card in rules.cards.values())
    assert all(art.known(f"busts/{person.portrait}") for person in rules.persons.values())
    heads = {(p.side, p.desk) for p in rules.persons.values()}
    sides = {"both": ("beijing", "washington")}
    asked = {
        (side, desk)
        for card in rules.cards.values()
        for side in sides.get(card.to, (card.to,))
        for response in card.responses
        for desk in (response.desk, response.against)
        if desk
    }
    assert asked <= heads
