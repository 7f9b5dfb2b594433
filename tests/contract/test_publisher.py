"""The publisher on real brokers: arrival, last will, orders, a broker that goes and comes back."""

import json
import threading
import time
from collections.abc import Callable, Iterator

import paho.mqtt.client as mqtt
import pytest

from config.broker_url import BrokerAddress
from config.catalogue import City
from config.messages import Clock, Command
from simulators.publisher import Publisher
from tests import brokers, toy_pack

PATIENCE = 20.0


@pytest.fixture(params=["embedded", "mosquitto"])
def kind(request: pytest.FixtureRequest) -> str:
    if request.param == "mosquitto" and brokers.MOSQUITTO is None:
        pytest.skip("no mosquitto on this machine")
    return str(request.param)


@pytest.fixture
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    return toy_pack.read(tmp_path_factory.mktemp("toy"))


class Listener:
    """Another client, which keeps what it hears."""

    def __init__(self, port: int) -> None:
        self.heard: dict[str, tuple[bytes, bool]] = {}
        self._ready = threading.Event()
        self._client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
        self._client.on_message = lambda _c, _d, m: self.heard.__setitem__(m.topic, (m.payload, m.retain))
        self._client.on_subscribe = lambda *_: self._ready.set()
        self._client.on_connect = lambda client, *_: client.subscribe("toy/#", qos=1)
        self._client.connect("127.0.0.1", port)
        self._client.loop_start()
        assert self._ready.wait(PATIENCE)

    def order(self, verb: str, payload: bytes, *, retain: bool = False) -> None:
        self._client.publish(f"toy/command/{verb}", payload, qos=1, retain=retain).wait_for_publish(PATIENCE)

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()


@pytest.fixture
def listening() -> Iterator[Callable[[int], Listener]]:
    made: list[Listener] = []

    def listen(port: int) -> Listener:
        made.append(Listener(port))
        return made[-1]

    yield listen
    for listener in made:
        listener.close()


def publisher(city: City, port: int, ending: Callable[[], bool] = lambda: False, **keys: bool) -> Publisher:
    address = BrokerAddress("127.0.0.1", port)
    return Publisher(city, address, "simulators", time.time, time.sleep, ending, **keys)


def until(serve: Publisher, condition: Callable[[], bool]) -> list[Command | Clock]:
    """Serve the network until the condition holds; what came meanwhile."""
    received: list[Command | Clock] = []
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it never came"
        received += serve.wait(time.time() + 0.05)
    return received


def test_messages_status_and_farewell(kind: str, city: City, listening: Callable[[int], Listener]) -> None:
    with getattr(brokers, kind)() as port:
        listener = listening(port)
        with publisher(city, port) as sink:
            until(sink, sink.arrived)
            sink.publish("toy/observation/water/bridge", b"{}")
            sink.publish("toy/thing/water/bridge", b'{"name":"Bridge"}', retain=True)
            sink.tell_clock(Clock(1.0, 2.0, 60.0, True))
            until(sink, lambda: "toy/clock" in listener.heard)
            assert listener.heard["toy/status/simulators"][0] == b"online"
            assert json.loads(listener.heard["toy/clock"][0])["speed"] == 60.0
        late = listening(port)
        deadline = time.monotonic() + PATIENCE
        retained = {"toy/status/simulators", "toy/thing/water/bridge", "toy/clock"}
        while (
            late.heard.get("toy/status/simulators", (b"", True))[0] != b"offline"
            or set(late.heard) < retained
        ):
            assert time.monotonic() < deadline, late.heard
            time.sleep(0.01)
        assert set(late.heard) == retained, "and the observation is not"


def test_a_last_will(kind: str, city: City, listening: Callable[[int], Listener]) -> None:
    with getattr(brokers, kind)() as port:
        listener = listening(port)
        dying = publisher(city, port)
        until(dying, lambda: listener.heard.get("toy/status/simulators", (b"",))[0] == b"online")
        connection = dying._client.socket()
        assert connection is not None
        connection.close()  # as if it had been killed
        until(dying, lambda: listener.heard["toy/status/simulators"][0] == b"offline")
        until(dying, lambda: listener.heard["toy/status/simulators"][0] == b"online")
        dying.close()


def test_orders_come_in_and_old_ones_do_not(
    kind: str, city: City, listening: Callable[[int], Listener]
) -> None:
    with getattr(brokers, kind)() as port:
        listener = listening(port)
        listener.order("reset", b"{}", retain=True)
        with publisher(city, port) as sink:
            until(sink, sink.arrived)
            for payload in (b"fast", b"\xff", b'{"speed": 120}'):
                listener.order("speed", payload)
            came: list[Command | Clock] = []
            deadline = time.monotonic() + PATIENCE
            while not came and time.monotonic() < deadline:
                came += sink.wait(time.time() + 0.05)
            assert came == [Command("speed", {"speed": 120})]


def test_a_follower_hears_the_clock(kind: str, city: City, listening: Callable[[int], Listener]) -> None:
    with getattr(brokers, kind)() as port, publisher(city, port) as leader:
        until(leader, leader.arrived)
        leader.tell_clock(Clock(5.0, 6.0, 60.0, True))
        with publisher(city, port, follows=True) as follower:
            until(follower, follower.arrived)
            leader.tell_clock(Clock(7.0, 8.0, 60.0, True))
            came: list[Command | Clock] = []
            deadline = time.monotonic() + PATIENCE
            while not came and time.monotonic() < deadline:
                leader.wait(time.time() + 0.02)
                came += follower.wait(time.time() + 0.02)
            assert came == [Clock(7.0, 8.0, 60.0, True)], "not the retained one"


def test_it_survives_its_broker(kind: str, city: City, caplog: pytest.LogCaptureFixture) -> None:
    port = brokers.free_port()
    with publisher(city, port) as sink:
        sink.wait(time.time() + 0.1)
        assert "no broker at mqtt://127.0.0.1" in caplog.text
        with getattr(brokers, kind)(port):
            until(sink, sink.arrived)
        until(sink, lambda: not sink._connected)
        sink.publish("toy/observation/water/bridge", b"{}")  # lost, as a real sensor's would be
        with getattr(brokers, kind)(port):
            until(sink, sink.arrived)


def test_no_password_in_the_log(city: City, caplog: pytest.LogCaptureFixture) -> None:
    address = BrokerAddress("127.0.0.1", brokers.free_port(), user="jo", password="secret")
    with Publisher(city, address, "simulators", time.time, time.sleep, lambda: False) as sink:
        sink.wait(time.time() + 0.05)
    assert "no broker" in caplog.text
    assert "secret" not in caplog.text
    assert "jo" not in caplog.text
