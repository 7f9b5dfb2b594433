"""The alarms after ISA-18.2: see, understand, acknowledge, put aside, go there, look back."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from dashboard.core.alarms.event import ASIDE, Alarm, AlarmState, Priority
from dashboard.core.frame import Frame
from dashboard.ui import standing, words
from dashboard.ui.alarm_orders import AlarmOrders
from dashboard.ui.cards.alarm_detail import AlarmDetail
from dashboard.ui.cards.alarm_filter import AlarmFilter
from dashboard.ui.cards.alarm_health import AlarmHealthView
from dashboard.ui.cards.alarm_journal import AlarmJournal
from dashboard.ui.cards.alarm_table import AlarmTable
from dashboard.ui.cards.alarm_tabs import AlarmTabs
from dashboard.ui.cards.figures import Figure, FigureBar
from dashboard.ui.cards.labels import ElidedLabel
from dashboard.ui.context import Context
from dashboard.ui.later import Later
from dashboard.ui.look import theme as tokens
from dashboard.ui.look.fonts import Type
from dashboard.ui.models.alarm_model import AlarmModel
from dashboard.ui.pace import Pace
from dashboard.ui.pages.domain import COMPACT_BELOW
from dashboard.ui.pages.page import Page

LIST, JOURNAL, HEALTH = range(3)


class AlarmsPage(Page):
    """Keys: A acknowledges what is chosen, Shift+A what is on screen, Ctrl+Shift+A all that is listed;
    H puts aside, R resets, C comments, Ctrl+Z takes back; L, J and K turn to list, journal and health."""

    def __init__(self, context: Context, name: str = "alarms", parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._pace = Pace()
        self._frame: Frame | None = None
        #: The alarm that the page chose by itself, "" once an operator chose another.
        self._by_itself = ""
        self.tabs = AlarmTabs(context)
        self.bar = FigureBar(context, 5)
        self.model = AlarmModel(context, self)
        self.filter = AlarmFilter(context)
        self.table = AlarmTable(context, self.model)
        self._detail = Later(context.portions, self._make_detail)
        self.orders = AlarmOrders(context, self)
        self._journal = Later(context.portions, self._make_journal)
        self._health = Later(context.portions, self._make_health)
        self._title = ElidedLabel("", Type.TITLE)
        self._views = QStackedWidget()
        self._lay_out()
        self.entrance = self.table
        self._connect()
        self._bind_keys()
        self.retranslate()
        self._detail.come()

    def _connect(self) -> None:
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen())
        self.model.modelReset.connect(lambda: self._choose_first())
        self.filter.changed.connect(lambda: self._apply_filter())
        self.table.activated.connect(self._activate)
        self.tabs.chosen.connect(self.show_view)

    def _bind_keys(self) -> None:
        for keys, act in (
            ("A", self.acknowledge_chosen),
            ("Shift+A", self.acknowledge_visible),
            ("Ctrl+Shift+A", self.acknowledge_listed),
            ("H", self.shelve_chosen),
            ("R", self.reset_chosen),
            ("C", self._begin_comment),
            ("Ctrl+Z", self.orders.undo),
            ("Ctrl+F", self._begin_search),
            ("Ctrl+S", self._save),
            ("L", lambda: self.show_view(LIST)),
            ("J", lambda: self.show_view(JOURNAL)),
            ("K", lambda: self.show_view(HEALTH)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(tokens.GAP, tokens.GRID, tokens.GAP, tokens.GAP)
        rows.setSpacing(tokens.GRID)
        rows.addWidget(self.tabs)
        rows.addWidget(self._views, 1)
        standing_ = QWidget()
        for view in (standing_, self._journal, self._health):
            self._views.addWidget(view)
        list_ = QVBoxLayout(standing_)
        list_.setContentsMargins(0, 0, 0, 0)
        list_.setSpacing(tokens.GAP)
        list_.addWidget(self.bar)
        below = QHBoxLayout()
        below.setSpacing(tokens.GAP)
        list_.addLayout(below, 1)
        left = QFrame()
        left.setProperty("role", "panel")
        below.addWidget(left, 66)
        below.addWidget(self._detail, 34)
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(tokens.GRID)
        column.addWidget(self._title)
        column.addWidget(self.filter)
        column.addWidget(self.table, 1)

    @property
    def detail(self) -> AlarmDetail:
        """The chosen alarm in full; made now, unless it is there."""
        return self._detail.now()

    @property
    def journal(self) -> AlarmJournal:
        """What happened to alarms; made now, unless it is there."""
        return self._journal.now()

    @property
    def health(self) -> AlarmHealthView:
        """How well the alarms serve; made now, unless it is there."""
        return self._health.now()

    def _make_detail(self) -> AlarmDetail:
        detail = AlarmDetail(self.context)
        detail.go_to.connect(self.go_to)
        detail.shelve.clicked.connect(self.shelve_chosen)
        detail.written.connect(self._comment)
        detail.retranslate()
        chosen = self.table.chosen()
        detail.show_alarm(chosen[0] if chosen else None)
        if self._frame is not None:
            detail.show_now(self._frame.now, True)
        return detail

    def _make_journal(self) -> AlarmJournal:
        journal = AlarmJournal(self.context)
        journal.go_to.connect(self.go_to)
        journal.retranslate()
        return journal

    def _make_health(self) -> AlarmHealthView:
        health = AlarmHealthView(self.context)
        health.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        health.compact(self.height() < COMPACT_BELOW)
        health.retranslate()
        return health

    # -- what an operator does ---------------------------------------------------------------------

    def acknowledge_chosen(self) -> None:
        """What is chosen in the list."""
        self.orders.acknowledge(self._chosen())

    def acknowledge_visible(self) -> None:
        """What is on screen now: one page of the list."""
        self.orders.acknowledge(self.table.on_screen() if self._on(LIST) else ())

    def acknowledge_listed(self) -> None:
        """Everything that the filter lets through."""
        rows = range(self.model.rowCount()) if self._on(LIST) else ()
        self.orders.acknowledge([self.model.alarm(row) for row in rows])

    def reset_chosen(self) -> None:
        """Let go of what is held although it is over."""
        self.orders.reset(self._chosen())

    def shelve_chosen(self) -> None:
        """Put what is chosen aside, or take it back if the first of it was."""
        self.orders.shelve(self._chosen())

    def _chosen(self) -> Sequence[Alarm]:
        return self.table.chosen() if self._on(LIST) else ()

    def _comment(self, alarm: Alarm, text: str) -> None:
        self.orders.comment(alarm, text)
        self.table.setFocus()

    def _begin_comment(self) -> None:
        if self._on(LIST):
            self.detail.comment.setFocus()

    def _begin_search(self) -> None:
        self.show_view(LIST if self._on(HEALTH) else self._views.currentIndex())
        (self.filter if self._on(LIST) else self.journal).search.setFocus()

    def _save(self) -> None:
        self.show_view(JOURNAL)
        self.journal.ask_file()

    # -- page --------------------------------------------------------------------------------------

    def show_view(self, number: int) -> None:
        """Turn to the list, the journal or the health."""
        if self._on(JOURNAL) and number != JOURNAL:
            self.journal.leave()
        self._views.setCurrentIndex(number)
        if number == LIST:
            self.entrance = self.table
        else:
            self.entrance = self.journal.table if number == JOURNAL else self.health
        self.take_focus()
        self.tabs.show_chosen(number)
        self._pace.now()
        if self._frame is not None and self.isVisible():
            self.outdated = self.outdated or number == LIST
            self.show_frame(self._frame)

    def _on(self, view: int) -> bool:
        return self._views.currentIndex() == view

    def show_frame(self, frame: Frame) -> None:
        """One display refresh."""
        self._frame = frame
        text_too = self._pace.due(frame.wall)
        if self.outdated and self._journal.made:
            self._journal.made.leave()
        for part in (self._detail, self._journal, self._health):
            part.come()
        match self._views.currentIndex():
            case 1:
                self.journal.show_frame(frame)
            case 2:
                self.health.show_frame(frame)
            case _:
                self._show_list(frame, text_too)
                return
        self.outdated = False

    def _show_list(self, frame: Frame, text_too: bool) -> None:
        if self.outdated:
            self._apply_filter()
            text_too = True
            self.outdated = False
        elif frame.events:
            self.model.take(frame.events)
            self._choose_first()  # once a frame, however many rows changed
        if text_too:
            self.bar.show_figures(self._figures())
        if self._detail.made:
            self._detail.made.show_now(frame.now, text_too)

    def retranslate(self) -> None:
        """The language has changed."""
        self._title.setText(self.tr("Alarms that stand, by priority and age"))
        self.table.setAccessibleName(self._title.text())
        later = (part.made for part in (self._detail, self._journal, self._health))
        for part in (self.tabs, self.filter, self.model, *later):
            if part is not None:
                part.retranslate()

    def focus_on(self, thing: str) -> None:
        """Choose the first alarm of that thing."""
        self.show_view(LIST)
        for row in range(self.model.rowCount()):
            if standing.thing_of(self.model.alarm(row))[1] == thing:
                self.table.selectRow(row)
                return

    def _figures(self) -> list[Figure]:
        language, alarms = self.context.language, self.context.alarms.alarms()
        lasting = [alarm for alarm in alarms if standing.speaks(alarm)]

        def figure(priority: Priority) -> Figure:
            count = sum(alarm.priority is priority for alarm in lasting)
            shown = priority if count else Priority.NONE
            return Figure(words.priority_word(priority), words.number(language, count), "", "", shown)

        waiting = words.number(language, self.context.alarms.unacknowledged)
        over = sum(standing.waits_over(alarm) for alarm in alarms)
        past = self.tr("%n of them over", "", over) if over else ""
        away = words.number(language, sum(alarm.state in ASIDE for alarm in alarms))
        hidden = sum(alarm.state is AlarmState.SUPPRESSED for alarm in alarms)
        note = self.tr("%n spoken for by others", "", hidden) if hidden else ""
        return [
            Figure(self.tr("Not acknowledged"), waiting, "", past),
            figure(Priority.ALARM),
            figure(Priority.WARNING),
            figure(Priority.ADVISORY),
            Figure(self.tr("Put aside"), away, "", note),
        ]

    def _apply_filter(self) -> None:
        self.model.show_only(self.filter.predicate())

    def _choose_first(self) -> None:
        """Choose the worst when nothing is, or what the page chose is over; not in an operator's way."""
        chosen = self.table.chosen()
        if len(chosen) != 1 or chosen[0].id != self._by_itself:
            self._by_itself = ""
        elif not chosen[0].active and not (self._detail.made and self._detail.made.comment.hasFocus()):
            chosen = []
        if not chosen and self.model.rowCount():
            self.table.selectRow(0)
            self._by_itself = self.model.alarm(0).id
        self._show_chosen()

    def _show_chosen(self) -> None:
        if self._detail.made:
            chosen = self.table.chosen()
            self._detail.made.show_alarm(chosen[0] if chosen else None)

    def _activate(self, index: QModelIndex) -> None:
        self.go_to.emit(*standing.thing_of(self.model.alarm(index.row())))

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        small = event.size().height() < COMPACT_BELOW
        self.bar.compact(small)
        if self._health.made:
            self._health.made.compact(small)
        super().resizeEvent(event)
