"""Played campaigns that the classroom's tests hand in, and the teacher of the server that a module starts."""

from __future__ import annotations

import pytest

from game.classroom.sessions import handed_in
from game.classroom.sessions.session import Session, of_preset, setup_of
from game.engine.rules import Rules
from game.play import Campaign
from tests.classroom.served import Served, Teacher


@pytest.fixture(scope="module")
def teacher(served: Served) -> Teacher:
    return served.teacher()


@pytest.fixture(scope="module")
def pin(teacher: Teacher) -> str:
    return teacher.begin()


@pytest.fixture(scope="session")
def homework(rules: Rules) -> Session:
    return of_preset(rules, rules.presets["homework"])


@pytest.fixture(scope="session")
def results(rules: Rules, homework: Session) -> dict[str, str]:
    """Three result files of two quarters, by seat."""
    made = {}
    for seat, side, keep in (("Cerium-1", "beijing", True), ("Argon-2", "washington", True), ("Xenon-3", "beijing", False)):
        campaign = Campaign.start(rules, setup_of(homework, side))
        for _ in range(2):
            if keep:
                campaign.commit()
            else:
                option = next(o for o in campaign.options().open() if o.line.kind == "set-dial")
                campaign.add(option.line)
                campaign.commit()
        made[seat] = handed_in.text_of(homework, campaign.setup, side, campaign.log, rules.hash, seat)
    return made
