"""Plots above each other, one for each unit, over the same stretch of time."""

import math
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dashboard.history.marks import Mark
from dashboard.ui.context import Context
from dashboard.ui.history.entries import Entry
from dashboard.ui.history.lane import Ask
from dashboard.ui.history.lane_card import LaneCard
from dashboard.ui.plots.relative import AIR


class CurvesPile(QWidget):
    """One cursor goes through all of them."""

    removed = Signal(str)

    def __init__(self, context: Context, ask: Ask, ask_other: Ask) -> None:
        """`context` has a `look_back` that all of them share."""
        super().__init__()
        self._context, self._ask, self._ask_other = context, ask, ask_other
        self.cards: list[LaneCard] = []
        self.pointed_at = math.nan
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_entries(self, entries: Mapping[str, Entry], chosen: Mapping[str, int]) -> None:
        """Other curves: ids, with the numbers of their colours."""
        groups: dict[tuple[str, ...], list[tuple[Entry, int]]] = {}
        for name, colour in chosen.items():
            item = entries[name].item
            groups.setdefault((item.unit, *item.states), []).append((entries[name], colour))
        while len(self.cards) > len(groups):
            card = self.cards.pop()
            card.hide()
            card.deleteLater()
        while len(self.cards) < len(groups):
            self._add()
        for card, group in zip(self.cards, groups.values(), strict=True):
            card.show_entries(group)
            card.lane.arrange(card is self.cards[-1], any(states for _, *states in groups))
            self._column.setStretchFactor(card, 1)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """What happened."""
        for card in self.cards:
            card.lane.show_marks(marks)

    def compare(self, on: bool) -> None:
        """Whether each curve has a pale one beside it, of another time."""
        for card in self.cards:
            card.lane.comparing = on
        self.outdate()

    def outdate(self) -> None:
        """Draw them anew at the next frame."""
        for card in self.cards:
            card.lane.outdate()

    def show_now(self, now: float) -> None:
        """Bring them up to that time, where the story or the recording ends."""
        drawn = [card.lane.show_now(now) for card in self.cards]
        if any(drawn):
            self.point_at(self.pointed_at)

    def point_at(self, time: float) -> None:
        """Values at that time, seconds since 1970; the newest ones at NaN."""
        self.pointed_at = time
        for card in self.cards:
            card.lane.point_at(time)
            card.say(time)

    def edges(self, widget: QWidget) -> tuple[float, float]:
        """Where the stretch begins and ends, pixels of `widget`, which stands in the same window."""
        if not self.cards or not self.cards[0].lane.furnished:
            return 0.0, 1.0
        lane = self.cards[0].lane
        box = lane.box.sceneBoundingRect()
        left = widget.mapFromGlobal(lane.mapToGlobal(QPoint(0, 0))).x() + box.left()
        return left, left + box.width() / (1 + AIR)

    def retranslate(self) -> None:
        """The language has changed."""
        for card in self.cards:
            card.retranslate()

    def _add(self) -> None:
        card = LaneCard(self._context, self._ask, self._ask_other)
        card.removed.connect(self.removed)
        card.lane.pointed.connect(self.point_at)
        self.cards.append(card)
        self._column.addWidget(card, 1)
