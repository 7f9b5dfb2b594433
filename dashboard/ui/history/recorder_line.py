"""How recording goes, in one line, and what to do when it does not."""

from PySide6.QtCore import QCoreApplication

from dashboard.history.library import Library
from dashboard.history.state import HistoryState
from dashboard.history.trouble import Status
from dashboard.ui import words
from dashboard.ui.language import Language

translate = QCoreApplication.translate


def advice(status: Status) -> str:
    """What a person can do; "" where nothing need be done."""
    match status:
        case Status.FULL:
            return translate("history", "Make room on the disk: recording goes on by itself.")
        case Status.READ_ONLY:
            return translate(
                "history", "This place may not be written: start again with --data or --history."
            )
        case Status.HELD:
            return translate(
                "history", "Another program has the file open. Close it: this goes on by itself."
            )
        case Status.FAILED:
            return translate("history", "It is tried again by itself; --data chooses another place.")
        case _:
            return ""


def reading_advice(status: Status) -> str:
    """What a person can do about a file that cannot be read."""
    if status is Status.HELD:
        return advice(status)
    return translate("history", "Choose another recording at the top left.")


def recorder_words(language: Language, library: Library, state: HistoryState) -> tuple[str, bool]:
    """What is said, and whether it is trouble."""
    if library.path is None:
        return translate("history", "Nothing is recorded (--no-record): memory only."), False
    if not library.live:
        return translate("history", "A finished recording: %1").replace("%1", library.path.name), False
    match state.status:
        case Status.RECORDING:
            text = translate("history", "Recording · %1 observations · %2 MB · %3")
            amount = words.number(language, state.recorded)
            text = text.replace("%1", amount).replace("%2", words.number(language, state.size / 1e6, 1))
            text = text.replace("%3", library.path.name)
            if state.missed:
                missed = translate("history", "%1 not recorded")
                text += " · " + missed.replace("%1", words.number(language, state.missed))
            return text, bool(state.missed)
        case Status.OPENING:
            return translate("history", "The recording is being opened…"), False
        case Status.OFF:
            return translate("history", "Recording has ended."), False
        case _:
            text = translate("history", "Not recording: %1").replace("%1", state.detail)
            return f"{text} · {advice(state.status)}", True
