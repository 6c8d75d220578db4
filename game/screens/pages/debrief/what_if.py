"""What if: a quarter's plan put together otherwise, the history that follows beside the real one, and play from there.

What is asked is the player's (`Ui.debrief`); the answer is worked out beside the screen."""

from __future__ import annotations

from typing import get_args

from game.engine.rules import options
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.record import FIGURES
from game.engine.rules.turn.options import Option
from game.engine.rules.vocabulary.plan import AnswerCard, Draft, GiveOrder, Line, Plan, Say, SetDial, Word, other, plain
from game.forecast.causes import key_of_line
from game.play.debrief.what_if import LUCKS, Answer
from game.screens.pages.debrief.told import View
from game.screens.pages.debrief.turning import HEIGHTS
from game.screens.scene.scene import Scene
from game.screens.scene.shown_campaign.available_lines import Ask, choices, index_of, slot
from game.screens.scene.shown_campaign.bitten import family_of, measured
from game.screens.tree.node import Node, Series
from game.screens.tree.parts import button, choice, column, do, line_chart, option, panel, row, text
from game.screens.words.families import family_icon, family_name
from game.screens.words.quantities import cost_told
from game.screens.words.sentences import bare, card_title, response_text, word
from game.structs import replace


def what_if_panel(scene: Scene, v: View) -> Node | None:
    """The quarters, and for the one that is open its plan, what else could stand there, and the other history."""
    t, ui = v.t, scene.ui.debrief
    if not v.log or v.debrief.refused or v.seen(0) is None:
        return None
    quarters = [option(f"what-if:{x.quarter}", v.date(x.quarter), do("what-if", x.quarter), x.quarter == ui.quarter) for x in v.log]
    nodes: list[Node | None] = [
        text("what-if-told", t("debrief.what_if_told", n=t.number(LUCKS)), style="fine"),
        choice("what-if-quarters", t("debrief.date"), quarters),
    ]
    seen = v.seen(ui.quarter) if ui.quarter >= 0 else None
    if seen is not None:
        nodes += [*_plan(scene, v, seen), *_others(scene, v, seen), _rival(scene, v), *_answered(scene, v), _ways(scene, v)]
    return panel("debrief-what-if", t("debrief.what_if"), nodes, icon="history")


def _plan(scene: Scene, v: View, seen: Observation) -> list[Node | None]:
    t, ui = v.t, scene.ui.debrief
    rows = [
        row(
            f"what-if-line:{i}",
            [
                text(f"what-if-words:{i}", v.what(v.side, ui.quarter, line)),
                button(f"what-if-drop:{i}", t("debrief.what_if_drop"), do("what-if-drop", i), icon="x", style="small"),
            ],
        )
        for i, line in enumerate(ui.lines)
    ]
    none = text("what-if-nothing", t("debrief.what_if_nothing"), style="fine")
    cards = []
    for dealt in seen.table:
        given = next((x.response for x in ui.lines if isinstance(x, AnswerCard) and x.card == dealt.card), "")
        card = v.rules.cards.get(dealt.card)
        ids = [r.id for r in card.responses] if card is not None else ["climb", "hold", "down"]
        answers = [
            option(
                f"what-if-card:{dealt.card}:{id}",
                bare(response_text(t, v.rules, dealt.card, id)),
                do("what-if-add", key_of_line(AnswerCard(dealt.card, id))),
                id == given,
            )
            for id in ids
        ]
        cards.append(choice(f"what-if-card:{dealt.card}", card_title(t, v.rules, dealt.card), answers, style="list"))
    said = next((x.word for x in ui.lines if isinstance(x, Say)), "")
    words = [option(f"what-if-word:{w}", word(t, w), do("what-if-add", key_of_line(Say(w))), w == said) for w in get_args(Word)]
    cards.append(choice("what-if-word", t("debrief.what_if_word"), words))
    return [text("what-if-plan", t("debrief.what_if_plan", date=v.date(ui.quarter)), style="lead"), *(rows or [none]), *cards]


def addable(ask: Ask, plan: Plan, seen: Observation) -> dict[str, Option]:
    """What may be put on a plan by one press, by key: answers, words, and measures by a notch, at once or drafted in public."""
    _, found = choices(ask, plan)
    lines = [o.line for o in found.values() if o.refusal is None and plain_line(o.line) == o.line]
    return {key_of_line(x): found[x] for x in lines if isinstance(x, AnswerCard | Say) or measured(x, seen)}


def plain_line(line: Line) -> Line:
    """The line without whether its measure is taken by statute."""
    if isinstance(line, Draft):
        return replace(line, measure=plain(line.measure))
    return plain(line) if isinstance(line, SetDial | GiveOrder) else line


def _others(scene: Scene, v: View, seen: Observation) -> list[Node | None]:
    """The measures that could be added, by family; those that stand on the plan are there already."""
    t, ui = v.t, scene.ui.debrief
    plan = Plan(v.side, ui.lines)
    every = addable(lambda tried: options(v.rules, seen, tried), plan, seen)
    found = [(key, o) for key, o in every.items() if measured(o.line, seen) and o.line not in ui.lines]
    families = v.rules.ordered({family_of(v.rules, o.line) for _, o in found})
    if not families:
        return []
    tabs = [
        option(
            f"what-if-family:{f}", family_name(t, v.rules, f), do("what-if-family", f), f == ui.family, icon=family_icon(v.rules, f)
        )
        for f in families
    ]
    added = [
        button(
            f"what-if-add:{key}",
            v.what(v.side, ui.quarter, o.line),
            do("what-if-add", key),
            value=cost_told(t, o.capital, o.budget),
            icon="plus" if index_of(plan, slot(o.line)) < 0 else "edit",
        )
        for key, o in found
        if family_of(v.rules, o.line) == ui.family
    ]
    return [
        choice("what-if-families", t("debrief.what_if_add"), tabs, style="small"),
        column("what-if-measures", added) if added else None,
    ]


def _rival(scene: Scene, v: View) -> Node:
    t, free, rival = v.t, scene.ui.debrief.free, v.t.name(other(v.side))
    ways = [
        option(f"what-if-rival:{word}", t(f"debrief.rival_{word}"), do("what-if-rival", word == "anew"), free == (word == "anew"))
        for word in ("held", "anew")
    ]
    return choice("what-if-rival", t("debrief.what_if_rival", rival=rival), ways)


def _answered(scene: Scene, v: View) -> list[Node | None]:
    """The other history, where the plan is another and it is worked out."""
    t, ui, answer = v.t, scene.ui.debrief, scene.what_if
    if ui.lines == v.log[ui.quarter].plans[v.side].lines and not ui.free:
        return [text("what-if-same", t("debrief.what_if_same"), icon="info")]
    if answer is None or answer.question != ui.question(v.side):
        return [text("what-if-wait", t("debrief.what_if_wait"), icon="hourglass")]
    told = t(
        "debrief.what_if_points",
        real=t.signed(answer.real.verdict, 1),
        there=t.signed(answer.there.verdict, 1),
        ended=bare(v.ended(answer.over)),
    )
    charts = [_chart(v, answer, figure) for figure in FIGURES]
    spread = [text(f"what-if-lines:{chart.id}", chart.hint, style="fine") for chart in charts]
    return [
        text("what-if-points", told, style="lead"),
        text("what-if-void", v.void(answer.void)),
        column("what-if-charts", charts),
        *spread,
    ]


def _chart(v: View, a: Answer, figure: str) -> Node:
    """The real line, the other one, and how far it spreads under other luck."""
    t = v.t
    real = tuple(f[v.side].points(figure) for f in v.debrief.path)
    courses = [tuple(f[v.side].points(figure) for f in path) for path in a.paths]
    own = courses[0]
    at = [[c[i] for c in courses if i < len(c)] for i in range(len(own))]
    low, high = tuple(min(x) for x in at), tuple(max(x) for x in at)
    top = next(h for h in HEIGHTS if h >= max(*real, *high) or h == HEIGHTS[-1])
    last = min(len(real), len(own)) - 1
    summary = t(
        "debrief.what_if_lines", figure=t(f"figure.{figure}"), end=v.date(last), real=t.number(real[last]),
        there=t.number(own[last]), low=t.number(low[last]), high=t.number(high[last]),
    )  # fmt: skip
    series = [
        Series(t("debrief.line_real"), real, tone=v.side),
        Series(t("debrief.line_there"), own, low, high, tone="accent"),
    ]
    unit = t("figure.unit_index") if figure == "leverage" else "%"
    name = t(f"figure.{figure}")
    return line_chart(f"what-if-{figure}", name, v.quarters, series, unit, now=a.question.quarter, low=0, high=top, summary=summary)


def _ways(scene: Scene, v: View) -> Node:
    t, why = v.t, scene.busy
    again = button("what-if-again", t("debrief.what_if_again"), do("what-if", scene.ui.debrief.quarter), icon="arrow-left")
    on = button("play-on", t("debrief.play_on", date=v.date(scene.ui.debrief.quarter)), do("play-on"), icon="load", style="primary",
                hint=t("debrief.play_on_hint"), why_not=why)  # fmt: skip
    return row("what-if-ways", [again, on])
