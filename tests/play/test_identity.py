"""A save is known by its campaign: names in use, two games on one folder, older formats, and nothing that is written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.engine.rules import digest
from game.engine.rules.vocabulary.rules import Rules
from game.play import Campaign, Store
from game.play.migrations import FORMAT
from game.play.save_file import read
from tests.saves import played

KEPT = Path(__file__).parent / "saves"


def quarters(store: Store) -> list[int]:
    return sorted(entry.quarter for entry in store.list())


def test_two_campaigns_with_the_usual_name_are_both_kept(rules: Rules, tmp_path: Path) -> None:
    store = Store(tmp_path)
    first, second = played(rules, store, 1), played(rules, store, 2)
    one, two = first.save("The spring curbs 2025 Q2"), second.save("The spring curbs 2025 Q2")
    assert one is not None and two is not None and one != two
    assert second.kept is not None and second.kept.name == "The spring curbs 2025 Q2 (2)" and not second.notice
    assert read(one).header.quarter == 1 and read(two).header.quarter == 2


def test_a_typed_name_that_an_autosave_has_harms_neither(rules: Rules, tmp_path: Path) -> None:
    store = Store(tmp_path)
    first, second = played(rules, store, 2), played(rules, store, 1)
    assert first.kept is not None
    auto = first.kept.name
    second.save(auto)
    first.commit()
    named = next(e for e in store.list() if e.name == f"{auto} (2)" or e.quarter == 1)
    assert quarters(store) == [1, 1, 3] and named.readable


def test_a_name_of_ones_own_is_written_again_with_the_version_before(rules: Rules, tmp_path: Path) -> None:
    store = Store(tmp_path)
    campaign = played(rules, store, 1)
    path = campaign.save("mine")
    campaign.commit()
    assert campaign.save("mine") == path and path is not None
    assert read(path).header.quarter == 2 and read(path.with_name(path.name + ".bak")).header.quarter == 1


@pytest.mark.parametrize("ahead", [1, 3])
def test_two_games_on_one_folder_lose_nothing(rules: Rules, tmp_path: Path, ahead: int) -> None:
    store = Store(tmp_path)
    first = played(rules, store, 1)
    auto = first.kept
    assert auto is not None
    second = Campaign.load(rules, auto.path, Store(tmp_path))
    for _ in range(ahead):
        first.add(first.options().open()[0].line)
        first.commit()
    furthest = digest(first.state)
    second.commit()
    assert "Another game" in second.notice and second.kept is not None and second.kept.path != auto.path
    second.commit()
    assert not second.notice, "it has a file of its own now"
    first.commit()
    assert first.kept is not None and first.kept.path == auto.path and not first.notice
    states = {digest(Campaign.load(rules, e.path).state) for e in store.list()}
    assert states == {digest(first.state), digest(second.state)}
    assert digest(Campaign.load(rules, auto.path.with_name(auto.path.name + ".bak")).state) == furthest


def test_a_save_that_another_game_has_written_since_it_was_listed_is_not_deleted(rules: Rules, tmp_path: Path) -> None:
    """The list of one game named what another had gone on with: its newer progress went, and the version before with it."""
    store = Store(tmp_path)
    first = played(rules, store, 1)
    (listed,) = store.list()
    first.commit()
    assert not store.delete(listed.name, listed.state)
    (there,) = store.list()
    assert there.quarter == 2 and store.delete(there.name, there.state) and store.list() == ()


def test_the_same_quarter_played_alike_twice_is_no_conflict(rules: Rules, tmp_path: Path) -> None:
    store = Store(tmp_path)
    first = played(rules, store, 1)
    assert first.kept is not None
    second = Campaign.load(rules, first.kept.path, Store(tmp_path))
    first.commit()
    second.commit()
    assert not second.notice and len(store.list()) == 1


def test_going_back_to_an_earlier_save_keeps_the_later_autosave(rules: Rules, tmp_path: Path) -> None:
    store = Store(tmp_path)
    campaign = played(rules, store, 1)
    early = campaign.save("early")
    assert early is not None
    campaign.commit()
    campaign.commit()
    again = Campaign.load(rules, early, store)
    again.add(again.options().open()[0].line)
    again.commit()
    assert quarters(store) == [1, 2, 3]


def test_a_save_of_format_1_is_known_again_when_it_is_written(rules: Rules, tmp_path: Path) -> None:
    path = tmp_path / "format-1.save"
    path.write_bytes((KEPT / "format-1.save").read_bytes())
    header = read(path).header
    assert header.format == FORMAT and header.campaign and header.digest == read(path).log[-1].digest
    assert Store(tmp_path).list()[0].readable


def test_stale_files_of_a_killed_writer_go(rules: Rules, tmp_path: Path) -> None:
    stale = tmp_path / "autosave-x.save.4711.tmp"
    stale.write_text("half a save")
    played(rules, Store(tmp_path), 1)
    assert not stale.exists()
