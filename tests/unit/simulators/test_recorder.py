"""A recording: one message a line, the same bytes at any speed."""

import contextlib
import json
import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulators.clock import SimulatedClock
from simulators.recorder import Recorder
from simulators.scenario import Player
from simulators.simulation import Simulation
from simulators.stage import Stage
from tests import toy_pack
from tests.toy_stage import WALL

START = 1_790_913_600.0


def record(folder: Path, speed: float, hours: float = 0.5) -> bytes:
    city = toy_pack.read(folder)
    time = [WALL]

    def rest(seconds: float) -> None:
        time[0] += seconds

    simulation = Simulation(city, toy_pack.toys(city), 1, Player(city))
    path = folder / "recording.jsonl"
    with Recorder(city, path, lambda: time[0], rest, lambda: False) as sink:
        stage = Stage(simulation, SimulatedClock(START, WALL, speed), sink, lambda: time[0], lambda: False)
        stage.play(START, START + 3600.0 * hours)
    assert sink.messages == len(path.read_bytes().splitlines())
    if math.isfinite(speed):
        assert time[0] - WALL == pytest.approx(3600.0 * hours / speed, abs=0.01), "it kept the pace"
    return path.read_bytes()


def test_the_same_bytes_at_any_speed(tmp_path: Path) -> None:
    unpaced = record(tmp_path, math.inf)
    assert all(record(tmp_path, speed) == unpaced for speed in (1.0, 60.0, 3600.0))


def test_a_line_is_what_a_broker_would_get(tmp_path: Path) -> None:
    lines = [json.loads(line) for line in record(tmp_path, math.inf).splitlines()]
    assert all(set(line) == {"topic", "payload", "retain"} for line in lines)
    clocks = [json.loads(line["payload"]) for line in lines if line["topic"] == "toy/clock"]
    assert clocks == [
        {
            "time": "2026-10-02T04:00:00.000Z",
            "wall": "2026-10-02T04:00:00.000Z",
            "speed": 1.0,
            "running": True,
        }
    ]
    retained = {line["topic"].split("/")[1] for line in lines if line["retain"]}
    assert retained == {"clock", "thing", "scenario"}
    observations = [line for line in lines if "/observation/" in line["topic"]]
    assert len(observations) == 4 * 31
    assert json.loads(observations[0]["payload"])["simulated"] is True


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    city = toy_pack.read(tmp_path)
    with pytest.raises(OSError, match="nowhere"):
        Recorder(city, tmp_path / "nowhere" / "x.jsonl", lambda: 0.0, lambda s: None, lambda: False)


@contextlib.contextmanager
def small_disk(size: int) -> Iterator[None]:
    """No file of this process may become larger: what a full disk does, in the middle of a line."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_is_full_ends_it_with_whole_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulators.recorder._PIECE", 4096)
    whole = record(tmp_path, math.inf)
    assert len(whole) > 15_000
    with small_disk(10_000), pytest.raises(OSError, match=r"too large for that disk.*bytes are kept"):
        record(tmp_path, math.inf)
    kept = (tmp_path / "recording.jsonl").read_bytes()
    assert 4096 <= len(kept) <= 10_000
    assert kept.endswith(b"}\n")
    assert whole.startswith(kept)
