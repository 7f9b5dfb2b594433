"""The sun's height against pvlib's own solar position (NREL SPA), and its rising and setting at Nice."""

import importlib
from datetime import UTC, datetime

import numpy as np
import pytest

from dashboard.core import sun

NICE = (7.2620, 43.7034)


@pytest.fixture(scope="module")
def pd():
    """Loaded where it is needed: not by every process that runs tests."""
    return importlib.import_module("pandas")


@pytest.fixture(scope="module")
def solarposition():
    """The same; with what it brings along it takes more than a second."""
    return importlib.import_module("pvlib.solarposition")


def test_the_height_is_that_of_spa_within_a_fiftieth_of_a_degree(pd, solarposition):
    times = pd.date_range("2026-01-01", "2026-12-31", freq="7h", tz="UTC")
    for place in (NICE, (-70.0, -33.4), (25.0, 70.0)):
        theirs = solarposition.get_solarposition(times, place[1], place[0])["elevation"].to_numpy()
        ours = np.array([sun.elevation(time.timestamp(), *place) for time in times])
        assert np.abs(ours - theirs).max() < 0.02


@pytest.mark.parametrize("day", ["2026-03-29", "2026-06-21", "2026-10-02", "2026-12-21"])
def test_the_sun_rises_and_sets_at_nice_when_spa_says_so(pd, solarposition, day):
    midnight = pd.DatetimeIndex([pd.Timestamp(day, tz="Europe/Paris")])
    theirs = solarposition.sun_rise_set_transit_spa(midnight, NICE[1], NICE[0])
    start = midnight[0].timestamp()
    rising = sun.next_crossing(start, *NICE)
    assert rising is not None
    setting = sun.next_crossing(rising[0] + 60.0, *NICE)
    assert setting is not None
    assert (rising[1], setting[1]) == (True, False)
    assert abs(rising[0] - theirs["sunrise"].iloc[0].timestamp()) < 60.0
    assert abs(setting[0] - theirs["sunset"].iloc[0].timestamp()) < 60.0


def test_where_the_sun_does_not_set_nothing_is_foretold():
    midsummer = datetime(2026, 6, 21, tzinfo=UTC).timestamp()
    assert sun.next_crossing(midsummer, 25.0, 75.0) is None
