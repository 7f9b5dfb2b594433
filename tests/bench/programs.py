"""The two programs as a user runs them: load, demo, memory, speed of the simulators."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

from tests.bench.row import Row
from tests.brokers import embedded

_ROOT = Path(__file__).parents[2]


def _python(*arguments: str) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.Popen(
        [sys.executable, "-m", *arguments], cwd=_ROOT, env=environment, stdout=subprocess.DEVNULL
    )


def _dashboard(folder: Path, *arguments: str) -> "tuple[subprocess.Popen[bytes], Path]":
    report = folder / "report.json"
    return _python("dashboard", "--size", "1920x1080", "--report", str(report), *arguments), report


def _report(process: "subprocess.Popen[bytes]", path: Path) -> dict[str, Any]:
    if process.wait(300):
        raise RuntimeError(f"the control room ended with status {process.returncode}")
    report: dict[str, Any] = json.loads(path.read_text())
    return report


def load(things: int = 10_000, seconds: int = 20) -> list[Row]:
    """So many observations a second, four properties each, with twelve curves on screen."""
    with embedded() as port, tempfile.TemporaryDirectory() as folder:
        broker = f"mqtt://127.0.0.1:{port}"
        room, path = _dashboard(
            Path(folder), "--broker", broker, "--no-simulators", "--page", "weather",
            "--duration", str(seconds + 12),
        )  # fmt: skip
        city = _python("simulators", "--broker", broker, "--things", str(things))
        try:
            report = _report(room, path)
        finally:
            city.terminate()
            city.wait(30)
    name = f"{things:,} observations/s, 12 curves"
    frame, latency = report["frame_ms"]["p99"], report["latency_ms"]["p95"]
    return [
        Row(f"{name}: observations stored", report["readings"], f">= {things * 4 * seconds}",
            report["readings"] >= things * 4 * seconds),
        Row(f"{name}: lost, dropped", report["lost"] + report["dropped"], "0",
            report["lost"] + report["dropped"] == 0),
        Row(f"{name}: frames/s", report["fps"], ">= 30", report["fps"] >= 29.5),
        Row(f"{name}: frame interval p99, ms", frame, "<= 60", frame <= 60),
        Row(f"{name}: sensor to screen p95, ms", latency, "<= 150", latency <= 150),
    ]  # fmt: skip


def demo(seconds: int = 30) -> list[Row]:
    """The default demo: processor share of the window, start to first curve."""
    with tempfile.TemporaryDirectory() as folder:
        room, path = _dashboard(Path(folder), "--duration", str(seconds))
        watched = psutil.Process(room.pid)
        time.sleep(8)  # past the start
        before, begin = watched.cpu_times(), time.monotonic()
        time.sleep(seconds - 12)
        after, span = watched.cpu_times(), time.monotonic() - begin
        share = (after.user + after.system - before.user - before.system) / span
        report = _report(room, path)
    start = report["startup_ms"]
    return [
        Row("default demo: processor share of the control room", round(share, 3), "<= 0.25", share <= 0.25),
        Row("default demo: frames/s", report["fps"], ">= 29.5", report["fps"] >= 29.5),
        Row("default demo: start to first curve, ms", start, "<= 3000", start <= 3000),
    ]  # fmt: skip


def record(duration: str = "1d") -> list[Row]:
    """One simulated day of the default city, recorded as fast as it goes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "day.jsonl"
        begin = time.monotonic()
        status = _python("simulators", "--record", str(path), "--speed", "max", "--duration", duration).wait(
            300
        )
        span = time.monotonic() - begin
        lines = sum(1 for _ in path.open("rb"))
    return [
        Row(f"one simulated day ({lines:,} messages), s", round(span, 1), "<= 15", not status and span <= 15)
    ]


def fleet(things: int = 10_000, seconds: int = 15) -> list[Row]:
    """Things at 1 Hz from one process: the rate that arrives, and its processor share."""
    import paho.mqtt.client as mqtt

    with embedded() as port:
        count = 0

        def on_message(*_: object) -> None:
            nonlocal count
            count += 1

        client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
        client.on_message = on_message
        client.on_connect = lambda c, *_: c.subscribe("nice/observation/#")
        client.connect("127.0.0.1", port)
        client.loop_start()
        city = _python("simulators", "--broker", f"mqtt://127.0.0.1:{port}", "--things", str(things))
        watched = psutil.Process(city.pid)
        time.sleep(10)
        begin, start, used = time.monotonic(), count, watched.cpu_times()
        time.sleep(seconds)
        span, done, after = time.monotonic() - begin, count - start, watched.cpu_times()
        city.terminate()
        city.wait(30)
        client.disconnect()
        client.loop_stop()
    share = (after.user + after.system - used.user - used.system) / span
    rate = done / span
    return [
        Row(f"{things:,} things at 1 Hz: messages/s", round(rate), f">= {things}", rate >= 0.995 * things),
        Row(f"{things:,} things at 1 Hz: processor share", round(share, 2), "<= 1", share <= 1),
    ]  # fmt: skip
