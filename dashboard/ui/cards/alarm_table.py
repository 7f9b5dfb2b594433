"""The table of the alarms that stand, with its columns as wide as there is room."""

from typing import Any, Final

from PySide6.QtGui import QResizeEvent

from dashboard.core.alarms.event import Alarm
from dashboard.ui.cards.alarm_delegate import ROW_HEIGHT, AlarmDelegate
from dashboard.ui.cards.row_table import RowTable
from dashboard.ui.context import Context
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


class AlarmTable(RowTable):
    """Whole rows are chosen, several with Shift or Ctrl."""

    def __init__(self, context: Context, model: AlarmModel, parent: Any = None) -> None:
        super().__init__(model, ROW_HEIGHT, several=True, parent=parent)
        self._model = model
        self.setItemDelegate(AlarmDelegate(context, self))
        self.setMouseTracking(True)
        self.horizontalHeader().setMinimumSectionSize(60)

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
        self.setColumnHidden(Column.TODO, not wide)
        widths = [(column, usual if wide else narrow) for column, (usual, narrow) in _WIDTHS.items()]
        self.lay_out(widths, Column.TODO if wide else Column.CONDITION)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fit(event.size().width())
        super().resizeEvent(event)
