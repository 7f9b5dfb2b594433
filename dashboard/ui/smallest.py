"""The smallest window in which every page is whole."""

from typing import Final

from PySide6.QtCore import QSize

SMALLEST: Final = QSize(1100, 640)
