"""Box, street, road and plume against the known answers of science section 2.1."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad, solve_ivp

from simulators.models.air_quality import dispersion

EMISSION = np.array([1500 * 0.45e6 / 1000 / 3600])  # 1 500 veh/h of 0.45 g/km, µg/m/s


def test_emission_of_1500_vehicles_an_hour() -> None:
    assert EMISSION[0] == pytest.approx(187.5)


def test_street_canyon() -> None:
    """31 µg/m³ in still air; the example's 27 at 1.8 m/s is 26.8."""
    still, windy = (dispersion.street(EMISSION, np.array([u]), np.array([20.0]))[0] for u in (0.0, 1.8))
    assert still == pytest.approx(31.25)
    assert windy == pytest.approx(26.8, abs=0.05)


def test_open_seafront() -> None:
    across = dispersion.open_road(EMISSION, np.array([2.0]), np.array([10.0]), np.array([1.0]))
    assert across[0] == pytest.approx(7.48, abs=5e-3)
    along = dispersion.open_road(EMISSION, np.array([2.0]), np.array([10.0]), np.array([0.01]))
    assert along[0] == pytest.approx(across[0] / 0.3)


def test_port_plume() -> None:
    sigma_y, sigma_z = dispersion.briggs_urban(np.array([1000.0]))
    assert (sigma_y[0], sigma_z[0]) == pytest.approx((135.2, 122.8), abs=0.05)
    got = 10e6 * dispersion.plume(np.array([1000.0]), np.array([0.0]), np.array([40.0]), np.array([4.0]))
    assert got[0] == pytest.approx(45.4, abs=0.05)
    assert dispersion.plume(np.array([-1.0]), np.array([0.0]), np.array([40.0]), np.array([4.0])) == 0.0


@given(st.floats(50, 5000), st.floats(0, 100), st.floats(0.5, 15))
def test_the_plume_carries_all_that_is_emitted(x: float, height: float, wind: float) -> None:
    """Flux through the plane at x: the ground value, integrated over y and the reflected profile over z."""
    sigma_y, sigma_z = (float(s[0]) for s in dispersion.briggs_urban(np.array([x])))

    def ground(y: float) -> float:
        at = np.array([x]), np.array([y]), np.array([height]), np.array([wind])
        return float(dispersion.plume(*at)[0])

    across = quad(ground, -8 * sigma_y, 8 * sigma_y)[0]
    on_axis = np.exp(-((height / sigma_z) ** 2) / 2)

    def profile(z: float) -> float:
        return float(sum(np.exp(-(((z + s * height) / sigma_z) ** 2) / 2) for s in (-1, 1))) / 2

    upwards = quad(profile, 0, 8 * sigma_z + height)[0]
    if on_axis > 1e-6:
        assert wind * across / on_axis * upwards == pytest.approx(1.0, rel=1e-4)


positive = st.floats(0.01, 100)


@given(positive, positive, st.floats(50, 2000), positive, st.floats(0.5, 15))
def test_box_without_sinks_settles_at_background_plus_q_l_over_u_h(
    c: float, source: float, height: float, background: float, wind: float
) -> None:
    settled = dispersion.box(c, source, height, background, wind, 0.0, 0.0, 1e9)
    assert settled == pytest.approx(background + source * dispersion.LENGTH / (wind * height))


@given(
    positive,
    positive,
    st.floats(50, 2000),
    positive,
    st.floats(0.5, 15),
    st.floats(0, 1e-2),
    st.floats(0, 1e-3),
)
def test_two_half_steps_of_the_box_are_a_step(
    c: float, source: float, height: float, background: float, wind: float, deposition: float, rain: float
) -> None:
    def go(start: float, dt: float) -> float:
        return float(dispersion.box(start, source, height, background, wind, deposition, rain, dt))

    assert go(go(c, 30.0), 30.0) == pytest.approx(go(c, 60.0), rel=1e-12)
    settled = go(c, 1e9)
    assert min(c, settled) - 1e-9 <= go(c, 3600.0) <= max(c, settled) + 1e-9


def test_box_conserves_mass_and_agrees_with_a_numerical_integration() -> None:
    """Content after an hour = content before + emitted + blown in - blown out - deposited - washed out."""
    c0, source, height, background, wind, deposition, rain = 30.0, 1.5, 400.0, 5.0, 2.0, 4e-3, 1e-4
    lengths = dispersion.LENGTH

    def change(t: float, y: list[float]) -> list[float]:
        c = y[0]
        slope = source / height + (background - c) * wind / lengths - (deposition / height + rain) * c
        lost = (wind / lengths + deposition / height + rain) * c
        return [slope, lost]

    numeric = solve_ivp(change, (0, 3600), [c0, 0.0], rtol=1e-10, atol=1e-12).y[:, -1]
    c1 = dispersion.box(c0, source, height, background, wind, deposition, rain, 3600.0)
    assert c1 == pytest.approx(numeric[0], rel=1e-8)
    gained = (source / height + background * wind / lengths) * 3600.0
    assert c1 - c0 == pytest.approx(gained - numeric[1], rel=1e-8)


def test_washout() -> None:
    assert dispersion.washout(1.0, 8.4e-5, 0.79) == pytest.approx(8.4e-5)
    assert dispersion.washout(10.0, 8.4e-5, 0.79) == pytest.approx(8.4e-5 * 10**0.79)
    assert np.all(dispersion.washout(0.0, np.array([8.4e-5, 0.0]), np.array([0.79, 0.6])) == 0.0)
