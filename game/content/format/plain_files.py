"""What the checker says of a file of a pack that is not read: a code and a clause for each reason of `outside_files`, the door that
decides. Files of packs are read without following links."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from game.outside_files import refused, regular_bytes

MOST_BYTES = 1_000_000
"""Most bytes of one file of content."""
NO_FILE = "this is no plain file but a pipe, a device or the like; it is not opened"
WHY = {
    errno.ELOOP: "this is a link to another place; links are not followed, so put the file itself here",
    errno.EISDIR: NO_FILE,
    errno.EINVAL: NO_FILE,
}


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
    code = refused(status, most)
    return too_large(status.st_size, most) if code == errno.EFBIG else Unread("not-a-file", WHY[code]) if code else None


def plain_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """All bytes of a plain file. Unread when it is a link, pipe or device, larger than `most`, or cannot be opened."""
    try:
        return regular_bytes(path, most, follow=False)
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise too_large(os.lstat(path).st_size, most) from None
        if error.errno in WHY:
            raise Unread("not-a-file", WHY[error.errno]) from None
        reason = (error.strerror or "unknown reason").lower()
        raise Unread("unreadable", f"this file cannot be opened: {reason}") from None
