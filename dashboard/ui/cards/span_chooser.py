"""How far back the plots look: four spans, by mouse and keyboard, or by themselves."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from dashboard.ui import words
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.plots.axes import SPANS


class SpanChooser(QWidget):
    """Until someone chooses, the span follows the readings that there are: a young story fills its plots."""

    changed = Signal(float)

    def __init__(self, context: Context, longest: float = 21600.0) -> None:
        super().__init__()
        self._context = context
        self._longest = longest
        self._spans = list(SPANS)
        self._by_hand = False
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for number in range(len(self._spans)):
            button = QPushButton()
            button.setProperty("role", "choice")
            button.setCheckable(True)
            button.setFont(font(Type.CAPTION))
            self._group.addButton(button, number)
            row.addWidget(button)
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(self._choose)
        self.retranslate()

    @property
    def span(self) -> float:
        """Seconds."""
        return self._spans[self._group.checkedId()]

    def follow(self, history: float) -> None:
        """There are so many seconds of readings: take the shortest span that holds them."""
        if self._by_hand:
            return
        fitting = [i for i, span in enumerate(self._spans) if span >= min(history, self._longest)]
        self._take(fitting[0] if fitting else len(self._spans) - 1)

    def shift(self, steps: int) -> None:
        """Look further back (+1) or nearer (-1)."""
        self._choose(min(max(self._group.checkedId() + steps, 0), len(self._spans) - 1))

    def retranslate(self) -> None:
        """The language has changed."""
        for button, span in zip(self._group.buttons(), self._spans, strict=True):
            text = words.duration(self._context.language, min(span, 86400.0))
            button.setText(text)
            button.setAccessibleName(self.tr("Show the last %1").replace("%1", text))
            button.setToolTip(button.accessibleName())

    def _choose(self, number: int) -> None:
        self._by_hand = True
        self._take(number)

    def _take(self, number: int) -> None:
        before = self.span
        self._group.button(number).setChecked(True)
        if self.span != before:
            self.changed.emit(self.span)
