"""How many things a city of another size has: West's and Bettencourt's law (science section 8.2)."""

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

import msgspec

from config.catalogue import City, Domain, Limit, Thing

Preset = Literal["bettencourt", "france"]


@dataclass(frozen=True, slots=True)
class Exponents:
    """How the number of things grows with the population: N ~ P^β."""

    infrastructure: float
    socioeconomic: float


#: Bettencourt et al. 2007, and what was measured in France.
PRESETS: Final[dict[Preset, Exponents]] = {
    "bettencourt": Exponents(0.85, 1.15),
    "france": Exponents(0.90, 1.20),
}
#: Slopes belong to the terrain, whoever lives below.
_CONSTANT: Final = ("landslide",)
#: Copies stand around their original, within so many degrees of latitude (about 1 km).
_AROUND: Final = 0.01


def growth(ratio: float, exponent: float) -> float:
    """By what factor things multiply where the population multiplies by `ratio`."""
    return float(ratio**exponent)


def number(reference: int, ratio: float, exponent: float) -> int:
    """N(P) = max(1, round(N_ref (P/P_ref)^β))."""
    return max(1, round(reference * growth(ratio, exponent)))


def scaled(city: City, population: int, preset: Preset, named: Collection[str] = ()) -> City:
    """The same city with another population: every fleet of sensors grows or shrinks by the law.

    Additional things are copies near their originals. A smaller city keeps the things `named`
    (`domain/thing`) by its stories, those that other things need, and the first of each file.
    """
    ratio, exponent = population / city.population, PRESETS[preset].infrastructure
    domains = tuple(
        domain
        if domain.id in _CONSTANT or not domain.things
        else _resized(domain, number(len(domain.things), ratio, exponent), named)
        for domain in city.domains
    )
    return msgspec.structs.replace(city, population=population, domains=domains)


def _resized(domain: Domain, size: int, named: Collection[str]) -> Domain:
    """The domain with `size` things, and its limits with the things that there are."""
    originals = domain.things if size >= len(domain.things) else _kept(domain, size, named)
    copies: dict[str, list[str]] = {}
    things = []
    for index in range(max(size, len(originals))):
        generation, row = divmod(index, len(originals))
        thing = _copy(originals[row], generation)
        copies.setdefault(originals[row].id, []).append(thing.id)
        things.append(thing)
    limits = tuple(limit for item in domain.limits if (limit := _resized_limit(item, copies)) is not None)
    return msgspec.structs.replace(domain, things=tuple(things), limits=limits)


def _kept(domain: Domain, size: int, named: Collection[str]) -> tuple[Thing, ...]:
    """`size` things in the order of the file, or as many as stories and models need."""
    by_id = {thing.id: thing for thing in domain.things}
    kept: set[str] = set(_words(domain.model)) & by_id.keys()
    kept |= {name for name in by_id if f"{domain.id}/{name}" in named}
    for name in list(kept):
        kept |= _needs(by_id[name], by_id)
    for name, thing in by_id.items():
        group = {name} | _needs(thing, by_id)
        if len(kept | group) <= size:
            kept |= group
    return tuple(thing for thing in domain.things if thing.id in kept)


def _needs(thing: Thing, by_id: Mapping[str, Thing]) -> set[str]:
    """The things that a thing's model names, and those that they name."""
    found: set[str] = set()
    todo = [thing]
    while todo:
        new = (set(_words(todo.pop().model)) & by_id.keys()) - found
        found |= new
        todo += [by_id[name] for name in new]
    return found


def _words(value: object) -> Iterator[str]:
    """Every text in a tree of tables and lists."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _words(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _words(item)


def _copy(thing: Thing, generation: int) -> Thing:
    if generation == 0:
        return thing
    turn = 2.399963 * generation  # the golden angle: copies do not hide one another
    longitude, latitude = thing.position
    return msgspec.structs.replace(
        thing,
        id=f"{thing.id}-{generation + 1}",
        name=f"{thing.name} {generation + 1}",
        position=(longitude + 1.4 * _AROUND * math.cos(turn), latitude + _AROUND * math.sin(turn)),
        approximate=True,
    )


def _resized_limit(limit: Limit, copies: dict[str, list[str]]) -> Limit | None:
    """The limit for what is left and what has come; None where nothing is left of its things."""
    if not limit.things:
        return limit
    things = tuple(name for original in limit.things for name in copies.get(original, ()))
    against = tuple(name for name in limit.against if name in copies)
    if not things or (limit.against and not against):
        return None
    return msgspec.structs.replace(limit, things=things, against=against)
