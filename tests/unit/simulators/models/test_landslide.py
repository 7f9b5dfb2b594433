"""The slopes of the city: the storm of science section 12.1, failure, calm weather, bad parameters."""

import copy
from pathlib import Path

import numpy as np
import pytest

from config.catalogue import City
from simulators.models.contract import Forcing, ModelError
from simulators.models.landslide.model import Landslide
from tests.unit.simulators.models.storm import Played, pack, play, storm

SITES = (
    "roquebilliere", "la-clapiere", "saint-blaise", "lauvette", "mont-gros", "madeleine-sevan",
    "vallon-monari", "cimiez",
)  # fmt: skip


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    return pack(tmp_path_factory.mktemp("nice"), "landslide")


@pytest.fixture(scope="module")
def wet(city: City) -> Played:
    """The storm and the day after it."""
    return play(city, Landslide(city), 36, [storm])


def test_the_sites_are_those_of_the_document(city: City) -> None:
    ids = [thing.id for thing in city.domain("landslide").things]
    assert set(SITES) <= set(ids)


@pytest.mark.parametrize(
    ("site", "clock", "expected"),
    [
        ("roquebilliere", "06:01", 1.24), ("roquebilliere", "09:00", 1.17), ("roquebilliere", "10:00", 1.13),
        ("roquebilliere", "11:00", 1.09), ("roquebilliere", "12:00", 1.04), ("saint-blaise", "14:00", 1.04),
    ],
)  # fmt: skip
def test_factor_of_safety_in_the_storm(wet: Played, site: str, clock: str, expected: float) -> None:
    """Two sites have the document's default soil, in Z4 and in Z3."""
    assert wet.at(clock, site, "factor_of_safety") == pytest.approx(expected, abs=0.006)


@pytest.mark.parametrize(("site", "clock"), [("roquebilliere", "13:05"), ("saint-blaise", "14:56")])
def test_slopes_that_the_storm_breaks(wet: Played, site: str, clock: str) -> None:
    below = wet.series(site, "factor_of_safety") < 1.0
    assert abs(wet.minutes_after(clock, below)) <= 1


def test_other_slopes_hold(wet: Played) -> None:
    broken = {site for site in SITES if wet.series(site, "factor_of_safety").min() < 1.0}
    assert broken == {"roquebilliere", "saint-blaise", "lauvette"}


def test_caines_line_in_the_storm(wet: Played) -> None:
    """Z4 is past it by 09:00, at 14.0 over 9.66 mm/h in three hours, and Z3 by 11:00."""
    for zone, clock in (("zone-haut-pays", "09:00"), ("zone-moyen-pays", "11:00")):
        assert wet.minutes_after(clock, wet.series(zone, "caine_ratio") >= 1.0) <= 0
    assert wet.at("09:00", "zone-haut-pays", "caine_ratio") >= 14.0 / 9.66
    assert wet.at("08:00", "zone-haut-pays", "caine_ratio") < 1.0


def test_soil_water_index_in_the_storm(wet: Played) -> None:
    for zone, peak in (("haut-pays", 286), ("moyen-pays", 218), ("littoral", 151)):
        assert wet.series(f"zone-{zone}", "soil_water_index").max() == pytest.approx(peak, abs=0.5)


def test_failure_by_fukuzono(wet: Played) -> None:
    """FS < 1 at 13:05: v₀ 50 mm/d and A 0.02 give t_f a day later, with 1/v a straight line to it."""
    velocity = wet.series("roquebilliere", "velocity")
    onset = int(np.argmax(velocity >= 50.0))
    inverse = 1.0 / velocity[onset : onset + 600]
    assert np.diff(inverse) == pytest.approx(np.full(599, -0.02 / 1440), rel=1e-6)
    assert velocity[onset] == pytest.approx(50.0, rel=0.002)
    moved = wet.series("roquebilliere", "displacement")
    gone = int(np.argmax(moved > 10_000))
    assert gone - onset == pytest.approx(1440, abs=1)
    assert (velocity[gone + 1 :] == 0.0).all()
    assert wet.city.parts["landslide"].failed == ("roquebilliere",)


def test_a_slope_that_dries_in_time_comes_to_rest(wet: Played) -> None:
    """Saint-Blaise drains above FS 1 after 17 of its 24 hours: it slows down, and goes on creeping."""
    safety, velocity = wet.series("saint-blaise", "factor_of_safety"), wet.series("saint-blaise", "velocity")
    unsafe = np.flatnonzero(safety < 1.0)
    assert len(unsafe) < 1440
    assert np.argmax(velocity) == unsafe[-1]
    assert 0.0 < velocity[-1] < velocity.max() / 2
    assert "saint-blaise" not in wet.city.parts["landslide"].failing


def test_a_scenario_can_hurry_a_failing_slope(city: City) -> None:
    """A = 0.058 1/mm from the same onset: beyond 100 mm/d at 18 h, gone at 21:23, as in section 12.1."""

    def hurry(forcing: Forcing, hours: float) -> None:
        forcing.slope_acceleration = {"roquebilliere": 0.058, "cimiez": 0.4}

    seen = play(city, Landslide(city), 18, [storm, hurry])
    assert seen.at("18:00", "roquebilliere", "velocity") > 100.0
    gone = seen.series("roquebilliere", "displacement") > 10_000
    assert abs(seen.minutes_after("21:23", gone)) <= 5
    assert seen.series("cimiez", "velocity").max() < 0.1, "a slope that holds cannot be hurried"


def test_instruments_tell_the_same_story(wet: Played) -> None:
    """Pore pressure, moisture, tilt and tremors follow from the same water and the same motion."""
    safety = wet.series("roquebilliere", "factor_of_safety")
    pressure = wet.series("roquebilliere", "pore_pressure")
    assert np.corrcoef(safety, pressure)[0, 1] == pytest.approx(-1.0, abs=1e-9)
    moisture = wet.series("roquebilliere", "soil_moisture")
    assert moisture[0] == pytest.approx(0.12 + 0.28 * 0.15, abs=0.001)
    assert pressure == pytest.approx(9.81 * (moisture - 0.12) / 0.28 * 1.5, rel=1e-9)
    velocity, moved = wet.series("saint-blaise", "velocity"), wet.series("saint-blaise", "displacement")
    assert wet.series("saint-blaise", "geophone_rate") == pytest.approx(2.0 + velocity / 5.0)
    assert wet.series("saint-blaise", "inclination") == pytest.approx(moved / 2.0)
    assert (np.diff(moved) > 0).all()


def test_la_clapiere_creeps_with_the_water_of_months(wet: Played) -> None:
    """A third of a millimetre a day before the storm, near twice that after 500 mm, and it does not fail."""
    velocity = wet.series("la-clapiere", "velocity")
    assert 0.3 < velocity[0] < 0.4
    assert 1.5 < velocity.max() / velocity[0] < 2.5


def test_a_calm_october_week_touches_no_limit(city: City) -> None:
    """Dry, with all natural variability: every truth stays clear of its limits by more than a deadband."""
    week = play(city, Landslide(city), 7 * 24, calm=False, seed=4)
    for limit in city.domain("landslide").limits:
        assert limit.advisory is not None
        seen = week.truth[limit.property]
        observed = seen[:, ~np.isnan(seen[0])]
        if limit.kind == "low":
            assert observed.min() > limit.advisory, limit.property
        else:
            assert observed.max() < limit.advisory - limit.deadband, limit.property


def test_ten_days_of_downpours_stay_finite_and_within_range(city: City) -> None:
    """Random showers heavy enough to break slopes: no NaN, nothing negative, only a fall leaves its range."""
    rng = np.random.default_rng(12)
    hourly = np.where(rng.random((240, 5)) < 0.45, rng.exponential(15.0, (240, 5)), 0.0)

    def showers(forcing: Forcing, hours: float) -> None:
        forcing.rain = hourly[int(hours)]

    days = play(city, Landslide(city), 240, [showers], calm=False, seed=3)
    domain = city.domain("landslide")
    assert days.city.parts["landslide"].failed, "the showers were meant to break something"
    for item in domain.properties:
        for thing in domain.things:
            seen = days.series(thing.id, item.id)
            if item.id not in thing.properties:
                assert np.isnan(seen).all(), (thing.id, item.id)
                continue
            assert np.isfinite(seen).all(), (thing.id, item.id)
            assert seen.min() >= 0.0, (thing.id, item.id)
            if thing.id not in days.city.parts["landslide"].failed:
                assert seen.max() <= item.range[1], (thing.id, item.id)


def test_same_seed_same_numbers(city: City) -> None:
    first, second, other = (
        play(city, Landslide(city), 3, [storm], calm=False, seed=seed) for seed in (1, 1, 2)
    )
    for name in first.truth:
        assert first.truth[name].tobytes() == second.truth[name].tobytes(), name
    assert first.truth["velocity"].tobytes() != other.truth["velocity"].tobytes()


def test_the_state_can_be_copied(city: City) -> None:
    run = play(city, Landslide(city), 8, [storm])
    kept = copy.deepcopy(run.city.parts["landslide"])
    copied = copy.deepcopy(run.city)
    model, rng = Landslide(city), np.random.default_rng(0)
    for k in range(60):
        model.step(copied, run.begins + 8 * 3600 + k * 60, rng)
    assert run.city.parts["landslide"].factor_of_safety == kept.factor_of_safety
    assert run.city.parts["landslide"].rain.total.tobytes() == kept.rain.total.tobytes()
    assert copied.parts["landslide"].factor_of_safety != kept.factor_of_safety


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("slope = 30.0", "slope = 90.0", "landslide.toml: thing roquebilliere.model.slope: expected `float`"),
        ("depth = 2.0", "depth = 0.0", "thing roquebilliere.model.depth: expected `float` > 0.0"),
        ('drainage = "48 h"', 'drainage = "0 h"', "drainage: must last longer than 0 s"),
        ('drainage = "48 h"', "drainage = 48", "drainage: write a duration as text with a unit"),
        ('kind = "zone"', 'kind = "zones"', 'unknown kind "zones"; did you mean "zone"?'),
        ("run_out = 20000.0", "runout = 20000.0", 'unknown key; did you mean "run_out"?'),
        (
            'properties = ["caine_ratio", "soil_water_index"]', 'properties = ["velocity"]',
            'a zone does not observe "velocity"',
        ),
    ],
)  # fmt: skip
def test_parameters_that_cannot_be_are_one_line(tmp_path: Path, old: str, new: str, line: str) -> None:
    with pytest.raises(ModelError) as caught:
        Landslide(pack(tmp_path, "landslide", edit={old: new}))
    assert line in str(caught.value)
    assert "\n" not in str(caught.value)
