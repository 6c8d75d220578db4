"""Says one text from standard input and ends; a process of its own, so that a newer sentence can cut it off on every system.

Run as `python -m game.desktop.access.speech_process LANGUAGE` by `speaker`. The exit code tells whether anything could be said."""

from __future__ import annotations

import shutil
import sys
from typing import Any

SAID, MUTE = 0, 3
TONGUES = {"zh": ("zh", "cmn", "chinese", "mandarin")}  # how the voices of a language may be called


def voice_for(voices: list[Any], language: str) -> str | None:
    """The id of the first voice that speaks this language; None when there is none."""
    short = language.split("-")[0].lower()
    calls = TONGUES.get(short, (short,))
    for voice in voices:
        told = [str(x).strip("\x00\x05[]b' ").lower() for x in (voice.languages or ())]
        last = str(voice.id).lower().replace("\\", "/").rsplit("/", 1)[-1]
        if any(x.startswith(calls) for x in told) or last.startswith(calls):
            return str(voice.id)
    return None


def main(language: str, text: str) -> int:
    """Says the text; SAID, or MUTE where there is no voice for this language or nothing to play it with."""
    import pyttsx3

    engine = pyttsx3.init()
    if engine.driver_name == "espeak" and sys.platform.startswith("linux") and shutil.which("aplay") is None:
        return MUTE  # the library writes a file and plays it with this program
    voice = voice_for(engine.getProperty("voices"), language)
    if voice:
        engine.setProperty("voice", voice)
    elif not language.startswith("en"):
        return MUTE
    engine.say(text)
    engine.runAndWait()
    return SAID


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.stdin.buffer.read().decode("utf-8")))
