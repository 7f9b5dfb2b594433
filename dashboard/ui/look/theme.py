"""The look of the window as tokens: colours of both themes, spacing grid and sizes."""

from dataclasses import dataclass, fields
from functools import cache
from typing import Final

from PySide6.QtGui import QColor

from dashboard.core.alarms.event import Priority

#: Everything sits on this grid, pixels.
GRID: Final = 8
GAP: Final = 2 * GRID
RADIUS: Final = 12


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as #rrggbb. Contrast and colour-blind distance of every pair are computed in the tests."""

    name: str
    ground: str
    panel: str
    raised: str  #: a panel beside the ground: top bar, rail, cards over the map
    hover: str
    selected: str
    hairline: str
    ink: str
    ink_soft: str
    ink_faint: str  #: axes and grid labels
    accent: str
    sea: str
    land: str
    water: str  #: rivers and rain
    #: Fills of the states.
    calm: str
    advisory: str
    warning: str
    alarm: str
    #: The same as text on any panel.
    advisory_text: str
    warning_text: str
    alarm_text: str
    #: Behind text that shouts.
    advisory_tint: str
    warning_tint: str
    alarm_tint: str
    good: str
    #: Curves that are compared with each other, told apart by colour-blind eyes too (Okabe-Ito order).
    curves: tuple[str, ...]

    def fill(self, priority: Priority) -> QColor:
        """Fill of a glyph or line of that priority."""
        return QColor((self.calm, self.advisory, self.warning, self.alarm)[priority])

    def text(self, priority: Priority) -> QColor:
        """The same, readable as text; ink when calm."""
        return QColor((self.ink, self.advisory_text, self.warning_text, self.alarm_text)[priority])

    def tint(self, priority: Priority) -> QColor:
        """Behind a row or card of that priority."""
        return QColor((self.panel, self.advisory_tint, self.warning_tint, self.alarm_tint)[priority])

    def pairs(self) -> list[tuple[str, str, str]]:
        """Every (name, text colour, background) that the window uses."""
        grounds = {
            item.name: getattr(self, item.name)
            for item in fields(self)
            if item.name in ("ground", "panel", "raised", "hover", "selected") or item.name.endswith("_tint")
        }
        inks = ("ink", "ink_soft", "ink_faint", "accent", "good")
        texts = {name: getattr(self, name) for name in inks} | {
            f"{state}_text": getattr(self, f"{state}_text") for state in ("advisory", "warning", "alarm")
        }
        return [(f"{t} on {g}", texts[t], grounds[g]) for t in texts for g in grounds]


DARK: Final = Theme(
    name="dark",
    ground="#0b1018",
    panel="#121a26",
    raised="#0f1621",
    hover="#172231",
    selected="#17293a",
    hairline="#223044",
    ink="#e8eef7",
    ink_soft="#9fb0c8",
    ink_faint="#8595ac",
    accent="#5cc8ff",
    sea="#0d1c2e",
    land="#161f2c",
    water="#3d9be0",
    calm="#7f93ad",
    advisory="#f7dd5c",
    warning="#ff922e",
    alarm="#ff4d5e",
    advisory_text="#f7dd5c",
    warning_text="#ff9f47",
    alarm_text="#ff7683",
    advisory_tint="#1f2126",
    warning_tint="#221d22",
    alarm_tint="#26192a",
    good="#56d18b",
    curves=("#5cc8ff", "#e6a44e", "#4fd1a5", "#d98bd0", "#e8e36a", "#7f9bff", "#ff8f70", "#b9c4d4"),
)

LIGHT: Final = Theme(
    name="light",
    ground="#e9eef4",
    panel="#ffffff",
    raised="#f6f8fb",
    hover="#edf3f9",
    selected="#dfeefa",
    hairline="#ccd6e2",
    ink="#0f1b2d",
    ink_soft="#44546b",
    ink_faint="#526076",
    accent="#005f9e",
    sea="#cfe3f3",
    land="#f3f1ec",
    water="#2f7fc1",
    calm="#5b6f8a",
    advisory="#e8bd10",
    warning="#e06c00",
    alarm="#c4162a",
    advisory_text="#735600",
    warning_text="#9c4700",
    alarm_text="#b81226",
    advisory_tint="#fdf6d8",
    warning_tint="#fdebdb",
    alarm_tint="#fbe4e6",
    good="#176b3c",
    curves=("#0072b2", "#b35c00", "#00795c", "#a3478f", "#857a00", "#3f51c7", "#c43c1a", "#55606f"),
)

THEMES: Final = {theme.name: theme for theme in (DARK, LIGHT)}


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, 0 to 1 (WCAG 2.2)."""
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@cache
def readable_on(colour: str) -> QColor:
    """Dark or light words, whichever stands out more on that colour."""
    return QColor(max((DARK.ground, LIGHT.panel), key=lambda words: contrast(words, colour)))
