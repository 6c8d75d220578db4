"""Says what is wrong with a file that YAML's own reader gives up on: in our words, at the place where it was written wrong.

Knows lines of text and the reader's error alone; `yaml_reader.py` reads, and makes the finding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

_GLUED = re.compile(r"\s*(?:- )?([A-Za-z][\w-]*):([^\s/:].*)")  # a key whose colon touches its value
_CURLY = re.compile(r":\s+([“‘„«»”’])")  # a text that begins with a quote which is none to YAML
_SYNTAX = (
    ("mapping values are not allowed", 'a colon followed by a space splits this text; put the whole text in quotes ("…")'),
    ("cannot start any token", "a text may not begin with this character unless it stands in quotes"),
    ("while scanning a quoted scalar", "a quote is opened and never closed"),
    ("unexpected end of stream", "a quote or bracket is opened and never closed"),
    ("did not find expected ',' or", "a comma or the closing bracket is missing"),
    ("expected ',' or", "a comma or the closing bracket is missing"),
    ("node content", "a value is missing here, or a bracket is opened and never closed"),
    ("expected alphabetic or numeric", "a text that begins with * or & must stand in quotes"),
    ("undefined alias", "a text that begins with * must stand in quotes (aliases are not allowed)"),
    ("could not find expected ':'", "a colon after the key is missing, or a text that runs over lines is not indented"),
    ("unknown escape character", "a backslash in double quotes starts a code; write \\\\ or use single quotes"),
    ("found unknown escape", "a backslash in double quotes starts a code; write \\\\ or use single quotes"),
)


def told(error: yaml.MarkedYAMLError, lines: Sequence[str], long_quote: tuple[Any, Any] | None) -> tuple[int, int, str]:
    """Line and column (from 0) and sentence of what keeps a file from being read: where it was written wrong, which may lie above
    where the reader gives up. `long_quote`: where the last text in quotes that runs over lines begins and ends."""
    quoted = "quoted scalar" in str(error.context)  # where the quote opens says more than where the reader gave up
    mark = (error.context_mark if quoted else error.problem_mark) or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    message = _syntax(str(error.problem or ""), lines[line][:column] if line < len(lines) else "")
    opened = error.context_mark if "while parsing a flow" in str(error.context) else None
    if opened and opened.line < line:
        message += f"; the bracket was opened in line {opened.line + 1}"
    elif (slip := _slip(lines, error, line)) is not None:
        line, column, message = slip
    if long_quote and long_quote[1].line == line:
        start, end = long_quote
        line, column = start.line, start.column
        message = f"the quote opened here is closed in line {end.line + 1} only, where more follows; close it where the text ends"
    elif (first := _dashless(lines, line, column)) is not None:
        message = f'entries of this list begin with "- ", as in line {line + 1}; this one does not'
        line, column = first, _indent(lines[first])
    return line, column, message


def _slip(lines: Sequence[str], error: yaml.MarkedYAMLError, line: int) -> tuple[int, int, str] | None:
    """Line and column (from 0) and message of a slip that the reader's own words hide: a blank forgotten behind a colon, quotes
    that are curly, a line that stands between two indentations; None where it is none of them."""
    problem, at = str(error.problem or ""), error.context_mark.line if error.context_mark else line
    for i in dict.fromkeys((line, at, max(line - 1, 0))):
        match = _GLUED.match(lines[i]) if i < len(lines) and "expected ':'" in problem else None
        if match:
            value = match[2].split(" #")[0].strip()[:30]
            return i, match.start(2), f'a blank is missing behind the colon; write "{match[1]}: {value}"'
    if line >= len(lines):
        return None
    if "mapping values are not allowed" in problem and (match := _CURLY.search(lines[line])):
        message = f'the quote {match[1]} is curly and holds nothing together; put the whole text in straight ones ("…")'
        return line, match.start(1), message
    own, above = _indent(lines[line]), _above(lines, line)
    if "while parsing a block" in str(error.context) and lines[line].strip() and own not in above and own < max(above, default=0):
        wanted = " or ".join(map(str, above))
        return line, own, f"this line is indented by {own}, and the lines that it may belong to by {wanted}: line it up"
    return None


def _above(lines: Sequence[str], line: int) -> list[int]:
    """How far the blocks that are open above a line are indented, the innermost first; behind a dash what follows it counts too."""
    found: list[int] = []
    for text in reversed(lines[:line]):
        bare = text.lstrip()
        if not bare or bare.startswith("#"):
            continue
        indent = _indent(text)
        for place in (indent + 2, indent) if bare.startswith("- ") else (indent,):
            if not found or place < found[-1]:
                found.append(place)
    return found


def _dashless(lines: Sequence[str], at: int, column: int) -> int | None:
    """The first line (from 0) of the list that the dash at a place continues, when it stands as if behind a dash and has none."""
    if not 0 <= at < len(lines) or lines[at][:column].strip() or not lines[at][column:].startswith("- "):
        return None
    first = None
    for i in range(at - 1, -1, -1):
        if not lines[i].strip() or lines[i].lstrip().startswith("#"):
            continue
        indent = _indent(lines[i])
        if indent < column:
            break
        if indent == column and lines[i][indent] != "-":
            return None  # fields stand where the dash does, and no list
        first = i
    return first if first is not None and _indent(lines[first]) == column + 2 and lines[first][column + 2] != "-" else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _syntax(problem: str, before: str) -> str:
    if "mapping values are not allowed" in problem and ":" not in before and len(before.split()) == 1:
        return "this key does not fit here: the line above already has a value or lacks its colon, or the indentation differs"
    for part, sentence in _SYNTAX:
        if part in problem:
            return sentence
    return "the structure breaks here: check the indentation, and quotes and brackets that are not closed above"
