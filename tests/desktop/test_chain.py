"""The chain from ore to use: its flows add up, the picture has a place for each block, other faces get a table."""

from __future__ import annotations

import pytest

from game.desktop.graphics import sankey
from game.desktop.graphics.fonts import Fonts
from game.desktop.layout.arrange import arrange, em_for
from game.engine.rules.campaign.record import Setup
from game.engine.rules.vocabulary.rules import Rules
from game.play.campaign import Campaign
from game.screens.app import App
from game.screens.pages.desk.supply_chain import links, market, products_of
from game.screens.scene.settings import Settings
from game.screens.tree.node import Intent, Sankey, find, walk
from game.terminal.text_page import Numbers, page


def app_after(rules: Rules, quarters: int, language: str = "en") -> App:
    shortest = min(rules.scenarios.values(), key=lambda s: (s.quarters, s.id))
    campaign = Campaign.start(rules, Setup(shortest.id, 5, "beijing"))
    for _ in range(quarters):
        campaign.stay_the_course()
    app = App(rules, None, Settings(language=language), threads=False, animate=False)
    app.tick()
    app.adopt(campaign)
    app.show("desk")
    app.do(Intent("tab", ("chain",)))
    return app


def test_a_market_worked_by_hand() -> None:
    # Home (0) makes 10 and sends 3 to buyer 1; 2 makes 4, keeps 1 and has 3 to spare; 1 wants 2 more, home 1 more than it kept.
    flows = market([10.0, 0.0, 4.0], [8.0, 5.0, 1.0], 0, [0.0, 3.0, 0.0])
    assert flows[0] == pytest.approx([7.0, 3.0, 0.0])
    assert flows[2] == pytest.approx([1.0, 2.0, 1.0])
    assert flows[1] == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("quarters", [0, 1, 3])
def test_what_flows_out_was_made_and_what_flows_in_arrived(rules: Rules, quarters: int) -> None:
    o = app_after(rules, quarters).campaign.observation
    for final in o.world.spec.finals:
        found = links(o, final)
        assert len(found.made) == len(found.flows) + 1 == len(products_of(o.world.spec, final)) + 1
        for made, flow, p in zip(found.made, found.flows, found.products, strict=False):
            total = max(sum(made), 1e-9)
            for r, row in enumerate(flow):
                assert all(v >= 0 for v in row)
                assert sum(row) <= made[r] + 0.01 * total, (final, p, r)
            if quarters:
                arrived = float(o.world.arrivals[:, p, 0].sum())
                assert sum(map(sum, flow)) == pytest.approx(min(arrived, sum(made)), rel=0.05), (final, p)


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (320, 240)], ids=lambda s: f"{s[0]}x{s[1]}")
def test_blocks_stand_in_the_picture_in_their_columns_and_say_where_goods_go(
    rules: Rules, size: tuple[int, int], language: str
) -> None:
    app = app_after(rules, 2, language)
    em = em_for(*size, 1.0)
    layout = arrange(app.tree(), *size, Fonts(em), em)
    picture = next(b for b in layout.boxes if b.part == "sankey")
    data = picture.node.data
    assert isinstance(data, Sankey) and len(data.stages) == 5
    blocks = [b for b in layout.boxes if b.part == "block"]
    assert len(blocks) == sum(len(s.blocks) for s in data.stages)
    assert all(b.node.hint and b.rect.cut(picture.rect) == b.rect for b in blocks)
    spots = sankey.plan(data, picture.w, picture.h, em).spots
    for one in spots:
        others = [s for s in spots if s is not one]
        assert not any(one.rect.meets(s.rect) for s in others)
        into = sum(r.amount for r in data.ribbons if r.column == one.column - 1 and r.target == one.block.id)
        assert into * sankey.plan(data, picture.w, picture.h, em).scale <= one.rect.h + 1
    assert sorted({s.rect.x for s in spots}) == [next(s.rect.x for s in spots if s.column == c) for c in range(5)]


def test_other_faces_get_the_same_numbers_as_a_table(rules: Rules) -> None:
    tree = app_after(rules, 1).tree()
    numbers = Numbers()
    numbers.follow(tree)
    told = "\n".join(page(tree, numbers))
    data = next(n.data for n in walk(tree) if n.role == "sankey")
    assert isinstance(data, Sankey) and find(tree, "chain-table") is not None
    for stage in data.stages:
        assert stage.name in told
        assert all(b.name in told and b.value in told for b in stage.blocks)


def test_the_picture_changes_with_the_product_and_is_kept(rules: Rules) -> None:
    app = app_after(rules, 0)
    before = find(app.tree(), "chain")
    app.do(Intent("layer", ("chips",)))
    after = find(app.tree(), "chain")
    assert before and after and before.data != after.data
    assert isinstance(after.data, Sankey) and len(after.data.stages) == 2
    assert hash(after.data) == hash(after.data)
