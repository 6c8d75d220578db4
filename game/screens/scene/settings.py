"""What a player sets once for all campaigns: look, text size, language, motion, sound, guidance. Kept as JSON in the user's folder.

A damaged file, or a damaged part of one, gives the defaults and one sentence and is put aside; it never stops the game."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from game.csv_file import BY_LANGUAGE, STYLES
from game.outside_files import put_aside, regular_bytes, write_whole
from game.outside_text import LONGEST
from game.screens.scene import window_place
from game.screens.scene.window_place import WindowPlace
from game.screens.tree.keys import Chosen, sound
from game.screens.words.texts import LANGUAGES, languages
from game.structs import Struct, asdict, replace

Value = str | float | bool
THEMES = ("dark", "light", "contrast")
TEXT_SCALES = (0.85, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0)
LARGEST_BOARD = 1.25
"""The text size up to which the Desk is one board; above it map, card and plan are pages."""
CHOICES: dict[str, tuple[Value, ...]] = {
    "theme": THEMES,
    "text_scale": TEXT_SCALES,
    "reduced_motion": (False, True),
    "sound": (True, False),
    "music": (True, False),
    "voice": (False, True),
    "guidance": ("guided", "analyst"),
    "lessons": (True, False),
    "csv": (BY_LANGUAGE, *STYLES),
}
NAMES = ("theme", "text_scale", "language", *(name for name in CHOICES if name not in ("theme", "text_scale")))
"""The settings in the order of their page."""
FILE = "settings.json"
MOST_BYTES = 1 << 20
MOST_LEARNED = 1_000  # lessons that were put away: what is read must fit into the file again


class Settings(Struct):
    """The settings in force. Every field but language and the last three has a closed list of values in `CHOICES`."""

    theme: str = "dark"
    text_scale: float = 1.0
    language: str = LANGUAGES[0]
    reduced_motion: bool = False
    sound: bool = True
    music: bool = True
    voice: bool = False
    guidance: str = "guided"
    lessons: bool = True
    csv: str = BY_LANGUAGE  # how tables are written for spreadsheets
    learned: tuple[str, ...] = ()  # ids of lessons that were put away
    keys: Chosen = ()  # (command, key) where the player chose another key than the usual one
    window: WindowPlace | None = None  # where the window stood last

    def with_value(self, name: str, value: Value) -> Settings:
        """The settings with one field changed; a value that is not offered changes nothing."""
        changed: dict[str, Any] = {name: value}
        return replace(self, **changed) if value in offered(name) else self

    def with_learned(self, lesson: str) -> Settings:
        """The settings with one lesson more put away; "" brings all of them back."""
        return replace(self, learned=tuple(dict.fromkeys((*self.learned, lesson))) if lesson else ())


def offered(name: str) -> tuple[Value, ...]:
    """The values that a setting can have: of the language, all that are installed."""
    return languages() if name == "language" else CHOICES.get(name, ())


def user_folder() -> Path:
    """Where settings are kept when nobody says otherwise."""
    import platformdirs

    return Path(platformdirs.user_config_dir("indispensable", appauthor=False))


def load(path: Path) -> tuple[Settings, str]:
    """The settings in the file and "", or defaults for what could not be read and the key of the sentence that says so."""
    try:
        settings, damaged = _read(json.loads(regular_bytes(path, MOST_BYTES)))
    except FileNotFoundError:
        return Settings(), ""
    except (OSError, ValueError, RecursionError):
        settings, damaged = Settings(), True
    if not damaged:
        return settings, ""
    if put_aside(path) is not None and settings != Settings():
        saver(path)(settings)  # what could be read of it
    return settings, "settings.damaged"


def _read(raw: object) -> tuple[Settings, bool]:
    """The settings in a document, and whether a part of it is damaged. What this game does not know is left out."""
    if not isinstance(raw, dict):
        return Settings(), True
    settings, damaged = Settings(), False
    known = raw.pop("learned", [])
    if isinstance(known, list) and len(known) <= MOST_LEARNED and all(isinstance(x, str) and len(x) <= LONGEST for x in known):
        settings = replace(settings, learned=tuple(known))
    else:
        damaged = True
    keys = sound(raw.pop("keys", []))
    settings, damaged = replace(settings, keys=keys or ()), damaged or keys is None
    place = raw.pop("window", None)
    settings = replace(settings, window=window_place.sound(place))
    damaged = damaged or (place is not None and settings.window is None)
    for name in Settings.__struct_fields__:
        if name in raw:
            fits = any(raw[name] == v and type(raw[name]) is type(v) for v in offered(name))
            fits = fits or (name == "language" and isinstance(raw[name], str) and len(raw[name]) < 40)  # of a pack that rests
            changed: dict[str, Any] = {name: raw[name]}
            settings = replace(settings, **changed) if fits else settings
            damaged = damaged or not fits
    return settings, damaged


def saver(path: Path) -> Callable[[Settings], str]:
    """A function that writes the settings to the file and gives "" or the key of the sentence that says why not."""

    def save(settings: Settings) -> str:
        try:
            write_whole(path, (json.dumps(asdict(settings), indent=1, default=asdict) + "\n").encode())
        except OSError:
            return "settings.unsaved"
        return ""

    return save
