"""Many alarms: the page with thousands of them, and limits on thousands of datastreams.

python -m tests.bench alarms

The page is drawn without a screen; a frame is what it costs the window's own thread, in processor time.
`bare` is Qt's own: a table over a list, without sorting, filter, colours or detail, with as many changes.
"""

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView

from config.catalogue import City
from config.messages import Clock
from dashboard.core.alarms.book import AlarmBook
from dashboard.core.alarms.event import Alarm, AlarmEvent, AlarmState, Priority
from dashboard.core.frame import Frame
from dashboard.core.inbox import Inbox
from dashboard.core.pipeline import Pipeline
from dashboard.core.readings.store import Store
from dashboard.ui.context import Context
from dashboard.ui.language import Language
from dashboard.ui.look import fonts
from dashboard.ui.look.look import Look
from dashboard.ui.pages.alarms import AlarmsPage
from tests.bench.row import Row
from tests.small_city import batch, city, domain, limit, quantity, thing
from tests.town import START, Still, Town
from tests.ui.city_room import Asked

ALARMS = 5_000
CHANGES = 500
#: Of a second, at thirty frames a second.
FRAMES = 30
SECONDS = 3
_PROPERTIES = ("p0", "p1", "p2", "p3")
THINGS = 5_000
PER_SECOND = 10_000


def town_of(things: int) -> City:
    """So many things of four properties, each with a limit of three priorities, deadband and delays."""
    limits = [
        limit(name, advisory=10.0, warning=20.0, alarm=30.0, deadband=1.0, on_delay=120, off_delay=300)
        for name in _PROPERTIES
    ]
    names = (thing(f"t{number}", _PROPERTIES) for number in range(things))
    return city(domain(names, limits, [quantity(name) for name in _PROPERTIES]))


class _Plain(QAbstractTableModel):
    """What Qt itself can do with so many rows."""

    def __init__(self, rows: list[list[str]]) -> None:
        super().__init__()
        self.rows = rows

    def rowCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008
        return len(self.rows)

    def columnCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008
        return 6

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self.rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None


def page_of(alarms: int) -> tuple[AlarmsPage, Town]:
    """The alarm page over a town where so many alarms stand."""
    place = town_of(alarms // len(_PROPERTIES))
    town = Town(place)
    context = Context(place, town.store, town.book, Asked(town), Look(), Language("en"))
    for minute in range(4):
        town.say(minute, {f"t{n}": (35.0, 25.0, 15.0, 35.0) for n in range(alarms // len(_PROPERTIES))})
        context.follow(town.turn(minute))
    page = AlarmsPage(context)
    page.resize(1840, 1000)
    page.show()
    page.show_frame(town.turn(4))
    QApplication.processEvents()
    return page, town


def changes(alarms: list[Alarm], count: int, frames: int) -> Iterator[list[AlarmEvent]]:
    """Escalated, eased, acknowledged, over and raised again: so many a frame, at random."""
    rng = np.random.default_rng(4)
    now = list(alarms)
    for number in range(frames):
        events = []
        for place in rng.integers(len(now), size=count).tolist():
            alarm = now[place]
            if alarm.state is AlarmState.NORMAL:
                fresh, what = replace(alarms[place], raised=START + number), "raised"
            else:
                what = ("escalated", "eased", "acknowledged", "over")[int(rng.integers(4))]
                fresh = {
                    "escalated": replace(alarm, priority=Priority.ALARM),
                    "eased": replace(alarm, priority=Priority.ADVISORY),
                    "acknowledged": replace(
                        alarm, state=AlarmState.ACKNOWLEDGED, acknowledged=START + number
                    ),
                    "over": replace(alarm, state=AlarmState.NORMAL, cleared=START + number),
                }[what]
            now[place] = fresh
            events.append(AlarmEvent(START + number, what, fresh))
        yield events


def page_frames(alarms: int = ALARMS, seconds: int = SECONDS) -> list[float]:
    """Processor milliseconds of each frame of the page: events taken, figures, and everything painted."""
    page, town = page_of(alarms)
    health = town.turn(5).health
    found = []
    for number, events in enumerate(changes(town.book.alarms(), round(CHANGES / FRAMES), FRAMES * seconds)):
        wall = START + number / FRAMES
        frame = Frame(
            START + 300.0 + number, wall, health, Clock(START, START, 1.0, True), events=tuple(events)
        )
        before = time.thread_time()
        page.context.follow(frame)
        page.show_frame(frame)
        QApplication.processEvents()
        page.table.viewport().repaint()
        found.append(1e3 * (time.thread_time() - before))
    page.close()
    page.deleteLater()
    return found


def plain_frames(alarms: int = ALARMS, seconds: int = SECONDS) -> list[float]:
    """The same number of changes to a plain table of Qt's."""
    model = _Plain([[f"row {n}", "a", "b", "c", "d", "e"] for n in range(alarms)])
    table = QTableView()
    table.setModel(model)
    table.resize(1200, 800)
    table.show()
    QApplication.processEvents()
    rng = np.random.default_rng(4)
    found = []
    for number in range(FRAMES * seconds):
        before = time.thread_time()
        for row in rng.integers(alarms, size=round(CHANGES / FRAMES)).tolist():
            model.rows[row][5] = str(number)
            model.dataChanged.emit(model.index(row, 0), model.index(row, 5))
        QApplication.processEvents()
        table.viewport().repaint()
        found.append(1e3 * (time.thread_time() - before))
    table.close()
    table.deleteLater()
    return found


def limits_cost(things: int = THINGS, per_second: int = PER_SECOND, seconds: int = 10) -> tuple[float, float]:
    """Processor seconds per second of city: all of pipeline and limits, and the bare comparison in numpy.

    4 x `things` datastreams, `per_second` values in a second, one in fifty beyond a threshold.
    """
    place = town_of(things)
    store = Store(place)
    book = AlarmBook(place, store)
    pipeline = Pipeline(place, Inbox(), Still(), book, store)
    rng = np.random.default_rng(5)
    each = per_second // len(_PROPERTIES)
    table = store.tables["water"]
    rounds = []
    for second in range(seconds):
        rows = np.sort(rng.choice(things, size=each, replace=False))
        values = np.where(rng.random((each, 4)) < 0.02, 25.0, 5.0) + rng.random((each, 4))
        rounds.append(batch("water", rows.tolist(), [START + 60.0 * second] * each, values.tolist()))
    spent = 0.0
    for number, item in enumerate(rounds):
        before = time.thread_time()
        fresh, _ = pipeline._take(item, START + 60.0 * number)
        book.update(fresh, START + 60.0 * number)
        book.advance(START + 60.0 * number)
        spent += time.thread_time() - before
    assert len(table) == things
    thresholds = np.array([10.0, 20.0, 30.0])
    bare = 0.0
    for item in rounds:
        before = time.thread_time()
        (item.values[:, :, None] >= thresholds).any(axis=1)
        bare += time.thread_time() - before
    return spent / seconds, bare / seconds


def run() -> list[Row]:
    """All of it."""
    application = QApplication.instance() or QApplication([])
    fonts.load()
    page, plain = np.array(page_frames()), np.array(plain_frames())
    spent, bare = limits_cost()
    del application
    p95, median = (tuple(float(np.percentile(each, q)) for each in (page, plain)) for q in (95, 50))
    page_words = f"alarm page, {ALARMS:,} alarms and {CHANGES} changes/s: frame"
    limit_words = f"limits on {4 * THINGS:,} datastreams at {PER_SECOND:,} obs/s: share of a core"
    return [
        Row(f"{page_words} p95, ms", round(p95[0], 1), "< 33 (30 frames/s)", p95[0] < 1000 / FRAMES,
            round(p95[1], 1)),
        Row(f"{page_words} median, ms", round(median[0], 1), "", True, round(median[1], 1)),
        Row(limit_words, round(spent, 3), "< 0.25", spent < 0.25, round(bare, 4)),
    ]  # fmt: skip
