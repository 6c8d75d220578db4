"""What is loaded beside before a campaign can be played: the rules with their texts in the player's language, and the saves.

How content is read is `game/content`'s business, how saves are written `game/play`'s."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from game.screens.scene.routes import import_play

if TYPE_CHECKING:
    from game.content.loading.compile import PackInfo
    from game.engine.rules.vocabulary.rules import Rules
    from game.play.save_folder import SaveEntry, Store
    from game.screens.scene.class_server import ClassNow
    from game.screens.words.glossary import Glossary


class Library:
    """Rules, packs and saves. `rules` and `store` may be given, or be functions that load them."""

    def __init__(self, rules: Rules | Callable[[], Rules | None] | None, store: Store | Callable[[], Store | None] | None) -> None:
        self.rules: Rules | None = None
        self.store: Store | None = None
        self.saves: tuple[SaveEntry, ...] = ()
        self.packs: tuple[PackInfo, ...] = ()
        self.class_now: ClassNow | None = None  # how the class that this game serves stands
        self.languages: Mapping[str, float] = {}  # code in small letters → share of all texts that it has
        self.said: list[str] = []  # what was said about the packs when they were read, for whoever has a screen
        self.error = ""  # why the rules could not be loaded
        self.asked = False  # whether they are on their way
        self._rules_or_load, self._store_or_load = rules, store
        self._words: Mapping[str, Any] | None = None  # by language, where packs were read again; else from what is stored
        self._translated: tuple[tuple[str, str], Rules] | None = None
        self._glossary: tuple[tuple[str, str], Glossary] | None = None

    def load(self, language: str) -> tuple[Rules | None, Store | None]:
        """Load rules and store; slow, and done in a thread of its own."""
        import_play()
        rules = self._rules_or_load() if callable(self._rules_or_load) else self._rules_or_load
        store = self._store_or_load() if callable(self._store_or_load) else self._store_or_load
        if rules is not None:
            from game.content.loading.languages.translation import languages

            self.languages = languages()
            self.translated(rules, language)  # so that no frame waits for a translation
        return rules, store

    def take(self, loaded: tuple[Rules | None, Store | None]) -> None:
        """Have what was loaded."""
        self.rules, self.store = loaded
        self.list_saves()

    def forget(self) -> None:
        """Forget the rules, so that they are loaded again."""
        self.rules, self.error, self.asked, self._translated, self._glossary = None, "", False, None, None
        self._words = None

    def renew(self, rules: Rules, words: Mapping[str, Any]) -> None:
        """Have other rules, and their texts by language, as when packs were read again."""
        self.rules, self._words, self._translated, self._glossary = rules, words, None, None
        self.languages = {language: float(said["share"]) for language, said in words.items()}

    def list_saves(self) -> None:
        """Read the list of saves again."""
        self.saves = self.store.list() if self.store is not None else ()

    def translated(self, rules: Rules, language: str) -> Rules:
        """The rules with their texts in a language; ids, numbers and hash stay as they are."""
        key = (rules.hash, language)
        held = self._translated
        if held is None or held[0] != key:
            from game.content.loading.languages.translation import retold, translate

            said = self._words.get(language.lower()) if self._words is not None else None
            told = translate(rules, language) if self._words is None else retold(rules, said["items"]) if said else rules
            held = self._translated = (key, told)
        return held[1]

    def glossary(self, language: str) -> Glossary | None:
        """The glossary of the rules' terms in the language; None before there are rules."""
        if self.rules is None:
            return None
        key = (self.rules.hash, language)
        if self._glossary is None or self._glossary[0] != key:
            from game.screens.words.glossary import Glossary

            self._glossary = (key, Glossary(self.translated(self.rules, language).terms, language))
        return self._glossary[1]
