"""What goes with a lesson: rules, roles, items and their key, vocabulary, claims, and the pages for the IT desk and on privacy.

Weights of desks, terms, documents and claims are read from the rules, so that no sheet says what the game no longer does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from game.classroom.handouts.lessons import plan_sheet
from game.classroom.handouts.paper import Block, Heading, Links, Paper, Paragraph, Points, Table
from game.content.loading.languages.translation import translate
from game.engine.rules.vocabulary.plan import BOTH
from game.engine.rules.vocabulary.rules import Rules
from game.engine.rules.vocabulary.teaching import LessonPlan, PairedItem
from game.screens.words.texts import Texts

INDEX = {"html": "index", "md": "README"}
"""Name of the sheet that leads to the others, by ending."""
EVERYONE = ("it-desk", "privacy")
"""Sheets that go with every lesson."""


def sheets_of(rules: Rules, t: Texts, lessons: Iterable[str]) -> dict[str, Paper]:
    """Every sheet of these lessons (ids) by name, in the language of `t`, each lesson's plan before what goes with it."""
    told = translate(rules, t.language)
    found: dict[str, Paper] = {}
    for id in lessons:
        plan = told.lesson_plans[id]
        made = [plan_sheet(told, t, plan), *(PARTS[part](told, t, plan) for part in plan.parts if part in PARTS)]
        found |= {paper.name: paper for paper in (*made, *(plain_sheet(told, t, name) for name in EVERYONE))}
    return found


def index_sheet(t: Texts, name: str, papers: Mapping[str, Paper], more: Sequence[tuple[str, str]] = ()) -> Paper:
    """The sheet that leads to the others; `more` are links besides (title, name)."""
    links = (*((paper.title, paper.name) for paper in papers.values()), *more)
    return Paper(name, t("handout.index"), (Paragraph(t("handout.index_told")), Links(links)))


def lessons_in_order(rules: Rules) -> list[str]:
    """The lessons' ids as a teacher meets them."""
    return [plan.id for plan in sorted(rules.lesson_plans.values(), key=lambda plan: plan.number)]


def plain_sheet(rules: Rules, t: Texts, id: str) -> Paper:
    """A sheet of plain words as content has it."""
    sheet = rules.sheets[id]
    return Paper(id, sheet.title, (Paragraph(sheet.text), *(Paragraph(part.text, part.title) for part in sheet.parts)))


def _roles(rules: Rules, t: Texts, _: LessonPlan) -> Paper:
    blocks: list[Block] = [Paragraph(t("handout.roles_told"))]
    for id in rules.numbers.sides[BOTH[0]].weights:
        role = rules.desk_roles[id]
        weights = [t("handout.weight", side=t.label(side), share=t.percent(rules.numbers.sides[side].weights[id])) for side in BOTH]
        blocks += [Heading(t.label(id), fresh=len(blocks) > 1), Paragraph(role.who)]
        blocks.append(Paragraph(t(f"desk.watcher_{id}"), t("handout.minds")))
        blocks.append(Paragraph(t("handout.pause").join(weights), t("handout.weighs")))
        blocks += [Heading(t("handout.asks"), 3), Points(role.asks), Heading(t("handout.begins"), 3), Points(role.begins)]
        blocks.append(Paragraph(role.overlooks, t("handout.overlooks")))
    return Paper("roles", t("handout.roles"), tuple(blocks))


def _items(rules: Rules, t: Texts, _: LessonPlan) -> Paper:
    blocks: list[Block] = [Paragraph(t("handout.items_told"))]
    for form in ("before", "after"):
        blocks.append(Heading(t(f"handout.form_{form}"), fresh=form == "after"))
        for item in _in_order(rules):
            blocks.append(Heading(f"{item.number}. {getattr(item, form)}", 3))
            blocks.append(Points(getattr(item, f"{form}_options"), "A"))
    return Paper("items", t("handout.items"), tuple(blocks))


def _key(rules: Rules, t: Texts, _: LessonPlan) -> Paper:
    heads = tuple(t(f"handout.column_{name}") for name in ("item", "before", "after", "thesis", "why"))
    rows = tuple(
        (str(i.number), chr(64 + i.before_right), chr(64 + i.after_right), _theses(t, i.theses), i.why) for i in _in_order(rules)
    )
    return Paper("key", t("handout.key"), (Paragraph(t("handout.key_told")), Table(heads, rows)))


def _words(rules: Rules, t: Texts, plan: LessonPlan) -> Paper:
    heads = tuple(t(f"handout.column_{name}") for name in ("english", "chinese", "meaning"))
    terms = [rules.terms[id] for id in plan.terms]
    rows = tuple((term.english, f"{term.chinese} ({term.pinyin})", term.text) for term in terms)
    return Paper(f"{plan.id}-words", t("handout.words_of", lesson=plan.title), (Table(heads, rows),))


def _claims(rules: Rules, t: Texts, _: LessonPlan) -> Paper:
    """Documents with their labels but without their roots, claims to label, and, on a new page, what the game knows of both."""
    documents = [rules.documents[id] for id in sorted(rules.documents)]
    labels = tuple(t(f"handout.column_{name}") for name in ("document", "author", "date", "links"))
    blocks: list[Block] = [Paragraph(t("handout.claims_told")), Heading(t("handout.documents"))]
    blocks.append(Table(labels, tuple((f"{d.id}: {d.title}", d.author, d.date, d.links) for d in documents)))
    claims = [rules.contested[id] for id in sorted(rules.contested)]
    blanks = tuple(t(f"handout.column_{name}") for name in ("claim", "says", "disputes", "label"))
    blocks += [Heading(t("handout.claims_try")), Table(blanks, tuple((c.statement, "", "", "") for c in claims), fill=True)]
    blocks += [Heading(t("handout.claims_key"), fresh=True)]
    known = tuple(t(f"handout.column_{name}") for name in ("document", "root", "note"))
    blocks.append(Table(known, tuple((f"{d.id}: {d.short}", d.root, d.note) for d in documents)))
    heads = tuple(t(f"handout.column_{name}") for name in ("claim", "says", "disputes", "label", "evidence"))
    comma = t("handout.pause")
    rows = tuple(
        (c.statement, comma.join(c.says), comma.join(c.disputes), t(f"codex.status_{c.status}"), c.evidence) for c in claims
    )
    blocks.append(Table(heads, rows))
    return Paper("claims", t("handout.claims"), tuple(blocks))


PARTS: Mapping[str, Callable[[Rules, Texts, LessonPlan], Paper]] = MappingProxyType(
    {
        "rules": lambda rules, t, _: plain_sheet(rules, t, "rules"),
        "roles": _roles,
        "items": _items,
        "key": _key,
        "words": _words,
        "claims": _claims,
    }
)
"""Part of a lesson → its sheet. The vote cards have a template of their own."""


def _in_order(rules: Rules) -> list[PairedItem]:
    return sorted(rules.paired_items.values(), key=lambda item: item.number)


def _theses(t: Texts, theses: tuple[str, ...]) -> str:
    return t("handout.pause").join(t(f"handout.thesis_{thesis}") for thesis in theses)
