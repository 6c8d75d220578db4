"""Texts that do not fit where they are shown: found with their place in either language, measured as the screens lay them out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from game.content.loading.checker import check
from game.desktop.layout.arrange import arrange
from game.desktop.layout.text_fit import HEIGHT, SCALE, WIDTH, TextFit
from game.desktop.widgets.flow import Flow
from game.desktop.widgets.roles import ROLES
from game.devtools.sample_situations import show_sample
from game.devtools.text_slots import SHOWN, shown
from game.screens.app import App
from game.screens.tree.node import find, walk
from tests.content.writing import CARD, MANIFEST

CASES = ("card.title", "card.text", "card.responses.text", "card.responses.argument", "dial.title", "order.title", "ending.title")


@pytest.fixture(scope="module")
def fit() -> TextFit:
    return TextFit()


def findings(fit: TextFit, folder: Path) -> list[str]:
    found = check([folder], play=False, unfit=lambda s: fit.fault(*shown(s.kind, s.field, s.leaf, s.text)))
    return [str(f) for f in found if f.code == "text-does-not-fit"]


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("words", ["word ", "磁", "x"])
def test_a_text_of_5000_letters_fits_nowhere_and_a_short_one_everywhere(name: str, words: str, fit: TextFit) -> None:
    kind, field, *rest = name.split(".")
    leaf = rest[-1] if rest else field
    assert "at most" in fit.fault(*shown(kind, field, leaf, (words * 5000)[:5000]))
    assert fit.fault(*shown(kind, field, leaf, (words * 40)[:40].strip())) == ""


def test_the_finding_has_file_line_and_column_in_both_languages(fit: TextFit, tmp_path: Path) -> None:
    card = CARD.replace("text: Cut the quota.", "text: " + "Cut " * 900 + "now.")
    for id, kind, text in (("mymod", "gameplay", card), ("zh-fun", "translation", "title: 克钦\ntext: " + "磁" * 3900 + "\n")):
        folder = tmp_path / id
        (folder / "cards").mkdir(parents=True)
        manifest = MANIFEST.format(id=id).replace("kind: gameplay", f"kind: {kind}")
        (folder / "pack.yaml").write_text(manifest + "depends: [base]\n", "utf-8")
        (folder / "cards" / ("quota.yaml" if id == "mymod" else "b-kachin.yaml")).write_text(text, "utf-8")
    (long,) = findings(fit, tmp_path / "mymod")
    assert "mymod/cards/quota.yaml:12:11: warning[text-does-not-fit] at 200% text size this control takes" in long
    assert any("zh-fun/cards/b-kachin.yaml:2:7: warning[text-does-not-fit]" in t for t in findings(fit, tmp_path / "zh-fun"))
    quota = tmp_path / "mymod" / "cards" / "quota.yaml"
    quota.write_text(card + "ignore: [text-does-not-fit]  # ours\n", "utf-8")
    assert findings(fit, tmp_path / "mymod") == []


def test_the_quick_look_never_passes_what_the_measure_would_not(fit: TextFit) -> None:
    for letters in ("W", "磁", "wide Words ", "i"):
        for count in range(5, 900, 35):
            node, inset = shown("card", "title", "title", (letters * count)[:count])
            flow = Flow(ROLES, fit.letters, fit.em)
            flow.node(node, 0, 0, round(WIDTH - (3 + inset) * fit.em), "panel")
            lines = max(len(b.lines) for b in flow.boxes)
            assert bool(fit.fault(node, inset)) == (lines > fit.most(flow, node)), (letters, count)


def test_cards_are_measured_as_the_desk_lays_them_out(rules: Any, fit: TextFit) -> None:
    app = App(rules, None, threads=False, animate=False)
    app.tick()
    show_sample(app, "desk")
    tree = app.tree()
    card = app.campaign.observation.table[0].card
    for field in ("title", "dateline", "text"):
        node = find(tree, f"card:{card}:{field}")
        assert node is not None and (node.role, node.style) == SHOWN[f"card.{field}"][:2]
    option = next(n for n in walk(tree) if n.role == "option" and n.id.startswith(f"card:{card}:"))
    app.do(option.intent)  # what its desks say stands written out under the response that is chosen
    tree = app.tree()
    argued = find(tree, f"{option.id}:for-says")
    assert SHOWN["card.responses.text"][:2] == ("option", "")
    assert argued is not None and (argued.role, argued.style) == SHOWN["card.responses.argument"][:2]
    layout = arrange(tree, WIDTH, HEIGHT, fit.letters, fit.em)
    for id, inset in ((f"card:{card}:text", 0.0), (argued.id, SHOWN["card.responses.argument"][2])):
        box = [b for b in layout.boxes if b.part == "text" and b.node.id == id][-1]  # a desk's words stand behind its name
        assert abs(box.w - (WIDTH - (3 + inset) * fit.em)) <= 1.5 * fit.em, (id, box.w)
    assert fit.em / 14 == SCALE
