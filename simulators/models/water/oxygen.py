"""Dissolved oxygen in rivers: what water can hold, what it takes from the air, what decay uses up."""

from typing import Final

import numpy as np

from simulators.models.contract import Floats

#: Change of the decay and of the reaeration rate per °C away from 20 °C (Streeter-Phelps practice).
DECAY_THETA: Final = 1.047
AIR_THETA: Final = 1.024


def saturation(temperature: Floats | float) -> Floats:
    """Oxygen in balance with air at sea level, mg/L, in fresh water of °C (Benson and Krause, APHA)."""
    T = np.asarray(temperature) + 273.15
    log = -139.34411 + 1.575701e5 / T - 6.642308e7 / T**2 + 1.243800e10 / T**3 - 8.621949e11 / T**4
    return np.asarray(np.exp(log))


def reaeration(velocity: Floats | float, depth: Floats | float) -> Floats:
    """Rate k_a at 20 °C in 1/d at which a stream takes up oxygen (O'Connor-Dobbins 1958); m/s and m."""
    return np.asarray(3.93 * velocity**0.5 / depth**1.5)


def sag(
    load: Floats | float,
    deficit: Floats | float,
    decay: Floats | float,
    air: Floats | float,
    dt: float,
    supply: Floats | float = 0.0,
    exchange: float = 0.0,
) -> tuple[Floats, Floats]:
    """Exact step over `dt` of the oxygen demand L and the oxygen deficit D (Streeter and Phelps 1925).

    dL/dt = exchange (supply - L) - decay L and dD/dt = decay L - air D; mg/L, rates per unit of `dt`.
    Without exchange it is the classical sag of a parcel of water, with it a reach that the river
    flushes. Good for any two rates, equal ones too.
    """
    loss = decay + exchange
    resting_load = exchange * supply / loss
    resting_deficit = decay * resting_load / air
    away = load - resting_load
    fading = np.exp(-loss * dt)
    x = np.asarray((air - loss) * dt, dtype=float)
    # (1 - e^-x) / x, which is 1 where the rates are equal
    ratio = np.divide(-np.expm1(-x), x, out=np.ones(x.shape), where=np.abs(x) > 1e-12)
    new_deficit = (
        resting_deficit + (deficit - resting_deficit) * np.exp(-air * dt) + decay * away * fading * dt * ratio
    )
    return np.asarray(resting_load + away * fading), np.asarray(new_deficit)
