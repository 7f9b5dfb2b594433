"""A wind rose: from where it blew in a span of time, how strongly, and from where it blows now."""

import math
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from dashboard.ui.look.fonts import Type, font
from dashboard.ui.look.look import Look

Floats = NDArray[np.float64]
SECTORS: Final = 16
#: Below this a vane turns as it likes, m/s (WMO-No. 8: calm is under 0.5 m/s).
CALM: Final = 0.5
#: Upper bounds of the weaker classes of speed, m/s: Beaufort 3 and 5.
STRENGTHS: Final = (5.5, 10.8)


@dataclass(frozen=True, slots=True)
class Rose:
    """Shares of all readings."""

    shares: Any  #: (SECTORS, len(STRENGTHS) + 1): sectors clockwise from north, weak to strong
    calm: float
    direction: float  #: degrees from which it blows now; NaN when calm or unknown
    speed: float  #: m/s now, NaN when unknown


def rose(directions: Floats, speeds: Floats) -> Rose:
    """The rose of readings in order of time: degrees from north (n,) and m/s (n,)."""
    shares = np.zeros((SECTORS, len(STRENGTHS) + 1))
    if not len(speeds):
        return Rose(shares, 0.0, math.nan, math.nan)
    blows = speeds >= CALM
    sector = np.round(directions[blows] * SECTORS / 360.0).astype(int) % SECTORS
    np.add.at(shares, (sector, np.searchsorted(STRENGTHS, speeds[blows], side="right")), 1.0)
    direction = float(directions[-1]) if blows[-1] else math.nan
    return Rose(shares / len(speeds), 1.0 - float(blows.mean()), direction, float(speeds[-1]))


def compass(degrees: float) -> str:
    """One of eight points of the compass, as a word of the current language."""
    points = QCoreApplication.translate("WindRose", "N NE E SE S SW W NW").split()
    return points[round(degrees / 45.0) % 8]


class WindRose(QWidget):
    """Petals point to where the wind comes from; the arrow flies with it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._rose: Rose | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look.changed.connect(self.update)

    def show_rose(self, shown: Rose | None) -> None:
        """Show that; None for no wind known."""
        self._rose = shown
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(150, 150)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, 84)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self.width() / 2, self.height() / 2)
        radius = min(self.width(), self.height()) / 2 - 17.0
        painter.setPen(QPen(QColor(theme.hairline), 1))
        for share in (0.5, 1.0):
            painter.drawEllipse(QPointF(0, 0), share * radius, share * radius)
        self._paint_points(painter, radius)
        if self._rose is not None:
            self._paint_petals(painter, radius, self._rose)
            if math.isfinite(self._rose.direction):
                self._paint_arrow(painter, radius, self._rose.direction)
        painter.end()

    # -- how ---------------------------------------------------------------------------------------

    def _paint_points(self, painter: QPainter, radius: float) -> None:
        painter.setFont(font(Type.AXIS))
        painter.setPen(QColor(self._look.theme.ink_faint))
        for degrees in (0.0, 90.0, 180.0, 270.0):
            at = _toward(degrees, radius + 9.0)
            box = QRectF(at.x() - 12, at.y() - 9, 24, 18)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, compass(degrees))

    def _paint_petals(self, painter: QPainter, radius: float, shown: Rose) -> None:
        theme = self._look.theme
        longest = max(float(shown.shares.sum(axis=1).max()), 1.0 / SECTORS)
        painter.setPen(Qt.PenStyle.NoPen)
        for sector in range(SECTORS):
            inner = 0.0
            for strength, share in enumerate(shown.shares[sector].tolist()):
                outer = inner + share / longest * radius
                if share > 0:
                    colour = QColor(theme.water)
                    colour.setAlpha((90, 165, 255)[strength])
                    painter.setBrush(colour)
                    painter.drawPath(_petal(sector * 360.0 / SECTORS, inner, outer))
                inner = outer

    def _paint_arrow(self, painter: QPainter, radius: float, degrees: float) -> None:
        theme = self._look.theme
        painter.save()
        painter.rotate(degrees)
        painter.setPen(QPen(QColor(theme.panel), 2.0))
        painter.setBrush(QColor(theme.ink))
        size = max(7.0, radius * 0.17)
        top = -radius
        # It stands at the rim, where the wind comes from, and points inward.
        painter.drawPolygon(
            QPolygonF([QPointF(-size, top - 2), QPointF(0, top + 1.7 * size), QPointF(size, top - 2)])
        )
        painter.restore()


def _petal(degrees: float, inner: float, outer: float) -> QPainterPath:
    half = 0.42 * 360.0 / SECTORS
    start = 90.0 - degrees - half
    path = QPainterPath()
    if inner > 0.0:
        path.arcMoveTo(_ring(outer), start)
        path.arcTo(_ring(outer), start, 2 * half)
        path.arcTo(_ring(inner), start + 2 * half, -2 * half)
    else:  # to the middle: Qt draws no arc without a radius
        path.moveTo(0.0, 0.0)
        path.arcTo(_ring(outer), start, 2 * half)
    path.closeSubpath()
    return path


def _ring(radius: float) -> QRectF:
    return QRectF(-radius, -radius, 2 * radius, 2 * radius)


def _toward(degrees: float, radius: float) -> QPointF:
    angle = math.radians(degrees)
    return QPointF(radius * math.sin(angle), -radius * math.cos(angle))
