"""A city pack on disk -> `City`; anything wrong is one line with the file, the key and a suggestion."""

import contextlib
import math
import re
import tomllib
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from config import catalogue, checks
from config.catalogue import City, Domain, Instrument, Limit, Property, SilenceSteps, Text, Thing, Zone
from config.durations import Duration
from config.errors import CatalogueError, suggestion
from config.typography import typeset

__all__ = ["CatalogueError", "convert", "instant", "pack_texts", "parse_toml", "read_city", "suggestion"]

PACKS: Final = Path(__file__).parent
#: Bytes of one file of a city pack; 40,000 things are about 10 MB.
_LARGEST: Final = 16_000_000
_Parsed = TypeVar("_Parsed")


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
    silence: SilenceSteps = SilenceSteps()


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
    #: Read one by one, so that an error says which.
    instrument: dict[str, dict[str, Any]]
    limit: tuple[Limit, ...] = ()
    thing: tuple[Thing, ...] = ()


def read_city(name: str) -> City:
    """Read the city pack `name`: a folder beside this file, or a path.

    Raises CatalogueError when there is no such pack or anything in it is wrong.
    """
    folder = _find(name)
    path = folder / "city.toml"
    head = parse_toml(path, _CityFile)
    _check_head(path, head)
    start = instant(path, "start", head.start)
    domains = tuple(_read_domain(folder / f"{item}.toml", item, head) for item in head.domains)
    weather = next((domain for domain in domains if domain.id == "weather"), None)
    for domain in domains:
        checks.check_cross(folder / f"{domain.id}.toml", domain, weather)
    return City(
        id=head.id, name=head.name, territory=head.territory, languages=head.languages, centre=head.centre,
        time_zone=head.time_zone, start=head.start, start_time=start, population=head.population,
        map=head.map, zones=head.zone, domains=domains, folder=str(folder), silence=head.silence,
    )  # fmt: skip


def parse_toml(path: Path, kind: type[_Parsed]) -> _Parsed:
    """Read one TOML file as a struct; CatalogueError with the key and a suggestion."""
    try:
        data = tomllib.loads(_text(path))
    except FileNotFoundError:
        raise CatalogueError(path, "", "there is no such file") from None
    except OSError as error:
        raise CatalogueError(path, "", f"cannot be read: {(error.strerror or str(error)).lower()}") from None
    except UnicodeDecodeError as error:
        problem = f"not text in UTF-8 (byte {error.start + 1}): save it in that encoding"
        raise CatalogueError(path, "", problem) from None
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(path, "", f"not TOML: {error}") from None
    except RecursionError:
        raise CatalogueError(path, "", "not TOML: nested too deep") from None
    _all_finite(path, "", data)
    return convert(path, typeset(data), kind)


def pack_texts(folder: Path) -> dict[str, str]:
    """The files of a pack by their place in it; what cannot be read, such as a broken story, is left out."""
    texts = {}
    for path in sorted(folder.rglob("*.toml")):
        with contextlib.suppress(CatalogueError, OSError, UnicodeDecodeError):
            texts[path.relative_to(folder).as_posix()] = _text(path)
    return texts


def _text(path: Path) -> str:
    """A file of a city pack; what editors of Windows put before the text is left out."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise CatalogueError(path, "", "not a file: whatever it is, it may never end")
    if path.is_file() and path.stat().st_size > _LARGEST:
        size = path.stat().st_size / 1e6
        raise CatalogueError(path, "", f"too large: {size:.0f} MB, at most {_LARGEST / 1e6:.0f} MB are read")
    return path.read_text(encoding="utf-8-sig")


def convert(path: Path, data: object, kind: type[_Parsed], under: str = "") -> _Parsed:
    """Plain data -> struct; CatalogueError with the key and a suggestion. `under` prefixes the key."""
    try:
        return msgspec.convert(data, kind, dec_hook=_duration)
    except msgspec.ValidationError as error:
        message, _, where = str(error).partition(" - at ")
        where = re.sub(r"^(\w+)\[(\d+)\]", lambda row: _row(data, row), where.strip("`").removeprefix("$."))
        key = ".".join(part for part in (under, where.removeprefix("$")) if part)
        unknown = re.search(r"unknown field `(.+?)`", message)
        if unknown:
            known = _field_names(kind)
            raise CatalogueError(
                path, f"{key}.{unknown[1]}".lstrip("."), f"unknown key{suggestion(unknown[1], known)}"
            ) from None
        raise CatalogueError(path, key, message[0].lower() + message[1:]) from None


def _find(name: str) -> Path:
    packs = sorted(path.parent.name for path in PACKS.glob("*/city.toml"))
    if name in packs:
        return PACKS / name
    folder = Path(name)
    if (folder / "city.toml").is_file():
        return folder
    raise CatalogueError(name, "city", f"no such city pack{suggestion(name, packs)}")


def _row(data: object, row: "re.Match[str]") -> str:
    """`thing[3]` -> `thing bridge`, where that row has an id."""
    rows = data.get(row[1]) if isinstance(data, dict) else None
    item = rows[int(row[2])] if isinstance(rows, list) else None
    name = item.get("id") if isinstance(item, dict) else None
    return f"{row[1]} {name}" if isinstance(name, str) else row[0]


def _all_finite(path: Path, key: str, data: object) -> None:
    """TOML knows `nan` and `inf`; every number of a city pack is compared with something."""
    if isinstance(data, dict):
        for name, value in data.items():
            _all_finite(path, f"{key}.{name}".lstrip("."), value)
    elif isinstance(data, list):
        for number, value in enumerate(data):
            _all_finite(path, f"{key}[{number}]", value)
    elif isinstance(data, float) and not math.isfinite(data):
        raise CatalogueError(path, key, f"{data} is not a number to reckon with")


def _duration(kind: type, value: object) -> object:
    if kind is Duration and isinstance(value, str):
        return Duration.parse(value)
    if kind is Duration:
        raise ValueError('write a duration as text with a unit, such as "10 min"')
    raise NotImplementedError(kind)


def instant(path: Path, key: str, text: str) -> float:
    """An ISO 8601 time with its UTC offset -> seconds since 1970; CatalogueError otherwise."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise CatalogueError(path, key, f'"{text}" is not an ISO 8601 time') from None
    if moment.tzinfo is None:
        raise CatalogueError(path, key, f'"{text}" has no UTC offset; write "{text}+02:00"')
    return moment.timestamp()


def _check_head(path: Path, head: _CityFile) -> None:
    """What `city.toml` can say wrong."""
    checks.unique(path, "zone", [zone.id for zone in head.zone])
    checks.unique(path, "domains", head.domains)
    if not head.languages:
        raise CatalogueError(path, "languages", "name at least one")
    for key, words in (("name", head.name), ("territory", head.territory)):
        checks.translated(path, key, words, head.languages)
    for zone in head.zone:
        checks.translated(path, f"zone {zone.id}.name", zone.name, head.languages)
    for name in ("thing", "gateway"):
        steps = [step for step in getattr(head.silence, name).thresholds() if step < math.inf]
        if steps[0] <= 1.0 or any(worse <= milder for milder, worse in pairwise(steps)):
            raise CatalogueError(
                path, f"silence.{name}", "periods without a reading: above 1, and more for each priority"
            )
    if head.population <= 0:
        raise CatalogueError(path, "population", f"{head.population} must be above 0")
    try:
        ZoneInfo(head.time_zone)
    except (KeyError, ValueError, OSError):
        raise CatalogueError(
            path, "time_zone", f'no time zone "{head.time_zone}"; an example is "Europe/Paris"'
        ) from None


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


def _read_domain(path: Path, domain_id: str, city: _CityFile) -> Domain:
    file = parse_toml(path, _DomainFile)
    head = file.domain
    instruments = {
        name: convert(path, table, Instrument, f"instrument.{name}")
        for name, table in file.instrument.items()
    }
    domain = Domain(
        id=domain_id, name=head.name, shape=head.shape, entity=head.entity, properties=file.property,
        things=file.thing, instruments=instruments, limits=file.limit, model=head.model,
    )  # fmt: skip
    checks.check_domain(path, domain, [zone.id for zone in city.zone], city.languages)
    return domain
