"""The odds of a yes: within bounds, moved the right way by what they are made of, and met as often as they are shown."""

from __future__ import annotations

import pytest

from game.engine.rules import delivered, new_game, observe, refuse, resolve
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.record import Promise, Setup, StandingDraft, StandingOffer
from game.engine.rules.turn.odds import parts_of
from game.engine.rules.vocabulary.plan import BOTH, Answers, Offer, Plan, SetDial, Term, other
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.total import total
from game.forecast import odds_of_yes, willingness
from game.opponents import answer_for, plan_for
from game.screens.words.rounding import rounded
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
    for kept in (0.1, 0.9):
        told = replace(seen, drafts=(draft,), resolve={"beijing": kept, "washington": 0.5})
        chances.append(odds_of_yes(rules, told, demand).chance)
    assert chances[0] < chances[1]
    assert odds_of_yes(rules, seen, demand).threat == 0.0, "an unknown draft threatens nobody"


def demanded(rules: Rules, leverage: float, *, quarters: int = 4, promised: int | None = None) -> float:
    """The chance of a yes to a demand of one notch on chips, with a freeze of heavy earths behind it, at this leverage."""
    seen = observe(rules, new_game(rules, Setup("spring-curbs", 1)), "beijing")
    draft = StandingDraft("draft-1", "beijing", SetDial("licence-heavy-rival", 3), 0, quiet=False)
    figures = {**seen.figures, "beijing": replace(seen.figures["beijing"], leverage=leverage)}
    word = (Promise("p", "beijing", "washington", 0, 8, "licence-heavy-rival", promised),) if promised is not None else ()
    told = replace(seen, drafts=(draft,), figures=figures, resolve={"beijing": 0.7, "washington": 0.5}, promises=word)
    demand = Offer(Term("chips-rival", seen.dials["chips-rival"] - 1), quarters, draft="draft-1", due=1)
    return odds_of_yes(rules, told, demand).chance


def test_a_demand_is_worth_what_stands_behind_it(rules: Rules) -> None:
    """Nothing behind it: at most 15 of 100; a cut that would bite hard: at least 60; each unit of leverage counts."""
    chances = [demanded(rules, leverage) for leverage in (0.0, 10.0, 25.0, 50.0, 80.0)]
    assert chances[0] <= 0.15 and chances[3] >= 0.60
    assert chances == sorted(chances) and len(set(chances)) == len(chances)
    # by hand: a freeze is rung 6 of 8, so loss = 1.8 * .5 * .75 * .7; one notch of four quarters costs (.15 + .35 * own) * .7
    own = observe(rules, new_game(rules, Setup("spring-curbs", 1)), "beijing").figures["washington"].leverage / 100.0
    loss, cost = 1.8 * 0.5 * 6 / 8 * 0.7, (0.15 + 0.35 * own) * (0.4 + 0.075 * 4)
    assert chances[3] == pytest.approx(0.08 + 0.87 * loss / (loss + cost))


def test_a_longer_yes_and_a_threat_against_ones_own_word_are_granted_less(rules: Rules) -> None:
    assert demanded(rules, 50.0, quarters=8) < demanded(rules, 50.0, quarters=2)
    assert demanded(rules, 50.0, promised=1) < demanded(rules, 50.0) - 0.15
    assert demanded(rules, 50.0, promised=3) == demanded(rules, 50.0), "a promise that the draft keeps takes nothing away"


def test_both_sides_read_the_same_rule(rules: Rules) -> None:
    state = new_game(rules, Setup("calibrated-control", 1))
    offer = Offer(Term("chips-rival", 0), 4, Term("licence-heavy-rival", 0))
    mine = odds_of_yes(rules, observe(rules, state, "beijing"), offer)
    theirs = willingness(rules, observe(rules, state, "washington"), offer)
    assert mine == theirs


DOCTRINES = ("calibrator", "hawk", "tit-for-tat", "dealer", "fortress", "do-nothing", "never-restrict")


QUICK = ("calibrator", "hawk")


@pytest.mark.parametrize("doctrine", [d if d in QUICK else pytest.param(d, marks=pytest.mark.slow) for d in DOCTRINES])
def test_a_yes_comes_as_often_as_the_table_shows(rules: Rules, doctrine: str) -> None:
    """Over all stances, terms and lengths in the states of a campaign the share of yeses is the mean of the odds shown, and so it
    is among offers that are shown unlikely and likely. A hair's breadth of leverage asks for another luck in the same state."""
    shown: list[float] = []
    met: list[bool] = []
    for seed, human in enumerate(BOTH):
        pair = ("calibrator", doctrine) if human == "beijing" else (doctrine, "calibrator")
        state = new_game(rules, Setup("spring-curbs", seed, human, doctrines=pair))
        while not state.record.over:
            mine, theirs = observe(rules, state, human), observe(rules, state, other(human))
            assert (mine.opponent, theirs.opponent) == (doctrine, ""), "only who chose the other knows it"
            for i in range(20):
                figures = {s: replace(f, leverage=f.leverage + 1e-9 * i) for s, f in state.record.figures.items()}
                seen, asked = replace(mine, figures=figures), replace(theirs, figures=figures)
                made = [StandingOffer(str(n), human, offer, seen.quarter) for n, offer in enumerate(offers(rules, seen))]
                shown += [odds_of_yes(rules, seen, standing.offer).chance for standing in made]
                met += [reply == "yes" for _, reply in answer_for(rules, asked, rules.doctrines[doctrine], made).replies]
            plans = {s: plan_for(rules, observe(rules, state, s), rules.doctrines[d]) for s, d in zip(BOTH, pair, strict=True)}
            state = resolve(rules, state, plans).state
    assert len(shown) > 4000
    for low, high in ((0.0, 1.01), (0.0, 0.45), (0.45, 1.01)):
        chosen = [(s, m) for s, m in zip(shown, met, strict=True) if low <= s < high]
        if len(chosen) > 1000:
            expected, found = (total(float(x[at]) for x in chosen) / len(chosen) for at in (0, 1))
            assert found == pytest.approx(expected, abs=0.035), f"shown {expected:.1%}, met {found:.1%} of {len(chosen)}"


def offers(rules: Rules, seen: Observation) -> list[Offer]:
    """Deals over every stance of both capitals, for two lengths, each asked and given one and two notches milder than it stands."""
    of = {s: [d.id for d in rules.dials.values() if d.side == s and d.stance and seen.dials[d.id] > 0] for s in BOTH}
    return [
        Offer(Term(take, seen.dials[take] - steps), quarters, Term(give, seen.dials[give] - 1))
        for take in of[other(seen.side)]
        for steps in (1, 2)
        if seen.dials[take] >= steps
        for give in of[seen.side]
        for quarters in (2, 6)
    ]


def test_the_parts_of_the_odds_add_up_as_they_are_written(rules: Rules) -> None:
    """45 + 19 - 6 was shown as 57."""
    state = new_game(rules, Setup("spring-curbs", 1, "beijing", doctrines=("hawk", "hawk")))
    seen = observe(rules, state, "beijing")
    tried = 0
    for leverage in range(40, 100, 3):
        figures = {s: replace(f, leverage=float(leverage), reliability=0.01 * leverage) for s, f in seen.figures.items()}
        for offer in offers(rules, replace(seen, figures=figures)):
            odds = odds_of_yes(rules, replace(seen, figures=figures), offer)
            parts = parts_of(rules, odds)
            assert total(parts.values()) == pytest.approx(odds.chance) and parts["taste"] == -0.15
            told = rounded([100.0 * x for x in parts.values()], 0, 100.0 * odds.chance)
            assert sum(told) == round(100.0 * odds.chance)
            tried += 1
    assert tried > 200


@pytest.mark.parametrize("doctrine", ["calibrator", "hawk", "tit-for-tat", "dealer"])
def test_nothing_is_to_be_had_for_nothing(rules: Rules, doctrine: str) -> None:
    """A script that offers the emptiest deal that the rules allow, every quarter, for the shortest time, and takes every yes."""
    state = new_game(rules, Setup("spring-curbs", 3, "beijing", doctrines=(doctrine, doctrine)))
    sold: list[tuple[int, Promise]] = []
    while not state.record.over:
        seen = observe(rules, state, "beijing")
        asks = [Term(d.id, n) for d in rules.dials.values() if d.side == "washington" and d.stance for n in range(len(d.notches))]
        gifts = [Term(d.id, n) for d in rules.dials.values() if d.side == "beijing" and d.stance for n in range(len(d.notches))]
        made = [Offer(a, 1, g) for a in asks for g in gifts if g.most >= seen.dials[g.dial]]
        open_ = [x for x in made if refuse(rules, seen, Plan("beijing"), x) is None]
        for x in open_:
            assert x.give is not None and x.give.most < len(rules.dials[x.give.dial].notches) - 1, "it binds"
            assert not any(p.dial == x.give.dial and p.most <= x.give.most for p in seen.promises if p.status == "open")
            if x.take.most < seen.dials[x.take.dial]:
                odds = odds_of_yes(rules, seen, x)
                assert odds.chance <= 0.3 and odds.nothing > 0.0, "a notch is not given for a promise to stay where one is"
        best = max(open_, key=lambda x: odds_of_yes(rules, seen, x).chance, default=None)
        plans = {"beijing": Plan("beijing", (best,) if best else ()), "washington": Plan("washington")}
        yes = Answers("washington", tuple((o.id, "yes") for o in delivered(rules, state, plans)["washington"]))
        known = {p.id for p in state.record.promises}
        state = resolve(rules, state, plans, {"washington": yes}).state
        sold += [(state.record.quarter, p) for p in state.record.promises if p.id not in known and p.side == "beijing"]
    n = rules.numbers
    earned = total(n.promise_months * min(1.0, (p.until - p.since) / n.promise_whole) for _, p in sold)
    assert len(sold) > 3 and earned <= n.promise_months * len(sold) / n.promise_whole, "a quarter's promise earns a quarter's trust"
