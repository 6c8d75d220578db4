"""The chronicle keeps each finished campaign once, outlives damage, and adds up what was seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.engine.rules.campaign.record import Setup
from game.engine.rules.vocabulary.rules import Rules
from game.play import Campaign, Chapter, Store, chapters, note
from game.play.finished_campaigns import FILE, chapter_of, seen
from game.structs import replace

SETUP = Setup("spring-curbs", 9, "washington", "even", ("hawk", "hawk"))


@pytest.fixture(scope="module")
def whole(rules: Rules) -> Campaign:
    campaign = Campaign.start(rules, SETUP)
    while not campaign.over:
        campaign.stay_the_course()
    return campaign


def kept(campaign: Campaign, folder: Path) -> Campaign:
    return Campaign(campaign.rules, campaign.state, campaign.log, campaign.plan, Store(folder))


def test_a_finished_campaign_is_told_as_it_was_played(whole: Campaign) -> None:
    told, record = chapter_of(whole), whole.state.record
    assert (told.scenario, told.side, told.doctrine, told.seed) == ("spring-curbs", "washington", "hawk", 9)
    assert set(told.cards) == {card for card, _, side in record.dealt if side == "washington" and card in whole.rules.cards}
    end = whole.outcome()
    assert end.verdict is not None and end.ending is not None
    assert told.grade == end.verdict["washington"].verdict and told.ending == end.ending["washington"]


def test_a_campaign_that_goes_on_has_no_chapter(rules: Rules) -> None:
    with pytest.raises(ValueError, match="goes on"):
        chapter_of(Campaign.start(rules, SETUP))


def test_a_campaign_is_noted_once_however_often_it_is_loaded(whole: Campaign, tmp_path: Path) -> None:
    campaign = kept(whole, tmp_path)
    first = note(campaign)
    assert note(campaign) == first == chapters(campaign.store) == (chapter_of(whole),)
    other = replace(first[0], id="another", seed=10)
    (tmp_path / FILE).write_text((tmp_path / FILE).read_text() + '{"id": 3}\nnot a line\n')
    assert chapters(campaign.store) == first
    assert note(campaign)[-1] == first[0]
    assert seen((other, *first), "washington", "spring-curbs").campaigns == 2


def test_a_disk_that_refuses_costs_nothing_but_the_line(whole: Campaign, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    assert note(kept(whole, blocked)) == (chapter_of(whole),)
    assert note(kept(whole, tmp_path / "new"))[-1] == chapter_of(whole)


def test_what_was_seen_is_added_up_by_side() -> None:
    one = Chapter("1", "spring-curbs", "beijing", "hawk", "even", 1, 8, "e1", "win", 3.0, ("b-kachin", "x-swap"), ("m1",))
    two = replace(one, id="2", seed=2, grade=-4.0, ending="e2", cards=("b-tokyo", "x-swap"), met=())
    third = replace(one, id="3", side="washington", grade=50.0, ending="e1", cards=("w-seoul",), met=("m9",))
    told = seen((one, two, third), "beijing", "spring-curbs")
    assert told.cards == {"b-kachin", "b-tokyo", "x-swap"} and told.mandates == {"m1"}
    assert told.endings == {"e1", "e2"} and told.campaigns == 3
    assert told.best == 3.0 and seen((one,), "beijing", "after-the-truce").best is None
