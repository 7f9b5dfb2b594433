"""The same readings make the same alarms, in frames of any length and at any speed."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from config.catalogue import City
from tests.small_city import city, domain, limit, quantity, thing
from tests.town import Town

DELAYS = {"deadband": 1.0, "on_delay": 120, "off_delay": 180}
GATES = {"a": "west", "b": "west", "c": "west", "d": ""}


def place() -> City:
    """Two domains behind one gateway, and limits of every kind."""
    limits = [
        limit(advisory=5.0, warning=7.0, alarm=9.0, **DELAYS),
        limit(kind="low", warning=1.0, on_delay=60),
        limit(kind="rate", over=180, warning=5.0),
        limit(advisory=4.5, average=3600, off_delay=3600),
        limit(advisory=6.0, votes=2, things=("a", "b", "c"), on_delay=60),
        limit(kind="deviation", warning=6.0, against=("a", "b"), things=("c", "d")),
    ]
    properties = [quantity("level", stuck_after=3, range=(0.0, 10.0), max_rate=8.0)]
    slow = [limit(advisory=7.0, on_delay=600)]
    return city(
        domain([thing(name, gateway=gateway) for name, gateway in GATES.items()], limits, properties),
        domain(
            [thing(name, gateway=gateway) for name, gateway in GATES.items()], slow, period=300.0, name="air"
        ),
    )


Told = list[tuple[float, str, str, int, str]]


def play(ticks: list[list[tuple[str, str, float]]], frames: list[int]) -> Told:
    """Every tick's (domain, thing, value); `frames` are after how many messages to turn."""
    town = Town(place())
    count = 0
    for minute, tick in enumerate(ticks):
        for name, member, value in tick:
            town.say(minute, {member: value}, name)
            count += 1
            if count in frames:
                town.turn(minute)
    town.turn(len(ticks))
    return sorted(
        (e.time, e.what, e.alarm.id, int(e.alarm.priority), e.alarm.state.value) for e in town.events
    )


def story(seed: int, minutes: int) -> list[list[tuple[str, str, float]]]:
    """A random walk of each level, with outages of things and of the gateway; d always speaks.

    (When nobody speaks the wall clock decides that the city is silent: that depends on the frames.)
    """
    rng = np.random.default_rng(seed)
    level = dict.fromkeys(GATES, 4.0)
    out = dict.fromkeys(("a", "b", "c", "west"), 0)
    ticks = []
    for minute in range(minutes):
        for name in out:
            out[name] = max(0, out[name] - 1)
            if rng.random() < 0.02:
                out[name] = int(rng.integers(2, 25))
        tick = []
        for domain_id, every in (("water", 1), ("air", 5)):
            for name, gateway in GATES.items():
                level[name] = float(np.clip(level[name] + rng.normal(0, 1.2), -0.5, 10.5))
                if minute % every == 0 and not out.get(name) and not (gateway and out[gateway]):
                    tick.append((domain_id, name, round(level[name], 0 if name == "d" else 2)))
        ticks.append(tick)
    return ticks


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([1, 3, 7, 50, 1000]), st.integers(0, 10_000))
def test_events_do_not_depend_on_the_frames(seed: int, often: int, cuts: int) -> None:
    ticks = story(seed, 80)
    total = sum(map(len, ticks))
    every_message = play(ticks, list(range(total + 1)))
    some = np.flatnonzero(np.random.default_rng(cuts).random(total + 1) < 1 / often).tolist()
    assert play(ticks, some) == every_message


def test_the_stories_are_worth_playing() -> None:
    """Otherwise the test above would say nothing."""
    told = play(story(1, 800), [])
    kinds = {name.partition("#")[2].rstrip("-2345") for _, what, name, _, _ in told if what == "raised"}
    assert kinds >= {"", "high", "low", "rate", "deviation", "stuck", "range", "stale"}
    assert any(name == "gateway/west" for _, _, name, _, _ in told)
    assert {what for _, what, _, _, _ in told} >= {"raised", "escalated", "eased", "cleared"}
