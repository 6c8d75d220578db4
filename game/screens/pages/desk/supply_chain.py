"""The Desk's chain: who makes how much at each stage from ore to use, and who gets it, as a Sankey and as a table.

Reads the flows of the last month from the observation's world. Where several outside suppliers share a market, who of them
serves whom is not recorded: their surplus is spread over the needs in proportion, and the page says so."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.rules.campaign.observation import Observation
from game.engine.world.arithmetic.total import total
from game.engine.world.model.spec import WorldSpec
from game.screens.pages.shared.world_map import amount, cell, rows_done
from game.screens.scene.scene import Play
from game.screens.tree.node import Block, Node, Ribbon, Sankey, Stage
from game.screens.tree.parts import choice, do, option, table, text
from game.screens.words.texts import Texts
from game.structs import Struct

NAMED = 6  # regions that have a block of their own; all others share one
OTHERS = "others"
THIN = 0.002  # share of a stage's total below which a flow is left out
TOLD = 3  # flows that are told in words
PARTIES = 4  # suppliers or buyers named in a block's hint

Row = list[float]  # one number a region
Matrix = list[Row]  # [from region][to region], units a month


class Links(Struct):
    """A chain's numbers: `made[s][r]` is what region r makes at stage s, the last row what it uses; `flows[s]` leads from s on."""

    products: tuple[int, ...]
    made: tuple[Row, ...]
    flows: tuple[Matrix, ...]


def products_of(spec: WorldSpec, final: str) -> tuple[int, ...]:
    """The products that a final is made from, one after the other, the final last."""
    found = [spec.product(final)]
    while int(spec.feed[found[0]]) >= 0:
        found.insert(0, int(spec.feed[found[0]]))
    return tuple(found)


def links(o: Observation, final: str) -> Links:
    """The chain of a final in the last month; before the first month as the world starts."""
    w, spec = o.world, o.world.spec
    chain, regions = products_of(spec, final), range(len(spec.regions))
    f = spec.finals.index(final)
    begun = any(cell(w.output, r, p) > 0 for r in regions for p in chain)
    made = [[cell(w.output, r, p) if begun else float(spec.output0[r, p]) for r in regions] for p in chain]
    made.append([cell(w.used, r, f) if begun else cell(w.demand, r, f) for r in regions])
    flows = []
    for s, p in enumerate(chain):
        arrived = [cell(w.arrivals, r, p) for r in regions] if begun else made[s + 1]
        sent = [cell(w.exports, r, p) + cell(w.leaked, r, p) for r in regions]
        flows.append(market(made[s], arrived, int(spec.home[p]), sent))
    return Links(chain, tuple(made), tuple(flows))


def market(made: Row, arrived: Row, home: int, sent: Row) -> Matrix:
    """Who supplied whom: first what home sent, then everybody's own output, then the others' surplus in proportion to need."""
    count = range(len(made))
    flows = [[0.0 for _ in count] for _ in count]
    left, need = list(made), list(arrived)

    def ship(a: int, b: int, quantity: float) -> None:
        flows[a][b] += quantity
        left[a] -= quantity
        need[b] -= quantity

    for r in count:
        if r != home:
            ship(home, r, max(0.0, min(sent[r], need[r], left[home])))
    for r in count:
        ship(r, r, max(0.0, min(left[r], need[r])))
    surplus, wanted = [max(0.0, v) for v in left], [max(0.0, v) for v in need]
    scale = min(total(surplus), total(wanted)) / max(total(surplus) * total(wanted), 1e-12)
    for a in count:
        for b in count:
            flows[a][b] += surplus[a] * wanted[b] * scale
    return flows


def named(spec: WorldSpec, chain: Sequence[int]) -> tuple[int, ...]:
    """Regions with a block of their own: both capitals' and those with the largest share of any stage in the starting world.

    By the starting world, so that blocks do not jump from quarter to quarter; in the order of the world's regions."""
    finals = [i for i, p in enumerate(spec.final_product) if int(p) == chain[-1]]
    columns = [[float(v) for v in spec.output0[:, p]] for p in chain] + [[float(v) for v in spec.use0[:, f]] for f in finals]
    shares = [max(column[r] / max(total(column), 1e-12) for column in columns) for r in range(len(spec.regions))]
    capitals = [int(r) for r in spec.side_region]
    ranked = sorted((r for r in range(len(spec.regions)) if r not in capitals), key=lambda r: -shares[r])
    return tuple(sorted([*capitals, *ranked[: NAMED - len(capitals)]]))


def grouped(own: Sequence[int], row: Sequence[float]) -> Row:
    """A row by region as a row by block: the named regions, then all others together."""
    return [*(row[r] for r in own), total(v for r, v in enumerate(row) if r not in own)]


def sankey(scene: Play, final: str) -> Sankey:
    """Columns from ore to use, each with the same suppliers in the same order, and the flows between them."""
    t, o = scene.t, scene.observation
    spec = o.world.spec
    found = links(o, final)
    own = named(spec, found.products)
    ids = [*(spec.regions[r] for r in own), OTHERS]
    names = [*(t.label(spec.regions[r]) for r in own), t("chain.others")]
    flows = [grouped_flows(own, matrix) for matrix in found.flows]
    last = len(found.products)
    stages = []
    for s, row in enumerate(found.made):
        made, whole, blocks = grouped(own, row), max(total(row), 1e-12), []
        for i, id in enumerate(ids):
            if made[i] <= THIN * whole:
                continue
            words = t(
                "chain.uses" if s == last else "chain.makes",
                who=names[i],
                amount=amount(t, spec, found.products[min(s, last - 1)], made[i]),
                share=shared(t, made[i] / whole),
            )
            sources = [source[i] for source in flows[s - 1]] if s > 0 else []
            hint = hint_of(t, words, names, sources, flows[s][i] if s < last else [])
            blocks.append(Block(id, names[i], made[i], shared(t, made[i] / whole), tone_of(spec, id), hint))
        stages.append(Stage(stage_name(t, spec, found.products, s), tuple(blocks)))
    ribbons = [
        Ribbon(s, ids[a], ids[b], flow[a][b])
        for s, flow in enumerate(flows)
        for a in range(len(ids))
        for b in range(len(ids))
        if flow[a][b] > THIN * max(total(found.made[s]), 1e-12) and drawn(stages, s, ids[a]) and drawn(stages, s + 1, ids[b])
    ]
    caption = t("chain.caption", product=t.label(final), total=amount(t, spec, found.products[-1], total(found.made[-1])))
    return Sankey(tuple(stages), tuple(ribbons), caption)


def grouped_flows(own: Sequence[int], matrix: Matrix) -> Matrix:
    """A matrix by region as a matrix by block."""
    rows = [grouped(own, row) for row in matrix]
    rest = [total(row[b] for r, row in enumerate(rows) if r not in own) for b in range(len(own) + 1)]
    return [*(rows[r] for r in own), rest]


def drawn(stages: Sequence[Stage], s: int, id: str) -> bool:
    """Whether a column has a block of this id."""
    return any(b.id == id for b in stages[s].blocks)


def stage_name(t: Texts, spec: WorldSpec, chain: Sequence[int], s: int) -> str:
    """The heading of a column: the stage, or use; a mirror has makers and users."""
    if s == len(chain):
        return t("chain.use")
    product = spec.products[chain[s]]
    stage = product.partition(".")[2]
    return t.label(stage) if stage else t.label(product)


def tone_of(spec: WorldSpec, id: str) -> str:
    """The tone of a capital's own region, else neutral."""
    sides = ("beijing", "washington")
    return next((side for i, side in enumerate(sides) if spec.regions[int(spec.side_region[i])] == id), "neutral")


def shared(t: Texts, share: float) -> str:
    """A share in percent; small ones with a decimal, so that none reads as nothing."""
    return t.percent(share, 0 if share >= 0.01 else 1)


def hint_of(t: Texts, words: str, names: Sequence[str], sources: Row, targets: Row) -> str:
    """What a block is, then where its goods come from and where they go; amounts by block."""

    def parties(key: str, row: Row) -> str:
        whole = total(row)
        ranked = sorted((b for b, v in enumerate(row) if v > THIN * whole), key=lambda b: -row[b])[:PARTIES]
        listed = (t("chain.part", who=names[b], share=t.percent(row[b] / whole)) for b in ranked)
        return t(key, who=t("number.list_separator").join(listed)) if ranked else ""

    return " ".join(w for w in (words, parties("chain.from", sources), parties("chain.to", targets)) if w)


def as_table(scene: Play, final: str, data: Sankey) -> Node:
    """The same numbers as a table: suppliers down, stages across."""
    t = scene.t
    order = [*scene.observation.world.spec.regions, OTHERS]
    ids = sorted({b.id for stage in data.stages for b in stage.blocks}, key=order.index)
    names = {b.id: b.name for stage in data.stages for b in stage.blocks}
    rows = [[t("chain.supplier"), *(stage.name for stage in data.stages)]]
    for id in ids:
        found = [next((b for b in stage.blocks if b.id == id), None) for stage in data.stages]
        rows.append([names[id], *(b.value if b else "–" for b in found)])
    return table("chain-table", t("chain.table", product=t.name(final)), rows)


def chain_tab(scene: Play) -> list[Node]:
    """The picture with its choice of material, and the largest foreign flows in words."""
    t, spec = scene.t, scene.observation.world.spec
    shown = rows_done(spec)
    chosen = scene.layer(spec.products)
    final = next((f for f in shown if f.split(".")[0] == chosen.split(".")[0]), shown[0])
    layers = [
        option(f"layer:{f}", t.label(f), do("layer", f), f == final, key=str(i + 1) if i < 9 else "", hint=t("chain.layer_hint"))
        for i, f in enumerate(shown)
    ]
    data = sankey(scene, final)
    names = {b.id: b.name for stage in data.stages for b in stage.blocks}
    chain = products_of(spec, final)
    abroad = sorted((r for r in data.ribbons if r.source != r.target), key=lambda r: -r.amount)[:TOLD]
    told = [
        t(
            "chain.flow",
            product=data.stages[r.column].name,
            source=names[r.source],
            target=names[r.target],
            amount=amount(t, spec, chain[r.column], r.amount),
        )
        for r in abroad
    ]
    picture = Node(
        "sankey",
        "chain",
        t("chain.title" if len(chain) > 1 else "chain.title_mirror", product=t.name(final)),
        hint=" ".join([t("chain.summary"), *told]),
        children=(as_table(scene, final, data),),
        data=data,
    )
    return [choice("layers", "", layers, hint=t("chain.layers")), picture, text("chain-note", t("chain.note"), style="fine")]
