"""A mandate whose numbers differ by scenario says in each scenario that scenario's numbers, and no other's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from game.content.loading.languages.translation import translate
from game.engine.rules import Rules
from game.engine.rules.vocabulary import conditions as c


def scenarios_of(x: c.Condition) -> Iterator[str]:
    """The scenarios that a condition tells apart."""
    if isinstance(x, c.Scenario):
        yield from x.ids
    elif isinstance(x, c.All | c.AnyOf):
        for part in x.of:
            yield from scenarios_of(part)
    elif isinstance(x, c.Not):
        yield from scenarios_of(x.of)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_each_scenario_that_a_mandate_tells_apart_has_words_of_its_own(rules: Rules, language: str) -> None:
    rules = translate(rules, language)
    told_apart = {id: set(scenarios_of(m.condition)) for id, m in rules.mandates.items()}
    assert any(told_apart.values())
    for id, m in rules.mandates.items():
        assert set(m.texts) == told_apart[id], id
        assert m.text not in m.texts.values(), id
        titles = [s.title for s in rules.scenarios.values()]
        assert not [title for title in titles for words in (m.text, *m.texts.values()) if f"“{title}”" in words], id
