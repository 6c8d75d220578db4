"""Copies the icons that the game uses out of an unpacked `@tabler/icons` package, under the game's own names for them.

Usage: python assets/build_icons.py PACKAGE_FOLDER. The table `icons/names.json` says which icon means what."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent / "icons"


def compact(svg: str) -> str:
    """The same drawing in white on one line, without class names and the empty background path."""
    body = re.sub(r'<path stroke="none"[^>]*/>', "", svg.split(">", 1)[1]) if svg.startswith("<svg") else svg
    paths = " ".join(re.sub(r"\s+", " ", body.replace("</svg>", "")).split())
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="#ffffff" '
        f'stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">{paths}</svg>\n'
    )


def main(package: str) -> int:
    """Writes one SVG per row of the table; says which are missing."""
    table: dict[str, str] = json.loads((HERE / "names.json").read_text("utf-8"))
    missing = []
    for name, theirs in sorted(table.items()):
        source = Path(package) / "icons" / "outline" / f"{theirs}.svg"
        if source.exists():
            (HERE / f"{name}.svg").write_text(compact(source.read_text("utf-8")), "utf-8")
        else:
            missing.append(f"{name}: {theirs}")
    (HERE / "LICENSE-tabler.txt").write_text((Path(package) / "LICENSE").read_text("utf-8"), "utf-8")
    if missing:
        sys.stderr.write("No such icon in the package: " + ", ".join(missing) + "\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
