"""What lines and cards' answers do for a hand of mandates: how far they push what its conditions ask for.

What the hand asks for is `mandate_aims.py`, what effects do to quantities `effect_directions.py`, which lines a script then takes
`mandate_pursuit.py`; nothing here knows an id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from game.engine.rules.campaign.judge import read
from game.engine.rules.effects.kind import Push
from game.engine.rules.effects.office import Budget, TurnDial
from game.engine.rules.turn.observe import facts_seen
from game.engine.rules.vocabulary import conditions as c
from game.engine.rules.vocabulary.items import Order, Response
from game.engine.rules.vocabulary.plan import GiveOrder, Line, SetDial
from game.engine.world.arithmetic.total import total
from game.opponents.effect_directions import LEVERS, Acting, Effect, Lasting, acting_of, aimed, lasting_pushes, on, push_on
from game.opponents.mandate_aims import Aim, aims_of, hand_of
from game.opponents.planner import Planner
from game.structs import Struct, field, replace

GUARD = 0.6  # part of a push that counts against a condition which holds
FIGURES = (
    c.Quantity("leverage-lasting", "self", least=101.0),
    c.Quantity("leverage-lasting", "rival", most=-1.0),
    c.Quantity("reliability", "self", least=101.0),
)
"""What every verdict asks for, whatever the hand: own leverage that lasts, the rival's worn down, trust."""
LAST = 3  # quarters before the end in which money is kept for an aim that asks for it


class Pursuit(Struct):
    """The hand's aims, and what is needed to weigh a line against them."""

    planner: Planner
    aims: tuple[Aim, ...]
    acting: Acting
    values: tuple[float, ...]  # what each aim's quantity reads now; 0 where it is none
    pushed: dict[type, tuple[tuple[int, Push], ...]] = field(default_factory=dict)  # by kind of effect: aims, how
    pushes: dict[tuple[int, str], tuple[tuple[int, float], ...]] = field(default_factory=dict)  # by effect and target: aims, far
    moves: dict[tuple[str, str], tuple[float, ...]] = field(default_factory=dict)  # by order and target: how far it moves each aim
    views: dict[str, dict[int, Acting]] = field(default_factory=dict)  # by target and aim
    lasting: dict[int, Lasting] = field(default_factory=dict)  # by aim: pushes that were found before, or are for later

    def worth(self, line: Line) -> float:
        """What a dial move or order does for the aims, in pushes; costs are not counted."""
        if isinstance(line, SetDial):
            notches = self.planner.rules.dials[line.dial].notches
            now, then = notches[self.planner.at(line.dial)].effects, notches[line.notch].effects
            effects: list[tuple[Effect, float]] = [(x, 1.0) for x in then if x not in now]
            effects += [(x, -1.0) for x in now if x not in then]
            return self._sum(effects, "", line)
        if isinstance(line, GiveOrder):
            order = self.planner.rules.orders[line.order]
            return self._sum([(x, 1.0) for x in (*order.impulses, *order.effects)], line.target, line)
        return 0.0

    def worth_of(self, response: Response) -> float:
        """What a card's response does for the aims."""
        marks = total(a.weight for a in self.aims if isinstance(a.leaf, c.HasMark) and a.leaf.mark == response.mark.name)
        return marks + self._sum([(x, 1.0) for x in (*response.impulses, *response.effects)], "", None)

    def _sum(self, effects: list[tuple[Effect, float]], target: str, line: Line | None) -> float:
        weight = 0.0
        moves = self._moves(effects, target, line)
        turns = [effect for effect, _ in effects if isinstance(effect, TurnDial)]
        for i, aim in enumerate(self.aims):
            leaf = aim.leaf
            if isinstance(leaf, c.Quantity):
                moved = moves[i] if leaf.name in LEVERS else _as_a_whole(self, leaf, line, effects)
                weight += aim.weight * _toward(aim, leaf, self.values[i], moved) if moved else 0.0
            elif isinstance(leaf, c.DialAt):
                if turns or isinstance(line, SetDial):
                    weight += aim.weight * _dial(self.planner, leaf, line, turns)
            elif isinstance(line, GiveOrder):
                weight += aim.weight * _gives(self.planner, aim, line)
        return weight

    def _moves(self, effects: list[tuple[Effect, float]], target: str, line: Line | None) -> tuple[float, ...]:
        """How far effects together move each aim's quantity, 0 where they push none; an order's are worked out once a target."""
        key = (line.order, target) if isinstance(line, GiveOrder) else None
        found = self.moves.get(key) if key is not None else None
        if found is None:
            moved = [0.0] * len(self.aims)
            for x, sign in effects:
                for i, push in self._pushes(x, target):
                    moved[i] += sign * push
            found = tuple(moved)
            if key is not None:
                self.moves[key] = found
        return found

    def _pushes(self, effect: Effect, target: str) -> tuple[tuple[int, float], ...]:
        """How far an effect pushes the quantities of the aims that it pushes, by place."""
        target = target if aimed(effect) else ""
        key = (id(effect), target)
        found = self.pushes.get(key)
        if found is None:
            some: list[tuple[int, float]] = []
            for i, push in self._pushed_by(effect):
                known = self.lasting[i].get(key)
                far = known[1] if known is not None else self._push(i, push, effect, target)
                if far:
                    some.append((i, far))
            found = self.pushes[key] = tuple(some)
        return found

    def _push(self, i: int, push: Push, effect: Effect, target: str) -> float:
        """How far an effect pushes an aim's quantity, kept for other plans where nothing of today was read for it."""
        passing = len(self.acting.passing)
        far = push(self._views(target)[i], effect)
        if len(self.acting.passing) == passing:
            self.lasting[i][id(effect), target] = (effect, far)
        return far

    def _pushed_by(self, effect: Effect) -> tuple[tuple[int, Push], ...]:
        """The aims whose quantities effects of this kind push, by place, and how far."""
        found = self.pushed.get(type(effect))
        if found is None:
            hows = [(i, push_on(effect, view.quantity)) for i, view in self._views("").items()]
            found = self.pushed[type(effect)] = tuple((i, how) for i, how in hows if how is not None)
        return found

    def _views(self, target: str) -> dict[int, Acting]:
        """The act on a target weighed on each aim's quantity that effects push, by place."""
        found = self.views.get(target)
        if found is None:
            if target:
                found = {i: replace(view, target=target) for i, view in self._views("").items()}
            else:
                asked = [(i, aim.leaf) for i, aim in enumerate(self.aims) if isinstance(aim.leaf, c.Quantity)]
                found = {i: on(self.acting, q) for i, q in asked if q.name in LEVERS}
                self.lasting.update(zip(found, lasting_pushes(self.acting, [v.quantity for v in found.values()]), strict=True))
            self.views[target] = found
        return found


def _toward(aim: Aim, q: c.Quantity, value: float, push: float) -> float:
    """What a push is worth to an aim: with its sign where the bound is not reached, against it where it nears one that holds."""
    if not aim.holds:
        return push if value < q.least else -push if value > q.most else 0.0
    if q.has_least and push < 0.0:
        return GUARD * push * _near(value, q.least)
    return -GUARD * push * _near(value, q.most) if q.has_most and push > 0.0 else 0.0


def _near(value: float, bound: float) -> float:
    """1 at a bound, falling to a tenth of it where the value is a fifth of the bound away."""
    gap = abs(value - bound) / max(abs(bound), 0.05)
    return 1.0 / (1.0 + 45.0 * gap * gap * 5.0)


def _dial(planner: Planner, leaf: c.DialAt, line: Line | None, turns: Iterable[TurnDial]) -> float:
    """A move toward the wanted notches, by a line or by effects that turn dials, counts 1; one out of them takes twice that."""
    if isinstance(line, SetDial) and line.dial == leaf.dial:
        now, then = (_outside(leaf, notch) for notch in (planner.at(leaf.dial), line.notch))
        return 1.0 if then < now else -2.0 if then > now else 0.0
    turned = total(effect.by for effect in turns if effect.dial == leaf.dial)
    if not turned:
        return 0.0
    now, then = _outside(leaf, planner.at(leaf.dial)), _outside(leaf, planner.at(leaf.dial) + turned)
    return 1.0 if then < now else -2.0 if then > now else 0.0


def _outside(leaf: c.DialAt, notch: int) -> int:
    return max(leaf.least - notch, notch - leaf.most, 0)


def _gives(planner: Planner, aim: Aim, line: GiveOrder) -> float:
    """An order that a mandate names, or whose mark it asks for, while that does not stand."""
    order, leaf = planner.rules.orders[line.order], aim.leaf
    if isinstance(leaf, c.InForce):
        lapses = leaf.order == order.id and not leaf.within and _lapses(planner, order)
        return 1.0 if leaf.order == order.id and (not aim.holds or lapses) else 0.0
    asked = isinstance(leaf, c.HasMark) and order.mark is not None and order.mark.name == leaf.mark
    return 1.0 if asked and not aim.holds else 0.0


def _lapses(planner: Planner, order: Order) -> bool:
    """Whether the last one given of an order runs out with this quarter."""
    given = [q for o, q, _ in planner.seen.enacted if o == order.id]
    return not given or planner.seen.quarter - max(given) >= max(order.lasts, 1) - 1


def _as_a_whole(p: Pursuit, q: c.Quantity, line: Line | None, effects: list[tuple[Effect, float]]) -> float:
    """Pushes on quantities that a line moves as a whole: money, promises, law, rung."""
    own = p.acting.facts.who(q.side) == p.acting.side
    if not own:
        return 0.0
    if q.name == "budget":
        return -_money(p.planner, line, effects) if p.acting.left <= LAST else 0.0
    if q.name == "statutes" and line is not None:
        return _by_law(p.planner, line)
    if isinstance(line, GiveOrder):
        order = p.planner.rules.orders[line.order]
        if q.name == "promises-kept" and order.promise:
            return 0.7 if order.lasts <= p.acting.left else 0.0
        if q.name == "promises-broken" and order.promise and order.statute and not line.statute:
            return 0.5
    if q.name == "rung" and isinstance(line, SetDial):
        notch = p.planner.rules.dials[line.dial].notches[line.notch]
        return 2.0 if notch.rung > q.most else 0.0
    return 0.0


def _money(planner: Planner, line: Line | None, effects: list[tuple[Effect, float]]) -> float:
    if isinstance(line, GiveOrder):
        return 3.0 * planner.rules.orders[line.order].budget
    if isinstance(line, SetDial):
        notches = planner.rules.dials[line.dial].notches
        return 4.0 * (notches[line.notch].upkeep - notches[planner.at(line.dial)].upkeep)
    return -total(effect.amount for effect, _ in effects if isinstance(effect, Budget))


def _by_law(planner: Planner, line: Line) -> float:
    """What may stand by law counts when it does, and against it when it does not."""
    if isinstance(line, GiveOrder):
        lasting = planner.rules.orders[line.order].statute
        return (0.5 if line.statute else -1.0) if lasting else 0.0 if not planner.rules.orders[line.order].effects else -0.6
    if isinstance(line, SetDial) and planner.rules.dials[line.dial].statute and line.notch > planner.start[line.dial]:
        return 0.5 if line.statute else -1.0
    return 0.0


def dealt(planner: Planner) -> dict[str, float]:
    """The mandates in hand by weight, the sealed one as much as the doctrine minds it."""
    return hand_of(planner.seen, planner.number("charge"))


def pursuit_of(planner: Planner, mandates: Mapping[str, float] | None = None) -> Pursuit:
    """The aims of these mandates, each with its weight, or of the whole hand, and of every verdict, and what weighs lines against
    them."""
    facts = facts_seen(planner.rules, planner.seen)
    last = planner.number("lasting")
    always = tuple(Aim(figure, last, holds=False) for figure in FIGURES) if last > 0.0 else ()
    aims = (*aims_of(facts, planner.seen, dealt(planner) if mandates is None else mandates), *always)
    values = tuple(read(facts, aim.leaf) if isinstance(aim.leaf, c.Quantity) else 0.0 for aim in aims)
    left = planner.seen.quarters - planner.seen.quarter
    return Pursuit(planner, aims, acting_of(facts, planner.side, left), values)
