"""The other capital's quarters opened: what it saw of us, what it wanted and could not have, and why it took what it took."""

from __future__ import annotations

from game.engine.rules.vocabulary.plan import Line, other
from game.play.debrief.rival_quarters import RivalQuarter, Wanted
from game.screens.pages.debrief.told import View
from game.screens.tree.node import Node
from game.screens.tree.parts import panel, table, text
from game.screens.words.chances import chance_told
from game.screens.words.sentences import bare, refusal_told

MOST_LEFT = 3  # lines of a quarter that it had to leave


def rival_panel(v: View) -> Node | None:
    """A row a quarter; None where no doctrine planned for the other capital."""
    t = v.t
    if not v.debrief.rival:
        return None
    heads = ("date", "rival_rung", "rival_reading", "rival_crisis", "rival_left")
    rows = [[t(f"debrief.{head}") for head in heads]]
    for q in v.debrief.rival:
        left = [_left(v, q, w) for w in dict.fromkeys(w for w in q.wanted if not w.taken)]
        more = [t("debrief.rival_more", n=t.number(len(left) - MOST_LEFT))] if len(left) > MOST_LEFT else []
        between = t("debrief.line_separator")
        rows.append([v.date(q.quarter), *_saw(v, q), between.join((*left[:MOST_LEFT], *more)) or t("debrief.nothing")])
    title = t("debrief.rival", rival=t.name(other(v.side)))
    return panel(
        "debrief-rival",
        title,
        [text("rival-told", t("debrief.rival_told"), style="fine"), table("rival-quarters", "", rows)],
        icon="eye",
    )


def _saw(v: View, q: RivalQuarter) -> tuple[str, str, str]:
    """Our rung as it was seen, its reading and how sure it was, the risk of a crisis: short cells, so that no column is a strip."""
    t = v.t
    leaning = t("debrief.rival_sure", leaning=t(f"reading.{q.leaning.replace(' ', '_')}"), sure=t.percent(q.sure))
    return t.number(q.rung, 0 if q.rung == int(q.rung) else 2), leaning, chance_told(t, q.crisis)


def why_taken(v: View, quarter: int) -> dict[Line, str]:
    """Why the other capital took the lines of a quarter, as its doctrine says; none where no doctrine planned them."""
    opened = next((q for q in v.debrief.rival if q.quarter == quarter), None)
    return {w.line: v.t(f"debrief.why_{w.why.replace('-', '_')}") for w in opened.wanted if w.taken} if opened is not None else {}


def _left(v: View, q: RivalQuarter, w: Wanted) -> str:
    t, what = v.t, v.what(other(v.side), q.quarter, w.line)
    why = t("debrief.rival_barred") if w.barred else bare(refusal_told(t, v.rules, w.refusal, v.debrief.setup.scenario))
    return t("debrief.rival_line", what=what, why=why)
