"""Thirty days of the whole coupled city with all its chance: nothing breaks, and nothing creeps away."""

import numpy as np
import pytest

from config.reader import read_city
from simulators.models.contract import Floats
from tests.contract.month import DAYS, HIDDEN, Month, live

CITY = read_city("nice")
#: The first in line, since the others are done before it ends; a busy machine may need longer.
pytestmark = [pytest.mark.long, pytest.mark.timeout(3600)]


@pytest.fixture(scope="module")
def month() -> Month:
    return live(CITY, 3)


@pytest.mark.parametrize("name", [domain.id for domain in CITY.domains])
def test_every_value_of_every_tick_is_possible(month: Month, name: str) -> None:
    domain = CITY.domain(name)
    for row, thing in enumerate(domain.things):
        for column, item in enumerate(domain.properties):
            low, high = month.lowest[name][row, column], month.highest[name][row, column]
            if item.id in thing.properties:
                assert item.range[0] <= low <= high <= item.range[1], (thing.id, item.id)
            else:
                assert np.isnan(low), (thing.id, item.id)


@pytest.mark.parametrize(
    ("part", "name", "low", "high"),
    [(part, name, *bounds) for part, names in HIDDEN.items() for name, bounds in names.items()],
)
def test_what_no_thing_shows_is_possible(month: Month, part: str, name: str, low: float, high: float) -> None:
    least, most = month.hidden[f"{part} {name}"]
    assert low <= least <= most <= high


def test_it_rained(month: Month) -> None:
    """Else the month says nothing of rain."""
    assert month.hidden["weather rain"][1] > 1.0


def test_fine_particles_are_among_the_coarser(month: Month) -> None:
    fine, all_of_them = (month.column("air_quality", name) for name in ("pm25", "pm10"))
    both = ~np.isnan(fine + all_of_them)
    assert both.any()
    assert (all_of_them[both] >= fine[both]).all()


def test_no_vehicle_is_lost_or_made(month: Month) -> None:
    assert month.unaccounted < 1e-9


def test_as_many_incidents_as_the_rate_says(month: Month) -> None:
    """1.6 in a million veh-km, a Poisson process: within four deviations."""
    expected = 1.6 * month.driven / 1e6
    assert month.incidents == pytest.approx(expected, abs=4.0 * np.sqrt(expected))


def test_nobody_parks_where_there_is_no_place(month: Month) -> None:
    domain = CITY.domain("parking")
    places = np.array([thing.model["places"] for thing in domain.things])
    assert (month.highest["parking"][:, domain.index("free")] <= places).all()
    states = len(domain.property("status").states)
    assert np.isin(month.column("parking", "status"), np.arange(states)).all()


def weeks(month: Month, name: str, column: str) -> Floats:
    """(4,) the mean of each of the four weeks."""
    return np.nanmean(month.column(name, column)[: 28 * 24].reshape(4, -1), axis=1)


@pytest.mark.parametrize(
    ("name", "column", "spread"),
    [
        ("traffic", "flow", 1.25),
        ("traffic", "occupancy", 1.4),
        ("parking", "occupancy", 1.25),
        ("air_quality", "no2", 2.0),
        ("air_quality", "o3", 2.0),
        ("air_quality", "pm25", 3.0),
        ("water", "turbidity", 30.0),  # floods stir it up
        ("landslide", "soil_moisture", 1.6),
    ],
)
def test_no_week_runs_away(month: Month, name: str, column: str, spread: float) -> None:
    """What fills up or leaks a little in every tick would double or halve in forty thousand."""
    mean = weeks(month, name, column)
    assert mean.max() / mean.min() < spread


def test_nights_are_as_empty_as_the_first(month: Month) -> None:
    """At 04:00 neither cars on the road nor visitors in shopping car parks are left over from any day."""
    flow = np.nanmean(month.column("traffic", "flow")[3::24], axis=1)
    kinds = [thing.model["kind"] == "office" for thing in CITY.domain("parking").things]
    cars = month.column("parking", "occupancy")[3::24, kinds].mean(axis=1)
    for night in (flow, cars):
        slope = np.polyfit(np.arange(DAYS), night, 1)[0]
        assert abs(slope) * DAYS < 0.5 * night.mean()
