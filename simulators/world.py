"""One tick of the whole city: its models in order, coupled through one state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from zlib import crc32
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from config import catalogue
from simulators.models.contract import TICK, City, Floats, Forcing, Model, ModelError, Moment, Stream


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
        self._domains = {model.domain: city.domain(model.domain) for model in models}
        self._chance = {name: Stream(stream(name)) for name in self._domains}
        self._observed = {name: observed(domain) for name, domain in self._domains.items()}
        self._blank = {name: np.full(len(wanted), np.nan) for name, wanted in self._observed.items()}

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
            truth[name] = self._table(name, model.step(state.city, time, rng))
        state.time, state.before, state.truth = time, state.truth, truth
        return truth

    def _table(self, name: str, values: Mapping[str, Floats]) -> Floats:
        """A model's arrays as one table, after a look at what a model may get wrong."""
        domain, wanted, blank = self._domains[name], self._observed[name], self._blank[name]
        columns = [values.get(item.id, blank) for item in domain.properties]
        for item, column in zip(domain.properties, columns, strict=True):
            if column.shape != blank.shape:
                raise ModelError(f"{name}/{item.id}: {column.shape} values for {len(blank)} things")
        table = np.array(columns).reshape(wanted.shape[::-1]).T.copy()
        odd = np.isfinite(table) != wanted
        if not odd.any():
            return table
        table[~wanted] = np.nan
        if (odd & wanted).any():
            thing, column = np.argwhere(odd & wanted)[0]
            item = domain.properties[column]
            said = f"says {table[thing, column]}" if item.id in values else "does not say it"
            raise ModelError(f"{name}/{domain.things[thing].id}/{item.id}: the model {said}")
        return table


def stream(name: str) -> int:
    """The random stream of that name, the same whatever other domains there are."""
    return crc32(name.encode())


def observed(domain: catalogue.Domain) -> NDArray[np.bool_]:
    """(things, properties): who observes what."""
    return np.array(
        [[item.id in thing.properties for item in domain.properties] for thing in domain.things], dtype=bool
    ).reshape(len(domain.things), len(domain.properties))
