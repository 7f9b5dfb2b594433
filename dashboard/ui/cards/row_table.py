"""A table of whole rows: what is chosen, scrolled and drawn is a row, never a cell."""

from collections.abc import Iterable

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from dashboard.ui.look.fonts import Type, font


class RowTable(QTableView):
    """No grid, rows of one height, a head that only names; Tab leaves it."""

    def __init__(
        self, model: QAbstractItemModel, height: int, *, several: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setFont(font(Type.BODY))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(height)
        head = self.horizontalHeader()
        head.setFont(font(Type.CAPTION))
        head.setSectionsClickable(False)
        head.setHighlightSections(False)

    def lay_out(self, widths: Iterable[tuple[int, int]], stretching: int) -> None:
        """Columns, each of so many pixels; the one that is `stretching` takes what is left."""
        head = self.horizontalHeader()
        for column, width in widths:
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            head.resizeSection(column, width)
        head.setSectionResizeMode(stretching, QHeaderView.ResizeMode.Stretch)
