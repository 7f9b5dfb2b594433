"""The normal distribution against scipy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from simulators.models import normal


@given(st.floats(-7.0, 7.0))
def test_distribution(x: float) -> None:
    assert normal.cdf(x) == pytest.approx(special.ndtr(x), rel=1e-12)
    assert normal.survival_exponent(x) == pytest.approx(-special.log_ndtr(-x), rel=1e-9)


@given(st.floats(0.001, 0.999))
def test_quantile(chance: float) -> None:
    assert normal.quantile(chance) == pytest.approx(special.ndtri(chance), rel=1e-9, abs=1e-12)
