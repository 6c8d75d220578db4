"""Seeded damage to whole items, as a modder's slips would do it: never a traceback, found where it was done, or harmless in play.

Each mutation is a pack of its own with a copy of one of the base's files, changed in one line. A copy has findings of its own (it
does what the original does); only what the change adds counts. By hand: python -m tests.content.test_mutations FIRST COUNT"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path

import pytest

from game import installation
from game.content.format.findings import Finding, errors
from game.content.loading.checker import check
from game.content.loading.compile import load
from game.engine.rules.vocabulary.rules import Rules
from game.lab.simulation.simulate import simulate
from tests.content.writing import written

FOLDERS = ("cards", "orders", "dials", "scenarios", "mandates", "endings", "doctrines", "difficulties", "terms", "lessons", "world")
BATCH = 100
NEAR = 2  # lines

Luck = Callable[[int], int]


def luck_of(seed: int) -> Luck:
    """Numbers below a bound, one after the other, that the seed decides."""
    count = 0

    def draw(bound: int) -> int:
        nonlocal count
        count += 1
        return int.from_bytes(blake2b(f"{seed} {count}".encode(), digest_size=8).digest()) % max(bound, 1)

    return draw


def sources() -> list[Path]:
    """The files that are damaged: items alone and in lists; not the axes and plants of the model, which reach into every world."""
    base = installation.content() / "base"
    worlds = {"regions", "stages", "materials", "mirrors", "uses", "ores", "parameters", "reaction"}
    files = [path for folder in FOLDERS for path in sorted((base / folder).glob("*.yaml"))]
    return [path for path in files if path.stem not in worlds and not path.stem.startswith("projects")]


def mutated(lines: list[str], luck: Luck) -> tuple[list[str], int]:
    """The lines with one change, and the number of the line (from 1) that it was made in."""
    full = [i for i, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")]
    at = full[luck(len(full))]
    line = lines[at]
    change = CHANGES[luck(len(CHANGES))](line, luck)
    return [*lines[:at], *change, *lines[at + 1 :]], at + 1


def _letter(line: str, luck: Luck) -> list[str]:
    i = luck(len(line))
    return [line[:i] + "abcxyz:#[{\"'-0 "[luck(15)] + line[i + 1 :]]


def _lost(line: str, luck: Luck) -> list[str]:
    i = luck(len(line))
    return [line[:i] + line[i + 1 :]]


def _value(line: str, luck: Luck) -> list[str]:
    values = [
        "-1",
        "0",
        "1e9",
        "99999999999999",
        "nobody",
        "true",
        "[]",
        "{}",
        "",
        "''",
        "1:30",
        "2025-01-01",
        "NO",
        "“x”",
        "w" * 300,
    ]
    head, colon, _ = line.partition(": ")
    return [f"{head}{colon or ': '}{values[luck(len(values))]}"]


CHANGES: tuple[Callable[[str, Luck], list[str]], ...] = (
    _letter, _lost, _value, _value,
    lambda line, luck: [],
    lambda line, luck: [line, line],
    lambda line, luck: [" " + line],
    lambda line, luck: [line[1:] if line.startswith(" ") else "\t" + line],
    lambda line, luck: [line, line[: len(line) - len(line.lstrip())] + "unheard: of"],
    lambda line, luck: [line.replace(":", "", 1)],
    lambda line, luck: [line.replace('"', "", 1)],
    lambda line, luck: [line + " # and more"],
)  # fmt: skip


def made(content: Path, seed: int) -> tuple[Path, int]:
    """A pack with one mutation, and its line."""
    luck, files = luck_of(seed), sources()
    path = files[luck(len(files))]
    lines, at = mutated(path.read_text("utf-8").splitlines(), luck)
    folder = written(content, f"m{seed}")
    target = folder / path.parent.name / path.name
    target.parent.mkdir(exist_ok=True)
    target.write_text("\n".join(lines) + "\n", "utf-8")
    return target, at


def usual(content: Path) -> dict[str, set[str]]:
    """File's name → what is said of an unchanged copy of it."""
    said: dict[str, set[str]] = {}
    for number, path in enumerate(sources()):
        folder = written(content, f"u{number}")
        (folder / path.parent.name).mkdir()
        (folder / path.parent.name / path.name).write_text(path.read_text("utf-8"), "utf-8")
    for finding in check([content], play=False):
        pack, *place = Path(finding.file).parts[-3:]
        said.setdefault("/".join(place), set()).add(what(finding, pack))
    return said


def what(finding: Finding, pack: str) -> str:
    """Code and place inside the item, without the name of the pack that holds the copy."""
    return f"{finding.code} {finding.path.replace(f'{pack}:', '')}"


class Outcome:
    """What became of a batch: seeds that were found (near or far), and silent ones."""

    def __init__(self) -> None:
        self.near: list[int] = []
        self.far: list[tuple[int, int, Finding]] = []
        self.silent: list[int] = []
        self.seconds = 0.0

    def take(self, seed: int, at: int, new: list[Finding]) -> None:
        """Counts a mutation of the line `at` by what is newly said of its pack."""
        if any(abs(f.line - at) <= NEAR for f in new):
            self.near.append(seed)
        elif new:
            self.far.append((seed, at, new[0]))
        else:
            self.silent.append(seed)


def tried(folder: Path, seeds: range, known: dict[str, set[str]]) -> Outcome:
    """Checks the mutations of these seeds, and plays those of which nothing new is said."""
    outcome, content = Outcome(), folder / f"content{seeds.start}"
    places = {seed: made(content, seed) for seed in seeds}
    began = time.perf_counter()
    findings = check([content], play=False)
    outcome.seconds = time.perf_counter() - began
    for seed, (path, at) in places.items():
        told = known.get("/".join(path.parts[-2:]), set())
        mine = [f for f in findings if f.file.startswith(f"{content.as_posix()}/m{seed}/")]
        outcome.take(seed, at, [f for f in mine if what(f, f"m{seed}") not in told])
    silent = folder / f"silent{seeds.start}"
    places = {f"m{seed}": made(silent, seed) for seed in outcome.silent}
    if places:
        loaded = load([silent], store=folder / "store")
        assert loaded.rules is not None
        for pack in (p for p in loaded.packs if p.state == "left out"):  # its trial found what reading did not
            outcome.silent.remove(int(pack.id[1:]))
            outcome.take(int(pack.id[1:]), places[pack.id][1], list(errors(pack.findings)))
        plays(loaded.rules)
    return outcome


def plays(rules: Rules) -> None:
    """Two scenarios are played in two campaigns each."""
    for scenario in ("spring-curbs", "calibrated-control"):
        simulate(rules, scenario, ("calibrator", "hawk"), 2, 1)


def all_of(folder: Path, first: int, count: int) -> Iterator[Outcome]:
    """The outcomes of so many mutations, batch by batch."""
    known = usual(folder / "usual")
    for start in range(first, first + count, BATCH):
        yield tried(folder, range(start, min(start + BATCH, first + count)), known)


@pytest.mark.slow
def test_five_hundred_slips_are_found_where_they_are_made_or_harmless(tmp_path: Path) -> None:
    outcomes = list(all_of(tmp_path, 1, 500))
    near, far = sum(len(o.near) for o in outcomes), [x for o in outcomes for x in o.far]
    assert near >= 0.97 * (near + len(far)), far
    assert near > 250, "most slips are found"


def test_a_few_slips_are_found_or_harmless(tmp_path: Path) -> None:
    outcome = tried(tmp_path, range(9000, 9006), {})
    assert len(outcome.near) + len(outcome.far) + len(outcome.silent) == 6


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        for o in all_of(Path(place), int(sys.argv[1]), int(sys.argv[2])):
            print(f"near {len(o.near)} far {len(o.far)} silent {len(o.silent)} check {o.seconds:.1f} s", flush=True)
            for seed, line, finding in o.far:
                print("  far", seed, line, str(finding)[:200])
