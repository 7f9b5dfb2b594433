"""Everything half as large again, to be read from afar: asked of the screen before anything starts."""

import os
import sys
from typing import Final

from PySide6.QtWidgets import QApplication

from dashboard.options import UsageError
from dashboard.ui.smallest import SMALLEST

#: Key figures of 66 pixels are read from five metres.
LARGE: Final = 1.5


def enlarge() -> None:
    """Start Qt with larger pixels; UsageError when the screen has too few of them for a window."""
    scale = float(os.environ.get("QT_SCALE_FACTOR", "1")) * LARGE
    os.environ["QT_SCALE_FACTOR"] = f"{scale:g}"  # Qt reads it once, when it starts
    screen = QApplication(sys.argv[:1]).primaryScreen().size()
    if screen.width() < SMALLEST.width() or screen.height() < SMALLEST.height():
        has = f"{round(screen.width() * LARGE)}x{round(screen.height() * LARGE)}"
        needs = f"{round(SMALLEST.width() * LARGE)}x{round(SMALLEST.height() * LARGE)}"
        raise UsageError(f"--large: the screen has {has} pixels, large figures need {needs}")
