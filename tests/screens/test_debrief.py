"""The debrief's page and report: the same content in both languages, sums that add up, damaged saves told in one sentence."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from game.classroom.pages.report_tree import report_of
from game.cli import main
from game.content.loading.languages.translation import translate
from game.csv_file import STYLES
from game.engine.rules import Rules, Setup, new_game, resolve
from game.engine.rules.vocabulary.plan import BOTH, Answers, NameCharge, Plan, Say
from game.lab.simulation.simulate import simulate
from game.play.debrief.point_steps import grade, steps
from game.play.debrief.turning_points import Debrief, debrief
from game.play.save_file import LogLine, log_line, read
from game.screens.pages.debrief.beforehand import scores_of
from game.screens.pages.debrief.page import parts, report_tree
from game.screens.pages.debrief.told import View
from game.screens.tree.node import Node, find, walk
from game.screens.words.texts import Texts
from game.structs import replace

LANGUAGES = ("en", "zh-Hans")


@pytest.fixture(scope="module")
def save(rules: Rules, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished campaign of eight quarters."""
    folder = tmp_path_factory.mktemp("saves")
    simulate(rules, "spring-curbs", ("hawk", "tit-for-tat"), 1, 3, 1, folder)
    return next(folder.glob("*.save"))


@pytest.fixture(scope="module")
def found(rules: Rules, save: Path) -> tuple[Debrief, tuple[LogLine, ...]]:
    saved = read(save)
    *_, last = debrief(rules, saved.header.setup, saved.log, "beijing")
    return last, saved.log


def view(rules: Rules, language: str, d: Debrief, log: tuple[LogLine, ...]) -> View:
    return View(Texts(language), translate(rules, language), d, log)


def tree(v: View) -> Node:
    return Node("screen", "debrief", "x", style="page", children=parts(v))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_stands_alone_in_either_language(rules: Rules, found: tuple, language: str) -> None:
    v = view(rules, language, *found)
    page = report_of(tree(v), v.t)
    assert not v.t.missing
    assert len(page.encode()) < 1_000_000
    assert "<script" not in page and "http://" not in page.replace("http://www.w3.org", "") and 'src="/' not in page
    assert page.count("<svg") >= 3 and "<th scope" in page
    assert "debrief." not in page and "{" not in page.split("</style>")[-1]


def number(told: str) -> float:
    """A number as it is written, with its sign."""
    return float(told.replace("−", "-").replace("±", ""))


def test_the_shown_points_add_up_to_the_shown_total(rules: Rules, found: tuple) -> None:
    d, log = found
    table = find(tree(view(rules, "en", d, log)), "points-table")
    assert table is not None
    cells = [[c.name for c in row.children] for row in table.children][1:]
    tenths = [round(10 * number(x[1])) for x in cells[:-1]]
    assert sum(tenths) == round(10 * number(cells[-1][2]))
    assert abs(sum(s.amount for s in steps(rules, d)) - grade(d)) < 1e-9
    assert {s.sort for s in steps(rules, d)} >= {"untouched", "decision", "others", "years"}


def test_every_row_of_decisions_adds_up(rules: Rules, found: tuple) -> None:
    told = tree(view(rules, "en", *found))
    table, still = find(told, "all-decisions"), find(told, "decisions-still")
    assert table is not None and still is not None
    decided = [d for d in found[0].decisions if not isinstance(d.what, NameCharge)]  # what that did stands with the sealed mandates
    left = len(decided) - (len(table.children) - 1)
    assert left > 0 and f"({left})" in still.name, "each decision stands in the table or is named below it"
    for row in table.children[1:]:
        made_of, points = row.children[2:]
        shares = [round(10 * number(x)) for x in re.findall(r"[+−±][\d.]+", made_of.name)]
        assert sum(shares) == round(10 * number(points.name)) and 0 not in shares


@pytest.mark.parametrize("language", LANGUAGES)
def test_charges_theses_and_closing_stand_in_the_report(rules: Rules, found: tuple, language: str) -> None:
    v = view(rules, language, *found)
    told = tree(v)
    for name in ("debrief-charges", "debrief-theses", "debrief-closing"):
        assert find(told, name) is not None, name
    table = find(told, "theses")
    assert table is not None and len(table.children) == 8, "a row for each of seven theses"
    assert all(cell.name for row in table.children for cell in row.children) and not v.t.missing


def test_a_report_is_no_larger_than_a_megabyte(rules: Rules, found: tuple) -> None:
    t = Texts("en")
    assert len(report_of(report_tree(view(rules, "en", *found)), t).encode("utf-8")) < 1_000_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_said_beforehand_is_held_against_what_came(rules: Rules, found: tuple, language: str) -> None:
    d, log = found
    bare = view(rules, language, d, log)
    came = scores_of(bare)
    assert [s.quarter for s in came] == [line.quarter for line in log] and all(s.came and s.service for s in came)
    panel = find(tree(bare), "debrief-beforehand")
    assert panel is not None and bare.t("debrief.reading_none") in [n.name for n in walk(panel)]
    kept = tuple(replace(s, reading="holds", guess="leverage", held=3, bands=3) for s in came[:6])
    v = replace(bare, scores=kept)
    right = sum(s.came == "holds" for s in kept)
    told = [n.name for n in walk(find(tree(v), "debrief-beforehand"))]  # type: ignore[arg-type]
    rival = v.t.name("washington")
    assert v.t("debrief.reading_told", rival=rival, n=v.t.number(right), all=v.t.count("quarters", 6)) in told
    assert any(v.t("debrief.bands_shy") in words for words in told), "18 of 18 bands held"
    table = find(tree(v), "beforehand")
    assert table is not None and len(table.children) == len(log) + 1
    assert all(cell.name for row in table.children for cell in row.children) and not v.t.missing


def test_the_words_said_at_the_time_stand_beside_the_scenes(rules: Rules, found: tuple) -> None:
    v = view(rules, "en", *found)
    nodes = {n.id: n.name for n in walk(tree(v))}
    scenes = [int(id.split("-")[1]) for id in nodes if id.startswith("story-") and id.endswith("-scene")]
    spoke = {(q, s) for q in scenes for s in BOTH for x in v.log[q].plans[s].lines if isinstance(x, Say)}
    assert spoke and all(v.t.name(s) in nodes[f"story-{q}-said:{s}"] for q, s in spoke)


def only(rules: Rules, scenario: str, quarters: int) -> tuple[Setup, tuple[LogLine, ...]]:
    """A campaign in which neither capital ever does anything."""
    setup = Setup(scenario, 1)
    state, log = new_game(rules, setup), []
    for _ in range(quarters):
        plans, answers = {s: Plan(s) for s in BOTH}, {s: Answers(s) for s in BOTH}
        state = resolve(rules, state, plans, answers).state
        log.append(log_line(rules, plans, answers, state))
    return setup, tuple(log)


@pytest.mark.parametrize("quarters", [1, 8])
def test_a_campaign_in_which_nothing_was_decided_has_a_page_worth_reading(rules: Rules, quarters: int) -> None:
    setup, log = only(rules, "spring-curbs", quarters)
    *_, last = debrief(rules, setup, log, "beijing")
    told = tree(view(rules, "en", last, log))
    assert last.whole and find(told, "debrief-few") is not None
    assert find(told, "timeline") is not None and any(n.role == "chart" for n in walk(told))


def test_other_rules_show_the_statistics_and_say_why_no_more(rules: Rules, found: tuple) -> None:
    d, log = found
    strange = tuple(replace(line, rules="another") for line in log)
    (refused,) = debrief(rules, d.setup, strange, "beijing")
    told = tree(view(rules, "en", refused, strange))
    ended = find(told, "debrief-ended")
    assert ended is not None and "other rules" in ended.name
    assert find(told, "course-leverage") is not None and find(told, "timeline") is not None


def test_the_command_writes_page_and_table_and_tells_json(save: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, table = tmp_path / "out.html", tmp_path / "out.csv"
    assert main(["debrief", str(save), "-o", str(page), "--csv", str(table), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["whole"] and len(told["decisions"]) == len(table.read_text("utf-8").splitlines()) - 1
    assert len(told["theses"]) == 7 and {c["side"] for c in told["charges"]} == set(BOTH)
    assert page.stat().st_size < 1_000_000


SOON = (("comma", "en"), ("semicolon", "zh-Hans"))


@pytest.mark.parametrize(
    ("style", "language"),
    [
        pytest.param(style, language, marks=() if (style, language) in SOON else pytest.mark.slow)
        for style in sorted(STYLES)
        for language in LANGUAGES
    ],
)
def test_the_commands_table_has_the_chosen_signs_and_units(save: Path, tmp_path: Path, style: str, language: str) -> None:
    """It was written with commas and points whatever a spreadsheet reads, and its head told no unit."""
    table, signs = tmp_path / "out.csv", STYLES[style]
    assert main(["debrief", str(save), "--csv", str(table), "--csv-style", style, "--lang", language]) == 0
    rows = list(csv.DictReader(table.read_text("utf-8-sig").splitlines(), delimiter=signs.separator))
    told = [row["points [points of the verdict]"] for row in rows]
    numbers = [float(x.replace(signs.decimal, ".")) for x in told if x]
    assert numbers and any("." not in x or signs.decimal == "." for x in told)
    assert any(signs.decimal in x for x in told) and not any({",", "."} - {signs.decimal} & set(x) for x in told)


def test_a_save_cut_in_the_middle_is_debriefed_up_to_there(save: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    torn = tmp_path / "torn.save"
    lines = save.read_bytes().splitlines(keepends=True)
    torn.write_bytes(b"".join(lines[:4]) + lines[4][:50])
    assert main(["debrief", str(torn), "-o", str(tmp_path / "torn.html")]) == 0
    assert "damaged" in capsys.readouterr().err
    assert "damaged" in (tmp_path / "torn.html").read_text("utf-8")


def test_what_is_no_save_is_refused_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    strange = tmp_path / "strange.save"
    strange.write_text("hello", "utf-8")
    assert main(["debrief", str(strange)]) == 2
    told = capsys.readouterr().err
    assert "cannot be debriefed" in told and "Traceback" not in told
