"""Where the parts of the chain stand: in the boxes of five departments, or on the lanes of one platform."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF

from config.effects import Department, Effect

#: A scene lower than this, pixels, has smaller words.
COMPACT_BELOW: Final = 700
_GAP: Final = 14.0
_AXIS: Final = 28.0
#: Share of a lane above its curve, where the effect is marked.
_MARK: Final = 0.30


@dataclass(frozen=True, slots=True)
class Layout:
    """Every place for one size of the scene; effects and departments by id."""

    compact: bool
    words: float  #: height of the words above a curve in a box
    whole: QRectF
    boxes: dict[str, QRectF]  #: of departments
    curves_in_box: dict[str, QRectF]  #: of the effects that a department watches
    lanes: dict[str, QRectF]
    curves_in_lane: dict[str, QRectF]
    axis: QRectF

    def curve(self, effect: str, share: float) -> QRectF:
        """Where the curve of an effect is on the way from its box (0) to its lane (1)."""
        lane = self.curves_in_lane[effect]
        # A cause that no department watches comes from above.
        box = self.curves_in_box.get(effect, lane.translated(0, -lane.height() - self.whole.height() * 0.1))
        return QRectF(
            box.x() + (lane.x() - box.x()) * share,
            box.y() + (lane.y() - box.y()) * share,
            box.width() + (lane.width() - box.width()) * share,
            box.height() + (lane.height() - box.height()) * share,
        )

    def mark(self, effect: str, x: float) -> QPointF:
        """Where an effect is marked on its lane."""
        lane = self.lanes[effect]
        return QPointF(x, lane.top() + _MARK * lane.height())


def lay_out(
    width: float, height: float, departments: Sequence[Department], effects: Sequence[Effect]
) -> Layout:
    """The layout for a scene of that size, pixels."""
    whole = QRectF(0, 0, width, height)
    compact = height < COMPACT_BELOW
    boxes, in_box = _boxes(whole, compact, departments, effects)
    left, right = (168.0, 250.0) if compact else (270.0, 420.0)
    tall = (height - _AXIS) / max(1, len(effects))
    lanes, in_lane = {}, {}
    for number, effect in enumerate(effects):
        lane = QRectF(0, number * tall, width, tall)
        lanes[effect.id] = lane
        above = _MARK * tall + (9 if compact else 13)
        in_lane[effect.id] = QRectF(left, lane.top() + above, width - left - right, tall - above - 5)
    axis = QRectF(left, height - _AXIS, width - left - right, _AXIS)
    return Layout(compact, _words(compact), whole, boxes, in_box, lanes, in_lane, axis)


def _words(compact: bool) -> float:
    return 62.0 if compact else 100.0


def _boxes(
    whole: QRectF, compact: bool, departments: Sequence[Department], effects: Sequence[Effect]
) -> tuple[dict[str, QRectF], dict[str, QRectF]]:
    """A box per department side by side, and in each a curve per effect that it watches."""
    count = max(1, len(departments))
    wide = (whole.width() - (count - 1) * _GAP) / count
    boxes = {
        item.id: QRectF(number * (wide + _GAP), 0, wide, whole.height())
        for number, item in enumerate(departments)
    }
    curves = {}
    head, foot = (118.0, 150.0) if compact else (172.0, 204.0)
    for item in departments:
        watched = [effect for effect in effects if effect.department == item.id]
        box = boxes[item.id]
        tall = (box.height() - head - foot) / max(1, len(watched))
        words = _words(compact)
        for number, effect in enumerate(watched):
            top = box.top() + head + number * tall
            curves[effect.id] = QRectF(box.left() + 20, top + words, wide - 40, max(24.0, tall - words - 32))
    return boxes, curves
