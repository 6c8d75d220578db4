"""Every screen in both languages: unique ids, named controls, no missing words, no number with the wrong form of its word, whys for
what is greyed, equal trees."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from game.devtools.sample_situations import PREPARE, show_sample
from game.forecast import odds_of_yes
from game.play import Store
from game.screens.app import App
from game.screens.pages.codex.codex_page import SECTIONS
from game.screens.pages.desk.desk_page import TABS
from game.screens.scene.routes import SCREENS, VERBS
from game.screens.scene.settings import CHOICES
from game.screens.tree.node import Intent, Meter, Node, WorldMap, controls, find, walk
from game.screens.words.texts import LANGUAGES
from game.structs import replace
from tests.screens.counted_words import faults, said, wrong_forms
from tests.screens.keyboard import answer_all, begin, commit, plan, quarter_end

NAMED = {"button", "option", "toggle", "stepper", "field", "figure", "heading", "text", "screen", "dialog"}


def trees(app: App) -> Iterator[tuple[str, Node]]:
    """Every screen, tab, family, section and dialog that can be reached after two lively quarters."""
    yield "title", app.tree()
    for screen in ("new", "settings", "credits", "saves", "codex"):
        app.do(Intent("go", (screen,)))
        yield screen, app.tree()
        if screen == "codex":
            for section in SECTIONS:
                app.do(Intent("codex", (section,)))
                yield f"codex {section}", app.tree()
        app.do(Intent("back"))
    keys = begin(app)
    for guidance in CHOICES["guidance"]:
        app.do(Intent("setting", ("guidance", guidance)))
        yield f"desk {guidance}", app.tree()
    for quarter in range(3):
        plan(keys, quarter)
        yield f"plan {quarter}", app.tree()
        quarter_end(keys)
    for tab in TABS:
        app.do(Intent("tab", (tab,)))
        yield f"tab {tab}", app.tree()
    for family in [n for n in walk(app.tree()) if n.id.startswith("family:")]:
        app.do(family.intent or Intent(""))
        yield family.id, app.tree()
        for order in [n for n in walk(app.tree()) if n.intent and n.intent.verb == "targets"]:
            app.do(order.intent or Intent(""))
            yield order.id, app.tree()
    for quantity in ("leverage", "leverage-today", "reliability", "crisis", "escalation", "capital", "budget", "support"):
        app.do(Intent("explain", (quantity,)))
        yield f"explain {quantity}", app.tree()
    app.do(Intent("dialog", ("",)))
    for screen in ("table", "briefing", "reveal", "saves"):
        app.show(screen)
        yield screen, app.tree()
    app.show("desk")
    app.do(Intent("quit"))
    yield "quit dialog", app.tree()
    app.do(Intent("dialog", ("",)))
    for screen in PREPARE:
        show_sample(app, screen)
        yield f"staged {screen}", app.tree()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_screen_is_whole(language: str, make_app: Callable[..., App]) -> None:
    app, wrong = make_app(language), wrong_forms()
    for name, tree in trees(app):
        nodes = list(walk(tree))
        misnumbered = [fault for words in said(tree) for fault in faults(words, wrong)]
        assert not misnumbered, f"{name} says a number wrongly: {misnumbered}"
        ids = [n.id for n in nodes]
        assert len(ids) == len(set(ids)), f"{name}: ids twice: {sorted({i for i in ids if ids.count(i) > 1})}"
        for node in nodes:
            assert node.id
            assert node.name.strip() or node.role not in NAMED or (node.role == "text" and ":" in node.id), (
                f"{name}: {node.id} has no name"
            )
            if node.intent is not None:
                assert node.name.strip(), f"{name}: the control {node.id} has no name"
            assert "{" not in node.name + node.value + node.hint + node.why_not or "codex" in name, (
                f"{name}: {node.id} shows a gap: {node.name}"
            )
        assert controls(tree), f"{name} has no control"
    assert not app.texts.missing


def test_the_same_scene_gives_the_same_tree(make_app: Callable[..., App]) -> None:
    one, two = make_app(), make_app()
    for app in (one, two):
        keys = begin(app)
        plan(keys, 1)
        quarter_end(keys)
    assert one.tree() == two.tree()
    before = one.tree()
    assert one.tree() is before
    one.do(Intent("tab", ("markets",)))
    assert one.tree() is not before
    one.do(Intent("tab", ("world",)))
    assert one.tree() == before


def test_greyed_controls_say_why_and_do_nothing_silently(make_app: Callable[..., App]) -> None:
    app = make_app()
    keys = begin(app)
    for quarter in range(2):
        plan(keys, quarter)
        quarter_end(keys)
    for family in [n for n in controls(app.tree()) if n.id.startswith("family:")]:
        app.do(family.intent or Intent(""))
        greyed = [n for n in controls(app.tree()) if n.why_not]
        for node in greyed:
            assert node.why_not.endswith((".", "。")), f"{node.id}: {node.why_not}"
            before = app.campaign.plan
            app.do(node.intent or Intent(""))
            assert app.campaign.plan == before or (node.intent and node.intent.verb in ("clear",)), node.id


def test_three_measures_fill_the_plan_and_the_rest_say_so(make_app: Callable[..., App]) -> None:
    app = make_app()
    keys = begin(app)
    keys.press("column:orders")
    for _ in range(3):
        keys.press_first(lambda n: n.id.endswith((":milder", ":harsher")) and not app_has(app, n))
    assert app.scene().options.orders_left == 0
    others = [n for n in controls(app.tree()) if n.id.endswith(":milder") and not app_has(app, n) and n.why_not]
    assert any("3" in n.why_not for n in others)


def app_has(app: App, node: Node) -> bool:
    """Whether the plan holds a line on the node's dial."""
    dial = node.id.split(":")[1]
    return any(getattr(getattr(line, "measure", line), "dial", "") == dial for line in app.campaign.plan.lines)


def test_a_step_back_takes_the_line_off(make_app: Callable[..., App]) -> None:
    app = make_app()
    keys = begin(app)
    keys.press("column:orders")
    keys.press("dial:chips-rival:milder")
    assert [line.kind for line in app.campaign.plan.lines] == ["set-dial"]
    keys.press("dial:chips-rival:harsher")
    assert app.campaign.plan.lines == ()


def test_a_harsh_step_is_drafted_in_the_chosen_manner(make_app: Callable[..., App]) -> None:
    app = make_app()
    keys = begin(app)
    keys.press("column:orders")
    keys.press("manner:quiet")
    keys.press("dial:chips-rival:harsher")
    (line,) = app.campaign.plan.lines
    assert line.kind == "draft" and line.quiet
    quarter_end(keys)
    keys.press("column:orders")
    keys.press("family:drafts")
    keys.press_first(lambda n: n.id.startswith("enact:"))
    assert any(getattr(line, "dial", "") == "chips-rival" for line in app.campaign.plan.lines)


def test_an_offer_is_built_and_put_on_the_plan(make_app: Callable[..., App]) -> None:
    app = make_app()
    keys = begin(app)
    while app.campaign.observation.quarter < app.rules.scenarios["spring-curbs"].table_from:
        quarter_end(keys)
    keys.press("column:table")
    keys.press("to-table")
    keys.press_first(lambda n: n.id.startswith("sheet-take:"))
    keys.press_first(lambda n: n.id.startswith("sheet-give:"))
    keys.press("sheet-add")
    assert app.tree().id == "desk"
    assert [line.kind for line in app.campaign.plan.lines] == ["offer"]
    keys.press("to-table")
    keys.press("planned-remove")
    assert app.campaign.plan.lines == ()


def test_the_reveal_shows_each_month_as_it_was(rules: Any, tmp_path: Path) -> None:
    app = App(lambda: rules, lambda: Store(tmp_path), threads=False, clock=lambda: 0.0)
    app.tick()
    keys = begin(app)
    commit(keys)
    if app.tree().id == "answer":
        answer_all(keys)
    seen = []
    app.do(Intent("unfold", ("reveal-prices",)))
    for month in (1, 2, 3):
        keys.press("reveal-next")
        tree = app.tree()
        picture = find(tree, "map")
        assert picture is not None and isinstance(picture.data, WorldMap)
        spec = app.campaign.observation.world.spec
        p = spec.product(app.ui.layer or app.rules_told().numbers.usual_product)
        sent = {spec.regions[r]: float(app.scene().months[month - 1].exports[r, p, 0]) for r in range(len(spec.regions))}
        shown = [f for f in picture.data.flows if f.width > 0.01]
        assert shown and [f.target for f in sorted(shown, key=lambda f: f.width)][-1] == max(sent, key=lambda r: sent[r])
        table = find(tree, "reveal-prices")
        assert table is not None
        seen.append([c.name for c in table.children[1].children])
    assert seen[0][2] == seen[1][2] == seen[2][2], "a month that is past stays as it was"
    assert seen[0][3] == seen[0][4] == "·" and seen[2][3] != "·"


def test_the_odds_on_the_table_are_the_forecasts_and_follow_the_terms(make_app: Callable[..., App]) -> None:
    app = make_app()
    app.do(Intent("setting", ("guidance", "analyst")))
    show_sample(app, "table")
    shown = []
    for quarters in (2, 8):
        app.do(Intent("sheet", ("quarters", quarters)))
        bar = find(app.tree(), "sheet:odds")
        assert bar is not None and isinstance(bar.data, Meter)
        offer = app.scene().offer
        assert offer is not None
        assert bar.data.value == pytest.approx(100 * odds_of_yes(app.campaign.rules, app.campaign.observation, offer).chance)
        shown.append(bar.data.value)
    assert shown[0] > shown[1], "a longer promise is dearer to them"
    told = {n.id: n.name for n in walk(app.tree())}
    assert "sheet:odds:gain" in told and "sheet:odds:pain" in told
    assert any(id.startswith("table-promise:") for id in told) and any(id.endswith(":due") for id in told)
    assert "lies:sample-demand:odds" in told


@pytest.mark.parametrize("guidance", ["guided", "analyst"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_parts_of_the_odds_stand_beside_them_and_add_up(make_app: Callable[..., App], language: str, guidance: str) -> None:
    """At Analyst one below the other, at Guided the largest, with the others in the hint of the bar."""
    app = make_app(language)
    app.do(Intent("setting", ("guidance", guidance)))
    show_sample(app, "table")
    start = round(100 * app.campaign.rules.numbers.odds.start)
    for quarters in range(1, 9):
        app.do(Intent("sheet", ("quarters", quarters)))
        tree = app.tree()
        bar = find(tree, "sheet:odds")
        assert bar is not None
        lines = [n.name for n in walk(tree) if n.id.startswith("sheet:odds:")]
        signed = [re.match(r"[−+]\d+", words) for words in lines]
        written = [x[0] for x in signed if x is not None]
        hinted = re.findall(r"[−+]\d+(?=[:：])", bar.hint)
        assert len(written) == len(lines) and (bool(hinted) == (guidance == "guided") or len(lines) < 2)
        assert f"{start + sum(int(x.replace('−', '-')) for x in (*written, *hinted))}" in bar.value, (bar.value, lines, bar.hint)


def test_the_brink_says_what_every_pair_does(make_app: Callable[..., App]) -> None:
    app = make_app()
    show_sample(app, "brink")
    app.do(Intent("dialog", ("brink",)))
    table = find(app.tree(), "brink-table")
    assert table is not None and [len(r.children) for r in table.children] == [4, 4, 4, 4]
    cells = [[c.name for c in r.children[1:]] for r in table.children[1:]]
    assert cells[2][2] == app.texts("brink.does_ease")
    assert "3" in cells[2][0], "half of rung five, rounded up"
    app.do(Intent("dialog", ("",)))
    go = find(app.tree(), "brink-go")
    assert go is not None and go.why_not
    app.do(Intent("answer", ("brink", "down")))
    go = find(app.tree(), "brink-go")
    assert go is not None and not go.why_not
    app.do(Intent("brink-done"))
    assert app.tree().id == "desk"


def test_at_the_top_two_climbs_are_a_rupture(make_app: Callable[..., App]) -> None:
    app = make_app()
    show_sample(app, "brink")
    world = app.campaign.state.world.copy()
    world.rung[:, 0] = 8.0
    app.campaign.state = replace(app.campaign.state, world=world)
    app.show("brink")
    app.do(Intent("dialog", ("brink",)))
    table = find(app.tree(), "brink-table")
    assert table is not None
    assert table.children[1].children[1].name == app.texts("brink.does_rupture")


def skeleton(node: Node, depth: int = 0, most: int = 2) -> list[str]:
    """Roles and ids of the upper levels, indented."""
    line = "  " * depth + f"{node.role} {node.id}" + (f" @{node.slot}" if node.slot else "")
    return [line, *(x for c in node.children if depth < most for x in skeleton(c, depth + 1, most))]


def test_every_verb_lives_in_the_module_that_the_routes_name() -> None:
    for name in {module for module, _ in VERBS.values()}:
        own = importlib.import_module(f"game.screens.verbs.{name}").VERBS
        assert set(own) == {verb for verb, (module, _) in VERBS.items() if module == name}


def test_the_title_as_it_stands(make_app: Callable[..., App]) -> None:
    assert "\n".join(skeleton(make_app().tree())) == TITLE.strip()


def test_the_desk_as_it_stands(make_app: Callable[..., App]) -> None:
    app = make_app()
    begin(app)
    assert "\n".join(skeleton(app.tree(), most=1)) == DESK.strip().replace("<card>", app.campaign.observation.table[0].card)


TITLE = """
screen title
  heading title-name
  text title-line
  list title-menu
    button new
    button continue
    button saves
    button codex
    button settings
    button lab
    button class
    button packs
    button credits
    button quit
  text title-about
"""

DESK = """
screen desk
  panel bar @top
  panel threat @threat
  panel goals @goals
  panel centre @centre
  tabs columns @right
  panel card:<card> @right
  panel lesson @plan
  panel plan @plan
  panel commit-panel @right-foot
"""


def test_every_screen_can_be_pictured(make_app: Callable[..., App]) -> None:
    app = make_app()
    begin(app)
    for screen in SCREENS:
        if screen != "ending":
            app.show(screen)
            tree: Any = app.tree()
            assert tree.role == "screen"
