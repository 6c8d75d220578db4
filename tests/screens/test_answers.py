"""Offers and demands: each wants an answer of its own, whatever way the quarter is ended."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from game.devtools.sample_situations import show_sample
from game.play import Campaign
from game.screens.app import App
from game.screens.tree.node import Intent, Node, find, walk


def node(app: App, id: str) -> Node:
    found = find(app.tree(), id)
    assert found is not None, id
    return found


def test_nothing_is_chosen_before_the_player_chooses_and_all_must_be_answered(make_app: Callable[..., App]) -> None:
    app = make_app()
    show_sample(app, "answer")
    offers = [o.id for o in app.session.progress.offers]
    assert len(offers) == 2 and not any(n.on for n in walk(app.tree()) if n.id.startswith("reply:"))
    quarter = app.campaign.observation.quarter
    for id in offers:
        assert node(app, "answer-done").why_not == app.texts("answer.each")
        app.do(Intent("replies"))
        assert app.ui.screen == "answer" and app.campaign.observation.quarter == quarter
        app.do(Intent("reply", (id, "no")))
        assert node(app, f"reply:{id}:no").on and not node(app, f"reply:{id}:yes").on
    assert node(app, "answer-done").enabled


@pytest.mark.parametrize("verb", ["commit", "stay"])
def test_no_way_of_ending_a_quarter_refuses_an_unseen_offer(
    make_app: Callable[..., App], monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    app = make_app()
    show_sample(app, "answer")
    offers = app.session.progress.offers
    app.session.progress.offers = ()
    app.show("desk")
    monkeypatch.setattr(Campaign, "seal", lambda self: offers)
    app.do(Intent(verb))
    assert app.ui.screen == "answer" and app.session.progress.offers == offers and app.ui.replies == ()
