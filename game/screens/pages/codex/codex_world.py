"""The codex's pages of the world: regions, stages, materials, other choke points, uses; and the quantities of the model.

Numbers are those of the starting world, names and meanings of quantities the engine's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import game.engine.rules as engine
from game.content.loading.accepted_sets import accepted_sets
from game.engine.rules.explanations.explain import NUMBERS
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.array import Array
from game.engine.world.model.arrays import ARRAYS
from game.engine.world.model.spec import WorldSpec
from game.screens.scene.scene import Play, Scene
from game.screens.tree.node import Node
from game.screens.tree.parts import button, do, panel, row, table, text
from game.screens.words.quantities import formula_told, title_of, value_told
from game.screens.words.texts import Texts

SHOWN = 7  # rows of a table of suppliers
LEAST = 0.0095  # shares below it are left out
FIGURES = ("leverage", "reliability", "crisis", "verdict")
LIMITS: Mapping[str, tuple[str, ...]] = {
    "may": ("direction", "use", "chain", "both", "trust"),
    "care": ("sizes", "times", "danger", "allies", "losses"),
    "may_not": ("future", "right", "best", "winner", "other", "force"),
}
"""What may be concluded from a campaign, with care, and not at all: the same sentences as `docs/limits.md`."""
KINDS = ("state", "policy", "flow")


def spec_of(scene: Scene, rules: Rules) -> tuple[str, WorldSpec]:
    """The scenario that is played, or the shortest, and its starting world."""
    played = scene.observation.scenario if scene.observation is not None else ""
    id = played or rules.by_length()[0]
    return id, rules.world_of(id)


def groups(spec: WorldSpec) -> dict[str, tuple[str, ...]]:
    """What has a page, by the kind of thing that it is."""
    return {
        "regions": spec.regions,
        "stages": spec.stages,
        "materials": spec.materials,
        "mirrors": spec.mirrors,
        "uses": spec.uses,
    }


def world(scene: Scene, rules: Rules) -> list[Node | None]:
    """The page of the chosen thing, and the way to all others."""
    t = scene.t
    scenario, spec = spec_of(scene, rules)
    named = groups(spec)
    every = [id for ids in named.values() for id in ids]
    chosen = scene.ui.codex_of if scene.ui.codex_of in every else every[0]
    kind = next(k for k, ids in named.items() if chosen in ids)
    tables = {"regions": _region, "stages": _stage, "materials": _material, "mirrors": _mirror, "uses": _use}[kind](t, spec, chosen)
    source = text("world-source", t("codex.world_source", scenario=rules.scenarios[scenario].title), style="fine", icon="source")
    about = text("world-about", t(f"about.{chosen}"), style="serif")
    return [
        panel(
            "world-page", t.label(chosen), [text("world-kind", t(f"codex.{kind}"), style="fine"), about, source], icon=ICONS[kind]
        ),
        *tables,
        panel("world-index", t("codex.world_all"), [index(t, k, ids, chosen) for k, ids in named.items()], icon="list"),
    ]


ICONS = {"regions": "globe", "stages": "chain", "materials": "flask", "mirrors": "cpu", "uses": "factory"}


def index(t: Texts, kind: str, ids: Sequence[str], chosen: str) -> Node:
    """Small buttons to the things of a kind, under its name."""
    opens = [button(f"world:{id}", t.label(id), do("codex", "world", id), style="small", on=id == chosen) for id in ids]
    return Node("list", f"world-{kind}", t(f"codex.{kind}"), children=(row(f"world-{kind}-row", opens),))


def _shares(amounts: Array) -> Array:
    total = float(amounts.sum())
    return amounts / total if total > 0 else amounts


def _ranked(t: Texts, ids: Sequence[str], shares: Sequence[Array]) -> list[list[str]]:
    """Rows of name and one share a column, the largest of the first column first; what is small everywhere is left out."""
    some = [i for i in range(len(ids)) if max(float(s[i]) for s in shares) >= LEAST]
    order = sorted(some, key=lambda i: (-float(shares[0][i]), i))
    return [[t.label(ids[i]), *(t.percent(float(s[i])) if s[i] >= LEAST else "–" for s in shares)] for i in order[:SHOWN]]


def _region(t: Texts, spec: WorldSpec, id: str) -> list[Node | None]:
    """What the region makes and uses of the world's, product by product, and its economy."""
    r = spec.region(id)
    rows = [[t("codex.product"), t("codex.share_made"), t("codex.share_used")]]
    for p, product in enumerate(spec.products):
        made = float(_shares(spec.output0[:, p])[r])
        finals = [f for f, q in enumerate(spec.final_product) if int(q) == p]
        used = float(_shares(spec.use0[:, finals[0]])[r]) if finals else 0.0
        if made >= LEAST or used >= LEAST:
            cells = [t.percent(x) if x >= LEAST else "–" for x in (made, used)]
            rows.append([t.label(product), *cells])
    gdp = text("world-gdp", t("codex.gdp"), value=t.money(float(spec.gdp[r]), 0), icon="coins")
    talent = text("world-talent", t("codex.talent"), value=t.percent(float(spec.talent0[r])), icon="talent")
    return [panel("world-facts", t("codex.facts"), [gdp, talent, table("world-table", "", rows)], icon="chart")]


def _stage(t: Texts, spec: WorldSpec, id: str) -> list[Node | None]:
    """Who makes what at this stage, by material."""
    products = [spec.product(f"{material}.{id}") for material in spec.materials]
    heads = [t("codex.region"), *(t.label(material) for material in spec.materials)]
    rows = [heads, *_ranked(t, spec.regions, [_shares(spec.output0[:, p]) for p in products])]
    years = [
        text(f"world-lag:{m}", t("codex.lag", what=t.name(f"{m}.{id}")), value=t.count("quarters", int(spec.lag[p])), icon="clock")
        for m, p in zip(spec.materials, products, strict=True)
    ]
    return [panel("world-facts", t("codex.who_makes"), [table("world-table", "", rows), *years], icon="chart")]


def _material(t: Texts, spec: WorldSpec, id: str) -> list[Node | None]:
    """Who makes this material, stage by stage, and who licenses it."""
    products = [spec.product(f"{id}.{stage}") for stage in spec.stages]
    rows = [
        [t("codex.region"), *(t.label(stage) for stage in spec.stages)],
        *_ranked(t, spec.regions, [_shares(spec.output0[:, p]) for p in products]),
    ]
    licensed = text("world-home", t("codex.licensed_by"), value=t.label(spec.regions[int(spec.home[products[-1]])]), icon="seal")
    return [panel("world-facts", t("codex.who_makes"), [licensed, table("world-table", "", rows)], icon="chart")]


def _mirror(t: Texts, spec: WorldSpec, id: str) -> list[Node | None]:
    """Whose licence this choke point needs, who makes and who uses it."""
    p = spec.product(id)
    use = _shares(spec.use0[:, spec.finals.index(id)])
    rows = [[t("codex.region"), t("codex.share_made"), t("codex.share_used")]]
    rows += _ranked(t, spec.regions, [_shares(spec.output0[:, p]), use])
    licensed = text("world-home", t("codex.licensed_by"), value=t.label(spec.regions[int(spec.home[p])]), icon="seal")
    return [panel("world-facts", t("codex.facts"), [licensed, table("world-table", "", rows)], icon="chart")]


def _use(t: Texts, spec: WorldSpec, id: str) -> list[Node | None]:
    """How much of each final this end use takes, and how fast it grows."""
    u = spec.uses.index(id)
    rows = [[t("codex.product"), t("codex.share_of_use"), t("codex.growth")]]
    for f, final in enumerate(spec.finals):
        split = spec.use_split[:, f, u]
        total = float(spec.use0[:, f].sum())
        share = float((spec.use0[:, f] * split).sum()) / total if total > 0 else 0.0
        if share >= LEAST:
            rows.append([t.label(final), t.percent(share), t.percent(float(spec.use_growth[f, u]), 1)])
    return [panel("world-facts", t("codex.facts"), [table("world-table", "", rows)], icon="chart")]


# ---- the quantities of the model ------------------------------------------------------------------------------------


def model(scene: Scene, rules: Rules) -> list[Node | None]:
    """What each figure is, the numbers that open, every quantity of the model, and what the model cannot say."""
    t = scene.t
    told: list[Node | None] = [
        panel(f"model:{k}", t(f"codex.model_{k}"), [text(f"model:{k}:text", t(f"codex.model_{k}_text"))], icon=FIGURE_ICONS[k])
        for k in FIGURES
    ]
    return [*told, limits(t), spread(t, rules), numbers(scene), *(quantities(t, kind) for kind in KINDS)]


FIGURE_ICONS: Mapping[str, str] = {"leverage": "leverage", "reliability": "reliability", "crisis": "risk", "verdict": "trophy"}


def limits(t: Texts) -> Node:
    """What the model cannot say: what a class may and may not conclude from it."""
    told: list[Node | None] = [text("limits:intro", t("codex.model_limits_text"))]
    for kind, ids in LIMITS.items():
        told.append(text(f"limits:{kind}", t(f"limits.{kind}"), style="strong"))
        told += [text(f"limits:{kind}:{id}", t(f"limits.{kind}_{id}")) for id in ids]
    return panel(
        "model:limits", t("codex.model_limits"), [*told, text("limits:check", t("limits.check"), icon="flask")], icon="info"
    )


def spread(t: Texts, rules: Rules) -> Node:
    """How far the record fixes the parameters: content's value, the middle four fifths of the accepted sets, the whole range."""
    try:
        accepted = accepted_sets()
    except ValueError:
        return panel("model:spread", t("parameter.title"), [text("spread:none", t("parameter.none"))], icon="flask")
    played = rules.world_of(rules.by_length()[0]).parameters
    rows = [[t("parameter.number"), t("parameter.played"), t("parameter.left"), t("parameter.about")]]
    for name, before in accepted.before.items():
        told = [_span(t, low, high) for low, high in (accepted.middle(name), before)]
        own = float(getattr(played, name))
        rows.append([t(f"parameter.{name}"), t.number(own, len(f"{own:.4g}".partition(".")[2])), *told])
    intro = text("spread:intro", t("parameter.intro", n=t.number(accepted.count)))
    return panel("model:spread", t("parameter.title"), [intro, table("spread:table", "", rows)], icon="flask")


def _span(t: Texts, low: float, high: float) -> str:
    return t("parameter.span", low=_figure(t, low), high=_figure(t, high))


def _figure(t: Texts, x: float) -> str:
    """A number with about two digits that tell."""
    size = abs(x)
    return t.number(x, 1 if size >= 1 else 2 if size >= 0.1 or not size else 3 if size >= 0.01 else 4)


def numbers(scene: Scene) -> Node | None:
    """In play: every number that opens, with its value now, its sentence and its formula."""
    if not isinstance(scene, Play):
        return None
    t = scene.t
    rows: list[Node] = []
    for key in NUMBERS:
        e = engine.explain(scene.rules, scene.observation, key)
        rows.append(text(f"number:{key}", title_of(t, e), value=value_told(t, e.quantity, e.value), style="strong"))
        rows.append(text(f"number:{key}:sentence", t(f"explanations.sentence.{key}")))
        formula = formula_told(t, scene.rules, scene.observation, e)
        rows.append(text(f"number:{key}:formula", t("explain.formula", formula=formula), style="fine"))
    return panel("model:numbers", t("codex.numbers"), rows, icon="info")


def quantities(t: Texts, kind: str) -> Node:
    """The model's quantities of one kind, as the engine describes them."""
    rows = [[t("codex.quantity"), t("codex.unit"), t("codex.meaning")]]
    for a in ARRAYS:
        if a.kind == kind:
            rows.append([t(f"explanations.{of}") for of in (f"array.{a.name}", f"measure.{a.unit}", f"meaning.{a.name}")])
    return panel(f"quantities:{kind}", t(f"codex.quantities_{kind}"), [table(f"quantities:{kind}:table", "", rows)], icon="list")
