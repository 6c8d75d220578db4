"""What happened in a quarter, sentence by sentence: each thing once, with who gave what and whom it concerns.

The words of single acts are `sentences.py`'s."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from game.engine.rules.vocabulary.plan import GiveOrder, SetDial, Term
from game.engine.rules.vocabulary.rules import Rules
from game.screens.words.sentences import (
    FEW,
    bare,
    card_title,
    directions_told,
    measure_told,
    response_text,
    term_told,
    told_argument,
)
from game.screens.words.texts import Texts

SHOWN_ELSEWHERE = frozenset(("dial", "order", "said", "answered"))  # the plans turned over say these


def news_told(t: Texts, rules: Rules, news: tuple[str, ...]) -> str:
    """What happened, from its key and arguments: `news.<key>` with {a0}, {a1} …; "" for what the plans show already.

    A dial with its notch, an order with its target, and a card with its response count as one argument."""
    key, *arguments = news
    if key in SHOWN_ELSEWHERE:
        return ""
    if key in SENTENCES:
        return SENTENCES[key](t, rules, *(str(a) for a in arguments))
    told: list[str] = []
    rest = [str(a) for a in arguments]
    while rest:
        head = rest.pop(0)
        if head in rules.dials and rest and rest[0].isdigit():
            told.append(measure_told(t, rules, SetDial(head, int(rest.pop(0)))))
        elif head in rules.orders and rest:
            told.append(measure_told(t, rules, GiveOrder(head, rest.pop(0))))
        elif head in rules.cards and rest:
            told += [card_title(t, rules, head), *(response_text(t, rules, head, r) for r in rest)]
            rest = []
        else:
            told.append(told_argument(t, rules, head))
    return t(f"news.{key}", **{f"a{i}": bare(a) for i, a in enumerate(told)})


def _answered_both(t: Texts, rules: Rules, card: str, beijing: str, washington: str) -> str:
    """What both answers to a shared card set off together that is the same for both capitals; "" for nothing."""
    pair = next((p for p in rules.cards[card].pairs if (p.beijing, p.washington) == (beijing, washington)), None)
    joint = directions_told(t, rules, [e for e in (pair.impulses if pair else ()) if e.kind in SAME_FOR_BOTH])
    effects = t("number.sentence_separator").join(joint[:FEW])
    return t("news.pair", a0=bare(card_title(t, rules, card)), effects=effects) if joint else ""


SAME_FOR_BOTH = frozenset(("tension", "stock", "attention", "talent", "project"))


def _deal_told(key: str) -> Callable[..., str]:
    def told(t: Texts, rules: Rules, side: str, dial: str, most: str, give: str = "", gives: str = "") -> str:
        take = bare(term_told(t, rules, Term(dial, int(most))))
        if not give:
            return t(f"news.{key}", a0=t.name(side), a1=take)
        return t(f"news.{key}_for", a0=t.name(side), a1=take, a2=bare(term_told(t, rules, Term(give, int(gives)))))

    return told


def _plant_late(t: Texts, rules: Rules, plant: str, quarters: str) -> str:
    return t("news.plant-late", a0=plant, a1=t.count("quarters", int(quarters)))


def _promise_told(key: str) -> Callable[..., str]:
    """A promise can be one to the side's own country, such as an order for years from its own producers."""

    def told(t: Texts, rules: Rules, side: str, to: str, what: str) -> str:
        home = HOMES.get(side, "")
        return t(
            f"news.{key}",
            a0=t.name(side),
            a1=t("news.own_firms") if to == home else t.name(to),
            a2=bare(told_argument(t, rules, what)),
        )

    return told


def _reviewed(t: Texts, rules: Rules, region: str, *stances: str) -> str:
    told = [t("news.review_part", side=t.name(s), stance=t.name(w)) for s, w in zip(stances[::2], stances[1::2], strict=True)]
    return t("news.partner-review", a0=t.name(region), a1=t("number.list_separator").join(told))


HOMES = {"beijing": "china", "washington": "usa"}
SENTENCES: Mapping[str, Callable[..., str]] = {
    "pair": _answered_both,
    "deal-yes": _deal_told("deal-yes"),
    "deal-no": _deal_told("deal-no"),
    "plant-late": _plant_late,
    "partner-review": _reviewed,
    "promise-kept": _promise_told("promise-kept"),
    "promise-broken": _promise_told("promise-broken"),
}
"""News whose arguments make a sentence of another shape than one blank each."""


def all_news(t: Texts, rules: Rules, news: Sequence[tuple[str, ...]]) -> list[str]:
    """Everything that no plan shows, each sentence once, in the order that is given."""
    told = (news_told(t, rules, n) for n in reviews_joined(news))
    return [sentence for sentence in dict.fromkeys(told) if sentence]


def reviews_joined(news: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The news with a country's reviews of both capitals made one line, where the first stood."""
    reviews: dict[str, list[str]] = {}
    for n in news:
        if n[0] == "partner-review":
            reviews.setdefault(n[1], []).extend(n[2:4])
    joined = (("partner-review", n[1], *reviews.pop(n[1], ())) if n[0] == "partner-review" else n for n in news)
    return [n for n in joined if not (n[0] == "partner-review" and len(n) == 2)]
