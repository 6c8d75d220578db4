"""What a class may and may not conclude: the codex and `docs/limits.md` say the same, all of it."""

from __future__ import annotations

from pathlib import Path

from game.screens.pages.codex.codex_world import LIMITS, limits
from game.screens.tree.node import walk
from game.screens.words.texts import Texts

PAGE = Path(__file__).resolve().parents[2] / "docs" / "limits.md"


def test_the_page_says_what_the_codex_says() -> None:
    said = [line.removeprefix("- ").removeprefix("## ") for line in PAGE.read_text("utf-8").splitlines() if line]
    shown = [node.name for node in walk(limits(Texts())) if node.role == "text"]
    assert said[2:] == shown, "docs/limits.md and content/base/text/limits.yaml tell it differently"
    assert sum(map(len, LIMITS.values())) == len(shown) - 2 - len(LIMITS)
