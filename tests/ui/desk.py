"""A whole window over a lively city, played turn by turn without a broker."""

from dashboard.ui.context import Context
from dashboard.ui.main_window import MainWindow
from dashboard.ui.pump import Pump
from tests.town import START, Town
from tests.ui.city_room import Asked, nice
from tests.ui.lively import LivelyCity


class Desk:
    """Minutes count from the start of the story. Nothing beats by itself: `turn` is the heartbeat."""

    def __init__(self, *, storm: bool = False, page: str = "water", language: str = "en") -> None:
        self.town = Town(nice(), speed=60.0)
        self.asked = Asked(self.town)
        self.lively = LivelyCity(nice(), storm=storm, hours=1.5)
        self.minute = 0.0
        self.town.hear(*self.lively.begin(START, START))
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
            times = START + 60.0 * since, START + 60.0 * self.minute
            self.town.hear(*self.lively.between(*times, START))
            self.pump.turn()

    def turn(self, minutes: float = 1.0) -> None:
        """A frame in which nothing is said."""
        self.minute += minutes
        self.pump.turn()
