"""What two sets of limits make of a recording, as a table: one alarm a row, both sides beside each other."""

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from dashboard.core.alarms.event import Priority
from dashboard.history.trial import Difference, Raise
from dashboard.ui import words
from dashboard.ui.context import Context
from dashboard.ui.models.titled_model import WORDS, Index, TitledModel
from dashboard.ui.transport.mark_words import subject


class Kind(Enum):
    """How a row differs."""

    ONLY_FIRST = "only_first"
    ONLY_SECOND = "only_second"
    PRIORITY = "priority"  #: same alarm, other priority
    TIME = "time"  #: same priority, raised or cleared at another time


class Column(IntEnum):
    """What stands where."""

    KIND = 0
    ALARM = 1
    FIRST = 2
    SECOND = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One alarm on both sides; None where it was not raised."""

    kind: Kind
    first: Raise | None
    second: Raise | None

    @property
    def any(self) -> Raise:
        """The side that there is."""
        item = self.first or self.second
        assert item is not None
        return item

    @property
    def worst(self) -> Priority:
        """Of both sides."""
        return max(side.priority for side in (self.first, self.second) if side is not None)


def rows(difference: Difference) -> list[Row]:
    """By time."""
    return sorted(_rows(difference), key=lambda row: (row.any.raised, row.any.alarm))


def _rows(difference: Difference) -> Iterator[Row]:
    yield from (Row(Kind.ONLY_FIRST, item, None) for item in difference.only_first)
    yield from (Row(Kind.ONLY_SECOND, None, item) for item in difference.only_second)
    for one, other in difference.changed:
        yield Row(Kind.TIME if one.priority is other.priority else Kind.PRIORITY, one, other)


class DifferenceModel(TitledModel):
    """Shows the rows of the kinds that are wanted."""

    def __init__(self, context: Context, parent: Any = None) -> None:
        super().__init__(parent)
        self._context = context
        self._zone = ZoneInfo(context.city.time_zone)
        self._all: Sequence[Row] = ()
        self._wanted: Collection[Kind] = frozenset(Kind)
        self.rows: list[Row] = []

    def show(self, found: Sequence[Row]) -> None:
        """Show these."""
        self._all = found
        self._filter()

    def show_only(self, wanted: Collection[Kind]) -> None:
        """Only rows of these kinds."""
        self._wanted = wanted
        self._filter()

    def count(self, kind: Kind) -> int:
        """How many there are, shown or not."""
        return sum(row.kind is kind for row in self._all)

    def kind_word(self, kind: Kind) -> str:
        """How a row differs, in words."""
        match kind:
            case Kind.ONLY_FIRST:
                return self.tr("only in A")
            case Kind.ONLY_SECOND:
                return self.tr("only in B")
            case Kind.PRIORITY:
                return self.tr("other priority")
            case Kind.TIME:
                return self.tr("other time")

    def side_words(self, item: Raise | None) -> str:
        """`Warning 2 Oct 07:24 – 08:10`; a dash where it was not raised."""
        if item is None:
            return words.NOTHING
        begin = words.day_and_time(self._context.language, item.raised, self._zone)
        end = self.tr("lasts") if math.isnan(item.cleared) else words.time_of_day(item.cleared, self._zone)
        return f"{words.priority_word(item.priority)} · {begin} – {end}"

    def alarm_words(self, item: Raise) -> str:
        """Names of thing and property."""
        name, kind = item.alarm.partition("#")[0], item.kind
        return f"{subject(self._context, name)} · {kind}"

    def _filter(self) -> None:
        self.beginResetModel()
        self.rows = [row for row in self._all if row.kind in self._wanted]
        self.endResetModel()

    # TitledModel overrides

    def titles(self) -> tuple[str, ...]:
        return (self.tr("Difference"), self.tr("Alarm"), self.tr("Limits A"), self.tr("Limits B"))

    def __len__(self) -> int:
        return len(self.rows)

    # Qt overrides

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.ForegroundRole:
            side = {Column.FIRST: row.first, Column.SECOND: row.second}.get(Column(index.column()))
            theme = self._context.look.theme
            return theme.text(side.priority) if side is not None else QColor(theme.ink)
        if role not in WORDS:
            return None
        match index.column():
            case Column.KIND:
                return self.kind_word(row.kind)
            case Column.ALARM:
                return self.alarm_words(row.any)
            case Column.FIRST:
                return self.side_words(row.first)
            case Column.SECOND:
                return self.side_words(row.second)
        return None
