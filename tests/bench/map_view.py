"""The map with 2,000 things: what a picture costs at rest, while panning and zooming; on one core.

`bare` is the same 2,000 marks as items of a QGraphicsView, without words, clusters, rivers or rain.

python -m tests.bench.map_view
"""

import gc
import os
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QApplication, QGraphicsItem, QGraphicsScene, QGraphicsView

from config.messages import Birth
from config.reader import read_city
from dashboard.ui.context import Context
from dashboard.ui.language import Language
from dashboard.ui.look import fonts
from dashboard.ui.look.glyphs import domain_path
from dashboard.ui.look.look import Look
from dashboard.ui.map.map_panel import MapPanel
from dashboard.ui.map.things import SHAPES
from tests.bench.row import Row
from tests.town import Town
from tests.ui.city_room import Asked

THINGS = 2_000
PICTURES = 60
SIZE = (1212, 745)
#: Thirty frames a second, milliseconds.
FRAME = 1000.0 / 30.0


def panel_of(things: int) -> tuple[MapPanel, Town]:
    """The map of Nice with so many things at random places around the city, in random states."""
    city = read_city("nice")
    town = Town(city)
    rng = np.random.default_rng(2)
    known = sum(len(domain.things) for domain in city.domains)
    for number in range(things - known):
        place = (7.262 + 0.06 * rng.standard_normal(), 43.71 + 0.05 * abs(rng.standard_normal()))
        domain = city.domains[number % len(city.domains)]
        town.hear(Birth(domain.id, f"extra{number}", f"Extra {number}", place))
    context = Context(city, town.store, town.book, Asked(town), Look(), Language("en"))
    panel = MapPanel(context)
    panel.resize(*SIZE)
    panel.show()
    panel.show_frame(town.turn(0), True)
    QApplication.processEvents()
    panel.map.things.level = rng.choice([0, 0, 0, 0, 1, 2, 3], len(panel.map.things)).astype(np.uint8)
    panel.map.things.silent[:] = rng.random(len(panel.map.things)) < 0.05
    panel.view.map_changed()
    return panel, town


def cost(repaint: Callable[[], None], step: Callable[[int], None]) -> np.ndarray:
    """(PICTURES,) processor milliseconds of each picture."""
    found = np.empty(PICTURES)
    for number in range(PICTURES):
        step(number)
        before = time.thread_time()
        repaint()
        found[number] = 1e3 * (time.thread_time() - before)
    return found


def graphics_view(panel: MapPanel) -> np.ndarray:
    """The same marks as items of a QGraphicsView, panned."""
    scene = QGraphicsScene()
    things = panel.map.things
    for (x, y), shape in zip(things.at.tolist(), things.shape.tolist(), strict=True):
        item = scene.addPath(domain_path(SHAPES[shape]), QPen(QColor("#7f93ad"), 0.2))
        item.setScale(7.5)
        item.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        item.setPos(x, -y)
    view = QGraphicsView(scene)
    view.setRenderHint(view.renderHints().Antialiasing)
    view.resize(*SIZE)
    home = panel.map.terrain.home
    view.fitInView(QRectF(home.x(), -home.bottom(), home.width(), home.height()))
    view.show()
    QApplication.processEvents()
    bar = view.horizontalScrollBar()
    found = cost(
        view.viewport().repaint, lambda number: bar.setValue(bar.value() + (12 if number % 2 else -12))
    )
    view.close()
    return found


def run() -> list[Row]:
    """Mean and worst cost of a picture in each situation."""
    app = QApplication.instance() or QApplication([])
    fonts.load()
    panel, town = panel_of(THINGS)
    gc.collect()
    gc.freeze()  # as the program does once its window stands
    view, navigator = panel.view, panel.view.navigator
    middle = QPointF(600, 350)

    def pan(number: int) -> None:
        step = -12 if number < PICTURES // 2 else 12
        navigator.jump(navigator.view.moved(step, step / 4))

    def zoom(number: int) -> None:
        navigator.jump(navigator.view.zoomed(1.03 if number < PICTURES // 2 else 1 / 1.03, middle))

    def change(number: int) -> None:
        level = panel.map.things.level
        level[number] = (level[number] + 1) % 4
        view.map_changed()

    rows = []
    bare = float(graphics_view(panel).mean())
    for name, step, beside in (
        ("nothing moves", lambda number: None, None),
        ("panned", pan, bare),
        ("zoomed", zoom, None),
        ("a state changes", change, None),
    ):
        found = cost(view.repaint, step)
        mean = float(found.mean())
        told = f"map of {THINGS:,} things, {name}"
        bar = f"<= {FRAME:.0f} (30 frames/s)"
        other = None if beside is None else round(beside, 1)
        rows.append(Row(f"{told}: ms a picture", round(mean, 1), bar, mean <= FRAME, other))
        worst = float(np.quantile(found, 0.99))
        rows.append(Row(f"{told}: p99 ms", round(worst, 1), bar, worst <= FRAME))
    frame = town.turn(0.001)
    panel.show_frame(frame, True)
    before = time.thread_time()
    for _ in range(1000):
        panel.show_frame(frame, False)
    idle = 1e3 * (time.thread_time() - before)
    rows.append(Row("a frame in which nothing changed, µs", round(idle, 1), "<= 100", idle <= 100.0))
    gc.unfreeze()
    panel.close()
    app.processEvents()
    return rows


if __name__ == "__main__":
    for row in run():
        beside = "" if row.bare is None else f"   bare {row.bare}"
        print(f"{row.name:55s} {row.figure:8.1f}  {row.bar:24s} {'ok' if row.reached else 'MISSED'}{beside}")
