"""The class debrief: one page that needs no other file, opens offline and prints on two sheets.

What happened → why → expected? → both capitals → what if → is that so? → so what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from game.classroom.debrief.insight import Moment, moments, ours, what_ifs
from game.classroom.debrief.tested import held_against
from game.classroom.events.state import State
from game.classroom.events.tally import counted
from game.classroom.pages.html_tree import html_of
from game.classroom.pages.svg import bars, chart, spread
from game.classroom.pages.templates import render
from game.classroom.worlds import sheet
from game.classroom.worlds.playing import Worlds
from game.content.loading.languages.translation import translate
from game.engine.rules import Parts, observe
from game.engine.rules.campaign.record import FIGURES, Figures
from game.engine.rules.vocabulary.plan import BOTH, AnswerCard, Side, other
from game.engine.rules.vocabulary.rules import Rules
from game.forecast.causes import as_seen
from game.play.debrief.charges import opened_charges
from game.play.debrief.theses import Finding, in_order
from game.play.debrief.turning_points import Debrief
from game.play.documents import from_document
from game.play.save_file import LogLine
from game.screens.pages.debrief.charges import charges_panel
from game.screens.pages.debrief.theses import numbers_told
from game.screens.pages.debrief.told import View
from game.screens.pages.ending.ending_page import years_told
from game.screens.pages.quarter.waterfall import Teller, sentence_told
from game.screens.words.claims import contested_panel
from game.screens.words.sentences import date_of, measure_told
from game.screens.words.texts import Texts

MOST_CONTESTED = 3
LEAST = 0.5
"""Points that a figure must have moved to be told of."""
MOST_EXIT = 40
"""Answers of an exit ticket that the page prints for each question."""


def page_of(rules: Rules, worlds: Worlds, state: State, language: str) -> str:
    """The page, from what the session has come to."""
    return render("debrief.html", t=Texts(language), body=body_of(rules, worlds, state, language))


def body_of(rules: Rules, worlds: Worlds, state: State, language: str, asks: bool = False) -> str:
    """What the page holds; with `asks` the computed causes are to be opened, once the class has named its own."""
    t, told = Texts(language), translate(rules, language)
    played = {w: [from_document(LogLine, line) for line in lines] for w, lines in state.worlds.items() if lines}
    labels = [date_of(t, told, state.session.scenario, q) for q in range(max((len(x) for x in played.values()), default=0))]
    example = typical(played)
    return render(
        "debrief_body.html",
        t=t,
        asks=asks,
        title=told.scenarios[state.session.scenario].title,
        about=t(
            "classroom.debrief_about",
            seats=t.number(len(state.seats)),
            quarters=t.number(len(labels)),
            worlds=t.number(len(played)),
        ),
        charts=charts(t, worlds, state, played, labels),
        why=why(told, worlds, state, example, played, t) if example else [],
        expected=expected(t, worlds, state, played),
        capitals=capitals(t, played),
        years=years(told, worlds, state, example, t) if example else None,
        deeds=deeds(told, worlds, state, example, t) if example else [],
        ifs=ifs(worlds, state, example, played[example], t) if example else [],
        charges=charges_opened(told, worlds, state, example, t) if example else "",
        theses=theses(told, worlds, state, example, played[example], t) if example else None,
        contested=[html_of(contested_panel(t, told, c)) for c in contested(told, state, played)],
        prompts=[t(f"classroom.prompt_{i}") for i in (1, 2, 3)],
        exits=exits(t, state),
    )


def paths_of(rules: Rules, worlds: Worlds, state: State, t: Texts) -> list[dict[str, Any]]:
    """The charts of a session that is still going on; none before a quarter was played."""
    played = {w: [from_document(LogLine, line) for line in lines] for w, lines in state.worlds.items() if lines}
    labels = [date_of(t, rules, state.session.scenario, q) for q in range(max((len(x) for x in played.values()), default=0))]
    return charts(t, worlds, state, played, labels) if played else []


def typical(played: Mapping[str, Sequence[LogLine]]) -> str:
    """The world whose end is nearest the median of the class; "" when nothing was played."""
    ends = sorted((lines[-1].statistics["beijing"].leverage, w) for w, lines in played.items())
    return ends[len(ends) // 2][1] if ends else ""


def sides_shown(state: State, world: str) -> tuple[Side, ...]:
    """The sides whose path a world tells: both, unless one pupil held one of them to the end."""
    alone = state.session.mode == "same-seed" and state.session.swap == "none"
    return (state.side_of(world, 0),) if alone else BOTH


def charts(
    t: Texts, worlds: Worlds, state: State, played: Mapping[str, Sequence[LogLine]], labels: Sequence[str]
) -> list[dict[str, Any]]:
    """Every path of the class in each figure from where it stood before the first decision, with median and spread."""
    found = []
    for figure in FIGURES:
        paths: dict[str, list[list[float]]] = {}
        for world, lines in played.items():
            for side in sides_shown(state, world) if figure != "crisis" else BOTH[:1]:
                start = worlds.at(state, world, 0).record.figures[side]
                path = [f.points(figure) for f in (start, *(line.statistics[side] for line in lines))]
                paths.setdefault(side, []).append(path)
        words = []
        for who, many in paths.items():
            m = spread(many)
            name = t.label(who) if figure != "crisis" else t("classroom.both")
            fields = {"side": name, "n": t.number(len(many)), "middle": t.number(m.middle[-1])}
            low, high = t.number(m.low[-1]), t.number(m.high[-1])
            key = "classroom.spread" if len(many) > 1 else "classroom.ended_at"
            words.append((who, t(key, **fields, low=low, high=high)))
        name = t(f"figure.{figure}")
        read = " ".join((f"{name}.", *(sentence for _, sentence in words)))
        found.append({"name": name, "svg": chart(read, (t("classroom.at_first"), *labels), paths), "told": words})
    return found


def why(rules: Rules, worlds: Worlds, state: State, world: str, played: Mapping[str, Sequence[LogLine]], t: Texts) -> list[str]:
    """For each figure the quarter that moved it most, with its largest cause."""
    held = (lambda q: state.side_of(world, q)) if len(state.groups_of(world)) == 1 else (lambda q: None)
    start = worlds.at(state, world, 0).record.figures
    found = moments(played[world], start, held)
    mattered = [m for m in found if abs(m.change) >= LEAST] or found
    return [_moment_told(rules, worlds, state, world, m, t) for m in mattered]


def _moment_told(rules: Rules, worlds: Worlds, state: State, world: str, m: Moment, t: Texts) -> str:
    found = worlds.account(state, world, m.round)
    assert found is not None
    position = worlds.at(state, world, m.round)
    after = worlds.at(state, world, m.round + 1)
    teller = Teller(t, rules, observe(rules, position, m.side))
    points = after.record.figures[m.side].points(m.figure)
    value = t.number(points) if m.figure == "leverage" else t.percent(points / 100.0)
    sentence = sentence_told(teller, m.figure, m.change, value, as_seen(found.causes[m.side, m.figure], m.side))
    return t("classroom.moment", date=date_of(t, rules, state.session.scenario, m.round), side=t.label(m.side), sentence=sentence)


def expected(t: Texts, worlds: Worlds, state: State, played: Mapping[str, Sequence[LogLine]]) -> list[dict[str, str]]:
    """Predictions against results, quarter by quarter, over all groups."""
    found = []
    for round in range(max((len(x) for x in played.values()), default=0)):
        figure = sheet.figure_asked(round)
        said: dict[tuple[str, str], int] = {}
        for world, lines in played.items():
            if len(lines) <= round:
                continue
            before = lines[round - 1].statistics if round else worlds.at(state, world, 0).record.figures
            for group in state.groups_of(world):
                side = state.side_of(group, round)
                came = sheet.way(lines[round].statistics[side].points(figure) - before[side].points(figure))
                for way, n in counted(state, group, round, sheet.PREDICT).items():
                    said[way, came] = said.get((way, came), 0) + n
        if not said:
            continue
        rows = [
            (t(f"classroom.way_{way}"), [_count(said, way, came) for came in sheet.WAYS]) for way in sheet.WAYS
        ]  # fmt: skip
        heads = [t("classroom.came_head", way=t(f"classroom.way_{way}")) for way in sheet.WAYS]
        right = [n for (way, came), n in said.items() if way == came]
        title = t("classroom.expected_title", n=t.number(round + 1), figure=t(f"figure.{figure}"))
        told = t("classroom.expected_told", right=t.number(_all(right)), all=t.number(_all(list(said.values()))))
        found.append({"title": title, "told": told, "bars": bars(rows, heads)})
    return found


def _count(said: Mapping[tuple[str, str], int], way: str, came: str) -> int:
    return said.get((way, came), 0)


def _all(counts: Sequence[int]) -> int:
    found = 0
    for n in counts:
        found += n
    return found


def capitals(t: Texts, played: Mapping[str, Sequence[LogLine]]) -> list[tuple[str, str, str]]:
    """The two capitals side by side at the end: medians over the worlds."""
    if not played:
        return []
    ends = [lines[-1].statistics for lines in played.values()]

    def row(key: str, value: Any) -> tuple[str, str, str]:
        beijing, washington = (median([value(end[side]) for end in ends]) for side in BOTH)
        return t(f"classroom.{key}"), t.number(beijing, 1), t.number(washington, 1)

    return [
        row("row_today", lambda f: f.leverage_today),
        row("row_lasting", lambda f: f.leverage_lasting),
        row("row_reliability", lambda f: 100 * f.reliability),
        row("row_third", lambda f: 100 * f.reliability_third),
        row("row_risk", lambda f: 100 * f.crisis),
        row("row_loss", lambda f: f.own_loss_usd_bn),
    ]


PARTS = ("dominance", "reliability", "welfare", "safety", "standing", "verdict")


def years(rules: Rules, worlds: Worlds, state: State, world: str, t: Texts) -> dict[str, Any] | None:
    """What the years after the last quarter made of it: the verdict's parts of both capitals, who comes out ahead, what was built
    elsewhere; None while the campaign goes on."""
    end = worlds.outcome(state, world)
    if end.verdict is None:
        return None
    rows = [(t(f"classroom.verdict_{part}"), *(_part_told(t, end.verdict[side], part) for side in BOTH)) for part in PARTS]
    result = "rupture" if end.kind == "rupture" else "win" if end.winner else "draw"
    first = next((side for side in BOTH if side == end.winner), BOTH[0])
    told = [t(f"end.{result}", side=t.name(first), rival=t.name(other(first)))]
    if end.years:
        told += years_told(t, rules, observe(rules, worlds.at(state, world), first), end.years, "classroom.year_told").values()
    return {"rows": rows, "told": told}


def _part_told(t: Texts, parts: Parts, name: str) -> str:
    """A part of a verdict; safety in percent, beside others of 0 to 100."""
    return t.number(getattr(parts, name) * (100.0 if name == "safety" else 1.0), 1)


def deeds(rules: Rules, worlds: Worlds, state: State, world: str, t: Texts) -> list[tuple[str, list[str], list[str]]]:
    """What each capital did in public, quarter by quarter."""
    found = []
    for past in worlds.at(state, world).record.history:
        told = {side: [measure_told(t, rules, deed.measure) for deed in past.deeds[side]] for side in BOTH}
        found.append((date_of(t, rules, state.session.scenario, past.quarter), told["beijing"], told["washington"]))
    return found


def ifs(worlds: Worlds, state: State, world: str, lines: Sequence[LogLine], t: Texts) -> list[tuple[str, list[str]]]:
    """Courses that were not taken, and where they would have led: leverage and reliability of both, and the risk."""

    def cells(end: Mapping[Side, Figures]) -> list[str]:
        by_side = [t.number(end[s].points(f)) for f in ("leverage", "reliability") for s in BOTH]
        return [*by_side, t.number(end["beijing"].points("crisis"))]

    rows = [(t("classroom.if_played"), cells(lines[-1].statistics))]
    ends = worlds.once(state, world, "ifs", lambda: what_ifs(worlds.rules, state, world, lines))
    return [*rows, *((t(f"classroom.{name}"), cells(end)) for name, end in ends.items())]


def charges_opened(rules: Rules, worlds: Worlds, state: State, world: str, t: Texts) -> str:
    """Both sealed mandates, what they were taken for, and from when on one could tell; "" while the campaign goes on."""
    last = worlds.at(state, world)
    opened = worlds.once(state, world, "charges", lambda: opened_charges(worlds.rules, last))
    panel = charges_panel(View(t, rules, Debrief(last.record.setup, BOTH[0], (), (), charges=opened), ()))
    return html_of(panel) if panel is not None else ""


def theses(rules: Rules, worlds: Worlds, state: State, world: str, lines: Sequence[LogLine], t: Texts) -> dict[str, Any]:
    """The documents' theses that the class put to the test, by capital, with what was found; and those that it did not."""
    setup = worlds.at(state, world, 0).record.setup
    found: Mapping[Side, tuple[Finding, ...]] = worlds.once(
        state, world, "theses", lambda: held_against(worlds.rules, setup, lines, lambda q, side: ours(state, world, q, side))
    )
    rows, left = [], []
    for thesis in in_order(rules):
        tried = [(side, f) for side in found for f in found[side] if f.thesis == thesis.id and f.result != "untried"]
        for side, f in tried:
            rows.append((thesis.text, side, t.label(side), t(f"debrief.thesis_{f.result}"), numbers_told(t, thesis, f)))
        if not tried:
            left.append(thesis.text)
    return {"rows": rows, "left": left}


def contested(rules: Rules, state: State, played: Mapping[str, Sequence[LogLine]]) -> list[Any]:
    """Disputed claims behind the cards that the class answered, the most often met first."""
    met: dict[str, int] = {}
    for lines in played.values():
        for line in lines:
            for plan in line.plans.values():
                for answer in plan.lines:
                    if isinstance(answer, AnswerCard) and answer.card in rules.cards:
                        for claim in rules.cards[answer.card].claims:
                            found = rules.claims[claim].contested if claim in rules.claims else ""
                            if found:
                                met[found] = met.get(found, 0) + 1
    ranked = sorted(met, key=lambda c: (-met[c], c))[:MOST_CONTESTED]
    return [rules.contested[c] for c in ranked if c in rules.contested]


def exits(t: Texts, state: State) -> list[tuple[str, list[str]]]:
    """The exit ticket's answers by question, without seats."""
    keys = dict.fromkeys(key for answers in state.exits.values() for key in answers)
    return [(t(f"classroom.{key}"), sorted(a[key] for a in state.exits.values() if a.get(key))[:MOST_EXIT]) for key in keys]
