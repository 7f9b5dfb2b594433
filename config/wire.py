"""Messages <-> bytes: the only file that knows the JSON of the agreement."""

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any, Final

import msgspec

from config import topics
from config.catalogue import City, Domain, Thing
from config.messages import (
    AnnouncedProperty,
    Birth,
    Clock,
    Command,
    Malformed,
    Message,
    Observation,
    ScenarioState,
    Status,
    Truth,
)

#: Larger payloads are not looked at.
MAX_PAYLOAD: Final = 1 << 20
#: A stranger's thing may bring so many numbers of its own.
MAX_OTHERS: Final = 16
_MAX_TOPICS: Final = 65_536
_NAN: Final = float("nan")
#: Attributes that FIWARE entities share and that carry no reading.
_COMMON: Final = (
    "location", "address", "refDevice", "source", "dataProvider", "name", "alternateName", "owner",
    "areaServed", "dateCreated", "dateModified", "seeAlso", "description", "@context",
)  # fmt: skip
#: Times outside 1970 to 2200 are a broken clock, not an observation.
_LATEST: Final = 7_258_118_400.0


def iso(time: float) -> str:
    """Seconds since 1970 -> `2026-11-22T20:00:00.000Z`."""
    return datetime.fromtimestamp(time, UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


def seconds(moment: datetime) -> float:
    """An instant -> seconds since 1970; one without a zone is taken as UTC."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


class Encoder:
    """Messages of one city -> (topic, payload)."""

    def __init__(self, city: City) -> None:
        self._city = city
        self._json = msgspec.json.Encoder()
        self._heads: dict[tuple[str, str], tuple[str, str, str]] = {}
        self._columns = {domain.id: _columns(domain) for domain in city.domains}

    def observation(
        self, domain: Domain, thing: str, time: float, values: Sequence[float], seq: int
    ) -> tuple[str, bytes]:
        """`values` in the order of the domain's properties, in display units; NaN is left out."""
        key = (domain.id, thing)
        head = self._heads.get(key)
        if head is None:
            entity = f"urn:ngsi-ld:{domain.entity}:{self._city.id}:{thing}"
            head = (topics.observation(self._city.id, *key), entity, domain.entity)
            self._heads[key] = head
        topic, entity, kind = head
        body: dict[str, Any] = {"id": entity, "type": kind, "dateObserved": iso(time)}
        for (attribute, scale, digits, states), value in zip(self._columns[domain.id], values, strict=True):
            if value == value:  # not NaN
                if states:
                    body[attribute] = states[int(value)]
                else:
                    body[attribute] = value if scale == 1.0 else round(value / scale, digits)
        body["seq"] = seq
        body["simulated"] = True
        return topic, self._json.encode(body)

    def birth(self, domain: Domain, thing: Thing) -> tuple[str, bytes]:
        """What a thing says of itself when it comes."""
        properties = {
            item.attribute: {"property": item.id, "unit": item.unit, "range": list(item.range)}
            for item in (domain.property(name) for name in thing.properties)
        }
        body = {
            "id": f"urn:ngsi-ld:{domain.entity}:{self._city.id}:{thing.id}",
            "type": domain.entity,
            "name": thing.name,
            "location": list(thing.position),
            "approximate": thing.approximate,
            "properties": properties,
            "simulated": True,
        }
        return topics.birth(self._city.id, domain.id, thing.id), self._json.encode(body)

    def clock(self, clock: Clock) -> tuple[str, bytes]:
        """The simulated clock beside the wall clock."""
        body = {
            "time": iso(clock.time),
            "wall": iso(clock.wall),
            "speed": clock.speed,
            "running": clock.running,
        }
        return topics.clock(self._city.id), self._json.encode(body)

    def scenario(self, state: ScenarioState) -> tuple[str, bytes]:
        """The running scenario."""
        body = msgspec.to_builtins(state)
        body["begins"] = None if state.begins is None else iso(state.begins)
        return topics.scenario(self._city.id), self._json.encode(body)

    def truth(self, truth: Truth) -> tuple[str, bytes]:
        """Ground truth."""
        body = msgspec.to_builtins(truth)
        body["begins"] = iso(truth.begins)
        body["ends"] = None if truth.ends is None else iso(truth.ends)
        return topics.truth(self._city.id), self._json.encode(body)

    def command(self, command: Command) -> tuple[str, bytes]:
        """An order to the simulators."""
        return topics.command(self._city.id, command.verb), self._json.encode(dict(command.arguments))


class Decoder:
    """(topic, payload) -> messages of one city.

    `irregular` counts, by kind, what was odd and yet understood: numbers as text, unknown attributes.
    """

    def __init__(self, city: City) -> None:
        self.irregular: Counter[str] = Counter()
        self._city = city
        self._domains = {domain.id: _DomainDecoder(domain) for domain in city.domains}
        self._topics: dict[str, tuple[_DomainDecoder | None, str, str]] = {}

    def decode(self, topic: str, payload: bytes) -> Message:
        """One message, or Malformed with the kind of what is wrong; never anything else."""
        known = self._topics.get(topic)
        if known is None:
            levels = topics.levels(topic)
            if len(levels) != 4 or levels[0] != self._city.id or levels[1] != topics.OBSERVATION:
                return self._decode_other(levels, payload)
            known = (self._domains.get(levels[2]), levels[2], levels[3])
            if not known[1] or not known[2]:
                raise Malformed("topic", topic)
            if len(self._topics) < _MAX_TOPICS:
                self._topics[topic] = known
        decoder, domain, thing = known
        if decoder is None:
            return _decode_stranger(domain, thing, payload)
        return decoder.decode(thing, payload, self.irregular)

    def _decode_other(self, levels: list[str], payload: bytes) -> Message:
        match levels:
            case [city, *_] if city != self._city.id:
                raise Malformed("topic", "/".join(levels))
            case [_, topics.THING, domain, thing] if domain and thing:
                return _decode_birth(domain, thing, payload)
            case [_, topics.STATUS, client]:
                return Status(client, _text(payload).strip() == "online")
            case [_, topics.CLOCK]:
                return _decode_clock(_json_object(payload))
            case [_, topics.SCENARIO]:
                return _decode_scenario(_json_object(payload))
            case [_, topics.TRUTH]:
                return _decode_truth(_json_object(payload))
            case [_, topics.COMMAND, verb]:
                return Command(verb, _json_object(payload) if payload else {})
        raise Malformed("topic", "/".join(levels))


class _DomainDecoder:
    """Observations of one domain: a typed fast path, and a patient one for what is odd."""

    def __init__(self, domain: Domain) -> None:
        self._domain = domain.id
        self._columns = _columns(domain)
        self._words = [{word: float(i) for i, word in enumerate(states)} for _, _, _, states in self._columns]
        self._plain = all(scale == 1.0 and not states for _, scale, _, states in self._columns)
        self._known = {attribute for attribute, *_ in self._columns} | {
            "id",
            "type",
            "dateObserved",
            "seq",
            "simulated",
        }
        fields: list[tuple[Any, ...]] = [
            ("dateObserved", datetime),
            ("id", str, ""),
            ("type", str, ""),
            ("seq", int, -1),
            ("simulated", bool, False),
        ]
        rename = {}
        for number, (attribute, _, _, states) in enumerate(self._columns):
            field = f"column_{number}"
            rename[field] = attribute
            fields.append((field, str | bool | None if states else float | None, None))
        for number, attribute in enumerate(_COMMON):
            rename[f"common_{number}"] = attribute
            fields.append((f"common_{number}", msgspec.Raw, msgspec.Raw(b"null")))
        shape = msgspec.defstruct(
            "Wire", fields, kw_only=True, forbid_unknown_fields=True, gc=False, rename=rename
        )
        self._decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(shape)
        names = [f"column_{number}" for number in range(len(self._columns))]
        self._values = _attribute_tuple(names)

    def decode(self, thing: str, payload: bytes, irregular: Counter[str]) -> Observation:
        if len(payload) > MAX_PAYLOAD:
            raise Malformed("too_large", f"{len(payload)} bytes")
        try:
            body = self._decoder.decode(payload)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError):
            return self._decode_patiently(thing, payload, irregular)
        moment = body.dateObserved
        if moment.tzinfo is None:
            irregular["time_without_zone"] += 1
        time = seconds(moment)
        if not 0.0 <= time < _LATEST:
            raise Malformed("time", iso(0))
        values = self._values(body)
        if not self._plain or None in values:
            values = self._convert(values, irregular)
        return Observation(self._domain, thing, time, values, body.seq)

    def _convert(self, raw: Sequence[Any], irregular: Counter[str]) -> tuple[float, ...]:
        """Wire values in column order -> display values."""
        values = []
        for value, (_, scale, _, states), words in zip(raw, self._columns, self._words, strict=True):
            if value is None:
                values.append(_NAN)
            elif states:
                word = str(value).lower() if isinstance(value, bool) else str(value)
                if word not in words:
                    irregular["unknown_state"] += 1
                values.append(words.get(word, _NAN))
            else:
                values.append(value * scale)
        return tuple(values)

    def _decode_patiently(self, thing: str, payload: bytes, irregular: Counter[str]) -> Observation:
        body = _json_object(payload)
        time = _time(body.get("dateObserved"))
        raw: list[Any] = []
        for attribute, _, _, states in self._columns:
            value = body.get(attribute)
            if isinstance(value, Mapping) and "value" in value:  # NGSI-LD normalised form
                value = value["value"]
            raw.append(value if states or value is None else _number(attribute, value, irregular))
        seq = body.get("seq", -1)
        if not isinstance(seq, int) or isinstance(seq, bool):
            irregular["bad_seq"] += 1
            seq = -1
        if any(name not in self._known and name not in _COMMON for name in body):
            irregular["unknown_attribute"] += 1
        return Observation(self._domain, thing, time, self._convert(raw, irregular), seq)


def _attribute_tuple(names: list[str]) -> Any:
    """A function struct -> tuple of those attributes."""
    if len(names) == 1:
        single = attrgetter(names[0])
        return lambda body: (single(body),)
    return attrgetter(*names)


def _columns(domain: Domain) -> list[tuple[str, float, int, tuple[str, ...]]]:
    """Per property: attribute, scale, digits after the point on the wire, states."""
    columns = []
    for item in domain.properties:
        digits = max(0, item.decimals + math.ceil(math.log10(abs(item.scale))))
        columns.append((item.attribute, item.scale, digits + 1, item.states))
    return columns


def _text(payload: bytes) -> str:
    if len(payload) > MAX_PAYLOAD:
        raise Malformed("too_large", f"{len(payload)} bytes")
    try:
        return payload.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Malformed("not_utf8", str(error)) from None


def _json_object(payload: bytes) -> dict[str, Any]:
    """A JSON object, patiently; NaN is read, because `wire.md` gives it a meaning."""
    text = _text(payload)
    if not text.strip():
        raise Malformed("empty")
    try:
        body = json.loads(text)
    except RecursionError:
        raise Malformed("too_deep") from None
    except ValueError as error:
        raise Malformed("not_json", str(error)) from None
    if not isinstance(body, dict):
        raise Malformed("not_an_object", type(body).__name__)
    return body


def _number(attribute: str, value: object, irregular: Counter[str]) -> float | None:
    """A JSON value as a finite number, None for "not measured"."""
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            raise Malformed("not_a_number", f"{attribute}: {value[:40]!r}") from None
        irregular["number_as_text"] += 1
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Malformed("not_a_number", f"{attribute}: {type(value).__name__}")
    try:
        number = float(value)
    except OverflowError:
        raise Malformed("not_finite", attribute) from None
    if math.isinf(number):
        raise Malformed("not_finite", attribute)
    return None if math.isnan(number) else number


def _time(value: object) -> float:
    """An ISO 8601 time or a number of seconds since 1970."""
    if isinstance(value, Mapping) and "value" in value:
        value = value["value"]
    if isinstance(value, Mapping):
        value = value.get("@value")
    if value is None:
        raise Malformed("no_time")
    try:
        if isinstance(value, str):
            time = seconds(datetime.fromisoformat(value))
        else:
            time = float(value)  # type: ignore[arg-type]
    except (ValueError, TypeError, OverflowError):
        raise Malformed("time", repr(value)[:60]) from None
    if not 0.0 <= time < _LATEST:  # also refuses NaN
        raise Malformed("time", repr(value)[:60])
    return time


def _decode_stranger(domain: str, thing: str, payload: bytes) -> Observation:
    """A thing of a domain that the catalogue does not know: its finite numbers, under their own names."""
    body = _json_object(payload)
    time = _time(body.get("dateObserved"))
    seq = body.get("seq", -1)
    others: dict[str, float] = {}
    for name, value in body.items():
        plain = isinstance(value, int | float) and not isinstance(value, bool)
        if name != "seq" and plain and math.isfinite(value) and len(others) < MAX_OTHERS:
            others[name] = float(value)
    return Observation(domain, thing, time, (), seq if isinstance(seq, int) else -1, others)


def _decode_birth(domain: str, thing: str, payload: bytes) -> Birth:
    if not payload:
        return Birth(domain, thing, removed=True)
    body = _json_object(payload)
    position = body.get("location")
    if isinstance(position, dict):  # GeoJSON point
        position = position.get("coordinates")
    place = _pair(position)
    if place is not None and not (-180 <= place[0] <= 180 and -90 <= place[1] <= 90):
        place = None
    announced = body.get("properties")
    properties = {}
    for attribute, item in announced.items() if isinstance(announced, dict) else ():
        if isinstance(item, dict):
            properties[str(item.get("property") or attribute)[:64]] = AnnouncedProperty(
                str(attribute)[:64], str(item.get("unit", ""))[:16], _pair(item.get("range"))
            )
    return Birth(domain, thing, str(body.get("name") or thing)[:120], place, properties)


def _pair(value: object) -> tuple[float, float] | None:
    """Two finite numbers, or None."""
    if isinstance(value, list) and len(value) >= 2 and all(isinstance(x, int | float) for x in value[:2]):
        pair = (float(value[0]), float(value[1]))
        return pair if all(map(math.isfinite, pair)) else None
    return None


def _decode_clock(body: dict[str, Any]) -> Clock:
    speed = body.get("speed", 1.0)
    if isinstance(speed, bool) or not isinstance(speed, int | float) or not 0 < speed <= 1e6:
        raise Malformed("clock", f"speed {speed!r}"[:60])
    running = body.get("running", True) is True
    return Clock(_time(body.get("time")), _time(body.get("wall")), float(speed), running)


def _decode_scenario(body: dict[str, Any]) -> ScenarioState:
    begins = None if body.get("begins") is None else _time(body["begins"])
    try:
        return msgspec.convert({**body, "begins": begins}, ScenarioState)
    except msgspec.ValidationError as error:
        raise Malformed("scenario", str(error)) from None


def _decode_truth(body: dict[str, Any]) -> Truth:
    ends = None if body.get("ends") is None else _time(body["ends"])
    try:
        return msgspec.convert({**body, "begins": _time(body.get("begins")), "ends": ends}, Truth)
    except msgspec.ValidationError as error:
        raise Malformed("truth", str(error)) from None
