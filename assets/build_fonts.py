"""Makes the game's fonts from their upstream files: subsets, with tabular digits as the default digits.

The serif's letters come from the Korean member of its collection, whose quotation marks are as narrow as Latin ones are.

Usage: python assets/build_fonts.py --sans Inter-Regular.otf --sans-strong Inter-SemiBold.otf \\
    --chinese NotoSansCJK-Regular.ttc --chinese-strong NotoSansCJK-Bold.ttc \\
    --serif NotoSerifCJK-Regular.ttc --serif-strong NotoSerifCJK-Bold.ttc [TEXT_FILE ...]
Needs fonttools. TEXT_FILE: texts whose characters must be covered beyond the common ones (content/*/*/*.yaml). A pygame
font cannot ask for the `tnum` feature, therefore the digits are mapped to their tabular glyphs here. All inputs are under the
SIL Open Font License 1.1 without a reserved name that forbids subsets."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent / "fonts"
RANGES = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x2010, 0x2027), (0x202F, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A),
    (0x2044, 0x2044),    (0x2070, 0x208E), (0x20AC, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x2199),
    (0x21BA, 0x21BB), (0x2206, 0x2206),
    (0x2211, 0x2212), (0x221A, 0x221A), (0x221E, 0x221E), (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265), (0x25A0, 0x25A1),
    (0x25B2, 0x25C7), (0x25CB, 0x25CF), (0x2605, 0x2606), (0x2713, 0x2717), (0x391, 0x3A9), (0x3B1, 0x3C9),
)  # fmt: skip
LATIN = [code for first, last in RANGES for code in range(first, last + 1)]
# Elements of the trade and other characters outside the 3,755 of GB 2312's first level.
EXTRA = (
    "钪钇镧铈镨钕钷钐铕钆铽镝钬铒铥镱镥镓锗锑铟钽铌钨钼锂钴镍钛铍铪锆氦"
    "翡翟蕴诠阈熵谍谏辖吁瓶颈榜赢弈博矿渣囤镁锭煅焙萃胺榴霾瞻谛赎虞砺徽媲磋啮缄唆逾屹矗黯璃瞰舵锚桅"
)
CJK_MARKS = [*range(0x3000, 0x3018), *range(0xFF01, 0xFF5F), 0xFFE5, *range(0x2460, 0x246A), 0x2018, 0x2019, 0x201C, 0x201D, 0x2026]


def level_one() -> list[int]:
    """The 3,755 characters of GB 2312's first level: rows 16 to 55."""
    found = []
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF):
            try:
                found.append(ord(bytes((row, cell)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return found


def tabular(font: TTFont) -> None:
    """Maps the ten digits to the glyphs of the `tnum` feature, where the font has them."""
    table = font["GSUB"].table if "GSUB" in font else None
    features = [f.Feature for f in table.FeatureList.FeatureRecord if f.FeatureTag == "tnum"] if table else []
    swaps: dict[str, str] = {}
    for feature in features:
        for index in feature.LookupListIndex:
            for part in table.LookupList.Lookup[index].SubTable:
                swaps.update(getattr(getattr(part, "ExtSubTable", part), "mapping", {}))
    for cmap in font["cmap"].tables:
        for code in range(0x30, 0x3A):
            if code in cmap.cmap:
                cmap.cmap[code] = swaps.get(cmap.cmap[code], cmap.cmap[code])


def named(path: str, family: str) -> int:
    """The number of the font in a collection whose family name this is; -1 for a plain file."""
    if not path.endswith(".ttc"):
        return -1
    number = 0
    while True:
        font = TTFont(path, fontNumber=number, lazy=True)
        if font["name"].getDebugName(1).startswith(family):
            return number
        number += 1


def build(path: str, family: str, codes: list[int], target: str) -> None:
    """Writes one subset to `fonts/`."""
    options = subset.Options(layout_features=["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk"], name_IDs=["*"])
    options.notdef_outline = True
    options.hinting = False
    options.desubroutinize = False
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx", "DSIG"]
    font = TTFont(path, fontNumber=named(path, family))
    tabular(font)
    worker = subset.Subsetter(options)
    worker.populate(unicodes=codes)
    worker.subset(font)
    font.save(HERE / target)


def main() -> int:
    """Builds all seven files."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("sans", "sans-strong", "chinese", "chinese-strong", "serif", "serif-strong"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("texts", nargs="*", type=Path)
    args = parser.parse_args()
    wanted = {ord(c) for path in args.texts for c in path.read_text("utf-8")}
    chinese = sorted({*level_one(), *map(ord, EXTRA), *CJK_MARKS, *(c for c in wanted if c >= 0x2E80)})
    latin = sorted({*LATIN, *(c for c in wanted if 0x20 <= c < 0x2E80)})
    build(args.sans, "", latin, "sans.otf")
    build(args.sans_strong, "", latin, "sans-strong.otf")
    build(args.chinese, "Noto Sans CJK SC", chinese, "chinese.otf")
    build(args.chinese_strong, "Noto Sans CJK SC", chinese, "chinese-strong.otf")
    build(args.serif, "Noto Serif CJK SC", sorted({*latin, *chinese}), "serif.otf")
    build(args.serif, "Noto Serif CJK KR", latin, "serif-latin.otf")
    build(args.serif_strong, "Noto Serif CJK KR", latin, "serif-strong.otf")
    return 0


if __name__ == "__main__":
    sys.exit(main())
