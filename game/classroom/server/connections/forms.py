"""What comes with a request: where it is from, a form's fields; and a file as an answer. Nothing here knows the session."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from game.outside_text import whole_number

MOST_FIELDS = 200
COUNTED = "count:"
"""Beginning of the names of a tally sheet's fields."""


def address_of(request: Request) -> str:
    """Where a request comes from; never what a header claims."""
    return request.client.host if request.client is not None else "?"


async def form_lists(request: Request) -> dict[str, list[str]]:
    """A form's fields with all their values; nothing of a form that is none."""
    text = (await request.body()).decode("utf-8", errors="replace")
    found: dict[str, list[str]] = {}
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return {}
    for name, value in pairs:
        found.setdefault(name, []).append(value.replace("\x00", ""))
    return found


async def form(request: Request) -> dict[str, str]:
    """A form's fields, the first value of each."""
    return {name: values[0] for name, values in (await form_lists(request)).items()}


def one(given: Mapping[str, list[str]], name: str) -> str:
    """The first value of a field, "" when it is not there."""
    return given.get(name, [""])[0]


def number(text: str, otherwise: int = -1) -> int:
    """A small whole number of a form."""
    found = whole_number(text, 999_999)
    return otherwise if found is None else found


def typed_counts(given: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """Raised cards by choice and value, from the fields of the tally sheet."""
    found: dict[str, dict[str, int]] = {}
    for name, text in given.items():
        if name.startswith(COUNTED) and text.strip():
            choice, _, value = name.removeprefix(COUNTED).rpartition(":")
            found.setdefault(choice, {})[value] = min(max(number(text.strip(), 0), 0), 400)
    return found


def download(data: bytes, name: str, sort: str) -> Response:
    """A file to keep."""
    return Response(data, media_type=sort, headers={"content-disposition": f'attachment; filename="{name}"'})
