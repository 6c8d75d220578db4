"""Writes a translation pack's `stamps.yaml`: which English each of its texts was made from. Writes nothing else.

Usage: python -m game.content.loading.languages.translation_stamps PACK_FOLDER [KIND/ID ...]
Texts without a stamp are stamped, those of the named items anew (`all` names everything); stamps of texts that are gone go.
Words of screens (kind `text`, such as text/desk) are stamped only once they have been named."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO

from game.content.checks.texts.translations import SCREEN, english, stamps_of, words_of
from game.content.format.item_texts import stamp
from game.content.packs.folders import discover
from game.content.packs.pack import STAMPS, read_pack
from game.engine.world.arithmetic.total import total

HEAD = "# Hashes of the English that each translation was made from. Written by `python -m game stamp`.\n"


def stamped(folder: Path, anew: Sequence[str] = (), beside: Sequence[Path | str] | None = None) -> dict[str, dict[str, str]]:
    """The stamps that the pack in `folder` ought to have, by `kind/id` and dotted name. `beside`: folders of the other packs.

    ValueError in one sentence for an item of `anew` that the pack does not translate."""
    packs = [read_pack(found) for found in discover([*(beside or ()), folder])]
    mine = next(p for p in packs if p.place.path == folder.absolute())
    if not mine.language:
        raise ValueError(f"{folder} is no translation pack, or its pack.yaml has errors; the check command says more.")
    known = english({(e.kind.name, e.id): e for p in packs for e in p.entries}, packs)
    before = stamps_of(mine)
    every = {f"{w.kind}/{w.id}": w for w in words_of(mine)}
    words = {key: w for key, w in every.items() if w.kind != SCREEN or key in before or key in anew or "all" in anew}
    for name in anew:
        if name != "all" and name not in words:
            raise ValueError(f'The pack translates no "{name}"; items are named like card/{next(iter(words), "x").split("/")[-1]}.')
    out: dict[str, dict[str, str]] = {}
    for key, w in words.items():
        theirs = known.get((w.kind, w.id), {})
        old = {} if key in anew or "all" in anew else before.get(key, {})
        out[key] = {name: old.get(name) or stamp(theirs[name]) for name in theirs if name in w.texts} or old
    return {key: out[key] for key in sorted(out) if out[key]}


def as_yaml(stamps: Mapping[str, Mapping[str, str]]) -> str:
    """The file's text: a line for each item; an empty mapping where nothing is stamped yet, which a file with no value is not."""
    lines = (f"{key}: {{{', '.join(f'{_quoted(name)}: {s}' for name, s in named.items())}}}\n" for key, named in stamps.items())
    return HEAD + ("".join(lines) or "{}\n")


def _quoted(name: str) -> str:
    """A name as YAML reads it back: one that begins with a sign, such as `*`, stands in quotes."""
    return name if name[:1].isalnum() else json.dumps(name)


def main(arguments: Sequence[str], out: TextIO, errors: TextIO) -> int:
    """Stamps a pack; 0 when it is done, 2 for wrong use."""
    if not arguments or not (Path(arguments[0]) / "pack.yaml").exists():
        errors.write("Give the folder of a translation pack, and the items that were translated anew, such as card/b-kachin.\n")
        return 2
    folder = Path(arguments[0])
    try:
        stamps = stamped(folder, arguments[1:])
    except ValueError as problem:
        errors.write(f"{problem}\n")
        return 2
    (folder / STAMPS).write_text(as_yaml(stamps), encoding="utf-8")
    out.write(f"{total(map(len, stamps.values()))} texts of {len(stamps)} items are stamped in {folder / STAMPS}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdout, sys.stderr))
