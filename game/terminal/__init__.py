"""The screens as plain text, played by typing. `run` is all that other rooms call."""

from game.terminal.typed_play import run

__all__ = ["run"]
