"""Standard input and output as the commands need them: there, in UTF-8, and asked whether they took all that was written.

A face that is started without them (`>&-`, a desktop's launcher) plays all the same."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from typing import Any

STREAMS = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))
REFUSALS = frozenset((errno.EPIPE, errno.ENOSPC, errno.EBADF, errno.EIO, errno.EFBIG, errno.EDQUOT))


def open_streams() -> None:
    """Each stream in UTF-8, undecodable bytes replaced, whatever the locale says; the null device in the place of a closed one.

    In order, so that no file that is opened later takes a standard number and is written to by a library's own messages."""
    for name, mode in STREAMS:
        stream: Any = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115  (it stays open)
        elif hasattr(stream, "reconfigure"):
            with contextlib.suppress(OSError, ValueError):
                stream.reconfigure(encoding="utf-8", errors="replace")


def output_refused(problem: BaseException) -> bool:
    """Whether an error is that of a stream without a name which is full or read by nobody any more: standard output's."""
    return isinstance(problem, OSError) and problem.filename is None and problem.errno in REFUSALS


def flush_output() -> None:
    """Have everything written; OSError when it is refused."""
    with contextlib.suppress(ValueError):  # it was closed by whoever had it
        sys.stdout.flush()


def drop_refused() -> None:
    """What standard output or error has refused goes nowhere, so that the interpreter's end does not fall over it."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
                stream.flush()
        except ValueError:
            continue
