"""Where the sun stands, and when it next rises or sets.

The low-precision formulas of the Astronomical Almanac as Michalsky gave them (Solar Energy 40, 1988,
227-235): within 0.01 degrees from 1950 to 2050.
"""

import math
from typing import Final

_J2000: Final = 946_728_000.0  #: 2000-01-01T12:00:00Z, seconds since 1970
_DAY: Final = 86_400.0
#: The sun's upper rim is at the horizon: half its disc and the usual refraction, degrees.
HORIZON: Final = -0.833
_STEP: Final = 600.0


def elevation(time: float, longitude: float, latitude: float) -> float:
    """Height of the sun's centre above the horizon, degrees, without refraction.

    `time` in seconds since 1970, the place in degrees (WGS84).
    """
    days = (time - _J2000) / _DAY
    anomaly = math.radians(357.528 + 0.9856003 * days)
    mean = 280.460 + 0.9856474 * days
    ecliptic = math.radians(mean + 1.915 * math.sin(anomaly) + 0.020 * math.sin(2 * anomaly))
    tilt = math.radians(23.439 - 0.0000004 * days)
    ascension = math.atan2(math.cos(tilt) * math.sin(ecliptic), math.cos(ecliptic))
    declination = math.asin(math.sin(tilt) * math.sin(ecliptic))
    hour = (time % _DAY) / 3600.0
    sidereal = math.radians(15.0 * ((6.697375 + 0.0657098242 * days + hour) % 24.0) + longitude)
    angle, phi = sidereal - ascension, math.radians(latitude)
    height = math.sin(declination) * math.sin(phi)
    return math.degrees(math.asin(height + math.cos(declination) * math.cos(phi) * math.cos(angle)))


def next_crossing(time: float, longitude: float, latitude: float) -> tuple[float, bool] | None:
    """When the sun next crosses the horizon, and whether it rises; None if it does not within two days."""

    def above(at: float) -> bool:
        return elevation(at, longitude, latitude) > HORIZON

    was = above(time)
    for number in range(1, round(2 * _DAY / _STEP) + 1):
        late = time + number * _STEP
        if above(late) is not was:
            early = late - _STEP
            while late - early > 1.0:
                middle = (early + late) / 2
                early, late = (middle, late) if above(middle) is was else (early, middle)
            return late, not was
    return None
