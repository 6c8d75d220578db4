"""The plan so far, at the left of the Desk, and at its right how the quarter is committed."""

from __future__ import annotations

from typing import get_args

from game.engine.rules import prices
from game.engine.rules.campaign.record import FIGURES
from game.engine.rules.vocabulary.plan import AnswerCard, Say, Word
from game.forecast.bites import TIMES, Bite
from game.screens.pages.desk.card_panel import unanswered
from game.screens.pages.desk.measures_panel import planned
from game.screens.pages.shared.drawers import drawer
from game.screens.pages.shared.fans import reading_of
from game.screens.pages.shared.suggestions import suggestion_buttons
from game.screens.scene.scene import Play
from game.screens.tree.node import Node
from game.screens.tree.parts import button, choice, dialog, do, option, panel, row, text
from game.screens.words.bites import bite_told
from game.screens.words.quantities import cost_told
from game.screens.words.sentences import line_told
from game.structs import replace


def lower_panels(scene: Play) -> list[Node]:
    """The plan at the left, and how it is committed at the right."""
    return [plan_panel(scene), commit_panel(scene)]


def plan_panel(scene: Play) -> Node:
    """The lines of the plan with a way to take each off, and what is left; what each costs is its hint at Guided."""
    t, o = scene.t, scene.observation
    rows: list[Node] = []
    for n, (line, paid) in enumerate(zip(scene.plan.lines, prices(scene.rules, o, scene.plan), strict=True)):
        if not scene.analyst and isinstance(line, Say | AnswerCard):
            continue  # the card and the public word show what was chosen
        told = line_told(t, scene.rules, line, o.drafts, o.promises)
        rows.append(
            row(
                f"line:{n}",
                [
                    text(f"line:{n}:text", told, value=cost_told(t, *paid))
                    if scene.analyst
                    else text(f"line:{n}:text", told, hint=cost_told(t, *paid)),
                    button(
                        f"line:{n}:remove",
                        t("plan.remove"),
                        do("remove", n),
                        icon="x",
                        style="icon",
                        hint=t("plan.remove_hint", line=told),
                    ),
                ],
            )
        )
    if scene.analyst and not rows:
        rows.append(text("plan-empty", t("plan.empty"), style="fine"))
    left = scene.options
    whole = t(
        "plan.left",
        orders=t.number(left.orders_left),
        capital=t.number(left.capital_left),
        budget=t.money(left.budget_left, 2),
    )
    orders = t("plan.orders_left", n=t.count("orders", left.orders_left))
    rows.append(text("plan-left", whole if scene.analyst else orders, hint="" if scene.analyst else whole, style="fine"))
    clear = button(
        "clear",
        t("plan.clear" if scene.analyst else "plan.clear_short"),
        do("clear"),
        icon="undo",
        style="small",
        key="u",
        hint=t("plan.clear_hint"),
        why_not="" if scene.plan.lines else t("plan.empty"),
    )
    ideas = [] if scene.analyst or not left.orders_left else suggestion_buttons(scene)
    ways = [*ideas, clear] if scene.plan.lines or scene.analyst else ideas
    return panel("plan", t("plan.title"), [*rows, *ways], slot="plan", icon="list")


def commit_panel(scene: Play) -> Node:
    """The public word, which at Guided lies in a drawer named by it, and the two ways of ending the quarter."""
    t = scene.t
    said = planned(scene, ("say",))
    words = [
        option(
            f"word:{w}",
            t(f"word.short_{w.replace(' ', '_')}"),
            do("say", w),
            isinstance(said, Say) and said.word == w,
            hint=t(f"word.{w.replace(' ', '_')}"),
            why_not=scene.why_not(Say(w)),
        )
        for w in get_args(Word)
    ]
    words.insert(0, option("word:none", t("word.short_none"), do("say", ""), said is None, hint=t("word.none")))
    waiting = unanswered(scene)
    spoken = choice("word", "" if scene.by_page else t("word.title"), words, hint=t("word.hint"), style="small")
    name = t("word.now", word=next(o.name for o in words if o.on))
    return panel(
        "commit-panel",
        t("commit.title"),
        [
            *said_and_waiting(scene, drawer(scene, "say", name, [spoken], t("word.hint")), waiting),
            plan_sum(scene),
            text("desk-message", scene.ui.message, tone="warn", icon="alert") if scene.ui.message else None,
            text("desk-notice", scene.notice, tone="warn", icon="alert") if scene.notice else None,
            text("busy", scene.busy, icon="hourglass") if scene.busy else None,
            row(
                "commit-row",
                [
                    button(
                        "stay",
                        t("commit.stay" if scene.analyst else "commit.stay_short"),
                        do("stay"),
                        icon="clock",
                        key="h",
                        hint=t("commit.stay_hint"),
                        why_not=scene.busy or (t("commit.stay_not") if scene.plan.lines else ""),
                    ),
                    button(
                        "commit",
                        t("commit.commit"),
                        do("commit") if scene.plan.lines and not waiting else do("dialog", "empty"),
                        icon="seal",
                        key="c",
                        style="primary",
                        hint=t("commit.hint"),
                        why_not=scene.busy,
                    ),
                ],
            ),
        ],
        slot="right-foot",
        icon="seal",
    )


def said_and_waiting(scene: Play, saying: list[Node], waiting: int) -> list[Node]:
    """The drawer of the public word, and that cards wait: on its line where the whole board has to fit beside it."""
    told = [waiting_told(scene, waiting)] if waiting else []
    if scene.analyst or scene.by_page:
        return [*saying, *told]
    opener, *inside = saying
    return [replace(opener, children=(*opener.children, *told)), *inside]


def waiting_told(scene: Play, waiting: int) -> Node:
    """That cards wait for an answer; at Guided what becomes of them is the hint."""
    t = scene.t
    n = t.count("cards", waiting)
    whole, few = t("commit.waiting", n=n), t("commit.waits", n=n)
    told, hint = (whole, "") if scene.analyst else (few, whole)
    return text("commit-waiting", told, hint=hint, style="fine", icon="info")


def empty_dialog(scene: Play) -> Node | None:
    """Asks once before a quarter is played with nothing on the plan, or with a card that nobody answered."""
    t, waiting = scene.t, unanswered(scene)
    if scene.ui.dialog != "empty":
        return None
    ways = [
        button("empty-no", t("commit.empty_back"), do("dialog", ""), icon="arrow-left", key="z", style="primary"),
        button("empty-yes", t("commit.commit"), do("commit"), icon="seal", key="c", hint=t("commit.hint"), why_not=scene.busy)
        if scene.plan.lines
        else button(
            "empty-yes", t("commit.stay"), do("stay"), icon="clock", key="h", hint=t("commit.stay_hint"), why_not=scene.busy
        ),
    ]
    told = [
        text("empty-text", t("commit.empty_text")) if not scene.plan.lines else None,
        text("empty-waiting", t("commit.waiting", n=t.count("cards", waiting)), icon="info") if waiting else None,
    ]
    title = t("commit.unanswered_title" if scene.plan.lines else "commit.empty_title")
    return dialog("empty-dialog", title, do("dialog", ""), [*told, row("empty-ways", ways)])


def plan_sum(scene: Play) -> Node | None:
    """What the whole plan would do to the figures, as the bites of single choices are told; None without a plan or a forecast."""
    found = scene.forecast
    if found is None or not scene.plan.lines:
        return None
    whole = Bite({f: tuple(found.change(f, ahead) for ahead in TIMES) for f in FIGURES})
    told = scene.t("bite.sum", told=bite_told(scene.t, whole, scene.analyst) or scene.t("bite.none"))
    reading = scene.t(f"reading.{reading_of(scene).replace(' ', '_')}")
    return text("commit-sum", told, style="small", icon="scale", hint=scene.t("bite.hint", reading=reading))
