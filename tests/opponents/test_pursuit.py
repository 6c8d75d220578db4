"""Scripts that heed their mandates: what the hand asks for, what lines do for it, and that plans follow."""

from __future__ import annotations

from game.engine.rules import new_game, observe, resolve
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.record import MarkBorne, Setup
from game.engine.rules.turn.observe import facts_seen
from game.engine.rules.vocabulary import conditions as c
from game.engine.rules.vocabulary.plan import BOTH, GiveOrder, Offer, SetDial, Side, Term
from game.engine.rules.vocabulary.rules import Rules
from game.opponents import effect_directions, plan_for
from game.opponents.diplomacy import offer_deal
from game.opponents.mandate_aims import aims_of
from game.opponents.mandate_pursuit import give_word, take_aim
from game.opponents.mandate_weighing import pursuit_of
from game.opponents.planner import Planner
from game.structs import replace


def desk_with(rules: Rules, side: Side, hand: tuple[str, ...], scenario: str = "calibrated-control") -> Planner:
    """The calibrator's desk in the first quarter with a hand of mandates of our choice."""
    seen = replace(observe(rules, new_game(rules, Setup(scenario, 1)), side), mandates=hand, progress={}, charges={})
    return Planner(rules, seen, rules.doctrines["calibrator"])


def leaves(rules: Rules, seen: Observation) -> list[tuple[object, bool]]:
    return [(aim.leaf, aim.holds) for aim in aims_of(facts_seen(rules, seen), seen, dict.fromkeys(seen.mandates, 1.0))]


def test_an_aim_is_a_leaf_of_the_hand_that_can_still_be_met(rules: Rules) -> None:
    seen = desk_with(rules, "washington", ("second-life", "never-short")).seen
    found = dict(leaves(rules, seen))
    collected = next(leaf for leaf in found if isinstance(leaf, c.DialAt))
    assert collected.dial == "recycling-programme" and not found[collected]
    done = replace(seen, progress={"never-short": (1,) * rules.mandates["never-short"].quarters})
    assert len(leaves(rules, done)) < len(found), "a mandate that is safe asks for nothing more"
    late = replace(seen, quarter=seen.quarters - 1, progress={"never-short": (0,) * (seen.quarters - 1)})
    assert len(leaves(rules, late)) < len(found), "nor does one that is out of reach"


def test_a_branch_for_another_scenario_is_no_aim(rules: Rules) -> None:
    bounds = {}
    for scenario in ("spring-curbs", "calibrated-control"):
        seen = desk_with(rules, "beijing", ("hold-the-middle",), scenario).seen
        bounds[scenario] = [x.least for x, _ in leaves(rules, seen) if isinstance(x, c.Quantity) and x.name == "leverage-lasting"]
    assert all(len(found) == 1 for found in bounds.values()) and bounds["spring-curbs"] != bounds["calibrated-control"]


def test_lines_are_weighed_by_what_they_do_for_the_hand(rules: Rules) -> None:
    desk = desk_with(rules, "washington", ("mine-to-magnet",))
    desk.doctrine = replace(desk.doctrine, numbers={**desk.doctrine.numbers, "lasting": 0.0})
    weigh = pursuit_of(desk).worth
    assert weigh(SetDial("grants-magnets", 2)) > 0.0 > weigh(SetDial("grants-magnets", 0))
    assert weigh(SetDial("stockpile", 2)) == 0.0
    home = desk_with(rules, "beijing", ("hold-the-middle",))
    assert pursuit_of(home).worth(GiveOrder("joint-venture", "africa")) < pursuit_of(home).worth(SetDial("directed-credit", 2))


def test_an_order_that_a_mandate_names_is_given_and_a_dial_that_it_needs_is_kept(rules: Rules) -> None:
    desk = desk_with(rules, "beijing", ("way-out", "keep-the-craft"))
    take_aim(desk)
    assert not desk.add(SetDial("processing-technology", 0), "ease")
    assert desk.add(SetDial("processing-technology", 1), "ease"), "what the mandate leaves open stays open"
    plan = plan_for(rules, desk.seen, desk.doctrine)
    assert any(isinstance(x, GiveOrder) and x.order == "channel-beijing" for x in plan.lines)


def test_a_mandate_for_something_granted_asks_for_it_every_quarter(rules: Rules) -> None:
    for quarter in range(4):
        desk = desk_with(rules, "beijing", ("calibrated-hand",))
        desk.seen = replace(desk.seen, quarter=quarter, mandates=("calibrated-hand",))
        take_aim(desk)
        offer_deal(desk)
        assert any(isinstance(x, Offer) for x in desk.plan.lines)
    granted = MarkBorne("deal-struck", "precedent", "beijing", 0, 99, "offer:x")
    offers = 0
    for quarter in range(8):
        desk = desk_with(rules, "beijing", ("calibrated-hand",))
        desk.seen = replace(desk.seen, quarter=quarter, marks=(granted,))
        take_aim(desk)
        offer_deal(desk)
        offers += len(desk.plan.lines)
    assert offers < 8


def test_a_dial_that_a_mandate_wants_milder_is_asked_for_first(rules: Rules) -> None:
    desk = desk_with(rules, "beijing", ("tools-reopened",))
    desk.doctrine = replace(desk.doctrine, numbers={**desk.doctrine.numbers, "deal": 1.0, "deal_odds": 0.0})
    take_aim(desk)
    offer_deal(desk)
    (offer,) = [x for x in desk.plan.lines if isinstance(x, Offer)]
    assert offer.take == Term("chips-rival", 0)


def test_licences_are_promised_where_trade_is_large_and_trust_low(rules: Rules) -> None:
    desk = desk_with(rules, "washington", ())
    desk.doctrine = replace(desk.doctrine, numbers={**desk.doctrine.numbers, "trust": 1.0})
    give_word(desk)
    assert desk.plan.lines == (GiveOrder("chip-waivers", "china"),)
    late = desk_with(rules, "washington", ())
    late.doctrine = desk.doctrine
    late.seen = replace(late.seen, quarter=late.seen.quarters - 2)
    give_word(late)
    assert late.plan.lines == (), "no promise that the campaign's end would leave unkept"


def test_what_a_line_is_worth_does_not_hang_on_what_was_weighed_before(rules: Rules) -> None:
    """Pushes that were found for one campaign are used for others only where these would find the same."""
    scripts = [rules.doctrines[name] for name in ("calibrator", "hawk")]
    planners = []
    for seed in (1, 2):
        state = new_game(rules, Setup("calibrated-control", seed, "washington"))
        for _ in range(4):
            seen = {side: observe(rules, state, side) for side in BOTH}
            planners += [Planner(rules, o, doctrine) for o in seen.values() for doctrine in scripts]
            state = resolve(rules, state, {side: plan_for(rules, o, scripts[0]) for side, o in seen.items()}).state

    def worths(planner: Planner) -> list[float]:
        pursuit = pursuit_of(planner)
        lines = [GiveOrder(order.id, target) for order in planner.own_orders for target in (order.targets or ("",))]
        return [pursuit.worth(line) for line in lines]

    alone = []
    for planner in planners:
        effect_directions._lasting.clear()
        alone.append(worths(planner))
    effect_directions._lasting.clear()
    assert [worths(planner) for planner in planners] == alone
    assert [worths(planner) for planner in reversed(planners)] == alone[::-1]
    assert len({tuple(found) for found in alone}) > len(planners) // 2, "the campaigns are not all alike"
