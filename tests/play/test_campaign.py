"""A campaign in progress: undo, autosave, save anywhere, load, replay; the disk may fail and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.engine.rules import digest
from game.engine.rules.campaign.record import Setup
from game.engine.rules.vocabulary.plan import SetDial
from game.engine.rules.vocabulary.rules import Rules
from game.play import Campaign, SaveError, Store, replay

SETUP = Setup("spring-curbs", 5, "beijing", "even", ("hawk", "hawk"))


def choose(campaign: Campaign, n: int) -> None:
    """Put up to three of what is open on the plan, in a way that depends on the quarter alone."""
    for k in range(3):
        open_now = [o.line for o in campaign.options().open()]
        if open_now:
            campaign.add(open_now[(7 * n + 3 * k) % len(open_now)])


def play_on(campaign: Campaign, quarters: int = 99) -> Campaign:
    while not campaign.over and quarters > 0:
        quarters -= 1
        choose(campaign, campaign.state.record.quarter)
        campaign.commit({o.id: "yes" for o in campaign.seal()})
    return campaign


@pytest.fixture(scope="module")
def whole(rules: Rules) -> Campaign:
    return play_on(Campaign.start(rules, SETUP))


def test_a_campaign_is_played_to_its_end(whole: Campaign) -> None:
    assert whole.over and whole.outcome().kind in ("end", "rupture", "out-of-office")
    assert len(whole.history) == len(whole.log) == whole.state.record.quarter


@pytest.mark.parametrize("quarter", [0, 1, 3, 6])
def test_save_anywhere_and_go_on_equals_uninterrupted(rules: Rules, whole: Campaign, tmp_path: Path, quarter: int) -> None:
    campaign = play_on(Campaign.start(rules, SETUP, Store(tmp_path)), quarter)
    path = campaign.save("here")
    assert path is not None
    again = Campaign.load(rules, path, Store(tmp_path))
    assert digest(again.state) == digest(campaign.state)
    assert again.setup == SETUP and again.log == campaign.log
    assert digest(play_on(again).state) == digest(whole.state)


def test_the_plan_in_the_making_is_saved_too(rules: Rules, tmp_path: Path) -> None:
    campaign = Campaign.start(rules, SETUP, Store(tmp_path))
    choose(campaign, 0)
    assert campaign.plan.lines
    path = campaign.autosave()
    assert path is not None
    assert Campaign.load(rules, path).plan == campaign.plan


def test_undo_leaves_everything_as_it_was(rules: Rules) -> None:
    straight, hesitant = Campaign.start(rules, SETUP), Campaign.start(rules, SETUP)
    choose(hesitant, 4)
    hesitant.options()
    hesitant.remove(0)
    hesitant.clear()
    assert hesitant.plan.lines == ()
    for campaign in (straight, hesitant):
        choose(campaign, 0)
        campaign.seal()
        campaign.seal()
        campaign.commit()
    assert digest(straight.state) == digest(hesitant.state)


def test_sealed_plans_take_no_more_lines(rules: Rules) -> None:
    campaign = Campaign.start(rules, SETUP)
    line = campaign.options().open()[0].line
    campaign.seal()
    assert campaign.sealed and campaign.add(line) is not None
    assert campaign.plan.lines == ()


def test_an_unknown_line_is_refused_and_not_added(rules: Rules) -> None:
    campaign = Campaign.start(rules, SETUP)
    refusal = campaign.add(SetDial("no-such-dial", 1))
    assert refusal is not None and refusal.code == "unknown" and campaign.plan.lines == ()


def test_stay_the_course_is_an_empty_plan(rules: Rules) -> None:
    one, two = Campaign.start(rules, SETUP), Campaign.start(rules, SETUP)
    choose(one, 1)
    one.stay_the_course()
    two.commit()
    assert digest(one.state) == digest(two.state)


def test_a_campaign_that_is_over_takes_no_turn(rules: Rules, whole: Campaign) -> None:
    with pytest.raises(ValueError, match="over"):
        whole.commit()


def test_replay_verifies_and_finds_the_first_difference(rules: Rules, tmp_path: Path) -> None:
    store = Store(tmp_path)
    campaign = play_on(Campaign.start(rules, SETUP, store), 4)
    path = campaign.save("four")
    assert path is not None
    found = replay(rules, path)
    assert found.verified and found.quarters == 4 and found.digest == digest(campaign.state)
    text = path.read_text("utf-8").replace(campaign.log[2].digest, "0" * 32)
    path.write_text(text, "utf-8")
    found = replay(rules, path)
    assert not found.verified and found.first_difference == 2 and found.reason


def test_every_campaign_has_an_autosave_of_its_own(rules: Rules, tmp_path: Path) -> None:
    store = Store(tmp_path)
    first, second = play_on(Campaign.start(rules, SETUP, store), 2), play_on(Campaign.start(rules, SETUP, store), 1)
    quarters = sorted(entry.quarter for entry in store.list())
    assert quarters == [1, 2]
    assert len({entry.name for entry in store.list()}) == 2
    newest = next(entry for entry in store.list() if entry.quarter == 1)
    loaded = Campaign.load(rules, newest.path, store)
    play_on(loaded, 1)
    assert sorted(entry.quarter for entry in store.list()) == [2, 2]
    assert (first.state.record.quarter, second.state.record.quarter) == (2, 1)


def test_a_full_disk_is_said_and_play_goes_on(rules: Rules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    campaign = play_on(Campaign.start(rules, SETUP, store), 1)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("game.play.save_folder.os.fsync", full)
        play_on(campaign, 1)
        assert "No space left" in campaign.notice and campaign.state.record.quarter == 2
        assert campaign.save("named") is None
        assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before
    play_on(campaign, 1)
    assert campaign.notice == "" and store.list()[0].quarter == 3


def test_a_folder_that_cannot_be_written_is_said(rules: Rules, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("here a file stands where the folder should be")
    campaign = play_on(Campaign.start(rules, SETUP, Store(blocked)), 2)
    assert campaign.state.record.quarter == 2 and "could not be saved" in campaign.notice
    assert Store(blocked).list() == ()


def test_a_save_of_other_rules_goes_on_from_its_snapshot(rules: Rules, tmp_path: Path) -> None:
    campaign = play_on(Campaign.start(rules, SETUP, Store(tmp_path)), 2)
    path = campaign.save("other")
    assert path is not None
    path.write_text(path.read_text("utf-8").replace(rules.hash, "other-rules"), "utf-8")
    again = Campaign.load(rules, path, Store(tmp_path))
    assert "other rules" in again.notice and digest(again.state) == digest(campaign.state)
    play_on(again, 1)
    assert again.state.record.quarter == 3
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(lines[:-2]) + "\n", "utf-8")
    with pytest.raises(SaveError, match="other rules"):
        Campaign.load(rules, path)
