"""Recording that is killed without warning: what of it is in the file."""

import tempfile
import threading
from pathlib import Path

import numpy as np

from tests.bench.row import Row
from tests.killing import Killed, record_and_kill


def run(kills: int = 100) -> list[Row]:
    """So many kill -9, two at a time, at odd moments of their first four seconds."""
    after = np.random.default_rng(7).uniform(0.3, 4.0, kills)
    found: list[Killed] = []
    numbers = iter(range(kills))
    with tempfile.TemporaryDirectory() as folder:

        def work() -> None:
            while (number := next(numbers, None)) is not None:
                found.append(record_and_kill(Path(folder) / f"{number}.duckdb", float(after[number])))

        threads = [threading.Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    whole = sum(item.whole and item.kept >= item.promised for item in found)
    worst = max(item.missing for item in found)
    return [
        Row(f"history: whole files after {kills} kill -9", whole, f"{kills}", whole == kills),
        Row("history: the most that was missing, s", round(worst, 2), "<= 2", worst <= 2.0),
    ]
