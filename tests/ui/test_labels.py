"""Words keep the font that they were given, whatever the look."""

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel

from dashboard.core.alarms.event import Priority
from dashboard.ui.cards.labels import ElidedLabel, label, tint
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.look.look import Look
from dashboard.ui.look.theme import DARK, LIGHT
from tests.ui.desk import Desk


@pytest.fixture
def look(qapp):
    made = Look()
    made.apply(DARK)
    return made


@pytest.mark.parametrize("make", [label, ElidedLabel])
def test_a_font_that_was_set_later_stays(qtbot, qapp, look, make):
    made = make("673 m³/s", Type.FIGURE, "soft")
    qtbot.addWidget(made)
    made.show()
    look.changed.connect(lambda: look.dress(made))
    look.dress(made)
    made.setFont(font(Type.LARGE))
    for theme in (LIGHT, DARK):
        look.apply(theme)
        qapp.processEvents()
        assert made.font().pixelSize() == font(Type.LARGE).pixelSize()
    tint(made, Priority.ALARM)
    assert made.font().pixelSize() == font(Type.LARGE).pixelSize()


def test_in_a_small_window_another_look_changes_no_font(qtbot, qapp):
    window = Desk(page="water").window
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()

    def faces() -> dict[QLabel, tuple[int, QFont.Weight]]:
        shown = (words for words in window.findChildren(QLabel) if words.isVisible())
        return {words: (words.font().pixelSize(), words.font().weight()) for words in shown}

    for page in ("water", "alarms", "mayor", "platform"):
        window.show_page(page)
        qapp.processEvents()
        before = faces()
        window.context.look.apply(LIGHT)
        qapp.processEvents()
        assert faces() == before
        window.context.look.apply(DARK)
    window.switch.close()
