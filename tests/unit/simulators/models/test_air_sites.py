"""Where the air is measured: places, surroundings and what reaches them."""

import json
from pathlib import Path

import numpy as np
import pytest

from config.reader import read_city
from simulators.models.air_quality.emissions import SPECIES, Emissions
from simulators.models.air_quality.model import AirQuality
from simulators.models.air_quality.sites import Sites
from simulators.models.contract import ModelError
from simulators.models.weather.heat import ThreeDays
from simulators.models.weather.state import WeatherState
from tests.unit.simulators.models.storm import pack

POINTS = Path(__file__).parents[4] / "../shared/data/map/nice_points.geojson"
NOX, SO2 = SPECIES.index("nox"), SPECIES.index("so2")


@pytest.fixture(scope="module")
def domain():
    return read_city("nice").domain("air_quality")


@pytest.fixture(scope="module")
def sites(domain):
    return Sites(domain)


def weather(wind_from: float, speed: float) -> WeatherState:
    none = np.zeros((72, 5))
    state = WeatherState(ThreeDays.of(0.0, none), np.zeros(8), np.zeros((3, 0)))
    state.wind_from, state.wind_speed = np.full(5, wind_from), np.full(5, speed)
    return state


def quiet(domain, corridor: str = "", nox: float = 187.5) -> Emissions:
    """Nothing emitted but µg/m/s of NOx on one corridor."""
    names = list(Sites(domain).air.corridors)
    roads = np.zeros((len(names), len(SPECIES)))
    if corridor:
        roads[names.index(corridor), NOX] = nox
    return Emissions(city=np.zeros(len(SPECIES)), corridors=roads, street=np.zeros(len(SPECIES)))


def index(domain, thing: str) -> int:
    return [item.id for item in domain.things].index(thing)


def test_only_the_sites_of_a_corridor_feel_it(domain, sites) -> None:
    near = sites.increments(quiet(domain, "promenade"), weather(140.0, 2.0), 3.0)[:, NOX]
    still = sites.increments(quiet(domain), weather(140.0, 2.0), 3.0)[:, NOX]
    felt = {domain.things[i].id for i in np.flatnonzero(near > still)}
    assert felt == {
        "promenade", "micro-ferber", "micro-carras", "micro-sainte-helene", "micro-fabron",
        "micro-lenval", "micro-cum",
    }  # fmt: skip
    gain = near - still
    assert gain[index(domain, "promenade")] > gain[index(domain, "micro-lenval")] > 0


def test_wind_along_the_road_leaves_more_than_across(domain, sites) -> None:
    at = index(domain, "promenade")

    def nox(wind_from: float) -> float:
        return float(sites.increments(quiet(domain, "promenade"), weather(wind_from, 2.0), 3.0)[at, NOX])

    assert nox(50.0) / nox(140.0) == pytest.approx(1 / 0.3)
    assert nox(320.0) == pytest.approx(nox(140.0))


def test_a_canyon_holds_its_exhaust(domain, sites) -> None:
    """bd Gambetta: 187.5 / (25 sqrt(0.18² + 0.3²)) at 1.8 m/s."""
    found = sites.increments(quiet(domain, "gambetta"), weather(300.0, 1.8), 3.0)
    assert found[index(domain, "micro-gambetta"), NOX] == pytest.approx(
        187.5 / (25 * np.hypot(0.18, 0.3)), rel=1e-3
    )


def test_ships_are_felt_down_the_wind_and_while_they_are_at_berth(domain, sites) -> None:
    nobody = quiet(domain)
    arson, massena = index(domain, "arson"), index(domain, "micro-massena")
    from_sea = sites.increments(nobody, weather(180.0, 3.0), 7.5)[:, SO2]
    from_east = sites.increments(nobody, weather(90.0, 3.0), 7.5)[:, SO2]
    assert from_sea[arson] > 5.0
    assert from_east[arson] < 0.1 * from_sea[arson]
    assert from_east[massena] > from_sea[massena]
    at_night = sites.increments(nobody, weather(180.0, 3.0), 2.0)[:, SO2]
    assert at_night[arson] == pytest.approx(0.15 * from_sea[arson], rel=0.02)


KERB = 'kind = "open", share = 1, corridor = "promenade", distance = 15'
ARSON = 'kind = "background", share = 1 }'
EITHER = 'model.corridor: kind "open" takes either a corridor or a flow'


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            KERB,
            KERB.replace("promenade", "promenad"),
            'unknown corridor "promenad"; did you mean "promenade"?',
        ),
        (KERB, KERB + ", flow = 3", EITHER),
        (KERB, 'kind = "open", share = 1', EITHER),
        (KERB, KERB.replace("15", "-15"), "thing promenade.model.distance"),
        (KERB, KERB.replace("open", "kerb"), "thing promenade.model.kind"),
        (ARSON, ARSON.replace("1", "1, flow = 300"), 'arson.model.kind: "background" has no road beside it'),
        (ARSON, 'kind = "background" }', "arson.model"),
        (ARSON, ARSON.replace("1", "1, size = 2"), "arson.model.size: unknown key"),
        ("area = 64.0", "area = 0.0", "domain.model.area"),
        ("promenade = { bearing = 50,", "promenade = { bearing = 500,", "domain.model.corridors"),
        ("height = 40", "height = -40", "domain.model.chimneys"),
    ],
)
def test_nonsense_is_one_line_with_thing_and_key(tmp_path: Path, old: str, new: str, line: str) -> None:
    city = pack(tmp_path, "weather", "air_quality", edit=None)
    file = tmp_path / "air_quality.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert AirQuality(city).domain == "air_quality"
    with pytest.raises(ModelError) as error:
        AirQuality(read_city(str(tmp_path)))
    assert "air_quality.toml" in str(error.value)
    assert line in str(error.value)
    assert "\n" not in str(error.value)


def test_micro_sensors_stand_where_the_map_has_their_place(domain) -> None:
    if not POINTS.exists():
        pytest.skip("no reference data")
    features = json.loads(POINTS.read_text(encoding="utf-8"))["features"]
    places = np.array([feature["geometry"]["coordinates"] for feature in features])
    micro = [
        t for t in domain.things if t.id.startswith("micro-") and not t.approximate and t.zone != "haut_pays"
    ]
    assert len(micro) >= 35
    for thing in micro:
        east = (places[:, 0] - thing.position[0]) * np.cos(np.radians(43.7)) * 111_200
        north = (places[:, 1] - thing.position[1]) * 111_200
        assert np.hypot(east, north).min() < 200, thing.id
