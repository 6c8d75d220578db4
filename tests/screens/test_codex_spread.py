"""The codex says of every fitted number what it is played with and how far the record fixes it, in both languages."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from game.content.loading.accepted_sets import accepted_sets
from game.engine.rules.vocabulary.rules import Rules
from game.screens.pages.codex import codex_world
from game.screens.tree.node import walk
from game.screens.words.texts import Texts


@pytest.mark.parametrize(
    ("language", "says", "span"), [("en", "Users' answer to price", " to "), ("zh-Hans", "用户对价格的反应", "至")]
)
def test_every_fitted_number_has_a_row(rules: Rules, language: str, says: str, span: str) -> None:
    sets = accepted_sets().sets
    node = codex_world.spread(Texts(language), rules)
    rows = [[cell.name for cell in line.children] for line in walk(node) if line.role == "row"]
    assert len(rows) == len(sets) + 1 and all(len(row) == 4 and all(row) for row in rows)
    row = next(row for row in rows if row[0] == says)
    low, high = np.quantile(sets["use_elasticity"], (0.1, 0.9))
    played = rules.world_of("spring-curbs").parameters.use_elasticity
    assert row[1] == f"{played:.2f}" and span in row[2]
    assert row[2].split(span)[0] == f"{low:.{2 if low >= 0.1 else 3}f}" and low < high
    assert str(len(sets["use_elasticity"])) in "".join(n.name for n in walk(node))


def test_without_the_sets_it_says_so(rules: Rules, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(codex_world, "accepted_sets", lambda: accepted_sets(tmp_path))
    told = [node.name for node in walk(codex_world.spread(Texts(), rules)) if node.role == "text"]
    assert told == ["The sets that the record leaves cannot be read; they come with the game's content."]
