"""The same storm in five boxes that know only themselves, or on one platform where it is one story."""

from typing import Final

from PySide6.QtCore import QEasingCurve, QPointF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from dashboard.core.frame import Frame
from dashboard.ui.context import Context
from dashboard.ui.views import strip
from dashboard.ui.views.box_paint import BoxPainter
from dashboard.ui.views.curve_paint import paint_curve
from dashboard.ui.views.lane_paint import LanePainter
from dashboard.ui.views.scene_layout import Layout, lay_out
from dashboard.ui.views.strip import Strip

#: Milliseconds in which the walls fall: longer than other motion, because the motion is the argument.
FALL: Final = 600


class ChainScene(QWidget):
    """Click or Enter leads to the thing that is drawn; up and down choose."""

    #: Domain and thing whose page is asked for.
    asked = Signal(str, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.platform = False
        #: Whether the walls fall at once: "reduce motion".
        self.still = False
        self._share = 0.0
        self._strips: list[Strip] = []
        self._since, self._until, self._now = 0.0, 1.0, 0.0
        self._choice = -1
        self._layout = self._lay_out()
        self._fall = QVariantAnimation(self)
        self._fall.setDuration(FALL)
        self._fall.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._fall.valueChanged.connect(self._set_share)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(640, 320)
        context.look.changed.connect(self.update)

    # -- what it shows -----------------------------------------------------------------------------

    @property
    def strips(self) -> list[Strip]:
        """What is drawn now."""
        return self._strips

    @property
    def share(self) -> float:
        """How far the walls have fallen: 0 silos, 1 platform."""
        return self._share

    def show_frame(self, frame: Frame) -> None:
        """Look at the chain anew; twice a second is enough."""
        self._now = frame.now
        self._since, self._until = strip.span(self._context, frame.now)
        self._strips = strip.strips(self._context, frame.now)
        self._describe()
        self.update()

    def show_platform(self, on: bool) -> None:
        """Let the walls fall, or build them again."""
        self.platform = on
        self._fall.stop()
        if self.still or not self.isVisible():
            self._set_share(float(on))
        else:
            self._fall.setStartValue(self._share)
            self._fall.setEndValue(float(on))
            self._fall.start()
        self._describe()

    def _set_share(self, share: float) -> None:
        self._share = share
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
                box = self._layout.curves_in_box[name].adjusted(0, -84, 0, 18)
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
        context, layout, share = self._context, self._layout, self._share
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = context.look.theme
        # Boxes go in the first half of the fall, lanes and arrows come in the second.
        walls, links = max(0.0, 1 - 2 * share), max(0.0, 2 * share - 1)
        ends = self._since, self._until
        lanes = LanePainter(painter, layout, context, *ends)
        if walls:
            painter.setOpacity(walls)
            BoxPainter(painter, layout, context, *ends).paint(self._strips)
        if links:
            painter.setOpacity(links)
            lanes.paint_ground(self._now)
        for item in self._strips:
            # A cause that no department watches comes with the platform.
            painter.setOpacity(1.0 if item.effect.department else share)
            paint_curve(painter, layout.curve(item.effect.id, share), item, *ends, theme)
        painter.setOpacity(links)
        if links:
            lanes.paint_chain(self._strips, self._now)
        painter.setOpacity(1.0)
        if self.hasFocus() and self._choice >= 0:
            name = self._strips[self._choice].effect.id
            box = (
                layout.lanes[name] if self.platform else layout.curves_in_box[name].adjusted(-10, -80, 10, 10)
            )
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 8, 8)
        painter.end()
