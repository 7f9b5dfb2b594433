"""A city of a few things, made for the tests of what is not about Nice."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from config.catalogue import City, Domain, Instrument, Limit, Property, Text, Thing
from config.durations import Duration
from dashboard.core.readings.batch import Batch

TODO: Text = {"fr": "Agir", "en": "Act"}


def limit(property_id: str = "level", **keys: Any) -> Limit:
    """A limit; durations in seconds."""
    for name in ("on_delay", "off_delay", "average", "over"):
        if name in keys:
            keys[name] = Duration(keys[name])
    return Limit(property=property_id, todo=TODO, **keys)


def quantity(name: str, **keys: Any) -> Property:
    """A property measured by the one instrument of these domains."""
    text = {"fr": name, "en": name}
    return Property(
        id=name,
        name=text,
        attribute=name,
        **{"unit": "m", "range": (0.0, 1000.0), "instrument": "probe", **keys},
    )


def thing(name: str, properties: Iterable[str] = ("level",), gateway: str = "") -> Thing:
    """A thing on the coast."""
    return Thing(
        id=name, name=name, position=(7.26, 43.7), zone="coast", properties=tuple(properties), gateway=gateway
    )


def domain(
    things: Iterable[Thing],
    limits: Sequence[Limit] = (),
    properties: Sequence[Property] | None = None,
    period: float = 60.0,
    name: str = "water",
) -> Domain:
    """A domain whose instruments report every `period` seconds."""
    return Domain(
        id=name,
        name={"fr": name, "en": name},
        shape="drop",
        entity="WaterObserved",
        properties=tuple(properties if properties is not None else [quantity("level")]),
        things=tuple(things),
        instruments={"probe": Instrument(period=Duration(period))},
        limits=tuple(limits),
    )


def city(*domains: Domain) -> City:
    """A city of these domains."""
    return City(
        id="town",
        name={"fr": "Ville", "en": "Town"},
        territory={"fr": "Métropole", "en": "Metropolis"},
        languages=("fr", "en"),
        centre=(7.26, 43.7),
        time_zone="Europe/Paris",
        start="2026-10-02T06:00:00+02:00",
        start_time=1790913600.0,
        population=560_351,
        map="",
        zones=(),
        domains=domains,
        folder="",
    )


def batch(
    domain_id: str, rows: Sequence[int], times: Sequence[float], values: Sequence[Sequence[float]]
) -> Batch:
    """One round of observations without sequence numbers, all of good quality until they are marked."""
    array = np.array(values, dtype=np.float64).reshape(len(rows), -1)
    return Batch(
        domain_id,
        np.array(rows, dtype=np.intp),
        np.array(times, dtype=np.float64),
        array,
        np.full(len(rows), -1, dtype=np.int64),
        np.zeros(array.shape, dtype=np.uint8),
    )
