"""The journal of the alarms: what happened when, searched, and saved as CSV."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
)

from config.writing import told
from dashboard.core.alarms.event import Alarm, AlarmEvent
from dashboard.core.alarms.past import write_csv
from dashboard.core.frame import Frame
from dashboard.ui import alarm_words, standing, words
from dashboard.ui.cards.labels import ElidedLabel, say
from dashboard.ui.cards.row_table import RowTable
from dashboard.ui.context import Context
from dashboard.ui.look import theme as tokens
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.models.alarm_model import ALARM
from dashboard.ui.models.journal_model import JournalColumn, JournalModel
from dashboard.ui.models.thing_model import plain

_WIDTHS = {
    JournalColumn.TIME: 140,
    JournalColumn.WHAT: 190,
    JournalColumn.WHERE: 260,
    JournalColumn.PRIORITY: 110,
    JournalColumn.BY: 110,
}
_ROW = 32
#: What an operator did, and what came by itself.
_RAISES = frozenset({"raised", "escalated"})


class AlarmJournal(QFrame):
    """A row of choices over a table; Enter goes to the sensor, Ctrl+S saves what is listed."""

    go_to = Signal(str, str)  #: domain, thing

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._context = context
        self._outdated = True
        self.title = ElidedLabel("", Type.TITLE)
        self.kind = QComboBox()
        self.kind.setFont(font(Type.BODY))
        self.search = QLineEdit()
        self.search.setFont(font(Type.BODY))
        self.search.setClearButtonEnabled(True)
        self.save = QPushButton()
        self.save.setFont(font(Type.BODY))
        self.model = JournalModel(context, self)
        self.table = self._build_table()
        self._lay_out()
        self.kind.currentIndexChanged.connect(lambda _: self._apply())
        self.search.textChanged.connect(lambda _: self._apply())
        self.save.clicked.connect(self.ask_file)
        self.table.activated.connect(self._activate)

    def _build_table(self) -> RowTable:
        table = RowTable(self.model, _ROW)
        table.setIconSize(QSize(0, 0))
        table.lay_out(_WIDTHS.items(), JournalColumn.CONDITION)
        return table

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(tokens.GRID)
        choices.addWidget(self.kind)
        choices.addWidget(self.search, 1)
        choices.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(tokens.GRID)
        column.addWidget(self.title)
        column.addLayout(choices)
        column.addWidget(self.table, 1)

    # -- what the page does with it ----------------------------------------------------------------

    def show_frame(self, frame: Frame) -> None:
        """One display refresh, while it is on."""
        if self._outdated:
            self._apply()
        elif frame.events:
            self.model.take(frame.events)
            self._count()

    def leave(self) -> None:
        """It goes out of sight: what comes now is read when it is back."""
        self._outdated = True

    def retranslate(self) -> None:
        """The language has changed."""
        chosen = max(0, self.kind.currentIndex())
        self.kind.blockSignals(True)
        self.kind.clear()
        for text in (
            self.tr("Everything"), self.tr("Raised or worse"), self.tr("What operators did"),
        ):  # fmt: skip
            self.kind.addItem(text)
        self.kind.setCurrentIndex(chosen)
        self.kind.blockSignals(False)
        self.kind.setAccessibleName(self.tr("Kind of event"))
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search in the journal"))
        self.save.setText(self.tr("Save (CSV)…"))
        self.save.setToolTip("Ctrl+S")
        self.table.setAccessibleName(self.tr("Journal of the alarms"))
        self.model.retranslate()
        self._count()

    def save_events(self, path: Path) -> None:
        """What is listed, the oldest first; OSError when it cannot be written."""
        with path.open("w", encoding="utf-8", newline="") as file:
            write_csv(file, reversed(self.model.events))

    def ask_file(self) -> None:
        """Save what is listed where the operator says."""
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save the journal"), "", "CSV (*.csv)")
        if path:
            try:
                self.save_events(Path(path).with_suffix(".csv"))
            except OSError as error:
                text = self.tr("This file cannot be written: %1").replace("%1", told(error))
                QMessageBox.warning(self, self.tr("Not saved"), text)

    # -- how ---------------------------------------------------------------------------------------

    def _apply(self) -> None:
        self._outdated = False
        self.model.show_only(self._predicate())
        self._count()

    def _count(self) -> None:
        shown, all_ = len(self.model.events), len(self._context.past)
        numbers = [words.number(self._context.language, count) for count in (shown, all_)]
        text = self.tr("Journal: %1 of the last %2 events")
        say(self.title, text.replace("%1", numbers[0]).replace("%2", numbers[1]))

    def _predicate(self) -> Callable[[AlarmEvent], bool]:
        kind, needle = self.kind.currentIndex(), plain(self.search.text().strip())
        context = self._context

        def wanted(event: AlarmEvent) -> bool:
            if kind == 1 and event.what not in _RAISES:
                return False
            if kind == 2 and not event.by:
                return False
            if not needle:
                return True
            said = f"{alarm_words.where(context, event.alarm)} {alarm_words.told(context, event)} "
            said += f"{alarm_words.happened(event)} {event.alarm.id}"
            return needle in plain(said)

        return wanted

    def _activate(self, index: QModelIndex) -> None:
        alarm: Alarm = index.data(ALARM)
        self.go_to.emit(*standing.thing_of(alarm))
