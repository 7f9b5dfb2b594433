"""A whole evening at a booth as one story, by events alone: a simulated city, the bytes of the wire."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from config.messages import Clock, Command
from config.wire import Decoder, Encoder
from dashboard.core.alarms.event import Alarm, Priority
from dashboard.ui import alarm_words, standing, streams
from dashboard.ui.booth.kiosk import Kiosk
from dashboard.ui.booth.programme import BACK, DWELL, TAKEOVER
from dashboard.ui.booth.stops import sentence, stops
from dashboard.ui.look.theme import DARK, LIGHT
from dashboard.ui.main_window import MainWindow
from dashboard.ui.pages.city import CityPage
from dashboard.ui.pump import Pump
from simulators.clock import SimulatedClock
from simulators.models.registry import build
from simulators.scenario import Player
from simulators.simulation import Simulation
from simulators.stage import Stage
from tests.town import START, Town
from tests.ui.city_room import Asked, nice

#: Simulated seconds per second of the fair, and the seconds without a touch after which it begins anew.
SPEED, IDLE = 60.0, 240.0
#: An hour of the city, in seconds of the fair.
HOUR = 60


class Orders(Asked):
    """What the window asks of the city goes to it as bytes."""

    def __init__(self, town: Town) -> None:
        super().__init__(town)
        self._encoder, self._decoder = Encoder(nice()), Decoder(nice())
        self.waiting: list[Command | Clock] = []

    def command(self, verb: str, **arguments: Any) -> None:
        """To the city."""
        said = self._decoder.decode(*self._encoder.command(Command(verb, arguments)))
        assert isinstance(said, Command)
        self.waiting.append(said)


class Hall:
    """Booth and simulators in one thread. It is the network between them, and the clock on the wall.

    While the city rests the fair goes on: a frame a second, and the story, which yields how many
    seconds it waits. Nothing else lets time pass.
    """

    listens = True

    def __init__(self, qtbot) -> None:
        self.wall = START
        self.town = Town(nice(), speed=SPEED)
        self._encoder, self._decoder = Encoder(nice()), Decoder(nice())
        self.orders = Orders(self.town)
        self.pump = Pump(self.town.pipeline, lambda: self.wall)
        self.window = MainWindow(nice(), self.pump, self.orders, language="en", page="city")
        self.window.resize(1920, 1080)
        qtbot.addWidget(self.window)
        self.kiosk = Kiosk(self.window, self.pump, self, idle=IDLE)
        self.window.show()
        self._new = True
        self._frame_at = self._resume_at = START
        self._over = False

    def tell(self, story: Iterator[float]) -> None:
        """Play the city until the story is told."""
        self._story = story
        self.kiosk.start()
        simulation = Simulation(nice(), build(nice()), 1, Player(nice()))
        Stage(simulation, SimulatedClock(START, START, SPEED), self, lambda: self.wall, self._is_over).play(
            START
        )
        self.kiosk.stop()

    def _is_over(self) -> bool:
        return self._over

    # -- the network, as the city sees it ----------------------------------------------------------

    def publish(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        """Into the window's inbox."""
        self.town.hear(self._decoder.decode(topic, payload))

    def tell_clock(self, clock: Clock) -> None:
        """So is the clock."""
        self.publish(*self._encoder.clock(clock))

    def tell_progress(self, begins: float, time: float, ends: float) -> None:
        """This clock stands still while the city works something out."""
        raise AssertionError("no time passes meanwhile")

    def wait(self, until: float) -> Sequence[Command | Clock]:
        """The fair goes on until then, or until somebody orders something."""
        while self.wall < until and not self.orders.waiting and not self._over:
            self.wall = min(until, self._frame_at)
            if self.wall >= self._frame_at:
                self._frame_at += 1.0
                self._frame()
        said, self.orders.waiting = self.orders.waiting, []
        return said

    def arrived(self) -> bool:
        """Once."""
        new, self._new = self._new, False
        return new

    def _frame(self) -> None:
        self.pump.turn()
        if self.wall >= self._resume_at:
            wait = next(self._story, None)
            self._over = wait is None
            self._resume_at = self.wall + (wait or 0.0)

    # -- the screen, as the kiosk sees it ----------------------------------------------------------

    def hold(self) -> str:
        """Stay awake."""
        return ""

    def release(self) -> None:
        """Sleep."""

    # -- what people do and see --------------------------------------------------------------------

    def press(self, keys: str) -> None:
        """A key of the keyboard, such as Shift+F2."""
        QApplication.processEvents()  # it has been drawn
        *held, key = keys.split("+")
        modifiers = Qt.KeyboardModifier.NoModifier
        for name in held:
            modifiers |= {
                "Ctrl": Qt.KeyboardModifier.ControlModifier,
                "Shift": Qt.KeyboardModifier.ShiftModifier,
            }[name]
        QTest.keyClick(self.window.windowHandle(), getattr(Qt.Key, f"Key_{key}"), modifiers)

    def click(self, widget: QWidget) -> None:
        """With the mouse, in the middle of it."""
        at = widget.mapTo(self.window, widget.rect().center())
        QTest.mouseClick(self.window.windowHandle(), Qt.MouseButton.LeftButton, pos=at)

    def until(self, true: Callable[[], bool], seconds: float, what: str) -> Iterator[float]:
        """Wait for it, so many seconds of the fair at most."""
        deadline = self.wall + seconds
        while not true():
            assert self.wall < deadline, what
            yield 1.0

    def value(self, datastream: str) -> float:
        """The last reading."""
        store = self.town.store
        return streams.last(store, store.find(datastream))

    @property
    def banner(self) -> str:
        """All the words of the band."""
        parts = self.kiosk.banner.findChildren(QWidget)
        return " | ".join(part.text() for part in parts if hasattr(part, "text") and not part.isHidden())

    @property
    def alarm(self) -> Alarm | None:
        """What interrupts the loop."""
        return self.kiosk.programme.show.alarm


def loop(hall: Hall) -> Iterator[float]:
    """The calm city is shown page by page, each with its sentence."""
    context, shown = hall.window.context, []
    yield 1.0
    for stop in stops(nice()):
        assert hall.window.page == stop.page
        told = hall.banner
        shown.append(stop.page)
        assert sentence(context, stop) in told
        yield DWELL
    assert len(set(shown)) == 10
    assert hall.window.page == "city", "and round again"


def storm(hall: Hall) -> Iterator[float]:
    """F2 brings the storm; an alarm interrupts the page that is on, and the loop goes on with it."""
    yield 4.0
    hall.press("F2")
    yield 2.0
    assert hall.town.pipeline.scenario.fired == ("storm_now",)
    before = hall.window.page
    while hall.alarm is None:
        assert hall.wall < START + 8 * HOUR, "an alarm comes"
        before = hall.window.page
        yield 1.0
    alarm, context, page = hall.alarm, hall.window.context, hall.window.current
    assert alarm.priority is Priority.ALARM
    assert isinstance(page, CityPage)
    view, things = page.panel.view, page.panel.map.things
    assert view.choice == things.index(*standing.thing_of(alarm))
    assert (view.navigator.goal.x, view.navigator.goal.y) == tuple(things.at[view.choice])
    card = page.panel.card
    assert card.isVisible()
    assert card.stream is not None
    assert context.store.id(card.stream) == alarm.datastream
    assert len(context.store.window(card.stream, START, hall.town.pipeline.now(hall.wall)).times) > 5, (
        "its plot"
    )
    todo = context.language.text(alarm.todo)
    assert todo
    assert todo in hall.banner
    assert alarm_words.where(context, alarm) in hall.banner
    yield from unplug(hall)
    yield TAKEOVER
    assert hall.alarm is not alarm
    assert hall.window.page == before, "the loop resumes"


def unplug(hall: Hall) -> Iterator[float]:
    """In the middle of it the screen goes and comes back, and then has another resolution."""
    app, window, told = QGuiApplication.instance(), hall.window, hall.banner
    screen = app.primaryScreen()
    for change in (app.screenRemoved, app.screenAdded):
        window.showNormal()  # a window system puts it somewhere, small
        window.setGeometry(QRect(40, 40, 1280, 720))
        change.emit(screen)
        yield 1.0
        assert window.windowState() & Qt.WindowState.WindowFullScreen
        assert window.geometry().topLeft() == screen.geometry().topLeft()
    window.setGeometry(QRect(0, 0, 1280, 720))
    screen.geometryChanged.emit(screen.geometry())
    yield 1.0
    assert window.windowState() & Qt.WindowState.WindowFullScreen
    assert hall.banner == told, "the alarm is still told"


def undo(hall: Hall) -> Iterator[float]:
    """Shift+F2, and the storm has never been: no rain, and the slopes that called are dry."""
    called = [
        alarm
        for alarm in hall.town.book.alarms()
        if alarm.kind == "high" and alarm.active and standing.thing_of(alarm)[0] in ("weather", "landslide")
    ]
    assert len({standing.thing_of(alarm)[0] for alarm in called}) == 2
    hall.press("Shift+F2")
    yield 2.0
    assert hall.town.pipeline.scenario.fired == ()

    def over() -> bool:
        return all(hall.value(alarm.datastream) < alarm.threshold for alarm in called)

    yield from hall.until(over, HOUR, "what called falls back")
    assert hall.value("weather/nice-aeroport/rain_1h") == 0.0


def visitor(hall: Hall) -> Iterator[float]:
    """Somebody takes the mouse, sets everything otherwise and goes; that stays for a while."""
    window, context = hall.window, hall.window.context
    QTest.mouseMove(window.windowHandle(), QPoint(200, 300))
    QTest.mouseMove(window.windowHandle(), QPoint(400, 300))
    yield 1.0
    assert hall.kiosk.programme.show.visited
    assert not hall.kiosk.banner.isVisible()
    for keys in ("Ctrl+6", "Ctrl+L", "Ctrl+T", "F10"):
        hall.press(keys)
    yield 1.0
    slow = next(item for item in window.director.findChildren(QPushButton) if item.text() == "×10")
    hall.click(slow)
    yield 2.0
    assert window.page == "parking"
    assert context.language.code == "fr"
    assert context.look.theme is LIGHT
    assert window.director.isVisible()
    assert hall.town.pipeline.clock.speed == 10.0
    yield BACK + 1.0
    assert hall.kiosk.banner.isVisible(), "the loop is back, in the visitor's language"
    assert context.language.code == "fr"


def anew(hall: Hall) -> Iterator[float]:
    """Nobody came back: story, speed, language and light are those of the opening."""
    window, context, pipeline = hall.window, hall.window.context, hall.town.pipeline
    begins = lambda: pipeline.now(hall.wall) < START + 600.0  # noqa: E731
    yield from hall.until(begins, IDLE, "the story begins anew")
    yield 2.0
    assert pipeline.clock.speed == SPEED
    assert context.language.code == "en"
    assert context.look.theme is DARK
    assert window.director.isHidden()
    assert not hall.town.book.alarms(), "nothing of the evening is left"
    assert hall.kiosk.banner.isVisible()
    page = window.page
    yield 2 * DWELL
    assert window.page != page, "and the loop turns"


def test_an_evening_at_the_booth(qtbot):
    hall = Hall(qtbot)

    def story() -> Iterator[float]:
        for part in (loop, storm, undo, visitor, anew):
            yield from part(hall)

    hall.tell(story())
    assert hall.town.pipeline.turn(hall.wall).health.lost == 0
