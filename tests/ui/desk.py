"""A whole window over a lively city, played turn by turn without a broker."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Any

from msgspec import Struct
from PySide6.QtWidgets import QApplication

from config.messages import Observation
from dashboard.ui.context import Context
from dashboard.ui.main_window import MainWindow
from dashboard.ui.portions import Portions
from dashboard.ui.pump import Pump
from tests.town import START, Town
from tests.ui.city_room import Asked, nice
from tests.ui.lively import LivelyCity

#: From minute to minute, in which pieces a city was listened to.
Stretches = tuple[tuple[float, float], ...]


@lru_cache(maxsize=128)
def told(storm: bool, stretches: Stretches) -> tuple[LivelyCity, list[Observation]]:
    """A city that was listened to from minute to minute, and what it said last; many tests begin alike."""
    if not stretches:
        return LivelyCity(nice(), storm=storm, hours=1.5), []
    city = told(storm, stretches[:-1])[0].twin()
    since, until = (START + 60.0 * minute for minute in stretches[-1])
    return city, list(city.between(since, until, START))


@lru_cache(maxsize=16)
def known(storm: bool, stretches: Stretches) -> Town:
    """A town that has heard and judged what such a city said; it is copied, not played."""
    if not stretches:
        town = Town(nice(), speed=60.0)
        town.hear(*told(storm, ())[0].begin(START, START))
        return town
    town = twin(known(storm, stretches[:-1]))
    town.hear(*told(storm, stretches)[1])
    town.turn(stretches[-1][1])
    return town


def twin(town: Town) -> Town:
    """One that goes on alike, on its own; the catalogue, which nobody changes, is the same."""
    lock = town.inbox._lock
    return copy.deepcopy(town, {**_catalogue(), id(lock): lock})


@cache
def _catalogue() -> dict[int, Any]:
    return {id(part): part for part in _parts(nice())}


def _parts(item: Any) -> Iterator[Any]:
    inner: Any = ()
    if isinstance(item, Struct):
        inner = [getattr(item, name) for name in item.__struct_fields__]
    elif isinstance(item, dict):
        inner = item.values()
    elif isinstance(item, tuple | list):
        inner = item
    yield item
    for part in inner:
        yield from _parts(part)


class Desk:
    """Minutes count from the start of the story. Nothing beats by itself: `turn` is the heartbeat.

    The window opens on a city that was listened to for `since` minutes; its first frame is the next turn.
    """

    def __init__(
        self,
        *,
        storm: bool = False,
        since: int = 0,
        page: str = "water",
        language: str = "en",
        portions: Portions | None = None,
    ) -> None:
        self._storm = storm
        self._stretches: Stretches = tuple((float(minute), minute + 15.0) for minute in range(0, since, 15))
        self.minute = float(since)
        self.town = twin(known(storm, self._stretches))
        self.asked = Asked(self.town)
        self.pump = Pump(self.town.pipeline, self.wall)
        self.window = MainWindow(
            nice(), self.pump, self.asked, language=language, page=page, portions=portions
        )
        self.window.resize(1920, 1080)

    def wall(self) -> float:
        """One second of wall clock is a minute of the city."""
        return START + self.minute

    @property
    def context(self) -> Context:
        """What the window's views look at."""
        return self.window.context

    def play(self, minutes: float, step: float = 5.0) -> None:
        """So much of the city's time passes, with everything that its things say."""
        end = self.minute + minutes
        while self.minute < end:
            since, self.minute = self.minute, min(self.minute + step, end)
            self._stretches += ((since, self.minute),)
            self.town.hear(*told(self._storm, self._stretches)[1])
            self.pump.turn()

    def turn(self, minutes: float = 1.0) -> None:
        """A frame in which nothing is said."""
        self.minute += minutes
        self.pump.turn()


@contextmanager
def lasting(desk: Desk) -> Iterator[Desk]:
    """Shown, for the tests of a module, each of which puts back what it changes; closed at the end."""
    desk.window.show()
    kept = QApplication.topLevelWidgets()  # held, so that they are known again after each test
    yield desk
    del kept
    desk.window.close()
    desk.window.deleteLater()
