"""Gauges: base flow, events, closures, and parameters that cannot be."""

from typing import Any

import numpy as np
import pytest

from config.durations import Duration
from simulators.models.contract import TICK, ModelError
from simulators.models.water.rivers import Closure, GaugeRow, RiverLaws, Rivers, RiverState

REGIMES = {"flat": (1.0,) * 12, "snow": (0.9, 0.8, 0.95, 1.3, 1.65, 1.25, 0.65, 0.5, 0.8, 1.15, 1.15, 0.9)}
DAY = 274.25
CALM = np.zeros(1)
DRY = np.zeros(5)


def gauge(**changes: Any) -> GaugeRow:
    """The Vésubie at Utelle, with changes."""
    row: dict[str, Any] = {
        "area": 393.0, "base": 8.61, "regime": "flat", "curve_number": 45.0, "areal": 0.55,
        "zones": {"haut_pays": 1.0}, "reservoirs": 3, "constant": Duration(5400.0), "width": 30.0,
        "slope": 0.02, "roughness": 0.05,
    }  # fmt: skip
    return GaugeRow(**{**row, **changes})


def rivers(row: GaugeRow | None = None, recharge: float = 0.0) -> Rivers:
    laws = RiverLaws(regimes=REGIMES, recharge=recharge, springs=Duration(43200.0))
    return Rivers("water", {"here": row or gauge()}, laws)


def rain(
    basins: Rivers, hours: float, intensity: float, rain_5d: float = 25.0, *,
    imposed: bool = False, state: RiverState | None = None,
) -> RiverState:  # fmt: skip
    """So many hours of even rain in mm/h over all zones."""
    state = state or basins.begin(DAY, CALM)
    for _ in range(round(hours * 60)):
        basins.step(state, np.full(5, intensity), np.full(5, rain_5d), imposed, {}, DAY, CALM)
    return state


def test_dry_weather_is_base_flow() -> None:
    basins = rivers()
    state = rain(basins, 48, 0.0)
    assert state.discharge == pytest.approx([8.61])


def test_regime_has_a_mean_of_one_and_moves_without_steps() -> None:
    basins = rivers(gauge(regime="snow"))
    year = np.array([basins.begin(day, CALM).discharge[0] for day in np.arange(0.0, 365.0, 0.25)]) / 8.61
    assert year.mean() == pytest.approx(1.0, abs=0.01)
    assert np.abs(np.diff(year)).max() < 0.005
    assert year[0] == pytest.approx(year[-1], abs=0.005)
    assert 120 < np.argmax(year) / 4 < 150, "snow melts in May"


def test_water_balance_of_an_event() -> None:
    """Runoff and springs together carry what the curve number and the recharge say, and no more."""
    basins = rivers(recharge=0.2)
    state = basins.begin(DAY, CALM)
    out = 0.0
    for k in range(60 * 24 * 15):
        basins.step(state, np.full(5, 30.0 if k < 600 else 0.0), np.full(5, 25.0), False, {}, DAY, CALM)
        out += (state.discharge[0] - 8.61) * TICK
    fallen = 0.55 * 300.0
    S = 25400 / 45 - 254
    runoff = (fallen - 0.2 * S) ** 2 / (fallen + 0.8 * S)
    expected = (runoff + 0.2 * (fallen - runoff)) * 393e3  # mm over km² -> m³
    assert out == pytest.approx(expected, rel=1e-6)


def test_soil_wet_from_the_days_before_gives_more_water() -> None:
    """40 mm/h for six hours: S is 30 % more after dry days and 30 % less after 50 mm in five days."""
    dry, usual, wet = (rain(rivers(), 6, 40.0, before).discharge[0] for before in (0.0, 25.0, 80.0))
    assert dry < usual < wet


def test_a_scenario_plays_its_storm_on_soil_of_the_catalogues_wetness() -> None:
    """Whatever fell before, by chance or not: an imposed storm is told the same way every time."""
    fresh = rain(rivers(), 6, 40.0, 25.0, imposed=True)
    for before in (0.0, 200.0):
        basins = rivers()
        state = rain(basins, 5, 3.0, before)
        again = rain(basins, 6, 40.0, before, imposed=True, state=state)
        assert again.discharge == pytest.approx(fresh.discharge, rel=1e-9)


@pytest.mark.parametrize(("pause", "same_event"), [(23.5, True), (24.5, False)])
def test_an_event_ends_after_a_day_without_rain(pause: float, same_event: bool) -> None:
    basins = rivers()
    state = rain(basins, 4, 20.0)
    state = rain(basins, pause, 0.05, state=state)
    assert (state.rain[0] > 40) == same_event


def test_a_scenario_holds_a_discharge() -> None:
    basins = rivers()
    state = basins.begin(DAY, CALM)
    basins.step(state, DRY, DRY, False, {"here": 50.0, "elsewhere": 1.0}, DAY, CALM)
    assert state.discharge == pytest.approx([50.0])


def test_closures_take_the_smallest_share() -> None:
    closes = (Closure(links=("a", "b"), above=50.0, share=0.3), Closure(links=("a",), above=90.0, share=0.0))
    basins = rivers(gauge(closes=closes))
    state = basins.begin(DAY, CALM)
    for flow, expected in (
        (49.0, {}),
        (60.0, {"a": 0.3, "b": 0.3}),
        (95.0, {"a": 0.0, "b": 0.3}),
        (50.0, {}),
    ):
        basins.step(state, DRY, DRY, False, {"here": flow}, DAY, CALM)
        assert basins.closed_links(state) == expected


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"constant": Duration(0.0)}, "water.toml: thing here.model.constant: must last longer than 0 s"),
        ({"zones": {"haut_pay": 1.0}}, 'zones: unknown zone "haut_pay"; did you mean "haut_pays"?'),
        ({"zones": {"haut_pays": 0.7}}, "zones: the shares of the zones add up to 0.7, not 1"),
        ({"regime": "snowy"}, 'regime: unknown regime "snowy"; did you mean "snow"?'),
    ],
)
def test_parameters_that_cannot_be(changes: dict[str, Any], line: str) -> None:
    with pytest.raises(ModelError) as caught:
        rivers(gauge(**changes))
    assert line in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_city_without_gauges_has_no_rivers_to_step() -> None:
    laws = RiverLaws(regimes=REGIMES, recharge=0.0, springs=Duration(43200.0))
    with pytest.raises(ModelError, match="needs at least one thing of kind"):
        Rivers("water", {}, laws)
