"""Paints what the city does to the land: swollen rivers, jammed roads, rain."""

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap

from dashboard.core.alarms.event import Priority
from dashboard.ui.look.theme import Theme
from dashboard.ui.map.background import faded, river_pen, river_width, road_width
from dashboard.ui.map.conditions import DAYLIGHTS, Conditions
from dashboard.ui.map.terrain import Terrain, polygon
from dashboard.ui.map.viewport import Viewport

#: For each step of `conditions.RAINS`: pixels between its streaks, their length, and how strong they
#: and the tint below them are.
_STREAKS: Final = ((26, 9, 0.20, 0.04), (17, 12, 0.28, 0.08), (12, 14, 0.36, 0.12))


class Overlay:
    """Paints conditions over the background, in the same view."""

    def __init__(self, terrain: Terrain, conditions: Conditions) -> None:
        self._terrain = terrain
        self._conditions = conditions
        self._roads = [polygon(stretch.points) for stretch in conditions.stretches]
        self._kinds = [stretch.kind for stretch in conditions.stretches]
        self._brushes: dict[tuple[str, int], QBrush] = {}

    @property
    def raining(self) -> bool:
        """Whether there is any rain to paint."""
        return any(self._conditions.rain_picture)

    @property
    def daylight(self) -> float:
        """0 in the night to 1 by day, in steps."""
        return self._conditions.daylight / DAYLIGHTS

    @property
    def rain_picture(self) -> bytes:
        """Differs whenever the rain has to be painted anew."""
        return self._conditions.rain_picture

    @property
    def ground_picture(self) -> bytes:
        """Differs whenever rivers and roads have to be painted anew."""
        return self._conditions.ground_picture

    def paint_rain(self, painter: QPainter, view: Viewport, theme: Theme) -> None:
        """Rain over its zones: a tint and streaks, in one pattern."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for zone, sky in self._conditions.sky.items():
            path = self._terrain.zones[zone]
            if sky.step and view.box().intersects(path.boundingRect()):
                brush = self._streaks(theme, sky.step, painter.device().devicePixelRatio())
                painter.fillPath(view.transform().map(path), brush)

    def paint_ground(self, painter: QPainter, view: Viewport, theme: Theme) -> None:
        """Rivers and roads as they are."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.setTransform(view.transform(), True)
        self._paint_rivers(painter, view, view.box(margin=20), theme)
        self._paint_roads(painter, view, theme)
        painter.restore()

    def _paint_rivers(self, painter: QPainter, view: Viewport, seen: QRectF, theme: Theme) -> None:
        rivers = [
            (river, float(swell), int(level))
            for river, swell, level in zip(
                self._terrain.rivers, self._conditions.swell, self._conditions.river_level, strict=True
            )
            if (swell or level) and seen.intersects(river.path.boundingRect())
        ]
        # First the rims of all, then the water of all, so that reaches flow into one another.
        for river, swell, level in rivers:
            if level:
                width = river_width(river.reach.width, swell, view.scale) + 4.0
                colour = faded(theme.fill(Priority(level)), 0.75)
                painter.setPen(river_pen(colour, width, river.reach.covered))
                painter.drawPath(river.path)
        for river, swell, _ in rivers:
            width = river_width(river.reach.width, swell, view.scale)
            painter.setPen(river_pen(QColor(theme.water), width, river.reach.covered))
            painter.drawPath(river.path)

    def _paint_roads(self, painter: QPainter, view: Viewport, theme: Theme) -> None:
        order = sorted(range(len(self._roads)), key=lambda i: int(self._conditions.road_level[i]))
        for number in order:
            level = int(self._conditions.road_level[number])
            width = road_width(self._kinds[number], view.scale)
            if level and width:
                pen = QPen(theme.fill(Priority(level)), width + 1.4)
                pen.setCosmetic(True)
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
                painter.setPen(pen)
                painter.drawPolyline(self._roads[number])

    def _streaks(self, theme: Theme, step: int, ratio: float) -> QBrush:
        """Slanted streaks of rain as a pattern that repeats itself."""
        key = (f"{theme.name} {ratio}", step)
        brush = self._brushes.get(key)
        if brush is None:
            brush = self._brushes[key] = _streak_brush(theme, step, ratio)
        return brush


def _streak_brush(theme: Theme, step: int, ratio: float) -> QBrush:
    gap, length, strength, tint = _STREAKS[step - 1]
    tile = QPixmap(math.ceil(2 * gap * ratio), math.ceil(2 * gap * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(faded(QColor(theme.water), tint))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(faded(QColor(theme.water), strength), 1.2))
    fall, drift = 0.94 * length, 0.35 * length
    for x, y in ((0.5 * gap + drift, 1.0), (1.5 * gap + drift / 2, 2 * gap - fall - 1)):
        painter.drawLine(QPointF(x, y), QPointF(x - drift, y + fall))
    painter.end()
    return QBrush(tile)
