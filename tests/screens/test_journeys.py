"""Whole campaigns through the tree by keyboard order only, saves on the way, and what bad luck with files does."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from game.devtools.sample_situations import refuse_all, show_sample
from game.play import Store
from game.screens.app import App
from game.screens.scene import settings
from game.screens.tree.node import Intent, WorldMap, find, walk
from tests.screens.keyboard import Keyboard, answer_all, begin, commit, plan, quarter_end
from tests.waiting import until


@pytest.mark.parametrize(
    ("scenario", "side", "language", "doctrine"),
    [
        ("first-crisis", "beijing", "zh-Hans", "calibrator"),
        pytest.param("spring-curbs", "beijing", "zh-Hans", "calibrator", marks=pytest.mark.slow),
        pytest.param("spring-curbs", "washington", "en", "hawk", marks=pytest.mark.slow),
    ],
)
def test_a_campaign_to_its_end_by_keyboard(
    scenario: str, side: str, language: str, doctrine: str, make_app: Callable[..., App]
) -> None:
    app = make_app(language)
    keys = begin(app, scenario, side, doctrine)
    for quarter in range(30):
        plan(keys, quarter)
        quarter_end(keys)
        if app.tree().id == "ending":
            break
    assert app.tree().id == "ending"
    assert app.campaign.over
    assert find(app.tree(), "grade") is not None
    assert find(app.tree(), "parts") is not None
    story = find(app.tree(), "story")
    assert story is not None and "{" not in story.name
    assert not app.texts.missing
    keys.press("end-title-go")
    assert app.tree().id == "title"


def test_save_quit_and_go_on(make_app: Callable[..., App]) -> None:
    app = make_app()
    keys = begin(app)
    plan(keys, 0)
    quarter_end(keys)
    keys.press("menu-saves")
    keys.press("save-now")
    keys.press("back")
    played = app.campaign.observation.date
    keys.press("quit")
    assert app.running, "quitting asks first"
    keys.press("quit-title")
    keys.press("continue")
    assert app.tree().id == "desk"
    assert app.campaign.observation.date == played
    app.do(Intent("quit"))
    Keyboard(app).press("quit-yes")
    assert not app.running


def test_a_damaged_save_is_greyed_with_its_reason_and_can_be_deleted(make_app: Callable[..., App], tmp_path: Path) -> None:
    (tmp_path / "saves").mkdir()
    (tmp_path / "saves" / "torn.save").write_text("{not a save", "utf-8")
    app = make_app()
    keys = Keyboard(app)
    keys.press("saves")
    row = next(n for n in walk(app.tree()) if n.id == "load:0")
    assert row.why_not
    keys.press("delete:0")
    keys.press("delete-yes")
    assert not list((tmp_path / "saves").glob("*.save"))


def test_a_failed_save_is_said_on_the_screen_and_play_goes_on(
    make_app: Callable[..., App], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app()
    keys = begin(app)

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Store, "write", full)
    quarter_end(keys)
    notice = find(app.tree(), "desk-notice")
    assert notice is not None and "space" in notice.name
    quarter_end(keys)
    assert app.tree().id == "desk"


def test_settings_are_kept_and_a_damaged_file_gives_defaults_and_one_sentence(tmp_path: Path, make_app: Callable[..., App]) -> None:
    path = tmp_path / "settings.json"
    app = make_app(keep=settings.saver(path))
    app.do(Intent("go", ("settings",)))
    app.do(Intent("setting", ("theme", "light")))
    app.do(Intent("setting", ("language", "zh-Hans")))
    assert settings.load(path) == (app.settings, "")
    assert app.settings.theme == "light" and "设置" in app.tree().name
    path.write_text("{", "utf-8")
    assert settings.load(path) == (settings.Settings(), "settings.damaged")
    path.write_text(json.dumps({"theme": "light", "text_scale": "huge", "unknown": 1}), "utf-8")
    found, note = settings.load(path)
    assert found.theme == "light" and found.text_scale == 1.0 and note == "settings.damaged"
    assert make_app(note=note).notice


def test_settings_that_cannot_be_written_still_hold(tmp_path: Path, make_app: Callable[..., App]) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", "utf-8")
    app = make_app(keep=settings.saver(blocked / "settings.json"))
    app.do(Intent("setting", ("theme", "contrast")))
    assert app.settings.theme == "contrast"
    assert app.notice


def test_a_seed_that_is_none_is_refused_in_one_sentence(make_app: Callable[..., App]) -> None:
    app = make_app()
    app.do(Intent("go", ("new",)))
    app.do(Intent("new", ("seed", "cat")))
    message = find(app.tree(), "new-message")
    assert message is not None and "cat" in message.name
    app.do(Intent("new", ("seed", " 77 ")))
    assert app.ui.fresh.seed == 77


def test_content_that_cannot_be_loaded_is_said_and_the_title_stands() -> None:
    def broken() -> Any:
        raise ValueError("content/base/pack.yaml:1:1: this is no pack")

    app = App(broken, lambda: None, threads=False)
    app.tick()
    said = find(app.tree(), "title-error")
    assert said is not None and "pack.yaml:1:1" in said.name
    new = find(app.tree(), "new")
    assert new is not None and not new.enabled


def test_work_beside_blocks_nothing(rules: Any, tmp_path: Path) -> None:
    app = App(lambda: rules, lambda: Store(tmp_path), threads=True)
    assert app.tree().id == "title"
    app.tick()
    app.do(Intent("go", ("new",)))
    app.do(Intent("start"))
    assert until(lambda: (app.tick(), app.tree(), app.campaign is not None and not app.working)[-1])
    assert app.tree().id == "briefing"
    app.do(Intent("brief-done"))
    app.do(Intent("commit"))
    before = app.tree()
    assert before.id in ("desk", "reveal", "answer")
    app.close()
    assert len(app.campaign.history) >= 0 and not app.running


def test_the_reveal_goes_on_by_the_clock_and_can_be_skipped(rules: Any, tmp_path: Path) -> None:
    now = [0.0]
    app = App(lambda: rules, lambda: Store(tmp_path), threads=False, clock=lambda: now[0])
    app.tick()
    keys = begin(app)
    commit(keys)
    if app.tree().id == "answer":
        answer_all(keys)
    assert app.tree().id == "reveal" and app.ui.step == 0
    assert not app.tick()
    now[0] += 2.0
    assert app.tick() and app.ui.step == 1
    keys.press("speed:4")
    now[0] += 0.5
    assert app.tick() and app.ui.step == 2
    keys.press("reveal-go")
    assert app.ui.step == 4
    keys.press("reveal-go")
    assert app.tree().id == "briefing"


def test_the_successors_years_pass_on_the_map_before_the_debrief(rules: Any, tmp_path: Path) -> None:
    now = [0.0]
    app = App(lambda: rules, lambda: Store(tmp_path), threads=False, clock=lambda: now[0])
    app.tick()
    show_sample(app, "briefing")
    while not app.campaign.over:
        app.do(Intent("stay"))
        refuse_all(app)
        app.show("desk")
    app.show("briefing")
    app.do(Intent("brief-done"))
    assert app.tree().id == "years" and app.ui.year == 0
    first = find(app.tree(), "map")
    assert first is not None and isinstance(first.data, WorldMap)
    years = app.session.progress.outcome.years
    for _ in range(len(years) + 2):
        now[0] += 10
        app.tick()
    assert app.ui.year == len(years) - 1
    last = find(app.tree(), "map")
    assert last is not None and isinstance(last.data, WorldMap) and last.data.places != first.data.places
    spec = app.campaign.observation.world.spec
    for year in years:
        home = int(spec.home[spec.product("heavy.magnet")])
        every = sum(year.capacity["heavy.magnet"])
        assert year.outside["heavy.magnet"] == pytest.approx(1 - year.capacity["heavy.magnet"][home] / every)
    app.do(Intent("years-done"))
    assert app.tree().id == "ending"
    app.do(Intent("year-again"))
    assert app.tree().id == "years" and app.ui.year == 0


def test_a_save_of_ten_thousand_turns_is_listed_and_loaded_or_said_to_be_damaged(rules: Any, make_app: Callable[..., App]) -> None:
    app = make_app()
    begin(app)
    app.do(Intent("stay"))
    refuse_all(app)
    text = app.campaign.text("Long").splitlines()
    turns = text[1:-2]
    path = app.library.store.folder / "long.save"
    app.library.store.write(path, "\n".join([text[0], *(turns * (10_000 // len(turns))), *text[-2:]]) + "\n")
    app.do(Intent("to-title"))
    app.do(Intent("go", ("saves",)))
    entry = next(e for e in app.library.saves if e.name == "Long")
    app.do(Intent("load", (entry.name,)))
    assert app.tree().id in ("desk", "briefing") or app.ui.message
    app.do(Intent("go", ("history",)))
    assert app.tree().children


def test_packs_asked_for_while_content_is_loaded_do_not_stop_it(rules: Any, tmp_path: Path) -> None:
    """Once, work that was begun while other work was under way took its place, and the rules never came."""
    go = threading.Event()

    def slow() -> Any:
        go.wait(60)
        return rules

    app = App(slow, lambda: Store(tmp_path), threads=True)
    app.tick()
    app.do(Intent("go", ("packs",)))
    go.set()
    app.work.end()
    assert app.rules is rules and app.library.packs and not app.working
