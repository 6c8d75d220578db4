"""Says sentences aloud beside the game: the newest cuts off the one before. Where there is no voice, it hands them back.

What is said is `spoken_text`'s business. One thread, and a process a sentence (`speech_process`); nothing here waits or raises."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from game.desktop.access.sound_cues import no_card

PAUSE = 0.12  # seconds of quiet before a sentence is begun: keys that follow each other fast are not all read out
LOOK = 0.03  # seconds between looks at whether it is said, or a newer one has come
ROOT = Path(__file__).resolve().parents[3]  # where the process finds the game
LONGEST = 120.0  # seconds after which a sentence is cut off whatever happens


class Saying(Protocol):
    """A sentence that is being said."""

    def poll(self) -> int | None: ...
    def stop(self) -> None: ...


class SpeechProcess:
    """A process that says one sentence."""

    def __init__(self, text: str, language: str) -> None:
        import subprocess

        self.process = subprocess.Popen(
            [sys.executable, "-m", "game.desktop.access.speech_process", language],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        if self.process.stdin:
            self.process.stdin.write(text.encode("utf-8"))
            self.process.stdin.close()

    def poll(self) -> int | None:
        """Its exit code; None while it speaks."""
        return self.process.poll()

    def stop(self) -> None:
        """Cuts it off, with whatever plays for it."""
        if self.process.poll() is None:
            if sys.platform == "win32":
                self.process.kill()
            else:
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def can_speak() -> bool:
    """Whether it is worth trying: the library is installed and there is something to hear it with."""
    from importlib.util import find_spec

    return find_spec("pyttsx3") is not None and not no_card()


class Speaker:
    """Says the newest sentence. After the first one that could not be said it hands all back (`unheard`)."""

    def __init__(
        self, begin: Callable[[str, str], Saying] = SpeechProcess, able: Callable[[], bool] = can_speak, pause: float = PAUSE
    ) -> None:
        self.begin, self.able, self.pause = begin, able, pause
        self.mute = False
        self._wanted: tuple[str, str] | None = None  # the newest sentence that nobody has begun yet, and its language
        self._unheard = ""
        self._stir = threading.Event()
        self._ends = False
        self._thread: threading.Thread | None = None

    def say(self, text: str, language: str) -> None:
        """Says this instead of whatever is being said; "" only silences. Returns at once."""
        if self.mute:
            self._unheard = text
            return
        self._wanted = text, language
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="voice", daemon=True)
            self._thread.start()
        self._stir.set()

    def unheard(self) -> str:
        """The newest sentence that could not be said, once; "" when all could."""
        text, self._unheard = self._unheard, ""
        return text

    def close(self) -> None:
        """Silence; waits for the thread, which ends at once."""
        self._ends = True
        self._stir.set()
        if self._thread is not None:
            self._thread.join(2)

    def _run(self) -> None:
        able = self.able()
        while not self._ends:
            self._stir.wait()
            while not self._ends and self._stir.is_set():  # what comes in quick succession is not begun
                self._stir.clear()
                self._stir.wait(self.pause)
            wanted, self._wanted = self._wanted, None
            if self._ends or wanted is None or not wanted[0]:
                continue
            if not (able and self._said(*wanted)):
                self.mute = True
                self._unheard = (self._wanted or wanted)[0]
                return

    def _said(self, text: str, language: str) -> bool:
        """Says one sentence to its end or until a newer one comes; False when it could not be said."""
        try:
            saying = self.begin(text, language)
            try:
                for _ in range(int(LONGEST / LOOK)):
                    code = saying.poll()
                    if code is not None:
                        return code == 0
                    if self._stir.wait(LOOK):
                        break
                return True
            finally:
                saying.stop()
        except (OSError, ValueError):
            return False
