"""The map with all that belongs to it: inset, buttons, card, scale and legend."""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from dashboard.core.frame import Frame
from dashboard.ui.context import Context
from dashboard.ui.map import sun_mark
from dashboard.ui.map.city_map import CityMap
from dashboard.ui.map.inset import Inset
from dashboard.ui.map.legend import Legend
from dashboard.ui.map.map_view import ZOOM_STEP, MapView
from dashboard.ui.map.thing_card import ThingCard
from dashboard.ui.map.viewport import Viewport
from dashboard.ui.pace import Pace

_EDGE: Final = 12
#: The inset takes so much of the height, between these sizes.
_INSET_SHARE: Final = 0.56
_INSET: Final = (QSize(140, 210), QSize(212, 380))
#: Metres per pixel when the inset takes the large map to a place.
_NEAR: Final = 40.0
_BUTTONS: Final = (("+", "zoom_in"), ("−", "zoom_out"), ("⌂", "home"), ("▲", "high"), ("⤢", "whole"))


class MapPanel(QFrame):
    """What the city page puts in its middle."""

    #: The datastream (its id) whose page is asked for.
    open_requested = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.map = CityMap(context, self)
        self.view = MapView(context, self.map)
        self.inset = Inset(context, self.map, self.view)
        self.card = ThingCard(context, self.view)
        self.legend = Legend(context)
        self.buttons = {name: QToolButton(self.view) for _, name in _BUTTONS}
        self._pace = Pace()
        self._now = float("nan")
        self._portions = context.portions
        self._pieces: Iterator[None] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self.legend)
        self._connect()
        self.view.installEventFilter(self)
        self.retranslate()

    def _connect(self) -> None:
        navigator, terrain = self.view.navigator, self.map.terrain
        acts = {
            "zoom_in": lambda: navigator.zoom(ZOOM_STEP**2),
            "zoom_out": lambda: navigator.zoom(ZOOM_STEP**-2),
            "home": navigator.go_home,
            "high": lambda: navigator.show_box(terrain.high),
            "whole": lambda: navigator.show_box(terrain.whole),
        }
        for sign, name in _BUTTONS:
            button = self.buttons[name]
            button.setText(sign)
            button.setProperty("role", "over")
            button.setFixedSize(34, 34)
            button.clicked.connect(acts[name])
        self.map.changed.connect(self.view.map_changed)
        self.map.changed.connect(self.inset.map_changed)
        self.view.moved.connect(self._view_moved)
        self.view.chosen.connect(self._show_card)
        self.inset.asked.connect(self._go_to)
        self.card.closed.connect(self._close_card)
        self.card.open_requested.connect(self.open_requested)
        self.legend.hidden.connect(self._hide_domains)

    # -- what it shows -----------------------------------------------------------------------------

    def show_frame(self, frame: Frame, outdated: bool) -> None:
        """One display refresh."""
        self._now = frame.now
        self.map.show_frame(frame, outdated)
        if not self.view.stands and self.isVisible():
            self._make_first()
        if outdated:
            self._pace.now()
        if self.card.isVisible() and self._pace.due(frame.wall):
            self.card.show_now(frame.now)

    def _make_first(self) -> None:
        """The first picture takes as long as several frames: it is made in pieces, as they have room."""
        if self._pieces is None:
            self._pieces = chain(self.view.pieces(), self.inset.pieces())
        while self._portions.take():
            if next(self._pieces, self) is self:  # that was the last
                self._pieces = None
                for part in (self.view, self.inset):
                    part.stands = True
                    part.update()
                return

    def retranslate(self) -> None:
        """The language has changed."""
        self.view.retranslate()
        self.inset.retranslate()
        self.card.retranslate()
        self.legend.retranslate()
        texts = {
            "zoom_in": self.tr("Nearer (+)"),
            "zoom_out": self.tr("Farther (-)"),
            "home": self.tr("Nice (N)"),
            "high": self.tr("High valleys (H)"),
            "whole": self.tr("The whole metropolis (0)"),
        }
        for name, text in texts.items():
            self.buttons[name].setToolTip(text)
            self.buttons[name].setAccessibleName(text)

    def show_thing(self, domain: str, thing: str, property_id: str = "") -> bool:
        """Fly to a thing and open its card, at that property or the worst; False where it has no place."""
        number = self.map.things.index(domain, thing)
        if number is not None:
            self.view.fly_to_thing(number)
            self.card.turn_to(property_id)
            self._place_card()
        return number is not None

    def _show_card(self, thing: int) -> None:
        if thing < 0:
            self.card.hide()
        else:
            self.card.show_thing(self.map.things.keys[thing], self._now)
            self.card.adjustSize()
        self._place_card()

    def _close_card(self) -> None:
        self.view.choose(-1)
        self.view.setFocus()

    def _go_to(self, place: tuple[float, float] | None) -> None:
        navigator = self.view.navigator
        if place is None:
            navigator.show_box(self.map.terrain.high)
        else:
            navigator.fly(Viewport(*place, _NEAR, self.view.width(), self.view.height()))

    def _hide_domains(self, hidden: frozenset[str]) -> None:
        self.view.canvas.hidden = hidden
        self.view.map_changed()
        self.inset.hide_domains(hidden)

    def _view_moved(self) -> None:
        self.inset.show_frame_of(self.view.view)
        self._place_card()

    # -- where things lie --------------------------------------------------------------------------

    def _place_overlays(self) -> None:
        width, height = self.view.width(), self.view.height()
        small, large = _INSET
        tall = min(max(round(height * _INSET_SHARE), small.height()), large.height())
        wide = round(small.width() + (large.width() - small.width()) * (tall - small.height()) / 170)
        self.inset.setGeometry(_EDGE, _EDGE, wide, tall)
        self.inset.setVisible(width > 2.6 * wide)
        for number, button in enumerate(self.buttons.values()):
            button.move(width - _EDGE - button.width(), _EDGE + number * (button.height() + 4))
        self.inset.show_frame_of(self.view.view)
        self._place_card()

    def _place_card(self) -> None:
        self._move_card()
        over = [*self.buttons.values(), self.inset, self.card]
        covers = [QRectF(item.geometry()) for item in over if item.isVisibleTo(self.view)]
        scale = self.view.scale_box()
        self.view.canvas.covered = (*covers, scale, sun_mark.box(scale))

    def _move_card(self) -> None:
        """Beside its thing, where there is room, with a line to it."""
        if not self.card.isVisibleTo(self.view) or self.view.choice < 0:
            self.view.lead_to(None)
            return
        at, card = self.view.pixel_of(self.view.choice), self.card.size()
        room = QRectF(self.view.rect()).adjusted(_EDGE, _EDGE, -_EDGE - 46, -_EDGE)
        left = at.x() + 56
        if left + card.width() > room.right():
            left = at.x() - 56 - card.width()
        left = min(max(left, room.left()), room.right() - card.width())
        top = min(max(at.y() + 28, room.top()), max(room.top(), room.bottom() - card.height()))
        box = QRectF(left, top, card.width(), card.height())
        if box.adjusted(-12, -12, 12, 12).contains(at):  # never over its own thing
            above = at.y() - 28 - card.height()
            box.moveTop(above if above >= room.top() else top)
        self.card.move(box.topLeft().toPoint())
        self.view.lead_to(_nearest(box, at))

    # Qt overrides

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self.view and isinstance(event, QResizeEvent):
            self._place_overlays()
        return super().eventFilter(watched, event)  # type: ignore[arg-type]


def _nearest(box: QRectF, point: QPointF) -> QPointF:
    """The point of a box's edge that is nearest to `point`."""
    x = min(max(point.x(), box.left()), box.right())
    y = min(max(point.y(), box.top() + 12), box.bottom() - 12)
    return QPointF(x, y)
