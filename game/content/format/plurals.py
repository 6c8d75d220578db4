"""Which of a language's plural forms goes with a number, by the rules of the Unicode CLDR, for any language code.

Texts give a form each, such as `quarters.one` and `quarters.other`; which forms a language has is `forms`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

FORMS = ("zero", "one", "two", "few", "many", "other")
Rule = Callable[[float], str]


def plural(language: str, n: float) -> str:
    """The form of a number: zero, one, two, few, many or other."""
    return _rule(language.lower())(n)


def forms(language: str) -> tuple[str, ...]:
    """The forms that a language has, `other` last."""
    if language.lower() == "en":
        return "one", "other"
    locale = _locale(language.lower())
    if locale is None:
        return "one", "other"
    return tuple(form for form in FORMS if form in (*locale.plural_form.tags, "other"))


def _english(n: float) -> str:
    return "one" if n == 1 else "other"


SHIPPED: Mapping[str, Rule] = MappingProxyType({"en": _english, "zh-hans": lambda n: "other"})
"""The rules of the game's own languages, so that the title does not wait for a library."""


@cache
def _rule(language: str) -> Rule:
    """A language's rule; that of English for one that nobody knows."""
    if language in SHIPPED:
        return SHIPPED[language]
    locale = _locale(language)
    rule: Rule = _english if locale is None else locale.plural_form
    return rule


@cache
def _locale(language: str) -> Any:
    from babel import Locale, UnknownLocaleError

    parts = language.split("-")
    for end in range(len(parts), 0, -1):
        try:
            return Locale.parse("-".join(parts[:end]), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None
