"""What strangers send: each oddity of docs/wire.md is understood and counted, or Malformed by its kind."""

import json
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.catalogue import City
from config.messages import Birth, Malformed, Observation
from config.wire import MAX_OTHERS, Decoder
from tests import toy_pack

BRIDGE = "toy/observation/water/bridge"
TIME = "2026-10-02T04:00:00.000Z"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    return toy_pack.read(tmp_path_factory.mktemp("toy"))


@pytest.fixture(scope="module")
def decoder(city: City) -> Decoder:
    return Decoder(city)


def body(**keys: Any) -> bytes:
    return json.dumps({"dateObserved": TIME, **keys}).encode()


def read(city: City, payload: bytes, topic: str = BRIDGE) -> tuple[Observation, dict[str, int]]:
    decoder = Decoder(city)
    message = decoder.decode(topic, payload)
    assert isinstance(message, Observation)
    return message, dict(decoder.irregular)


UNDERSTOOD = {
    "unknown attributes": (body(waterLevel=1.0, colour="blue"), 1.0, {"unknown_attribute": 1}),
    "attributes that all entities share": (body(waterLevel=1.0, source="x", location=[1, 2]), 1.0, {}),
    "a number as text": (body(waterLevel="1.5"), 1.5, {"number_as_text": 1}),
    "null is not measured": (body(waterLevel=None), math.nan, {}),
    "NaN is not measured": (b'{"dateObserved":"2026-10-02T04:00:00Z","waterLevel":NaN}', math.nan, {}),
    "nothing at all": (body(), math.nan, {}),
    "a time without a zone": (
        b'{"dateObserved":"2026-10-02T04:00:00","waterLevel":2}', 2.0, {"time_without_zone": 1}
    ),
    "a time as a number": (json.dumps({"dateObserved": 1790913600, "waterLevel": 2}).encode(), 2.0, {}),
    "NGSI-LD normalised": (
        body(waterLevel={"type": "Property", "value": 3.5, "unitCode": "MTR"}), 3.5, {},
    ),
    "a whole number": (body(waterLevel=3), 3.0, {}),
    "a sequence number as text": (body(waterLevel=1.0, seq="9"), 1.0, {"bad_seq": 1}),
    "a sequence number below zero": (body(waterLevel=1.0, seq=-7), 1.0, {"bad_seq": 1}),
    "a sequence number beyond all machines": (body(waterLevel=1.0, seq=10**400), 1.0, {"bad_seq": 1}),
    "an unknown state": (body(waterLevel=1.0, gate="ajar"), 1.0, {"unknown_state": 1}),
    "a state that is a list": (body(waterLevel=1.0, gate=[[[]]]), 1.0, {"unknown_state": 1}),
    "256 KiB": (body(waterLevel=1.0, description="x" * (256 << 10)), 1.0, {}),
    "deep nesting in an attribute nobody knows": (
        b'{"dateObserved":"2026-10-02T04:00:00Z","waterLevel":1,"x":' + b"[" * 400 + b"]" * 400 + b"}",
        1.0, {"unknown_attribute": 1},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", UNDERSTOOD)
def test_understood_and_counted(city: City, name: str) -> None:
    payload, level, irregular = UNDERSTOOD[name]
    observation, counted = read(city, payload)
    assert observation.time == 1_790_913_600.0
    assert observation.values[0] == pytest.approx(level, nan_ok=True)
    assert counted == irregular


REFUSED = {
    "empty": (b"", "empty"),
    "blank": (b"  \n", "empty"),
    "not UTF-8": (b'{"dateObserved":"\xff\xfe"}', "not_utf8"),
    "not JSON": (b"{", "not_json"),
    "a list": (b"[1, 2]", "not_an_object"),
    "a number": (b"17", "not_an_object"),
    "nested without end": (b"[" * 100_000, "too_deep"),
    "over 1 MiB": (body(description="x" * (1 << 20)), "too_large"),
    "no time": (b'{"waterLevel":1}', "no_time"),
    "a time that is none": (b'{"dateObserved":"yesterday"}', "time"),
    "a time before 1970": (b'{"dateObserved":"1969-12-31T00:00:00Z"}', "time"),
    "a time after 2200": (b'{"dateObserved":"2201-01-01T00:00:00Z"}', "time"),
    "the first year, east of Greenwich": (b'{"dateObserved":"0001-01-01T00:00:00+14:00"}', "time"),
    "a time that is a list": (b'{"dateObserved":[[[1]]]}', "time"),
    "a time that is true": (b'{"dateObserved":true}', "time"),
    "a time beyond all numbers": (b'{"dateObserved":1' + b"0" * 400 + b"}", "time"),
    "infinity": (body(waterLevel=math.inf), "not_finite"),
    "a number too large": (
        b'{"dateObserved":"2026-10-02T04:00:00Z","waterLevel":1' + b"0" * 400 + b"}", "not_finite"
    ),
    "a word for a number": (body(waterLevel="high"), "not_a_number"),
    "true for a number": (body(waterLevel=True), "not_a_number"),
    "a list for a number": (body(waterLevel=[1.0]), "not_a_number"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused_by_kind(city: City, name: str) -> None:
    payload, kind = REFUSED[name]
    with pytest.raises(Malformed) as caught:
        Decoder(city).decode(BRIDGE, payload)
    assert caught.value.kind == kind


def test_a_scale_must_not_make_a_number_infinite(city: City) -> None:
    payload = json.dumps({"dateObserved": TIME, "relativeHumidity": 1e308}).encode()
    with pytest.raises(Malformed, match="not_finite"):
        Decoder(city).decode("toy/observation/weather/roof", payload)


@pytest.mark.parametrize(
    "topic",
    ["", "/", "nice/clock", "toy", "toy/observation", "toy/observation/water", "toy/observation//bridge",
     "toy/observation/water/", "toy/observation/water/bridge/level", "toy/nonsense", "toy/clock/2",
     "toy/observation/water/" + "x" * 200, "toy/thing/water/" + "x" * 200, "toy/thing/water/a\nb",
     "toy/observation/water/\u202eegdirb", "toy/observation/\x1b[31m/x", "toy/status/\u2028"],
)  # fmt: skip
def test_topics_that_nobody_agreed_on(city: City, topic: str) -> None:
    with pytest.raises(Malformed) as caught:
        Decoder(city).decode(topic, body(waterLevel=1.0))
    assert caught.value.kind == "topic"


def test_an_unknown_thing_is_discovered(city: City) -> None:
    observation, counted = read(city, body(waterLevel=2.0), "toy/observation/water/new-one")
    assert (observation.thing, observation.values[0]) == ("new-one", 2.0)
    assert counted == {}


def test_a_thing_of_an_unknown_domain_brings_its_numbers(city: City) -> None:
    payload = body(laeq=61.5, name="x", on=True, seq=3, broken=math.nan)
    observation, _ = read(city, payload, "toy/observation/noise/mast")
    assert observation.others == {"laeq": 61.5}
    assert observation.seq == 3


def test_a_stranger_brings_no_more_numbers_than_fit(city: City) -> None:
    payload = body(**{f"n{number}": float(number) for number in range(100)})
    observation, counted = read(city, payload, "toy/observation/noise/mast")
    assert observation.others is not None
    assert len(observation.others) == MAX_OTHERS
    assert counted == {"too_many_attributes": 1}


def test_many_topics_do_not_fill_the_memory(city: City) -> None:
    decoder = Decoder(city)
    for number in range(70_000):
        decoder.decode(f"toy/observation/water/thing-{number}", b'{"dateObserved":"2026-10-02T04:00:00Z"}')
    assert len(decoder._topics) <= 65_536


BIRTHS: list[tuple[dict[str, Any], tuple[float, float] | None]] = [
    ({"location": [7.2, 43.7]}, (7.2, 43.7)),
    ({"location": {"type": "Point", "coordinates": [7.2, 43.7]}}, (7.2, 43.7)),
    ({"location": [43.7, 97.2]}, None),
    ({"location": [10**400, 0]}, None),
    ({"location": [True, False]}, None),
    ({"location": "here"}, None),
    ({"name": {"a": 1}, "properties": [1, 2]}, None),
    ({"properties": {"a": 1, "b": {"unit": [1], "range": [1]}}}, None),
]


@pytest.mark.parametrize(("payload", "position"), BIRTHS)
def test_births_of_strangers(
    city: City, payload: dict[str, Any], position: tuple[float, float] | None
) -> None:
    birth = Decoder(city).decode("toy/thing/water/new", json.dumps(payload).encode())
    assert isinstance(birth, Birth)
    assert birth.name == "new"
    assert birth.position == position


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("\u202eegdirb\u202c of\tstone\n", "egdirb of stone"),
        ("\x1b[31mred\x1b[0m", "[31mred [0m"),
        ("<b>bold</b><img src=x>", "‹b›bold‹/b›‹img src=x›"),
        ("שלום \u200fعربي", "שלום عربي"),
        ("می\u200cخواهم 👩\u200d🚒", "می\u200cخواهم 👩\u200d🚒"),
        ("x" * 5000, "x" * 120),
        ("\x00\u200b", "new"),
        ("\ud800", "new"),
    ],
)
def test_a_name_is_what_a_screen_may_show(city: City, name: str, shown: str) -> None:
    birth = Decoder(city).decode("toy/thing/water/new", json.dumps({"name": name}).encode())
    assert isinstance(birth, Birth)
    assert birth.name == shown


@pytest.mark.parametrize("size", [1, 500])
def test_births_that_announce_the_same_are_told_from_others(city: City, size: int) -> None:
    """Short ones are kept, long ones are not; it makes no difference."""
    decoder = Decoder(city)
    units = []
    for unit in ("m", "m", "dB"):
        properties = {f"a{number}": {"unit": unit} for number in range(size)}
        birth = decoder.decode("toy/thing/water/new", json.dumps({"properties": properties}).encode())
        assert isinstance(birth, Birth)
        units.append({item.unit for item in birth.properties.values()})
    assert units == [{"m"}, {"m"}, {"dB"}]


def test_a_birth_that_only_the_patient_reader_can_read(city: City) -> None:
    """NaN is no JSON, and yet in use."""
    payload = b'{"name":"X","location":[7.2,43.7],"properties":{"a":{"unit":"m","range":[NaN,1]}}}'
    birth = Decoder(city).decode("toy/thing/water/new", payload)
    assert isinstance(birth, Birth)
    assert (birth.name, birth.position, birth.properties["a"].unit) == ("X", (7.2, 43.7), "m")


def test_a_birth_announces_no_more_properties_than_fit(city: City) -> None:
    many = {f"a{number}": {"unit": "m"} for number in range(1000)}
    birth = Decoder(city).decode("toy/thing/water/new", json.dumps({"properties": many}).encode())
    assert isinstance(birth, Birth)
    assert len(birth.properties) == 64


@pytest.mark.parametrize(
    ("topic", "payload", "kind"),
    [
        ("toy/clock", b'{"time":"2026-10-02T04:00:00Z","wall":"2026-10-02T04:00:00Z","speed":0}', "clock"),
        ("toy/clock", b'{"time":"2026-10-02T04:00:00Z","wall":"2026-10-02T04:00:00Z","speed":NaN}', "clock"),
        ("toy/clock", b'{"time":"2026-10-02T04:00:00Z","wall":"2026-10-02T04:00:00Z","speed":true}', "clock"),
        ("toy/clock", b'{"wall":"2026-10-02T04:00:00Z"}', "no_time"),
        ("toy/scenario", b'{"scenario":7}', "scenario"),
        ("toy/scenario", b'{"phase":"sleeping"}', "scenario"),
        ("toy/truth", b'{"event":"x","datastream":"y"}', "no_time"),
        ("toy/progress/x", b'{"begins":"2026-10-02T04:00:00Z"}', "no_time"),
        ("toy/progress/x", b"half", "not_json"),
        ("toy/truth", b'{"datastream":"y","begins":"2026-10-02T04:00:00Z"}', "truth"),
        ("toy/command/speed", b"fast", "not_json"),
    ],
)
def test_other_messages_of_strangers(city: City, topic: str, payload: bytes, kind: str) -> None:
    with pytest.raises(Malformed) as caught:
        Decoder(city).decode(topic, payload)
    assert caught.value.kind == kind


TOPICS = [
    BRIDGE, "toy/observation/weather/roof", "toy/observation/noise/x", "toy/thing/water/bridge", "toy/clock",
    "toy/status/x", "toy/progress/x", "toy/scenario", "toy/truth", "toy/command/cue",
    "toy/alarm/water/bridge/level",
]  # fmt: skip
ATTRIBUTES = st.sampled_from(
    ["dateObserved", "waterLevel", "gate", "relativeHumidity", "seq", "id", "location", "name", "properties",
     "time", "wall", "speed", "begins", "ends", "event", "datastream", "phase", "fired", "value", "@value"]
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    | st.sampled_from([TIME, "2026-10-02", "NaN", "1e999", "0001-01-01T00:00:00+14:00"])
    | st.integers(min_value=10**300),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ATTRIBUTES, inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(topic=st.sampled_from(TOPICS) | st.text(max_size=40), payload=st.binary(max_size=200))
def test_no_bytes_raise_anything_but_malformed(decoder: Decoder, topic: str, payload: bytes) -> None:
    check(decoder, topic, payload)


@settings(max_examples=250, deadline=None)
@given(topic=st.sampled_from(TOPICS), tree=st.dictionaries(ATTRIBUTES, VALUES, max_size=8))
def test_no_json_raises_anything_but_malformed(decoder: Decoder, topic: str, tree: dict[str, Any]) -> None:
    check(decoder, topic, json.dumps(tree).encode())


def check(decoder: Decoder, topic: str, payload: bytes) -> None:
    message = None
    refusal = ""
    try:
        message = decoder.decode(topic, payload)
    except Malformed as refused:
        refusal = str(refused)
    if isinstance(message, Observation):
        assert 0.0 <= message.time < 7.3e9
        assert all(math.isnan(value) or math.isfinite(value) for value in message.values)
        assert -1 <= message.seq < 2**53
    assert (message is None) == bool(refusal)
    assert len(refusal) < 400


def test_one_bad_message_hides_no_other(city: City) -> None:
    decoder = Decoder(city)
    with pytest.raises(Malformed):
        decoder.decode(BRIDGE, b"\xff")
    assert isinstance(decoder.decode(BRIDGE, body(waterLevel=1.0)), Observation)
