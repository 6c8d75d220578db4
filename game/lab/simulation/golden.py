"""Golden playthroughs: campaigns told on pages that a person can read; every line is exact to the digest.

Which campaigns are kept, and how pages are compared and renewed. Their sentences are `golden_words.py`; playing, `simulate.py`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from game.engine.rules import Batch, Setup, digest, observe_batch, options, outcome
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.vocabulary.plan import BOTH, Answers, Plan, Side
from game.engine.rules.vocabulary.rules import Rules
from game.lab.simulation.golden_words import indented, legal_lines, outcome_lines, seen_lines, told
from game.lab.simulation.simulate import Doctrines, Played, play_setups

PAIRS: tuple[Doctrines, ...] = (
    ("calibrator", "calibrator"),
    ("hawk", "calibrator"),
    ("tit-for-tat", "hawk"),
    ("do-nothing", "tit-for-tat"),
)
SEED = 7
HOW_TO_READ = """\
Each quarter tells what both sides could see as it began, what each side alone could see, every line that it could put into its
plan, and the plan that it sealed; then what the quarter came to, and a digest: equal when the whole game is. A price in brackets is
that of all before it that have none of their own. Quarters count from 1. Dials stand at notches, 0 is off. Of what there is none,
nothing is said."""


def pages(rules: Rules) -> Iterator[tuple[str, str]]:
    """(file name, text) of every golden page: each scenario with each pair of doctrines."""
    for scenario in rules.scenarios:
        for pair in PAIRS:
            yield f"{scenario}_{pair[0]}_{pair[1]}.txt", page(rules, scenario, pair, SEED)


def page(rules: Rules, scenario: str, doctrines: Doctrines, seed: int) -> str:
    """One campaign as readable text."""
    before: list[list[str]] = []

    def watch(batch: Batch, plans: Sequence[Mapping[Side, Plan]], answers: Sequence[Mapping[Side, Answers]]) -> None:
        before.append(_before(rules, {side: observe_batch(rules, batch, 0, side) for side in BOTH}, plans[0], answers[0]))

    played = play_setups(rules, [Setup(scenario, seed, doctrines=doctrines)], keep_log=True, watch=watch)[0]
    lines = [f"{scenario} · Beijing: {doctrines[0]} · Washington: {doctrines[1]} · seed {seed}", "", HOW_TO_READ]
    for past, entry, told_before in zip(played.state.record.history, played.log, before, strict=True):
        lines += ["", f"Quarter {past.quarter + 1} · digest {entry.digest}", *told_before]
        lines += indented("what the quarter came to", outcome_lines(past))
    return "\n".join([*lines, "", *_ending(rules, played)]) + "\n"


def _before(
    rules: Rules, seen: Mapping[Side, Observation], plans: Mapping[Side, Plan], answers: Mapping[Side, Answers]
) -> list[str]:
    """What each side saw, what it could do, and what it did; what both saw alike is told once."""
    sights = {side: list(seen_lines(seen[side])) for side in BOTH}
    shared = [line for line in sights[BOTH[0]] if line in sights[BOTH[1]]]
    lines = indented(f"both see ({seen[BOTH[0]].date})", shared)
    for side in BOTH:
        replies = (f"answer {offer} with {reply}" for offer, reply in answers[side].replies)
        lines += indented(f"{side} sees", (line for line in sights[side] if line not in shared))
        lines += indented(f"{side} may", legal_lines(options(rules, seen[side], Plan(side))))
        lines += indented(f"{side} does", [*map(told, plans[side].lines), *replies] or ["nothing"])
    return lines


def _ending(rules: Rules, played: Played) -> list[str]:
    told_end = played.outcome or outcome(rules, played.state)
    lines = [f"Over: {told_end.kind}, winner: {told_end.winner or 'nobody'}"]
    for side, p in (told_end.verdict or {}).items():
        ending = (told_end.ending or {}).get(side, "")
        met = ", ".join(p.met) or "none"
        lines.append(f"  {side}: {ending}; standing {p.standing:.2f}, verdict {p.verdict:.2f}, mandates met: {met}")
    return [*lines, f"Last digest: {digest(played.state)}"]


def compare(rules: Rules, folder: Path) -> list[str]:
    """Names of pages that are missing or differ from the folder's."""
    return [name for name, text in pages(rules) if not _same(folder / name, text)]


def write(rules: Rules, folder: Path) -> list[str]:
    """Write all pages; names of those that changed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = []
    for name, text in pages(rules):
        if not _same(folder / name, text):
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
            changed.append(name)
    return changed


def _same(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text
