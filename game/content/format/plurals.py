"""Which of a language's plural forms goes with a number, by the rules of the Unicode CLDR, for any language code.

Texts give a form each, such as `quarters.one` and `quarters.other`; which forms a language has is `forms`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any

OWN_FORMS = {"en": ("one", "other"), "zh-hans": ("other",)}
"""The forms of the game's own languages, so that the title does not wait for a library."""
FORMS = ("zero", "one", "two", "few", "many", "other")
Rule = Callable[[float | Decimal], str]


def plural(language: str, n: float | Decimal) -> str:
    """The form of a number: zero, one, two, few, many or other. A decimal keeps the digits that are shown: 1.0 is no one."""
    return _rule(language.lower())(n)


def forms(language: str) -> tuple[str, ...]:
    """The forms that a language has, `other` last."""
    if language.lower() in OWN_FORMS:
        return OWN_FORMS[language.lower()]
    locale = _locale(language.lower())
    if locale is None:
        return "one", "other"
    return tuple(form for form in FORMS if form in (*locale.plural_form.tags, "other"))


def _english(n: float | Decimal) -> str:
    return "one" if str(n) == "1" or (n == 1 and not isinstance(n, Decimal)) else "other"


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
