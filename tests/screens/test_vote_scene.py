"""An election or plan review is a scene: the count that decided it, what was needed, who carried it and who held back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from game.engine.rules.campaign.record import Setup, State
from game.engine.rules.vocabulary.calendar import quarter_of
from game.play import Campaign
from game.screens.app import App
from game.screens.tree.node import Intent, Meter, find, walk
from game.structs import replace


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize(("side", "sort"), [("washington", "election"), ("beijing", "plan-review")])
def test_a_vote_shows_its_count_its_swing_and_its_reason(make_app: Callable[..., App], side: str, sort: str, language: str) -> None:
    app = make_app(language)
    rules = app.rules
    assert rules is not None
    scenario, event = next(
        (s, e) for s in rules.scenarios.values() for e in s.calendar if e.sort == sort and e.side in (side, "both")
    )
    campaign = Campaign.start(rules, Setup(scenario.id, 2, side))
    record = campaign.state.record
    account = replace(record.accounts[side], support=62.0, watchers=(70.0, 40.0, 66.0, 58.0, 60.0))
    accounts = {**record.accounts, side: account}
    quarter = quarter_of(scenario, event.quarter)
    campaign.state = State(replace(record, quarter=quarter, accounts=accounts), campaign.state.world)
    app.adopt(campaign)
    app.do(Intent("stay"))
    while app.ui.screen == "answer":
        for offer in app.session.progress.offers:
            app.do(Intent("reply", (offer.id, "no")))
        app.do(Intent("replies"))
    vote = find(app.tree(), "vote")
    assert vote is not None and find(app.tree(), "reveal-markets") is None
    halls = [n for n in walk(app.tree()) if n.role == "picture" and n.icon == "scenes/parliament"]
    assert len(halls) == 1  # not under a headline with the same picture
    told = find(vote, "vote-told")
    assert told is not None and "62" in told.name and f"{rules.numbers.support_election:g}" in told.name
    bars = [n for n in walk(vote) if n.role == "meter" and isinstance(n.data, Meter) and n.value]
    assert [n.value for n in bars] == ["70", "40", "66", "58", "60"]
    best, worst = find(vote, "vote-best"), find(vote, "vote-worst")
    assert best is not None and worst is not None and best.name != worst.name and app.texts.name("producers") in worst.name


def test_a_quarter_without_a_vote_has_no_scene(make_app: Callable[..., App]) -> None:
    app = make_app()
    assert app.rules is not None
    app.adopt(Campaign.start(app.rules, Setup("spring-curbs", 2, "washington")))
    app.do(Intent("stay"))
    assert find(app.tree(), "vote") is None
