"""Synthetic observations of a whole city pack, for views without a broker: plausible, not physical."""

import copy
import math
import zlib
from collections.abc import Iterator

import numpy as np

from config.catalogue import City, Domain, Limit, Property, Thing
from config.messages import Clock, Observation, Status


class LivelyCity:
    """Every datastream of the catalogue, each at its own period.

    Calm values keep away from their limits; with `storm`, every river and two in three of the other
    datastreams wander past them in the middle of the given hours. What one does hangs on its name alone,
    so that a pack may grow.
    """

    def __init__(self, city: City, *, storm: bool = False, seed: int = 1, hours: float = 6.0) -> None:
        self.city = city
        self._storm = storm
        self._hours = hours
        self._seed, self._rng = seed, np.random.default_rng(seed)
        self._seq: dict[tuple[str, str], int] = {}
        self._plans = [
            (domain, thing, [self._plan(domain, thing, name) for name in thing.properties])
            for domain in city.domains
            for thing in domain.things
        ]

    def twin(self) -> "LivelyCity":
        """One that goes on alike, on its own."""
        other = copy.copy(self)
        other._seq, other._rng = dict(self._seq), copy.deepcopy(self._rng)
        return other

    def _plan(self, domain: Domain, thing: Thing, name: str) -> tuple[int, float, float, float, float, bool]:
        """(column, period, calm level, storm level, phase, discrete) of one datastream."""
        item = domain.property(name)
        limit = _limit(domain, thing, name)
        calm, storm = _levels(item, limit)
        name_of = f"{domain.id}/{thing.id}/{name}".encode()
        own = np.random.default_rng([self._seed, zlib.crc32(name_of)])
        calm *= float(own.uniform(0.85, 1.1))
        involved = own.uniform() < 0.66 or name == "discharge"
        period = domain.period(thing, name)
        phase = float(own.uniform(0, 2 * math.pi))
        return domain.index(name), period, calm, storm if involved else calm, phase, bool(item.states)

    def begin(self, time: float, wall: float, speed: float = 60.0) -> list[Clock | Status]:
        """What a city says when it comes."""
        return [Status("city", True), Clock(time, wall, speed, True)]

    def between(self, since: float, until: float, start: float) -> Iterator[Observation]:
        """Observations with since < time <= until, in order of time; the story began at `start`."""
        found: list[tuple[float, int, int]] = []
        for number, (_, _, plans) in enumerate(self._plans):
            for period in {plan[1] for plan in plans}:
                first = math.floor(since / period) + 1
                found += [(i * period, number, 0) for i in range(first, math.floor(until / period) + 1)]
        for time, number, _ in sorted(set(found)):
            yield self._observe(time, start, number)

    def _observe(self, time: float, start: float, number: int) -> Observation:
        domain, thing, plans = self._plans[number]
        values = [math.nan] * len(domain.properties)
        progress = (time - start) / (3600.0 * self._hours)
        surge = math.exp(-(((progress - 0.75) / 0.22) ** 2)) if self._storm else 0.0
        for column, period, calm, storm, phase, discrete in plans:
            if abs(time / period - round(time / period)) > 1e-6:
                continue
            item = domain.properties[column]
            if discrete:
                values[column] = float(len(item.states) - 1 if surge > 0.6 and storm != calm else 0)
                continue
            level = calm + (storm - calm) * surge
            wave = (
                1 + 0.08 * math.sin(2 * math.pi * time / 21600 + phase) + 0.02 * math.sin(time / 400 + phase)
            )
            noise = 0.012 * level * float(self._rng.standard_normal())
            values[column] = min(max(level * wave + noise, item.range[0]), item.range[1])
        key = (domain.id, thing.id)
        self._seq[key] = self._seq.get(key, -1) + 1
        return Observation(domain.id, thing.id, time, tuple(values), self._seq[key])


def _limit(domain: Domain, thing: Thing, name: str) -> Limit | None:
    fitting = (
        limit
        for limit in domain.limits
        if limit.property == name
        and limit.kind in ("high", "low")
        and (not limit.things or thing.id in limit.things)
    )
    return next(fitting, None)


def _levels(item: Property, limit: Limit | None) -> tuple[float, float]:
    """A calm level and one past every threshold, within the range of the property."""
    low, high = (edge if math.isfinite(edge) else 100.0 for edge in item.range)
    steps = [edge for edge in limit.thresholds() if edge is not None] if limit else []
    if not steps or limit is None:
        level = max(low, 0.0) + 0.12 * (high - max(low, 0.0))
        return level, 1.6 * level
    if limit.kind == "low":
        return min(1.6 * max(steps), high), 0.6 * min(steps)
    return 0.35 * min(steps), min(1.25 * max(steps), high)
