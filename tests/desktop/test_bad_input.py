"""Windows, files, displays and texts that nobody would wish for: a usable screen or one clear sentence each time."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pygame
import pytest

from game import installation
from game.desktop.graphics import art, fonts, world_map
from game.desktop.graphics import theme as themes
from game.desktop.graphics.brush import ViewState
from game.desktop.graphics.fonts import Fonts
from game.desktop.graphics.text_wrapping import wrap
from game.desktop.layout.arrange import arrange, em_for
from game.desktop.picture.screenshot import draw
from game.desktop.window.display_lost import LOST
from game.desktop.window.game_window import GameWindow
from game.engine.rules.campaign.record import Setup
from game.play.campaign import Campaign
from game.play.save_file import SaveError
from game.play.save_folder import Store
from game.screens.scene.routes import SCREENS
from game.screens.tree.node import Chart, Intent, Node, Series, controls
from game.structs import replace
from tests.desktop import virtual
from tests.desktop.fake import FakeApp
from tests.desktop.test_real_game import SLOW, environment, home, start  # noqa: F401  (home is a fixture)
from tests.desktop.test_tokens import clashes
from tests.desktop.trees import rules, tree_of
from tests.waiting import until

LONG = 5_000


@pytest.mark.parametrize("screen", sorted(SCREENS))
def test_a_tiny_window_can_be_played_in(screen: str) -> None:
    size = (320, 240)
    face = GameWindow(FakeApp(tree_of(screen, "en")), size)
    surface = pygame.Surface(size)
    face.step(surface)
    for node in controls(face.state.tree):
        if not node.why_not:
            face.events.handle(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_TAB, mod=0, unicode=""))
            box = face.state.layout.target(face.state.view.focus)
            assert box is not None and face.state.layout.shown(box, face.state.view.scroll).h > 0, (
                f"{face.state.view.focus} is out of sight"
            )


@pytest.fixture
def own_assets(tmp_path: Path, assets_in: Callable[[Path], None]) -> Path:
    """A copy of the assets that a test may damage."""
    folder = tmp_path / "assets"
    shutil.copytree(installation.assets(), folder)
    assets_in(folder)
    return folder


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("damage", ["gone", "rubbish", "empty"])
@pytest.mark.parametrize("face", ["sans", "serif-latin", "chinese"])
def test_a_font_that_is_missing_or_damaged_leaves_a_readable_screen(
    own_assets: Path, face: str, damage: str, language: str
) -> None:
    path = own_assets / "fonts" / f"{face}.otf"
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(b"no font at all" * 50 if damage == "rubbish" else b"")
    picture = draw(tree_of("desk", language), size=(1280, 720), language=language)
    assert len({tuple(picture.get_at((x, y)))[:3] for x in range(0, 1280, 5) for y in range(0, 720, 5)}) > 50


def lengthened(node: Node, words: str) -> Node:
    """The tree with the card's text replaced."""
    if node.id.startswith("card:") and node.id.endswith(":text"):
        node = replace(node, name=words)
    return replace(node, children=tuple(lengthened(c, words) for c in node.children))


@pytest.mark.parametrize(
    "words", ["word " * (LONG // 5), "w" * LONG, "字" * LONG, "line\n" * (LONG // 5)], ids=["en", "one", "zh", "lines"]
)
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_card_of_five_thousand_characters_scrolls_and_overlaps_nothing(words: str, scale: float) -> None:
    tree = lengthened(tree_of("desk", "en"), words)
    em = em_for(1280, 720, scale)
    layout = arrange(tree, 1280, 720, Fonts(em), em)
    assert not clashes(tree, layout)
    shown = [b for b in layout.boxes if b.node.id.endswith(":text") and b.node.id.startswith("card:") and b.lines]
    assert "".join("".join(b.lines).split()[0][:1] for b in shown) and sum(len(b.lines) for b in shown) > 20
    area = layout.areas[shown[0].area]
    assert area.reach > 0 and shown[0].y + shown[0].h <= area.rect.y + area.height
    draw(tree, size=(1280, 720), scale=scale)


def test_a_chart_of_ten_thousand_quarters_is_drawn() -> None:
    many = 10_000
    values = tuple(float(i % 97) for i in range(many))
    data = Chart(tuple(str(i) for i in range(many)), (Series("a", values, tone="beijing"),), "index", many - 1)
    tree = Node("screen", "long", "Long", style="page", children=(Node("chart", "c", "A chart", data=data),))
    assert draw(tree, size=(1280, 720)).get_size() == (1280, 720)


def long_save(folder: Path, *, torn: bool) -> Path:
    """A save that claims ten thousand quarters; without its last state when it is torn."""
    store = Store(folder)
    content = rules()
    campaign = Campaign.start(content, Setup(content.by_length()[0], 1, "beijing"), store)
    campaign.stay_the_course()
    path = campaign.save("long")
    assert path is not None
    header, quarter, state, _ = path.read_text("utf-8").splitlines()
    line = json.loads(quarter)
    log = [json.dumps({**line, "quarter": n}) for n in range(10_000)]
    path.write_text("\n".join([header, *log, *([] if torn else [state])]) + "\n", "utf-8")
    return path


@pytest.mark.parametrize("torn", [False, True], ids=["whole", "torn"])
def test_a_save_of_ten_thousand_quarters_opens_or_says_why_not(tmp_path: Path, torn: bool) -> None:
    path = long_save(tmp_path, torn=torn)
    try:
        campaign = Campaign.load(rules(), path)
    except SaveError as error:
        assert error.sentence.strip() and "\n" not in error.sentence.strip()
    else:
        assert campaign.observation.quarter <= campaign.observation.quarters


@pytest.mark.skipif(bool(virtual.lacking()), reason=virtual.lacking() or "-")
def test_a_display_that_is_lost_is_one_sentence(home: Path) -> None:  # noqa: F811
    with virtual.display() as name:
        process = start(home, {**environment(home), "DISPLAY": name})
        titled = ["xdotool", "search", "--pid", str(process.pid), "--name", "Indispensable"]
        found = until(lambda: virtual.said(titled, name), SLOW)
        assert found, "no window came up"
    assert process.wait(SLOW) == 1
    assert process.communicate()[1].strip().splitlines() == [LOST]


WRONG_THEMES = {
    "colour": {"ground": "#zzzzzz"},
    "number": {"shadow_strength": 10**9, "sheen": -5},
    "shape": {"surfaces": [1, 2]},
    "surface": {"surfaces": {"ground": 7, "panel": {"text": 3}}},
    "unreadable": {"surfaces": {"panel": {"fill": "#101010", "text": "#111111"}}},
    "type": None,
    "letters": {"surfaces": {"panel": {"muted": "#1a2130"}}},
    "control": {"surfaces": {"ground": {"control": "#e8ecf2"}}},
}


@pytest.mark.parametrize("wrong", WRONG_THEMES)
def test_a_theme_that_is_valid_and_wrong_leaves_a_readable_screen(own_assets: Path, wrong: str) -> None:
    path = own_assets / "themes" / "dark.json"
    change = WRONG_THEMES[wrong]
    known = json.loads(path.read_text("utf-8"))
    if wrong in ("letters", "control"):  # one ink of a theme that is whole else
        change = {"surfaces": {s: {**inks, **change["surfaces"].get(s, {})} for s, inks in known["surfaces"].items()}}
    path.write_text(json.dumps([1] if change is None else {**known, **change}))
    theme = themes.load("dark")
    assert theme.damaged
    pairs = [(ink, "fill") for ink in themes.INKS] + [("text", "control")]
    assert all(themes.contrast(theme.on(s, a), theme.on(s, b)) >= themes.READABLE for s in themes.SURFACES for a, b in pairs)
    picture = draw(tree_of("desk", "en"), size=(1280, 720))
    assert len({tuple(picture.get_at((x, y)))[:3] for x in range(0, 1280, 5) for y in range(0, 720, 5)}) > 20


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, '{"rings": [["a", 1]]}', '{"rings": 5}', "7", '{"rings": [[]]}', '{"rings": [[1, 2, 3, 4]]}'],
    ids=["deep", "text", "number", "bare", "no point", "two points"],
)
def test_a_map_or_theme_of_another_shape_is_left_out(own_assets: Path, text: str) -> None:
    (own_assets / "map" / "land.json").write_text(text)
    (own_assets / "themes" / "dark.json").write_text(text)
    assert world_map.rings() == () and themes.load("dark").damaged
    draw(tree_of("desk", "en"), size=(1280, 720))


@pytest.mark.parametrize(
    "tag",
    [
        'width="60000" height="60000"',
        'width="1" height="9000"',
        'width="0" height="0"',
        'viewBox="0 0 9 9"',
        'width="nan" height="1"',
    ],
)
def test_a_picture_is_drawn_at_the_size_that_is_asked_for_whatever_its_file_claims(
    own_assets: Path, monkeypatch: pytest.MonkeyPatch, tag: str
) -> None:
    """A file of a hundred bytes that claims sixty thousand pixels a side took fourteen gigabytes."""
    (own_assets / "art" / "scenes" / "hall.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {tag}></svg>')
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(pygame.image, "load", lambda *_: pytest.fail("drawn at the file's own size"))
    load_sized = pygame.image.load_sized_svg
    monkeypatch.setattr(pygame.image, "load_sized_svg", lambda path, size: asked.append(size) or load_sized(path, size))
    picture = art.drawn("scenes/hall", 300, 120, themes.load("dark"))
    assert picture is None or picture.get_size() == (300, 120)
    assert all(max(size) <= 3_000 for size in asked)


def test_a_font_of_another_script_is_not_used_and_is_told(own_assets: Path) -> None:
    fonts_of = own_assets / "fonts"
    shutil.copy(fonts_of / "sans.otf", fonts_of / "chinese.otf")
    assert fonts.damaged("zh-Hans") == ("chinese",) and fonts.damaged("en") == ()
    draw(tree_of("desk", "zh-Hans"), size=(1280, 720), language="zh-Hans")


def test_letters_that_no_font_draws_are_question_marks() -> None:
    letters = Fonts(14)
    for odd in ("\ud800", "\x00", "\x1b"):
        assert letters.picture(f"a{odd}b", "body", (0, 0, 0)).get_width() == letters.width("a?b", "body")


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (3840, 2160)], ids=str)
def test_a_list_of_thousands_is_drawn_at_its_top_and_its_end(size: tuple[int, int]) -> None:
    rows = tuple(Node("button", f"row:{n}", f"Save {n}", intent=Intent("load", (str(n),))) for n in range(3_000))
    tree = Node("screen", "saves", "Saves", style="page", children=(Node("panel", "list", "List", children=rows),))
    em = em_for(*size, 1.0)
    layout = arrange(tree, *size, Fonts(em), em)
    reach = {area.name: area.reach for area in layout.areas if area.reach}
    assert len(reach) == 1 and max(reach.values()) > 16_384 * 2
    at_the_top = draw(tree, size=size)
    at_the_end = draw(tree, size=size, view=ViewState(scroll=reach))
    for picture in (at_the_top, at_the_end):
        middle = range(size[1] // 2 - 40, size[1] // 2 + 40, 3)
        assert len({tuple(picture.get_at((x, y)))[:3] for x in range(0, size[0], 3) for y in middle}) > 10


@pytest.mark.parametrize("letter", ["w", "字", "w-"])
def test_a_long_word_is_broken_without_measuring_all_of_it_again_and_again(letter: str) -> None:
    measured = 0

    def measure(text: str) -> int:
        nonlocal measured
        measured += len(text)
        return 7 * len(text)

    length = 40_000
    for width in (70, 700, 7_000):
        measured = 0
        assert "".join(wrap(letter * (length // len(letter)), width, measure)) == letter * (length // len(letter))
        assert measured < 60 * length


def test_letters_of_a_look_that_is_gone_hold_no_memory() -> None:
    face = GameWindow(FakeApp(tree_of("desk", "en")), (1280, 720))
    face.step(pygame.Surface((1280, 720)))
    old = face.state.fonts
    assert old.held() > 0
    face.step(pygame.Surface((1920, 1080)))
    assert face.state.fonts is not old and old.held() == 0
