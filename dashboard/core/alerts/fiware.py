"""An alarm as an entity of the FIWARE Smart Data Model Alert, key-values form."""

import math
from typing import Any

from config.catalogue import City
from config.wire import iso
from dashboard.core.alarms.event import INSTRUMENT_KINDS, Alarm, Priority
from dashboard.core.alerts.subject import catalogued, deadly, subject_of

_SEVERITY = {
    Priority.NONE: "informational",
    Priority.ADVISORY: "low",
    Priority.WARNING: "medium",
    Priority.ALARM: "high",
}


def alert_entity(city: City, alarm: Alarm) -> dict[str, Any] | None:
    """The Alert of an alarm that was raised; None for one that never was, or is about an instrument.

    The model's required attributes are id, type, alertSource, category and dateIssued (science,
    section 11.1); a landslide has no subCategory there.
    """
    if math.isnan(alarm.raised) or alarm.kind in INSTRUMENT_KINDS:
        return None
    domain_id, thing_id, _ = alarm.datastream.split("/", 2)
    subject, (thing, item) = subject_of(alarm), catalogued(city, alarm)
    domain = city.by_id.get(domain_id)
    name = alarm.id.replace("/", ":").replace("#", ":")
    entity: dict[str, Any] = {
        "id": f"urn:ngsi-ld:Alert:{city.id}:{name}:{alarm.raised:.0f}",
        "type": "Alert",
        "category": subject.fiware,
        "severity": "critical" if deadly(alarm) else _SEVERITY[alarm.priority],
        "dateIssued": iso(alarm.raised),
        "alertSource": f"urn:ngsi-ld:{domain.entity if domain else 'Thing'}:{city.id}:{thing_id}",
        "description": next(iter(alarm.todo.values()), ""),
        "data": {
            "state": alarm.state.value,
            "kind": alarm.kind,
            "value": None if math.isnan(alarm.value) else alarm.value,
            "threshold": None if math.isnan(alarm.threshold) else alarm.threshold,
            "unit": item.unit if item else "",
        },
        "simulated": True,
    }
    if subject.detail:
        entity["subCategory"] = subject.detail
    if thing is not None:
        entity["location"] = {"type": "Point", "coordinates": list(thing.position)}
    if not math.isnan(alarm.cleared):
        entity["validTo"] = iso(alarm.cleared)
    return entity
