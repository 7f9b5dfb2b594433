"""Head of the History page: which file and run, how long a stretch, what it is compared with."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QPushButton, QWidget

from dashboard.history.archive import Run
from dashboard.history.library import Volume
from dashboard.ui import words
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font

#: Spans to choose, seconds; 0 is all that there is.
SPANS: Final = (60.0, 900.0, 3600.0, 21600.0, 86400.0, 604800.0, 0.0)
#: How much earlier the other curve was measured, seconds; 0 compares with nothing.
_EARLIER: Final = (0.0, 3600.0, 86400.0, 604800.0)


class HistoryHead(QWidget):
    """Says what was chosen; it chooses nothing by itself."""

    file_chosen = Signal(object)  #: path, None for the present file
    run_chosen = Signal(object)  #: wall clock of its first frame, None for the present (or newest)
    span_chosen = Signal(float)
    compared = Signal(float)  #: with so many seconds earlier
    now = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._zone = ZoneInfo(context.city.time_zone)
        self._volumes: Sequence[Volume] = ()
        self._runs: Sequence[Run] = ()
        self.file, self.run, self.compare = QComboBox(), QComboBox(), QComboBox()
        for box, signal in (
            (self.file, self.file_chosen),
            (self.run, self.run_chosen),
            (self.compare, self.compared),
        ):
            box.setFont(font(Type.BODY))
            box.activated.connect(lambda _, box=box, signal=signal: signal.emit(box.currentData()))
        self.file.setMinimumContentsLength(14)
        self.file.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._group = QButtonGroup(self)
        self.spans: dict[float, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.file, 1)
        row.addWidget(self.run)
        row.addStretch(1)
        for span in SPANS:
            button = QPushButton()
            button.setProperty("role", "choice")
            button.setFont(font(Type.BODY))
            button.setCheckable(True)
            button.clicked.connect(lambda _, span=span: self.span_chosen.emit(span))
            self._group.addButton(button)
            self.spans[span] = button
            row.addWidget(button)
        row.addSpacing(8)
        row.addWidget(self.compare)
        self.follow = QPushButton()
        self.follow.setFont(font(Type.BODY))
        self.follow.setCheckable(True)
        self.follow.clicked.connect(self.now)
        row.addWidget(self.follow)
        self.show_volumes((), None)
        self.retranslate()

    def show_volumes(self, volumes: Sequence[Volume], present: Path | None) -> None:
        """Files to choose from."""
        self._volumes = volumes
        self._fill(self.file, [(self._file_words(v, present), v.path) for v in volumes])
        self.file.setVisible(bool(volumes))
        self.file.setToolTip(str(self.file.currentData() or ""))

    def show_runs(self, runs: Sequence[Run]) -> None:
        """Runs of the file, the newest first."""
        self._runs = runs
        newest = [(self.tr("Newest run"), None)] if runs else []
        older = [(self._run_words(run), run.wall) for run in reversed(runs[:-1])]
        self._fill(self.run, [*newest, *older])
        self.run.setVisible(len(runs) > 1)

    def show_chosen(self, file: Path | None, run: float | None) -> None:
        """What was opened: None for the present file, and for its present or newest run."""
        self.file.setCurrentIndex(max(0, 0 if file is None else self.file.findData(file)))
        self.run.setCurrentIndex(max(0, self.run.findData(run)))

    def show_outlook(self, span: float, *, following: bool, whole: bool) -> None:
        """How long a stretch is seen, and whether it follows now."""
        self.follow.setChecked(following)
        chosen = self.spans[0.0] if whole else self.spans.get(span)
        for button in self.spans.values():
            if button.isChecked() != (button is chosen):
                self._group.setExclusive(False)
                button.setChecked(button is chosen)
                self._group.setExclusive(True)

    def retranslate(self) -> None:
        """The language has changed."""
        language = self._context.language
        for span, button in self.spans.items():
            button.setText(words.duration(language, span) if span else self.tr("All"))
            button.setToolTip(self.tr("How long a stretch is seen") if span else self.tr("All that there is"))
        text = {
            0.0: self.tr("Compare: nothing"),
            3600.0: self.tr("The hour before"),
            86400.0: self.tr("Yesterday"),
            604800.0: self.tr("A week ago"),
        }
        self._fill(self.compare, [(text[by], by) for by in _EARLIER])
        self.follow.setText(self.tr("Now"))
        self.follow.setToolTip(self.tr("Follow what comes (End)"))
        self.file.setAccessibleName(self.tr("File of recordings"))
        self.run.setAccessibleName(self.tr("Run"))
        self.compare.setAccessibleName(self.tr("Compare with"))
        self.show_runs(self._runs)

    # -- how ---------------------------------------------------------------------------------------

    def _file_words(self, volume: Volume, present: Path | None) -> str:
        if volume.path == present:
            return self.tr("This recording")
        size = words.number(self._context.language, volume.size / 1e6, 1)
        return self.tr("%1 · %2 MB").replace("%1", volume.path.stem).replace("%2", size)

    def _run_words(self, run: Run) -> str:
        begins = words.day_and_time(self._context.language, run.begins, self._zone)
        return self.tr("Run %1 · %2").replace("%1", str(run.number)).replace("%2", begins)

    @staticmethod
    def _fill(box: QComboBox, choices: Sequence[tuple[str, object]]) -> None:
        """Other choices; where they are the same ones, a list that is open stays so."""
        if choices == [(box.itemText(i), box.itemData(i)) for i in range(box.count())]:
            return
        before = box.currentData()
        box.clear()
        for text, data in choices:
            box.addItem(text, data)
        box.setCurrentIndex(max(0, next((i for i, (_, d) in enumerate(choices) if d == before), 0)))
