"""Numbers, units, times and states as words of the current language: the only place that formats."""

import math
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDate, QLocale

from config.catalogue import Property
from config.messages import Progress
from dashboard.core.alarms.event import AlarmState, Priority
from dashboard.core.readings.quality import Quality
from dashboard.ui.language import Language

translate = QCoreApplication.translate

NOTHING: Final = "—"
MINUS: Final = "−"
#: Units that hold a word, which languages write otherwise.
_UNITS: Final = (QT_TRANSLATE_NOOP("units", "veh/h"), QT_TRANSLATE_NOOP("units", "mm/d"))
#: Between a number and its unit: it may not break there.
NARROW: Final = "\u202f"


def number(language: Language, value: float, decimals: int = 0) -> str:
    """A number in the locale's way with a true minus sign; a dash for NaN."""
    if not math.isfinite(value):
        return NOTHING
    text = language.locale.toString(abs(float(value)), "f", decimals)
    negative = value < 0 and any(digit in text for digit in "123456789")
    return f"{MINUS}{text}" if negative else text


def signed(language: Language, value: float, decimals: int = 0) -> str:
    """The same for a change: with its sign, also when it is a plus."""
    text = number(language, value, decimals)
    return f"+{text}" if value > 0 and any(digit in text for digit in "123456789") else text


def value(language: Language, item: Property, value: float) -> str:
    """A value of a property without its unit: a number, or the word of its state."""
    if item.states:
        place = int(value) if math.isfinite(value) else -1
        if not 0 <= place < len(item.states):
            return NOTHING
        word = item.states[place]
        return language.text(item.state_names.get(word, {})) or word
    return number(language, value, item.decimals)


def unit(item: Property) -> str:
    """The unit of a property as the current language writes it: most are the same in all."""
    return translate("units", item.unit) if item.unit in _UNITS else item.unit


def quantity(language: Language, item: Property, value_: float) -> str:
    """A value with its unit."""
    text = value(language, item, value_)
    return f"{text}{NARROW}{unit(item)}" if item.unit and text != NOTHING else text


def duration(language: Language, seconds: float) -> str:
    """A length of time in its largest sensible unit: `12 s`, `4 min`, `2 h`, `3 d`."""
    if not math.isfinite(seconds):
        return NOTHING
    seconds = max(0.0, seconds)
    if seconds < 60:
        amount, unit = seconds, translate("words", "s")
    elif seconds < 3600:
        amount, unit = seconds / 60, translate("words", "min")
    elif seconds < 172800:
        amount, unit = seconds / 3600, translate("words", "h")
    else:
        amount, unit = seconds / 86400, translate("words", "d")
    return f"{number(language, math.floor(amount + 1e-9))}{NARROW}{unit}"


def way(language: Language, metres: float) -> str:
    """How far it is to walk or drive, to ten metres: `there`, `160 m`."""
    if metres < 5.0:
        return translate("words", "there")
    return f"{number(language, round(metres, -1))}{NARROW}m"


def long_duration(language: Language, seconds: float) -> str:
    """The same to the minute: `19 min`, `4 h 26`."""
    if not seconds >= 3600.0:  # also for NaN
        return duration(language, seconds)
    minutes = math.floor(seconds / 60.0 + 1e-9)
    hours = translate("words", "h")
    return f"{number(language, minutes // 60)}{NARROW}{hours}{NARROW}{minutes % 60:02d}"


def ago(language: Language, seconds: float) -> str:
    """How long ago: `12 s ago`."""
    return (
        translate("words", "%1 ago").replace("%1", duration(language, seconds))
        if math.isfinite(seconds)
        else NOTHING
    )


def time_of_day(time: float, zone: ZoneInfo) -> str:
    """`16:04` in the city; the same in both languages."""
    return datetime.fromtimestamp(time, zone).strftime("%H:%M") if math.isfinite(time) else NOTHING


def date(language: Language, time: float, zone: ZoneInfo) -> str:
    """`vendredi 2 octobre 2026`, `Friday 2 October 2026`."""
    day = datetime.fromtimestamp(time, zone).date()
    return language.locale.toString(QDate(day.year, day.month, day.day), "dddd d MMMM yyyy")


def working(language: Language, work: Progress, zone: ZoneInfo) -> str:
    """Why nothing is heard yet, and how far that is."""
    text = QCoreApplication.translate("words", "Working out what happened in the city before %1: %2.")
    share = number(language, 100.0 * work.share) + f"{NARROW}%"
    return text.replace("%1", day_and_time(language, work.ends, zone)).replace("%2", share)


def day_and_time(language: Language, time: float, zone: ZoneInfo) -> str:
    """`2 oct. 16:04`."""
    if not math.isfinite(time):
        return NOTHING
    moment = datetime.fromtimestamp(time, zone)
    month = language.locale.monthName(moment.month, QLocale.FormatType.ShortFormat)
    return f"{moment.day} {month} {moment:%H:%M}"


def priority_word(priority: Priority) -> str:
    """What a priority is called; calm has a word too."""
    match priority:
        case Priority.NONE:
            return translate("words", "Calm")
        case Priority.ADVISORY:
            return translate("words", "Advisory")
        case Priority.WARNING:
            return translate("words", "Warning")
        case Priority.ALARM:
            return translate("words", "Alarm")


def state_word(state: AlarmState) -> str:
    """What an alarm's state is called."""
    match state:
        case AlarmState.NORMAL:
            return translate("words", "Normal")
        case AlarmState.UNACKNOWLEDGED:
            return translate("words", "Not acknowledged")
        case AlarmState.ACKNOWLEDGED:
            return translate("words", "Acknowledged")
        case AlarmState.RETURNED:
            return translate("words", "Over, not acknowledged")
        case AlarmState.LATCHED_UNACKNOWLEDGED:
            return translate("words", "Held, not acknowledged")
        case AlarmState.LATCHED_ACKNOWLEDGED:
            return translate("words", "Held, acknowledged")
        case AlarmState.SHELVED:
            return translate("words", "Shelved")
        case AlarmState.SUPPRESSED:
            return translate("words", "Suppressed")
        case AlarmState.OUT_OF_SERVICE:
            return translate("words", "Out of service")


def quality_word(quality: int) -> str:
    """What a reading is worth."""
    match Quality(quality):
        case Quality.GOOD:
            return translate("words", "good")
        case Quality.UNCERTAIN:
            return translate("words", "uncertain: changed too fast")
        case Quality.STUCK:
            return translate("words", "stuck: does not change")
        case Quality.OUT_OF_RANGE:
            return translate("words", "out of range")
        case Quality.STALE:
            return translate("words", "stale: nothing new")
        case Quality.MISSING:
            return translate("words", "no reading yet")
