"""Tells other systems of the alarms: their states on the broker, retained, so that anyone can follow."""

import math
from collections.abc import Iterable, Iterator

from config.messages import AlarmStatus
from config.wire import Encoder
from dashboard.core.alarms.event import Alarm, AlarmEvent


def bulletins(encoder: Encoder, events: Iterable[AlarmEvent]) -> Iterator[tuple[str, bytes]]:
    """Topic and payload for every alarm that changed: as it is after the last of these events."""
    for alarm in {event.alarm.id: event.alarm for event in events}.values():
        yield encoder.alarm(_status(alarm))


def _status(alarm: Alarm) -> AlarmStatus:
    return AlarmStatus(
        alarm=alarm.id,
        datastream=alarm.datastream,
        kind=alarm.kind,
        state=alarm.state.value,
        priority=alarm.priority.name.lower(),
        value=_known(alarm.value),
        threshold=_known(alarm.threshold),
        raised=_known(alarm.raised),
        cleared=_known(alarm.cleared),
        acknowledged=_known(alarm.acknowledged),
        todo=alarm.todo,
    )


def _known(number: float) -> float | None:
    return None if math.isnan(number) else number
