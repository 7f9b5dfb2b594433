"""Is there a screen to open a window on? Qt aborts when there is none; this says so instead."""

import ctypes
import os
import sys
from typing import Final

#: Qt platforms whose windows nobody sees.
UNSEEN: Final = ("offscreen", "minimal", "vnc")

_ADVICE = (
    "run with QT_QPA_PLATFORM=offscreen for a window that nobody sees (--snapshot writes its picture), "
    "or with --headless for no window at all"
)


class NoDisplayError(Exception):
    """There is no screen; the message says what to do."""


def require_display() -> None:
    """Raise NoDisplayError when Qt would find no screen."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM", "xcb")[:3] not in (
        "xcb",
        "way",
    ):
        return
    if os.environ.get("WAYLAND_DISPLAY"):
        return
    name = os.environ.get("DISPLAY")
    if not name:
        raise NoDisplayError(f"there is no display here: {_ADVICE}")
    if not _x11_answers():
        raise NoDisplayError(f'the display "{name}" does not answer: {_ADVICE}')


def _x11_answers() -> bool:
    """Whether the X server of DISPLAY lets us in."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:  # Qt brings or misses its own; let it say so
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.POINTER(ctypes.c_int)]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    answers = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return bool(answers)
