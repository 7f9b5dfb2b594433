"""Paints a map in a view, keeping what it can from one picture to the next."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from dashboard.core.alarms.event import Priority
from dashboard.ui.look.theme import Theme
from dashboard.ui.map import lettering
from dashboard.ui.map.background import Inks
from dashboard.ui.map.clusters import Clusters, cluster
from dashboard.ui.map.labels import Boxes, Wish, place
from dashboard.ui.map.land import Land
from dashboard.ui.map.overlay import Overlay
from dashboard.ui.map.sprites import CALM, Sprites, size_of
from dashboard.ui.map.terrain import Terrain
from dashboard.ui.map.things import SHAPES, Things
from dashboard.ui.map.viewport import Viewport

#: Marks nearer than this, pixels, become one.
DISTANCE: Final = 23.0
#: The background is painted so many pixels larger on every side, and kept while the view moves within.
MARGIN: Final = 110
#: What must be on the map may stand so many rings of 10 pixels off its place.
_RINGS: Final = {"city": 14, "thing": 4, "town": 5}
#: Marks of the inset are smaller.
_SMALL: Final = 0.8
#: Things in alarm have their names beside them while they are no more than this.
_NAMED: Final = 6


@dataclass(frozen=True, slots=True)
class _Written:
    """A word that found room: what it says and where it stands from its point."""

    word: lettering.Lettering
    dx: float
    dy: float


class Canvas:
    """One picture of the map. `moving` means that the next view comes at once: be quick, not exact."""

    def __init__(self, terrain: Terrain, things: Things, overlay: Overlay, *, inset: bool = False) -> None:
        """`inset`: a small map without words, of what lies north of the home view."""
        self._terrain = terrain
        self._things = things
        self._overlay = overlay
        self._inset = inset
        self._land = Land(terrain, overlay, 0 if inset else MARGIN)
        self._look: tuple[str, float] = ("", 0.0)
        self._light = -1.0
        self._clusters: tuple[tuple[object, ...], Clusters] | None = None
        self._written: tuple[tuple[object, ...], list[_Written]] | None = None
        #: Counts changes of the things, for what is kept.
        self._version = 0
        self.hidden: frozenset[str] = frozenset()  #: domains that are not shown
        #: Pixels that words may not cover: what lies over the map.
        self.covered: tuple[QRectF, ...] = ()

    def things_changed(self) -> None:
        """A thing came, or is not as it was."""
        self._version += 1

    def paint(
        self,
        painter: QPainter,
        view: Viewport,
        theme: Theme,
        language: str,
        *,
        moving: bool = False,
        goal: Viewport | None = None,
    ) -> None:
        """The whole picture; `goal` is where the flight ends that it is part of."""
        self._dress(theme, painter.device().devicePixelRatio())
        before = self._clusters
        marks = self.marks(view)
        # One thing at a time: where the marks were gathered anew, no slice of the land to come.
        self._land.paint(painter, view, theme, moving, goal, look_ahead=self._clusters is before)
        if not self._inset:
            self._paint_words(painter, view, language, marks, moving)
        self._paint_marks(painter, view, marks)

    def pieces(self, view: Viewport, theme: Theme, language: str, ratio: float) -> Iterator[None]:
        """Make what a picture at rest is put together from, a piece with each step."""
        self._dress(theme, ratio)
        marks = self.marks(view)
        yield
        yield from self._land.pieces(view, theme)
        if not self._inset:
            for item in self._words(view, language, marks):
                yield
                self._letters.make(item.word.style, item.word.text)

    def paint_choice(self, painter: QPainter, view: Viewport, thing: int, theme: Theme, width: float) -> None:
        """A ring around the mark of a thing."""
        marks = self.marks(view)
        mark = int(marks.of[thing]) if thing < len(marks.of) else -1
        if mark >= 0:
            x, y = view.to_pixels(self._things.at[marks.lead[mark]])
            radius = size_of(int(self._things.level[marks.lead[mark]])) / 2 + 6.0
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.accent), width))
            painter.drawEllipse(QPointF(x, y), radius, radius)

    def marks(self, view: Viewport) -> Clusters:
        """What stands for which things at this scale; in steps of scale, so that zooming is steady."""
        step = round(2.0 * math.log2(view.scale))
        key = (step, self._version, self.hidden)
        if self._clusters is None or self._clusters[0] != key:
            things = self._things
            weight = (2 * things.level + things.silent).astype(np.uint8)
            shown = np.array([item.domain not in self.hidden for item in things.keys], dtype=bool)
            if self._inset:
                shown &= things.at[:, 1] > self._terrain.home.bottom()
            self._clusters = key, cluster(things.at, weight, shown, DISTANCE * 2.0 ** (step / 2.0))
        return self._clusters[1]

    def hit(self, view: Viewport, pixel: QPointF, slack: float = 4.0) -> int | None:
        """The mark under a pixel, the worst first."""
        marks = self.marks(view)
        if not len(marks):
            return None
        at = view.to_pixels(self._things.at[marks.lead])
        away = np.hypot(at[:, 0] - pixel.x(), at[:, 1] - pixel.y())
        level = self._things.level[marks.lead]
        near = away <= np.where(level > 0, size_of(1), CALM) / 2 + slack
        if not near.any():
            return None
        return int(np.where(near, away - 4.0 * level, np.inf).argmin())

    def _dress(self, theme: Theme, ratio: float) -> None:
        """What depends on theme, pixel ratio and the light of the day."""
        light = self._overlay.daylight
        if self._light != light:
            self._light = light
            self._inks = Inks.of(theme, light)
            self._land.dress(self._inks, ratio)
        if self._look != (theme.name, ratio):
            self._look = (theme.name, ratio)
            self._ratio = ratio
            self._inks = Inks.of(theme, light)
            self._sprites = Sprites(theme, ratio, _SMALL if self._inset else 1.0)
            self._letters = lettering.Letters(theme, ratio)
            self._land.dress(self._inks, ratio)

    # -- marks and words ---------------------------------------------------------------------------

    def _paint_marks(self, painter: QPainter, view: Viewport, marks: Clusters) -> None:
        things = self._things
        at = view.to_pixels(things.at[marks.lead])
        level, silent = things.level[marks.lead], things.silent[marks.lead]
        seen = ((at > -30.0) & (at < np.array((view.width + 30.0, view.height + 30.0)))).all(axis=1)
        shown = np.flatnonzero(seen)
        # The worst last: nothing lies over an alarm.
        for number in shown[np.argsort(level[shown], kind="stable")].tolist():
            lead = marks.lead[number]
            self._sprites.draw(
                painter,
                float(at[number, 0]),
                float(at[number, 1]),
                SHAPES[things.shape[lead]],
                int(level[number]),
                bool(silent[number]),
                int(marks.count[number]),
            )

    def _paint_words(
        self, painter: QPainter, view: Viewport, language: str, marks: Clusters, moving: bool
    ) -> None:
        if self._written is None or not moving or self._written[0][1] != language:
            written = self._words(view, language, marks)
        else:
            written = self._written[1]
        if written:
            at = view.to_pixels(np.array([item.word.at for item in written]))
            for item, (x, y) in zip(written, at.tolist(), strict=True):
                self._letters.draw(painter, item.word.style, item.word.text, x + item.dx, y + item.dy)

    def _words(self, view: Viewport, language: str, marks: Clusters) -> list[_Written]:
        """The words of this view; room is found anew when anything has changed."""
        named, taken = self._named(marks, language), self._taken(view, marks)
        key = (view, language, named, np.round(taken).tobytes())
        if self._written is None or self._written[0] != key:
            self._written = key, self._write(view, language, named, taken)
        return self._written[1]

    def _write(
        self, view: Viewport, language: str, named: tuple[lettering.Lettering, ...], taken: Boxes
    ) -> list[_Written]:
        """Find room for the words of this view."""
        wanted = sorted([*named, *lettering.wanted(self._terrain, view, language)], key=lettering.rank)
        points = view.to_pixels(np.array([item.at for item in wanted]).reshape(-1, 2))
        wishes = []
        for number, (item, (x, y)) in enumerate(zip(wanted, points.tolist(), strict=True)):
            width, height = self._letters.size(item.style, item.text)
            rings = _RINGS.get(item.style, 0 if item.away else 3)
            wishes.append(Wish(number, x, y, width, height, item.away, rings))
        taken = np.concatenate([taken, lettering.river_boxes(self._terrain, view)])
        spots = place(wishes, taken, view.width, view.height)
        return [
            _Written(wanted[spot.key], spot.x - wishes[spot.key].x, spot.y - wishes[spot.key].y)
            for spot in spots
        ]

    def _named(self, marks: Clusters, language: str) -> tuple[lettering.Lettering, ...]:
        """Names of the things that are in alarm."""
        worst = np.flatnonzero(self._things.level[marks.lead] == Priority.ALARM)
        if len(worst) > _NAMED:
            return ()  # a list of alarms is told elsewhere
        return tuple(
            lettering.Lettering(
                "thing",
                self._name(int(lead), language),
                (float(self._things.at[lead, 0]), float(self._things.at[lead, 1])),
                size_of(Priority.ALARM) / 2 + 4.0,
            )
            for lead in marks.lead[worst]
        )

    def _name(self, thing: int, language: str) -> str:
        place = self._things.place(thing)
        return place.names.get(language) or place.name

    def _taken(self, view: Viewport, marks: Clusters) -> Boxes:
        """(n, 4) what words may not cover: marks, at their largest, and what lies over the map."""
        at = view.to_pixels(self._things.at[marks.lead])
        level = self._things.level[marks.lead]
        half = (np.where(level > 0, size_of(1), CALM) / 2 + 1.0)[:, None]
        badge = np.where(marks.count > 1, 9.0, 0.0)[:, None]
        left_top, right_bottom = at - half, at + half
        right_bottom[:, :1] += badge
        left_top[:, 1:] -= badge
        boxes = np.concatenate([left_top, right_bottom], axis=1)
        over = [(box.left(), box.top(), box.right(), box.bottom()) for box in self.covered]
        return np.concatenate([boxes, np.array(over).reshape(-1, 4)])
