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
            where = subject(context, mark.datastream or mark.name)
            return f"{words.priority_word(mark.priority)} · {where}"
        case MarkKind.CUE:
            return translate("mark_words", "Cue: %1").replace("%1", mark.name)
        case MarkKind.SCENARIO if mark.detail == "running":
            return translate("mark_words", "Story begins: %1").replace("%1", mark.name)
        case MarkKind.SCENARIO:
            return translate("mark_words", "Story over: %1").replace("%1", mark.name)
        case MarkKind.TRUTH:
            return translate("mark_words", "Truth: %1").replace("%1", mark.name)


def subject(context: Context, datastream: str) -> str:
    """Names of thing and property; the id where they are not known here."""
    try:
        stream = context.store.find(datastream)
    except KeyError:
        return datastream
    name = context.language.text(context.store.property(stream).name)
    return f"{context.store.place(stream).name}, {name}"
