"""What happened in a quarter, sentence by sentence: each thing once, with who gave what and whom it concerns.

The words of single acts are `sentences.py`'s."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from game.engine.rules.campaign.places import capital_region
from game.engine.rules.campaign.written import parts, words
from game.engine.rules.effects.table import KINDS
from game.engine.rules.turn.consequences.deck import response_of, winner_of
from game.engine.rules.vocabulary.items import Card, Desk
from game.engine.rules.vocabulary.news import (
    BothAnswered,
    ChargeOpened,
    Deficit,
    News,
    OfferNews,
    PlantNews,
    PromiseNews,
    Reviewed,
    WatcherActs,
    WrittenOff,
)
from game.engine.rules.vocabulary.plan import GiveOrder, SetDial, other
from game.engine.rules.vocabulary.rules import Rules
from game.screens.words.sentences import FEW, bare, directions_told, id_told, measure_told, term_told
from game.screens.words.texts import Texts

SHOWN_ELSEWHERE = frozenset(("dial", "order", "said", "answered"))  # the plans turned over say these


def news_told(t: Texts, rules: Rules, news: News) -> str:
    """What happened: `news.<key>` with its parts as {a0}, {a1} …; "" for what the plans show already."""
    if news.key in SHOWN_ELSEWHERE:
        return ""
    if type(news) in SENTENCES:
        return SENTENCES[type(news)](t, rules, news)
    return t(f"news.{news.key}", **{f"a{i}": bare(_part_told(t, rules, part)) for i, part in enumerate(parts(news))})


def _part_told(t: Texts, rules: Rules, part: Any) -> str:
    if isinstance(part, SetDial | GiveOrder):
        return measure_told(t, rules, part)
    return id_told(t, rules, *words(part))


def _answered_both(t: Texts, rules: Rules, news: BothAnswered) -> str:
    """What both answers to a shared card set off together that is the same for both capitals; "" for nothing."""
    card, both = rules.cards[news.card], (news.beijing, news.washington)
    if card.auction is not None:
        return _bids_told(t, card, news)
    pair = next((p for p in card.pairs if (p.beijing, p.washington) == both), None)
    joint = directions_told(t, rules, [e for e in (pair.impulses if pair else ()) if KINDS[type(e)].common])
    effects = t("number.sentence_separator").join(joint[:FEW])
    return t("news.pair", a0=bare(card.title), effects=effects) if joint else ""


def _bids_told(t: Texts, card: Card, news: BothAnswered) -> str:
    """Both bids of an auction, who got the thing, and by how much."""
    bids = [response_of(card, answer).budget for answer in (news.beijing, news.washington)]
    winner = winner_of(card, news.beijing, news.washington)
    told = {"a0": bare(card.title), "a1": t.money(bids[0]), "a2": t.money(bids[1])}
    if winner is None:
        return t("news.auction_tie", **told)
    return t("news.auction", **told, winner=t.name(winner), more=t.money(abs(bids[0] - bids[1])))


def _deal_told(t: Texts, rules: Rules, news: OfferNews) -> str:
    fields = {"a0": t.name(news.side), "a1": bare(term_told(t, rules, news.take))}
    if news.give is None:
        return t(f"news.{news.key}", **fields)
    return t(f"news.{news.key}_for", **fields, a2=bare(term_told(t, rules, news.give)))


def _plant_told(t: Texts, rules: Rules, news: PlantNews) -> str:
    return t(f"news.{news.key}", a0=rules.titles.get(news.plant, news.plant), a1=t.count("quarters", news.quarters))


def _charge_told(t: Texts, rules: Rules, news: ChargeOpened) -> str:
    charge, named = (bare(id_told(t, rules, m)) if m else "" for m in (news.charge, news.named))
    return t(f"news.{news.key}", a0=t.name(news.side), a1=charge, a2=named, rival=t.name(other(news.side)))


def _promise_told(t: Texts, rules: Rules, news: PromiseNews) -> str:
    """A promise can be one to the side's own country, such as an order for years from its own producers."""
    at_home = any(news.to == spec.regions[capital_region(spec, news.side)] for spec in rules.worlds.values())
    to = t("news.own_firms") if at_home else t.name(news.to)
    return t(f"news.{news.key}", a0=t.name(news.side), a1=to, a2=bare(id_told(t, rules, news.what)))


def _reviewed(t: Texts, news: Sequence[Reviewed]) -> str:
    """What a country's reviews say, in one sentence."""
    told = [t("news.review_part", side=t.name(n.side), stance=t.name(n.stance)) for n in news]
    return t("news.partner-review", a0=t.name(news[0].region), a1=t("number.list_separator").join(told))


def _deficit_told(t: Texts, rules: Rules, news: Deficit) -> str:
    return t("news.deficit", a0=t.name(news.side), a1=t.money(news.budget))


def _written_off_told(t: Texts, rules: Rules, news: WrittenOff) -> str:
    return t("news.written-off", a0=t.name(news.side), a1=bare(id_told(t, rules, news.product)), a2=t.percent(news.share))


def act_told(t: Texts, rules: Rules, desk: Desk) -> str:
    """What a watcher does below its number, and the number."""
    return t(f"desk.act_{desk}", n=t.number(rules.numbers.watcher_acts[desk]))


def _act_told(t: Texts, rules: Rules, news: WatcherActs) -> str:
    return t("news.watcher-acts", a0=t.name(news.side), act=act_told(t, rules, news.desk))


SENTENCES: Mapping[type, Callable[[Texts, Rules, Any], str]] = {
    BothAnswered: _answered_both,
    ChargeOpened: _charge_told,
    Deficit: _deficit_told,
    OfferNews: _deal_told,
    PlantNews: _plant_told,
    PromiseNews: _promise_told,
    Reviewed: lambda t, rules, news: _reviewed(t, (news,)),
    WatcherActs: _act_told,
    WrittenOff: _written_off_told,
}
"""News whose parts make a sentence of another shape than one blank each."""


def all_news(t: Texts, rules: Rules, news: Sequence[News]) -> list[str]:
    """Everything that no plan shows, each sentence once, in the order that is given; a country's reviews of both capitals stand
    in one, where the first stood."""
    reviews: dict[str, list[Reviewed]] = {}
    for n in news:
        if isinstance(n, Reviewed):
            reviews.setdefault(n.region, []).append(n)
    told = (_reviewed(t, reviews[n.region]) if isinstance(n, Reviewed) else news_told(t, rules, n) for n in news)
    return [sentence for sentence in dict.fromkeys(told) if sentence]
