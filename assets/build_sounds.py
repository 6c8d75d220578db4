"""Makes the short cues in `sounds/`: a few soft tones each, written as 16-bit mono WAV at 22,050 Hz. Needs only Python.

Run it again after a change: python assets/build_sounds.py"""

from __future__ import annotations

import math
import struct
import wave
from pathlib import Path

RATE = 22_050
# cue: loudness 0–1 and its tones as (begin in s, length in s, frequency in Hz, share of the first overtone)
CUES: dict[str, tuple[float, tuple[tuple[float, float, float, float], ...]]] = {
    "select": (0.16, ((0.0, 0.07, 880.0, 0.10),)),
    "open": (0.18, ((0.0, 0.12, 587.3, 0.15), (0.05, 0.14, 784.0, 0.10))),
    "commit": (0.26, ((0.0, 0.16, 196.0, 0.50), (0.02, 0.30, 392.0, 0.20), (0.12, 0.34, 493.9, 0.15))),
    "brink": (0.30, ((0.0, 0.55, 110.0, 0.60), (0.0, 0.55, 116.5, 0.40), (0.22, 0.45, 155.6, 0.30))),
    "ending": (0.26, ((0.0, 0.50, 261.6, 0.25), (0.14, 0.55, 329.6, 0.20), (0.28, 0.70, 392.0, 0.20), (0.42, 0.75, 523.3, 0.15))),
}


def samples(loudness: float, tones: tuple[tuple[float, float, float, float], ...]) -> list[float]:
    """The cue as numbers from −1 to 1; each tone rises in 8 ms and dies away."""
    found = [0.0] * int(RATE * max(begin + length for begin, length, _, _ in tones))
    for begin, length, frequency, overtone in tones:
        count = int(RATE * length)
        for i in range(count):
            t = i / RATE
            shape = min(1.0, t / 0.008) * math.exp(-4.5 * t / length) * min(1.0, (count - i) / (0.01 * RATE))
            wave_now = math.sin(2 * math.pi * frequency * t) + overtone * math.sin(4 * math.pi * frequency * t)
            at = int(RATE * begin) + i
            if at < len(found):
                found[at] += shape * wave_now
    peak = max(map(abs, found))
    return [loudness * v / peak for v in found]


def main() -> None:
    """Writes all cues."""
    folder = Path(__file__).resolve().parent / "sounds"
    folder.mkdir(exist_ok=True)
    for name, (loudness, tones) in CUES.items():
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(b"".join(struct.pack("<h", round(32_767 * v)) for v in samples(loudness, tones)))


if __name__ == "__main__":
    main()
