"""Reads files that others wrote: plain files only, no links, pipes or devices, and never more bytes than are allowed.

What the bytes mean is the business of those who ask for them."""

from __future__ import annotations

import os
import stat
from pathlib import Path

MOST_BYTES = 1_000_000
"""Most bytes of one file of content."""
_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Unread(Exception):
    """A file that is not read: the finding's code, and why in one clause."""

    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.code, self.why = code, why


def too_large(size: int, most: int) -> Unread:
    """The refusal of a file of too many bytes."""
    return Unread("too-large", f"this file has {size} bytes; at most {most} are read, so split it")


def fault_of(status: os.stat_result, most: int = MOST_BYTES) -> Unread | None:
    """Why a file of this status is not read, or None."""
    if stat.S_ISLNK(status.st_mode):
        return Unread("not-a-file", "this is a link to another place; links are not followed, so put the file itself here")
    if not stat.S_ISREG(status.st_mode):
        return Unread("not-a-file", "this is no plain file but a pipe, a device or the like; it is not opened")
    return too_large(status.st_size, most) if status.st_size > most else None


def plain_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """All bytes of a plain file. Unread when it is a link, pipe or device, larger than `most`, or cannot be opened."""
    try:
        fault = fault_of(os.lstat(path), most)
        if fault:
            raise fault
        with os.fdopen(os.open(path, _OPEN), "rb") as file:
            if fault := fault_of(os.fstat(file.fileno()), most):  # what stands there may have changed since it was looked at
                raise fault
            data = file.read(most + 1)
    except (OSError, ValueError) as error:  # ValueError: a null byte in the name
        reason = (getattr(error, "strerror", "") or "unknown reason").lower()
        raise Unread("unreadable", f"this file cannot be opened: {reason}") from None
    if len(data) > most:
        raise too_large(len(data), most)
    return data
