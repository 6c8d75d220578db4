"""Letters in pygame: picks a face for each run of characters, measures, wraps and draws text, and remembers the pictures.

Text is drawn at double size and halved, so that stems look even at any size."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

import pygame

from game.content.checks.texts import glyphs
from game.desktop.graphics import assets
from game.desktop.graphics.shapes import PictureCache
from game.desktop.graphics.text_wrapping import wide, wrap
from game.desktop.graphics.theme import Colour

# style: (size in em, face for letters, face for Chinese, line height as a share of the size)
STYLES: dict[str, tuple[float, str, str, float]] = {
    "tiny": (0.78, "sans", "chinese", 1.3),
    "small": (0.87, "sans", "chinese", 1.36),
    "small-strong": (0.87, "sans-strong", "chinese-strong", 1.36),
    "body": (1.0, "sans", "chinese", 1.4),
    "strong": (1.0, "sans-strong", "chinese-strong", 1.4),
    "h1": (1.9, "serif-strong", "serif", 1.25),
    "h2": (1.22, "sans-strong", "chinese-strong", 1.3),
    "figure": (1.9, "sans-strong", "chinese-strong", 1.12),
    "serif": (1.07, "serif-latin", "serif", 1.46),
    "serif-strong": (1.3, "serif-strong", "serif", 1.3),
    "headline": (2.3, "serif-strong", "serif", 1.2),
    "title": (3.6, "serif-strong", "serif", 1.24),
    "subtitle": (1.3, "serif-latin", "serif", 1.4),
}
LEAST = 14  # pixels: no letters are smaller, in any window, at any size of text
CAPITAL = 0.72  # height of a capital as a share of the size, nearly the same in all faces
SHARED = frozenset("“”‘’…—·")  # marks of both scripts, as wide as what they stand beside
CACHE_BYTES = (12_000_000, 36_000_000)  # of remembered lines of text: in a small window, and at most
BYTES_AN_EM = 60_000  # of them for each square pixel of the unit: a screen's texts grow with it
THIN = "serif"  # a face without a strong one
STRONGER = 0.05  # how much wider its strokes are beside strong letters, as half a share of the size
TRIED, SAMPLE, CHINESE_SAMPLE = 16, "Aaegn0", "的国中一"  # a size, and letters that any face of a script has


@lru_cache(maxsize=8)
def own_file(face: str) -> Path | None:
    """The face's file when it is there and sound; None where pygame's own font has to stand in for it."""
    found = assets.path("fonts", f"{face}.otf")
    try:
        if found and _usable(pygame.font.Font(str(found), TRIED), face):
            return Path(found)
    except (pygame.error, OSError, ValueError):
        pass
    return None


@lru_cache(maxsize=8)
def covered(face: str) -> frozenset[int]:
    """The characters that a face can draw, by its own table (pygame tells the box of a missing one as if it were a letter)."""
    found = own_file(face)
    return glyphs.covered(found) if found else frozenset(range(0x20, 0x7F))


def _usable(font: pygame.font.Font, face: str) -> bool:
    """Whether a font that can be opened has letters, of a sensible size, as a damaged or a wrong one has not."""
    told = font.metrics(CHINESE_SAMPLE if face.startswith("chinese") else SAMPLE)
    # What a font has not is drawn as the same box each time.
    return all(m is not None and 0 < m[4] < 3 * TRIED for m in told) and len(set(told)) > 1


def damaged(language: str) -> tuple[str, ...]:
    """The faces that a language is written in whose file is missing or cannot be used."""
    pygame.font.init()
    faces = {face for _, latin, chinese, _ in STYLES.values() for face in (latin, *([chinese] if language != "en" else []))}
    return tuple(sorted(face for face in faces if own_file(face) is None))


class Fonts:
    """All letters at one size of the unit (`em`, in pixels). Make a new one when the size changes."""

    def __init__(self, em: int) -> None:
        if not pygame.font.get_init():
            pygame.font.init()
        self.em = em
        # These are asked again and again, and remembered.
        self.font, self.has = cache(self._font), cache(self._has)
        self.width, self.wrapped = lru_cache(8_000)(self._width), lru_cache(2_000)(self._wrapped)
        least, most = CACHE_BYTES
        self._drawn = PictureCache(max(least, min(most, BYTES_AN_EM * em * em)))

    def held(self) -> int:
        """Bytes of the pictures that are remembered."""
        return self._drawn.held

    def forget(self) -> None:
        """Give back all that is remembered: at another size it is of no use, and what remembers is freed late."""
        for remembered in (self.font, self.has, self.width, self.wrapped):
            remembered.cache_clear()
        self._drawn = PictureCache(self._drawn.limit)

    def size(self, style: str) -> int:
        """The letters' size in pixels."""
        return max(LEAST, round(STYLES[style][0] * self.em))

    def line(self, style: str) -> int:
        """The distance between two lines in pixels."""
        return round(self.size(style) * STYLES[style][3])

    def _font(self, face: str, size: int) -> pygame.font.Font:
        """The face at twice the size; pygame's own where the file is missing."""
        found = own_file(face)
        return pygame.font.Font(str(found) if found else None, 2 * size)

    def _has(self, face: str, char: str) -> bool:
        """Whether the face has a glyph for the character."""
        if ord(char) > 0xFFFF or ord(char) < 0x20 or 0xD800 <= ord(char) <= 0xDFFF:
            return False  # outside the plane that the shipped faces cover, and not drawn reliably; controls; no letters at all
        return ord(char) in covered(face)

    def runs(self, text: str, style: str) -> list[tuple[str, str]]:
        """The text cut into (face, characters); a character that no face has becomes a question mark."""
        _, latin, chinese, _ = STYLES[style]
        found: list[tuple[str, str]] = []
        for at, char in enumerate(text):
            doubled = bool(at and found) and text[at - 1] == char and found[-1][0] == chinese  # the second half of …… and ——
            broad = wide(char) or (char in SHARED and (doubled or any(map(wide, text[max(0, at - 1) : at + 2]))))
            order = (chinese, latin, "chinese") if broad else (latin, chinese, "serif")
            face = next((f for f in order if self.has(f, char)), "")
            if not face:
                face, char = latin, " " if char.isspace() else "?"
            if found and found[-1][0] == face:
                found[-1] = (face, found[-1][1] + char)
            else:
                found.append((face, char))
        return found

    def _width(self, text: str, style: str) -> int:
        """Width in pixels of one line."""
        size = self.size(style)
        return (sum(self.font(f, size).size(t)[0] for f, t in self.runs(text, style)) + 1) // 2

    def _wrapped(self, text: str, style: str, width: int) -> tuple[str, ...]:
        """The text in lines no wider than `width` pixels."""
        return wrap(text, max(1, width), lambda part: self.width(part, style))

    def picture(self, text: str, style: str, colour: Colour) -> pygame.Surface:
        """One line of text as a surface with alpha, as high as a line."""
        return self._drawn.get((text, style, colour), lambda: self._draw(text, style, colour))

    def _draw(self, text: str, style: str, colour: Colour) -> pygame.Surface:
        size, height = self.size(style), self.line(style)
        width = max(1, self.width(text, style))
        double = pygame.Surface((2 * width, 2 * height), pygame.SRCALPHA)
        double.fill((*colour, 0))
        # One baseline for every face of the line: capitals stand in the middle of it.
        baseline = round(height + CAPITAL * size)
        x = 0
        for face, part in self.runs(text, style):
            font = self.font(face, size)
            run = rendered(font, part, colour)
            for shift in range(1 + (round(STRONGER * size) if face == THIN and STYLES[style][1].endswith("strong") else 0)):
                double.blit(run, (x + shift, baseline - font.get_ascent()), special_flags=pygame.BLEND_RGBA_MAX)
            x += font.size(part)[0]
        return pygame.transform.smoothscale(double, (width, height))


def rendered(font: pygame.font.Font, text: str, colour: Colour) -> pygame.Surface:
    """A run of letters; as wide as it would be and empty where a damaged glyph cannot be drawn."""
    try:
        return font.render(text, True, colour)
    except pygame.error:
        return pygame.Surface(font.size(text), pygame.SRCALPHA)
