"""The control room as a program: demo end to end, strangers, falls and ends."""

import json
import signal
import time
from pathlib import Path

import psutil
import pytest

from tests.system.conftest import Program, Stranger, gone, lasting

WEEKDAY = "2026-10-02T08:00:00+02:00"


def report_of(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_demo_without_a_window_stores_readings_and_reports(program, tmp_path):
    file = tmp_path / "report.json"
    status, out, errors = lasting(
        program, "--headless", "--report", str(file),
        enough=lambda: report_of(file)["readings"] > 300 and report_of(file)["latency_ms"]["p50"] is not None,
    )  # fmt: skip
    assert status == 0, errors
    assert out.startswith("broker: mqtt://127.0.0.1:")
    report = report_of(file)
    assert report["readings"] > 300
    assert report["malformed"] == {}
    assert report["dropped"] == report["lost"] == report["discovered"] == 0
    assert report["startup_ms"] > 0
    assert 0 < report["latency_ms"]["p50"] <= report["latency_ms"]["p99"]
    assert report["frames"] > 60


def test_the_demo_in_a_window_draws_and_writes_its_picture(program, tmp_path):
    file, picture = tmp_path / "report.json", tmp_path / "city.png"
    status, out, errors = lasting(
        program, "--size", "1280x720", "--lang", "en", "--report", str(file), "--snapshot", str(picture),
        enough=lambda: report_of(file)["readings"] > 300 and report_of(file)["frames"] > 30,
    )  # fmt: skip
    assert status == 0, errors
    assert out.startswith("broker: mqtt://127.0.0.1:")
    assert errors == ""
    assert picture.read_bytes().startswith(b"\x89PNG")
    report = report_of(file)
    assert report["readings"] > 300
    assert report["frames"] > 30


def test_what_a_stranger_publishes_appears_as_discovered(program, broker, stranger, tmp_path):
    file = tmp_path / "report.json"
    room = program(
        "dashboard", "--headless", "--no-simulators", "--broker", f"mqtt://127.0.0.1:{broker}",
        "--duration", "3", "--report", str(file),
    )  # fmt: skip
    room.first_line()
    body = {"dateObserved": "2026-10-02T08:00:00Z", "no2": 250.0, "seq": 1}
    stranger.send("nice/thing/air_quality/balcony", {"name": "Balcony"}, retain=True)
    while room.runs():
        stranger.send("nice/observation/air_quality/balcony", body)
        stranger.send("nice/observation/volcano/etna", {"dateObserved": "2026-10-02T08:00:00Z", "smoke": 4})
        body["seq"] += 1
        body["dateObserved"] = (
            f"2026-10-02T{8 + body['seq'] // 3600:02d}:{body['seq'] // 60 % 60:02d}:{body['seq'] % 60:02d}Z"
        )
    assert room.end()[0] == 0
    report = report_of(file)
    assert report["discovered"] == 2
    assert report["lost"] == 0
    assert report["readings"] > 2


ODD_PAYLOADS = {
    "not_utf8": b'{"no2": "\xff\xfe"}',
    "too_deep": b"[" * 100_000,
    "not_json": b"{no2: 4}",
    "empty": b"",
    "no_time": b'{"no2": 4}',
    "time": b'{"dateObserved": "yesterday", "no2": 4}',
    "not_an_object": b"[1, 2]",
    "not_a_number": b'{"dateObserved": "2026-10-02T08:00:00Z", "no2": "much"}',
    "not_finite": b'{"dateObserved": "2026-10-02T08:00:00Z", "no2": 1e999}',
}


def test_odd_payloads_are_counted_by_kind_and_hide_nothing(program, broker, stranger, tmp_path):
    file = tmp_path / "report.json"
    room = program(
        "dashboard", "--headless", "--no-simulators", "--broker", f"mqtt://127.0.0.1:{broker}",
        "--duration", "3", "--report", str(file),
    )  # fmt: skip
    room.first_line()
    topic = "nice/observation/air_quality/arson"
    rounds = 0
    while room.runs():
        for payload in ODD_PAYLOADS.values():
            stranger.send(topic, payload)
        padding = b" " * (256 * 1024 - 80)
        stranger.send(
            topic, b'{"dateObserved": "2026-10-02T08:00:%02dZ", "no2": "4.5"}' % (rounds % 60) + padding
        )
        rounds += 1
    assert room.end()[0] == 0
    report = report_of(file)
    assert rounds > 0
    for kind in ODD_PAYLOADS:
        assert report["malformed"].get(kind, 0) > 0, (kind, report["malformed"])
    assert report["irregular"]["number_as_text"] > 0
    assert report["readings"] > 0


def test_a_strangers_clock_does_not_take_the_citys_place(program, broker, stranger, tmp_path):
    file = tmp_path / "report.json"
    room = program(
        "dashboard", "--headless", "--broker", f"mqtt://127.0.0.1:{broker}",
        "--start", "2026-10-02T15:00", "--report", str(file),
    )  # fmt: skip
    room.first_line()
    stranger.wait_for(lambda topic, _: topic.startswith("nice/observation/"))
    for year in (1999, 2026, 2199):
        instant = f"{year}-01-01T00:00:00Z"
        stranger.send("nice/clock", {"time": instant, "wall": instant, "speed": 60.0})
        stranger.wait_for(lambda topic, payload: topic == "nice/clock" and b"2026-10-02" in payload)
        stranger.wait_for(lambda topic, payload: topic == "nice/clock" and b"2026-10-02" in payload)
    room.process.terminate()
    assert room.end()[0] == 0
    report = report_of(file)
    assert report["irregular"]["other_clock"] == 3
    assert report["irregular"].get("in_the_future", 0) == report["irregular"].get("long_past", 0) == 0
    assert report["readings"] > 0


def test_sigterm_ends_cleanly_and_leaves_no_process(program):
    room = program("dashboard", "--headless")
    room.first_line()
    family = wait_for_children(room, 2)
    room.process.send_signal(signal.SIGTERM)
    status, _, errors = room.end()
    assert status == 0, errors
    assert gone(family)


def test_a_killed_control_room_takes_its_children_with_it(program):
    room = program("dashboard", "--headless")
    room.first_line()
    family = wait_for_children(room, 2)
    room.process.kill()
    room.end()
    assert gone(family)


@pytest.mark.parametrize("victim", ["broker", "simulators"])
def test_a_killed_child_is_restarted_and_readings_come_again(program, victim):
    room = program("dashboard", "--headless")
    port = int(room.first_line().rsplit(":", 1)[1])
    stranger = Stranger(port)
    try:
        stranger.wait_for(lambda topic, _: topic.startswith("nice/observation/"))
        children = {child.cmdline()[2]: child for child in wait_for_children(room, 2)[1:]}
        child = children["dashboard.broker_process" if victim == "broker" else "simulators"]
        child.kill()
        child.wait(10)
        while not stranger.messages.empty():
            stranger.messages.get()
        stranger.wait_for(lambda topic, _: topic.startswith("nice/observation/"))
    finally:
        stranger.close()
    room.process.terminate()
    status, _, errors = room.end()
    assert status == 0, errors
    assert "next start in" in errors


def wait_for_children(room: Program, number: int) -> list[psutil.Process]:
    """The program with its children, once there are so many."""
    while True:
        family = room.family()
        if len(family) > number:
            return family
        assert room.process.poll() is None
        time.sleep(0.05)  # the processor is theirs meanwhile


def test_a_mistake_on_the_command_line_is_one_line_and_status_2(program):
    status, out, errors = program("dashboard", "--broker", "mqtt://u:secret@h:99999999").end()
    assert status == 2
    assert out == ""
    assert len(errors.strip().splitlines()) == 1
    assert "port" in errors
    assert "secret" not in errors


def test_without_a_display_it_says_how_to_go_on(program):
    room = program("dashboard", environment={"QT_QPA_PLATFORM": "xcb", "DISPLAY": "", "WAYLAND_DISPLAY": ""})
    status, _, errors = room.end()
    assert status == 1
    assert "QT_QPA_PLATFORM=offscreen" in errors
    assert "--headless" in errors
    assert len(errors.strip().splitlines()) == 1
