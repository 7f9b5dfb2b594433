"""What is on screen is taken home as a file, with its progress and a way to call it off."""

from collections.abc import Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from config.catalogue import City
from dashboard.history.archive import Archive
from dashboard.history.export.job import KINDS, Done, export
from dashboard.history.export.selection import select
from dashboard.history.library import Library
from dashboard.history.report.page import page
from dashboard.history.report.story import story
from dashboard.history.report.words import WORDS
from dashboard.history.trouble import Cancelled, Trouble, trouble
from dashboard.history.work import Told, Work
from dashboard.ui import words
from dashboard.ui.cards.labels import ElidedLabel, say
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font

#: Beside the formats of `KINDS`: the whole run on one page.
REPORT: Final = "report"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written."""

    kind: str  #: of `KINDS`, or REPORT
    file: Path | None  #: the recording, None for the present one
    run: int  #: its number
    datastreams: Sequence[str]  #: domain/thing/property
    since: float  #: seconds since 1970
    until: float
    wall: float  #: the wall clock

    @property
    def suffix(self) -> str:
        """How the name of its file ends."""
        return ".html" if self.kind == REPORT else KINDS[self.kind].suffix


class TakeHome(QWidget):
    """One line: how far it is, or what came of it. Hidden until something is asked for."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._work: Work[Done] | None = None
        self._folder = Path()
        self.word = ElidedLabel("", Type.BODY, "soft")
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setFixedSize(160, 6)
        self.cancel, self.folder, self.away = QPushButton(), QPushButton(), QPushButton("×")
        self.cancel.clicked.connect(self.call_off)
        self.folder.clicked.connect(self._open_folder)
        self.away.clicked.connect(self.hide)
        self.away.setProperty("role", "flat")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.word, 1)
        row.addWidget(self.progress)
        for button in (self.cancel, self.folder, self.away):
            button.setFont(font(Type.BODY))
            row.addWidget(button)
        self.retranslate()
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether something is being written."""
        return self._work is not None

    def begin(self, wanted: Wanted, path: Path) -> None:
        """Write it to `path`; one at a time."""
        if self._work is not None:
            return
        library, city, language = self._context.history, self._context.city, self._context.language.code
        self._folder = path.parent
        self._work = Work(
            library.workshop, "take home", lambda told: _write(library, city, language, wanted, path, told)
        )
        say(self.word, self.tr("Writing %1…").replace("%1", path.name))
        self._show_work(on=True)
        self.show()

    def show_frame(self) -> None:
        """One display refresh."""
        work = self._work
        if work is None:
            return
        if not work.done:
            self.progress.setValue(round(1000 * work.share))
            return
        self._work = None
        self._show_work(on=False)
        try:
            done = work.result()
        except (Cancelled, CancelledError):
            say(self.word, self.tr("Called off: nothing was written."))
        except Trouble as problem:
            say(self.word, self.tr("This could not be written: %1").replace("%1", problem.detail))
        else:
            text = self.tr("%1 is written: %2 readings.") if done.readings else self.tr("%1 is written.")
            amount = words.number(self._context.language, done.readings)
            text = text.replace("%1", done.files[0].name).replace("%2", amount)
            say(self.word, text)
            self.folder.show()

    def call_off(self) -> None:
        """Let go of what is being written."""
        if self._work is not None:
            self._work.cancel()

    def retranslate(self) -> None:
        """The language has changed."""
        self.cancel.setText(self.tr("Cancel"))
        self.folder.setText(self.tr("Open folder"))
        self.away.setToolTip(self.tr("Close"))
        self.away.setAccessibleName(self.tr("Close"))

    # -- how ---------------------------------------------------------------------------------------

    def _show_work(self, *, on: bool) -> None:
        self.progress.setValue(0)
        self.progress.setVisible(on)
        self.cancel.setVisible(on)
        self.away.setVisible(not on)
        self.folder.hide()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def _write(library: Library, city: City, language: str, wanted: Wanted, path: Path, told: Told) -> Done:
    """In the workshop."""

    def go_on(share: float) -> bool:
        return told(share) and not library.ending.is_set()

    with library.lent(wanted.file) as archive:
        if wanted.kind == REPORT:
            return _report(archive, city, language, wanted, path, go_on)
        chosen = select(archive, wanted.datastreams, wanted.since, wanted.until, wanted.run)
        return export(archive, chosen, wanted.kind, path, wanted.wall, told=go_on)


def _report(archive: Archive, city: City, language: str, wanted: Wanted, path: Path, go_on: Told) -> Done:
    run = next((item for item in archive.runs() if item.number == wanted.run), None)
    text = page(story(archive, city, run), language if language in WORDS else "en")
    if not go_on(0.9):
        raise Cancelled
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise trouble(error) from None
    return Done((path,), 0)
