"""The two air indices of a station side by side: ATMO 2021 and the European index of 2025."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from dashboard.core.indices import ATMO_2021, EAQI_2025, Bounds, air_class, air_index
from dashboard.core.readings.series import Series
from dashboard.core.readings.station_means import DAY, station_means
from dashboard.core.readings.store import Stream
from dashboard.ui import streams, words
from dashboard.ui.cards.export_menu import ExportMenu
from dashboard.ui.cards.labels import ElidedLabel
from dashboard.ui.context import Context
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.look.theme import readable_on

translate = QCoreApplication.translate
#: The colours of the classes 1 to 6, the same in both indices (science, section 2.5).
COLOURS: Final = ("#50f0e6", "#50ccaa", "#f0e641", "#ff5050", "#960032", "#7d2181")
_NAMES: Final = {"no2": "NO₂", "o3": "O₃", "pm25": "PM2.5", "pm10": "PM10", "so2": "SO₂"}


def atmo_word(number: int) -> str:
    """What an ATMO class is called, 1 to 6."""
    return (
        translate("air_index", "Good"),
        translate("air_index", "Average"),
        translate("air_index", "Degraded"),
        translate("air_index", "Bad"),
        translate("air_index", "Very bad"),
        translate("air_index", "Extremely bad"),
    )[number - 1]


def eaqi_word(number: int) -> str:
    """What a class of the European index is called, 1 to 6."""
    return (
        translate("air_index", "Very good"),
        translate("air_index", "Fair"),
        translate("air_index", "Moderate"),
        translate("air_index", "Poor"),
        translate("air_index", "Very poor"),
        translate("air_index", "Extremely poor"),
    )[number - 1]


def pollutant(context: Context, name: str) -> str:
    """`NO₂`; the decimal point of PM2.5 is the language's."""
    return _NAMES.get(name, name).replace(".", context.language.locale.decimalPoint())


@dataclass(frozen=True, slots=True)
class _Index:
    title: str
    bounds: Bounds
    means: Mapping[str, float]
    word: str
    number: int
    worst: str


class _Tiles(QWidget):
    """A tile per index and, below it, a chip per pollutant with its mean."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._indices: tuple[_Index, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        context.look.changed.connect(self.update)

    def show_indices(self, indices: tuple[_Index, ...]) -> None:
        if indices != self._indices:
            self._indices = indices
            said = [f"{item.title} {item.number} {item.word}" for item in indices]
            self.setAccessibleDescription(", ".join(said))
            self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(320, 116)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, 114)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = (self.width() - 16) / 2
        for place, index in enumerate(self._indices):
            box = QRectF(place * (half + 16), 0, half, self.height())
            self._paint_index(painter, box, index)
        painter.end()

    # -- how ---------------------------------------------------------------------------------------

    def _paint_index(self, painter: QPainter, box: QRectF, index: _Index) -> None:
        theme = self._context.look.theme
        tile = QRectF(box.left(), box.top(), 58, 58)
        colour = COLOURS[index.number - 1] if index.number else theme.hairline
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(tile, 10, 10)
        painter.setFont(font(Type.FIGURE))
        painter.setPen(readable_on(colour) if index.number else QColor(theme.ink_soft))
        text = str(index.number) if index.number else words.NOTHING
        painter.drawText(tile, Qt.AlignmentFlag.AlignCenter, text)
        beside = QRectF(tile.right() + 12, box.top(), box.width() - tile.width() - 12, 58)
        painter.setPen(QColor(theme.ink_soft))
        _line(painter, beside.adjusted(0, 0, 0, -38), index.title, Type.CAPTION)
        painter.setPen(QColor(theme.ink))
        _line(painter, beside.adjusted(0, 18, 0, -14), index.word, Type.TITLE)
        painter.setPen(QColor(theme.ink_soft))
        _line(painter, beside.adjusted(0, 42, 0, 4), index.worst, Type.CAPTION)
        self._paint_chips(painter, QRectF(box.left(), box.top() + 70, box.width(), 40), index)

    def _paint_chips(self, painter: QPainter, box: QRectF, index: _Index) -> None:
        theme, language = self._context.look.theme, self._context.language
        known = [(name, mean) for name, mean in index.means.items() if math.isfinite(mean)]
        width = min(96.0, (box.width() + 6) / max(1, len(known)) - 6)
        for place, (name, mean) in enumerate(known):
            chip = QRectF(box.left() + place * (width + 6), box.top(), width, 6)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(COLOURS[air_class(index.bounds, name, mean) - 1]))
            painter.drawRoundedRect(chip, 3, 3)
            painter.setPen(QColor(theme.ink_soft))
            _line(painter, chip.adjusted(0, 8, 0, 18), pollutant(self._context, name), Type.AXIS)
            painter.setPen(QColor(theme.ink))
            _line(painter, chip.adjusted(0, 25, 0, 35), words.number(language, mean), Type.AXIS)


class AirIndexCard(QFrame):
    """ATMO is made of daily means of particles and hourly means of gases, the European one of hours."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._context = context
        self._stream: Stream | None = None
        self._title = ElidedLabel("", Type.CAPTION_STRONG, "soft")
        self._tiles = _Tiles(context)
        self._now = math.nan
        self.menu = ExportMenu(self, context.store, self.readings)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._tiles)

    def show_station(self, stream: Stream) -> None:
        """Show the station of that datastream."""
        self._stream = stream

    def readings(self) -> Sequence[tuple[Stream, Series]]:
        """What the indices are made of: the day before now of each pollutant."""
        store, chosen = self._context.store, self._stream
        found = [] if chosen is None else [streams.sibling(store, chosen, name) for name in ATMO_2021]
        since = self._now - DAY
        return [(stream, store.window(stream, since, self._now)) for stream in found if stream is not None]

    def refresh(self, now: float) -> None:
        """Bring it up to the city's time `now`."""
        if self._stream is None:
            return
        self._now = now
        table = self._context.store.tables[self._stream.domain]
        found = []
        for title, bounds, word in (
            (self.tr("ATMO (France)"), ATMO_2021, atmo_word),
            (self.tr("EAQI (Europe)"), EAQI_2025, eaqi_word),
        ):
            means = station_means(table, self._stream.row, now, bounds)
            number, worst = air_index(bounds, means)
            what = self.tr("worst: %1").replace("%1", pollutant(self._context, worst)) if worst else ""
            # Equal means are equal indices: NaN, which is not equal to itself, is left out.
            known = {name: mean for name, mean in means.items() if math.isfinite(mean)}
            named = word(number) if number else self.tr("not measured")
            found.append(_Index(title, bounds, known, named, number, what))
        self._tiles.show_indices(tuple(found))

    def retranslate(self) -> None:
        """The language has changed."""
        self._title.setText(self.tr("Air quality indices, means in µg/m³"))
        self._tiles.setAccessibleName(self._title.text())


def _line(painter: QPainter, box: QRectF, text: str, kind: Type) -> None:
    face = font(kind)
    painter.setFont(face)
    short = QFontMetricsF(face).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short)
