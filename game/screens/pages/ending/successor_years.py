"""The successor's years on the map: what was built or broken in the campaign plays on without the player, quarter by quarter.

The numbers are the outcome's (means over its futures); here they are put on the map and beside the campaign's end."""

from __future__ import annotations

from game.engine.rules.verdict.outcome import SuccessorQuarter
from game.engine.world.arithmetic.total import total
from game.screens.pages.quarter.reveal import SPEEDS, layers
from game.screens.pages.shared.world_map import THIN, amount, cell, rows_done, stance_of, world_map
from game.screens.scene.scene import Play
from game.screens.tree.node import Flow, Node, WorldMap
from game.screens.tree.parts import button, choice, do, heading, option, panel, row, table, text, world
from game.screens.words.sentences import date_of
from game.structs import replace


def years(scene: Play) -> Node:
    """The scene: the map of one quarter, what is made outside and what it costs there, and the way on."""
    t, o = scene.t, scene.observation
    told = tuple(scene.outcome.years) if scene.outcome is not None else ()
    go = button("years-go", t("years.go"), do("years-done"), icon="arrow-right", key="c", style="primary", hint=t("years.go_hint"))
    if not told:
        nodes: tuple[Node, ...] = (heading("years-title", t("years.title")), text("years-none", t("years.none")), go)
        return Node("screen", "years", t("years.title"), style="scene", children=nodes)
    at = min(max(scene.ui.year, 0), len(told) - 1)
    year, done = told[at], at == len(told) - 1
    date = date_of(t, scene.rules, o.scenario, year.quarter)
    count = t("years.count", n=t.number(at + 1), all=t.number(len(told)))
    speeds = [
        option(f"speed:{s}", t("reveal.speed", n=s), do("speed", s), scene.ui.speed == s, hint=t("reveal.speed_hint"))
        for s in SPEEDS
    ]
    controls = [
        go,
        button(
            "year-back", t("years.back"), do("year", at - 1), icon="chevron-left", key="p", why_not="" if at else t("years.first")
        ),
        button("year-next", t("years.next"), do("year", at + 1), icon="play", key="n", why_not=t("years.last") if done else ""),
        None if done else choice("speeds", t("reveal.speeds"), speeds),
    ]
    nodes = (
        heading("years-title", t("years.title_of", date=date)),
        text("years-text", t("years.text")),
        panel("years-world", count, [layers(scene), world("map", t("world.title"), year_map(scene, year))]),
        panel("years-table", t("years.table"), [numbers(scene, year, date)], icon="markets"),
        row("years-controls", controls),
    )
    return Node("screen", "years", t("years.title"), style="scene", children=nodes)


def year_map(scene: Play, year: SuccessorQuarter) -> WorldMap:
    """The map with that quarter's capacity as rings and its exports as arcs."""
    o = scene.observation
    spec = o.world.spec
    finals = rows_done(spec)
    layer = scene.layer(finals)
    now = world_map(scene, o, layer)
    chain = [name for name in spec.products if name.partition(".")[0] == layer.partition(".")[0]]
    largest = [max(*year.capacity[name], 1e-9) for name in chain]
    places = tuple(
        replace(
            place,
            rings=tuple(round(year.capacity[name][r] / m, 4) for name, m in zip(chain, largest, strict=True)),
            ghosts=(),
            hint=scene.t(
                "world.capacity", product=scene.t.name(layer), n=amount(scene.t, spec, spec.product(layer), year.capacity[layer][r])
            ),
        )
        for r, place in enumerate(now.places)
    )
    return WorldMap(places, arcs(scene, year, layer), now.caption)


def arcs(scene: Play, year: SuccessorQuarter, layer: str) -> tuple[Flow, ...]:
    """What leaves the product's home a month, widest arc as in the campaign's last month or wider."""
    t, w = scene.t, scene.observation.world
    spec = w.spec
    p = spec.product(layer)
    home = int(spec.home[p])
    sent = year.exports.get(layer, ())
    widest = max([*sent, *(cell(w.exports, r, p) for r in range(len(spec.regions))), 1e-9])
    tone = ("beijing", "washington")[int(spec.controls[p])]
    return tuple(
        Flow(
            spec.regions[home],
            region,
            sent[r] / widest,
            stance_of(cell(w.licence, r, p)),
            tone,
            t("world.flow_month", source=t.name(spec.regions[home]), target=t.name(region), amount=amount(t, spec, p, sent[r])),
        )
        for r, region in enumerate(spec.regions)
        if r != home and sent and sent[r] > THIN * widest
    )


def numbers(scene: Play, year: SuccessorQuarter, date: str) -> Node:
    """Share made outside and price outside of each product, at the campaign's end and in this quarter."""
    t, w = scene.t, scene.observation.world
    spec = w.spec
    rows = [
        [
            t("market.product"),
            t("years.made_then"),
            t("years.made_now", date=date),
            t("years.price_then"),
            t("years.price_now", date=date),
        ]
    ]
    for name in rows_done(spec):
        p, home = spec.product(name), int(spec.home[spec.product(name)])
        every = total(cell(w.capacity, r, p) for r in range(len(spec.regions)))
        outside = 1.0 - cell(w.capacity, home, p) / max(every, 1e-9)
        rows.append(
            [
                t.label(name),
                t.percent(outside),
                t.percent(year.outside[name]),
                t.number(cell(w.price, 1, p), 2),
                t.number(year.prices[name], 2),
            ]
        )
    return table("years-numbers", "", rows, hint=t("years.table_hint"))
