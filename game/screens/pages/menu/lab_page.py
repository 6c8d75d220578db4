"""The Lab: a scenario's world without a campaign. Two settings of dials, their curves, and which dial moved what.

The curves are `game/forecast/sandbox.py`; here they are only shown."""

from __future__ import annotations

from math import isfinite

from game.engine.rules import date_of
from game.engine.rules.vocabulary.items import Dial, ScenarioItem
from game.engine.rules.vocabulary.plan import BOTH
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.measures.quantities import QUANTITIES
from game.forecast.sandbox import CURVES
from game.screens.pages.menu.new_campaign_page import scenarios
from game.screens.pages.shared.plain_page import page
from game.screens.scene.scene import Scene
from game.screens.scene.shown_campaign.ui import Sandbox
from game.screens.tree.node import Node, Series
from game.screens.tree.parts import button, choice, column, do, line_chart, option, panel, table, text
from game.screens.words.families import family_icon, family_name
from game.screens.words.sentences import notch_label
from game.screens.words.texts import Texts, headed

LENGTHS = (8, 12, 16)
SETTINGS = ("one", "two")
HALF = (0.5, 0.05, 0.005)  # half of the last digit, by digits: smaller changes are not listed
COARSE = {"rung": 0.5}  # what is listed only from here on
ROWS = 8  # rows of causes at most


def filled(rules: Rules, lab: Sandbox) -> Sandbox:
    """The lab's choices with something that is there in the place of what is not."""
    known = scenarios(rules)
    scenario = lab.scenario if lab.scenario in known else known[0]
    spec = rules.world_of(scenario)
    finals = [spec.products[int(i)] for i in spec.final_product]
    families = families_of(rules, lab.side)
    return Sandbox(
        scenario,
        next((p for p in (lab.product, rules.scenarios[scenario].product, rules.numbers.usual_product) if p in finals), finals[0]),
        lab.quarters if lab.quarters in LENGTHS else LENGTHS[0],
        lab.shown if lab.shown in CURVES else next(iter(CURVES)),
        lab.editing if lab.editing in SETTINGS else SETTINGS[1],
        lab.side,
        lab.family if lab.family in families else families[0],
        lab.one,
        lab.two,
    )


def families_of(rules: Rules, side: str) -> tuple[str, ...]:
    """The families of dials that a side has."""
    return rules.ordered({d.family for d in rules.dials.values() if d.side == side})


def lab(scene: Scene) -> Node:
    """The page."""
    t, rules = scene.t, scene.rules
    if rules is None:
        return page(scene, "lab", t("lab.title"), [text("lab-empty", scene.error or t("codex.loading"))])
    box = filled(rules, scene.ui.lab)
    scenario = rules.scenarios[box.scenario]
    clear = button(
        "lab-clear",
        t("lab.clear"),
        do("lab-clear"),
        icon="undo",
        key="u",
        hint=t("lab.clear_hint"),
        why_not="" if box.one or box.two else t("lab.clear_not"),
    )
    return page(
        scene,
        "lab",
        t("lab.title"),
        [
            text("lab-note", t("lab.note")),
            worlds(t, rules, box),
            panel("lab-dials", t("lab.dials"), dials(t, rules, box, scenario), icon="dials"),
            panel("lab-curves", t("lab.curves"), drawn(scene, rules, box), icon="chart"),
            panel("lab-moved", t("lab.moved"), moved(scene, rules, box), icon="scale"),
        ],
        clear,
    )


def worlds(t: Texts, rules: Rules, box: Sandbox) -> Node:
    """Which world, for how long, and which product is looked at."""
    spec = rules.world_of(box.scenario)
    finals = [spec.products[int(i)] for i in spec.final_product]
    known = [
        option(f"lab-scenario:{s}", rules.scenarios[s].title, do("lab", "scenario", s), s == box.scenario) for s in scenarios(rules)
    ]
    spans = [option(f"lab-quarters:{q}", t.count("quarters", q), do("lab", "quarters", q), q == box.quarters) for q in LENGTHS]
    products = [option(f"lab-product:{f}", t.label(f), do("lab", "product", f), f == box.product) for f in finals]
    return panel(
        "lab-world",
        t("lab.world"),
        [
            choice("lab-scenario", t("new.scenario"), known),
            choice("lab-quarters", t("lab.length"), spans),
            choice("lab-product", t("history.products"), products),
        ],
        icon="world",
    )


def notch_of(box: Sandbox, which: str, dial: Dial, scenario: ScenarioItem) -> int:
    """Where a dial stands in a setting."""
    moved = dict(box.one if which == "one" else box.two)
    return moved.get(dial.id, scenario.dials.get(dial.id, dial.start))


def dials(t: Texts, rules: Rules, box: Sandbox, scenario: ScenarioItem) -> list[Node | None]:
    """The dials of one family of one side, in the setting that is being changed."""
    which = [
        option(f"lab-editing:{w}", t(f"lab.{w}"), do("lab", "editing", w), w == box.editing, hint=t(f"lab.{w}_hint"))
        for w in SETTINGS
    ]
    sides = [option(f"lab-side:{s}", t.label(s), do("lab", "side", s), s == box.side, tone=s) for s in BOTH]
    families = [
        option(f"lab-family:{f}", name, do("lab", "family", f), f == box.family, icon=family_icon(rules, f))
        for f, name in ((f, headed(family_name(t, rules, f))) for f in families_of(rules, box.side))
    ]
    shown = [d for d in rules.dials.values() if d.side == box.side and d.family == box.family]
    return [
        choice("lab-editing", t("lab.editing"), which),
        choice("lab-side", t("codex.side"), sides),
        choice("lab-family", t("order.families"), families),
        column("lab-rows", [dial_row(t, rules, box, d, scenario) for d in shown]),
    ]


def dial_row(t: Texts, rules: Rules, box: Sandbox, dial: Dial, scenario: ScenarioItem) -> Node:
    """A dial as a stepper in the setting that is being changed, and where it stands in the other one."""
    now = notch_of(box, box.editing, dial, scenario)
    differs = notch_of(box, "one", dial, scenario) != notch_of(box, "two", dial, scenario)
    other = notch_label(t, dial, notch_of(box, "one" if box.editing == "two" else "two", dial, scenario))
    value = notch_label(t, dial, now)
    steps = []
    for side, by in (("milder", -1), ("harsher", 1)):
        word = side if rules.withholds(dial.family) else {"milder": "less", "harsher": "more"}[side]
        here = 0 <= now + by < len(dial.notches)
        steps.append(
            button(
                f"lab-dial:{dial.id}:{side}",
                t(f"order.{word}_to", notch=notch_label(t, dial, now + by)) if here else t(f"order.{word}"),
                do("lab-dial", dial.id, now + by),
                why_not="" if here else t("order.at_end"),
                icon="minus" if by < 0 else "plus",
                style="step",
            )
        )
    return Node(
        "stepper",
        f"lab-dial:{dial.id}",
        dial.title,
        t("lab.against", now=value, other=other) if differs else value,
        hint=dial.text,
        children=tuple(steps),
        icon=dial.icon,
        on=differs,
        tone="accent" if differs else "",
    )


def quantity_told(t: Texts, quantity: str) -> str:
    """What a quantity is called."""
    kind, _, of = quantity.partition(":")
    return t(f"lab.{kind}_{of}") if of else t(f"lab.{kind}")


def valued(t: Texts, quantity: str, value: float, *, sign: bool = False) -> str:
    """A value, or a change, of a quantity."""
    digits = QUANTITIES[CURVES[quantity]].shown()
    return t.signed(value, digits) if sign else t.number(value, digits)


def drawn(scene: Scene, rules: Rules, box: Sandbox) -> list[Node | None]:
    """Which quantity, and its two curves."""
    t, found = scene.t, scene.curves
    kind = box.shown.partition(":")[0]
    kinds = list(dict.fromkeys(q.partition(":")[0] for q in CURVES))
    listed = [
        option(
            f"lab-kind:{k}",
            t(f"lab.kind_{k}"),
            do("lab", "shown", next(q for q in CURVES if q.partition(":")[0] == k)),
            k == kind,
        )
        for k in kinds
    ]
    same = [q for q in CURVES if q.partition(":")[0] == kind]
    of = [option(f"lab-shown:{q}", quantity_told(t, q), do("lab", "shown", q), q == box.shown) for q in same]
    nodes: list[Node | None] = [
        choice("lab-kind", t("lab.quantity"), listed),
        choice("lab-shown", t("lab.of"), of) if len(of) > 1 else None,
    ]
    if found is None:
        return [*nodes, text("lab-working", t("lab.working"), icon="hourglass")]
    one, two = found.first[box.shown], found.second[box.shown]
    scenario = rules.scenarios[found.scenario]
    labels = [t("number.start"), *(t.date(date_of(scenario, q)) for q in range(found.quarters))]
    told = t(
        "lab.told",
        name=quantity_told(t, box.shown),
        date=labels[-1],
        one=valued(t, box.shown, one[-1]),
        two=valued(t, box.shown, two[-1]),
        change=valued(t, box.shown, two[-1] - one[-1], sign=True),
    )
    unit = t(f"lab.unit_{box.shown.partition(':')[0]}")
    series = [Series(t("lab.one"), one, tone="muted"), Series(t("lab.two"), two, tone="accent")]
    body = [[labels[i], *(valued(t, box.shown, v[i]) if isfinite(v[i]) else "–" for v in (one, two))] for i in range(len(labels))]
    head = [t("history.quarter"), t("lab.one"), t("lab.two")]
    return [
        *nodes,
        line_chart("lab-chart", quantity_told(t, box.shown), labels, series, unit, low=0.0, summary=told),
        text("lab-told", told),
        table("lab-table", t("history.table"), [head, *body], style="fine"),
    ]


def moved(scene: Scene, rules: Rules, box: Sandbox) -> list[Node | None]:
    """Which dial moved the curve by how much at the end, each tried alone."""
    t, found = scene.t, scene.curves
    if found is None:
        return [text("lab-moved-none", t("lab.working"), icon="hourglass")]
    if not found.alone:
        return [text("lab-moved-none", t("lab.same"), icon="info")]
    least = COARSE.get(box.shown.partition(":")[0], HALF[QUANTITIES[CURVES[box.shown]].shown()])
    causes = [(dial, x) for dial, x in found.moved(box.shown) if abs(x) >= least]
    if not causes:
        return [text("lab-moved-none", t("lab.nothing_moved", name=quantity_told(t, box.shown)), icon="info")]
    first = next(((rules.dials[d].title, x) for d, x in causes if d), None)
    rows = [[t("lab.cause"), t("lab.change")]]
    rows += [[rules.dials[d].title if d else t("lab.together"), valued(t, box.shown, x, sign=True)] for d, x in causes[:ROWS]]
    nodes: list[Node | None] = []
    if first is not None:
        words = t("lab.because", dial=first[0], change=valued(t, box.shown, first[1], sign=True), name=quantity_told(t, box.shown))
        nodes.append(text("lab-because", words, style="strong"))
    return [*nodes, table("lab-causes", "", rows), text("lab-alone", t("lab.alone"), style="fine")]
