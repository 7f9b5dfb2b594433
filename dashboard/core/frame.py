"""What one turn of the pipeline brought: the only thing that the screen is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from config.messages import Clock, Progress, ScenarioState, Truth
from dashboard.core.alarms.event import AlarmEvent
from dashboard.core.link import Notice
from dashboard.core.readings.batch import Batch


@dataclass(frozen=True, slots=True)
class Health:
    """How the pipeline is doing; counts are since the start."""

    connected: bool  #: the broker answers
    city_online: bool  #: a city publishes on it
    messages: int
    readings: int
    per_second: float  #: messages a second of wall clock
    malformed: Mapping[str, int]  #: refused, by kind
    irregular: Mapping[str, int]  #: odd and yet understood, by kind
    discovered: int
    dropped: int  #: by our own inbox
    lost: int  #: gaps in the things' sequence numbers
    latency_p95: float  #: sensor to screen in the last minute, seconds; NaN until known
    working: Progress | None = None  #: the city is worked out before it goes on
    notices: tuple[Notice, ...] = ()  #: what is wrong around it: children, broker, files


@dataclass(frozen=True, slots=True)
class Frame:
    """One display refresh."""

    now: float  #: simulated time while a clock is announced, else the wall clock; seconds since 1970
    wall: float  #: wall clock, seconds since 1970
    health: Health
    clock: Clock | None = None
    scenario: ScenarioState = field(default_factory=ScenarioState)
    #: Rows with new readings, by domain.
    changed: Mapping[str, NDArray[np.intp]] = field(default_factory=dict)
    #: What was filed, late observations too, in order of arrival, for those who keep it (history).
    batches: tuple[Batch, ...] = ()
    events: tuple[AlarmEvent, ...] = ()
    truths: tuple[Truth, ...] = ()
    #: Things that were not known before this frame.
    discovered: bool = False
    #: The city's clock was set back: everything before is another story.
    restarted: bool = False
