"""The model breaks down while a quarter is played: the campaign stands at its last quarter, says so, and can go on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from game.engine.rules import digest, resolve
from game.engine.rules.campaign.record import Setup
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.luck import Luck
from game.engine.world.model.ledger import Ledger
from game.engine.world.model.state import World
from game.engine.world.month import phases
from game.engine.world.month.phases import ModelFault, Phase
from game.play import Campaign, Store
from game.play.messages import CampaignFault

SETUP = Setup("spring-curbs", 5, "beijing", "even", ("hawk", "hawk"))


@contextmanager
def broken(monkeypatch: pytest.MonkeyPatch, phase: str, array: str) -> Iterator[None]:
    """While it lasts, a phase leaves a number that is none in one cell."""

    def wrong(whole: Phase) -> Phase:
        def run(world: World, shocks: Luck | None, ledger: Ledger | None) -> None:
            whole.run(world, shocks, ledger)
            getattr(world, array)[1, 0] = np.nan

        return Phase(whole.name, run, whole.need, whole.writes)

    with monkeypatch.context() as patch, np.errstate(invalid="ignore"):
        patch.setattr(phases, "PHASES", tuple(wrong(p) if p.name == phase else p for p in phases.PHASES))
        yield


def test_a_commit_that_breaks_down_leaves_the_last_quarter(rules: Rules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    campaign = Campaign.start(rules, SETUP, Store(tmp_path))
    campaign.commit()
    campaign.add(campaign.options().open()[0].line)
    plan, was, log = campaign.plan, digest(campaign.state), campaign.log
    campaign.seal()
    with broken(monkeypatch, "consumption", "loss_sum"), pytest.raises(CampaignFault) as found:
        campaign.commit()
    assert str(found.value.sentence) == (
        "The campaign stands at its last quarter and nothing is lost: the model broke down in 2025Q3. Change the plan, "
        "or go back to an earlier save. (Step consumption, loss sum: usa, lane 0 is no number.)"
    )
    assert digest(campaign.state) == was and campaign.log == log and campaign.plan == plan and not campaign.sealed
    assert list(tmp_path.rglob("*")), "the autosave of the last quarter stands"
    other = Campaign.start(rules, SETUP, None)
    other.commit()
    other.add(plan.lines[0])
    assert digest(campaign.commit().state) == digest(other.commit().state), "play goes on as if nothing had been"


def test_staying_the_course_keeps_the_plan(rules: Rules, monkeypatch: pytest.MonkeyPatch) -> None:
    campaign = Campaign.start(rules, SETUP, None)
    campaign.add(campaign.options().open()[0].line)
    plan = campaign.plan
    with broken(monkeypatch, "consumption", "loss_sum"), pytest.raises(CampaignFault):
        campaign.stay_the_course()
    assert campaign.plan == plan and campaign.state.record.quarter == 0


@pytest.mark.parametrize(("phase", "array"), [("growth", "demand"), ("invest", "capacity"), ("trust", "belief_bad")])
def test_the_phase_at_fault_is_named(rules: Rules, monkeypatch: pytest.MonkeyPatch, phase: str, array: str) -> None:
    state = Campaign.start(rules, SETUP, None).state
    with broken(monkeypatch, phase, array), pytest.raises(ModelFault) as found:
        resolve(rules, state, {})
    assert (found.value.phase, found.value.array) == (phase, array)
