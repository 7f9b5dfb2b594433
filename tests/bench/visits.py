"""First visits: what turning to a page costs that nobody has built yet, and what comes after it.

In processor time of the window's thread, as `pages`, with the wall clock beside it. Each visit is to a page
made anew: the window forgets it after each.

python -m tests.bench.visits [PAGE ...]
"""

import gc
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np

from config.catalogue import City
from config.reader import read_city
from dashboard.ui import page_order
from dashboard.ui.look.theme import DARK, LIGHT, Theme
from tests.bench.pages import RATE, SPEED, SWITCH, Story, asked, story
from tests.bench.row import Row

#: Story, language and theme of the visits.
SCENES: Final[tuple[tuple[str, str, Theme], ...]] = (("idle", "en", DARK), ("storm", "fr", LIGHT))
TIMES: Final = 3
#: Frames that are looked at after a visit.
AFTER: Final = 30
#: A frame at thirty a second, milliseconds.
FRAME: Final = 33.0


@dataclass(slots=True)
class Visits:
    """To one page; milliseconds, one for each visit."""

    thread: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    #: The dearest frame after each.
    later: list[float] = field(default_factory=list)
    #: Frames until nothing asks for room any more: plots, cards, the map, trends.
    frames: list[int] = field(default_factory=list)


def forget(made: Story, name: str) -> None:
    """Take that page down: nobody has built it."""
    stack = made.window.stack
    made.switch("city" if name != "city" else "mayor")
    made.rest()
    page = stack.pages.pop(name, None)
    if page is not None:
        stack.removeWidget(page)
        page.deleteLater()
        made.process()


def visit(made: Story, name: str, found: Visits) -> None:
    """Turn to that page for the first time and look at the frames after it."""
    forget(made, name)
    gc.collect()
    for _ in range(4):
        made.advance(SPEED / RATE)
        made.turn()
    begin = time.perf_counter()
    found.thread.append(made.switch(name))
    found.wall.append(1e3 * (time.perf_counter() - begin))
    costs, asking = [], [True]
    for _ in range(AFTER):
        made.advance(SPEED / RATE)
        before = time.thread_time()
        made.turn()
        costs.append(1e3 * (time.thread_time() - before))
        asking.append(asking[-1] and made.window.context.portions.wanted)
    found.later.append(max(costs))
    found.frames.append(sum(asking))


def rows(city: City, pages: list[str], folder: Path) -> Iterator[Row]:
    """Of every page in every scene."""
    for name, language, theme in SCENES:
        with story(city, name, folder, language, theme) as made:
            found = {page: Visits() for page in pages}
            for _ in range(TIMES):
                for page, visits in found.items():
                    visit(made, page, visits)
        for page, visits in found.items():
            told = f"{name}, {language}, {theme.name}, {page}"
            middle, worst = float(np.median(visits.thread)), max(visits.thread)
            later = float(np.median(visits.later))
            yield Row(f"{told}: first visit, median, ms", round(middle), "", True)
            yield Row(f"{told}: worst, ms", round(worst), f"<= {SWITCH:.0f}", worst <= SWITCH)
            yield Row(f"{told}: worst by the wall clock, ms", round(max(visits.wall)), "", True)
            yield Row(f"{told}: dearest frame after it, median, ms", round(later), "", True)
            yield Row(f"{told}: frames until it is whole", max(visits.frames), "", True)


def ahead(city: City, folder: Path) -> list[Row]:
    """What the portions cost in which pages are built ahead."""
    costs = []
    with story(city, "idle", folder) as made:
        made.process()  # windows that were on before are taken down
        while True:
            before = time.thread_time()
            more = made.window.build_ahead()
            made.process()
            costs.append(1e3 * (time.thread_time() - before))
            made.advance(SPEED / RATE)
            made.turn()
            if not more:
                break
    return [
        Row("portions in which pages are built ahead", len(costs), "", True),
        Row("a portion, median, ms", round(float(np.median(costs)), 1), "", True),
        Row("the dearest portion, ms", round(max(costs), 1), f"<= {FRAME:.0f}", max(costs) <= FRAME),
    ]


def run(pages: list[str] | None = None) -> list[Row]:
    """All pages, or these."""
    city = read_city("nice")
    with tempfile.TemporaryDirectory() as folder:
        every = [*page_order.names(city), *page_order.VIEWS]
        return [*rows(city, pages or every, Path(folder)), *ahead(city, Path(folder))]


if __name__ == "__main__":
    for row in run(asked("visits")):
        print(f"{row.name:66s} {row.figure:8.1f}  {row.bar:10s} {'ok' if row.reached else 'MISSED'}")
