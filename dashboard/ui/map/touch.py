"""One finger drags the map, two fingers pinch it."""

import math

from PySide6.QtCore import QPointF
from PySide6.QtGui import QEventPoint

from dashboard.ui.map.viewport import Viewport

#: A finger that moves less than this, pixels, was a tap.
TAP = 10.0


class Fingers:
    """Follows the points of a touch; gives the view after each move."""

    def __init__(self) -> None:
        self._last: dict[int, QPointF] = {}
        self._start: QPointF | None = None
        self._farthest = 0.0
        self._most = 0

    def begin(self) -> None:
        """A new touch."""
        self._last.clear()
        self._start = None
        self._farthest = 0.0
        self._most = 0

    def move(self, view: Viewport, points: list[QEventPoint]) -> Viewport:
        """The view in which every finger still lies on the place it took hold of."""
        now = {
            point.id(): point.position()
            for point in points
            if point.state() is not QEventPoint.State.Released
        }
        if self._start is None and now:
            self._start = next(iter(now.values()))
        self._most = max(self._most, len(now))
        held = [key for key in now if key in self._last][:2]
        if held:
            self._farthest = max(self._farthest, _length(now[held[0]] - self._start) if self._start else 0.0)
            view = self._follow(view, [self._last[k] for k in held], [now[k] for k in held])
        self._last = now
        return view

    @property
    def tap(self) -> QPointF | None:
        """Where it was tapped, None when it was dragged or pinched."""
        return self._start if self._most == 1 and self._farthest < TAP else None

    def _follow(self, view: Viewport, old: list[QPointF], new: list[QPointF]) -> Viewport:
        if len(old) == 1:
            step = new[0] - old[0]
            return view.moved(step.x(), step.y())
        before, after = (old[0] + old[1]) / 2, (new[0] + new[1]) / 2
        spread = _length(new[1] - new[0]) / max(1.0, _length(old[1] - old[0]))
        shift = after - before
        return view.moved(shift.x(), shift.y()).zoomed(spread, after)


def _length(vector: QPointF) -> float:
    return math.hypot(vector.x(), vector.y())
