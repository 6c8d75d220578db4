"""Ending a quarter: both plans sealed, offers answered, the quarter resolved beside, the reveal, and on to the next Desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from game.screens.pages.shared.predictions import score
from game.screens.pages.shared.statistics import row_of
from game.screens.scene.scene import Play
from game.screens.scene.shown_campaign.ui import LAST_STEP, SECONDS_A_STEP, OfferSheet
from game.screens.verbs.campaign_verbs import ready
from game.structs import replace

if TYPE_CHECKING:
    from game.engine.rules import Turn
    from game.engine.rules.campaign.record import StandingOffer
    from game.engine.rules.vocabulary.plan import Reply
    from game.screens.app import App


def commit(app: App) -> None:
    """Seal both plans; offers that arrive are answered first."""
    app.ui = replace(app.ui, scored=(app.ui.reading, app.ui.predicted), replies=(), dialog="")

    def then(offers: tuple[StandingOffer, ...]) -> None:
        app.session.progress.offers = offers
        if offers:
            app.go("answer", back=False)
        else:
            play(app)

    app.work.begin(app.texts("busy.seal"), app.session.playing.seal, then, lambda: back_to_the_desk(app))


def stay(app: App) -> None:
    """Keep everything as it is for a quarter: an empty plan is sealed. Offers that arrive want their answers all the same."""
    app.session.playing.clear()
    commit(app)


def reply(app: App, offer: str, answer: Reply) -> None:
    """Choose the answer to an offer."""
    others = tuple((o, r) for o, r in app.ui.replies if o != offer)
    app.ui = replace(app.ui, replies=(*others, (offer, answer)))


def answered(app: App) -> None:
    """Turn the plans over, once each offer has an answer of its own."""
    if all(offer.id in dict(app.ui.replies) for offer in app.session.progress.offers):
        play(app)
    else:
        app.ui = replace(app.ui, message=app.texts("answer.each"))


def play(app: App) -> None:
    """Resolve the quarter with the answers that were chosen."""
    replies = tuple(sorted(app.ui.replies))
    resolve(app, lambda: app.session.playing.commit(replies))


def resolve(app: App, work: Callable[[], Turn]) -> None:
    """Do the work, the new observation and the outcome beside, and then show the reveal."""
    campaign, progress = app.session.playing, app.session.progress
    progress.before, progress.state_before = campaign.observation, campaign.state

    def all_of_it() -> Turn:
        turn = work()
        ready(campaign)
        if campaign.over:
            app.session.finish()
        return turn

    app.work.begin(app.texts("busy.resolve"), all_of_it, lambda turn: resolved(app, turn), lambda: back_to_the_desk(app))


def back_to_the_desk(app: App) -> None:
    """The quarter could not be played: back to the Desk of the last one, where the message stands."""
    app.session.progress.offers = ()
    app.ui = replace(app.ui, screen="desk", back=(), replies=(), scored=("", ""), dialog="")


def resolved(app: App, turn: Turn) -> None:
    """The quarter is played: begin its reveal with a clean sheet for the next."""
    campaign, progress = app.session.playing, app.session.progress
    progress.rows[campaign.observation.quarter] = row_of(campaign.rules, campaign.observation)
    app.session.outlook.explain(campaign, progress.state_before)
    progress.offers, progress.months = (), turn.months
    app.ui = replace(
        app.ui,
        screen="reveal",
        back=(),
        step=0 if app.animated() else LAST_STEP,
        reading="",
        predicted="",
        replies=(),
        open_order="",
        sheet=OfferSheet(),
        more=False,
        column="card",
        place="",
        sought="",
        opened=(),
        dialog="",
    )
    found = score(scene) if isinstance(scene := app.scene(), Play) else None
    if found is not None:
        campaign.scores = (*(s for s in campaign.scores if s.quarter < found.quarter), found)
    app.teach()
    wait(app)


def step(app: App) -> None:
    """The reveal's next step."""
    app.ui = replace(app.ui, step=min(LAST_STEP, app.ui.step + 1))
    wait(app)


def wait(app: App) -> None:
    """Let the reveal rest on this step for a while."""
    app.next_step = app.clock() + SECONDS_A_STEP / app.ui.speed


def set_speed(app: App, speed: int) -> None:
    """Let the reveal go on faster or slower."""
    app.ui = replace(app.ui, speed=speed)
    wait(app)


def reveal_done(app: App) -> None:
    """Skip to the reveal's end, and from there to the briefing."""
    if app.ui.step < LAST_STEP:
        app.ui = replace(app.ui, step=LAST_STEP)
    else:
        app.go("briefing", back=False)


def brief_done(app: App) -> None:
    """From the briefing to where play goes on."""
    if app.ui.back and app.ui.back[-1] == "desk":
        app.ui = app.ui.returned()
    elif app.session.playing.over:
        if app.session.progress.outcome is None:
            app.session.finish()
        to_years(app)
    elif any(c.card == "brink" for c in app.session.playing.observation.table):
        app.go("brink", back=False)
    else:
        app.go("desk", back=False)


def to_years(app: App) -> None:
    """To the successor's years, from their first quarter on, or to the ending where there are none."""
    last = last_year(app)
    app.ui = replace(app.ui, year=0 if app.animated() else max(0, last))
    app.go("years" if last >= 0 else "ending", back=False)
    wait(app)


def last_year(app: App) -> int:
    """The last of the successor's quarters; -1 when there are none."""
    outcome = app.session.progress.outcome
    return len(outcome.years) - 1 if outcome is not None else -1


def show_year(app: App, year: int) -> None:
    """Put one of the successor's quarters on the map."""
    app.ui = replace(app.ui, year=max(0, min(year, last_year(app))))
    wait(app)


def years_done(app: App) -> None:
    """From the successor's years to the debrief."""
    app.go("ending", back=False)


def brink_done(app: App) -> None:
    """From the brink to the Desk."""
    app.go("desk", back=False)


VERBS: Mapping[str, Callable[..., None]] = {
    "commit": commit,
    "stay": stay,
    "reply": reply,
    "replies": answered,
    "reveal-next": step,
    "speed": set_speed,
    "reveal-done": reveal_done,
    "brief-done": brief_done,
    "brink-done": brink_done,
    "year": show_year,
    "years-done": years_done,
    "year-again": to_years,
}
