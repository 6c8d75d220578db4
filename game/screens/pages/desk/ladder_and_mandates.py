"""The Desk's ladder with where both capitals stand, and the mandates with how far they have got."""

from __future__ import annotations

from game.engine.rules.campaign.judge import holds
from game.engine.rules.turn.consequences.policy import comes_from
from game.engine.rules.turn.observe import facts_seen
from game.engine.rules.verdict.mandates import hopeless, running, within_reach
from game.engine.rules.vocabulary.plan import SetDial, other
from game.engine.rules.vocabulary.rules import planned_rung
from game.engine.world.arithmetic.total import total
from game.engine.world.measures.quantities import QUANTITIES, one
from game.screens.pages.shared.desk_voices import desk_voices
from game.screens.pages.shared.suggestions import could_table, measured
from game.screens.pages.shared.verdict_line import verdict_line
from game.screens.pages.shared.world_map import cell
from game.screens.scene.scene import Play, Scene
from game.screens.tree.node import Node
from game.screens.tree.parts import do, table, text
from game.screens.words.chances import chance_told
from game.screens.words.quantities import number_told
from game.screens.words.sentences import act_told, bare, measure_told


def ladder_tab(scene: Play) -> list[Node]:
    """The eight rungs, with where both capitals stand."""
    t, o = scene.t, scene.observation
    rival = other(o.side)
    own, theirs = round(o.own_rung), round(o.seen_rung)
    rows = [[t("ladder.rung"), t("ladder.meaning"), t("ladder.we"), t("ladder.they")]]
    for rung in range(8, -1, -1):
        who = (t.name(o.side) if rung == own else "", t("ladder.about", side=t.name(rival)) if rung == theirs else "")
        rows.append([t.number(rung), t(f"ladder.{rung}"), *who])
    opens = {(1 + 8 - own, 2): do("explain", "rung"), (1 + 8 - theirs, 3): do("explain", "their-rung")}
    harshest, measure = harshest_told(scene)
    par, channel = o.world.parameters, cell(o.world.channel) > 0.5
    noise = par.rung_noise_channel if channel else par.rung_noise
    told = [
        Node(
            "text",
            "ladder-told",
            t(
                "ladder.told",
                own=t.number(own),
                theirs=t.number(o.seen_rung, 1),
                crisis=chance_told(t, o.figures[o.side].crisis),
                risk=chance_told(t, o.figures[o.side].escalation),
            ),
            intent=do("explain", "crisis"),
        ),
        text("ladder-why", t("ladder.why", measure=measure, rung=t.number(harshest)), icon="arrow-right") if measure else None,
        text("ladder-channel", t("ladder.channel_open" if channel else "ladder.channel_shut"), icon="message"),
        text("ladder-fog", t("ladder.fog", side=t.label(rival), n=t.number(float(noise), 1)), icon="eye"),
        text("ladder-hazard", t("ladder.hazard", n=number_told(t, QUANTITIES["hazard"], one(o.world, "hazard"))), icon="risk"),
        table("ladder", t("ladder.title"), rows, hint=t("ladder.hint"), opens=opens),
    ]
    return [n for n in told if n is not None]


def harshest_told(scene: Play) -> tuple[int, str]:
    """What our rung moves toward: the rung and the name of our harshest dial, draft or measure in force; "" when all rest at 0."""
    t, o, rules = scene.t, scene.observation, scene.rules
    standing = [SetDial(id, notch) for id, notch in o.dials.items() if rules.dials[id].side == o.side]
    drafted = [d.measure for d in o.drafts if d.side == o.side]
    found = [(planned_rung(rules, m), bare(measure_told(t, rules, m))) for m in (*standing, *drafted)]
    for held in o.measures:
        source = comes_from(rules, held.source) if held.side == o.side and held.since <= o.quarter < held.until else None
        if source is not None:
            found.append((source.rung, bare(act_told(t, rules, held.source))))
    rung, name = max(found, key=lambda x: x[0])
    return rung, name if rung else ""


def tasks_tab(scene: Play) -> list[Node]:
    """The mandates and how far they have got."""
    t, o = scene.t, scene.observation
    nodes: list[Node] = [*verdict_line(scene), *([] if scene.analyst else [*desk_voices(scene), *could_table(scene)])]
    for id in o.mandates:
        m = scene.rules.mandates[id]
        nodes.append(
            text(
                f"mandate:{id}",
                goal_title(scene, id),
                icon="target",
                value=mandate_state(scene, id),
                hint=m.told(o.scenario),
            )
        )
        nodes.append(text(f"mandate:{id}:text", m.told(o.scenario), style="fine"))
        if here := measured(scene, id):
            nodes.append(text(f"mandate:{id}:here", here, style="small", icon="arrow-right"))
    if o.charges.get(o.side):
        nodes.append(text("mandates-sealed", t("charge.told", side=t.name(other(o.side))), style="fine", icon="info"))
    return nodes if o.mandates else [*nodes, text("mandates-none", t("task.none"))]


def goal_title(scene: Play, id: str) -> str:
    """The title of an own mandate, with a mark on the sealed one."""
    title, o = scene.rules.mandates[id].title, scene.observation
    return scene.t("charge.sealed", title=title) if id == o.charges.get(o.side) else title


def mandate_state(scene: Scene, id: str) -> str:
    """How far a mandate has got, in words."""
    t = scene.t
    assert scene.rules is not None and scene.observation is not None
    m, progress = scene.rules.mandates[id], scene.observation.progress.get(id, ())
    if m.span == "always":
        return t("task.always_good" if all(progress) else "task.always_lost")
    if m.span == "end":  # as the figures stand that are shown beside it
        facts = facts_seen(scene.rules, scene.observation)
        if hopeless(facts, m.condition):
            return t("task.end_lost")
        return t("task.end_now" if holds(facts, m.condition) else "task.end_not")
    held = total(progress) if m.span == "count" else running(progress)
    count = t("task.count", n=t.number(held), all=t.number(max(1, m.quarters)))
    left = scene.observation.quarters - scene.observation.quarter
    return count if within_reach(m, progress, left) else t("task.out_of_reach", count=count)
