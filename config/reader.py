"""A city pack on disk -> `City`; anything wrong is one line with the file, the key and a suggestion."""

import difflib
import re
import tomllib
from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from config import catalogue
from config.catalogue import City, Domain, Instrument, Limit, Property, Text, Thing, Zone
from config.durations import Duration
from config.units import UNITS

PACKS: Final = Path(__file__).parent
_ID: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_Parsed = TypeVar("_Parsed")


class CatalogueError(Exception):
    """A city pack that cannot be used: `file: key: what is wrong`, on one line."""

    def __init__(self, file: Path | str, key: str, problem: str) -> None:
        super().__init__(f"{file}: {key}: {problem}" if key else f"{file}: {problem}")


class _CityFile(catalogue.Row, frozen=True, kw_only=True):
    """The keys of `city.toml`."""

    id: str
    name: Text
    territory: Text
    languages: tuple[str, ...]
    centre: tuple[float, float]
    time_zone: str
    start: str
    population: int
    map: str
    domains: tuple[str, ...]
    zone: tuple[Zone, ...]


class _DomainHead(catalogue.Row, frozen=True, kw_only=True):
    """The table `[domain]` of a domain's file."""

    name: Text
    shape: catalogue.Shape
    entity: str
    model: dict[str, Any] = msgspec.field(default_factory=dict)


class _DomainFile(catalogue.Row, frozen=True, kw_only=True):
    """The keys of a domain's file."""

    domain: _DomainHead
    property: tuple[Property, ...]
    instrument: dict[str, Instrument]
    limit: tuple[Limit, ...] = ()
    thing: tuple[Thing, ...] = ()


def read_city(name: str) -> City:
    """Read the city pack `name`: a folder beside this file, or a path.

    Raises CatalogueError when there is no such pack or anything in it is wrong.
    """
    folder = _find(name)
    path = folder / "city.toml"
    head = parse_toml(path, _CityFile)
    _unique(path, "zone", [zone.id for zone in head.zone])
    start = _instant(path, "start", head.start)
    try:
        ZoneInfo(head.time_zone)
    except (KeyError, ValueError):
        raise CatalogueError(
            path, "time_zone", f'no time zone "{head.time_zone}"; an example is "Europe/Paris"'
        ) from None
    domains = tuple(_read_domain(folder / f"{item}.toml", item, head) for item in head.domains)
    return City(
        id=head.id, name=head.name, territory=head.territory, languages=head.languages, centre=head.centre,
        time_zone=head.time_zone, start=head.start, start_time=start, population=head.population, map=head.map,
        zones=head.zone, domains=domains, folder=str(folder),
    )  # fmt: skip


def parse_toml(path: Path, kind: type[_Parsed]) -> _Parsed:
    """Read one TOML file as a struct; CatalogueError with the key and a suggestion."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CatalogueError(path, "", "there is no such file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(path, "", f"cannot be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(path, "", f"not TOML: {error}") from None
    return convert(path, data, kind)


def convert(path: Path, data: object, kind: type[_Parsed], under: str = "") -> _Parsed:
    """Plain data -> struct; CatalogueError with the key and a suggestion. `under` prefixes the key."""
    try:
        return msgspec.convert(data, kind, dec_hook=_duration)
    except msgspec.ValidationError as error:
        message, _, where = str(error).partition(" - at ")
        key = ".".join(part for part in (under, where.strip("`").removeprefix("$").lstrip(".")) if part)
        unknown = re.search(r"unknown field `(.+?)`", message)
        if unknown:
            known = _field_names(kind)
            raise CatalogueError(
                path, f"{key}.{unknown[1]}".lstrip("."), f"unknown key{suggestion(unknown[1], known)}"
            ) from None
        raise CatalogueError(path, key, message[0].lower() + message[1:]) from None


def suggestion(word: str, known: Iterable[str]) -> str:
    """`; did you mean "x"?` or the list of what there is, for the end of an error line."""
    names = sorted(known)
    near = difflib.get_close_matches(word, names, n=1, cutoff=0.5)
    if near:
        return f'; did you mean "{near[0]}"?'
    return f"; there are: {', '.join(names[:12])}{' ...' if len(names) > 12 else ''}" if names else ""


def _find(name: str) -> Path:
    packs = sorted(path.parent.name for path in PACKS.glob("*/city.toml"))
    if name in packs:
        return PACKS / name
    folder = Path(name)
    if (folder / "city.toml").is_file():
        return folder
    raise CatalogueError(name, "city", f"no such city pack{suggestion(name, packs)}")


def _duration(kind: type, value: object) -> object:
    if kind is Duration and isinstance(value, str):
        return Duration.parse(value)
    if kind is Duration:
        raise ValueError('write a duration as text with a unit, such as "10 min"')
    raise NotImplementedError(kind)


def _instant(path: Path, key: str, text: str) -> float:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise CatalogueError(path, key, f'"{text}" is not an ISO 8601 time') from None
    if moment.tzinfo is None:
        raise CatalogueError(path, key, f'"{text}" has no UTC offset; write "{text}+02:00"')
    return moment.timestamp()


def _field_names(kind: object) -> set[str]:
    """Names of all fields of the structs that `kind` is made of."""
    names: set[str] = set()
    todo: list[object] = [kind]
    seen: set[object] = set()
    while todo:
        item = todo.pop()
        if isinstance(item, type) and issubclass(item, msgspec.Struct) and item not in seen:
            seen.add(item)
            for info in msgspec.structs.fields(item):
                names.add(info.encode_name)
                todo.append(info.type)
        todo.extend(getattr(item, "__args__", ()))
    return names


def _unique(path: Path, key: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for item in ids:
        if not _ID.fullmatch(item):
            raise CatalogueError(path, f"{key}.id", f'"{item}" is not an id: use a-z, 0-9, _ and -')
        if item in seen:
            raise CatalogueError(path, f"{key}.id", f'"{item}" stands twice; ids are unique within a file')
        seen.add(item)


def _read_domain(path: Path, domain_id: str, city: _CityFile) -> Domain:
    file = parse_toml(path, _DomainFile)
    instruments = file.instrument
    for name, instrument in instruments.items():
        _check_instrument(path, name, instrument)
    _unique(path, "property", [item.id for item in file.property])
    _unique(path, "thing", [item.id for item in file.thing])
    properties = {item.id: item for item in file.property}
    for item in file.property:
        _check_property(path, item, instruments)
    for thing in file.thing:
        _check_thing(path, thing, properties, instruments, {zone.id for zone in city.zone})
    for number, limit in enumerate(file.limit):
        _check_limit(path, f"limit[{number}]", limit, properties, file.thing, city.languages)
    return Domain(
        id=domain_id, name=file.domain.name, shape=file.domain.shape, entity=file.domain.entity,
        properties=file.property, things=file.thing, instruments=instruments, limits=file.limit, model=file.domain.model,
    )  # fmt: skip


def _check_instrument(path: Path, name: str, item: Instrument) -> None:
    key = f"instrument.{name}"
    if item.period <= 0:
        raise CatalogueError(path, f"{key}.period", "an instrument reports every so often: above 0 s")
    for field in ("sigma", "sigma_relative", "bias", "gain", "drift", "step", "mtbf", "mttr"):
        if getattr(item, field) < 0:
            raise CatalogueError(path, f"{key}.{field}", f"{getattr(item, field):g} is negative")
    if item.range is not None and item.range[0] >= item.range[1]:
        raise CatalogueError(
            path, f"{key}.range", f"low {item.range[0]:g} is not below high {item.range[1]:g}"
        )


def _check_property(path: Path, item: Property, instruments: dict[str, Instrument]) -> None:
    key = f"property {item.id}"
    if item.unit not in UNITS:
        raise CatalogueError(path, f"{key}.unit", f'unknown unit "{item.unit}"{suggestion(item.unit, UNITS)}')
    if item.range[0] >= item.range[1]:
        raise CatalogueError(
            path, f"{key}.range", f"low {item.range[0]:g} is not below high {item.range[1]:g}"
        )
    if item.scale == 0:
        raise CatalogueError(path, f"{key}.scale", "0 would make every value 0")
    if item.instrument and item.instrument not in instruments:
        hint = suggestion(item.instrument, instruments)
        raise CatalogueError(path, f"{key}.instrument", f'unknown instrument "{item.instrument}"{hint}')


def _check_thing(
    path: Path,
    thing: Thing,
    properties: dict[str, Property],
    instruments: dict[str, Instrument],
    zones: set[str],
) -> None:
    key = f"thing {thing.id}"
    longitude, latitude = thing.position
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise CatalogueError(
            path, f"{key}.position", f"[{longitude}, {latitude}] is not [longitude, latitude]"
        )
    if thing.zone not in zones:
        raise CatalogueError(
            path, f"{key}.zone", f'unknown zone "{thing.zone}"{suggestion(thing.zone, zones)}'
        )
    if not thing.properties:
        raise CatalogueError(path, f"{key}.properties", "a thing observes at least one property")
    for name in thing.properties:
        if name not in properties:
            hint = suggestion(name, properties)
            raise CatalogueError(path, f"{key}.properties", f'unknown property "{name}"{hint}')
        instrument = thing.instruments.get(name) or properties[name].instrument
        if not instrument:
            raise CatalogueError(
                path, f"{key}.instruments", f'no instrument for "{name}": name one here or there'
            )
        if instrument not in instruments:
            hint = suggestion(instrument, instruments)
            raise CatalogueError(path, f"{key}.instruments", f'unknown instrument "{instrument}"{hint}')


def _check_limit(
    path: Path, key: str, limit: Limit, properties: dict[str, Property], things: tuple[Thing, ...], languages: tuple[str, ...]
) -> None:  # fmt: skip
    def wrong(field: str, problem: str) -> CatalogueError:
        return CatalogueError(path, f"{key} ({limit.property} {limit.kind}).{field}", problem)

    if limit.property not in properties:
        raise wrong(
            "property", f'unknown property "{limit.property}"{suggestion(limit.property, properties)}'
        )
    known = {thing.id: thing for thing in things}
    for name in limit.things:
        if name not in known:
            raise wrong("things", f'unknown thing "{name}"{suggestion(name, known)}')
        if limit.property not in known[name].properties:
            raise wrong("things", f'"{name}" does not observe {limit.property}')
    for language in languages:
        if not limit.todo.get(language):
            raise wrong("todo", f'says nothing in "{language}"; an operator must be told what to do')
    if limit.deadband < 0:
        raise wrong("deadband", f"{limit.deadband:g} is negative")
    if limit.kind == "state":
        _check_states(limit, properties[limit.property], wrong)
        return
    _check_thresholds(limit, properties[limit.property], wrong)


def _check_states(limit: Limit, item: Property, wrong: Callable[[str, str], CatalogueError]) -> None:
    if not limit.states:
        raise wrong("states", "name at least one state")
    for state in limit.states:
        if state not in item.states:
            raise wrong("states", f'unknown state "{state}"{suggestion(state, item.states)}')


def _check_thresholds(limit: Limit, item: Property, wrong: Callable[[str, str], CatalogueError]) -> None:
    given = [
        (name, value)
        for name, value in zip(catalogue.PRIORITIES, limit.thresholds(), strict=True)
        if value is not None
    ]
    if not given:
        raise wrong("advisory", "give at least one of advisory, warning and alarm")
    if limit.kind in ("rate", "fall") and limit.over is None:
        raise wrong("over", 'a change is measured over a time: over = "30 min"')
    if limit.kind in ("high", "low"):
        low, high = item.range
        for name, value in given:
            if not low <= value <= high:
                raise wrong(name, f"{value:g} is outside the property's range {low:g} to {high:g}")
    up = limit.kind != "low"
    for (name, value), (worse, worse_value) in pairwise(given):
        if (worse_value > value) != up or worse_value == value:
            order = "above" if up else "below"
            raise wrong(worse, f"{worse_value:g} must be {order} {name} = {value:g}")
        if limit.deadband > abs(worse_value - value):
            gap = abs(worse_value - value)
            raise wrong(
                "deadband", f"{limit.deadband:g} is wider than the gap of {gap:g} between {name} and {worse}"
            )
