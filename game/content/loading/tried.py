"""Tries out what the packs bring: makes the rules of judged items, plays what the packs touch, and places what went wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.content.format.findings import Finding
from game.content.loading.document import document
from game.content.loading.gather import Gathered
from game.content.loading.judge import Judged
from game.content.loading.made_rules import rules_of
from game.content.loading.trial import Key, trial
from game.content.packs.pack import Pack


def tried(judged: Judged, packs: Sequence[Pack]) -> list[Finding]:
    """Failures of everything that these packs bring or patch, in every scenario that it touches."""
    ids = {pack.id for pack in packs if not (pack.manifest and pack.manifest.kind != "gameplay")}
    touched = {
        key for key, entry in judged.entries.items() if entry.pack in ids or any(laid[0] in ids for laid in entry.laid.values())
    }
    return list(_played(judged, touched)) if touched else []


def tried_whole(judged: Judged) -> list[Finding]:
    """Failures of everything there is, for the game's own content."""
    return list(_played(judged, None))


def _played(judged: Judged, touched: set[Key] | None) -> Iterator[Finding]:
    gathered = Gathered((), (), (), judged.entries, judged.known, judged.renamed, ())
    try:
        rules = rules_of(document(gathered))
    except Exception as error:  # a number that no array can hold, and the like
        yield next(iter(judged.entries.values())).finding((), "trial", f"these items cannot be made into rules: {error}")
        return
    for kind, id, path, message in trial(rules, touched) if rules else ():
        yield judged.entries[kind, id].finding(path, "trial", message)
