"""What threatens us, at the upper left of the Desk: the other capital's last word, what it then did, and what falls due.

Its whole record, readings and promises are `rival_panels.py`'s, one key away."""

from __future__ import annotations

from game.engine.rules.vocabulary.plan import other
from game.screens.pages.desk.rival_panels import done
from game.screens.scene.scene import Play
from game.screens.tree.node import Node
from game.screens.tree.parts import panel, picture, row, text
from game.screens.words.sentences import date_of, measure_told, offer_told, word

DEEDS = 1  # deeds that are written out; the rest is the hint
DUE, GUIDED = 2, 1  # things due that are, at Analyst and at Guided


def threat_panel(scene: Play) -> Node:
    """The panel; in the first quarter, before anything was said, what the service expects."""
    t, o = scene.t, scene.observation
    rival = other(o.side)
    face = picture("threat-face", f"busts/{rival}-counterpart", "", style="face")
    dues = due(scene)
    most = DUE if scene.analyst else GUIDED
    rest = t("number.sentence_separator").join(words for words, _ in dues[most:])
    spoken, *deeds = said(scene)
    nodes = [
        row("threat-said", [face, spoken]),
        *(deeds if scene.analyst or not dues else ()),  # at Guided what falls due stands in the place of what was done
        *(text(f"threat-due:{n}", words, icon=icon, tone="warn") for n, (words, icon) in enumerate(dues[:most])),
        text("threat-more", t("threat.more"), hint=rest, style="fine") if rest else None,
    ]
    return panel("threat", t.name(rival), nodes, slot="threat", tone=rival)


def said(scene: Play) -> list[Node]:
    """Their last public word as a quotation, and what they did in that quarter."""
    t, o = scene.t, scene.observation
    rival = other(o.side)
    if not o.history:
        words = t("threat.first", leaning=t(f"reading.{o.reading.leaning.replace(' ', '_')}"))
        return [text("threat-first", words, style="small")]
    past = o.history[-1]
    spoke = past.words.get(rival, "")
    deeds = done(scene, past, rival)
    whole = t("number.sentence_separator").join(deeds)
    short = t("number.sentence_separator").join(deeds[:DEEDS]) or t("rival.did_nothing")
    quoted = t("threat.word", word=word(t, spoke)) if spoke else t("threat.silent")
    return [
        text("threat-word", quoted, hint=t("rival.did", what=whole or short), style="quote"),
        text("threat-deed", t("rival.did", what=short), hint=whole, style="fine"),
    ]


def due(scene: Play) -> list[tuple[str, str]]:
    """What of theirs can hit us soon, the nearest first: demands, then announced drafts. Words and icon."""
    t, o, rules = scene.t, scene.observation, scene.rules
    theirs = other(o.side)
    found: list[tuple[int, str, str]] = []
    for s in o.offers:
        if s.side == theirs and s.offer.draft:
            at = s.since + max(1, s.offer.due)
            told = offer_told(t, rules, s.offer, o.drafts, from_us=False)
            found.append((at, t("threat.demand", date=date_of(t, rules, o.scenario, at), what=told), "hourglass"))
    for d in o.drafts:
        if d.side == theirs:
            told = measure_told(t, rules, d.measure)
            found.append((d.since + 1, t("threat.draft", date=date_of(t, rules, o.scenario, d.since + 1), what=told), "file"))
    return [(words, icon) for _, words, icon in sorted(found)]
