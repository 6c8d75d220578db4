"""What this campaign says of the documents' theses: borne out, contradicted, nothing to be seen, or not tried, with the numbers."""

from __future__ import annotations

from game.engine.rules.vocabulary.documents import CampaignThesis
from game.play.debrief.theses import Finding, findings
from game.screens.pages.debrief.told import View
from game.screens.tree.node import Node
from game.screens.tree.parts import panel, table, text
from game.screens.words.claims import where
from game.screens.words.sentences import filled
from game.screens.words.texts import Texts


def theses_panel(v: View) -> Node | None:
    """A row a thesis, those that the campaign put to the test first; None while no decision is worked out."""
    t, found = v.t, findings(v.rules, v.debrief)
    if not found:
        return None
    rows = [[t("debrief.thesis"), t("debrief.thesis_result"), t("debrief.thesis_numbers"), t("debrief.claim_where")]]
    for f in sorted(found, key=lambda f: f.result == "untried"):
        thesis = v.rules.theses[f.thesis]
        rows.append([thesis.text, t(f"debrief.thesis_{f.result}"), numbers_told(t, thesis, f), _source(v, thesis)])
    note = text("theses-told", t("debrief.theses_told"), style="fine")
    return panel("debrief-theses", t("debrief.theses"), [note, table("theses", "", rows)], icon="scale")


def numbers_told(t: Texts, thesis: CampaignThesis, f: Finding) -> str:
    """What was found of a thesis, or what it takes to try it."""
    if f.result == "untried":
        return thesis.untried
    shown = {f"n{i}": t.signed(round(x, 1), 1) for i, x in enumerate(f.numbers)}
    return filled(thesis.found, {"cases": t.count("decisions", f.cases), **shown})


def _source(v: View, thesis: CampaignThesis) -> str:
    claim = v.rules.claims.get(thesis.claim)
    return where(v.t, v.rules, claim) if claim is not None else ""
