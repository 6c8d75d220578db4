"""The ending: the grade against one's own par first, then result, story, the verdict's parts, mandates and the whole course."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.record import FIGURES
from game.engine.rules.verdict.mandates import points_of
from game.engine.rules.verdict.outcome import Outcome, SuccessorQuarter, Told
from game.engine.rules.vocabulary.plan import BOTH, other
from game.engine.rules.vocabulary.rules import Rules
from game.screens.pages.desk.ladder_and_mandates import goal_title
from game.screens.pages.ending.seen_so_far import seen_panel
from game.screens.pages.ending.verdict_parts import parts_panel
from game.screens.pages.shared.plain_page import worded
from game.screens.pages.shared.predictions import tallies
from game.screens.pages.shared.suggestions import lacked
from game.screens.pages.shared.top_bar import past_labels
from game.screens.scene.scene import Play
from game.screens.tree.node import Node, Series
from game.screens.tree.parts import button, do, heading, line_chart, panel, row, table, text
from game.screens.words.chances import chance_told
from game.screens.words.sentences import bare, card_title, date_of, filled, id_told, measure_told, response_text
from game.screens.words.texts import Texts

ABOVE, BELOW = 10.0, 0.0  # bands of the grade


def grade_word(grade: float) -> str:
    """The key of a grade's band."""
    return "above" if grade > ABOVE else "below" if grade < BELOW else "at"


def ending(scene: Play) -> Node:
    """The last page of a campaign."""
    t, o, end = scene.t, scene.observation, scene.outcome
    assert end is not None
    rival = other(o.side)
    parts = (end.verdict or {}).get(o.side)
    grade = float(parts.verdict) if parts is not None else 0.0
    result = "rupture" if end.kind == "rupture" else "draw" if not end.winner else "win" if end.winner == o.side else "loss"
    item = scene.rules.endings.get((end.ending or {}).get(o.side, ""))
    story = filled(item.text.get(o.side, ""), story_fields(t, scene.rules, end.tell[o.side]) if end.tell else {}) if item else ""
    title = item.title if item else t("end.title")
    nodes: list[Node | None] = [
        heading("end-title", title, style="display"),
        row(
            "end-head",
            [
                Node("figure", "grade", t("end.grade"), t.signed(grade, 1), t("end.grade_hint"), icon="trophy", tone=o.side),
                text("grade-word", t(f"end.grade_{grade_word(grade)}"), style="lead"),
                text("result", t(f"end.{result}", side=t.name(o.side), rival=t.name(rival)), icon="flag"),
            ],
        ),
        panel("end-story", t("end.story"), [text("story", story, style="serif")], style="paper") if story else None,
        seen_panel(scene),
        parts_panel(t, scene.rules, o.scenario, end),
        mandates_panel(scene, end),
        charges_panel(scene, end),
        calibration(scene),
        years_panel(scene, end.years),
        panel("end-course", t("end.course"), [row("end-charts", charts(scene))], icon="chart"),
        row(
            "end-buttons",
            [
                worded(t, "end-title-go", "end.to_title", do("to-title"), icon="arrow-left", key="c", style="primary"),
                worded(t, "end-history", "desk.menu_history", do("go", "history"), icon="chart", key="v"),
                worded(t, "end-debrief", "debrief.open", do("go", "debrief"), icon="scale", key="d"),
                button("end-years-go", t("end.years_again"), do("year-again"), icon="hourglass", key="y", hint=t("years.text")),
                button("end-saves", t("title.saves"), do("go", "saves"), icon="save", key="s", hint=t("saves.save_hint")),
                worded(t, "end-codex", "title.codex", do("go", "codex"), icon="source", key="x"),
            ],
        ),
    ]
    return Node("screen", "ending", t("end.title"), style="page", tone=o.side, children=tuple(n for n in nodes if n is not None))


def story_fields(t: Texts, rules: Rules, told: Told) -> dict[str, str]:
    """Everything that an ending's text may name, in the player's language: numbers, places, and sentences on the own acts."""
    dated = {"freeze": told.freeze, "hardest": told.hardest}
    deeds = {
        name: t(f"end.told_{name}", quarter=t.date(d.quarter), deed=measure_told(t, rules, d.deed.measure))
        if d
        else t(f"end.told_no_{name}")
        for name, d in dated.items()
    }
    answer = told.answer
    return deeds | {
        "side": t.name(told.side),
        "rival": t.name(other(told.side)),
        "quarter": t.date(told.quarter),
        "leverage": str(told.leverage),
        "grade": t.signed(told.grade, 1),
        "reliability": t.percent(told.reliability / 100.0),
        "risk": chance_told(t, told.risk / 100.0),
        "partners": t.count("partners", told.partners) if told.partners else t("end.no_partner"),
        "most_used": id_told(t, rules, told.most_used) if told.most_used else t("end.told_waiting"),
        "answer": t(
            "end.told_answer",
            quarter=t.date(told.answer_quarter),
            response=bare(response_text(t, rules, answer.card, answer.response)),
            card=card_title(t, rules, answer.card),
        )
        if answer
        else t("end.told_no_answer"),
        "promises": t("end.told_promises", kept=t.number(told.kept), broken=t.number(told.broken))
        if told.kept or told.broken
        else t("end.told_no_promises"),
    }


def mandates_panel(scene: Play, end: Outcome) -> Node | None:
    """Each mandate, met or missed."""
    t, o = scene.t, scene.observation
    own = (end.verdict or {}).get(o.side)
    if own is None or not (own.met or own.missed):
        return None
    rows = []
    for id in (*own.met, *own.missed):
        task = scene.rules.mandates[id].told(scene.observation.scenario)
        met = id in own.met
        rows.append(
            text(
                f"mandate:{id}",
                goal_title(scene, id),
                value=t("end.met_read" if met and id == own.read else "end.met" if met else "end.missed"),
                icon="check" if met else "x",
                hint=task,
            )
        )
        rows.append(text(f"mandate:{id}:text", task if met else lacked(scene, id), style="fine"))
    return panel("end-mandates", t("tab.tasks"), rows, icon="target")


def charges_panel(scene: Play, end: Outcome) -> Node | None:
    """Both sealed mandates, opened: who took them for what, and what that cost."""
    t, o, rules = scene.t, scene.observation, scene.rules
    rows = []
    for side in (o.side, other(o.side)):
        charge, named, parts = o.charges.get(side), o.named.get(other(side), ""), (end.verdict or {}).get(side)
        if not charge or parts is None:
            continue
        key = "unread" if not named else "read" if named == charge else "misread"
        fields = {"a0": t.name(side), "a1": rules.mandates[charge].title, "rival": t.name(other(side))}
        fields["a2"] = rules.mandates[named].title if named else ""
        done = charge in parts.met
        worth = t.number(points_of(rules, charge, True), 1)
        came = "end.charge_cost" if done and key == "read" else "end.charge_kept" if done else "end.charge_missed"
        rows.append(
            text(f"charge:{side}", t(f"news.charge-{key}", **fields), tone=side, icon="eye" if key == "read" else "eye-off")
        )
        rows.append(text(f"charge:{side}:came", t(came, points=worth), style="fine"))
    return panel("end-charges", t("end.charges"), rows, icon="target") if rows else None


def calibration(scene: Play) -> Node | None:
    """How often what was said before a quarter came true: by the player, by the service, by the forecast."""
    t = scene.t
    found = {name: x for name, x in tallies(scene.scores).items() if x.all}
    if not found:
        return None
    rows = [[t("end.said_by"), t("end.right"), t("end.share")]]
    rows += [
        [t(f"end.tally_{name}"), t("end.of", n=t.number(x.right), all=t.number(x.all)), t.percent(x.right / x.all)]
        for name, x in found.items()
    ]
    nodes: list[Node | None] = [table("calibration", "", rows), text("calibration-note", t("end.calibration_note"), style="fine")]
    if "reading" in found and "service" in found:
        own, theirs = (found[k].right / found[k].all for k in ("reading", "service"))
        verdict = "better" if own > theirs + 0.05 else "worse" if own < theirs - 0.05 else "alike"
        nodes.insert(0, text("calibration-told", t(f"end.calibration_{verdict}"), style="strong"))
    return panel("end-calibration", t("end.calibration"), nodes, icon="target")


def years_told(t: Texts, rules: Rules, o: Observation, years: Sequence[SuccessorQuarter]) -> dict[str, str]:
    """For each magnet (or other final product with an ore) how much of it is made outside, and what it costs there."""
    made = o.world.spec.materials
    shown = [p for p in o.world.spec.finals if p.partition(".")[0] in made][: len(TONES)]
    return {
        p: t(
            "end.year_told",
            product=t.label(p),
            first=t.percent(years[0].outside[p]),
            last=t.percent(years[-1].outside[p]),
            price=t.number(years[-1].prices[p], 2),
            date=date_of(t, rules, o.scenario, years[-1].quarter),
        )
        for p in shown
    }


def years_panel(scene: Play, years: tuple[SuccessorQuarter, ...]) -> Node | None:
    """The successor's years: how much of each magnet is made outside, and what it costs there."""
    t, o = scene.t, scene.observation
    if not years:
        return None
    labels = [date_of(t, scene.rules, o.scenario, y.quarter) for y in years]
    told = years_told(t, scene.rules, o, years)
    outside = [
        Series(t.label(p), tuple(100 * y.outside[p] for y in years), tone=tone) for p, tone in zip(told, TONES, strict=False)
    ]
    prices = [Series(t.label(p), tuple(y.prices[p] for y in years), tone=tone) for p, tone in zip(told, TONES, strict=False)]
    told_all = " ".join(told.values())
    return panel(
        "end-years",
        t("end.years"),
        [
            *(text(f"year:{p}", words) for p, words in told.items()),
            row(
                "year-charts",
                [
                    line_chart("year-outside", t("end.year_outside"), labels, outside, "%", low=0, summary=told_all),
                    line_chart(
                        "year-prices",
                        t("end.year_prices"),
                        labels,
                        prices,
                        t("market.unit"),
                        low=0,
                        summary=told_all,
                    ),
                ],
            ),
            text("end-note", t("end.note"), style="fine"),
        ],
        icon="hourglass",
    )


TONES = ("muted", "accent", "warn", "neutral")


def charts(scene: Play) -> list[Node]:
    """The three figures over the campaign, and leverage on into the successor's years where the engine tells them."""
    t, o = scene.t, scene.observation
    labels = [*past_labels(scene), t.date(o.date)]
    nodes = []
    for figure in FIGURES:
        sides = BOTH if figure != "crisis" else (o.side,)
        values = {s: [p.figures[s].points(figure) for p in o.history] for s in sides}
        count = len(o.history)
        if count:
            nodes.append(history_chart(scene, figure, {s: list(v) for s, v in values.items()}, labels[:count], count - 1))
    return nodes


def history_chart(scene: Play, figure: str, values: dict[str, list[float]], labels: list[str], now: int) -> Node:
    """A figure over the whole campaign for both capitals."""
    t = scene.t
    series = [Series(t.name(s), tuple(v), tone=s) for s, v in values.items()]
    told = " ".join(
        t(
            "figure.past_told",
            name=t.name(s),
            since=labels[0],
            first=t.number(v[0]),
            last=t.number(v[-1]),
            low=t.number(min(v)),
            high=t.number(max(v)),
        )
        for s, v in values.items()
    )
    unit = t("figure.unit_index") if figure == "leverage" else "%"
    return line_chart(f"history:{figure}", t(f"figure.{figure}"), labels, series, unit, now=now, low=0, high=100, summary=told)
