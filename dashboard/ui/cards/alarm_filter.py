"""Which alarms are listed: by priority, state, domain and words."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from dashboard.core.alarms.event import ASIDE, UNSEEN, Alarm, AlarmState, Priority
from dashboard.ui import alarm_words, standing, words
from dashboard.ui.context import Context
from dashboard.ui.look import theme as tokens
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.models.thing_model import plain


class AlarmFilter(QWidget):
    """A row of choices above the list. What is suppressed is listed only among what was put aside."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.domain = self._box()
        self.priority = self._box()
        self.state = self._box()
        self.search = QLineEdit()
        self.search.setFont(font(Type.BODY))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.GRID)
        for box in (self.domain, self.priority, self.state):
            row.addWidget(box)
        row.addWidget(self.search, 1)

    def _box(self) -> QComboBox:
        box = QComboBox()
        box.setFont(font(Type.BODY))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.currentIndexChanged.connect(self.changed)
        return box

    def predicate(self) -> Callable[[Alarm], bool]:
        """Whether an alarm is wanted."""
        domain, priority, state = (box.currentData() for box in (self.domain, self.priority, self.state))
        needle = plain(self.search.text().strip())
        context = self._context

        def wanted(alarm: Alarm) -> bool:
            if domain is not None and standing.thing_of(alarm)[0] != domain:
                return False
            if priority is not None and alarm.priority != priority:
                return False
            if alarm.state not in state if state is not None else alarm.state is AlarmState.SUPPRESSED:
                return False
            said = f"{alarm_words.where(context, alarm)} {alarm_words.condition(context, alarm)} {alarm.id}"
            return not needle or needle in plain(said)

        return wanted

    def retranslate(self) -> None:
        """The language has changed."""
        language = self._context.language
        domains = [(language.text(item.name), item.id) for item in self._context.city.domains]
        priorities = [
            (words.priority_word(item), item)
            for item in (Priority.ALARM, Priority.WARNING, Priority.ADVISORY)
        ]
        states = [(self.tr("Not acknowledged"), UNSEEN), (self.tr("Put aside"), ASIDE)]
        self._fill(self.domain, self.tr("All domains"), domains)
        self._fill(self.priority, self.tr("All priorities"), priorities)
        self._fill(self.state, self.tr("All states"), states)
        self.domain.setAccessibleName(self.tr("Domain"))
        self.priority.setAccessibleName(self.tr("Priority"))
        self.state.setAccessibleName(self.tr("State"))
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search in the alarms"))

    def _fill(self, box: QComboBox, everything: str, items: Sequence[tuple[str, object]]) -> None:
        chosen = max(0, box.currentIndex())
        box.blockSignals(True)
        box.clear()
        box.addItem(everything, None)
        for text, data in items:
            box.addItem(text, data)
        box.setCurrentIndex(chosen)
        box.blockSignals(False)
