"""Real brokers, real programs, and a stranger with an MQTT client."""

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import paho.mqtt.client as mqtt
import psutil
import pytest

from tests import brokers

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0


@pytest.fixture(params=["embedded", "mosquitto"])
def broker(request: pytest.FixtureRequest) -> Iterator[int]:
    """A broker of each kind; its port."""
    if request.param == "mosquitto" and brokers.MOSQUITTO is None:
        pytest.skip("no mosquitto on this machine")
    with getattr(brokers, request.param)() as port:
        yield port


class Stranger:
    """A client of its own, such as any other system has."""

    def __init__(self, port: int) -> None:
        self.messages: queue.Queue[tuple[str, bytes, bool]] = queue.Queue()
        self._subscribed = threading.Event()
        self._client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
        self._client.on_message = lambda _c, _d, m: self.messages.put((m.topic, m.payload, m.retain))
        self._client.on_connect = lambda c, *_: c.subscribe("nice/#")
        self._client.on_subscribe = lambda *_: self._subscribed.set()
        self._client.reconnect_delay_set(1, 1)
        self._client.connect("127.0.0.1", port)
        self._client.loop_start()
        assert self._subscribed.wait(PATIENCE)

    def send(self, topic: str, payload: bytes | dict[str, Any], *, retain: bool = False) -> None:
        """Publish, and wait until the broker has it."""
        data = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        self._client.publish(topic, data, qos=1, retain=retain).wait_for_publish(PATIENCE)

    def wait_for(self, wanted: Callable[[str, bytes], bool]) -> tuple[str, bytes]:
        """The next message that is wanted."""
        while True:
            topic, payload, _ = self.messages.get(timeout=PATIENCE)
            if wanted(topic, payload):
                return topic, payload

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()


@pytest.fixture
def stranger(broker: int) -> Iterator[Stranger]:
    client = Stranger(broker)
    yield client
    client.close()


class Program:
    """One of our programs, run as a user runs it."""

    def __init__(self, module: str, *arguments: str, environment: dict[str, str] | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **(environment or {})},
        )

    def first_line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def family(self) -> list[psutil.Process]:
        """It and all its children."""
        parent = psutil.Process(self.process.pid)
        return [parent, *parent.children(recursive=True)]

    def runs(self) -> bool:
        """Whether it still does, a twentieth of a second from now."""
        try:
            self.process.wait(0.05)
        except subprocess.TimeoutExpired:
            return True
        return False

    def end(self, patience: float = PATIENCE) -> tuple[int, str, str]:
        """Wait for its end; status, the rest of its output, its errors."""
        out, err = self.process.communicate(timeout=patience)
        return self.process.returncode, out, err


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """Start programs; none is left behind, and none sees what another run kept."""
    started: list[Program] = []

    def start(module: str, *arguments: str, environment: dict[str, str] | None = None) -> Program:
        keeps = arguments[:1] not in [(name,) for name in ("export", "report", "compare", "--data")]
        if module == "dashboard" and keeps:
            arguments += ("--data", str(tmp_path / "data"))
        started.append(Program(module, *arguments, environment=environment))
        return started[-1]

    yield start
    for item in started:
        if item.process.poll() is None:
            for process in reversed(item.family()):
                process.kill()
        item.process.communicate()


def lasting(
    program: Callable[..., Program], *arguments: str, enough: Callable[[], bool], seconds: float = 4.0
) -> tuple[int, str, str]:
    """Run for so long; on a machine that is busy with other things, longer, until there is `enough`."""
    for longer in (1, 3, 10):
        ended = program("dashboard", *arguments, "--duration", f"{seconds * longer:g}").end()
        if ended[0] != 0 or enough():
            break
    return ended


def gone(processes: list[psutil.Process], patience: float = 15.0) -> bool:
    """Whether all of them end within that time."""
    _, alive = psutil.wait_procs(processes, timeout=patience)
    return not alive
