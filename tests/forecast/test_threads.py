"""Forecasts run in threads of their own over the one world that a side sees: none disturbs another."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import pytest

from game.engine.rules import Setup, new_game, observe, resolve
from game.engine.rules.vocabulary.rules import Rules
from game.forecast import quick_leverage as measured


def test_two_threads_may_measure_the_same_world_at_once(rules: Rules, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second wrote over what the first was working with, so that a forecast hung on when the other one ran."""
    world = observe(rules, resolve(rules, new_game(rules, Setup("calibrated-control", 3)), {}).state, "beijing").world
    alone, starting, second = measured.quick_leverage(world), measured.starting, []

    def interrupted(seen: Any, cost: Any) -> Any:
        if threading.current_thread() is threading.main_thread():
            other = threading.Thread(target=lambda: second.append(measured.quick_leverage(world)))
            other.start()
            other.join()
        return starting(seen, cost)

    monkeypatch.setattr(measured, "starting", interrupted)
    first = measured.quick_leverage(world)
    assert np.array_equal(first, alone) and np.array_equal(second[0], alone)
