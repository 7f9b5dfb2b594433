"""Parts of a picture that stand still while others move: painted once, then only copied."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget


class Layers:
    """Each as large as the widget and transparent where nothing is painted; kept until `forget`."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._painted: dict[str, QPixmap] = {}

    def forget(self) -> None:
        """What they show, or their size, is another."""
        self._painted.clear()

    def layer(self, name: str, paint: Callable[[QPainter], None]) -> QPixmap:
        """The layer of that name; `paint` is asked when there is none."""
        found = self._painted.get(name)
        if found is None:
            ratio = self._widget.devicePixelRatioF()
            found = QPixmap(self._widget.size() * ratio)
            found.setDevicePixelRatio(ratio)
            found.fill(Qt.GlobalColor.transparent)
            painter = QPainter(found)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint(painter)
            painter.end()
            self._painted[name] = found
        return found
