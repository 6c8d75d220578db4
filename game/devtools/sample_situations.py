"""Sample situations for pictures: brings an app to a screen in a state in which that screen has something to show.

No part of play; the command line's `screenshot` and tests use it. What a screen looks like is its own business."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from game.engine.rules import Rules
from game.engine.rules.campaign.record import CardOnTable, Promise, Setup, StandingDraft, StandingOffer, State
from game.engine.rules.vocabulary.plan import AnswerCard, Offer, Plan, Say, SetDial, Side, Term, other
from game.play import Campaign
from game.play.messages import Sentence
from game.play.save_file import LogLine, Spoken
from game.play.save_folder import SaveEntry, Store
from game.screens.app import App
from game.screens.scene.routes import IN_PLAY
from game.screens.tree.node import Intent
from game.structs import replace

SIDE: Side = "beijing"
SEED = 1
LOUD = {"beijing": ("licence-heavy-rival", 3), "washington": ("tools-rival", 3)}  # a measure that makes a threat
MILD = {"beijing": "licence-heavy-coalition", "washington": "chips-rival"}  # a stance that a deal may be about


class Shelf(Store):
    """A list of saves that nobody can load: two whole ones and a torn one."""

    def __init__(self, rules: Rules) -> None:
        super().__init__()
        scenario = rules.scenarios[rules.by_length()[0]]
        self._entries = (
            SaveEntry("Spring", Path("spring.save"), scenario.id, "beijing", "2025Q4", 2),
            SaveEntry("Before the brink", Path("before.save"), scenario.id, "washington", "2026Q1", 3),
            SaveEntry("torn.save", Path("torn.save"), readable=False, reason=Sentence("damaged-start")),
        )

    def list(self) -> tuple[SaveEntry, ...]:
        """All entries."""
        return self._entries


def show_sample(app: App, name: str) -> None:
    """Bring an app whose rules are loaded to a screen, or to a view of one: in a campaign a few quarters on where it needs play.

    Lessons stay away, save where they are the view."""
    screen, intents = VIEWS.get(name, (name, ()))
    app.settings = app.settings.with_value("lessons", name.endswith("-lesson"))
    if screen in IN_PLAY:
        assert app.rules is not None
        campaign = Campaign(app.rules, *_played_on(_Under(app.rules), QUARTERS.get(screen, 2)), Plan(SIDE), None)
        PREPARE.get(name, PREPARE.get(screen, _enter))(app, campaign)
    app.show(screen)
    for intent in intents:
        app.do(intent)


@dataclass(frozen=True, eq=False)
class _Under:
    """Rules, of which only the very same are the same."""

    rules: Rules

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Under) and other.rules is self.rules

    def __hash__(self) -> int:
        return id(self.rules)


@lru_cache(maxsize=8)
def _played_on(under: _Under, quarters: int) -> tuple[State, tuple[LogLine, ...]]:
    """The sample campaign after this many quarters in which the player did nothing, or at its end: many screens begin there."""
    campaign = Campaign.start(under.rules, Setup(under.rules.by_length()[0], SEED, SIDE))
    for _ in range(quarters):
        if not campaign.over:
            campaign.commit()
    return campaign.state, campaign.log


TABS = {"world": "world", "chain": "chain", "markets": "markets", "ladder": "ladder", "mandates": "tasks"}
VIEWS: Mapping[str, tuple[str, tuple[Intent, ...]]] = {
    **{f"desk-{name}": ("desk", (Intent("tab", (tab,)),)) for name, tab in TABS.items()},
    "desk-lesson": ("desk", ()),
    "years-later": ("years", (Intent("year", (11,)),)),
    "desk-orders": ("desk", (Intent("column", ("orders",)), Intent("dial", ("licence-heavy-rival", 1)))),
    "desk-place": ("desk", (Intent("place", ("japan",)), Intent("say", ("ease",)))),
    "desk-table": ("desk", (Intent("column", ("table",)),)),
    "desk-readings": ("desk", (Intent("column", ("table",)), Intent("reading", ("holds",)), Intent("second", ("climbs",)))),
    "lab-compared": (
        "lab",
        (
            Intent("lab-dial", ("licence-heavy-rival", 3)),
            Intent("lab", ("side", "washington")),
            Intent("lab-dial", ("grants-magnets", 3)),
        ),
    ),
    "debrief-first": ("debrief", ()),
    "debrief-what-if": ("debrief", (Intent("what-if", (1,)), Intent("what-if-rival", (True,)))),
    "codex-sources": ("codex", (Intent("codex", ("documents",)),)),
    "codex-claims": ("codex", (Intent("codex", ("claims", ":disputed")),)),
    "codex-contested": ("codex", (Intent("codex", ("contested",)),)),
    "desk-explained": ("desk", (Intent("explain", ("leverage",)), Intent("explain", ("leverage-lasting",)))),
}
"""Views of a screen that have a picture of their own: the screen, and what is asked for there."""
QUARTERS = {"ending": 99, "years": 99, "debrief": 99, "brink": 3, "table": 3, "answer": 3, "history": 5}


def _enter(app: App, campaign: Campaign) -> None:
    app.adopt(campaign)


def _played(app: App, campaign: Campaign) -> None:
    """A quarter committed in the app, with a few lines, so that both plans and three months can be shown."""
    app.adopt(campaign)
    for line in (SetDial("licence-heavy-rival", 1), SetDial("state-reserve", 1), Say("ease")):
        campaign.add(line)
    for card in campaign.observation.table:
        item = campaign.rules.cards.get(card.card)
        if item is not None:
            campaign.add(AnswerCard(card.card, item.responses[0].id))
    app.do(Intent("commit"))
    refuse_all(app)


def refuse_all(app: App) -> None:
    """Refuse every offer that has arrived, where any has, and turn the plans over."""
    if app.ui.screen != "answer":
        return
    for offer in app.session.progress.offers:
        app.do(Intent("reply", (offer.id, "no")))
    app.do(Intent("replies"))


def _at_the_brink(app: App, campaign: Campaign) -> None:
    """The brink before both capitals for the second time, rungs five and three."""
    state = campaign.state
    world = state.world.copy()
    world.rung[:, 0] = (5.0, 3.0)
    cards = tuple(CardOnTable("brink", side, state.record.quarter, 1) for side in (SIDE, other(SIDE)))
    campaign.state = State(replace(state.record, table=(*cards, *state.record.table)), world)
    app.adopt(campaign)


def _threatened(campaign: Campaign) -> tuple[StandingOffer, ...]:
    """Both capitals with a draft, a deal that runs, a refused demand of theirs; gives what the other capital offers now."""
    record, rival = campaign.state.record, other(SIDE)
    now, drafts = record.quarter, []
    for side in (SIDE, rival):
        dial, notch = LOUD[side]
        drafts.append(
            StandingDraft(
                f"sample-{side}", side, SetDial(dial, notch), now - 1, False, demand="" if side == SIDE else "sample-demand"
            )
        )
    until = now + 3
    promises = (
        Promise("sample-own", SIDE, rival, now - 1, until, dial=MILD[SIDE], most=2, deal="sample"),
        Promise("sample-theirs", rival, SIDE, now - 1, until, dial=MILD[rival], most=2, deal="sample"),
    )
    demand = Offer(Term("licence-heavy-rival", 1), 4, None, f"sample-{rival}", 1)
    deal = Offer(Term("licence-heavy-coalition", 1), 6, Term("chips-rival", 1))
    held = StandingOffer("sample-demand", rival, demand, now - 1, "no")
    campaign.state = State(
        replace(record, drafts=(*record.drafts, *drafts), promises=(*record.promises, *promises), offers=(held,)),
        campaign.state.world,
    )
    return StandingOffer("sample-new-demand", rival, demand, now), StandingOffer("sample-deal", rival, deal, now)


def _at_the_table(app: App, campaign: Campaign) -> None:
    _threatened(campaign)
    app.adopt(campaign)
    app.do(Intent("go", ("table",)))
    for field, value in (("take", "chips-rival"), ("give", "licence-heavy-rival")):
        app.do(Intent("sheet", (field, value)))


def _answering(app: App, campaign: Campaign) -> None:
    offers = _threatened(campaign)
    app.adopt(campaign)
    app.session.progress.offers = offers
    app.changed()


def _spoken(app: App, campaign: Campaign) -> None:
    campaign.spoken = Spoken()
    app.adopt(campaign)


PREPARE: Mapping[str, Callable[[App, Campaign], None]] = {
    "debrief": _spoken,
    "debrief-first": _enter,
    "reveal": _played,
    "briefing": _played,
    "brink": _at_the_brink,
    "table": _at_the_table,
    "answer": _answering,
}
