"""Fixtures that every room's tests share: the compiled base content, loaded once a session."""

from __future__ import annotations

import pytest

from game.content.loading.compile import load
from game.engine.rules import Rules


@pytest.fixture(scope="session")
def rules() -> Rules:
    """The rules of the base pack."""
    loaded = load()
    assert loaded.rules is not None, loaded.findings
    return loaded.rules
