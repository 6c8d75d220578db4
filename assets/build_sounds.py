"""Makes the sounds in `sounds/`: cues of a few soft tones each, and a quiet bed that repeats without a seam. Needs only Python.

All are 16-bit mono WAV, the cues at 22,050 Hz and the bed at half of that.

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
    "headline": (0.22, ((0.0, 0.10, 523.3, 0.20), (0.09, 0.10, 523.3, 0.20), (0.18, 0.42, 659.3, 0.25))),
    "opening": (0.22, ((0.0, 0.22, 293.7, 0.30), (0.12, 0.26, 440.0, 0.20), (0.24, 0.50, 587.3, 0.15))),
    "miss": (0.22, ((0.0, 0.26, 392.0, 0.20), (0.18, 0.32, 311.1, 0.25), (0.38, 0.55, 233.1, 0.30))),
    "vote": (0.24, ((0.0, 0.09, 146.8, 0.60), (0.16, 0.09, 146.8, 0.60), (0.32, 0.60, 349.2, 0.20), (0.32, 0.60, 440.0, 0.15))),
    "brink": (0.30, ((0.0, 0.55, 110.0, 0.60), (0.0, 0.55, 116.5, 0.40), (0.22, 0.45, 155.6, 0.30))),
    "ending": (0.26, ((0.0, 0.50, 261.6, 0.25), (0.14, 0.55, 329.6, 0.20), (0.28, 0.70, 392.0, 0.20), (0.42, 0.75, 523.3, 0.15))),
}

BED_RATE, BED_SECONDS, BED_LOUDNESS = 11_025, 16, 0.2
# The bed's tones: (frequency in Hz, loudness, swells in the whole length, where in its swell it begins 0–1). Frequencies are
# rounded to whole turns in the whole length, so that the end runs into the beginning.
BED = (
    (73.4, 1.0, 1, 0.00), (110.0, 0.8, 1, 0.50), (146.8, 0.6, 2, 0.25), (164.8, 0.45, 1, 0.75),
    (220.0, 0.3, 3, 0.10), (246.9, 0.22, 2, 0.60), (329.6, 0.14, 3, 0.45), (440.0, 0.07, 4, 0.85),
)  # fmt: skip


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


def bed() -> list[float]:
    """The bed as numbers from −1 to 1: tones that swell and sink, each in its own time."""
    count = BED_RATE * BED_SECONDS
    found = [0.0] * count
    for frequency, loudness, swells, begin in BED:
        turns = 2 * math.pi * round(frequency * BED_SECONDS) / count
        swell = 2 * math.pi * swells / count
        for i in range(count):
            found[i] += loudness * (0.55 - 0.45 * math.cos(swell * i + 2 * math.pi * begin)) * math.sin(turns * i)
    peak = max(map(abs, found))
    return [BED_LOUDNESS * v / peak for v in found]


def written(path: Path, rate: int, values: list[float]) -> None:
    """Numbers from −1 to 1 as a file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(b"".join(struct.pack("<h", round(32_767 * v)) for v in values))


def main() -> None:
    """Writes all cues and the bed."""
    folder = Path(__file__).resolve().parent / "sounds"
    folder.mkdir(exist_ok=True)
    for name, (loudness, tones) in CUES.items():
        written(folder / f"{name}.wav", RATE, samples(loudness, tones))
    written(folder / "bed.wav", BED_RATE, bed())


if __name__ == "__main__":
    main()
