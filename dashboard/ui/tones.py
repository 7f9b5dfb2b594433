"""The three tones of the alarms, made here: how they sound, and as WAV files."""

import math
import struct
import wave
from pathlib import Path
from typing import Final

from dashboard.core.alarms.event import Priority

RATE: Final = 22_050
#: Frequencies (Hz) one after the other, each as long (s): the worse, the higher and the more often. Falling
#: for what can wait, rising for what cannot; far enough apart to be told in a noisy hall.
TONES: Final = {
    Priority.ADVISORY: ((523.25,), 0.18),
    Priority.WARNING: ((659.26, 523.25), 0.16),
    Priority.ALARM: ((880.0, 1108.73, 880.0, 1108.73), 0.13),
}
_LOUD: Final = 0.45
#: Each tone swells and fades for so long, s: an edge would click.
_EDGE: Final = 0.012


def samples(priority: Priority) -> list[float]:
    """The tone of a priority, -1 to 1 at `RATE`."""
    frequencies, seconds = TONES[priority]
    count, edge = round(seconds * RATE), round(_EDGE * RATE)
    found = []
    for frequency in frequencies:
        for number in range(count):
            swell = min(1.0, number / edge, (count - 1 - number) / edge)
            found.append(_LOUD * swell * math.sin(2.0 * math.pi * frequency * number / RATE))
    return found


def write_tones(folder: Path) -> dict[Priority, Path]:
    """One WAV file for each priority, 16 bits mono; OSError when they cannot be written."""
    files = {}
    for priority in TONES:
        path = files[priority] = folder / f"{priority.name.lower()}.wav"
        values = [round(32767 * value) for value in samples(priority)]
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(struct.pack(f"<{len(values)}h", *values))
    return files
