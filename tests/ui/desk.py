"""A whole window over a lively city, played turn by turn without a broker."""

from functools import lru_cache

from config.messages import Observation
from dashboard.ui.context import Context
from dashboard.ui.main_window import MainWindow
from dashboard.ui.pump import Pump
from tests.town import START, Town
from tests.ui.city_room import Asked, nice
from tests.ui.lively import LivelyCity


@lru_cache(maxsize=128)
def told(storm: bool, stretches: tuple[tuple[float, float], ...]) -> tuple[LivelyCity, list[Observation]]:
    """A city that was listened to from minute to minute, and what it said last; many tests begin alike."""
    if not stretches:
        return LivelyCity(nice(), storm=storm, hours=1.5), []
    city = told(storm, stretches[:-1])[0].twin()
    since, until = (START + 60.0 * minute for minute in stretches[-1])
    return city, list(city.between(since, until, START))


class Desk:
    """Minutes count from the start of the story. Nothing beats by itself: `turn` is the heartbeat."""

    def __init__(self, *, storm: bool = False, page: str = "water", language: str = "en") -> None:
        self.town = Town(nice(), speed=60.0)
        self.asked = Asked(self.town)
        self._storm = storm
        self.minute = 0.0
        self._stretches: tuple[tuple[float, float], ...] = ()
        self.town.hear(*told(storm, ())[0].begin(START, START))
        self.pump = Pump(self.town.pipeline, self.wall)
        self.window = MainWindow(nice(), self.pump, self.asked, language=language, page=page)
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
