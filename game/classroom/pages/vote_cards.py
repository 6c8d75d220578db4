"""Cards to raise and a tally sheet, to be printed for a class without devices."""

from __future__ import annotations

from game.classroom.pages.templates import render
from game.screens.words.texts import Texts

LETTERS = "ABCDEFG"


def vote_cards(t: Texts, quarters: int) -> str:
    """One page for screen and printer, with a row of the tally for everything that is asked in a quarter."""
    asked = [t("classroom.tally_card"), t("classroom.tally_measure")]
    asked_in = [f"{words}, {t(f'classroom.{vote}')}" for vote in ("first_vote", "second_vote") for words in asked]
    asked_in += [t("classroom.tally_predict"), t("classroom.tally_offer")]
    return render("cards.html", t=t, letters=LETTERS, quarters=range(1, quarters + 1), asked_in=asked_in)
