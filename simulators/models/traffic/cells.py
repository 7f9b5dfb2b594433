"""The cell transmission model: vehicles move through the cells of all corridors at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from simulators.models.contract import Floats
from simulators.models.traffic.diagram import Diagram

#: Of the room in the first cell behind a ramp, the share that the ramp may take (zipper merge).
ZIPPER: Final = 0.5
#: Fewer vehicles than this in a cell are rounding; left to decay they would end as denormal numbers,
#: with which arithmetic is a hundred times slower.
_NOBODY: Final = 1e-15


@dataclass(frozen=True, slots=True)
class Junction:
    """Where traffic leaves and joins a corridor.

    At `km` from the entrance the share `leave` of the passing flow turns off; `join` is the flow of
    the ramp behind it, as a share of the demand at the corridor's entrance.
    """

    km: float
    leave: float = 0.0
    join: float = 0.0


@dataclass(frozen=True, slots=True)
class Corridor:
    """One directed road: `lanes` lanes of one fundamental diagram over `length` km."""

    diagram: Diagram
    lanes: int
    length: float
    junctions: tuple[Junction, ...] = ()


@dataclass(slots=True)
class Passage:
    """What happened in one call of `advance`; arrays over cells unless said otherwise."""

    flow: Floats  #: mean flow out of the cell, all lanes, veh/h
    density: Floats  #: mean density, veh/km per lane
    speed: Floats  #: flow / density (space-mean), km/h; free speed in an empty cell
    joined: Floats  #: vehicles that came in, per source
    left: Floats  #: vehicles that went out of the network


class Cells:
    """The cells of several corridors in one array, so that a step is a dozen array operations.

    A cell sends y = min(n v dt/dx, Q dt, room downstream) to the next one; its room is
    min(Q dt, w dt/dx (N - n)) (Daganzo 1994). Vehicles come in at sources, the corridors' entrances
    first and then the ramps; what finds no room waits there in a vertical queue. They go out at the
    corridors' ends, which take whatever comes, and at turn-offs; a queue also blocks its turn-offs.

    Cells are as short as `dt` seconds allow: v dt <= dx (Courant-Friedrichs-Lewy), all of one length
    within a corridor. `first` and `last` hold each corridor's first and last cell, `corridor` each
    cell's corridor, `km` each cell's middle, `source` each source's cell, `source_corridor` and
    `source_share` where its demand comes from.
    """

    def __init__(self, corridors: Sequence[Corridor], dt: float) -> None:
        """ValueError if a corridor is shorter than one cell or two of its junctions share a cell."""
        self.dt = dt
        hours = dt / 3600.0
        counts = [int(c.length / (c.diagram.free_speed * hours) + 1e-9) for c in corridors]
        if min(counts) < 1:
            short = corridors[counts.index(0)]
            raise ValueError(f"{short.length:g} km is shorter than one cell of {dt:g} s")

        def spread(values: list[float]) -> Floats:
            return np.repeat(np.array(values, dtype=np.float64), counts)

        ends = np.cumsum(counts, dtype=np.intp)
        self.last: NDArray[np.intp] = ends - 1
        self.first: NDArray[np.intp] = ends - counts
        self.corridor: NDArray[np.intp] = np.repeat(np.arange(len(counts)), counts)
        self.length = spread([c.length / count for c, count in zip(corridors, counts, strict=True)])
        self.km = (np.arange(ends[-1]) - self.first[self.corridor] + 0.5) * self.length
        self.lanes = spread([c.lanes for c in corridors])
        self.free_speed = spread([c.diagram.free_speed for c in corridors])
        self.capacity = self.lanes * spread([c.diagram.capacity for c in corridors])
        self.storage = self.lanes * self.length * spread([c.diagram.jam_density for c in corridors])
        self.critical_density = spread([c.diagram.critical_density for c in corridors])
        self._gap = spread([c.diagram.wave_speed for c in corridors]) * hours / self.length
        self._stay = np.ones(len(self.length))
        source, owner, share = list(self.first), list(range(len(counts))), [1.0] * len(counts)
        self._entrances = len(counts)
        for i, corridor in enumerate(corridors):
            for junction in corridor.junctions:
                cell = self.cell(i, junction.km)
                self._stay[cell - 1] = 1.0 - junction.leave
                source.append(cell)
                owner.append(i)
                share.append(junction.join)
        if any(a == b for a, b in pairwise(sorted(source))):
            raise ValueError("two junctions share a cell, or one is in the first cell")
        self.source = np.array(source, dtype=np.intp)
        self.source_corridor = np.array(owner, dtype=np.intp)
        self.source_share = np.array(share)
        self._priority = np.where(np.arange(len(source)) < len(counts), 1.0, ZIPPER)
        #: What turns off before a ramp needs no room behind it, and a corridor's end no room at all.
        self._stretch = 1.0 / self._stay[self.source - 1]
        self._stretch[: self._entrances] = 1.0
        self._stay[self.last] = 0.0
        self._leave = 1.0 - self._stay

    def cell(self, corridor: int, km: float) -> int:
        """The cell of that corridor, `km` from its entrance; the last one beyond its end."""
        first, last = int(self.first[corridor]), int(self.last[corridor])
        return min(last, first + int(km / self.length[first]))

    def advance(
        self, n: Floats, waiting: Floats, demand: Floats, capacity: Floats, speed: Floats, steps: int
    ) -> Passage:
        """Move the vehicles for `steps` times `dt`; `n` and `waiting` change in place.

        n (cells) and waiting (sources): vehicles; demand (sources) and capacity (cells, all lanes):
        veh/h; speed (cells): free speed of the moment, km/h, at most that of the diagram.
        """
        hours = self.dt / 3600.0
        sent = np.minimum(speed * hours / self.length, 1.0)  # rounding may not send more than there is
        most = capacity * hours
        arriving = demand * hours
        y, room, onward, passed, present = np.zeros((5, len(n)))
        joined = np.zeros(len(waiting))
        next_room, next_n = room[1:], n[1:]
        y_of_all, onward_of_all = y[:-1], onward[:-1]  # but the very last cell
        for _ in range(steps):
            np.subtract(self.storage, n, out=room)
            room *= self._gap
            np.minimum(room, most, out=room)
            waiting += arriving
            free = room[self.source]
            come = np.minimum(waiting, free * self._priority)
            waiting -= come
            joined += come
            ahead = (free - come) * self._stretch
            ahead[: self._entrances] = np.inf
            room[self.source] = ahead
            np.multiply(n, sent, out=y)
            np.minimum(y, most, out=y)
            np.minimum(y_of_all, next_room, out=y_of_all)
            present += n
            passed += y
            np.multiply(y, self._stay, out=onward)
            n -= y
            next_n += onward_of_all
            n[self.source] += come
        total = steps * hours
        flow = passed / total
        density = present / (steps * self.length)
        n[n < _NOBODY] = 0.0
        moving = np.divide(flow, density, out=speed.copy(), where=density > _NOBODY)
        return Passage(flow, density / self.lanes, moving, joined, passed * self._leave)
