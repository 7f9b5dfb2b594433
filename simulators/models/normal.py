"""The normal distribution for single numbers; the standard library has it, and starts faster than scipy."""

import math
from statistics import NormalDist
from typing import Final

_STANDARD: Final = NormalDist()


def cdf(x: float) -> float:
    """Phi(x), the chance of a standard normal number below x."""
    return 0.5 * math.erfc(-x / math.sqrt(2.0))


def quantile(chance: float) -> float:
    """The x with Phi(x) = chance, 0 < chance < 1."""
    return _STANDARD.inv_cdf(chance)


def survival_exponent(x: float) -> float:
    """-ln(1 - Phi(x)); exponentially distributed with mean 1 for a standard normal x."""
    return -math.log(cdf(-x))
