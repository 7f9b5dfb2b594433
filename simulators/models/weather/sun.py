"""Where the sun stands and how much of it reaches the ground (science section 1.2)."""

import math
from functools import lru_cache
from typing import Final

#: Zenith angle of sunrise: 90° plus refraction and the sun's half-width (NOAA solar calculator), degrees.
_RISING: Final = 90.833
_DAY: Final = 24.0


def declination(day_of_year: float, hour_utc: float) -> tuple[float, float]:
    """Declination in radians and equation of time in minutes (Spencer 1971, as NOAA writes it)."""
    g = 2.0 * math.pi / 365.0 * (day_of_year - 1.0 + (hour_utc - 12.0) / _DAY)
    c1, s1, c2, s2 = math.cos(g), math.sin(g), math.cos(2.0 * g), math.sin(2.0 * g)
    equation = 229.18 * (7.5e-5 + 0.001868 * c1 - 0.032077 * s1 - 0.014615 * c2 - 0.040849 * s2)
    angle = (
        0.006918 - 0.399912 * c1 + 0.070257 * s1 - 0.006758 * c2 + 0.000907 * s2
        - 0.002697 * math.cos(3.0 * g) + 0.00148 * math.sin(3.0 * g)
    )  # fmt: skip
    return angle, equation


def sin_elevation(latitude: float, longitude: float, day_of_year: int, hour_utc: float) -> float:
    """Sine of the sun's elevation above the horizon; degrees north and east, negative at night."""
    angle, equation = declination(day_of_year, hour_utc)
    hour_angle = math.radians((60.0 * hour_utc + equation + 4.0 * longitude) / 4.0 - 180.0)
    phi = math.radians(latitude)
    return math.sin(phi) * math.sin(angle) + math.cos(phi) * math.cos(angle) * math.cos(hour_angle)


@lru_cache(maxsize=8)
def noon(longitude: float, day_of_year: int) -> float:
    """Hour UTC at which the sun is highest."""
    _, equation = declination(day_of_year, 12.0)
    return (720.0 - 4.0 * longitude - equation) / 60.0


@lru_cache(maxsize=8)
def highest(latitude: float, longitude: float, day_of_year: int) -> float:
    """Sine of the sun's elevation when it is highest."""
    return sin_elevation(latitude, longitude, day_of_year, noon(longitude, day_of_year))


@lru_cache(maxsize=8)
def sunrise_sunset(latitude: float, longitude: float, day_of_year: int) -> tuple[float, float]:
    """Hours UTC of sunrise and sunset; twelve hours about noon at most, none in a polar night."""
    angle, _ = declination(day_of_year, 12.0)
    phi = math.radians(latitude)
    cosine = math.cos(math.radians(_RISING)) / (math.cos(phi) * math.cos(angle))
    cosine -= math.tan(phi) * math.tan(angle)
    half = math.degrees(math.acos(min(1.0, max(-1.0, cosine)))) / 15.0
    middle = noon(longitude, day_of_year)
    return middle - half, middle + half


def daylight(hour_utc: float, sunrise: float, sunset: float) -> float:
    """Sine of the day: 0 at night, 1 halfway from sunrise to sunset."""
    since = (hour_utc - sunrise) % _DAY
    length = sunset - sunrise
    return math.sin(math.pi * since / length) if since < length else 0.0


def clear_sky(sine: float) -> float:
    """Global horizontal irradiance under a clear sky, W/m² (Haurwitz 1945); 0 below the horizon."""
    return 1098.0 * sine * math.exp(-0.059 / sine) if sine > 0.0 else 0.0


def cloud_transmission(cloud: float) -> float:
    """Share of the clear-sky irradiance under a cloud fraction 0-1 (Kasten and Czeplak 1980)."""
    return float(1.0 - 0.75 * cloud**3.4)
