"""Where the player is and what is open: screen, dialog, tabs, what is filled in and tried. None of it is part of the game's state.

Immutable and light: controls put a changed one in its place; what is known of the game is the scene's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.structs import Struct, replace

if TYPE_CHECKING:
    from game.engine.rules.vocabulary.plan import Line, Reply, Side
    from game.play.debrief.what_if import Question
    from game.play.save_file import Spoken

SECONDS_A_STEP = 1.2  # of the reveal at ×1
LAST_STEP = 4


class OfferSheet(Struct):
    """A deal or demand under construction; empty texts are not chosen yet."""

    sort: str = "deal"
    take: str = ""
    take_most: int = 0
    give: str = ""
    give_most: int = 0
    draft: str = ""
    quarters: int = 4


class NewCampaignChoices(Struct):
    """The choices of the new-campaign page."""

    scenario: str = ""
    side: Side = "washington"
    doctrine: str = ""
    difficulty: str = ""
    seed: int = 1


class Sandbox(Struct):
    """What is tried in the lab: two settings of dials (only those that were moved) and what is looked at."""

    scenario: str = ""
    product: str = ""
    quarters: int = 8
    shown: str = "price:outside"
    editing: str = "two"  # or "one"
    side: str = "beijing"
    family: str = ""
    one: tuple[tuple[str, int], ...] = ()
    two: tuple[tuple[str, int], ...] = ()


class Debriefing(Struct):
    """What the player says before the debrief, as far as it is said, and what is asked of the other history."""

    first_quarter: int = -1  # whose decisions are listed
    named: tuple[int, str] = (-1, "")  # quarter and key of the decision that mattered
    sentence: str = ""
    shown: int = 0  # the quarter that is on the map
    quarter: int = -1  # whose plan is changed
    lines: tuple[Line, ...] = ()
    free: bool = False  # whether the other capital answers anew
    family: str = ""

    @property
    def spoken(self) -> Spoken:
        """What is said so far, as it is kept."""
        from game.play.save_file import Spoken

        return Spoken(*self.named, self.sentence)

    def question(self, side: Side) -> Question:
        """What is asked of the other history."""
        from game.engine.rules.vocabulary.plan import Plan
        from game.play.debrief.what_if import Question

        return Question(self.quarter, Plan(side, self.lines), self.free)


class Ui(Struct):
    """Everything that is open, chosen or filled in; a campaign begins with a fresh one."""

    screen: str = "title"
    back: tuple[str, ...] = ()
    dialog: str = ""
    dialog_of: str = ""
    trail: tuple[str, ...] = ()  # numbers whose explanations were opened one from the other, the newest last
    tab: str = "world"
    column: str = "card"  # what stands at the right of the Desk: card, orders or table
    leaf: str = "side"  # which page of the Desk is open where it is a book of pages: map, side, plan
    place: str = ""  # the country whose orders are shown
    sought: str = ""  # what the names of measures are searched for
    layer: str = ""  # the product that maps and charts show; "" for the scenario's own
    family: str = ""
    more: bool = False
    opened: tuple[str, ...] = ()  # the drawers that stand open
    codex: str = "terms"
    codex_of: str = ""  # the item that is open in the codex
    pages: tuple[tuple[str, str], ...] = ()  # sections and items of the codex from which links led here, the newest last
    first: int = 0  # of a long list, the row that its run begins with
    words: bool = False  # whether the words of this screen are listed
    statistic: str = "leverage"
    country: str = ""
    statute: bool = False  # whether dials and orders that can be are put into law
    quiet: bool = False  # whether drafts are laid down without notice
    open_order: str = ""  # the order whose targets are shown
    sheet: OfferSheet = OfferSheet()
    fresh: NewCampaignChoices = NewCampaignChoices()
    lab: Sandbox = Sandbox()
    reading: str = ""
    second: str = ""  # a reading whose fan is laid over the first
    predicted: str = ""
    scored: tuple[str, str] = ("", "")  # reading and prediction that the last commit was made under
    replies: tuple[tuple[str, Reply], ...] = ()
    step: int = 0  # of the reveal: 0 both plans, 1..3 the months, 4 done
    speed: int = 1
    year: int = 0  # of the successor's quarters, the one on the map
    debrief: Debriefing = Debriefing()
    message: str = ""

    def gone(self, screen: str, *, back: bool = True) -> Ui:
        """At another screen, with or without a way back from it."""
        trail = (*self.back, self.screen) if back and self.screen != screen else self.back
        return replace(self, screen=screen, back=trail, dialog="", words=False, first=0, pages=())

    def returned(self) -> Ui:
        """At the page before; within the codex first along the links that led here."""
        if self.screen == "codex" and self.pages:
            section, of = self.pages[-1]
            return replace(self, codex=section, codex_of=of, pages=self.pages[:-1], dialog="", words=False)
        screen = self.back[-1] if self.back else "title"
        return replace(self, screen=screen, back=self.back[:-1], dialog="", words=False, first=0, pages=())
