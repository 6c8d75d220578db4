"""What was said beforehand is held against what came, quarter by quarter, and added up in the debrief."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from game.devtools.sample_situations import refuse_all
from game.engine.rules.campaign.record import StandingDraft
from game.engine.rules.vocabulary.plan import SetDial
from game.play import Campaign
from game.play.save_file import Score, read
from game.screens.app import App
from game.screens.pages.shared.predictions import Tally, leaning, tallies
from game.screens.scene.scene import Play
from game.screens.tree.node import Intent, find
from game.structs import replace
from tests.screens.keyboard import begin, quarter_end


def test_scores_add_up() -> None:
    scores = [
        Score(0, "holds", "holds", "eases", "leverage", "leverage", 3, 3),
        Score(1, "climbs", "", "climbs", "crisis", "leverage", 1, 3),
        Score(2, "eases", "holds", "eases", "leverage", "", 0, 0),
    ]
    found = tallies(scores)
    assert found["reading"] == Tally(1, 2) and found["service"] == Tally(2, 3)
    assert found["guess"] == Tally(1, 2) and found["forecast"] == Tally(4, 6)


@pytest.mark.slow
def test_a_campaign_gathers_a_score_each_quarter_and_the_debrief_tells_them(make_app: Callable[..., App]) -> None:
    app = make_app()
    keys = begin(app)
    for _ in range(2):
        app.do(Intent("reading", ("holds",)))
        app.do(Intent("predict", ("leverage",)))
        app.tick()
        quarter_end(keys)
    assert [s.quarter for s in app.campaign.scores] == [0, 1]
    assert all(s.reading == "holds" and s.guess == "leverage" and s.bands == 3 for s in app.campaign.scores)
    while not app.campaign.over:
        app.do(Intent("stay"))
        refuse_all(app)
        app.show("desk")
    app.show("ending")
    rows = find(app.tree(), "calibration")
    assert rows is not None
    told = [[c.name for c in r.children] for r in rows.children[1:]]
    right = sum(s.came == "holds" for s in app.campaign.scores if s.reading)
    assert told[0][1] == app.texts("end.of", n=str(right), all="2")
    assert len(told) == 4


def test_scores_are_kept_with_the_campaign(make_app: Callable[..., App], tmp_path: Path) -> None:
    """They were those of the quarters since it was loaded: the debrief of a save knew of none."""
    app = make_app()
    keys = begin(app)
    for _ in range(2):
        app.do(Intent("reading", ("holds",)))
        app.tick()
        quarter_end(keys)
    campaign = app.campaign
    kept = campaign.save("kept")
    assert kept is not None and campaign.scores
    assert Campaign.load(app.rules, kept).scores == read(kept).scores == campaign.scores


@pytest.mark.parametrize(
    "changes",
    [{"quarter": 9}, {"reading": "shouts"}, {"guess": "luck"}, {"held": 4}, {"bands": -1}, {"came": 3}, {"quarter": None}],
)
def test_a_score_that_no_game_wrote_is_left_out(make_app: Callable[..., App], tmp_path: Path, changes: dict[str, object]) -> None:
    app = make_app()
    quarter_end(begin(app))
    campaign = app.campaign
    text = campaign.text("strange").splitlines()
    (at,) = (i for i, line in enumerate(text) if json.loads(line).get("kind") == "score")
    sound = json.loads(text[at])
    text.insert(at, json.dumps({**sound, **changes}))
    file = tmp_path / "strange.save"
    file.write_text("\n".join(text) + "\n", "utf-8")
    assert read(file).scores == campaign.scores


def turned(app: App, dial: str, by: int) -> str:
    """What the other capital is said to have done when only one of its dials moved by `by` notches."""
    scene = app.scene()
    assert isinstance(scene, Play)
    o = scene.observation
    now = replace(o, dials={**o.dials, dial: o.dials[dial] + by}, seen_rung=o.seen_rung + 1.0)
    return leaning(replace(scene, before=o, observation=now))


def test_the_other_capital_is_judged_by_what_it_set_and_not_by_its_unsure_rung(make_app: Callable[..., App]) -> None:
    app = make_app()
    begin(app, side="beijing")
    assert turned(app, "chips-rival", -1) == "eases"
    assert turned(app, "chips-rival", 0) == "holds"
    assert turned(app, "chips-rival", 1) == "climbs"
    assert turned(app, "stockpile", 1) == "holds"  # what a capital builds for itself is no step on the ladder


def test_harshness_that_follows_the_players_own_is_an_answer_in_kind(make_app: Callable[..., App]) -> None:
    app = make_app()
    begin(app, side="beijing")
    scene = app.scene()
    assert isinstance(scene, Play)
    o = scene.observation
    draft = StandingDraft("draft-1", "beijing", SetDial("licence-heavy-rival", 3), o.quarter, False)
    now = replace(o, dials={**o.dials, "chips-rival": o.dials["chips-rival"] + 1})
    assert leaning(replace(scene, before=replace(o, drafts=(draft,)), observation=now)) == "answers in kind"
