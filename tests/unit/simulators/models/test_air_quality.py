"""The air of the city: chemistry, the ozone days, the lockdown of 2020, rain, and thirty days (science 2)."""

import copy
import pickle
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from config import catalogue
from simulators.models.air_quality import photochemistry as chemistry
from simulators.models.air_quality.model import AirQuality, AirState
from simulators.models.contract import TICK, ZONES, City, Floats, Forcing, Model, Moment, Stream
from simulators.models.weather.model import Weather
from simulators.models.weather.state import WeatherState
from tests.unit.simulators.models.storm import pack

PARIS = ZoneInfo("Europe/Paris")
Impose = Callable[[Forcing, Moment], None]


class Air:
    """Weather and air, tick by tick from a local instant; no traffic, so the demand stands in."""

    def __init__(
        self,
        city: catalogue.City,
        begins: str,
        *,
        seed: int = 0,
        calm: bool = True,
        impose: Impose | None = None,
    ) -> None:
        self.domain = city.domain("air_quality")
        self.models: list[Model] = [Weather(city), AirQuality(city)]
        self.seed, self.calm, self.impose, self.tick = seed, calm, impose, 0
        self.t = datetime.fromisoformat(begins).replace(tzinfo=PARIS).timestamp()
        now = Moment.of(self.t, PARIS)
        self.city = City(now, self._forcing(now))
        self.chance = [Stream(number) for number in range(len(self.models))]
        for model, chance in zip(self.models, self.chance, strict=True):
            model.begin(self.city, self.t, chance.at(seed, 0))

    def _forcing(self, now: Moment) -> Forcing:
        forcing = Forcing(calm=self.calm)
        if self.impose is not None:
            self.impose(forcing, now)
        return forcing

    @property
    def state(self) -> AirState:
        state: AirState = self.city.parts["air_quality"]
        return state

    @property
    def weather(self) -> WeatherState:
        state: WeatherState = self.city.parts["weather"]
        return state

    def step(self, ticks: int = 1) -> dict[str, Floats]:
        truth: dict[str, Floats] = {}
        for _ in range(ticks):
            self.tick, self.t = self.tick + 1, self.t + TICK
            self.city.now = Moment.of(self.t, PARIS)
            self.city.forcing = self._forcing(self.city.now)
            for model, chance in zip(self.models, self.chance, strict=True):
                truth = dict(model.step(self.city, self.t, chance.at(self.seed, self.tick)))
        return truth

    def hourly(self, hours: int) -> dict[str, Floats]:
        """Property -> (hours, things) means over the hours to come."""
        rows = []
        for _ in range(hours):
            ticks = [self.step() for _ in range(60)]
            rows.append({name: np.mean([tick[name] for tick in ticks], axis=0) for name in ticks[0]})
        return {name: np.array([row[name] for row in rows]) for name in rows[0]}

    def at(self, thing: str) -> int:
        return [item.id for item in self.domain.things].index(thing)


@pytest.fixture(scope="module")
def nice(tmp_path_factory: pytest.TempPathFactory) -> catalogue.City:
    return pack(tmp_path_factory.mktemp("nice"), "weather", "air_quality")


def heat(days: dict[int, tuple[float, float, float]]) -> Impose:
    """Forcing of science 2.3 by day of the year: p0, highest and half range of temperature; no clouds."""

    def impose(forcing: Forcing, now: Moment) -> None:
        p0, top, half = days[now.day_of_year]
        light = max(0.0, float(np.sin(np.pi * (now.hour - 6.0) / 15.3)))
        forcing.ozone_production = p0
        forcing.temperature = np.full(
            len(ZONES), top - half + half * np.cos(2 * np.pi * (now.hour - 15) / 24)
        )
        forcing.mixing_height = 250.0 + 650.0 * light
        forcing.cloud = 0.0
        forcing.wind_speed = np.full(len(ZONES), 1.5 + 2.5 * light)
        forcing.wind_from = 160.0

    return impose


def test_the_two_days_of_the_ozone_scenario(nice: catalogue.City) -> None:
    """Highest hourly background ozone 190.5 and 252.9 µg/m³ within 5 %, at 15 to 18 h, in quiet places."""
    first = 176
    air = Air(nice, "2026-06-25T06:00", impose=heat({first: (13, 33, 4.5), first + 1: (18.5, 34, 4.5)}))
    o3 = air.hourly(40)["o3"]
    for thing in ("arson", "botanique"):
        one, two = o3[:18, air.at(thing)], o3[18:, air.at(thing)]
        assert one.max() == pytest.approx(190.5, rel=0.05)
        assert two.max() == pytest.approx(252.9, rel=0.05)
        assert 6 + one.argmax() in (15, 16, 17)
        assert two.argmax() in (15, 16, 17)
    assert o3[8:12, air.at("promenade")].max() < o3[8:12, air.at("arson")].max()


def test_an_ordinary_july_day_without_a_scenario(nice: catalogue.City) -> None:
    """101 µg/m³ (science 2.3, T 26.6 °C) under the clouds of July, and less in October."""
    july, october = (Air(nice, f"2026-{month}-15T00:00").hourly(24)["o3"] for month in ("07", "10"))
    arson = Air(nice, "2026-07-15T00:00").at("arson")
    assert july[:, arson].max() == pytest.approx(101.5, rel=0.1)
    assert july[:, arson].max() - october[:, arson].max() > 10.0


def test_the_lockdown_of_march_2020(nice: catalogue.City) -> None:
    """AtmoSud: -70 % of NOx beside the Promenade, -50 % in the background; demand x 0.25 gives it."""

    def nox(demand: float) -> Floats:
        def impose(forcing: Forcing, now: Moment) -> None:
            forcing.demand = demand

        found = Air(nice, "2026-03-17T00:00", impose=impose).hourly(24)
        return np.asarray((found["no"] * 1.9125 / 1.247 + found["no2"]).mean(axis=0))

    air = Air(nice, "2026-03-17T00:00")
    drop = 1.0 - nox(0.25) / nox(1.0)
    assert 0.60 <= drop[air.at("promenade")] <= 0.75
    assert 0.40 <= drop[air.at("arson")] <= 0.55


def test_leighton_holds_in_what_is_published_by_day(nice: catalogue.City) -> None:
    air = Air(nice, "2026-07-15T12:00", seed=3, calm=False)
    truth = air.step(10)
    ppb = {name: truth[name] / chemistry.UG_PER_PPB[name] for name in ("no", "no2", "o3")}
    everything = ~np.isnan(ppb["no"] + ppb["no2"] + ppb["o3"])
    zones = [ZONES.index(thing.zone) for thing in air.domain.things]
    k = chemistry.titration_rate_ppb(air.weather.temperature[zones] + 273.15)
    ratio = chemistry.photolysis(air.weather.ghi) * ppb["no2"] / (k * ppb["no"] * ppb["o3"])
    assert everything.sum() >= 2
    assert ratio[everything] == pytest.approx(1.0, abs=1e-12)


def test_ozone_falls_from_the_mountains_to_the_background_to_the_kerb(nice: catalogue.City) -> None:
    air = Air(nice, "2026-07-15T07:30")
    o3 = air.hourly(1)["o3"][0]
    assert o3[air.at("promenade")] < o3[air.at("arson")] < o3[air.at("micro-saint-martin-vesubie")]


def test_the_first_hours_of_the_storm_wash_out_half_of_the_particles(nice: catalogue.City) -> None:
    """Science 12.1 at 9 h: after 1, 1 and 2 mm/h on the coast PM is halved; beside a dry day, at 12 m/s."""

    def pm10(falling: tuple[float, ...]) -> tuple[float, float]:
        def impose(forcing: Forcing, now: Moment) -> None:
            forcing.wind_speed, forcing.cloud = np.full(5, 12.0), 1.0
            forcing.rain = np.full(5, falling[min(int(now.hour) - 6, 2)])

        air = Air(nice, "2026-10-02T06:00", impose=impose)
        truth = air.step(180)
        return float(truth["pm10"][air.at("arson")]), float(truth["no2"][air.at("arson")])

    wet, dry = pm10((1.0, 1.0, 2.0)), pm10((0.0, 0.0, 0.0))
    assert wet[0] / dry[0] == pytest.approx(0.5, abs=0.15)
    assert wet[1] / dry[1] == pytest.approx(1.0, abs=0.05)


def test_the_residual_keeps_the_mean() -> None:
    """E exp(X - s²/2) = 1 for X of deviation s = 0.25."""
    x = 0.25 * np.random.default_rng(1).standard_normal(400_000)
    assert np.exp(x - 0.25**2 / 2).mean() == pytest.approx(1.0, abs=2e-3)


def test_calm_means_no_chance_at_all(nice: catalogue.City) -> None:
    one, two = (Air(nice, "2026-10-02T06:00", seed=seed).step(30) for seed in (1, 2))
    assert pickle.dumps(one) == pickle.dumps(two)


def test_same_seed_same_bytes_and_a_copy_goes_on_alike(nice: catalogue.City) -> None:
    a, b = (Air(nice, "2026-10-02T06:00", seed=5, calm=False) for _ in range(2))
    a.step(50), b.step(50)
    kept = copy.deepcopy(a)
    assert pickle.dumps(a.step(50)) == pickle.dumps(b.step(50)) == pickle.dumps(kept.step(50))
    other = Air(nice, "2026-10-02T06:00", seed=6, calm=False).step(100)
    assert pickle.dumps(other) != pickle.dumps(kept.step(0) or kept.step(1))


def test_other_models_do_not_matter_to_it(nice: catalogue.City) -> None:
    """Only weather and traffic are read: whatever else is stepped, in any order, changes nothing."""
    alone, crowded = (Air(nice, "2026-10-02T06:00", seed=4, calm=False) for _ in range(2))
    for name in ("water", "landslide", "parking"):
        crowded.city.parts[name] = object()
    assert pickle.dumps(alone.step(20)) == pickle.dumps(crowded.step(20))


def test_every_site_says_what_it_observes_and_nothing_else(nice: catalogue.City) -> None:
    air = Air(nice, "2026-10-02T08:00")
    truth = air.step()
    for item in air.domain.properties:
        observes = [item.id in thing.properties for thing in air.domain.things]
        assert np.isfinite(truth[item.id]).tolist() == observes
