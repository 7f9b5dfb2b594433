"""The simulation: the same bytes for the same seed, whoever publishes what; snapshots; ground truth."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from config.catalogue import City
from config.story import Fault
from simulators.scenario import Player
from simulators.simulation import Outgoing, Share, Simulation
from tests import toy_pack
from tests.toy_pack import WATER, edited

START = 1_790_913_600.0
NOISY = edited(
    WATER,
    (
        'period = "1 min"',
        'period = "1 min"\nsigma = 0.2\nbias = 0.1\ngain = 0.02\ndrift = 3.0\n'
        't90 = "2 min"\nmtbf = "2 h"\nmttr = "20 min"',
    ),
)


@pytest.fixture
def city(tmp_path: Path) -> City:
    return toy_pack.read(tmp_path, water=NOISY)


def waves(t: float, city: Any) -> Any:
    return 3.0 + 2.5 * np.sin(t / 1000.0) + np.array([0.0, 1.0])


def simulation(city: City, seed: int = 1, **keys: Any) -> Simulation:
    return Simulation(city, toy_pack.toys(city, waves), seed, Player(city), **keys)


def run(made: Simulation, ticks: int = 120, start: float = START) -> list[Outgoing]:
    made.begin(start)
    messages = made.report()
    for _ in range(ticks):
        messages += made.advance()
    return messages


def topics(messages: Sequence[Outgoing], part: str) -> list[Outgoing]:
    return [message for message in messages if f"/{part}/" in message.topic]


def test_the_same_seed_gives_the_same_bytes(city: City) -> None:
    assert run(simulation(city)) == run(simulation(city))
    assert run(simulation(city)) != run(simulation(city, seed=2))


def test_messages_leave_in_the_order_of_time(city: City) -> None:
    sent = [message.send for message in run(simulation(city))]
    assert sent == sorted(sent)


def test_a_domain_alone_says_what_it_says_in_company(city: City) -> None:
    everything, water = run(simulation(city)), run(simulation(city, domains=["water"]))
    assert topics(water, "observation") == topics(everything, "observation/water")
    assert [m for m in water if m.topic == "toy/truth"] == [m for m in everything if m.topic == "toy/truth"]


def test_shares_are_the_whole(city: City) -> None:
    whole = run(simulation(city))
    parts = [run(simulation(city, share=Share(number, 3))) for number in (1, 2, 3)]
    assert sorted(message for part in parts for message in part) == sorted(whole)
    assert [len(topics(part, "observation")) > 0 for part in parts] == [True, True, True]
    births = [message.topic for number in (1, 2, 3) for message in _births(city, Share(number, 3))]
    assert sorted(births) == sorted(message.topic for message in _births(city, Share()))


def _births(city: City, share: Share) -> list[Outgoing]:
    made = simulation(city, share=share)
    made.begin(START)
    return made.births()


def test_every_thing_is_born_and_kept(city: City) -> None:
    births = _births(city, Share())
    assert [message.topic for message in births] == [
        "toy/thing/weather/roof", "toy/thing/weather/summit",
        "toy/thing/water/bridge", "toy/thing/water/mouth",
    ]  # fmt: skip
    assert all(message.retain for message in births)


def test_times_phases_and_errors_of_instruments_do_not_depend_on_the_start(city: City) -> None:
    """They depend on seed and instant only; lag, drift, failures and the city itself are history."""
    early, late = simulation(city), simulation(city)
    first, again = run(early, 120), run(late, 60, START + 3600.0)

    def times(messages: list[Outgoing]) -> set[str]:
        found = {json.loads(message.payload)["dateObserved"] for message in topics(messages, "weather")}
        return {time for time in found if time > "2026-10-02T05:00:00.000Z"}

    assert times(first) == times(again)
    assert (early._sensors["water"].instruments.numbers == late._sensors["water"].instruments.numbers).all()


def test_a_snapshot_is_gone_on_from_any_number_of_times(city: City) -> None:
    made = simulation(city)
    run(made, 50)
    made.player.inject(Fault(kind="reorder", target="water/bridge"), START + 2000.0)
    made.advance()
    snapshot = made.snapshot()
    first = [made.advance() for _ in range(40)]
    made.restore(snapshot)
    second = [made.advance() for _ in range(40)]
    made.restore(snapshot)
    assert first == second == [made.advance() for _ in range(40)]


def test_skipped_ticks_change_the_city_as_told_ones_do(city: City) -> None:
    told, skipped = simulation(city), simulation(city)
    run(told, 30)
    skipped.begin(START)
    skipped.report()
    skipped.go(START + 30 * 60.0)
    assert told.advance()[0] == skipped.advance()[0]


def test_ground_truth_has_no_noise(city: City) -> None:
    """3 + 2.5 sin: above 5 for 0.6435 of 2π x 1000 s at the bridge."""
    messages = [json.loads(m.payload) for m in run(simulation(city), 200) if m.topic == "toy/truth"]
    alarms = [m for m in messages if (m["event"], m["datastream"]) == ("high alarm", "water/bridge/level")]
    assert len(alarms) >= 3
    ended = [m for m in alarms if m["ends"]]
    for event in ended:
        begins, ends = (datetime.fromisoformat(event[key]).timestamp() for key in ("begins", "ends"))
        # from sin = 0.8 up to sin = 0.6 down: the deadband of 0.5
        lasts = 1000.0 * (np.pi - np.arcsin(0.8) - np.arcsin(0.6))
        assert ends - begins == pytest.approx(lasts, abs=60.0)


def test_failures_are_told_with_their_beginning(city: City) -> None:
    made = simulation(city)
    made.begin(START)
    made.player.inject(Fault(kind="stuck", target="water/bridge/level"), START + 90.0)
    made.player.inject(Fault(kind="gateway", target="gateway/west"), START + 90.0)
    told = [json.loads(m.payload) for _ in range(3) for m in made.advance() if m.topic == "toy/truth"]
    found = {(m["event"], m["datastream"], m["begins"]) for m in told if m["event"].startswith("fault")}
    assert ("fault: stuck", "water/bridge/level", "2026-10-02T04:01:30.000Z") in found
    assert ("fault: gateway", "gateway/west", "2026-10-02T04:01:30.000Z") in found
    made.player.repair("", made.time)
    ended = [json.loads(m.payload) for m in made.advance() if m.topic == "toy/truth"]
    assert {"fault: stuck", "fault: gateway"} <= {m["event"] for m in ended if m["ends"]}


def test_the_story_is_told_when_it_changes(city: City, tmp_path: Path) -> None:
    made = simulation(city)
    made.begin(START)
    assert [m.topic for m in made.story()] == ["toy/scenario"]
    assert made.story() == []
    assert len(made.story(again=True)) == 1
    made.player.play(None, START)
    assert len(made.story()) == 1
