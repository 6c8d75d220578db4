"""A quarter in which the model breaks down: the Desk of the last quarter stands again and says what happened, in both languages."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from game.devtools.sample_situations import refuse_all
from game.engine.rules import digest
from game.engine.world.arithmetic.luck import Luck
from game.engine.world.model.ledger import Ledger
from game.engine.world.model.state import World
from game.engine.world.month import phases
from game.engine.world.month.phases import Phase
from game.screens.app import App
from game.screens.tree.node import Intent, walk


def faulty(world: World, shocks: Luck | None, ledger: Ledger | None) -> None:
    world.price[1, 0] = np.nan


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The campaign stands at its last quarter and nothing is lost: the model broke down in 20"),
        ("zh-Hans", "战役停在上一季度"),
    ],
)
@pytest.mark.parametrize("verb", ["commit", "stay"])
def test_a_fault_leaves_the_desk_of_the_last_quarter(
    make_app: Callable[..., App], monkeypatch: pytest.MonkeyPatch, language: str, words: str, verb: str
) -> None:
    app = make_app(language)
    for intent in (Intent("go", ("new",)), Intent("start"), Intent("brief-done")):
        app.do(intent)
    assert app.ui.screen == "desk"
    was = digest(app.campaign.state)
    with monkeypatch.context() as patch, np.errstate(invalid="ignore"):
        patch.setattr(phases, "PHASES", (*phases.PHASES, Phase("faulty", faulty, "always", ("price",))))
        app.do(Intent(verb))
        refuse_all(app)
    assert app.ui.screen == "desk" and digest(app.campaign.state) == was
    told = next(n for n in walk(app.tree()) if n.id == "desk-message")
    assert words in told.name, told.name
    app.do(Intent("stay"))
    refuse_all(app)
    assert app.ui.screen == "reveal" and app.campaign.state.record.quarter == 1
