"""Thirty days of the whole coupled city with all its chance: nothing breaks, and nothing creeps away."""

import numpy as np
import pytest

from config.reader import read_city
from simulators.models.contract import Floats, Forcing
from simulators.models.registry import build
from simulators.world import World

CITY = read_city("nice")
DAYS = 30
#: Monday 2 November 2026, 00:00 in Nice: four whole weeks with one holiday.
BEGINS = 1_793_574_000.0


@pytest.fixture(scope="module")
def month() -> dict[str, Floats]:
    """Domain -> truth (hours, things, properties) at every full hour; the world refuses NaN."""
    world = World(CITY, build(CITY), 3)
    world.begin(BEGINS, Forcing())
    tables: dict[str, list[Floats]] = {domain.id: [] for domain in CITY.domains}
    for _ in range(DAYS * 24):
        for _ in range(60):
            truth = world.tick(Forcing())
        for name, table in truth.items():
            tables[name].append(table)
    return {name: np.array(table) for name, table in tables.items()}


@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", [domain.id for domain in CITY.domains])
def test_every_value_is_possible(month: dict[str, Floats], name: str) -> None:
    for column, item in enumerate(CITY.domain(name).properties):
        values = month[name][:, :, column]
        values = values[~np.isnan(values)]
        low, high = item.range
        assert len(values) >= DAYS * 24
        assert ((values >= low) & (values <= high)).all(), item.id


def weeks(month: dict[str, Floats], name: str, column: str, *things: str) -> Floats:
    """(4,) the mean of each of the four weeks."""
    domain = CITY.domain(name)
    rows = [[thing.id for thing in domain.things].index(thing) for thing in things]
    series = (
        month[name][: 28 * 24, rows, domain.index(column)]
        if things
        else month[name][:, :, domain.index(column)]
    )
    return np.nanmean(series[: 28 * 24].reshape(4, -1), axis=1)


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
def test_no_week_runs_away(month: dict[str, Floats], name: str, column: str, spread: float) -> None:
    """What fills up or leaks a little in every tick would double or halve in forty thousand."""
    mean = weeks(month, name, column)
    assert mean.max() / mean.min() < spread


def test_nights_are_as_empty_as_the_first(month: dict[str, Floats]) -> None:
    """At 04:00 neither cars on the road nor visitors in shopping car parks are left over from any day."""
    flow = np.nanmean(month["traffic"][3::24, :, CITY.domain("traffic").index("flow")], axis=1)
    kinds = [thing.model["kind"] == "office" for thing in CITY.domain("parking").things]
    cars = month["parking"][3::24, kinds, CITY.domain("parking").index("occupancy")].mean(axis=1)
    for night in (flow, cars):
        slope = np.polyfit(np.arange(DAYS), night, 1)[0]
        assert abs(slope) * DAYS < 0.5 * night.mean()
