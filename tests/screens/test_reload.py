"""Packs that are read again while a campaign is under way: new rules, the same state, or one sentence why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game.content.loading.compile import load
from game.content.packs import folders
from game.engine.rules import digest
from game.engine.rules.campaign.record import Setup
from game.engine.rules.vocabulary.plan import Say
from game.play import Campaign, Store, replay
from game.play.reloading import NotUnderThese, reloaded
from game.screens.app import App
from game.screens.tree.node import Intent
from game.structs import replace
from tests.content.writing import CARD, MANIFEST

DIAL = """side: beijing
family: licences
title: A new dial
text: Licences a little more of everything.
notches:
  - {label: open}
  - {label: shut, rung: 2, effects: [{kind: licence, products: [heavy.magnet], to: rival, volume: 0.5}]}
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The player's content folder with one pack of one card."""
    folder = tmp_path / "own" / "content"
    (folder / "mymod" / "cards").mkdir(parents=True)
    (folder / "mymod" / "pack.yaml").write_text(MANIFEST.format(id="mymod"), encoding="utf-8")
    (folder / "mymod" / "cards" / "quota.yaml").write_text(CARD, encoding="utf-8")
    monkeypatch.setattr(folders, "user_content", lambda: folder)
    yield folder


def begun(tmp_path: Path, quarters: int = 1) -> Campaign:
    """A campaign under the packs as they are installed now."""
    rules = load().rules
    assert rules is not None
    campaign = Campaign.start(rules, Setup("spring-curbs", 7), Store(tmp_path / "saves"))
    for _ in range(quarters):
        campaign.stay_the_course()
    return campaign


def playing(make_app: Callable[..., App], campaign: Campaign) -> App:
    app = make_app()
    app.adopt(campaign)
    app.show("desk")
    return app


def change(own: Path, before: str, after: str) -> None:
    path = own / "mymod" / "cards" / "quota.yaml"
    path.write_text(path.read_text("utf-8").replace(before, after), encoding="utf-8")


def test_a_changed_card_is_there_and_the_state_is_the_same(own: Path, tmp_path: Path, make_app: Callable[..., App]) -> None:
    campaign = begun(tmp_path)
    campaign.add(Say("ease"))
    app = playing(make_app, campaign)
    change(own, "title: A quota", "title: Another quota")
    app.do(Intent("reload"))
    now = app.campaign
    assert now is not None and now is not campaign
    assert now.rules.cards["mymod:quota"].title == "Another quota" and now.rules.hash != campaign.rules.hash
    assert digest(now.state) == digest(campaign.state) and now.log == campaign.log and now.plan.lines == (Say("ease"),)
    assert app.scene().rules is not None and app.ui.message == app.texts("packs.reloaded") and app.ui.screen == "desk"


def test_the_campaign_is_played_on_saved_and_replayed_after_it(own: Path, tmp_path: Path, make_app: Callable[..., App]) -> None:
    app = playing(make_app, begun(tmp_path))
    change(own, "amount: 0.2", "amount: 0.3")
    app.do(Intent("reload"))
    app.do(Intent("stay"))
    assert app.campaign is not None and app.campaign.state.record.quarter == 2
    path = app.campaign.save("later")
    assert path is not None
    assert Campaign.load(app.campaign.rules, path).state.record.quarter == 2
    assert replay(app.campaign.rules, path).quarters == 2


def test_an_error_leaves_the_campaign_under_its_rules_and_is_told_with_its_place(
    own: Path, tmp_path: Path, make_app: Callable[..., App]
) -> None:
    campaign = begun(tmp_path)
    app = playing(make_app, campaign)
    change(own, "title: A quota", "titel: A quota")
    app.do(Intent("reload"))
    assert app.campaign is campaign and app.rules is not None and "mymod:quota" in app.rules.cards
    place = app.ui.message.partition("mymod/cards/quota.yaml:2:1")
    assert place[1] and place[2] == ': there is no field "titel" → title', "one sentence, with what is meant behind it"
    assert str(own) not in app.ui.message, "the pack's folder says where, the way to it does not"


def test_a_card_that_lies_on_the_table_cannot_go(own: Path, tmp_path: Path) -> None:
    campaign = begun(tmp_path)
    table = tuple(replace(c, card="mymod:quota") for c in campaign.state.record.table if c.side == "beijing")
    campaign.state = replace(campaign.state, record=replace(campaign.state.record, table=table))
    (own / "mymod" / "cards" / "quota.yaml").unlink()
    rules = load().rules
    assert rules is not None
    with pytest.raises(NotUnderThese, match="mymod:quota"):
        reloaded(campaign, rules)


def test_a_new_dial_stands_at_its_start(own: Path, tmp_path: Path) -> None:
    campaign = begun(tmp_path)
    (own / "mymod" / "dials").mkdir()
    (own / "mymod" / "dials" / "new-dial.yaml").write_text(DIAL, encoding="utf-8")
    rules = load().rules
    assert rules is not None and "mymod:new-dial" in rules.dials
    now = reloaded(campaign, rules)
    assert now.state.record.dials["mymod:new-dial"] == 0
    now.stay_the_course()


def test_nothing_is_read_again_between_sealing_and_answering(own: Path, tmp_path: Path) -> None:
    campaign = begun(tmp_path)
    campaign.seal()
    rules = load().rules
    assert rules is not None
    with pytest.raises(NotUnderThese, match="sealed"):
        reloaded(campaign, rules)


@pytest.mark.parametrize("quarters", [0, 1])
def test_what_was_read_again_is_saved_and_loaded_whole(own: Path, tmp_path: Path, quarters: int) -> None:
    """In the first quarter the save was called damaged, since its state was not the one that the new rules begin with."""
    campaign = begun(tmp_path, quarters)
    change(own, "to: beijing", "to: beijing\nweight: 90")
    (own / "mymod" / "scenarios").mkdir()
    (own / "mymod" / "scenarios" / "spring.yaml").write_text("patch: base:spring-curbs\ndials: {directed-credit: 2}\n", "utf-8")
    rules = load().rules
    assert rules is not None
    path = reloaded(campaign, rules).save("later")
    assert path is not None and Campaign.load(rules, path).notice == ""
