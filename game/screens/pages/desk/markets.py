"""The Desk's markets: prices inside and outside with their past, stocks in months of use, what was missing, what was granted."""

from __future__ import annotations

from game.engine.world.arithmetic.total import total
from game.engine.world.measures.quantities import QUANTITIES, one, outside
from game.screens.pages.shared.world_map import cell, rows_done
from game.screens.scene.scene import Play
from game.screens.tree.node import Intent, Node, Series
from game.screens.tree.parts import do, line_chart, table, text
from game.screens.words.quantities import number_told
from game.screens.words.sentences import date_of


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
        rows.append(market_row(scene, p, side))
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


OPENS = {1: "price-in", 2: "price-out", 5: "cover", 6: "missing"}  # columns whose numbers have an explanation


def market_row(scene: Play, p: int, side: int) -> list[str]:
    """One final: prices, change since last quarter, cover, shortage."""
    t, o = scene.t, scene.observation
    w, spec = o.world, o.world.spec
    was = o.history[-1].prices.get(spec.products[p]) if o.history else None
    before = o.history[-2].prices.get(spec.products[p]) if len(o.history) > 1 else None
    change = (
        t.number(0, 0)
        if was is None or before is None
        else t("number.percent", n=t.signed(100 * (was[1] / max(before[1], 1e-9) - 1)))
    )
    abroad = outside(spec, p)
    shown = (("price-in", ()), ("price-out", ())), (("cover", (side,)), ("cover", abroad), ("missing", abroad))
    prices, stocks = ([number_told(t, QUANTITIES[id], one(w, id, p, rows)) for id, rows in part] for part in shown)
    return [t.label(spec.products[p]), *prices, change if was and before else "–", *stocks, granted(scene, p)]


def granted(scene: Play, p: int) -> str:
    """The share of last month's applications for a product that its licences let through; a dash before the first month."""
    w, rows = scene.observation.world, tuple(range(len(scene.observation.world.spec.regions)))
    asked = total(one(w, id, p, rows) for id in ("exports", "refused"))
    return number_told(scene.t, QUANTITIES["granted"], one(w, "granted", p, rows)) if asked > 0 else "–"


def price_chart(scene: Play) -> Node:
    """Inside and outside price of the layer over the quarters so far."""
    t, o = scene.t, scene.observation
    spec = o.world.spec
    finals = rows_done(spec)
    product = scene.layer(finals)
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
