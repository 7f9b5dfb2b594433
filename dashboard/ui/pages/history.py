"""What was: any datastreams over any time, of this recording or another, to look at and to take home."""

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from dashboard.core.alarms.event import CURVELESS_KINDS, Priority
from dashboard.core.frame import Frame
from dashboard.history.marks import Mark
from dashboard.ui import standing
from dashboard.ui.cards.labels import ElidedLabel, label, say, tint
from dashboard.ui.context import Context
from dashboard.ui.history.curves_pile import CurvesPile
from dashboard.ui.history.entries import Entry, present
from dashboard.ui.history.first_look import first_look
from dashboard.ui.history.head import HistoryHead
from dashboard.ui.history.inquiry import Inquiry
from dashboard.ui.history.look_back import LookBack
from dashboard.ui.history.marks_strip import MarksStrip
from dashboard.ui.history.readings import Readings
from dashboard.ui.history.recorder_line import reading_advice, recorder_words
from dashboard.ui.history.stream_list import MOST, StreamList
from dashboard.ui.history.stretch_row import StretchRow
from dashboard.ui.look import theme as tokens
from dashboard.ui.look.fonts import Type
from dashboard.ui.pace import Pace
from dashboard.ui.pages.page import Page
from dashboard.ui.plots.gestures import ZOOM, move
from dashboard.ui.plots.outlook import Outlook

#: The list of what speaks is made anew so often at most, seconds of wall clock.
_LIST: Final = 2.0


class HistoryPage(Page):
    """Draws what has come: no frame waits for a file."""

    def __init__(self, context: Context, name: str = "history", parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.inquiry = Inquiry(context)
        self.outlook = Outlook(lambda: self.inquiry.source.begins())
        self.outlook.changed.connect(self._look_elsewhere)
        self._generation = -1, -1
        self._pace, self._list_pace = Pace(), Pace(_LIST)
        self.entries: dict[str, Entry] = {}
        self._speaking = -1
        self._chosen: dict[str, int] = {}
        self._wanted: Sequence[str] = ()
        self._untouched = True
        together = LookBack(Readings(context.store, context.history), self.outlook)
        inner = replace(context, look_back=together)
        self.head = HistoryHead(context)
        self.list = StreamList(context)
        self.pile = CurvesPile(inner, self.inquiry.curve, self.inquiry.earlier)
        self.scrolled = QScrollArea()
        self.scrolled.setWidgetResizable(True)
        self.scrolled.setFrameShape(QFrame.Shape.NoFrame)
        self.scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scrolled.setWidget(self.pile)
        self.strip = MarksStrip(context, self.outlook)
        self.word = label("", Type.BODY, "soft")
        self.word.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.word.setWordWrap(True)
        self.foot = StretchRow(context, self.inquiry, self.outlook, lambda: self.chosen)
        self.state = ElidedLabel("", Type.CAPTION, "soft")
        self._lay_out()
        self._bind_keys()
        self.head.file_chosen.connect(self._open)
        self.head.run_chosen.connect(lambda run: self._open(self.inquiry.file, run))
        self.head.span_chosen.connect(self._choose_span)
        self.head.compared.connect(self._compare)
        self.head.now.connect(self.outlook.to_now)
        self.list.toggled.connect(self.toggle)
        self.list.cleared.connect(lambda: self.choose(()))
        self.pile.removed.connect(self.toggle)
        self.retranslate()

    def _lay_out(self) -> None:
        plots = QVBoxLayout()
        plots.setSpacing(6)
        plots.addWidget(self.word, 1)
        plots.addWidget(self.scrolled, 1)
        plots.addWidget(self.strip)
        plots.addWidget(self.foot)
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
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def _bind_keys(self) -> None:
        for keys, act in (
            ("+", lambda: self._zoom(-2)),
            ("-", lambda: self._zoom(2)),
            ("R", self.foot.replay.click),
            ("Ctrl+F", self.list.search.setFocus),
            ("Ctrl+S", self.foot.save.click),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # -- what is done with it ----------------------------------------------------------------------

    @property
    def chosen(self) -> Sequence[str]:
        """Datastreams that are drawn, domain/thing/property."""
        return list(self._chosen)

    def choose(self, datastreams: Sequence[str]) -> None:
        """Draw these, as far as they are known; the first six."""
        self._untouched = False
        self._chosen = {}
        for name in datastreams:
            if name in self.entries and len(self._chosen) < MOST:
                self._chosen[name] = self._free_colour()
        self._show_chosen()
        self.list.reveal()

    def toggle(self, datastream: str) -> None:
        """Draw it too, or no more."""
        self._untouched = False
        if datastream in self._chosen:
            del self._chosen[datastream]
        elif len(self._chosen) < MOST and datastream in self.entries:
            self._chosen[datastream] = self._free_colour()
        self._show_chosen()

    def focus_on(self, thing: str) -> None:
        """Draw these datastreams of now: ids with a blank between."""
        self._wanted = thing.split()
        if self.inquiry.file is not None or self.inquiry.run is not None:
            self._open(None)
        elif set(self._wanted) & self.entries.keys():
            self._take_wanted()

    def show_frame(self, frame: Frame) -> None:
        """One display refresh."""
        if frame.restarted:
            self._begin_anew()
        if self.outdated or frame.restarted:
            self.outdated = False
            self._look_elsewhere()
            self.pile.outdate()
        self.inquiry.take(frame)
        self._hear()
        due = self._pace.due(frame.wall)
        follows = self.inquiry.source.live and self.outlook.end is None
        if self.inquiry.generation != self._generation or (due and follows):
            self._generation = self.inquiry.generation
            self.pile.outdate()
        now = self.inquiry.source.now
        if not math.isnan(now):
            self.outlook.now = now
            self.pile.show_now(now)
            self.strip.show_edges(*self.pile.edges(self.strip))
            self.inquiry.ask_marks(frame.wall, self.outlook.since, self.outlook.until)
        if due:
            self._meet_streams(frame.wall)
            self._say()
        self.foot.show_frame(frame)

    def retranslate(self) -> None:
        """The language has changed."""
        self.head.retranslate()
        self.list.retranslate()
        self.pile.retranslate()
        self.foot.retranslate()
        self.strip.setAccessibleName(self.tr("What happened: alarms and cues"))
        self._pace.now()

    # -- file, run, stretch ------------------------------------------------------------------------

    def _open(self, file: Path | None, run: float | None = None) -> None:
        self.inquiry.open(file, run)
        self.head.show_chosen(self.inquiry.file, self.inquiry.run)
        self._generation, self._speaking = (-1, -1), -1
        self._show_marks(())
        self.outlook.now = self.inquiry.source.now
        self.outlook.to_now()
        self._look_elsewhere()

    def _begin_anew(self) -> None:
        """Another story: what was marked in the last one is another run's."""
        self.inquiry.ask_contents()
        if self.inquiry.source.live:
            self.inquiry.look_again()
            self._show_marks(())
            self.outlook.to_now()

    def _choose_span(self, span: float) -> None:
        if span:
            self.outlook.set_span(span)
        else:
            self.outlook.show_whole()
        self._look_elsewhere()

    def _zoom(self, notches: int) -> None:
        self.outlook.zoom(ZOOM**notches, self.outlook.until)

    def _compare(self, by: float) -> None:
        self.inquiry.by = by
        self.pile.compare(bool(by))

    def _look_elsewhere(self) -> None:
        self._pace.now()
        self.strip.update()

    # -- what has come -----------------------------------------------------------------------------

    def _hear(self) -> None:
        contents = self.inquiry.contents()
        if contents is not None:
            self.head.show_volumes(contents.volumes, self.context.history.path)
            self.head.show_runs(contents.runs)
            if not self.inquiry.source.live:
                self._show_entries(contents.entries, contents.worst)
        happened = self.inquiry.marks()
        if happened is not None:
            self._show_marks(happened)

    def _show_marks(self, found: Sequence[Mark]) -> None:
        self.strip.show_marks(found)
        self.pile.show_marks(found)

    def _meet_streams(self, wall: float) -> None:
        """Of the present story, whatever is there by now."""
        if not self.inquiry.source.live:
            return
        tables = self.context.store.tables.values()
        speaking = sum(len(table) + int(np.isfinite(table.last_value).sum()) for table in tables)
        if speaking != self._speaking and self._list_pace.due(wall):
            self._speaking = speaking
            alarms = [alarm for alarm in self.context.alarms.alarms() if alarm.kind not in CURVELESS_KINDS]
            worst = next(iter(standing.worst_first(filter(standing.speaks, alarms))), None)
            entries = present(self.context.city, self.context.store)
            self._show_entries(entries, "" if worst is None else worst.datastream)

    def _show_entries(self, entries: Sequence[Entry], worst: str) -> None:
        self.entries = {entry.id: entry for entry in entries}
        self.list.show_entries(entries)
        left = {name: colour for name, colour in self._chosen.items() if name in self.entries}
        if self._wanted:
            self._take_wanted()
        elif entries and not left and (self._untouched or self._chosen):
            self.choose(first_look(entries, self.context.effects.effects, worst))
        elif left != self._chosen:
            self._chosen = left
            self._show_chosen()

    def _take_wanted(self) -> None:
        if set(self._wanted) & self.entries.keys():
            wanted, self._wanted = self._wanted, ()
            self.choose(wanted)

    # -- what is drawn and said --------------------------------------------------------------------

    def _free_colour(self) -> int:
        return next(number for number in range(MOST) if number not in self._chosen.values())

    def _show_chosen(self) -> None:
        self.list.show_chosen(self._chosen)
        self.pile.show_entries(self.entries, self._chosen)
        self.pile.compare(bool(self.inquiry.by))
        self._pace.now()

    def _say(self) -> None:
        trouble = self.inquiry.trouble
        if trouble is not None:
            text = self.tr("This recording cannot be read: %1").replace("%1", trouble.detail)
            text = f"{text}\n{reading_advice(trouble.status)}"
        elif math.isnan(self.inquiry.source.now) or math.isnan(self.inquiry.source.begins()):
            text = self.tr("Waiting for readings…")
        elif not self._chosen:
            text = self.tr("Choose datastreams on the left: search, then Enter or a click.")
        else:
            text = ""
        say(self.word, text)
        self.word.setVisible(bool(text))
        self.scrolled.setVisible(not text)
        self.strip.setVisible(not text)
        self.head.show_outlook(
            self.outlook.span,
            following=self.outlook.end is None,
            whole=abs(self.outlook.span - self.outlook.whole) < 1.0,
        )
        self.foot.say()
        library = self.context.history
        recorder, wrong = recorder_words(self.context.language, library, library.state())
        say(self.state, recorder)
        tint(self.state, Priority.WARNING if wrong else Priority.NONE)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self.pile.cards and move(self.outlook, event):
            return
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            at = self.outlook.until if math.isnan(self.pile.pointed_at) else self.pile.pointed_at
            at += (-1 if key is Qt.Key.Key_Left else 1) * self.outlook.span / 100
            self.pile.point_at(min(max(at, self.outlook.since), self.outlook.until))
        else:
            super().keyPressEvent(event)
