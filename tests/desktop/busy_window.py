"""A window on the real content that is kept busy by keys and pointer drawn from a seed; prints its memory as it goes.

    python -m tests.desktop.busy_window EVENTS SEED EVERY

One JSON line each `EVERY` events: the event, the memory in use of the process in MiB, the screen. Ends with the last event."""

from __future__ import annotations

import gc
import json
import os
import sys
import tempfile
from pathlib import Path
from random import Random

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

import pygame

from game.commands.loading import load_rules
from game.desktop.window.loop import run
from game.desktop.window.parts.free_memory import trim
from game.engine.rules.campaign.record import Setup
from game.play import Campaign, Store
from game.screens.app import App

AT_ONCE = 2  # events a frame
CAMPAIGN_OF, ELSEWHERE = 1_500, 60  # events of one campaign, and until another of its screens is shown
WIDE = ("desk", "briefing", "table", "countries", "history", "codex")
KEYS = (
    *(pygame.K_TAB, pygame.K_RETURN, pygame.K_c) * 5,
    pygame.K_SPACE, pygame.K_UP, pygame.K_DOWN, pygame.K_LEFT, pygame.K_RIGHT, pygame.K_PAGEDOWN, *map(ord, "bnhtmrskpd123"),
)  # fmt: skip


class BusyApp(App):
    """An app that posts events to its own window until enough have come."""

    def __init__(self, events: int, seed: int, every: int) -> None:
        super().__init__(load_rules, Store(Path(tempfile.mkdtemp())), bites=True)
        self._left, self._posted, self._every, self._random = events, 0, every, Random(seed)

    def tick(self) -> bool:
        """Posts a few events, keeps to the campaign's screens, and reports."""
        new = super().tick()
        if self.rules is None or self.busy:
            return new
        if self._posted % CAMPAIGN_OF == 0:
            setup = Setup(self._random.choice(sorted(self.rules.scenarios)), self._posted, "washington")
            self.adopt(Campaign.start(self.rules, setup, self.library.store))
        if self.ui.screen in ("class", "title") or self._posted % ELSEWHERE == 0:
            self.show(self._random.choice(WIDE))
        for _ in range(AT_ONCE):
            self._post()
        if self._posted % self._every == 0:
            gc.collect()
            trim()
            print(json.dumps({"event": self._posted, "mib": round(in_use(), 1), "screen": self.ui.screen}), flush=True)
        if self._posted >= self._left:
            self.running = False
        return new

    def close(self, anyway: bool = True) -> str:
        """Stays open while events are left: Quit is one of the controls that are pressed."""
        return "" if self._posted < self._left else super().close(anyway)

    def _post(self) -> None:
        r, kinds = self._random, (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP)
        at = (r.randrange(1280), r.randrange(720))
        kind = r.random()
        if kind < 0.5:
            key = r.choice(KEYS)
            for way in (pygame.KEYDOWN, pygame.KEYUP):
                pygame.event.post(pygame.event.Event(way, key=key, mod=0, unicode=chr(key) if 32 <= key < 127 else ""))
        elif kind < 0.8:
            for way in kinds:
                pygame.event.post(pygame.event.Event(way, pos=at, button=1))
        elif kind < 0.95:
            pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=at, rel=(0, 0), buttons=(0, 0, 0)))
        else:
            y = r.choice((-3, 3))
            pygame.event.post(pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=y, precise_x=0.0, precise_y=float(y), flipped=False))
        self._posted += 1


def in_use() -> float:
    """MiB of the process that lie in memory."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    run(BusyApp(*map(int, sys.argv[1:4])))
