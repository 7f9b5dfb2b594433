"""The high valleys as a small map beside the large one, with the frame of what that one shows."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from dashboard.ui import words
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.look.theme import Theme
from dashboard.ui.map.background import faded
from dashboard.ui.map.canvas import Canvas
from dashboard.ui.map.city_map import CityMap
from dashboard.ui.map.viewport import Viewport

_HEAD: Final = 30
_RADIUS: Final = 8.0
#: Rain below this is not worth a number, mm/h.
_DRY: Final = 1.0


class Inset(QWidget):
    """A click, or Enter, asks to be taken there."""

    #: The pressed place, metres; None for the whole of the high valleys.
    asked = Signal(object)

    def __init__(self, context: Context, city_map: CityMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._map = city_map
        self._canvas = Canvas(city_map.terrain, city_map.things, city_map.overlay, inset=True)
        #: Whether its first picture was made; before that it is empty.
        self.stands = not context.portions.rationed
        self._frame = QRectF()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        context.look.changed.connect(self.update)
        self.retranslate()

    def pieces(self) -> Iterator[None]:
        """Make its first picture, a piece with each step."""
        context = self._context
        return self._canvas.pieces(
            self._view(), context.look.theme, context.language.code, self.devicePixelRatio()
        )

    def map_changed(self) -> None:
        """Something on the map is not as it was."""
        self._canvas.things_changed()
        self.update()

    def hide_domains(self, hidden: frozenset[str]) -> None:
        """Leave out things of these domains."""
        self._canvas.hidden = hidden
        self.update()

    def show_frame_of(self, view: Viewport) -> None:
        """Draw the frame of what the large map shows."""
        if view.box() != self._frame:
            self._frame = view.box()
            self.update()

    def retranslate(self) -> None:
        """The language has changed."""
        self.setAccessibleName(self.tr("High valleys: overview"))
        self.setToolTip(self.tr("Go to the high valleys"))
        self.update()

    def _view(self) -> Viewport:
        width, height = self.width() - 12, self.height() - _HEAD - 8
        return Viewport.around(self._map.terrain.whole, width, height)

    def _paint_head(self, painter: QPainter) -> None:
        """Title, and the highest rain: with its word where there is room."""
        theme, box = self._context.look.theme, QRectF(12, 0, self.width() - 24, _HEAD)
        painter.setFont(font(Type.CAPTION_STRONG))
        painter.setPen(QColor(theme.ink_soft))
        title = self.tr("High valleys")
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, title)
        room = box.width() - painter.fontMetrics().horizontalAdvance(title) - 8
        rate = self._map.conditions.wettest
        if rate >= _DRY:
            amount = f"{words.number(self._context.language, rate)}{words.NARROW}mm/h"
            painter.setFont(font(Type.AXIS))
            painter.setPen(QColor(theme.accent))
            for text in (self.tr("rain %1").replace("%1", amount), amount):
                if painter.fontMetrics().horizontalAdvance(text) <= room:
                    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
                    break

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(208, 376)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._context.look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QColor(theme.accent if self.hasFocus() else theme.hairline)
        painter.setPen(QPen(edge, 2.0 if self.hasFocus() else 1.0))
        painter.setBrush(faded(QColor(theme.raised), 0.94))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        self._paint_head(painter)
        if self.stands:
            self._paint_map(painter, theme)
        painter.end()

    def _paint_map(self, painter: QPainter, theme: Theme) -> None:
        view = self._view()
        painter.save()
        painter.translate(6, _HEAD)
        painter.setClipRect(0, 0, view.width, view.height)
        self._canvas.paint(painter, view, theme, self._context.language.code)
        if not self._frame.isNull():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.ink), 1.2))
            frame = view.transform().mapRect(self._frame)
            painter.drawRect(frame & QRectF(1, 1, view.width - 2, view.height - 2))
        painter.restore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pixel = event.position() - QPointF(6, _HEAD)
        if self.rect().contains(event.position().toPoint()):
            self.asked.emit(self._view().to_plane(pixel) if pixel.y() >= 0 else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.asked.emit(None)
        else:
            super().keyPressEvent(event)
