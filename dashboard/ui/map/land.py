"""The kept picture of the land under the marks, and the next one, painted in slices while the view moves."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPixmap

from dashboard.ui.look.theme import Theme
from dashboard.ui.map.background import LAYERS, Inks, paint_layer
from dashboard.ui.map.overlay import Overlay
from dashboard.ui.map.terrain import Terrain
from dashboard.ui.map.viewport import Viewport

#: While the view moves, a kept picture may be shrunk or stretched by this before another takes its place.
STRETCH: Final = 1.9
#: The next picture is begun when the kept one will not serve so many pictures from now: there is one for
#: each layer, and some to spare.
_AHEAD: Final = LAYERS + 4

#: A pixmap painted over another: that other, which picture was painted, and the result.
_Layer = tuple[QPixmap, bytes, QPixmap]


@dataclass(slots=True)
class _Picture:
    """The land in a view that is larger than the widget; `layers` of its layers are painted."""

    made: Viewport
    pixmap: QPixmap
    layers: int = 0


class Land:
    """Sea, land, rivers and roads as they are, for a view that may move with every picture."""

    def __init__(self, terrain: Terrain, overlay: Overlay, margin: int) -> None:
        """It is painted `margin` pixels larger on every side, and kept while the view moves within."""
        self._terrain = terrain
        self._overlay = overlay
        self._margin = margin
        self._kept: _Picture | None = None
        self._next: _Picture | None = None
        self._last: Viewport | None = None
        #: The same with the rain, and that with rivers and roads: below what, of which picture, result.
        self._wet: _Layer | None = None
        self._scene: _Layer | None = None

    def dress(self, inks: Inks, ratio: float) -> None:
        """Other colours, or another number of device pixels to a pixel."""
        self._inks, self._ratio = inks, ratio
        self._kept = self._next = None

    def paint(
        self,
        painter: QPainter,
        view: Viewport,
        theme: Theme,
        moving: bool,
        goal: Viewport | None = None,
        *,
        look_ahead: bool = True,
    ) -> None:
        """Copy the kept picture, stretched when it is of another scale.

        `goal` is where a flight ends. With `look_ahead` there is time in a moving picture for a slice of
        the next one.
        """
        if moving and look_ahead:
            self._look_ahead(view, goal)
        self._last = view if moving else None
        kept = self._serving(view, moving)
        made, pixmap = kept.made, self._weather(kept, theme)
        factor = made.scale / view.scale
        corner = view.to_pixels(np.array(made.to_plane(QPointF(0, 0))))
        if factor == 1.0:
            painter.drawPixmap(QPointF(round(corner[0]), round(corner[1])), pixmap)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            target = QRectF(corner[0], corner[1], made.width * factor, made.height * factor)
            painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()))

    def pieces(self, view: Viewport, theme: Theme) -> Iterator[None]:
        """Make what it keeps for a view at rest, a piece with each step."""
        kept = self._kept = self._begin(view)
        while kept.layers < LAYERS:
            self._paint_slice(kept)
            yield
        self._weather(kept, theme)
        yield

    # -- which picture -----------------------------------------------------------------------------

    def _serving(self, view: Viewport, moving: bool) -> _Picture:
        """The picture for this view: the kept one, the next one, or one that is painted at once."""
        kept, ready = self._kept, self._next
        if kept is not None and not self._serves(kept, view, moving):
            kept = None
        if ready is not None and (ready.layers < LAYERS or not self._serves(ready, view, moving)):
            ready = None
        if ready is not None and (kept is None or _stretch(ready, view) < _stretch(kept, view)):
            kept, self._next = ready, None
        if kept is None:
            kept, self._next = self._begin(view), None
        self._kept = kept
        while kept.layers < LAYERS:
            self._paint_slice(kept)
        return kept

    def _look_ahead(self, view: Viewport, goal: Viewport | None) -> None:
        """Paint a slice of the land where the view will be soon."""
        if self._last is None or self._kept is None:
            return
        there = goal if goal is not None else _ahead(self._last, view)
        wanted = not self._serves(self._kept, there, goal is None)
        ready = self._next
        if ready is not None and not self._serves(ready, there, True):
            if not self._serves(ready, view, True):
                self._next = None  # it has turned
            elif wanted and ready.layers == LAYERS:
                self._kept, self._next = ready, None  # good for now, and the next can be begun
        if self._next is None and wanted:
            self._next = self._begin(there)
        elif self._next is not None and self._next.layers < LAYERS:
            self._paint_slice(self._next)

    def _serves(self, picture: _Picture, view: Viewport, moving: bool) -> bool:
        """Whether a picture covers the view, and is sharp enough."""
        made = picture.made
        if (made.width, made.height) != (view.width + 2 * self._margin, view.height + 2 * self._margin):
            return False
        factor = made.scale / view.scale
        if factor != 1.0 and (not moving or not 1 / STRETCH <= factor <= STRETCH):
            return False
        return made.box().contains(view.box())

    def _begin(self, view: Viewport) -> _Picture:
        larger = view.resized(view.width + 2 * self._margin, view.height + 2 * self._margin)
        pixmap = QPixmap(math.ceil(larger.width * self._ratio), math.ceil(larger.height * self._ratio))
        pixmap.setDevicePixelRatio(self._ratio)
        return _Picture(larger, pixmap)

    def _paint_slice(self, picture: _Picture) -> None:
        painter = QPainter(picture.pixmap)
        paint_layer(picture.layers, painter, self._terrain, picture.made, self._inks)
        painter.end()
        picture.layers += 1

    # -- what changes on it ------------------------------------------------------------------------

    def _weather(self, kept: _Picture, theme: Theme) -> QPixmap:
        """The land with rain, rivers and roads as they are; only what has changed is painted anew."""
        overlay, wet, scene, land = self._overlay, self._wet, self._scene, kept.pixmap
        if wet is None or wet[0] is not land or wet[1] != overlay.rain_picture:
            rain = QPixmap(land)
            if overlay.raining:
                painter = QPainter(rain)  # detaches it from the land
                overlay.paint_rain(painter, kept.made, theme)
                painter.end()
            wet = self._wet = land, overlay.rain_picture, rain
        if scene is None or scene[0] is not wet[2] or scene[1] != overlay.ground_picture:
            ground = QPixmap(wet[2])
            painter = QPainter(ground)
            overlay.paint_ground(painter, kept.made, theme)
            painter.end()
            scene = self._scene = wet[2], overlay.ground_picture, ground
        return scene[2]


def _stretch(picture: _Picture, view: Viewport) -> float:
    """How far a picture is from the scale of the view: 0 when it is sharp."""
    return abs(math.log(picture.made.scale / view.scale))


def _ahead(last: Viewport, view: Viewport) -> Viewport:
    """Where the view will be in a few pictures when it goes on as it did from the last one."""
    factor = (view.scale / last.scale) ** _AHEAD
    scale = view.scale * min(max(factor, 1 / STRETCH), STRETCH)
    step = _AHEAD if view.scale == last.scale else (scale - view.scale) / (view.scale - last.scale)
    x, y = view.x + step * (view.x - last.x), view.y + step * (view.y - last.y)
    return replace(view, x=x, y=y, scale=scale)
