"""Paints five departments side by side: each knows its own state and guesses at the cause."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from config.effects import Department
from dashboard.core.alarms.event import Priority
from dashboard.ui import words
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.look.glyphs import paint_state
from dashboard.ui.look.theme import RADIUS
from dashboard.ui.views.line import CENTRE, width, write
from dashboard.ui.views.scene_layout import Layout
from dashboard.ui.views.strip import Strip

translate = QCoreApplication.translate


class BoxPainter:
    """Paints with one painter into one layout, between two times (seconds since 1970)."""

    def __init__(
        self, painter: QPainter, layout: Layout, context: Context, since: float, until: float
    ) -> None:
        self._painter, self._layout, self._context = painter, layout, context
        self._theme = context.look.theme
        self._zone = ZoneInfo(context.city.time_zone)
        ends = (words.time_of_day(time, self._zone) for time in (since, until))
        self._hours = " – ".join(ends)

    def paint(self, strips: Sequence[Strip]) -> None:
        """Every box with its walls, words and guess."""
        for department in self._context.effects.departments:
            self._box(department, [item for item in strips if item.effect.department == department.id])

    def _box(self, department: Department, own: Sequence[Strip]) -> None:
        painter, theme, small = self._painter, self._theme, self._layout.compact
        box = self._layout.boxes[department.id]
        worst = max((item.priority for item in own), default=Priority.NONE)
        painter.setPen(QPen(theme.fill(worst) if worst else QColor(theme.hairline), 2.0 if worst else 1.2))
        painter.setBrush(theme.tint(worst))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        left, wide, line = box.left() + 20, box.width() - 40, box.top() + (14 if small else 24)
        title = QRectF(left, line, wide, 28)
        write(
            painter, title, font(Type.TITLE if small else Type.LARGE), theme.ink,
            self._context.language.text(department.name),
        )  # fmt: skip
        line += 32 if small else 44
        size = 24.0 if small else 36.0
        paint_state(painter, worst, QPointF(left + size / 2, line + size / 2), size, theme)
        beside = QRectF(left + size + 12, line - 2, wide - size - 12, size + 4)
        state = font(Type.LARGE if small else Type.FIGURE)
        write(painter, beside, state, theme.text(worst), words.priority_word(worst))
        since = [item.begun.time for item in own if item.begun is not None and item.priority]
        if since:
            told = translate("silos", "since %1").replace("%1", words.time_of_day(min(since), self._zone))
            below = QRectF(left, line + size + 3, wide, 20 if small else 26)
            write(painter, below, font(Type.CAPTION if small else Type.LARGE), theme.ink_soft, told)
        for item in own:
            self._words(item)
        self._guess(department, box, bool(worst))

    def _words(self, item: Strip) -> None:
        """Name, value and place above the curve; what it draws and its hours below."""
        painter, theme, small = self._painter, self._theme, self._layout.compact
        curve = self._layout.curves_in_box[item.effect.id]
        line = QRectF(curve.left(), curve.top() - self._layout.words, curve.width(), 20 if small else 24)
        write(painter, line, font(Type.CAPTION_STRONG if small else Type.TITLE), theme.ink_soft, item.name)
        sizes = (Type.LARGE, Type.TITLE, Type.BODY) if small else (Type.KEY, Type.FIGURE, Type.LARGE)
        fitting = (kind for kind in sizes if width(font(kind), item.value) <= curve.width())
        value = QRectF(curve.left(), line.bottom() - 2, curve.width(), 26 if small else 52)
        write(painter, value, font(next(fitting, sizes[-1])), theme.text(item.priority), item.value)
        place = QRectF(curve.left(), value.bottom(), curve.width(), 17)
        write(painter, place, font(Type.CAPTION if small else Type.BODY), theme.ink_soft, item.place)
        below = QRectF(curve.left(), curve.bottom() + 1, curve.width(), 16)
        drawn = "" if item.item is None else self._context.language.text(item.item.name)
        told = f"{drawn} · {self._hours}"
        fits = drawn and width(font(Type.AXIS), told) <= curve.width()
        write(painter, below, font(Type.AXIS), theme.ink_faint, told if fits else self._hours)

    def _guess(self, department: Department, box: QRectF, wrong: bool) -> None:
        """At the foot: the cause, as far as this department knows."""
        painter, theme, small = self._painter, self._theme, self._layout.compact
        high = 116.0 if small else 176.0
        foot = QRectF(box.left() + 12, box.bottom() - high - 12, box.width() - 24, high)
        edge = QColor(theme.ink_faint if wrong else theme.hairline)
        painter.setPen(QPen(edge, 1.2, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(theme.ground))
        painter.drawRoundedRect(foot, 10, 10)
        caption = QRectF(foot.left() + 8, foot.top() + 8, foot.width() - 16, 20)
        cause = translate("silos", "CAUSE")
        write(painter, caption, font(Type.CAPTION_STRONG), theme.ink_soft, cause, CENTRE)
        large = font(Type.KEY)
        large.setPixelSize(34 if small else 60)
        sign = QRectF(caption.left(), caption.bottom(), caption.width(), 40 if small else 66)
        colour = theme.ink if wrong else theme.ink_faint
        write(painter, sign, large, colour, "?" if wrong else words.NOTHING, CENTRE)
        text = translate("silos", "nothing to explain")
        if wrong:
            text = self._context.language.text(department.guess)
        face = font(Type.BODY if small else Type.LARGE)
        if not small:
            face.setPixelSize(24)
        face.setItalic(wrong)
        painter.setFont(face)
        painter.setPen(QColor(theme.ink if wrong else theme.ink_soft))
        below = QRectF(sign.left(), sign.bottom(), sign.width(), foot.bottom() - sign.bottom() - 4)
        painter.drawText(below, int(CENTRE | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap), text)
