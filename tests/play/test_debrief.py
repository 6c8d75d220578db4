"""The debrief: the replays are exact to the bit, plans are held by what they name, and the shares add up to what is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.engine.rules import Parts, Rules, Setup, digest, new_game, observe, outcome, resolve
from game.engine.rules.campaign.record import State
from game.engine.rules.turn.options import Refusal
from game.engine.rules.verdict.mandates import charge_of
from game.engine.rules.verdict.standing import parts_so_far
from game.engine.rules.vocabulary.plan import BOTH, Answers, Draft, DropDraft, Offer, Plan, Say, SetDial, Side, Term, other
from game.engine.world.arithmetic.total import total
from game.lab.simulation.simulate import Played, play_batch
from game.opponents.charge_reader import likeliest, readings
from game.play import Campaign, Store
from game.play.debrief.charges import opened_charges
from game.play.debrief.courses import Course, History, HistoryDiffers, Run, played_again, runs
from game.play.debrief.decisions import Accepted, Decision, Quarter, decisions_of, quarter_of
from game.play.debrief.held_plans import Void, held_answers
from game.play.debrief.rival_quarters import rival_quarters
from game.play.debrief.theses import SEEN, findings
from game.play.debrief.turning_points import Debrief, TurningPoint, debrief, nothing_of, there_of, verdicts, without
from game.play.debrief.what_if import LUCKS, Question, branch, what_if
from game.play.replay import replay
from game.play.save_file import LogLine, Spoken, log_line, read
from game.structs import replace

SCENARIO = "spring-curbs"


@pytest.fixture(scope="module")
def played(rules: Rules) -> Played:
    """One campaign of eight quarters, script against script."""
    return play_batch(rules, SCENARIO, ("hawk", "tit-for-tat"), [3], keep_log=True, judge=False)[0]


@pytest.fixture(scope="module")
def whole(rules: Rules, played: Played) -> Debrief:
    """Its whole debrief, for Beijing."""
    *_, last = debrief(rules, played.state.record.setup, played.log, "beijing")
    return last


def history(rules: Rules, played: Played) -> History:
    return played_again(rules, played.state.record.setup, played.log)


def run_of(rules: Rules, played: Played, course: Course) -> Run:
    return dict(runs(history(rules, played), [course]))[0]


def states(rules: Rules, played: Played) -> list[State]:
    found = [new_game(rules, played.state.record.setup)]
    for line in played.log:
        found.append(resolve(rules, found[-1], line.plans, line.answers).state)
    return found


def test_an_untouched_history_played_again_is_the_original_to_the_bit(rules: Rules, played: Played) -> None:
    for quarter in (0, 3):
        same = run_of(rules, played, Course({quarter: quarter_of(played.log[quarter])}))
        assert digest(same.state) == digest(played.state) == played.log[-1].digest
        assert same.void == ()


def test_a_rival_that_is_free_does_as_it_did_when_nothing_is_left_out(rules: Rules, played: Played) -> None:
    same = run_of(rules, played, Course({0: quarter_of(played.log[0])}, free="washington"))
    assert digest(same.state) == played.log[-1].digest


def test_without_all_decisions_of_a_quarter_is_its_counterfactual_to_the_bit(rules: Rules, played: Played) -> None:
    at = 2
    left_out = [d for d in decisions_of(played.log) if d.quarter == at]
    assert {d.side for d in left_out} == set(BOTH), "both capitals decide something here"
    state = states(rules, played)[at]
    alone = resolve(rules, state, {s: Plan(s) for s in BOTH}, {s: Answers(s) for s in BOTH}).state
    short = replace(played, log=played.log[: at + 1])
    assert digest(run_of(rules, short, without(short.log, left_out)).state) == digest(alone)


def test_each_course_of_a_batch_is_the_course_alone(rules: Rules, played: Played) -> None:
    decisions = decisions_of(played.log, ("beijing",))
    some = [decisions[0], decisions[len(decisions) // 2], decisions[-1]]
    courses = [without(played.log, (d,)) for d in some]
    together = dict(runs(history(rules, played), courses))
    for place, course in enumerate(courses):
        assert digest(together[place].state) == digest(run_of(rules, played, course).state)


def test_leaving_a_decision_out_is_the_same_calls_without_its_line(rules: Rules, played: Played) -> None:
    """Held against the plain way: one quarter after the other, by `resolve`."""
    decision = next(d for d in decisions_of(played.log, ("beijing",)) if isinstance(d.what, SetDial))
    named = [
        line.quarter for line in played.log if any(isinstance(x, Offer) and x.draft for s in BOTH for x in line.plans[s].lines)
    ]
    end = min([q for q in named if q > decision.quarter], default=len(played.log))  # from there on ids are translated
    assert end > decision.quarter + 1
    played = replace(played, log=played.log[:end])
    lane = run_of(rules, played, without(played.log, (decision,)))
    state = states(rules, played)[decision.quarter]
    for line in played.log[decision.quarter :]:
        quarter = quarter_of(line, (decision,))
        state = resolve(rules, state, quarter.plans, quarter.answers, lenient=True).state
    assert digest(state) != played.log[-1].digest
    assert digest(lane.state) == digest(state)


def test_a_course_that_rejoins_the_record_ends_as_it_would_have_been_played(rules: Rules, played: Played) -> None:
    """Such a course is not played on; the plain way, quarter after quarter, leads to the same digest."""
    kept = history(rules, played)
    decisions = decisions_of(played.log, ("beijing",))
    courses = [without(played.log, (d,)) for d in decisions]
    asked: list[int] = []
    found = dict(runs(kept, courses, lambda done: not asked.append(done)))  # type: ignore[func-returns-value]
    last = kept.states[-1]
    early = [d for i, d in enumerate(decisions) if found[i].state.world is last.world and d.quarter < len(played.log) - 2]
    assert early, "some decisions leave nothing but their trace in the past"
    assert sum(asked) == sum(len(played.log) - c.start for c in courses), "what need not be played counts as done"
    for decision in early[:2]:
        state = kept.states[decision.quarter]
        for line in played.log[decision.quarter :]:
            quarter = quarter_of(line, (decision,))
            state = resolve(rules, state, quarter.plans, quarter.answers, lenient=True).state
        assert digest(found[decisions.index(decision)].state) == digest(state)


def test_the_debrief_has_every_decision_once_and_its_shares_add_up(whole: Debrief) -> None:
    assert whole.whole and not whole.refused
    assert sorted(p.decision.key for p in whole.points) == sorted(d.key for d in whole.decisions)
    assert whole.played == whole.wanted
    for p in whole.points:
        assert total(p.shares.values()) + p.mandates == p.points
    assert [x.decision for x in whole.largest] == [p.decision for p in whole.points[:3]]
    assert all(x.real.final for x in whole.largest)


@pytest.fixture(scope="module")
def ruptured(rules: Rules) -> Played:
    """A campaign that ended in rupture after three quarters."""
    (found,) = play_batch(rules, SCENARIO, ("freeze-always", "hawk"), [10], keep_log=True, judge=False)
    assert found.state.record.over == "rupture"
    return found


def test_a_rupture_is_the_worst_end_so_that_nothing_which_led_to_it_gains(rules: Rules, ruptured: Played) -> None:
    for side in BOTH:
        *_, last = debrief(rules, ruptured.state.record.setup, ruptured.log, side)
        other_ends = [p for p in last.points if p.over != "rupture"]
        assert last.whole and other_ends and all(p.points < 0.0 and p.shares["safety"] <= 0.0 for p in other_ends)
        assert last.real is not None and last.verdict is not None and not last.real.met
        assert last.real.standing == last.verdict.standing == last.verdict.safety == 0.0
        for x in last.largest:
            assert x.real.points <= min(x.held.points, x.anew.points)
            assert not (x.real.final or x.held.final or x.anew.final), "some are not over, so none is read after the years"


def test_courses_that_ended_in_different_quarters_are_held_against_one_standing(
    rules: Rules, played: Played, ruptured: Played
) -> None:
    side: Side = "washington"
    spread = rules.scenarios[SCENARIO].par[side].spread

    def against(parts: Parts) -> float:
        return parts.standing - (parts.verdict - parts.mandate_points) * spread / rules.numbers.standing.points

    whole_one, short = played.state, ruptured.state
    for here, there in ((whole_one, short), (short, whole_one)):
        real = parts_so_far(rules, here.record, here.world, side)
        assert against(there_of(rules, there, side, here)) == pytest.approx(against(real), abs=1e-9)
    told = verdicts(rules, [short, whole_one], side)
    for v, state in zip(told, (short, whole_one), strict=True):
        end = outcome(rules, state).verdict
        assert end is not None and v.final and v.points == end[side].verdict
    par = rules.scenarios[SCENARIO].par[side].median
    assert [against(outcome(rules, s).verdict[side]) for s in (short, whole_one)] == pytest.approx([par, par], abs=1e-9)


def test_a_part_of_the_debrief_can_be_used(rules: Rules, played: Played) -> None:
    asked: list[int] = []

    def go_on(done: int) -> bool:
        asked.append(done)
        return len(asked) < 12  # into the second batch

    *_, last = debrief(rules, played.state.record.setup, played.log, "beijing", go_on)
    assert not last.whole and not last.refused
    assert 0 < len(last.points) < len(last.decisions)
    assert 0 < last.played < last.wanted


def test_nothing_decided_at_all_is_the_campaign_of_a_silent_side(rules: Rules, played: Played) -> None:
    silent = run_of(rules, played, nothing_of(played.log, "beijing"))
    assert all(past.plans["beijing"].lines == () for past in silent.state.record.history)


def refusal(rules: Rules, played: Played, log: tuple[LogLine, ...]) -> str:
    (only,) = debrief(rules, played.state.record.setup, log, "beijing")
    assert only.points == () and len(only.path) == len(log), "the statistics are still shown"
    return only.refused


def test_other_rules_are_refused_with_the_reason(rules: Rules, played: Played) -> None:
    log = tuple(replace(line, rules="another") for line in played.log)
    assert "other rules" in refusal(rules, played, log)


def test_a_log_that_plays_otherwise_is_refused(rules: Rules, played: Played) -> None:
    log = (*played.log[:2], replace(played.log[2], digest="0"), *played.log[3:])
    assert "digests" in refusal(rules, played, log)


def test_nothing_finished_is_said(rules: Rules, played: Played) -> None:
    assert "No quarter" in refusal(rules, played, ())


def test_a_save_cut_in_the_middle_is_debriefed_up_to_there(rules: Rules, played: Played) -> None:
    *_, last = debrief(rules, played.state.record.setup, played.log[:3], "beijing")
    assert last.whole and len(last.path) == 3
    assert all(not x.real.final for x in last.largest), "no verdict is told of a campaign that goes on"


def drafted(rules: Rules) -> Played:
    """Two quiet drafts by hand, the first of them dropped in the third quarter."""
    measures = [SetDial(d.id, len(d.notches) - 1) for d in rules.dials.values() if d.side == "beijing" and d.stance][:2]
    plans: list[tuple[object, ...]] = [(Draft(measures[0], quiet=True), Draft(measures[1], quiet=True)), (), ()]
    state = new_game(rules, Setup(SCENARIO, 1))
    log = []
    for lines in plans:
        if state.record.quarter == 1:
            first, second = (d.id for d in state.record.drafts)
            assert first != second
            lines = (DropDraft(second),)
        plan = {"beijing": Plan("beijing", lines), "washington": Plan("washington")}  # type: ignore[arg-type]
        answers = {s: Answers(s) for s in BOTH}
        state = resolve(rules, state, plan, answers).state  # type: ignore[arg-type]
        log.append(log_line(rules, plan, answers, state))  # type: ignore[arg-type]
    return Played(1, 3, state, None, tuple(log))


def test_a_line_follows_what_it_names_though_the_ids_have_moved(rules: Rules) -> None:
    """Without the first draft the second one bears the first one's id."""
    played = drafted(rules)
    first, second = (Decision(0, "beijing", i, line) for i, line in enumerate(played.log[0].plans["beijing"].lines))
    run = run_of(rules, played, without(played.log, (first,)))
    assert run.void == () and run.state.record.drafts == ()
    run = run_of(rules, played, without(played.log, (second,)))
    dropped = played.log[1].plans["beijing"].lines[0]
    assert run.void == (Void(1, "beijing", dropped, Refusal("unknown")),), "what it named is not there"
    assert [d.measure for d in run.state.record.drafts] == [first.what.measure]  # type: ignore[union-attr]


def test_a_yes_stands_only_for_the_offer_that_it_was_given_to() -> None:
    was, now = Offer(Term("a", 1), 4, Term("b", 1)), Offer(Term("a", 0), 4, Term("b", 1))
    answers = {"beijing": Answers("beijing", (("offer-1-washington", "yes"),)), "washington": Answers("washington")}
    recorded = Quarter({"beijing": Plan("beijing"), "washington": Plan("washington", (was,))}, answers)  # type: ignore[dict-item]
    kept, void = held_answers(recorded, recorded.plans, "beijing", 1)
    assert kept == answers["beijing"] and void == ()
    kept, void = held_answers(recorded, {**recorded.plans, "washington": Plan("washington", (now,))}, "beijing", 1)
    assert kept.replies == () and [x.what for x in void] == [Accepted("offer-1-washington", was)]


def test_what_is_decided_is_lines_and_acceptances(played: Played) -> None:
    line = played.log[0]
    told = replace(line, plans={**line.plans, "beijing": Plan("beijing", (Say("hold"),))})
    found = decisions_of([told], ("beijing",))
    assert [d.key for d in found] == ["say:hold"]
    assert quarter_of(told, found).plans["beijing"].lines == ()


def test_a_history_keeps_only_what_was_played(rules: Rules, played: Played) -> None:
    kept = History(rules, played.state.record.setup, played.log)
    with pytest.raises(HistoryDiffers):
        kept.keep(played.state)


def test_the_record_played_with_its_logs_figures_is_the_one_that_was_played(rules: Rules, played: Played) -> None:
    assert [digest(s) for s in history(rules, played).states] == [digest(s) for s in states(rules, played)]


def test_figures_that_are_not_the_logs_are_noticed(rules: Rules, played: Played) -> None:
    first, *rest = played.log
    figures = replace(first.statistics["beijing"], leverage=first.statistics["beijing"].leverage + 1.0)
    told = replace(first, statistics={**first.statistics, "beijing": figures})
    with pytest.raises(HistoryDiffers):
        played_again(rules, played.state.record.setup, (told, *rest))


def test_what_if_of_the_plan_as_it_was_is_the_record(rules: Rules, played: Played) -> None:
    same = what_if(history(rules, played), "beijing", Question(3, played.log[3].plans["beijing"]))
    assert same is not None and same.void == ()
    assert same.paths[0] == tuple(line.statistics for line in played.log)
    assert same.there == same.real


def test_what_if_without_a_line_is_the_debriefs_course_and_spreads(rules: Rules, played: Played, whole: Debrief) -> None:
    decision = next(d for d in whole.decisions if d.quarter == 2)
    plan = played.log[2].plans["beijing"].without(decision.place)
    found = what_if(history(rules, played), "beijing", Question(2, plan))
    point = next(p for p in whole.points if p.decision == decision)
    assert found is not None and found.paths[0] == point.path and found.void == point.void
    assert len(found.paths) == LUCKS + 1
    for path in found.paths:  # what came before is the record's, whatever the luck
        assert path[:2] == whole.path[:2]
    assert len({path[-1]["beijing"].leverage for path in found.paths}) > LUCKS // 2


def test_what_if_can_be_ended_and_refuses_a_quarter_that_was_not(rules: Rules, played: Played) -> None:
    question = Question(0, Plan("beijing"))
    assert what_if(history(rules, played), "beijing", question, lambda done: done == 0) is None
    with pytest.raises(ValueError, match="0 to 7"):
        what_if(history(rules, played), "beijing", replace(question, quarter=8))


def test_play_on_from_a_quarter_is_a_campaign_of_its_own_that_verifies(rules: Rules, tmp_path: Path) -> None:
    store = Store(tmp_path)
    old = Campaign.start(rules, Setup(SCENARIO, 5, "beijing", doctrines=("hawk", "hawk")), store)
    for _ in range(3):
        old.add(Say("hold"))
        old.commit()
    before = {e.name: e.path.read_bytes() for e in store.list()}
    question = Question(1, Plan("beijing", (Say("ease"),)))
    new = branch(played_again(rules, old.setup, old.log), question, "another course", store)
    assert new.id != old.id and new.state.record.quarter == 1 and new.plan == question.plan
    new.autosave()
    path = next(e.path for e in store.list() if e.name == "another course")
    assert replay(rules, path).verified
    new.commit()
    assert replay(rules, path).verified and read(path).log[0] == old.log[0]
    assert {e.name: e.path.read_bytes() for e in store.list() if e.name in before} == before, "the old campaign's save stays"
    again = branch(played_again(rules, old.setup, old.log), question, "another course", store)
    again.autosave()
    assert "another course (2)" in {e.name for e in store.list()}


def test_a_branch_leaves_out_lines_that_may_not_be_taken(rules: Rules, played: Played) -> None:
    question = Question(1, Plan("beijing", (SetDial("no-such-dial", 1), Say("ease"))))
    assert branch(history(rules, played), question, "x", None).plan.lines == (Say("ease"),)


def test_what_was_said_is_kept_in_the_save(rules: Rules, tmp_path: Path) -> None:
    campaign = Campaign.start(rules, Setup(SCENARIO, 5, "beijing"), Store(tmp_path))
    campaign.commit()
    campaign.spoken = Spoken(0, "say:hold", "They squeezed us.")
    path = campaign.autosave()
    assert path is not None and not read(path).lost
    assert Campaign.load(rules, path).spoken == campaign.spoken and replay(rules, path).verified
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(x for x in lines if '"spoken"' not in x), "utf-8")
    assert read(path).spoken is None, "a save of before says nothing"


def test_the_rivals_quarters_are_its_plans_with_reasons(whole: Debrief, played: Played) -> None:
    assert [q.quarter for q in whole.rival] == [line.quarter for line in played.log]
    for q, line in zip(whole.rival, played.log, strict=True):
        assert tuple(w.line for w in q.wanted if w.taken) == line.plans["washington"].lines
        assert all(w.refusal is not None or w.barred for w in q.wanted if not w.taken)
    assert any(not w.taken for q in whole.rival for w in q.wanted), "something was wanted and could not be had"


def test_a_person_has_no_reasons_of_a_doctrine(rules: Rules, played: Played) -> None:
    kept = history(rules, played)
    human = replace(played.state.record.setup, human="washington")
    first = State(replace(kept.states[0].record, setup=human), kept.states[0].world)
    assert rival_quarters(rules, (first, *kept.states[1:]), played.log, "washington") == ()


def test_the_sealed_charges_are_opened_with_when_the_record_told_them(rules: Rules, whole: Debrief, played: Played) -> None:
    record = played.state.record
    assert {c.side for c in whole.charges} == {s for s in BOTH if charge_of(record, s)} != set()
    for c in whole.charges:
        assert c.charge == record.mandates[c.side][0] and c.named == record.named.get(other(c.side), "")
        assert (c.told is None) == (c.best != c.charge)
        for cut in range(2, len(played.log) + 1):  # the reader of each day, who knows no more than what had become public
            seen = observe(rules, played.state, other(c.side))
            fits = readings(rules, replace(seen, history=seen.history[:cut]))
            if c.told is not None and cut > c.told:
                assert likeliest(fits) == c.charge


def test_charges_stay_sealed_while_a_campaign_goes_on(rules: Rules, played: Played) -> None:
    state = history(rules, replace(played, log=played.log[:3])).states[-1]
    assert opened_charges(rules, state) == ()


def test_each_thesis_is_judged_by_what_its_decisions_did(rules: Rules, whole: Debrief) -> None:
    found = {f.thesis: f for f in findings(rules, whole)}
    assert set(found) == set(rules.theses) and [rules.theses[id].order for id in found] == sorted(
        x.order for x in rules.theses.values()
    )
    for f in found.values():
        assert (f.result == "untried") == (f.numbers == ())
        assert f.result == "untried" or f.result == ("borne" if f.score >= SEEN else "against" if f.score <= -SEEN else "even")
    harsher = [p for p in whole.points if _harsher(rules, whole, p)]
    assert found["use-wastes"].cases == len(harsher) > 0
    ends = [(whole.path[-1], p.path[min(len(p.path), len(whole.path)) - 1]) for p in harsher]
    left = sum(a["beijing"].leverage_lasting - b["beijing"].leverage_lasting for a, b in ends) / len(ends)
    assert found["use-wastes"].numbers == pytest.approx((left,)) and found["use-wastes"].score == pytest.approx(-left)


def _harsher(rules: Rules, d: Debrief, p: TurningPoint) -> bool:
    what = p.decision.what
    return isinstance(what, SetDial) and rules.dials[what.dial].stance and what.notch > d.seen[p.decision.quarter].dials[what.dial]


def test_a_thesis_that_was_not_tried_is_said_to_be_so(rules: Rules, whole: Debrief) -> None:
    silent = replace(whole, points=tuple(p for p in whole.points if isinstance(p.decision.what, Say)))
    results = {f.thesis: f.result for f in findings(rules, silent)}
    assert results["use-wastes"] == results["inducement"] == results["credit"] == "untried"
    assert findings(rules, replace(whole, points=())) == ()
