"""What else an instrument feels: the humidity of the air, temperature, other gases."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from config.catalogue import City, Domain
from simulators import laws
from simulators.instruments import Instruments
from simulators.models.contract import Floats
from simulators.models.near import nearest, plane

_HUMIDITY: Final = "humidity"


@dataclass(frozen=True, slots=True)
class _Cross:
    """One cross-sensitivity: of `column` to a property of the own domain or of the weather."""

    column: int
    coefficient: Floats  #: (n,) change of the reading per unit, 0 for other instruments
    reference: Floats  #: (n,)
    source: int  #: column of the disturbing property
    station: NDArray[np.intp] | None  #: (n,) weather station; None where it is the thing's own truth


class Surroundings:
    """Hygroscopic growth and cross-sensitivities of the instruments of one domain.

    The weather of a thing is that of the nearest station of its zone that observes it, or else the
    nearest of all. A thing without the disturbing property, or a city without weather, feels nothing.
    """

    def __init__(self, city: City, instruments: Instruments) -> None:
        self._things = instruments.domain.things
        self._weather = city.by_id.get("weather")
        self._wet = instruments.law["hygroscopic"]
        station = self._stations(_HUMIDITY) if self._wet.any() else None
        self._humidity = None
        if station is not None and self._weather is not None:
            self._humidity = (station, self._weather.index(_HUMIDITY))
        self._crosses = self._find_crosses(instruments)

    def seen(
        self,
        y: Floats,
        thing: NDArray[np.intp],
        share: Floats,
        truth: tuple[Floats, Floats],
        weather: tuple[Floats, Floats],
    ) -> Floats:
        """`y` (m, p) of `thing` (m,) at `share` (m,) of the tick, with what its surroundings add."""
        if self._humidity is not None:
            station, column = self._humidity
            humidity = _between(weather, station[thing], column, share)
            y = np.where(self._wet[thing], y * laws.growth(humidity)[:, None], y)
        for cross in self._crosses:
            if cross.station is None:
                disturbing = _between(truth, thing, cross.source, share)
            else:
                disturbing = _between(weather, cross.station[thing], cross.source, share)
            disturbed = cross.coefficient[thing] * (disturbing - cross.reference[thing])
            y[:, cross.column] += np.where(np.isnan(disturbed), 0.0, disturbed)
        return y

    def _find_crosses(self, instruments: Instruments) -> list[_Cross]:
        domain = instruments.domain
        found = []
        for column, item in enumerate(domain.properties):
            kinds = [
                domain.instrument(thing, item.id) if item.id in thing.properties else None
                for thing in self._things
            ]
            for name in sorted({name for kind in kinds if kind is not None for name in kind.cross}):
                coefficient = np.array([0.0 if kind is None else kind.cross.get(name, 0.0) for kind in kinds])
                reference = np.array(
                    [0.0 if kind is None else kind.cross_reference.get(name, 0.0) for kind in kinds]
                )
                own = _index(domain, name)
                if own is not None:
                    found.append(_Cross(column, coefficient, reference, own, None))
                elif self._weather is not None and (station := self._stations(name)) is not None:
                    source = self._weather.index(name)
                    found.append(_Cross(column, coefficient, reference, source, station))
        return found

    def _stations(self, name: str) -> NDArray[np.intp] | None:
        """For each thing the row of its weather station that observes `name`."""
        if self._weather is None:
            return None
        rows = [row for row, thing in enumerate(self._weather.things) if name in thing.properties]
        if not rows:
            return None
        stations = [self._weather.things[row] for row in rows]
        ground = plane([item.position for item in (*stations, *self._things)])
        there, here = ground[: len(rows)], ground[len(rows) :]
        near = nearest(here, there, 1)[0][:, 0]
        own = np.array([item.zone for item in stations])
        zones = np.array([item.zone for item in self._things])
        for zone in np.intersect1d(own, zones):
            local, inside = np.flatnonzero(own == zone), np.flatnonzero(zones == zone)
            near[inside] = local[nearest(here[inside], there[local], 1)[0][:, 0]]
        return np.array(rows, dtype=np.intp)[near]


def _between(ends: tuple[Floats, Floats], rows: NDArray[np.intp], column: int, share: Floats) -> Floats:
    before, now = (values[rows, column] for values in ends)
    return np.asarray(before + (now - before) * share)


def _index(domain: Domain, name: str) -> int | None:
    return next((column for column, item in enumerate(domain.properties) if item.id == name), None)
