"""Datastreams that can be chosen: those of the city, or those that a file of recordings holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf

from config.catalogue import City, Limit, Property
from dashboard.core.readings.store import Store
from dashboard.history.archive import Archive, Datastream
from dashboard.ui import limits as limit_words
from dashboard.ui.models.thing_model import plain


@dataclass(frozen=True, slots=True)
class Entry:
    """One datastream, with all that is needed to draw it."""

    id: str  #: domain/thing/property
    domain: str
    thing: str  #: its name
    item: Property
    limits: tuple[Limit, ...]
    period: float  #: seconds between readings, 0 where nobody knows
    found_by: str  #: plain words that a search looks in


def present(city: City, store: Store) -> list[Entry]:
    """Of the present story: whatever was observed."""
    found = []
    for domain, table in store.tables.items():
        for stream in store.streams(domain):
            place, item = store.place(stream), store.property(stream)
            limits = tuple(limit_words.value_limits(city, domain, place.id, item.id))
            period = float(table.periods[stream.row, stream.column])
            found.append(_entry(city, store.id(stream), domain, place.name, item, limits, period))
    return _sorted(city, found)


def recorded(city: City, archive: Archive) -> list[Entry]:
    """Of a file; limits and words are those of the city pack where it knows the property."""
    return _sorted(city, [_recorded(city, stream) for stream in archive.streams()])


def matching(entries: Iterable[Entry], text: str, domain: str = "") -> list[Entry]:
    """Those in which every word of `text` is found, of one domain or of all."""
    wanted = plain(text).split()
    return [
        entry
        for entry in entries
        if (not domain or entry.domain == domain) and all(word in entry.found_by for word in wanted)
    ]


def _recorded(city: City, stream: Datastream) -> Entry:
    quantity, known = stream.quantity, city.by_id.get(stream.domain)
    item = next(
        (
            p
            for p in (known.properties if known is not None else ())
            if (p.id, p.unit, p.states) == (quantity.id, quantity.unit, quantity.states)
        ),
        None,
    )
    limits: Sequence[Limit] = ()
    if item is not None:
        limits = limit_words.value_limits(city, stream.domain, stream.thing, item.id)
    else:
        item = Property(
            id=quantity.id,
            name=quantity.name,
            unit=quantity.unit,
            attribute=quantity.attribute,
            range=(-inf, inf),
            decimals=quantity.decimals,
            states=quantity.states,
        )
    return _entry(city, stream.id, stream.domain, stream.name, item, tuple(limits), 0.0)


def _entry(
    city: City, name: str, domain: str, thing: str, item: Property, limits: tuple[Limit, ...], period: float
) -> Entry:
    known = city.by_id.get(domain)
    words = [thing, name, *item.name.values(), *(known.name.values() if known is not None else ())]
    return Entry(name, domain, thing, item, limits, period, plain(" ".join(words)))


def _sorted(city: City, entries: Iterable[Entry]) -> list[Entry]:
    """By domain as the city has them, then by property, then by name."""
    order = {domain.id: place for place, domain in enumerate(city.domains)}
    properties = {
        (domain.id, item.id): place for domain in city.domains for place, item in enumerate(domain.properties)
    }
    return sorted(
        entries,
        key=lambda e: (
            order.get(e.domain, len(order)),
            e.domain,
            properties.get((e.domain, e.item.id), 999),
            e.item.id,
            plain(e.thing),
        ),
    )
