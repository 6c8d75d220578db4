"""Dealing and answering: luck that a new card does not shift, chains on time, marks with date and act, pairs settled together."""

from __future__ import annotations

from game.engine.rules import Setup, new_batch, new_game, observe, resolve, resolve_batch
from game.engine.rules.campaign.record import CardOnTable
from game.engine.rules.effects.relations import Tension
from game.engine.rules.verdict.mandates import longest_run, met
from game.engine.rules.vocabulary.acts import OfCard
from game.engine.rules.vocabulary.items import Follow, Pair
from game.engine.rules.vocabulary.news import Answered, BothAnswered, MandateExchanged
from game.engine.rules.vocabulary.plan import BOTH, AnswerCard, Plan
from game.engine.world.arithmetic.luck import key_number
from game.structs import replace

from .play import rich, with_record


def deals(rules, seeds, quarters):
    """What is dealt in campaigns in which nobody decides anything, by seed."""
    batch, idle = new_batch(rules, [Setup("calibrated-control", seed) for seed in seeds]), [{} for _ in seeds]
    for _ in range(quarters):
        batch = resolve_batch(rules, batch, idle, idle).batch
    return [record.dealt for record in batch.records]


def test_a_new_card_changes_a_deal_only_where_it_wins_itself(rules):
    sample = next(c for c in rules.cards.values() if c.to == "washington" and c.called == "weight")
    newcomer = replace(sample, id="zz-newcomer", weight=0.05, when=None, tags=())
    more = replace(rules, cards={**rules.cards, newcomer.id: newcomer})
    for before, after in zip(deals(rules, range(4), 1), deals(more, range(4), 1), strict=True):
        changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
        assert all(b[0] == "zz-newcomer" for _, b in changed)


def test_each_campaign_keeps_cards_of_its_own_at_the_bottom_of_its_deck(rules):
    alike = {}
    for side in BOTH:
        sample = next(c for c in rules.cards.values() if c.to == side and not any(r.follow for r in c.responses))
        for i in range(12):
            card = replace(sample, id=f"{side}-{i}", weight=1.0, called="weight", when=None, tags=(), again=0)
            alike[card.id] = card
    numbers = replace(rules.numbers, bottom=0.5, bottom_weight=1e-9)
    shuffled = replace(rules, cards=alike, numbers=numbers)
    hands = []
    for seed, dealt in enumerate(deals(shuffled, range(3), 11)):
        lies_low = [key_number(seed, 0, "bottom", c) < 0.5 for c, _, side in dealt if side == "beijing"]
        assert len(lies_low) == 12 and lies_low == sorted(lies_low) and 0 < sum(lies_low) < 12
        hands.append({c for c, quarter, _ in dealt if quarter <= 4})
    assert len(set(map(frozenset, hands))) == 3


def test_no_card_comes_back_before_its_time_and_each_side_has_its_own(rules):
    for dealt in deals(rules, range(4), 12):
        last = {}
        for card, quarter, side in dealt:
            item = rules.cards[card]
            assert item.to in (side, "both")
            if (card, side) in last:
                assert item.again > 0 and quarter - last[card, side] >= item.again
            last[card, side] = quarter


def on_table(rules, card, side="beijing"):
    state = rich(new_game(rules, Setup("calibrated-control", 3)))
    sides = BOTH if rules.cards[card].to == "both" else (side,)
    return with_record(state, table=tuple(CardOnTable(card, s, 0) for s in sides), dealt=())


def test_an_answer_leaves_its_mark_with_date_and_act(rules):
    card = next(c for c in rules.cards.values() if c.to == "beijing" and len(c.responses) > 1)
    response = card.responses[-1]
    after = resolve(rules, on_table(rules, card.id), {"beijing": Plan("beijing", (AnswerCard(card.id, response.id),))}).state
    (mark,) = [m for m in after.record.marks if m.name == response.mark.name and m.side == "beijing"]
    assert (mark.since, mark.act) == (0, OfCard(card.id, response.id))


def test_silence_takes_the_default(rules):
    card = next(c for c in rules.cards.values() if c.to == "beijing")
    after = resolve(rules, on_table(rules, card.id), {}).state
    assert Answered("beijing", card.id, card.default) in after.record.history[-1].news


def test_a_chain_calls_its_card_when_it_is_due(rules):
    first = next(c for c in rules.cards.values() if c.to == "beijing")
    second = next(c for c in rules.cards.values() if c.to == "beijing" and c.id != first.id and c.when is None)
    linked = replace(first.responses[0], follow=(Follow(second.id, after=2, chance=1.0),))
    chained = replace(rules, cards={**rules.cards, first.id: replace(first, responses=(linked, *first.responses[1:]))})
    state = on_table(chained, first.id)
    state = resolve(chained, state, {"beijing": Plan("beijing", (AnswerCard(first.id, linked.id),))}).state
    assert (second.id, 2, "beijing") in state.record.coming or (second.id, 1, "beijing") in state.record.dealt
    state = resolve(chained, state, {}).state
    assert second.id in {c for c, _, side in state.record.dealt if side == "beijing"}


def test_a_pair_of_answers_settles_a_shared_card(rules):
    shared = next(c for c in rules.cards.values() if c.to == "both")
    a, b = shared.responses[0].id, shared.responses[1].id

    def tension(first, second, pairs):
        told = replace(rules, cards={**rules.cards, shared.id: replace(shared, pairs=pairs)})
        plans = {"beijing": Plan("beijing", (AnswerCard(shared.id, first),)),
                 "washington": Plan("washington", (AnswerCard(shared.id, second),))}  # fmt: skip
        return float(resolve(told, on_table(told, shared.id), plans).state.world.tension[0])

    loud = (Pair(a, b, (Tension(2.0),)),)
    assert tension(a, b, loud) > tension(a, b, ()) + 0.5
    assert tension(b, a, loud) == tension(b, a, ())


def test_both_capitals_learn_both_answers_to_a_shared_card(rules):
    shared = next(c for c in rules.cards.values() if (c.to == "both" and not c.pairs) or c.id == "x-act-ends")
    first, second = shared.responses[0].id, shared.responses[-1].id
    assert all((first, second) != (p.beijing, p.washington) for p in shared.pairs)  # no joint effect, and told all the same
    plans = {"beijing": Plan("beijing", (AnswerCard(shared.id, first),)),
             "washington": Plan("washington", (AnswerCard(shared.id, second),))}  # fmt: skip
    after = resolve(rules, on_table(rules, shared.id), plans).state
    for side in BOTH:
        assert BothAnswered(shared.id, first, second) in observe(rules, after, side).history[-1].news


def test_an_answer_that_only_one_capital_gives_stays_its_own(rules):
    card = next(c for c in rules.cards.values() if c.to == "beijing")
    after = resolve(rules, on_table(rules, card.id), {}).state
    told = {side: {n.key for n in observe(rules, after, side).history[-1].news} & {"answered", "pair"} for side in BOTH}
    assert told["beijing"] == {"answered"} and "pair" not in told["washington"] and "answered" not in told["washington"]


def test_mandates_are_met_by_their_span(rules):
    sample = next(iter(rules.mandates.values()))
    course = (1, 0, 1, 1, 0)
    assert longest_run(course) == 2
    assert not met(replace(sample, span="end"), course)
    assert not met(replace(sample, span="always"), course)
    assert met(replace(sample, span="count", quarters=3), course)
    assert met(replace(sample, span="run", quarters=2), course) and not met(replace(sample, span="run", quarters=3), course)
    assert not met(replace(sample, span="always"), ())


def test_both_sides_learn_which_public_mandate_was_exchanged(rules):
    state = new_game(rules, Setup("calibrated-control", 3))
    state = with_record(state, table=tuple(CardOnTable("x-act-ends", s, 0) for s in BOTH), dealt=())
    plans = {"beijing": Plan("beijing", (AnswerCard("x-act-ends", "exchange"),))}
    after = resolve(rules, rich(state), plans).state
    before, now = (set(x.record.mandates["beijing"]) for x in (state, after))
    (told,) = [n for n in observe(rules, after, "beijing").history[-1].news if n.key == "mandate-exchanged"]
    assert told == MandateExchanged("beijing", *(before - now), *(now - before))
    assert told in observe(rules, after, "washington").history[-1].news
    assert set(observe(rules, after, "washington").rival_mandates) == now - {after.record.mandates["beijing"][0]}
