"""First the player speaks: the decision that mattered and the campaign as the other capital would tell it, before any result; and
afterwards the same beside what the computation says."""

from __future__ import annotations

from game.engine.rules.vocabulary.plan import other
from game.play.debrief.decisions import Decision, decisions_of
from game.play.save_file import Spoken
from game.screens.pages.debrief.told import View
from game.screens.scene.scene import Scene
from game.screens.tree.node import Node
from game.screens.tree.parts import button, choice, do, option, panel, text


def asked(scene: Scene, v: View) -> list[Node | None]:
    """The two questions, and the way on; nothing of what was worked out stands beside them."""
    t, ui, said = v.t, scene.ui.debrief, scene.ui.debrief.spoken
    own = decisions_of(v.log, (v.side,))
    quarters = list(dict.fromkeys(d.quarter for d in own))
    dates = [option(f"first-quarter:{q}", v.date(q), do("first-quarter", q), q == ui.first_quarter) for q in quarters]
    named = [
        option(
            f"first-decision:{d.place}",
            v.decided(d),
            do("first-decision", d.quarter, d.key),
            (d.quarter, d.key) == (said.quarter, said.decision),
        )
        for d in own
        if d.quarter == ui.first_quarter
    ]
    rival = t.name(other(v.side))
    nodes: list[Node | None] = [
        text("first-why", t("debrief.first_why"), style="fine"),
        text("first-which", t("debrief.first_which"), style="lead") if own else None,
        choice("first-quarters", t("debrief.first_quarter"), dates) if dates else None,
        choice("first-decisions", t("debrief.first_decision"), named, style="list") if named else None,
        text("first-how", t("debrief.first_how", rival=rival), style="lead"),
        Node(
            "field", "first-sentence", t("debrief.first_sentence"), said.sentence, t("debrief.first_sentence_hint", rival=rival),
            do("first-sentence"), icon="edit",
        ),
    ]  # fmt: skip
    words = "debrief.first_on" if said != Spoken() else "debrief.first_skip"
    on = button(
        "first-on", t(words), do("first-done"), icon="arrow-right", key="o", style="primary", hint=t("debrief.first_on_hint")
    )
    return [panel("debrief-first", t("debrief.first"), nodes, icon="edit"), on]


def beside(v: View) -> Node | None:
    """What the player said, and what the computation says of it."""
    t, said, points = v.t, v.spoken, v.debrief.points
    if said is None or said == Spoken():
        return None
    nodes: list[Node | None] = []
    named = _named(v, said)
    if named is not None:
        at = next((i for i, p in enumerate(points) if p.decision == named), -1)
        nodes.append(text("said-decision", t("debrief.said_decision", what=v.dated(named)), icon="edit"))
        if at >= 0:
            key = "debrief.said_first" if at == 0 else "debrief.said_place"
            told = t(key, place=t.number(at + 1), all=t.number(len(points)), points=t.signed(points[at].points, 1),
                     first=v.dated(points[0].decision), most=t.signed(points[0].points, 1))  # fmt: skip
            nodes.append(text("said-place", told))
        elif not v.debrief.refused:
            nodes.append(text("said-place", t("debrief.said_wait"), icon="hourglass"))
    if said.sentence:
        rival = t.name(other(v.side))
        nodes.append(text("said-sentence", t("debrief.said_sentence", rival=rival, sentence=said.sentence), style="serif"))
        nodes.append(text("said-compare", t("debrief.said_compare", rival=rival), style="fine"))
    return panel("debrief-said", t("debrief.said_title"), nodes, icon="edit") if nodes else None


def _named(v: View, said: Spoken) -> Decision | None:
    return next((d for d in decisions_of(v.log, (v.side,)) if (d.quarter, d.key) == (said.quarter, said.decision)), None)
