"""Recording in a child that is killed without warning, and what is then in its file."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from dashboard.history.archive import open_archive

#: Observations in each frame; 1,000 things go round and round.
PER_FRAME = 40
_ROOT = Path(__file__).parents[1]
_CHILD = """
import sys, time
from pathlib import Path
from dashboard.core.readings.store import Store
from dashboard.history.recorder import Recorder
from dashboard.history.session import Session
from tests.bench.history import frames, town
from tests.killing import PER_FRAME
place = town(1000)
recorder = Recorder(Session(Path(sys.argv[1]), place, Store(place)))
recorder.start()
begin = time.monotonic()
for number, frame in enumerate(frames(1000, 10_000, 1.0, PER_FRAME)):
    recorder.session.record(frame)
    print(time.monotonic(), frame.wall, recorder.session.state().committed, flush=True)
    time.sleep(max(0.0, begin + number / 30 - time.monotonic()))
"""


@dataclass(frozen=True, slots=True)
class Killed:
    """What became of one child."""

    whole: bool  #: the file opens, and frames and observations have no hole
    kept: int  #: frames in the file
    promised: int  #: frames that the child had said to be committed
    missing: float  #: how long before the kill the oldest missing frame was handed over, seconds


def record_and_kill(path: Path, after: float) -> Killed:
    """Record 1,200 observations/s in a child for so many seconds, then kill it."""
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(path)], stdout=subprocess.PIPE, text=True, cwd=_ROOT
    )
    assert child.stdout is not None
    first = child.stdout.readline()
    time.sleep(max(0.0, float(first.split()[0]) + after - time.monotonic()))
    killed = time.monotonic()
    os.kill(child.pid, getattr(signal, "SIGKILL", signal.SIGTERM))  # on Windows SIGTERM is as sudden
    lines = [line.split() for line in [first, *child.stdout] if line.endswith("\n")]
    child.wait()
    child.stdout.close()
    handed = [float(moment) for moment, _, _ in lines]
    walls = [float(wall) for _, wall, _ in lines]
    committed = float(lines[-1][2])
    kept, whole = _look(path)
    promised = sum(wall <= committed for wall in walls)
    missing = handed[kept:]
    return Killed(whole, kept, promised, killed - missing[0] if missing else 0.0)


def _look(path: Path) -> tuple[int, bool]:
    """Frames in a file, and whether nothing within it is missing."""
    with open_archive(path) as archive, archive.cursor() as cursor:
        frames = cursor.execute("SELECT number, observation FROM frame ORDER BY number").fetchall()
        if not frames:
            return 0, True
        numbers = [
            n for (n,) in cursor.execute("SELECT number FROM observation_0 ORDER BY number").fetchall()
        ]
    kept = len(frames)
    return kept, (
        frames == [(number, number * PER_FRAME) for number in range(kept)]
        and numbers == list(range(kept * PER_FRAME))
    )
