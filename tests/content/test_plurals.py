"""Plural forms by CLDR: the game's own languages without the library, and the library's rules for all others."""

from __future__ import annotations

import pytest

from game.content.format.plurals import SHIPPED, forms, plural

NUMBERS = (0, 1, 2, 3, 5, 11, 21, 101, 1.5)


@pytest.mark.parametrize("language", SHIPPED)
def test_the_short_way_of_the_games_own_languages_is_the_librarys(language: str) -> None:
    from babel import Locale

    rule = Locale.parse(language, sep="-").plural_form
    assert [plural(language, n) for n in NUMBERS] == [rule(n) for n in NUMBERS]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("pl", ["many", "one", "few", "few", "many", "many", "many", "many", "other"]),
        ("ar", ["zero", "one", "two", "few", "few", "many", "many", "other", "other"]),
        ("ru", ["many", "one", "few", "few", "many", "many", "one", "one", "other"]),
        ("de-AT", ["other", "one", "other", "other", "other", "other", "other", "other", "other"]),
        ("qps-ploc", ["other", "one", "other", "other", "other", "other", "other", "other", "other"]),
    ],
)
def test_other_languages(language: str, told: list[str]) -> None:
    assert [plural(language, n) for n in NUMBERS] == told
    assert set(told) <= {*forms(language)}
