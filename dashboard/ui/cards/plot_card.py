"""A time plot with its head: name, value now, unit, limits, and what is under the cursor."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from config.catalogue import Limit, Property
from dashboard.core.alarms.event import Priority
from dashboard.core.readings.quality import Quality
from dashboard.core.readings.series import Reading
from dashboard.core.readings.store import Stream
from dashboard.ui import limits as limit_words
from dashboard.ui import standing, words
from dashboard.ui.cards.export_menu import ExportMenu
from dashboard.ui.cards.labels import FittingLabel, label, say, tint
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type
from dashboard.ui.plots.time_plot import TimePlot


class PlotCard(QFrame):
    """One property of one thing, or of several with one of them standing out."""

    def __init__(self, context: Context, *, framed: bool = True, plot: TimePlot | None = None) -> None:
        """`plot`: the picture below the head, where it is not the usual one."""
        super().__init__()
        self.setProperty("role", "panel" if framed else "")
        self._context = context
        self._zone = ZoneInfo(context.city.time_zone)
        self._stream: Stream | None = None
        self._item: Property | None = None
        self._limits: Sequence[Limit] = ()
        self._several = False
        self._pointed = float("nan")
        self._name = FittingLabel("", Type.CAPTION_STRONG, "soft")
        self._value = label("", Type.LARGE)
        self._unit = label("", Type.CAPTION, "soft")
        self._note = FittingLabel("", Type.CAPTION, "faint")
        self.plot = plot or TimePlot(context)
        self.plot.pointed.connect(self._point)
        if framed:
            self.menu = ExportMenu(self, context.store, self.plot.readings)
        values = QHBoxLayout()
        values.setSpacing(4)
        values.addWidget(self._value)
        values.addWidget(self._unit)
        values.addSpacing(8)
        values.addWidget(self._note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*((12, 8, 8, 4) if framed else (0, 0, 0, 0)))
        column.setSpacing(0)
        column.addWidget(self._name)
        column.addLayout(values)
        column.addWidget(self.plot, 1)

    def show_stream(self, stream: Stream, others: Sequence[Stream] = ()) -> None:
        """Show a datastream; `others` of the same property are drawn behind it."""
        store = self._context.store
        place, item = store.place(stream), store.property(stream)
        self._stream, self._item = stream, item
        self._limits = self.limits(stream.domain, place.id, item.id)
        self._pointed = float("nan")
        self.plot.show_streams(
            [*others, stream], item, self._limits, emphasis=len(others) if others else None
        )
        self.plot.point_at(self._pointed)
        self._several = bool(others)
        self.retranslate()

    # -- what a sub-class may do in its own way ----------------------------------------------------

    def limits(self, domain: str, thing: str, property_id: str) -> Sequence[Limit]:
        """The limits that stand in the plot."""
        return limit_words.value_limits(self._context.city, domain, thing, property_id)

    def latest(self, stream: Stream, now: float) -> Reading | None:
        """What stands at the top."""
        return self._context.store.latest(stream, now)

    def title(self) -> str:
        """What it shows; and at which thing, where there are several."""
        assert self._item is not None
        assert self._stream is not None
        name = self._context.language.text(self._item.name)
        if not self._several:
            return name
        here = self._context.language.name(self._context.store.place(self._stream))
        ways = (self.tr("%1 · %2, the others in grey"), "%1 · %2", "%2")
        return "\n".join(way.replace("%1", name).replace("%2", here) for way in ways)

    def unit(self, item: Property) -> str:
        """What its number is counted in."""
        return words.unit(item)

    # -- what its owner does with it ---------------------------------------------------------------

    def show_now(self, now: float, text_too: bool) -> None:
        """Bring it up to the city's time `now`; words only when `text_too`."""
        self.plot.show_now(now)
        if text_too:
            self._say(now)

    def retranslate(self) -> None:
        """The language has changed."""
        if self._item is None:
            return
        name = self._context.language.text(self._item.name)
        say(self._name, self.title())
        say(self._unit, self.unit(self._item))
        self.plot.setAccessibleName(name)
        self.plot.retranslate()

    def _say(self, now: float) -> None:
        if self._stream is None or self._item is None:
            return
        language = self._context.language
        reading = self.latest(self._stream, now)
        say(self._value, words.value(language, self._item, reading.value) if reading else words.NOTHING)
        quality = reading.quality if reading else Quality.MISSING
        tint(self._value, self._worst(), poor=quality > Quality.UNCERTAIN)
        say(self._note, self._noted(quality, now - reading.time if reading else float("nan")))

    def _noted(self, quality: int, age: float) -> str:
        """What stands beside the value: under the cursor, else doubts, else the limits."""
        assert self._item is not None
        language = self._context.language
        if self._pointed == self._pointed:
            found = [hit for stream, hit in self.plot.readings_at(self._pointed) if stream == self._stream]
            if found:
                time = words.time_of_day(found[0].time, self._zone)
                text = f"{time} · {words.quantity(language, self._item, found[0].value)}"
                worth = found[0].quality
                return text if worth == Quality.GOOD else f"{text} · {words.quality_word(worth)}"
        if quality == Quality.STALE:
            return self.tr("nothing new for %1").replace("%1", words.duration(language, age))
        if quality != Quality.GOOD:
            return words.quality_word(quality)
        numbers = limit_words.caption(language, self._limits, self._item.decimals)
        # The plot shows them too: where there is no room for them, they are left out.
        if not numbers:
            return ""
        told = self.tr("limits %1") if "·" in numbers or "/" in numbers else self.tr("limit %1")
        return "\n".join((told.replace("%1", numbers), numbers))

    def _worst(self) -> Priority:
        assert self._stream is not None
        alarms = standing.of_datastream(self._context.alarms, self._context.store.id(self._stream))
        return alarms[0].priority if alarms else Priority.NONE

    def _point(self, time: float) -> None:
        self._pointed = time
        self.plot.point_at(time)
        reading_age = 0.0
        say(self._note, self._noted(Quality.GOOD, reading_age))
