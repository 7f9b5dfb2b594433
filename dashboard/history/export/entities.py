"""An NGSI-LD entity for each observation, in the Smart Data Models of FIWARE (science, section 11.1)."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from config.units import UNITS
from dashboard.core.readings.quality import Quality
from dashboard.history.archive import Archive, Datastream
from dashboard.history.export.provenance import QUALITIES, Provenance
from dashboard.history.export.rounds import Found, moment, text, word, write_list
from dashboard.history.export.selection import Selection

#: Unit codes of attributes that travel in another unit than they are shown in: (unit, scale) -> code.
_CODES: Final = {
    ("%", 100.0): "C62",
    ("km/h", 3.6): "MTS",
    ("mm/h", 60.0): "MMT",
    ("veh/h", 60.0): "C62",
}
_CORE: Final = "https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.8.jsonld"
_MODELS: Final = "https://raw.githubusercontent.com/smart-data-models/dataModel.{}/master/context.jsonld"
_SUBJECTS: Final = {
    "AirQualityObserved": "Environment",
    "WaterObserved": "Environment",
    "WeatherObserved": "Weather",
    "TrafficFlowObserved": "Transportation",
    "OffStreetParking": "Parking",
}


def key_values(
    archive: Archive, selection: Selection, origin: Provenance, path: Path, told: Callable[[float], None]
) -> int:
    """Entities in their simplified form, as they travel over MQTT: a list."""

    def entity(found: Found) -> bytes:
        stream = found.readings[0][0]
        body: dict[str, Any] = {**_head(found, origin), "name": stream.name}
        body["dateObserved"] = moment(found.time)
        for item, value, _ in found.readings:
            body[item.quantity.attribute] = _wire(item, value)
        if stream.position is not None:
            body["location"] = _point(stream)
        return text({**body, "source": origin.creator, "@context": _context(found)})

    return write_list(archive, selection, path, (b"[", b"\n]\n"), entity, told)


def normalised(
    archive: Archive, selection: Selection, origin: Provenance, path: Path, told: Callable[[float], None]
) -> int:
    """Entities in their full form, with units (UN/CEFACT), times and doubtful qualities: a list."""

    def entity(found: Found) -> bytes:
        first, time = found.readings[0][0], moment(found.time)
        body: dict[str, Any] = {**_head(found, origin), "name": {"type": "Property", "value": first.name}}
        body["dateObserved"] = {"type": "Property", "value": {"@type": "DateTime", "@value": time}}
        for stream, value, quality in found.readings:
            body[stream.quantity.attribute] = _property(stream, value, quality, time)
        if first.position is not None:
            body["location"] = {"type": "GeoProperty", "value": _point(first)}
        body["source"] = {"type": "Property", "value": origin.creator}
        return text({**body, "@context": _context(found)})

    return write_list(archive, selection, path, (b"[", b"\n]\n"), entity, told)


def describe(selection: Selection, origin: Provenance, path: Path) -> Path:
    """Licence and provenance, in a file beside it: an entity has no room for them."""
    beside = path.with_name(f"{path.name}-metadata.json")
    document = json.dumps(origin.document(), indent=2, ensure_ascii=False)
    beside.write_text(document + "\n", encoding="utf-8")
    return beside


def _head(found: Found, origin: Provenance) -> dict[str, str]:
    stream = found.readings[0][0]
    kind = stream.entity or "Device"
    return {"id": f"urn:ngsi-ld:{kind}:{origin.city}:{stream.thing}", "type": kind}


def _property(stream: Datastream, value: float, quality: int, time: str) -> dict[str, Any]:
    body: dict[str, Any] = {"type": "Property", "value": _wire(stream, value), "observedAt": time}
    code = "" if stream.quantity.states else _code(stream)
    if code:
        body["unitCode"] = code
    if quality != Quality.GOOD:
        body["quality"] = {"type": "Property", "value": QUALITIES[str(quality)]}
    return body


def _wire(stream: Datastream, value: float) -> float | str:
    """A display value as its attribute says it; 12 digits, more than any instrument has."""
    shown = word(stream, value)
    if isinstance(shown, str) or stream.quantity.scale == 1.0:
        return shown
    return float(f"{shown / stream.quantity.scale:.12g}")


def _code(stream: Datastream) -> str:
    unit, scale = stream.quantity.unit, stream.quantity.scale
    if scale != 1.0:
        return _CODES.get((unit, scale), "")
    return UNITS.get(unit, "") if unit else ""


def _point(stream: Datastream) -> dict[str, Any]:
    return {"type": "Point", "coordinates": stream.position}


def _context(found: Found) -> list[str]:
    subject = _SUBJECTS.get(found.readings[0][0].entity)
    return [_CORE] if subject is None else [_MODELS.format(subject), _CORE]
