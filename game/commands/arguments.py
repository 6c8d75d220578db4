"""Arguments of the command line: one sentence for wrong use, names and numbers checked against what there is.

The table of commands is `game/cli.py`."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING, NoReturn, TypeVar

from game.outside_text import cleaned, whole_number

if TYPE_CHECKING:
    from game.engine.rules.vocabulary.plan import Side

S = TypeVar("S", bound=str)
SIDES: tuple[Side, ...] = ("beijing", "washington")
LAST_SEED = 2**63 - 1


class Wrong(Exception):
    """Wrong use; the text is one sentence for the user."""


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one sentence instead of leaving."""

    def error(self, message: str) -> NoReturn:
        raise Wrong(f"{message[:1].upper()}{message[1:].rstrip('.')}. See: {self.prog} --help")


def pick(kind: str, found: str, known: Iterable[S]) -> S:
    """`found` when it is known, without its base prefix; else Wrong with what there is and what may be meant."""
    names = sorted(known)
    short = found.removeprefix("base:")
    for name in names:
        if name == short:
            return name
    near = get_close_matches(cleaned(short).lower(), names, 1, 0.5)
    meant = f' Did you mean "{near[0]}"?' if near else ""
    raise Wrong(f'There is no {kind} "{cleaned(found)}"; there are: {", ".join(names)}.{meant}')


def number(name: str, found: str, least: int, most: int) -> int:
    """A whole number between two bounds; Wrong otherwise."""
    value = whole_number(found, most)
    if value is None or value < least:
        raise Wrong(f'The {name} "{cleaned(found)}" cannot be used; expected a whole number from {least} to {most}.')
    return value
