"""A list of things with search, groups and selection by mouse and keyboard."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
)

from dashboard.core.readings.store import Stream
from dashboard.core.readings.table import Place
from dashboard.ui.cards.flow import FlowLayout
from dashboard.ui.cards.labels import ElidedLabel
from dashboard.ui.cards.row_table import RowTable
from dashboard.ui.cards.thing_delegate import HIGHEST, ROW_HEIGHT, ThingDelegate
from dashboard.ui.context import Context
from dashboard.ui.look import theme as tokens
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.models.thing_model import Column, Kind, ThingModel, first_observed

#: A named part of a domain's things: a title in the current language, and who belongs to it.
Group = tuple[Callable[[], str], Callable[[Place], bool]]

_WIDTHS: Final = {
    Kind.STATE: 36,
    Kind.VALUE: 128,
    Kind.AGE: 62,
    Kind.TREND: 96,
    Kind.BAR: 150,
    Kind.BADGE: 96,
}
#: Where names would have less room than this, the list does without trends, pixels.
_NAME: Final = 170


class _Table(RowTable):
    """Only whole rows; the keys go to the list, not to single cells."""

    #: It has another size.
    resized = Signal()

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
            return
        super().keyPressEvent(event)


class ThingList(QFrame):
    """Always has one thing chosen, once there is any."""

    chosen = Signal(object)  #: the headline Stream of the chosen thing

    def __init__(
        self,
        context: Context,
        domain: str,
        columns: Sequence[Column],
        headline: Callable[[Place, Any], int] = first_observed,
        groups: Sequence[Group] = (),
        rank: Callable[[Place], float] = lambda place: 0.0,
    ) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._groups = tuple(groups)
        self.model = ThingModel(context, domain, columns, headline, self, rank=rank)
        self._delegate = ThingDelegate(context, self.model, self)
        self._title = ElidedLabel("", Type.TITLE)
        self._order = ElidedLabel("", Type.CAPTION, "soft")
        self.search = QLineEdit()
        self.search.setFont(font(Type.BODY))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._search)
        self.table = self._build_table(columns)
        self._choices = QButtonGroup(self)
        self._buttons: list[QPushButton] = []
        head = QHBoxLayout()
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self._title)
        titles.addWidget(self._order)
        head.addLayout(titles, 3)
        head.addWidget(self.search, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(tokens.GRID)
        column.addLayout(head)
        if self._groups:
            column.addLayout(self._build_groups())
        column.addWidget(self.table, 1)
        self.retranslate()

    def _build_table(self, columns: Sequence[Column]) -> RowTable:
        table = _Table(self.model, ROW_HEIGHT)
        table.setItemDelegate(self._delegate)
        table.setMouseTracking(True)
        table.horizontalHeader().setMinimumSectionSize(30)
        named = next(number for number, item in enumerate(columns) if item.kind is Kind.NAME)
        widths = [(i, item.width or _WIDTHS[item.kind]) for i, item in enumerate(columns) if i != named]
        table.lay_out(widths, named)
        table.selectionModel().selectionChanged.connect(self._tell)
        table.resized.connect(self._fit_rows)
        return table

    def _build_groups(self) -> FlowLayout:
        row = FlowLayout(tokens.GRID // 2)
        for number in range(len(self._groups) + 1):
            button = QPushButton()
            button.setProperty("role", "choice")
            button.setCheckable(True)
            button.setChecked(number == 0)
            button.setFont(font(Type.CAPTION))
            self._choices.addButton(button, number)
            self._buttons.append(button)
            row.addWidget(button)
        self._choices.idToggled.connect(self._show_group)
        return row

    # -- what the page does with it ----------------------------------------------------------------

    def refresh(self, now: float) -> None:
        """Bring it up to the city's time `now`."""
        self._delegate.refresh(now)
        self.model.refresh(now, self._visible())
        self._fit_rows()
        if self.current() is None and self.model.rowCount():
            self.table.selectRow(0)

    def come(self) -> None:
        """Once a frame: trends that there was no room for in the one before."""
        if self._delegate.lacking:
            self._delegate.lacking = False
            for column, item in enumerate(self.model.columns):
                if item.kind is Kind.TREND:
                    left, width = self.table.columnViewportPosition(column), self.table.columnWidth(column)
                    self.table.viewport().update(left, 0, width, self.table.viewport().height())

    def current(self) -> Stream | None:
        """The headline datastream of the chosen thing."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.stream(rows[0].row()) if rows else None

    def choose(self, row: int) -> None:
        """Choose the thing of that table row; filters that hide it are taken off."""
        place = self.model.place_of(row)
        if place is None:
            self.search.clear()
            if self._buttons:
                self._buttons[0].setChecked(True)
            place = self.model.place_of(row)
        if place is not None:
            self.table.selectRow(place)
            self.table.scrollTo(self.model.index(place, 0))

    def say(self, title: str, order: str) -> None:
        """Heading, and how the list is sorted."""
        self._title.setText(title)
        self._order.setText(order)
        self.table.setAccessibleName(title)

    def retranslate(self) -> None:
        """The language has changed."""
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search by name"))
        names = [self.tr("All"), *(title() for title, _ in self._groups)]
        for button, name in zip(self._buttons, names, strict=False):
            button.setText(name)
        self.model.retranslate()

    def _fit_rows(self) -> None:
        """Rows as high as fills the list with whole ones: none is cut, and a short list uses its room."""
        room = self.table.viewport().height()
        count = max(1, min(room // ROW_HEIGHT, self.model.rowCount()))
        height = min(max(room // count, ROW_HEIGHT), HIGHEST)
        head = self.table.verticalHeader()
        if head.defaultSectionSize() != height:
            head.setDefaultSectionSize(height)

    def _visible(self) -> range:
        """Places of the rows that can be seen, some more where the list ends."""
        top = max(self.table.rowAt(0), 0)
        return range(top, top + self.table.viewport().height() // ROW_HEIGHT + 2)

    def _search(self, text: str) -> None:
        self.model.search(text)

    def _show_group(self, number: int, on: bool) -> None:
        if on:
            self.model.show_group(self._groups[number - 1][1] if number else None)
            if self.current() is None and self.model.rowCount():
                self.table.selectRow(0)

    def _tell(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        stream = self.current()
        if stream is not None:
            self.chosen.emit(stream)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        columns = self.model.columns
        left = event.size().width() - sum(item.width or _WIDTHS.get(item.kind, 0) for item in columns)
        # Trends go first, then what the page can spare, until names have room.
        for number in sorted(range(len(columns)), key=lambda i: columns[i].kind is not Kind.TREND):
            if columns[number].kind is Kind.TREND or columns[number].spare:
                hide = left < _NAME
                self.table.setColumnHidden(number, hide)
                left += hide * (columns[number].width or _WIDTHS[columns[number].kind])
        super().resizeEvent(event)
