"""Which stretch is on screen, and what can be done with it: replay, other limits, take home."""

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from dashboard.core.frame import Frame
from dashboard.history.tape import Stretch
from dashboard.ui import words
from dashboard.ui.cards.labels import ElidedLabel, say
from dashboard.ui.context import Context
from dashboard.ui.history.inquiry import Inquiry
from dashboard.ui.history.take_home import REPORT, TakeHome, Wanted
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.plots.outlook import Outlook
from dashboard.ui.trials.dialog import TrialDialog


class StretchRow(QWidget):
    """Its words and buttons; below them a line while something is written."""

    def __init__(
        self, context: Context, inquiry: Inquiry, outlook: Outlook, chosen: Callable[[], Sequence[str]]
    ) -> None:
        """`chosen`: ids of the datastreams on screen."""
        super().__init__()
        self._context, self._inquiry, self._outlook, self._chosen = context, inquiry, outlook, chosen
        self._zone = ZoneInfo(context.city.time_zone)
        self._wall = math.nan
        self.trial: TrialDialog | None = None
        self.range = ElidedLabel("", Type.CAPTION_STRONG)
        self.replay, self.limits, self.save = QPushButton(), QPushButton(), QPushButton()
        self.home = TakeHome(context)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.range, 1)
        for button, act in (
            (self.replay, self.play),
            (self.limits, self._try_limits),
            (self.save, self._offer),
        ):
            button.setFont(font(Type.BODY))
            button.clicked.connect(act)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.home)
        self.retranslate()

    def show_frame(self, frame: Frame) -> None:
        """One display refresh."""
        self._wall = frame.wall
        self.home.show_frame()
        if self.trial is not None:
            self.trial.show_frame(frame)

    def say(self) -> None:
        """The stretch of now, and what can be done with it."""
        say(self.range, self._range_words())
        there = self._inquiry.source.past.run is not None
        self.replay.setEnabled(there and self._context.replays is not None)
        self.limits.setEnabled(there)
        self.save.setEnabled(there and not self.home.busy)

    def play(self) -> None:
        """Play it again, in a window of its own."""
        run, replays = self._inquiry.source.past.run, self._context.replays
        if run is not None and replays is not None:
            stretch = Stretch(run.number, self._outlook.since, self._outlook.until)
            replays.open(self._inquiry.file, stretch)

    def wanted(self, kind: str) -> Wanted | None:
        """It, as that kind of file; None while nothing is recorded."""
        run = self._inquiry.source.past.run
        if run is None or math.isnan(self._wall):
            return None
        since, until = self._outlook.since, self._outlook.until
        return Wanted(kind, self._inquiry.file, run.number, self._chosen(), since, until, self._wall)

    def retranslate(self) -> None:
        """The language has changed."""
        self.home.retranslate()
        self.replay.setText(self.tr("Replay this"))
        self.replay.setToolTip(self.tr("Play this stretch in a window of its own (R)"))
        self.limits.setText(self.tr("Other limits…"))
        self.limits.setToolTip(self.tr("Which alarms other limits would have raised"))
        self.save.setText(self.tr("Take home…"))
        self.save.setToolTip(self.tr("Write what is seen to a file (Ctrl+S)"))

    # -- how ---------------------------------------------------------------------------------------

    def _range_words(self) -> str:
        if math.isnan(self._outlook.since):
            return ""
        since, until = (
            words.day_and_time(self._context.language, time, self._zone)
            for time in (self._outlook.since, self._outlook.until)
        )
        text = f"{since} – {until}"
        return f"{text} · {self.tr('reading…')}" if self._inquiry.waiting else text

    def _try_limits(self) -> None:
        run = self._inquiry.source.past.run
        self.trial = TrialDialog(self._context, self, self._inquiry.file, None if run is None else run.number)
        self.trial.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.trial.destroyed.connect(self._forget_trial)
        self.trial.open()

    def _forget_trial(self) -> None:
        self.trial = None

    def _offer(self) -> None:
        """The formats, above the button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind, text in (
            ("csv", self.tr("Table (CSV)")),
            ("parquet", self.tr("Table (Parquet)")),
            ("geojson", self.tr("Map (GeoJSON)")),
            ("ngsi-ld-keyvalues", self.tr("NGSI-LD, key-values")),
            ("ngsi-ld", self.tr("NGSI-LD, normalised")),
            (REPORT, self.tr("Report of the whole run (HTML)")),
        ):
            action = menu.addAction(text)
            action.setEnabled(kind == REPORT or bool(self._chosen()))
            action.triggered.connect(lambda _=False, kind=kind: self._ask_file(kind))
        corner, size = self.save.mapToGlobal(QPoint(0, 0)), menu.sizeHint()
        menu.popup(corner + QPoint(self.save.width() - size.width(), -size.height()))

    def _ask_file(self, kind: str) -> None:
        wanted = self.wanted(kind)
        if wanted is None:
            return
        name = f"{self._context.city.id}-{kind}{wanted.suffix}"
        path, _ = QFileDialog.getSaveFileName(self, self.save.text(), name, f"*{wanted.suffix}")
        if path:
            self.home.begin(wanted, Path(path).with_suffix(wanted.suffix))
