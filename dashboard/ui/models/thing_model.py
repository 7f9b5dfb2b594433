"""The things of one domain as a table: state, name, value, age and trend, the worst first."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from dashboard.core.alarm_event import Priority
from dashboard.core.quality import Quality
from dashboard.core.series import Reading
from dashboard.core.store import Stream
from dashboard.core.table import Place
from dashboard.ui import words
from dashboard.ui.context import Context

_Index = QModelIndex | QPersistentModelIndex


class Kind(Enum):
    """What a column shows."""

    STATE = "state"
    NAME = "name"
    VALUE = "value"  #: the headline of the thing, or the column's own property
    AGE = "age"
    TREND = "trend"
    BAR = "bar"  #: a share of 100 %, as a bar
    BADGE = "badge"  #: a word on a colour of its own


class Role(IntEnum):
    """Beyond what Qt knows: for the delegate."""

    PRIORITY = Qt.ItemDataRole.UserRole + 1
    STREAM = Qt.ItemDataRole.UserRole + 2
    UNIT = Qt.ItemDataRole.UserRole + 3
    STALE = Qt.ItemDataRole.UserRole + 4
    ROW = Qt.ItemDataRole.UserRole + 5
    NOTE = Qt.ItemDataRole.UserRole + 6
    SHARE = Qt.ItemDataRole.UserRole + 7
    BADGE = Qt.ItemDataRole.UserRole + 8


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `title` gives its heading in the current language."""

    kind: Kind
    title: Callable[[], str]
    property: str = ""
    width: int = 0  #: pixels; 0 for what is usual of the kind
    #: Of a badge: word and colour for a row of the domain's table; None for no badge.
    badge: Callable[[int], tuple[str, str] | None] | None = None


#: Kinds of column that show a property.
_VALUED = (Kind.VALUE, Kind.BAR)


@dataclass(slots=True)
class _Said:
    """What a row says at the moment, to tell what changed."""

    priority: Priority = Priority.NONE
    age: str = ""
    values: tuple[str, ...] = ()  #: of the columns, in their order
    badges: tuple[tuple[str, str] | None, ...] = ()
    quality: int = Quality.MISSING


class ThingModel(QAbstractTableModel):
    """Rows in order of priority, then name; `refresh` tells Qt of the rows whose words changed.

    `headline` names the property that stands for a thing (by its place in the table's properties).
    """

    def __init__(
        self,
        context: Context,
        domain: str,
        columns: Sequence[Column],
        headline: Callable[[Place, Any], int],
        parent: Any = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._domain = domain
        self._columns = tuple(columns)
        self._headline = headline
        self._headlines: list[int] = []
        self._keys: list[str] = []
        self._said: list[_Said] = []
        self._order: list[int] = []
        self._needle = ""
        self._group: Callable[[Place], bool] | None = None
        self._now = 0.0
        self._levels = np.zeros(0, dtype=np.uint8)
        self._table = context.store.tables[domain]

    # -- what the page does with it ----------------------------------------------------------------

    def refresh(self, now: float) -> None:
        """Bring every row up to the city's time `now`."""
        self._now = now
        self._levels = self._context.alarms.levels(self._domain)
        grown = self._learn_new()
        reordered = False
        changed: list[int] = []
        for row, said in enumerate(self._said):
            new = self._say(row)
            if new != said:
                reordered |= new.priority is not said.priority
                self._said[row] = new
                changed.append(row)
        if grown or reordered:
            self._arrange()
        places = {row: place for place, row in enumerate(self._order)}
        for row in changed:
            place = places.get(row)
            if place is not None:
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(self._columns) - 1))

    def search(self, text: str) -> None:
        """Show only things whose name or id holds `text`, accents and case aside."""
        self._needle = plain(text.strip())
        self._arrange()

    def show_group(self, group: Callable[[Place], bool] | None) -> None:
        """Show only things of a group; None for all."""
        self._group = group
        self._arrange()

    def stream(self, place: int) -> Stream:
        """The headline datastream of the thing at that place of the list."""
        row = self._order[place]
        return Stream(self._domain, row, self._headlines[row])

    def place_of(self, row: int) -> int | None:
        """Where the thing of a table row stands in the list; None when it is filtered out."""
        return self._order.index(row) if row in self._order else None

    def retranslate(self) -> None:
        """The language has changed."""
        self._said = [_Said() for _ in self._said]
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)

    # -- how ---------------------------------------------------------------------------------------

    def _learn_new(self) -> bool:
        known = len(self._said)
        for row in range(known, len(self._table)):
            place = self._table.places[row]
            self._keys.append(plain(f"{place.name} {place.id}"))
            self._headlines.append(self._headline(place, self._table.observed[row]))
            self._said.append(_Said())
        return len(self._said) > known

    def _say(self, row: int) -> _Said:
        language = self._context.language
        reading = self._reading(row, self._headlines[row])
        values = tuple(
            self._value(row, self._column_of(row, item)) if item.kind in _VALUED else ""
            for item in self._columns
        )
        badges = tuple(item.badge(row) if item.badge else None for item in self._columns)
        return _Said(
            Priority(self._levels[row]),
            words.duration(language, self._now - reading.time) if reading else words.NOTHING,
            values,
            badges,
            reading.quality if reading else Quality.MISSING,
        )

    def _reading(self, row: int, column: int) -> Reading | None:
        return self._context.store.latest(Stream(self._domain, row, column), self._now)

    def _column_of(self, row: int, item: Column) -> int:
        if not item.property:
            return self._headlines[row]
        return next(i for i, prop in enumerate(self._table.properties) if prop.id == item.property)

    def _value(self, row: int, column: int) -> str:
        if not self._table.observed[row, column]:
            return ""
        value = float(self._table.last_value[row, column])
        return words.value(self._context.language, self._table.properties[column], value)

    def _arrange(self) -> None:
        """Sort and filter; whoever holds an index of a thing keeps holding that thing."""
        self.layoutAboutToBeChanged.emit()
        held = [(index, self._order[index.row()]) for index in self.persistentIndexList()]
        rows = [
            row
            for row, key in enumerate(self._keys)
            if self._needle in key and (self._group is None or self._group(self._table.places[row]))
        ]
        rows.sort(key=lambda row: (-self._said[row].priority, self._keys[row]))
        self._order = rows
        places = {row: place for place, row in enumerate(rows)}
        for index, row in held:
            place = places.get(row)
            new = QModelIndex() if place is None else self.index(place, index.column())
            self.changePersistentIndex(index, new)
        self.layoutChanged.emit()

    # Qt overrides

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = self._columns[section].kind in (Kind.VALUE, Kind.AGE)
            return Qt.AlignmentFlag.AlignVCenter | (
                Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            )
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, item = self._order[index.row()], self._columns[index.column()]
        said, place = self._said[row], self._table.places[row]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(row, item, index.column())
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                if item.kind is Kind.STATE:
                    return words.priority_word(said.priority)
                if item.kind is Kind.VALUE and said.quality != Quality.GOOD:
                    return words.quality_word(said.quality)
                return self._words(row, item, index.column())
            case Role.PRIORITY:
                return said.priority
            case Role.STREAM:
                return Stream(self._domain, row, self._headlines[row])
            case Role.UNIT:
                return "" if item.property else self._table.properties[self._headlines[row]].unit
            case Role.SHARE:
                return float(self._table.last_value[row, self._column_of(row, item)]) / 100.0
            case Role.BADGE:
                badge = said.badges[index.column()] if said.badges else None
                return badge[1] if badge else None
            case Role.STALE:
                return said.quality > Quality.UNCERTAIN
            case Role.ROW:
                return row
            case Role.NOTE:
                return self.tr("discovered") if place.discovered else ""
        return None

    def _words(self, row: int, item: Column, column: int) -> str:
        said = self._said[row]
        match item.kind:
            case Kind.STATE | Kind.TREND:
                return ""
            case Kind.NAME:
                return self._table.places[row].name
            case Kind.AGE:
                return said.age
            case Kind.VALUE | Kind.BAR:
                return said.values[column] if said.values else words.NOTHING
            case Kind.BADGE:
                badge = said.badges[column] if said.badges else None
                return badge[0] if badge else ""


def plain(text: str) -> str:
    """Without case and accents, so that a search for `facade` finds `Façade`."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def first_observed(place: Place, observed: Any) -> int:
    """The usual headline: the first property that the thing observes."""
    found = np.flatnonzero(observed)
    return int(found[0]) if len(found) else 0
