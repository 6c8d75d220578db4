"""The Table: build a deal or a demand, see what lies open, and the brink as a scene of its own."""

from __future__ import annotations

from game.engine.rules.items import Dial
from game.engine.rules.plan import other
from game.screens.choosing import index_of
from game.screens.desk_right import card_panel
from game.screens.node import Node
from game.screens.parts import button, choice, do, heading, option, panel, row, text
from game.screens.scene import Draftsheet, Play
from game.screens.shelf import page
from game.screens.telling import measure_told, notch_label, offer_told, refusal_told

QUARTERS = (2, 4, 6, 8)


def stances(scene: Play, side: str) -> list[Dial]:
    """The licence stances of a side, which can be the matter of a deal or a demand."""
    return [d for d in scene.rules.dials.values() if d.side == side and d.stance]


def announced(scene: Play) -> list[tuple[str, str]]:
    """Own announced drafts that a demand can threaten with: id and words."""
    o = scene.observation
    return [
        (d.id, measure_told(scene.t, scene.rules, d.measure)) for d in o.drafts if d.side == o.side and not d.quiet and not d.demand
    ]


def whole(sheet: Draftsheet) -> bool:
    """Whether the sheet says all that an offer needs."""
    return bool(sheet.take) and bool(sheet.give if sheet.sort == "deal" else sheet.draft)


def table_page(scene: Play) -> Node:
    """The page."""
    t, o = scene.t, scene.observation
    sheet = scene.ui.sheet
    sorts = [
        option(f"sort:{s}", t(f"table.{s}"), do("sheet", "sort", s), sheet.sort == s, hint=t(f"table.{s}_hint"))
        for s in ("deal", "demand")
    ]
    body: list[Node | None] = [
        choice("sort", t("table.sort"), sorts),
        text("sort-text", t(f"table.{sheet.sort}_hint"), style="fine"),
    ]
    if sheet.sort == "deal":
        second = side_of_deal(scene, "give", o.side)
    else:
        drafts = announced(scene)
        options = [option(f"sheet-draft:{id}", words, do("sheet", "draft", id), sheet.draft == id) for id, words in drafts]
        second = [
            choice("sheet-draft", t("table.threat"), options)
            if options
            else text("sheet-no-draft", t("table.no_draft"), icon="info")
        ]
    body.append(
        choice(
            "sheet-quarters",
            t("table.quarters"),
            [
                option(f"sheet-quarters:{q}", t.count("quarters", q), do("sheet", "quarters", q), sheet.quarters == q)
                for q in QUARTERS
            ],
        )
    )
    why = "" if scene.offer is not None else t("table.not_whole")
    if scene.offer is not None:
        why = refusal_told(t, scene.rules, scene.offer_refusal, o.scenario)
        body.append(text("sheet-told", offer_told(t, scene.rules, scene.offer, o.drafts), style="serif", icon="deal"))
    at = next((i for i, line in enumerate(scene.plan.lines) if line.kind == "offer"), -1)
    planned = None
    if at >= 0:
        line = scene.plan.lines[at]
        planned = row(
            "planned",
            [
                text(
                    "planned-text",
                    t("table.planned", offer=offer_told(t, scene.rules, line, o.drafts)) if line.kind == "offer" else "",
                    icon="deal",
                ),
                button("planned-remove", t("plan.remove"), do("remove", at), icon="x"),
            ],
        )
    add = button(
        "sheet-add", t("table.add"), do("offer"), icon="plus", key="a", style="primary", hint=t("table.add_hint"), why_not=why
    )
    lies = [
        text(f"lies:{s.id}", offer_told(t, scene.rules, s.offer, o.drafts, from_us=s.side == o.side), tone=s.side, icon="deal")
        for s in o.offers
    ]
    return page(
        scene,
        "table",
        t("table.title"),
        [
            planned,
            panel("sheet", t("table.build"), body, icon="deal"),
            row(
                "sides",
                [
                    panel(
                        "take-panel",
                        t.name(other(o.side)),
                        side_of_deal(scene, "take", other(o.side)),
                        tone=other(o.side),
                        icon="capital",
                    ),
                    panel("give-panel", t.name(o.side), second, tone=o.side, icon="capital"),
                ],
            ),
            panel("lies", t("table.lies"), lies) if lies else text("lies-none", t("table.nothing"), style="fine"),
            add,
        ],
    )


def side_of_deal(scene: Play, which: str, side: str) -> list[Node | None]:
    """Which stance one side would keep, and at most at which notch."""
    t, sheet = scene.t, scene.ui.sheet
    chosen = sheet.take if which == "take" else sheet.give
    most = sheet.take_most if which == "take" else sheet.give_most
    dials = stances(scene, side)
    nodes: list[Node | None] = [
        choice(
            f"sheet-{which}",
            t(f"table.{which}", side=t.name(side)),
            [
                option(
                    f"sheet-{which}:{d.id}",
                    d.title,
                    do("sheet", which, d.id),
                    d.id == chosen,
                    value=t("table.now", notch=notch_label(t, d, scene.observation.dials.get(d.id, d.start))),
                )
                for d in dials
            ],
            style="list",
        )
    ]
    dial = scene.rules.dials.get(chosen)
    if dial is not None:
        nodes.append(
            choice(
                f"sheet-{which}-most",
                t("table.most", dial=dial.title),
                [
                    option(f"sheet-{which}-most:{n}", notch_label(t, dial, n), do("sheet", f"{which}_most", n), n == most)
                    for n in range(len(dial.notches))
                ],
            )
        )
    return nodes


def brink(scene: Play) -> Node:
    """The brink card alone on the screen; answering leads to the Desk."""
    t, o = scene.t, scene.observation
    cards = [card_panel(scene, c) for c in o.table if c.card == "brink"]
    answered = index_of(scene.plan, ("card", "brink")) >= 0
    go = button(
        "brink-go",
        t("brink.go"),
        do("brink-done"),
        icon="arrow-right",
        key="c",
        style="primary",
        hint=t("brink.go_hint"),
        why_not="" if answered else t("brink.choose"),
    )
    rungs = text("brink-rungs", t("figure.rungs", own=t.number(o.own_rung), theirs=t.number(o.seen_rung, 1)), icon="ladder")
    return Node(
        "screen",
        "brink",
        t("brink.title"),
        style="scene",
        tone="warn",
        children=(heading("brink-title", t("brink.title")), rungs, *cards, go),
    )
