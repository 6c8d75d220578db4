"""The words of the interface by key, in one language, and its number format: separators, money, dates, per cent, counts.

They stand in `content/<pack>/text/<group>.yaml`. Facts of the game come from the rules, not from here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from game.content.format.plurals import plural
from game.content.loading.languages.interface_words import Words, installed, roots
from game.screens.words.languages import canonical, own_name
from game.screens.words.numbers import Number

LANGUAGES: tuple[str, ...] = ("en", "zh-Hans")
"""The languages that come with the game; `languages` are all that are installed."""


def languages(root: Path | None = None) -> tuple[str, ...]:
    """Codes of all languages in which the screens can speak: the game's own first."""
    found = sorted(canonical(code) for code in installed((root,) if root else roots()).words)
    return (*LANGUAGES, *(code for code in found if code not in LANGUAGES))


def language_name(code: str, root: Path | None = None) -> str:
    """What a language calls itself: in its translation pack's title, or else by Unicode's CLDR."""
    if code == LANGUAGES[0]:
        return "English"
    title = installed((root,) if root else roots()).titles.get(code.lower(), "")
    return title or own_name(code)


def headed(words: str) -> str:
    """Words with a capital letter in front, for the start of a line."""
    return words[:1].upper() + words[1:]


class Texts:
    """Call it with a key such as `desk.commit` and fields. The part before the first dot names the file (group).

    A key that the language lacks is taken from English and remembered in `missing`; one that English lacks shows itself."""

    def __init__(self, language: str = "en", root: Path | None = None) -> None:
        words = installed((root,) if root else roots()).words
        self.language = language if language in LANGUAGES or language.lower() in words else LANGUAGES[0]
        self.missing: set[str] = set()
        self._translated = self.language != LANGUAGES[0]
        self._english = words.get(LANGUAGES[0], {})
        self._own = words.get(self.language.lower(), {}) if self._translated else {}

    @staticmethod
    def _find(words: Words, key: str) -> str | None:
        group, _, rest = key.partition(".")
        return words.get(group, {}).get(rest)

    def has(self, key: str) -> bool:
        """Whether this language or English has the key."""
        return self._find(self._own, key) is not None or self._find(self._english, key) is not None

    def __call__(self, key: str, **fields: object) -> str:
        found = self._find(self._own, key) if self._translated else None
        if found is None:
            found = self._find(self._english, key)
            if found is None or self._translated:
                self.missing.add(key)
            if found is None:
                return key
        return self._fill(found, fields)

    def group(self, name: str) -> dict[str, str]:
        """All texts of a group, each missing one in English."""
        return {**self._english.get(name, {}), **(self._own.get(name, {}) if self._translated else {})}

    @staticmethod
    def _fill(text: str, fields: Mapping[str, object]) -> str:
        try:
            return text.format_map(fields) if fields else text
        except (KeyError, IndexError, ValueError):
            return text

    def fact(self, key: str) -> str:
        """What is the same in every language, such as where a label stands on the map."""
        return self._find(self._english, key) or ""

    def said(self, sentence: str) -> str:
        """A sentence of the rooms below that brings its key and fields, in this language where it has words for it."""
        key = getattr(sentence, "key", "")
        found = self._find(self._own, f"notices.{key}") if key and self._translated else None
        return str(sentence) if found is None else self._fill(found, getattr(sentence, "fields", {}))

    def name(self, id: str) -> str:
        """The shown name of a region, stage, product, desk, family, side or audience by its fixed id."""
        key = f"name.{id}"
        if not self.has(key) and "." in id:
            material, _, stage = id.partition(".")
            return self("name.product", material=self.name(material), stage=self.name(stage))
        return self(key)

    def label(self, id: str) -> str:
        """The same where it stands alone or begins a sentence."""
        name = self.name(id)
        return name[:1].upper() + name[1:]

    def names(self, ids: Iterable[str]) -> str:
        """Several names in a row."""
        return self("number.list_separator").join(self.name(i) for i in ids)

    # ---- numbers ----------------------------------------------------------------------------------------------------

    def number(self, x: float, digits: int = 0) -> Number:
        """A number with thousands marked and a true minus sign. A text may ask it for a word's form: `{n:month|months}`."""
        text = f"{abs(x):,.{digits}f}"
        return Number(f"−{text}" if x < 0 and text.strip("0.,") else text, self.language)

    def signed(self, x: float, digits: int = 0) -> Number:
        """A change: always with its sign, or ±0."""
        text = f"{abs(x):,.{digits}f}"
        sign = "±" if not text.strip("0.,") else "−" if x < 0 else "+"
        return Number(sign + text, self.language)

    def percent(self, share: float, digits: int = 0) -> str:
        """A share 0–1 as a percentage."""
        return self("number.percent", n=self.number(100 * share, digits))

    def money(self, billions: float, digits: int = 1) -> str:
        """$bn as the language counts it."""
        small = digits > 1 and 0 < abs(billions) < 0.995
        return self("number.money_small" if small else "number.money", **self._money(billions, digits))

    def money_short(self, billions: float, digits: int = 1) -> str:
        """$bn where room is scarce; the hint beside it names the currency."""
        return self("number.money_short", **self._money(billions, digits))

    def money_signed(self, billions: float, digits: int = 1) -> str:
        """A change of $bn."""
        return self("number.money_signed", **self._money(billions, digits), sign="−" if billions < 0 else "+")

    def _money(self, billions: float, digits: int) -> dict[str, str]:
        """Both ways of counting: `n` in thousand millions, `hundreds` in hundred millions (亿)."""
        n, size = self.number(billions, digits), abs(billions)
        return {
            "n": n,
            "minus": "−" if n.startswith("−") else "",
            "size": self.number(size, digits),
            "hundreds": self.number(10 * billions, max(0, digits - 1)),
            "millions": self.number(1000 * size),
        }

    def date(self, quarter: str) -> str:
        """`2025Q4` as the language writes it; other text is left as it is."""
        year, mark, part = quarter.partition("Q")
        if not (mark and year.isdigit() and part.isdigit()):
            return quarter
        return self("number.date", year=year, quarter=part)

    def count(self, what: str, n: int) -> str:
        """`count.<what>.<form>` with the number in it, in the plural form that the language has for it."""
        key = f"count.{what}.{plural(self.language, n)}"
        return self(key if self.has(key) else f"count.{what}.other", n=self.number(n))
