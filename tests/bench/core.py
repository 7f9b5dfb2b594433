"""What one observation costs the core: objects to columns, quality, table, 20,000 limits; on one core.

The budget is 8 µs an observation in frames of 333, a frame at 30 frames/s of 10,000 observations/s.
"""

import time
from collections import Counter

import numpy as np

from config.catalogue import City, Limit
from config.messages import Observation
from dashboard.core.alarms.book import AlarmBook
from dashboard.core.inbox import Inbox
from dashboard.core.link import LinkState
from dashboard.core.pipeline import Pipeline
from dashboard.core.readings.store import Store
from tests.small_city import city, domain, limit, quantity, thing

DOMAINS = 5
THINGS = 1000
PROPERTIES = ("a", "b", "c", "d")
FRAME = 333


def town(turbulent: bool) -> City:
    """5,000 things with 20,000 datastreams; each has a limit in three priorities.

    In a turbulent town one reading in ten is past a limit, and one limit in four watches the rise.
    """
    limits: list[Limit] = []
    for name in PROPERTIES:
        keys = {"on_delay": 2, "off_delay": 2, "deadband": 1.0}
        if turbulent and name == "d":
            limits.append(limit(name, kind="rate", over=5.0, advisory=9.0, warning=9.5, alarm=9.9, **keys))
        else:
            limits.append(limit(name, advisory=90.0, warning=95.0, alarm=99.0, **keys))
    things = [thing(f"t{i}", PROPERTIES, gateway=f"g{i % 20}") for i in range(THINGS)]
    properties = [quantity(name) for name in PROPERTIES]
    return city(*(domain(things, limits, properties, 0.5, f"d{k}") for k in range(DOMAINS)))


def observations(place: City, count: int, turbulent: bool) -> list[Observation]:
    """Every thing in turn, twice a second: a random walk of each datastream."""
    rng = np.random.default_rng(1)
    names = [(item.id, member.id) for item in place.domains for member in item.things]
    order = rng.permutation(len(names))
    step = rng.normal(0, 1.0, (count // len(names) + 1, len(names), len(PROPERTIES)))
    level = 50.0 + (10.0 * np.cumsum(step, axis=0) if turbulent else step)
    level = 100.0 - np.abs(100.0 - np.abs(level) % 200.0)
    made = []
    for number in range(count):
        lap, which = divmod(number, len(names))
        item, member = names[order[which]]
        values = tuple(level[lap, which].round(2).tolist())
        made.append(Observation(item, member, 1.79e9 + number / 10_000, values, lap))
    return made


class Still:
    """A connection that always stands."""

    def state(self) -> LinkState:
        """Connected."""
        return LinkState(connected=True)


def measure(count: int, turbulent: bool) -> dict[str, float]:
    """Processor microseconds per observation of whole turns, and how long the slowest took in ms."""
    place = town(turbulent)
    made = observations(place, count, turbulent)
    store, inbox = Store(place), Inbox()
    pipeline = Pipeline(place, inbox, Still(), AlarmBook(place, store), store)
    frames, events = [], Counter[str]()
    for begin in range(0, len(made), FRAME):
        part = made[begin : begin + FRAME]
        for item in part:
            inbox.put(item, 0.0)
        before = time.process_time()
        frame = pipeline.turn(part[-1].time)
        frames.append((time.process_time() - before) / len(part))
        events.update(event.what for event in frame.events)
    warm = np.array(frames[len(frames) // 4 :])
    return {
        "us_per_observation": round(float(warm.mean()) * 1e6, 2),
        "median_us": round(float(np.median(warm)) * 1e6, 2),
        "slowest_frame_ms": round(float(warm.max()) * FRAME * 1e3, 2),
        "events": events.total(),
        "standing": len(pipeline.alarms.alarms()),
    }


if __name__ == "__main__":
    print("calm", measure(100_000, turbulent=False))
    print("turbulent", measure(100_000, turbulent=True))
