"""Photovoltaics, the load of a city and the oil of a transformer (science section 7.2)."""

from typing import Any, Final

import numpy as np

from simulators.models.contract import Floats, relax
from simulators.models.demand import DayType

#: Nominal operating cell temperature, °C; loss of power for each °C above 25; what is left by cables,
#: dirt and inverter.
NOCT: Final = 45.0
LOSS: Final = 0.004
PERFORMANCE: Final = 0.86
#: °C at which heating and cooling begin, and MW for each °C beyond; MW of everything else, so that a
#: year has 3.7 TWh (560 351 inhabitants of 68 M, 450 TWh).
HEATING: Final = (15.0, 20.0)
COOLING: Final = (24.0, 8.0)
BASE: Final = 370.0
#: Everything else over the day: local hours and factors, linear between them; fewer offices at weekends.
SHAPE: Final = ((3.0, 0.72), (8.0, 1.05), (13.0, 1.00), (19.5, 1.18), (23.0, 0.90), (27.0, 0.72))
WEEKEND: Final = 0.92
#: Oil of a transformer at rated load above the air, °C, its exponent and its time, h.
RISE, EXPONENT, OIL = 55.0, 1.6, 3.0


def cell_temperature(air: Any, irradiance: Any) -> Any:
    """°C of a module in air of `air` °C under W/m² (NOCT model)."""
    return air + (NOCT - 20.0) / 800.0 * irradiance


def derating(cell: Any) -> Any:
    """Share of the rated power that a cell of that temperature in °C gives."""
    return 1.0 - LOSS * (cell - 25.0)


def photovoltaic(rated: Any, air: Any, irradiance: Any) -> Any:
    """kW of a roof of `rated` kW."""
    cell = cell_temperature(air, irradiance)
    return rated * (irradiance / 1000.0) * derating(cell) * PERFORMANCE


def load(hour: float, day: DayType, mean: float) -> float:
    """MW of the whole metropolis at a local hour, where the mean temperature of 24 h is `mean` °C."""
    hours, factors = zip(*SHAPE, strict=True)
    shape = float(np.interp(hour if hour >= hours[0] else hour + 24.0, hours, factors))
    week = WEEKEND if day in ("saturday", "holiday") else 1.0
    heating = HEATING[1] * max(0.0, HEATING[0] - mean)
    return BASE * shape * week + heating + COOLING[1] * max(0.0, mean - COOLING[0])


def oil(temperature: Floats, air: Floats, share: Floats, dt: float) -> Floats:
    """Top-oil temperature after `dt` s at a constant share of the rated load, exact, °C."""
    return np.asarray(relax(temperature, air + RISE * share**EXPONENT, 1.0 / (OIL * 3600.0), dt))
