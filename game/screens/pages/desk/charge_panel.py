"""The other capital's mandates: those that are public, and the list of those of which it holds one sealed, to be named in the last
quarter."""

from __future__ import annotations

from game.engine.rules.vocabulary.plan import NameCharge, other
from game.screens.scene.scene import Play
from game.screens.tree.node import Node
from game.screens.tree.parts import choice, do, option, panel, text


def charge_panel(scene: Play) -> Node | None:
    """The panel; None where nothing is dealt to the other capital that we know of."""
    t, o, rules = scene.t, scene.observation, scene.rules
    rival = other(o.side)
    nodes: list[Node | None] = []
    for id in o.rival_mandates:
        nodes += [
            text(f"theirs:{id}", rules.mandates[id].title, icon="target"),
            text(f"theirs:{id}:text", wording(scene, id), style="fine"),
        ]
    if o.charge_lists.get(rival):
        nodes += [naming(scene), report_told(scene)]
    found = [node for node in nodes if node is not None]
    return (
        panel("charge", t("charge.title", side=t.label(rival)), found, slot="right", tone=rival, icon="target") if found else None
    )


def wording(scene: Play, mandate: str) -> str:
    """What a mandate of the other capital asks for, quoted: it says "we" and means them."""
    return scene.t("charge.words", words=scene.rules.mandates[mandate].told(scene.observation.scenario))


def naming(scene: Play) -> Node:
    """The list, each with what it asks for; in the last quarter one of them can be named."""
    t, o, rules = scene.t, scene.observation, scene.rules
    rival = other(o.side)
    named = next((line.mandate for line in scene.plan.lines if isinstance(line, NameCharge)), "")
    options = [
        option(
            f"charge:{id}",
            rules.mandates[id].title,
            do("name-charge", id),
            id == named,
            hint=wording(scene, id),
            why_not=scene.why_not(NameCharge(id)),
        )
        for id in o.charge_lists[rival]
    ]
    options.append(option("charge:none", t("charge.none"), do("name-charge", ""), not named))
    return choice("charge-list", t("charge.list"), options, hint=t("charge.hint", side=t.name(rival)), style="small")


def naming_due(scene: Play) -> bool:
    """Whether the other capital's sealed mandate can be named now."""
    o = scene.observation
    return o.quarter == o.quarters - 1 and bool(o.charge_lists.get(other(o.side)))


def report_told(scene: Play) -> Node | None:
    """The service's report on the sealed mandate, once there is one."""
    t, o, rules = scene.t, scene.observation, scene.rules
    if not o.charge_report:
        return None
    first, second = (rules.mandates[id].title for id in o.charge_report)
    told = t("charge.report", side=t.name(other(o.side)), first=first, second=second, sure=t.percent(o.reading.confidence))
    return text("charge-report", told, icon="eye", hint=t("charge.report_hint"))
