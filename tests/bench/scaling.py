"""Beyond one machine, as far as one machine shows it: shards, dashboards, Mosquitto.

    python -m tests.bench.scaling [--seconds 30] [--population 20000000]

Prints a row for each program: messages, losses, latency, processor. What it says of many machines is in
`docs/scaling.md`.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil
from rich.console import Console
from rich.table import Table

from tests.brokers import MOSQUITTO, mosquitto

_ROOT = Path(__file__).parents[2]


def _start(*arguments: str) -> psutil.Popen:
    return psutil.Popen([sys.executable, "-m", *arguments], cwd=_ROOT, stdout=subprocess.DEVNULL)


def _broker(port: int) -> psutil.Process:
    """The Mosquitto that listens there."""
    for process in psutil.Process().children():
        if any(item.laddr.port == port for item in process.net_connections()):
            return process
    raise RuntimeError(f"nobody listens on {port}")


def measure(shards: int, rooms: int, population: int, seconds: int) -> list[tuple[str, dict[str, Any]]]:
    """So many shares of one city, so many control rooms; what each program did, by name."""
    with mosquitto() as port, tempfile.TemporaryDirectory() as place:
        url, folder = f"mqtt://127.0.0.1:{port}", Path(place)
        dashboards = [
            _start(
                *("dashboard", "--headless", "--no-simulators", "--broker", url),
                *("--duration", str(seconds + 10), "--data", str(folder / f"data-{n}")),
                *("--report", str(folder / f"{n}.json")),
            )
            for n in range(rooms)
        ]
        time.sleep(4)
        cities = [
            _start("simulators", "--broker", url, "--population", str(population), "--shard", f"{n}/{shards}")
            for n in range(1, shards + 1)
        ]
        programs = {f"simulators {n}/{shards}": item for n, item in enumerate(cities, 1)}
        programs |= {f"dashboard {n}": item for n, item in enumerate(dashboards, 1)}
        programs["mosquitto"] = _broker(port)
        time.sleep(5)  # past the start
        before = {name: _used(item) for name, item in programs.items()}
        begin = time.monotonic()
        time.sleep(max(1.0, seconds - 5))
        span = time.monotonic() - begin
        used = {name: (_used(item) - before[name]) / span for name, item in programs.items()}
        for item in dashboards:
            item.wait(60)
        for item in cities:
            item.terminate()
            item.wait(30)
        found: list[tuple[str, dict[str, Any]]] = [(name, {"cores": used[name]}) for name in programs]
        for number, (name, figures) in enumerate(item for item in found if item[0].startswith("dashboard")):
            figures |= json.loads((folder / f"{number}.json").read_text()) | {"name": name}
        return found


def _used(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def main() -> None:
    """One shard and one dashboard, then two and two."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--population", type=int, default=20_000_000)
    asked = parser.parse_args()
    if MOSQUITTO is None:
        sys.exit("there is no mosquitto here")
    table = Table("program", "cores", "messages", "readings", "lost", "dropped", "p95 ms", "alarms")
    for shards, rooms in ((1, 1), (2, 1), (2, 2)):
        for name, item in measure(shards, rooms, asked.population, asked.seconds):
            cells = [f"{item['cores']:.2f}"]
            if "messages" in item:
                latency = item["latency_ms"]["p95"]
                cells += [str(item[key]) for key in ("messages", "readings", "lost", "dropped")]
                cells += [f"{latency:.0f}", str(len(item["alarms"]))]
            table.add_row(name, *cells)
        table.add_section()
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
