"""Golden vectors of the wire, written by hand: these bytes are the agreement."""

import json
import math
from pathlib import Path

import pytest

from config.catalogue import City
from config.messages import (
    Birth,
    Clock,
    Command,
    InjectedFault,
    Message,
    Observation,
    Progress,
    ScenarioState,
    Status,
    Truth,
)
from config.wire import Decoder, Encoder, iso
from tests import toy_pack

NAN = math.nan
#: 2026-10-02 06:00:00.250 in Nice.
MOMENT = 1_790_913_600.25


@pytest.fixture
def city(tmp_path: Path) -> City:
    return toy_pack.read(tmp_path)


def test_an_instant_is_utc_with_milliseconds() -> None:
    assert iso(MOMENT) == "2026-10-02T04:00:00.250Z"
    assert iso(MOMENT + 0.7496) == "2026-10-02T04:00:01.000Z"
    assert iso(0.0) == "1970-01-01T00:00:00.000Z"


GOLDEN = [
    (
        "toy/observation/water/bridge",
        b'{"id":"urn:ngsi-ld:WaterObserved:toy:bridge","type":"WaterObserved",'
        b'"dateObserved":"2026-10-02T04:00:00.250Z","waterLevel":1.25,"gate":"closed",'
        b'"seq":7,"simulated":true}',
        Observation("water", "bridge", MOMENT, (1.25, 1.0), 7),
    ),
    (
        "toy/observation/weather/roof",
        b'{"id":"urn:ngsi-ld:WeatherObserved:toy:roof","type":"WeatherObserved",'
        b'"dateObserved":"2026-10-02T04:00:00.250Z","relativeHumidity":0.5,"seq":0,"simulated":true}',
        Observation("weather", "roof", MOMENT, (50.0,), 0),
    ),
    (
        "toy/clock",
        b'{"time":"2026-10-02T04:00:00.250Z","wall":"2026-11-22T20:00:00.000Z","speed":60.0,"running":true}',
        Clock(MOMENT, 1_795_377_600.0, 60.0, True),
    ),
    (
        "toy/scenario",
        b'{"scenario":"storm","phase":"running","begins":"2026-10-02T04:00:00.250Z",'
        b'"fired":["a"],"remaining":["b","c"],"seed":7,"faults":[{"kind":"stuck","target":"water/bridge/level",'
        b'"begins":"2026-10-02T04:00:00.250Z","ends":null,"amount":1.5}]}',
        ScenarioState(
            "storm",
            "running",
            MOMENT,
            ("a",),
            ("b", "c"),
            7,
            (InjectedFault("stuck", "water/bridge/level", MOMENT, None, 1.5),),
        ),
    ),
    (
        "toy/truth",
        b'{"event":"high alarm","datastream":"water/bridge/level","begins":"2026-10-02T04:00:00.250Z",'
        b'"ends":null,"detail":"5.1 m"}',
        Truth("high alarm", "water/bridge/level", MOMENT, None, "5.1 m"),
    ),
    ("toy/command/speed", b'{"speed":60}', Command("speed", {"speed": 60})),
]


@pytest.mark.parametrize(("topic", "payload", "message"), GOLDEN, ids=[topic for topic, *_ in GOLDEN])
def test_both_ways(city: City, topic: str, payload: bytes, message: Message) -> None:
    encoder = Encoder(city)
    match message:
        case Observation(domain=domain, thing=thing, time=time, values=values, seq=seq):
            encoded = encoder.observation(city.domain(domain), thing, time, values, seq)
        case Clock():
            encoded = encoder.clock(message)
        case ScenarioState():
            encoded = encoder.scenario(message)
        case Truth():
            encoded = encoder.truth(message)
        case Command():
            encoded = encoder.command(message)
    assert encoded == (topic, payload)
    assert Decoder(city).decode(topic, payload) == message


def test_what_was_not_measured_is_left_out(city: City) -> None:
    _, payload = Encoder(city).observation(city.domain("water"), "bridge", MOMENT, (NAN, NAN), 1)
    assert b"waterLevel" not in payload
    assert b"gate" not in payload
    decoded = Decoder(city).decode("toy/observation/water/bridge", payload)
    assert isinstance(decoded, Observation)
    assert all(math.isnan(value) for value in decoded.values)


def test_birth(city: City) -> None:
    water = city.domain("water")
    topic, payload = Encoder(city).birth(water, water.thing("bridge"))
    assert topic == "toy/thing/water/bridge"
    assert payload == (
        b'{"id":"urn:ngsi-ld:WaterObserved:toy:bridge","type":"WaterObserved","name":"Bridge",'
        b'"location":[7.26,43.7],"approximate":false,"properties":{'
        b'"waterLevel":{"property":"level","unit":"m","range":[-1.0,100.0]},'
        b'"gate":{"property":"gate","unit":"","range":[0.0,1.0]}},"simulated":true}'
    )
    birth = Decoder(city).decode(topic, payload)
    assert isinstance(birth, Birth)
    assert (birth.name, birth.position) == ("Bridge", (7.26, 43.7))
    assert birth.properties["level"].attribute == "waterLevel"
    assert birth.properties["level"].range == (-1.0, 100.0)


def test_an_empty_birth_removes(city: City) -> None:
    birth = Decoder(city).decode("toy/thing/water/bridge", b"")
    assert birth == Birth("water", "bridge", removed=True)


def test_progress(city: City) -> None:
    told = Progress("simulators", MOMENT, MOMENT + 900.0, MOMENT + 3600.0)
    topic, payload = Encoder(city).progress(told)
    assert topic == "toy/progress/simulators"
    assert set(json.loads(payload)) == {"begins", "time", "ends"}
    assert Decoder(city).decode(topic, payload) == told
    assert told.share == 0.25


def test_an_empty_progress_is_done(city: City) -> None:
    topic, payload = Encoder(city).progress(Progress("simulators", done=True))
    assert payload == b""
    assert Decoder(city).decode(topic, payload) == Progress("simulators", done=True)


@pytest.mark.parametrize(
    ("payload", "online"), [(b"online", True), (b"offline", False), (b" online\n", True)]
)
def test_status(city: City, payload: bytes, online: bool) -> None:
    assert Decoder(city).decode("toy/status/simulators", payload) == Status("simulators", online)
