"""Gathers packs: reads them, has them judged together, and leaves broken packs out whole. Compiles nothing.

A fault is the business of the pack that brings it: the game's own content is never blamed for what another pack does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from game.content.checks import references
from game.content.format.findings import Finding, closest, errors
from game.content.loading.judge import Judged, judge, sound_alone
from game.content.packs.choices import Choices
from game.content.packs.entry import Entry
from game.content.packs.folders import MANIFEST, Place
from game.content.packs.pack import Pack, read_manifest, read_pack
from game.content.packs.relations import ordered
from game.structs import Struct

Tried = Callable[[Judged, Sequence[Pack]], list[Finding]]
"""Plays what some of the packs touch, and says what went wrong."""


class Gathered(Struct):
    """The packs that stand after all checks, those left out, those that rest, their items by (kind, id), and every finding."""

    packs: tuple[Pack, ...]
    left_out: tuple[Pack, ...]
    resting: tuple[Pack, ...]
    entries: Mapping[tuple[str, str], Entry]
    known: references.Known
    renamed: references.Later
    findings: tuple[Finding, ...]

    @property
    def broken(self) -> bool:
        """Whether the game's own base pack has errors."""
        return any(pack.is_base for pack in self.left_out)


class _Gathering:
    """Packs that were read, and what was found of them so far. Changes while they are judged."""

    def __init__(self, packs: Sequence[Pack], circling: Sequence[Pack], tried: Tried | None, quick: bool) -> None:
        self.packs, self.circling, self.tried, self.quick = list(packs), circling, tried, quick
        self.out: list[Pack] = []
        self.findings: dict[Finding, None] = {}

    def judged(self, packs: Sequence[Pack], play: Sequence[Pack] = ()) -> Judged:
        """What is found of these packs, without what their files ignore; those of `play` are tried out when nothing is wrong.

        A pack never breaks the checker: where it stumbles, that is a finding like any other."""
        try:
            found = judge(packs, self.circling, self.quick)
        except Exception as error:  # a fault of ours, which must not keep the player from the game
            last = packs[-1]
            message = f"the checker itself stumbled over this pack ({type(error).__name__}: {error}); tell the authors of the game"
            fault = Finding(last.label(MANIFEST), 1, 1, "error", "checker-fault", message[:600])
            return Judged({}, {}, {}, (fault,), frozenset(), stumbled=True)
        listed = [f for f in found.findings if not _ignored(self.packs, f)]
        if self.tried and play and not errors(listed):
            listed += self.tried(found, play)
        return Judged(found.entries, found.known, found.renamed, tuple(listed), found.faulty)

    def tell(self, findings: Iterable[Finding]) -> None:
        self.findings |= dict.fromkeys(findings)

    def standing(self) -> Judged:
        """The packs that can stand together, each broken one left out. First all at once; where it is unclear whose a fault is,
        one after the other, so that it belongs to the pack that brings it."""
        while True:
            standing = [p for p in self.packs if p not in self.out]
            found = self.judged(standing, [p for p in standing if not p.place.shipped])
            if found.stumbled:
                return self.one_by_one(standing)
            if not errors(found.findings):
                self.tell(found.findings)
                return found
            guilty = _guilty(standing, errors(found.findings))
            if not guilty:
                return self.one_by_one(standing)
            self.tell(found.findings)
            self.out += guilty

    def one_by_one(self, packs: Sequence[Pack]) -> Judged:
        """The same for packs of which one breaks what another holds."""
        stood = [p for p in packs if p.place.shipped]
        good = self.judged(stood)
        self.tell(good.findings)
        if errors(good.findings):
            self.out += [p for p in stood if p.is_base or any(p.holds(f) for f in errors(good.findings))]
        for pack in (p for p in packs if not p.place.shipped):
            found = self.judged([*stood, pack], [pack])
            before = set(good.findings)
            new = [f for f in found.findings if f not in before]
            if errors(new):
                self.out.append(pack)
                self.tell(f if pack.holds(f) else _brought(pack, f) for f in new)
            else:
                self.tell(new)
                stood, good = [*stood, pack], found
        return good


def gather(
    places: Sequence[Place],
    partial: bool = False,
    chosen: Choices | None = None,
    beside: Sequence[Place] = (),
    tried: Tried | None = None,
    quick: bool = False,
) -> Gathered:
    """Reads packs and checks them; a pack with an error is left out whole and the rest is judged again without it.

    `partial` keeps the sound items of a broken base pack (for looking at content that is being written). `chosen` says which
    packs rest and in which order the player wants them; `beside` are places of packs that are taken in when another needs them.
    `quick` leaves out how texts are written, which keeps no pack out."""
    chosen = chosen or Choices()
    resting = (
        [pack for pack in (read_manifest(p)[0] for p in places if not p.shipped) if pack.id in chosen.off] if chosen.off else []
    )
    at_rest = {pack.place for pack in resting}
    packs = [read_pack(place) for place in places if place not in at_rest]
    packs += _needed(packs, beside)
    gathering = _Gathering(*ordered(packs, chosen.order), tried, quick)
    found = gathering.standing()
    base_out = any(p.is_base for p in gathering.out)
    entries, known = sound_alone(found) if base_out and partial else (found.entries, found.known)
    if base_out and partial:
        gathering.out = [p for p in gathering.out if not p.is_base]
    stand = tuple(p for p in gathering.packs if p not in gathering.out)
    told = [*gathering.findings]
    findings = tuple(sorted([*told, *_about_ignoring(gathering.packs, told)]))
    return Gathered(stand, tuple(gathering.out), tuple(resting), entries, known, found.renamed, findings)


def _needed(packs: Sequence[Pack], beside: Sequence[Place]) -> Iterator[Pack]:
    """Packs that lie beside and that one of these depends on, and those that they depend on in turn."""
    if not beside:
        return
    here = {pack.id for pack in packs}
    wanted = {need.id for pack in packs if pack.manifest for need in pack.manifest.needs} - here
    there = {pack.place for pack in packs}
    while wanted:
        found = [p for p in (read_manifest(place)[0] for place in beside if place not in there) if p.id in wanted]
        if not found:
            return
        taken = [read_pack(pack.place) for pack in {pack.id: pack for pack in reversed(found)}.values()]
        yield from taken
        there |= {pack.place for pack in taken}
        here |= {pack.id for pack in taken}
        wanted = {need.id for pack in taken if pack.manifest for need in pack.manifest.needs} - here


def _guilty(standing: Sequence[Pack], wrong: Sequence[Finding]) -> list[Pack]:
    """The packs whose own faults these surely are; none when one pack may have broken what another holds."""
    holding = [p for p in standing if any(p.holds(f) for f in wrong)]
    if any(p.place.shipped for p in holding) or not holding:
        return []
    reaching = [p for p in standing if not p.place.shipped and _reaches(p)]
    return holding if all(p in holding and len(holding) == 1 for p in reaching) else []


def _reaches(pack: Pack) -> bool:
    """Whether a pack changes what others hold: by patches, or by what all worlds are made of."""
    return bool(pack.patches) or any(e.kind.folder == "world" and e.kind.name != "world" for e in pack.entries)


def _brought(pack: Pack, finding: Finding) -> Finding:
    """A fault that shows in another pack's file, told of the pack that brings it."""
    message = f"with this pack, {finding.file}:{finding.line}:{finding.column} is no longer sound: {finding.message}"
    if finding.code == "world-fault":
        world = PurePosixPath(finding.file).stem
        message += f'; rows of your own go into a file of your pack that begins with "patch: base:{world}", under rows: append:'
    file = pack.source.file if pack.source else pack.place.label
    return Finding(file, 1, 1, finding.severity, finding.code, message, finding.suggestion, finding.path)


def _ignored(packs: Iterable[Pack], finding: Finding) -> bool:
    """Whether a file does not want to hear of a warning or note. Errors are always said."""
    return finding.severity != "error" and any(finding.code in p.ignored.get(finding.file, ()) for p in packs)


def _about_ignoring(packs: Iterable[Pack], findings: Sequence[Finding]) -> Iterator[Finding]:
    """Codes that a file ignores and that do not exist, or that are errors, which cannot be ignored."""
    from game.content.format.codes import CODES

    wrong = {(f.file, f.code) for f in errors(findings)}
    for pack in packs:
        for file, codes in pack.ignored.items():
            for code, (line, column) in codes.items():
                if code not in CODES:
                    guess = closest(code, CODES)
                    yield Finding(
                        file, line, column, "warning", "unknown-code", f'there is no finding "{code}" to ignore', guess, "ignore"
                    )
                elif (file, code) in wrong:
                    message = f'"{code}" is an error here, and an error cannot be ignored; mend it'
                    yield Finding(file, line, column, "warning", "ignored-error", message, "", "ignore")
