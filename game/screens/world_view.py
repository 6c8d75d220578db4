"""The Desk's picture of the world and its markets: places, flows with their stance, rings of capacity, prices and stocks.

Reads the observation's one-lane world; writes nothing and knows no pixels."""

from __future__ import annotations

from typing import Any

from game.engine.rules.observation import Observation
from game.engine.rules.plan import other
from game.engine.world.spec import WorldSpec
from game.screens.could import could_table
from game.screens.node import Flow, Intent, Node, Place, Series, WorldMap
from game.screens.parts import choice, do, line_chart, option, table, text, world
from game.screens.scene import Play, Scene
from game.screens.telling import date_of
from game.screens.texts import Texts

UNLIMITED = 8.99  # licence volumes from here on are general licences
ORDINARY = 0.85  # × calm flow
FROZEN = 0.02
THIN = 0.004  # share of the widest flow below which an arc is left out
GHOSTS = 6  # quarters ahead in which a project under construction is shown


def stance_of(volume: float) -> str:
    """The stance that a licensed volume (× calm flow) amounts to."""
    return "general" if volume >= UNLIMITED else "ordinary" if volume >= ORDINARY else "freeze" if volume <= FROZEN else "case"


def place_at(t: Texts, region: str) -> tuple[float, float]:
    """Longitude and latitude of a region's label."""
    lon, _, lat = t.fact(f"places.{region}").partition(" ")
    return float(lon or 0), float(lat or 0)


def stance_word(scene: Play, region: str, side: int) -> str:
    """Join, hedge or refuse, as a third country stands towards a capital."""
    value = scene.observation.stances.get(region, (0.0, 0.0))[side]
    numbers = scene.rules.numbers
    return scene.t("stance.join" if value >= numbers.join else "stance.refuse" if value <= numbers.refuse else "stance.hedge")


def cell(array: Any, *at: int) -> float:
    """One number of the one lane."""
    return float(array[(*at, 0)])


def world_map(scene: Play, o: Observation, layer: str, month: int = 0) -> WorldMap:
    """All places, and the licensed flows of one product; those of a month of the quarter just played if one is named (1..3)."""
    t, w = scene.t, o.world
    spec = w.spec
    p = spec.product(layer)
    flows = flows_in_month(scene, p, month) if 0 < month <= len(scene.months) else flows_of(t, o, p)
    chain = [i for i, name in enumerate(spec.products) if name.split(".")[0] == layer.split(".")[0]]
    places = tuple(place(scene, o, r, chain, p) for r in range(len(spec.regions)))
    return WorldMap(places, flows, t("world.caption", product=t.label(layer), home=t.name(spec.regions[int(spec.home[p])])))


def flows_of(t: Texts, o: Observation, p: int) -> tuple[Flow, ...]:
    """Arcs from the product's home to every region that receives some, or that is denied."""
    w = o.world
    spec = w.spec
    home = spec.regions[int(spec.home[p])]
    shipped = [cell(w.exports, r, p) for r in range(len(spec.regions))]
    denied = [cell(w.denied, r, p) for r in range(len(spec.regions))]
    if not any(shipped):
        shipped, denied = expected(o, p)
    widest = max(max(s + d for s, d in zip(shipped, denied, strict=True)), 1e-9)
    tone = ("beijing", "washington")[int(spec.controls[p])]
    found = []
    for r, region in enumerate(spec.regions):
        wanted = shipped[r] + denied[r]
        if region == home or wanted <= THIN * widest:
            continue
        stance = stance_of(cell(w.licence, r, p))
        hint = t(
            "world.flow",
            source=t.name(home),
            target=t.name(region),
            amount=amount(t, spec, p, shipped[r]),
            stance=t(f"notch.{stance}"),
            denied=amount(t, spec, p, denied[r]),
        )
        found.append(Flow(home, region, max(shipped[r], THIN * widest) / widest, stance, tone, hint))
    return tuple(found)


def flows_in_month(scene: Play, p: int, month: int) -> tuple[Flow, ...]:
    """What left the product's home in one month; widths against the widest flow of the three, so that they can be compared."""
    t, w = scene.t, scene.observation.world
    spec = w.spec
    home = int(spec.home[p])
    sent = [[cell(m.exports, r, p) for r in range(len(spec.regions))] for m in scene.months]
    widest = max(max(max(s) for s in sent), 1e-9)
    tone = ("beijing", "washington")[int(spec.controls[p])]
    found = []
    for r, region in enumerate(spec.regions):
        if r == home or max(s[r] for s in sent) <= THIN * widest:
            continue
        now = sent[month - 1][r]
        names = {"source": t.name(spec.regions[home]), "target": t.name(region)}
        hint = t("world.flow_month", **names, amount=amount(t, spec, p, now))
        stance = stance_of(cell(w.licence, r, p))
        found.append(Flow(spec.regions[home], region, max(now, THIN * widest) / widest, stance, tone, hint))
    return tuple(found)


def expected(o: Observation, p: int) -> tuple[list[float], list[float]]:
    """Before the first month: what each region wants beyond its own output, split by the licence that stands."""
    w, spec = o.world, o.world.spec
    f = next((i for i in range(len(spec.finals)) if int(spec.final_product[i]) == p), -1)
    wanted = [max(0.0, (cell(w.demand, r, f) if f >= 0 else 0.0) - float(spec.output0[r, p])) for r in range(len(spec.regions))]
    shares = [min(1.0, cell(w.licence, r, p)) for r in range(len(spec.regions))]
    return [v * s for v, s in zip(wanted, shares, strict=True)], [v * (1.0 - s) for v, s in zip(wanted, shares, strict=True)]


def amount(t: Texts, spec: WorldSpec, p: int, quantity: float) -> str:
    """A monthly quantity with its unit."""
    if spec.products[p] in spec.mirrors:
        return t("world.money_month", n=t.money(quantity, 2))
    return t("world.tonnes_month", n=t.number(quantity, 0 if quantity >= 10 else 1))


def place(scene: Play, o: Observation, r: int, chain: list[int], p: int) -> Place:
    """One region: its rings of capacity along the chain, what is being built, how it stands."""
    t, w = scene.t, o.world
    spec = w.spec
    region = spec.regions[r]
    lon, lat = place_at(t, region)
    largest = [max(max(cell(w.capacity, q, k) for q in range(len(spec.regions))), 1e-9) for k in chain]
    rings = tuple(round(cell(w.capacity, r, k) / m, 4) for k, m in zip(chain, largest, strict=True))
    sides = ("beijing", "washington")
    tone = next((s for i, s in enumerate(sides) if int(spec.side_region[i]) == r), "neutral")
    ghosts = tuple(
        t(
            "world.ghost",
            date=date_of(t, scene.rules, o.scenario, o.quarter + q),
            product=t.name(spec.products[k]),
            amount=amount(t, spec, k, cell(w.due, q % w.due.shape[0], r, k)),
        )
        for q in range(1, GHOSTS + 1)
        for k in chain
        if cell(w.due, (o.quarter + q) % w.due.shape[0], r, k) > 0.002 * largest[chain.index(k)]
    )
    beliefs = [belief(w, i, r) for i in range(2)]
    lines = [t("world.belief", beijing=t.percent(beliefs[0]), washington=t.percent(beliefs[1]))]
    if tone == "neutral":
        lines.append(t("world.stances", beijing=stance_word(scene, region, 0), washington=stance_word(scene, region, 1)))
    finals = [i for i in range(len(spec.finals)) if int(spec.final_product[i]) == p]
    lines += [t("world.short", n=t.percent(cell(w.shortfall, r, f), 1)) for f in finals if cell(w.shortfall, r, f) > 0.0005]
    lines.append(t("world.capacity", product=t.name(spec.products[p]), n=amount(t, spec, p, cell(w.capacity, r, p))))
    hint = " ".join([*lines, *ghosts])
    return Place(region, t.name(region), lon, lat, rings, ghosts, tone, hint)


def belief(w: Any, side: int, r: int) -> float:
    """Share of good memories that a region holds of a capital."""
    good, bad = cell(w.belief_good, side, r), cell(w.belief_bad, side, r)
    return good / max(good + bad, 1e-9)


def world_tab(scene: Play) -> list[Node]:
    """The map with its layers, and the flows in words."""
    t, o = scene.t, scene.observation
    spec = o.world.spec
    shown = spec.products if scene.analyst else rows_done(spec)
    layer = scene.ui.layer if scene.ui.layer in shown else shown[0]
    chain = layer.partition(".")[0]
    layers = [
        option(
            f"layer:{f}",
            t.label(f),
            do("layer", f),
            f.partition(".")[0] == chain,
            key=str(i + 1) if i < 9 else "",
            hint=t("world.layer_hint"),
        )
        for i, f in enumerate(rows_done(spec))
    ]
    stages = [
        option(f"stage:{p}", t.label(p.partition(".")[2]), do("layer", p), p == layer, hint=t("world.layer_hint"))
        for p in shown
        if p.startswith(f"{chain}.")
    ]
    picture = world_map(scene, o, layer)
    told = [f.hint for f in sorted(picture.flows, key=lambda f: (-f.width, f.target))[:3]]
    return [
        choice("layers", "", layers, hint=t("world.layers")),
        *([choice("stages", "", stages, hint=t("world.stages"))] if len(stages) > 1 else []),
        world("map", t("world.title"), picture, "\n".join([picture.caption, *told])),
    ]


# ---- markets --------------------------------------------------------------------------------------------------------


def cover(w: Any, f: int, regions: list[int]) -> float:
    """Months of wanted use that users in these regions hold of a final."""
    p = int(w.spec.final_product[f])
    wanted = sum(cell(w.demand, r, f) for r in regions)
    return sum(cell(w.stock, r, p) for r in regions) / max(wanted, 1e-9)


def markets_tab(scene: Play) -> list[Node]:
    """Prices inside and outside with their past, stocks in months, what was missing."""
    t, o = scene.t, scene.observation
    spec, w = o.world.spec, o.world
    side = int(spec.side_region[("beijing", "washington").index(o.side)])
    head = [
        t("market.product"),
        t("market.inside"),
        t("market.outside"),
        t("market.change"),
        t("market.own_cover"),
        t("market.out_cover"),
        t("market.short"),
        t("market.granted"),
    ]
    rows = [head]
    opens: dict[tuple[int, int], Intent] = {}
    for f, p in enumerate(int(i) for i in spec.final_product):
        rows.append(market_row(scene, f, p, side))
        opens |= {(f + 1, column): do("explain", f"{key}:{spec.products[p]}") for column, key in OPENS.items()}
    extra = [p for p, name in enumerate(spec.products) if name not in rows_done(spec)]
    prices = [[t.label(spec.products[p]), t.number(cell(w.price, 0, p), 2), t.number(cell(w.price, 1, p), 2)] for p in extra]
    inputs = table("prices", t("market.inputs"), [[t("market.product"), t("market.inside"), t("market.outside")], *prices])
    return [
        text("market-note", t("market.note"), style="fine"),
        table("markets", t("market.title"), rows, hint=t("market.hint"), opens=opens),
        price_chart(scene),
        inputs if scene.analyst else text("market-more", t("market.analyst"), style="fine"),
    ]


OPENS = {1: "price-inside", 2: "price-outside", 5: "cover", 6: "missing"}  # columns whose numbers have an explanation


def rows_done(spec: WorldSpec) -> tuple[str, ...]:
    """Products that the first table shows."""
    return tuple(spec.products[int(i)] for i in spec.final_product)


def market_row(scene: Play, f: int, p: int, side: int) -> list[str]:
    """One final: prices, change since last quarter, cover, shortage."""
    t, o = scene.t, scene.observation
    w, spec = o.world, o.world.spec
    outside = [r for r in range(len(spec.regions)) if r != int(spec.home[p])]
    was = o.history[-1].prices.get(spec.products[p]) if o.history else None
    before = o.history[-2].prices.get(spec.products[p]) if len(o.history) > 1 else None
    change = (
        t.number(0, 0)
        if was is None or before is None
        else t("number.percent", n=t.signed(100 * (was[1] / max(before[1], 1e-9) - 1)))
    )
    wanted = max(sum(cell(w.demand, r, f) for r in outside), 1e-9)
    missing = sum(cell(w.shortfall, r, f) * cell(w.demand, r, f) for r in outside) / wanted
    return [
        t.label(spec.products[p]),
        t.number(cell(w.price, 0, p), 2),
        t.number(cell(w.price, 1, p), 2),
        change if was and before else "–",
        t.number(cover(w, f, [side]), 1),
        t.number(cover(w, f, outside), 1),
        t.percent(missing, 1),
        granted(scene, p),
    ]


def granted(scene: Play, p: int) -> str:
    """The share of last month's applications for a product that its licences let through; a dash before the first month."""
    w = scene.observation.world
    rows = range(len(w.spec.regions))
    sent, refused = (sum(cell(a, r, p) for r in rows) for a in (w.exports, w.denied))
    return scene.t.percent(sent / (sent + refused)) if sent + refused > 0 else "–"


def price_chart(scene: Play) -> Node:
    """Inside and outside price of the layer over the quarters so far."""
    t, o = scene.t, scene.observation
    spec = o.world.spec
    finals = rows_done(spec)
    product = scene.ui.layer if scene.ui.layer in finals else finals[0]
    p = spec.product(product)
    quarters = [past.quarter for past in o.history] + [o.quarter]
    labels = [t("number.start"), *(date_of(t, scene.rules, o.scenario, q) for q in quarters[:-1])]
    inside = [float(spec.price0[0, p]), *(past.prices[product][0] for past in o.history if product in past.prices)]
    outside = [float(spec.price0[1, p]), *(past.prices[product][1] for past in o.history if product in past.prices)]
    labels = labels[: len(inside)]
    told = t(
        "market.told",
        product=t.label(product),
        inside=t.number(inside[-1], 2),
        outside=t.number(outside[-1], 2),
        high=t.number(max(outside), 2),
    )
    series = [Series(t("market.inside"), tuple(inside), tone="muted"), Series(t("market.outside"), tuple(outside), tone="accent")]
    return line_chart(
        "price-chart",
        t("market.chart", product=t.name(product)),
        labels,
        series,
        t("market.unit"),
        now=len(labels) - 1,
        low=0.0,
        summary=told,
    )


# ---- ladder ---------------------------------------------------------------------------------------------------------


def ladder_tab(scene: Play) -> list[Node]:
    """The eight rungs, with where both capitals stand."""
    t, o = scene.t, scene.observation
    rival = other(o.side)
    own, theirs = round(o.own_rung), round(o.seen_rung)
    rows = [[t("ladder.rung"), t("ladder.meaning"), t("ladder.who")]]
    for rung in range(8, -1, -1):
        who = [t.name(o.side)] if rung == own else []
        who += [t("ladder.about", side=t.name(rival))] if rung == theirs else []
        rows.append([t.number(rung), t(f"ladder.{rung}"), t("number.list_separator").join(who)])
    opens = {(1 + 8 - own, 2): do("explain", "rung"), (1 + 8 - theirs, 2): do("explain", "their-rung")}
    par, channel = o.world.parameters, cell(o.world.channel) > 0.5
    noise = par.rung_noise_channel if channel else par.rung_noise
    return [
        Node(
            "text",
            "ladder-told",
            t("ladder.told", own=t.number(own), theirs=t.number(o.seen_rung, 1), risk=t.percent(o.figures[o.side].escalation)),
            intent=do("explain", "escalation"),
        ),
        text("ladder-channel", t("ladder.channel_open" if channel else "ladder.channel_shut"), icon="message"),
        text("ladder-fog", t("ladder.fog", side=t.label(rival), n=t.number(float(noise), 1)), icon="eye"),
        text("ladder-hazard", t("ladder.hazard", n=t.percent(cell(o.world.hazard), 1)), icon="risk"),
        table("ladder", t("ladder.title"), rows, hint=t("ladder.hint"), opens=opens),
    ]


# ---- tasks ----------------------------------------------------------------------------------------------------------


def tasks_tab(scene: Play) -> list[Node]:
    """The mandates and how far they have got."""
    t, o = scene.t, scene.observation
    nodes: list[Node] = [] if scene.analyst else could_table(scene)
    for id in o.mandates:
        m = scene.rules.mandates[id]
        nodes.append(
            text(
                f"mandate:{id}",
                m.title,
                icon="target",
                value=mandate_state(scene, id),
                hint=m.text,
            )
        )
        nodes.append(text(f"mandate:{id}:text", m.text, style="fine"))
    return nodes if o.mandates else [*nodes, text("mandates-none", t("task.none"))]


def mandate_state(scene: Scene, id: str) -> str:
    """How far a mandate has got, in words."""
    t = scene.t
    assert scene.rules is not None and scene.observation is not None
    m, progress = scene.rules.mandates[id], scene.observation.progress.get(id, ())
    held = sum(progress)
    now = bool(progress and progress[-1])
    if m.span == "always":
        return t("task.always_good" if all(progress) else "task.always_lost")
    if m.span == "end":
        return t("task.end_now" if now else "task.end_not")
    run = 0
    for hit in reversed(progress):
        if not hit:
            break
        run += 1
    return t("task.count", n=t.number(held if m.span == "count" else run), all=t.number(max(1, m.quarters)))
