"""The shapes of the city: one per domain, one per state; colour never speaks alone."""

import math
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, QRadialGradient

from config.catalogue import Shape
from dashboard.core.alarms.event import Priority
from dashboard.ui.look.theme import Theme


def _polygon(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    path.closeSubpath()
    return path


def _regular(corners: int, start: float, inner: float = 1.0) -> QPainterPath:
    """A regular polygon of radius 1, or a star when every second corner lies at `inner`."""
    steps = corners * 2 if inner < 1.0 else corners
    angles = [start + 2 * math.pi * i / steps for i in range(steps)]
    radii = [inner if inner < 1.0 and i % 2 else 1.0 for i in range(steps)]
    return _polygon(*((r * math.cos(a), r * math.sin(a)) for r, a in zip(radii, angles, strict=True)))


@cache
def domain_path(shape: Shape) -> QPainterPath:
    """The shape of a domain, within [-1, 1] in both directions; areas look about equal."""
    path = QPainterPath()
    match shape:
        case "circle":
            path.addEllipse(QPointF(0, 0), 0.82, 0.82)
        case "drop":
            path.moveTo(0, -1.0)
            path.cubicTo(0.25, -0.55, 0.74, -0.15, 0.74, 0.27)
            path.arcTo(QRectF(-0.74, -0.47, 1.48, 1.48), 0, -180)
            path.cubicTo(-0.74, -0.15, -0.25, -0.55, 0, -1.0)
            path.closeSubpath()
        case "triangle":
            path = _polygon((0, -0.9), (0.98, 0.8), (-0.98, 0.8))
        case "diamond":
            path = _polygon((0, -1), (1, 0), (0, 1), (-1, 0))
        case "square":
            path.addRoundedRect(QRectF(-0.78, -0.78, 1.56, 1.56), 0.18, 0.18)
        case "star":
            path = _regular(5, -math.pi / 2, 0.45)
    return path


@cache
def state_path(priority: Priority) -> QPainterPath:
    """The shape of a state: circle (calm), diamond, triangle, octagon; within [-1, 1]."""
    path = QPainterPath()
    match priority:
        case Priority.NONE:
            path.addEllipse(QPointF(0, 0), 0.9, 0.9)
        case Priority.ADVISORY:
            path = domain_path("diamond")
        case Priority.WARNING:
            path = domain_path("triangle")
        case Priority.ALARM:
            path = _regular(8, math.pi / 8)
    return path


@cache
def _check() -> QPainterPath:
    path = QPainterPath()
    path.moveTo(-0.42, 0.02)
    path.lineTo(-0.1, 0.36)
    path.lineTo(0.44, -0.3)
    return path


def paint_state(painter: QPainter, priority: Priority, centre: QPointF, size: float, theme: Theme) -> None:
    """A state glyph `size` pixels across: calm is an outline with a check, the others are filled."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(centre)
    painter.scale(size / 2, size / 2)
    colour = theme.fill(priority)
    if priority is Priority.NONE:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_pen(colour, 0.17))
        painter.drawPath(state_path(priority))
        painter.drawPath(_check())
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPath(state_path(priority))
        if priority is not Priority.ADVISORY:
            low = 0.15 if priority is Priority.WARNING else 0.0
            mark = QColor(theme.ground if theme.name == "dark" else theme.panel)
            painter.setPen(_pen(mark, 0.22))
            painter.drawLine(QPointF(0, -0.5 + low), QPointF(0, 0.08 + low))
            painter.drawPoint(QPointF(0, 0.5 + low * 0.6))
    painter.restore()


def paint_thing(
    painter: QPainter, shape: Shape, priority: Priority, centre: QPointF, size: float, theme: Theme
) -> None:
    """A thing `size` pixels across: outline when calm, filled and larger when not; only an alarm glows."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(centre)
    colour = theme.fill(priority)
    if priority is Priority.ALARM:
        glow = QRadialGradient(QPointF(0, 0), size * 1.3)
        halo = QColor(colour)
        for stop, alpha in ((0.0, 130), (0.45, 70), (1.0, 0)):
            halo.setAlpha(alpha)
            glow.setColorAt(stop, halo)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(glow)
        painter.drawEllipse(QPointF(0, 0), size * 1.3, size * 1.3)
    scale = size / 2 * (1.0 if priority is Priority.NONE else 1.25)
    painter.scale(scale, scale)
    if priority is Priority.NONE:
        painter.setBrush(QColor(theme.land))
        painter.setPen(_pen(colour, 0.2))
    else:
        painter.setBrush(colour)
        painter.setPen(_pen(QColor(theme.ground), 0.12))
    painter.drawPath(domain_path(shape))
    painter.restore()


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
