"""Headlines: each has its words in both languages and its picture, takes no side, and the great ones stay rare."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import copy

import pytest

from game.desktop.graphics import art
from game.devtools.sample_situations import show_sample
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.record import FIGURES, Promise
from game.engine.rules.vocabulary.items import Mandate
from game.engine.rules.vocabulary.news import PlantNews, PromiseNews, SideNews
from game.engine.rules.vocabulary.plan import GiveOrder, SetDial
from game.play.told.headlines import RANKS, of_mandates, of_markets, of_news, of_plants
from game.play.told.mandate_standing import standing
from game.play.told.plant_dates import opening_quarter
from game.screens.app import App
from game.screens.pages.quarter.briefing import figure_panel
from game.screens.pages.quarter.headline import SCENES, figures_told, headline, named
from game.screens.pages.shared.predictions import change, last, shown_change
from game.screens.pages.shared.world_map import works
from game.screens.scene.scene import Play
from game.screens.tree.node import Intent, find, walk
from game.structs import replace
from tests.screens.keyboard import begin, quarter_end

FIELDS = {"side", "rival", "card", "place", "what", "to", "plant", "product", "verb"}


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_every_headline_has_words_a_picture_and_no_side(language: str, make_app: Callable[..., App]) -> None:
    app = make_app(language)
    begin(app)
    t = app.texts
    assert list(SCENES) == list(RANKS)
    for key, scene in SCENES.items():
        assert 0 <= RANKS[key] <= 3 and art.known(f"scenes/{scene}"), key
        given = dict.fromkeys(FIELDS, "…")
        one = t(f"headline.{key.replace('-', '_')}", **{**given, "side": "AAA", "rival": "BBB"})
        two = t(f"headline.{key.replace('-', '_')}", **{**given, "side": "BBB", "rival": "AAA"})
        assert one and "{" not in one and "headline." not in one, key
        assert re.sub("AAA|BBB", lambda m: "BBB" if m[0] == "AAA" else "AAA", one) == two
        if language == "en":
            assert len([w for w in re.findall(r"[A-Za-z“”]+", one) if w not in ("…",)]) <= 7, one
    assert not t.missing and {f"{figure}-moves" for figure in FIGURES} <= set(RANKS)


def test_a_headline_that_names_a_measure_stays_one(make_app: Callable[..., App]) -> None:
    app = make_app()
    begin(app)
    rules = app.scene().rules
    measures = [*(SetDial(id, 1) for id in rules.dials), *(GiveOrder(id) for id in rules.orders)]
    for key in ("drafted", "glimpsed", "statute-passed", "freezes", "reopens", "tightens", "eases", "builds"):
        for measure in measures:
            words = app.texts(f"headline.{key.replace('-', '_')}", side="Washington", what=named(rules, measure))
            assert len(words.split()) <= 11 and len(words) <= 68, words


@pytest.mark.slow
def test_the_briefing_opens_with_one_and_the_great_ones_are_rare(make_app: Callable[..., App]) -> None:
    ranks = []
    for side, doctrine in (("beijing", "calibrator"), ("washington", "hawk"), ("washington", "calibrator")):
        app = make_app()
        keys = begin(app, side=side, doctrine=doctrine)
        while app.ui.screen != "ending" and not app.campaign.over:
            quarter_end(keys)
            scene = app.scene()
            if isinstance(scene, Play) and (was := last(scene)) is not None and not app.campaign.over:
                ranks.append(headline(scene, was).rank)
    assert len(ranks) > 15
    assert sum(r == 0 for r in ranks) <= len(ranks) / 3
    assert sum(r < 3 for r in ranks) >= 0.8 * len(ranks)


def test_the_headline_stands_on_the_briefing_with_what_it_did(make_app: Callable[..., App]) -> None:
    app = make_app()
    show_sample(app, "briefing")
    words, did, picture = (find(app.tree(), id) for id in ("headline", "headline-did", "headline-scene"))
    assert words is not None and words.name and did is not None and did.name and picture is not None and art.known(picture.icon)
    app.do(Intent("go", ("desk",)))


def mandate(span: str, quarters: int) -> Mandate:
    from game.engine.rules.vocabulary.conditions import Quarter

    return Mandate("m", "beijing", "M", "M.", Quarter(), span, quarters)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("span", "quarters", "progress", "left", "share", "slips", "lost"),
    [
        ("always", 0, (True, True), 2, 0.5, False, False),
        ("always", 0, (True, False), 2, 0.0, False, True),
        ("count", 4, (True, False, True), 5, 0.5, False, False),
        ("count", 4, (True, False, True), 2, 0.5, True, False),
        ("count", 4, (True, False, False), 2, 0.25, True, True),
        ("run", 3, (True, True, False), 4, 2 / 3, True, False),
        ("run", 3, (True, True, True, False), 0, 1.0, False, False),
        ("end", 0, (False, False), 2, 0.0, True, False),
        ("end", 0, (False, True), 5, 1.0, False, False),
    ],
)
def test_a_goal_says_how_far_it_is_and_when_it_slips(
    span: str, quarters: int, progress: tuple[bool, ...], left: int, share: float, slips: bool, lost: bool
) -> None:
    found = standing(mandate(span, quarters), progress, left)
    assert found.share == pytest.approx(share) and (found.slips or found.lost) == (slips or lost) and found.lost == lost


def test_what_moved_adds_up_with_what_stood_above_the_map(make_app: Callable[..., App]) -> None:
    """Risk of a crisis 15.6 and then 8.4 stood as 16% and 8%, and the line between them said −7."""
    app = make_app()
    show_sample(app, "briefing")
    scene = app.scene()
    assert isinstance(scene, Play) and scene.before is not None
    was = last(scene)
    assert was is not None
    side = scene.observation.side

    def with_crisis(o: Observation, share: float) -> Observation:
        return replace(o, figures={**o.figures, side: replace(o.figures[side], crisis=share)})

    before, now = with_crisis(scene.before, 0.156), with_crisis(scene.observation, 0.084)
    scene = replace(scene, before=before, observation=now)
    assert shown_change(scene, was, "crisis") == -8 and "−8, now 8" in figures_told(scene, was)
    panel = figure_panel(scene, was, "crisis", change(scene, was, "crisis"))
    assert any("−8" in n.name for n in walk(panel)) and not any("−7" in n.name for n in walk(panel))


def test_a_price_that_stood_before_the_campaign_is_no_record(make_app: Callable[..., App]) -> None:
    app = make_app()
    quarter_end(begin(app))
    scene = app.scene()
    assert isinstance(scene, Play) and scene.before is not None
    was = last(scene)
    assert was is not None
    spec = scene.before.world.spec
    product = spec.products[int(spec.final_product[0])]
    dear = replace(was, prices={**was.prices, product: (1.0, 2.0)})
    keys = [h.key for h in of_markets(scene.before, scene.observation, dear)]
    price = scene.before.world.price.copy()
    price[1, spec.product(product)] = 1.9
    world = copy(scene.before.world)
    world.price = price
    stood = replace(scene, before=replace(scene.before, world=world))
    again = [h.key for h in of_markets(stood.before, stood.observation, dear)]
    assert keys.count("record-price") - again.count("record-price") == 1


def test_a_mandate_gains_or_misses_a_quarter_and_a_quiet_quarter_names_what_rises(make_app: Callable[..., App]) -> None:
    """A mandate missed by a hair stood in small grey print; a quiet quarter said that the stores fill."""
    app = make_app()
    quarter_end(begin(app))
    scene = app.scene()
    assert isinstance(scene, Play) and scene.before is not None
    id = next(m.id for m in scene.rules.mandates.values() if m.span == "count" and m.quarters > 2)

    def keys(*progress: int) -> list[str]:
        now = replace(scene.observation, mandates=(id,), progress={id: progress}, quarter=len(progress), quarters=20)
        before = replace(now, progress={id: progress[:-1]}, quarter=len(progress) - 1)
        return [h.key for h in of_mandates(scene.rules, before, now)]

    assert keys(1, 0) == ["mandate-short"] and keys(0, 1) == ["mandate-nearer"] and keys(0, 0) == []
    plants = sorted(scene.observation.world.spec.plants, key=lambda x: x.first)
    first = plants[0].first
    assert ("plant-rises", plants[0].title) in {
        (h.key, h.fields["plant"]) for h in of_plants(replace(scene.observation, quarter=first - 1))
    }
    assert ("plant-opens", plants[0].title) in {
        (h.key, h.fields["plant"]) for h in of_plants(replace(scene.observation, quarter=first + 1))
    }


def test_a_plant_that_is_late_rises_late(make_app: Callable[..., App]) -> None:
    """On the map a plant told as late went on rising on its old date."""
    app = make_app()
    quarter_end(begin(app))
    scene = app.scene()
    assert isinstance(scene, Play)
    o = scene.observation
    plant = min(o.world.spec.plants, key=lambda x: x.first)
    late = replace(o.history[-1], news=(PlantNews("plant-late", plant.title, 2),))
    assert opening_quarter(plant, ()) == plant.first and opening_quarter(plant, (late,)) == plant.first + 2
    there = replace(o, quarter=plant.first, history=(late,))

    def share(o: Observation) -> float:
        return next(x.share for x in works(scene, o, plant.region, 0) if plant.title.startswith(x.name))

    assert share(there) == 0 < share(replace(there, history=()))


def test_a_promise_that_a_vote_took_is_no_broken_word() -> None:
    """The offtake that an election had ended was told as a word that the capital broke, without a reason."""
    gone = PromiseNews("promise-broken", "washington", "malaysia", "offtake-contract")
    vote = SideNews("repealed", "washington", "offtake-contract")
    (told,) = of_news(gone, vote)
    assert told.key == "promise-voted-away" and told.fields == {"to": "malaysia"}
    for other in (None, SideNews("repealed", "beijing", "x"), SideNews("vote-won", "washington", "election")):
        (told,) = of_news(gone, other)
        assert told.key == "promise-broken"


def test_a_mandate_lost_by_a_broken_word_is_told_in_that_quarter(make_app: Callable[..., App]) -> None:
    """“We have broken no promise” was lost without a word: at the end it was merely not met."""
    app = make_app()
    quarter_end(begin(app))
    scene = app.scene()
    assert isinstance(scene, Play)
    id = "dependable-partner"
    before = replace(scene.observation, mandates=(id,), progress={id: (1,)}, promises=())
    broken = Promise("p1", before.side, "europe", 0, 1, dial="chips-rival", most=0, status="broken")
    now = replace(before, progress={id: (1, 0)}, promises=(broken,))
    assert [h.key for h in of_mandates(scene.rules, before, now)] == ["mandate-lost"]
    assert [h.key for h in of_mandates(scene.rules, now, now)] == []
