"""The plural behind a number: `{n:month|months}` in a text takes the form that the language asks for.

How many digits a number has, and its unit, is said by `texts` and the table of quantities; here is only the plural."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from game.content.format.plurals import forms, plural


def form_of(shown: str, language: str) -> int:
    """Which of a language's forms, in the order of the CLDR, stands with a number as it is shown: "1.0" is no one."""
    digits = re.sub(r"[^\d.]", "", shown)
    try:
        return forms(language).index(plural(language, Decimal(digits)))
    except (InvalidOperation, ValueError):
        return len(forms(language)) - 1


class Number(str):
    """A number that is written out; within a text `{n:one|other}` puts the form behind it that goes with it."""

    form: int

    def __new__(cls, shown: str, language: str) -> Number:
        made = super().__new__(cls, shown)
        made.form = form_of(shown, language)
        return made

    def __format__(self, spec: str) -> str:
        if "|" not in spec:
            return super().__format__(spec)
        forms = spec.split("|")
        return f"{self} {forms[min(self.form, len(forms) - 1)]}"
