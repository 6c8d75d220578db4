"""Hashes of rules: numbers that moved into content change the name of the game and not the game, unless a pack changes them."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from game.content.loading.compile import content
from game.content.loading.hashes import MOVED, earlier_hashes, rules_hash


@pytest.fixture(scope="module")
def numbers() -> dict[str, Any]:
    found: dict[str, Any] = content()["items"]["numbers"]["numbers"]
    return found


def game(numbers: dict[str, Any]) -> dict[str, Any]:
    return {"numbers": {"numbers": numbers}, "card": {"a": {"id": "a"}}}


def test_the_earlier_hash_is_that_of_the_same_content_without_the_moved_numbers(numbers: dict[str, Any]) -> None:
    before = deepcopy(numbers)
    for name, parts in MOVED.items():
        for part in parts:
            del before[name][part]
        if not parts:
            del before[name]
    order = {"region": ["china"]}
    assert earlier_hashes(game(numbers), order) == (rules_hash(game(before), order),)
    assert earlier_hashes(game(before), order) == ()


@pytest.mark.parametrize("path", [("odds", "start"), ("standing", "welfare"), ("capital_high",), ("watch", "budget_most")])
def test_a_moved_number_that_a_pack_changes_is_another_game(numbers: dict[str, Any], path: tuple[str, ...]) -> None:
    changed = deepcopy(numbers)
    at = changed
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] += 1
    assert earlier_hashes(game(changed), {}) == ()


def test_a_number_that_did_not_move_may_be_any(numbers: dict[str, Any]) -> None:
    assert len(earlier_hashes(game({**numbers, "verdict_margin": 7}), {})) == 1
