"""Two lists of the source desk: all claims, narrowed by document, record and root; and what is contested, by status.

The page of one claim is `codex_sources`; what is counted is `sourcing`."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.rules.vocabulary.documents import Claim
from game.engine.rules.vocabulary.rules import Rules
from game.engine.world.arithmetic.total import total
from game.screens.pages.codex.codex_sources import in_order, root_name
from game.screens.scene.scene import Scene
from game.screens.tree.node import Node
from game.screens.tree.parts import choice, do, option, text
from game.screens.words.claim_counts import (
    RECORD_STATUSES,
    UNKNOWN,
    carriers,
    documents_of,
    every_root,
    record_status,
    root_of,
    roots_of,
    statements,
)
from game.screens.words.claims import cells, contested_panel
from game.screens.words.texts import headed
from game.structs import Struct, replace

ECHOED, JOINED = "echoed", "joined"  # several documents and one root; several roots


class Sieve(Struct):
    """Which claims are shown, as it stands in the codex' item: `document:standing:root`; an empty part lets all through."""

    document: str = ""
    standing: str = ""
    root: str = ""

    @classmethod
    def read(cls, words: str) -> Sieve:
        """The sieve that an item names; unknown words let all through."""
        return cls(*[*words.split(":"), "", "", ""][:3])

    def __str__(self) -> str:
        return ":".join((self.document, self.standing, self.root)).rstrip(":")

    def holds(self, rules: Rules, said: Sequence[Claim]) -> bool:
        """Whether a statement, by the claims that make it, passes."""
        return (
            (not self.document or any(c.document == self.document for c in said))
            and (not self.standing or record_status(rules, said) == self.standing)
            and (not self.root or self._from(rules, said))
        )

    def _from(self, rules: Rules, said: Sequence[Claim]) -> bool:
        roots = roots_of(rules, said)
        if self.root == ECHOED:
            return len(documents_of(rules, said)) > 1 and len(roots) < 2
        if self.root == JOINED:
            return len(roots) > 1
        return any(root_of(rules, c) == self.root for c in said)


def claims(scene: Scene, rules: Rules) -> list[Node | None]:
    """Every statement of the documents with who says it, on how many roots it stands, and what records say to it."""
    t = scene.t
    sieve = Sieve.read(scene.ui.codex_of)
    every = statements(rules)
    found = {id: said for id, said in every.items() if sieve.holds(rules, said)}
    carried = carriers(rules)
    head = (t("codex.claim"), t("codex.said_by"), t("codex.records"), t("codex.label_roots"), t("codex.carried"))
    rows = [Node("row", "statements:head", children=cells("statements:head", head))]
    for said in found.values():
        first = next((c for c in said if c.document == sieve.document), said[0])
        names = t("number.list_separator").join(d.short for d in in_order(rules) if any(c.document == d.id for c in said))
        status = record_status(rules, said)
        used = total(carried.get(c.id, 0) for c in said)
        told = (first.text, headed(names), t(f"codex.status_{status}"), t.number(len(roots_of(rules, said))), t.number(used))
        id = f"statement:{first.id}"
        rows.append(Node("row", id, first.text, intent=do("look", "documents", first.id), children=cells(id, told, status)))
    tally = t("codex.claims_shown", n=t.number(len(found)), all=t.number(len(every)), claims=t.number(len(rules.claims)))
    return [
        *sieves(scene, rules, sieve),
        text("claims-count", tally, style="fine"),
        Node("table", "statements", children=tuple(rows)) if found else text("claims-none", t("codex.claims_none")),
    ]


def sieves(scene: Scene, rules: Rules, now: Sieve) -> list[Node]:
    """The three choices that narrow the list."""
    t = scene.t

    def one(kind: str, value: str, name: str, hint: str = "") -> Node:
        to = replace(now, **{kind: value})
        return option(
            f"sieve:{kind}:{value or 'all'}", name, do("codex", "claims", str(to)), getattr(now, kind) == value, hint=hint
        )

    roots = [*every_root(rules), UNKNOWN]
    return [
        choice(
            "sieve-document",
            t("codex.document"),
            [one("document", "", t("codex.all")), *(one("document", d.id, d.short, d.title) for d in in_order(rules))],
            style="small",
        ),
        choice(
            "sieve-standing",
            t("codex.records"),
            [
                one("standing", "", t("codex.all")),
                *(one("standing", s, t(f"codex.status_{s}"), t(f"codex.means_{s}")) for s in RECORD_STATUSES),
            ],
            style="small",
        ),
        choice(
            "sieve-root",
            t("codex.label_root"),
            [
                one("root", "", t("codex.all")),
                one("root", ECHOED, t("codex.echoed"), t("codex.means_echoed")),
                one("root", JOINED, t("codex.joined_roots"), t("codex.means_joined")),
                *(one("root", r, root_name(t, r)) for r in roots),
            ],
            style="small",
        ),
    ]


def contested(scene: Scene, rules: Rules) -> list[Node | None]:
    """The contested claims, the disputed ones first, or those of one status; or the one that is looked up."""
    t, of = scene.t, scene.ui.codex_of
    if of in rules.contested:
        return [contested_panel(t, rules, rules.contested[of])]
    ranks = [s for s in RECORD_STATUSES if any(c.status == s for c in rules.contested.values())]
    every = sorted(rules.contested.values(), key=lambda c: ranks.index(c.status))
    found = [c for c in every if of not in ranks or c.status == of]

    def one(value: str, name: str, n: int) -> Node:
        hint = t(f"codex.means_{value}") if value else ""
        return option(
            f"status:{value or 'all'}",
            f"{name} {t.number(n)}",
            do("codex", "contested", value),
            (of if of in ranks else "") == value,
            hint=hint,
        )

    chosen = [
        one("", t("codex.all"), len(every)),
        *(one(s, t(f"codex.status_{s}"), total(c.status == s for c in every)) for s in ranks),
    ]
    return [
        text("contested-intro", t("codex.contested_intro", n=t.number(len(every)))),
        choice("contested-status", t("codex.records"), chosen, style="small"),
        *(contested_panel(t, rules, c) for c in found),
    ]
