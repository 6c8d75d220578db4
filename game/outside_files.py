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


def is_file(text: str) -> bool:
    """Whether a typed path names a regular file; too long or impossible ones do not."""
    return os.path.isfile(text)


def regular_bytes(path: Path, most: int) -> bytes:
    """All bytes of a regular file of at most `most` bytes. OSError for any other thing: a pipe or a device would never end."""
    try:
        found = os.stat(path)
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "it is no regular file", str(path))
        with open(path, "rb") as file:
            data = file.read(most + 1)
    except ValueError as error:  # a zero byte, or a letter that no file name of this system has
        raise OSError(errno.ENOENT, str(error), str(path)) from None
    if len(data) > most:
        raise OSError(errno.EFBIG, f"it is larger than {most:,} bytes", str(path))
    return data


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
