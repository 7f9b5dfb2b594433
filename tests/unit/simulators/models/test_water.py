"""The water of the city: the storm and the spill of science section 12, calm weather, bad parameters."""

import copy
from pathlib import Path

import numpy as np
import pytest

from config.catalogue import City
from simulators.models.contract import Forcing, ModelError
from simulators.models.water.model import Water
from tests.unit.simulators.models.storm import Played, pack, play, storm

#: Peaks of section 3.4 in m³/s and local time.
PEAKS = {
    "vesubie-utelle": (1112, "18:43"),
    "tinee-tour": (1103, "19:41"),
    "esteron-broc": (505, "19:01"),
    "var-napoleon": (2550, "21:23"),
    "paillon-expositions": (791, "17:24"),
    "magnan-madeleine": (136, "16:04"),
}
#: Discharge in m³/s at the full hours of section 12.1.
ROWS = {
    "vesubie-utelle": {
        "06:01": 9, "11:00": 9, "12:00": 37, "13:00": 153, "14:00": 353, "15:00": 592, "18:00": 1088,
    },
    "tinee-tour": {"13:00": 67, "14:00": 191},
    "var-napoleon": {
        "06:01": 49, "15:00": 348, "16:00": 699, "17:00": 1166, "18:00": 1664, "19:00": 2096, "20:00": 2396,
    },
    "paillon-expositions": {"06:01": 1, "14:00": 122, "15:00": 314, "16:00": 571, "17:00": 770, "20:00": 419},
    "magnan-madeleine": {"14:00": 19, "15:00": 43, "17:00": 69},
}  # fmt: skip


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    return pack(tmp_path_factory.mktemp("nice"), "water")


@pytest.fixture(scope="module")
def flood(city: City) -> Played:
    return play(city, Water(city), 36, [storm])


@pytest.fixture(scope="module")
def runoff_only(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """As the document computed it: base flow and runoff, without the springs that our model adds."""
    city = pack(tmp_path_factory.mktemp("nice"), "water", edit={"recharge = 0.03": "recharge = 0.0"})
    return play(city, Water(city), 36, [storm])


@pytest.mark.parametrize("gauge", PEAKS)
def test_peaks_of_the_storm(flood: Played, runoff_only: Played, gauge: str) -> None:
    """To the rounded digit and two minutes as the document has it; with springs at most 1 % higher."""
    peak, clock = PEAKS[gauge]
    discharge = runoff_only.series(gauge, "discharge")
    assert discharge.max() == pytest.approx(peak, rel=4e-4, abs=0.6)
    assert abs(runoff_only.minutes_after(clock, discharge == discharge.max())) <= 2
    with_springs = flood.series(gauge, "discharge")
    assert 1.0 <= with_springs.max() / discharge.max() < 1.01
    assert abs(flood.minutes_after(clock, with_springs == with_springs.max())) <= 2


@pytest.mark.parametrize("gauge", ROWS)
def test_hydrographs_of_the_storm(flood: Played, runoff_only: Played, gauge: str) -> None:
    """The document's figures are a minute late or early at most, hence half a percent."""
    for clock, expected in ROWS[gauge].items():
        assert runoff_only.at(clock, gauge, "discharge") == pytest.approx(expected, rel=0.005, abs=1.0), clock
        springs = flood.at(clock, gauge, "discharge") - runoff_only.at(clock, gauge, "discharge")
        assert 0 <= springs <= 15, "the Var gets the most, 15 m³/s in a flood of 2 550"


@pytest.mark.parametrize(("gauge", "rise"), [("magnan-madeleine", 1.05), ("vesubie-utelle", 0.93)])
def test_steepest_rise_in_an_hour(flood: Played, gauge: str, rise: float) -> None:
    level = flood.series(gauge, "water_level")
    assert (level[60:] - level[:-60]).max() == pytest.approx(rise, abs=0.01)


def test_levels_at_the_peak(flood: Played) -> None:
    assert flood.series("paillon-expositions", "water_level").max() == pytest.approx(2.03, abs=0.02)
    assert flood.series("var-napoleon", "water_level").max() == pytest.approx(2.94, abs=0.02)


def test_saint_martin_gauge_is_swept_away_at_13_h(city: City, flood: Played) -> None:
    """Its radar, under a low bridge, dies at nine tenths of its range."""
    thing = city.domain("water").thing("vesubie-saint-martin")
    radar = city.domain("water").instrument(thing, "water_level")
    assert radar.law == "destroyed_by_flood"
    assert radar.range is not None
    lost = flood.series(thing.id, "water_level") > 0.9 * radar.range[1]
    assert abs(flood.minutes_after("13:00", lost)) <= 10


def test_what_the_floods_close(city: City) -> None:
    """Tunnel of the Paillon above 100 m³/s; the Madeleine at 50 (a third of it left) and 90."""
    water = Water(city)
    shares: list[dict[str, float]] = []
    floods: list[bool] = []

    class Watched(Water):
        def step(self, state, t, rng):  # type: ignore[no-untyped-def]
            values = super().step(state, t, rng)
            shares.append(dict(state.parts["water"].closed_links))
            floods.append(state.parts["water"].paillon_flood)
            return values

    assert water.domain == "water"
    seen = play(city, Watched(city), 20, [storm])
    paillon, magnan = (
        seen.series(f"{gauge}", "discharge") for gauge in ("paillon-expositions", "magnan-madeleine")
    )
    for row, p, m in zip(shares, paillon, magnan, strict=True):
        assert row.get("paillon_n") == row.get("paillon_s") == (0.0 if p > 100 else None)
        assert row.get("madeleine_n") == (0.0 if m > 90 else 0.3 if m > 50 else None)
    flooded = np.flatnonzero(floods)
    assert paillon[flooded[0]] > 300 > paillon[flooded[0] - 1]
    assert paillon[flooded[-1] + 1] <= 100 < paillon[flooded[-1]], "it reopens only below 100"
    assert len(flooded) == flooded[-1] - flooded[0] + 1, "one flood, not several"


def test_beaches_and_tap_in_the_storm(flood: Played) -> None:
    """Section 12.1: Ponchettes 3 000 at 15 h and 10 000 at 17 h, the network's turbidity warning at 16 h."""
    assert flood.at("13:00", "beach-ponchettes", "e_coli") < 100
    assert flood.at("15:00", "beach-ponchettes", "e_coli") == pytest.approx(3000, rel=0.1)
    assert flood.at("17:00", "beach-ponchettes", "e_coli") == pytest.approx(10000, rel=0.05)
    turbid = flood.series("network-thiers", "turbidity")
    assert abs(flood.minutes_after("16:00", turbid > 1.0)) <= 20
    assert turbid.max() < 2.0


def spill(forcing: Forcing, hours: float) -> None:
    """500 kg into the Var at 50 m³/s, half an hour after the start at 9 h."""
    forcing.discharge = {"var-manda": 50.0, "var-napoleon": 50.0}
    if hours >= 0.5:
        forcing.spill_mass, forcing.spill_time = 500.0, START + 1800.0


#: 09:00 on the day of the story, local.
START = 1790924400.0


@pytest.fixture(scope="module")
def spilt(city: City) -> Played:
    return play(city, Water(city), 10, [spill], start=START)


@pytest.mark.parametrize(
    ("probe", "clock", "expected"),
    [
        ("quality-manda-2km", "10:10", 9.58),
        ("quality-manda-6km", "11:30", 5.53),
        ("quality-napoleon", "13:51", 3.757),
    ],
)
def test_spill_passes_the_probes(spilt: Played, probe: str, clock: str, expected: float) -> None:
    """Section 12.5, above the river's own 0.04 mg/L."""
    assert spilt.at(clock, probe, "ammonium") - 0.04 == pytest.approx(expected, rel=0.003)
    seen = spilt.series(probe, "ammonium")
    assert abs(spilt.minutes_after(clock, seen == seen.max())) <= 2


def test_what_else_the_spill_changes(spilt: Played) -> None:
    """Conductivity + 220 and pH + 0.5 at 2 km; oxygen sags after the cloud; the sea is clean."""
    for item, shift in (("conductivity", 220.0), ("ph", 0.5)):
        change = spilt.series("quality-manda-2km", item) - spilt.at("09:20", "quality-manda-2km", item)
        assert change.max() == pytest.approx(shift, rel=0.01)
    for probe in ("quality-manda-2km", "quality-manda-6km", "quality-napoleon"):
        oxygen, ammonium = spilt.series(probe, "dissolved_oxygen"), spilt.series(probe, "ammonium")
        assert oxygen.min() < oxygen[0] - 0.1
        assert np.argmin(oxygen) > np.argmax(ammonium), "the sag follows the cloud"
    assert np.ptp(spilt.series("quality-manda", "ammonium")) < 1e-9
    assert spilt.truth["e_coli"][:, 24:32].max() < 100


def test_a_spill_goes_on_when_the_scenario_lets_go(city: City) -> None:
    def brief(forcing: Forcing, hours: float) -> None:
        if hours < 1.0:
            spill(forcing, hours)

    seen = play(city, Water(city), 6, [brief], start=START)
    assert seen.series("quality-napoleon", "ammonium").max() > 3.0


def test_more_water_carries_a_spill_faster_and_thinner(city: City, spilt: Played) -> None:
    def fuller(forcing: Forcing, hours: float) -> None:
        spill(forcing, hours)
        forcing.discharge = {"var-manda": 200.0, "var-napoleon": 200.0}

    seen = play(city, Water(city), 6, [fuller], start=START)
    low, high = (run.series("quality-napoleon", "ammonium") for run in (spilt, seen))
    assert np.argmax(high) < np.argmax(low)
    assert high.max() < low.max()


def test_a_calm_october_week_touches_no_limit(city: City) -> None:
    """Dry, with all natural variability: every truth stays clear of its limits by more than a deadband."""
    week = play(city, Water(city), 7 * 24, calm=False, seed=5)
    for limit in city.domain("water").limits:
        if not limit.own():
            continue  # it compares gauges with one another, which the truth always passes
        things = limit.things or tuple(
            thing.id for thing in city.domain("water").things if limit.property in thing.properties
        )
        first = next(value for value in limit.thresholds() if value is not None)
        for thing in things:
            seen = week.series(thing, limit.property)
            if limit.kind == "rate":
                assert limit.over is not None
                steps = round(limit.over / 60)
                assert (seen[steps:] - seen[:-steps]).max() < first - limit.deadband, (thing, limit.property)
            elif limit.kind == "high":
                assert seen.max() < first - limit.deadband, (thing, limit.property)
            else:
                assert seen.min() > first + limit.deadband, (thing, limit.property)


def test_a_week_of_showers_stays_finite_and_within_range(city: City) -> None:
    """Random showers on every zone, heavier than a month of the whole city brings, noise on."""
    rng = np.random.default_rng(11)
    hourly = np.where(rng.random((168, 5)) < 0.1, rng.exponential(12.0, (168, 5)), 0.0)

    def showers(forcing: Forcing, hours: float) -> None:
        forcing.rain = hourly[int(hours)]

    week = play(city, Water(city), 168, [showers], calm=False, seed=3)
    domain = city.domain("water")
    for item in domain.properties:
        for thing in domain.things:
            seen = week.series(thing.id, item.id)
            if item.id in thing.properties:
                assert np.isfinite(seen).all(), (thing.id, item.id)
                assert max(item.range[0], 0.0) <= seen.min(), (thing.id, item.id)
                assert seen.max() <= item.range[1], (thing.id, item.id)
            else:
                assert np.isnan(seen).all(), (thing.id, item.id)


def test_same_seed_same_numbers(city: City) -> None:
    first, second, other = (play(city, Water(city), 3, [storm], calm=False, seed=seed) for seed in (1, 1, 2))
    for name in first.truth:
        assert first.truth[name].tobytes() == second.truth[name].tobytes(), name
    assert first.truth["turbidity"].tobytes() != other.truth["turbidity"].tobytes()


def test_the_state_can_be_copied(city: City) -> None:
    """A copy goes on by itself and leaves the original alone."""
    run = play(city, Water(city), 8, [storm])
    state = run.city.parts["water"]
    kept = copy.deepcopy(state)
    play_on = copy.deepcopy(run.city)
    rng = np.random.default_rng(0)
    water = Water(city)
    for k in range(60):
        water.step(play_on, run.begins + 8 * 3600 + k * 60, rng)
    assert state.discharge == kept.discharge
    assert play_on.parts["water"].discharge != kept.discharge
    assert state.rivers.outflows.tobytes() == kept.rivers.outflows.tobytes()


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("reservoirs = 3", "reservoirs = 0", "thing var-napoleon.model.reservoirs: expected `int` >= 1"),
        ("width = 250.0", 'width = "wide"', "water.toml: thing var-napoleon.model.width: expected `float`"),
        ("area = 2819.0", "area = -1.0", "thing var-napoleon.model.area: expected `float` > 0.0"),
        ("area = 2819.0", "aera = 1.0", 'var-napoleon.model.aera: unknown key; did you mean "area"?'),
        ('regime = "alpine"', 'regime = "alpin"', 'unknown regime "alpin"; did you mean "alpine"?'),
        ('kind = "gauge"', 'kind = "gage"', 'model.kind: unknown kind "gage"; did you mean "gauge"?'),
        ('gauge = "paillon-expositions"', 'gauge = "paillon"', "domain.model.flood.gauge: unknown gauge"),
        ('kind = "probe", gauge = "var-manda"', 'kind = "probe", gauge = "var-mando"', "unknown gauge"),
        (
            'kind = "probe", gauge = "var-manda"', 'kind = "probe", gauge = "magnan-madeleine"',
            "has no base flow to compare with",
        ),
        ('properties = ["e_coli", "enterococci"]', 'properties = ["ph"]', 'a beach does not observe "ph"'),
        ('intake = "vesubie-utelle"', 'intake = "vesubie"', "unknown gauge"),
    ],
)  # fmt: skip
def test_parameters_that_cannot_be_are_one_line(tmp_path: Path, old: str, new: str, line: str) -> None:
    with pytest.raises(ModelError) as caught:
        Water(pack(tmp_path, "water", edit={old: new}))
    assert line in str(caught.value)
    assert "\n" not in str(caught.value)
