"""Loading: the same content gives the same rules and hash in any process and order, from the store or afresh."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from game.content import coverage, inventory
from game.content.checks.actions import signature
from game.content.loading import stored
from game.content.loading.checker import check
from game.content.loading.compile import Loaded, content, load
from game.content.loading.counts import chains
from game.content.loading.languages.translation import languages
from game.content.loading.made_rules import rules_of
from game.content.packs.versions import version_fits
from game.engine.rules.vocabulary.rules import Rules
from game.outside_files import sealed
from game.screens.words.texts import Texts

ROOT = Path(__file__).resolve().parents[2]


def test_the_base_pack_loads_without_findings(loaded: Loaded) -> None:
    assert [str(f) for f in loaded.findings] == [] and loaded.sentence == "" and loaded.rules is not None


def test_the_store_gives_the_same_rules_without_reading_again(loaded: Loaded, filled: Path, packs: Path) -> None:
    again = load([packs], store=filled)
    assert len(list(filled.glob("*.json"))) == 1
    assert loaded.rules is not None and again.rules is not None
    assert loaded.rules.hash == again.rules.hash and loaded.rules.cards == again.rules.cards and loaded.packs == again.packs


@pytest.mark.parametrize("damage", ["", "{", '{"format": 99}', "[]", "\x00"])
def test_a_damaged_store_holds_nothing(tmp_path: Path, damage: str, rules: Rules, filled: Path) -> None:
    place = next(filled.glob("*.json"))
    assert stored.fetch(filled, place.stem, dict) is not None
    (tmp_path / place.name).write_text(damage)
    assert stored.fetch(tmp_path, place.stem, dict) is None


def test_a_damaged_store_is_ignored(tmp_path: Path, rules: Rules, filled: Path, packs: Path) -> None:
    place = next(filled.glob("*.json"))
    (tmp_path / place.name).write_text('{"format": 99}')
    again = load([packs], store=tmp_path)
    assert again.rules is not None and again.rules.hash == rules.hash
    assert stored.fetch(tmp_path, place.stem, dict) is not None, "and is written anew"


def test_a_store_that_cannot_be_written_is_no_fault(tmp_path: Path, rules: Rules, packs: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    loaded = load([packs], store=blocked)
    assert loaded.rules is not None and loaded.rules.hash == rules.hash


def test_the_store_follows_every_byte(tmp_path: Path) -> None:
    pack = tmp_path / "content" / "words"
    (pack / "terms").mkdir(parents=True)
    (pack / "pack.yaml").write_text(
        'id: words\nversion: "1"\ngame: ">=0.1"\nkind: gameplay\ntitle: W\nauthors: [a]\nlicence: MIT\n'
    )
    term = pack / "terms" / "lamp.yaml"
    before = stored.fingerprint([pack])
    term.write_text("english: lamp\nchinese: 灯\npinyin: deng\ntext: It gives light.\n", encoding="utf-8")
    assert stored.fingerprint([pack]) != before
    one = load([pack], store=tmp_path / "store")
    term.write_text(term.read_text(encoding="utf-8").replace("light", "shade"), encoding="utf-8")
    two = load([pack], store=tmp_path / "store")
    assert one.rules is not None and two.rules is not None and one.rules.hash != two.rules.hash
    assert two.rules.terms["words:lamp"].text == "It gives shade."


@pytest.mark.parametrize("seed", ["0", pytest.param("12345", marks=pytest.mark.slow)])
def test_the_hash_is_equal_in_fresh_processes(rules: Rules, tmp_path: Path, packs: Path, seed: str) -> None:
    code = (
        "import sys; from pathlib import Path; from game.content.loading.compile import load; "
        "print(load([sys.argv[1]], store=Path(sys.argv[2])).rules.hash)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(packs), str(tmp_path)],
        env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    assert done.stdout.strip() == rules.hash


def test_the_hash_does_not_depend_on_folders_and_the_order_of_files(rules: Rules, tmp_path: Path, packs: Path) -> None:
    copied = tmp_path / "elsewhere" / "base"
    shutil.copytree(packs / "base", copied)
    orders = copied / "orders"
    for path in sorted(orders.glob("*.yaml")):
        path.rename(orders / f"zz-{path.name}" if path.name < "c" else orders / f"aa-{path.name}")
    loaded = load([copied], store=tmp_path / "store")
    assert loaded.rules is not None and loaded.rules.hash == rules.hash


def test_rules_are_read_only_and_ordered_by_id(rules: Rules) -> None:
    assert list(rules.cards) == sorted(rules.cards) and list(rules.worlds) == sorted(rules.worlds)
    with pytest.raises(TypeError):
        rules.cards["x"] = None  # type: ignore[index]


def test_references_are_in_normal_form(rules: Rules) -> None:
    for card in rules.cards.values():
        assert all(f.card in rules.cards for r in card.responses for f in r.follow)
        assert all(c in rules.claims for c in card.claims)


def test_inventory_and_coverage_have_the_promised_keys(rules: Rules, packs: Path) -> None:
    counts = inventory(rules)
    assert set(counts) >= {
        "cards", "actions", "dials", "scenarios", "mandates", "endings", "doctrines", "terms", "languages",
    }  # fmt: skip
    assert set(counts["cards"]) >= {"total", "beijing", "washington", "both", "chains", "conduct"}
    assert counts["cards"]["total"] == sum(counts["cards"][to] for to in ("beijing", "washington", "both"))
    assert counts["scenarios"][0] == "spring-curbs", "shortest first"
    assert 0 < languages([packs]).get("zh-hans", 1.0) <= 1
    covered = coverage(rules)
    assert set(covered) >= {"claims", "carried", "uncarried", "by_document"}
    assert covered["carried"] + len(covered["uncarried"]) == covered["claims"] == len(rules.claims)
    json.dumps([counts, covered])


def test_chains_are_paths_of_cards_that_follow_each_other(rules: Rules) -> None:
    for chain in chains(rules):
        for before, after in pairwise(chain):
            assert any(f.card == after for r in rules.cards[before].responses for f in r.follow)


def test_no_two_measures_of_a_side_share_a_signature(rules: Rules) -> None:
    products = next(iter(rules.worlds.values())).products
    for side in ("beijing", "washington"):
        signatures = [signature(x, products) for x in (*rules.dials.values(), *rules.orders.values()) if x.side == side]
        assert len(signatures) == len(set(signatures)) >= 20


def test_versions_are_compared_by_number() -> None:
    assert version_fits("0.1.0", ">=0.1,<1") and version_fits("1.10", ">1.9") and version_fits("2", "2.0")
    assert not version_fits("0.1.0", ">=0.2") and not version_fits("0.1.0", "nonsense")


def test_plain_content_compiles_without_the_checker(rules: Rules, filled: Path, packs: Path) -> None:
    document = json.loads(json.dumps(content([packs], store=filled)))
    again = rules_of(document)
    assert again is not None and again.hash == rules.hash and again.numbers == rules.numbers
    assert check([packs], play=False) == ()


@pytest.mark.parametrize("at", range(0, 96, 4))
def test_a_store_with_one_changed_bit_is_put_aside(at: int, filled: Path, tmp_path: Path) -> None:
    (place,) = filled.glob("*.json")
    data = bytearray(place.read_bytes())
    data[at * len(data) // 100] ^= 1 << at % 8
    changed = tmp_path / place.name
    changed.write_bytes(data)
    assert stored.fetch(tmp_path, place.stem, dict) is None
    (aside,) = tmp_path.iterdir()
    assert aside.read_bytes() == bytes(data)


@pytest.mark.parametrize("text", ["{}", '{"items": 5}', "[1]"])
def test_a_store_of_another_shape_is_read_afresh_and_told(
    text: str, rules: Rules, filled: Path, packs: Path, tmp_path: Path
) -> None:
    (place,) = filled.glob("*.json")
    (tmp_path / place.name).write_bytes(sealed(text.encode()))
    found = load([packs], store=tmp_path)
    assert found.rules is not None and found.rules.hash == rules.hash and "read afresh" in found.sentence
    assert "重新读取" in Texts("zh-Hans").said(found.sentence)
    assert load([packs], store=tmp_path).sentence == ""


@pytest.mark.parametrize("to", ["/dev/zero", "pipe"])
def test_a_device_or_a_pipe_in_the_place_of_a_store_is_not_read(to: str, filled: Path, tmp_path: Path) -> None:
    (place,) = filled.glob("*.json")
    if to == "pipe":
        os.mkfifo(tmp_path / place.name)
    else:
        (tmp_path / place.name).symlink_to(to)
    assert stored.fetch(tmp_path, place.stem, dict) is None and not (tmp_path / place.name).exists()
