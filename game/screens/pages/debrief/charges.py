"""The sealed charges opened: what each capital held, what the other took it for, and when the public record told it."""

from __future__ import annotations

from game.engine.rules.vocabulary.plan import other
from game.play.debrief.charges import Opened
from game.screens.pages.debrief.told import View
from game.screens.tree.node import Node
from game.screens.tree.parts import panel, text


def charges_panel(v: View) -> Node | None:
    """Both charges, the own first; None where nothing was sealed, or the campaign is not over."""
    rows = [node for c in sorted(v.debrief.charges, key=lambda c: c.side != v.side) for node in _told(v, c)]
    return panel("debrief-charges", v.t("end.charges"), rows, icon="target") if rows else None


def _told(v: View, c: Opened) -> tuple[Node, Node]:
    key = "unread" if not c.named else "read" if c.named == c.charge else "misread"
    fields = {"a0": v.t.name(c.side), "a1": _title(v, c.charge), "a2": _title(v, c.named), "rival": v.t.name(other(c.side))}
    told = v.t(f"news.charge-{key}", **fields)
    if c.told is None:
        when = v.t("debrief.charge_never", best=_title(v, c.best))
    else:
        when = v.t("debrief.charge_told", date=v.date(c.told))
    icon = "eye" if key == "read" else "eye-off"
    return text(f"debrief-charge:{c.side}", told, tone=c.side, icon=icon), text(f"debrief-charge:{c.side}:told", when, style="fine")


def _title(v: View, mandate: str) -> str:
    item = v.rules.mandates.get(mandate)
    return item.title if item is not None else mandate
