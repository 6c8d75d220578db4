"""Builds every portrait and scene as SVG beside this script. Usage: python assets/art/build_art.py [--sheet SHEET.png]

`--sheet` also draws all of them on one picture, to be looked at (needs pygame)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from busts import PEOPLE, bust  # noqa: E402

try:
    from scenes import SCENES
except ImportError:
    SCENES = {}


def main() -> int:
    """Writes the files; says how many."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sheet", help="a PNG file of all pictures")
    sheet = parser.parse_args().sheet
    people = [bust(who).save(HERE / "busts") for who in PEOPLE]
    views = [draw().save(HERE / "scenes") for draw in SCENES.values()]
    print(f"{len(people)} portraits, {len(views)} scenes")
    if sheet:
        _sheet(people, views, sheet)
    return 0


def _sheet(people: list[Path], views: list[Path], out: str) -> None:
    import pygame

    across = 7
    rows = -(-len(people) // across)
    tall = rows * 260 + -(-len(views) // 4) * 190
    picture = pygame.Surface((across * 222, tall))
    picture.fill("#101820")
    for i, path in enumerate(people):
        art = pygame.image.load_sized_svg(str(path), (214, 250))
        picture.blit(art, (4 + i % across * 222, 4 + i // across * 260))
    for i, path in enumerate(views):
        art = pygame.image.load_sized_svg(str(path), (380, 158))
        picture.blit(art, (4 + i % 4 * 388, rows * 260 + 4 + i // 4 * 166))
    pygame.image.save(picture, out)


if __name__ == "__main__":
    raise SystemExit(main())
