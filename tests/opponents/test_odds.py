"""The odds of a yes: within bounds, and moved the right way by what they are made of."""

from __future__ import annotations

from game.engine.rules import new_game, observe
from game.engine.rules.campaign.record import Setup, StandingDraft
from game.engine.rules.vocabulary.plan import Offer, SetDial, Term
from game.engine.rules.vocabulary.rules import Rules
from game.forecast import odds_of_yes, willingness
from game.structs import replace


def test_odds_move_the_right_way(rules: Rules) -> None:
    seen = observe(rules, new_game(rules, Setup("spring-curbs", 1)), "beijing")
    take = Term("chips-rival", seen.dials["chips-rival"] - 1)
    own = "licence-heavy-rival"
    plain = odds_of_yes(rules, seen, Offer(take, 4, Term(own, seen.dials[own])))
    sweet = odds_of_yes(rules, seen, Offer(take, 4, Term(own, seen.dials[own] - 1)))
    dear = odds_of_yes(rules, seen, Offer(Term("chips-rival", 0), 4, Term(own, seen.dials[own] - 1)))
    long = odds_of_yes(rules, seen, Offer(take, 12, Term(own, seen.dials[own] - 1)))
    assert plain.chance < sweet.chance and dear.chance < sweet.chance and long.chance < sweet.chance
    assert all(0.0 < odds.chance < 1.0 for odds in (plain, sweet, dear, long))


def test_a_threat_is_worth_as_much_as_its_resolve(rules: Rules) -> None:
    seen = observe(rules, new_game(rules, Setup("spring-curbs", 1)), "beijing")
    draft = StandingDraft("draft-1", "beijing", SetDial("licence-heavy-rival", 3), 0, quiet=False)
    demand = Offer(Term("chips-rival", 1), 4, draft="draft-1", due=1)
    chances = []
    for resolve in (0.1, 0.9):
        told = replace(seen, drafts=(draft,), resolve={"beijing": resolve, "washington": 0.5})
        chances.append(odds_of_yes(rules, told, demand).chance)
    assert chances[0] < chances[1]
    assert odds_of_yes(rules, seen, demand).threat == 0.0, "an unknown draft threatens nobody"


def test_both_sides_read_the_same_rule(rules: Rules) -> None:
    state = new_game(rules, Setup("calibrated-control", 1))
    offer = Offer(Term("chips-rival", 0), 4, Term("licence-heavy-rival", 0))
    mine = odds_of_yes(rules, observe(rules, state, "beijing"), offer)
    theirs = willingness(rules, observe(rules, state, "washington"), offer)
    assert mine == theirs
