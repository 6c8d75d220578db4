"""What a pack says of itself in pack.yaml, and what is wrong with that. Other packs are looked at in `relations.py`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import convert

from game.content.format.findings import Finding, Severity, path_text
from game.content.format.shape import faults
from game.content.format.yaml_reader import Source
from game.content.packs.folders import BASE
from game.content.packs.versions import SYNTAX, VERSION, Need, needed, readable, version_fits
from game.engine.rules.fields.bounds import Bounds
from game.structs import Struct, field

GAME_VERSION = "0.1.0"
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\Z")

Texts = tuple[str, ...]
PackKind = Literal["gameplay", "cosmetic", "translation"]


class Manifest(Struct):
    """What pack.yaml says.

    `depends` and `conflicts` name packs by id, with a range of versions where it matters ("other >=1.2,<2"); `after` names packs
    that are read before this one when they are there. `renamed` maps ids that items of this pack had to those they have now,
    `removed` lists ids that are gone. A pack of `fiction` needs no claims under its cards. `language` is the code of the language
    that a translation pack is in, where its id is another."""

    id: Annotated[str, Bounds(1, 40, length=True)]
    version: Annotated[str, Bounds(1, 40, length=True)]
    game: Annotated[str, Bounds(1, 80, length=True)]
    kind: PackKind
    title: Annotated[str, Bounds(1, 80, length=True)]
    authors: Texts
    licence: Annotated[str, Bounds(0, 80, length=True)]
    depends: Texts = ()
    after: Texts = ()
    conflicts: Texts = ()
    renamed: dict[str, str] = field(default_factory=dict)
    removed: Texts = ()
    fiction: bool = False
    language: Annotated[str, Bounds(0, 40, length=True)] = ""

    @property
    def needs(self) -> tuple[Need, ...]:
        """The packs that it depends on."""
        return tuple(map(needed, self.depends))

    @property
    def shuns(self) -> tuple[Need, ...]:
        """The packs that it cannot be used with."""
        return tuple(map(needed, self.conflicts))

    @property
    def before(self) -> Texts:
        """Ids of the packs that are read before it."""
        return (*(need.id for need in self.needs), *self.after)


def manifest_of(source: Source, base: bool) -> tuple[Manifest | None, list[Finding]]:
    """The manifest of a pack.yaml, None when it has errors; and the findings. `base`: whether it is the game's own base pack."""
    found: list[Finding] = []
    for path, key, code, message, guess in faults(Manifest, source.data):
        line, column = source.place(path, key)
        found.append(Finding(source.file, line, column, "error", code, message, guess, path_text(path)))
    if found:
        return None, found
    manifest = convert(source.data, Manifest)
    found = list(_judged(source, manifest, base))
    return (None if any(f.severity == "error" for f in found) else manifest), found


def _judged(source: Source, m: Manifest, base: bool) -> Iterator[Finding]:
    def at(path: tuple[str | int, ...], code: str, message: str, key: bool = False, severity: Severity = "error") -> Finding:
        line, column = source.place(path, key)
        return Finding(source.file, line, column, severity, code, message, "", path_text(path))

    if not ID.match(m.id):
        yield at(("id",), "bad-id", f'a pack\'s id is made of small letters, digits and hyphens; found "{m.id}"')
    if m.id == BASE and not base:
        yield at(("id",), "reserved-id", 'the id "base" is that of the game\'s own content; give this pack an id of its own')
    if not m.title.strip():
        yield at(("title",), "blank-text", "the title is empty; say what the pack is called")
    if not VERSION.match(m.version):
        yield at(("version",), "bad-version", f'a version is made of numbers with dots, such as "1.0.2"; found "{m.version}"')
    if not readable(m.game):
        yield at(("game",), "bad-range", f'"{m.game}" is no range of versions; write {SYNTAX}')
    elif not version_fits(GAME_VERSION, m.game):
        yield at(("game",), "other-game", f'this pack is for game "{m.game}"; this is {GAME_VERSION}')
    if m.language and (m.kind != "translation" or not LANGUAGE.match(m.language)):
        wanted = "only a translation pack has a language" if m.kind != "translation" else "a language is a code such as de or pt-BR"
        yield at(("language",), "bad-language", f'{wanted}; found "{m.language}"')
    for name in ("depends", "after", "conflicts"):
        for i, text in enumerate(getattr(m, name)):
            need = needed(text)
            if not ID.match(need.id) or (need.range and (name == "after" or not readable(need.range))):
                wanted = "" if name == "after" else f", with a range of versions where it matters: {SYNTAX}"
                yield at((name, i), "bad-range", f'{name} names a pack by its id{wanted}; found "{text}"')
            elif need.id == m.id:
                yield at((name, i), "self-reference", f"{name} names this pack itself; leave it out")
    yield from (
        at(("renamed", old), "self-reference", f'"{old}" is renamed to itself', True)
        for old, new in m.renamed.items()
        if old == new
    )
    for i, old in enumerate(m.removed):
        if old in m.renamed:
            yield at(("removed", i), "renamed-and-removed", f'"{old}" is listed as renamed and as removed; leave one of the two')
