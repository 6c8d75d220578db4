"""Is that so? The claims that the campaign's cards carried, contested ones first, with their standing and roots."""

from __future__ import annotations

from game.engine.rules.vocabulary.documents import Claim
from game.engine.rules.vocabulary.plan import AnswerCard
from game.screens.pages.debrief.told import View
from game.screens.tree.node import Node
from game.screens.tree.parts import panel, table, text
from game.screens.words.claim_counts import PLAIN, alike, record_status
from game.screens.words.claims import where

MOST = 8


def met(v: View) -> list[Claim]:
    """The claims of the cards that the side answered, each statement once: what records contradict first."""
    cards = [x.card for line in v.log for x in line.plans[v.side].lines if isinstance(x, AnswerCard) and x.card in v.rules.cards]
    ids = dict.fromkeys(c for card in cards for c in v.rules.cards[card].claims if c in v.rules.claims)
    once = {v.rules.claims[id].same or id: v.rules.claims[id] for id in ids}
    return sorted(once.values(), key=lambda c: record_status(v.rules, alike(v.rules, c)) == PLAIN)


def claims_panel(v: View) -> Node | None:
    """A table of the claims that were met."""
    t, found = v.t, met(v)
    if not found:
        return None
    rows = [[t("debrief.claim"), t("debrief.claim_where")]]
    rows += [[c.text, where(t, v.rules, c)] for c in found[:MOST]]
    told = text(
        "claims-told", t("debrief.claims_told", n=t.number(len(found)), shown=t.number(min(MOST, len(found)))), style="fine"
    )
    return panel("debrief-claims", t("debrief.claims"), [told, table("claims-met", "", rows)], icon="source")


SENTENCES = ("decision", "needed", "looked", "expected", "trust")


def closing_panel(v: View) -> Node:
    """Five sentences to finish, the model's limit, and the question that leads on."""
    t = v.t
    lines = [text(f"finish-{name}", t(f"debrief.finish_{name}"), style="serif") for name in SENTENCES]
    return panel(
        "debrief-closing",
        t("debrief.finish"),
        [
            *lines,
            text("finish-limit", t("debrief.limit"), style="fine"),
            text("finish-transfer", t("debrief.transfer"), style="fine"),
        ],
        icon="flag",
    )
