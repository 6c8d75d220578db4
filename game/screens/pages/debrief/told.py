"""What the parts of the debrief are written from, and the ways of saying that they share: a decision, its date, an ending."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.rules.campaign.observation import Observation
from game.engine.rules.vocabulary.plan import Line, Side
from game.engine.rules.vocabulary.rules import Rules
from game.play.debrief.decisions import Accepted, Decision
from game.play.debrief.held_plans import Void
from game.play.debrief.turning_points import Debrief
from game.play.save_file import LogLine, Score, Spoken
from game.screens.words.sentences import bare, date_of, line_told, offer_told
from game.screens.words.texts import Texts
from game.structs import Struct


class View(Struct):
    """The debrief, the log that it is of, and the words; rules with their texts in the reader's language."""

    t: Texts
    rules: Rules
    debrief: Debrief
    log: Sequence[LogLine]
    spoken: Spoken | None = None
    scores: Sequence[Score] = ()  # what was said before each quarter, where it was kept

    @property
    def side(self) -> Side:
        """Whose debrief it is."""
        return self.debrief.side

    @property
    def quarters(self) -> list[str]:
        """The dates of the finished quarters."""
        return [self.date(line.quarter) for line in self.log]

    def date(self, quarter: int) -> str:
        """The date of a quarter, counted from the campaign's first."""
        return date_of(self.t, self.rules, self.debrief.setup.scenario, quarter)

    def seen(self, quarter: int) -> Observation | None:
        """What the side knew at the start of a quarter; None where that could not be worked out."""
        return self.debrief.seen[quarter] if quarter < len(self.debrief.seen) else None

    def what(self, side: Side, quarter: int, what: Line | Accepted) -> str:
        """What was decided, without its full stop. Names that the rules no longer know stay as they are."""
        seen = self.seen(quarter)
        drafts, promises = (seen.drafts, seen.promises) if seen is not None else ((), ())
        if isinstance(what, Accepted):
            return self.t("debrief.accepted", offer=bare(offer_told(self.t, self.rules, what.offer, drafts, from_us=False)))
        try:
            return bare(line_told(self.t, self.rules, what, drafts, promises, from_us=side == self.side))
        except KeyError as unknown:  # a save of other packs
            return str(unknown.args[0])

    def decided(self, d: Decision) -> str:
        """A decision without its date."""
        return self.what(d.side, d.quarter, d.what)

    def dated(self, d: Decision) -> str:
        """A decision with its date."""
        return self.t("debrief.dated", date=self.date(d.quarter), what=self.decided(d))

    def ended(self, over: str) -> str:
        """How a course ended."""
        return self.t(f"debrief.over_{over.replace('-', '_')}" if over else "debrief.over_goes_on")

    def void(self, found: Sequence[Void]) -> str:
        """The lines that became void, or that none did."""
        if not found:
            return self.t("debrief.void_none")
        t = self.t
        lines = t("number.list_separator").join(
            t("debrief.void_line", date=self.date(v.quarter), side=t.name(v.side), what=self.what(v.side, v.quarter, v.what))
            for v in found[:3]
        )
        rest = self.t("debrief.void_more", n=self.t.number(len(found) - 3)) if len(found) > 3 else ""
        return self.t("debrief.void", n=self.t.number(len(found)), lines=lines, rest=rest)
