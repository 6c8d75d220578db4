"""What happened: by weight, without what the plans turned over show, the rest of it in a drawer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from game.devtools.sample_situations import show_sample
from game.engine.rules.campaign.record import Past
from game.engine.rules.vocabulary.news import (
    Answered,
    BothAnswered,
    CountNews,
    Deficit,
    OfferNews,
    PlantNews,
    PromiseNews,
    Reviewed,
    SideNews,
    WrittenOff,
)
from game.engine.rules.vocabulary.plan import Term
from game.play.told.headlines import weightiest
from game.screens.app import App
from game.screens.pages.quarter.quarter_events import MATTERED, answers, besides, happened, news_panel, open_always, pieces
from game.screens.scene.scene import Play
from game.screens.tree.node import Intent, find, walk
from game.structs import replace

NEWS = (
    BothAnswered("x-london-table", "wait", "release"),
    Answered("beijing", "x-london-table", "wait"),
    SideNews("said", "washington", "hold"),
    PlantNews("plant-late", "Narva", 1),
    Reviewed("malaysia", "beijing", "hedge"),
    Reviewed("malaysia", "washington", "join"),
    PromiseNews("promise-kept", "washington", "rest", "chip-waivers-2"),
    WrittenOff("beijing", "light.magnet", 0.1),
    OfferNews("deal-yes", "washington", Term("licence-heavy-rival", 1)),
)


def briefed(app: App) -> tuple[Play, Past]:
    show_sample(app, "briefing")
    scene = app.scene()
    assert isinstance(scene, Play)
    return scene, replace(scene.observation.history[-1], news=NEWS)


def test_the_weightiest_comes_first_and_what_the_plans_show_is_left_out(make_app: Callable[..., App]) -> None:
    scene, was = briefed(make_app())
    keys = [news.key for news in pieces(was)]
    assert keys == ["pair", "deal-yes", "promise-kept", "partner-review", "partner-review", "plant-late", "written-off"]
    assert answers(was, "beijing") == [("x-london-table", "wait")]
    assert answers(was, "washington") == [("x-london-table", "release")]
    assert "Partner review in Malaysia. Beijing: hedge, Washington: join." in happened(scene, was)


LIGHT = (
    SideNews("repealed", "washington", "chip-waivers"),
    Deficit("washington", -1.0),
    CountNews("support-warning", "beijing", 30),
)


def test_threats_promises_reviews_votes_and_plants_are_never_folded(make_app: Callable[..., App]) -> None:
    """A threat that lapsed and a country that joined lay under "More news (5)"."""
    app = make_app()
    scene, was = briefed(app)
    was = replace(was, news=(*NEWS, *LIGHT, SideNews("vote-won", "washington", "election")))
    told, kept = [*besides(scene, was), *happened(scene, was)], open_always(scene, was)
    panel = news_panel(scene, "brief-news", told, unfolded=kept)
    assert panel is not None
    shown = [n.name for n in walk(panel) if n.role == "text"]
    assert kept <= set(shown) and len(kept - set(besides(scene, was))) == 5 and len(shown) < len(told)


def test_a_record_price_that_is_not_the_headline_stands_among_the_news(make_app: Callable[..., App]) -> None:
    app = make_app()
    scene, was = briefed(app)
    spec = scene.observation.world.spec
    product = spec.products[int(spec.final_product[0])]
    dear = replace(was, prices={**was.prices, product: (1.0, 9.0)})
    told = app.texts("headline.record_price", product=app.texts.label(product))
    assert told in besides(scene, dear) and told not in besides(scene, replace(was, prices={}))
    calm = replace(dear, news=())
    assert weightiest(scene.rules, scene.before, scene.observation, calm).key != "record-price" or told not in besides(scene, calm)


def test_a_guided_player_sees_three_and_opens_the_rest(make_app: Callable[..., App]) -> None:
    app = make_app()
    scene, was = briefed(app)
    told = happened(scene, was)

    def shown(scene: Play) -> list[str]:
        found = news_panel(scene, "brief-news", told)
        assert found is not None
        return [n.name for n in walk(found) if n.role == "text"]

    assert shown(scene) == told[:MATTERED] and len(told) > MATTERED
    app.do(Intent("unfold", ("brief-news",)))
    opened = app.scene()
    assert isinstance(opened, Play) and shown(opened) == told
    app.do(Intent("unfold", ("brief-news",)))
    app.do(Intent("setting", ("guidance", "analyst")))
    analyst = app.scene()
    assert isinstance(analyst, Play) and shown(analyst) == told
    assert news_panel(scene, "reveal-news", []) is None


def test_both_answers_to_a_card_stand_under_the_plans(make_app: Callable[..., App]) -> None:
    app = make_app()
    show_sample(app, "reveal")
    was = app.campaign.observation.history[-1]
    for side in ("beijing", "washington"):
        for card, _ in answers(was, side):
            line = find(app.tree(), f"turned:{side}:card:{card}")
            assert line is not None and line.name and line.value
    assert answers(was, "beijing") and answers(was, "washington")


def test_a_response_tells_its_desks_and_its_words_when_it_is_chosen(make_app: Callable[..., App]) -> None:
    app = make_app()
    show_sample(app, "desk")
    options = [n for n in walk(app.tree()) if n.role == "option" and n.id.startswith("card:")]
    card = app.campaign.rules.cards[options[0].id.split(":")[1]]
    for node, response in zip(options, card.responses, strict=True):
        said = [n.name + n.value for n in walk(node) if n.role in ("text", "picture")]
        assert response.argument in node.hint and response.objection in node.hint
        assert not any(response.argument in words for words in said), "at first glance only who is for and against"
        assert sum(words.startswith(("For: ", "Against: ")) for words in said) == 2
    app.do(options[1].intent or Intent(""))
    chosen = find(app.tree(), options[1].id)
    assert chosen is not None
    assert {card.responses[1].argument, card.responses[1].objection} <= {n.name for n in walk(chosen)}


@pytest.mark.parametrize("key", ["demand-no", "deal-no"])
def test_a_refused_offer_is_told_when_the_plans_are_turned_over(make_app: Callable[..., App], key: str) -> None:
    """A demand of one's own that was refused was nowhere in the reveal: no plan shows offers there, and its news was light."""
    scene, was = briefed(make_app())
    was = replace(was, news=(*NEWS, OfferNews(key, "beijing", Term("licence-heavy-rival", 1))))
    assert set(happened(scene, was, weighty=True)) - set(happened(scene, replace(was, news=NEWS), weighty=True))
