"""Eight hours of a booth in half an hour: does its memory stand still, does it say a warning, is it stuck?"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from tests.bench.booth_day import IDLE, STUCK
from tests.bench.row import Row

_ROOT = Path(__file__).parents[2]
#: Hours at the start in which pages are built and the memory of readings fills up.
_SETTLING = 2.0
#: Megabytes an hour that are no slope, against some 400 in use.
_LEVEL = 2.0


def run(hours: float = 8.0, rate: float = 16.0) -> list[Row]:
    """`rate` hours of the booth in one of ours."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "day.jsonl"
        command = [sys.executable, "-m", "tests.bench.booth_day", str(hours), str(rate), str(path)]
        subprocess.run(command, cwd=_ROOT, env={"QT_QPA_PLATFORM": "offscreen", **os.environ}, check=True)
        return rows([json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()])


def rows(samples: list[dict[str, Any]]) -> list[Row]:
    """What the samples of a day say."""
    settled = [sample for sample in samples if sample["hours"] >= min(_SETTLING, samples[-1]["hours"] / 4)]
    hours = np.array([sample["hours"] for sample in settled])
    memory = np.array([sample["rss_mb"] for sample in settled])
    slope = float(np.polyfit(hours, memory, 1)[0])
    objects = float(np.polyfit(hours, [sample["objects"] for sample in settled], 1)[0])
    last, first = samples[-1], settled[0]
    day = f"booth, {last['hours']:.1f} h at x60"
    programs = []
    for name in ("broker", "city"):
        growth = float(np.polyfit(hours, [sample[f"{name}_mb"] for sample in settled], 1)[0])
        programs += [
            Row(f"{day}: memory of the {name}, MB/h", round(growth, 2), f"<= {_LEVEL:g}", growth <= _LEVEL),
            Row(f"{day}: memory of the {name} at the end, MB", round(last[f"{name}_mb"]), "", True),
        ]
    return [
        Row(f"{day}: hours of the city", round(last["simulated_h"]), "", True),
        Row(f"{day}: memory, MB/h", round(slope, 2), f"<= {_LEVEL:g}", slope <= _LEVEL),
        Row(f"{day}: memory at most, MB", round(max(sample["rss_mb"] for sample in samples)), "", True),
        Row(f"{day}: memory at the end, MB", round(last["rss_mb"]), "", True),
        *programs,
        Row(f"{day}: Python objects, more an hour", round(objects), "", True),
        Row(f"{day}: widgets at the end", last["widgets"], f"<= {first['widgets']} + 10 %",
            last["widgets"] <= 1.1 * first["widgets"]),
        Row(f"{day}: threads at the end", last["threads"], f"{first['threads']}",
            last["threads"] <= first["threads"]),
        Row(f"{day}: open files at the end", last["files"], f"<= {first['files']} + 5",
            last["files"] <= first["files"] + 5),
        Row(f"{day}: warnings of Qt", len(last["warnings"]), "0", not last["warnings"]),
        Row(f"{day}: dropped, malformed", last["dropped"] + last["malformed"], "0",
            last["dropped"] + last["malformed"] == 0),
        Row(f"{day}: lost on their way, gateways that were made to fail among them", last["lost"], "", True),
        Row(f"{day}: longest without a change, s", round(last["stuck_s"]), f"<= {STUCK:g}",
            last["stuck_s"] <= STUCK),
        Row(f"{day}: longest between two frames, s of the machine", round(last["waited_s"], 2), "", True),
        Row(f"{day}: and most computed there, s of the processor", round(last["worked_s"], 2), "", True),
        Row(f"{day}: pages of the loop seen", last["stops"], f"{last['of_stops']}",
            last["stops"] == last["of_stops"]),
        Row(f"{day}: turns of the loop", last["stopped"], "", True),
        Row(f"{day}: alarms that interrupted it", last["takeovers"], ">= 1", last["takeovers"] > 0),
        Row(f"{day}: cues and undos pressed", last["cues"], ">= 1", last["cues"] > 0),
        Row(f"{day}: visitors", last["visits"], ">= 1", last["visits"] > 0),
        Row(f"{day}: stories begun again, after {IDLE:g} s idle or at their end", last["begun"],
            f">= {last['resets'] - 1} asked", last["resets"] > 0 and last["begun"] >= last["resets"] - 1),
        Row(f"{day}: frames", last["frames"], "", True),
        Row(f"{day}: processor s of the window", round(last["cpu"]), "", True),
    ]  # fmt: skip
