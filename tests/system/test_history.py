"""History as a user meets it: recorded, killed, listed, exported, told, compared, played again."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest

from config.messages import Clock, Message, Observation
from config.reader import read_city
from config.wire import Decoder
from dashboard.history.archive import open_archive
from dashboard.history.files import sessions
from dashboard.history.pack import recorded_city
from dashboard.history.player import Player
from dashboard.history.recording import Recording
from dashboard.history.replay import Replay
from tests import brokers
from tests.killing import record_and_kill
from tests.playing import Recorded
from tests.system.conftest import Stranger, lasting

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("after", [0.4, 1.6, 3.1])
def test_killed_in_the_middle_the_file_opens_and_holds_all_that_was_promised(tmp_path, after):
    found = record_and_kill(tmp_path / "session.duckdb", after)
    assert found.whole
    assert found.kept >= found.promised


@pytest.fixture(scope="module")
def storm(tmp_path_factory) -> list[Message]:
    """An hour and a half of the storm by the real simulators."""
    path = tmp_path_factory.mktemp("storm") / "storm.jsonl"
    subprocess.run(
        [sys.executable, "-m", "simulators", "--record", str(path), "--speed", "max", "--duration", "90min",
         "--scenario", "storm"],
        cwd=ROOT, check=True, capture_output=True, timeout=100,
    )  # fmt: skip
    decoder = Decoder(read_city("nice"))
    with path.open("rb") as file:
        lines = [msgspec.json.decode(line) for line in file]
    return [decoder.decode(line["topic"], line["payload"].encode()) for line in lines]


def test_a_storm_played_again_raises_exactly_the_same_alarms(storm, tmp_path):
    """Live at x60 in five frames a second; again frame by frame, and as fast as it goes."""
    city = read_city("nice")
    played = Recorded(city, tmp_path / "storm.duckdb")
    events = []
    wall, begin, frame = 1.79e9, city.start_time, 0
    waiting = [item for item in storm if type(item) is not Clock][::-1]
    while waiting:
        frame += 1
        wall = 1.79e9 + frame / 5
        now = begin + frame * 12.0
        found: list[Message] = [Clock(now, wall, 60.0, True)] if frame % 5 == 1 else []
        while waiting and (type(waiting[-1]) is not Observation or waiting[-1].time <= now):
            found.append(waiting.pop())
        events += played.turn(wall, found).events
        if frame % 150 == 149:  # somebody looks after the alarms
            for alarm in played.alarms.alarms()[:3]:
                played.alarms.acknowledge(alarm.id, now)
        if frame % 5 == 0:  # as the recorder does, once a second
            played.session.turn(wall)
    assert len(events) > 20
    live = sorted(map(msgspec.json.encode, events))
    with played.finish() as archive:
        assert archive.pack(archive.runs()[0].pack), "the limits of then are kept"
        for step in (1, 10**9):
            replay = Replay(Recording(archive, city), city)
            again = []
            while (turned := replay.turn(min(replay.place + step, replay.frames))) is not None:
                again += turned.events
            replay.close()
            assert sorted(map(msgspec.json.encode, again)) == live


def test_what_a_control_room_saw_is_listed_exported_told_compared_and_played_again(program, tmp_path):
    room = program(
        "dashboard",
        "--headless",
        "--duration",
        "5",
        "--scenario",
        "storm",
        "--report",
        str(tmp_path / "a.json"),
    )
    status, _, errors = room.end()
    assert (status, errors) == (0, "")
    [file] = sessions(tmp_path / "data" / "history")
    first = json.loads((tmp_path / "a.json").read_text())
    assert first["readings"] > 300

    status, out, _ = program("dashboard", "history").end()
    assert status == 0
    assert file.name in out

    readings = 0
    for name in ("out.csv", "out.parquet", "out.jsonld"):
        status, out, errors = program("dashboard", "export", str(file), str(tmp_path / name)).end()
        assert (status, errors) == (0, "")
        readings = int(out.split()[0])
        assert readings == first["readings"]
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    assert len(rows) == pq.read_metadata(tmp_path / "out.parquet").num_rows == readings
    wanted = ["--datastream", "weather/*/temperature", "--datastream", "water/*/water_level"]
    assert program("dashboard", "export", str(file), str(tmp_path / "less.csv"), *wanted).end()[0] == 0
    with (tmp_path / "less.csv").open(encoding="utf-8", newline="") as text:
        assert {row["property"] for row in csv.DictReader(text)} == {"temperature", "water_level"}

    assert program("dashboard", "report", str(file), str(tmp_path / "report.html")).end()[0] == 0
    assert "Rapport de session" in (tmp_path / "report.html").read_text(encoding="utf-8")

    status, out, _ = program("dashboard", "compare", str(file), "--against", "nice").end()
    assert status == 0
    assert out.splitlines()[-1].endswith("the same, 0 changed, 0 only first, 0 only other")

    again = program(
        "dashboard",
        "--replay",
        str(file),
        "--speed",
        "1000",
        "--headless",
        "--report",
        str(tmp_path / "b.json"),
    )
    assert again.end()[0] == 0
    second = json.loads((tmp_path / "b.json").read_text())
    assert second["alarms"] == first["alarms"]
    assert second["readings"] == first["readings"]
    assert len(sessions(tmp_path / "data" / "history")) == 1, "a replay is not recorded"


def test_a_storm_over_a_broker_raises_the_same_alarms_at_any_speed(program, tmp_path):
    """Recorded by the program from the wire at its height; each alarm event is compared byte for byte."""
    with brokers.embedded() as port:
        stranger = Stranger(port)
        room = program(
            *("dashboard", "--headless", "--broker", f"mqtt://127.0.0.1:{port}"),
            *("--scenario", "storm", "--start", "2026-10-02T16:30", "--speed", "900"),
        )
        for _ in range(100):
            stranger.wait_for(lambda topic, _: topic.startswith("nice/alarm/"))
        room.process.terminate()
        assert room.end()[0] == 0
        stranger.close()
    [file] = sessions(tmp_path / "data" / "history")
    with open_archive(file) as archive:
        with archive.cursor() as cursor:
            bodies = cursor.execute("SELECT body FROM event ORDER BY rowid").fetchall()
        live = [body.encode() for (body,) in bodies]
        assert sum(b'"what":"raised"' in event for event in live) > 50
        city = recorded_city(archive)
        assert city is not None
        replay = Replay(Recording(archive, city), city)
        single = []
        while replay.place < replay.frames:
            frame = replay.turn(replay.place + 1)
            assert frame is not None
            single += frame.events
        replay.close()
        assert [msgspec.json.encode(event) for event in single] == live, "frame by frame in the very order"
        for speed in (1.0, 1000.0):
            replay = Replay(Recording(archive, city), city)
            player = Player(replay, timer=lambda: 0.0)
            player.pace(speed)
            again, wall = [], 2e9
            while player.state().playing:
                wall += 1 / 30
                again += map(msgspec.json.encode, player.turn(wall).events)
                player.drawn(wall)
            replay.close()
            assert sorted(again) == sorted(live), "of one moment in any order"


def test_a_replay_in_a_window(program, tmp_path):
    report = tmp_path / "report.json"
    status, _, errors = lasting(
        program, "--headless", "--report", str(report),
        enough=lambda: json.loads(report.read_text())["readings"] > 100,
    )  # fmt: skip
    assert (status, errors) == (0, "")
    [file, *_] = sessions(tmp_path / "data" / "history")
    picture = tmp_path / "picture.png"
    status, out, errors = lasting(
        program, "--replay", str(file), "--speed", "10", "--snapshot", str(picture), enough=picture.exists
    )
    assert (status, errors) == (0, "")
    assert file.name in out
    assert picture.stat().st_size > 10_000


def test_a_history_that_another_process_holds_is_said_and_the_room_goes_on(program, tmp_path):
    file = tmp_path / "mine.duckdb"
    hold = f"import duckdb; c = duckdb.connect({str(file)!r}); print(flush=True); input()"
    holder = subprocess.Popen(
        [sys.executable, "-c", hold],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert holder.stdout is not None
    holder.stdout.readline()
    report = tmp_path / "report.json"
    status, _, errors = lasting(
        program, "--headless", "--history", str(file), "--report", str(report),
        enough=lambda: json.loads(report.read_text())["readings"] > 100,
    )  # fmt: skip
    holder.communicate("\n")
    assert status == 1  # what was asked for is not there
    assert json.loads(report.read_text())["readings"] > 100
    assert "history: " in errors
    assert "observations are not in it: " in errors.splitlines()[-1]
    assert "lock" in errors or "used by" in errors


def test_nothing_is_recorded_when_nobody_wants_it(program, tmp_path):
    assert program("dashboard", "--headless", "--duration", "2", "--no-record").end()[0] == 0
    assert sessions(tmp_path / "data" / "history") == []


def test_a_mistake_with_recordings_is_one_line(program):
    """One as a process of its own; the others stand in the tests of the command line."""
    found, out, errors = program("dashboard", "export", "nowhere.duckdb", "out.csv").end()
    assert (found, out) == (1, "")
    assert errors == "nice-dashboard: nowhere.duckdb: there is no such file\n"
