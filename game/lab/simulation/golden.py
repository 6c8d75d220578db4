"""A campaign told on one page that a person can read, for the golden playthroughs; every line is exact to the digest.

Which pairs are kept, and how the pages are compared and renewed. Playing is `simulate.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from game.engine.rules import digest, outcome
from game.engine.rules.campaign.record import Past
from game.engine.rules.campaign.written import written
from game.engine.rules.fields.structs import astuple
from game.engine.rules.vocabulary.plan import BOTH, Line
from game.engine.rules.vocabulary.rules import Rules
from game.lab.simulation.simulate import Doctrines, Played, play_batch

PAIRS: tuple[Doctrines, ...] = (
    ("calibrator", "calibrator"),
    ("hawk", "calibrator"),
    ("tit-for-tat", "hawk"),
    ("do-nothing", "tit-for-tat"),
)
SEED = 7
WATCHED = ("light.magnet", "heavy.oxide", "heavy.magnet", "chips", "battery")
"""Products whose prices a page shows, where the rules have them."""


def pages(rules: Rules) -> Iterator[tuple[str, str]]:
    """(file name, text) of every golden page: each scenario with each pair of doctrines."""
    for scenario in rules.scenarios:
        for pair in PAIRS:
            yield f"{scenario}_{pair[0]}_{pair[1]}.txt", page(rules, scenario, pair, SEED)


def page(rules: Rules, scenario: str, doctrines: Doctrines, seed: int) -> str:
    """One campaign as readable text."""
    played = play_batch(rules, scenario, doctrines, [seed], keep_log=True)[0]
    lines = [f"{scenario} · Beijing: {doctrines[0]} · Washington: {doctrines[1]} · seed {seed}", ""]
    for past, entry in zip(played.state.record.history, played.log, strict=True):
        lines += [f"Quarter {past.quarter + 1} · {entry.digest}"]
        for side in BOTH:
            lines += [f"  {side}: {'; '.join(told(line) for line in entry.plans[side].lines) or 'nothing'}"]
            replies = ", ".join(f"{offer} {reply}" for offer, reply in entry.answers[side].replies)
            lines += [f"    answers: {replies}"] if replies else []
        lines += [*_figures(past), ""]
    return "\n".join([*lines, *_ending(rules, played)]) + "\n"


def told(line: Line) -> str:
    """A line of a plan in a few words."""
    values = astuple(line)
    return " ".join([line.kind, *(_told(v) for v in values if v not in ("", None, False))])


def _told(value: Any) -> str:
    if isinstance(value, bool):
        return "yes"
    if isinstance(value, (str, int, float)):
        return str(value)
    return "(" + " ".join(_told(v) for v in astuple(value)) + ")"


def _figures(past: Past) -> list[str]:
    lines = []
    for side in BOTH:
        f = past.figures[side]
        lines.append(
            f"    {side}: leverage {f.leverage:.2f} (today {f.leverage_today:.2f}, lasting {f.leverage_lasting:.2f}), "
            f"reliability {f.reliability:.4f}, risk {f.escalation:.4f}"
        )
    prices = [f"{p} {past.prices[p][0]:.3f}/{past.prices[p][1]:.3f}" for p in WATCHED if p in past.prices]
    news = ["    news: " + "; ".join(" ".join(written(item)) for item in past.news)] if past.news else []
    return [*lines, "    prices inside/outside: " + ", ".join(prices), *news]


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
