"""The debrief: what the player says first, another plan in a quarter, and play on from there. One function a verb."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from game.engine.rules import options, refuse
from game.engine.rules.vocabulary.plan import Line, Plan
from game.outside_text import LONGEST_SENTENCE, cleaned
from game.play.debrief.courses import played_again
from game.play.debrief.what_if import branch
from game.screens.pages.debrief.what_if import addable
from game.screens.scene.shown_campaign.available_lines import index_of, slot
from game.screens.verbs.campaign_verbs import ready
from game.screens.words.sentences import date_of
from game.structs import replace

if TYPE_CHECKING:
    from game.engine.rules.campaign.observation import Observation
    from game.play.campaign import Campaign
    from game.screens.app import App


def _set(app: App, **changes: Any) -> None:
    app.ui = replace(app.ui, debrief=replace(app.ui.debrief, **changes))


def list_decisions(app: App, quarter: int) -> None:
    """Show a quarter's own decisions."""
    _set(app, first_quarter=quarter)


def name_decision(app: App, quarter: int, key: str) -> None:
    """Name the decision that mattered; named again, none is."""
    _set(app, named=(-1, "") if app.ui.debrief.named == (quarter, key) else (quarter, key))


def tell(app: App, sentence: str = "") -> None:
    """The campaign in one sentence, as the other capital would tell it."""
    _set(app, sentence=cleaned(sentence, LONGEST_SENTENCE))


def spoken(app: App) -> None:
    """What was said is kept with the campaign, and the debrief opens; a disk that refuses costs only that it is kept."""
    campaign = app.session.playing
    if campaign.over and campaign.spoken is None:
        campaign.spoken = app.ui.debrief.spoken
        if campaign.store is not None and campaign.autosave() is None:
            app.ui = replace(app.ui, message=app.texts.said(campaign.notice))


def show_quarter(app: App, quarter: int) -> None:
    """Put a quarter of the campaign on the map."""
    _set(app, shown=max(0, min(quarter, len(app.session.playing.log) - 1)))


def open_quarter(app: App, quarter: int) -> None:
    """Lay a quarter's recorded plan out, to be changed."""
    campaign = app.session.playing
    if campaign.over and 0 <= quarter < len(campaign.log):
        _set(app, quarter=quarter, lines=campaign.log[quarter].plans[campaign.side].lines, free=False)


def drop(app: App, at: int) -> None:
    """Take a line off the plan; lines that are no longer possible without it go too."""
    found = _open(app)
    if found is not None and 0 <= at < len(app.ui.debrief.lines):
        campaign, seen = found
        kept = Plan(campaign.side)
        for line in Plan(campaign.side, app.ui.debrief.lines).without(at).lines:
            if refuse(campaign.rules, seen, kept, line) is None:
                kept = kept.plus(line)
        _set(app, lines=kept.lines)


def add(app: App, key: str) -> None:
    """Put a line on the plan, in the place of what stands in its slot; the one that stands there already goes."""
    found = _open(app)
    if found is None:
        return
    campaign, seen = found
    plan = Plan(campaign.side, app.ui.debrief.lines)
    option = addable(lambda tried: options(campaign.rules, seen, tried), plan, seen).get(key)
    if option is not None:
        _set(app, lines=_swapped(plan, option.line).lines)


def _swapped(plan: Plan, line: Line) -> Plan:
    at = index_of(plan, slot(line))
    if at < 0:
        return plan.plus(line)
    rest = plan.without(at)
    if plan.lines[at] == line:
        return rest
    return Plan(plan.side, (*rest.lines[:at], line, *rest.lines[at:]))


def _open(app: App) -> tuple[Campaign, Observation] | None:
    """The campaign, and what its side saw in the quarter that is open; None while none is, or it is not worked out yet."""
    quarter, known = app.ui.debrief.quarter, app.session.outlook.debrief
    if known is None or not 0 <= quarter < len(known.seen) - 1:
        return None
    return app.session.playing, known.seen[quarter]


def open_family(app: App, family: str) -> None:
    """List the measures of a family."""
    _set(app, family=family)


def free_rival(app: App, free: bool) -> None:
    """Let the other capital answer anew by its doctrine, or keep to its recorded plans."""
    _set(app, free=free)


def play_on(app: App) -> None:
    """Begin a campaign of its own where the quarter did, with the plan laid out."""
    campaign = app.session.playing
    asked = app.ui.debrief.question(campaign.side)
    if not campaign.over or not 0 <= asked.quarter < len(campaign.log):
        return
    setup, rules = campaign.setup, app.rules_told()
    date = date_of(app.texts, rules, setup.scenario, asked.quarter)
    name = app.texts("debrief.branch_name", scenario=rules.scenarios[setup.scenario].title, date=date)

    def begun() -> Campaign:
        made = branch(played_again(campaign.rules, setup, campaign.log), asked, name, campaign.store)
        made.autosave()
        return ready(made)

    app.work.begin(app.texts("busy.start"), begun, app.enter)


VERBS: Mapping[str, Callable[..., None]] = {
    "first-quarter": list_decisions,
    "first-decision": name_decision,
    "first-sentence": tell,
    "first-done": spoken,
    "debrief-quarter": show_quarter,
    "what-if": open_quarter,
    "what-if-drop": drop,
    "what-if-add": add,
    "what-if-family": open_family,
    "what-if-rival": free_rival,
    "play-on": play_on,
}
