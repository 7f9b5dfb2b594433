"""A strip across the window: what is wrong with the line and what to do about it, or what is waited for."""

from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar

from dashboard.core.alarms.event import Priority
from dashboard.core.frame import Frame
from dashboard.core.link import Mishap
from dashboard.core.link import Notice as Wrong
from dashboard.ui import words
from dashboard.ui.cards.labels import ElidedLabel, say
from dashboard.ui.cards.state_mark import StateMark
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type

#: Width of the bar that shows how far something is, pixels.
_BAR: Final = 240


class Notice(QFrame):
    """Hidden while all is well."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._context = context
        self._zone = ZoneInfo(context.city.time_zone)
        self._mark = StateMark(context.look, 20)
        self._mark.show_priority(Priority.WARNING)
        self._text = ElidedLabel("", Type.BODY)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 16, 6)
        row.addWidget(self._mark)
        row.addWidget(self._text, 1)
        #: How far the city is that is worked out.
        self.progress = QProgressBar()
        self.progress.setFixedSize(_BAR, 12)
        self.progress.setTextVisible(False)
        self.progress.hide()
        row.addWidget(self.progress)
        self.hide()

    def show_health(self, frame: Frame) -> None:
        """Say what is wrong, if anything is."""
        text = self._words(frame)
        say(self._text, text)
        work = frame.health.working
        waits = frame.health.connected and work is not None
        self.progress.setVisible(waits)
        if waits and work is not None:
            self.progress.setValue(round(100.0 * work.share))
            self.progress.setAccessibleName(text)
        calm = waits and not frame.health.notices
        self._mark.setVisible(not calm)
        if calm is not self.property("waits"):
            self.setProperty("waits", calm)
            self.style().unpolish(self)
            self.style().polish(self)
        self.setVisible(bool(text))

    def words(self) -> str:
        """What it says."""
        return self._text.text()

    def _words(self, frame: Frame) -> str:
        health = frame.health
        if not health.connected:
            text = self.tr("No broker answers: the readings stand still. Trying again by itself.")
        elif health.working is not None:
            text = words.working(self._context.language, health.working, self._zone)
        elif not health.city_online and not health.messages:
            text = self.tr("Waiting for the city: nothing is published yet.")
        elif not health.city_online:
            text = self.tr("The city is silent: its simulators have gone.")
        elif health.dropped:
            text = self.tr("%n message(s) lost here: more comes than can be taken.", "", health.dropped)
        else:
            text = ""
        return " ".join(filter(None, (text, *map(self._say, health.notices))))

    def _say(self, wrong: Wrong) -> str:
        """One mishap in the user's language; a system's own words follow where they help."""
        match wrong.mishap:
            case Mishap.BROKER_ENDED:
                text = self.tr("The broker has ended (status %1); next start in %2 s.")
            case Mishap.CITY_ENDED:
                text = self.tr("The simulators have ended (status %1); next start in %2 s.")
            case Mishap.REFUSED:
                text = self.tr("The broker refuses us (%1): check user and password.")
            case Mishap.ALARMS_UNSAVED:
                text = self.tr("The alarm journal cannot be written (%1); it is tried again by itself.")
            case Mishap.ALARMS_DAMAGED:
                text = self.tr("The alarm journal was damaged; what could be read is kept (%1).")
            case Mishap.HISTORY_FULL:
                text = self.tr("The disk is full: nothing is recorded until there is room again.")
            case Mishap.HISTORY_READ_ONLY:
                text = self.tr("The recording may not be written here: allow it, or start with --history.")
            case Mishap.HISTORY_HELD:
                text = self.tr("Another program holds the recording: nothing is recorded until it lets go.")
            case Mishap.HISTORY_FAILED:
                text = self.tr("Nothing is recorded (%1); it is tried again by itself.")
        return text.replace("%2", f"{wrong.seconds:.0f}").replace("%1", wrong.detail)
