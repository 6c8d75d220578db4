"""Turns `land-110m.json` (Natural Earth, public domain, from the `world-atlas` package) into the game's rings of land.

Usage: python assets/build_land.py LAND_TOPOJSON. Antarctica is dropped; each ring is moved as a whole so that the world
begins at 30 degrees west and runs eastwards over the Pacific: no ring crosses an edge. Numbers are tenths of a degree."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

SEAM = -30.0  # the map's left edge, in the mid-Atlantic


def arcs_of(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Decodes the delta-coded arcs into degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def ring_of(indices: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """Joins arcs (a negative index is read backwards) and unwraps jumps over the antimeridian."""
    joined: list[tuple[float, float]] = []
    for index in indices:
        points = arcs[index] if index >= 0 else arcs[~index][::-1]
        joined.extend(points if not joined else points[1:])
    turned = [joined[0]]
    for lon, lat in joined[1:]:
        while lon - turned[-1][0] > 180:
            lon -= 360
        while lon - turned[-1][0] < -180:
            lon += 360
        turned.append((lon, lat))
    return turned


def main(source: str) -> int:
    """Writes `map/land.json`: {"rings": [[x0, y0, x1, y1, ...], ...]} in tenths of a degree."""
    topology = json.loads(Path(source).read_text("utf-8"))
    arcs = arcs_of(topology)
    rings = []
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            outer = ring_of(polygon[0], arcs)
            if max(lat for _, lat in outer) < -58:
                continue
            middle = sum(lon for lon, _ in outer) / len(outer)
            shift = 360 if middle < SEAM else -360 if middle >= SEAM + 360 else 0
            rings.append([round(10 * n) for lon, lat in outer for n in (lon + shift, lat)])
    target = Path(__file__).resolve().parent / "map" / "land.json"
    target.write_text(json.dumps({"rings": rings}, separators=(",", ":")) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
