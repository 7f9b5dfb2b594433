"""The keys that are bound, the help on F1 and the words of the rail say the same."""

import re

import pytest
from PySide6.QtGui import QKeySequence, QShortcut

from dashboard.ui.help import keys as help_keys
from dashboard.ui.rail import PAGE_KEYS
from tests.ui.desk import Desk

#: In the order of the help: what is bound to the whole window, and to a page of its own.
WINDOW, PLOTS, ALARMS, HISTORY = (0, 1, 2), (3,), (5,), (6,)
#: Told in the help, and yet no shortcuts: Qt's own, or keys of the plot, the map or the list that has focus.
OF_WIDGETS = {"Tab", "Space", "Ctrl+H", "←", "→", "Ctrl+←", "Home", "End", "Enter"}


@pytest.fixture
def window(qtbot):
    made = Desk(page="parking").window
    qtbot.addWidget(made)
    yield made
    made.switch.close()


def told(numbers):
    """Keys that those groups of the help name, ranges written out."""
    groups = help_keys.groups()
    found = set()
    for number in numbers:
        for keys, _ in groups[number][1]:
            span = re.fullmatch(r"(\D*)(\d) … (\d)(?:, 0)?", keys) or re.fullmatch(r"(.*F)(\d) … F(\d)", keys)
            if span:
                stem, first, last = span.groups()
                found |= {f"{stem}{n % 10}" for n in range(int(first), int(last) + 1 + keys.endswith(", 0"))}
            else:
                found |= {key.replace("−", "-") for key in re.split(r"\s+", keys)}
    return found


def bound(widget):
    """Shortcuts of that widget itself."""
    return {
        made.key().toString(QKeySequence.SequenceFormat.PortableText)
        for made in widget.children()
        if isinstance(made, QShortcut)
    }


def test_help_and_window_name_the_same_keys(window):
    pages = set(PAGE_KEYS)
    here, there = bound(window), told(WINDOW) - OF_WIDGETS - {"Ctrl+F"}
    assert here - pages == there - pages
    assert here & pages == set(PAGE_KEYS[: len(window.rail.buttons)])
    assert pages <= there


def test_help_and_pages_name_the_same_keys(window):
    assert bound(window.current) == told(PLOTS) - OF_WIDGETS | {"Ctrl+F"}
    window.show_page("alarms")
    assert bound(window.current) == told(ALARMS) - OF_WIDGETS
    window.show_page("history")
    assert bound(window.current) == (told(HISTORY) | told(PLOTS)) - OF_WIDGETS


def test_no_two_keys_of_the_window_are_the_same(window):
    made = [shortcut.key() for shortcut in window.children() if isinstance(shortcut, QShortcut)]
    assert len(made) == len({key.toString() for key in made}), "Qt calls neither of two equal shortcuts"


def test_the_rail_says_the_key_that_leads_there(window):
    keys = {s.key().toString(): s for s in window.children() if isinstance(s, QShortcut)}
    for name, button in window.rail.buttons.items():
        key = button.toolTip().rpartition("(")[2].rstrip(")")
        keys[key].activated.emit()
        assert window.page == name
