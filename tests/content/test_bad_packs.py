"""Packs that nobody would wish for: each is blamed itself and left out, the game and the checker go on, and nothing of it hangs."""

from __future__ import annotations

import os
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from game.content.format.findings import openable
from game.content.loading.checker import check
from game.content.loading.compile import Loaded, load
from game.content.packs import choices, folders, install
from tests.content.writing import CARD, MANIFEST, Write, written

BROKEN = CARD.replace("default: wait", "default: x")
DESKLESS = "patch: numbers\nsides: {beijing: {weights: {remove: [finance]}}}\n"
ORDER = "side: beijing\nfamily: talks\ntitle: Talk\ntext: We talk.\ncapital: 1\neffects: [{kind: channel}]\nlasts: 4\n"
DOCTRINE = "title: A way\ntext: It plays.\nscript: sleepwalk\nnumbers: {}\n"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The player's own folder of packs."""
    folder = tmp_path / "user" / "content"
    folder.mkdir(parents=True)
    monkeypatch.setattr(folders, "user_content", lambda: folder)
    monkeypatch.chdir(tmp_path)
    return folder


def loaded(tmp_path: Path) -> Loaded:
    return load(store=tmp_path / "store")


def renamed(folder: Path, id: str) -> Path:
    manifest = folder / "pack.yaml"
    manifest.write_text(manifest.read_text().replace(f"id: {folder.name}", f"id: {id}"))
    return folder


BAD: dict[str, Callable[[Path], object]] = {
    "an error that is ignored": lambda f: written(f, "bad", cards__quota=CARD + "weight: heavy\nignore: [wrong-type]\n"),
    "the id of the base": lambda f: renamed(written(f, "bad", cards__quota=CARD), "base"),
    "the id of a shipped pack": lambda f: renamed(written(f, "bad", cards__quota=CARD), "zh-hans"),
    "a folder called base": lambda f: written(f, "base", cards__quota=CARD.replace("to: beijing", "to: nobody")),
    "a folder called zh-hans": lambda f: renamed(written(f, "zh-hans", cards__quota=BROKEN), "mine"),
    "a script that nobody plays": lambda f: written(f, "bad", doctrines__way=DOCTRINE),
    "numbers without a desk": lambda f: written(f, "bad", numbers=DESKLESS),
    "no economy": lambda f: written(f, "bad", world__w2025q2=(
        "patch: base:w2025q2\nrows:\n  append:\n"
        "    - {table: gdp, values: {usa: 0}, low: 1, high: 1, source: none, confidence: judgement}\n")),
    "a stage without rows": lambda f: written(f, "bad", world__stages="- {id: powder, title: Powder}\n"),
    "an icon outside": lambda f: written(f, "bad", orders__talk=ORDER + "icon: '..\\..\\secret'\n"),
    "a torn manifest": lambda f: written(f, "bad", "depends: [\n", cards__quota=CARD),
    "a dependence on itself": lambda f: written(f, "bad", "depends: [bad]\n", cards__quota=CARD),
    "a word without end": lambda f: written(f, "bad", cards__quota=CARD.replace("Cut the quota.", "w" * 200_000)),
    "a terminal escape": lambda f: written(f, "bad", cards__quota=CARD.replace("A quota", '"A \\e[31mquota"')),
    "nothing but a folder": lambda f: (f / "bad" / "cards").mkdir(parents=True),
    "a manifest of another ending": lambda f: written(f, "bad").joinpath("pack.yaml").rename(f / "bad" / "pack.yml"),
    "a folder too deep": lambda f: written(f / "bad", "bad", cards__quota=CARD),
    "rubbish called .zip": lambda f: (f / "bad.zip").write_bytes(b"PK no zip at all"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_a_bad_pack_is_left_out_and_blamed_itself(own: Path, tmp_path: Path, what: str) -> None:
    BAD[what](own)
    written(own, "good", cards__fine=CARD)
    found = loaded(tmp_path)
    assert found.rules is not None and "good:fine" in found.rules.cards, found.sentence
    states = {Path(p.folder).relative_to(own).parts[0]: p for p in found.packs if Path(p.folder).is_relative_to(own)}
    bad = next(p for name, p in states.items() if name != "good")
    assert bad.state == "left out" and any(f.severity == "error" for f in bad.findings)
    assert all(p.state == "in play" for p in found.packs if p.shipped) and states["good"].state == "in play"
    assert "reinstall" not in found.sentence
    assert all(len(str(f)) < 1500 and f.file.startswith(own.as_posix()) for f in found.findings)
    assert all(c.isprintable() or c == "\n" for f in found.findings for c in str(f))


def test_a_pack_that_breaks_another_packs_item_is_the_one_to_blame(own: Path, tmp_path: Path) -> None:
    written(own, "innocent", orders__talk=ORDER)
    written(own, "guilty", "after: [innocent]\n", orders__p="patch: innocent:talk\nside: nobody\n")
    states = {p.id: p.state for p in loaded(tmp_path).packs}
    assert states["innocent"] == "in play" and states["guilty"] == "left out"


def test_a_world_out_of_balance_is_told_once_where_the_rows_are(own: Path, tmp_path: Path) -> None:
    """Other worlds are like the one that a pack patches; their files are not blamed for its rows."""
    row = (
        "{table: output, of: [light.concentrate], total: 700, values: {china: 1}, low: 1, high: 1, source: s, confidence: derived}"
    )
    folder = written(own, "unfed", world__w2025q2=f"patch: base:w2025q2\nrows:\n  append:\n    - {row}\n")
    (told,) = [f for f in check([folder], play=False) if f.code == "mass-balance"]
    assert told.file.endswith("unfed/world/w2025q2.yaml") and "700 a year of light.concentrate cannot feed" in told.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_links_pipes_and_huge_files_are_neither_followed_nor_read(own: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: swordfish\n")
    folder = written(own, "bad", cards__quota=CARD)
    (folder / "cards" / "link.yaml").symlink_to(secret)
    os.mkfifo(folder / "cards" / "pipe.yaml")
    with (folder / "cards" / "huge.yaml").open("wb") as file:
        file.truncate(3_000_000_000)
    (own / "linked").symlink_to(folder)
    found = loaded(tmp_path)
    told = [(openable(f.file), f.code) for f in found.findings]
    cards = "user/content/bad/cards"
    assert {(f"{cards}/link.yaml", "not-a-file"), (f"{cards}/pipe.yaml", "not-a-file"), (f"{cards}/huge.yaml", "too-large")} <= {
        *told
    }
    assert ("user/content/linked", "not-a-file") in told
    assert "swordfish" not in str(found)


@pytest.mark.parametrize("name", ["cards/huge.yaml", "huge.bin", "pack.yaml", "stamps.yaml", "../huge.zip"])
def test_a_file_of_three_gigabytes_costs_no_memory(own: Path, tmp_path: Path, name: str) -> None:
    folder = written(own, "bad", cards__quota=CARD)
    with (folder / name).open("wb") as file:
        file.truncate(3_000_000_000)
    tracemalloc.start()
    try:
        codes = {f.code for f in check([folder if name[0] != "." else own / "huge.zip"], play=False)}
        assert "too-large" in codes and tracemalloc.get_traced_memory()[1] < 150_000_000
    finally:
        tracemalloc.stop()


def zipped(folder: Path, place: Path, top: str = "") -> Path:
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*.yaml")):
            archive.write(path, f"{top}{path.relative_to(folder).as_posix()}")
    return place


@pytest.mark.parametrize("top", ["", "mymod-main/"])
def test_a_zip_is_a_pack_like_its_folder(own: Path, tmp_path: Path, top: str) -> None:
    zipped(written(tmp_path, "zipmod", cards__quota=CARD), own / "any-name.zip", top)
    found = loaded(tmp_path)
    assert found.rules is not None and "zipmod:quota" in found.rules.cards
    (own / "any-name.zip").unlink()
    zipped(written(tmp_path / "2", "zipmod", cards__quota=CARD.replace("to: beijing", "to: x")), own / "any-name.zip", top)
    assert [openable(str(f)).split(" ")[0] for f in loaded(tmp_path).findings] == [
        "user/content/any-name.zip/cards/quota.yaml:1:5:"
    ]


def test_paths_of_a_zip_that_lead_out_and_bombs_are_refused(own: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(own / "evil.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pack.yaml", MANIFEST.format(id="evil"))
        archive.writestr("../escaped.yaml", "a: 1")
        archive.writestr("cards/big.yaml", b" " * 50_000_000)
    codes = {f.code for f in loaded(tmp_path).findings}
    assert {"outside-pack", "too-large"} <= codes and not (own.parent / "escaped.yaml").exists()


def test_packs_are_installed_ordered_rested_and_taken_out_by_id(own: Path, tmp_path: Path) -> None:
    place = zipped(written(tmp_path, "zipmod", cards__quota=CARD), tmp_path / "download.zip")
    assert install.install(place) == "zipmod" and (own / "zipmod.zip").is_file()
    assert install.install(written(tmp_path / "made", "folder-mod", cards__fine=CARD)) == "folder-mod"
    assert [p.id for p in loaded(tmp_path).packs if not p.shipped] == ["folder-mod", "zipmod"]
    choices.reorder(["zipmod", "folder-mod"])
    assert [p.id for p in loaded(tmp_path).packs if not p.shipped] == ["zipmod", "folder-mod"]
    choices.switch("zipmod", False)
    rules = loaded(tmp_path).rules
    assert rules is not None and "zipmod:quota" not in rules.cards and "folder-mod:fine" in rules.cards
    assert {p.id: p.state for p in loaded(tmp_path).packs}["zipmod"] == "switched off"
    gone = install.remove("folder-mod")
    assert gone.is_dir() and gone.parent == own.parent / install.REMOVED and not (own / "folder-mod").exists()
    with pytest.raises(install.NotInstalled):
        install.install(tmp_path / "nowhere")
    with pytest.raises(install.NotInstalled):
        install.install(renamed(written(tmp_path / "x", "other"), "base"))


def test_a_switched_off_list_of_before_is_still_heeded(own: Path) -> None:
    (own / choices.EARLIER).write_text('["mymod"]')
    assert choices.choices().off == ("mymod",)
    (own / choices.FILE).write_text("{")
    assert choices.choices().off == ("mymod",)


def test_a_patched_text_is_no_fault_of_a_shipped_translation(own: Path, tmp_path: Path) -> None:
    written(own, "words", cards__p="patch: b-licence-queue\ntitle: Another title\n")
    assert loaded(tmp_path).findings == ()


def test_nothing_that_hangs_on_a_torn_file_is_reported(pack: Write) -> None:
    follow = CARD + "    follow: [{card: torn}]\n"
    folder = pack(cards__torn="to: [", cards__quota=follow, sources__claims="- id: x\n  text: [\n")
    assert {f.code for f in check([folder], play=False)} == {"syntax"}


def test_a_whole_item_where_a_patch_was_meant_says_so(pack: Write) -> None:
    folder = pack(cards__b_licence_queue="title: Another title\n")
    finding = next(f for f in check([folder], play=False))
    assert finding.code == "patch-meant" and finding.suggestion == "patch: base:b-licence-queue"


def test_fiction_needs_no_claims(pack: Write) -> None:
    tale = pack("tale", "fiction: true\n", cards__quota=CARD.replace("[d001-c36]", "[]"))
    assert check([tale], play=False) == ()


SLIPS = {
    ("text: The ministry asks", "text: Rule #3 of the ministry asks"): None,
    ("text: The ministry asks how", "text: The ministry asks for #3 and how"): "cut-text",
    ("title: A quota", "title: “A quota”"): "curly-quotes",
    ("title: A quota", "title: '  '"): "blank-text",
    ("mark: {name: quota-kept", "follow: [{card: quota}]\n    mark: {name: quota-kept"): "self-reference",
    ("ignored", "ignored"): None,
}


def test_slips_are_found(pack: Write) -> None:
    for number, ((old, new), code) in enumerate(SLIPS.items()):
        folder = pack(f"slip{number}", cards__quota=CARD.replace(old, new))
        expected = {code} if code else {"cut-text"} if "#" in new else set()
        assert {f.code for f in check([folder], play=False)} == expected, new


def test_stances_icons_and_ranges(pack: Write) -> None:
    folder = pack("s1", scenarios__p="patch: spring-curbs\nstances: {japan: [5, 0]}\n", orders__talk=ORDER + "icon: rocketship\n")
    assert {f.code for f in check([folder], play=False)} >= {"out-of-bounds", "unknown-icon"}
    folder = pack("s2", "depends: ['base >=9', 'nobody']\nconflicts: ['base <=']\n")
    assert {f.code for f in check([folder], play=False)} == {"bad-range"}
    folder = pack("s3", "depends: ['base >=9', 'nobody']\n")
    assert {f.code for f in check([folder], play=False)} == {"other-version", "missing-pack"}
