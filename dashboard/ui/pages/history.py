"""What was: any datastreams over any time, of this recording or another, to look at and to take home."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from dashboard.core.alarms.event import Priority
from dashboard.core.frame import Frame
from dashboard.history.archive import Run
from dashboard.history.curves import Period
from dashboard.history.library import Volume
from dashboard.history.marks import Mark, MarkKind, marks
from dashboard.history.tape import Stretch
from dashboard.ui import words
from dashboard.ui.cards.labels import ElidedLabel, label, say, tint
from dashboard.ui.context import Context
from dashboard.ui.history.curves_pile import CurvesPile
from dashboard.ui.history.entries import Entry, present, recorded
from dashboard.ui.history.head import HistoryHead
from dashboard.ui.history.look_back import LookBack
from dashboard.ui.history.marks_strip import MarksStrip
from dashboard.ui.history.question import Question
from dashboard.ui.history.readings import Readings
from dashboard.ui.history.recorder_line import advice, recorder_words
from dashboard.ui.history.source import Source
from dashboard.ui.history.stream_list import MOST, StreamList
from dashboard.ui.history.take_home import REPORT, TakeHome, Wanted
from dashboard.ui.look import theme as tokens
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.pace import Pace
from dashboard.ui.pages.page import Page
from dashboard.ui.plots.gestures import ZOOM, move
from dashboard.ui.plots.outlook import Outlook
from dashboard.ui.trials.dialog import TrialDialog

#: Marks are asked for again so often while more may come, seconds of wall clock.
_MARKS: Final = 5.0
#: So many curves of the first property are there when nobody has chosen.
_AT_FIRST: Final = 2


@dataclass(frozen=True, slots=True)
class _Contents:
    """What a file holds."""

    volumes: Sequence[Volume]
    runs: Sequence[Run]
    entries: Sequence[Entry]


class HistoryPage(Page):
    """Asks at the library's desk and draws what has come: no frame waits for a file."""

    def __init__(self, context: Context, name: str = "history", parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        library = context.history
        self._file: Path | None = None
        self._run: float | None = None
        self._by = 0.0
        self._source = Source(library, context.store)
        self._other = Source(library, context.store)
        self.outlook = Outlook(lambda: self._source.begins())
        self.outlook.changed.connect(self._look_elsewhere)
        self._generations = -1, -1
        self._frame: Frame | None = None
        self._pace, self._marks_pace = Pace(), Pace(_MARKS)
        self._contents: Question[_Contents] = Question(library.desk)
        self._happened: Question[list[Mark]] = Question(library.desk)
        self._entries: dict[str, Entry] = {}
        self._things = -1
        self._chosen: dict[str, int] = {}
        self._wanted: Sequence[str] = ()
        self._trial: TrialDialog | None = None
        self._zone = ZoneInfo(context.city.time_zone)
        together = LookBack(Readings(context.store, library), self.outlook)
        inner = replace(context, look_back=together)
        self.head = HistoryHead(context)
        self.list = StreamList(context)
        self.pile = CurvesPile(
            inner,
            lambda stream, since, until: self._source.curve(stream, since, until),
            lambda stream, since, until: self._other.curve(stream, since, until, self._by),
        )
        self.strip = MarksStrip(context, self.outlook)
        self.word = label("", Type.BODY, "soft")
        self.word.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.word.setWordWrap(True)
        self.range = ElidedLabel("", Type.CAPTION_STRONG)
        self.state = ElidedLabel("", Type.CAPTION, "soft")
        self.home = TakeHome(context)
        self.replay, self.limits, self.save = QPushButton(), QPushButton(), QPushButton()
        self._lay_out()
        self.head.file_chosen.connect(self._choose_file)
        self.head.run_chosen.connect(self._choose_run)
        self.head.span_chosen.connect(self._choose_span)
        self.head.compared.connect(self._compare)
        self.head.now.connect(self._follow_now)
        self.list.toggled.connect(self.toggle)
        self.list.cleared.connect(lambda: self.choose(()))
        self.pile.removed.connect(self.toggle)
        self.replay.clicked.connect(self._replay)
        self.limits.clicked.connect(self._try_limits)
        self.save.clicked.connect(self._offer)
        self.retranslate()
        self._ask_contents()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.range, 1)
        for button in (self.replay, self.limits, self.save):
            button.setFont(font(Type.BODY))
            foot.addWidget(button)
        plots = QVBoxLayout()
        plots.setSpacing(6)
        plots.addWidget(self.word, 1)
        plots.addWidget(self.pile, 1)
        plots.addWidget(self.strip)
        plots.addLayout(foot)
        plots.addWidget(self.home)
        plots.addWidget(self.state)
        middle = QHBoxLayout()
        middle.setSpacing(tokens.GAP)
        self.list.setFixedWidth(300)
        middle.addWidget(self.list)
        middle.addLayout(plots, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.GAP, tokens.GAP, tokens.GAP, tokens.GAP)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addLayout(middle, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # -- what is done with it ----------------------------------------------------------------------

    @property
    def chosen(self) -> Sequence[str]:
        """Datastreams that are drawn, domain/thing/property."""
        return list(self._chosen)

    def choose(self, datastreams: Sequence[str]) -> None:
        """Draw these, as far as they are known; the first six."""
        self._chosen = {}
        for name in datastreams:
            if name in self._entries and len(self._chosen) < MOST:
                self._chosen[name] = self._free_colour()
        self._show_chosen()

    def toggle(self, datastream: str) -> None:
        """Draw it too, or no more."""
        if datastream in self._chosen:
            del self._chosen[datastream]
        elif len(self._chosen) < MOST and datastream in self._entries:
            self._chosen[datastream] = self._free_colour()
        self._show_chosen()

    def focus_on(self, thing: str) -> None:
        """Draw these datastreams of now: ids with a blank between."""
        self._wanted = thing.split()
        if self._file is not None or self._run is not None:
            self._choose_file(None)
        elif set(self._wanted) & self._entries.keys():
            self._take_wanted()

    def show_frame(self, frame: Frame) -> None:
        """One display refresh."""
        self._frame = frame
        if self.outdated or frame.restarted:
            self.outdated = False
            self.pile.outdate()
            self._pace.now()
            self._marks_pace.now()
            if frame.restarted:
                self._ask_contents()
        self._source.take(frame)
        if self._by:
            self._other.take(frame)
        self._hear()
        generations = self._source.generation, self._other.generation
        due = self._pace.due(frame.wall)
        if generations != self._generations or (due and self._source.live and self.outlook.end is None):
            self._generations = generations
            self.pile.outdate()
        if not math.isnan(self._source.now):
            self.outlook.now = self._source.now
            self.pile.show_now(self._source.now)
            self.strip.show_edges(*self.pile.edges(self.strip))
            self._ask_marks(frame.wall)
        if due:
            self._meet_streams()
            self._say()
        self.home.show_frame()
        if self._trial is not None:
            self._trial.show_frame(frame)

    def retranslate(self) -> None:
        """The language has changed."""
        self.head.retranslate()
        self.list.retranslate()
        self.pile.retranslate()
        self.home.retranslate()
        self.replay.setText(self.tr("Replay this"))
        self.replay.setToolTip(self.tr("Play this stretch in a window of its own (R)"))
        self.limits.setText(self.tr("Other limits…"))
        self.limits.setToolTip(self.tr("Which alarms other limits would have raised"))
        self.save.setText(self.tr("Take home…"))
        self.save.setToolTip(self.tr("Write what is seen to a file (Ctrl+S)"))
        self._pace.now()

    # -- file, run, stretch ------------------------------------------------------------------------

    def _choose_file(self, path: Path | None) -> None:
        self._file = None if path == self.context.history.path else path
        self._choose_run(None)
        self._ask_contents()

    def _choose_run(self, run: float | None) -> None:
        self._run = run
        library, store = self.context.history, self.context.store
        self._source = Source(library, store, self._file, run)
        self._other = Source(library, store, self._file, run)
        self._generations = -1, -1
        self._happened.take()
        self._show_marks(())
        self.outlook.now = self._source.now
        self.outlook.to_now()
        self._look_elsewhere()

    def _choose_span(self, span: float) -> None:
        if span:
            self.outlook.set_span(span)
        else:
            self.outlook.show_whole()
        self._look_elsewhere()

    def _compare(self, by: float) -> None:
        self._by = by
        self.pile.compare(bool(by))

    def _follow_now(self) -> None:
        self.outlook.to_now()
        self._look_elsewhere()

    def _look_elsewhere(self) -> None:
        self._pace.now()
        self._marks_pace.now()
        self.strip.update()

    # -- what is asked and answered ----------------------------------------------------------------

    def _ask_contents(self) -> None:
        library, city, path = self.context.history, self.context.city, self._file
        if library.path is None and path is None:
            return

        def contents() -> _Contents:
            archive = library.archive(path)
            return _Contents(library.volumes(), archive.runs(), recorded(city, archive))

        self._contents.ask(contents)

    def _hear(self) -> None:
        contents = self._contents.take()
        if contents is not None:
            self.head.show_volumes(contents.volumes, self.context.history.path)
            self.head.show_runs(contents.runs)
            if not self._source.live:
                self._show_entries(contents.entries)
        happened = self._happened.take()
        if happened is not None:
            self._show_marks(happened)

    def _ask_marks(self, wall: float) -> None:
        library, path, run = self.context.history, self._file, self._source.past.run
        if run is None or self._happened.waiting or not self._marks_pace.due(wall):
            return
        more = 0.5 * self.outlook.span
        period = Period(self.outlook.since - more, self.outlook.until + more, run)
        self._happened.ask(lambda: marks(library.archive(path), period))

    def _show_marks(self, found: Sequence[Mark]) -> None:
        found = [mark for mark in found if mark.kind is not MarkKind.TRUTH]  # the city's, not the operator's
        self.strip.show_marks(found)
        self.pile.show_marks(found)

    def _meet_streams(self) -> None:
        """Of the present story, whatever is there by now."""
        if self._source.live:
            count = sum(int(table.observed.sum()) for table in self.context.store.tables.values())
            if count != self._things:
                self._things = count
                self._show_entries(present(self.context.city, self.context.store))
        else:
            self._things = -1

    def _show_entries(self, entries: Sequence[Entry]) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self.list.show_entries(entries)
        if self._wanted:
            self._take_wanted()
        elif not self._chosen and entries:
            first = entries[0].item.id
            self.choose([entry.id for entry in entries if entry.item.id == first][:_AT_FIRST])
        else:
            self._chosen = {name: colour for name, colour in self._chosen.items() if name in self._entries}
            self._show_chosen()

    def _take_wanted(self) -> None:
        if set(self._wanted) & self._entries.keys():
            wanted, self._wanted = self._wanted, ()
            self.choose(wanted)

    # -- what is drawn and said --------------------------------------------------------------------

    def _free_colour(self) -> int:
        return next(number for number in range(MOST) if number not in self._chosen.values())

    def _show_chosen(self) -> None:
        self.list.show_chosen(self._chosen)
        self.pile.show_entries(self._entries, self._chosen)
        self.pile.compare(bool(self._by))
        self._marks_pace.now()
        self._pace.now()

    def _say(self) -> None:
        trouble = self._source.past.trouble or self._contents.trouble
        if trouble is not None and not self._source.live:
            text = self.tr("This recording cannot be read: %1").replace("%1", trouble.detail)
            text = f"{text}\n{advice(trouble.status)}"
        elif math.isnan(self._source.now) or math.isnan(self._source.begins()):
            text = self.tr("Waiting for readings…")
        elif not self._chosen:
            text = self.tr("Choose datastreams on the left: search, then Enter or a click.")
        else:
            text = ""
        say(self.word, text)
        self.word.setVisible(bool(text))
        self.pile.setVisible(not text)
        self.strip.setVisible(not text)
        self.head.show_outlook(
            self.outlook.span,
            following=self.outlook.end is None,
            whole=abs(self.outlook.span - self.outlook.whole) < 1.0,
        )
        self._say_range()
        library = self.context.history
        recorder, wrong = recorder_words(self.context.language, library, library.state())
        say(self.state, recorder)
        tint(self.state, Priority.WARNING if wrong else Priority.NONE)
        run = self._source.past.run
        self.replay.setEnabled(run is not None and self.context.replays is not None)
        self.limits.setEnabled(run is not None)
        self.save.setEnabled(run is not None and not self.home.busy)

    def _say_range(self) -> None:
        if math.isnan(self.outlook.since):
            say(self.range, "")
            return
        language = self.context.language
        since, until = (
            words.day_and_time(language, time, self._zone)
            for time in (self.outlook.since, self.outlook.until)
        )
        text = f"{since} – {until}"
        if self._source.past.waiting or (self._by and self._other.past.waiting):
            text += " · " + self.tr("reading…")
        say(self.range, text)

    # -- what is done with the stretch -------------------------------------------------------------

    def _replay(self) -> None:
        run, replays = self._source.past.run, self.context.replays
        if run is not None and replays is not None:
            replays.open(self._file, Stretch(run.number, self.outlook.since, self.outlook.until))

    def _try_limits(self) -> None:
        run = self._source.past.run
        self._trial = TrialDialog(self.context, self, self._file, None if run is None else run.number)
        self._trial.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._trial.destroyed.connect(self._forget_trial)
        self._trial.open()

    def _forget_trial(self) -> None:
        self._trial = None

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
            action.setEnabled(kind == REPORT or bool(self._chosen))
            action.triggered.connect(lambda _=False, kind=kind: self._ask_file(kind))
        corner, size = self.save.mapToGlobal(QPoint(0, 0)), menu.sizeHint()
        menu.popup(corner + QPoint(self.save.width() - size.width(), -size.height()))

    def _ask_file(self, kind: str) -> None:
        wanted = self.wanted(kind)
        if wanted is None:
            return
        name = f"{self.context.city.id}-{kind}{wanted.suffix}"
        path, _ = QFileDialog.getSaveFileName(self, self.save.text(), name, f"*{wanted.suffix}")
        if path:
            self.home.begin(wanted, Path(path).with_suffix(wanted.suffix))

    def wanted(self, kind: str) -> Wanted | None:
        """What is on screen, as that kind of file; None while nothing is recorded."""
        run = self._source.past.run
        if run is None or self._frame is None:
            return None
        return Wanted(
            kind,
            self._file,
            run.number,
            self.chosen,
            self.outlook.since,
            self.outlook.until,
            self._frame.wall,
        )

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = Qt.Key(event.key())
        if self.pile.cards and move(self.pile.cards[0].lane, event):
            return
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self.outlook.zoom(ZOOM ** (-2 if key is Qt.Key.Key_Plus else 2), self.outlook.until)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            at = self.outlook.until if math.isnan(self.pile.pointed_at) else self.pile.pointed_at
            at += (-1 if key is Qt.Key.Key_Left else 1) * self.outlook.span / 100
            self.pile.point_at(min(max(at, self.outlook.since), self.outlook.until))
        elif key is Qt.Key.Key_F and control:
            self.list.search.setFocus()
        elif key is Qt.Key.Key_S and control:
            self.save.click()
        elif key is Qt.Key.Key_R and not control and self.replay.isEnabled():
            self._replay()
        else:
            super().keyPressEvent(event)
