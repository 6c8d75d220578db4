"""Every code of the checker has a pack that shows it; what is said of it, with its place, is kept in findings.txt, from
which the manual has its examples.

After a wanted change: python -m tests.content.test_codes --write"""

from __future__ import annotations

import ast
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable
from functools import reduce
from pathlib import Path

import pytest

from game import installation
from game.content.format.codes import CODES
from game.content.format.findings import Finding
from game.content.loading import gather, trial
from game.content.loading.checker import check
from game.content.packs import files
from game.content.reference.manual import FINDINGS
from game.engine.rules.vocabulary.plan import Plan, Side
from tests.content.writing import CARD, MANIFEST, written

GOLDEN = FINDINGS
Pack = dict[str, str]
Made = Callable[[Path], object]


def card(old: str, new: str, more: str = "") -> Pack:
    """The sound card with one change."""
    assert old in CARD, old
    return {"cards__quota": CARD.replace(old, new, 1) + more}


def plan(change: str) -> Pack:
    """A lesson's plan like one of the game's with one change."""
    return {"teaching__plans": f"- id: talk\n  like: base:council\n  number: 15\n  {change}\n"}


PLAYED = "{title: Play, quarters: 2, text: We play.}"
UNFED = (
    "patch: base:w2025q2\nrows:\n  append:\n"
    "    - {table: output, of: [light.concentrate], total: 700, values: {china: 1}, low: 1, high: 1, source: s,\n"
    "       confidence: derived}\n"
)
ORDER = "side: beijing\nfamily: talks\ntitle: Talk\ntext: We talk.\ncapital: 1\neffects: [{kind: channel}]\nlasts: 4\n"
DIAL = (
    "side: beijing\nfamily: licences\ntitle: Gate\ntext: A gate.\nnotches:\n"
    "  - {label: open}\n  - {label: shut, effects: [{kind: licence, products: [heavy.magnet], to: rival, volume: 0.5}]}\n"
)
SHUT = "effects: [{kind: licence, products: [heavy.magnet], to: rival, volume: 0.5}]"
LESSON = "- {id: a, order: %s, at: measures, title: A, text: %s%s}\n"
DOCUMENT = (
    "- {id: doc, file: a.txt, title: A, short: a, sort: rewrite, author: not named, date: '2026', "
    "links: none, root: A%s, note: %s}\n"
)
CLAIM = "- {id: c1, document: doc, section: one, text: It is so.%s}\n"
THESIS = (
    "- {id: t, order: 9, claim: d001-c02, text: Some bind., test: two, deeds: gives, found: 'Of {cases}: {n0} each.', "
    "untried: None gave.}\n"
)
PUBLICATION = "- {id: p, publisher: P, called: [Paper], title: T, date: '2025', address: '%s', cards: [b-kachin]}\n"
CONTESTED = (
    "- {id: c, statement: It is so., says: [one], disputes: [%s], evidence: none, status: disputed, as_of: '%s', "
    "phrases: [moon of cheese]}\n"
)
WORLD = (
    "title: Mine\ntext: A world.\nquarter: 2025Q2\nlike: w2025q2\nrows:\n"
    "  - {%s, low: 1, high: 1, source: s, confidence: judgement}\n"
)
PATCH = "patch: spring-curbs\n"
TRANSLATED = "- id: b-licence-queue\n  title: %s\n"
PERSON = (
    "- {id: guard, name: A guard, office: at a gate, portrait: licence-clerk, fears: rain, counts: hours, words: 9, signs: 18, "
    "sayings: [{on: [moon-falls], text: It fell.}]}\n"
)
CASE = (
    "title: C\ntext: A case.\nworld: w2025q2\nmonths: 12\ntargets:\n  - {id: t, title: T, read: {what: price, take: max}, "
    "band: [0, 1], source: s, confidence: judgement}\n"
)

SHOWN: dict[str, Pack] = {
    "alias": {"cards__a": "to: &x beijing\ntitle: *x\n"},
    "anchor": {"cards__a": "to: &x beijing\n"},
    "bad-date": card("to: beijing", "to: beijing\nwhen: {kind: quarter, since: 2025-04}"),
    "bad-id": {"cards__Big": CARD},
    "bad-language": {"manifest": "language: de\n"},
    "bad-range": {"manifest": "depends: ['base >= one']\n"},
    "blank-text": card("title: A quota", "title: '  '"),
    "call-without-cause": card("to: beijing", "to: beijing\ncalled: mark"),
    "card-without-claim": card("[d001-c36]", "[]"),
    "claim-uncarried": {"sources__documents": DOCUMENT % ("", "n"), "sources__claims": CLAIM % ""},
    "conflicting-pack": {"manifest": "conflicts: [base]\n"},
    "contested-as-fact":
        {"sources__contested": CONTESTED % ("two", "2026"), **card("text: The", "text: The moon of cheese is here. The")},
    "contested-untold": {"sources__contested": CONTESTED % ("", "2026")},
    "control-character": card("A quota", '"A \\e[31m quota"'),
    "curly-quotes": card("title: A quota", "title: “A quota”"),
    "cut-text": card("The ministry asks", "The ministry asks for #3 and"),
    "dial-left-out": {"scenarios__mine": "like: base:spring-curbs\ndials: {remove: [stockpile]}\n"},
    "directive": {"cards__a": "%TAG ! tag:x,2000:\n---\na: 1\n"},
    "effect-on-nothing": card("amount: 0.2", "amount: 0"),
    "empty": {"cards__a": ""},
    "endless-chain": {"cards__quota": CARD + "    follow: [{card: quota}]\nagain: 2\n"},
    "half-objection": card("    argument: They will listen.", "    argument: They will listen.\n    objection: No."),
    "ignored-error": {"cards__quota": CARD + "weight: heavy\nignore: [wrong-type]\n"},
    "impossible-condition": card("to: beijing", "to: beijing\nwhen: {kind: quantity, name: leverage, least: 60, most: 40}"),
    "key-not-text": {"cards__a": "{a: 1}: 2\n"},
    "loaded-word": card("The ministry", "The regime"),
    "lone-bidder": card("brief:", "auction: {won: [{kind: tension, amount: 0.2}]}\nbrief:"),
    "long-sentence": card("The ministry asks", "The ministry asks" + " and it asks" * 14),
    "long-word": card("Cut the quota.", "w" * 61),
    "memory-without-quarter": card("brief:", "memories: [{marks: [quota-cut], text: So it was.}]\nbrief:"),
    "merge-key": {"cards__a": "a:\n  <<: {b: 1}\n"},
    "missing-field": card("dateline: Beijing\n", ""),
    "missing-glyph": card("A quota", "A quota \U0001f9f2"),
    "missing-id": {"terms__t": "- {english: lamp}\n"},
    "missing-key": {"endings__e": "order: 900\ntitle: E\ntext: {beijing: It ends.}\n"},
    "missing-label": {"sources__documents": DOCUMENT % ("", "' '")},
    "missing-pack": {"manifest": "depends: [bsae]\n"},
    "never-dealt": card("to: beijing", "to: beijing\ncalled: chain"),
    "no-effect": card("    impulses: [{kind: belief, of: outside, months: 1}]\n", ""),
    "not-one-of": card("to: beijing", "to: bejing"),
    "one-voice": card("desk: partners", "desk: security"),
    "only-accounts":
        {"orders__pay": ORDER.replace("effects: [{kind: channel}]\nlasts: 4", "impulses: [{kind: budget, amount: 1}]")},
    "other-id": {"cards__quota": "id: tariff\n" + CARD},
    "out-of-bounds": card("amount: 0.2", "amount: 7"),
    "reading-level": card("The ministry asks how much may leave the country this quarter.", "Administrative interdependence "
                          "characteristically necessitates "
                          "considerable interorganisational communication regarding availability and accountability everywhere."),
    "renamed": {"manifest": "renamed: {old: quota}\n", "cards__quota": CARD, "cards__b": CARD + "    follow: [{card: old}]\n"},
    "removed": {"manifest": "removed: [old]\n", "cards__b": CARD + "    follow: [{card: old}]\n"},
    "renamed-and-removed": {"manifest": "renamed: {old: new}\nremoved: [old]\n"},
    "repeated-id": {"terms__a": "- {id: x, english: lamp, chinese: 灯, pinyin: deng, text: Light.}\n" * 2},
    "repeated-key": {"cards__a": "a: 1\na: 2\n"},
    "repeated-order": {"lessons__l": LESSON % (10, "One.", "")},
    "same-bids":
        card("to: beijing", "to: both", "auction: {won: [{kind: tension, amount: 0.2}]}\n"),
    "same-claim":
        {"sources__documents": DOCUMENT % ("", "n"), "sources__claims": CLAIM % "" + CLAIM.replace("c1", "c2") % ", same: c1"},
    "same-notch": {"dials__gate": DIAL.replace("{label: open}", "{label: open, " + SHUT + "}")},
    "same-response": card("[{kind: belief, of: outside, months: 1}]", "[{kind: tension, amount: 0.2}]"),
    "same-signature": {"orders__a": ORDER, "orders__b": ORDER.replace("We talk.", "We talk on.")},
    "self-reference": {"cards__quota": CARD + "    follow: [{card: quota}]\n"},
    "shared-run": {f"cards__{x}": CARD.replace("They will listen.", "It is the last word we have.") for x in "ab"},
    "stray-quote": card("title: A quota", 'title: A quota"'),
    "syntax": {"cards__a": "a: [1\n"},
    "tab": {"cards__a": "a:\tb\n"},
    "tag": {"cards__a": "a: !!int 3\n"},
    "thesis-test": {"sources__theses": THESIS},
    "tic": {f"cards__{x}": CARD.replace("The ministry asks", f"From a drawer ministry {x} asks") for x in "abcd"},
    "text-too-long": card("Cut the quota.", "Cut " * 16),
    "too-deep": {"cards__a": "[" * 30 + "]" * 30},
    "too-large": {"cards__a": "a: " + "x" * 1_000_001},
    "two-documents": {"cards__a": "a: 1\n---\nb: 2\n"},
    "unknown-code": {"cards__quota": CARD + "ignore: [one-vioce]\n"},
    "unknown-field": card("title: A", "titel: A"),
    "unknown-folder": {"card__a": "a: 1\n"},
    "unknown-headline": {"people__p": PERSON},
    "unknown-icon": {"orders__talk": ORDER + "icon: rocketship\n"},
    "unknown-id": card("d001-c36", "d001-c366"),
    "unknown-kind": card("kind: tension", "kind: tensoin"),
    "unknown-response": card("default: wait", "default: wiat"),
    "unknown-root": {"sources__documents": DOCUMENT % ("", "n"), "sources__claims": CLAIM % ", root: Z"},
    "unknown-script": {"doctrines__way": "title: W\ntext: It plays.\nscript: hwak\nnumbers: {}\n"},
    "unread-file": {"nubmers": "a: 1\n"},
    "unused-pairs": card("brief:", "pairs: [{beijing: cut, washington: wait}]\nbrief:"),
    "voice-never": card("They will listen.", "I hope that they will listen."),
    "voice-sentence": card("They will listen.", "They will listen now, and then they will ask us, and then they will come."),
    "wrong-cell": {"world__mine": WORLD % "table: gdp, values: {atlantis: 1}"},
    "wrong-length": card("title: A quota", "title: ''"),
    "wrong-side": {"lessons__l": LESSON % (99, "One.", ", advice: {washington: [{kind: move, dial: licence-heavy-rival, by: 1}]}")},
    "wrong-target": {
        "lessons__l": LESSON % (99, "One.", ", advice: {beijing: [{kind: give, order: talk, target: japan}]}"),
        "orders__talk": ORDER,
    },
    "wrong-type": card("amount: 0.2", "amount: '0.2'"),
    "lesson-step": plan("steps: {append: [{title: Talk, text: We talk.}]}"),
    "lesson-time": plan("steps: {append: [{title: Talk, minutes: 3, text: We talk.}]}"),
    "lesson-quarters": plan("steps: {append: [{title: Play, quarters: 2, text: We play.}]}"),
    "short-debrief": plan("steps: {replace: [{title: Talk, minutes: 27, text: We talk.}, %s, %s]}" % ((PLAYED,) * 2)),
    "equal-options": {"teaching__items": "- {id: i, like: base:use-wastes, number: 20, before_options: {replace: [A, A, B, C]}}\n"},
    "wrong-address": {"sources__publications": PUBLICATION % "ftp://gazette.org"},
    "uncited-record": {"sources__publications": PUBLICATION % "", **card("to 2014.", "to 2014 (Moon Gazette).")},
    "unsourced-record": {"sources__publications": PUBLICATION % "", **card("Quotas were", "It is known that quotas were")},
    "few-mandates": {"scenarios__mine": "like: base:spring-curbs\nmandates: {beijing: {remove: [chips-back]}}\n"},
    "first-lesson": {"lessons__l": LESSON % (1, "One.", "")},
    "no-reason": {"orders__asks": ORDER + "when: {kind: mark, mark: quota-cut}\n", "cards__quota": CARD},
}  # fmt: skip
"""Code → a pack that shows it, checked with all the others at once."""

ALONE: dict[str, Pack | Made] = {
    "reserved-id": lambda f: _renamed(written(f, "p"), "id: p", "id: base"),
    "bad-version": lambda f: _renamed(written(f, "p"), 'version: "1.0"', 'version: "one"'),
    "other-game": lambda f: _renamed(written(f, "p"), ">=0.1,<1", ">=2"),
    "other-version": {"manifest": "depends: ['base >=9']\n"},
    "empty-patch": {"cards__p": "patch: b-licence-queue\n"},
    "list-without-verb": {"cards__p": "patch: b-licence-queue\ntags: [class]\n"},
    "unknown-verb": {"cards__p": "patch: b-licence-queue\ntags: {apend: [class]}\n"},
    "nothing-to-remove": {"cards__p": "patch: b-licence-queue\ntags: {remove: [clas]}\n"},
    "nothing-to-change": {"cards__p": "patch: b-licence-queue\nresponses: {change: {nobody: {text: No.}}}\n"},
    "not-a-number": {"cards__p": "patch: b-licence-queue\ntitle: {times: 2}\n"},
    "not-cosmetic": lambda f: _renamed(written(f, "p", cards__p="patch: b-licence-queue\nweight: 2\n"), "gameplay", "cosmetic"),
    "patch-meant": {"cards__b_licence_queue": "title: Another\n"},
    "patched-twice": {"cards__p": "patch: b-licence-queue\ntitle: One\n", "cards__q": "patch: b-licence-queue\ntitle: Two\n"},
    "dates-differ": {"scenarios__p": PATCH + "start: 2025Q3\n"},
    "too-few": {"scenarios__p": PATCH + "mandates_dealt: 5\nmandates: {beijing: {replace: []}}\n"},
    "other-side": {"scenarios__p": PATCH + "mandates: {beijing: {append: [mine-to-magnet]}}\n"},
    "world-fault": {"world__regions": "- {id: atlantis, title: Atlantis}\n"},
    "too-many": {"world__regions": "".join(f"- {{id: r{n}, title: R}}\n" for n in range(40))},
    "mass-balance": {"world__w2025q2": UNFED},
    "thesis-unasked": {"teaching__items": "patch: base:indispensable\ntheses: {replace: [use-wastes]}\n"},
    "never-withheld": lambda f: _metals(f, "licences"),
    "no-losses": lambda f: _metals(f, "losses"),
    "missing-plural": lambda f: _counted(f),
    "untranslated": lambda f: _translation(f, "Eins"),
    "unstamped-translation": lambda f: _translation(f, "Eins"),
    "stale-translation": lambda f: _translation(f, "Eins", stamps="card/b-licence-queue: {title: abcdef}\n"),
    "unknown-text": lambda f: _translation(f, "Eins\n  titel: Zwei"),
    "other-term": lambda f: _chinese(f),
    "lost-field": lambda f: _translation(f, "Eins"),
    "nested-pack": lambda f: written(f / "p", "inner"),
    "no-manifest": lambda f: written(f, "p").joinpath("pack.yaml").rename(f / "p" / "pack.yml"),
    "no-pack": lambda f: None,
    "not-a-file": lambda f: (written(f, "p", cards__quota=CARD) / "cards" / "link.yaml").symlink_to("quota.yaml"),
    "not-utf8": lambda f: (written(f, "p", cards__quota=CARD) / "cards" / "latin.yaml").write_bytes(b"a: \xff\n"),
    "bad-file-name": lambda f: (written(f, "p") / "terms\x1b[31m.yaml").write_text("a: 1\n"),
    "bad-zip": lambda f: (f / "p.zip").write_bytes(b"rubbish"),
    "outside-pack": lambda f: _zip(f / "p.zip", {"pack.yaml": MANIFEST.format(id="p"), "../out.yaml": "a: 1\n"}),
    "circular-order": lambda f: (written(f, "p", "after: [q]\n"), written(f, "q", "after: [p]\n")),
    "repeated-pack": lambda f: (written(f, "p"), _renamed(written(f, "q"), "id: q", "id: p")),
}  # fmt: skip
"""Code → a pack that shows it, checked by itself."""

ELSEWHERE = {
    "checker-fault": "test_where_the_checker_stumbles_it_says_so_and_the_game_goes_on",
    "trial": "test_what_breaks_in_play_is_told_at_its_place_and_only_its_pack_is_left_out",
    "pack-too-large": "test_a_pack_of_too_many_files_is_not_read_whole",
    "missing-parameter": "tests/content/test_world.py holds the base to it",
    "wrong-value": "the last resort, for what no other sentence says",
    "unreadable": "tests/content/test_reader.py",
    "text-does-not-fit": "needs the window's fonts: tests/desktop/test_fit.py",
}


def _renamed(folder: Path, old: str, new: str) -> Path:
    manifest = folder / "pack.yaml"
    assert old in manifest.read_text()
    manifest.write_text(manifest.read_text().replace(old, new))
    return folder


def _chinese(content: Path) -> Path:
    listed = "- id: b-licence-queue\n  title: 立场\n"
    folder = written(content, "zh-fun", "depends: [base]\nlanguage: zh-Hans\n", cards__c=listed)
    return _renamed(folder, "gameplay", "translation")


def _counted(content: Path) -> Path:
    folder = written(content, "pl", "depends: [base]\nlanguage: pl\n", text__count='"quarters.one": "{n} kwartał"\n')
    return _renamed(folder, "gameplay", "translation")


def _translation(content: Path, title: str, stamps: str = "") -> Path:
    listed = TRANSLATED % title + "- id: b-after-the-ships\n  memories: ['Ohne Quartal.']\n"
    folder = written(content, "de", "depends: [base]\n", cards__c=listed)
    if stamps:
        (folder / "stamps.yaml").write_text(stamps)
    return _renamed(folder, "gameplay", "translation")


def _metals(content: Path, without: str) -> Path:
    """The example of two minerals, without its licence dials or without its rows of losses."""
    folder = content / "p"
    shutil.copytree(installation.content() / "examples" / "ga-ge", folder)
    for file in folder.rglob(f"{without}.yaml"):
        file.unlink()
    rows = folder / "world" / "w2025q2.yaml"
    head, *told = rows.read_text("utf-8").split("    - table: ")
    rows.write_text("    - table: ".join([head, *(row for row in told if not row.startswith(without))]), "utf-8")
    return folder


def _zip(place: Path, members: dict[str, str]) -> None:
    with zipfile.ZipFile(place, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)


def _made(content: Path, id: str, pack: Pack) -> Path:
    told = dict(pack)
    return written(content, id, told.pop("manifest", ""), **told)


def _said(findings: list[Finding], content: Path) -> str:
    places = (content.as_posix(), "content"), (installation.content().as_posix(), "content")
    return "".join(f"{reduce(lambda told, place: told.replace(*place), places, str(f))}\n" for f in findings)


def told(folder: Path) -> dict[str, str]:
    """What is said of each code, places below `content`."""
    out: dict[str, str] = {}
    together = folder / "all"
    for code, pack in SHOWN.items():
        _made(together, code, pack)
    found = check([together], play=False)
    for code in SHOWN:
        mine = [f for f in found if f.file.startswith(f"{together.as_posix()}/{code}/") and f.code == code]
        out[code] = _said(mine[:1], together)
    for code, made in ALONE.items():
        content = folder / "alone" / code
        content.mkdir(parents=True)
        if isinstance(made, dict):
            _made(content, "p", made)
        else:
            made(content)
        alone = check([content / "p" if code == "no-pack" else content], play=code == "trial")
        out[code] = _said([f for f in alone if f.code == code][:1], content)
    return dict(sorted(out.items()))


def as_text(said: dict[str, str]) -> str:
    """The golden file."""
    return "".join(f"# {code}: {CODES[code].means} {CODES[code].cure}\n{text}\n" for code, text in said.items())


def test_every_code_is_shown() -> None:
    assert {*SHOWN, *ALONE, *ELSEWHERE} == set(CODES) and len(CODES) >= 90


def test_every_code_that_is_said_is_known() -> None:
    """A finding of a code without its row had no page in the manual, and a file could not ignore it."""
    at = {"at": 3, "finding": 1, "report": 0}
    said: dict[str, str] = {}
    for path in sorted((Path(__file__).resolve().parents[2] / "game" / "content").rglob("*.py")):
        for call in (n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            told = [a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            if name in at and len(call.args) > at[name] and isinstance(call.args[at[name]], ast.Constant):
                code = call.args[at[name]].value  # type: ignore[attr-defined]
                said |= {code: path.name} if isinstance(code, str) and code else {}
            elif name == "Finding" and len(told) > 1 and told[0] in ("error", "warning", "note"):
                said |= {told[1]: path.name} if told[1] else {}
    assert len(said) > 70 and {code: file for code, file in said.items() if code not in CODES} == {}


@pytest.mark.slow
def test_what_is_said_of_every_code_stays(tmp_path: Path) -> None:
    said = told(tmp_path)
    assert [code for code, text in said.items() if not text] == []
    assert as_text(said) == GOLDEN.read_text("utf-8")


def test_where_the_checker_stumbles_it_says_so_and_the_game_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judge = gather.judge

    def stumbling(packs: list[gather.Pack], *rest: object) -> gather.Judged:
        if any(p.id == "odd" for p in packs):
            raise RecursionError("too deep")
        return judge(packs, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(gather, "judge", stumbling)
    written(tmp_path, "odd", cards__quota=CARD)
    written(tmp_path, "fine", cards__quota=CARD)
    assert [(f.code, f.file) for f in check([tmp_path], play=False)] == [("checker-fault", f"{tmp_path.as_posix()}/odd/pack.yaml")]


def test_what_breaks_in_play_is_told_at_its_place_and_only_its_pack_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played = trial.before_world

    def breaking(work: trial.Work, plans: dict[Side, Plan], answers: object) -> None:
        if any(c.card == "odd:quota" for c in work.table):
            raise ZeroDivisionError("nothing to share by")
        played(work, plans, {})

    monkeypatch.setattr(trial, "before_world", breaking)
    written(tmp_path, "odd", cards__quota=CARD)
    written(tmp_path, "fine", cards__quota=CARD)
    found = check([tmp_path])
    assert {(f.code, f.file.removeprefix(f"{tmp_path.as_posix()}/"), f.path) for f in found} == {
        ("trial", "odd/cards/quota.yaml", "responses[0]"), ("trial", "odd/cards/quota.yaml", "responses[1]"),
    }  # fmt: skip
    assert "this cannot be played: nothing to share by" in found[0].message


def test_a_pack_of_too_many_files_is_not_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = written(tmp_path, "many", cards__quota=CARD, cards__second=CARD)
    monkeypatch.setattr(files, "MOST_FILES", 2)
    assert "pack-too-large" in {f.code for f in check([folder], play=False)}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        said = told(Path(place))
        print("not shown:", [code for code, text in said.items() if not text])
        if "--write" in sys.argv:
            GOLDEN.write_text(as_text(said), "utf-8")
