"""What the controls of the Desk and the Table do to the plan, one function a verb.

Legality is the rules' answer; here a line only takes the place of what stood in its slot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from game.engine.rules.vocabulary.plan import (
    AnswerCard,
    BreakPromise,
    DropDraft,
    GiveOrder,
    Line,
    Measure,
    NameCharge,
    Say,
    SetDial,
    Word,
)
from game.screens.scene.shown_campaign.available_lines import index_of, offer_on, slot, way
from game.screens.scene.shown_campaign.ui import OfferSheet
from game.screens.words.sentences import refusal_told
from game.structs import replace

if TYPE_CHECKING:
    from game.screens.app import App


def add(app: App, line: Line) -> None:
    """Put a line on the plan, or say why it may not stand there."""
    campaign = app.session.playing
    refusal = campaign.add(line)
    if refusal is not None:
        app.ui = replace(app.ui, message=refusal_told(app.texts, app.rules_told(), refusal, campaign.setup.scenario))


def swap(app: App, line: Line | None, wanted: tuple[str, ...]) -> None:
    """Put a line in the place of what stands in its slot; without a line only clear the slot."""
    campaign = app.session.playing
    at = index_of(campaign.plan, wanted)
    old = campaign.plan.lines[at] if at >= 0 else None
    if old is not None:
        campaign.remove(at)
    if line is not None and line != old:
        add(app, line)
        if app.ui.message and old is not None:
            campaign.add(old)


def set_dial(app: App, dial: str, notch: int) -> None:
    """Move a dial; back to where it stands takes the line off."""
    now = app.session.playing.observation.dials.get(dial)
    take(app, SetDial(dial, notch) if notch != now else None, ("dial", dial))


def give_order(app: App, order: str, target: str) -> None:
    """Put an order on the plan, or take it off again."""
    take(app, GiveOrder(order, target), ("order", order))


def take(app: App, measure: Measure | None, wanted: tuple[str, ...]) -> None:
    """Put a measure on the plan, at once, by statute or as a draft, as the rules and the chosen manner have it."""
    found = app.session.view().choices
    swap(app, way(found, measure, app.ui.quiet, app.ui.statute) if measure is not None else None, wanted)


def targets(app: App, order: str) -> None:
    """Open or close the targets of an order."""
    app.ui = replace(app.ui, open_order="" if app.ui.open_order == order else order)


def set_quiet(app: App, quiet: bool) -> None:
    """Choose how harsh measures are drafted."""
    app.ui = replace(app.ui, quiet=quiet)


def statute(app: App) -> None:
    """Choose whether what can be is put into law."""
    app.ui = replace(app.ui, statute=not app.ui.statute)


def explain(app: App, quantity: str) -> None:
    """Open the dialog of a number, over the one that is open; a number that is open further down is gone back to."""
    trail = app.ui.trail if app.ui.dialog == "explain" else ()
    kept = trail[: trail.index(quantity)] if quantity in trail else trail
    app.ui = replace(app.ui, dialog="explain", dialog_of=quantity, trail=(*kept, quantity))


def enact(app: App, draft: str) -> None:
    """Carry out an own draft."""
    found = next((d for d in app.session.playing.observation.drafts if d.id == draft), None)
    if found is not None:
        swap(app, found.measure, slot(found.measure))


def drop(app: App, draft: str) -> None:
    """Let an own draft lapse."""
    swap(app, DropDraft(draft), ("drop", draft))


def answer(app: App, card: str, response: str) -> None:
    """Choose a response of a card."""
    swap(app, AnswerCard(card, response), ("card", card))


def say(app: App, word: Word | Literal[""]) -> None:
    """Choose the public word; "" says nothing."""
    swap(app, Say(word) if word else None, ("say",))


def name_charge(app: App, mandate: str) -> None:
    """Choose what the other capital's sealed mandate is taken for; "" names none."""
    swap(app, NameCharge(mandate) if mandate else None, ("name-charge",))


def break_openly(app: App, promise: str) -> None:
    """Break an own promise."""
    line = BreakPromise(promise)
    swap(app, line, (line.kind, repr(line)))


def remove(app: App, index: int) -> None:
    """Take a line off the plan."""
    app.session.playing.remove(index)


def clear(app: App) -> None:
    """Take every line off the plan."""
    app.session.playing.clear()


def read(app: App, reading: str) -> None:
    """Choose a reading of the other side; the same again takes it back."""
    app.ui = replace(app.ui, reading="" if app.ui.reading == reading else reading)


def read_beside(app: App, reading: str) -> None:
    """Lay the fan of a second reading over the first; the same again takes it off."""
    app.ui = replace(app.ui, second="" if app.ui.second == reading else reading)


def predict(app: App, figure: str) -> None:
    """Guess the figure that will surprise."""
    app.ui = replace(app.ui, predicted=figure)


def fill_sheet(app: App, field: str, value: str | int) -> None:
    """Fill in a field of the Table's sheet; a dial comes with one notch milder than it stands."""
    changed: dict[str, Any] = {field: value}
    if field in ("take", "give"):
        changed[f"{field}_most"] = max(0, app.session.playing.observation.dials.get(str(value), 1) - 1)
    app.ui = replace(app.ui, sheet=replace(app.ui.sheet, **changed))


def suggest(app: App, take: str, take_most: int, give: str, give_most: int, draft: str, quarters: int) -> None:
    """Lay a suggested offer onto the Table's sheet and go there."""
    sheet = OfferSheet("demand" if draft else "deal", take, take_most, give, give_most, draft, quarters)
    app.ui = replace(app.ui, sheet=sheet, screen="table", back=(*app.ui.back, app.ui.screen))


def put_offer(app: App) -> None:
    """Put the Table's sheet on the plan and go back to the Desk."""
    offer = offer_on(app.ui.sheet)
    if offer is not None:
        swap(app, offer, slot(offer))
        if not app.ui.message:
            app.ui = app.ui.returned()


VERBS: Mapping[str, Callable[..., None]] = {
    "dial": set_dial,
    "order": give_order,
    "targets": targets,
    "quiet": set_quiet,
    "statute": statute,
    "explain": explain,
    "enact": enact,
    "drop": drop,
    "answer": answer,
    "say": say,
    "name-charge": name_charge,
    "break": break_openly,
    "remove": remove,
    "clear": clear,
    "reading": read,
    "second": read_beside,
    "predict": predict,
    "sheet": fill_sheet,
    "offer": put_offer,
    "suggest": suggest,
}
