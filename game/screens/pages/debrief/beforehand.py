"""What player, service and forecast said beforehand, against what came, and how far each of them may be trusted."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.rules.vocabulary.plan import other
from game.play.save_file import Score
from game.screens.pages.debrief.story import after_quarter
from game.screens.pages.debrief.told import View
from game.screens.pages.shared.predictions import Tally, calibrated, score, tallies
from game.screens.tree.node import Node
from game.screens.tree.parts import panel, table, text
from game.structs import replace

FEW = 12
"""Fewer bands of the forecast than these say nothing of it."""
PROMISED, APART = 0.8, 0.12
"""The share of bands that ought to hold what comes, and how far from it a share must lie to be told as another one."""


def scores_of(v: View) -> tuple[Score, ...]:
    """A score for each quarter that can be played again: what came and what the service said are read from it, what the player and
    the forecast said is known only where it was kept."""
    kept = {s.quarter: s for s in v.scores}
    found = []
    for line in v.log:
        scene = after_quarter(v, line.quarter)
        came = score(scene) if scene is not None else None
        if came is not None:
            said = kept.get(line.quarter)
            found.append(came if said is None else replace(said, came=came.came, service=came.service, most=came.most))
    return tuple(found)


def beforehand_panel(v: View) -> Node | None:
    """The calibration in plain words, then a row a quarter; None where no quarter can be played again."""
    t, found = v.t, scores_of(v)
    if not found:
        return None
    told = [text(f"beforehand-{i}", words) for i, words in enumerate(_calibration(v, tallies(found)))]
    return panel("debrief-beforehand", t("debrief.beforehand"), [*told, table("beforehand", "", _rows(v, found))], icon="target")


def _rows(v: View, found: Sequence[Score]) -> list[list[str]]:
    t, rival = v.t, v.t.name(other(v.side))
    own = any(s.reading or s.guess or s.bands for s in found)
    heads = ["came", "service_said", *(("you_said", "surprised", "bands") if own else ())]
    rows = [[t("debrief.date"), *(t(f"debrief.{head}", rival=rival) for head in heads)]]
    for s in found:
        cells = {
            "came": _leaning(v, s.came),
            "service_said": _leaning(v, s.service),
            "you_said": _leaning(v, s.reading),
            "surprised": _surprised(v, s),
            "bands": t("end.of", n=t.number(s.held), all=t.number(s.bands)) if s.bands else t("debrief.unsaid"),
        }
        rows.append([v.date(s.quarter), *(cells[head] for head in heads)])
    return rows


def _leaning(v: View, leaning: str) -> str:
    return v.t(f"reading.{leaning.replace(' ', '_')}") if leaning else v.t("debrief.unsaid")


def _surprised(v: View, s: Score) -> str:
    most = v.t(f"figure.{s.most}")
    return v.t("debrief.guessed", most=most, guess=v.t(f"figure.{s.guess}")) if s.guess else most


def _calibration(v: View, found: dict[str, Tally]) -> list[str]:
    """How far each may be trusted, a sentence each."""
    t, rival = v.t, v.t.name(other(v.side))

    def counted(key: str, x: Tally) -> str:
        return t(f"debrief.{key}", rival=rival, n=t.number(x.right), all=t.count("quarters", x.all))

    reading, service, guess, bands = (found[name] for name in ("reading", "service", "guess", "forecast"))
    told = [counted("reading_told", reading) if reading.all else t("debrief.reading_none")]
    told += [counted("service_told", service)] if service.all else []
    if reading.all and service.all:
        told.append(t(f"end.calibration_{calibrated(reading, service)}"))
    told += [counted("guess_told", guess)] if guess.all else []
    if bands.all:
        share = bands.right / bands.all
        verdict = "few" if bands.all < FEW else "sure" if share < PROMISED - APART else "shy" if share > PROMISED + APART else "fit"
        shown = {"n": t.number(bands.right), "all": t.number(bands.all), "share": t.percent(share), "promised": t.percent(PROMISED)}
        told.append(t("debrief.bands_told", **shown, verdict=t(f"debrief.bands_{verdict}")))
    return told
