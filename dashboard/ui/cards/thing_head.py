"""Who is shown: state, name, place and how well it is known."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dashboard.core.alarms.event import Priority
from dashboard.core.readings.store import Stream
from dashboard.ui.cards.labels import ElidedLabel, say
from dashboard.ui.cards.span_chooser import SpanChooser
from dashboard.ui.cards.state_mark import StateMark
from dashboard.ui.context import Context
from dashboard.ui.look import theme as tokens
from dashboard.ui.look.fonts import Type


class ThingHead(QWidget):
    """One line above the pictures of a thing, with the choice of span at its end."""

    def __init__(self, context: Context, spans: SpanChooser) -> None:
        super().__init__()
        self._context = context
        self._stream: Stream | None = None
        self._mark = StateMark(context.look, 24)
        self._name = ElidedLabel("", Type.TITLE)
        self._place = ElidedLabel("", Type.CAPTION, "soft")
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._name)
        texts.addWidget(self._place)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(tokens.GRID + 4)
        row.addWidget(self._mark)
        row.addLayout(texts, 1)
        row.addWidget(spans)

    def show_thing(self, stream: Stream) -> None:
        """Show the thing of that datastream."""
        self._stream = stream
        self.refresh()

    def refresh(self) -> None:
        """Follow its state and the language."""
        if self._stream is None:
            return
        place = self._context.store.place(self._stream)
        level = self._context.alarms.levels(self._stream.domain)[self._stream.row]
        self._mark.show_priority(Priority(level))
        say(self._name, self._context.language.name(place))
        zones = {zone.id: zone.name for zone in self._context.city.zones}
        parts = []
        if place.zone in zones:
            parts.append(self._context.language.text(zones[place.zone]))
        if place.discovered:
            parts.append(self.tr("discovered on the broker, not in the catalogue"))
        elif place.approximate:
            parts.append(self.tr("≈ approximate place"))
        say(self._place, " · ".join(parts))
        # What it is called on the wire, for those who look for it there.
        self.setToolTip(f"{self._stream.domain}/{place.id}")
