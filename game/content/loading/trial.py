"""Trial: every card's responses, every order and every notch of a dial are played once in a starting world, and a sample of them
once more, which must give the same. Finds what only playing can find; no score is computed."""

from __future__ import annotations

from collections.abc import Iterator

from game.content.format.field_types import Steps
from game.engine.rules.campaign.open_record import Work
from game.engine.rules.campaign.record import CardOnTable, Setup, State
from game.engine.rules.turn.new_game import new_game
from game.engine.rules.turn.resolve import MONTHS, before_world
from game.engine.rules.vocabulary.plan import BOTH, AnswerCard, GiveOrder, Line, Plan, Side
from game.engine.rules.vocabulary.plan import SetDial as Dial
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.model.state import World
from game.engine.world.month.phases import ModelFault, step
from game.structs import Struct, replace

SAMPLE = 8  # every eighth shot is played twice


class Shot(Struct):
    """One thing to play: the item and place that it comes from, the lines, and the cards that lie on the table."""

    kind: str
    id: str
    path: Steps
    lines: tuple[tuple[Side, Line], ...]
    table: tuple[CardOnTable, ...] = ()


Failure = tuple[str, str, Steps, str]
"""Kind, id, path inside the item, and one sentence."""


def shots(rules: Rules, quarter: int) -> Iterator[Shot]:
    """Everything that can be played, in order of kind and id."""
    for id, card in rules.cards.items():
        sides: tuple[Side, ...] = BOTH if card.to == "both" else (card.to,)
        table = tuple(CardOnTable(id, side, quarter) for side in sides)
        for i, response in enumerate(card.responses):
            yield Shot("card", id, ("responses", i), tuple((side, AnswerCard(id, response.id)) for side in sides), table)
    for id, order in rules.orders.items():
        for target in order.targets or ("",):
            yield Shot("order", id, (), ((order.side, GiveOrder(id, target)),))
    for id, dial in rules.dials.items():
        for notch in range(len(dial.notches)):
            yield Shot("dial", id, ("notches", notch), ((dial.side, Dial(id, notch)),))


def trial(rules: Rules, scenario: str = "") -> list[Failure]:
    """Plays everything in the first quarter of a scenario (by default the shortest). Empty when all goes well."""
    if not rules.scenarios or not rules.difficulties:
        return []
    name = scenario or rules.by_length()[0]
    try:
        state = _rich(new_game(rules, Setup(name, 1)))
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        return [("scenario", name, (), f"this scenario cannot be started: {_words(error)}")]
    every = list(shots(rules, state.record.quarter))
    failures, played = _play(rules, state, every)
    _, again = _play(rules, state, every[::SAMPLE])
    if not failures and played.take(range(0, len(every), SAMPLE)).digest_bytes() != again.digest_bytes():
        failures.append(("scenario", name, (), "playing everything twice gave two different worlds; tell the authors of the game"))
    return failures


def _rich(state: State) -> State:
    """The state with money and capital for everything."""
    accounts = {side: replace(a, capital=99, budget=99.0) for side, a in state.record.accounts.items()}
    return State(replace(state.record, accounts=accounts), state.world)


def _play(rules: Rules, state: State, every: list[Shot]) -> tuple[list[Failure], World]:
    world: World = state.world.repeat(len(every))
    failures: list[Failure] = []
    for lane, shot in enumerate(every):
        work = Work.open(rules, replace(state.record, table=shot.table), world, lane, None)
        try:
            before_world(work, _plans(shot), {})
        except (ArithmeticError, LookupError, TypeError, ValueError) as error:
            failures.append((shot.kind, shot.id, shot.path, f"this cannot be played: {_words(error)}"))
    try:
        step(world, MONTHS)
    except ModelFault as error:
        failures.append((every[0].kind, every[0].id, (), f"the world breaks in the trial: {_words(error)}"))
    return failures, world


def _plans(shot: Shot) -> dict[Side, Plan]:
    def of(side: Side) -> Plan:
        return Plan(side, tuple(line for owner, line in shot.lines if owner == side))

    return {side: of(side) for side in BOTH}


def _words(error: Exception) -> str:
    text = str(error) or type(error).__name__
    return f'"{text}" is not there' if isinstance(error, KeyError) else text
