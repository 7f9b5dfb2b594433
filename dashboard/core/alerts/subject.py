"""What an alarm is about in the terms of other systems: categories of CAP and FIWARE, words, extent."""

from dataclasses import dataclass, replace
from typing import Final

from config.catalogue import City, Property, Text, Thing
from dashboard.core.alarms.event import INSTRUMENT_KINDS, Alarm, Priority


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of event (science, sections 11.1 and 11.4)."""

    cap: str  #: CAP 1.2 category
    fiware: str  #: category of the FIWARE Alert model
    detail: str  #: its subCategory, "" where the model has none that fits
    event: Text
    radius: float  #: of the place that it concerns, km; our own choice


_AIR: Final = Subject(
    "Env", "environment", "airPollution", {"fr": "Pollution de l’air", "en": "Air pollution"}, 3.0
)
_WATER: Final = Subject(
    "Env", "environment", "waterPollution", {"fr": "Qualité de l’eau", "en": "Water quality"}, 1.0
)
_FLOOD: Final = Subject("Met", "naturalDisaster", "flood", {"fr": "Crue", "en": "Flood"}, 2.0)
_BATHING: Final = Subject(
    "Health", "health", "bacteria", {"fr": "Eau de baignade", "en": "Bathing water"}, 0.5
)
_SLOPE: Final = Subject("Geo", "naturalDisaster", "", {"fr": "Glissement de terrain", "en": "Landslide"}, 1.0)
_TRAFFIC: Final = Subject("Transport", "traffic", "trafficJam", {"fr": "Circulation", "en": "Traffic"}, 0.5)
_PARKING: Final = Subject("Transport", "traffic", "", {"fr": "Stationnement", "en": "Parking"}, 0.3)
_WEATHER: Final = Subject("Met", "weather", "", {"fr": "Intempéries", "en": "Severe weather"}, 10.0)
_NETWORK: Final = Subject("Infra", "", "", {"fr": "Réseau de capteurs", "en": "Sensor network"}, 0.1)
_OTHER: Final = Subject("Other", "environment", "", {"fr": "Alerte", "en": "Alert"}, 1.0)

_OF_DOMAIN: Final = {
    "air_quality": _AIR, "water": _WATER, "landslide": _SLOPE, "traffic": _TRAFFIC, "parking": _PARKING,
    "weather": _WEATHER,
}  # fmt: skip
_OF_PROPERTY: Final = {
    ("water", "discharge"): _FLOOD,
    ("water", "water_level"): _FLOOD,
    ("water", "e_coli"): _BATHING,
    ("water", "enterococci"): _BATHING,
    ("weather", "wind_gust"): replace(_WEATHER, detail="wind"),
    ("weather", "rain_1h"): replace(_WEATHER, detail="rainfall"),
    ("weather", "rain_24h"): replace(_WEATHER, detail="rainfall"),
    ("weather", "heat_min"): replace(_WEATHER, detail="heatWave"),
    ("weather", "heat_max"): replace(_WEATHER, detail="heatWave"),
}
#: Where a red alarm means danger to life (science, section 11.4).
_DEADLY: Final = frozenset(
    {("landslide", "factor_of_safety"), ("water", "discharge"), ("water", "water_level")}
)


def subject_of(alarm: Alarm) -> Subject:
    """What it is about."""
    if alarm.kind in INSTRUMENT_KINDS:
        return _NETWORK
    domain, _, name = alarm.datastream.split("/", 2)
    return _OF_PROPERTY.get((domain, name)) or _OF_DOMAIN.get(domain) or _OTHER


def deadly(alarm: Alarm) -> bool:
    """Whether it means danger to life."""
    domain, _, name = alarm.datastream.split("/", 2)
    known = (domain, name) in _DEADLY or alarm.kind == "failure"
    return alarm.priority is Priority.ALARM and alarm.kind not in INSTRUMENT_KINDS and known


def catalogued(city: City, alarm: Alarm) -> tuple[Thing | None, Property | None]:
    """The thing and the property of an alarm where the catalogue has them."""
    domain_id, thing_id, name = alarm.datastream.split("/", 2)
    domain = city.by_id.get(domain_id)
    if domain is None:
        return None, None
    thing = next((item for item in domain.things if item.id == thing_id), None)
    return thing, next((item for item in domain.properties if item.id == name), None)
