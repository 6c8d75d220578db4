"""Lays out every text of the game for a translator, or says them all in a pseudo-language that shows what was forgotten.

A translation that is begun holds its texts in English under `_english`, a folder that is not read: a file is copied from there to
its place and translated, so that the share of the language grows with what is really done."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from game.content.checks.texts.translations import SCREEN, English
from game.content.format.kinds import KINDS
from game.content.kit.new_pack import CannotMake, checked_name

ENGLISH = "_english"
ALONE = ("card", "scenario")
"""Kinds whose items have a file each; of all others one file holds the items as a list."""
CODE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\Z")
MANIFEST = """# A translation: texts alone, in folders that mirror what they translate. What is missing is shown in English.
id: {name}
version: "0.1"
game: ">=0.1,<1"
kind: translation
language: {code}
depends: [base]
title: "{title}"
authors: [You]
licence: MIT
"""
PSEUDO = "qps-ploc"
"""The code that is in use for languages that only test what a translation needs."""
ACCENTS = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")
HELD = re.compile(r"(\{[^}]*\})")  # what is filled in stays as it is


def pseudo(text: str) -> str:
    """A text in the pseudo-language: the first vowel of each word with an accent, the whole between brackets."""
    parts = HELD.split(text)
    said = [part if HELD.match(part) else re.sub(r"[^\W\d_]+", lambda m: _accented(m[0]), part) for part in parts]
    return f"[{''.join(said)}]"


def _accented(word: str) -> str:
    at = next((i for i, letter in enumerate(word) if letter in "aeiouAEIOU"), len(word))
    return word[:at] + word[at : at + 1].translate(ACCENTS) + word[at + 1 :]


def new_language(name: str, code: str, title: str, where: Path, english: English, say: Callable[[str], str] | None = None) -> Path:
    """The folder of a new translation pack below `where`, with `english` (kind, id → name → text) laid out for the translator, or
    said whole by `say`. CannotMake when name or code will not do, or something is there already; OSError."""
    folder = where / checked_name(name)
    if not CODE.match(code):
        raise CannotMake(f'A language is a code such as de or pt-BR; found "{code}".')
    if folder.exists():
        raise CannotMake(f'There is already something at "{folder}"; choose another name, or move it away.')
    root = folder if say else folder / ENGLISH
    for path, data in files(english, say or str).items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_yaml(data), encoding="utf-8")
    (folder / "pack.yaml").write_text(MANIFEST.format(name=name, code=code, title=title), encoding="utf-8")
    return folder


def files(english: English, say: Callable[[str], str]) -> dict[str, Any]:
    """Path in the pack → what stands in the file."""
    folders = {kind.name: kind.folder for kind in KINDS}
    made: dict[str, Any] = {}
    for (kind, id), texts in sorted(english.items()):
        if not texts:
            continue
        told = {name: say(text) for name, text in texts.items()}
        if kind == SCREEN:
            made[f"text/{id}.yaml"] = told
        elif kind in ALONE and ":" not in id:
            made[f"{folders[kind]}/{id}.yaml"] = nested(told)
        else:
            made.setdefault(f"{folders[kind]}/{_file(kind)}.yaml", []).append({"id": id, **nested(told)})
    return made


def _file(kind: str) -> str:
    return next((k.file for k in KINDS if k.name == kind and k.file), f"{kind}s")


def nested(texts: Mapping[str, str]) -> dict[str, Any]:
    """Dotted names as mappings: the field, then what is left of the name."""
    out: dict[str, Any] = {}
    for name, text in texts.items():
        field, _, rest = name.partition(".")
        if rest:
            out.setdefault(field, {})[rest] = text
        else:
            out[field] = text
    return out


def _yaml(data: Any) -> str:
    import yaml

    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=132))
