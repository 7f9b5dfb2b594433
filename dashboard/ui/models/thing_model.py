"""The things of one domain as a table: state, name, values, age and trend, the worst first."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import filterfalse
from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from dashboard.core.alarms.event import Priority
from dashboard.core.readings.quality import Quality
from dashboard.core.readings.store import Stream
from dashboard.core.readings.table import Place
from dashboard.ui import words
from dashboard.ui.context import Context

translate = QCoreApplication.translate
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


#: Kinds of column that show a property.
_VALUED = (Kind.VALUE, Kind.BAR)


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `title` gives its heading in the current language."""

    kind: Kind
    title: Callable[[], str]
    property: str = ""
    width: int = 0  #: pixels; 0 for what is usual of the kind
    spare: bool = False  #: left out where there is little room
    #: Of a badge: word and colour for a row of the domain's table; None for no badge.
    badge: Callable[[int], tuple[str, str] | None] | None = None
    #: Of a value that means nothing at the moment: the word in its place for a row of the table, or "".
    instead: Callable[[int], str] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """What one row says at the moment; two that are equal look alike."""

    name: str
    note: str  #: "discovered", where it is so
    priority: Priority
    age: str
    quality: int
    texts: tuple[str, ...]  #: of the columns, in their order
    units: tuple[str, ...]
    shares: tuple[float, ...]  #: of the bars
    badges: tuple[tuple[str, str] | None, ...]
    stream: Stream  #: the headline
    newest: float  #: time of its newest reading


def trend_title() -> str:
    """Heading of a column of trends."""
    return translate("ThingModel", "Trend")


class ThingModel(QAbstractTableModel):
    """Rows in order of priority, then rank, then name; `refresh` tells Qt of the rows whose words changed.

    `headline` names the property that stands for a thing (by its place in the table's properties),
    `rank` which of things in the same state come first; it is asked whenever a state changes, and by
    `arrange`.
    Only rows that can be seen are put into words.
    """

    def __init__(
        self,
        context: Context,
        domain: str,
        columns: Sequence[Column],
        headline: Callable[[Place, Any], int],
        parent: Any = None,
        *,
        rank: Callable[[Place], float] = lambda place: 0.0,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._domain = domain
        self.columns = tuple(columns)
        self._headline = headline
        self._rank = rank
        self._table = context.store.tables[domain]
        places = {item.id: place for place, item in enumerate(self._table.properties)}
        self._properties = [places.get(item.property, -1) for item in self.columns]
        self._headlines: dict[int, int] = {}  #: of rows that were asked for
        self._names: list[str] = []  #: in the order of the table, as they are sorted
        self._keys: list[str] = []  #: what a search looks into
        self._by_name: list[int] = []  #: all rows
        self._rows: dict[int, Row] = {}
        self._order: list[int] = []
        self._needle = ""
        self._group: Callable[[Place], bool] | None = None
        self._now = 0.0
        self._levels = np.zeros(0, dtype=np.uint8)

    # -- what the page does with it ----------------------------------------------------------------

    def refresh(self, now: float, visible: range) -> None:
        """Bring the rows that can be seen up to the city's time `now`."""
        self._now = now
        levels = self._context.alarms.levels(self._domain)
        if self._learn_new() or not np.array_equal(levels, self._levels):
            self._levels = levels
            self.arrange()
        before, self._rows = self._rows, {}
        for place in visible:
            if place >= len(self._order):
                break
            row = self._order[place]
            self._rows[row] = said = self._say(row)
            for column in self._changed(before.get(row), said):
                cell = self.createIndex(place, column)
                self.dataChanged.emit(cell, cell)

    def row(self, place: int) -> Row:
        """What stands at that place of the list."""
        row = self._order[place]
        said = self._rows.get(row)
        if said is None:
            said = self._rows[row] = self._say(row)
        return said

    def search(self, text: str) -> None:
        """Show only things whose name or id holds `text`, accents and case aside."""
        self._needle = plain(text.strip())
        self.arrange()

    def show_group(self, group: Callable[[Place], bool] | None) -> None:
        """Show only things of a group; None for all."""
        self._group = group
        self.arrange()

    def stream(self, place: int) -> Stream:
        """The headline datastream of the thing at that place of the list."""
        row = self._order[place]
        return Stream(self._domain, row, self._headline_of(row))

    def place_of(self, row: int) -> int | None:
        """Where the thing of a table row stands in the list; None when it is filtered out."""
        return self._order.index(row) if row in self._order else None

    def retranslate(self) -> None:
        """The language has changed."""
        self._rows.clear()
        self._names.clear()
        self._sort_by_name()
        self.arrange()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        if self._order:
            corner = self.index(len(self._order) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), corner)

    # -- how ---------------------------------------------------------------------------------------

    def _learn_new(self) -> bool:
        known = len(self._keys)
        for row in range(known, len(self._table)):
            place = self._table.places[row]
            self._keys.append(plain(f"{place.name} {' '.join(place.names.values())} {place.id}"))
        if len(self._keys) == known:
            return False
        self._sort_by_name()
        return True

    def _sort_by_name(self) -> None:
        names, language = self._names, self._context.language
        names += [plain(language.name(place)) for place in self._table.places[len(names) : len(self._keys)]]
        self._by_name = sorted(range(len(names)), key=names.__getitem__)

    def _headline_of(self, row: int) -> int:
        """The column that stands for a thing; of one that was discovered, as soon as it is heard."""
        place, observed = self._table.places[row], self._table.observed[row]
        known = self._headlines.get(row)
        if known is None or (place.discovered and not observed[known]):
            known = self._headlines[row] = self._headline(place, observed)
        return known

    def _say(self, row: int) -> Row:
        table, language = self._table, self._context.language
        place, headline = table.places[row], self._headline_of(row)
        reading = self._context.store.latest(Stream(self._domain, row, headline), self._now)
        texts, units, shares = [], [], []
        for item, own in zip(self.columns, self._properties, strict=True):
            column = own if item.property else headline
            valued = item.kind in _VALUED and column >= 0 and bool(table.observed[row, column])
            value = float(table.last_value[row, column]) if valued else float("nan")
            text = item.instead(row) if item.instead else ""
            texts.append(text or (words.value(language, table.properties[column], value) if valued else ""))
            units.append(words.unit(table.properties[column]) if valued and not item.property else "")
            shares.append(value / 100.0 if item.kind is Kind.BAR and value == value else -1.0)
        return Row(
            language.name(place),
            self.tr("discovered") if place.discovered else "",
            Priority(self._levels[row]) if row < len(self._levels) else Priority.NONE,
            words.duration(language, self._now - reading.time) if reading else words.NOTHING,
            reading.quality if reading else Quality.MISSING,
            tuple(texts),
            tuple(units),
            tuple(shares),
            tuple(item.badge(row) if item.badge else None for item in self.columns),
            Stream(self._domain, row, headline),
            reading.time if reading else float("-inf"),
        )

    def _changed(self, old: Row | None, new: Row) -> Sequence[int]:
        """Columns that look different now: most of the time only the age."""
        if old == new:
            return ()
        columns = range(len(self.columns))
        if old is None or old.priority is not new.priority or old.quality != new.quality:
            return columns
        return [
            i
            for i in columns
            if (self.columns[i].kind is Kind.AGE and old.age != new.age)
            or (self.columns[i].kind is Kind.TREND and old.newest != new.newest)
            or (old.texts[i], old.shares[i], old.badges[i]) != (new.texts[i], new.shares[i], new.badges[i])
        ]

    def arrange(self) -> None:
        """Sort and filter anew; whoever holds an index of a thing keeps holding that thing."""
        rows = np.array(
            [
                row
                for row in self._by_name
                if self._needle in self._keys[row]
                and (self._group is None or self._group(self._table.places[row]))
            ],
            dtype=np.intp,
        )
        levels = np.zeros(len(self._keys), dtype=np.int8)
        levels[: len(self._levels)] = self._levels
        ranks = np.array([self._rank(self._table.places[row]) for row in rows])
        order = rows[np.lexsort((ranks, -levels[rows]))].tolist()
        if order == self._order:
            return
        self.layoutAboutToBeChanged.emit()
        held = [(index, self._order[index.row()]) for index in self.persistentIndexList()]
        self._order = order
        places = {row: place for place, row in enumerate(order)}
        for index, row in held:
            place = places.get(row)
            new = QModelIndex() if place is None else self.index(place, index.column())
            self.changePersistentIndex(index, new)
        self.layoutChanged.emit()

    # Qt overrides

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title()
        if role == Qt.ItemDataRole.ToolTipRole and self.columns[section].kind is Kind.TREND:
            return self.tr("The last hour; eight readings of what speaks more rarely")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = self.columns[section].kind in (Kind.VALUE, Kind.AGE)
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return Qt.AlignmentFlag.AlignVCenter | side
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words for Qt, tool tips and screen readers; the delegate asks `row` instead."""
        if role not in _WORDS:
            return None
        said, item = self.row(index.row()), self.columns[index.column()]
        match item.kind:
            case Kind.STATE:
                return None if role == Qt.ItemDataRole.DisplayRole else words.priority_word(said.priority)
            case Kind.NAME:
                return said.name
            case Kind.AGE:
                return said.age
            case Kind.VALUE | Kind.BAR:
                if role != Qt.ItemDataRole.DisplayRole and said.quality != Quality.GOOD:
                    return words.quality_word(said.quality)
                return f"{said.texts[index.column()]} {said.units[index.column()]}".rstrip()
            case Kind.BADGE:
                badge = said.badges[index.column()]
                return badge[0] if badge else None
        return None


_WORDS = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


@lru_cache(maxsize=1024)
def plain(text: str) -> str:
    """Without case and accents, so that a search for `facade` finds `Façade`."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(filterfalse(unicodedata.combining, decomposed))


def first_observed(place: Place, observed: Any) -> int:
    """The usual headline: the first property that the thing observes."""
    found = np.flatnonzero(observed)
    return int(found[0]) if len(found) else 0
