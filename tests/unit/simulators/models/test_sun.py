"""The sun over Nice against the known answers of science section 1.2 and against pvlib."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.models.weather import sun

LATITUDE, LONGITUDE = 43.70, 7.26


@pytest.mark.parametrize(
    ("day", "hour", "elevation"),
    [(172, 11.53, 69.75), (355, 11.48, 22.88), (80, 11.64, 46.2)],
    ids=["21 June", "21 December", "21 March"],
)
def test_noon_elevation(day: int, hour: float, elevation: float) -> None:
    assert sun.noon(LONGITUDE, day) == pytest.approx(hour, abs=0.01)
    sine = sun.sin_elevation(LATITUDE, LONGITUDE, day, sun.noon(LONGITUDE, day))
    assert math.degrees(math.asin(sine)) == pytest.approx(elevation, abs=0.01 if day != 80 else 0.05)


def test_sunrise_and_sunset_on_21_june() -> None:
    """03:49 and 19:15 are the first and the last whole minute with the sun's rim above the horizon."""
    rise, fall = sun.sunrise_sunset(LATITUDE, LONGITUDE, 172)
    assert math.ceil(rise * 60) == 3 * 60 + 49
    assert math.floor(fall * 60) == 19 * 60 + 15
    horizon = math.sin(math.radians(-0.833))
    above = [m for m in range(1440) if sun.sin_elevation(LATITUDE, LONGITUDE, 172, m / 60) > horizon]
    assert (above[0], above[-1]) == (3 * 60 + 49, 19 * 60 + 15)


def test_clear_sky() -> None:
    assert sun.clear_sky(math.sin(math.radians(69.74))) == pytest.approx(967.3, abs=0.05)
    assert sun.clear_sky(1.0) == pytest.approx(1035.1, abs=0.05)
    assert sun.clear_sky(0.0) == 0.0
    assert sun.clear_sky(-0.5) == 0.0


def test_clouds() -> None:
    assert sun.cloud_transmission(1.0) == pytest.approx(0.25)
    assert sun.cloud_transmission(0.5) == pytest.approx(0.929, abs=5e-4)
    assert sun.cloud_transmission(0.0) == 1.0


def test_elevation_against_pvlib_over_a_year() -> None:
    """pvlib's NREL algorithm is good to 0.0003°; Spencer's series to half a degree."""
    pd, solarposition = pytest.importorskip("pandas"), pytest.importorskip("pvlib.solarposition")
    times = pd.date_range("2026-01-01", "2026-12-31", freq="7h", tz="UTC")
    oracle = solarposition.get_solarposition(times, LATITUDE, LONGITUDE)["elevation"].to_numpy()
    sines = [sun.sin_elevation(LATITUDE, LONGITUDE, t.day_of_year, t.hour + t.minute / 60) for t in times]
    ours = np.degrees(np.arcsin(sines))
    assert np.abs(ours - oracle).max() < 0.5
    assert np.abs(ours - oracle).mean() < 0.25  # the phase of the leap years alone is 0.2°


def test_clear_sky_against_pvlib() -> None:
    pd, clearsky = pytest.importorskip("pandas"), pytest.importorskip("pvlib.clearsky")
    elevations = np.array([5.0, 20.0, 45.0, 69.74])
    oracle = clearsky.haurwitz(pd.Series(90.0 - elevations))["ghi"].to_numpy()
    ours = [sun.clear_sky(math.sin(math.radians(e))) for e in elevations]
    assert ours == pytest.approx(oracle, rel=1e-3)


@given(st.integers(1, 366), st.floats(0, 24, exclude_max=True))
def test_daylight_follows_the_sun(day: int, hour: float) -> None:
    rise, fall = sun.sunrise_sunset(LATITUDE, LONGITUDE, day)
    light = sun.daylight(hour, rise, fall)
    assert 0.0 <= light <= 1.0
    if sun.sin_elevation(LATITUDE, LONGITUDE, day, hour) > 0.02:
        assert light > 0.0


def test_polar_night_and_midnight_sun() -> None:
    assert np.ptp(sun.sunrise_sunset(80.0, 0.0, 355)) == 0.0
    assert sun.daylight(12.0, *sun.sunrise_sunset(80.0, 0.0, 355)) == 0.0
    assert np.ptp(sun.sunrise_sunset(80.0, 0.0, 172)) == pytest.approx(24.0)
