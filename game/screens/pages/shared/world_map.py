"""The picture of the world: places with rings of capacity, flows with their stance. Reads the observation's one-lane world and
knows no pixels; prices and stocks are `markets.py`."""

from __future__ import annotations

from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.places import coalition
from game.engine.rules.vocabulary.plan import BOTH
from game.engine.world.arithmetic.array import Array
from game.engine.world.model.spec import WorldSpec
from game.engine.world.model.state import World
from game.play.told.plant_dates import opening_quarter
from game.screens.pages.shared.drawers import drawer
from game.screens.scene.scene import Play
from game.screens.tree.node import Flow, Node, Place, Works, WorldMap
from game.screens.tree.parts import choice, do, option, world
from game.screens.words.sentences import date_of
from game.screens.words.texts import Texts
from game.structs import replace

UNLIMITED = 8.99  # licence volumes from here on are general licences
ORDINARY = 0.85  # × calm flow
FROZEN = 0.02
THIN = 0.004  # share of the widest flow below which an arc is left out
SOON, FRESH, PLANTS = 6, 2, 2  # quarters before a plant opens and after it is open in which it is shown; plants a place
SHORT = 0.05  # of a region's use that is missing, from which its plants stand dark
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


def cell(array: Array, *at: int) -> float:
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
        stance = stance_of(cell(w.licence, r, p))
        if region == home or (shipped[r] + denied[r] <= THIN * widest and not frozen(o, r, p)):
            continue
        shut = denied[r] >= THIN * widest  # what is refused is told where something is
        hint = t(
            "world.flow" if shut else "world.flow_open",
            source=t.name(home),
            target=t.name(region),
            amount=amount(t, spec, p, shipped[r]),
            stance=t(f"notch.{stance}"),
            denied=amount(t, spec, p, denied[r]),
        )
        found.append(Flow(home, region, max(shipped[r], THIN * widest) / widest, stance, tone, hint))
    return tuple(found)


def frozen(o: Observation, r: int, p: int) -> bool:
    """Whether a region that makes something of a product, or uses it, is refused it: its flow is shown as frozen, however thin."""
    if stance_of(cell(o.world.licence, r, p)) != "freeze":
        return False
    return max(wanted_of(o, r, p), cell(o.world.denied, r, p)) > 0


def wanted_of(o: Observation, r: int, p: int) -> float:
    """What a region wants of a final product a month; 0 for any other."""
    finals = o.world.spec.final_product
    return max((cell(o.world.demand, r, f) for f in range(len(finals)) if int(finals[f]) == p), default=0.0)


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
        if r == home or (max(s[r] for s in sent) <= THIN * widest and not frozen(scene.observation, r, p)):
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
    joined = (s for s in BOTH if r in coalition(spec, o.stances, s, scene.rules.numbers.join))
    capital = next((s for i, s in enumerate(sides) if int(spec.side_region[i]) == r), "")
    tone = capital or next(joined, "neutral")
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
    if not capital:
        lines.append(t("world.stances", beijing=stance_word(scene, region, 0), washington=stance_word(scene, region, 1)))
    finals = [i for i in range(len(spec.finals)) if int(spec.final_product[i]) == p]
    lines += [t("world.short", n=t.percent(cell(w.shortfall, r, f), 1)) for f in finals if cell(w.shortfall, r, f) > 0.0005]
    lines.append(t("world.capacity", product=t.name(spec.products[p]), n=amount(t, spec, p, cell(w.capacity, r, p))))
    hint = " ".join([*lines, *ghosts])
    size = dependence(w, r, p) if finals and not capital else 0.0
    return Place(region, t.name(region), lon, lat, rings, ghosts, tone, hint, do("place", region), size, works(scene, o, r, p))


def dependence(w: World, r: int, p: int) -> float:
    """The share of a region's use of a product that comes, or would come, from the product's home."""
    f = next((i for i in range(len(w.spec.finals)) if int(w.spec.final_product[i]) == p), -1)
    wanted = cell(w.demand, r, f) if f >= 0 else 0.0
    return min(1.0, (cell(w.exports, r, p) + cell(w.denied, r, p)) / wanted) if wanted > 0 else 0.0


def works(scene: Play, o: Observation, r: int, p: int) -> tuple[Works, ...]:
    """The region's named plants that open soon, are opening, or have just opened; dark where what they work on is missing."""
    spec, titles = o.world.spec, scene.rules.titles
    dated = [(opening_quarter(x, o.history), x) for x in spec.plants if x.region == r]
    near = [(first, x) for first, x in dated if first - SOON <= o.quarter < first + x.ramp + FRESH]
    found = []
    for first, plant in sorted(near, key=lambda x: x[0])[:PLANTS]:
        share = min(1.0, max(0.0, (o.quarter - first + 1) / plant.ramp))
        name = titles.get(plant.title, plant.title).partition(",")[0]
        found.append(Works(name, share, share > 0 and cell(o.world.shortfall, r, 0) > SHORT))
    return tuple(found)


def belief(w: World, side: int, r: int) -> float:
    """Share of good memories that a region holds of a capital."""
    good, bad = cell(w.belief_good, side, r), cell(w.belief_bad, side, r)
    return good / max(good + bad, 1e-9)


def world_tab(scene: Play) -> list[Node]:
    """The map with its layers, and the flows in words."""
    t, o = scene.t, scene.observation
    spec = o.world.spec
    shown = spec.products if scene.analyst else rows_done(spec)
    layer = scene.layer(shown)
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
        *drawer(scene, "layers", t.label(layer), [choice("layers", "", layers, hint=t("world.layers"))], t("world.layers"), "1"),
        *([choice("stages", "", stages, hint=t("world.stages"))] if len(stages) > 1 else []),
        world(
            "map", t("world.title"), picture if scene.analyst else replace(picture, caption=""), "\n".join([picture.caption, *told])
        ),
    ]


def rows_done(spec: WorldSpec) -> tuple[str, ...]:
    """Products that the first table shows."""
    return tuple(spec.products[int(i)] for i in spec.final_product)
