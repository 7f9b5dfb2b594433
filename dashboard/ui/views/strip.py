"""One effect of the chain as it is drawn: its curve, since when, and what it says."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from config.catalogue import Property
from config.effects import Effect
from dashboard.core.alarms.effect_chain import Begun
from dashboard.core.alarms.event import Priority
from dashboard.core.readings.series import Series
from dashboard.core.readings.store import Stream
from dashboard.ui import alarm_words, streams, words
from dashboard.ui import limits as limit_words
from dashboard.ui.context import Context

_HOUR: Final = 3600.0
#: So much before its cause a chain is shown, and so much at least, seconds.
_LEAD: Final = 1800.0
_LEAST: Final = 4 * _HOUR
_NO_SERIES: Final = Series(np.empty(0), np.empty(0), np.empty(0, dtype=np.uint8))


@dataclass(frozen=True, slots=True)
class Strip:
    """What is drawn of one effect, and what is said."""

    effect: Effect
    begun: Begun | None
    stream: Stream | None  #: None where nothing observes it
    item: Property | None
    series: Series
    limit: tuple[Priority, float] | None  #: the mildest threshold of what is drawn
    priority: Priority  #: now
    name: str
    place: str  #: of the thing that is drawn
    value: str  #: its reading, or the word of its state
    said: str  #: what has happened, or that all is calm
    where: str  #: it began, "" while it has not
    alarm: str  #: what the alarm said
    alarms: int  #: how many tell of it now

    @property
    def hangs(self) -> bool:
        """Whether it is rain, which hydrologists hang from the top."""
        return self.item is not None and self.item.unit in ("mm", "mm/h")


def span(context: Context, now: float) -> tuple[float, float]:
    """The time that the chain is drawn over, from one whole hour to another (seconds since 1970)."""
    cause = context.effects.cause()
    since = (cause.time if cause is not None else now - _HOUR) - _LEAD
    since = _HOUR * np.floor(since / _HOUR)
    until = max(since + _LEAST, _HOUR * np.ceil((now + 600.0) / _HOUR))
    return float(since), float(until)


def strips(context: Context, now: float) -> list[Strip]:
    """Every effect of the chain at the city's time `now`."""
    since, _ = span(context, now)
    return [_strip(context, effect, since, now) for effect in context.effects.effects]


def _strip(context: Context, effect: Effect, since: float, now: float) -> Strip:
    store, language = context.store, context.language
    begun, lasting = context.effects.begun.get(effect.id), context.effects.lasting(effect.id)
    stream = _stream(context, effect, begun)
    said, where, alarm = words.priority_word(Priority.NONE), "", ""
    if begun is not None:
        said, where = language.text(effect.text), alarm_words.where(context, begun.alarm)
        alarm = alarm_words.condition(context, begun.alarm)
    item = None if stream is None else store.property(stream)
    return Strip(
        effect,
        begun,
        stream,
        item,
        _NO_SERIES if stream is None else store.window(stream, since, now),
        _limit(context, stream),
        max((alarm.priority for alarm in lasting), default=Priority.NONE),
        language.text(effect.name),
        "" if stream is None else language.name(store.place(stream)),
        _value(context, effect, stream),
        said,
        where,
        alarm,
        len(lasting),
    )


def _stream(context: Context, effect: Effect, begun: Begun | None) -> Stream | None:
    """The datastream that is drawn: where it began, else at the first of its things."""
    store = context.store
    found = streams.observing(store, effect.domain, effect.drawn)
    by_thing = {store.place(stream).id: stream for stream in found}
    wanted = [begun.alarm.datastream.split("/")[1]] if begun is not None else []
    names = (*wanted, *effect.things, *by_thing)
    return next((by_thing[name] for name in names if name in by_thing), None)


def _value(context: Context, effect: Effect, stream: Stream | None) -> str:
    """The reading that is drawn, or the word of the state that its alarms are about."""
    if stream is None:
        return words.NOTHING
    store = context.store
    told = streams.sibling(store, stream, effect.properties[0])
    if told is not None and store.property(told).states:
        stream = told
    return words.quantity(context.language, store.property(stream), streams.last(store, stream))


def _limit(context: Context, stream: Stream | None) -> tuple[Priority, float] | None:
    """The mildest threshold of what is drawn."""
    if stream is None:
        return None
    item, place = context.store.property(stream), context.store.place(stream)
    limits = limit_words.value_limits(context.city, stream.domain, place.id, item.id)
    return next((step for limit in limits for step in limit_words.steps(limit)), None)
