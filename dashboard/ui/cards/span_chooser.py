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
        self._span = self._spans[0]
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
        return self._span

    def show_span(self, seconds: float) -> None:
        """A plot was zoomed: the button of that span is on, or none."""
        if seconds != self._span:
            self._by_hand = True
            self._take(seconds)

    def follow(self, history: float) -> None:
        """There are so many seconds of readings: take the shortest span that holds them."""
        if self._by_hand:
            return
        fitting = [i for i, span in enumerate(self._spans) if span >= min(history, self._longest)]
        self._take(self._spans[fitting[0] if fitting else -1])

    def shift(self, steps: int) -> None:
        """Look further back (+1) or nearer (-1)."""
        longer = [span for span in self._spans if span > self._span]
        shorter = [span for span in self._spans if span < self._span]
        if steps > 0 and longer:
            self._choose(self._spans.index(longer[0]))
        if steps < 0 and shorter:
            self._choose(self._spans.index(shorter[-1]))

    def retranslate(self) -> None:
        """The language has changed."""
        for button, span in zip(self._group.buttons(), self._spans, strict=True):
            text = words.duration(self._context.language, min(span, 86400.0))
            button.setText(text)
            button.setAccessibleName(self.tr("Show the last %1").replace("%1", text))
            button.setToolTip(button.accessibleName())

    def _choose(self, number: int) -> None:
        self._by_hand = True
        self._take(self._spans[number])

    def _take(self, span: float) -> None:
        self._group.setExclusive(False)  # none is on where a plot was zoomed freely
        for button, own in zip(self._group.buttons(), self._spans, strict=True):
            button.setChecked(own == span)
        self._group.setExclusive(True)
        if span != self._span:
            self._span = span
            self.changed.emit(span)
