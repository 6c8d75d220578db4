"""What each choice would do stands beside it before the commit: worked out by the forecast, told in arrows or decimals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from game.devtools.sample_situations import show_sample
from game.engine.rules.campaign.record import Setup
from game.engine.rules.vocabulary.plan import SetDial
from game.forecast.bites import TIMES, Bite, bites
from game.forecast.fan import FEW, fan
from game.play import Campaign
from game.screens.app import App
from game.screens.tree.node import Intent, find, walk
from game.screens.words.bites import arrow, bite_told
from game.screens.words.texts import Texts


@pytest.fixture
def desk(rules: Any) -> App:
    app = App(lambda: rules, lambda: None, threads=False, animate=False, bites=True)
    app.tick()
    show_sample(app, "desk")
    app.tick()
    return app


def test_a_bite_is_what_lies_between_two_fans(desk: App) -> None:
    campaign = desk.campaign
    line = SetDial("licence-heavy-rival", 1)
    ((_, found),) = bites(campaign.rules, campaign.observation, [(line, campaign.plan.plus(line))], "holds", 1)
    one, two = (
        fan(campaign.rules, campaign.observation, plan, "holds", TIMES[-1], FEW, 1, sketch=True)
        for plan in (campaign.plan, campaign.plan.plus(line))
    )
    for figure, moves in found.moves.items():
        for ahead, move in zip(TIMES, moves, strict=True):
            assert move == pytest.approx(two.bands[figure].quantiles[2, ahead] - one.bands[figure].quantiles[2, ahead], abs=1e-9)
    assert found.moves["reliability"][-1] > 0.3, "an eased licence is trusted"


@pytest.mark.slow
def test_answers_and_measures_show_their_bite_and_the_plan_its_sum(desk: App) -> None:
    known = desk.session.outlook.bites
    answers = [n for n in walk(desk.tree()) if n.role == "option" and n.id.startswith("card:")]
    assert len(answers) == 3 and len(known) >= 3 and find(desk.tree(), "commit-sum") is None
    desk.do(Intent("column", ("orders",)))
    desk.do(Intent("family", ("licences",)))
    desk.do(Intent("dial", ("licence-heavy-coalition", 0)))
    desk.tick()
    told = [n.name for n in walk(desk.tree()) if n.id.endswith(":bite")]
    assert told and all("↑" in words or "↓" in words for words in told)
    whole = find(desk.tree(), "commit-sum")
    assert whole is not None and "trust ↑" in whole.name
    step = find(desk.tree(), "dial:licence-heavy-coalition:harsher")
    assert step is not None and step.hint


def test_the_same_choice_bites_the_same_and_nothing_waits_where_it_is_not_asked_for(
    rules: Any, make_app: Callable[..., App], desk: App
) -> None:
    first = dict(desk.session.outlook.bites)
    desk.session.outlook.clear()
    desk.do(Intent("tab", ("chain",)))
    desk.tick()
    assert desk.session.outlook.bites == first
    plain = make_app()
    show_sample(plain, "desk")
    plain.tick()
    assert not plain.session.outlook.bites


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_two_figures_are_told_each_when_it_moves(language: str) -> None:
    t = Texts(language)
    bite = Bite({"leverage": (0.1, 0.2, 2.0), "reliability": (-6.0, -6.5, -7.0), "crisis": (0.2, 0.2, 0.2)})
    guided, analyst = bite_told(t, bite, False), bite_told(t, bite, True)
    assert "↓↓↓" in guided and "↑↑" in guided and t("bite.now") in guided and t("bite.later") in guided
    assert "7.0" in analyst and "2.0" in analyst and t("bite.crisis") not in analyst
    assert bite_told(t, Bite(dict.fromkeys(("leverage", "reliability", "crisis"), (0.0, 0.1, 0.2))), False) == ""
    assert (arrow(0.4), arrow(-2.0), arrow(9.0)) == ("↑", "↓↓", "↑↑↑") and not t.missing


def test_an_answer_shows_the_same_once_it_or_another_is_chosen(desk: App) -> None:
    """A chosen answer lost the effects that it had shown before it was chosen, and those of the others were told anew beside it."""
    desk.adopt(Campaign.start(desk.campaign.rules, Setup("spring-curbs", 1, "washington")))
    desk.do(Intent("brief-done"))
    desk.tick()
    options = [n for n in walk(desk.tree()) if n.role == "option" and n.id.startswith("card:")]
    before = {n.id: n.name for n in walk(desk.tree()) if n.id.startswith("card:") and n.id.endswith(":bite")}
    assert len(options) >= 2 and before
    for option in options:
        assert option.intent is not None and option.hint
        desk.do(option.intent)
        desk.tick()
        chosen = find(desk.tree(), option.id)
        assert chosen is not None and chosen.on and chosen.hint == option.hint
        assert {n.id: n.name for n in walk(desk.tree()) if n.id in before} == before, option.id
