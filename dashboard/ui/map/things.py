"""The city's things on the plane, and how each of them is."""

from typing import Final, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from config.catalogue import City, Shape
from dashboard.core.alarms.book import AlarmBook
from dashboard.core.readings.store import Store
from dashboard.core.readings.table import Place
from dashboard.ui.map import readings
from dashboard.ui.map.projection import Projection

Points = NDArray[np.float64]

SHAPES: Final[tuple[Shape, ...]] = get_args(Shape)
#: The shape of things of a domain that the city does not know.
_STRANGE: Final[Shape] = "star"


class Key(NamedTuple):
    """Which thing it is: its table and row there."""

    domain: str
    row: int


class Things:
    """All things whose place is known; arrays (n,) in the order in which they became known."""

    def __init__(self, city: City, store: Store, alarms: AlarmBook, projection: Projection) -> None:
        self._city = city
        self._store = store
        self._alarms = alarms
        self._projection = projection
        self._known: dict[str, int] = {}
        #: Rows of things whose place is unknown, by domain.
        self._waiting: dict[str, list[int]] = {}
        self.keys: list[Key] = []
        #: Of each: number of its table in the store, and its row there.
        self._domain: NDArray[np.intp] = np.zeros(0, dtype=np.intp)
        self._row: NDArray[np.intp] = np.zeros(0, dtype=np.intp)
        self.at: Points = np.zeros((0, 2))  #: metres
        self.shape: NDArray[np.uint8] = np.zeros(0, dtype=np.uint8)
        self.level: NDArray[np.uint8] = np.zeros(0, dtype=np.uint8)
        #: It is calm as far as is known, but was never heard or fell silent.
        self.silent: NDArray[np.bool_] = np.zeros(0, dtype=bool)
        self.refresh()

    def __len__(self) -> int:
        return len(self.keys)

    def place(self, index: int) -> Place:
        """What is known of one."""
        key = self.keys[index]
        return self._store.tables[key.domain].places[key.row]

    def index(self, domain: str, thing: str) -> int | None:
        """The number of a thing on the map, None when it is not there."""
        table = self._store.tables.get(domain)
        row = table.row(thing) if table is not None else None
        for number, key in enumerate(self.keys):
            if key.domain == domain and key.row == row:
                return number
        return None

    def refresh(self) -> bool:
        """Look again; whether anything is not as it was."""
        grown = self._grow()
        level, silent = self._states()
        same = not grown and np.array_equal(level, self.level) and np.array_equal(silent, self.silent)
        self.level, self.silent = level, silent
        return not same

    def _grow(self) -> bool:
        """Take in things that are new, or whose place was unknown until now."""
        before = len(self.keys)
        for number, (domain, table) in enumerate(self._store.tables.items()):
            rows = [*self._waiting.get(domain, ()), *range(self._known.get(domain, 0), len(table))]
            places = [table.places[row].position for row in rows]
            self._known[domain] = len(table)
            self._waiting[domain] = [row for row, at in zip(rows, places, strict=True) if at is None]
            rows = [row for row, at in zip(rows, places, strict=True) if at is not None]
            if not rows:
                continue
            self.keys += [Key(domain, row) for row in rows]
            self._domain = np.append(self._domain, np.full(len(rows), number))
            self._row = np.append(self._row, rows)
            more = self._projection.to_metres(np.array([at for at in places if at is not None]))
            self.at = np.concatenate([self.at, more])
            shape = np.uint8(SHAPES.index(self._shape(domain)))
            self.shape = np.append(self.shape, np.full(len(rows), shape))
        return len(self.keys) > before

    def _shape(self, domain: str) -> Shape:
        known = self._city.by_id.get(domain)
        return _STRANGE if known is None else known.shape

    def _states(self) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
        """(n,) worst priority, and (n,) whether it is silent; silence alone is no colour but dashes."""
        level, silent = np.zeros(len(self), dtype=np.uint8), np.zeros(len(self), dtype=bool)
        alarms = self._alarms.alarms()
        for number, table in enumerate(self._store.tables.values()):
            mine = self._domain == number
            rows = self._row[mine]
            level[mine] = readings.levels(alarms, table, readings.SILENCE)[rows]
            silent[mine] = readings.silent(alarms, table)[rows]
        return level, silent & (level == 0)
