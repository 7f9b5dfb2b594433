"""What a mark of a recording says, in the current language."""

from PySide6.QtCore import QCoreApplication

from dashboard.history.marks import Mark, MarkKind
from dashboard.ui import words
from dashboard.ui.context import Context

translate = QCoreApplication.translate


def mark_words(context: Context, mark: Mark) -> str:
    """`Alarm: Paillon at Expositions, Discharge`, `Cue: storm`, ..."""
    match mark.kind:
        case MarkKind.ALARM:
            return f"{words.priority_word(mark.priority)} · {_matter(context, mark)}"
        case MarkKind.CUE:
            return translate("mark_words", "Cue: %1").replace("%1", mark.name)
        case MarkKind.SCENARIO if mark.detail == "running":
            return translate("mark_words", "Story begins: %1").replace("%1", mark.name)
        case MarkKind.SCENARIO:
            return translate("mark_words", "Story over: %1").replace("%1", mark.name)
        case MarkKind.TRUTH:
            return translate("mark_words", "Truth: %1").replace("%1", mark.name)


def _matter(context: Context, mark: Mark) -> str:
    """What an alarm is about; one of an instrument is about the instrument."""
    datastream = mark.datastream or mark.name
    match mark.detail:
        case "stale" | "gateway" | "city":
            return translate("mark_words", "%1 is silent").replace("%1", _place(context, datastream))
        case "stuck":
            return translate("mark_words", "%1: stuck").replace("%1", subject(context, datastream))
        case "range":
            return translate("mark_words", "%1: out of range").replace("%1", subject(context, datastream))
    return subject(context, datastream)


def _place(context: Context, datastream: str) -> str:
    """Name of the thing, the gateway or the city."""
    domain, thing = datastream.partition("#")[0].split("/")[:2]
    table = context.store.tables.get(domain)
    row = None if table is None else table.row(thing)
    if table is not None and row is not None:
        return context.language.name(table.places[row])
    if domain == "gateway":
        return translate("alarm_words", "Gateway %1").replace("%1", thing)
    return context.language.text(context.city.name) if domain == "city" else thing


def subject(context: Context, datastream: str) -> str:
    """Names of thing and property; the id where they are not known here."""
    try:
        stream = context.store.find(datastream)
    except KeyError:
        return datastream
    name = context.language.text(context.store.property(stream).name)
    return f"{context.language.name(context.store.place(stream))}, {name}"
