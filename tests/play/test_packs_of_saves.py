"""Saves and packs: a save says which packs it lacks, what it would lose without them, and goes on without where it can."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from game.content.loading.compile import load
from game.engine.rules import new_game
from game.engine.rules.campaign.record import CardOnTable, MarkBorne, MeasureInForce, Promise, Setup, State
from game.engine.rules.vocabulary.acts import OfCard, OfOrder
from game.engine.rules.vocabulary.plan import GiveOrder
from game.engine.rules.vocabulary.rules import Rules
from game.play import Campaign, PacksMissing, SaveError, Store
from game.play.quarter_causes import account_of
from game.play.soundness import unsound
from game.play.without_packs import absent, without
from game.structs import replace
from tests.content.writing import CARD, written

ORDER = "side: beijing\nfamily: talks\ntitle: Talk\ntext: We talk.\ncapital: 1\neffects: [{kind: channel}]\nlasts: 9\n"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Rules, Rules]:
    """The rules with a pack of a card and an order, and those without it."""
    folder = tmp_path_factory.mktemp("packs")
    with_it = load([written(folder, "mymod", cards__quota=CARD, orders__talk=ORDER)], store=folder / "1").rules
    bare = load([folder / "nothing"], store=folder / "2").rules
    assert with_it is not None and bare is not None and with_it.hash != bare.hash
    return with_it, bare


def touched(rules: Rules) -> State:
    """A state that the pack has left its traces in."""
    state = new_game(rules, Setup("spring-curbs", 1, "beijing"))
    measure = MeasureInForce("mymod:talk-1", "beijing", OfOrder("mymod:talk"), 0, 9)
    mark = MarkBorne("quota-cut", "grievance", "beijing", 0, 9, OfCard("mymod:quota", "cut"))
    record = replace(
        state.record,
        table=(*state.record.table, CardOnTable("mymod:quota", "beijing", 0)),
        measures=(*state.record.measures, measure),
        marks=(*state.record.marks, mark),
        enacted=(("mymod:talk", 0, ""),),
    )
    return State(record, state.world)


def test_what_only_a_missing_pack_knew_is_dropped_and_named(both: tuple[Rules, Rules]) -> None:
    with_it, bare = both
    state = touched(with_it)
    assert unsound(bare, state)
    pruned, dropped = without(bare, state)
    assert set(dropped) == {"mymod:quota", "mymod:talk"} and not unsound(bare, pruned)
    assert without(with_it, state) == (state, ()), "with the pack nothing is dropped"


def test_promises_of_orders_that_are_here_go_on(both: tuple[Rules, Rules]) -> None:
    """Every promise that came of an order was dropped with the pack: its measure's id was taken for an unknown order."""
    with_it, bare = both
    state = touched(with_it)
    own, strange_one = (
        Promise("p", "beijing", "washington", 0, 9, order="chip-waivers-7"),
        Promise("q", "beijing", "washington", 0, 9, order="mymod:talk-1"),
    )
    pruned, dropped = without(bare, State(replace(state.record, promises=(own, strange_one)), state.world))
    assert pruned.record.promises == (own,) and "mymod:talk-1" in dropped and "chip-waivers-7" not in dropped


def test_a_quarter_that_a_missing_pack_had_a_hand_in_is_not_explained(both: tuple[Rules, Rules]) -> None:
    """It ended in a crash file, and the quarter after it was told with causes that were not those of the campaign."""
    with_it, bare = both
    campaign = Campaign.start(with_it, Setup("spring-curbs", 1, "beijing"), None)
    campaign.add(GiveOrder("mymod:talk"))
    campaign.commit()
    campaign.commit()
    for quarter in (0, 1):
        assert account_of(with_it, campaign.setup, campaign.log, quarter).causes
        with pytest.raises(SaveError, match="other rules"):
            account_of(bare, campaign.setup, campaign.log, quarter)


def test_a_save_says_which_pack_it_lacks_and_goes_on_without(both: tuple[Rules, Rules], tmp_path: Path) -> None:
    with_it, bare = both
    campaign = Campaign.start(with_it, Setup("spring-curbs", 1, "beijing"), Store(tmp_path))
    campaign.stay_the_course()
    campaign.state = touched_after(campaign)
    path = campaign.save("mine")
    assert path is not None
    with pytest.raises(PacksMissing) as problem:
        Campaign.load(bare, path)
    assert problem.value.possible and "mymod 1.0" in problem.value.sentence and "mymod:quota" in problem.value.sentence
    going_on = Campaign.load(bare, path, bare=True)
    assert "mymod:quota" in going_on.notice
    going_on.stay_the_course()
    assert going_on.observation.quarter == 2


def test_a_campaign_of_no_quarter_goes_on_without_and_is_saved_and_loaded_whole(both: tuple[Rules, Rules], tmp_path: Path) -> None:
    """Its save was called damaged: the start that was left of it was not the one that the rules begin with."""
    with_it, bare = both
    campaign = Campaign.start(with_it, Setup("spring-curbs", 1, "beijing"), Store(tmp_path))
    record = replace(
        campaign.state.record, table=(CardOnTable("mymod:quota", "beijing", 0),)
    )  # in the place of the game's own card
    campaign.state = State(record, campaign.state.world)
    path = campaign.save("mine")
    assert path is not None
    with pytest.raises(PacksMissing):
        Campaign.load(bare, path)
    going_on = Campaign.load(bare, path, Store(tmp_path), bare=True)
    assert "without packs" in going_on.notice
    again = going_on.save("on")
    assert again is not None and Campaign.load(bare, again).notice == ""


def touched_after(campaign: Campaign) -> State:
    """The campaign's state with a card of the pack on the table; its log tells of it."""
    from game.engine.rules import digest

    record = campaign.state.record
    state = State(replace(record, table=(*record.table, CardOnTable("mymod:quota", "beijing", 1))), campaign.state.world)
    campaign.log = (replace(campaign.log[0], digest=digest(state)),)
    return state


def test_looks_and_words_never_block_a_save(tmp_path: Path, both: tuple[Rules, Rules]) -> None:
    look = written(tmp_path, "look", cards__p="patch: b-licence-queue\ntitle: Another title\n")
    manifest = look / "pack.yaml"
    manifest.write_text(manifest.read_text().replace("kind: gameplay", "kind: cosmetic"))
    told = load([look], store=tmp_path / "1").rules
    assert told is not None and told.hash == both[1].hash
    assert told.cards["b-licence-queue"].title == "Another title"
    assert [a.id for a in absent(both[1], told.packs)] == ["look"]
    campaign = Campaign.start(told, Setup("spring-curbs", 1, "beijing"), Store(tmp_path))
    path = campaign.save("mine")
    assert path is not None and Campaign.load(both[1], path).notice == ""


def test_a_save_of_a_world_that_is_gone_says_which_pack_it_needs(tmp_path: Path, both: tuple[Rules, Rules]) -> None:
    campaign = Campaign.start(both[0], Setup("spring-curbs", 1, "beijing"), Store(tmp_path))
    path = campaign.save("mine")
    assert path is not None
    lines = path.read_text("utf-8").splitlines()
    header = json.loads(lines[0])
    header["setup"]["scenario"], header["rules"] = "mymod:elsewhere", "0" * 32
    header["packs"] = [["base", "0.1.0", "x"], ["mymod", "1.0", "y"]]
    path.write_text("\n".join([json.dumps(header), *lines[1:]]) + "\n", "utf-8")
    with pytest.raises(PacksMissing) as problem:
        Campaign.load(both[1], path, bare=True)
    assert not problem.value.possible and "mymod 1.0" in problem.value.sentence


@pytest.mark.parametrize("name", ["a:b", "CON", "nul", "..\\x", "w" * 300])
def test_a_save_has_a_file_name_that_every_system_takes(tmp_path: Path, both: tuple[Rules, Rules], name: str) -> None:
    campaign = Campaign.start(both[1], Setup("spring-curbs", 1, "beijing"), Store(tmp_path))
    path = campaign.save(name)
    assert path is not None and path.parent == tmp_path
    assert not set(path.name) & set(':\\/*?"<>|') and path.stem not in ("con", "nul") and len(path.name) < 100


def test_plans_draft_of_a_missing_pack_is_left_out(both: tuple[Rules, Rules]) -> None:
    from game.play.without_packs import strange

    assert list(strange(both[1], GiveOrder("mymod:talk"))) == ["mymod:talk"]
    assert list(strange(both[0], GiveOrder("mymod:talk"))) == []
