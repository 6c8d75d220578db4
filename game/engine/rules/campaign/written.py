"""How acts, deeds and news stand in saves and digests: one written form each, and the one place that reads them.

An act is one text (`card:ID/RESPONSE`), news a list of texts with its key first; amounts have two decimals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, get_args

from game.engine.rules.vocabulary.acts import Act, Deed, OfCard, OfOffer, OfOrder, OfPlay, OfPromise
from game.engine.rules.vocabulary.news import News
from game.engine.rules.vocabulary.plan import GiveOrder, Measure, SetDial, Term
from game.structs import hints


def parts(news: News) -> tuple[Any, ...]:
    """What a piece of news is about: its fields but for the key."""
    return tuple(getattr(news, name) for name in news.__struct_fields__ if name != "key")


def words(value: Any) -> tuple[str, ...]:
    """A part of a piece of news as texts: a measure is its dial and notch, or its order and target; an amount has two decimals."""
    match value:
        case SetDial(dial=dial, notch=notch) | Term(dial=dial, most=notch):
            return dial, str(notch)
        case GiveOrder(order=order, target=target):
            return order, target
        case None:
            return ()
    return (f"{value:.2f}" if isinstance(value, float) else str(value),)


def written(news: News) -> tuple[str, ...]:
    """A piece of news as texts, its key first."""
    return (news.key, *(word for part in parts(news) for word in words(part)))


def _of_deed(deed: Deed) -> str:
    return ":".join(("dial" if isinstance(deed.measure, SetDial) else "order", *words(deed.measure)))


WRITERS: Mapping[type, Callable[[Any], str | tuple[str, ...]]] = MappingProxyType(
    {
        OfOrder: lambda act: f"order:{act.order}",
        OfCard: lambda act: f"card:{act.card}/{act.response}",
        OfOffer: lambda act: f"offer:{act.offer}",
        OfPromise: lambda act: f"promise:{act.promise}",
        OfPlay: lambda act: act.name,
        Deed: _of_deed,
        **dict.fromkeys(get_args(News), written),
    }
)
"""Type → its written form."""


def text(act: Act) -> str:
    """The written form of an act: also the cause that it has in the ledger, and a key of luck."""
    return str(WRITERS[type(act)](act))


def _of_card(of: str) -> OfCard:
    card, _, response = of.partition("/")
    return OfCard(card, response)


ACTS: Mapping[str, Callable[[str], Act]] = MappingProxyType(
    {
        "card": _of_card,
        "order": OfOrder,
        "offer": OfOffer,
        "promise": OfPromise,
        "start": lambda of: OfPlay("start"),
        "brink": lambda of: OfPlay("brink"),
    }
)
"""What an act's written form begins with → the act, from the rest."""


def read_act(written: str) -> Act:
    """The act of this written form; LookupError for none."""
    sort, _, of = written.partition(":")
    if sort not in ACTS:
        raise LookupError(f"{written!r} is no act")
    return ACTS[sort](of)


def read_deed(written: str) -> Deed:
    """The deed of this written form; ValueError for none."""
    sort, _, rest = written.partition(":")
    item, _, how = rest.rpartition(":")  # an id of a pack has a colon of its own
    if sort not in ("dial", "order") or not item:
        raise ValueError(f"{written!r} is no deed")
    return Deed(SetDial(item, int(how)) if sort == "dial" else GiveOrder(item, how))


def read_news(written: Sequence[str]) -> News:
    """The news of this written form; KeyError for an unknown key, StopIteration, TypeError or ValueError for parts that do not
    fit."""
    key, *rest = written
    if not all(isinstance(part, str) for part in rest):
        raise TypeError(f"news of {key!r} has a part that is no text")
    kind = NEWS[key]
    ahead = iter(rest)
    found = {name: key if name == "key" else PARTS.get(hint, next)(ahead) for name, hint in hints(kind).items() if name != "kind"}
    if next(ahead, None) is not None:
        raise ValueError(f"too many parts in news of {key!r}")
    made: News = kind(**found)
    return made


def _measure(ahead: Iterator[str]) -> Measure:
    item, how = next(ahead), next(ahead)
    return SetDial(item, int(how)) if how.isdigit() else GiveOrder(item, how)


def _term_if_any(ahead: Iterator[str]) -> Term | None:
    dial = next(ahead, None)
    return None if dial is None else Term(dial, int(next(ahead)))


PARTS: Mapping[Any, Callable[[Iterator[str]], Any]] = MappingProxyType(
    {
        int: lambda ahead: int(next(ahead)),
        float: lambda ahead: float(next(ahead)),
        Measure: _measure,
        Term: lambda ahead: Term(next(ahead), int(next(ahead))),
        Term | None: _term_if_any,
    }
)
"""Type of a part of news → how it is read; every other one is a text."""


def _keys(kind: Any) -> tuple[str, ...]:
    return get_args(hints(kind)["key"]) if "key" in kind.__struct_fields__ else (kind.__struct_config__.tag,)


NEWS: Mapping[str, Any] = MappingProxyType({key: kind for kind in get_args(News) for key in _keys(kind)})


def read_in(record: Mapping[str, Any]) -> dict[str, Any]:
    """The plain form of a record with its acts, deeds and news read. LookupError, TypeError or ValueError for what is none."""
    history = [
        past
        | {
            "deeds": {side: [read_deed(deed) for deed in deeds] for side, deeds in past["deeds"].items()},
            "news": [read_news(news) for news in past["news"]],
        }
        for past in record["history"]
    ]
    measures = [measure | {"source": read_act(measure["source"])} for measure in record["measures"]]
    marks = [mark | {"act": read_act(mark["act"])} for mark in record["marks"]]
    return {**record, "history": history, "measures": measures, "marks": marks}
