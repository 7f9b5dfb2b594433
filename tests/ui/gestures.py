"""What a hand does to a plot: wheel, drag, keys."""

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

_NONE = Qt.KeyboardModifier.NoModifier


def wheel(widget: QWidget, place: QPointF, notches: int, modifiers: Qt.KeyboardModifier = _NONE) -> None:
    """Turn it; positive is away from the hand: nearer."""
    event = QWheelEvent(
        place, widget.mapToGlobal(place), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
        modifiers, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QCoreApplication.sendEvent(widget, event)


def drag(widget: QWidget, begin: QPointF, end: QPointF, steps: int = 5) -> None:
    """Take hold with the left button, pull, and let go."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    _mouse(widget, QEvent.Type.MouseButtonPress, begin, left, left)
    for step in range(1, steps + 1):
        _mouse(widget, QEvent.Type.MouseMove, begin + (end - begin) * step / steps, none, left)
    _mouse(widget, QEvent.Type.MouseButtonRelease, end, left, none)


def hover(widget: QWidget, place: QPointF) -> None:
    """Move there without a button."""
    none = Qt.MouseButton.NoButton
    _mouse(widget, QEvent.Type.MouseMove, place, none, none)


def _mouse(
    widget: QWidget, kind: QEvent.Type, place: QPointF, button: Qt.MouseButton, buttons: Qt.MouseButton
) -> None:
    event = QMouseEvent(kind, place, widget.mapToGlobal(place), button, buttons, _NONE)
    QCoreApplication.sendEvent(widget, event)
