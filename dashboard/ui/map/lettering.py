"""Which words the map wants to show at a scale, in which letters, as ready-made pictures."""

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from dashboard.ui.look.fonts import Type, font
from dashboard.ui.look.theme import Theme
from dashboard.ui.map.background import mix, river_width
from dashboard.ui.map.terrain import Terrain
from dashboard.ui.map.viewport import Viewport

Points = NDArray[np.float64]
Style = Literal["thing", "city", "town", "village", "district", "far", "sea", "wide", "river", "road"]

#: Metres per pixel between which words of a kind are shown, and their rank: the first finds room first.
_SHOWN: Final[dict[Style, tuple[float, float]]] = {
    "city": (7.0, 300.0),
    "thing": (0.0, 300.0),
    "sea": (0.0, 45.0),
    "wide": (45.0, 300.0),
    "town": (0.0, 130.0),
    "far": (18.0, 140.0),
    "river": (0.0, 90.0),
    "road": (0.0, 26.0),
    "district": (0.0, 12.5),
    "village": (0.0, 62.0),
}
#: Pixels that a halo in the colour of the land reaches around the letters.
_HALO: Final = 2.0


@dataclass(frozen=True, slots=True)
class Lettering:
    """One word that wants to be shown."""

    style: Style
    text: str
    at: tuple[float, float]  #: metres
    away: float  #: pixels from its point; 0 when it stands on it


def wanted(terrain: Terrain, view: Viewport, language: str) -> list[Lettering]:
    """Words of the land in `view`."""
    found: list[Lettering] = []
    box = view.box(margin=40)
    for word in terrain.words:
        style: Style = "wide" if word.place.wide else word.place.kind
        if _shown(style, view.scale) and box.contains(QPointF(*word.at)):
            text = word.place.text(language)
            found.append(Lettering(style, text.upper() if style == "city" else text, word.at, 0.0))
    if _shown("river", view.scale):
        for river in terrain.rivers:
            at = _middle(river.line, view) if river.reach.label else None
            if at is not None:
                away = river_width(river.reach.width, 1.0, view.scale) / 2 + 5.0
                found.append(Lettering("river", river.reach.river, at, away))
    if _shown("road", view.scale):
        for way in terrain.ways:
            at = _middle(way.line, view) if way.road.label else None
            if at is not None:
                found.append(Lettering("road", way.road.name, at, 7.0))
    return found


def river_boxes(terrain: Terrain, view: Viewport) -> Points:
    """(n, 4) left, top, right, bottom of small pieces of the rivers in view, at their widest."""
    boxes = [np.empty((0, 4))]
    seen = view.box()
    for river in terrain.rivers:
        if seen.intersects(river.path.boundingRect()):
            half = river_width(river.reach.width, 1.0, view.scale) / 2
            line = view.to_pixels(river.line)
            along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
            at = np.arange(0.0, along[-1], max(8.0, half))
            points = np.column_stack([np.interp(at, along, axis) for axis in line.T])
            inside = ((points > 0) & (points < np.array((view.width, view.height)))).all(axis=1)
            boxes.append(np.hstack([points[inside] - half, points[inside] + half]))
    return np.concatenate(boxes)


def rank(word: Lettering) -> int:
    """The first finds room first."""
    return list(_SHOWN).index(word.style)


def _shown(style: Style, scale: float) -> bool:
    low, high = _SHOWN[style]
    return low <= scale < high


def _middle(line: Points, view: Viewport) -> tuple[float, float] | None:
    """The middle of what is seen of a line; None when that is less than a word's length."""
    pixels = view.to_pixels(line)
    inside = ((pixels > 0) & (pixels < np.array((view.width, view.height)))).all(axis=1)
    if inside.sum() < 4:
        return None
    seen = line[inside]
    if np.hypot(*(seen[-1] - seen[0])) < 90.0 * view.scale:
        return None
    x, y = seen[len(seen) // 2]
    return float(x), float(y)


class Letters:
    """Words as pixmaps, painted once each for one theme and pixel ratio."""

    def __init__(self, theme: Theme, ratio: float) -> None:
        self._theme = theme
        self._ratio = ratio
        self._made: dict[tuple[Style, str], QPixmap] = {}

    def size(self, style: Style, text: str) -> tuple[float, float]:
        """Width and height of a word, pixels."""
        metrics = QFontMetricsF(_font(style))
        pad = 6.0 if style == "road" else 0.0
        return metrics.horizontalAdvance(text) + pad, metrics.ascent() + metrics.descent() * 0.6

    def draw(self, painter: QPainter, style: Style, text: str, x: float, y: float) -> None:
        """A word with its top left at (x, y)."""
        painter.drawPixmap(QPointF(round(x - _HALO), round(y - _HALO)), self.make(style, text))

    def make(self, style: Style, text: str) -> QPixmap:
        """The picture of a word, made unless it is there."""
        sprite = self._made.get((style, text))
        if sprite is None:
            sprite = self._made[style, text] = self._make(style, text)
        return sprite

    def _make(self, style: Style, text: str) -> QPixmap:
        width, height = self.size(style, text)
        sprite = QPixmap(
            round((width + 2 * _HALO + 2) * self._ratio), round((height + 2 * _HALO + 2) * self._ratio)
        )
        sprite.setDevicePixelRatio(self._ratio)
        sprite.fill(Qt.GlobalColor.transparent)
        letters = _font(style)
        colour, ground = self._colours(style)
        painter = QPainter(sprite)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = _HALO
        if style == "road":
            painter.setPen(QPen(colour, 1.0))
            painter.setBrush(ground)
            painter.drawRoundedRect(QRectF(_HALO, _HALO, width, height), 3, 3)
            left += 3.0
        path = QPainterPath()
        path.addText(left, _HALO + QFontMetricsF(letters).ascent(), letters, text)
        if style != "road":
            halo = QColor(ground)
            halo.setAlphaF(0.75)
            pen = QPen(halo, 2 * _HALO)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(path, pen)
        painter.fillPath(path, colour)
        painter.end()
        return sprite

    def _colours(self, style: Style) -> tuple[QColor, QColor]:
        """Of the letters, and of what they stand on."""
        theme = self._theme
        land, sea = QColor(theme.land), QColor(theme.sea)
        match style:
            case "thing" | "city":
                return QColor(theme.ink), land
            case "town" | "village":
                return QColor(theme.ink_soft), land
            case "sea" | "wide":
                # Words on water have its colour, readable all the same.
                dark = theme.name == "dark"
                return mix(QColor(theme.ink_soft), QColor(theme.water), 0.5 if dark else 0.2), sea
            case "river":
                return mix(QColor(theme.ink_soft), QColor(theme.water), 0.45), land
            case _:
                return QColor(theme.ink_faint), land


def _font(style: Style) -> QFont:
    match style:
        case "city":
            result = font(Type.LARGE)
            result.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 3.0)
        case "sea" | "wide":
            result = font(Type.TITLE)
            result.setWeight(QFont.Weight.Normal)
            result.setItalic(True)
            result.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 3.0)
        case "thing":
            result = font(Type.CAPTION_STRONG)
        case "town":
            result = font(Type.CAPTION)
            result.setWeight(QFont.Weight.Medium)
        case "river":
            result = font(Type.AXIS)
            result.setItalic(True)
        case "road":
            result = font(Type.AXIS)
            result.setPixelSize(11)
        case _:
            result = font(Type.AXIS)
    return result
