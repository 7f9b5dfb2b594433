"""The window as a booth: full screen, the loop, alarms that interrupt it, visitors, and the story anew."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from config.scenarios import read_scenarios
from config.story import KEYS, Scenario
from dashboard.core.alarms.event import Alarm
from dashboard.core.frame import Frame
from dashboard.ui import standing, words
from dashboard.ui.booth.banner import Banner
from dashboard.ui.booth.programme import Programme, Show
from dashboard.ui.booth.screen_guard import ScreenGuard
from dashboard.ui.booth.stops import stops
from dashboard.ui.booth.wake import Wake
from dashboard.ui.main_window import MainWindow
from dashboard.ui.map.readings import FAULTS
from dashboard.ui.pump import Pump
from dashboard.ui.views.switch import RESET_KEY

#: A mouse that moved less than this, pixels, was knocked against.
_KNOCK: Final = 12
#: A story that is over begins anew after so many seconds of wall clock.
_REST: Final = 30.0
_TOUCHES: Final = frozenset(
    {QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.Wheel, QEvent.Type.KeyPress}
)
#: The presenter's keys: the loop goes on.
_PRESENTER: Final = frozenset(getattr(Qt.Key, f"Key_{name}") for name in (*KEYS, RESET_KEY, "Shift"))


class Kiosk(QObject):
    """Drives a window through frames alone; `start` it when the window is shown."""

    def __init__(self, window: MainWindow, pump: Pump, wake: Wake, *, idle: float | None = None) -> None:
        """`idle`: the story begins anew so many seconds after the last touch."""
        super().__init__(window)
        self._window = window
        self._context = window.context
        self._wake = wake
        self._zone = ZoneInfo(self._context.city.time_zone)
        self._stops = stops(window.context.city)
        pages = [stop.page for stop in self._stops]
        joined = frozenset(n for n, (one, other) in enumerate(pairwise(pages), start=1) if one == other)
        self.programme = Programme(len(self._stops), idle=idle, joined=joined)
        self._stories: Mapping[str, Scenario] = {
            story.id: story for story in read_scenarios(window.context.city)
        }
        self._shown: Show | None = None
        self._wall = float("nan")
        self._ended = float("nan")
        self._mouse: QPoint | None = None
        #: As the presenter opened the booth: what a visitor leaves otherwise is put back.
        self._language = self._context.language.code
        self._theme = self._context.look.theme
        self._speed: float | None = None
        self.banner = Banner(self._context)
        window.add_below(self.banner)
        pump.frame.connect(self.follow)

    def start(self) -> str:
        """Fill the screen and keep it awake; why it may fall asleep, "" when it will not."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._guard = ScreenGuard(self._window, app)
        self._guard.fill(QGuiApplication.screens())  # also where no window manager would make it full
        handle = self._window.windowHandle()
        if handle is not None:  # what comes from outside, and none of the events within the window
            handle.installEventFilter(self)
        self._hide_cursor(hidden=True)
        return self._wake.hold()

    def stop(self) -> None:
        """Let the screen sleep, and show the cursor."""
        self._hide_cursor(hidden=False)
        self._wake.release()

    def follow(self, frame: Frame) -> None:
        """One display refresh: turn the programme, and the window when it has turned."""
        self._wall = frame.wall
        self.programme.take(frame.events)
        if self._speed is None and frame.clock is not None:
            self._speed = frame.clock.speed
        if self.programme.abandoned(frame.wall):
            self._put_back(frame)
            self._context.intents.command("reset")
        elif self._is_over(frame):
            self._context.intents.command("reset")
        if frame.health.working is not None and frame.clock is None:
            self.programme.hold(frame.wall)
        show = self.programme.at(frame.wall)
        if show != self._shown:
            if self._shown is not None and self._shown.visited:
                self._window.put_away()
            self._shown = show
            self._turn_to(show)
        if show.stop >= 0:
            stop = self._stops[show.stop]
            work = frame.health.working
            story = self._story(frame) if stop.page == "city" else ""
            if work is not None:
                story = words.working(self._context.language, work, self._zone)
            self.banner.show_stop(stop, show.stop, len(self._stops), story)
        elif show.alarm is not None:
            self.banner.show_alarm(self._now(show.alarm), len(self._stops))

    # -- how ---------------------------------------------------------------------------------------

    def _put_back(self, frame: Frame) -> None:
        """Time goes on at its speed, in the language and light of the opening."""
        context, clock = self._context, frame.clock
        if clock is not None and not clock.running:
            context.intents.command("pause", paused=False)
        if clock is not None and self._speed is not None and clock.speed != self._speed:
            context.intents.command("speed", speed=self._speed)
        if context.language.code != self._language:
            context.language.use(self._language)
        if context.look.theme is not self._theme:
            context.look.apply(self._theme)

    def _turn_to(self, show: Show) -> None:
        window = self._window
        self._hide_cursor(hidden=not show.visited)
        if show.visited:
            self.banner.hide()
        elif show.alarm is not None:
            window.show_thing(*self._place(show.alarm))
        else:
            stop = self._stops[show.stop]
            window.show_page(stop.page)
            window.current.focus_on(stop.part or self._worst(stop.page))

    def _now(self, alarm: Alarm) -> Alarm:
        """The alarm as it stands; as it was when nothing is known of it any more."""
        return self._context.alarms.get(alarm.id) or alarm

    def _place(self, alarm: Alarm) -> tuple[str, str]:
        """The page that shows an alarm best, and its thing there."""
        domain, thing = standing.thing_of(alarm)
        if domain not in self._context.city.by_id:  # a gateway, the city
            return "alarms", ""
        mapped = any(stop.page == "city" for stop in self._stops)
        return ("city", alarm.datastream) if mapped else (domain, thing)

    def _worst(self, page: str) -> str:
        """The thing of a domain that has most to say, "" while all is calm."""
        alarms = standing.of_domain(self._context.alarms, page)
        found = next((alarm for alarm in alarms if alarm.kind not in FAULTS), None)
        return standing.thing_of(found)[1] if found is not None else ""

    def _story(self, frame: Frame) -> str:
        """What the story says of this moment, "" while none is told."""
        story = self._stories.get(frame.scenario.scenario)
        if story is None or frame.scenario.begins is None or frame.scenario.phase != "running":
            return ""
        phase = story.phase(frame.now - frame.scenario.begins)
        return self._context.language.text(phase.text) if phase is not None else ""

    def _is_over(self, frame: Frame) -> bool:
        """Whether the story has been over for a while; true once."""
        if frame.scenario.phase != "ended" or not self._ended <= frame.wall:
            self._ended = frame.wall if frame.scenario.phase == "ended" else float("nan")
            return False
        if frame.wall - self._ended < _REST:
            return False
        self._ended = frame.wall
        return not self.programme.show.visited

    def _hide_cursor(self, *, hidden: bool) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        now = app.overrideCursor() is not None
        if hidden and not now:
            app.setOverrideCursor(Qt.CursorShape.BlankCursor)
        elif now and not hidden:
            app.restoreOverrideCursor()

    def _is_touch(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            at = event.globalPosition().toPoint()
            before, self._mouse = self._mouse, self._mouse if self._mouse is not None else at
            if before is None or (at - before).manhattanLength() < _KNOCK:
                return False
            self._mouse = at
            return True
        return event.type() in _TOUCHES

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._is_touch(event):
            presenter = isinstance(event, QKeyEvent) and Qt.Key(event.key()) in _PRESENTER
            self.programme.touch(self._wall, visitor=not presenter)
        return super().eventFilter(watched, event)
