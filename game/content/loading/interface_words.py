"""The words of the interface: the `text` folder of a pack as group (file) → key → text, from the store or from its YAML.

Judges nothing: the checker says what is wrong with a file, and here a damaged one is empty."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from game.content.loading import stored

Words = dict[str, dict[str, str]]


def words_in(folder: Path, store: Path | None = None) -> Words:
    """All words of a folder, parsed anew only when one of its files has changed.

    `store` is the folder of stored words (by default in the platform's cache folder)."""
    files = stored.files_below(folder, ".yaml")
    if not files:
        return {}
    place, key = store or stored.store_folder("words"), stored.hash_of(files)
    kept = stored.fetch(place, key, Words)
    if kept is not None:
        return kept
    words = {path.stem: _read(path) for path in files}
    stored.keep(place, key, words)
    return words


def _read(path: Path) -> dict[str, str]:
    """The flat key → text mapping of one file; empty when it is damaged."""
    import yaml  # a tenth of the title's time, so only when nothing is stored

    try:
        loaded = yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, ValueError, yaml.YAMLError):
        return {}
    return {str(k): str(v) for k, v in loaded.items()} if isinstance(loaded, Mapping) else {}
