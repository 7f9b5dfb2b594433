"""The same storm in five boxes that know only themselves, or on one platform where it is one story."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dashboard.core.frame import Frame
from dashboard.ui.context import Context
from dashboard.ui.views import strip
from dashboard.ui.views.box_paint import BoxPainter
from dashboard.ui.views.curve_paint import paint_curve
from dashboard.ui.views.lane_paint import LanePainter
from dashboard.ui.views.layers import Layers
from dashboard.ui.views.scene_layout import Layout, lay_out
from dashboard.ui.views.strip import Strip

#: Milliseconds in which the walls fall, and then in which the storm passes over the platform once more:
#: longer than other motion, because the motion is the argument.
FALL: Final = 900
SWEEP: Final = 2800
#: The passing begins so much before the cause, seconds.
_BEFORE: Final = 900.0
#: Milliseconds between two pictures of a motion, at least.
_STEP: Final = 33
#: How much of what is still to come shines through.
_DIM: Final = 0.15


class ChainScene(QWidget):
    """Click or Enter leads to the thing that is drawn; up and down choose."""

    #: Domain and thing whose page is asked for.
    asked = Signal(str, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.platform = False
        self._share = 0.0
        self._reach = 1.0
        self._drawn = -_STEP
        self._strips: list[Strip] = []
        self._since, self._until, self._now = 0.0, 1.0, 0.0
        self._choice = -1
        self._layout = self._lay_out()
        self._layers = Layers(self)
        self._fall = self._motion(FALL, QEasingCurve.Type.InOutCubic, self._set_share)
        self._sweep = self._motion(SWEEP, QEasingCurve.Type.InOutSine, self._set_reach)
        self._sweep.setStartValue(0.0)
        self._sweep.setEndValue(1.0)
        self._fall.finished.connect(self._pass_again)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(640, 320)
        context.look.changed.connect(self._repaint)

    def _motion(
        self, milliseconds: int, curve: QEasingCurve.Type, follow: Callable[[float], None]
    ) -> QVariantAnimation:
        motion = QVariantAnimation(self)
        motion.setDuration(milliseconds)
        motion.setEasingCurve(curve)
        motion.valueChanged.connect(follow)
        return motion

    # -- what it shows -----------------------------------------------------------------------------

    @property
    def strips(self) -> list[Strip]:
        """What is drawn now."""
        return self._strips

    @property
    def share(self) -> float:
        """How far the walls have fallen: 0 silos, 1 platform."""
        return self._share

    @property
    def seen(self) -> float:
        """Up to when the chain is drawn: now, or earlier while the storm passes once more."""
        cause = self._context.effects.cause()
        if cause is None or self._reach >= 1.0:
            return self._now
        begins = max(self._since, cause.time - _BEFORE)
        return begins + self._reach * (self._now - begins)

    def show_frame(self, frame: Frame) -> None:
        """Look at the chain anew; twice a second is enough."""
        self._now = frame.now
        self._since, self._until = strip.span(self._context, frame.now)
        self._strips = strip.strips(self._context, frame.now)
        self._describe()
        self._repaint()

    def _repaint(self) -> None:
        self._layers.forget()
        self.update()

    def show_platform(self, on: bool) -> None:
        """Let the walls fall, or build them again."""
        self.platform = on
        self._fall.stop()
        self._sweep.stop()
        if self._context.look.still or not self.isVisible():
            self._reach = 1.0
            self._set_share(float(on))
        else:
            self._reach = 1.0 - float(on)
            self._fall.setStartValue(self._share)
            self._fall.setEndValue(float(on))
            self._fall.start()
        self._describe()

    def _pass_again(self) -> None:
        """The walls are down: cause and effects light up in their order."""
        if self.platform:
            self._sweep.start()

    def _set_share(self, share: float) -> None:
        self._share = share
        self._draw(self._fall)

    def _set_reach(self, reach: float) -> None:
        self._reach = reach
        self._draw(self._sweep)

    def _draw(self, motion: QVariantAnimation) -> None:
        """Thirty pictures a second are enough, and the last one."""
        at = motion.currentTime()
        if not self._drawn <= at < self._drawn + _STEP or at >= motion.duration():
            self._drawn = at
            self.update()

    def _lay_out(self) -> Layout:
        chain = self._context.effects
        return lay_out(self.width(), self.height(), chain.departments, chain.effects)

    def _describe(self) -> None:
        """The picture in words, for those who hear it."""
        parts = [f"{item.name}: {item.said}, {item.value}" for item in self._strips]
        self.setAccessibleDescription(". ".join(parts))

    def _at(self, point: QPointF) -> int:
        """The effect under a pixel, -1 for none."""
        for number, item in enumerate(self._strips):
            name = item.effect.id
            if self.platform:
                box = self._layout.lanes[name]
            elif name in self._layout.curves_in_box:
                box = self._layout.curves_in_box[name].adjusted(0, -self._layout.words, 0, 18)
            else:
                continue
            if box.contains(point):
                return number
        return -1

    def _choose(self, step: int) -> None:
        seen = [n for n, item in enumerate(self._strips) if self.platform or item.effect.department]
        if seen:
            place = seen.index(self._choice) + step if self._choice in seen else 0
            self._choice = seen[place % len(seen)]
            chosen = self._strips[self._choice]
            self.setAccessibleName(f"{chosen.name}: {chosen.said}. {chosen.where} {chosen.alarm}")
            self.update()

    def _open(self, number: int) -> None:
        if 0 <= number < len(self._strips):
            stream = self._strips[number].stream
            if stream is not None:
                self.asked.emit(stream.domain, self._context.store.place(stream).id)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._layout = self._lay_out()
        self._layers.forget()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._open(self._at(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down:
                self._choose(1)
            case Qt.Key.Key_Up:
                self._choose(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._choice >= 0:
                self._open(self._choice)
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if 0.0 < self._share < 1.0:
            self._paint_fall(painter)
        elif self._share and self.seen < self._now:
            self._paint_passing(painter)
        elif self._share:
            self._paint_lanes(painter)
            lanes = self._lanes(painter)
            lanes.paint_now(self._now)
            lanes.paint_chain(self._strips, self._now, self._now)
        else:
            self._boxes(painter).paint(self._strips)
            self._paint_curves(painter)
        self._paint_choice(painter)
        painter.end()

    # -- how it is painted -------------------------------------------------------------------------

    def _lanes(self, painter: QPainter) -> LanePainter:
        return LanePainter(painter, self._layout, self._context, self._since, self._until)

    def _boxes(self, painter: QPainter) -> BoxPainter:
        return BoxPainter(painter, self._layout, self._context, self._since, self._until)

    def _paint_curves(self, painter: QPainter, *, moving: bool = False) -> None:
        theme, share = self._context.look.theme, self._share
        for item in self._strips:
            # A cause that no department watches comes with the platform.
            painter.setOpacity(1.0 if item.effect.department else share)
            if share or item.effect.department:
                box = self._layout.curve(item.effect.id, share)
                paint_curve(painter, box, item, self._since, self._until, theme, moving=moving)
        painter.setOpacity(1.0)

    def _paint_lanes(self, painter: QPainter) -> None:
        self._lanes(painter).paint_ground(self._strips)
        self._paint_curves(painter)

    def _paint_fall(self, painter: QPainter) -> None:
        """Boxes go in the first half of the fall, lanes come in the second."""
        walls, links = max(0.0, 1 - 2 * self._share), max(0.0, 2 * self._share - 1)
        if walls:
            painter.setOpacity(walls)
            boxes = self._layers.layer("boxes", lambda on: self._boxes(on).paint(self._strips))
            painter.drawPixmap(0, 0, boxes)
        if links:
            painter.setOpacity(links)
            ground = self._layers.layer("ground", lambda on: self._lanes(on).paint_ground(self._strips))
            painter.drawPixmap(0, 0, ground)
        painter.setOpacity(1.0)
        self._paint_curves(painter, moving=True)

    def _paint_passing(self, painter: QPainter) -> None:
        """The storm passes: bright up to where it is, dim after it."""
        lanes, seen = self._lanes(painter), self.seen
        ahead = lanes.between(seen, self._until)
        painter.setClipRect(QRectF(self.rect()))
        painter.drawPixmap(0, 0, self._layers.layer("lanes", self._paint_lanes))
        painter.setClipRect(ahead)
        painter.drawPixmap(0, 0, self._layers.layer("dim", self._paint_dim))
        painter.setClipping(False)
        lanes.paint_now(seen)
        lanes.paint_chain(self._strips, self._now, seen)

    def _paint_dim(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), QColor(self._context.look.theme.ground))
        painter.setOpacity(_DIM)
        painter.drawPixmap(0, 0, self._layers.layer("lanes", self._paint_lanes))

    def _paint_choice(self, painter: QPainter) -> None:
        if self.hasFocus() and self._choice >= 0:
            name, layout = self._strips[self._choice].effect.id, self._layout
            box = layout.lanes[name]
            if not self.platform:
                box = layout.curves_in_box[name].adjusted(-10, 4 - layout.words, 10, 10)
            painter.setPen(QPen(QColor(self._context.look.theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 8, 8)
