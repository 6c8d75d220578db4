"""Commands for who writes a pack: a new pack, the reference of the format, a translation stamped, a pack watched.

A new pack is made by `content/kit`; packs are installed and ordered by the commands of `packs.py`, a card is tried by those of
`trying.py`."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.commands.arguments import Wrong
from game.commands.output import FINDINGS, GOOD, say, show
from game.commands.packs import pack_at

if TYPE_CHECKING:
    from game.content.loading.gather import Gathered

LISTED = 12  # files of a new pack that are named
NAP = 0.2  # seconds between two looks at a watched pack


def new_pack(given: argparse.Namespace) -> int:
    """A new pack that explains itself, or a translation of the game with every text laid out, in the player's content folder."""
    from game.content.kit.new_language import ENGLISH
    from game.content.kit.new_pack import CannotMake
    from game.content.packs.folders import user_content

    where = Path(given.folder) if given.folder else user_content()
    if given.pseudo and not given.language:
        raise Wrong("--pseudo says every text in a pseudo-language; give its code too, such as --language qps-ploc.")
    try:
        folder = _language(given, where) if given.language else _starter(given.name, where)
    except CannotMake as problem:
        raise Wrong(str(problem)) from None
    except OSError as problem:
        raise Wrong(f'Nothing can be written to "{where}": {(problem.strerror or "unknown reason").lower()}.') from None
    made = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.yaml"))
    told = [
        str(folder),
        *(f"  {name}" for name in made[:LISTED]),
        *([f"  … and {len(made) - LISTED} more"] if len(made) > LISTED else []),
    ]
    if given.language and not given.pseudo:
        told += ["", f'Copy a file from {ENGLISH}/ to the same place in "{folder}" and translate it there; {ENGLISH}/ is not read.']
        told += [f'Then note which English it was made from:  python -m game stamp "{folder}"']
    told += ["", f'Have it checked:  python -m game check "{folder}"', "In the game F5 reads the packs again, in a campaign too."]
    show(given, {"folder": str(folder), "files": made}, told)
    return GOOD


def _starter(name: str, where: Path) -> Path:
    from game.content.kit.new_pack import new_pack as make
    from game.content.kit.new_pack import with_schemas

    folder = make(name, where)
    return with_schemas(folder, _schemas(folder))


def _language(given: argparse.Namespace, where: Path) -> Path:
    from game.content.checks.texts.translations import SCREEN, english
    from game.content.kit.new_language import new_language, pseudo
    from game.content.loading.compile import SENTENCES
    from game.content.loading.languages.translation_stamps import as_yaml, stamped
    from game.content.packs.pack import STAMPS
    from game.play.messages import ENGLISH
    from game.screens.words.languages import own_name

    gathered = _gathered(None)
    texts = {
        key: found for key, found in english(gathered.entries, gathered.packs).items() if key[0] == SCREEN or ":" not in key[1]
    }
    texts[SCREEN, "notices"] = {**ENGLISH, **SENTENCES}
    title = "[Pséudo]" if given.pseudo else own_name(given.language)
    folder = new_language(given.name, given.language, title, where, texts, pseudo if given.pseudo else None)
    (folder / STAMPS).write_text(as_yaml(stamped(folder)), encoding="utf-8")
    return folder


def stamp(given: argparse.Namespace) -> int:
    """Notes in a translation pack which English each text was made from; the items that are named anew."""
    from game.content.loading.languages.translation_stamps import main

    return main([str(_folder_of(given.pack)), *given.items], sys.stdout, sys.stderr)


def schema(given: argparse.Namespace) -> int:
    """JSON Schema of every kind of file, into a pack for its editor, into a folder, or on standard output."""
    from game.content.reference.schema import FOLDER, write

    pack = pack_at(given.pack) if given.pack else None
    made = _schemas(pack)
    folder = Path(given.out) if given.out else pack / FOLDER if pack else None
    if folder is None:
        print(json.dumps(made, ensure_ascii=False))
        return GOOD
    try:
        write(made, folder)
    except OSError as problem:
        raise Wrong(f'The schemas cannot be written to "{folder}": {problem.strerror}.') from None
    show(given, {"folder": str(folder), "files": sorted(made)}, [f"{len(made)} schemas are in {folder}"])
    return GOOD


def _schemas(pack: Path | None) -> dict[str, dict[str, Any]]:
    """The schemas with the names of all installed packs, and of this one."""
    from game.content.reference.schema import schemas

    gathered = _gathered(pack)
    mine = next((p for p in (*gathered.packs, *gathered.left_out) if pack and p.place.path.resolve() == pack.resolve()), None)
    return schemas(gathered.known, mine.id if mine else "")


def manual(given: argparse.Namespace) -> int:
    """The manual of the pack format, on standard output or in a file."""
    from game import installation
    from game.content.reference.manual import manual as run

    icons = sorted(path.stem for path in (installation.assets() / "icons").glob("*.svg"))
    gathered = _gathered(None)
    told = run(gathered.known, icons, gathered.entries.values())
    if not given.out:
        print(told, end="")
        return GOOD
    try:
        Path(given.out).write_text(told, encoding="utf-8")
    except OSError as problem:
        raise Wrong(f'The manual cannot be written to "{given.out}": {problem.strerror}.') from None
    say(f"The manual is in {given.out}")
    return GOOD


def _gathered(pack: Path | None) -> Gathered:
    """All installed packs as read and judged, and this one where it is none of them."""
    from game.content.loading.gather import gather
    from game.content.packs.folders import discover

    if pack is not None and not (pack / "pack.yaml").is_file():
        raise Wrong(f'There is no pack at "{pack}": a pack is a folder with a pack.yaml. python -m game new-pack NAME makes one.')
    places = discover()
    more = discover([pack]) if pack is not None else ()
    known = {place.path.resolve() for place in places}
    return gather((*places, *(place for place in more if place.path.resolve() not in known)))


def _folder_of(given: str) -> Path:
    """The folder of a pack whose files are to be watched or written."""
    pack = pack_at(given)
    if not (pack / "pack.yaml").is_file():
        raise Wrong(f'There is no pack at "{pack}": a pack is a folder with a pack.yaml; one in a .zip is unpacked first.')
    return pack


def watch(given: argparse.Namespace) -> int:
    """Checks a pack now and whenever one of its files changes, until Ctrl-C; with --once only now."""
    from game.content.format.findings import as_text
    from game.content.loading.checker import check
    from game.content.loading.stored import files_below

    pack = _folder_of(given.pack)
    seen: object = None
    while True:
        now = tuple((str(f), f.stat().st_mtime_ns, f.stat().st_size) for f in files_below(pack, ".yaml") if f.exists())
        if now != seen:
            began, seen = time.perf_counter(), now
            findings = check([pack])
            print(f"{time.strftime('%H:%M:%S')}  {as_text(findings)}  ({time.perf_counter() - began:.1f} s)", flush=True)
            if not given.once:
                say("In the game F5 reads the packs again, in a campaign too. Ctrl-C ends this.")
        if given.once:
            return FINDINGS if any(f.severity == "error" for f in findings) else GOOD
        time.sleep(NAP)
