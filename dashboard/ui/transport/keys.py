"""What a key does to the tape; the keys reach the window when nothing else there wants them."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QKeyCombination, Qt

#: Rates that are offered, times as fast as it was recorded.
OFFERED: Final = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0)
#: So far go the arrows, alone and with Shift, seconds of the city's time.
MINUTE: Final = 60.0
TEN_MINUTES: Final = 600.0

_NONE, _SHIFT, _CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def combination(modifiers: Qt.KeyboardModifier, key: Qt.Key) -> int:
    """A key with its modifiers as one number; the keypad's keys are like the others."""
    return QKeyCombination(modifiers & ~Qt.KeyboardModifier.KeypadModifier, key).toCombined()


#: Key -> the name of what it does.
KEYS: Final[Mapping[int, str]] = {
    combination(modifiers, key): name
    for modifiers, key, name in (
        (_NONE, Qt.Key.Key_Space, "toggle"),
        (_NONE, Qt.Key.Key_Left, "minute_back"),
        (_NONE, Qt.Key.Key_Right, "minute_on"),
        (_SHIFT, Qt.Key.Key_Left, "ten_back"),
        (_SHIFT, Qt.Key.Key_Right, "ten_on"),
        (_CTRL, Qt.Key.Key_Left, "frame_back"),
        (_CTRL, Qt.Key.Key_Right, "frame_on"),
        (_NONE, Qt.Key.Key_PageUp, "mark_back"),
        (_NONE, Qt.Key.Key_PageDown, "mark_on"),
        (_NONE, Qt.Key.Key_Home, "begin"),
        (_NONE, Qt.Key.Key_End, "end"),
        (_NONE, Qt.Key.Key_Up, "faster"),
        (_NONE, Qt.Key.Key_Down, "slower"),
        (_NONE, Qt.Key.Key_L, "loop"),
        (_NONE, Qt.Key.Key_B, "part_begins"),
        (_NONE, Qt.Key.Key_E, "part_ends"),
        (_NONE, Qt.Key.Key_Backspace, "whole"),
        (_NONE, Qt.Key.Key_Escape, "stay"),
    )
}

Acts = Mapping[str, Callable[[], object]]


def next_rate(rate: float, direction: int) -> float:
    """The next rate that is offered, upward or downward."""
    if direction > 0:
        return next((item for item in OFFERED if item > rate * 1.001), OFFERED[-1])
    return next((item for item in reversed(OFFERED) if item < rate * 0.999), OFFERED[0])
