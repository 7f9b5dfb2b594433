"""Every key of the window in words, by what it is for."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

#: (what they are for, [(keys, what they do)]).
Group = tuple[str, Sequence[tuple[str, str]]]


def groups() -> Sequence[Group]:
    """All keys, in the current language."""
    return (
        (
            translate("help", "Views"),
            (
                ("Ctrl+1 … 9, 0", translate("help", "pages, in the order of the rail")),
                ("O", translate("help", "operator: back to the pages")),
                ("M", translate("help", "mayor: five figures")),
                ("D", translate("help", "driver: places and travel times")),
                ("S", translate("help", "silos or platform; again: the other side")),
                ("W", translate("help", "a second window, for a second screen")),
            ),
        ),
        (
            translate("help", "Presenter"),
            (
                ("F2 … F9", translate("help", "cues: something happens now")),
                ("Shift+F2 … F9", translate("help", "undo that cue")),
                ("F10", translate("help", "Director: stories, cues, faults, speed, seed")),
                ("F12", translate("help", "the story begins again")),
                ("Ctrl+Space", translate("help", "stop the city's time, or let it go on")),
            ),
        ),
        (
            translate("help", "Window"),
            (
                ("F1", translate("help", "this help")),
                ("F11", translate("help", "full screen")),
                ("Ctrl+L", translate("help", "the other language")),
                ("Ctrl+T", translate("help", "dark or light")),
                ("Ctrl+M", translate("help", "sound of the alarms off or on")),
                ("Ctrl+Shift+M", translate("help", "less motion, or as before")),
                ("Ctrl+F", translate("help", "search")),
                ("Tab", translate("help", "to the next control")),
            ),
        ),
        (
            translate("help", "Plots"),
            (
                ("←  →", translate("help", "read along the curve")),
                ("Ctrl+←  →", translate("help", "back and forth in time")),
                ("Home   End", translate("help", "to the beginning, back to now")),
                ("+  −", translate("help", "a shorter or longer span")),
                ("Ctrl+H", translate("help", "the plot with focus in the history")),
            ),
        ),
        (
            translate("help", "Map"),
            (
                ("+  −", translate("help", "nearer, farther")),
                ("←  ↑  →  ↓", translate("help", "move the map")),
                ("N   H   0", translate("help", "Nice, the high valleys, everything")),
                ("Tab", translate("help", "the next thing that is not calm")),
                ("Shift+← ↑ → ↓", translate("help", "the next thing that way")),
                ("Enter   Esc", translate("help", "open its card, close it")),
            ),
        ),
        (
            translate("help", "Alarms"),
            (
                ("A", translate("help", "acknowledge what is chosen")),
                ("Shift+A", translate("help", "acknowledge what is on screen")),
                ("Ctrl+Shift+A", translate("help", "acknowledge all that is listed")),
                ("H", translate("help", "shelve what is chosen, or take it back")),
                ("R", translate("help", "reset what is held")),
                ("C", translate("help", "write a comment")),
                ("Ctrl+Z", translate("help", "take back the last shelving or comment")),
                ("Ctrl+F", translate("help", "search")),
                ("Enter", translate("help", "go to the sensor")),
                ("L   J   K", translate("help", "list, journal, health of the alarms")),
                ("Ctrl+S", translate("help", "save the journal (CSV)")),
            ),
        ),
        (
            translate("help", "History"),
            (
                ("Ctrl+F", translate("help", "search datastreams; Enter draws the first")),
                ("Space", translate("help", "in the list: draw it, or no more")),
                ("R", translate("help", "replay what is seen in a window of its own")),
                ("Ctrl+S", translate("help", "take home what is seen")),
            ),
        ),
        (
            translate("help", "Replay"),
            (
                ("Space", translate("help", "play, or stand still")),
                ("←  →", translate("help", "a minute of the city back, on")),
                ("Shift+← →", translate("help", "ten minutes")),
                ("Ctrl+← →", translate("help", "one recorded frame")),
                ("Page Up, Down", translate("help", "the alarm or cue before, the next one")),
                ("Home   End", translate("help", "to the beginning, to the end")),
                ("↑  ↓", translate("help", "faster, slower")),
                ("B   E", translate("help", "the part begins here, ends here")),
                ("L", translate("help", "play the part again and again")),
                ("Backspace", translate("help", "the whole recording again")),
                ("Esc", translate("help", "stay here: do not go on seeking")),
                ("T", translate("help", "to the track, where all these keys work")),
            ),
        ),
    )
