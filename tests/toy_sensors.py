"""Instruments of the toy pack, tick after tick, with a truth that a test gives."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from simulators.faults import Injected
from simulators.models.contract import TICK, Floats
from simulators.readings import Readings
from simulators.sensors import Sensors
from tests import toy_pack
from tests.toy_pack import WATER, edited

START = 1_790_913_600.0
#: A hundred more bridges, for what is random.
CROWD = WATER + "".join(
    f"""
[[thing]]
id = "bridge-{number}"
name = "Bridge {number}"
position = [7.26, 43.70]
zone = "city"
properties = ["level", "gate"]
model = {{ places = 300 }}
"""
    for number in range(100)
)
Truth = Callable[[float], Any]


class Bench:
    """The instruments of the bridge and the mouth; `keys` are lines of their instrument."""

    def __init__(self, folder: Path, keys: str = "", seed: int = 1, water: str = WATER) -> None:
        changed = edited(
            water, ('period = "1 min"', keys if "period" in keys else f'period = "1 min"\n{keys}')
        )
        self.city = toy_pack.read(folder, water=changed)
        self.sensors = Sensors(self.city, self.city.domain("water"), seed)
        self.time = START

    def play(
        self,
        ticks: int,
        level: Truth = lambda t: 1.0,
        *,
        gate: Truth = lambda t: 0.0,
        humidity: Truth = lambda t: 50.0,
        faults: Sequence[Injected] = (),
        recount: Callable[[float], bool] = lambda t: False,
    ) -> Readings:
        """The readings of so many ticks, in the order of sending; begins when it has not begun."""
        if not hasattr(self.sensors, "state"):
            self.sensors.begin(self.time, self._truth(self.time, level, gate))
        parts = []
        for _ in range(ticks):
            ends = (self._truth(self.time, level, gate), self._truth(self.time + TICK, level, gate))
            weather = tuple(np.full((2, 1), humidity(t)) for t in (self.time, self.time + TICK))
            recounts = recount(self.time + TICK)
            parts.append(self.sensors.observe(self.time, ends, weather, faults, recount=recounts))
            self.time += TICK
        fields = ("thing", "time", "send", "values", "seq")
        joined = Readings(*(np.concatenate([getattr(part, name) for part in parts]) for name in fields))
        return joined.take(np.argsort(joined.send, kind="stable"))

    def column(self, readings: Readings, thing: int = 0, column: int = 0) -> Floats:
        """What one thing said of one property."""
        return readings.values[readings.thing == thing, column]

    def _truth(self, time: float, level: Truth, gate: Truth) -> Floats:
        said = np.array([level(time), gate(time)])
        return np.where(self.sensors.instruments.observed, said, np.nan)
