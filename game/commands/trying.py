"""The command that puts one card on the Desk of a real state and says what each answer moves in the forecast.

What would bring the card up there is told too: its condition, or the answers and dates that alone call it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from game.commands.arguments import LAST_SEED, SIDES, Wrong, number, pick
from game.commands.loading import load_campaign, load_rules
from game.commands.output import GOOD, say, show

if TYPE_CHECKING:
    from game.engine.rules.campaign.facts import Facts
    from game.engine.rules.campaign.record import State
    from game.engine.rules.vocabulary.conditions import Condition
    from game.engine.rules.vocabulary.items import Card
    from game.engine.rules.vocabulary.plan import Side
    from game.engine.rules.vocabulary.rules import Rules
    from game.play import Campaign
    from game.screens.words.texts import Texts

AHEAD = (1, 4, 8)  # quarters at which a forecast is told
ENGLISH = "en"
BESIDE = ("tension", "support", "budget")  # what is told besides the three figures


def try_card(given: argparse.Namespace) -> int:
    """One card on the Desk of a real state, and what each answer moves in the forecast."""
    from game.content.loading.languages.translation import translate
    from game.engine.rules.campaign.judge import holds
    from game.engine.rules.turn.observe import facts_seen
    from game.screens.words.texts import Texts, languages

    language = pick("language", given.lang, languages())
    rules = load_rules()
    card = rules.cards[pick("card", _id_of(given.card), rules.cards)]
    campaign = load_campaign(rules, given.state) if given.state else _begun(rules, given, card)
    side = campaign.side if given.state and not given.side else _side(given.side, card.to)
    if card.to not in (side, "both"):
        raise Wrong(f'The card "{card.id}" is put before {card.to}; leave --side out, or give --side {card.to}.')
    dealt = _with_card(campaign, card.id, side)
    told = _told(dealt, card.id, language)
    t = Texts(language)
    facts = facts_seen(rules, dealt.observation)
    called, held = card.called in ("chain", "date"), holds(facts, card.when)
    moved = forecasts(dealt, card.id)
    spoken = translate(rules, language)
    if spoken is rules and language != ENGLISH:
        say(f"The card is shown in English: no pack in play has texts in {language}.")
    first = spoken.cards[card.id]
    lines = [
        _state(t, spoken, dealt, side, _doctrines(rules, given) if not given.state else None),
        *told,
        "",
        *_comes_up(t, rules, card, facts),
        "",
        t("command.try_head"),
    ]
    for response in first.responses:
        usual = response.id == first.default
        lines.append(f"  {response.id}{' *' if usual else ''}: {response.text}")
        for figure, by_quarter in () if usual else moved[response.id].items():
            steps = ", ".join(f"{t.signed(by_quarter[q], 2)} ({t.count('quarters', q)})" for q in AHEAD)
            lines.append(f"      {t(f'quantity.{figure}')}: {steps}")
    setup = dealt.state.record.setup
    report = {
        "card": card.id, "side": side, "scenario": setup.scenario, "seed": setup.seed, "quarter": dealt.state.record.quarter,
        "holds": held, "called_alone_by": list(_callers(rules, card.id)) if called else [], "forecast": moved,
    }  # fmt: skip
    show(given, report, lines)
    return GOOD


def _id_of(given: str) -> str:
    """A card's id, given as it is or as the path of the card's file, whose name is its id."""
    path = Path(given)
    return path.stem if path.suffix == ".yaml" else given


def _state(t: Texts, rules: Rules, campaign: Campaign, side: Side, doctrines: tuple[str, str] | None) -> str:
    """The state in which the card is tried, so that it can be had again."""
    from game.engine.rules.vocabulary.calendar import date_of

    record = campaign.state.record
    scenario = rules.scenarios[record.setup.scenario]
    date, gone = t.date(date_of(scenario, record.quarter)), t.count("quarters", record.quarter)
    told = {"scenario": scenario.title, "side": t.name(side), "date": date, "gone": gone, "seed": record.setup.seed}
    if doctrines is None:
        return t("command.try_state", **told)
    beijing, washington = (rules.doctrines[id].title for id in doctrines)
    return t("command.try_played", **told, beijing=beijing, washington=washington)


def _comes_up(t: Texts, rules: Rules, card: Card, facts: Facts) -> Iterator[str]:
    """What brings the card up: the answers and dates that alone call it, and which parts of its condition do not hold here."""
    from game.engine.rules.campaign.judge import holds

    unmet = [part for part in _parts(card.when) if not holds(facts, part)]
    if card.called in ("chain", "date"):
        yield t("command.try_called")
        yield from (f"  {caller}" for caller in _callers(rules, card.id))
        yield t("command.try_and_not") if unmet else t("command.try_and") if card.when else t("command.try_alone")
    else:
        yield t("command.try_not" if unmet else "command.try_holds")
    for part in unmet:
        yield f"  {_written(part)}"
        yield from (f"    {t('command.try_mark', answer=by)}" for by in _leaving(rules, getattr(part, "mark", "")))


def _parts(condition: Condition | None) -> Sequence[Condition]:
    """The parts of a condition that must all hold."""
    from game.engine.rules.vocabulary.conditions import All

    if condition is None:
        return ()
    return tuple(inner for part in condition.of for inner in _parts(part)) if isinstance(condition, All) else (condition,)


def _written(condition: Condition) -> str:
    """A condition as a card's file says it, without what it leaves out."""
    from game.structs import asdict

    names, defaults = condition.__struct_fields__, condition.__struct_defaults__
    bare = dict(zip(names[len(names) - len(defaults) :], defaults, strict=True))
    said = {name: value for name, value in asdict(condition).items() if name not in bare or value != bare[name]}
    return "{" + ", ".join(f"{name}: {value}" for name, value in {"kind": condition.kind, **said}.items()) + "}"


def _callers(rules: Rules, card: str) -> Iterator[str]:
    """The answers that call a card up later, and the dates of calendars on which it is dealt."""
    for other in rules.cards.values():
        for response in other.responses:
            for follow in (f for f in response.follow if f.card == card):
                yield f"{other.id}: {response.id} (after: {follow.after}, chance: {follow.chance:g})"
    for scenario in rules.scenarios.values():
        yield from (f"{scenario.id}: {event.quarter}" for event in scenario.calendar if event.card == card)


def _leaving(rules: Rules, mark: str) -> Iterator[str]:
    """The answers and orders that leave a mark."""
    for card in rules.cards.values() if mark else ():
        yield from (f"{card.id}: {r.id}" for r in card.responses if r.mark and r.mark.name == mark)
    yield from (order.id for order in rules.orders.values() if mark and order.mark and order.mark.name == mark)


def _side(wanted: str, to: str) -> Side:
    return pick("side", wanted or (to if to != "both" else "beijing"), SIDES)


def _begun(rules: Rules, given: argparse.Namespace, card: Card) -> Campaign:
    """A campaign some quarters into a scenario in which both sides did nothing, or played by the doctrines that are named."""
    from game.engine.rules.campaign.record import Setup
    from game.lab.simulation.statement import state_after
    from game.play import Campaign

    wanted = given.scenario or _where_it_is_met(rules, card, given.quarter)
    scenario = pick("scenario", wanted, rules.scenarios)
    quarters = number("quarter", given.quarter, 0, rules.scenarios[scenario].quarters - 1)
    campaign = Campaign.start(rules, Setup(scenario, number("seed", given.seed, 0, LAST_SEED), _side(given.side, card.to)))
    doctrines = _doctrines(rules, given)
    if doctrines is None:
        campaign.state = _for(campaign, state_after(rules, scenario, quarters, campaign.setup.seed))
        return campaign
    played = Campaign.start(rules, Setup(scenario, campaign.setup.seed, doctrines=doctrines))
    last = played.state
    while last.record.quarter < quarters:
        played.commit()
        if played.over:
            break  # nothing is answered any more; the quarter before is the latest that there is
        last = played.state
    campaign.state = _for(campaign, last)
    return campaign


def _doctrines(rules: Rules, given: argparse.Namespace) -> tuple[str, str] | None:
    """The doctrines by which both sides play until then; None where they do nothing. One that is not named does nothing."""
    named = given.beijing, given.washington
    if not any(named):
        return None
    idle = next((id for id, d in rules.doctrines.items() if d.script == "do-nothing"), "")
    beijing, washington = (pick("doctrine", name or idle, rules.doctrines) for name in named)
    return beijing, washington


def _where_it_is_met(rules: Rules, card: Card, quarter: str) -> str:
    """The shortest scenario that brings a card up and lasts so long; the shortest that lasts so long where none does."""
    from game.content.checks.cards import may_play

    listed = [rules.scenarios[id] for id in rules.by_length()]
    long = [s for s in listed if not quarter.isdecimal() or int(quarter) < s.quarters] or listed
    met = [s for s in long if may_play(card, s, forced=False)]
    return (met or long)[0].id


def _for(campaign: Campaign, state: State) -> State:
    """A state as this campaign's."""
    from game.structs import replace

    return type(state)(replace(state.record, setup=campaign.setup), state.world)


def _with_card(campaign: Campaign, card: str, side: Side) -> Campaign:
    """The campaign with this card alone on the table of this side."""
    from game.engine.rules.campaign.record import CardOnTable
    from game.play import Campaign
    from game.structs import replace

    record = campaign.state.record
    table = (CardOnTable(card, side, record.quarter),)
    state = type(campaign.state)(replace(record, table=table, setup=replace(record.setup, human=side)), campaign.state.world)
    made = Campaign.start(campaign.rules, state.record.setup)
    made.state = state
    return made


def _told(campaign: Campaign, card: str, language: str) -> list[str]:
    """The card as the terminal shows it, with all that lies folded away."""
    from game.screens.app import App
    from game.screens.scene.settings import Settings
    from game.screens.tree.node import walk
    from game.structs import replace
    from game.terminal.text_page import Numbers, block

    app = App(campaign.rules, None, Settings(guidance="analyst", lessons=False), language=language, threads=False)
    app.adopt(campaign)
    app.show("desk")
    app.ui = replace(app.ui, more=True)
    app.changed()
    node = next(n for n in walk(app.tree()) if n.id == f"card:{card}")
    return block(node, Numbers())


def forecasts(campaign: Campaign, card: str) -> dict[str, dict[str, dict[int, float]]]:
    """Response → figure → quarters ahead → by how much the answer moves the figure on average, against the card's default."""
    from game.engine.rules.campaign.record import FIGURES
    from game.engine.rules.vocabulary.plan import AnswerCard, Plan
    from game.engine.world.arithmetic.total import total
    from game.forecast import fan

    o, item = campaign.observation, campaign.rules.cards[card]
    reading = o.reading.leaning

    def means(response: str) -> dict[str, dict[int, float]]:
        plan = Plan(o.side, (AnswerCard(card, response),))
        bands = fan(campaign.rules, o, plan, reading, max(AHEAD), key=1, quantities=BESIDE).bands
        return {f: {q: total(bands[f].lanes[q].tolist()) / bands[f].lanes.shape[1] for q in AHEAD} for f in (*FIGURES, *BESIDE)}

    by_response = {r.id: means(r.id) for r in item.responses}
    usual = by_response[item.default]
    return {
        id: {f: {q: round(x - usual[f][q], 2) for q, x in row.items()} for f, row in found.items()}
        for id, found in by_response.items()
    }
