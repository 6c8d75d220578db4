"""The numbers that shift quick forms to full figures: kept for the worlds that come with the game, measured once for any other."""

from __future__ import annotations

from dataclasses import replace as altered
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game import installation
from game.engine.world.arithmetic.array import Array
from game.forecast import quick_form
from game.forecast.fan import spreads_of_figures
from game.forecast.quick_form import TABLE, UNMEASURED, QuickForm, measure, quick_form_of, world_key
from game.structs import replace


def nothing(*_: Any) -> dict[str, tuple[Array, Array]]:
    raise AssertionError("nothing is to be measured")


def test_every_world_that_comes_with_the_game_is_in_the_table(rules: Any) -> None:
    known = quick_form._read(installation.content() / TABLE)
    keys = {id: world_key(rules.world_of(id)) for id in rules.scenarios}
    missing = {id: key for id, key in keys.items() if key not in known}
    assert not missing, f"numbers of these worlds changed; measure them (quick_form.measure) and renew content/{TABLE}: {missing}"
    assert set(known) <= set(keys.values()), "the table has rows of worlds that are no more"


def test_the_key_follows_the_numbers_of_a_world_and_nothing_else(rules: Any) -> None:
    spec = next(iter(rules.worlds.values()))
    assert world_key(altered(spec, names={"china": "Elsewhere"})) == world_key(spec)
    assert world_key(altered(spec, tension0=spec.tension0 + 0.25)) != world_key(spec)
    stock = np.array(spec.stock_factor)
    stock[0, 0] += 0.25
    assert world_key(altered(spec, stock_factor=stock)) != world_key(spec)


def test_another_world_is_measured_once_and_remembered(rules: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = next(iter(rules.scenarios))
    spec = rules.world_of(scenario)
    mod = replace(rules, worlds={**rules.worlds, rules.scenarios[scenario].world: altered(spec, tension0=spec.tension0 + 0.25)})
    found = replace(UNMEASURED, slope={"beijing": 0.7, "washington": 0.6})
    asked: list[str] = []

    def measured(_: Any, of: str, __: Any) -> QuickForm:
        asked.append(of)
        return found

    quick_form._numbers.cache_clear()
    monkeypatch.setattr(quick_form, "_cache_folder", lambda: tmp_path / "quick-forms")
    monkeypatch.setattr(quick_form, "measure", measured)
    assert quick_form_of(mod, scenario, nothing) == quick_form_of(mod, scenario, nothing) == found
    quick_form._numbers.cache_clear()  # as when the game is started again
    assert quick_form_of(mod, scenario, nothing) == found
    assert asked == [scenario]
    assert quick_form_of(rules, scenario, nothing) != found, "the game's own worlds stand in the table"
    quick_form._numbers.cache_clear()


@pytest.mark.slow
def test_measuring_a_world_finds_what_the_table_says_of_it(rules: Any) -> None:
    """Eight campaigns against hundreds: the same signs, and sizes of the same order."""
    scenario = max(rules.scenarios, key=lambda s: rules.scenarios[s].quarters)
    found, known = measure(rules, scenario, spreads_of_figures), quick_form_of(rules, scenario, nothing)
    for side, slope in known.slope.items():
        assert 0.5 * slope < found.slope[side] < 2.0 * slope
        assert found.error["leverage"][side] < 3.0 * known.error["leverage"][side]
        assert found.error["reliability"][side] < 1.0
