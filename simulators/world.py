"""One tick of the whole city: its models in order, coupled through one state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Never
from zlib import crc32
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from config import catalogue
from simulators.models.contract import TICK, City, Floats, Forcing, Model, ModelError, Moment, Stream
from simulators.models.truth import Said


@dataclass(slots=True)
class WorldState:
    """Everything of the world that changes; a deep copy of it is a snapshot."""

    city: City
    time: float  #: end of the last tick, seconds since 1970, a multiple of TICK
    #: Truth at `time`, domain -> (things, properties) in catalogue order, NaN where not observed.
    truth: dict[str, Floats] = field(default_factory=dict)
    #: Truth one tick earlier.
    before: dict[str, Floats] = field(default_factory=dict)


class World:
    """The models of one city and the state in which they meet."""

    state: WorldState

    def __init__(self, city: catalogue.City, models: Sequence[Model], seed: int) -> None:
        """`models` in the order in which they are stepped. `begin` it before the first tick."""
        self._zone = ZoneInfo(city.time_zone)
        self._models = tuple(models)
        #: Of the random numbers of every model; another one counts from the next `begin`.
        self.seed = seed
        domains = [city.domain(model.domain) for model in models]
        self._tables = {domain.id: _Table(domain) for domain in domains}
        self._chance = {domain.id: Stream(stream(domain.id)) for domain in domains}

    def begin(self, time: float, forcing: Forcing) -> None:
        """A plausible city at `time`, seconds since 1970, rounded down to a tick.

        ModelError when a model says something that no instrument could observe.
        """
        first = time // TICK * TICK - TICK
        city = City(Moment.of(first, self._zone), forcing)
        for model in self._models:
            model.begin(city, first, self._chance[model.domain].at(self.seed, int(first // TICK)))
        self.state = WorldState(city, first)
        self.tick(forcing)
        self.state.before = self.state.truth

    def tick(self, forcing: Forcing) -> Mapping[str, Floats]:
        """Advance by TICK; the truth at its end, domain -> (things, properties).

        ModelError when a model says something that no instrument could observe.
        """
        state = self.state
        time = state.time + TICK
        state.city.now = Moment.of(time, self._zone)
        state.city.forcing = forcing
        truth: dict[str, Floats] = {}
        for model in self._models:
            name = model.domain
            rng = self._chance[name].at(self.seed, int(time // TICK))
            truth[name] = self._tables[name].of(model.step(state.city, time, rng))
        state.time, state.before, state.truth = time, state.truth, truth
        return truth


class _Table:
    """What a model says of its domain as one table, after a look at what a model may get wrong."""

    def __init__(self, domain: catalogue.Domain) -> None:
        self._domain = domain
        self._names = [item.id for item in domain.properties]
        self._observed = observed(domain)
        self._observed_bytes = self._observed.tobytes()  # comparing them is a tenth of comparing arrays
        self._blank = np.full(len(self._observed), np.nan)

    def of(self, values: Mapping[str, Floats]) -> Floats:
        """(things, properties) in catalogue order, NaN where not observed."""
        table = self._columns(values).T.copy()
        finite = np.isfinite(table)
        if finite.tobytes() != self._observed_bytes:
            missing = self._observed & ~finite
            if missing.any():
                self._refuse(values, table, *np.argwhere(missing)[0])
            table[~self._observed] = np.nan
        return table

    def _columns(self, values: Mapping[str, Floats]) -> Floats:
        """(properties, things) in catalogue order, NaN where the model says nothing."""
        if isinstance(values, Said) and values.names == self._names:
            return values.table
        columns = [values.get(name, self._blank) for name in self._names]
        for name, column in zip(self._names, columns, strict=True):
            if column.shape != self._blank.shape:
                things = len(self._blank)
                raise ModelError(f"{self._domain.id}/{name}: {column.shape} values for {things} things")
        return np.array(columns).reshape(len(self._names), len(self._blank))

    def _refuse(self, values: Mapping[str, Floats], table: Floats, row: int, column: int) -> Never:
        name, thing = self._names[column], self._domain.things[row]
        said = f"says {table[row, column]}" if name in values else "does not say it"
        raise ModelError(f"{self._domain.id}/{thing.id}/{name}: the model {said}")


def stream(name: str) -> int:
    """The random stream of that name, the same whatever other domains there are."""
    return crc32(name.encode())


def observed(domain: catalogue.Domain) -> NDArray[np.bool_]:
    """(things, properties): who observes what."""
    return np.array(
        [[item.id in thing.properties for item in domain.properties] for thing in domain.things], dtype=bool
    ).reshape(len(domain.things), len(domain.properties))
