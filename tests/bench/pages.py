"""Every page over the default city at x60, calm and in the storm: what frames, turning and hiding cost.

In processor time of the window's thread, so that a busy machine changes little: a story is played into
the pipeline frame by frame, as fast as it goes, and each frame is turned, shown and painted. Decoding and
recording have threads of their own, which `make bench ONLY=demo` sees.

python -m tests.bench.pages [PAGE ...]
"""

import argparse
import gc
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from config.catalogue import City
from config.messages import Clock, Observation
from config.reader import read_city
from dashboard.ui import page_order
from dashboard.ui.look.theme import DARK, Theme
from dashboard.ui.main_window import MainWindow
from dashboard.ui.portions import Portions
from dashboard.ui.pump import Pump
from tests.bench.row import Row
from tests.pictures.__main__ import Nobody
from tests.pictures.played import SPEED, Played, messages, record

HOUR: Final = 3600.0
SIZE: Final = (1920, 1080)
#: Story -> how the simulators are called, and the hour at which it is looked at.
STORIES: Final = {
    "idle": (("--duration", "4h"), 1.5),
    "storm": (("--scenario", "storm", "--duration", "6h"), 2.5),
}
#: Frames of each page, at 60 a second: two and a half seconds.
RATE: Final = 60.0
FRAMES: Final = 150
#: Of one core, at 30 frames a second.
SHARE: Final = 0.25
#: What a page may take to come, milliseconds.
SWITCH: Final = 100.0


class Story:
    """A window over a recorded story, which goes on as it is asked to."""

    def __init__(self, city: City, path: Path, language: str = "en", theme: Theme = DARK) -> None:
        self._played = Played(city)
        self._said = messages(city, path)
        self._held: object = None
        self._app = QApplication.instance() or QApplication([])
        self._pump = Pump(self._played.pipeline, self._played.wall)
        self.window = MainWindow(
            city, self._pump, Nobody(), language=language, theme=theme, page="city",
            portions=Portions(time.thread_time),
        )  # fmt: skip
        self.window.resize(*SIZE)
        self.window.show()

    def advance(self, seconds: float) -> None:
        """Let the city talk for so many of its seconds."""
        played = self._played
        played.time += seconds
        while self._held is None or not isinstance(self._held, Observation) or self._held.time < played.time:
            if self._held is not None:
                played.inbox.put(self._held, played.wall())  # type: ignore[arg-type]
            self._held = next(self._said)
        played.inbox.put(Clock(played.time, played.wall(), SPEED, True), played.wall())

    def turn(self) -> None:
        """One frame, painted."""
        self._pump.turn()
        self._app.processEvents()

    def process(self) -> None:
        """What was posted is done."""
        self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._app.processEvents()

    def turn_alone(self) -> None:
        """The pipeline without the window."""
        self._played.pipeline.turn(self._played.wall())

    def begin(self, hours: float) -> None:
        """Go there a minute at a time, then come to rest."""
        for _ in range(round(hours * 60)):
            self.advance(60.0)
            self.turn()
        self.rest()

    def rest(self) -> None:
        """What a page does once, when it comes, is done: lists draw a few trends at a time."""
        for _ in range(45):
            self.advance(SPEED / RATE)
            self.turn()

    def cost(self, act: Callable[[], None], rate: float = RATE) -> NDArray[np.float64]:
        """(FRAMES,) processor milliseconds of frames, so many a second."""
        found = np.empty(FRAMES)
        for number in range(FRAMES):
            self.advance(SPEED / rate)
            before = time.thread_time()
            act()
            found[number] = 1e3 * (time.thread_time() - before)
        return found

    def switch(self, name: str) -> float:
        """Processor milliseconds to turn to a page, until it is painted."""
        before = time.thread_time()
        self.window.show_page(name)
        self.turn()
        return 1e3 * (time.thread_time() - before)

    def build_ahead(self) -> None:
        """As the program does in its first half minute."""
        while self.window.build_ahead():
            self.advance(SPEED / RATE)
            self.turn()

    def close(self) -> None:
        """Take the window down."""
        self.window.close()
        self.window.deleteLater()
        self._app.processEvents()


@contextmanager
def story(city: City, name: str, folder: Path, language: str = "en", theme: Theme = DARK) -> Iterator[Story]:
    """That story at its hour, with the city page on; the collector leaves alone what stands, as in `app`."""
    arguments, hours = STORIES[name]
    path = folder / f"{name}.jsonl"
    if not path.exists():
        record(path, *arguments)
    made = Story(city, path, language, theme)
    made.begin(hours)
    gc.collect()
    gc.freeze()
    yield made
    gc.unfreeze()
    made.close()


def pages_of(made: Story, name: str, pages: list[str], least: float, come: str) -> list[Row]:
    """What each page costs; `come` says when it is shown for the first time."""
    rows = []
    for page in pages:
        first = made.switch(page)
        made.rest()
        made.switch("city" if page != "city" else "air_quality")
        again = made.switch(page)
        made.rest()
        found = made.cost(made.turn)
        share = float(found.mean()) * RATE / 1e3
        half = float(made.cost(made.turn, RATE / 2).mean()) * RATE / 2e3
        able = 1e3 / found.mean()
        told = f"{name}, {page}"
        rows += [
            Row(f"{told}: frames/s it could", round(able), f">= {least:.0f}", able >= least),
            Row(f"{told}: frame p99, ms", round(float(np.quantile(found, 0.99)), 1), "", True),
            Row(f"{told}: share of a core at 60 frames/s", round(share, 3), "", True),
            Row(f"{told}: the same at 30", round(half, 3), f"<= {SHARE}", half <= SHARE),
            Row(f"{told}: to come {come}, ms", round(first), f"<= {SWITCH:.0f}", first <= SWITCH),
            Row(f"{told}: to come again, ms", round(again), f"<= {SWITCH:.0f}", again <= SWITCH),
        ]
    return rows


def alarm_page(city: City, folder: Path, pages: list[str]) -> tuple[float, float, float]:
    """Milliseconds a frame of the alarm page after those pages were on, minimised, and of the pipeline.

    The time of the story is the same whichever pages they are, if only there are as many.
    """
    with story(city, "storm", folder) as made:
        for page in pages:
            made.switch(page)
            made.rest()
        made.switch("alarms")
        made.rest()
        shown = float(made.cost(made.turn).mean())
        made.window.showMinimized()
        made.rest()
        return shown, float(made.cost(made.turn).mean()), float(made.cost(made.turn_alone).mean())


def hidden(city: City, folder: Path) -> list[Row]:
    """The alarm page alone beside the one with all others built behind it, minimised beside the pipeline."""
    every = [*page_order.names(city), *page_order.VIEWS]
    alone, _, _ = alarm_page(city, folder, ["alarms"] * len(every))
    behind, minimised, bare = alarm_page(city, folder, every)
    return [
        Row("a frame, every other page hidden behind, ms", round(behind, 2), "<= 1.2 of alone",
            behind <= 1.2 * alone, round(alone, 2)),
        Row("a frame, minimised, ms", round(minimised, 2), "<= 1.5 of the pipeline",
            minimised <= 1.5 * bare, round(bare, 2)),
    ]  # fmt: skip


def run(pages: list[str] | None = None) -> list[Row]:
    """All pages, or these."""
    city = read_city("nice")
    every = [*page_order.names(city), *page_order.VIEWS]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name, least, come in (
            ("idle", 60.0, "before it stands"),
            ("storm", 30.0, "for the first time, built ahead"),
        ):
            with story(city, name, Path(folder)) as made:
                if name == "storm":
                    made.build_ahead()
                rows += pages_of(made, name, pages or every, least, come)
        rows += hidden(city, Path(folder))
    return rows


def asked(program: str) -> list[str]:
    """The pages of a command line, all where it names none."""
    every = [*page_order.names(read_city("nice")), *page_order.VIEWS]
    parser = argparse.ArgumentParser(prog=program)
    parser.add_argument("pages", metavar="PAGE", nargs="*", help=", ".join(every))
    pages = parser.parse_args().pages
    if not set(pages) <= set(every):
        parser.error(f"no such page: {', '.join(sorted(set(pages) - set(every)))}")
    return pages or every


if __name__ == "__main__":
    for row in run(asked("pages")):
        beside = "" if row.bare is None else f"   bare {row.bare}"
        print(f"{row.name:60s} {row.figure:8.2f}  {row.bar:24s} {'ok' if row.reached else 'MISSED'}{beside}")
