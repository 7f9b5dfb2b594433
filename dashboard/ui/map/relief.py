"""A hint of the mountains: shade and contour lines of a surface through spot heights."""

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath

from dashboard.ui.map.map_file import SEA, MapData
from dashboard.ui.map.projection import Projection

Floats = NDArray[np.float64]

#: Distance of the grid's nodes, metres: the spots are 1 to 5 km apart.
CELL = 500.0
#: Heights are exaggerated for the shading; light comes from the north-west at 45 degrees.
_EXAGGERATION = 1.6
#: The surface is round within so many metres of a spot.
_ROUND = 900.0
#: Rivers give a spot every so many metres.
_RIVER_STEP = 1_500.0
_LIGHT = np.array((-0.5, 0.5, 0.7071))
#: Opacity of full light and of full shade, out of 255.
_BRIGHT, _DARK = 22.0, 70.0


def spots(data: MapData, projection: Projection) -> Floats:
    """(n, 3) x, y in metres and height: of the relief itself, along the rivers, and 0 at the coast."""
    relief = np.column_stack([projection.to_metres(data.heights[:, :2]), data.heights[:, 2]])
    low, high = relief[:, :2].min(axis=0), relief[:, :2].max(axis=0)
    parts = [relief]
    for reach in data.reaches:
        known = np.isfinite(reach.heights)
        if known.sum() >= 2:
            line = projection.to_metres(reach.points)
            along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
            at = np.linspace(0.0, along[-1], 2 + int(along[-1] / _RIVER_STEP))
            heights = np.interp(at, along[known], reach.heights[known])
            parts.append(np.column_stack([*(np.interp(at, along, axis) for axis in line.T), heights]))
    for border in data.borders:
        if SEA in border.sides:
            shore = projection.to_metres(border.points[:: 4 if len(border.points) > 8 else 2])
            parts.append(np.column_stack([shore, np.zeros(len(shore))]))
    points = np.concatenate(parts)
    points = points[((points[:, :2] >= low) & (points[:, :2] <= high)).all(axis=1)]
    first = np.unique(np.round(points[:, :2] / 200.0), axis=0, return_index=True)[1]
    return np.asarray(points[first])


def surface(known: Floats, xs: Floats, ys: Floats) -> Floats:
    """(len(ys), len(xs)) heights of a smooth surface through (n, 3) spots.

    Hardy's multiquadric (1971, J. Geophys. Res. 76): the kernel sqrt(r^2 + c^2) passes through every
    spot and hardly swings out between them.
    """
    places = known[:, :2]
    squares = ((places[:, None] - places[None]) ** 2).sum(axis=2)
    weights = np.linalg.solve(np.sqrt(squares + _ROUND**2), known[:, 2]).astype(np.float32)
    result = np.empty((len(ys), len(xs)), dtype=np.float32)
    px, py = places.astype(np.float32).T
    dx2 = (xs.astype(np.float32)[:, None] - px[None]) ** 2 + np.float32(_ROUND**2)
    for row, y in enumerate(ys.astype(np.float32)):
        result[row] = np.sqrt(dx2 + (y - py[None]) ** 2) @ weights
    return np.asarray(result, dtype=np.float64)


def finer(heights: Floats) -> Floats:
    """(m, n) nodes -> (2m - 2, 2n - 2) at half the distance, rounded (Chaikin's corner cutting)."""
    for _ in range(2):
        low, high = heights[:-1], heights[1:]
        both = np.stack([0.75 * low + 0.25 * high, 0.25 * low + 0.75 * high], axis=1)
        heights = both.reshape(-1, heights.shape[1]).T
    return heights


class Triangles:
    """The cells of a grid, each cut into two triangles, in which the surface is flat."""

    def __init__(self, heights: Floats, wanted: NDArray[np.bool_]) -> None:
        """(m, n) heights; `wanted` (m - 1, n - 1) says which cells count."""
        rows, columns = np.nonzero(wanted)
        corners, values = [], []
        for triangle in (((0, 0), (0, 1), (1, 0)), ((1, 1), (1, 0), (0, 1))):
            corners.append(np.stack([np.stack([columns + c, rows + r], axis=1) for r, c in triangle], axis=1))
            values.append(np.stack([heights[rows + r, columns + c] for r, c in triangle], axis=1))
        self._corners = np.concatenate(corners).astype(np.float64)
        self._values = np.concatenate(values)
        self._low, self._high = self._values.min(axis=1), self._values.max(axis=1)

    def contour(self, level: float) -> Floats:
        """(k, 2, 2) pieces of the line at `level`, in (column, row): one in every triangle it crosses."""
        crossed = (self._low <= level) & (level < self._high)
        z, corners = self._values[crossed] - level, self._corners[crossed]
        above = z > 0
        # The corner that is alone on its side of the level: both its edges are crossed.
        alone = np.where(above.sum(axis=1) == 1, above.argmax(axis=1), above.argmin(axis=1))
        one = np.arange(len(alone))
        ends = []
        for step in (1, 2):
            other = (alone + step) % 3
            share = z[one, alone] / (z[one, alone] - z[one, other])
            start = corners[one, alone]
            ends.append(start + share[:, None] * (corners[one, other] - start))
        return np.stack(ends, axis=1)


def shading(heights: Floats, cell: float) -> QImage:
    """(rows from south, columns) metres -> white where the light falls, black where it does not."""
    north, east = np.gradient(heights * _EXAGGERATION, cell)
    normal = np.stack([-east, -north, np.ones_like(heights)])
    lit = np.tensordot(_LIGHT, normal / np.linalg.norm(normal, axis=0), axes=1) - _LIGHT[2]
    alpha = np.where(lit > 0, lit * _BRIGHT / 0.3, lit * _DARK / 0.7)
    grey = np.where(alpha > 0, 255, 0).astype(np.uint8)
    alpha = np.clip(np.abs(alpha), 0, 255).astype(np.uint8)
    # Premultiplied, so that smooth scaling does not draw dark rims between light and shade.
    pixels = np.stack([np.minimum(grey, alpha)] * 3 + [alpha], axis=2)[::-1].copy()
    rows, columns = alpha.shape
    image = QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_RGBA8888_Premultiplied)
    return image.copy()  # the image owns its pixels


@dataclass(frozen=True, slots=True)
class Relief:
    """Light and shade, and contour lines."""

    image: QImage
    box: QRectF  #: where the image lies on the plane (metres, y north)
    coarse: QPainterPath  #: contour lines every 400 m
    fine: QPainterPath  #: those between them, every 100 m


def build(data: MapData, projection: Projection, area: QPainterPath) -> Relief:
    """The relief within `area` of the plane (metres)."""
    known = spots(data, projection)
    box = area.boundingRect().adjusted(-CELL, -CELL, CELL, CELL)
    xs, ys = np.arange(box.left(), box.right(), CELL), np.arange(box.top(), box.bottom(), CELL)
    heights = surface(known, xs, ys)
    smooth, half = finer(heights), CELL / 2
    origin = np.array((xs[0] + CELL / 4, ys[0] + CELL / 4))
    triangles = Triangles(smooth, _cells(area, origin, half, smooth.shape))
    paths = {}
    for name, levels in (("coarse", range(400, 3200, 400)), ("fine", range(100, 3200, 100))):
        pieces = [triangles.contour(level) for level in levels if name == "coarse" or level % 400]
        x, y = (np.concatenate(pieces).reshape(-1, 2) * half + origin).T
        paths[name] = pg.arrayToQPath(x, y, connect="pairs")
    lies = QRectF(xs[0] - half, ys[0] - half, len(xs) * CELL, len(ys) * CELL)
    return Relief(shading(heights, CELL), lies, paths["coarse"], paths["fine"])


def _cells(area: QPainterPath, origin: Floats, size: float, nodes: tuple[int, ...]) -> NDArray[np.bool_]:
    """(rows - 1, columns - 1) which cells of a grid have their middle in `area`."""
    rows, columns = nodes[0] - 1, nodes[1] - 1
    mask = QImage(columns, rows, QImage.Format.Format_Grayscale8)
    mask.fill(0)
    painter = QPainter(mask)
    painter.scale(1 / size, 1 / size)
    painter.translate(-origin[0], -origin[1])
    painter.fillPath(area, Qt.GlobalColor.white)
    painter.end()
    pixels = np.frombuffer(mask.constBits(), dtype=np.uint8).reshape(rows, mask.bytesPerLine())
    return np.asarray(pixels[:, :columns] > 0)
