"""Hashes of rules: numbers that moved into content change the name of the game and not the game, unless a pack changes them."""

from __future__ import annotations

from typing import Any

import pytest

from game.content.loading.compile import content
from game.content.loading.hashes import MOVED, earlier_hashes, rules_hash, without


@pytest.fixture(scope="module")
def numbers() -> dict[str, Any]:
    found: dict[str, Any] = content()["items"]["numbers"]["numbers"]
    return found


def game(numbers: dict[str, Any]) -> dict[str, Any]:
    return {"numbers": {"numbers": numbers}, "card": {"a": {"id": "a"}}}


def test_the_earlier_hash_is_that_of_the_same_content_without_the_moved_numbers(numbers: dict[str, Any]) -> None:
    order = {"region": ["china"]}
    found, before = [], dict(numbers)
    for moved, _ in MOVED:
        before = without(before, moved)
        assert all(name not in before or (parts and not set(parts) & set(before[name])) for name, parts in moved.items())
        found.append(rules_hash(game(before), order))
    assert earlier_hashes(game(numbers), order) == tuple(found) and len(set(found)) == len(MOVED)
    assert earlier_hashes(game(before), order) == ()


def test_a_moved_number_that_a_pack_changes_is_another_game(numbers: dict[str, Any]) -> None:
    assert len(earlier_hashes(game(numbers), {})) == len(MOVED)
    assert earlier_hashes(game({**numbers, "usual_product": "light.magnet"}), {}) == ()


def test_a_number_that_did_not_move_may_be_any(numbers: dict[str, Any]) -> None:
    assert len(earlier_hashes(game({**numbers, "verdict_margin": 7}), {})) == len(MOVED)
