"""The state of an alarm for other systems: topic, bytes and back."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.messages import AlarmStatus, Malformed
from config.wire import Decoder, Encoder
from tests.small_city import city, domain, thing

TOWN = city(domain([thing("var")]))
RAISED = AlarmStatus(
    "water/var/level",
    "water/var/level",
    "high",
    "unacknowledged",
    "warning",
    2.5,
    2.0,
    1790913600.0,
    todo={"fr": "Fermer", "en": "Close"},
)


def test_bytes_of_a_raised_alarm() -> None:
    topic, payload = Encoder(TOWN).alarm(RAISED)
    assert topic == "town/alarm/water/var/level"
    assert json.loads(payload) == {
        "alarm": "water/var/level",
        "datastream": "water/var/level",
        "kind": "high",
        "state": "unacknowledged",
        "priority": "warning",
        "value": 2.5,
        "threshold": 2.0,
        "raised": "2026-10-02T04:00:00.000Z",
        "cleared": None,
        "acknowledged": None,
        "todo": {"fr": "Fermer", "en": "Close"},
        "simulated": True,
    }


@pytest.mark.parametrize(
    ("alarm", "topic"),
    [
        ("water/var/level", "town/alarm/water/var/level"),
        ("water/var/level#rate", "town/alarm/water/var/level/rate"),
        ("water/var#stale", "town/alarm/water/var/stale"),
        ("gateway/west", "town/alarm/gateway/west"),
        ("city/town", "town/alarm/city/town"),
    ],
)
def test_a_topic_has_no_wildcard_in_it(alarm: str, topic: str) -> None:
    found, payload = Encoder(TOWN).alarm(AlarmStatus(alarm, alarm, "x", "normal", ""))
    assert found == topic
    decoded = Decoder(TOWN).decode(found, payload)
    assert isinstance(decoded, AlarmStatus)
    assert decoded.alarm == alarm


instants = st.none() | st.integers(0, 4_000_000_000_000).map(lambda ms: ms / 1000)
numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False)


@given(numbers, numbers, instants, instants, instants)
def test_there_and_back(
    value: float | None,
    threshold: float | None,
    raised: float | None,
    cleared: float | None,
    seen: float | None,
) -> None:
    status = AlarmStatus(
        "a/b/c", "a/b/c", "low", "acknowledged", "alarm", value, threshold, raised, cleared, seen
    )
    assert Decoder(TOWN).decode(*Encoder(TOWN).alarm(status)) == status


@pytest.mark.parametrize(
    "payload", [b"{}", b"[]", b"", b'{"alarm": 1}', b'{"alarm":"a","datastream":"a","kind":"x","state":"y"}']
)
def test_anything_else_is_malformed(payload: bytes) -> None:
    with pytest.raises(Malformed):
        Decoder(TOWN).decode("town/alarm/a/b/c", payload)
