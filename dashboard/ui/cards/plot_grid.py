"""As many plot cards as a thing has properties, in a grid that fills its room."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from dashboard.core.readings.store import Stream
from dashboard.ui.cards.plot_card import PlotCard
from dashboard.ui.context import Context
from dashboard.ui.look import theme as tokens

#: Plots in the grid -> columns.
_COLUMNS: Final = {1: 1, 2: 1, 3: 1, 4: 2, 5: 2, 6: 2}

#: A card lower than this cannot be read, pixels.
_LOWEST: Final = 144


class PlotGrid(QScrollArea):
    """Cards are built once and used again: choosing another thing costs no widgets. The first time they
    come one after the other, as frames have room for them.

    Where they would be too low to read, they scroll; those out of sight are left alone.
    """

    def __init__(self, context: Context, columns: int | None = None) -> None:
        super().__init__()
        self._context = context
        self._columns = columns
        self.cards: list[PlotCard] = []
        self.streams: tuple[Stream, ...] = ()
        #: Cards that were out of sight when it was time for words.
        self._silent: set[PlotCard] = set()
        self._span = 3600.0
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its plots have it
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        self.setWidget(inner)
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(tokens.GRID + 4)

    def show_streams(self, streams: Sequence[Stream]) -> None:
        """One card per datastream."""
        self.streams = tuple(streams)
        if not self._context.portions.rationed:
            while len(self.cards) < len(streams):
                self._add_card()
        for card in self.cards:
            self._grid.removeWidget(card)
            card.hide()
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
            self._grid.setRowMinimumHeight(row, 0)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        for place in range(len(streams)):
            row, column = divmod(place, self._wide)
            self._grid.setRowStretch(row, 1)
            self._grid.setRowMinimumHeight(row, _LOWEST)
            self._grid.setColumnStretch(column, 1)
            if place < len(self.cards):
                self.fill(place)

    @property
    def _wide(self) -> int:
        """Columns of the grid."""
        return self._columns or _COLUMNS.get(len(self.streams), 3)

    def _add_card(self) -> None:
        card = PlotCard(self._context)
        card.setMinimumHeight(_LOWEST)
        self.cards.append(card)
        self._silent.add(card)

    def fill(self, place: int) -> None:
        """The card at that place of the grid."""
        card, columns = self.cards[place], self._wide
        card.show_stream(self.streams[place])
        card.plot.set_span(self._span)
        row, column = divmod(place, columns)
        last = place == len(self.streams) - 1
        self._grid.addWidget(card, row, column, 1, columns - column if last else 1)
        card.show()

    def set_span(self, seconds: float) -> None:
        """How far back the plots look."""
        self._span = seconds
        for card in self.cards:
            card.plot.set_span(seconds)

    def show_now(self, now: float, text_too: bool) -> None:
        """Bring the cards up to the city's time `now`."""
        while len(self.cards) < len(self.streams) and self._context.portions.take():
            self._add_card()
            self.fill(len(self.cards) - 1)
            self.cards[-1].plot.complete()
        for card in self.cards[: len(self.streams)]:
            if not card.visibleRegion().isEmpty():
                card.show_now(now, text_too or card in self._silent)
                self._silent.discard(card)
            elif text_too:
                self._silent.add(card)

    def retranslate(self) -> None:
        """The language has changed."""
        for card in self.cards:
            card.retranslate()
