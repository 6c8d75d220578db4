"""What a pupil's device shows in each step, as trees built from the parts of the game's own screens.

Who sits where and what was chosen before is not read here; the same tree serves every device of a group in one language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from game.classroom.events.tally import NOTHING
from game.classroom.worlds import sheet
from game.engine.rules import options
from game.engine.rules.campaign.observation import Observation
from game.engine.rules.campaign.record import FIGURES, StandingOffer
from game.engine.rules.vocabulary.lessons import Advice
from game.engine.rules.vocabulary.plan import Plan, other
from game.engine.rules.vocabulary.rules import Rules
from game.screens.pages.desk.card_panel import card_panel
from game.screens.pages.desk.charge_panel import report_told, wording
from game.screens.pages.quarter.briefing import briefing, figure_panel, records
from game.screens.pages.quarter.headline import headline, human_line
from game.screens.pages.quarter.quarter_events import happened, news_panel
from game.screens.pages.quarter.reveal import offered, plan_turned, terms
from game.screens.pages.shared.predictions import change, last
from game.screens.pages.shared.top_bar import figures
from game.screens.scene.scene import Play
from game.screens.scene.settings import Settings
from game.screens.scene.shown_campaign.available_lines import choices
from game.screens.scene.shown_campaign.ui import Ui
from game.screens.tree.node import Node
from game.screens.tree.parts import choice, do, option, panel, text
from game.screens.words.sentences import bare, card_title, date_of, line_told, refusal_told, response_text
from game.screens.words.texts import Texts
from game.structs import replace

SCREEN_ONLY = frozenset(("button", "field", "icon", "chart", "map", "sankey", "stepper", "tabs"))
"""What a small page leaves to the window."""
LETTERS = "ABCDEFGH"
"""What answers are called in the room, in their order: on the board, on devices and on the cards that are raised."""


def scene_of(rules: Rules, t: Texts, o: Observation, before: Observation | None = None) -> Play:
    """The scene of a class page: nothing open, nothing planned, everything that has two lengths at its long one."""
    plan = Plan(o.side)
    now, found = choices(lambda p: options(rules, o, p), plan)
    settings = Settings(language=t.language)
    ui = Ui(screen="desk", more=True)
    return Play(t=t, ui=ui, settings=settings, rules=rules, observation=o, before=before, plan=plan, options=now, choices=found)


def plain(node: Node) -> Node:
    """A tree without what a class page cannot do: buttons that lead elsewhere, pictures, figures that open."""
    kept = tuple(plain(c) for c in node.children if c.role not in SCREEN_ONLY)
    return replace(node, children=kept)


def head(scene: Play) -> Node:
    """Which capital, which quarter, and the three figures."""
    t, o = scene.t, scene.observation
    turn = t("desk.quarter_of", n=t.number(o.quarter + 1), all=t.number(o.quarters))
    line = text("where", t("desk.bar", side=t.name(o.side)), value=f"{t.date(o.date)} · {turn}", tone=o.side)
    return panel("head", "", [line, _figures(scene)])


def _figures(scene: Play) -> Node:
    return Node("row", "figures", style="figures", children=tuple(plain(f) for f in figures(scene)))


def brief(scene: Play, *, keeps: bool = True) -> Node:
    """The start of a quarter, as far as it can be read in its time: the figures, the card, and one sentence for each figure that
    says how it moved and why, or the opening of the scenario; mandates for a group that `keeps` its capital long enough."""
    told = plain(briefing(scene))
    cards = [plain(replace(card_panel(scene, c), children=_unasked(card_panel(scene, c)))) for c in scene.observation.table]
    opening = [n for n in told.children if n.id == "brief-opening" or (keeps and n.id == "brief-tasks")]
    return Node("screen", "brief", told.name, children=(head(scene), *cards, *opening, *_moved(scene)))


def _moved(scene: Play) -> list[Node]:
    """The headline of the quarter before and how it moved the figures, in one panel; none before the first."""
    was = last(scene)
    if was is None:
        return []
    told = [figure_panel(scene, was, f, change(scene, was, f)).children[0] for f in FIGURES]
    return [panel("moved", headline(scene, was).words, [replace(n, style="", hint="") for n in told])]


def beyond(scene: Play, *, held: bool, keeps: bool) -> Node | None:
    """What else the briefing knows, to be opened by those who have the time; None where there is nothing.

    `held`: the group held this capital in the quarter before, too, so that the record of what was answered is its own. `keeps`: it
    has not held the other one, so that what is guessed of that one's sealed mandate is not what it has read itself."""
    was = last(scene)
    if was is None:
        return None
    news = news_panel(scene, "brief-news", happened(scene, was))
    said = human_line(scene, was, headline(scene, was).key)
    found = (*said, report_told(scene) if keeps else None, news, records(scene, was) if held else None)
    told = [plain(n) for n in found if n is not None]
    return Node("list", "beyond", children=tuple(told)) if told else None


def _unasked(card: Node) -> tuple[Node, ...]:
    return tuple(c for c in card.children if c.role != "choice")


def ballot(scene: Play, steps: Sequence[Advice], most: int, *, predict: bool, name: bool = True) -> Node:
    """The ballot: each card's answers, the class's measures, and before the plans are turned over what will come of it. `name`:
    whether the other capital's sealed mandate may be named, where the rules allow it."""
    t = scene.t
    cards = [plain(card_panel(scene, c)) for c in scene.observation.table]
    named = _charge(scene) if name and sheet.sealed_list(scene.rules, scene.observation) else None
    nodes: list[Node | None] = [head(scene), *cards, _measures(scene, steps, most), named, _prediction(scene) if predict else None]
    return Node("screen", "ballot", t("classroom.ballot_title"), children=tuple(n for n in nodes if n is not None))


def _measures(scene: Play, steps: Sequence[Advice], most: int) -> Node:
    t, o, rules = scene.t, scene.observation, scene.rules
    found = sheet.measures(rules, o, steps)
    nodes = []
    for m in found:
        told = line_told(t, rules, m.line, o.drafts, o.promises)
        why = refusal_told(t, rules, m.refusal, o.scenario) if m.refusal is not None else ""
        chosen = option(f"measure:{m.id}", told, do("pick", sheet.MEASURE, m.id), False, why_not=why)
        node = replace(chosen, hint=sheet.meaning(rules, m.line))
        nodes.append(node if most == 1 else replace(node, role="toggle"))
    if most == 1:
        nodes.append(option("measure:none", t("classroom.no_measure"), do("pick", sheet.MEASURE, NOTHING), False))
    legend = t("classroom.one_measure") if most == 1 else t("classroom.some_measures", n=t.number(most))
    return panel("measures", t("order.title"), [choice("measure", legend, nodes)])


def _charge(scene: Play) -> Node:
    """Which mandate the other capital is taken to hold sealed, each with what it asks for."""
    t, rules = scene.t, scene.rules
    nodes = [
        replace(
            option(f"charge:{id}", rules.mandates[id].title, do("pick", sheet.CHARGE, id), False),
            children=(text(f"charge:{id}:text", wording(scene, id)),),
        )
        for id in sheet.sealed_list(rules, scene.observation)
    ]
    nodes.append(option("charge:none", t("charge.none"), do("pick", sheet.CHARGE, NOTHING), False))
    title = t("charge.title", side=t.label(other(scene.observation.side)))
    return panel("charge", title, [choice("charge-list", t("charge.list"), nodes), report_told(scene)])


def _prediction(scene: Play) -> Node:
    t = scene.t
    figure = sheet.figure_asked(scene.observation.quarter)
    nodes = [option(f"way:{w}", t(f"classroom.way_{w}"), do("pick", sheet.PREDICT, w), False) for w in sheet.WAYS]
    asked = t("classroom.predict", figure=t(f"figure.{figure}"), side=t.name(scene.observation.side))
    return panel("predict", t("classroom.predict_title"), [choice("way", asked, nodes)])


def lines(scene: Play, turn: int, count: int = 3) -> tuple[tuple[str, str, str], ...]:
    """The private lines of the pupils at one device: desk, which answer it is for or against, and what it says. `turn` moves from
    device to device, so that every line is held by somebody."""
    t, table = scene.t, scene.observation.table
    said: list[tuple[str, str, str]] = []
    for dealt in table:
        item = scene.rules.cards.get(dealt.card)
        for letter, response in zip(LETTERS, item.responses if item is not None else (), strict=False):
            answer = (
                letter if len(table) == 1 else t("classroom.answer_of", answer=letter, card=card_title(t, scene.rules, dealt.card))
            )
            said.append((response.desk, t("classroom.line_for", answer=answer), response.argument))
            if response.against and response.objection:
                said.append((response.against, t("classroom.line_against", answer=answer), response.objection))
    if not said:
        return ()
    start = turn * count % len(said)
    ordered = [*said[start:], *said[:start]]
    by_desk: dict[str, tuple[str, str]] = {}
    for desk, about, words in ordered:
        by_desk.setdefault(desk, (about, words))
    return tuple((t.label(desk), about, words) for desk, (about, words) in list(by_desk.items())[:count])


def talk(scene: Play, steps: Sequence[Advice]) -> Node:
    """What stands to be talked about: the card and the measures once more, with the letters of their answers. The lines to say are
    the device's own."""
    cards = [_lettered(plain(card_panel(scene, c))) for c in scene.observation.table]
    return Node("screen", "talk", scene.t("classroom.talk_title"), children=(*cards, _lettered(_measures(scene, steps, 1))))


def _lettered(asked: Node) -> Node:
    """A panel whose answers can be read and spoken of, but not chosen: a line each behind its letter."""
    told = []
    for node in asked.children:
        able = [o for o in node.children if not o.why_not] if node.role == "choice" else []
        told += [text(f"{o.id}:told", f"{letter}. {o.name}") for letter, o in zip(LETTERS, able, strict=False)] or [node]
    return replace(asked, children=tuple(told))


def offers(scene: Play, found: Iterable[StandingOffer]) -> Node:
    """Offers and demands to be answered before the plans are turned over."""
    t = scene.t
    panels = []
    for s in found:
        demand = s.offer.give is None
        replies = [option(f"reply:{s.id}:{r}", t(f"answer.reply_{r}"), do("reply", s.id, r), False) for r in ("yes", "no")]
        title = t("answer.demand" if demand else "answer.deal", side=t.name(s.side))
        told = [offered(scene, s), *terms(scene, s), choice(f"offer:{s.id}:reply", t("answer.reply"), replies)]
        panels.append(panel(f"offer:{s.id}", title, told, tone=s.side))
    return Node("screen", "table", t("answer.title"), children=tuple(panels))


def reveal(scene: Play) -> Node:
    """Both plans, what happened, and how the figures moved."""
    t, o = scene.t, scene.observation
    was = last(scene)
    if was is None:
        return Node("screen", "reveal", t("reveal.title"))
    when = date_of(t, scene.rules, o.scenario, was.quarter)
    turned = [(side, plan_turned(scene, was, side)) for side in (o.side, other(o.side))]
    spoke = {side for side, said in was.words.items() if said}
    sides = [_announced(t, plan) if side in spoke else plan for side, plan in turned]
    now = panel("now", t("classroom.figures_now", side=t.name(o.side)), [_figures(scene)])
    moved = [figure_panel(scene, was, f, change(scene, was, f)) for f in FIGURES]
    news = news_panel(scene, "reveal-news", happened(scene, was))
    nodes = [*sides, now, *moved, *([news] if news is not None else [])]
    return plain(Node("screen", "reveal", t("reveal.title_of", date=when), children=tuple(nodes)))


def _announced(t: Texts, plan: Node) -> Node:
    """A plan that was turned over, with a word before what its capital announced: the window has an icon there."""
    told = [replace(n, name=t("classroom.announced"), value=n.name) if n.id.endswith(":word") else n for n in plan.children]
    return replace(plan, children=tuple(told))


def value_told(scene: Play, choice_id: str, value: str) -> str:
    """A value of a ballot in words, as the tally names it."""
    t, rules = scene.t, scene.rules
    if choice_id.startswith("card:"):
        return bare(response_text(t, rules, choice_id[5:], value))
    if choice_id == sheet.MEASURE:
        return t("classroom.no_measure") if value == NOTHING else value
    if choice_id == sheet.CHARGE:
        return t("charge.none") if value == NOTHING else rules.mandates[value].title
    if choice_id == sheet.PREDICT:
        return t(f"classroom.way_{value}")
    return t(f"answer.reply_{value}")


def question_told(scene: Play, choice_id: str) -> str:
    """What a choice of a ballot asks, in a few words."""
    if choice_id.startswith("card:"):
        return card_title(scene.t, scene.rules, choice_id[5:])
    if choice_id == sheet.CHARGE:
        return scene.t("charge.list")
    return scene.t("classroom.predict_title" if choice_id == sheet.PREDICT else "order.title")
