"""What the laboratory's tests share: the shipped cases, and a listener that says nothing."""

from __future__ import annotations

import pytest

from game.content.loading.cases import CasesRead, read_cases


def quiet(_: str) -> None:
    """Hears how far a study has come."""


@pytest.fixture(scope="session")
def library() -> CasesRead:
    """The cases of content."""
    found = read_cases()
    assert found.parts is not None, found.findings
    return found
