"""What part of the plane the widget shows: middle, scale and size, and the way between the two."""

from dataclasses import dataclass, replace
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

Points = NDArray[np.float64]

#: Metres per pixel: a street fills the screen ... the whole map fits into a small one.
NEAREST: Final = 1.0
FARTHEST: Final = 260.0


@dataclass(frozen=True, slots=True)
class Viewport:
    """A view of the plane (x east, y north, metres) on a widget of width x height pixels."""

    x: float  #: of the middle, metres
    y: float
    scale: float  #: metres per pixel
    width: int
    height: int

    @classmethod
    def around(cls, box: QRectF, width: int, height: int) -> Self:
        """The nearest view that holds the whole of `box` (metres)."""
        scale = max(box.width() / max(1, width), box.height() / max(1, height), NEAREST)
        return cls(box.center().x(), box.center().y(), scale, width, height)

    def transform(self) -> QTransform:
        """From the plane to pixels."""
        k = 1.0 / self.scale
        return QTransform(
            k, 0.0, 0.0, -k, self.width / 2 - self.x * k, self.height / 2 + self.y * k
        )  # fmt: skip

    def to_pixels(self, metres: Points) -> Points:
        """(..., 2) metres -> (..., 2) pixels from the top left."""
        return np.asarray(
            (metres - np.array((self.x, self.y))) / np.array((self.scale, -self.scale))
            + np.array((self.width / 2, self.height / 2))
        )

    def to_plane(self, pixel: QPointF) -> tuple[float, float]:
        """A pixel -> metres."""
        return (
            self.x + (pixel.x() - self.width / 2) * self.scale,
            self.y - (pixel.y() - self.height / 2) * self.scale,
        )

    def box(self, margin: float = 0.0) -> QRectF:
        """What it shows, in metres, with `margin` pixels more on every side."""
        width, height = (self.width + 2 * margin) * self.scale, (self.height + 2 * margin) * self.scale
        return QRectF(self.x - width / 2, self.y - height / 2, width, height)

    def resized(self, width: int, height: int) -> Self:
        """The same middle and scale on another widget size."""
        return replace(self, width=width, height=height)

    def zoomed(self, factor: float, at: QPointF) -> Self:
        """`factor` times larger (> 1) or smaller, with the place under the pixel `at` staying there."""
        scale = min(max(self.scale / factor, NEAREST), max(FARTHEST, self.scale))
        x, y = self.to_plane(at)
        share = scale / self.scale
        return replace(self, x=x + (self.x - x) * share, y=y + (self.y - y) * share, scale=scale)

    def moved(self, dx: float, dy: float) -> Self:
        """The land follows by (dx, dy) pixels."""
        return replace(self, x=self.x - dx * self.scale, y=self.y + dy * self.scale)

    def within(self, box: QRectF) -> Self:
        """The same with its middle inside `box` (metres)."""
        x = min(max(self.x, box.left()), box.right())
        y = min(max(self.y, box.top()), box.bottom())
        return replace(self, x=x, y=y)

    def towards(self, goal: Self, share: float) -> Self:
        """Between here (0) and `goal` (1): the scale in equal ratios, the middle in step with it."""
        scale = self.scale * (goal.scale / self.scale) ** share
        change = goal.scale - self.scale
        # When zooming, the middle moves with the scale, so that the land flows one way.
        part = (scale - self.scale) / change if abs(change) > 0.02 * self.scale else share
        return replace(
            self, x=self.x + (goal.x - self.x) * part, y=self.y + (goal.y - self.y) * part, scale=scale
        )
