"""Puts new numbers into a YAML file that a person wrote: comments, order and layout stay as they are.

Which numbers, and where they come from, is the caller's business; reading is `yaml_reader.py`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from game.content.format.yaml_reader import Path_, below, read_text

NUMBER = re.compile(r"[-+]?[0-9][0-9.eE+-]*")


def renumbered(text: str, name: str, numbers: Callable[[Any], Mapping[Path_, float]]) -> str:
    """The text of the file `name` with other numbers in it: `numbers` makes them, by their paths, from the data as read.

    ValueError, in one sentence, for a text that cannot be read and for a path where no number stands."""
    read = read_text(text, name)
    if read.root is None or read.findings:
        raise ValueError(f"{name} cannot be read: python -m game check says where it is damaged.")
    places = {}
    for path, number in numbers(read.data).items():
        node = below(read.root, path)
        if node is None or isinstance(node.value, bool) or not isinstance(node.value, int | float):
            raise ValueError(f"{name} has no number at {'.'.join(map(str, path))}; write one there, it is renewed from then on.")
        places[node.line, node.column] = number
    lines = text.split("\n")
    for (line, column), number in sorted(places.items(), reverse=True):  # from behind, so that no place moves before its turn
        row = lines[line - 1]
        old = NUMBER.match(row, column - 1)
        end = old.end() if old else column - 1
        lines[line - 1] = f"{row[: column - 1]}{number:.6g}{row[end:]}"
    return "\n".join(lines)
