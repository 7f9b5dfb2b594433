"""Messages <-> bytes: the only file that knows the JSON of the agreement."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice
from operator import attrgetter
from typing import Any, Final

import msgspec

from config import loose_json, topics
from config.catalogue import City, Domain, Thing
from config.messages import (
    FASTEST,
    AlarmStatus,
    AnnouncedProperty,
    Birth,
    Clock,
    Command,
    Malformed,
    Message,
    Observation,
    Progress,
    ScenarioState,
    Status,
    Truth,
)

#: A stranger's thing may bring so many numbers of its own.
MAX_OTHERS: Final = 16
#: Longer names of domains and things are refused: they must fit on a screen.
MAX_NAME: Final = 128
_MAX_TOPICS: Final = 65_536
#: A birth may announce so many properties.
_MAX_PROPERTIES: Final = 64
#: What births announce is kept if it is no longer than this, bytes.
_LONGEST_KEPT: Final = 4096
_NAN: Final = float("nan")
_PROGRESS_TIMES: Final = ("begins", "time", "ends")
_ALARM_TIMES: Final = ("raised", "cleared", "acknowledged")
#: Attributes of every observation of ours; no property may take one of these names.
RESERVED: Final = ("id", "type", "dateObserved", "seq", "simulated")
#: Attributes that FIWARE entities share and that carry no reading.
COMMON: Final = (
    "location", "address", "refDevice", "source", "dataProvider", "name", "alternateName", "owner",
    "areaServed", "dateCreated", "dateModified", "seeAlso", "description", "@context",
)  # fmt: skip


def iso(time: float) -> str:
    """Seconds since 1970 -> `2026-11-22T20:00:00.000Z`."""
    minute, rest = divmod(round(time * 1e3), 60_000)
    return f"{_minute(minute)}{rest // 1000:02d}.{rest % 1000:03d}Z"


@lru_cache(maxsize=64)
def _minute(minute: int) -> str:
    """`2026-11-22T20:00:`; observations come by the hundred in the same few minutes."""
    return datetime.fromtimestamp(minute * 60, UTC).isoformat(timespec="minutes")[:16] + ":"


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

    def progress(self, progress: Progress) -> tuple[str, bytes]:
        """How far a client is; nothing when it is done."""
        times = {name: iso(getattr(progress, name)) for name in _PROGRESS_TIMES}
        body = b"" if progress.done else self._json.encode(times)
        return topics.progress(self._city.id, progress.client), body

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
        for fault in body["faults"]:
            fault["begins"] = iso(fault["begins"])
            fault["ends"] = None if fault["ends"] is None else iso(fault["ends"])
        return topics.scenario(self._city.id), self._json.encode(body)

    def truth(self, truth: Truth) -> tuple[str, bytes]:
        """Ground truth."""
        body = msgspec.to_builtins(truth)
        body["begins"] = iso(truth.begins)
        body["ends"] = None if truth.ends is None else iso(truth.ends)
        return topics.truth(self._city.id), self._json.encode(body)

    def alarm(self, status: AlarmStatus) -> tuple[str, bytes]:
        """The state of one alarm; simulated readings make simulated alarms."""
        body = msgspec.to_builtins(status)
        for key in _ALARM_TIMES:
            body[key] = None if body[key] is None else iso(body[key])
        body["simulated"] = True
        return topics.alarm(self._city.id, status.alarm), self._json.encode(body)

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
            if not _fit(levels):
                raise Malformed("topic", loose_json.label(topic, MAX_NAME))
            known = (self._domains.get(levels[2]), levels[2], levels[3])
            if len(self._topics) < _MAX_TOPICS:
                self._topics[topic] = known
        decoder, domain, thing = known
        if decoder is None:
            return _decode_stranger(domain, thing, payload, self.irregular)
        return decoder.decode(thing, payload, self.irregular)

    def _decode_other(self, levels: list[str], payload: bytes) -> Message:
        if levels[0] == self._city.id and _fit(levels):
            match levels[1:]:
                case [topics.THING, domain, thing]:
                    return _decode_birth(domain, thing, payload)
                case [topics.STATUS, client]:
                    return Status(client, loose_json.text(payload).strip() == "online")
                case [topics.PROGRESS, client] if not payload:
                    return Progress(client, done=True)
                case [topics.PROGRESS, client]:
                    body = loose_json.json_object(payload)
                    begins, time, ends = (self._time(body, name) for name in _PROGRESS_TIMES)
                    return Progress(client, begins, time, ends)
                case [topics.CLOCK]:
                    return self._decode_clock(loose_json.json_object(payload))
                case [topics.SCENARIO]:
                    return self._decode_scenario(loose_json.json_object(payload))
                case [topics.TRUTH]:
                    return self._decode_truth(loose_json.json_object(payload))
                case [topics.ALARM, _, _, *_]:
                    return self._decode_alarm(loose_json.json_object(payload))
                case [topics.COMMAND, verb]:
                    return Command(verb, loose_json.json_object(payload) if payload else {})
        raise Malformed("topic", loose_json.label("/".join(levels), MAX_NAME))

    def _decode_clock(self, body: dict[str, Any]) -> Clock:
        speed = body.get("speed", 1.0)
        if isinstance(speed, bool) or not isinstance(speed, int | float) or not 0 < speed <= FASTEST:
            raise Malformed("clock", "speed is not a number above 0 and up to 1000000")
        time, wall = self._time(body, "time"), self._time(body, "wall")
        return Clock(time, wall, float(speed), body.get("running", True) is True)

    def _decode_scenario(self, body: dict[str, Any]) -> ScenarioState:
        begins = None if body.get("begins") is None else self._time(body, "begins")
        faults = body.get("faults", [])
        if not (isinstance(faults, list) and all(isinstance(fault, dict) for fault in faults)):
            raise Malformed("scenario", "faults is not a list of objects")
        timed = [
            {
                **fault,
                "begins": self._time(fault, "begins"),
                "ends": None if fault.get("ends") is None else self._time(fault, "ends"),
            }
            for fault in faults
        ]
        try:
            return msgspec.convert({**body, "begins": begins, "faults": timed}, ScenarioState)
        except (msgspec.ValidationError, RecursionError) as error:
            raise Malformed("scenario", str(error)[:120]) from None

    def _decode_truth(self, body: dict[str, Any]) -> Truth:
        ends = None if body.get("ends") is None else self._time(body, "ends")
        try:
            return msgspec.convert({**body, "begins": self._time(body, "begins"), "ends": ends}, Truth)
        except (msgspec.ValidationError, RecursionError) as error:
            raise Malformed("truth", str(error)[:120]) from None

    def _decode_alarm(self, body: dict[str, Any]) -> AlarmStatus:
        times = {key: None if body.get(key) is None else self._time(body, key) for key in _ALARM_TIMES}
        try:
            return msgspec.convert({**body, **times}, AlarmStatus)
        except (msgspec.ValidationError, RecursionError) as error:
            raise Malformed("alarm", str(error)[:120]) from None

    def _time(self, body: dict[str, Any], key: str) -> float:
        return loose_json.time(body.get(key), self.irregular)


class _DomainDecoder:
    """Observations of one domain: a typed fast path, and a patient one for what is odd."""

    def __init__(self, domain: Domain) -> None:
        self._domain = domain.id
        self._columns = _columns(domain)
        self._words = [{word: float(i) for i, word in enumerate(states)} for _, _, _, states in self._columns]
        self._plain = all(scale == 1.0 and not states for _, scale, _, states in self._columns)
        self._known = {attribute for attribute, *_ in self._columns} | {*RESERVED}
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
        for number, attribute in enumerate(COMMON):
            rename[f"common_{number}"] = attribute
            fields.append((f"common_{number}", msgspec.Raw, msgspec.Raw(b"null")))
        shape = msgspec.defstruct(
            "Wire", fields, kw_only=True, forbid_unknown_fields=True, gc=False, rename=rename
        )
        self._decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(shape)
        names = [f"column_{number}" for number in range(len(self._columns))]
        self._values = _attribute_tuple(names)

    def decode(self, thing: str, payload: bytes, irregular: Counter[str]) -> Observation:
        """One observation, or Malformed."""
        if len(payload) > loose_json.MAX_PAYLOAD:
            raise Malformed("too_large", f"{len(payload)} bytes")
        try:
            body = self._decoder.decode(payload)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError):
            return self._decode_patiently(thing, payload, irregular)
        moment = body.dateObserved
        if moment.tzinfo is None:
            irregular["time_without_zone"] += 1
        values = self._values(body)
        if not self._plain or None in values:
            values = self._convert(values, irregular)
        seq = body.seq
        if not -1 <= seq < loose_json.LARGEST:
            seq = loose_json.sequence(seq, irregular)
        return Observation(self._domain, thing, loose_json.instant(moment), values, seq)

    def _convert(self, raw: Sequence[Any], irregular: Counter[str]) -> tuple[float, ...]:
        """Wire values in column order -> display values."""
        values = []
        for value, (attribute, scale, _, states), words in zip(raw, self._columns, self._words, strict=True):
            if value is None:
                values.append(_NAN)
            elif states:
                word = str(value).lower() if isinstance(value, bool) else value
                state = words.get(word, _NAN) if isinstance(word, str) else _NAN
                if math.isnan(state):
                    irregular["unknown_state"] += 1
                values.append(state)
            elif math.isfinite(scaled := value * scale):
                values.append(scaled)
            else:
                raise Malformed("not_finite", attribute)
        return tuple(values)

    def _decode_patiently(self, thing: str, payload: bytes, irregular: Counter[str]) -> Observation:
        body = loose_json.json_object(payload)
        time = loose_json.time(body.get("dateObserved"), irregular)
        raw: list[Any] = []
        for attribute, _, _, states in self._columns:
            value = body.get(attribute)
            if isinstance(value, Mapping) and "value" in value:  # NGSI-LD normalised form
                value = value["value"]
            raw.append(value if states or value is None else loose_json.number(attribute, value, irregular))
        seq = loose_json.sequence(body.get("seq", -1), irregular)
        if any(name not in self._known and name not in COMMON for name in body):
            irregular["unknown_attribute"] += 1
        return Observation(self._domain, thing, time, self._convert(raw, irregular), seq)


def _fit(levels: Sequence[str]) -> bool:
    """Whether names are of a length and of characters that a screen can show."""
    return all(0 < len(level) <= MAX_NAME and level.isprintable() for level in levels)


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


def _decode_stranger(domain: str, thing: str, payload: bytes, irregular: Counter[str]) -> Observation:
    """A thing of a domain that the catalogue does not know: its finite numbers, under their own names."""
    body = loose_json.json_object(payload)
    time = loose_json.time(body.get("dateObserved"), irregular)
    seq = loose_json.sequence(body.get("seq", -1), irregular)
    others: dict[str, float] = {}
    for name, value in body.items():
        if name in RESERVED or isinstance(value, bool) or not isinstance(value, int | float):
            continue
        if len(others) == MAX_OTHERS:
            irregular["too_many_attributes"] += 1
            break
        number = loose_json.number(name, value, irregular)
        if number is not None:
            others[name[:MAX_NAME]] = number
    return Observation(domain, thing, time, (), seq, others)


def _decode_birth(domain: str, thing: str, payload: bytes) -> Birth:
    if not payload:
        return Birth(domain, thing, removed=True)
    try:
        if len(payload) > loose_json.MAX_PAYLOAD:
            raise ValueError
        head = _BIRTHS.decode(payload)
        name, position, properties = head.name, head.location, _announced_alike(bytes(head.properties))
    except (msgspec.MsgspecError, RecursionError, ValueError):
        body = loose_json.json_object(payload)
        name, position = body.get("name"), body.get("location")
        properties = _announced(body.get("properties"))
    if isinstance(position, dict):  # GeoJSON point
        position = position.get("coordinates")
    place = loose_json.pair(position)
    if place is not None and not (-180 <= place[0] <= 180 and -90 <= place[1] <= 90):
        place = None
    return Birth(domain, thing, loose_json.word(name, 120, thing), place, properties)


class _BirthHead(msgspec.Struct, gc=False):
    """A birth as it travels; what it announces is read only if nobody has announced the same before."""

    name: Any = None
    location: Any = None
    properties: msgspec.Raw = msgspec.Raw(b"null")


_BIRTHS: Final = msgspec.json.Decoder(_BirthHead)


def _announced_alike(announced: bytes) -> Mapping[str, AnnouncedProperty]:
    """Properties as they travel; the things of a domain announce the same by the thousand."""
    return _kept(announced) if len(announced) <= _LONGEST_KEPT else _announced(msgspec.json.decode(announced))


@lru_cache(maxsize=256)
def _kept(announced: bytes) -> Mapping[str, AnnouncedProperty]:
    return _announced(msgspec.json.decode(announced))


def _announced(announced: object) -> Mapping[str, AnnouncedProperty]:
    properties = {}
    for attribute, item in islice(announced.items(), _MAX_PROPERTIES) if isinstance(announced, dict) else ():
        if isinstance(item, dict):
            name = loose_json.word(item.get("property"), 64, attribute[:64])
            unit = loose_json.word(item.get("unit"), 16)
            properties[name] = AnnouncedProperty(attribute[:64], unit, loose_json.pair(item.get("range")))
    return properties
