"""A campaign played again from its log: the same calls, the digests compared; and the recovery of a torn save.

Leaves reading to `save_file.py`. Not compared, since nothing leads to them: the name, the list of packs, the plan in the making."""

from __future__ import annotations

from pathlib import Path

from game.engine.rules import date_of, digest, new_game, resolve
from game.engine.rules.campaign.record import State
from game.engine.rules.vocabulary.plan import BOTH
from game.engine.rules.vocabulary.rules import Rules
from game.play.messages import Sentence
from game.play.save_file import Saved, SaveError, read
from game.structs import Struct


class Replay(Struct):
    """What a replay found. `first_difference` is the quarter whose digest differs, None when none does."""

    quarters: int
    verified: bool
    digest: str
    first_difference: int | None
    state: State
    reason: str = ""  # one sentence when the log could not be verified


def replay(rules: Rules, path: Path, verify: bool = True) -> Replay:
    """Play a save's log again; SaveError when the file cannot be read."""
    return replay_log(rules, read(path), verify)


def replay_log(rules: Rules, saved: Saved, verify: bool = True) -> Replay:
    """Play the log of a save again, to its end or to the first quarter that differs when `verify` is set."""
    try:
        state = new_game(rules, saved.header.setup)
    except (KeyError, ValueError):
        raise SaveError(Sentence("scenario-missing", scenario=repr(saved.header.setup.scenario))) from None
    difference: int | None = None
    reason = saved.lost
    for line in saved.log:
        try:
            state = resolve(rules, state, line.plans, line.answers, lenient=not rules.same_game(line.rules)).state
        except (KeyError, ValueError) as error:
            difference = line.quarter
            reason = Sentence("quarter-fails", quarter=str(line.quarter), reason=str(error))
            break
        if verify and digest(state) != line.digest:
            difference = line.quarter
            reason = Sentence("log-wrong" if rules.same_game(line.rules) else "log-other")
            break
        if verify and not all(set(of) == set(BOTH) and all(of[s].side == s for s in BOTH) for of in (line.plans, line.answers)):
            difference = line.quarter
            reason = Sentence("log-wrong")
            break
        if verify and line.statistics != state.record.figures:
            difference = line.quarter
            reason = Sentence("statistics-wrong", quarter=str(line.quarter))
            break
    if verify and difference is None and not reason:
        reason = _of_other_rules(rules, saved) or _unlike(rules, saved, state)
    whole = difference is None and not reason
    return Replay(state.record.quarter, verify and whole, digest(state), difference, state, reason)


def _of_other_rules(rules: Rules, saved: Saved) -> str:
    """That a quarter says that other rules played it, though its result is the same: nothing leads to what it says; "" for none."""
    return "" if all(rules.same_game(line.rules) for line in saved.log) else Sentence("log-other")


def _unlike(rules: Rules, saved: Saved, state: State) -> str:
    """What of a save's header and last state is not what its log leads to; "" when all is."""
    header, record = saved.header, state.record
    date = date_of(rules.scenarios[record.setup.scenario], record.quarter)
    known = rules.same_game(header.rules) or (bool(saved.log) and header.rules == saved.log[-1].rules)
    expected = {
        "rules": header.rules if known else rules.hash,
        "side": record.setup.human or header.side,
        "quarter": record.quarter,
        "date": date,
        "over": record.over,
        "digest": saved.log[-1].digest if saved.log else "",
    }
    for field, found in expected.items():
        told = getattr(header, field)
        if told != found:
            return Sentence("header-wrong", field=field, told=repr(told), found=repr(found))
    stored = saved.state(rules)
    return "" if stored is not None and digest(stored) == digest(state) else Sentence("state-wrong")


def recover(rules: Rules, saved: Saved) -> State:
    """The state of a save: as stored, or else from its log; SaveError when neither is possible."""
    stored = saved.state(rules)
    if stored is not None:
        return stored
    if not all(rules.same_game(said) for said in (saved.header.rules, *(line.rules for line in saved.log))):
        raise SaveError(Sentence("state-damaged"))
    replayed = replay_log(rules, saved)
    if replayed.first_difference is not None:
        raise SaveError(Sentence("log-differs"))
    return replayed.state
