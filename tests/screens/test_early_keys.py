"""Keys pressed while the content is still being loaded: both threads import the rules, and neither falls over."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

EARLY = """
import sys, threading
from tests.waiting import until

begun, pressed = threading.Event(), threading.Event()

def waits():  # the main thread stands before a module that another one is importing
    code = sys._current_frames()[threading.main_thread().ident].f_code
    return code.co_name == "acquire" and "importlib" in code.co_filename

class Slow:  # the other thread stays in the middle of the rules until the key's own imports need them, or do without
    def find_spec(self, name, path=None, target=None):
        if name == sys.argv[1] and threading.current_thread() is not threading.main_thread():
            begun.set()
            until(lambda: waits() or pressed.is_set())

sys.meta_path.insert(0, Slow())
from game.commands.loading import load_rules
from game.screens.app import App
from game.screens.tree.node import Intent

app = App(load_rules, lambda: None)
app.do(Intent("go", ("new",)))
app.tick()
pressed.set()
assert begun.wait(60)
print(app.tree().id)
until(lambda: (app.tick(), not app.working)[-1], 60)
print(app.tree().id, app.library.error)
"""


@pytest.mark.parametrize(
    "part",
    [
        "vocabulary.calendar",
        "turn.card_view",
        *(pytest.param(x, marks=pytest.mark.slow) for x in ("vocabulary.items", "turn.resolve")),
    ],
)
def test_a_key_pressed_while_content_is_loaded_opens_its_page(part: str, tmp_path: Path) -> None:
    """Once, two threads that imported the rules from two ends ended in an import deadlock and a crash report."""
    arguments = [sys.executable, "-c", EARLY, f"game.engine.rules.{part}"]
    env = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}  # nothing is in store: all is imported
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=120, env=env)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["new", "new"]
