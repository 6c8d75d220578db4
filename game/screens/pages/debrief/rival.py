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
        rows.append([v.date(q.quarter), *_saw(v, q), _left(v, q) or t("debrief.nothing")])
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


def _left(v: View, q: RivalQuarter) -> str:
    """The first lines that it had to leave, each reason once behind those that it stopped; "" for none."""
    t, left = v.t, list(dict.fromkeys(w for w in q.wanted if not w.taken))
    reasons: dict[str, list[str]] = {}
    for w in left[:MOST_LEFT]:
        reasons.setdefault(_why_left(v, w), []).append(v.what(other(v.side), q.quarter, w.line))
    told = [t("debrief.rival_line", what=t("number.list_separator").join(what), why=why) for why, what in reasons.items()]
    more = [t("debrief.rival_more", n=t.number(len(left) - MOST_LEFT))] if len(left) > MOST_LEFT else []
    return t("debrief.line_separator").join((*told, *more))


def _why_left(v: View, w: Wanted) -> str:
    if w.barred or (w.refusal is not None and w.refusal.code == "orders-full"):
        return v.t("debrief.rival_barred" if w.barred else "debrief.rival_full")
    return bare(refusal_told(v.t, v.rules, w.refusal, v.debrief.setup.scenario))
