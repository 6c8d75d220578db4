"""Apps on the base content that run all work at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from game.play import Store
from game.screens.app import App
from game.screens.scene.settings import Settings


@pytest.fixture
def make_app(rules: Any, tmp_path: Path) -> Callable[..., App]:
    def make(language: str = "en", **more: Any) -> App:
        app = App(
            lambda: rules, lambda: Store(tmp_path / "saves"), Settings(), language=language, threads=False, animate=False, **more
        )
        app.tick()
        return app

    return make
