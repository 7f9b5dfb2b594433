"""Tries other limits on a recording: choose two city packs, wait, and look at what differs."""

import csv
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Final

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from config.errors import CatalogueError
from config.wire import iso
from config.writing import told
from dashboard.core.frame import Frame
from dashboard.history.trial import Comparison, Raise, compared
from dashboard.history.trouble import Cancelled, Trouble
from dashboard.history.work import Told, Work
from dashboard.ui import words
from dashboard.ui.cards.labels import ElidedLabel, label, say
from dashboard.ui.cards.row_table import RowTable
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.trials.difference_model import Column, DifferenceModel, Kind, rows
from dashboard.ui.trials.sides import LimitsChoice

_SIZE: Final = (1120, 680)


class TrialDialog(QDialog):
    """Told of frames by whoever opened it; the work is done in the library's workshop."""

    def __init__(
        self, context: Context, parent: QWidget, path: Path | None = None, run: int | None = None
    ) -> None:
        """Of a file (None: the present one) and one of its runs (None: the newest)."""
        super().__init__(parent)
        self._context, self._path, self._run = context, path, run
        self._work: Work[Comparison] | None = None
        self.setWindowTitle(self.tr("Try other limits"))
        self.first, self.second = LimitsChoice(context.city), LimitsChoice(context.city)
        self.second.setCurrentIndex(1)
        self.compare = self._button(self.tr("Compare"), self.begin)
        self.compare.setProperty("role", "primary")
        self.compare.setDefault(True)
        self.cancel = self._button(self.tr("Cancel"), self._call_off)
        self.save = self._button(self.tr("Save (CSV)…"), self._ask_file)
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(6)
        self.word = ElidedLabel("", Type.BODY, "soft")
        self.model = DifferenceModel(context, self)
        self.kinds: dict[Kind, QPushButton] = {}
        self.table = self._table()
        self._lay_out(path or context.history.path)
        self._show_idle(
            self.tr("The recording is played twice, as fast as this machine can; the live city goes on.")
        )
        self.save.setEnabled(False)
        self.resize(*_SIZE)

    def _button(self, text: str, act: object) -> QPushButton:
        button = QPushButton(text)
        button.setFont(font(Type.BODY))
        button.clicked.connect(act)
        return button

    def _table(self) -> RowTable:
        table = RowTable(self.model, 36)
        table.lay_out(((Column.KIND, 140), (Column.FIRST, 300), (Column.SECOND, 300)), Column.ALARM)
        return table

    def _lay_out(self, path: Path | None) -> None:
        choice = QGridLayout()
        choice.setHorizontalSpacing(12)
        for row, (name, side) in enumerate(
            ((self.tr("Limits A"), self.first), (self.tr("Limits B"), self.second))
        ):
            title = label(name, Type.STRONG)
            title.setBuddy(side)
            side.setAccessibleName(name)
            choice.addWidget(title, row, 0)
            choice.addWidget(side, row, 1)
        choice.addWidget(self.compare, 0, 2)
        choice.addWidget(self.cancel, 1, 2)
        choice.setColumnStretch(3, 1)
        kinds = QHBoxLayout()
        kinds.setSpacing(6)
        for kind in Kind:
            button = self._button("", self._filter)
            button.setProperty("role", "choice")
            button.setCheckable(True)
            button.setChecked(True)
            button.setAutoDefault(False)
            self.kinds[kind] = button
            kinds.addWidget(button)
        kinds.addStretch(1)
        kinds.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(label("" if path is None else path.name, Type.CAPTION, "soft"))
        column.addLayout(choice)
        column.addWidget(self.progress)
        column.addWidget(self.word)
        column.addLayout(kinds)
        column.addWidget(self.table, 1)

    # -- what is done with it ------------------------------------------------------------------------

    def begin(self) -> None:
        """Play the recording under both."""
        if self._work is not None:
            return
        library, path, run = self._context.history, self._path, self._run
        first, second = self.first.limits, self.second.limits
        ending = library.ending

        def do(told: Told) -> Comparison:
            with library.lent(path) as archive:
                runs = archive.runs()
                chosen = next((item for item in reversed(runs) if run is None or item.number == run), None)
                ours, theirs = (side.read(archive, chosen) for side in (first, second))
                return compared(
                    archive, ours, theirs, chosen, lambda share: told(share) and not ending.is_set()
                )

        self._work = Work(library.workshop, "trial", do)
        self.compare.setEnabled(False)
        self.cancel.setEnabled(True)
        self.progress.setValue(0)
        say(self.word, self.tr("Waiting for other work on recordings…"))

    def show_frame(self, frame: Frame) -> None:
        """One display refresh."""
        work = self._work
        if work is None:
            return
        if not work.done:
            self.progress.setValue(round(1000 * work.share))
            if work.share > 0:
                share = words.number(self._context.language, 100 * work.share)
                say(self.word, self.tr("Played: %1 %").replace("%1", share))
            return
        self._work = None
        try:
            self._show(work.result())
        except (Cancelled, CancelledError):
            self._show_idle(self.tr("Called off."))
        except (Trouble, CatalogueError, OSError) as problem:
            self._show_idle(self.tr("This cannot be compared: %1").replace("%1", str(problem)))

    def save_table(self, path: Path) -> None:
        """What is shown, a row a line; OSError when it cannot be written."""
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            names = ("priority", "raised", "cleared")
            table.writerow(
                ("difference", "alarm", "kind", *(f"{n}_a" for n in names), *(f"{n}_b" for n in names))
            )
            for row in self.model.rows:
                item = row.any
                table.writerow(
                    (row.kind.value, item.alarm, item.kind, *_plain(row.first), *_plain(row.second))
                )

    # -- how -----------------------------------------------------------------------------------------

    def _show(self, found: Comparison) -> None:
        self.model.show(rows(found.difference))
        self.save.setEnabled(True)
        n = self._context.language
        counts = [
            words.number(n, count)
            for count in (len(found.first.raises), len(found.second.raises), found.difference.same)
        ]
        text = self.tr("A raises %1 alarms, B %2; %3 are the same in both.")
        for place, count in enumerate(counts, start=1):
            text = text.replace(f"%{place}", count)
        self._show_idle(text)

    def _show_idle(self, text: str) -> None:
        self.compare.setEnabled(True)
        self.cancel.setEnabled(False)
        self.progress.setValue(0)
        self.word.setText(text)
        for kind, button in self.kinds.items():
            count = words.number(self._context.language, self.model.count(kind))
            button.setText(f"{self.model.kind_word(kind)} · {count}")

    def _filter(self) -> None:
        self.model.show_only({kind for kind, button in self.kinds.items() if button.isChecked()})

    def _call_off(self) -> None:
        if self._work is not None:
            self._work.cancel()

    def _ask_file(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save the differences"), "", "CSV (*.csv)")
        if path:
            try:
                self.save_table(Path(path).with_suffix(".csv"))
            except OSError as error:
                self.word.setText(self.tr("This file cannot be written: %1").replace("%1", told(error)))

    # Qt overrides

    def done(self, result: int) -> None:
        self._call_off()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._call_off()
        super().closeEvent(event)


def _plain(item: Raise | None) -> tuple[str, str, str]:
    if item is None:
        return "", "", ""
    cleared = "" if item.cleared != item.cleared else iso(item.cleared)
    return item.priority.name.lower(), iso(item.raised), cleared
