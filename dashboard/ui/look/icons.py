"""Icons of the rail and the bar, in the colours of the theme."""

from typing import Any, Final

import qtawesome
from PySide6.QtGui import QIcon

from dashboard.ui.look.theme import Theme

#: What is shown -> its name in Remix Icon (Apache 2.0), which qtawesome brings along.
NAMES: Final = {
    "city": "ri.home-4-line",
    "air_quality": "ri.windy-line",
    "water": "ri.drop-line",
    "landslide": "ri.landscape-line",
    "traffic": "ri.traffic-light-line",
    "parking": "ri.parking-box-line",
    "weather": "ri.cloudy-line",
    "platform": "ri.node-tree",
    "alarms": "ri.notification-3-line",
    "history": "ri.history-line",
    "director": "ri.film-line",
    "views": "ri.eye-line",
    "pause": "ri.pause-fill",
    "play": "ri.play-fill",
    "begin": "ri.skip-back-line",
    "mark_back": "ri.rewind-line",
    "minute_back": "ri.arrow-left-s-line",
    "minute_on": "ri.arrow-right-s-line",
    "mark_on": "ri.speed-line",
    "loop": "ri.repeat-2-line",
    "full_screen": "ri.fullscreen-line",
    "other": "ri.base-station-line",
}


def icon(name: str, theme: Theme) -> QIcon:
    """An icon whose colour says whether it is on; an unknown name gives the antenna of a stranger."""
    made: Any = qtawesome.icon(
        NAMES.get(name, NAMES["other"]),
        color=theme.ink_soft,
        color_on=theme.ink,
        color_active=theme.ink,
        color_disabled=theme.ink_faint,
    )
    assert isinstance(made, QIcon)
    return made
