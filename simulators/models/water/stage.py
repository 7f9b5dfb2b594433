"""Discharge -> depth of a channel by Manning's equation, SI units."""

import numpy as np

from simulators.models.contract import Floats


def depth(
    discharge: Floats | float, width: Floats | float, slope: Floats | float, roughness: Floats | float
) -> Floats:
    """Depth in m of `discharge` m³/s in a channel much wider than deep: h = (Q n / (W √S₀))^0.6."""
    return np.asarray((discharge * roughness / (width * np.sqrt(slope))) ** 0.6)
