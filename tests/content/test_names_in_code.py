"""Content can be added by rows alone, since nothing in code knows a mineral, a stage, a country, a measure or a language
by name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from game import installation
from game.content.loading.gather import gather
from game.content.packs.folders import discover
from game.engine.rules.campaign.record import FIGURES
from game.engine.rules.vocabulary.plan import GiveOrder, SetDial
from game.engine.rules.vocabulary.rules import Rules
from game.screens.pages.quarter.briefing import bears_on
from game.structs import replace

GAME = Path(__file__).resolve().parents[2] / "game"
OF_THE_GAMES_OWN_CONTENT = ("lab", "devtools")
"""Rooms that measure the game's own content, and name what they measure."""
KINDS = ("material", "stage", "mirror", "region", "use", "ore", "world", "family", "dial", "order", "card", "scenario", "mandate")
HOMONYMS = {
    ("desktop/graphics/theme.py", "light"): "a theme",
    ("screens/scene/settings.py", "light"): "a theme",
    ("desktop/window/display.py", "magnet"): "an icon",
    ("screens/pages/shared/top_bar.py", "talks"): "a sort of date",
    ("engine/rules/vocabulary/items.py", "talks"): "a sort of date",
    ("engine/rules/effects/support.py", "permits"): "a kind of effect",
    ("engine/world/measures/quantities.py", "price-floor"): "a quantity",
    ("engine/rules/turn/consequences/third_countries.py", "inducement"): "a weight of stances",
    ("engine/rules/vocabulary/numbers.py", "inducement"): "a weight of stances",
    ("forecast/leanings.py", "inducement"): "a weight of stances",
    ("engine/rules/vocabulary/teaching.py", "inducement"): "a thesis",
    ("cli.py", "calibrated-control"): "what the laboratory measures where nothing is said",
}
"""Words that are the name of something in content by chance, and what they are."""
LANGUAGES = {
    "screens/words/texts.py": "those that come with the game stand first",
    "content/format/plurals.py": "their plural forms are known without Babel",
    "commands/packs.py": "the reading level of the Chinese cards",
    "classroom/sessions/codes.py": "the packs that come with the game",
    "cli.py": "reading times are known for two scripts",
}
"""Files that may name the game's own languages, and why."""


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Line and text of every string in a file that is no docstring."""
    tree = ast.parse(path.read_text("utf-8"))
    alone = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.lineno, node.value


def files() -> Iterator[tuple[str, Path]]:
    for path in sorted(GAME.rglob("*.py")):
        name = path.relative_to(GAME).as_posix()
        if not name.startswith(tuple(f"{room}/" for room in OF_THE_GAMES_OWN_CONTENT)):
            yield name, path


@pytest.fixture(scope="module")
def names() -> dict[str, str]:
    """Every name of content that code must not know → its kind."""
    gathered = gather(discover([installation.content()]))
    found = {id: kind for kind, id in gathered.entries if kind in KINDS}
    return found | dict.fromkeys(gathered.known["product"], "product")


def test_no_code_knows_an_item_of_content_by_its_name(names: dict[str, str]) -> None:
    assert {"heavy.magnet", "light", "china", "licences", "spring-curbs"} <= set(names)
    found = [
        f"{name}:{line}: {text!r} is a {names[text]}"
        for name, path in files()
        for line, text in literals(path)
        if text in names and (name, text) not in HOMONYMS
    ]
    assert found == []


def test_a_measure_bears_on_a_figure_by_what_it_does(rules: Rules) -> None:
    """Measures were known by how their names begin; a dial of a pack, with its prefix in front, was the cause of nothing."""
    named = replace(rules, dials={"mine:gate": rules.dials["licence-heavy-rival"], "mine:mill": rules.dials["permits"]})
    bears = {id: [f for f in FIGURES if bears_on(named, f, SetDial(id, 1))] for id in named.dials}
    assert bears == {"mine:gate": ["leverage", "reliability", "crisis"], "mine:mill": ["leverage", "crisis"]}
    orders = replace(rules, orders={"mine:call": rules.orders["channel-beijing"]})
    assert [f for f in FIGURES if bears_on(orders, f, GiveOrder("mine:call"))] == ["reliability", "crisis"]


def test_no_code_knows_how_many_languages_there_are() -> None:
    told = [
        f"{name}:{line}"
        for name, path in files()
        if name not in LANGUAGES
        for line, text in literals(path)
        if text.lower() == "zh-hans"
    ]
    assert told == []


def test_what_may_stand_is_still_there(names: dict[str, str]) -> None:
    """A permit that nothing needs is taken out."""
    used = {(name, text) for name, path in files() for _, text in literals(path)}
    assert set(HOMONYMS) <= used and {text for _, text in HOMONYMS} <= set(names)
    assert set(LANGUAGES) <= {name for name, text in used if text.lower() == "zh-hans"}
