"""The Table: build a deal or a demand and see the odds of a yes, with what lies open: offers, demands, drafts, promises."""

from __future__ import annotations

from game.engine.rules.campaign.record import StandingDraft, StandingOffer
from game.engine.rules.turn.terms import refuse_term
from game.engine.rules.vocabulary.items import Dial
from game.engine.rules.vocabulary.plan import Offer, Term, other
from game.screens.pages.shared.odds_table import odds_nodes
from game.screens.pages.shared.plain_page import page
from game.screens.scene.scene import Play
from game.screens.tree.node import Node
from game.screens.tree.parts import button, choice, column, do, option, panel, row, text
from game.screens.words.sentences import date_of, last_quarter, measure_told, notch_label, offer_told, promise_told, refusal_told

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


def table_page(scene: Play) -> Node:
    """The page."""
    t, o = scene.t, scene.observation
    sheet = scene.ui.sheet
    why = "" if scene.offer is not None else t("table.not_whole")
    if scene.offer is not None:
        why = refusal_told(t, scene.rules, scene.offer_refusal, o.scenario)
    add = button(
        "sheet-add", t("table.add"), do("offer"), icon="plus", key="a", style="primary", hint=t("table.add_hint"), why_not=why
    )
    second = side_of_deal(scene, "give", o.side) if sheet.sort == "deal" else [threat(scene)]
    sides = [
        panel("take-panel", t.name(other(o.side)), side_of_deal(scene, "take", other(o.side)), tone=other(o.side), icon="capital"),
        panel("give-panel", t.name(o.side), second, tone=o.side, icon="capital"),
    ]
    return page(
        scene,
        "table",
        t("table.title"),
        [planned(scene), kind(scene), odds(scene), row("sides", sides), *lies(scene), add],
    )


def planned(scene: Play) -> Node | None:
    """The offer that stands on the plan already, with a way to take it off."""
    t, o = scene.t, scene.observation
    at = next((i for i, line in enumerate(scene.plan.lines) if isinstance(line, Offer)), -1)
    if at < 0:
        return None
    line = scene.plan.lines[at]
    told = t("table.planned", offer=offer_told(t, scene.rules, line, o.drafts)) if isinstance(line, Offer) else ""
    return row(
        "planned",
        [text("planned-text", told, icon="deal"), button("planned-remove", t("plan.remove"), do("remove", at), icon="x")],
    )


def kind(scene: Play) -> Node:
    """Deal or demand, and for how long."""
    t, sheet = scene.t, scene.ui.sheet
    sorts = [
        option(f"sort:{s}", t(f"table.{s}"), do("sheet", "sort", s), sheet.sort == s, hint=t(f"table.{s}_hint"))
        for s in ("deal", "demand")
    ]
    spans = [
        option(f"sheet-quarters:{q}", t.count("quarters", q), do("sheet", "quarters", q), sheet.quarters == q) for q in QUARTERS
    ]
    return panel(
        "sheet",
        t("table.build"),
        [
            choice("sort", t("table.sort"), sorts),
            text("sort-text", t(f"table.{sheet.sort}_hint"), style="fine") if scene.analyst else None,
            choice("sheet-quarters", t("table.quarters"), spans),
        ],
        icon="deal",
    )


def odds(scene: Play) -> Node:
    """The offer in one sentence, the odds that they accept it, and why; a sheet that is not whole says what is missing."""
    t, offer = scene.t, scene.offer
    if offer is None:
        return panel("sheet-odds", t("odds.title"), [text("sheet-odds-none", t("odds.none"), style="fine")], icon="scale")
    told = text("sheet-told", offer_told(t, scene.rules, offer, scene.observation.drafts), style="serif", icon="deal")
    return panel("sheet-odds", t("odds.title"), [told, *odds_nodes(scene, "sheet", offer, ours=True)], icon="scale")


def threat(scene: Play) -> Node:
    """The own announced drafts that a demand may threaten with."""
    t, sheet = scene.t, scene.ui.sheet
    drafts = announced(scene)
    if not drafts:
        return text("sheet-no-draft", t("table.no_draft"), icon="info")
    options = [option(f"sheet-draft:{id}", words, do("sheet", "draft", id), sheet.draft == id) for id, words in drafts]
    return choice("sheet-draft", t("table.threat"), options, style="list")


def lies(scene: Play) -> list[Node]:
    """Open demands, drafts and promises, each with its end."""
    t, o, rules = scene.t, scene.observation, scene.rules
    offers = [offer_row(scene, s) for s in o.offers]
    drafts = [draft_row(scene, d) for d in o.drafts]
    promises: list[Node] = []
    for p in o.promises:
        if p.status == "open":
            last = last_quarter(p, o.quarter)
            told = t("promise.line", who=t.label(p.side), to=t.name(p.to), what=promise_told(t, rules, p))
            until = t("table.until", date=date_of(t, rules, o.scenario, last), left=t.count("quarters", last - o.quarter + 1))
            hint = f"{t('promise.hint')} {until}"
            shown = until if scene.analyst else ""  # at Guided one key away, as every promise has its end
            promises.append(text(f"table-promise:{p.id}", told, value=shown, icon="handshake", tone=p.side, hint=hint))
    groups = (("lies", "table.lies", offers, "deal"), ("lies-drafts", "table.drafts", drafts, "file"))
    found = [panel(id, t(title), rows, icon=icon) for id, title, rows, icon in groups if rows]
    if promises:
        found.append(panel("lies-promises", t("table.promises"), promises, icon="handshake"))
    return found or [text("lies-none", t("table.nothing"), style="fine")]


def offer_row(scene: Play, s: StandingOffer) -> Node:
    """A refused demand that its draft still backs: its words, when it falls due and what then; theirs with the odds they saw."""
    t, o = scene.t, scene.observation
    ours = s.side == o.side
    due = date_of(t, scene.rules, o.scenario, s.since + max(1, s.offer.due))
    nodes = [
        text(f"lies:{s.id}", offer_told(t, scene.rules, s.offer, o.drafts, from_us=ours), tone=s.side, icon="deal"),
        text(f"lies:{s.id}:due", t(f"table.due_{'ours' if ours else 'theirs'}", date=due), style="fine"),
        *odds_nodes(scene, f"lies:{s.id}", s.offer, ours=ours),
    ]
    return column(f"lies:{s.id}:all", nodes)


def draft_row(scene: Play, d: StandingDraft) -> Node:
    """A draft with its end: with the demand that it backs, or when it has lain too long."""
    t, o, rules = scene.t, scene.observation, scene.rules
    demand = next((s for s in o.offers if s.id == d.demand), None)
    end = demand.since + max(1, demand.offer.due) if demand is not None else d.since + rules.numbers.draft_life
    told = t(
        "draft.line",
        who=t.name(d.side),
        measure=measure_told(t, rules, d.measure),
        sort=t("draft.quiet") if d.quiet else t("draft.announced"),
    )
    backs = t("table.draft_backs" if demand is not None else "table.draft_lapses", date=date_of(t, rules, o.scenario, end))
    icon = "eye-off" if d.quiet else "file"
    nodes = [
        text(f"table-draft:{d.id}", told, icon=icon, tone=d.side, hint=f"{t('draft.hint')} {backs}"),
        text(f"table-draft:{d.id}:end", backs, style="fine") if scene.analyst or demand is not None else None,
    ]
    return column(f"table-draft:{d.id}:all", nodes)


def side_of_deal(scene: Play, which: str, side: str) -> list[Node | None]:
    """Which stance one side would keep, and at most at which notch."""
    t, o, sheet = scene.t, scene.observation, scene.ui.sheet
    chosen = sheet.take if which == "take" else sheet.give
    most = sheet.take_most if which == "take" else sheet.give_most
    dials = stances(scene, side)
    now = {d.id: t("table.now", notch=notch_label(t, d, o.dials.get(d.id, d.start))) for d in dials}
    options = [  # at Guided where a stance stands is its hint, and stands written out once it is chosen
        option(
            f"sheet-{which}:{d.id}",
            d.title,
            do("sheet", which, d.id),
            d.id == chosen,
            value=now[d.id] if scene.analyst or d.id == chosen else "",
            hint=now[d.id],
        )
        for d in dials
    ]
    nodes: list[Node | None] = [choice(f"sheet-{which}", t(f"table.{which}", side=t.name(side)), options, style="list")]
    dial = scene.rules.dials.get(chosen)
    if dial is not None:
        nodes.append(
            choice(
                f"sheet-{which}-most",
                t("table.most"),
                [
                    option(
                        f"sheet-{which}-most:{n}",
                        notch_label(t, dial, n),
                        do("sheet", f"{which}_most", n),
                        n == most,
                        why_not=refusal_told(t, scene.rules, refuse_term(scene.rules, o, Term(dial.id, n), dial.side), o.scenario),
                    )
                    for n in range(len(dial.notches))
                ],
            )
        )
    return nodes
