"""The loop from ozone to the roads: decided on one day, in force on the next, one tick late."""

from types import SimpleNamespace
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from config.reader import read_city
from simulators.models.air_quality.emissions import by_speed, stop_and_go
from simulators.models.alert import Measures, in_force, speed_limit_change, trips
from simulators.models.contract import TICK, City, Forcing, Moment, generator
from simulators.models.traffic.model import Traffic

PARIS = ZoneInfo("Europe/Paris")
#: 24 June 2026, 00:00 in Nice.
MIDNIGHT = 1_782_252_000.0


def watched(hours: list[float]) -> list[bool]:
    """Whether measures are in force at the end of each hour of that ozone."""
    measures, found = Measures(Moment.of(MIDNIGHT, PARIS).day_of_year), []
    for hour, ozone in enumerate(hours):
        for minute in range(60):
            now = Moment.of(MIDNIGHT + 3600.0 * hour + TICK * (minute + 1), PARIS)
            measures.watch(now, ozone)
        found.append(measures.in_force)
    return found


@pytest.mark.parametrize(
    ("ozone", "from_hour", "to_hour"),
    [
        ([100.0] * 15 + [181.0] + [100.0] * 40, 23, 46),  # one hour above: the whole next day
        ([100.0] * 15 + [179.0] + [100.0] * 40, 0, -1),
        ([185.0] * 40 + [100.0] * 40, 23, 70),  # two such days: two days of measures
    ],
)
def test_an_hour_above_180_orders_the_next_day(ozone: list[float], from_hour: int, to_hour: int) -> None:
    assert watched(ozone) == [from_hour <= hour <= to_hour for hour in range(len(ozone))]


def test_an_hour_is_a_mean() -> None:
    """Half an hour at 250 and half at 100 is no hour above 180."""
    measures = Measures(175)
    for minute in range(60):
        measures.watch(Moment.of(MIDNIGHT + TICK * (minute + 1), PARIS), 250.0 if minute < 30 else 100.0)
    assert not measures.passed


def city(*, in_force: bool, **forcing: float) -> City:
    air = SimpleNamespace(measures=Measures(175, in_force=in_force))
    return City(Moment.of(MIDNIGHT, PARIS), Forcing(calm=True, **forcing), {"air_quality": air})


def test_what_it_orders() -> None:
    quiet, ordered = city(in_force=False), city(in_force=True, demand=0.5)
    assert (trips(quiet), speed_limit_change(quiet)) == (1.0, 0.0)
    assert (trips(ordered), speed_limit_change(ordered)) == (pytest.approx(0.46), -20.0)
    assert not in_force(City(Moment.of(MIDNIGHT, PARIS))), "a city without air has no ozone"


def test_the_motorway_drives_slower_and_emits_a_tenth_less() -> None:
    """-8 % of the cars, and 70 instead of 90 km/h (science section 12.2)."""
    model, nox = Traffic(read_city("nice")), []
    for ordered in (False, True):
        state = city(in_force=ordered)
        state.now = Moment.of(MIDNIGHT + 11 * 3600.0, PARIS)
        model.begin(state, state.now.t, generator(0, 0, 0))
        for tick in range(30):
            model.step(state, state.now.t, generator(0, 0, tick))
        traffic = state.parts["traffic"]
        road = traffic.links.index("a8_e")
        assert traffic.speed[road] == pytest.approx(70.0 if ordered else 90.0)
        nox.append(traffic.flow[road] * by_speed(traffic.speed[road]))
    assert nox[1] / nox[0] - 1.0 == pytest.approx(-0.10, abs=0.005)


def test_speed_and_emission() -> None:
    slow = np.array([0.0, 15.0, 30.0, 70.0])
    assert by_speed(slow) == pytest.approx(stop_and_go(slow))
    assert by_speed(90.0) == pytest.approx(1.022)
