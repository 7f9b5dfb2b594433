"""The six stories of Nice show what they promise: every expected event comes, in the truth, in its time."""

import json
import math
from dataclasses import dataclass, field

import pytest

from config.catalogue import PRIORITIES
from config.reader import read_city
from config.scenarios import read_scenario, scenario_ids
from config.story import Expected
from simulators.models.contract import TICK
from simulators.models.registry import build
from simulators.scenario import Player
from simulators.simulation import Simulation

CITY = read_city("nice")
TOLD = [(name, item) for name in scenario_ids(CITY) for item in read_scenario(CITY, name).expected]


@dataclass
class Seen:
    """What a story gave: (datastream, priority) -> offsets of beginnings; datastream -> [(offset, truth)]."""

    events: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    values: dict[str, list[tuple[float, float]]] = field(default_factory=dict)


def play(name: str) -> Seen:
    """The story to a little after the last event that it promises, without noise-like variability."""
    player = Player(CITY, calm=True)
    story = player.scenario(name)
    player.play(story, story.start)
    simulation = Simulation(
        CITY, build(CITY), 1, player, {item.datastream.split("/")[0] for item in story.expected}
    )
    seen = Seen()
    simulation.begin(story.start)
    last = max(float(item.at + item.within) for item in story.expected)
    for _ in range(math.ceil(last / TICK) + 1):
        offset = simulation.time - story.start
        for item in story.expected:
            domain, thing, column = item.datastream.split("/")
            items = CITY.domain(domain)
            row = [other.id for other in items.things].index(thing)
            value = float(simulation.world.state.truth[domain][row, items.index(column)])
            seen.values.setdefault(item.datastream, []).append((offset, value))
        for message in simulation.advance():
            if message.topic == "nice/truth":
                event = json.loads(message.payload)
                if event["ends"] is None:
                    key = (event["datastream"], event["event"].split()[-1])
                    seen.events.setdefault(key, []).append(simulation.time - story.start)
    return seen


@pytest.fixture(scope="module")
def stories() -> dict[str, Seen]:
    return {}


@pytest.mark.parametrize(("name", "item"), TOLD, ids=[f"{name}: {item.text['en']}" for name, item in TOLD])
def test_it_comes(stories: dict[str, Seen], name: str, item: Expected) -> None:
    if name not in stories:
        stories[name] = play(name)
    seen = stories[name]
    if item.priority:
        worse = PRIORITIES[PRIORITIES.index(item.priority) :]
        begins = [at for priority in worse for at in seen.events.get((item.datastream, priority), [])]
        assert any(abs(at - item.at) <= item.within + TICK for at in begins), begins
    if item.value is not None:
        near = [value for at, value in seen.values[item.datastream] if abs(at - item.at) <= item.within]
        closest = min(near, key=lambda value: abs(value - item.value))  # type: ignore[operator]
        assert closest == pytest.approx(item.value, rel=item.tolerance)


def test_a_failing_network_is_told_as_it_fails() -> None:
    """Section 12.6 has no alarm on the truth: its events are the faults themselves."""
    player = Player(CITY, calm=True)
    story = player.scenario("outage")
    player.play(story, story.start)
    simulation = Simulation(CITY, build(CITY), 1, player)
    simulation.begin(story.start)
    told: list[tuple[str, str]] = []
    for _ in range(250):
        for message in simulation.advance():
            event = json.loads(message.payload) if message.topic == "nice/truth" else {}
            if event.get("ends") is None and event.get("event", "") in (
                "fault: gateway", "fault: stuck", "fault: spike", "fault: bias",
            ):  # fmt: skip
                told.append((event["event"], event["datastream"]))
    assert told == [
        ("fault: gateway", "gateway/ouest"),
        ("fault: stuck", "air_quality/promenade/no2"),
        ("fault: spike", "water/paillon-expositions/water_level"),
        ("fault: bias", "water/paillon-ariane/water_level"),
    ]
