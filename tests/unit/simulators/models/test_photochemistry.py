"""NO, NO2 and O3 against the known answers of science sections 2.2 and 2.3."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulators.models.air_quality import photochemistry as chemistry

RATE = chemistry.titration_rate_ppb(298.15)


def test_rate_constant() -> None:
    assert chemistry.titration_rate(298.15) == pytest.approx(1.960e-14, rel=5e-4)
    assert pytest.approx(4.824e-4, rel=2e-4) == RATE


def test_photolysis_follows_the_sun_and_stops_at_its_highest() -> None:
    assert [chemistry.photolysis(ghi) for ghi in (0.0, 483.5, 967.0, 1050.0)] == [0.0, 4e-3, 8e-3, 8e-3]


@pytest.mark.parametrize(
    ("nox", "ox", "j", "no2", "no", "o3"),
    [
        (40, 60, 8e-3, 26.701, 13.299, 33.299),
        (40, 60, 4e-3, 31.085, 8.915, 28.915),
        (40, 60, 0, 40.000, 0, 20.000),
        (80, 40, 0, 40.000, 40.000, 0),
        (10, 50, 8e-3, 7.207, 2.793, 42.793),
        (100, 50, 8e-3, 39.274, 60.726, 10.726),
    ],
)
def test_photostationary_state(nox: float, ox: float, j: float, no2: float, no: float, o3: float) -> None:
    got = chemistry.photostationary(np.array([nox]), np.array([ox]), j / RATE)
    assert [float(x[0]) for x in got] == pytest.approx([no, no2, o3], abs=5.1e-4)


amounts = st.floats(1e-3, 1e3)


@given(amounts, amounts, st.floats(1e-6, 8e-3))
def test_leighton_ratio_is_one_and_the_cycle_conserves(nox: float, ox: float, j: float) -> None:
    no, no2, o3 = (float(x[0]) for x in chemistry.photostationary(np.array([nox]), np.array([ox]), j / RATE))
    assert j * no2 / (RATE * no * o3) == pytest.approx(1.0, abs=1e-12)
    assert no + no2 == pytest.approx(nox, rel=1e-12)
    assert o3 + no2 == pytest.approx(ox, rel=1e-12)


@given(st.floats(0, 1e3), st.floats(0, 1e3))
def test_at_night_the_lesser_is_gone(nox: float, ox: float) -> None:
    no, no2, o3 = (float(x[0]) for x in chemistry.photostationary(np.array([nox]), np.array([ox]), 0.0))
    assert no2 == pytest.approx(min(nox, ox), rel=1e-12)
    assert (no, o3) == pytest.approx((max(nox - ox, 0.0), max(ox - nox, 0.0)), rel=1e-9, abs=1e-9)


def ozone_of_a_day(p0: float, top: float, half_range: float) -> list[float]:
    """Hourly means of background O3 in µg/m³: the exact set-up of science section 2.3, 1 spin-up day."""
    ox, hours = 30.0, np.zeros(24)  # 10 ppb more at the start of the spin-up add 0.01 µg/m³ to the maximum
    for minute in range(2 * 1440):
        h = (minute % 1440) / 60.0
        light = max(0.0, float(np.sin(np.pi * (h - 6.0) / 15.3)))
        temperature = top - half_range + half_range * float(np.cos(2 * np.pi * (h - 15) / 24))
        height = 250.0 + 650.0 * light
        ox = chemistry.regional_ox(ox, chemistry.production(p0, light, temperature), height, 60.0)
        rush = np.exp(-(((h - 8) / 1.3) ** 2)) + 0.9 * np.exp(-(((h - 18) / 2) ** 2))
        nox = 9.0 * (0.35 + 0.65 * (rush + 0.6 * np.exp(-(((h - 13) / 3) ** 2)))) * 600.0 / height
        _, _, o3 = chemistry.photostationary(np.array([nox]), np.array([ox]), 8e-3 * light / 4.8e-4)
        if minute >= 1440:
            hours[int(h)] += float(o3[0]) * 1.995 / 60.0
    return hours.tolist()


@pytest.mark.parametrize(
    ("p0", "top", "half_range", "maximum", "hour"),
    [
        (5, 26.6, 3.5, 101.5, 15),
        (9.5, 31, 4, 148.2, None),
        (13, 33, 4.5, 190.5, 16),
        (18.5, 34, 4.5, 252.9, 16),
    ],
)
def test_highest_hour_of_four_days(
    p0: float, top: float, half_range: float, maximum: float, hour: int | None
) -> None:
    day = ozone_of_a_day(p0, top, half_range)
    assert max(day) == pytest.approx(maximum, abs=0.05)
    assert hour is None or day.index(max(day)) in (hour, hour + 1)


def test_hours_of_the_information_day() -> None:
    day = ozone_of_a_day(13, 33, 4.5)
    expected = [63, 64, 75, 92, 108, 124, 140, 157, 173, 185, 190, 190, 184, 176, 163]
    assert [round(x) for x in day[6:21]] == expected


def test_hours_of_the_alert_day() -> None:
    day = ozone_of_a_day(18.5, 34, 4.5)
    assert [round(day[h]) for h in (11, 14, 15, 16, 17, 18, 19)] == [153, 226, 244, 253, 253, 246, 234]


@given(st.floats(0, 200), st.floats(0, 20), st.floats(50, 1000))
def test_two_half_steps_are_a_step_and_a_long_one_ends_at_the_target(
    ox: float, made: float, height: float
) -> None:
    whole = chemistry.regional_ox(ox, made, height, 60.0)
    halves = chemistry.regional_ox(chemistry.regional_ox(ox, made, height, 30.0), made, height, 30.0)
    assert halves == pytest.approx(whole, rel=1e-12)
    rate = 0.15 + 4e-3 * 3600 / height
    assert chemistry.regional_ox(ox, made, height, 1e9) == pytest.approx((made + 0.15 * 45) / rate)


def test_without_a_scenario_july_makes_5_ppb_an_hour_and_other_days_less() -> None:
    assert chemistry.natural_p0(1.0, 0.0) == 5.0
    october, december = chemistry.natural_p0(0.74, 0.0), chemistry.natural_p0(0.41, 0.0)
    assert 5.0 > october > december > 0.0
    assert chemistry.natural_p0(1.0, 1.0) == pytest.approx(1.25)
