"""The mayor's five figures, one below the other, each the way to its page."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dashboard.core.frame import Frame
from dashboard.ui.context import Context
from dashboard.ui.pace import Pace
from dashboard.ui.pages.city_cards import FigureCard
from dashboard.ui.pages.city_figures import CityFigures

#: What the five figures sum up changes slowly: they are looked for once in so many seconds.
_EVERY: Final = 1.0


class CityColumn(QWidget):
    """A card for each figure."""

    #: The page of a figure is asked for.
    asked = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._pace = Pace(_EVERY, 0.45)
        self._figures = CityFigures(context)
        self.cards = {page: FigureCard(context) for page in self._figures.pages}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for page, card in self.cards.items():
            card.clicked.connect(lambda page=page: self.asked.emit(page))
            column.addWidget(card, 1)

    def now(self) -> None:
        """Look again in the next frame."""
        self._pace.now()

    def show_frame(self, frame: Frame) -> None:
        """One display refresh."""
        if self._pace.due(frame.wall):
            for figure in self._figures.look(frame.now):
                self.cards[figure.page].show_figure(figure, frame.now)
