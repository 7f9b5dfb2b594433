"""The table of the alarms that stand, with its columns as wide as there is room."""

from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from dashboard.core.alarms.event import Alarm
from dashboard.ui.cards.alarm_delegate import ROW_HEIGHT, AlarmDelegate
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.models.alarm_model import AlarmModel, Column

#: Widths of the columns in a wide and in a narrow list.
_WIDTHS: Final = {
    Column.PRIORITY: (150, 116),
    Column.RAISED: (76, 68),
    Column.WHERE: (230, 170),
    Column.CONDITION: (300, 200),
    Column.STATE: (196, 136),
}
#: The list does without its column "What to do" below this width: the detail says it.
_TODO_FROM: Final = 1100


class AlarmTable(QTableView):
    """Whole rows are chosen, several with Shift or Ctrl."""

    def __init__(self, context: Context, model: AlarmModel, parent: Any = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(AlarmDelegate(context, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        head = self.horizontalHeader()
        head.setFont(font(Type.CAPTION))
        head.setSectionsClickable(False)
        head.setHighlightSections(False)
        head.setMinimumSectionSize(60)

    def chosen(self) -> list[Alarm]:
        """The alarms of the rows that are chosen, from above."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._model.alarm(row) for row in rows]

    def on_screen(self) -> list[Alarm]:
        """Those that can be seen without scrolling."""
        top, bottom = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        if top < 0:
            return []
        last = bottom if bottom >= 0 else self._model.rowCount() - 1
        return [self._model.alarm(row) for row in range(top, last + 1)]

    def fit(self, room: int) -> None:
        """Lay its columns out in so many pixels."""
        wide = room >= _TODO_FROM
        head = self.horizontalHeader()
        self.setColumnHidden(Column.TODO, not wide)
        stretching = Column.TODO if wide else Column.CONDITION
        for column, (usual, narrow) in _WIDTHS.items():
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            head.resizeSection(column, usual if wide else narrow)
        head.setSectionResizeMode(stretching, QHeaderView.ResizeMode.Stretch)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fit(event.size().width())
        super().resizeEvent(event)
