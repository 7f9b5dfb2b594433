"""The weather of the zones: laws, what scenarios impose, variability and determinism (science section 1)."""

import copy
import math
import pickle
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from config.reader import read_city
from simulators.models.contract import (
    TICK,
    ZONES,
    City,
    Floats,
    Forcing,
    Moment,
    OrnsteinUhlenbeck,
    Stream,
)
from simulators.models.weather.model import Weather, mixing_height
from simulators.models.weather.state import Imposed, WeatherState
from tests.unit.simulators.models.storm import pack

PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Weather:
    return Weather(pack(tmp_path_factory.mktemp("nice"), "weather"))


class Days:
    """The weather alone, tick by tick from a local instant."""

    def __init__(self, model: Weather, begins: str, *, seed: int = 0, **forcing: object) -> None:
        self.model, self.seed, self.tick = model, seed, 0
        self.t = datetime.fromisoformat(begins).replace(tzinfo=PARIS).timestamp()
        self.city = City(Moment.of(self.t, PARIS), Forcing(**forcing))  # type: ignore[arg-type]
        self.chance = Stream(0)
        model.begin(self.city, self.t, self.chance.at(seed, 0))

    @property
    def state(self) -> WeatherState:
        state: WeatherState = self.city.parts["weather"]
        return state

    def step(self, ticks: int = 1) -> dict[str, Floats]:
        truth: dict[str, Floats] = {}
        for _ in range(ticks):
            self.tick, self.t = self.tick + 1, self.t + TICK
            self.city.now = Moment.of(self.t, PARIS)
            truth = dict(self.model.step(self.city, self.t, self.chance.at(self.seed, self.tick)))
        return truth


def test_ornstein_uhlenbeck_known_answer() -> None:
    one = np.ones(1)
    wanders = OrnsteinUhlenbeck(7200.0, 1.0, 60.0)
    assert wanders.step(one, one * 0)[0] == pytest.approx(0.9917013, abs=5e-8)
    assert wanders.step(one * 0, one)[0] == pytest.approx(0.1285634, abs=5e-8)


def test_a_clear_calm_day_has_the_extremes_of_the_climate_table(model: Weather) -> None:
    """Mid-July, coast at 10 m: low 19.7 and high 26.6 °C, less 0.06 for the height; the top at 15 h."""
    days = Days(model, "2026-07-16T00:00", calm=True, cloud=0.0)
    coast = []
    for _ in range(24):
        days.step(60)
        coast.append(float(days.state.temperature[0]))
    assert max(coast) == pytest.approx(26.6 - 0.06, abs=0.05)
    assert min(coast) == pytest.approx(19.7 - 0.06, abs=0.1)
    assert coast.index(max(coast)) == 14  # the 15th hour ends at 15:00


def test_it_is_colder_up_the_valleys_and_no_air_is_warmer_than_the_record(model: Weather) -> None:
    days = Days(model, "2026-07-16T08:59", calm=True)
    days.step()
    assert days.state.temperature[0] - days.state.temperature[4] == pytest.approx(1090 * 0.006, abs=1e-9)
    hot = Days(model, "2026-07-16T12:00", calm=True, temperature=np.full(5, 45.0))
    hot.step()
    assert hot.state.temperature.tolist() == [38.0] * 5


def test_clouds_flatten_the_day(model: Weather) -> None:
    """Amplitude times 1 - 0.6 N: under a closed sky 40 % of the range is left."""

    def spread(cloud: float) -> float:
        top = Days(model, "2026-07-16T14:59", calm=True, cloud=cloud)
        top.step()
        low = Days(model, "2026-07-16T02:59", calm=True, cloud=cloud)
        low.step()
        return float(top.state.temperature[0] - low.state.temperature[0])

    assert spread(1.0) / spread(0.0) == pytest.approx(0.4, abs=0.01)


def test_everything_imposed_is_honoured(model: Weather) -> None:
    rain = np.array([10.0, 11.0, 12.0, 30.0, 60.0])
    wanted = np.array([17.0, 16.5, 16.0, 14.0, 9.0])
    speed = np.array([12.0, 11.0, 12.0, 10.0, 9.0])
    days = Days(
        model, "2026-10-02T14:00", rain=rain, temperature=wanted, cloud=1.0, wind_speed=speed,
        wind_from=120.0, mixing_height=333.0,
    )  # fmt: skip
    days.step(90)
    state = days.state
    assert state.rain.tolist() == rain.tolist()
    assert state.temperature == pytest.approx(wanted)
    assert state.cloud == 1.0
    assert state.wind_speed == pytest.approx(speed)
    assert state.wind_from == pytest.approx([120.0] * 5)
    assert state.mixing_height == pytest.approx(333.0)
    assert state.rain_1h == pytest.approx(rain)
    assert (state.humidity > 85.0).all()


def test_a_scenario_that_lets_go_leaves_no_step(model: Weather) -> None:
    days = Days(model, "2026-07-16T12:00", calm=True, temperature=np.full(5, 35.0), wind_from=300.0)
    days.step()
    before = days.state.temperature.copy()
    days.city.forcing = Forcing(calm=True)
    days.step()
    assert days.state.temperature == pytest.approx(before, abs=0.2)
    days.step(12 * 60)
    fresh = Days(model, "2026-07-16T23:00", calm=True)
    fresh.step(62)
    assert days.state.temperature == pytest.approx(fresh.state.temperature, abs=0.05)


def test_imposed_halves_every_83_minutes() -> None:
    held = Imposed()
    assert held.value(10.0, 20.0) == 20.0
    values = [held.value(10.0, None) for _ in range(83)]
    assert values[-1] - 10.0 == pytest.approx(5.0, abs=0.05)


def test_calm_means_no_chance_at_all(model: Weather) -> None:
    """Two seeds give the same bytes, it does not rain, and a day like the next one."""
    a, b = (Days(model, "2026-10-02T06:00", seed=seed, calm=True) for seed in (1, 2))
    one, two = a.step(200), b.step(200)
    assert pickle.dumps(one) == pickle.dumps(two)
    assert not a.state.slow.any()
    assert not a.state.rain.any()
    assert not a.state.rain_5d.any()


def test_same_seed_same_bytes_and_a_copy_goes_on_alike(model: Weather) -> None:
    a, b = (Days(model, "2026-10-02T06:00", seed=7) for _ in range(2))
    a.step(300), b.step(300)
    kept = copy.deepcopy(a)
    assert pickle.dumps(a.step(300)) == pickle.dumps(b.step(300)) == pickle.dumps(kept.step(300))
    other = Days(model, "2026-10-02T06:00", seed=8)
    assert pickle.dumps(other.step(600)) != pickle.dumps(a.step(0) or a.step(1))


def test_a_month_of_octobers_has_the_temperatures_and_the_rain_of_the_table(model: Weather) -> None:
    """12 Octobers at midnight: T within three deviations, rain of five days within its wide chance."""
    temperature, cloud, fell = [], [], np.zeros(len(ZONES))
    for seed in range(12):
        days = Days(model, "2026-10-12T00:00", seed=seed)
        temperature.append(days.state.temperature[0])
        cloud.append(days.state.cloud)
        fell += days.state.rain_5d
    midnight = 16.9 - 3.7 * (1 - 0.6 * 0.45) * math.cos(math.pi / 4)
    assert np.mean(temperature) == pytest.approx(midnight, abs=3 * 2.0 / math.sqrt(12))
    assert 0.2 < np.mean(cloud) < 0.8
    expected = 12 * 143.0 * 5 / 31
    assert 0.4 * expected < fell[0] < 2.0 * expected
    assert fell[4] / fell[0] == pytest.approx(1.5, abs=0.1)


def test_clouds_have_the_mean_of_the_season(model: Weather) -> None:
    """N = Phi(a + b z) with a chosen so that the mean over z is the table's: 0.22 in July."""
    rng = np.random.default_rng(5)
    moment = Moment.of(datetime(2026, 7, 16, 12, tzinfo=PARIS).timestamp(), PARIS)
    drawn = [model._natural_cloud(moment, rng.standard_normal(8)) for _ in range(20_000)]
    assert np.mean(drawn) == pytest.approx(0.22, abs=0.01)


def test_mixing_height() -> None:
    assert mixing_height(0.0, 10.0) == 250.0
    assert mixing_height(1.0, 196.0) == pytest.approx(900.0)
    assert mixing_height(1.0, 196.0 + 365.25 / 2) == pytest.approx(600.0)


def test_sun_of_the_state(model: Weather) -> None:
    days = Days(model, "2026-06-21T13:31", calm=True, cloud=0.0)
    days.step()
    assert days.state.elevation == pytest.approx(69.75, abs=0.05)
    assert days.state.ghi == pytest.approx(967.3, abs=0.5)
    assert days.state.noon == pytest.approx(1.0, abs=1e-4)
    night = Days(model, "2026-06-21T01:00", calm=True)
    night.step()
    assert night.state.ghi == 0.0
    assert night.state.daylight == 0.0


def test_stations_stand_in_the_weather_of_their_zone_and_height(model: Weather) -> None:
    days = Days(model, "2026-07-16T12:00", calm=True, rain=np.full(5, 6.0))
    truth = days.step(60)
    things = {thing.id: i for i, thing in enumerate(read_city("nice").domain("weather").things)}
    isola, saint_martin = things["isola-2000"], things["saint-martin-vesubie"]
    assert truth["temperature"][saint_martin] - truth["temperature"][isola] == pytest.approx(980 * 0.006)
    assert truth["rain_1h"][isola] == pytest.approx(6.0 * 1.1)
    assert np.isnan(truth["pressure"][isola])
    assert truth["pressure"][saint_martin] == pytest.approx(
        days.state.pressure * math.exp(-970 / 8434), abs=1e-6
    )
    assert (truth["wind_gust"] > 3.6 * truth["wind_speed"])[~np.isnan(truth["wind_gust"])].all()


def test_the_step_does_not_touch_other_parts(model: Weather) -> None:
    """The order in which other models are stepped cannot matter to it."""
    alone, crowded = (Days(model, "2026-10-02T06:00", seed=4) for _ in range(2))
    crowded.city.parts["traffic"] = object()
    crowded.city.parts["water"] = {"level": 3.0}
    assert pickle.dumps(alone.step(20)) == pickle.dumps(crowded.step(20))
    assert crowded.city.parts["water"] == {"level": 3.0}
