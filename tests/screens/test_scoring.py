"""What was said beforehand is held against what came, quarter by quarter, and added up in the debrief."""

from __future__ import annotations

from collections.abc import Callable

from game.screens.app import App
from game.screens.course import Score
from game.screens.node import Intent, find
from game.screens.scoring import Tally, tallies
from tests.screens.keyboard import begin, quarter_end


def test_scores_add_up() -> None:
    scores = [
        Score(0, "holds", "holds", "eases", "leverage", "leverage", 3, 3),
        Score(1, "climbs", "", "climbs", "escalation", "leverage", 1, 3),
        Score(2, "eases", "holds", "eases", "leverage", "", 0, 0),
    ]
    found = tallies(scores)
    assert found["reading"] == Tally(1, 2) and found["service"] == Tally(2, 3)
    assert found["guess"] == Tally(1, 2) and found["forecast"] == Tally(4, 6)


def test_a_campaign_gathers_a_score_each_quarter_and_the_debrief_tells_them(make_app: Callable[..., App]) -> None:
    app = make_app()
    keys = begin(app)
    for _ in range(2):
        app.do(Intent("reading", ("holds",)))
        app.do(Intent("predict", ("leverage",)))
        app.tick()
        quarter_end(keys)
    assert [s.quarter for s in app.course.scores] == [0, 1]
    assert all(s.reading == "holds" and s.guess == "leverage" and s.bands == 3 for s in app.course.scores)
    while not app.campaign.over:
        app.do(Intent("stay"))
        app.show("desk")
    app.show("ending")
    rows = find(app.tree(), "calibration")
    assert rows is not None
    told = [[c.name for c in r.children] for r in rows.children[1:]]
    assert told[0][1] == app.texts("end.of", n=str(sum(s.came == "holds" for s in app.course.scores if s.reading)), all="2")
    assert len(told) == 4
