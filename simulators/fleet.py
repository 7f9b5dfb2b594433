"""A load test: copies of the city's things, each of which reports once per second of wall time."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from config.catalogue import City, Domain, Thing
from config.wire import Encoder
from simulators.instruments import Instruments
from simulators.models.contract import TICK, ModelError, generator
from simulators.world import World, stream

#: So many properties has a copy, and its original at least.
PROPERTIES: Final = 4
#: The reports of a second leave in so many groups, evenly spread.
GROUPS: Final = 50
#: Copies stand around their original, within so many degrees of latitude (about 1 km).
_AROUND: Final = 0.01


@dataclass(frozen=True, slots=True)
class _Group:
    """The copies of one domain that report together; m of them."""

    domain: Domain
    names: list[str]
    original: NDArray[np.intp]  #: (m,) row of the original


class Fleet:
    """Copies of things with four or more properties; truth of the original and the noise of its instrument.

    Their messages depend on the wall clock, so they are the one thing that is not the same in every run.
    """

    #: Wall-clock time at which the next group is due.
    deadline: float = math.inf

    def __init__(self, city: City, world: World, size: int, seed: int) -> None:
        """`size` copies in all. ModelError when the city has no thing with enough properties."""
        self._city = city
        self._world = world
        self._encoder = Encoder(city)
        self._rng = generator(seed, stream("fleet"), 0)
        originals = [
            (domain, row)
            for domain in city.domains
            for row, thing in enumerate(domain.things)
            if len(thing.properties) >= PROPERTIES
        ]
        if not originals:
            raise ModelError(f"no thing of this city has {PROPERTIES} properties to copy")
        self._copies = [originals[number % len(originals)] for number in range(size)]
        self._instruments = {domain.id: Instruments(domain, seed) for domain in city.domains}
        self._columns = {domain.id: _columns(domain) for domain in city.domains}
        self._groups = [self._group(number) for number in range(GROUPS)]
        self._begins = math.inf
        self._number = 0

    def begin(self, wall: float) -> None:
        """The first group is due now."""
        if math.isinf(self.deadline):
            self._begins = self.deadline = wall

    def births(self) -> Iterator[tuple[str, bytes]]:
        """What every copy is."""
        for number, (domain, row) in enumerate(self._copies):
            yield self._encoder.birth(domain, self._copy(domain.things[row], number))

    def messages(self, wall: float, time: float) -> Iterator[tuple[str, bytes]]:
        """The reports of every group that is due at `wall`, made at simulated `time`."""
        while self.deadline <= wall:
            second, number = divmod(self._number, GROUPS)
            for group in self._groups[number]:
                yield from self._report(group, time, second)
            self._number += 1
            self.deadline = self._begins + self._number / GROUPS

    def _report(self, group: _Group, time: float, seq: int) -> Iterator[tuple[str, bytes]]:
        state, domain = self._world.state, group.domain
        share = min(max(1.0 - (state.time - time) / TICK, 0.0), 1.0)
        items, rows = self._instruments[domain.id], group.original
        before, now = (table[domain.id][rows] for table in (state.before, state.truth))
        x = np.where(items.discrete, before, before + (now - before) * share)
        sigma = np.hypot(items.sigma[rows], items.sigma_relative[rows] * x)
        y = np.where(items.discrete, x, x + sigma * self._rng.standard_normal(x.shape))
        digits = items.numbers[-1][rows]
        said = np.where(self._columns[domain.id][rows], np.rint(y * digits) / digits, np.nan)
        for name, values in zip(group.names, said.tolist(), strict=True):
            yield self._encoder.observation(domain, name, time, values, seq)

    def _group(self, number: int) -> list[_Group]:
        """The copies of one group, by domain."""
        members: dict[str, list[int]] = {}
        for copy in range(number, len(self._copies), GROUPS):
            members.setdefault(self._copies[copy][0].id, []).append(copy)
        groups = []
        for name, copies in members.items():
            domain = self._city.domain(name)
            rows = [self._copies[copy][1] for copy in copies]
            names = [self._copy(domain.things[row], copy).id for row, copy in zip(rows, copies, strict=True)]
            groups.append(_Group(domain, names, np.array(rows, dtype=np.intp)))
        return groups

    @staticmethod
    def _copy(thing: Thing, number: int) -> Thing:
        turn = 2.399963 * number  # the golden angle: copies do not hide one another
        away = _AROUND * ((number * 0.618034) % 1.0) ** 0.5
        longitude, latitude = thing.position
        position = (longitude + 1.4 * away * math.cos(turn), latitude + away * math.sin(turn))
        return msgspec.structs.replace(
            thing,
            id=f"{thing.id}-{number:05d}",
            name=f"{thing.name} {number}",
            position=position,
            properties=thing.properties[:PROPERTIES],
            approximate=True,
        )


def _columns(domain: Domain) -> NDArray[np.bool_]:
    """(n, p) the first four properties of every thing."""
    return np.array(
        [[item.id in thing.properties[:PROPERTIES] for item in domain.properties] for thing in domain.things],
        dtype=bool,
    ).reshape(len(domain.things), len(domain.properties))
