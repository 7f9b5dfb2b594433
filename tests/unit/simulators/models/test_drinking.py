"""The drinking-water network against its known answers (science section 3.7)."""

from pathlib import Path

import numpy as np
import pytest

from simulators.models.contract import Forcing
from simulators.models.water.drinking import free_chlorine
from simulators.models.water.model import Water
from tests.unit.simulators.models.storm import pack, play


@pytest.mark.parametrize(
    ("age", "expected"), [(0, 0.5), (2, 0.4796), (17, 0.3509), (24, 0.3033), (30, 0.2676)]
)
def test_chlorine_ages(age: float, expected: float) -> None:
    """C₀ 0.5 mg/L and k 0.5 1/d."""
    assert free_chlorine(0.5, 0.5, age) == pytest.approx(expected, abs=5e-5)


def test_a_day_of_demand(tmp_path: Path) -> None:
    """Most pressure at night, least at the morning peak, and the water is oldest after the night."""
    city = pack(tmp_path, "water")
    day = play(city, Water(city), 48)
    pressure = day.series("network-port", "pressure")[-1440:]
    assert pressure.min() == pytest.approx(4.5 - 1.2, abs=1e-9)
    assert 4.1 < pressure.max() < 4.5
    assert day.at("07:30", "network-port", "pressure", 1) == pytest.approx(3.3, abs=1e-6)
    chlorine = day.truth["chlorine"][:, -14:]
    assert chlorine.min() > 0.2, "no alarm without a cause"
    assert chlorine.max() <= 0.5
    assert day.at("05:00", "network-port", "chlorine", 1) < day.at("12:00", "network-port", "chlorine", 1)


def test_a_contaminated_district(tmp_path: Path) -> None:
    """Chlorine is used up, turbidity and salts rise, pH falls; the next district feels nothing."""

    def foul(forcing: Forcing, hours: float) -> None:
        forcing.contamination = {"port": 1.0} if 2 <= hours < 12 else {}

    city = pack(tmp_path, "water")
    seen = play(city, Water(city), 24, [foul])
    clean = play(city, Water(city), 24)
    for thing, reached in (("network-port", 1.0), ("network-riquier", 0.0)):
        for item, shift in (("turbidity", 3.0), ("conductivity", 150.0), ("ph", -0.6)):
            difference = seen.at("17:59", thing, item) - clean.at("17:59", thing, item)
            assert difference == pytest.approx(shift * reached, abs=0.001 * abs(shift)), (thing, item)
    assert 0.33 < seen.at("07:59", "network-port", "chlorine") < 0.36
    assert seen.at("08:30", "network-port", "chlorine") < 0.05
    assert seen.series("network-port", "chlorine").min() == 0.0
    assert seen.at("05:00", "network-port", "chlorine", 1) == pytest.approx(
        clean.at("05:00", "network-port", "chlorine", 1), abs=1e-4
    )


def test_water_from_the_aquifer_stays_clear_in_a_flood(tmp_path: Path) -> None:
    """Only districts fed from the Vésubie see its mud."""

    def high_water(forcing: Forcing, hours: float) -> None:
        forcing.discharge = {"vesubie-utelle": 1000.0}

    city = pack(tmp_path, "water")
    flood = play(city, Water(city), 6, [high_water])
    assert flood.series("network-moulins", "turbidity")[-1] == pytest.approx(0.15)
    assert flood.series("network-thiers", "turbidity")[-1] > 1.0
    assert np.all(np.diff(flood.series("network-thiers", "turbidity")) >= 0)
