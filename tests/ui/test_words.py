"""Numbers, units, times and states in both languages."""

from zoneinfo import ZoneInfo

import pytest

from config.catalogue import Property
from dashboard.core.alarms.event import AlarmState, Priority
from dashboard.core.readings.quality import Quality
from dashboard.ui import words
from dashboard.ui.language import Language

NICE = ZoneInfo("Europe/Paris")
NNBSP = "\u202f"


@pytest.fixture(params=["fr", "en"])
def language(qapp, request):
    made = Language(request.param)
    yield made
    made.use("en")


@pytest.fixture
def french(qapp):
    made = Language("fr")
    yield made
    made.use("en")


@pytest.fixture
def english(qapp):
    return Language("en")


@pytest.mark.parametrize(
    ("metres", "fr", "en"),
    [(0.0, "sur place", "there"), (163.0, "160 m", "160 m"), (1738.0, "1 740 m", "1,740 m")],
)
def test_a_way_is_said_to_ten_metres(french, metres, fr, en):
    assert words.way(french, metres).replace(NNBSP, " ") == fr
    french.use("en")
    assert words.way(french, metres).replace(NNBSP, " ") == en


@pytest.mark.parametrize(
    ("value", "decimals", "fr", "en"),
    [
        (2418.0, 0, f"2{NNBSP}418", "2,418"),
        (0.94, 2, "0,94", "0.94"),
        (-3.26, 1, "−3,3", "−3.3"),
        (-0.04, 1, "0,0", "0.0"),  # no minus before nothing
        (1234567.8, 1, f"1{NNBSP}234{NNBSP}567,8", "1,234,567.8"),
        (float("nan"), 1, "—", "—"),
        (float("inf"), 1, "—", "—"),
    ],
)
def test_numbers(french, value, decimals, fr, en):
    assert words.number(french, value, decimals) == fr
    french.use("en")
    assert words.number(french, value, decimals) == en


def test_a_change_has_its_sign(english):
    assert words.signed(english, 0.5, 1) == "+0.5"
    assert words.signed(english, -0.5, 1) == "−0.5"
    assert words.signed(english, 0.0, 1) == "0.0"
    assert words.signed(english, 0.04, 1) == "0.0"


@pytest.mark.parametrize(
    ("seconds", "fr", "en"),
    [
        (0.0, "0 s", "0 s"),
        (59.9, "59 s", "59 s"),
        (60.0, "1 min", "1 min"),
        (3599.0, "59 min", "59 min"),
        (7200.0, "2 h", "2 h"),
        (172799.0, "47 h", "47 h"),
        (172800.0, "2 j", "2 d"),
        (-5.0, "0 s", "0 s"),  # a clock that is slightly ahead
    ],
)
def test_lengths_of_time(french, seconds, fr, en):
    assert words.duration(french, seconds).replace(NNBSP, " ") == fr
    french.use("en")
    assert words.duration(french, seconds).replace(NNBSP, " ") == en


def test_how_long_ago(french):
    assert words.ago(french, 12.0) == f"il y a 12{NNBSP}s"
    french.use("en")
    assert words.ago(french, 12.0) == f"12{NNBSP}s ago"


def test_a_date_is_that_of_the_city(french):
    """22:30 UTC is past midnight in Nice in summer."""
    time = 1790980200.0  # 2026-10-02T22:30:00Z
    assert words.time_of_day(time, NICE) == "00:30"
    assert words.date(french, time, NICE) == "samedi 3 octobre 2026"
    french.use("en")
    assert words.date(french, time, NICE) == "Saturday 3 October 2026"
    assert words.day_and_time(french, time, NICE) == "3 Oct 00:30"


def _property(**more) -> Property:
    fields = {"id": "x", "name": {"fr": "X", "en": "X"}, "unit": "m", "attribute": "x", "range": (0.0, 9.0)}
    return Property(**(fields | more))


def test_a_quantity_keeps_its_unit_on_the_line(english):
    assert words.quantity(english, _property(decimals=2), 1.5) == f"1.50{NNBSP}m"
    assert words.quantity(english, _property(unit=""), 1.5) == "1.5"
    assert words.quantity(english, _property(), float("nan")) == "—"


def test_a_state_is_its_word(french):
    item = _property(states=("open", "closed"), state_names={"closed": {"fr": "fermé", "en": "shut"}})
    assert words.value(french, item, 1.0) == "fermé"
    assert words.value(french, item, 0.0) == "open"  # without a translation: the wire's own word
    assert words.value(french, item, 7.0) == "—"
    assert words.value(french, item, float("nan")) == "—"


def test_every_state_quality_and_priority_has_a_word_of_its_own(language):
    for kind, word in (
        (Priority, words.priority_word),
        (AlarmState, words.state_word),
        (Quality, words.quality_word),
    ):
        said = [word(item) for item in kind]
        assert all(said)
        assert len(set(said)) == len(said)
