"""Paints the curve of one effect into a box: calm before it began, in the colour of its state after."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from dashboard.core.readings.decimate import decimate
from dashboard.ui.look.theme import Theme
from dashboard.ui.views.strip import Strip

Floats = NDArray[np.float64]

#: Pixels to a column of a curve: its lines are wider than one, and cost half as much.
_COLUMN = 2


def paint_curve(
    painter: QPainter,
    box: QRectF,
    strip: Strip,
    since: float,
    until: float,
    theme: Theme,
    *,
    moving: bool = False,
) -> None:
    """Readings between `since` and `until` (seconds since 1970); rain hangs from the top.

    One that is `moving` is drawn in fewer steps and with plain edges, which nobody sees.
    """
    if box.width() < 8 or until <= since:
        return
    series, columns = strip.series, max(1, int(box.width() / (_COLUMN * (2 if moving else 1))))
    times, values = decimate(series.times, series.values, since, until, columns)
    if not len(times):
        return
    low, high, logarithmic = _range(strip, values)
    xs = box.left() + (times - since) * (box.width() / (until - since))
    ys = _heights(values, low, high, logarithmic, box, strip.hangs)
    painter.save()
    if strip.limit is not None:
        priority, value = strip.limit
        y = float(_heights(np.array([value]), low, high, logarithmic, box, strip.hangs)[0])
        if box.top() - 1 <= y <= box.bottom() + 1:
            painter.setPen(QPen(theme.fill(priority), 1.0, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
    ground = box.top() if strip.hangs else box.bottom()
    calm = QColor(theme.water if strip.hangs else theme.calm)
    begun = int(np.searchsorted(times, strip.begun.time)) if strip.begun is not None else len(times)
    _paint_part(painter, xs[: begun + 1], ys[: begun + 1], ground, calm, smooth=not moving)
    if strip.begun is not None:
        _paint_part(painter, xs[begun:], ys[begun:], ground, theme.fill(strip.begun.worst), smooth=not moving)
    painter.restore()


def _paint_part(
    painter: QPainter, xs: Floats, ys: Floats, ground: float, colour: QColor, *, smooth: bool
) -> None:
    """A line and the soft area between it and its ground."""
    if len(xs) < 2:
        return
    line = QPolygonF([QPointF(x, y) for x, y in zip(xs.tolist(), ys.tolist(), strict=True)])
    area = QPolygonF(line)
    area.append(QPointF(float(xs[-1]), ground))
    area.append(QPointF(float(xs[0]), ground))
    soft = QColor(colour)
    soft.setAlpha(46)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(soft)
    painter.drawPolygon(area)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
    painter.setPen(QPen(colour, 1.6))
    painter.drawPolyline(line)


def _range(strip: Strip, values: Floats) -> tuple[float, float, bool]:
    """Lowest and highest value of the picture, the limit among them, and whether it counts decades."""
    ends = [float(values.min()), float(values.max())]
    if strip.limit is not None:
        ends.append(strip.limit[1])
    low, high = min(ends), max(ends)
    logarithmic = strip.item is not None and strip.item.scale_type == "log" and high > 30 * max(low, 1.0)
    counted = strip.item is not None and strip.item.counted
    if not logarithmic and low >= 0.0 and (counted or low < 0.6 * high):
        low = 0.0
    return low, high if high > low else low + 1.0, logarithmic


def _heights(values: Floats, low: float, high: float, logarithmic: bool, box: QRectF, hangs: bool) -> Floats:
    """Values -> y, pixels."""
    if logarithmic:
        least = max(low, 1.0)
        shares = np.log(np.maximum(values, least) / least) / math.log(max(high / least, 1.0001))
    else:
        shares = (values - low) / (high - low)
    return np.asarray(box.top() + shares * box.height() if hangs else box.bottom() - shares * box.height())
