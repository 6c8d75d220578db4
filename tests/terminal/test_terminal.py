"""The terminal: a whole campaign by typed lines, numbers that stay, wrapping of both scripts, and every way of leaving."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest

from game.play import Store
from game.screens.app import App
from game.screens.tree.node import Intent, Node, controls
from game.terminal import run
from game.terminal.columns import terminal_columns, width, wrapped
from game.terminal.text_page import COLUMNS, Numbers, block, changed, page
from tests.desktop.trees import every, staged, tree_of


def app_for(rules: Any, folder: Path, language: str = "en") -> App:
    return App(lambda: rules, lambda: Store(folder), language=language, threads=False)


def played(app: App, lines: list[str]) -> str:
    out = io.StringIO()
    assert run(app, io.StringIO("".join(f"{line}\n" for line in lines)), out) == 0
    return out.getvalue()


class Typist(io.StringIO):
    """Reads the screen that was printed last and types the number of what it wants."""

    def __init__(self, app: App, out: io.StringIO, most: int = 400) -> None:
        super().__init__()
        self.app, self.out, self.left, self.step, self.quarter = app, out, most, 0, -1
        self.queue: list[str] = []

    def readline(self, *_: Any) -> str:
        self.left -= 1
        if self.left < 0:
            return ""
        tree = self.app.tree()
        if tree.id == "desk" and not self.queue and self.app.campaign.observation.quarter != self.quarter:
            self.quarter = self.app.campaign.observation.quarter
            self.queue = ["f1", "?1", "undo", "f2", "k", "m", "c"]
        if self.app.ui.dialog == "empty":
            return "empty-yes\n"
        if tree.id == "answer":
            open_ones = [o.id for o in self.app.session.progress.offers if o.id not in dict(self.app.ui.replies)]
            return f"reply:{open_ones[0]}:no\n" if open_ones else "c\n"
        if self.queue:
            return self.queue.pop(0) + "\n"
        if tree.id == "title":
            return "n\n" if self.app.campaign is None and self.step == 0 else "quit\n"
        if tree.id == "brink":
            return "f3\n" if any(n.id == "brink-go" and n.why_not for n in controls(tree)) else "c\n"
        if tree.id == "ending":
            return "quit\n"
        return {"new": "b\n"}.get(tree.id, "c\n")


@pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.slow), "zh-Hans"])
def test_a_campaign_is_played_by_typing(language: str, rules: Any, tmp_path: Path) -> None:
    app, out = app_for(rules, tmp_path, language), io.StringIO()
    assert run(app, Typist(app, out), out) == 0
    assert app.campaign is not None and app.campaign.over
    text = out.getvalue()
    assert "\x1b" not in text
    assert max(width(line.removeprefix("> ")) for line in text.splitlines()) <= COLUMNS
    assert app.tree().id == "ending"


def test_numbers_press_what_they_stand_beside(rules: Any, tmp_path: Path) -> None:
    app = app_for(rules, tmp_path)
    beijing = re.search(r"\[(\d+)\] (?:\* )?Beijing", played(app, ["1"]))
    assert beijing is not None
    app = app_for(rules, tmp_path)
    played(app, ["n", beijing[1], "b", "c"])
    assert app.campaign.side == "beijing"


def test_numbers_stay_while_the_screen_stays(rules: Any, tmp_path: Path) -> None:
    text = played(app_for(rules, tmp_path), ["n", "b", "c", "f1", ""])
    commits = re.findall(r"\[(\d+)\] Commit quarter", text)
    assert len(commits) >= 2 and len(set(commits)) == 1


@pytest.mark.parametrize("typed", ["back", "esc"])
def test_what_is_open_is_closed_by_typing_whatever_it_offers(rules: Any, tmp_path: Path, typed: str) -> None:
    """The calendar has no control of its own that closes it: whoever had opened it could only quit."""
    app = app_for(rules, tmp_path)
    text = played(app, ["n", "b", "c", "calendar-open", typed])
    assert app.texts("terminal.dialog") in " ".join(text.split()) and app.ui.dialog == "" and app.tree().id == "desk"
    played(app, ["codex", typed])


def test_a_press_that_changes_nothing_says_so(rules: Any, tmp_path: Path) -> None:
    """A suggestion whose page was open already printed nothing at all."""
    app = app_for(rules, tmp_path)
    text = played(app, ["n", "b", "c", "could-mandate", "could-mandate"])
    assert app.ui.tab == "tasks" and " ".join(text.split()).count(app.texts("terminal.same")) == 1


def test_a_control_keeps_its_number_when_one_comes_back_from_another_page() -> None:
    """Numbers were given anew after each visit elsewhere, in another order: a number that was read before committed a quarter."""
    desk, other, orders = tree_of("desk"), tree_of("settings"), tree_of("desk-orders")
    numbers = Numbers()
    numbers.follow(orders)  # more controls than the Desk as it begins has
    first = dict(numbers.by_id)
    numbers.follow(other)
    assert set(numbers.by_id.values()) == set(range(1, len(numbers.by_id) + 1))
    numbers.follow(desk)
    assert all(numbers.by_id[id] == number for id, number in first.items())


def test_a_press_prints_of_the_bar_only_what_changed() -> None:
    app = staged("desk")
    numbers = Numbers()
    before = app.tree()
    numbers.follow(before)
    app.do(Intent("dial", ("licence-heavy-rival", 1)))
    after = app.tree()
    numbers.follow(after)
    told = changed(before, after, numbers)
    assert told and not any(app.texts("desk.menu_codex") in line for line in told), "the menu had not changed"
    assert any("licence" in line.casefold() or "heavy earths" in line.casefold() for line in told)


def test_to_commit_with_a_card_unanswered_asks_first() -> None:
    app = staged("desk")
    app.do(Intent("say", ("ease",)))
    commit = next(n for n in controls(app.tree()) if n.id == "commit")
    assert app.campaign is not None and app.campaign.observation.table and commit.intent is not None
    app.do(commit.intent)
    asked = next(n for n in controls(app.tree()) if n.id == "empty-yes")
    assert app.ui.screen == "desk" and asked.intent is not None
    app.do(asked.intent)
    assert app.ui.screen != "desk"


def test_a_notch_says_what_it_does_and_its_name_once() -> None:
    """ "Milder: Ordinary: Milder: Ordinary. Costs free." """
    app = staged("desk-orders")
    out = io.StringIO()
    notches = [n for n in controls(app.tree()) if n.id.startswith("dial:licence-heavy") and not n.why_not]
    run(app, io.StringIO("".join(f"?{n.id}\n" for n in notches)), out)
    said = " ".join(out.getvalue().split())
    assert notches
    for n in notches:
        assert f"{n.name}: {n.name}" not in said
        assert app.texts("order.undo") in n.hint or len(n.hint) > len(n.name) + 30, n.hint


def test_a_greyed_control_says_why(rules: Any, tmp_path: Path) -> None:
    text = played(app_for(rules, tmp_path), ["n", "b", "c", "t", "p"])
    assert "The Table opens in" in text


def test_fields_take_their_text(rules: Any, tmp_path: Path) -> None:
    app = app_for(rules, tmp_path)
    text = played(app, ["n", "new-more:open", "seed", "seed cat", "seed 42"])
    assert app.ui.fresh.seed == 42
    assert '"cat" is no seed' in text


def test_what_is_not_there_is_said(rules: Any, tmp_path: Path) -> None:
    text = played(app_for(rules, tmp_path), ["999", "banana", "?999", "undo", "help"])
    assert text.count("There is no “") == 3
    assert "nothing to take off" in text and "?12" in text


def test_end_of_input_saves_and_leaves(rules: Any, tmp_path: Path) -> None:
    app = app_for(rules, tmp_path)
    played(app, ["n", "b", "c"])
    assert not app.running
    assert [e.readable for e in Store(tmp_path).list()] == [True]


def test_ctrl_c_saves_and_leaves(rules: Any, tmp_path: Path) -> None:
    class Interrupted(io.StringIO):
        lines = iter(("n\n", "b\n", "c\n"))

        def readline(self, *_: Any) -> str:
            try:
                return next(self.lines)
            except StopIteration:
                raise KeyboardInterrupt from None

    app = app_for(rules, tmp_path)
    assert run(app, Interrupted(), io.StringIO()) == 0
    assert not app.running and len(Store(tmp_path).list()) == 1


def test_quitting_at_the_desk_asks(rules: Any, tmp_path: Path) -> None:
    app = app_for(rules, tmp_path)
    text = played(app, ["n", "b", "c", "q", "y"])
    assert "Leave the Desk?" in text and not app.running


def test_wrapping_keeps_the_width_in_both_scripts() -> None:
    english = "Power is what others cannot do without, and every use of it teaches them to."
    chinese = "权力，就是别人离不开的东西；每用一次，就教会他们一次如何离开。" * 3
    for text in (english, chinese, "x" * 200, f"{chinese} {english}"):
        lines = wrapped(text, 40, "[1] ", "    ")
        assert all(width(line) <= 41 for line in lines)
        assert "".join("".join(lines).replace("[1] ", "").split()) == "".join(text.split())
    assert not any(line.strip()[0] in "，。；" for line in wrapped(chinese, 40))
    assert wrapped("", 40) == [""]


@pytest.mark.parametrize(("language", "page"), [("en", "Codex and sources"), ("zh-Hans", "词典与来源")])
def test_a_word_between_low_lines_opens_its_page(
    language: str, page: str, rules: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(COLUMNS))  # the last page is found by its rule, which is as wide as the terminal
    text = played(app_for(rules, tmp_path, language), ["n", "b", "c"])
    word = re.search(r"_(\w[^_\n]*)_", text.split("=" * COLUMNS)[-1])
    assert word is not None
    app = app_for(rules, tmp_path, language)
    text = played(app, ["n", "b", "c", word[0], "words"])
    assert app.tree().id == "codex" and app.ui.codex_of and page in text


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("columns", [40, 64, 120])
def test_every_screen_fits_the_terminals_own_width(language: str, columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    assert terminal_columns() == columns
    for screen in sorted(every(language)):
        lines = page(tree_of(screen, language), Numbers(columns=columns))
        assert max(map(width, lines)) <= columns, (screen, max(lines, key=width))


@pytest.mark.parametrize(("said", "taken"), [("3", 30), ("5000", 160), ("100", 100)])
def test_the_width_stays_within_what_can_be_laid_out(said: str, taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", said)
    assert terminal_columns() == taken


def test_a_long_word_is_cut_into_lines_of_the_whole_width() -> None:
    lines = wrapped("w" * 100_000, 50, "- ", "  ")
    assert "".join(line[2:] for line in lines) == "w" * 100_000 and {len(line) for line in lines[:-1]} == {50}


def test_a_speaker_is_named_once() -> None:
    """The face beside a name was written out as the same name again."""
    app = staged("desk")
    app.do(Intent("tab", ("tasks",)))
    told = "\n".join(page(app.tree(), Numbers()))
    heads = [p.name for p in app.scene().rules.persons.values() if p.side == "beijing" and p.desk and p.name in told]
    assert len(heads) == 2 and all(told.count(f"{name},") == 1 for name in heads)


def test_a_speakers_name_stands_once_beside_the_face_that_is_not_seen() -> None:
    face, name = Node("picture", "face", "Zau Naw, trader"), Node("text", "name", "Zau Naw, trader")
    assert block(Node("row", "speaker", children=(face, name)), Numbers()) == ["Zau Naw, trader"]
    assert block(Node("row", "speaker", children=(face,)), Numbers()) == ["Zau Naw, trader"], "what nothing else says is said"
