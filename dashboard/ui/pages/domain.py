"""A page for any domain: key figures, its things, and the plots of the chosen one."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dashboard.core.alarms.event import Priority
from dashboard.core.frame import Frame
from dashboard.core.readings.store import STALE_PERIODS, Stream
from dashboard.core.readings.table import Place
from dashboard.ui import standing, words
from dashboard.ui.cards.figures import Figure, FigureBar
from dashboard.ui.cards.plot_grid import PlotGrid
from dashboard.ui.cards.span_chooser import SpanChooser
from dashboard.ui.cards.thing_head import ThingHead
from dashboard.ui.cards.thing_list import Group, ThingList
from dashboard.ui.context import Context
from dashboard.ui.later import Later
from dashboard.ui.look import theme as tokens
from dashboard.ui.models.thing_model import Column, Kind, first_observed, trend_title
from dashboard.ui.pace import Pace
from dashboard.ui.pages.page import Page

#: Windows lower than this get smaller figures.
COMPACT_BELOW = 860


class Picture(Protocol):
    """A widget that shows the chosen thing, or the whole domain with it."""

    def show_thing(self, stream: Stream) -> None:
        """Another thing was chosen (its headline datastream)."""
        ...

    def show_now(self, now: float, text_too: bool) -> None:
        """Bring it up to the city's time `now`; words only when `text_too`."""
        ...

    def set_span(self, seconds: float) -> None:
        """How far back it looks."""
        ...

    def retranslate(self) -> None:
        """The language has changed."""
        ...


class AllProperties(PlotGrid):
    """Every property of the chosen thing, one plot each."""

    def __init__(
        self,
        context: Context,
        columns: int | None = None,
        *,
        classes: tuple[Mapping[str, Sequence[float]], Sequence[str]] = ({}, ()),
    ) -> None:
        """`classes`: upper bounds of classes by property, and the colour of each class."""
        super().__init__(context, columns)
        self._bounds, self._colours = classes

    def show_thing(self, stream: Stream) -> None:
        """A plot per property that the thing observes."""
        table = self._context.store.tables[stream.domain]
        columns = np.flatnonzero(table.observed[stream.row])
        self.show_streams([Stream(stream.domain, stream.row, int(column)) for column in columns])

    # PlotGrid overrides

    def fill(self, place: int) -> None:
        super().fill(place)
        item = self._context.store.property(self.streams[place])
        self.cards[place].plot.show_classes(self._bounds.get(item.id, ()), self._colours)


class DomainPage(Page):
    """Sub-classes say what is special: `figures`, `columns`, `groups`, `headline`, `build_picture`.

    Words and list are there at once, the picture beside them in the next frame.
    """

    #: How many key figures `figures` gives.
    figure_count = 4
    #: Share of the width for the list of things, in percent.
    list_share = 34

    def __init__(self, context: Context, domain: str, parent: QWidget | None = None) -> None:
        context = context.looking_together()
        super().__init__(context, parent)
        self.domain = domain
        self.table = context.store.tables[domain]
        self._pace, self._list_pace = Pace(phase=0.25), Pace()
        self._frame: Frame | None = None
        self._thing: Stream | None = None
        self.bar = FigureBar(context, self.figure_count)
        self.spans = SpanChooser(context)
        self.head = ThingHead(context, self.spans)
        self.things = ThingList(context, domain, self.columns(), self.headline, self.groups(), self.rank)
        #: None in the first frame of a page.
        self.picture: Picture | None = None
        self._place = Later(context.portions, self._draw)
        right = QVBoxLayout()
        right.setSpacing(tokens.GRID + 4)
        right.addWidget(self.head)
        right.addWidget(self._place, 1)
        below = QHBoxLayout()
        below.setSpacing(tokens.GAP)
        below.addWidget(self.things, self.list_share)
        below.addLayout(right, 100 - self.list_share)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.GAP, tokens.GAP, tokens.GAP, tokens.GAP)
        column.setSpacing(tokens.GAP)
        column.addWidget(self.bar)
        column.addLayout(below, 1)
        self.entrance = self.things.table
        for keys, act in (
            ("+", lambda: self.spans.shift(-1)),
            ("-", lambda: self.spans.shift(1)),
            ("Ctrl+F", self.things.search.setFocus),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self.things.chosen.connect(self.show_thing)
        self.spans.changed.connect(self._set_span)
        if context.look_back is not None:
            context.look_back.outlook.changed.connect(self._follow_outlook)
        self.retranslate()
        self._place.come()

    # -- what a domain may do in its own way -------------------------------------------------------

    def columns(self) -> Sequence[Column]:
        """Columns of the list of things."""
        return (
            Column(Kind.STATE, lambda: ""),
            Column(Kind.NAME, lambda: self.tr("Sensor")),
            Column(Kind.VALUE, lambda: self.tr("Value")),
            Column(Kind.AGE, lambda: self.tr("Age"), spare=True),
            Column(Kind.TREND, lambda: trend_title()),
        )

    def groups(self) -> Sequence[Group]:
        """Parts of the domain that can be shown alone."""
        return ()

    def headline(self, place: Place, observed: Any) -> int:
        """The property that stands for a thing: its place among the domain's properties."""
        return first_observed(place, observed)

    def rank(self, place: Place) -> float:
        """Of things in the same state, those of a lower rank come first."""
        return 0

    def build_picture(self) -> Picture:
        """What stands below the head of the chosen thing."""
        return AllProperties(self.context)

    def figures(self, frame: Frame) -> list[Figure]:
        """The key figures: here what can be said of any domain."""
        n = len(self.table)
        times = self.table.last_time[:n]
        heard = ~np.isnan(times).all(axis=1) if n else np.zeros(0, dtype=bool)
        stale = self.table.stale(frame.now, STALE_PERIODS).any(axis=1) if n else heard
        levels, language = self.context.alarms.levels(self.domain), self.context.language
        worst = Priority(int(levels.max(initial=0)))
        abnormal = int((levels > 0).sum())
        newest = float(np.nanmax(times)) if heard.any() else float("nan")
        of_all = self.tr("of %1").replace("%1", words.number(language, n))
        return [
            Figure(self.tr("Sensors heard"), words.number(language, int(heard.sum())), of_all),
            Figure(self.tr("Out of the ordinary"), words.number(language, abnormal), "", "", worst),
            Figure(self.tr("Silent for too long"), words.number(language, int(stale.sum()))),
            Figure(self.tr("Newest reading"), words.duration(language, frame.now - newest)),
        ]

    def say_headings(self) -> None:
        """Heading of the list."""
        domain = self.context.city.by_id.get(self.domain)
        name = self.context.language.text(domain.name) if domain else self.domain
        self.things.say(name, self.tr("the worst first"))

    # -- page --------------------------------------------------------------------------------------

    def show_frame(self, frame: Frame) -> None:
        """One display refresh."""
        self._frame = frame
        if self.outdated or frame.restarted:
            self._pace.now()
            self._list_pace.now()
            self.outdated = False
        if self._list_pace.due(frame.wall):
            self.things.refresh(frame.now)
        text_too = self._pace.due(frame.wall)
        if text_too:
            self._follow_history(frame.now)
            self.bar.show_figures(self.figures(frame))
            self._say_todo()
            self.head.refresh()
        if self.picture is not None:
            self.picture.show_now(frame.now, text_too)
        self._place.come()
        self.things.come()

    def show_thing(self, stream: Stream) -> None:
        """Another thing was chosen."""
        self._thing = stream
        self.head.show_thing(stream)
        if self.picture is not None:
            self.picture.show_thing(stream)
            if self._frame is not None:
                self.picture.show_now(self._frame.now, True)

    def focus_on(self, thing: str) -> None:
        """Choose that thing."""
        row = self.table.row(thing)
        if row is not None:
            if self._frame is not None:
                self.things.refresh(self._frame.now)
            self.things.choose(row)

    def retranslate(self) -> None:
        """The language has changed."""
        self.things.retranslate()
        self.spans.retranslate()
        self.say_headings()
        if self.picture is not None:
            self.picture.retranslate()

    def _draw(self) -> QWidget:
        picture = self.build_picture()
        assert isinstance(picture, QWidget)
        picture.set_span(self.spans.span)
        picture.retranslate()
        self.picture = picture
        if self._thing is not None:
            self.show_thing(self._thing)
        return picture

    def _set_span(self, seconds: float) -> None:
        if self.picture is not None:
            self.picture.set_span(seconds)
            if self._frame is not None:
                self.picture.show_now(self._frame.now, False)

    def _follow_outlook(self) -> None:
        """Somebody zoomed on a plot."""
        if self.context.look_back is not None:
            self.spans.show_span(self.context.look_back.outlook.span)

    def _follow_history(self, now: float) -> None:
        """How long the story has lasted, as the chosen thing knows it."""
        if self._thing is not None:
            series = self.context.store.window(self._thing, -np.inf, np.inf)
            self.spans.follow(now - float(series.times[0]) if len(series) else 0.0)

    def _say_todo(self) -> None:
        alarms = [a for a in standing.of_domain(self.context.alarms, self.domain) if a.todo]
        # Of equals, what happens in the city comes before what happens to its instruments.
        alarms.sort(key=lambda a: (-a.priority, a.kind in standing.INSTRUMENT))
        alarm = alarms[0] if alarms else None
        where = ""
        if alarm is not None:
            thing = standing.thing_of(alarm)[1]
            row = self.table.row(thing)
            where = self.context.language.name(self.table.places[row]) if row is not None else thing
        self.bar.todo.show_alarm(alarm, where)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.bar.compact(event.size().height() < COMPACT_BELOW)
        super().resizeEvent(event)
