"""A campaign under way that goes on under other rules, as when a pack was edited and read again: new `Rules`, same state.

What keeps a state from being played under the rules is `soundness.py`'s; how packs are read is the content room's."""

from __future__ import annotations

from game.engine.rules import new_game, refuse
from game.engine.rules.campaign.record import State
from game.engine.rules.vocabulary.plan import Plan
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.model.state import from_document
from game.play.campaign import Campaign
from game.play.messages import Sentence
from game.play.soundness import unsound
from game.structs import replace


class NotUnderThese(ValueError):
    """The campaign cannot go on under the new rules; `sentence` says why, and the campaign stands as it stood."""

    def __init__(self, why: str) -> None:
        self.sentence = Sentence("not-reloaded", reason=why)
        super().__init__(self.sentence)


def reloaded(campaign: Campaign, rules: Rules) -> Campaign:
    """The same campaign under other rules, with its log, plan and saves. New dials stand at their start. Where no
    quarter was played yet it is the one that these rules begin.

    NotUnderThese when something that the state needs is no longer there, or the world is made of other parts."""
    if campaign.sealed:
        raise NotUnderThese("both plans lie sealed; answer the offers first")
    setup = campaign.setup
    if setup.scenario not in rules.scenarios:
        raise NotUnderThese(f"an unknown scenario “{setup.scenario}”")
    state = _moved(campaign.state, rules) if campaign.log else new_game(rules, setup)  # where nothing was played it begins anew
    if why := unsound(rules, state):
        raise NotUnderThese(why)
    kept = Campaign(rules, state, campaign.log, Plan(campaign.side), campaign.store, campaign.id)
    kept.kept, kept._auto, kept.spoken = campaign.kept, campaign._auto, campaign.spoken
    kept.scores = campaign.scores
    for line in campaign.plan.lines:
        if refuse(rules, kept.observation, kept.plan, line) is None:
            kept.plan = kept.plan.plus(line)
    return kept


def _moved(state: State, rules: Rules) -> State:
    """The state under other rules; NotUnderThese where its world is made of other parts."""
    before, spec = state.world.spec, rules.world_of(state.record.setup.scenario)
    for part in ("regions", "products", "finals", "uses", "ores"):
        if getattr(before, part) != getattr(spec, part):
            raise NotUnderThese(f"the world has other {part} than the campaign began with")
    record = state.record
    fresh = {id: dial.start for id, dial in rules.dials.items() if id not in record.dials}
    record = replace(record, dials={**record.dials, **fresh}) if fresh else record
    return State(record, from_document(spec, state.world.document()))
