"""Makes a new pack out of the example that explains itself, with the schemas that its editor reads. Overwrites nothing.

What stands in the example is content (`content/examples/starter`)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from game import installation
from game.content.packs.manifest import ID
from game.content.reference.schema import FOLDER, Schema, write

STARTER = "starter"
NAMES = ("base", "examples", "languages")
"""Ids that no new pack may have."""


class CannotMake(ValueError):
    """The pack cannot be made; the text is one sentence for the user."""


def checked_name(name: str) -> str:
    """The name, if a pack may be called so; CannotMake otherwise."""
    if not ID.match(name) or len(name) > 40:
        raise CannotMake(f'A pack\'s name is made of small letters, digits and hyphens, such as my-first-pack; found "{name}".')
    if name in NAMES:
        raise CannotMake(f'The name "{name}" is the game\'s own; choose another.')
    return name


def new_pack(name: str, where: Path) -> Path:
    """The folder of the new pack below `where`, without schemas. CannotMake when the name will not do or is taken; OSError."""
    folder = where / checked_name(name)
    if folder.exists():
        raise CannotMake(f'There is already something at "{folder}"; choose another name, or move it away.')
    example = installation.content() / "examples" / STARTER
    for path in sorted(example.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8").replace(STARTER, name).replace("title: Starter ", f"title: {titled(name)} ")
        target = folder / path.relative_to(example)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder


def with_schemas(folder: Path, schemas: Mapping[str, Schema]) -> Path:
    """The pack's folder, with the schemas that its files point at."""
    write(schemas, folder / FOLDER)
    return folder


def titled(name: str) -> str:
    """A name as a title: my-first-pack → My first pack."""
    return name.replace("-", " ").capitalize()
