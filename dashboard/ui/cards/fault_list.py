"""The faults that are running: where, what, for how much longer, and a button that undoes each."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from config.messages import InjectedFault
from dashboard.ui import fault_words, words
from dashboard.ui.cards.labels import label, say
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font


class FaultRow(QFrame):
    """All that was injected at one target; the city ends it together."""

    undone = Signal(str)  #: the target

    def __init__(self, context: Context, target: str) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._context = context
        self.target = target
        self._name = label("", Type.CAPTION_STRONG)
        self._name.setWordWrap(True)
        self._what = label("", Type.CAPTION, "soft")
        self._what.setWordWrap(True)
        self.undo = QPushButton()
        self.undo.setFont(font(Type.CAPTION_STRONG))
        self.undo.clicked.connect(lambda: self.undone.emit(self.target))
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addWidget(self._name)
        text.addWidget(self._what)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 10, 8)
        row.addLayout(text, 1)
        row.addWidget(self.undo)

    def show_faults(self, faults: Sequence[InjectedFault], now: float) -> None:
        """What goes on there; `now` is the city's time, s since 1970."""
        city, language = self._context.city, self._context.language
        say(self._name, fault_words.target_name(city, language, self.target))
        lines = []
        for fault in faults:
            said = fault_words.what(city, language, fault.kind, fault.target, fault.amount)
            if fault.ends is None:
                left = self.tr("until it is undone")
            else:
                left = self.tr("%1 left").replace("%1", words.long_duration(language, fault.ends - now))
            lines.append(f"{said} · {left}")
        say(self._what, "\n".join(lines))
        action = self.tr("Undo")
        if self.undo.text() != action:
            self.undo.setText(action)
        self.undo.setAccessibleName(f"{action}: {self._name.text()}")


class FaultList(QWidget):
    """One row a target, in the order in which the faults began."""

    undone = Signal(str)  #: the target, "" for all

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.rows: dict[str, FaultRow] = {}
        self._title = label("", Type.CAPTION_STRONG, "soft")
        self._none = label("", Type.CAPTION, "soft")
        self.all = QPushButton()
        self.all.setFont(font(Type.CAPTION))
        self.all.clicked.connect(lambda: self.undone.emit(""))
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.all)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addLayout(head)
        self._column.addWidget(self._none)

    def show_faults(self, faults: Sequence[InjectedFault], now: float) -> bool:
        """These are running, as the city says; true if rows came or went."""
        by_target: dict[str, list[InjectedFault]] = {}
        for fault in faults:
            if fault.ends is None or fault.ends > now:
                by_target.setdefault(fault.target, []).append(fault)
        gone = [target for target in self.rows if target not in by_target]
        new = [target for target in by_target if target not in self.rows]
        for target in gone:
            row = self.rows.pop(target)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for target in new:
            row = self.rows[target] = FaultRow(self._context, target)
            row.undone.connect(self.undone)
            self._column.addWidget(row)
        for target, row in self.rows.items():
            row.show_faults(by_target[target], now)
        self._none.setVisible(not self.rows)
        self.all.setVisible(len(self.rows) > 1)
        return bool(gone or new)

    def retranslate(self) -> None:
        """The language has changed."""
        self._title.setText(self.tr("Running"))
        self._none.setText(self.tr("Every instrument works."))
        self.all.setText(self.tr("Undo all"))
