"""The new-campaign page: scenario, side, the other side's doctrine, difficulty with what the opponent gets, and the seed."""

from __future__ import annotations

from game.engine.rules.vocabulary.items import Difficulty, ScenarioItem
from game.engine.rules.vocabulary.plan import BOTH
from game.engine.rules.vocabulary.rules import Rules
from game.screens.pages.shared.drawers import drawer
from game.screens.scene.scene import Scene
from game.screens.scene.shown_campaign.ui import NewCampaignChoices
from game.screens.tree.node import Node
from game.screens.tree.parts import button, choice, column, do, heading, option, panel, row, text
from game.screens.words.texts import Texts


def scenarios(rules: Rules) -> tuple[str, ...]:
    """Scenario ids, shortest first, those for a class last."""
    return rules.by_length()


def doctrines(rules: Rules) -> tuple[str, ...]:
    """Doctrines that are offered as an opponent."""
    return tuple(d for d in rules.doctrines if rules.doctrines[d].playable)


def difficulties(rules: Rules) -> tuple[str, ...]:
    """Difficulties, mildest first."""
    return tuple(sorted(rules.difficulties, key=lambda d: (rules.difficulties[d].capital, rules.difficulties[d].budget, d)))


def filled(rules: Rules, fresh: NewCampaignChoices) -> NewCampaignChoices:
    """The choices with defaults where nothing, or something that is not there, was chosen."""

    def pick(chosen: str, ids: tuple[str, ...], usual: str) -> str:
        return chosen if chosen in ids else usual if usual in ids else ids[0] if ids else ""

    return NewCampaignChoices(
        pick(fresh.scenario, scenarios(rules), scenarios(rules)[0] if rules.scenarios else ""),
        fresh.side if fresh.side in BOTH else "washington",
        pick(fresh.doctrine, doctrines(rules), "calibrator"),
        pick(fresh.difficulty, difficulties(rules), "even"),
        max(0, fresh.seed),
    )


def gets(t: Texts, difficulty: Difficulty) -> str:
    """What this difficulty gives the opponent, all of it."""
    parts = [
        t("new.gets_capital", n=t.signed(difficulty.capital)) if difficulty.capital else "",
        t("new.gets_budget", n=t.percent(difficulty.budget)) if difficulty.budget != 1.0 else "",
        t("new.gets_sight", n=t.percent(difficulty.sight)) if difficulty.sight else "",
    ]
    told = t("number.list_separator").join(p for p in parts if p)
    return t("new.gets", what=told) if told else t("new.gets_nothing")


def new_campaign(scene: Scene) -> Node:
    """The page."""
    t, rules = scene.t, scene.rules
    if rules is None:
        return Node(
            "screen", "new", t("new.title"), style="page", children=(text("busy", scene.busy or scene.error, icon="hourglass"),)
        )
    fresh = filled(rules, scene.ui.fresh)
    doctrine, difficulty = rules.doctrines[fresh.doctrine].title, rules.difficulties[fresh.difficulty].title
    more = [
        panel("new-opponent", t("new.opponent"), _opponent(t, rules, fresh), icon="eye"),
        panel("new-seed", t("new.luck"), [row("seed-row", _seed(t, fresh))], icon="seed"),
    ]
    children = [
        heading("new-title", t("new.title")),
        text("new-message", scene.ui.message, tone="warn", icon="alert") if scene.ui.message else None,
        text("busy", scene.busy, icon="hourglass") if scene.busy else None,
        panel("new-campaign", t("new.campaign"), _scenario(scene, rules, fresh)),
        panel("new-side", t("new.side"), _side(t, fresh), icon="capital"),
        *drawer(scene, "new-more", t("new.more"), more, t("new.more_hint", doctrine=doctrine, difficulty=difficulty)),
        _buttons(t, rules.scenarios[fresh.scenario].title),
    ]
    return column_screen("new", t("new.title"), children)


def _scenario(scene: Scene, rules: Rules, fresh: NewCampaignChoices) -> list[Node]:
    """Which scenario, and what it is about."""
    t = scene.t
    options = [
        option(
            f"scenario:{s}",
            rules.scenarios[s].title,
            do("new", "scenario", s),
            s == fresh.scenario,
            value=length_told(t, rules.scenarios[s]) if s == fresh.scenario or scene.analyst else "",
            hint=length_told(t, rules.scenarios[s]),
        )
        for s in scenarios(rules)
    ]
    return [
        choice("scenario", t("new.scenario"), options, style="list"),
        text("scenario-text", rules.scenarios[fresh.scenario].text),
    ]


def _side(t: Texts, fresh: NewCampaignChoices) -> list[Node]:
    """Which capital."""
    options = [option(f"side:{s}", t.name(s), do("new", "side", s), s == fresh.side, hint=t(f"new.side_{s}"), tone=s) for s in BOTH]
    return [choice("side", "", options), text("side-text", t(f"new.side_{fresh.side}"))]


def _opponent(t: Texts, rules: Rules, fresh: NewCampaignChoices) -> list[Node]:
    """Whose doctrine the other side follows, how hard the game is, and what the opponent gets for it."""
    of_doctrine = [
        option(
            f"doctrine:{d}", rules.doctrines[d].title, do("new", "doctrine", d), d == fresh.doctrine, hint=rules.doctrines[d].text
        )
        for d in doctrines(rules)
    ]
    of_difficulty = [
        option(
            f"difficulty:{d}",
            rules.difficulties[d].title,
            do("new", "difficulty", d),
            d == fresh.difficulty,
            hint=gets(t, rules.difficulties[d]),
        )
        for d in difficulties(rules)
    ]
    difficulty = rules.difficulties[fresh.difficulty]
    return [
        choice("doctrine", t("new.doctrine"), of_doctrine),
        text("doctrine-text", rules.doctrines[fresh.doctrine].text),
        choice("difficulty", t("new.difficulty"), of_difficulty),
        text("difficulty-text", difficulty.text),
        text("difficulty-gets", gets(t, difficulty), icon="info"),
    ]


def _seed(t: Texts, fresh: NewCampaignChoices) -> list[Node]:
    """The number of the campaign's luck, and the next one."""
    return [
        Node("field", "seed", t("new.seed"), value=str(fresh.seed), hint=t("new.seed_hint"), intent=do("new", "seed"), icon="seed"),
        button("seed-next", t("new.seed_next"), do("new", "seed", fresh.seed + 1), hint=t("new.seed_hint"), icon="seed"),
    ]


def _buttons(t: Texts, scenario: str) -> Node:
    """Begin, or go back."""
    start = t("new.start_hint", scenario=scenario)
    return row(
        "new-buttons",
        [
            button("start", t("new.start"), do("start"), icon="play", key="b", style="primary", hint=start),
            button("back", t("common.back"), do("back"), icon="arrow-left", key="z", hint=t("common.back_hint")),
        ],
    )


def length_told(t: Texts, scenario: ScenarioItem) -> str:
    """When a scenario begins, and how long it is."""
    return t("new.length", date=t.date(scenario.start), quarters=t.count("quarters", scenario.quarters))


def column_screen(id: str, name: str, children: list[Node | None]) -> Node:
    """A plain page."""
    return Node("screen", id, name, style="page", children=column(id, children).children)
