"""The strict reader: traps of YAML are shut, every fault gets one exact sentence with its place, with both parsers."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from game.content.format import yaml_reader

PARSERS = [yaml.Loader, *([yaml.CLoader] if hasattr(yaml, "CLoader") else [])]

BAD = {
    "id: a\ntitle: x\nid: b\n": '3:1: error[repeated-key] the key "id" stands twice; it was first given at 1:1',
    "a:\n\tb: 1\n": "2:1: error[tab] a tab indents this line; YAML files here use spaces only, so put spaces in its place",
    "a:\tb\n": "1:3: error[tab] a tab stands in this line; YAML files here use spaces only, so put spaces in its place",
    "a: &x 1\n": "1:4: error[anchor] &x names this value; anchors are not allowed, so remove the name",
    "a: *x\n": "1:4: error[alias] *x repeats another value; aliases are not allowed, so write the value out",
    "a: !!int 3\n": "1:4: error[tag] !!int is a tag; tags are not allowed, so remove it",
    "a:\n  <<: {b: 1}\n": "2:3: error[merge-key] << merges another value; merging is not allowed, so write the fields out",
    "text: Beijing: a city\n": (
        '1:14: error[syntax] a colon followed by a space splits this text; put the whole text in quotes ("…")'
    ),
    'a: 1\nb: "open\nc: 2\n': "2:4: error[syntax] a quote or bracket is opened and never closed",
    "a: [1, 2\nb: 3\n": "2:2: error[syntax] a comma or the closing bracket is missing; the bracket was opened in line 1",
    "a: @x\n": "1:4: error[syntax] a text may not begin with this character unless it stands in quotes",
    "a: *\n": "1:5: error[syntax] a text that begins with * or & must stand in quotes",
    'a: "\\q"\n': "1:4: error[syntax] a backslash in double quotes starts a code; write \\\\ or use single quotes",
    "a: 1\n  b: 2\n": (
        "2:4: error[syntax] this key does not fit here: the line above already has a value or lacks its colon, "
        "or the indentation differs"
    ),
    "a:\n    b: 1\n  c: 2\n": (
        "3:3: error[syntax] this line is indented by 2, and the lines that it may belong to by 4 or 0: line it up"
    ),
    "a: 'open\nb: 1\nc: it's\n": (
        "1:4: error[syntax] the quote opened here is closed in line 3 only, where more follows; close it where the text ends"
    ),
    "a:\n  b: 1\n-   - c\n": (
        "3:1: error[syntax] the structure breaks here: check the indentation, and quotes and brackets that are not closed above"
    ),
    "- a: 1\n  b: 1\n - a: 2\n": (
        "3:2: error[syntax] this line is indented by 1, and the lines that it may belong to by 2 or 0: line it up"
    ),
    "a:\n    b: 1\n  - b: 2\n": '2:5: error[syntax] entries of this list begin with "- ", as in line 3; this one does not',
    "r:\n  - id: a\n    c: 1\n   b: 2\n": (
        "4:4: error[syntax] this line is indented by 3, and the lines that it may belong to by 4 or 2 or 0: line it up"
    ),
    "a: 1\nweight:3  # heavy\nb: 2\n": '2:8: error[syntax] a blank is missing behind the colon; write "weight: 3"',
    "a: 1\nb: “he said: no”\n": (
        '2:4: error[syntax] the quote “ is curly and holds nothing together; put the whole text in straight ones ("…")'
    ),
    "m: {a: 1,\n    b: 2\nc: 3\n": (
        "3:2: error[syntax] a comma or the closing bracket is missing; the bracket was opened in line 1"
    ),
    "a: 1\n---\nb: 2\n": "2:1: error[two-documents] a second document starts here (---); a file holds one",
    "%TAG ! tag:x,2000:\n---\na: 1\n": "1:1: error[directive] lines that begin with % are not allowed",
    "": "1:1: error[empty] this file is empty; write an item or remove the file",
    "{a: 1}: 2\n": "1:1: error[key-not-text] a key must be a plain word; found a list, a mapping or an alias",
    "[" * 30 + "]" * 30: "1:26: error[too-deep] values are nested more than 24 deep here",
    "a: \x00\n": "1:4: error[control-character] the invisible character U+0000 stands here; remove it",
}


@pytest.fixture(params=PARSERS, ids=lambda p: p.__name__)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_reader, "_PARSER", request.param)


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
def test_a_fault_gets_its_exact_sentence_and_place(parser: None, text: str) -> None:
    assert [str(f) for f in yaml_reader.read_text(text, "f.yaml").findings][:1] == ["f.yaml:" + BAD[text]]


def test_only_true_and_false_are_booleans_and_only_plain_decimals_are_numbers(parser: None) -> None:
    words = ["NO", "yes", "off", "TRUE", "1:30", "12:30:45", "2025-04-04", "010", "0x1F", "1_000", ".inf", "1.", "Null", "1e999"]
    data = yaml_reader.read_text("\n".join(f"- {w}" for w in words), "f").data
    assert data == words
    assert yaml_reader.read_text("[true, false, null, ~, 3, -2, 0.5, .5, 1e3, +7]", "f").data == [
        True, False, None, None, 3, -2, 0.5, 0.5, 1000.0, 7,
    ]  # fmt: skip
    assert yaml_reader.read_text('["true", "3", "null"]', "f").data == ["true", "3", "null"]


def test_all_faults_of_a_file_are_found_at_once(parser: None) -> None:
    found = yaml_reader.read_text("a: &x 1\nb: !t 2\na: 3\nc: *x\n", "f").findings
    assert [(f.line, f.code) for f in found] == [(1, "anchor"), (2, "tag"), (3, "repeated-key"), (4, "alias")]


def test_places_of_keys_and_values_are_kept(parser: None) -> None:
    source = yaml_reader.read_text("id: x\nlist:\n  - {a: 1, bb: 2}\n  - c: [7, 8]\n", "f")
    assert source.place(("list", 0, "bb")) == (3, 16)
    assert source.place(("list", 0, "bb"), key=True) == (3, 12)
    assert source.place(("list", 1, "c", 1)) == (4, 12)
    assert source.place(("list", 1, "missing")) == (4, 5), "what is missing is shown at what should hold it"


def test_bytes_that_are_no_text_are_placed() -> None:
    finding = yaml_reader.read_bytes(b"a: 1\nb: \xff\n", "f").findings[0]
    assert str(finding) == "f:2:4: error[not-utf8] this file is not UTF-8: byte 0xff has no meaning here; save the file as UTF-8"


def test_windows_lines_and_byte_order_marks_are_read() -> None:
    assert yaml_reader.read_bytes("\ufeffa: 1\r\nb: 简\r\n".encode(), "f").data == {"a": 1, "b": "简"}


def test_a_file_that_is_missing_or_too_large_is_a_finding(tmp_path: Path) -> None:
    assert yaml_reader.read(tmp_path / "none.yaml", "none.yaml").findings[0].code == "unreadable"
    big = tmp_path / "big.yaml"
    big.write_text("a: " + "x" * yaml_reader.MOST_BYTES)
    assert yaml_reader.read(big, "big.yaml").findings[0].code == "too-large"


def test_many_values_are_bounded(parser: None) -> None:
    assert yaml_reader.read_text("[" + "1," * (yaml_reader.MOST_NODES + 5) + "1]", "f").findings[0].code == "too-large"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=" \n:-[]{}\"'#&*!|>%@`abc01.,?\\~\t", max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    source = yaml_reader.read_text(text, "f")
    assert source.findings or source.root is not None
    for finding in source.findings:
        assert finding.line >= 1 and finding.column >= 1 and finding.message


def test_both_parsers_read_the_base_pack_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    base = Path(__file__).resolve().parents[2] / "content" / "base"
    for path in sorted(base.rglob("*.yaml"))[:40]:
        read = []
        for parser in PARSERS:
            monkeypatch.setattr(yaml_reader, "_PARSER", parser)
            source = yaml_reader.read(path, path.name)
            read.append((source.data, source.findings))
        assert all(r == read[0] for r in read), path
