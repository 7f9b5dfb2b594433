"""The one typeface of the window: shipped with the project, with digits that keep their width."""

from enum import Enum
from importlib.resources import files
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase

FAMILY: Final = "Inter"
_FILES: Final = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf", "Inter-Bold.otf")


class Type(Enum):
    """The type scale: pixels at 1080p, and weight."""

    KEY = (44, QFont.Weight.Bold)  #: key figures, readable from three metres
    FIGURE = (30, QFont.Weight.Bold)  #: figures of small windows and cards
    LARGE = (20, QFont.Weight.DemiBold)
    TITLE = (17, QFont.Weight.DemiBold)
    BODY = (15, QFont.Weight.Normal)
    STRONG = (15, QFont.Weight.DemiBold)
    CAPTION = (13, QFont.Weight.Normal)
    CAPTION_STRONG = (13, QFont.Weight.DemiBold)
    AXIS = (12, QFont.Weight.Normal)


class FontError(Exception):
    """A shipped font that Qt cannot read."""


def load() -> None:
    """Make the shipped fonts known to Qt; FontError when one cannot be read."""
    folder = files("resources") / "fonts"
    for name in _FILES:
        if QFontDatabase.addApplicationFontFromData((folder / name).read_bytes()) < 0:
            raise FontError(f"the font resources/fonts/{name} cannot be read")


def font(kind: Type = Type.BODY) -> QFont:
    """A font of the scale, with tabular digits so that a live number does not dance."""
    size, weight = kind.value
    result = QFont(FAMILY)
    result.setPixelSize(size)
    result.setWeight(weight)
    result.setFeature(QFont.Tag("tnum"), 1)
    return result
