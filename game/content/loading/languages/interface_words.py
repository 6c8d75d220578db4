"""The words of the interface in every language that a pack brings: group (file) → key → text, from the store or from their YAML.

A pack's `text` folder is English, or the language of a translation pack; `languages/CODE/text` is that language's. Packs are laid
over each other, the game's own first. The checker says what is wrong with a file; here a damaged one is empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from game import installation
from game.content.loading import stored
from game.content.packs.choices import choices
from game.outside_files import regular_bytes
from game.outside_text import shown
from game.structs import Struct, field

Words = dict[str, dict[str, str]]
BASE, ENGLISH, LANGUAGES, MANIFEST, TEXT = "base", "en", "languages", "pack.yaml", "text"
MOST_BYTES = 1_000_000
"""Most bytes of one file of words."""


class Spoken(Struct):
    """Words by language (its code in small letters), and what languages call themselves where a translation pack says so."""

    words: dict[str, Words] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)


@cache
def installed(roots: tuple[Path, ...]) -> Spoken:
    """The words of all packs in these folders, as they were when they were first asked for; `installed.cache_clear` looks again."""
    return spoken(roots)


def spoken(roots: tuple[Path, ...], store: Path | None = None) -> Spoken:
    """The words of all packs in these folders of packs, parsed anew only when a file has changed.

    `store` is the folder of stored words (by default in the platform's cache folder)."""
    packs = [pack for root in roots for pack in _packs(root)]
    files = [file for pack in packs for file in ([pack] if pack.is_file() else _files(pack))]
    resting = {id for root in roots for id in choices(root).off}
    words = [*(f"{len(_languages(pack))}" for pack in packs), *sorted(resting)]
    place, key = store or stored.store_folder("words"), stored.hash_of(files, words)
    kept = stored.fetch(place, key, Spoken)
    if kept is not None:
        return kept
    found = Spoken()
    for pack in packs:
        _take(found, pack, resting)
    stored.keep(place, key, {"words": found.words, "titles": found.titles})
    return found


def words_in(folder: Path) -> Words:
    """All words of one folder of texts, read from their YAML."""
    return {path.stem: _texts(_reader(path)) for path in sorted(folder.glob("*.yaml"))} if folder.is_dir() else {}


def _reader(path: Path) -> Callable[[], bytes]:
    return partial(regular_bytes, path, MOST_BYTES)


def roots() -> tuple[Path, ...]:
    """The folders of packs of the game and of the player."""
    from game.content.packs import folders

    return installation.content(), folders.user_content()


def _packs(root: Path) -> list[Path]:
    """The packs of a folder of packs, base first; .zip files among them."""
    try:
        children = [p for p in root.iterdir() if p.suffix == ".zip" or (p / MANIFEST).is_file()]
    except OSError:
        return []
    return sorted(children, key=lambda p: (p.name != BASE, p.name))


def _files(pack: Path) -> Iterator[Path]:
    yield pack / MANIFEST
    yield from stored.files_below(pack / TEXT, ".yaml")
    for language in _languages(pack):
        yield from stored.files_below(language / TEXT, ".yaml")


def _languages(pack: Path) -> list[Path]:
    """The folders of languages that a pack brings besides its own."""
    try:
        return sorted(p for p in (pack / LANGUAGES).iterdir() if p.is_dir() and not p.name.startswith((".", "_")))
    except OSError:
        return []


def _take(found: Spoken, pack: Path, resting: set[str]) -> None:
    """Lays a pack's words over those that were found."""
    inside = _unpacked(pack) if pack.is_file() else None
    said = _mapping(_reader(pack / MANIFEST) if inside is None else lambda: inside.get(MANIFEST, b""))
    if str(said.get("id", pack.name)) in resting:
        return
    own = str(said.get("language") or said.get("id", "")).lower() if said.get("kind") == "translation" else ENGLISH
    if own != ENGLISH:
        found.words.setdefault(own, {})
        found.titles.setdefault(own, shown(str(said.get("title", own))))
    if inside is not None:
        for name, data in inside.items():
            *folders, file = name.split("/")
            code = own if folders == [TEXT] else folders[1].lower() if _is_language(folders) else ""
            if code:
                _lay(found, code, {file.removesuffix(".yaml"): _texts(partial(bytes, data))})
        return
    _lay(found, own, words_in(pack / TEXT))
    for language in _languages(pack):
        _lay(found, language.name.lower(), words_in(language / TEXT))


def _is_language(folders: list[str]) -> bool:
    return len(folders) == 3 and folders[0] == LANGUAGES and folders[2] == TEXT


def _unpacked(pack: Path) -> Mapping[str, bytes]:
    """The files of a .zip by their paths; none of what is no sound one."""
    from game.content.packs.files import files_of

    unpacked: Mapping[str, bytes] = files_of(pack).unpacked
    return unpacked


def _lay(found: Spoken, language: str, words: Words) -> None:
    over = found.words.setdefault(language, {})
    for group, texts in words.items():
        over.setdefault(group, {}).update(texts)


def _mapping(read: Callable[[], bytes]) -> Mapping[str, Any]:
    """What stands in one YAML file, every scalar as it is written; empty when it is damaged."""
    import yaml  # a tenth of the title's time, so only when nothing is stored

    try:
        loaded = yaml.load(read().decode("utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except (OSError, ValueError, RecursionError, yaml.YAMLError):
        return {}
    return loaded if isinstance(loaded, Mapping) else {}


def _texts(read: Callable[[], bytes]) -> dict[str, str]:
    """The flat key → text mapping of one file, in letters that can be shown."""
    return {shown(str(k)): shown(str(v)) for k, v in _mapping(read).items()}
