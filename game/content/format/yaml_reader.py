"""Strict YAML: reads one file into plain data and remembers the place of every key and value. Knows nothing of what it reads.

Built on PyYAML's event stream (C parser when there is one). Shut on purpose: `NO` is no boolean, `1:30` no number, dates stay
text, a repeated key is an error, and anchors, aliases, tags and tabs are refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from game.content.format.findings import Finding, Severity
from game.content.format.plain_files import MOST_BYTES, Unread, plain_bytes
from game.content.format.yaml_faults import told
from game.structs import Struct

KEPT = 1000
"""Files whose reading is remembered, so that packs are read again at once when one file has changed."""
MOST_DEPTH = 24
MOST_NODES = 60_000

Path_ = tuple[str | int, ...]

_PARSER: Any = getattr(yaml, "CLoader", yaml.Loader)
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)\Z")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]*)?(\.[0-9]+)?([eE][-+]?[0-9]+)?\Z")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # marks that turn the direction of what follows
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}


class _Stop(Exception):
    """Ends the reading of a file at a fault after which nothing can be trusted."""


@dataclass(slots=True)
class Node:
    """A value with its place: `value` is a dict of text → (key line, key column, Node), a list of Nodes, or a scalar.

    A key stands in the file of its value. `cut` is the comment that stands one space behind a text without quotes."""

    value: Any
    line: int
    column: int
    file: str = ""
    cut: str = ""


class Source(Struct):
    """One file as read: plain data, and where each part of it stands."""

    file: str
    data: Any = None
    root: Node | None = None
    findings: tuple[Finding, ...] = ()
    ignored: frozenset[str] = frozenset()

    def place(self, path: Path_ = (), key: bool = False) -> tuple[int, int]:
        """Line and column of the value at `path` (of its key, when `key`); of the nearest part that exists, when it does not."""
        return place(self.root, path, key)


def place(node: Node | None, path: Path_ = (), key: bool = False) -> tuple[int, int]:
    """Line and column of what stands at `path` below `node`; see `Source.place`."""
    return found_at(node, path, key)[1:] if node is not None else (1, 1)


def found_at(node: Node, path: Path_ = (), key: bool = False) -> tuple[str, int, int]:
    """File, line and column of what stands at `path` below `node` (of its key, when `key`), or of the nearest part that exists."""
    at = node.file, node.line, node.column
    for step in path:
        if isinstance(node.value, dict) and step in node.value:
            line, column, node = node.value[step]
            at = (node.file, line, column) if key else (node.file, node.line, node.column)
        elif isinstance(node.value, list) and isinstance(step, int) and 0 <= step < len(node.value):
            node = node.value[step]
            at = node.file, node.line, node.column
        else:
            break
    return at


def below(node: Node, path: Path_) -> Node | None:
    """The node at `path` below `node`, or None."""
    for step in path:
        value: Any = node.value
        if isinstance(value, dict) and step in value:
            node = value[step][2]
        elif isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
            node = value[step]
        else:
            return None
    return node


def read(file: Path, name: str) -> Source:
    """Reads a file; `name` is how findings call it. A file that cannot be opened is a finding too."""
    try:
        return read_bytes(plain_bytes(file, MOST_BYTES), name)
    except Unread as refused:
        return unread(name, refused)


def unread(name: str, refused: Unread) -> Source:
    """A file of which nothing was read, and why."""
    return Source(name, findings=(_finding(name, 1, 1, refused.code, refused.why),))


@lru_cache(maxsize=KEPT)
def read_bytes(raw: bytes, name: str) -> Source:
    """Reads the bytes of one YAML document."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        column = error.start - (before.rfind(b"\n") + 1) + 1
        message = f"this file is not UTF-8: byte 0x{raw[error.start]:02x} has no meaning here; save the file as UTF-8"
        return Source(name, findings=(_finding(name, before.count(b"\n") + 1, column, "not-utf8", message),))
    return read_text(text.removeprefix("\ufeff").replace("\r\n", "\n"), name)


def read_text(text: str, name: str) -> Source:
    """Reads the text of one YAML document."""
    faults = _characters(text, name)
    if faults:
        return Source(name, findings=faults)
    builder = _Builder(name, text.split("\n"))
    try:
        root = builder.document(yaml.parse(text, Loader=_PARSER))
    except _Stop:
        return Source(name, findings=tuple(builder.findings))
    except yaml.MarkedYAMLError as error:
        line, column, message = told(error, builder.lines, builder.long_quote)
        return Source(name, findings=(*builder.findings, _finding(name, line + 1, column + 1, "syntax", message)))
    except yaml.YAMLError:
        return Source(name, findings=(_finding(name, 1, 1, "syntax", "this file does not follow the rules of YAML"),))
    return Source(name, plain(root), root, tuple(builder.findings))


def plain(node: Node) -> Any:
    """The data of a node without its places."""
    value = node.value
    if isinstance(value, dict):
        return {key: plain(entry[2]) for key, entry in value.items()}
    if isinstance(value, list):
        return [plain(child) for child in value]
    return value


def scalar(text: str) -> Any:
    """What an unquoted word means: true, false, null, a number, or else the text itself."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in "+-.0123456789":
        if _INT.match(text):
            return int(text) if len(text) < 19 else text
        if _FLOAT.match(text) and any(c.isdigit() for c in text):
            number = float(text)
            return number if number - number == 0 else text
    return text


def _finding(file: str, line: int, column: int, code: str, message: str, severity: Severity = "error") -> Finding:
    return Finding(file, line, column, severity, code, message)


def _characters(text: str, name: str) -> tuple[Finding, ...]:
    faults = []
    for number, line in enumerate(text.split("\n"), 1) if "\t" in text else ():
        if "\t" in line:
            where = "indents this line" if not line[: line.index("\t")].strip() else "stands in this line"
            message = f"a tab {where}; YAML files here use spaces only, so put spaces in its place"
            faults.append(_finding(name, number, line.index("\t") + 1, "tab", message))
    match = _CONTROL.search(text)
    if match:
        before = text[: match.start()]
        column = match.start() - (before.rfind("\n") + 1) + 1
        message = f"the invisible character U+{ord(match[0]):04X} stands here; remove it"
        faults.append(_finding(name, before.count("\n") + 1, column, "control-character", message))
    return tuple(faults)


class _Builder:
    """Turns events into nodes, collecting faults on the way."""

    def __init__(self, name: str, lines: list[str]) -> None:
        self.name = name
        self.lines = lines
        self.findings: list[Finding] = []
        self.count = 0
        self.long_quote: tuple[Any, Any] | None = None  # where the last text in quotes that runs over lines begins and ends

    def fault(self, mark: Any, code: str, message: str) -> None:
        self.findings.append(_finding(self.name, mark.line + 1, mark.column + 1, code, message))

    def document(self, events: Any) -> Node:
        """The one document of the stream."""
        root: Node | None = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.fault(event.start_mark, "two-documents", "a second document starts here (---); a file holds one")
                    raise _Stop
                if event.version or event.tags:
                    self.fault(event.start_mark, "directive", "lines that begin with % are not allowed")
                root = self.node(next(events), events, 0)
        if root is None:
            self.findings.append(_finding(self.name, 1, 1, "empty", "this file is empty; write an item or remove the file"))
            raise _Stop
        return root

    def node(self, event: Any, events: Any, depth: int) -> Node:
        mark = event.start_mark
        self.count += 1
        if self.count > MOST_NODES:
            self.fault(mark, "too-large", f"this file holds more than {MOST_NODES} values; split it")
            raise _Stop
        if depth > MOST_DEPTH:
            self.fault(mark, "too-deep", f"values are nested more than {MOST_DEPTH} deep here")
            raise _Stop
        if isinstance(event, yaml.AliasEvent):
            self.fault(mark, "alias", f"*{event.anchor} repeats another value; aliases are not allowed, so write the value out")
            return Node(None, mark.line + 1, mark.column + 1, self.name)
        if event.anchor is not None:
            message = f"&{event.anchor} names this value; anchors are not allowed, so remove the name"
            self.fault(mark, "anchor", message)
        if event.tag is not None:
            self.fault(mark, "tag", f"{_tag(event.tag)} is a tag; tags are not allowed, so remove it")
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(event := next(events), yaml.SequenceEndEvent):
                items.append(self.node(event, events, depth + 1))
            return Node(items, mark.line + 1, mark.column + 1, self.name)
        return Node(self.mapping(events, depth), mark.line + 1, mark.column + 1, self.name)

    def scalar(self, event: Any) -> Node:
        """A value that is no list and no mapping. Control characters may come in by an escape such as "\\e"."""
        mark, bare = event.start_mark, event.implicit[0] and event.style in (None, "")
        if (match := _CONTROL.search(event.value) or _TURNING.search(event.value)) is not None:
            message = f"the invisible character U+{ord(match[0]):04X} stands in this text; remove it"
            self.fault(mark, "control-character", message)
        end = event.end_mark
        if not bare and end.line > mark.line and event.style in ("'", '"'):
            self.long_quote = mark, end
        behind = self.lines[end.line][end.column :].rstrip() if bare and end.line < len(self.lines) else ""
        cut = behind.strip() if behind.startswith(" #") else ""  # set further off it is a comment that was meant
        return Node(scalar(event.value) if bare else event.value, mark.line + 1, mark.column + 1, self.name, cut)

    def mapping(self, events: Any, depth: int) -> dict[str, tuple[int, int, Node]]:
        entries: dict[str, tuple[int, int, Node]] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            mark = event.start_mark
            if not isinstance(event, yaml.ScalarEvent):
                self.fault(mark, "key-not-text", "a key must be a plain word; found a list, a mapping or an alias")
                raise _Stop
            if event.anchor is not None or event.tag is not None:
                self.fault(mark, "anchor" if event.anchor else "tag", "a key may have no anchor and no tag; remove it")
            key = event.value
            if (match := _CONTROL.search(key) or _TURNING.search(key)) is not None:
                self.fault(
                    mark, "control-character", f"the invisible character U+{ord(match[0]):04X} stands in this key; remove it"
                )
            child = self.node(next(events), events, depth + 1)
            if key == "<<":
                self.fault(mark, "merge-key", "<< merges another value; merging is not allowed, so write the fields out")
            elif key in entries:
                line, column = entries[key][:2]
                self.fault(mark, "repeated-key", f'the key "{key}" stands twice; it was first given at {line}:{column}')
            else:
                entries[key] = (mark.line + 1, mark.column + 1, child)
        return entries


def _tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")
