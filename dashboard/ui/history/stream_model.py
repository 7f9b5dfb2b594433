"""The list of datastreams to choose from, for Qt: what is found, and which are drawn in which colour."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from dashboard.ui.context import Context
from dashboard.ui.history.entries import Entry
from dashboard.ui.look.fonts import Type, font

_HEIGHT: Final = 46
_BOX: Final = 14

Index = QModelIndex | QPersistentModelIndex


class StreamModel(QAbstractListModel):
    """Rows of entries; `chosen` says which are drawn."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.entries: Sequence[Entry] = ()
        #: Id -> number of its colour.
        self.chosen: Mapping[str, int] = {}

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Other rows; where they are the same ones, whoever scrolls or chooses is left alone."""
        if [entry.id for entry in entries] == [entry.id for entry in self.entries]:
            self.entries = entries
            self.show_chosen(self.chosen)
            return
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def show_chosen(self, chosen: Mapping[str, int]) -> None:
        """Other marks in the same rows."""
        self.chosen = chosen
        if self.entries:
            self.dataChanged.emit(self.index(0), self.index(len(self.entries) - 1))

    def words(self, entry: Entry) -> tuple[str, str]:
        """The two lines of an entry: what is observed, and where."""
        language = self._context.language
        name = language.text(entry.item.name) or entry.item.id
        what = f"{name}, {entry.item.unit}" if entry.item.unit else name
        return what, entry.where(language)

    # Qt overrides

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                what, where = self.words(entry)
                return f"{where} · {what}"
            case Qt.ItemDataRole.ToolTipRole:
                return entry.id
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if entry.id in self.chosen else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.UserRole:
                return entry
        return None


class StreamDelegate(QStyledItemDelegate):
    """Paints a row: a box in the colour of its curve, where, and what below it."""

    def __init__(self, context: Context, model: StreamModel) -> None:
        super().__init__()
        self._context = context
        self._model = model

    # Qt overrides

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._context.look.theme
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected or state & QStyle.StateFlag.State_MouseOver:
            on = bool(state & QStyle.StateFlag.State_Selected)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selected if on else theme.hover))
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 6, 6)
        box = QRect(rect.left() + 12, rect.center().y() - _BOX // 2, _BOX, _BOX)
        number = self._model.chosen.get(entry.id)
        painter.setPen(QColor(theme.ink_faint if number is None else theme.curves[number]))
        painter.setBrush(Qt.BrushStyle.NoBrush if number is None else QColor(theme.curves[number]))
        painter.drawRoundedRect(box, 3, 3)
        what, where = self._model.words(entry)
        left = box.right() + 12
        lines = (
            (where, Type.BODY, theme.ink_soft if entry.silent else theme.ink, rect.top() + 4),
            (what, Type.CAPTION, theme.ink_faint if entry.silent else theme.ink_soft, rect.top() + 24),
        )
        for text, kind, colour, top in lines:
            face = font(kind)
            metrics = QFontMetrics(face)
            room = QRect(left, top, rect.right() - left - 8, metrics.height())
            painter.setFont(face)
            painter.setPen(QColor(colour))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft), shown)
        painter.restore()
