"""Moves the view: at once, or in a short flight; keeps it over the city."""

from typing import Final

from PySide6.QtCore import QEasingCurve, QObject, QPointF, QRectF, QVariantAnimation, Signal

from dashboard.ui.look.look import Look
from dashboard.ui.map.viewport import Viewport

#: Milliseconds of a flight; a turn of the wheel takes less.
FLIGHT: Final = 200
WHEEL: Final = 140


class Navigator(QObject):
    """Holds the view of a map and changes it; nothing else does."""

    #: The view is another one.
    changed = Signal()
    #: It has come to rest.
    settled = Signal()

    def __init__(self, home: QRectF, bounds: QRectF, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.home = home
        self._bounds = bounds
        self.view = Viewport.around(home, 640, 400)
        self._look = look
        #: The user has moved the map: it keeps its place when the window is resized.
        self._moved = False
        self._from = self._goal = self.view
        self._flight = QVariantAnimation(self)
        self._flight.setStartValue(0.0)
        self._flight.setEndValue(1.0)
        self._flight.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._flight.valueChanged.connect(self._fly)
        self._flight.finished.connect(self.settled)

    @property
    def moving(self) -> bool:
        """Whether a flight is under way."""
        return self._flight.state() == QVariantAnimation.State.Running

    @property
    def goal(self) -> Viewport:
        """Where the view is, or will be after the flight."""
        return self._goal if self.moving else self.view

    def resize(self, width: int, height: int) -> None:
        """The widget has another size; a flight ends where it was going."""
        goal = self.goal
        self._flight.stop()
        if self._moved:
            self._set(goal.resized(width, height))
        else:
            self._set(Viewport.around(self.home, width, height))

    def jump(self, view: Viewport) -> None:
        """Show that at once."""
        self._flight.stop()
        self._moved = True
        self._set(view)

    def fly(self, goal: Viewport, milliseconds: int = FLIGHT) -> None:
        """Go there in a short flight, or at once with reduced motion."""
        goal = goal.within(self._bounds)
        self._moved = True
        if self._look.still or goal == self.view:
            self.jump(goal)
            self.settled.emit()
            return
        self._flight.stop()
        self._from, self._goal = self.view, goal
        self._flight.setDuration(milliseconds)
        self._flight.start()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """`factor` times nearer, towards a pixel (else the middle); turns of the wheel add up."""
        goal = self.goal
        at = at if at is not None else QPointF(goal.width / 2, goal.height / 2)
        # The place under the cursor now is the one that stays there, also amid a flight.
        x, y = self.view.to_plane(at)
        scale = goal.zoomed(factor, at).scale
        share = scale / self.view.scale
        target = Viewport(
            x + (self.view.x - x) * share, y + (self.view.y - y) * share, scale, goal.width, goal.height
        )
        self.fly(target, WHEEL)

    def show_box(self, box: QRectF) -> None:
        """Fly to where the whole of a box (metres) is seen."""
        self.fly(Viewport.around(box, self.view.width, self.view.height))

    def go_home(self) -> None:
        """Back to the first view, which follows the size of the window again."""
        self.show_box(self.home)
        self._moved = False

    def _fly(self, share: float) -> None:
        self._set(self._from.towards(self._goal, share))

    def _set(self, view: Viewport) -> None:
        view = view.within(self._bounds)
        if view != self.view:
            self.view = view
            self.changed.emit()
