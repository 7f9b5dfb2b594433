"""`make pictures`: every page in both languages, themes and sizes, calm and in the storm; the models' plots.

All go to build/pictures; those that the documents show are copied to docs/pictures.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from config.reader import read_city
from dashboard.ui.look.theme import DARK, LIGHT
from dashboard.ui.main_window import MainWindow
from dashboard.ui.pages import registry
from dashboard.ui.pump import Pump
from tests.pictures import models
from tests.pictures.played import Played, messages, record

ROOT = Path(__file__).parents[2]
OUT = ROOT / "build" / "pictures"
DOCS = ROOT / "docs" / "pictures"
SIZES = ((1920, 1080), (1280, 720))
#: Story -> how the simulators are called, and for how many hours it is played.
STORIES = {"calm": (("--duration", "6h"), 6.0), "storm": (("--scenario", "storm", "--duration", "11h"), 10.5)}
#: What README and docs show.
SHOWN = (
    "city-storm-en-dark-1920x1080",
    "city-calm-fr-dark-1920x1080",
    "water-storm-en-dark-1920x1080",
    "landslide-storm-en-dark-1920x1080",
    "traffic-storm-en-dark-1920x1080",
    "alarms-storm-fr-dark-1920x1080",
)


class Nobody:
    """Takes every order and does nothing: pictures are not played with."""

    def __getattr__(self, name: str) -> object:
        return lambda *_, **__: None


def main() -> None:
    """Draw everything; the same code draws the same pictures."""
    wanted = set(sys.argv[1:])
    OUT.mkdir(parents=True, exist_ok=True)
    DOCS.mkdir(parents=True, exist_ok=True)
    city = read_city("nice")
    app = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        for story, (arguments, hours) in STORIES.items():
            if wanted and story not in wanted:
                continue
            path = Path(folder) / f"{story}.jsonl"
            record(path, *arguments)
            played = Played(city)
            pump = Pump(played.pipeline, played.wall)
            window = MainWindow(city, pump, Nobody(), language="fr", page="city")
            window.resize(*SIZES[0])
            window.show()

            def turn(pump: Pump = pump) -> None:
                pump.turn()
                app.sendPostedEvents(pump)  # it has been drawn

            played.play(messages(city, path), city.start_time + 3600 * hours, turn)
            for size in SIZES:
                window.resize(*size)
                for theme in (DARK, LIGHT):
                    window.context.look.apply(theme)
                    for language in city.languages:
                        window.context.language.use(language)
                        for page in registry.names(city):
                            window.show_page(page)
                            for _ in range(4):
                                pump.turn()
                                app.processEvents()
                            name = f"{page}-{story}-{language}-{theme.name}-{size[0]}x{size[1]}"
                            window.grab().save(str(OUT / f"{name}.png"))
            window.close()
            window.deleteLater()
    if not wanted or "models" in wanted:
        models.draw(DOCS / "models")
    for name in SHOWN:
        if (OUT / f"{name}.png").exists():
            shutil.copy(OUT / f"{name}.png", DOCS)


if __name__ == "__main__":
    main()
