"""The FIWARE Alert entity against the model's own lists (science, section 11.1)."""

import json
from dataclasses import replace

import pytest

from dashboard.core.alarms.event import Alarm, AlarmState, Priority
from dashboard.core.alerts.fiware import alert_entity
from tests.small_city import city, domain, limit, quantity, thing
from tests.town import NAN, START

PLACE = city(
    domain([thing("paillon", ("discharge",))], [limit("discharge", alarm=500.0)], [quantity("discharge")]),
    domain([thing("arson", ("no2",))], (), [quantity("no2")], name="air_quality"),
)
FLOOD = Alarm(
    "water/paillon/discharge",
    "water/paillon/discharge",
    "high",
    Priority.ALARM,
    AlarmState.UNACKNOWLEDGED,
    START,
    NAN,
    NAN,
    571.0,
    500.0,
    {"fr": "Fermer", "en": "Close"},
)
CATEGORIES = {"traffic", "naturalDisaster", "weather", "environment", "health", "security", "agriculture"}
SEVERITIES = {"informational", "low", "medium", "high", "critical"}
#: Those of the model's list that we use.
DETAILS = {
    "airPollution",
    "waterPollution",
    "flood",
    "bacteria",
    "trafficJam",
    "wind",
    "rainfall",
    "heatWave",
}


def test_a_flood() -> None:
    assert alert_entity(PLACE, FLOOD) == {
        "id": "urn:ngsi-ld:Alert:town:water:paillon:discharge:1790913600",
        "type": "Alert",
        "category": "naturalDisaster",
        "subCategory": "flood",
        "severity": "critical",
        "dateIssued": "2026-10-02T04:00:00.000Z",
        "alertSource": "urn:ngsi-ld:WaterObserved:town:paillon",
        "description": "Fermer",
        "location": {"type": "Point", "coordinates": [7.26, 43.7]},
        "data": {"state": "unacknowledged", "kind": "high", "value": 571.0, "threshold": 500.0, "unit": "m"},
        "simulated": True,
    }


def test_its_end() -> None:
    entity = alert_entity(PLACE, replace(FLOOD, cleared=START + 60.0, state=AlarmState.RETURNED))
    assert entity is not None
    assert entity["validTo"] == "2026-10-02T04:01:00.000Z"


@pytest.mark.parametrize("priority", list(Priority))
@pytest.mark.parametrize(
    "datastream",
    [
        "air_quality/arson/no2",
        "landslide/x/factor_of_safety",
        "traffic/x/speed",
        "parking/x/free",
        "weather/x/wind_gust",
        "weather/x/rain_1h",
        "weather/x/heat_min",
        "weather/x/temperature",
        "water/x/e_coli",
        "water/x/turbidity",
        "unheard/of/this",
    ],
)
def test_words_are_those_of_the_model(datastream: str, priority: Priority) -> None:
    entity = alert_entity(
        PLACE, replace(FLOOD, id=datastream, datastream=datastream, priority=priority, value=NAN)
    )
    assert entity is not None
    assert {"id", "type", "alertSource", "category", "dateIssued"} <= set(entity)
    assert entity["category"] in CATEGORIES
    assert entity["severity"] in SEVERITIES
    assert entity.get("subCategory", "flood") in DETAILS
    json.dumps(entity, allow_nan=False)


def test_instruments_and_calm_alarms_make_none() -> None:
    assert alert_entity(PLACE, replace(FLOOD, kind="stale")) is None
    assert alert_entity(PLACE, replace(FLOOD, raised=NAN)) is None
