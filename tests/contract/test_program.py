"""The simulators as a program: they end when they are told to, and say so."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import paho.mqtt.client as mqtt
import pytest

from tests import brokers

ROOT = Path(__file__).parents[2]
#: A busy machine takes its time, s; who waits for what never comes waits so long.
PATIENCE = 120.0
STARTED: list["subprocess.Popen[bytes]"] = []


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with brokers.embedded() as port:
        yield port


@pytest.fixture
def heard(port: int) -> Iterator[dict[str, bytes]]:
    """The last payload of every topic."""
    last: dict[str, bytes] = {}
    client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
    client.on_message = lambda _c, _d, m: last.__setitem__(m.topic, m.payload)
    client.on_connect = lambda c, *_: c.subscribe("nice/#")
    client.connect("127.0.0.1", port)
    client.loop_start()
    yield last
    client.disconnect()
    client.loop_stop()


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.02)


def start(port: int, *arguments: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "simulators", "--broker", f"mqtt://127.0.0.1:{port}", *arguments]
    program = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
    STARTED.append(program)
    return program


@pytest.fixture(autouse=True)
def none_is_left() -> Iterator[None]:
    """What a test that fails has left running would be found in another."""
    yield
    while STARTED:
        program = STARTED.pop()
        program.kill()
        assert program.stdin is not None
        program.stdin.close()
        program.wait()


def running(heard: dict[str, bytes]) -> bool:
    return (
        heard.get("nice/status/simulators") == b"online"
        and sum(topic.startswith("nice/observation/") for topic in heard) > 150
    )


def test_it_ends_with_its_parent(port: int, heard: dict[str, bytes]) -> None:
    program = start(port, "--exit-with-parent", "--speed", "600")
    until(lambda: running(heard))
    assert program.stdin is not None
    program.stdin.close()
    assert program.wait(PATIENCE) == 0
    until(lambda: heard["nice/status/simulators"] == b"offline")


@pytest.mark.skipif(os.name == "nt", reason="Windows ends programs without asking them")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_it_is_asked_to(port: int, heard: dict[str, bytes], number: int) -> None:
    program = start(port, "--speed", "600")
    until(lambda: running(heard))
    program.send_signal(number)
    assert program.wait(PATIENCE) == 0
    until(lambda: heard["nice/status/simulators"] == b"offline")
    assert program.stdin is not None
    program.stdin.close()


def test_shares_of_one_city(port: int, heard: dict[str, bytes]) -> None:
    shares = [
        start(port, "--exit-with-parent", "--speed", "600", "--shard", f"{number}/2") for number in (1, 2)
    ]
    until(
        lambda: (
            heard.get("nice/status/simulators-1-of-2") == b"online"
            and heard.get("nice/status/simulators-2-of-2") == b"online"
            and sum(topic.startswith("nice/observation/") for topic in heard) > 200
        )
    )
    assert json.loads(heard["nice/clock"])["speed"] == 600.0
    for program in shares:
        assert program.stdin is not None
        program.stdin.close()
        assert program.wait(PATIENCE) == 0


def test_a_start_in_the_midst_of_a_story_is_told_while_it_is_worked_out(port: int) -> None:
    told: list[bytes] = []
    client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
    client.on_message = lambda _c, _d, m: told.append(m.payload)
    client.on_connect = lambda c, *_: c.subscribe("nice/progress/simulators")
    client.connect("127.0.0.1", port)
    client.loop_start()
    program = start(port, "--exit-with-parent", "--scenario", "storm", "--start", "2026-10-02T17:00")
    until(lambda: len(told) > 1 and told[-1] == b"" and any(told))
    client.disconnect()
    client.loop_stop()
    assert program.stdin is not None
    program.stdin.close()
    assert program.wait(PATIENCE) == 0
    times = [json.loads(payload)["time"] for payload in told if payload]
    assert times == sorted(times)
    assert {json.loads(payload)["ends"] for payload in told if payload} == {"2026-10-02T15:00:00.000Z"}
