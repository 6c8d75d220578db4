"""The Countries page: each third country's dependence, trust, stance with what moves it, stocks, loss if cut off, and projects."""

from __future__ import annotations

from game.engine.rules.campaign.observation import Observation
from game.engine.rules.vocabulary.plan import BOTH, Side
from game.engine.world.measures.quantities import QUANTITIES, one
from game.forecast.leanings import PARTS, Leaning, leanings
from game.screens.pages.shared.plain_page import page
from game.screens.pages.shared.world_map import amount, belief, cell, stance_word
from game.screens.scene.scene import Play
from game.screens.tree.node import Meter, Node
from game.screens.tree.parts import choice, do, meter, option, panel, row, table, text
from game.screens.words.quantities import number_told
from game.screens.words.sentences import date_of

SMALL = 0.005  # parts of a stance below this are nothing
AHEAD = 24  # quarters ahead in which projects are listed, as far as the world knows them


def countries(scene: Play) -> Node:
    """The page."""
    t, o = scene.t, scene.observation
    known = tuple(sorted(o.stances, key=lambda r: t.label(r)))
    chosen = scene.ui.country if scene.ui.country in known else known[0]
    found = leanings(scene.rules, o)
    listed = [
        option(f"country:{r}", t.label(r), do("country", r), r == chosen, hint=t("country.stands", stands=stands(scene, r)))
        for r in known
    ]
    r = o.world.spec.region(chosen)
    return page(
        scene,
        "countries",
        t("country.title"),
        [
            choice("countries-list", t("country.which"), listed),
            row("country-sides", [side_panel(scene, chosen, side, found[chosen][side]) for side in BOTH]),
            panel("country-supply", t("country.supply"), [supply(scene, o, r)], icon="chain"),
            panel("country-cut", t("country.cut"), cut(scene, chosen), icon="alert"),
            panel("country-projects", t("country.projects"), projects(scene, o, r), icon="factory"),
            panel("country-all", t("country.all"), [overview(scene, known)], icon="users"),
        ],
    )


def stands(scene: Play, region: str) -> str:
    """Join, hedge or refuse toward both capitals, in a few words."""
    t = scene.t
    told = (t("country.toward", side=t.label(s), word=stance_word(scene, region, i)) for i, s in enumerate(BOTH))
    return t("number.list_separator").join(told)


def side_panel(scene: Play, region: str, side: Side, found: Leaning) -> Node:
    """The stance toward one capital with its thresholds, trust, and what moves it."""
    t, n = scene.t, scene.rules.numbers
    i = BOTH.index(side)
    marks = ((n.refuse, t("stance.refuse")), (n.join, t("stance.join")))
    bar = Meter(-1, 1, found.now, marks=marks)
    word = stance_word(scene, region, i)
    trust = belief(scene.observation.world, i, scene.observation.world.spec.region(region))
    moving = found.goal - found.now
    direction = "stays" if abs(moving) < 0.02 else "nearer" if moving > 0 else "away"
    rows = [[t("country.part"), t("country.points")]]
    for name in sorted(PARTS, key=lambda p: -abs(found.parts[p])):
        if abs(found.parts[name]) >= SMALL:
            rows.append(
                [t(f"country.part_{name}"), t.signed(found.parts[name], 2) if scene.analyst else sign_told(found.parts[name])]
            )
    return panel(
        f"country:{side}",
        t("country.toward_title", side=t.label(side)),
        [
            meter(
                f"country:{side}:stance",
                t("country.stance"),
                bar,
                value=t("country.stance_value", word=word, n=t.signed(found.now, 2)) if scene.analyst else word,
                hint=t("country.stance_hint", join=t.signed(n.join, 2), refuse=t.signed(n.refuse, 2)),
            ),
            text(
                f"country:{side}:goal",
                t(f"country.{direction}", side=t.label(side))
                + (t("country.goal", goal=t.signed(found.goal, 2)) if scene.analyst else ""),
            ),
            meter(f"country:{side}:trust", t("country.trust"), Meter(0, 100, 100 * trust), value=t.percent(trust)),
            table(f"country:{side}:parts", t("country.moves"), rows, hint=t("country.moves_hint")),
        ],
        tone=side,
        icon="capital",
    )


def sign_told(value: float) -> str:
    """A part of a stance as a direction, for Guided players."""
    mark = "+" if value > 0 else "−"
    return mark * (1 if abs(value) < 0.1 else 2 if abs(value) < 0.25 else 3)


def supply(scene: Play, o: Observation, r: int) -> Node:
    """By product: who licenses it, how much of its use comes from there, stocks in months, what is missing."""
    t, w, spec = scene.t, o.world, o.world.spec
    rows = [[t("market.product"), t("country.from"), t("country.depends"), t("country.stocks"), t("country.missing")]]
    for f, p in enumerate(int(i) for i in spec.final_product):
        used = cell(w.demand, r, f)
        if used <= 0:
            continue
        begun = cell(w.arrivals, r, p) > 0
        share = min(1.0, cell(w.exports, r, p) / used) if begun else max(0.0, 1.0 - float(spec.output0[r, p]) / used)
        rows.append(
            [
                t.label(spec.products[p]),
                t.label(BOTH[int(spec.controls[p])]),
                t.percent(share),
                *(number_told(t, QUANTITIES[id], one(w, id, p, (r,))) for id in ("cover", "shortfall")),
            ]
        )
    return table("country-products", "", rows, hint=t("country.supply_hint"))


def cut(scene: Play, region: str) -> list[Node]:
    """What a year without either capital's goods would cost."""
    t, losses = scene.t, scene.losses
    if losses is None:
        return [text("country-cut-working", t("country.working"), icon="hourglass")]
    told = [
        text(f"country-cut:{s}", t("country.cut_told", side=t.label(s), loss=t.percent(losses[region][s] / 100, 2)), tone=s)
        for s in BOTH
    ]
    return [*told, text("country-cut-how", t("country.cut_how"), style="fine")]


def projects(scene: Play, o: Observation, r: int) -> list[Node]:
    """What opens there and when, as far as it is known."""
    t, w, spec = scene.t, o.world, o.world.spec
    ring = w.due.shape[0]
    found = [
        (q, p, cell(w.due, (o.quarter + q) % ring, r, p))
        for q in range(1, min(AHEAD, ring))
        for p in range(len(spec.products))
        if cell(w.due, (o.quarter + q) % ring, r, p) > 0.01 * max(cell(w.capacity, r, p), float(spec.output0[:, p].max()) * 0.01)
    ]
    told = [
        text(
            f"country-project:{q}:{p}",
            t(
                "world.ghost",
                date=date_of(t, scene.rules, o.scenario, o.quarter + q),
                product=t.name(spec.products[p]),
                amount=amount(t, spec, p, size),
            ),
            icon="factory",
        )
        for q, p, size in found
    ]
    return [*told] or [text("country-projects-none", t("country.no_projects"), style="fine")]


def overview(scene: Play, known: tuple[str, ...]) -> Node:
    """All countries with their word toward both capitals."""
    t = scene.t
    rows = [[t("country.name"), *(t.label(s) for s in BOTH)]]
    rows += [[t.label(r), *(stance_word(scene, r, i) for i in range(len(BOTH)))] for r in known]
    return table("country-table", "", rows)
