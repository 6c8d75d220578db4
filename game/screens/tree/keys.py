"""Which keys there are and what each is for; a player's own keys on the tree. What a key press does is the faces' business.

A command is named by the key that it has until the player gives it another one."""

from __future__ import annotations

from collections.abc import Mapping

from game.screens.tree.node import Node
from game.structs import replace

Chosen = tuple[tuple[str, str], ...]  # (command, its key) for every command whose key is not the usual one

FIXED = ("tab", "return", "space", "escape", "up", "down", "left", "right", "backspace", "delete")
"""Keys that always do what they do everywhere, so that nobody can lock himself out."""

LETTERS = tuple("abcdefghiklmnopqrstuvwxyz")
LAYERS, ANSWERS = tuple("123456789"), tuple(f"f{n}" for n in range(1, 5))
"""Commands of controls: what a screen's node suggests as its key."""

WINDOW = ("page up", "page down", "home", "end", ",", ".", "f5", "f8", "f9", "f11")
"""Commands of the window itself."""

COMMANDS = (*WINDOW, *LAYERS, *ANSWERS, *LETTERS)
KEYS = (*COMMANDS, "j", "0", "-", "=", "[", "]", ";", "'", "/", "\\", "insert", "f6", "f7", "f10", "f12")
"""Keys that a command may have, by the names that the window's library gives them."""


def key_of(command: str, chosen: Chosen) -> str:
    """The key of a command."""
    return dict(chosen).get(command, command)


def command_of(key: str, chosen: Chosen) -> str:
    """The command of a key; "" for one that was given away."""
    given = {k: c for c, k in chosen}
    return given.get(key, "" if key in dict(chosen) else key)


def holder(key: str, chosen: Chosen) -> str:
    """The command that has this key now, or ""."""
    return next((c for c in COMMANDS if key_of(c, chosen) == key), "")


def free(chosen: Chosen) -> tuple[str, ...]:
    """Keys that no command has."""
    return tuple(k for k in KEYS if not holder(k, chosen))


def bound(command: str, key: str, chosen: Chosen) -> Chosen:
    """The player's keys with one command on another key; its usual key takes it off the list."""
    others = {c: k for c, k in chosen if c != command}
    return tuple(sorted({**others, command: key}.items())) if key != command else tuple(sorted(others.items()))


def sound(raw: object) -> Chosen | None:
    """Read from a file: the pairs, or None when they name no command, no key, or one key twice."""
    if not isinstance(raw, list) or not all(isinstance(p, list) and [type(x) for x in p] == [str, str] for p in raw):
        return None
    pairs = tuple((p[0], p[1]) for p in raw)
    now = [key_of(c, pairs) for c in COMMANDS]
    fits = all(c in COMMANDS and k in KEYS for c, k in pairs) and len(set(now)) == len(now)
    return pairs if fits and len(dict(pairs)) == len(pairs) else None


def with_keys(tree: Node, chosen: Chosen) -> Node:
    """The tree with the player's keys in the place of the suggested ones."""
    return _keyed(tree, dict(chosen)) if chosen else tree


def _keyed(node: Node, keys: Mapping[str, str]) -> Node:
    children = tuple(_keyed(child, keys) for child in node.children)
    key = keys.get(node.key, node.key)
    same = key == node.key and all(a is b for a, b in zip(children, node.children, strict=True))
    return node if same else replace(node, key=key, children=children)
