"""The folders of a pack: which kind of item each holds and which type shapes it. Nothing else is read."""

from __future__ import annotations

from typing import Any

from game.content.format import case_items, style_items, world_items
from game.engine.rules.vocabulary import documents, items, lessons, numbers, persons, presets, teaching
from game.structs import Struct


class Kind(Struct):
    """A kind of item: `folder` is where it lives, `file` the file that holds it, alone or as `file-more` ("" = any)."""

    name: str
    shape: Any
    folder: str
    file: str = ""


KINDS: tuple[Kind, ...] = (
    Kind("numbers", numbers.Numbers, "", "numbers"),
    Kind("style", style_items.Style, "", "style"),
    Kind("dial", items.Dial, "dials"),
    Kind("order", items.Order, "orders"),
    Kind("card", items.Card, "cards"),
    Kind("scenario", items.ScenarioItem, "scenarios"),
    Kind("family", items.Family, "families"),
    Kind("mandate", items.Mandate, "mandates"),
    Kind("ending", items.Ending, "endings"),
    Kind("incident", items.Incident, "incidents"),
    Kind("person", persons.Person, "people"),
    Kind("doctrine", items.Doctrine, "doctrines"),
    Kind("difficulty", items.Difficulty, "difficulties"),
    Kind("document", documents.Document, "sources", "documents"),
    Kind("claim", documents.Claim, "sources", "claims"),
    Kind("contested", documents.Contested, "sources", "contested"),
    Kind("publication", documents.Publication, "sources", "publications"),
    Kind("thesis", documents.CampaignThesis, "sources", "theses"),
    Kind("term", documents.Term, "terms"),
    Kind("lesson", lessons.Lesson, "lessons"),
    Kind("preset", presets.Preset, "classroom"),
    Kind("class-measures", presets.ClassMeasures, "classroom", "measures"),
    Kind("lesson-plan", teaching.LessonPlan, "teaching", "plans"),
    Kind("paired-item", teaching.PairedItem, "teaching", "items"),
    Kind("desk-role", teaching.DeskRole, "teaching", "roles"),
    Kind("sheet", teaching.Sheet, "teaching", "sheets"),
    Kind("region", world_items.Region, "world", "regions"),
    Kind("stage", world_items.Stage, "world", "stages"),
    Kind("material", world_items.Material, "world", "materials"),
    Kind("ore", world_items.Ore, "world", "ores"),
    Kind("mirror", world_items.Mirror, "world", "mirrors"),
    Kind("use", world_items.Use, "world", "uses"),
    Kind("parameter", world_items.Parameter, "world", "parameters"),
    Kind("reaction", world_items.ReactionItem, "world", "reaction"),
    Kind("project", world_items.Project, "world", "projects"),
    Kind("world", world_items.WorldItem, "world"),
    Kind("prior", case_items.Prior, "history", "priors"),
    Kind("case", case_items.Case, "history"),
)

ORDERED = ("region", "stage", "material", "mirror", "use", "ore")
"""Kinds whose order of reading is the order of the model's arrays."""

FOLDERS: tuple[str, ...] = tuple(sorted({k.folder for k in KINDS if k.folder} | {"text", "languages"}))


def kind_of(folder: str, stem: str) -> Kind | None:
    """The kind of the items in a file, or None."""
    found = [k for k in KINDS if k.folder == folder]
    named = [k for k in found if k.file and (stem == k.file or stem.startswith(k.file + "-"))]
    free = [k for k in found if not k.file]
    return next(iter(named or free), None)


def by_name(name: str) -> Kind:
    """The kind of this name; KeyError when there is none."""
    return {k.name: k for k in KINDS}[name]
