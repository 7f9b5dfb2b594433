"""Half a minute around the window, at the first start only: what is where, and what to press."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSettings, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dashboard.core.frame import Frame
from dashboard.ui.cards.labels import label
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.main_window import MainWindow
from dashboard.ui.pages.city import CityPage
from dashboard.ui.pump import Pump

#: Seconds of wall clock for each of the six steps.
STEP: Final = 5.0
_SEEN: Final = "tour/seen"
_WIDTH: Final = 420
_AIR: Final = 10


def first_start(settings: QSettings) -> bool:
    """Whether the tour was never seen."""
    return not settings.value(_SEEN, False, bool)


@dataclass(frozen=True, slots=True)
class Step:
    """What is shown, and its words."""

    widgets: tuple[QWidget, ...]
    words: str


class Tour(QWidget):
    """Lies over the window; one step after the other, by themselves, by Enter, a click, or not at all."""

    def __init__(self, window: MainWindow, pump: Pump, settings: QSettings) -> None:
        super().__init__(window)
        self._window, self._pump, self._settings = window, pump, settings
        self._number = 0
        self._began = float("nan")
        self._bubble = QFrame(self)
        self._bubble.setProperty("role", "panel")
        self._bubble.setFixedWidth(_WIDTH)
        self._words = label("", Type.LARGE)
        self._words.setWordWrap(True)
        self._count = label("", Type.CAPTION, "soft")
        self.next_button, self.skip_button = QPushButton(), QPushButton()
        for button, act in ((self.next_button, self.forward), (self.skip_button, self.end)):
            button.setFont(font(Type.STRONG))
            button.clicked.connect(act)
        row = QHBoxLayout()
        row.addWidget(self._count, 1)
        row.addWidget(self.skip_button)
        row.addWidget(self.next_button)
        column = self._column = QVBoxLayout(self._bubble)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(12)
        column.addWidget(self._words)
        column.addLayout(row)
        window.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def begin(self) -> None:
        """Go round, on the first page of the window."""
        self._window.show_page("city")
        self.resize(self._window.size())
        self.show()
        self.raise_()
        self.next_button.setFocus()
        self._pump.frame.connect(self.follow)
        self._say()

    @property
    def number(self) -> int:
        """The step that is on, from 0."""
        return self._number

    def steps(self) -> Sequence[Step]:
        """Where to look, in the language of now."""
        window = self._window
        page = window.current
        steps = [
            Step(
                (window.bar.vigilance,),
                self.tr(
                    "How the city is, at a glance: a word, a colour and a shape. A click leads to the alarms."
                ),
            )
        ]
        if isinstance(page, CityPage):
            steps += [
                Step(
                    (page.panel,),
                    self.tr(
                        "Every shape is a sensor. What is calm is an outline; click anything for its curve."
                    ),
                ),
                Step(
                    tuple(page.cards.values()),
                    self.tr("Five figures sum the city up. Each leads to the page of its service."),
                ),
                Step(
                    (page.strip,),
                    self.tr("What calls for somebody, the worst first, and what to do about it."),
                ),
            ]
        return [
            *steps,
            Step(
                tuple(window.rail.buttons.values()),
                self.tr("A page for every service. Platform shows what each alone would never see."),
            ),
            Step(
                (window.rail.drawer,),
                self.tr("The Director starts a storm; F2 to F9 make things happen now. F1 shows every key."),
            ),
        ]

    def follow(self, frame: Frame) -> None:
        """One display refresh: the time of a step passes."""
        if not self._began <= frame.wall:  # the first, and a clock that was set back
            self._began = frame.wall
        elif frame.wall - self._began >= STEP:
            self.forward()

    def forward(self) -> None:
        """To the next step, or to the end."""
        self._began = float("nan")
        self._number += 1
        if self._number >= len(self.steps()):
            self.end()
        else:
            self._say()

    def end(self) -> None:
        """It was seen: it does not come again."""
        self._settings.setValue(_SEEN, True)
        self._settings.sync()
        self._pump.frame.disconnect(self.follow)
        self._window.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    # -- how ---------------------------------------------------------------------------------------

    def _say(self) -> None:
        steps = self.steps()
        self._words.setText(steps[self._number].words)
        self._count.setText(f"{self._number + 1} / {len(steps)}")
        last = self._number == len(steps) - 1
        self.next_button.setText(self.tr("Begin") if last else self.tr("Next"))
        self.skip_button.setText(self.tr("Skip"))
        self.skip_button.setVisible(not last)
        self.setAccessibleName(self._words.text())
        self._place()

    def _target(self) -> QRect:
        """The part of the window that the step is about."""
        found = QRect()
        for widget in self.steps()[self._number].widgets:
            found |= QRect(widget.mapTo(self._window, QPoint(0, 0)), widget.size())
        return found.adjusted(-6, -6, 6, 6) & self.rect().adjusted(2, 2, -2, -2)

    def _place(self) -> None:
        """The bubble stands beside its target, where there is most room, or in the middle of a large one."""
        target = self._target()
        border = 2  # of the panel, at both sides
        self._bubble.setFixedHeight(self._column.heightForWidth(_WIDTH - border) + border)
        high, wide = self._bubble.height(), self._bubble.width()
        room = self.rect().adjusted(_AIR, _AIR, -_AIR, -_AIR)
        left = target.center().x() - wide // 2
        top = target.center().y() - high // 2
        if room.bottom() - target.bottom() >= high + _AIR:
            top = target.bottom() + _AIR
        elif target.top() - room.top() >= high + _AIR:
            top = target.top() - high - _AIR
        elif room.right() - target.right() >= wide + _AIR:
            left = target.right() + _AIR
        elif target.left() - room.left() >= wide + _AIR:
            left = target.left() - wide - _AIR
        self._bubble.move(
            min(max(left, room.left()), room.right() - wide), min(max(top, room.top()), room.bottom() - high)
        )
        self.update()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() == QEvent.Type.Resize:
                self.resize(self._window.size())
                self._place()
            elif event.type() == QEvent.Type.LanguageChange:
                self._say()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.forward()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Right):
            self.forward()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._window.context.look.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        target = QRectF(self._target())
        around, hole = QPainterPath(), QPainterPath()
        around.addRect(QRectF(self.rect()))
        hole.addRoundedRect(target, 12, 12)
        veil = QColor(theme.ground)
        veil.setAlpha(190)
        painter.fillPath(around - hole, veil)
        painter.setPen(QPen(QColor(theme.accent), 2.5))
        painter.drawPath(hole)
        painter.end()
