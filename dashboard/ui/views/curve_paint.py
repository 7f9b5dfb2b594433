"""Paints the curve of one effect into a box: calm before it began, in the colour of its state after."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from dashboard.core.decimate import decimate
from dashboard.ui.theme import Theme
from dashboard.ui.views.strip import Strip

Floats = NDArray[np.float64]


def paint_curve(
    painter: QPainter, box: QRectF, strip: Strip, since: float, until: float, theme: Theme
) -> None:
    """Readings between `since` and `until` (seconds since 1970); rain hangs from the top."""
    series = strip.series
    if box.width() < 8 or until <= since:
        return
    times, values = decimate(series.times, series.values, since, until, max(1, int(box.width())))
    if not len(times):
        return
    low, high, logarithmic = _range(strip, values)
    xs = box.left() + (times - since) * (box.width() / (until - since))
    ys = _heights(values, low, high, logarithmic, box, strip.hangs)
    ground = box.top() if strip.hangs else box.bottom()
    split = box.left() + ((strip.begun.time - since) / (until - since) if strip.begun else 2.0) * box.width()
    painter.save()
    line = QPolygonF([QPointF(x, y) for x, y in zip(xs.tolist(), ys.tolist(), strict=True)])
    area = QPolygonF(line)
    area.append(QPointF(float(xs[-1]), ground))
    area.append(QPointF(float(xs[0]), ground))
    if strip.limit is not None:
        priority, value = strip.limit
        y = float(_heights(np.array([value]), low, high, logarithmic, box, strip.hangs)[0])
        if box.top() - 1 <= y <= box.bottom() + 1:
            painter.setPen(QPen(theme.fill(priority), 1.0, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
    for left, right, colour in (
        (box.left() - 1, split, QColor(theme.water if strip.hangs else theme.calm)),
        (split, box.right() + 2, theme.fill(strip.begun.worst) if strip.begun else QColor(theme.calm)),
    ):
        if right <= left:
            continue
        painter.setClipRect(QRectF(left, box.top() - 3, right - left, box.height() + 6))
        soft = QColor(colour)
        soft.setAlpha(46)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(soft)
        painter.drawPolygon(area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 1.8))
        painter.drawPolyline(line)
    painter.restore()


def _range(strip: Strip, values: Floats) -> tuple[float, float, bool]:
    """Lowest and highest value of the picture, the limit among them, and whether it counts decades."""
    ends = [float(values.min()), float(values.max())]
    if strip.limit is not None:
        ends.append(strip.limit[1])
    low, high = min(ends), max(ends)
    logarithmic = strip.item is not None and strip.item.scale_type == "log" and high > 30 * max(low, 1.0)
    if not logarithmic and 0.0 <= low < 0.6 * high:
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
