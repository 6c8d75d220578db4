"""One thing stands in one place: licences on the rungs that the ladder names, each capital's rung, frozen flows on the map."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from game.content.loading.languages.translation import translate
from game.devtools.sample_situations import show_sample
from game.engine.rules.vocabulary.plan import Draft, SetDial
from game.screens.app import App
from game.screens.pages.shared.world_map import flows_in_month, flows_of
from game.screens.tree.node import Intent, find, walk
from game.screens.words.texts import LANGUAGES, Texts
from game.structs import replace

NAMED = {"en": ("ordinary", "case by case", "freeze"), "zh-Hans": ("普通", "逐案", "冻结")}
"""How the ladder names the notches of a licence above the mildest."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ladder_names_a_licence_where_its_notches_stand(rules: Any, language: str) -> None:
    """Case by case stood at 2 in the ladder and at 4 in "our rung"."""
    t, told = Texts(language), translate(rules, language)
    stances = [d for d in told.dials.values() if d.stance and d.notches[-1].rung >= 6]
    assert stances
    for step, word in enumerate(NAMED[language], 1):
        rungs = {d.notches[step].rung for d in stances}
        named = {r for r in range(9) if word in t(f"ladder.{r}").casefold()}
        assert named == rungs, (word, named, rungs)


def ladder(app: App) -> dict[str, str]:
    app.do(Intent("tab", ("ladder",)))
    table = find(app.tree(), "ladder")
    assert table is not None
    return {str(cell.intent.args[0]): cell.id for cell in walk(table) if cell.intent is not None}


@pytest.mark.parametrize("seen", [0.0, 3.0])
def test_each_rung_opens_its_own_explanation_when_both_capitals_stand_on_one(make_app: Callable[..., App], seen: float) -> None:
    app = make_app()
    show_sample(app, "desk")
    state = app.campaign.state
    world = state.world.copy()
    world.rung[:, 0] = seen
    app.campaign.state = replace(state, world=world)
    app.changed()
    opens = ladder(app)
    assert set(opens) == {"rung", "their-rung"} and len(set(opens.values())) == 2


def test_the_ladder_says_which_measure_our_rung_moves_toward(make_app: Callable[..., App]) -> None:
    app = make_app()
    show_sample(app, "desk")
    campaign = app.campaign
    campaign.add(Draft(SetDial("licence-heavy-rival", 3)))
    campaign.commit()
    app.adopt(campaign)
    app.do(Intent("tab", ("ladder",)))
    why = find(app.tree(), "ladder-why")
    assert why is not None and campaign.rules.dials["licence-heavy-rival"].title in why.name and "6" in why.name


def test_a_frozen_partner_stays_on_the_map(make_app: Callable[..., App]) -> None:
    """In the months of the reveal, and where nothing was asked for any more, a frozen flow was left out."""
    app = make_app()
    show_sample(app, "reveal")
    campaign = app.campaign
    spec = campaign.observation.world.spec
    product = next(int(p) for p in spec.final_product if spec.products[int(p)].startswith("heavy"))
    rival = int(spec.side_region[1])
    world = campaign.state.world.copy()
    for array in (world.licence, world.exports, world.denied):
        array[rival, product, 0] = 0.0
    campaign.state = replace(campaign.state, world=world)
    app.changed()
    scene: Any = app.scene()
    frozen = [f for f in flows_of(scene.t, scene.observation, product) if f.target == spec.regions[rival]]
    assert [f.stance for f in frozen] == ["freeze"]
    months = []
    for month in scene.months:
        exports = month.exports.copy()
        exports[rival, product] = 0.0
        months.append(replace(month, exports=exports))
    assert months
    shown = flows_in_month(replace(scene, months=tuple(months)), product, 1)
    assert [f.stance for f in shown if f.target == spec.regions[rival]] == ["freeze"]
