"""Work that is cut into tasks, done in this process or in several; answers come in the order of the tasks either way.

A process of its own loads the installed content once."""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from functools import cache
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from typing import TypeVar

from game.content.loading.compile import load
from game.engine.rules.vocabulary.rules import Rules

T = TypeVar("T")
R = TypeVar("R")


def each(
    rules: Rules, work: Callable[[Rules, T], R], tasks: Sequence[T], jobs: int, told: Callable[[int, T], None] | None = None
) -> list[R]:
    """`work(rules, task)` for every task. `work` is a function of a module, so that another process finds it.

    `told` hears, as tasks finish, how many have and which was the latest."""
    if jobs <= 1 or len(tasks) < 2:
        return [_heard(work(rules, task), i, task, told) for i, task in enumerate(tasks)]
    with ProcessPoolExecutor(min(jobs, len(tasks)), get_context("spawn"), _begin) as pool:
        waiting: dict[Future[R], int] = {pool.submit(_do, work, task): i for i, task in enumerate(tasks)}
        for done, future in enumerate(as_completed(waiting)):
            _heard(future.result(), done, tasks[waiting[future]], told)
    return [future.result() for future in waiting]


def _begin() -> None:
    """A process of its own ends by Ctrl-C at once and without a word, since its parent says what there is to say; and it ends
    when its parent does, however that was."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), name="parent", daemon=True).start()


def _end_with(parent: int) -> None:
    wait((parent,))
    os._exit(1)


def _heard(answer: R, done: int, task: T, told: Callable[[int, T], None] | None) -> R:
    if told is not None:
        told(done + 1, task)
    return answer


def _do(work: Callable[[Rules, T], R], task: T) -> R:
    return work(_installed(), task)


@cache
def _installed() -> Rules:
    """The installed content, for a process of its own."""
    rules = load().rules
    if rules is None:
        raise ValueError("the content is damaged")
    gc.freeze()  # content stays to the end of the process, so nobody need look through it for what is gone
    return rules
