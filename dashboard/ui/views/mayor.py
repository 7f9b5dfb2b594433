"""The mayor's view: five figures, one sentence each, what to do, and the past day."""

from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from dashboard.core.alarms.event import Priority
from dashboard.core.frame import Frame
from dashboard.ui import standing, words
from dashboard.ui.cards.labels import ElidedLabel, label, say, tint
from dashboard.ui.cards.state_mark import StateMark
from dashboard.ui.context import Context
from dashboard.ui.look import theme as tokens
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.map.readings import FAULTS
from dashboard.ui.pace import Pace
from dashboard.ui.pages.city_cards import CityFigure
from dashboard.ui.pages.city_figures import CityFigures
from dashboard.ui.pages.page import Page
from dashboard.ui.views import mayor_words
from dashboard.ui.views.day_curve import DAY, DayCurve

#: Rows lower than this, pixels, have smaller figures.
_COMPACT_BELOW: Final = 130
#: Lower than this they leave the operators' words out.
_DETAIL_FROM: Final = 100


class MayorRow(QFrame):
    """State, figure, sentence, what to do, and a day."""

    def __init__(self, context: Context, zone: ZoneInfo) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._context = context
        self._mark = StateMark(context.look, 34)
        self._title = ElidedLabel("", Type.TITLE, "soft")
        self._figure = label("", Type.KEY)
        self._word = ElidedLabel("", Type.TITLE, "soft")
        self._sentence = label("", Type.LARGE)
        self._sentence.setWordWrap(True)
        self._todo = label("", Type.BODY)
        self._todo.setWordWrap(True)
        self._detail = ElidedLabel("", Type.CAPTION, "soft")
        self.curve = DayCurve(context, zone)
        figures = QVBoxLayout()
        figures.setSpacing(0)
        figures.addStretch(1)
        figures.addWidget(self._title)
        values = QHBoxLayout()
        values.setSpacing(12)
        values.addWidget(self._figure)
        values.addWidget(self._word, 1, Qt.AlignmentFlag.AlignBottom)
        figures.addLayout(values)
        figures.addStretch(1)
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addStretch(1)
        told.addWidget(self._sentence)
        told.addWidget(self._todo)
        told.addWidget(self._detail)
        told.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 16, 6)
        row.setSpacing(18)
        row.addWidget(self._mark)
        row.addLayout(figures, 27)
        row.addLayout(told, 46)
        row.addWidget(self.curve, 27)

    def show_figure(self, figure: CityFigure, now: float) -> None:
        """Say it, and draw its day up to `now`."""
        self._mark.show_priority(figure.priority)
        self._mark.setVisible(figure.known)
        say(self._title, figure.title)
        say(self._figure, figure.figure)
        tint(self._figure, figure.priority)
        say(self._word, figure.word)
        say(self._sentence, mayor_words.sentence(figure))
        todo = self._advice(figure)
        say(self._todo, todo)
        self._todo.setVisible(bool(todo))
        say(self._detail, figure.sentence)
        self.curve.show_day(figure.trend, now, figure.priority, figure.extent)
        self.setAccessibleName(
            f"{figure.title}: {figure.figure} {figure.word}. {self._sentence.text()} {todo}"
        )

    def _advice(self, figure: CityFigure) -> str:
        """What the worst alarm of the service asks for; faults of instruments are its operators' own."""
        if not figure.priority:
            return ""
        found = standing.of_domain(self._context.alarms, figure.page)
        asked = next((alarm for alarm in found if alarm.kind not in FAULTS), None)
        return self._context.language.text(asked.todo) if asked is not None else ""

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        compact = event.size().height() < _COMPACT_BELOW
        self._detail.setVisible(event.size().height() >= _DETAIL_FROM)
        large = font(Type.KEY)
        large.setPixelSize(44 if compact else 72)
        self._figure.setFont(large)
        self._word.setContentsMargins(0, 0, 0, 9 if compact else 16)  # onto the figure's base line
        self._sentence.setFont(font(Type.TITLE if compact else Type.LARGE))
        self._todo.setFont(font(Type.CAPTION if compact else Type.BODY))
        super().resizeEvent(event)


class MayorView(Page):
    """One sentence on the city above five rows."""

    def __init__(self, context: Context, name: str = "mayor", parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        zone = ZoneInfo(context.city.time_zone)
        self._pace = Pace()
        self._figures = CityFigures(context, DAY)
        self._mark = StateMark(context.look, 40)
        self._city = label("", Type.FIGURE)
        self._day = label("", Type.CAPTION, "soft")
        self.rows = {page: MayorRow(context, zone) for page in self._figures.pages}
        head = QHBoxLayout()
        head.setContentsMargins(20, 0, 16, 0)
        head.setSpacing(18)
        head.addWidget(self._mark)
        head.addWidget(self._city, 70)
        head.addWidget(self._day, 30, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.GAP, tokens.GAP, tokens.GAP, tokens.GAP)
        column.setSpacing(tokens.GRID)
        column.addLayout(head)
        for row in self.rows.values():
            column.addWidget(row, 1)
        self.retranslate()

    def show_frame(self, frame: Frame) -> None:
        """One display refresh; words at most twice a second."""
        if self.outdated or frame.restarted:
            self.outdated = False
            self._pace.now()
        if not self._pace.due(frame.wall):
            return
        figures = self._figures.look(frame.now)
        for figure in figures:
            self.rows[figure.page].show_figure(figure, frame.now)
        worst = max((figure.priority for figure in figures), default=Priority.NONE)
        self._mark.show_priority(worst)
        if any(figure.known for figure in figures):
            at_worst = sum(figure.priority is worst for figure in figures)
            say(self._city, self._city_words(worst, at_worst))
        else:
            say(self._city, words.NOTHING)

    def _city_words(self, priority: Priority, services: int) -> str:
        """How the city is, when so many of its services are at that, the worst priority."""
        match priority:
            case Priority.NONE:
                return self.tr("The city is well.")
            case Priority.ADVISORY:
                return self.tr("The city is well; %n services keep watch.", "", services)
            case Priority.WARNING:
                return self.tr("%n services must get ready.", "", services)
            case Priority.ALARM:
                return self.tr("%n services must act now.", "", services)

    def retranslate(self) -> None:
        """The language has changed."""
        self._day.setText(self.tr("The past 24 hours"))
        for row in self.rows.values():
            row.curve.setAccessibleName(self._day.text())
        self._pace.now()
