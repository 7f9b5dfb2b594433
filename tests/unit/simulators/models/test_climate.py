"""Monthly tables between mid-months, three days of heat, and what a city pack may not say."""

from pathlib import Path

import numpy as np
import pytest

from config.reader import read_city
from simulators.models.contract import ModelError
from simulators.models.weather.climate import Seasons, month_of
from simulators.models.weather.heat import ThreeDays
from simulators.models.weather.model import Weather
from tests.unit.simulators.models.storm import pack


def test_tables_are_met_in_mid_month_and_linear_between() -> None:
    seasons = Seasons((0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0))
    assert seasons.at(15.5) == pytest.approx([0.0])
    assert seasons.at(196.75) == pytest.approx([6.0], abs=0.01)
    assert seasons.at((15.5 + 31 + 28.25 / 2) / 2) == pytest.approx([0.5])
    assert seasons.at(365.25) == pytest.approx(seasons.at(0.0))
    assert seasons.at(0.0) == pytest.approx([5.5])  # halfway from December's 11 to January's 0


@pytest.mark.parametrize(
    ("day", "month"), [(1, 0), (31, 0), (32, 1), (183, 6), (275, 9), (365, 11), (366, 11)]
)
def test_month_of(day: int, month: int) -> None:
    assert month_of(day) == month


def test_heat_is_the_mean_of_three_minima_and_maxima() -> None:
    """Days of 20-30, 21-31 and 22-32 °C: 21 and 31; then two hours of 18 °C in the newest day."""
    day = 25.0 - 5.0 * np.cos(2 * np.pi * np.arange(24) / 24)
    past = np.concatenate([day, day + 1, day + 2])[:, None] * np.ones(5)
    t = 500_000 * 3600.0
    heat = ThreeDays.of(t, past)
    assert (heat.low[0], heat.high[0]) == pytest.approx((21.0, 31.0))
    heat.add(t + 3600.0, np.full(5, 18.0))
    heat.add(t + 7200.0, np.full(5, 18.0))
    assert heat.low[0] == pytest.approx((20.0 + 21.0 + 18.0) / 3, abs=0.2)
    assert heat.high[0] == pytest.approx(31.0)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("altitude = 4,", "altitude = -4,", "thing nice-aeroport.model.altitude"),
        ("altitude = 4,", "altitud = 4,", 'altitud: unknown key; did you mean "altitude"?'),
        ("roughness = 0.05", "roughness = 0", "thing nice-aeroport.model.roughness"),
        ("low = [5.3", "low = [25.3", "domain.model.low[0]: must be below high"),
        ("rain = [85.0", "rain = [-85.0", "domain.model.rain[0]: is negative"),
        ("cloud = [0.45", "cloud = [1.45", "domain.model.cloud[0]: must lie between 0 and 1"),
        ("haut_pays = {", "haut_pay = {", 'domain.model.zones: says nothing about zone "haut_pays"'),
        ("sea = [13.0,", "sea = [", "domain.model.sea"),
    ],
)
def test_nonsense_is_one_line_with_thing_and_key(tmp_path: Path, old: str, new: str, line: str) -> None:
    with pytest.raises(ModelError) as error:
        Weather(pack(tmp_path, "weather", edit={old: new}))
    assert "weather.toml" in str(error.value)
    assert line in str(error.value)
    assert "\n" not in str(error.value)


def test_a_property_that_no_weather_has_is_refused(tmp_path: Path) -> None:
    pack(tmp_path, "weather")
    file = tmp_path / "weather.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("solar_radiation", "sunshine"), encoding="utf-8")
    with pytest.raises(ModelError, match="property sunshine: the model does not know it"):
        Weather(read_city(str(tmp_path)))


def test_a_city_without_one_of_the_zones_is_refused(tmp_path: Path) -> None:
    city = pack(tmp_path, "weather")
    text = (tmp_path / "city.toml").read_text(encoding="utf-8")
    (tmp_path / "city.toml").write_text(text.replace('"haut_pays"', '"mountain"'), encoding="utf-8")
    file = tmp_path / "weather.toml"
    moved = file.read_text(encoding="utf-8").replace('zone = "haut_pays"', 'zone = "mountain"')
    file.write_text(moved, encoding="utf-8")
    assert Weather(city).domain == "weather"
    with pytest.raises(ModelError, match='the weather needs a zone "haut_pays"'):
        Weather(read_city(str(tmp_path)))
