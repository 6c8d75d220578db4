"""A number as a language writes it, which takes the right form of the word behind it: `{n:month|months}` in a text.

How many digits a number has, and its unit, is said by `texts` and the table of quantities; here is only the plural."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

FORMS: Mapping[str, Callable[[str], int]] = {
    "en": lambda shown: 0 if re.sub(r"[^\d.]", "", shown) == "1" else 1,  # Unicode CLDR: i = 1 and v = 0, as it is shown
    "zh-Hans": lambda shown: 0,
}
"""Language → which of a text's forms stands with a number as it is shown: signs count for nothing, "1.0" is no one."""


class Number(str):
    """A number that is written out; within a text `{n:one|other}` puts the form behind it that goes with it."""

    form: int

    def __new__(cls, shown: str, language: str) -> Number:
        made = super().__new__(cls, shown)
        made.form = FORMS[language](shown)
        return made

    def __format__(self, spec: str) -> str:
        if "|" not in spec:
            return super().__format__(spec)
        forms = spec.split("|")
        return f"{self} {forms[min(self.form, len(forms) - 1)]}"
