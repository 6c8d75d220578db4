"""Arguments of the command line: one sentence for wrong use, names and numbers checked against what there is.

The table of commands is `game/cli.py`."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, NoReturn, TypeVar

from game.outside_text import cleaned, whole_number

if TYPE_CHECKING:
    from game.engine.rules.vocabulary.plan import Side

S = TypeVar("S", bound=str)
SIDES: tuple[Side, ...] = ("beijing", "washington")
LAST_SEED = 2**63 - 1
MOST_LISTED = 40
"""Most names that are listed whole when another was given."""
NEAR = 5
"""Most names that are named as like the given one."""


class Wrong(Exception):
    """Wrong use; the text is one sentence for the user."""


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one sentence instead of leaving."""

    def error(self, message: str) -> NoReturn:
        raise Wrong(f"{message[:1].upper()}{message[1:].rstrip('.')}. See: {self.prog} --help")


def pick(kind: str, found: str, known: Iterable[S]) -> S:
    """The known name that is meant: `found` without its base prefix, in any case, or without the prefix of the one pack that has
    it; else Wrong with what there is and what may be meant."""
    names = sorted(known)
    short = found.removeprefix("base:")
    for alike in (
        [name for name in names if name == short],
        [name for name in names if name.lower() == short.lower()],
        [name for name in names if ":" not in short and name.rpartition(":")[2] == short],
    ):
        if len(alike) == 1:
            return alike[0]
    near = _nearest(cleaned(short).lower(), names)
    meant = f' Did you mean "{near[0]}"?' if near else ""
    if len(names) <= MOST_LISTED:
        raise Wrong(f'There is no {kind} "{cleaned(found)}"; there are: {", ".join(names)}.{meant}')
    listed = f", such as {', '.join(near[1:])}" if near[1:] else ""
    raise Wrong(f'There is no {kind} "{cleaned(found)}" among {len(names)}{listed}.{meant}')


def _nearest(word: str, names: Sequence[S]) -> list[S]:
    """The names that are likest a word, the likest first; those of packs are compared with and without their prefix."""
    spelt: dict[str, S] = {}
    for name in names:
        spelt.setdefault(name.lower(), name)
        spelt.setdefault(name.rpartition(":")[2].lower(), name)
    near = get_close_matches(word, spelt, NEAR, 0.5)
    return list(dict.fromkeys(spelt[found] for found in near))


def number(name: str, found: str, least: int, most: int) -> int:
    """A whole number between two bounds; Wrong otherwise."""
    value = whole_number(found, most)
    if value is None or value < least:
        raise Wrong(f'The {name} "{cleaned(found)}" cannot be used; expected a whole number from {least} to {most}.')
    return value
