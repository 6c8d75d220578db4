"""How packs stand to each other: the order in which they are read, what each needs, shuns and takes the name of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.content.format.findings import Finding, Severity, closest
from game.content.packs.pack import Pack
from game.content.packs.versions import version_fits

RANKS = ("gameplay", "cosmetic", "translation")
"""Looks and words are read after what is played, so that they say the last word about words and none about play."""


def ordered(packs: Sequence[Pack], wanted: Sequence[str] = ()) -> tuple[list[Pack], list[Pack]]:
    """The packs in the order of reading: base first, each behind those that it depends on or follows, then as the player wants
    (`wanted`: ids), then by id. And the packs that wait for each other in a circle, which are read by that order alone."""
    place = {id: i for i, id in enumerate(wanted)}
    waiting = sorted(
        packs, key=lambda p: (not p.is_base, _rank(p), not p.place.shipped, place.get(p.id, len(place)), p.id, p.place.label)
    )
    done: list[Pack] = []
    circling: list[Pack] = []
    while waiting:
        left = {p.id for p in waiting}
        ready = [p for p in waiting if not (set(_before(p)) & (left - {p.id}))]
        if not ready and not waiting[0].is_base:
            circling.append(waiting[0])
        done.append(ready[0] if ready else waiting[0])
        waiting.remove(done[-1])
    return done, circling


def _rank(pack: Pack) -> int:
    return RANKS.index(pack.manifest.kind) if pack.manifest else 0


def _before(pack: Pack) -> tuple[str, ...]:
    return pack.manifest.before if pack.manifest else ()


def judged(pack: Pack, standing: Sequence[Pack], circling: Sequence[Pack]) -> Iterator[Finding]:
    """What is wrong between a pack and those that are read with it."""
    manifest, source = pack.manifest, pack.source
    if manifest is None or source is None:
        return

    def at(path: tuple[str | int, ...], code: str, message: str, guess: str = "", severity: Severity = "error") -> Finding:
        where = str(path[0]) + "".join(f"[{step}]" for step in path[1:])
        return Finding(source.file, *source.place(path), severity, code, message, guess, where)

    here = {p.id: p for p in standing if p.manifest}
    for i, need in enumerate(manifest.needs):
        other = here.get(need.id)
        if other is None:
            message = f'this pack needs the pack "{need.id}", which is not here, is switched off or has errors'
            yield at(("depends", i), "missing-pack", message, closest(need.id, [id for id in here if id != pack.id]))
        elif other.manifest and not version_fits(other.manifest.version, need.range):
            message = f'this pack needs "{need.id}" {need.range}; here is version {other.manifest.version}'
            yield at(("depends", i), "other-version", message)
    for i, shun in enumerate(manifest.shuns):
        other = here.get(shun.id)
        if other and other is not pack and other.manifest and version_fits(other.manifest.version, shun.range):
            message = (
                f'this pack cannot be used together with the pack "{shun.id}" {other.manifest.version}; switch one of the two off'
            )
            yield at(("conflicts", i), "conflicting-pack", message)
    first = next(p for p in standing if p.id == pack.id)
    if first is not pack:
        message = f'the pack in {first.place.label} has the id "{pack.id}" already; give this one another, or remove one of the two'
        yield at(("id",), "repeated-pack", message)
    if pack in circling:
        field = next(name for name in ("depends", "after") if getattr(manifest, name))
        message = "this pack and another wait for each other; take one of the two names out"
        yield at((field,), "circular-order", message, severity="warning")
