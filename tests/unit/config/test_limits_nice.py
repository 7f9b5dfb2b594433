"""Every row of section 9 of the science is configuration: its thresholds, deadband and delays, row by row."""

from typing import NamedTuple

import pytest

from config.catalogue import Limit
from config.reader import read_city

CITY = read_city("nice")
MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
NO = None


class Row(NamedTuple):
    """One limit, as the table has it; delays in seconds."""

    domain: str
    property: str
    kind: str
    steps: tuple[float | None, float | None, float | None]  #: advisory, warning, alarm
    deadband: float
    on: float
    off: float
    average: float | None = None
    over: float | None = None
    days: int = 1


ROWS = [
    Row("air_quality", "o3", "high", (180, 240, 360), 9, 0, HOUR, HOUR),
    Row("air_quality", "o3", "high", (NO, NO, 300), 15, 3 * HOUR, HOUR, HOUR),
    Row("air_quality", "o3", "high", (NO, 180, NO), 0, 0, DAY, HOUR, days=2),
    Row("air_quality", "o3", "high", (NO, NO, 180), 0, 0, DAY, HOUR, days=4),
    Row("air_quality", "no2", "high", (200, NO, NO), 10, 0, HOUR, HOUR),
    Row("air_quality", "no2", "high", (NO, 400, NO), 20, 3 * HOUR, HOUR, HOUR),
    Row("air_quality", "no2", "high", (NO, NO, 200), 0, 0, DAY, HOUR, days=3),
    Row("air_quality", "pm10", "high", (50, 80, NO), 2.5, 0, DAY, DAY),
    Row("air_quality", "pm10", "high", (NO, NO, 50), 0, 0, DAY, DAY, days=2),
    Row("air_quality", "so2", "high", (300, NO, NO), 15, 0, HOUR, HOUR),
    Row("air_quality", "so2", "high", (NO, 500, NO), 25, 3 * HOUR, HOUR, HOUR),
    Row("water", "water_level", "rate", (0.3, 0.5, 1.0), 0.1, 10 * MINUTE, 30 * MINUTE, over=HOUR),
    Row("weather", "rain_1h", "high", (15, 30, 50), 5, 0, HOUR),
    Row("weather", "rain_3h", "high", (30, 60, 100), 6, 0, HOUR),
    Row("weather", "rain_24h", "high", (50, 100, 200), 10, 0, HOUR),
    Row("water", "e_coli", "high", (500, 1000, 10000), 100, 0, 6 * HOUR),
    Row("water", "enterococci", "high", (NO, 370, NO), 74, 0, 6 * HOUR),
    Row("water", "ph", "low", (6.7, 6.5, 6.0), 0.1, 5 * MINUTE, 15 * MINUTE),
    Row("water", "ph", "high", (8.8, 9.0, 9.5), 0.1, 5 * MINUTE, 15 * MINUTE),
    Row("water", "conductivity", "low", (250, 200, NO), 20, 10 * MINUTE, 30 * MINUTE),
    Row("water", "conductivity", "high", (1000, 1100, NO), 20, 10 * MINUTE, 30 * MINUTE),
    Row("water", "conductivity", "rate", (NO, NO, 150), 20, 10 * MINUTE, 30 * MINUTE, over=30 * MINUTE),
    Row("water", "conductivity", "fall", (NO, NO, 150), 20, 10 * MINUTE, 30 * MINUTE, over=30 * MINUTE),
    Row("water", "turbidity", "high", (0.5, 1, 2), 0.05, 10 * MINUTE, 30 * MINUTE),
    Row("water", "chlorine", "low", (0.2, 0.1, 0.05), 0.02, 10 * MINUTE, 30 * MINUTE),
    Row("water", "dissolved_oxygen", "low", (6, 4, 3), 0.3, 20 * MINUTE, HOUR),
    Row("water", "ammonium", "high", (0.5, 2, 5), 0.05, 10 * MINUTE, HOUR),
    Row("landslide", "factor_of_safety", "low", (1.2, 1.1, 1.0), 0.03, 10 * MINUTE, 2 * HOUR),
    Row("landslide", "caine_ratio", "high", (0.5, 0.8, 1.0), 0.1, 0, 6 * HOUR),
    Row("landslide", "velocity", "high", (1, 10, 100), 0.2, HOUR, 6 * HOUR),
    Row("landslide", "velocity", "failure", (72, 48, 24), 6, 30 * MINUTE, 6 * HOUR),
    Row("parking", "occupancy", "high", (85, 90, 98), 3, 2 * MINUTE, 10 * MINUTE),
    Row("traffic", "speed", "low", (25, 20, 15), 5, 3 * MINUTE, 5 * MINUTE),
    Row("traffic", "speed", "low", (35, 28, 21), 7, 3 * MINUTE, 5 * MINUTE),
    Row("traffic", "speed", "low", (45, 36, 27), 9, 3 * MINUTE, 5 * MINUTE),
    Row("traffic", "occupancy", "high", (15, 25, 35), 3, 3 * MINUTE, 5 * MINUTE),
    Row("weather", "heat_min", "high", (22, 24, 26), 0.5, 0, DAY),
    Row("weather", "heat_max", "high", (30, 31, 33), 0.5, 0, DAY),
    Row("weather", "wind_gust", "high", (60, 80, 100), 10, 10 * MINUTE, HOUR),
]
#: Of the discharge each gauge has a row of its own: yellow, orange, red (science, section 3.4).
GAUGES = {
    "var-napoleon": (600, 1200, 2000),
    "vesubie-utelle": (80, 250, 500),
    "tinee-tour": (120, 400, 800),
    "esteron-broc": (80, 250, 450),
    "paillon-expositions": (100, 300, 500),
    "magnan-madeleine": (20, 50, 90),
    "cagne-cagnes": (30, 80, 140),
}


def row(domain: str, limit: Limit) -> Row:
    average, over = (None if item is None else float(item) for item in (limit.average, limit.over))
    return Row(
        domain, limit.property, limit.kind, limit.thresholds(), limit.deadband, float(limit.on_delay),
        float(limit.off_delay), average, over, limit.days,
    )  # fmt: skip


@pytest.mark.parametrize("wanted", ROWS, ids=lambda r: f"{r.property} {r.kind} {r.steps}")
def test_a_row_of_the_table_is_in_the_pack(wanted: Row) -> None:
    assert wanted in [row(wanted.domain, limit) for limit in CITY.domain(wanted.domain).limits]


@pytest.mark.parametrize("gauge", GAUGES)
def test_a_gauge_has_the_colours_of_vigilance(gauge: str) -> None:
    (found,) = [
        limit
        for limit in CITY.domain("water").limits
        if limit.property == "discharge" and gauge in limit.things
    ]
    assert found.thresholds() == GAUGES[gauge]
    assert (found.on_delay, found.off_delay) == (10 * MINUTE, HOUR)
    assert found.deadband == pytest.approx(GAUGES[gauge][1] / 10.0, abs=0.5)


def test_every_limit_of_the_pack_says_what_to_do_in_both_languages() -> None:
    for domain in CITY.domains:
        for limit in domain.limits:
            told = {language: limit.todo[language] for language in ("fr", "en")}
            assert all(len(text) > 20 and text.endswith(".") for text in told.values()), (domain.id, told)


def test_silence_is_a_technicians_job_until_it_takes_many_sensors_away() -> None:
    assert CITY.silence.thing.thresholds()[:2] == (2.0, 15.0)
    assert CITY.silence.gateway.thresholds() == (2.0, 5.0, 15.0)


def test_the_same_event_is_one_alarm() -> None:
    """The groups of the pack (docs/alarms.md): name -> by what."""
    found = {
        (limit.group.name, limit.group.by)
        for domain in CITY.domains
        for limit in domain.limits
        if limit.group is not None
    }
    assert found >= {
        ("jam", "stem"), ("rise", "stem"), ("bathing", "domain"), ("works", "domain"), ("rain", "zone"),
        ("gust", "zone"), ("caine", "domain"), ("var_mouth", "domain"),
    }  # fmt: skip
