"""A golden page's sentences: the lines of a plan, what may be planned, what a side can see, what a quarter came to.

Every figure has its name beside it, so that a page can be followed without the code. Which pages there are is `golden.py`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from textwrap import wrap

from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.record import Past
from game.engine.rules.campaign.written import text, written
from game.engine.rules.turn.options import Option, Options
from game.engine.rules.vocabulary.items import DESKS
from game.engine.rules.vocabulary.plan import (
    BOTH,
    AnswerCard,
    BreakPromise,
    Draft,
    DropDraft,
    GiveOrder,
    Line,
    NameCharge,
    Offer,
    Say,
    SetDial,
    Term,
    other,
)

WIDTH = 132
WATCHED = ("light.magnet", "heavy.oxide", "heavy.magnet", "chips", "battery")
"""Products whose prices a page shows, where the rules have them."""


def told(line: Line) -> str:
    """A line of a plan in words."""
    return _spaced(*parts_of(line))


def parts_of(line: Line) -> tuple[str, str, str, str]:
    """What a line does, with what, a linking word and how: what all legal lines are grouped by where they are listed."""
    match line:
        case SetDial(dial, notch, statute):
            return "set dial by statute" if statute else "set dial", dial, "to", str(notch)
        case GiveOrder(order, target, statute):
            return "give order by statute" if statute else "give order", order, "to" if target else "", target
        case Draft(measure, quiet):
            verb, what, link, how = parts_of(measure)
            return f"draft to {verb}", what, link, _spaced(how, "quietly" if quiet else "")
        case DropDraft(draft):
            return "let lapse", draft, "", ""
        case AnswerCard(card, response):
            return "answer card", card, "with", response
        case Offer(take, quarters, give, draft, due):
            if give is None:
                backed = f"backed by {draft} (due in {due})"
                return f"demand for {quarters} quarters", backed, "that the other side keeps", _kept(take)
            return f"offer for {quarters} quarters to keep", _kept(give), "if the other side keeps", _kept(take)
        case BreakPromise(promise):
            return "break promise", promise, "", ""
        case Say(word):
            return "say", f'"{word}"', "", ""
        case NameCharge(mandate):
            return "name as sealed", mandate, "", ""


def _kept(term: Term) -> str:
    return f"{term.dial} at {term.most} or below"


def legal_lines(options: Options) -> Iterator[str]:
    """What a side may add to an empty plan, with what each costs where it costs anything."""
    ways: dict[tuple[str, str], dict[str, list[tuple[str, str]]]] = {}
    for option in options.open():
        verb, what, link, how = parts_of(option.line)
        ways.setdefault((verb, link), {}).setdefault(what, []).append((how, _cost(option)))
    yield (
        f"political capital left {options.capital_left}, budget left {options.budget_left:.3f} $bn, "
        f"orders left {options.orders_left}"
    )
    for (verb, link), things in ways.items():
        alike: dict[str, list[str]] = {}
        for what, hows in things.items():
            alike.setdefault(_ways(hows), []).append(what)
        yield f"{verb}: " + "; ".join(_spaced(", ".join(whats), link, how) for how, whats in alike.items())


def _ways(ways: list[tuple[str, str]]) -> str:
    """How one thing may be done; a cost that all ways share stands once, after the last."""
    costs = {cost for _, cost in ways}
    if len(costs) == 1:
        return _spaced(", ".join(how for how, _ in ways), *costs)
    return ", ".join(_spaced(how, cost or "[free]") for how, cost in ways)


def _cost(option: Option) -> str:
    capital = f"{option.capital} capital" if option.capital else ""
    budget = f"{option.budget:g} $bn" if option.budget else ""
    return f"[{', '.join(part for part in (capital, budget) if part)}]" if capital or budget else ""


def _spaced(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def seen_lines(seen: Observation) -> Iterator[str]:
    """What a side can see as its quarter begins; what it cannot is not here (the other's purse, exact rung, quiet drafts, hand)."""
    for name, what in _seen(seen):
        told_of = what if isinstance(what, str) else "; ".join(what)
        if told_of:
            yield f"{name}: {told_of}"


def _seen(seen: Observation) -> Iterator[tuple[str, str | Iterable[str]]]:
    rival = other(seen.side)
    yield from _own(seen)
    yield "rung on the ladder", f"own {seen.own_rung:.2f}, {rival}'s as it looks {seen.seen_rung:.2f}"
    yield "intelligence", f"{rival} {seen.reading.leaning}, {seen.reading.confidence:.0%} sure"
    if seen.history:
        last = seen.history[-1]
        yield f"{rival}'s last plan as far as told", map(told, last.plans[rival].lines)
        yield "news of the last quarter", f"{len(last.news)} pieces told"
    yield "fingerprint of the world as seen", blake2b(seen.world.digest_bytes(), digest_size=8).hexdigest()
    yield "threats carried out of those due", (f"{side} {seen.resolve[side]:.3f}" for side in BOTH)
    yield "dials above 0", (f"{dial} {notch}" for dial, notch in seen.dials.items() if notch)
    yield "statutes", (f"{dial} {notch} from quarter {since + 1}" for dial, notch, since in seen.statutes)
    yield (
        "measures in force",
        (
            _spaced(f"{m.id} of {m.side}", f"at {m.target}" if m.target else "", f"by {text(m.source)}, {_until(m.until)}")
            for m in seen.measures
        ),
    )
    yield "drafts", (_spaced(f"{d.id} of {d.side}:", told(d.measure), "quietly" if d.quiet else "") for d in seen.drafts)
    yield (
        "offers",
        (_spaced(f"{o.id} of {o.side}:", told(o.offer), o.answered and f"(answered {o.answered})") for o in seen.offers),
    )
    yield (
        "promises open",
        (
            f"{p.id} of {p.side} to {p.to}: {f'{p.dial} at {p.most} or below' if p.dial else f'keep {p.order}'}, {_until(p.until)}"
            for p in seen.promises
            if p.status == "open"
        ),
    )
    ended = [p.status for p in seen.promises]
    yield "promises ended", (f"{status} {ended.count(status)}" for status in ("kept", "broken", "void") if status in ended)
    yield "third countries toward Beijing/Washington", (f"{place} {a:+.3f}/{b:+.3f}" for place, (a, b) in seen.stances.items())


def _own(seen: Observation) -> Iterator[tuple[str, str | Iterable[str]]]:
    """What is its own and hidden from the other."""
    own = seen.accounts
    yield "purse", f"political capital {own.capital}, budget {own.budget:.3f} $bn, credit outstanding {own.credit:.3f} $bn"
    watchers = "; ".join(f"{desk} {opinion:.2f}" for desk, opinion in zip(DESKS, own.watchers, strict=True))
    yield "support", f"{own.support:.2f} of 100 ({watchers}), {own.appropriation:.1%} of the income granted"
    yield "cards", (f"{c.card} since quarter {c.since + 1}" + f", returned {c.returns}" * bool(c.returns) for c in seen.table)
    yield "what the cards recall", (f"{r.card}: {r.mark.name} of quarter {r.mark.since + 1}" for r in seen.recalled)
    yield "mandates", (f"{m} held in {seen.progress[m].count(1)} of {len(seen.progress[m])} quarters" for m in seen.mandates)
    yield "marks", (f"{m.name} by {text(m.act)}, since quarter {m.since + 1}, {_until(m.until)}" for m in seen.marks)


def _until(quarter: int) -> str:
    return f"until quarter {quarter + 1}" if quarter < 999 else "to the end"


def outcome_lines(past: Past) -> Iterator[str]:
    """What a quarter came to: the three figures of both sides, prices, and all news in order."""
    for side in BOTH:
        f = past.figures[side]
        yield (
            f"{side}: leverage {f.leverage:.2f} (today {f.leverage_today:.2f}, lasting {f.leverage_lasting:.2f}), "
            f"reliability {f.reliability:.4f}, crisis {f.crisis:.4f}, rupture {f.escalation:.4f}"
        )
    prices = (f"{p} {past.prices[p][0]:.3f}/{past.prices[p][1]:.3f}" for p in WATCHED if p in past.prices)
    yield "prices inside/outside: " + ", ".join(prices)
    yield "news: " + ("; ".join(" ".join(written(item)) for item in past.news) or "none")


def indented(title: str, lines: Iterable[str]) -> list[str]:
    """A title with lines below it, broken where they grow too long to read."""
    broken = [wrap(line, WIDTH, initial_indent="    ", subsequent_indent="      ", break_on_hyphens=False) for line in lines]
    return [f"  {title}", *(part for parts in broken for part in parts)]
