"""What an alarm says: where it is, and what is the matter, in the current language."""

import math

from PySide6.QtCore import QCoreApplication

from config.catalogue import Property
from dashboard.core.alarms.event import Alarm, AlarmEvent
from dashboard.core.readings.store import Stream
from dashboard.ui import standing, words
from dashboard.ui.context import Context
from dashboard.ui.language import Language

translate = QCoreApplication.translate


def stream_of(context: Context, alarm: Alarm) -> Stream | None:
    """The datastream it is about; None for a gateway, the city, or a thing that is not here."""
    try:
        return context.store.find(alarm.datastream)
    except KeyError:
        pass
    domain, thing = standing.thing_of(alarm)
    table = context.store.tables.get(domain)
    row = table.row(thing) if table is not None else None
    return None if row is None else Stream(domain, row, 0)  # a silent thing: any of its datastreams


def where(context: Context, alarm: Alarm) -> str:
    """Name of its thing, gateway or city."""
    stream = stream_of(context, alarm)
    if stream is not None:
        return context.language.name(context.store.place(stream))
    domain, thing = standing.thing_of(alarm)
    if domain == "gateway":
        return translate("alarm_words", "Gateway %1").replace("%1", thing)
    return context.language.text(context.city.name) if domain == "city" else thing


def named(context: Context, alarm_id: str) -> str:
    """Where, and what of it: `Levens · Gusts`, `Masséna · Ozone · silent`."""
    datastream, _, kind = alarm_id.partition("#")
    alarm = context.alarms.get(alarm_id)
    place = where(context, alarm) if isinstance(alarm, Alarm) else ""
    try:
        stream = context.store.find(datastream)
    except KeyError:
        return place or alarm_id
    what = context.language.text(context.store.property(stream).name)
    kinds = {
        "stale": translate("alarm_words", "silent"),
        "stuck": translate("alarm_words", "stuck"),
        "range": translate("alarm_words", "out of range"),
        "rate": translate("alarm_words", "rise"),
        "fall": translate("alarm_words", "fall"),
        "deviation": translate("alarm_words", "difference"),
        "failure": translate("alarm_words", "failure foretold"),
    }
    return " · ".join(
        filter(None, (context.language.name(context.store.place(stream)), what, kinds.get(kind)))
    )


def _silence(context: Context, alarm: Alarm) -> str:
    """For how long a thing had said nothing when that was last judged."""
    stream = stream_of(context, alarm)
    if stream is None:
        return words.NOTHING
    table = context.store.tables[stream.domain]
    periods = table.periods[stream.row][table.observed[stream.row]]
    return words.duration(context.language, alarm.value * float(periods.min(initial=math.inf)))


def condition(context: Context, alarm: Alarm) -> str:
    """What is the matter: `Discharge 571 > 500 m³/s`, or was: `Discharge 402 m³/s (limit > 500)`."""
    language = context.language
    match alarm.kind:
        case "stale" | "gateway" if not alarm.active:
            return translate("alarm_words", "heard again")
        case "gateway":
            return translate("alarm_words", "nothing comes through it")
        case "stale":
            return translate("alarm_words", "silent for over %1").replace("%1", _silence(context, alarm))
        case "city" if not alarm.active:
            return translate("alarm_words", "observations arrive again")
        case "city":
            return translate("alarm_words", "no observation arrives")
    try:
        item = context.store.property(context.store.find(alarm.datastream))
    except KeyError:
        return alarm.kind
    name = language.text(item.name)
    match alarm.kind:
        case "state":
            state = words.value(language, item, alarm.value)
            return translate("alarm_words", "%1: %2").replace("%1", name).replace("%2", state)
        case "stuck":
            return translate("alarm_words", "%1: stuck").replace("%1", name)
        case "range":
            return translate("alarm_words", "%1: out of range").replace("%1", name)
        case "failure":
            return translate("alarm_words", "failure predicted in %1 h").replace(
                "%1", words.number(language, alarm.value, 1)
            )
    value = words.number(language, alarm.value, item.decimals)
    sign = "<" if alarm.kind == "low" else ">"
    change = {
        "rate": translate("alarm_words", "rise"),
        "fall": translate("alarm_words", "fall"),
        "deviation": translate("alarm_words", "difference"),
    }.get(alarm.kind, "")
    subject = f"{name}, {change}" if change else name
    if math.isnan(alarm.threshold):
        return f"{subject} {value}{words.NARROW}{words.unit(item)}"
    limit = f"{sign} {_threshold(language, item, alarm.threshold)}"
    unit = f"{words.NARROW}{words.unit(item)}" if item.unit else ""
    beyond = alarm.value <= alarm.threshold if sign == "<" else alarm.value >= alarm.threshold
    if alarm.active and beyond:  # it lasts through its deadband and off-delay, and claims nothing wrong
        return f"{subject} {value} {limit}{unit}"
    return f"{subject} {value}{unit}" + translate("alarm_words", " (limit %1)").replace("%1", limit)


def with_others(context: Context, alarm: Alarm) -> str:
    """The same, with a word on the alarms for which it speaks: `... · and 4 more`."""
    text, others = condition(context, alarm), len(context.alarms.spoken_for(alarm.id))
    more = translate("alarm_words", "and %1 more").replace("%1", words.number(context.language, others))
    return f"{text} · {more}" if others else text


def told(context: Context, event: AlarmEvent) -> str:
    """What an event was about: what was written with it, else the condition."""
    alarm = event.alarm
    match event.what:
        case "commented":
            return alarm.comment
        case "shelved" | "out_of_service" if alarm.reason:
            return f"{condition(context, alarm)} · {alarm.reason}"
    return condition(context, alarm)


def happened(event: AlarmEvent) -> str:
    """What happened, in a word or two."""
    match event.what:
        case "raised":
            return translate("alarm_words", "raised")
        case "escalated":
            return translate("alarm_words", "grew worse")
        case "eased":
            return translate("alarm_words", "eased")
        case "cleared":
            return translate("alarm_words", "over")
        case "acknowledged":
            return translate("alarm_words", "acknowledged")
        case "reset":
            return translate("alarm_words", "reset")
        case "shelved":
            return translate("alarm_words", "shelved")
        case "unshelved":
            return translate("alarm_words", "back from the shelf")
        case "suppressed":
            return translate("alarm_words", "another speaks for it")
        case "unsuppressed":
            return translate("alarm_words", "no longer suppressed")
        case "leads":
            return translate("alarm_words", "speaks for others now")
        case "out_of_service":
            return translate("alarm_words", "out of service")
        case "in_service":
            return translate("alarm_words", "in service again")
        case "commented":
            return translate("alarm_words", "comment")
        case "withdrawn":
            return translate("alarm_words", "withdrawn")
    return event.what


def _threshold(language: Language, item: Property, value: float) -> str:
    return words.number(language, value, 0 if value == round(value) else item.decimals)
