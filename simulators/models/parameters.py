"""Parameters of a model in a city pack: plain data -> checked struct, or one clear line."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

import numpy as np
from msgspec import Meta

from config.catalogue import Domain, Row, Thing
from config.durations import Duration
from config.reader import CatalogueError, convert, suggestion
from simulators.models.contract import ZONES, Floats, ModelError

Positive = Annotated[float, Meta(gt=0)]
NotNegative = Annotated[float, Meta(ge=0)]
Share = Annotated[float, Meta(ge=0, le=1)]

_Parsed = TypeVar("_Parsed")


def of_thing(domain: Domain, thing: Thing, kind: type[_Parsed]) -> _Parsed:
    """`model` of a thing as `kind`; ModelError naming file, thing and key."""
    return _checked(domain, f"thing {thing.id}.model", thing.model, kind)


def of_kind(domain: Domain, thing: Thing, kinds: Mapping[str, tuple[type[Row], tuple[str, ...]]]) -> Row:
    """`model` of a thing as the struct that its `kind` says; kind -> (struct, what it can observe).

    ModelError for an unknown kind, a wrong key, or a property that this kind of thing cannot observe.
    """
    key, kind = f"thing {thing.id}", str(thing.model.get("kind", ""))
    if kind not in kinds:
        hint = suggestion(kind, kinds)
        raise wrong(domain.id, f"{key}.model.kind", f'unknown kind "{kind}"{hint}')
    struct, observable = kinds[kind]
    for item in thing.properties:
        if item not in observable:
            hint = suggestion(item, observable)
            raise wrong(domain.id, f"{key}.properties", f'a {kind} does not observe "{item}"{hint}')
    return of_thing(domain, thing, struct)


def of_domain(domain: Domain, kind: type[_Parsed]) -> _Parsed:
    """`[domain.model]` as `kind`; ModelError naming file and key."""
    return _checked(domain, "domain.model", domain.model, kind)


def wrong(domain: str, key: str, problem: str) -> ModelError:
    """The line for a parameter that is of the right type and yet cannot be used."""
    return ModelError(f"{domain}.toml: {key}: {problem}")


def hours(domain: str, key: str, duration: Duration) -> float:
    """A duration that must last, in hours."""
    if duration <= 0:
        raise wrong(domain, key, "must last longer than 0 s")
    return float(duration) / 3600.0


def zone_index(domain: str, key: str, zone: str) -> int:
    """Column of a zone in every array over zones."""
    if zone not in ZONES:
        raise wrong(domain, key, f'unknown zone "{zone}"{suggestion(zone, ZONES)}')
    return ZONES.index(zone)


def zone_weights(domain: str, key: str, zones: Mapping[str, float]) -> Floats:
    """Shares of the five zones, which must add up to 1."""
    weights = np.zeros(len(ZONES))
    for zone, share in zones.items():
        weights[zone_index(domain, key, zone)] = share
    if abs(weights.sum() - 1.0) > 1e-6:
        raise wrong(domain, key, f"the shares of the zones add up to {weights.sum():g}, not 1")
    return weights


def _checked(domain: Domain, key: str, data: Mapping[str, Any], kind: type[_Parsed]) -> _Parsed:
    try:
        return convert(Path(f"{domain.id}.toml"), dict(data), kind, key)
    except CatalogueError as error:
        raise ModelError(str(error)) from None
