"""The door for files from outside: settings, saves, stores, lists. Reads what is a file of a sensible size, writes none by
halves and harms nothing that a link points at, and puts aside what is damaged.

What stands in a file is the business of those who ask for it; its text goes through `outside_text`."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from hashlib import blake2b
from pathlib import Path

SEAL = 16  # bytes of the hash that a sealed file begins with
ASIDE = ".damaged"
MOST_ASIDE = 9  # damaged files of one name that are kept
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


def is_file(text: str) -> bool:
    """Whether a typed path names a regular file; too long or impossible ones do not."""
    return os.path.isfile(text)


def regular_bytes(path: Path, most: int, follow: bool = True) -> bytes:
    """All bytes of a regular file of at most `most` bytes; a link is followed when `follow`.

    OSError for any other thing, since a pipe or a device would never end: its `errno` is EISDIR for a folder, EINVAL for what is no
    file, ELOOP for a link, EFBIG for too many bytes."""
    try:
        _refuse(os.stat(path, follow_symlinks=follow), most, path)
        with os.fdopen(os.open(path, _OPEN if follow else _OPEN | _NO_LINK), "rb") as file:
            _refuse(os.fstat(file.fileno()), most, path)  # what stands there may have changed since it was looked at
            data = file.read(most + 1)
    except ValueError as error:  # a zero byte, or a letter that no file name of this system has
        raise OSError(errno.ENOENT, str(error), str(path)) from None
    if len(data) > most:
        raise _error(errno.EFBIG, most, path)
    return data


def refused(status: os.stat_result, most: int) -> int:
    """Why a file of this status is not read, as an `errno`; 0 when it is."""
    if stat.S_ISLNK(status.st_mode):
        return errno.ELOOP
    if stat.S_ISDIR(status.st_mode):
        return errno.EISDIR
    if not stat.S_ISREG(status.st_mode):
        return errno.EINVAL
    return errno.EFBIG if status.st_size > most else 0


def _refuse(status: os.stat_result, most: int, path: Path) -> None:
    if code := refused(status, most):
        raise _error(code, most, path)


def _error(code: int, most: int, path: Path) -> OSError:
    why = {errno.EINVAL: "it is no regular file", errno.EFBIG: f"it is larger than {most:,} bytes"}
    return OSError(code, why.get(code) or os.strerror(code), str(path))


def write_whole(path: Path, data: bytes) -> None:
    """Write beside, flush, put in place of what stands there; OSError when the disk refuses, nothing lost.

    What stands beside under the fresh name is not followed: it may be a link of another's or a pipe."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    with contextlib.suppress(FileNotFoundError):
        fresh.unlink()
    try:
        with fresh.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, path)
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)


def put_aside(path: Path) -> Path | None:
    """Rename what cannot be read, so that nothing of it is lost; where it lies now, None when the disk refuses."""
    for number in range(1, MOST_ASIDE + 1):
        aside = path.with_name(f"{path.name}{ASIDE}{'' if number == 1 else f'-{number}'}")
        if not os.path.lexists(aside) or number == MOST_ASIDE:
            with contextlib.suppress(OSError):
                os.replace(path, aside)
                return aside
            return None
    return None


def sealed(data: bytes) -> bytes:
    """Data with a hash in front, so that a single changed bit is noticed."""
    return blake2b(data, digest_size=SEAL).hexdigest().encode() + b"\n" + data


def opened(data: bytes) -> bytes:
    """What was sealed; ValueError when any bit has changed."""
    seal, _, rest = data.partition(b"\n")
    if seal != blake2b(rest, digest_size=SEAL).hexdigest().encode():
        raise ValueError("the file was changed after it was written")
    return rest
