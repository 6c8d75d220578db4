"""The colours of a theme by name, read from its token file in `assets/themes`, and the contrast between two of them.

Knows no pygame; painting asks for tokens and never names a colour itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from game.desktop.graphics import assets

Colour = tuple[int, int, int]
THEMES = ("dark", "light", "contrast")
SURFACES = ("ground", "bar", "panel", "paper", "brink")
# What is drawn when a token file is missing: plain light on dark, still readable.
FALLBACK: Colour = (232, 236, 242)
FALLBACK_FILLS = frozenset({"fill", "control", "ground", "sea", "sea_edge", "land", "halo", "veil", "shadow", "glow", "on_accent"})


COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
READABLE = 3.0  # the least contrast between letters and what they stand on, of a theme that is used
INKS = ("text", "muted", "accent", "warn", "beijing", "washington")  # what letters are written in


def parse(text: str) -> Colour:
    """`#rrggbb` as three numbers 0–255."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def _colours(raw: object) -> dict[str, Colour]:
    """The colours by name in a part of a token file."""
    found = raw.items() if isinstance(raw, dict) else ()
    return {name: parse(value) for name, value in found if isinstance(value, str) and COLOUR.fullmatch(value)}


@dataclass(frozen=True)
class Theme:
    """The tokens of one theme. `colour` are its own, `inks` those of each surface that things lie on."""

    name: str
    colour: dict[str, Colour] = field(default_factory=dict)
    number: dict[str, int] = field(default_factory=dict)
    inks: dict[str, dict[str, Colour]] = field(default_factory=dict)
    damaged: bool = False  # whether a part of the file was left out

    def get(self, token: str) -> Colour:
        """A colour of the whole theme."""
        return self.colour.get(token, (16, 20, 28) if token in FALLBACK_FILLS else FALLBACK)

    def on(self, surface: str, token: str) -> Colour:
        """A colour as it is used on this surface; tokens that the surface does not set come from the theme."""
        found = self.inks.get(surface, {}).get(token)
        return found if found is not None else self.get(token)

    def side(self, tone: str) -> Colour:
        """The colour of a place, a flow or a block, by whose it is."""
        return self.get(tone if tone in ("beijing", "washington", "accent", "warn") else "neutral")


@lru_cache(maxsize=len(THEMES))
def load(name: str) -> Theme:
    """The theme of this name; an unknown name, and a file that is missing or cannot be read by, give a plain readable one.

    Of a file with wrong parts the others are used."""
    raw = assets.document("themes", f"{name if name in THEMES else 'dark'}.json")
    if not isinstance(raw, dict):
        return Theme(name, damaged=True)
    colours, surfaces = _colours(raw), raw.get("surfaces", {})
    surfaces = surfaces if isinstance(surfaces, dict) else {}
    numbers = {k: v for k, v in raw.items() if type(v) is int and 0 <= v <= 255}
    inks = {s: _colours(t) for s, t in surfaces.items()}
    whole = len(colours) + len(numbers) + 1 == len(raw) and all(inks.get(s) and len(inks[s]) == len(surfaces[s]) for s in SURFACES)
    theme = Theme(name, colours, numbers, inks, not whole)
    pairs = (*((ink, "fill") for ink in INKS), ("text", "control"))
    readable = all(contrast(theme.on(s, ink), theme.on(s, ground)) >= READABLE for s in SURFACES for ink, ground in pairs)
    return theme if readable else Theme(name, damaged=True)


def luminance(colour: Colour) -> float:
    """Relative luminance, 0 black to 1 white (WCAG 2.1)."""
    parts = [c / 255 for c in colour]
    r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.1)."""
    a, b = sorted((luminance(one), luminance(other)))
    return (b + 0.05) / (a + 0.05)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """`one` with this share (0–1) of `other` in it."""
    r, g, b = (round(a + (c - a) * share) for a, c in zip(one, other, strict=True))
    return r, g, b
