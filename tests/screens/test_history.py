"""Statistics: every quantity in both languages, the same numbers after a load, and the file with its refusals."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from game.devtools.sample_situations import show_sample
from game.play import Campaign, Store
from game.screens.app import App
from game.screens.pages.ending.statistics_page import valued
from game.screens.pages.shared.statistics import FIXED, GROUPS, row_of, statistics
from game.screens.tree.node import Intent, find, walk
from game.screens.words.texts import LANGUAGES, Texts
from tests.screens.keyboard import begin, quarter_end


@pytest.mark.slow
def test_every_quantity_is_shown_in_both_languages(make_app: Callable[..., App]) -> None:
    for language in LANGUAGES:
        app = make_app(language)
        keys = begin(app)
        quarter_end(keys)
        keys.press("menu-history")
        every = statistics(app.campaign.observation.world.spec)
        assert {s.group for s in every} == set(GROUPS)
        assert len(every) == len({s.id for s in every})
        for statistic in every:
            app.do(Intent("statistic", (statistic.id,)))
            tree = app.tree()
            table = find(tree, "history-table")
            assert table is not None and len(table.children) == 3, statistic.id
            assert len({n.id for n in walk(tree)}) == len(list(walk(tree)))
        assert not app.texts.missing


def test_by_keyboard_a_quantity_is_chosen_and_the_desk_found_again(make_app: Callable[..., App]) -> None:
    app = make_app()
    keys = begin(app)
    keys.press("menu-history")
    keys.press("group:prices")
    keys.press("of:chips")
    assert app.ui.statistic == "price.chips"
    keys.press("group:supply")
    keys.press("kind:capacity")
    assert app.ui.statistic.startswith("capacity.")
    keys.press("back")
    assert app.tree().id == "desk"


def test_numbers_after_a_load_are_those_that_were_seen(make_app: Callable[..., App], rules: Any, tmp_path: Path) -> None:
    app = make_app()
    keys = begin(app)
    for _ in range(3):
        quarter_end(keys)
    app.do(Intent("go", ("history",)))
    seen = dict(app.scene().rows)
    path = app.campaign.save("later")
    other = make_app()
    other.adopt(Campaign.load(rules, path, Store(tmp_path / "saves")))
    other.do(Intent("go", ("history",)))
    assert sorted(seen) == [0, 1, 2, 3] and dict(other.scene().rows) == seen
    assert seen[3] == row_of(rules, app.campaign.observation)


def test_the_file_holds_every_quarter_and_overwrites_nothing(make_app: Callable[..., App], tmp_path: Path) -> None:
    app = make_app()
    keys = begin(app)
    quarter_end(keys)
    keys.press("menu-history")
    keys.press("export")
    keys.press("export")
    files = sorted((tmp_path / "saves").glob("*.csv"))
    assert len(files) == 2 and str(files[0])[:-4] in app.ui.message
    assert files[0].read_bytes().startswith(b"\xef\xbb\xbf")
    told = list(csv.DictReader(files[0].read_text("utf-8-sig").splitlines()))
    assert {"leverage:beijing [index 0–100]", "budget:" + app.campaign.side + " [$bn]"} <= told[0].keys()
    assert all(name in ("quarter", "date") or re.fullmatch(r".+:\w+ \[.+\]", name) for name in told[0])
    rows = [{name.partition(" [")[0]: value for name, value in row.items()} for row in told]
    assert [r["quarter"] for r in rows] == ["1", "2"]
    own = app.campaign.observation
    assert float(rows[1]["support:" + own.side]) == pytest.approx(own.accounts.support, rel=1e-5)
    assert float(rows[1]["leverage:beijing"]) == pytest.approx(own.figures["beijing"].leverage, rel=1e-5)
    assert "support:beijing" not in rows[1] or own.side == "beijing", "the other capital's support is not known"
    assert [e.name for e in Store(tmp_path / "saves").list()], "saves stand beside"


def test_separator_and_decimal_sign_are_the_players_choice(make_app: Callable[..., App], tmp_path: Path) -> None:
    app = make_app()
    keys = begin(app)
    app.do(Intent("setting", ("csv", "semicolon")))
    keys.press("menu-history")
    keys.press("export")
    (file,) = (tmp_path / "saves").glob("*.csv")
    (row,) = csv.DictReader(file.read_text("utf-8-sig").splitlines(), delimiter=";")
    assert float(row["leverage:beijing [index 0–100]"].replace(",", ".")) == pytest.approx(
        app.campaign.observation.figures["beijing"].leverage, rel=1e-5
    )


def test_a_folder_that_refuses_is_said(make_app: Callable[..., App], monkeypatch: pytest.MonkeyPatch) -> None:
    app = make_app()
    keys = begin(app)
    keys.press("menu-history")

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Store, "export", full)
    keys.press("export")
    notice = find(app.tree(), "notice")
    assert notice is not None and "space" in notice.name


def test_what_is_not_known_is_a_dash() -> None:
    assert valued(Texts(), FIXED[0], None) == "–" and valued(Texts(), FIXED[3], 41.2) == "41%"


def test_the_open_chart_is_written_as_a_picture(make_app: Any) -> None:
    app = make_app()
    show_sample(app, "history")
    app.do(Intent("statistic", ("price.heavy.magnet",)))
    painted: list[Any] = []

    def paint(tree: Any, path: Any) -> None:
        painted.append((tree, path))
        path.write_bytes(b"picture")

    app.painter = paint
    app.do(Intent("export-picture"))
    (tree, path), *_ = painted
    assert path.suffix == ".png" and path.read_bytes() == b"picture" and str(path) in app.ui.message
    chart = find(tree, "history-chart")
    assert chart is not None and chart == find(app.tree(), "history-chart")

    def refuse(tree: Any, path: Any) -> None:
        raise OSError("No space left on device")

    app.painter = refuse
    before = sorted(path.parent.iterdir())
    app.do(Intent("export-picture"))
    assert sorted(path.parent.iterdir()) == before and app.ui.message
