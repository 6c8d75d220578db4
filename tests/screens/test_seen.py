"""The ending shows what was seen out of how much, what a mandate lacked, and begins the next campaign with one press."""

from __future__ import annotations

from collections.abc import Callable

from game.devtools.sample_situations import refuse_all
from game.screens.app import App
from game.screens.tree.node import Intent, find
from tests.screens.keyboard import begin


def finished(make_app: Callable[..., App]) -> App:
    app = make_app()
    begin(app, side="washington", doctrine="hawk")
    while not app.campaign.over:
        app.do(Intent("stay"))
        refuse_all(app)
        app.show("desk")
    app.show("ending")
    return app


def test_the_ending_counts_what_was_seen_and_goes_on_from_there(make_app: Callable[..., App]) -> None:
    app = finished(make_app)
    rows = find(app.tree(), "seen-table")
    assert rows is not None
    told = [[c.name for c in r.children] for r in rows.children]
    own = app.session.progress.chapters[-1]
    assert told[1][1:3] == [str(len(own.cards))] * 2 and int(told[1][3]) > len(own.cards)
    assert find(app.tree(), "seen-best") is None  # with one campaign there is nothing to compare
    setup = app.campaign.setup
    app.do(Intent("again", ("beijing", setup.seed)))
    after = app.campaign.setup
    assert app.ui.screen == "briefing" and not app.campaign.over
    assert (after.scenario, after.seed, after.human, after.difficulty) == (setup.scenario, setup.seed, "beijing", setup.difficulty)
    assert set(after.doctrines) == {"hawk"}


def test_another_world_is_one_that_was_not_played_yet(make_app: Callable[..., App]) -> None:
    app = finished(make_app)
    button = find(app.tree(), "again-seed")
    assert button is not None and button.intent is not None
    assert button.intent.args == ("washington", app.campaign.setup.seed + 1)


def test_a_missed_mandate_says_what_it_lacked(make_app: Callable[..., App]) -> None:
    app = finished(make_app)
    parts = app.session.progress.outcome.verdict["washington"]
    rules = app.rules_told()
    told = {id: find(app.tree(), f"mandate:{id}:text") for id in (*parts.met, *parts.missed)}
    tasks = {id: rules.mandates[id].told(app.scene().observation.scenario) for id in told}
    assert all(node is not None and node.name.startswith(tasks[id]) for id, node in told.items())
    more = [id for id, node in told.items() if node is not None and len(node.name) > len(tasks[id])]
    assert parts.missed and more and not set(more) & set(parts.met)
