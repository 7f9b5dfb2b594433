"""Commands of a control room: what they mean, and one line for what means nothing."""

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config.catalogue import City
from config.messages import Command
from config.reader import read_city
from simulators.orders import (
    Fire,
    Inject,
    Order,
    OrderError,
    Pause,
    Play,
    Repair,
    Reset,
    SetSpeed,
    Undo,
    parse_order,
)
from simulators.scenario import Player

CITY: City = read_city("nice")
PLAYER = Player(CITY)


def parse(verb: str, **arguments: Any) -> Order:
    return parse_order(Command(verb, arguments), CITY, PLAYER)


def test_speeds_and_pauses() -> None:
    assert parse("speed", speed=60) == SetSpeed(60.0)
    assert parse("speed", speed="max") == SetSpeed(math.inf)
    assert parse("pause", paused=True) == Pause(True)
    assert parse("pause") == Pause(None)
    assert parse("reset") == Reset()
    assert parse("reset", seed=7) == Reset(7)


def test_stories() -> None:
    order = parse("scenario", id="storm")
    assert isinstance(order, Play)
    assert order.scenario is not None
    assert (order.scenario.id, order.now) == ("storm", False)
    assert parse("scenario", id="") == Play(None, False)


@pytest.mark.parametrize("name", ["storm_now", "F2"])
def test_cues_by_id_and_by_key(name: str) -> None:
    order = parse("cue", id=name)
    assert isinstance(order, Fire)
    assert order.cue.id == "storm_now"


def test_undo() -> None:
    assert parse("cue", id="storm_now", undo=True) == Undo("storm_now")
    assert parse("cue", undo=True) == Undo("")


def test_faults() -> None:
    order = parse("fault", kind="stuck", target="air_quality/promenade/no2", amount=38.0, duration=600)
    assert isinstance(order, Inject)
    assert (order.fault.kind, order.fault.amount, order.fault.until) == ("stuck", 38.0, 600.0)
    assert parse("fault", clear=True) == Repair("")
    assert parse("fault", clear=True, target="gateway/ouest") == Repair("gateway/ouest")


@pytest.mark.parametrize(
    ("verb", "arguments", "problem"),
    [
        ("sped", {}, 'unknown command "sped"; did you mean "speed"?'),
        ("speed", {}, "missing required field `speed`"),
        ("speed", {"speed": 0}, "0 is not above 0"),
        ("speed", {"speed": -3.0}, "-3 is not above 0"),
        ("speed", {"speed": "fast"}, "speed"),
        ("speed", {"speed": 60, "unit": "s"}, "unknown field `unit`"),
        ("pause", {"paused": 1}, "paused"),
        ("scenario", {"id": "strom"}, 'no such scenario "strom"; did you mean "storm"?'),
        ("scenario", {}, "missing required field `id`"),
        ("cue", {"id": "storm"}, 'no such cue "storm"; did you mean "storm_now"?'),
        ("fault", {"target": "air_quality/promenade"}, "say which `kind`"),
        ("fault", {"kind": "melted", "target": "air_quality/promenade"}, "melted"),
        ("fault", {"kind": "stuck", "target": "air_quality/promenad"}, 'unknown thing "promenad"'),
        ("fault", {"kind": "spike", "target": "air_quality/promenade"}, "is not domain/thing/property"),
        ("fault", {"kind": "gateway", "target": "gateway/north"}, 'unknown gateway "north"'),
        ("fault", {"kind": "bias", "target": "air_quality/promenade", "duration": 0}, "above 0"),
        (
            "fault",
            {"kind": "bias", "target": "air_quality/promenade", "amount": math.inf},
            "not a finite number",
        ),
    ],
)
def test_one_line_for_what_means_nothing(verb: str, arguments: dict[str, Any], problem: str) -> None:
    with pytest.raises(OrderError) as caught:
        parse(verb, **arguments)
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
KEYS = st.sampled_from(
    ["speed", "paused", "id", "now", "undo", "kind", "target", "amount", "duration", "clear"]
)


@settings(max_examples=300, deadline=None)
@given(
    verb=st.sampled_from(["speed", "pause", "reset", "scenario", "cue", "fault"]) | st.text(max_size=8),
    arguments=st.dictionaries(KEYS, TREES, max_size=4),
)
def test_no_command_raises_anything_else(verb: str, arguments: dict[str, Any]) -> None:
    json.dumps(arguments)
    try:
        order = parse_order(Command(verb, arguments), CITY, PLAYER)
    except OrderError as problem:
        order = None
        text = str(problem)
        short = len(text) < 1000 and "\n" not in text[:80]
    else:
        short = True
    assert short
    assert order is None or isinstance(order, Order)


def test_cues_of_a_pack_without_any(tmp_path: Path) -> None:
    from tests import toy_pack

    city = toy_pack.read(tmp_path)
    with pytest.raises(OrderError, match='no such cue "F2"'):
        parse_order(Command("cue", {"id": "F2"}), city, Player(city))
