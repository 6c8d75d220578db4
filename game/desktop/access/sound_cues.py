"""Short cues by name, and a quiet bed under them. The mixer is opened when the first is wanted; without sound all is silent.

When a cue is due is the business of `window`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pygame

from game.desktop.graphics import assets

CUES = ("select", "open", "commit", "headline", "opening", "miss", "vote", "brink", "ending")
"""From the least to the most important."""
TOLD = ("commit", "headline", "opening", "miss", "vote", "brink", "ending")  # those that are written when they are not heard
VOLUME, BED_VOLUME = 0.6, 0.3
BED = "bed"
COMES, GOES = 2500, 800  # milliseconds in which the bed rises and dies away


def chosen(one: str, other: str) -> str:
    """The more important of two cues ("" is none): only one is played at a time."""
    return max(one, other, key=lambda cue: CUES.index(cue) if cue in CUES else -1)


def no_card() -> bool:
    """True on a Linux machine with neither a sound card nor a sound server: opening the mixer there would only make the
    system's library complain in the terminal. Drivers that need no card (named in SDL_AUDIODRIVER) are left to the mixer."""
    if not sys.platform.startswith("linux") or os.environ.get("SDL_AUDIODRIVER"):
        return False
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere"))
    servers = (runtime / "pulse", runtime / "pipewire-0")
    return not (os.environ.get("PULSE_SERVER") or Path("/dev/snd").exists() or any(s.exists() for s in servers))


class Cues:
    """Plays cues; after the first failure never tries again."""

    def __init__(self) -> None:
        self.silent = no_card()
        self._kept: dict[str, pygame.mixer.Sound] = {}
        self._bed = False  # whether the bed sounds

    def play(self, name: str) -> None:
        """Starts a cue and returns at once; does nothing where there is no sound."""
        self._start(name, VOLUME, 0, 0)

    def bed(self, wanted: bool) -> None:
        """Has the bed sound, or not; asked again and again it changes nothing."""
        if wanted == self._bed or self.silent:
            return
        self._bed = wanted
        if wanted:
            self._start(BED, BED_VOLUME, -1, COMES)
        elif BED in self._kept:
            self._kept[BED].fadeout(GOES)

    def _start(self, name: str, volume: float, again: int, rise: int) -> None:
        if self.silent:
            return
        try:
            if not pygame.mixer.get_init():
                pygame.mixer.init(22_050, -16, 1, 1024)
            if name not in self._kept:
                found = assets.path("sounds", f"{name}.wav")
                if found is None:
                    return
                self._kept[name] = pygame.mixer.Sound(str(found))
                self._kept[name].set_volume(volume)
            self._kept[name].play(again, fade_ms=rise)
        except (pygame.error, NotImplementedError):  # the second is what pygame gives when it was built without a mixer
            self.silent = True

    def close(self) -> None:
        """Gives the sound card back."""
        if not self.silent and pygame.mixer.get_init():
            pygame.mixer.quit()
