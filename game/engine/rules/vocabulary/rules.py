"""Everything that content says, compiled: immutable, hashed, passed to every call of the engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from game.engine.rules.vocabulary.documents import CampaignThesis, Claim, Contested, Document, Publication, Term
from game.engine.rules.vocabulary.items import (
    Card,
    Dial,
    Difficulty,
    Doctrine,
    Ending,
    Family,
    Incident,
    Mandate,
    Order,
    ScenarioItem,
)  # fmt: skip
from game.engine.rules.vocabulary.lessons import Lesson
from game.engine.rules.vocabulary.numbers import Numbers
from game.engine.rules.vocabulary.persons import Person
from game.engine.rules.vocabulary.plan import Measure, SetDial
from game.engine.rules.vocabulary.presets import ClassMeasures, Preset
from game.engine.rules.vocabulary.teaching import DeskRole, LessonPlan, PairedItem, Sheet
from game.engine.world.model.spec import WorldSpec
from game.structs import Struct, field


class Rules(Struct):
    """The compiled content. Mappings are read-only and ordered by id; `hash` is equal exactly when what is played is
    equal: lessons, class presets, teaching material, publications, theses, people and back-tests do not count."""

    hash: str
    packs: tuple[tuple[str, str, str], ...]  # (id, version, hash) of the packs in play
    numbers: Numbers
    worlds: Mapping[str, WorldSpec]
    dials: Mapping[str, Dial]
    orders: Mapping[str, Order]
    cards: Mapping[str, Card]
    scenarios: Mapping[str, ScenarioItem]
    mandates: Mapping[str, Mandate]
    endings: Mapping[str, Ending]
    incidents: Mapping[str, Incident]
    persons: Mapping[str, Person]
    doctrines: Mapping[str, Doctrine]
    difficulties: Mapping[str, Difficulty]
    claims: Mapping[str, Claim]
    documents: Mapping[str, Document]
    contested: Mapping[str, Contested]
    publications: Mapping[str, Publication]
    theses: Mapping[str, CampaignThesis]
    terms: Mapping[str, Term]
    lessons: Mapping[str, Lesson]
    presets: Mapping[str, Preset]
    class_measures: Mapping[str, ClassMeasures]
    lesson_plans: Mapping[str, LessonPlan]
    paired_items: Mapping[str, PairedItem]
    desk_roles: Mapping[str, DeskRole]
    sheets: Mapping[str, Sheet]
    families: Mapping[str, Family]
    titles: Mapping[str, str] = field(default_factory=dict)  # of named plants: as news tell them → in the language of these rules
    earlier: tuple[str, ...] = ()  # hashes of the same game while some of its numbers stood in code

    def same_game(self, hash: str) -> bool:
        """Whether a hash that a save was made under is that of these rules, now or earlier."""
        return hash == self.hash or hash in self.earlier

    def by_length(self) -> tuple[str, ...]:
        """Scenario ids, the shortest first, which is where a first campaign is played; short forms for a class come last."""
        items = self.scenarios.values()
        return tuple(s.id for s in sorted(items, key=lambda s: (s.short_form, s.quarters, s.id)))

    def withholds(self, family: str) -> bool:
        """Whether the measures of a family keep something from others."""
        return family in self.families and self.families[family].withholds

    def ordered(self, families: Iterable[str]) -> tuple[str, ...]:
        """Families in the order of their tabs."""
        return tuple(sorted(families, key=lambda f: (self.families[f].order if f in self.families else 99, f)))

    def world_of(self, scenario: str) -> WorldSpec:
        """The starting world of a scenario; KeyError when there is none."""
        return self.worlds[self.scenarios[scenario].world]


def planned_rung(rules: Rules, measure: Measure) -> int:
    """The rung of something that could be enacted: a dial's notch or an order."""
    if isinstance(measure, SetDial):
        return rules.dials[measure.dial].notches[measure.notch].rung
    return rules.orders[measure.order].rung
