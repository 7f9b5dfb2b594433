"""Rain -> effective rain by the curve-number method of the US Soil Conservation Service (NEH-4, 1972)."""

from typing import Final

import numpy as np

from simulators.models.contract import Floats

#: An event ends after so many seconds with less than this rain, mm/h.
DRY_SPELL: Final = 24 * 3600.0
DRY_RAIN: Final = 0.1


def retention(curve_number: Floats | float) -> Floats:
    """Potential retention S in mm of a soil with this curve number, 0 < CN <= 100."""
    return np.asarray(25400.0 / curve_number - 254.0)


def wetness(rain_5d: Floats) -> Floats:
    """Factor on S from the rain of the five days before, mm: 1.3 when dry, 0.7 from 50 mm on.

    It is 1 at 25 mm: the wetness for which the catalogue's curve numbers are meant.
    """
    return 1.3 - 0.6 * np.minimum(1.0, rain_5d / 50.0)


def runoff(rain: Floats | float, retention: Floats | float) -> Floats:
    """Runoff Q in mm of an event with `rain` mm so far: (P - Ia)² / (P + 0.8 S), with Ia = 0.2 S."""
    excess = np.maximum(np.asarray(rain, dtype=float) - 0.2 * retention, 0.0)
    # P + 0.8 S is the excess + S, and nothing divided by nothing is no runoff
    share = np.divide(excess, excess + retention, out=np.zeros(excess.shape), where=excess > 0.0)
    return np.asarray(excess * share)
