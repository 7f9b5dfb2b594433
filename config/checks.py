"""What a city pack must satisfy beyond its shape: every reference, every order, every language."""

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Final

from config import catalogue
from config.catalogue import Domain, Instrument, Limit, Property, Text, Thing
from config.errors import CatalogueError, suggestion
from config.units import UNITS
from config.wire import COMMON, RESERVED

_ID: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
#: Tells a problem with a field of whatever is being checked.
_Wrong = Callable[[str, str], CatalogueError]


def unique(path: Path, key: str, ids: Iterable[str]) -> None:
    """Every id is well formed and stands once."""
    seen: set[str] = set()
    for item in ids:
        if not _ID.fullmatch(item):
            raise CatalogueError(path, f"{key}.id", f'"{item}" is not an id: use a-z, 0-9, _ and -')
        if item in seen:
            raise CatalogueError(path, f"{key}.id", f'"{item}" stands twice; ids are unique within a file')
        seen.add(item)


def translated(path: Path, key: str, words: Text, languages: Iterable[str]) -> None:
    """A text says something in every language of the city."""
    for language in languages:
        if not words.get(language):
            raise CatalogueError(path, key, f'says nothing in "{language}"')


def check_domain(path: Path, domain: Domain, zones: Iterable[str], languages: Iterable[str]) -> None:
    """Everything that one domain's file can say wrong; CatalogueError for the first."""
    languages, zones = tuple(languages), set(zones)
    translated(path, "domain.name", domain.name, languages)
    for name, instrument in domain.instruments.items():
        _check_instrument(path, name, instrument)
    unique(path, "property", [item.id for item in domain.properties])
    unique(path, "thing", [thing.id for thing in domain.things])
    attributes: dict[str, str] = {}
    for item in domain.properties:
        _check_property(path, item, domain.instruments, languages)
        if item.attribute in attributes:
            other = attributes[item.attribute]
            raise CatalogueError(path, f"property {item.id}.attribute", f'"{other}" has it already')
        attributes[item.attribute] = item.id
    for thing in domain.things:
        _check_thing(path, thing, domain, zones)
    for number, limit in enumerate(domain.limits):
        _check_limit(path, f"limit[{number}]", limit, domain, languages)


def check_cross(path: Path, domain: Domain, weather: Domain | None) -> None:
    """Cross-sensitivities name a property of the domain or of the weather."""
    known = {item.id for item in domain.properties}
    known |= {item.id for item in weather.properties} if weather else set()
    for name, instrument in domain.instruments.items():
        for field in ("cross", "cross_reference"):
            for other in getattr(instrument, field):
                if other not in known:
                    key = f"instrument.{name}.{field}"
                    hint = suggestion(other, known)
                    raise CatalogueError(path, key, f'unknown property "{other}"{hint}')


def _check_instrument(path: Path, name: str, item: Instrument) -> None:
    key = f"instrument.{name}"
    if item.period <= 0:
        raise CatalogueError(path, f"{key}.period", "an instrument reports every so often: above 0 s")
    for field in ("sigma", "sigma_relative", "bias", "gain", "drift", "step"):
        if getattr(item, field) < 0:
            raise CatalogueError(path, f"{key}.{field}", f"{getattr(item, field):g} is negative")
    if item.mtbf > 0 and item.mttr <= 0:
        raise CatalogueError(path, f"{key}.mttr", "an instrument that fails needs a time to repair it")
    if item.range is not None and item.range[0] >= item.range[1]:
        problem = f"low {item.range[0]:g} is not below high {item.range[1]:g}"
        raise CatalogueError(path, f"{key}.range", problem)


def _check_property(
    path: Path, item: Property, instruments: Mapping[str, Instrument], languages: tuple[str, ...]
) -> None:
    key = f"property {item.id}"
    translated(path, f"{key}.name", item.name, languages)
    if item.unit not in UNITS:
        raise CatalogueError(path, f"{key}.unit", f'unknown unit "{item.unit}"{suggestion(item.unit, UNITS)}')
    if item.range[0] >= item.range[1]:
        problem = f"low {item.range[0]:g} is not below high {item.range[1]:g}"
        raise CatalogueError(path, f"{key}.range", problem)
    if item.scale == 0:
        raise CatalogueError(path, f"{key}.scale", "0 would make every value 0")
    if not 0 <= item.decimals <= 6:
        raise CatalogueError(path, f"{key}.decimals", f"{item.decimals} is not between 0 and 6")
    if not item.attribute or item.attribute in RESERVED or item.attribute in COMMON:
        raise CatalogueError(path, f"{key}.attribute", f'"{item.attribute}" is not free for a reading')
    if item.instrument and item.instrument not in instruments:
        hint = suggestion(item.instrument, instruments)
        raise CatalogueError(path, f"{key}.instrument", f'unknown instrument "{item.instrument}"{hint}')
    for state in item.states:
        translated(path, f"{key}.state_names.{state}", item.state_names.get(state, {}), languages)
    for state in item.state_names:
        if state not in item.states:
            hint = suggestion(state, item.states)
            raise CatalogueError(path, f"{key}.state_names", f'unknown state "{state}"{hint}')


def _check_thing(path: Path, thing: Thing, domain: Domain, zones: set[str]) -> None:
    def wrong(field: str, problem: str) -> CatalogueError:
        return CatalogueError(path, f"thing {thing.id}.{field}", problem)

    longitude, latitude = thing.position
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise wrong("position", f"[{longitude}, {latitude}] is not [longitude, latitude]")
    if thing.zone not in zones:
        raise wrong("zone", f'unknown zone "{thing.zone}"{suggestion(thing.zone, zones)}')
    if not thing.properties:
        raise wrong("properties", "a thing observes at least one property")
    properties = {item.id: item for item in domain.properties}
    for name in thing.properties:
        if name not in properties:
            raise wrong("properties", f'unknown property "{name}"{suggestion(name, properties)}')
        if thing.properties.count(name) > 1:
            raise wrong("properties", f'"{name}" stands twice')
        if not (thing.instruments.get(name) or properties[name].instrument):
            raise wrong("instruments", f'no instrument for "{name}": name one here or there')
    for name, instrument in thing.instruments.items():
        if name not in thing.properties:
            raise wrong("instruments", f'it does not observe "{name}"{suggestion(name, thing.properties)}')
        if instrument not in domain.instruments:
            hint = suggestion(instrument, domain.instruments)
            raise wrong("instruments", f'unknown instrument "{instrument}"{hint}')


def _check_limit(path: Path, key: str, limit: Limit, domain: Domain, languages: tuple[str, ...]) -> None:
    def wrong(field: str, problem: str) -> CatalogueError:
        return CatalogueError(path, f"{key} ({limit.property} {limit.kind}).{field}", problem)

    properties = {item.id: item for item in domain.properties}
    if limit.property not in properties:
        raise wrong(
            "property", f'unknown property "{limit.property}"{suggestion(limit.property, properties)}'
        )
    known = {thing.id: thing for thing in domain.things}
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
    for field in ("average", "over"):
        if getattr(limit, field) is not None and not getattr(limit, field) > 0:
            raise wrong(field, "must be above 0 s")
    _check_company(limit, known, wrong)
    _check_group(limit, known, wrong)
    if limit.kind == "state":
        _check_states(limit, properties[limit.property], wrong)
        return
    _check_thresholds(limit, properties[limit.property], wrong)


def _check_company(limit: Limit, things: Mapping[str, Thing], wrong: _Wrong) -> None:
    """What a limit needs besides its own datastream's present: neighbours, means, days."""
    compares = limit.kind in ("high", "low")
    if limit.average is not None and not compares:
        raise wrong("average", "only high and low limits compare means")
    if limit.votes < 1 or (limit.votes > 1 and (not compares or limit.average is not None)):
        raise wrong("votes", "a number above 0, and 1 but for high and low limits on single readings")
    if limit.votes > 1 and len(limit.things) < limit.votes:
        raise wrong("votes", f"{limit.votes} of {len(limit.things)} things: name all that vote in things")
    if limit.days < 1 or (limit.days > 1 and limit.average is None):
        raise wrong("days", 'a number above 0, and 1 but with average = "1 h" or "1 d"')
    if (limit.kind == "deviation") != bool(limit.against):
        raise wrong("against", "a deviation limit, and no other, names the things it compares with")
    for name in limit.against:
        if name not in things:
            raise wrong("against", f'unknown thing "{name}"{suggestion(name, things)}')
        if limit.property not in things[name].properties:
            raise wrong("against", f'"{name}" does not observe {limit.property}')


def _check_group(limit: Limit, things: Mapping[str, Thing], wrong: _Wrong) -> None:
    if limit.group is None or limit.group.by in ("thing", "zone", "domain", "stem"):
        return
    by = limit.group.by
    for thing in things.values():
        concerned = thing.id in limit.things if limit.things else limit.property in thing.properties
        if concerned and by not in thing.model:
            problem = f'not thing, zone, domain or stem, and the model of "{thing.id}" has no "{by}"'
            raise wrong("group.by", problem)


def _check_states(limit: Limit, item: Property, wrong: _Wrong) -> None:
    if not limit.states:
        raise wrong("states", "name at least one state")
    for state in limit.states:
        if state not in item.states:
            raise wrong("states", f'unknown state "{state}"{suggestion(state, item.states)}')


def _check_thresholds(limit: Limit, item: Property, wrong: _Wrong) -> None:
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
    up = not limit.less_is_worse()
    for (name, value), (worse, worse_value) in pairwise(given):
        if (worse_value > value) != up or worse_value == value:
            order = "above" if up else "below"
            raise wrong(worse, f"{worse_value:g} must be {order} {name} = {value:g}")
        gap = abs(worse_value - value)
        if limit.deadband > gap:
            problem = f"{limit.deadband:g} is wider than the gap of {gap:g} between {name} and {worse}"
            raise wrong("deadband", problem)
