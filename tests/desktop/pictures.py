"""Small pictures and readable trees of every screen, to be held against those that were looked at and kept.

`python -m tests.desktop.pictures` compares, `--write` renews both after somebody has looked at the screens; the diff of the
trees says in words what changed. A picture is kept as 64×36 grey levels and 16×9 colours, so fine that a missing icon is seen."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from pathlib import Path

import numpy as np
import pygame

from game.desktop.graphics import theme as themes
from game.desktop.graphics.brush import ViewState
from game.desktop.graphics.fonts import Fonts
from game.desktop.layout.arrange import arrange, em_for
from game.desktop.picture.painter import Painter
from game.desktop.picture.screenshot import ready
from game.screens.tree.node import Node, walk
from tests.desktop.trees import every

FOLDER = Path(__file__).resolve().parent
PICTURES, TREES = FOLDER / "pictures.npz", FOLDER / "snapshots"
SIZES, SCALES, LANGUAGES, THEMES = ((960, 540), (1280, 720), (1920, 1080)), (1.0, 1.5, 2.0), ("en", "zh-Hans"), ("dark", "light")
GREY, COLOUR = (64, 36), (16, 9)
STEP = 4  # levels of grey and colour that are told apart
LEVELS, CELLS = 14, 3  # a cell has changed when it differs by more levels; a picture when more cells have


@lru_cache(maxsize=1)  # its fonts and letters take hundreds of megabytes when there are many sizes of them
def painter(em: int, theme: str, language: str) -> Painter:
    """One for all pictures that follow each other in one size of letters: letters are drawn once."""
    return Painter(themes.load(theme), Fonts(em), language)


def thumbnail(tree: Node, size: tuple[int, int], scale: float, language: str, theme: str) -> np.ndarray:
    """The picture of a screen in little: grey levels, then colours, as bytes of STEP levels."""
    ready()
    em = em_for(*size, scale)
    hand = painter(em, theme, language)
    surface = pygame.Surface(size)
    hand.paint(surface, arrange(tree, *size, hand.brush.fonts, em), ViewState())
    grey = pygame.surfarray.array3d(pygame.transform.smoothscale(surface, GREY)).astype(np.float64) @ (0.3, 0.59, 0.11)
    colour = pygame.surfarray.array3d(pygame.transform.smoothscale(surface, COLOUR))
    return (np.concatenate((grey.ravel(), colour.ravel())) / STEP).astype(np.uint8)


def pictures(language: str, theme: str, size: tuple[int, int], scale: float) -> Iterator[tuple[str, np.ndarray]]:
    """The picture of every screen in a language, a theme, a size and a text size, by name."""
    for screen, tree in every(language).items():
        yield f"{screen} {language} {theme} {size[0]}x{size[1]} {scale:.0%}", thumbnail(tree, size, scale, language, theme)


def all_pictures() -> Iterator[tuple[str, np.ndarray]]:
    """Every picture of every screen, by name."""
    for language, theme, size, scale in product(LANGUAGES, THEMES, SIZES, SCALES):
        yield from pictures(language, theme, size, scale)


def differing(one: np.ndarray, other: np.ndarray) -> int:
    """How many cells differ by more than LEVELS."""
    apart = np.abs(one.astype(int) - other.astype(int)) * STEP
    return int((apart > LEVELS).sum())


@lru_cache(maxsize=1)
def kept() -> dict[str, np.ndarray]:
    """The pictures that were kept, by name."""
    with np.load(PICTURES) as found:
        return dict(zip(found["names"].tolist(), found["pictures"], strict=True))


def told(tree: Node) -> str:
    """A tree in readable lines: what is on the screen, without hints and pictures."""
    depth = {tree.id: 0}
    lines = []
    for node in walk(tree):
        at = depth[node.id]
        depth.update({child.id: at + 1 for child in node.children})
        words = " | ".join(w for w in (node.name, node.value) if w)
        state = "".join(f" [{s}]" for s in (node.slot, "on" if node.on else "", "not now" if node.why_not else "") if s)
        lines.append(f"{'  ' * at}{node.role} {node.id}{state}{': ' + words if words else ''}")
    return "\n".join(lines) + "\n"


def snapshot(screen: str, language: str) -> Path:
    """The file with the tree of a screen."""
    return TREES / f"{screen}.{language}.txt"


def write() -> None:
    """Renews everything."""
    TREES.mkdir(exist_ok=True)
    for old in TREES.glob("*.txt"):
        old.unlink()
    found = dict(all_pictures())
    np.savez_compressed(PICTURES, names=np.array(list(found)), pictures=np.array(list(found.values())))
    for language in LANGUAGES:
        for screen, tree in every(language).items():
            snapshot(screen, language).write_text(told(tree), "utf-8")


def main() -> int:
    """Compares, or renews with --write; 1 when something differs."""
    if "--write" in sys.argv[1:]:
        write()
        return 0
    known = kept()
    bad = [name for name, picture in all_pictures() if name not in known or differing(picture, known[name]) > CELLS]
    sys.stdout.write("".join(f"{name}\n" for name in bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
