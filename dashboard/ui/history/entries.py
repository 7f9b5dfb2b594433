"""Datastreams that can be chosen: those of the city, or those that a file of recordings holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

import numpy as np

from config.catalogue import City, Limit, Property
from dashboard.core.readings.store import Store
from dashboard.history.archive import Archive, Datastream
from dashboard.ui import limits as limit_words
from dashboard.ui.language import Language
from dashboard.ui.models.thing_model import plain


@dataclass(frozen=True, slots=True)
class Entry:
    """One datastream, with all that is needed to draw it."""

    id: str  #: domain/thing/property
    domain: str
    thing: str  #: its name, where a language has no other in `names`
    item: Property
    limits: tuple[Limit, ...]
    period: float  #: seconds between readings, 0 where nobody knows
    found_by: str  #: plain words that a search looks in
    names: Mapping[str, str] = field(default_factory=dict, hash=False)
    silent: bool = False  #: nothing has come of it yet

    def where(self, language: Language) -> str:
        """What its thing is called in a language."""
        return self.names.get(language.code) or self.thing


def present(city: City, store: Store) -> list[Entry]:
    """Of the present story; those of which nothing has come yet are last."""
    found = []
    for domain, table in store.tables.items():
        for stream in store.streams(domain):
            place, item = store.place(stream), store.property(stream)
            limits = tuple(limit_words.value_limits(city, domain, place.id, item.id))
            period = float(table.periods[stream.row, stream.column])
            silent = bool(np.isnan(table.last_value[stream.row, stream.column]))
            entry = _entry(
                city, store.id(stream), domain, place.name, place.names, item, limits, period, silent
            )
            found.append(entry)
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
    thing = None if known is None else next((t for t in known.things if t.id == stream.thing), None)
    names = {} if thing is None else thing.names
    return _entry(city, stream.id, stream.domain, stream.name, names, item, tuple(limits), 0.0)


def _entry(
    city: City,
    name: str,
    domain: str,
    thing: str,
    names: Mapping[str, str],
    item: Property,
    limits: tuple[Limit, ...],
    period: float,
    silent: bool = False,
) -> Entry:
    known = city.by_id.get(domain)
    called = known.name.values() if known is not None else ()
    words = [thing, name, *names.values(), *item.name.values(), *called]
    return Entry(name, domain, thing, item, limits, period, " ".join(map(plain, words)), names, silent)


def _sorted(city: City, entries: Iterable[Entry]) -> list[Entry]:
    """Silent ones last; by domain as the city has them, then by property, then by name."""
    order = {domain.id: place for place, domain in enumerate(city.domains)}
    properties = {
        (domain.id, item.id): place for domain in city.domains for place, item in enumerate(domain.properties)
    }
    return sorted(
        entries,
        key=lambda e: (
            e.silent,
            order.get(e.domain, len(order)),
            e.domain,
            properties.get((e.domain, e.item.id), 999),
            e.item.id,
            plain(e.thing),
        ),
    )
