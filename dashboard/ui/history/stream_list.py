"""Where datastreams are searched and chosen, by mouse and keyboard."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
)

from dashboard.ui.cards.labels import ElidedLabel, label, say
from dashboard.ui.context import Context
from dashboard.ui.history.entries import Entry, matching
from dashboard.ui.history.stream_model import StreamDelegate, StreamModel
from dashboard.ui.look.fonts import Type, font

#: So many curves can be told apart.
MOST: Final = 6


class _List(QListView):
    """Space and Enter take a datastream, or let go of it."""

    taken = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit(self.currentIndex())
            return
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End):
            event.ignore()  # they move through time
            return
        super().keyPressEvent(event)


class StreamList(QFrame):
    """A search over a list; what is chosen has the colour of its curve."""

    #: Id of a datastream that is wanted, or wanted no more.
    toggled = Signal(str)
    cleared = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._context = context
        self._entries: Sequence[Entry] = ()
        self._title = label("", Type.TITLE)
        self._note = ElidedLabel("", Type.CAPTION, "soft")
        self.clear = QPushButton()
        self.clear.setProperty("role", "flat")
        self.clear.setFont(font(Type.CAPTION))
        self.clear.clicked.connect(self.cleared)
        self.search = QLineEdit()
        self.search.setFont(font(Type.BODY))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(self._take_first)
        self.domain = QComboBox()
        self.domain.setFont(font(Type.BODY))
        self.domain.currentIndexChanged.connect(self._find)
        self.model = StreamModel(context)
        self.list = _List()
        self.list.setModel(self.model)
        self._delegate = StreamDelegate(context, self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.clicked.connect(self._take)
        self.list.taken.connect(self._take)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 8, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.search)
        column.addWidget(self.domain)
        column.addWidget(self._note)
        column.addWidget(self.list, 1)
        context.look.changed.connect(self.list.viewport().update)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Other datastreams to choose from."""
        self._entries = entries
        self.retranslate()

    def show_chosen(self, chosen: Mapping[str, int]) -> None:
        """Which are drawn, and the numbers of their colours."""
        self.model.show_chosen(chosen)
        self.clear.setEnabled(bool(chosen))
        self._count()

    def reveal(self) -> None:
        """Bring the first that is drawn before the eyes."""
        entries, chosen = self.model.entries, self.model.chosen
        row = next((row for row, entry in enumerate(entries) if entry.id in chosen), None)
        if row is not None:
            self.list.scrollTo(self.model.index(row), QAbstractItemView.ScrollHint.PositionAtCenter)

    def retranslate(self) -> None:
        """The language has changed."""
        self._title.setText(self.tr("Datastreams"))
        self.clear.setText(self.tr("None"))
        self.clear.setToolTip(self.tr("Choose none"))
        self.search.setPlaceholderText(self.tr("Search: place or property"))
        self.search.setAccessibleName(self.tr("Search: place or property"))
        self.domain.setAccessibleName(self.tr("Domain"))
        self.search.setToolTip("Ctrl+F")
        self.list.setAccessibleName(self.tr("Datastreams"))
        chosen = self.domain.currentData()
        self.domain.blockSignals(True)
        self.domain.clear()
        self.domain.addItem(self.tr("All domains"), "")
        city, language = self._context.city, self._context.language
        for name in dict.fromkeys(entry.domain for entry in self._entries):
            known = city.by_id.get(name)
            self.domain.addItem(language.text(known.name) if known is not None else name, name)
        self.domain.setCurrentIndex(max(0, self.domain.findData(chosen)))
        self.domain.blockSignals(False)
        self._find()

    # -- how ---------------------------------------------------------------------------------------

    def _find(self) -> None:
        found = matching(self._entries, self.search.text(), self.domain.currentData() or "")
        self.model.show_entries(found)
        self._count()

    def _count(self) -> None:
        chosen, found = len(self.model.chosen), len(self.model.entries)
        if not found and self._entries:
            text = self.tr("Nothing is called that. Try a part of the name.")
        elif chosen >= MOST:
            text = self.tr("%1 curves: all that can be told apart").replace("%1", str(MOST))
        else:
            text = self.tr("%1 found · %2 of %3 chosen")
            for sign, number in (("%1", found), ("%2", chosen), ("%3", MOST)):
                text = text.replace(sign, str(number))
        say(self._note, text)

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            self.toggled.emit(self.model.entries[index.row()].id)

    def _take_first(self) -> None:
        """Enter in the search takes what is found first, and is not drawn yet."""
        left = [entry for entry in self.model.entries if entry.id not in self.model.chosen]
        if left:
            self.toggled.emit(left[0].id)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus() and self.model.entries:
            self.list.setFocus()
            self.list.setCurrentIndex(self.model.index(0))
            return
        super().keyPressEvent(event)
