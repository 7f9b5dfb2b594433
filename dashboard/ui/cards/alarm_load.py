"""Painted figures of how well the alarms serve: how many came when, and the mix of their priorities."""

from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from dashboard.core.alarms.event import Priority
from dashboard.core.alarms.health import ACCEPTABLE, FLOOD, MIX, SPAN
from dashboard.ui import words
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.look.glyphs import paint_state

#: So much of the city's time is drawn, seconds.
DAY: Final = 86400.0
_AXIS: Final = 22.0
_MARGIN: Final = 34.0
_EVERY: Final = 6 * 3600.0
_ROW: Final = 34.0


class LoadChart(QWidget):
    """Alarms in every ten minutes of the last day, against the two yardsticks."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._zone = ZoneInfo(context.city.time_zone)
        self._bars: tuple[tuple[float, int], ...] = ()
        self._now = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        context.look.changed.connect(self.update)

    def show_history(self, history: tuple[tuple[float, int], ...], now: float) -> None:
        """(begin, alarms) of every ten minutes in which any came; `now` is the city's time."""
        bars = tuple(item for item in history if item[0] > now - DAY)
        now = now // SPAN * SPAN + SPAN
        if (bars, now) != (self._bars, self._now):
            self._bars, self._now = bars, now
            most = max((count for _, count in bars), default=0)
            self.setAccessibleDescription(words.number(self._context.language, most))
            self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(600, 180)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 90)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, language = self._context.look.theme, self._context.language
        painter = QPainter(self)
        face = font(Type.AXIS)
        painter.setFont(face)
        box = QRectF(self.rect()).adjusted(_MARGIN, 8, -6, -_AXIS)
        top = max(1.25 * FLOOD, 1.1 * max((count for _, count in self._bars), default=0))
        per_second, per_alarm = box.width() / DAY, box.height() / top
        since = self._now - DAY
        for level, priority in ((ACCEPTABLE, Priority.NONE), (FLOOD, Priority.ALARM)):
            y = box.bottom() - level * per_alarm
            painter.setPen(QPen(theme.fill(priority), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(QColor(theme.ink_faint))
            where = QRectF(0, y - 9, _MARGIN - 6, 18)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(where, right, words.number(language, level))
        for begin, count in self._bars:
            flooding = count > FLOOD
            colour = theme.fill(Priority.ALARM) if flooding else QColor(theme.accent)
            x, height = box.left() + (begin - since) * per_second, count * per_alarm
            width = max(2.0, SPAN * per_second - 1.0)
            painter.fillRect(QRectF(x, box.bottom() - height, width, height), colour)
        painter.setPen(QColor(theme.hairline))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.setPen(QColor(theme.ink_faint))
        time = (since // _EVERY + 1) * _EVERY
        while time <= self._now:
            x = box.left() + (time - since) * per_second
            text = words.time_of_day(time, self._zone)
            wide = QFontMetricsF(face).horizontalAdvance(text)
            left = min(max(box.left(), x - wide / 2), box.right() - wide)
            painter.drawText(QPointF(left, self.height() - 6.0), text)
            time += _EVERY
        painter.end()


class MixBars(QWidget):
    """The share of each priority beside the share that makes it mean something."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._mix: dict[Priority, float] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        context.look.changed.connect(self.update)

    def show_mix(self, mix: dict[Priority, float]) -> None:
        """Shares, 0 to 1; empty before the first alarm."""
        if mix != self._mix:
            self._mix = mix
            said = [
                f"{words.priority_word(p)} {words.number(self._context.language, 100 * share)} %"
                for p, share in mix.items()
            ]
            self.setAccessibleDescription(", ".join(said))
            self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(300, round(_ROW * len(MIX)))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, round(_ROW * len(MIX)))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, language = self._context.look.theme, self._context.language
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(Type.CAPTION))
        metrics = QFontMetricsF(font(Type.CAPTION))
        names = max(metrics.horizontalAdvance(words.priority_word(p)) for p in MIX) + 34
        figures = metrics.horizontalAdvance("100 % / 80 %") + 12
        for number, (priority, wanted) in enumerate(MIX.items()):
            middle = number * _ROW + _ROW / 2
            share = self._mix.get(priority, 0.0)
            paint_state(painter, priority, QPointF(10, middle), 16, theme)
            painter.setPen(QColor(theme.ink))
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(26, middle - 12, names, 24), left, words.priority_word(priority))
            bar = QRectF(names, middle - 6, max(40.0, self.width() - names - figures), 12)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.hairline))
            painter.drawRoundedRect(bar, 4, 4)
            if share > 0:
                painter.setBrush(theme.fill(priority))
                painter.drawRoundedRect(QRectF(bar.topLeft(), bar.bottomRight()).adjusted(
                    0, 0, -bar.width() * (1 - share), 0), 4, 4)  # fmt: skip
            x = bar.left() + wanted * bar.width()
            painter.setPen(QPen(QColor(theme.ink), 2))
            painter.drawLine(QPointF(x, bar.top() - 4), QPointF(x, bar.bottom() + 4))
            text = words.number(language, 100 * share) if self._mix else words.NOTHING
            goal = f"{text} % / {words.number(language, 100 * wanted)} %"
            painter.setPen(QColor(theme.ink_soft))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(bar.right(), middle - 12, figures, 24), right, goal)
        painter.end()
