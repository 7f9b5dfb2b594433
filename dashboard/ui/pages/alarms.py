"""The alarms after ISA-18.2: see, understand, acknowledge, put aside, go there."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from dashboard.core.alarms.event import ASIDE, Alarm, Priority
from dashboard.core.frame import Frame
from dashboard.ui import standing, words
from dashboard.ui.cards.alarm_delegate import ROW_HEIGHT, AlarmDelegate
from dashboard.ui.cards.alarm_detail import AlarmDetail
from dashboard.ui.cards.alarm_filter import AlarmFilter
from dashboard.ui.cards.figures import Figure, FigureBar
from dashboard.ui.cards.labels import ElidedLabel
from dashboard.ui.context import Context
from dashboard.ui.look import theme as tokens
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.models.alarm_model import AlarmModel, Column
from dashboard.ui.pace import Pace
from dashboard.ui.pages.domain import COMPACT_BELOW
from dashboard.ui.pages.page import Page

#: Widths of the columns in a wide and in a narrow list.
_WIDTHS = {
    Column.PRIORITY: (150, 116),
    Column.RAISED: (76, 68),
    Column.WHERE: (230, 170),
    Column.CONDITION: (300, 200),
    Column.STATE: (196, 136),
}
#: The list does without its column "What to do" below this width: the detail says it.
_TODO_FROM = 1150


class AlarmsPage(Page):
    """Keys: A acknowledges what is chosen, Shift+A what is on screen, Ctrl+Shift+A all that is listed;
    H puts aside, C comments."""

    def __init__(self, context: Context, name: str = "alarms", parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._pace = Pace()
        self._frame: Frame | None = None
        self.bar = FigureBar(context, 5)
        self.model = AlarmModel(context, self)
        self.filter = AlarmFilter(context)
        self.table = self._build_table()
        self.detail = AlarmDetail(context)
        self._title = ElidedLabel("", Type.TITLE)
        self._lay_out()
        self.setFocusProxy(self.table)
        self.filter.changed.connect(lambda: self._apply_filter())
        self.detail.go_to.connect(self.go_to)
        self.table.activated.connect(self._activate)
        for keys, act in (
            ("A", self.acknowledge_chosen),
            ("Shift+A", self.acknowledge_visible),
            ("Ctrl+Shift+A", self.acknowledge_listed),
            ("H", self.detail.ask_shelving),
            ("C", self.detail.comment.setFocus),
            ("Ctrl+F", self.filter.search.setFocus),
        ):
            self._on_key(keys, act)
        self.retranslate()

    def _build_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setItemDelegate(AlarmDelegate(self.context, table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setShowGrid(False)
        table.setMouseTracking(True)
        table.setTabKeyNavigation(False)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        head = table.horizontalHeader()
        head.setFont(font(Type.CAPTION))
        head.setSectionsClickable(False)
        head.setHighlightSections(False)
        head.setMinimumSectionSize(60)
        table.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen())
        self.model.modelReset.connect(lambda: self._choose_first())
        self.model.dataChanged.connect(lambda *_: self._show_chosen())
        self.model.rowsInserted.connect(lambda *_: self._choose_first())
        self.model.rowsRemoved.connect(lambda *_: self._choose_first())
        return table

    def _lay_out(self) -> None:
        left = QFrame()
        left.setProperty("role", "panel")
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(tokens.GRID)
        column.addWidget(self._title)
        column.addWidget(self.filter)
        column.addWidget(self.table, 1)
        below = QHBoxLayout()
        below.setSpacing(tokens.GAP)
        below.addWidget(left, 66)
        below.addWidget(self.detail, 34)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(tokens.GAP, tokens.GAP, tokens.GAP, tokens.GAP)
        rows.setSpacing(tokens.GAP)
        rows.addWidget(self.bar)
        rows.addLayout(below, 1)

    def _on_key(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    # -- what an operator does ---------------------------------------------------------------------

    def acknowledge_chosen(self) -> None:
        """What is chosen in the list."""
        self._acknowledge([index.row() for index in self.table.selectionModel().selectedRows()])

    def acknowledge_visible(self) -> None:
        """What is on screen now: one page of the list."""
        top, bottom = self.table.rowAt(0), self.table.rowAt(self.table.viewport().height() - 1)
        if top >= 0:
            self._acknowledge(range(top, (bottom if bottom >= 0 else self.model.rowCount() - 1) + 1))

    def acknowledge_listed(self) -> None:
        """Everything that the filter lets through."""
        self._acknowledge(range(self.model.rowCount()))

    def _acknowledge(self, rows: range | list[int]) -> None:
        ids = [self.model.alarm(row).id for row in rows]
        if ids:
            self.context.intents.acknowledge(ids)

    # -- page --------------------------------------------------------------------------------------

    def show_frame(self, frame: Frame) -> None:
        """One display refresh."""
        self._frame = frame
        if self.outdated:
            self._apply_filter()
            self._pace.now()
            self.outdated = False
        elif frame.events:
            self.model.take(frame.events)
        text_too = self._pace.due(frame.wall)
        if text_too:
            self.bar.show_figures(self._figures())
        self.detail.show_now(frame.now, text_too)

    def retranslate(self) -> None:
        """The language has changed."""
        self._title.setText(self.tr("Alarms that stand, by priority and age"))
        self.table.setAccessibleName(self._title.text())
        self.filter.retranslate()
        self.model.retranslate()
        self.detail.retranslate()

    def focus_on(self, thing: str) -> None:
        """Choose the first alarm of that thing."""
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
        away = words.number(language, sum(alarm.state in ASIDE for alarm in alarms))
        return [
            Figure(self.tr("Not acknowledged"), waiting),
            figure(Priority.ALARM),
            figure(Priority.WARNING),
            figure(Priority.ADVISORY),
            Figure(self.tr("Put aside"), away),
        ]

    def _apply_filter(self) -> None:
        self.model.show_only(self.filter.predicate())

    def _choose_first(self) -> None:
        if not self.table.selectionModel().hasSelection() and self.model.rowCount():
            self.table.selectRow(0)
        self._show_chosen()

    def _show_chosen(self) -> None:
        self.detail.show_alarm(self._chosen())

    def _chosen(self) -> Alarm | None:
        rows = self.table.selectionModel().selectedRows()
        return self.model.alarm(min(index.row() for index in rows)) if rows else None

    def _activate(self, index: QModelIndex) -> None:
        self.go_to.emit(*standing.thing_of(self.model.alarm(index.row())))

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.bar.compact(event.size().height() < COMPACT_BELOW)
        room = event.size().width() * 66 // 100 - 40
        wide = room >= _TODO_FROM
        head = self.table.horizontalHeader()
        self.table.setColumnHidden(Column.TODO, not wide)
        stretching = Column.TODO if wide else Column.CONDITION
        for column, (usual, narrow) in _WIDTHS.items():
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            head.resizeSection(column, usual if wide else narrow)
        head.setSectionResizeMode(stretching, QHeaderView.ResizeMode.Stretch)
        super().resizeEvent(event)
