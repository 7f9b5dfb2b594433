"""Every pair of colours is readable, and states differ for colour-blind eyes: computed, not judged."""

from itertools import combinations
from typing import get_args

import numpy as np
import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QProxyStyle, QStyle

from dashboard.core.alarms.event import Priority
from dashboard.ui.cards.air_index import COLOURS
from dashboard.ui.look.look import Look
from dashboard.ui.look.style import palette
from dashboard.ui.look.theme import DARK, LIGHT, THEMES, Theme, contrast, luminance, readable_on
from dashboard.ui.map.background import grounds
from dashboard.ui.map.conditions import DAYLIGHTS
from dashboard.ui.map.lettering import Letters, Style

#: Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
BLINDNESS = {
    "none": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
#: Below a CIE76 distance of about 2 colours look alike; of small marks on a map, we ask for much more.
APART = 15.0


def linear(colour: str) -> np.ndarray:
    shares = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    matrix = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = matrix @ rgb / np.array([0.9505, 1.0, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(one: str, other: str, blindness: str) -> float:
    seen = [lab(np.clip(BLINDNESS[blindness] @ linear(colour), 0, 1)) for colour in (one, other)]
    return float(np.linalg.norm(seen[0] - seen[1]))


def test_contrast_of_black_and_white_is_21_and_of_a_colour_with_itself_1():
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#5cc8ff", "#5cc8ff") == 1.0


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_every_text_is_readable_on_every_ground(theme: Theme):
    poor = {name: contrast(text, ground) for name, text, ground in theme.pairs()}
    assert {name: value for name, value in poor.items() if value < 4.5} == {}
    assert len(poor) >= 60


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("blindness", BLINDNESS)
def test_states_differ_for_every_kind_of_eye(theme: Theme, blindness: str):
    fills = {priority: theme.fill(priority).name() for priority in Priority}
    for one, other in combinations(fills, 2):
        assert distance(fills[one], fills[other], blindness) > APART, (one, other)


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_state_marks_and_curves_stand_out_from_panels(theme: Theme):
    """3 : 1 is what WCAG asks of graphics; the advisory yellow on white has its shape and word as well."""
    marks = [theme.fill(p).name() for p in (Priority.NONE, Priority.WARNING, Priority.ALARM)]
    for colour in (*marks, *theme.curves):
        assert contrast(colour, theme.panel) >= 3.0, colour


@pytest.mark.parametrize("light", [step / DAYLIGHTS for step in range(DAYLIGHTS + 1)])
@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_words_on_the_map_are_readable_by_day_and_by_night(theme: Theme, light: float):
    land, sea = grounds(theme, light)
    letters = Letters(theme, 1.0)
    for style in get_args(Style):
        ground = sea if style in ("sea", "wide") else land
        colour, _ = letters._colours(style)
        assert contrast(colour.name(), ground.name()) >= 4.5, style
    for mark in (Priority.WARNING, Priority.ALARM):
        assert contrast(theme.fill(mark).name(), land.name()) >= 2.5, mark  # their shape has an edge too


@pytest.mark.parametrize("colour", [*COLOURS, *(t.fill(p).name() for t in THEMES.values() for p in Priority)])
def test_words_on_a_badge_are_readable(colour: str):
    assert contrast(readable_on(colour).name(), colour) >= 4.5


def test_dark_is_dark_and_light_is_light():
    assert luminance(DARK.panel) < 0.02
    assert luminance(LIGHT.panel) > 0.9


def test_the_palette_carries_the_tokens(qapp):
    for theme in THEMES.values():
        colours = palette(theme)
        assert colours.text().color().name() == theme.ink
        assert colours.base().color().name() == theme.panel


class Desktop(QProxyStyle):
    """A style whose desktop lets things move for so many milliseconds."""

    def __init__(self, duration):
        super().__init__("fusion")
        self._duration = duration

    def styleHint(self, hint, option=None, widget=None, returned=None):
        if hint == QStyle.StyleHint.SH_Widget_Animation_Duration:
            return self._duration
        return super().styleHint(hint, option, widget, returned)


@pytest.fixture
def desktop(qapp):
    """Puts on such a style."""
    before = qapp.style().name()
    yield lambda duration: qapp.setStyle(Desktop(duration))
    qapp.setStyle(before)


def test_without_a_choice_things_move_as_on_the_desktop(desktop, tmp_path):
    for duration, still in ((200, False), (0, True)):
        desktop(duration)
        look = Look()
        look.remember(QSettings(str(tmp_path / "none.ini"), QSettings.Format.IniFormat))
        assert look.still is still


def test_less_motion_is_remembered(desktop, tmp_path):
    desktop(200)
    for chosen in (True, False):
        settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        look = Look()
        look.remember(settings)
        look.keep_still(chosen)
        settings.sync()
        later = Look()
        later.remember(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
        assert later.still is chosen
