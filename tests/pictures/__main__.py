"""`make pictures`: every page in both languages, themes and sizes, calm and in the storm; the models' plots.

All go to build/pictures; what the documents show is copied to docs/pictures. With names of stories
and pages as arguments only those are drawn: `python -m tests.pictures storm water`.
"""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from config.catalogue import City
from config.reader import read_city
from dashboard.ui import page_order
from dashboard.ui.look.theme import DARK, LIGHT
from dashboard.ui.main_window import MainWindow
from dashboard.ui.pages.city import CityPage
from dashboard.ui.pump import Pump
from tests.pictures import models
from tests.pictures.film import Film, still
from tests.pictures.played import Played, messages, record

ROOT = Path(__file__).parents[2]
OUT = ROOT / "build" / "pictures"
DOCS = ROOT / "docs" / "pictures"
SIZES = ((1920, 1080), (1280, 720))
HOUR = 3600.0
#: Story -> how the simulators are called, and for how many hours it is played.
STORIES = {"calm": (("--duration", "6h"), 6.0), "storm": (("--scenario", "storm", "--duration", "11h"), 10.5)}
#: What is chosen in further pictures of the storm: name -> page, thing.
CHOSEN = {
    "city-card": ("city", "water/paillon-expositions"),
    "water-paillon": ("water", "paillon-expositions"),
    "water-beach": ("water", "beach-ponchettes"),
    "water-quality": ("water", "quality-ariane"),
    "traffic-mathis": ("traffic", "mathis-magnan-e"),
}
#: The film of the storm on the city page: from which hour of the story, a picture every so many
#: seconds of the city's time, as large as this.
FROM, EVERY, SIZE = 2.5, 900.0, (1152, 648)
#: What README and docs show.
SHOWN = (
    "city-card-storm-en-dark-1920x1080",
    "water-paillon-storm-en-dark-1920x1080",
    "landslide-storm-en-dark-1920x1080",
    "traffic-storm-en-dark-1920x1080",
)


class Nobody:
    """Takes every order and does nothing: pictures are not played with."""

    def __getattr__(self, name: str) -> object:
        return lambda *_, **__: None


class Stage:
    """A window over a story that is played to its end; then it is turned and looked at from all sides."""

    def __init__(self, city: City, story: str, folder: Path) -> None:
        self._app = QApplication.instance() or QApplication([])
        self._city, self._story = city, story
        arguments, self._hours = STORIES[story]
        self._path = folder / f"{story}.jsonl"
        record(self._path, *arguments)
        self._played = Played(city)
        self._pump = Pump(self._played.pipeline, self._played.wall)
        self.window = MainWindow(city, self._pump, Nobody(), language="en", page="city")
        self.window.resize(*SIZES[0])
        self.window.show()

    def play(self, film: Film | None) -> None:
        """Play the story; a film is taken of it while it passes."""
        start = self._city.start_time

        def turn() -> None:
            self._pump.turn()
            self._app.sendPostedEvents(self._pump)  # it has been drawn
            passed = self._played.time - start
            if film is not None and passed >= FROM * HOUR and passed % EVERY == 0:
                self._settle()
                film.take(self.window.grab())

        self._played.play(messages(self._city, self._path), start + HOUR * self._hours, turn)

    def look(self, pages: list[str]) -> None:
        """These pages in both sizes, themes and languages."""
        for size in SIZES:
            self.window.resize(*size)
            for theme in (DARK, LIGHT):
                self.window.context.look.apply(theme)
                for language in self._city.languages:
                    self.window.context.language.use(language)
                    for page in pages:
                        self.window.show_page(page)
                        self._save(f"{page}-{self._story}-{language}-{theme.name}-{size[0]}x{size[1]}")

    def look_closely(self, pages: list[str]) -> None:
        """What is worth a picture once something is chosen, in English and dark."""
        self.window.resize(*SIZES[0])
        self.window.context.look.apply(DARK)
        self.window.context.language.use("en")
        for name, (page, thing) in CHOSEN.items():
            if page in pages:
                self.window.show_page(page)
                self._settle()
                self._choose(thing)
                self._save(f"{name}-{self._story}-en-dark-{SIZES[0][0]}x{SIZES[0][1]}")

    def close(self) -> None:
        """Take it down."""
        self.window.close()
        self.window.deleteLater()

    def _choose(self, thing: str) -> None:
        page = self.window.current
        if isinstance(page, CityPage):  # on the map where it is, without flying there
            number = page.panel.map.things.index(*thing.split("/"))
            page.panel.view.choose(-1 if number is None else number)
        else:
            page.focus_on(thing)

    def _settle(self) -> None:
        """Lists draw a few trends at a time."""
        for _ in range(8):
            self._pump.turn()
            self._app.processEvents()
        page = self.window.current
        while isinstance(page, CityPage) and not page.panel.view.at_rest:
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def _save(self, name: str) -> None:
        self._settle()
        self.window.grab().save(str(OUT / f"{name}.png"))


def main() -> None:
    """Draw everything; the same code draws the same pictures."""
    wanted = set(sys.argv[1:])
    city = read_city("nice")
    every = [*page_order.names(city), *page_order.VIEWS]
    known = [*STORIES, *every, "models", "film"]
    if not wanted <= set(known):
        sys.exit(f"pictures: {', '.join(sorted(wanted - set(known)))}: one of {', '.join(known)}")
    OUT.mkdir(parents=True, exist_ok=True)
    DOCS.mkdir(parents=True, exist_ok=True)
    stories = [story for story in STORIES if not wanted & set(STORIES) or story in wanted]
    pages = [page for page in every if not wanted & set(every) or page in wanted]
    with tempfile.TemporaryDirectory() as folder:
        for story in stories if wanted != {"models"} else ():
            stage = Stage(city, story, Path(folder))
            film = Film(SIZE) if story == "storm" and (not wanted or "film" in wanted) else None
            stage.play(film)
            stage.look(pages)
            if story == "storm":
                stage.look_closely(pages)
            stage.close()
            if film is not None:
                film.save(DOCS / "storm.gif")
    if not wanted or "models" in wanted:
        models.draw(DOCS / "models")
    if not wanted or "film" in wanted:
        for name in SHOWN:
            still(OUT / f"{name}.png", DOCS / f"{name}.png")


if __name__ == "__main__":
    main()
