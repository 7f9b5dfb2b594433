"""Paints what does not change: sea, land, relief, borders, quiet rivers and roads."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QTransform

from dashboard.ui.look.theme import Theme
from dashboard.ui.map.map_file import RoadKind
from dashboard.ui.map.terrain import Terrain
from dashboard.ui.map.viewport import Viewport

#: Land and sea by day on the dark theme, by night on the light one.
_DAY_LAND, _DAY_SEA = "#1f2c3c", "#15304a"
_NIGHT_LAND, _NIGHT_SEA = "#dde2ea", "#c2d7ea"
#: Shallow water: bands along the coast, pixels wide and how strong.
_SHALLOWS: Final = ((44.0, 0.07), (26.0, 0.08), (11.0, 0.11))
#: Lines that run so many pixels beside the view may still touch it.
_REACH: Final = 44.0
#: Contour lines every 100 m are drawn below so many metres per pixel.
FINE: Final = 45.0
#: The same for the borders of communes.
COMMUNES: Final = 130.0


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of the map, mixed from the theme."""

    sea: QColor
    shallow: QColor
    shore: QColor
    land: QColor
    beyond: QColor  #: land outside the metropolis
    contour: QColor
    border: QColor
    edge: QColor  #: of the metropolis
    river: QColor
    road: QColor
    street: QColor
    tram: QColor

    @classmethod
    def of(cls, theme: Theme, light: float = 1.0) -> "Inks":
        """Mixed so that calm things stay near the ground and words stand out; `light`: 0 night, 1 day."""
        water, soft = QColor(theme.water), QColor(theme.ink_soft)
        dark = theme.name == "dark"
        land, sea = grounds(theme, light)
        return cls(
            sea=sea,
            shallow=water,
            shore=mix(sea, water, 0.42 if dark else 0.55),
            land=land,
            beyond=mix(land, QColor(theme.ground), 0.62),
            contour=faded(soft, 0.07 if dark else 0.12),
            border=mix(land, soft, 0.17 if dark else 0.24),
            edge=mix(land, soft, 0.30 if dark else 0.40),
            river=mix(land, water, 0.62 if dark else 0.72),
            road=mix(land, soft, 0.52 if dark else 0.55),
            street=mix(land, soft, 0.36 if dark else 0.42),
            tram=mix(land, soft, 0.40),
        )


def grounds(theme: Theme, light: float) -> tuple[QColor, QColor]:
    """Land and sea in a light from 0 (night) to 1 (day): the tokens at the theme's own time of day."""
    land, sea = QColor(theme.land), QColor(theme.sea)
    if theme.name == "dark":  # made for the night
        return mix(land, QColor(_DAY_LAND), light), mix(sea, QColor(_DAY_SEA), light)
    return mix(QColor(_NIGHT_LAND), land, light), mix(QColor(_NIGHT_SEA), sea, light)


def mix(one: QColor, other: QColor, share: float) -> QColor:
    """`share` of the other in the one."""
    parts = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(a + (b - a) * share) for a, b in parts))


def faded(colour: QColor, strength: float) -> QColor:
    """The same colour, see-through."""
    result = QColor(colour)
    result.setAlphaF(strength)
    return result


def road_width(kind: RoadKind, scale: float) -> float:
    """Pixels of a road's line at `scale` metres per pixel; 0 where it is not shown."""
    near = {"motorway": 3.0, "expressway": 2.6, "street": 2.0, "valley": 1.5, "tram": 1.3}[kind]
    farthest = {"motorway": 300.0, "expressway": 60.0, "street": 45.0, "valley": 90.0, "tram": 16.0}[kind]
    if scale > farthest:
        return 0.0
    return near * min(2.2, max(0.55, float((20.0 / scale) ** 0.35)))


def river_width(width: float, swell: float, scale: float) -> float:
    """Pixels of a river's line: `width` at low water, two and a half times that in flood (`swell` 1)."""
    base = width * min(3.2, max(0.9, 2.0 * float((20.0 / scale) ** 0.45)))
    return base * (1.0 + 1.5 * swell)


def paint_layer(number: int, painter: QPainter, terrain: Terrain, view: Viewport, inks: Inks) -> None:
    """One of the layers (0 to `LAYERS` - 1) of what stays; in order they are the whole background."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.save()
    painter.setTransform(view.transform(), True)
    _LAYERS[number](painter, terrain, view, inks)
    painter.restore()


def river_pen(colour: QColor, width: float, covered: bool) -> QPen:
    """A river's line; dashed, whatever its width, where it runs under the city."""
    pen = _line(colour, width)
    if covered:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([8.0 / width, 5.0 / width])
    return pen


def _way_pen(kind: RoadKind, inks: Inks, width: float) -> QPen:
    if kind == "tram":
        pen = _line(inks.tram, width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([1.0, 2.6])
        return pen
    return _line(inks.road if kind in ("motorway", "expressway") else inks.street, width)


def _paint_sea(painter: QPainter, terrain: Terrain, view: Viewport, inks: Inks) -> None:
    painter.fillRect(view.box(margin=2.0), inks.sea)
    _paint_shallow(0, painter, terrain, view, inks)


def _paint_shallows(painter: QPainter, terrain: Terrain, view: Viewport, inks: Inks) -> None:
    for band in range(1, len(_SHALLOWS)):
        _paint_shallow(band, painter, terrain, view, inks)


def _paint_shallow(band: int, painter: QPainter, terrain: Terrain, view: Viewport, inks: Inks) -> None:
    """One band along the coast, piece by piece: a long broad line through many points costs twice that.

    In full colours, so that nothing shows where pieces overlap; the land covers the other half.
    """
    colour = inks.sea
    for _, strength in _SHALLOWS[: band + 1]:
        colour = mix(colour, inks.shallow, strength)
    seen = view.box(margin=_SHALLOWS[0][0])
    painter.setPen(_line(colour, _SHALLOWS[band][0]))
    painter.drawLines([piece for piece, box in terrain.shore if seen.intersects(box)])


def _paint_land(painter: QPainter, terrain: Terrain, view: Viewport, inks: Inks) -> None:
    painter.fillPath(terrain.land, inks.beyond)
    painter.fillPath(terrain.metropolis, inks.land)
    _paint_relief(painter, terrain, view.scale, inks)


def _paint_lines(painter: QPainter, terrain: Terrain, view: Viewport, inks: Inks) -> None:
    pens = {
        "commune": _line(inks.border, 0.8),
        "edge": _line(inks.edge, 1.2),
        "coast": _line(inks.shore, 1.4),
    }
    seen = view.box(margin=_REACH)
    for line in terrain.lines:
        if seen.intersects(line.path.boundingRect()) and (line.kind != "commune" or view.scale < COMMUNES):
            painter.setPen(pens[line.kind])
            painter.drawPath(line.path)


def _paint_rivers(painter: QPainter, terrain: Terrain, view: Viewport, inks: Inks) -> None:
    seen = view.box(margin=_REACH)
    for river in terrain.rivers:
        if seen.intersects(river.path.boundingRect()):
            width = river_width(river.reach.width, 0.0, view.scale)
            painter.setPen(river_pen(inks.river, width, river.reach.covered))
            painter.drawPath(river.path)


def _paint_ways(painter: QPainter, terrain: Terrain, view: Viewport, inks: Inks) -> None:
    seen = view.box(margin=_REACH)
    for way in terrain.ways:
        width = road_width(way.road.kind, view.scale)
        if width and seen.intersects(way.path.boundingRect()):
            painter.setPen(_way_pen(way.road.kind, inks, width))
            painter.drawPath(way.path)


def _paint_relief(painter: QPainter, terrain: Terrain, scale: float, inks: Inks) -> None:
    image, box = terrain.relief.image, terrain.relief.box
    # A brush and not a clipped image: a path is filled smoothly, a clip has rough edges.
    brush = QBrush(image)
    place = QTransform.fromTranslate(box.left(), box.bottom())
    place.scale(box.width() / image.width(), -box.height() / image.height())
    brush.setTransform(place)
    painter.fillPath(terrain.metropolis, brush)
    painter.setPen(_line(inks.contour, 1.0))
    painter.drawPath(terrain.relief.coarse)
    if scale < FINE:
        painter.drawPath(terrain.relief.fine)


def _line(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    pen.setCosmetic(True)
    return pen


_LAYERS: Final = (_paint_sea, _paint_shallows, _paint_land, _paint_lines, _paint_rivers, _paint_ways)
#: How many layers there are.
LAYERS: Final = len(_LAYERS)
