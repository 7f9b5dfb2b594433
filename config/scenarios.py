"""The stories of a city pack, read and checked: anything wrong is one line with file, key and suggestion."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from config import checks
from config.catalogue import City, Row, Text
from config.durations import Duration
from config.errors import CatalogueError, suggestion
from config.reader import parse_toml
from config.story import (
    ALL_ZONES,
    DISTRICT_TABLES,
    KEYS,
    LINK_TABLES,
    SCALARS,
    THING_TABLES,
    ZONE_TABLES,
    Course,
    Cue,
    Expected,
    Fault,
    Fragment,
    Level,
    Phase,
    Scenario,
    Table,
)


class _File(Row, frozen=True, kw_only=True):
    """The keys of `scenarios/*.toml`."""

    name: Text
    summary: Text
    order: int
    start: str
    duration: Duration
    phase: tuple[Phase, ...]
    forcing: tuple[Fragment, ...] = ()
    fault: tuple[Fault, ...] = ()
    cue: tuple[Cue, ...] = ()
    expected: tuple[Expected, ...] = ()


class _CueFile(Row, frozen=True, kw_only=True):
    """The keys of `cues.toml`."""

    cue: tuple[Cue, ...]


def scenario_ids(city: City) -> list[str]:
    """The stories that the pack has, by id."""
    return sorted(path.stem for path in (Path(city.folder) / "scenarios").glob("*.toml"))


def read_scenarios(city: City) -> tuple[Scenario, ...]:
    """Every story of the pack, in the order they say; CatalogueError for the first mistake."""
    cues = read_cues(city)
    found = [_read(city, name, cues) for name in scenario_ids(city)]
    return tuple(scenario for _, scenario in sorted(found, key=lambda pair: (pair[0], pair[1].id)))


def read_scenario(city: City, name: str) -> Scenario:
    """One story; CatalogueError if there is none of that id or something in it is wrong."""
    known = scenario_ids(city)
    if name not in known:
        raise CatalogueError(
            Path(city.folder) / "scenarios", name, f"no such scenario{suggestion(name, known)}"
        )
    return _read(city, name, read_cues(city))[1]


def read_cues(city: City) -> tuple[Cue, ...]:
    """The cues that are there in every story and without one, from `cues.toml` if the pack has it."""
    path = Path(city.folder) / "cues.toml"
    if not path.is_file():
        return ()
    cues = parse_toml(path, _CueFile).cue
    _check_cues(path, city, cues)
    return cues


def _read(city: City, name: str, common: Iterable[Cue]) -> tuple[int, Scenario]:
    path = Path(city.folder) / "scenarios" / f"{name}.toml"
    file = parse_toml(path, _File)
    checks.translated(path, "name", file.name, city.languages)
    checks.translated(path, "summary", file.summary, city.languages)
    if file.duration <= 0:
        raise CatalogueError(path, "duration", "a story lasts longer than 0 s")
    if not file.phase:
        raise CatalogueError(path, "phase", "a story has at least one phase")
    for earlier, later in pairwise(file.phase):
        if later.at <= earlier.at:
            raise CatalogueError(path, "phase.at", "phases stand in the order of time")
    for number, phase in enumerate(file.phase):
        checks.translated(path, f"phase[{number}].name", phase.name, city.languages)
        checks.translated(path, f"phase[{number}].text", phase.text, city.languages)
    _check_fragments(path, "forcing", city, file.forcing)
    _check_faults(path, "fault", city, file.fault)
    _check_cues(path, city, file.cue)
    for number, expected in enumerate(file.expected):
        checks.translated(path, f"expected[{number}].text", expected.text, city.languages)
        _check_target(path, f"expected[{number}].datastream", city, expected.datastream, parts=(3,))
    taken = {cue.key for cue in file.cue} | {cue.id for cue in file.cue}
    cues = (*file.cue, *(cue for cue in common if cue.key not in taken and cue.id not in taken))
    scenario = Scenario(
        id=name, name=file.name, summary=file.summary, start=_local(path, file.start, city.time_zone),
        duration=float(file.duration), phases=file.phase, forcing=file.forcing, faults=file.fault,
        cues=tuple(sorted(cues, key=lambda cue: KEYS.index(cue.key))), expected=file.expected,
    )  # fmt: skip
    return file.order, scenario


def _local(path: Path, text: str, zone: str) -> float:
    """An ISO time on the city's own clocks -> seconds since 1970."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise CatalogueError(path, "start", f'"{text}" is not an ISO 8601 time') from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))).timestamp()


def _check_cues(path: Path, city: City, cues: tuple[Cue, ...]) -> None:
    checks.unique(path, "cue", [cue.id for cue in cues])
    keys: set[str] = set()
    for cue in cues:
        if cue.key not in KEYS:
            raise CatalogueError(path, f"cue {cue.id}.key", f'"{cue.key}" is not one of {", ".join(KEYS)}')
        if cue.key in keys:
            raise CatalogueError(path, f"cue {cue.id}.key", f"{cue.key} is another cue's already")
        keys.add(cue.key)
        if cue.duration <= 0:
            raise CatalogueError(path, f"cue {cue.id}.duration", "a cue lasts longer than 0 s")
        if not cue.forcing and not cue.fault:
            raise CatalogueError(path, f"cue {cue.id}", "it does nothing: give it a forcing or a fault")
        checks.translated(path, f"cue {cue.id}.name", cue.name, city.languages)
        _check_fragments(path, f"cue {cue.id}.forcing", city, cue.forcing)
        _check_faults(path, f"cue {cue.id}.fault", city, cue.fault)


def _check_fragments(path: Path, key: str, city: City, fragments: tuple[Fragment, ...]) -> None:
    zones = [zone.id for zone in city.zones]
    known = dict.fromkeys(ZONE_TABLES, zones) | {name: _links(city) for name in LINK_TABLES}
    known |= {name: _districts(city) for name in DISTRICT_TABLES}
    known |= {name: _things(city, domain) for name, domain in THING_TABLES.items()}
    for number, fragment in enumerate(fragments):
        where = f"{key}[{number}]"
        if fragment.until is not None and fragment.until <= fragment.at:
            raise CatalogueError(path, f"{where}.until", "it must be after `at`")
        for field, names in known.items():
            table: Table = getattr(fragment, field)
            for name in table:
                if name not in names and not (field in ZONE_TABLES and name == ALL_ZONES):
                    hint = suggestion(name, names)
                    raise CatalogueError(path, f"{where}.{field}", f'unknown name "{name}"{hint}')
            if table and field in ZONE_TABLES and ALL_ZONES not in table and set(zones) - set(table):
                missing = ", ".join(zone for zone in zones if zone not in table)
                raise CatalogueError(
                    path, f"{where}.{field}", f'says nothing of {missing}; give them or "all"'
                )
        for field, value in _levels(fragment):
            if isinstance(value, Course) and (bool(value.hold) == bool(value.line) or value.every <= 0):
                raise CatalogueError(
                    path, f"{where}.{field}", "give `every` above 0 s and one of hold and line"
                )


def _levels(fragment: Fragment) -> Iterator[tuple[str, Level]]:
    for field in SCALARS:
        value = getattr(fragment, field)
        if value is not None:
            yield field, value
    for field in (*ZONE_TABLES, *LINK_TABLES, *DISTRICT_TABLES, *THING_TABLES):
        for name, value in getattr(fragment, field).items():
            yield f"{field}.{name}", value


def _check_faults(path: Path, key: str, city: City, faults: tuple[Fault, ...]) -> None:
    for number, fault in enumerate(faults):
        where = f"{key}[{number}]"
        if fault.until is not None and fault.until <= fault.at:
            raise CatalogueError(path, f"{where}.until", "it must be after `at`")
        problem = fault_problem(city, fault)
        if problem:
            raise CatalogueError(path, f"{where}.target", problem)


def _check_target(path: Path, key: str, city: City, target: str, parts: tuple[int, ...]) -> None:
    problem = target_problem(city, target, parts)
    if problem:
        raise CatalogueError(path, key, problem)


def named_things(city: City) -> frozenset[str]:
    """`domain/thing` of everything that the pack's stories and cues name."""
    stories = read_scenarios(city)
    cues = [*read_cues(city), *(cue for story in stories for cue in story.cues)]
    fragments = [item for story in stories for item in story.forcing]
    fragments += [item for cue in cues for item in cue.forcing]
    faults = [item for story in stories for item in story.faults]
    faults += [item for cue in cues for item in cue.fault]
    named = {"/".join(item.target.split("/")[:2]) for item in faults}
    named |= {"/".join(item.datastream.split("/")[:2]) for story in stories for item in story.expected}
    for field, domain in THING_TABLES.items():
        named |= {f"{domain}/{thing}" for item in fragments for thing in getattr(item, field)}
    wanted = {name for item in fragments for field in DISTRICT_TABLES for name in getattr(item, field)}
    things = city.by_id["water"].things if "water" in city.by_id else ()
    named |= {f"water/{thing.id}" for thing in things if thing.model.get("district") in wanted}
    return frozenset(named)


def fault_problem(city: City, fault: Fault) -> str:
    """What is wrong with the target of a fault in this city, "" if nothing."""
    if (fault.kind == "gateway") != fault.target.startswith("gateway/"):
        return "a gateway fault names gateway/..., the others a thing"
    return target_problem(city, fault.target, (3,) if fault.kind == "spike" else (2, 3))


def target_problem(city: City, target: str, parts: tuple[int, ...] = (2, 3)) -> str:
    """What is wrong with `domain/thing[/property]` or `gateway/name`, "" if nothing."""
    names = target.split("/")
    if names[0] == "gateway" and len(names) == 2 and 2 in parts:
        gateways = {thing.gateway for domain in city.domains for thing in domain.things if thing.gateway}
        return "" if names[1] in gateways else f'unknown gateway "{names[1]}"{suggestion(names[1], gateways)}'
    if len(names) not in parts:
        return f'"{target}" is not domain/thing' + ("/property" if 2 not in parts else "[/property]")
    if names[0] not in city.by_id:
        return f'unknown domain "{names[0]}"{suggestion(names[0], city.by_id)}'
    things = {thing.id: thing for thing in city.by_id[names[0]].things}
    if names[1] not in things:
        return f'unknown thing "{names[1]}"{suggestion(names[1], things)}'
    properties = things[names[1]].properties
    if len(names) == 3 and names[2] not in properties:
        return f'"{names[1]}" does not observe "{names[2]}"{suggestion(names[2], properties)}'
    return ""


def _links(city: City) -> list[str]:
    """The links of the traffic model: `[[domain.model.corridors]]` of the traffic file."""
    if "traffic" not in city.by_id:
        return []
    return [str(link.get("id")) for link in city.by_id["traffic"].model.get("corridors", ())]


def _things(city: City, domain: str) -> list[str]:
    return [thing.id for thing in city.by_id[domain].things] if domain in city.by_id else []


def _districts(city: City) -> list[str]:
    """The districts of the drinking-water network: `model.district` of the water things."""
    things = city.by_id["water"].things if "water" in city.by_id else ()
    return sorted({str(thing.model["district"]) for thing in things if "district" in thing.model})
