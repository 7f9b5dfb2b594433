"""The History page over a week of 4,000 datastreams: from the choice to curves that are painted."""

import os
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from config.catalogue import City
from dashboard.core.frame import Frame, Health
from dashboard.history.archive import open_archive
from dashboard.history.library import Library
from dashboard.ui.context import Context
from dashboard.ui.language import Language
from dashboard.ui.look import fonts
from dashboard.ui.look.look import Look
from dashboard.ui.pages.history import HistoryPage
from tests.bench.row import Row
from tests.town import Town

_HEALTH: Final = Health(True, True, 0, 0, 0.0, {}, {}, 0, 0, 0, 0.0)
_DAY: Final = 86400.0
_LAPS: Final = 20


class Nobody:
    """Asks for nothing."""

    def __getattr__(self, name: str) -> object:
        return lambda *arguments, **named: None


class Shown:
    """The page on an offscreen window of full size; a frame every 5 ms, so that the desk has its turn."""

    def __init__(self, library: Library, city: City) -> None:
        town = Town(city)
        context = Context(city, town.store, town.book, Nobody(), Look(), Language("en"))  # type: ignore[arg-type]
        self.page = HistoryPage(replace(context, history=library))
        self.page.resize(1920, 1000)
        self.page.show()
        self.wall = 0.0
        self._rest = threading.Event()

    def drawn(self) -> float:
        """Frames until nothing more is to come; events paint each; milliseconds."""
        begin = time.perf_counter()
        while True:
            self.wall += 0.033
            self.page.show_frame(Frame(0.0, self.wall, _HEALTH))
            QApplication.processEvents()
            lines = [line for card in self.page.pile.cards for line in card.lane.lines]
            full = all(len(line.curve.series) for line in lines) and lines
            if full and not self.page.inquiry.waiting and not self.page.inquiry.source.past.waiting:
                return (time.perf_counter() - begin) * 1e3
            self._rest.wait(0.005)
            assert time.perf_counter() - begin < 60.0, "no curve came"


def run(path: Path, city: City) -> Sequence[Row]:
    """The first, the median and the slowest of twenty."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QCoreApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    fonts.load()
    library = Library(open_archive(path), path)
    shown = Shown(library, city)
    first = shown.drawn()
    rng = np.random.default_rng(3)
    rows = [Row("history page: opened, first curves drawn, ms", round(first, 1), "", True)]
    for name, days, count, limit in (
        ("a day, one curve", 1, 1, 150),
        ("a day, six curves", 1, 6, 150),
        ("a week, one curve", 7, 1, 300),
    ):
        spent = [_look(shown, rng, days, count) for _ in range(_LAPS)]
        for which, figure in (("median", float(np.median(spent))), ("slowest of 20", max(spent))):
            rows.append(
                Row(f"history page: {name}, {which}, ms", round(figure, 1), f"<= {limit}", figure <= limit)
            )
    shown.page.close()
    library.close()
    library.archive().close()
    return rows


def _look(shown: Shown, rng: np.random.Generator, days: int, count: int) -> float:
    """Datastreams that were not drawn before, over that many days somewhere in the week."""
    page = shown.page
    known = list(page.entries)
    begins = page.inquiry.source.begins()
    since = begins + _DAY * rng.integers(0, 7 - days + 1)
    names = [known[int(number)] for number in rng.choice(len(known), count, replace=False)]
    page.outlook.show(since, since + days * _DAY)
    page.choose(names)
    return shown.drawn()
