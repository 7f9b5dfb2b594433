"""Moving through time by mouse and keys: the same on every plot."""

from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from dashboard.ui.plots.outlook import Outlook

#: A notch of the wheel makes the span so many times as long.
ZOOM: Final = 1.25
#: Keys that move: the share of the span.
_STEP: Final = 0.25


class Drag:
    """The left button takes hold of the curves and pulls them along."""

    def __init__(self, outlook: Outlook, viewport: QWidget) -> None:
        """`viewport` shows by its cursor that the hand is closed."""
        self._outlook, self._viewport = outlook, viewport
        self._from: QPointF | None = None
        self._going = False

    def press(self, event: QMouseEvent) -> None:
        """The button goes down."""
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._from, self._going = event.position(), False
        event.accept()

    def moved(self, event: QMouseEvent, second_per_pixel: float) -> bool:
        """Whether the mouse drags."""
        if self._from is None:
            return False
        by = event.position().x() - self._from.x()
        if not self._going and abs(by) >= QApplication.startDragDistance():
            self._going = True
            self._viewport.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._going:
            self._from = event.position()
            self._outlook.pan(-by * second_per_pixel)
        return self._going

    def release(self, event: QMouseEvent) -> None:
        """The button goes up."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._from, self._going = None, False
            self._viewport.unsetCursor()

    def key(self, event: QKeyEvent) -> bool:
        """Whether it is a key that moves through time: Ctrl and an arrow, Home, End."""
        return move(self._outlook, event)


def move(outlook: Outlook, event: QKeyEvent) -> bool:
    """Ctrl and an arrow go a quarter of the span; Home goes to the beginning, End to now."""
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    match Qt.Key(event.key()), control:
        case Qt.Key.Key_Left, True:
            outlook.pan(-_STEP * outlook.span)
        case Qt.Key.Key_Right, True:
            outlook.pan(_STEP * outlook.span)
        case Qt.Key.Key_Home, _:
            outlook.to_start()
        case Qt.Key.Key_End, _:
            outlook.to_now()
        case _:
            return False
    return True


def wheel_belongs_to_page(widget: QWidget, event: QWheelEvent) -> bool:
    """Where the page itself scrolls, the wheel zooms a plot only together with Ctrl."""
    if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return False
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea) and parent.verticalScrollBar().maximum() > 0:
            return True
        parent = parent.parentWidget()
    return False
