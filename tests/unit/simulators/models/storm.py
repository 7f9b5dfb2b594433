"""The storm of science section 12.1, played to real models under a plain weather; shared by tests."""

import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from config import catalogue
from config.reader import PACKS, read_city
from simulators.models.contract import TICK, ZONES, City, Floats, Forcing, Model, Moment, Stream

#: Hourly rain in mm/h from 06 h to 21 h local.
HIGH = (5, 12, 25, 40, 62, 70, 60, 55, 45, 40, 35, 25, 15, 8, 3)
MIDDLE = (3, 5, 8, 12, 20, 30, 40, 45, 50, 40, 25, 12, 6, 3, 1)
COAST = (1, 1, 2, 3, 4, 6, 8, 12, 20, 74, 12, 4, 2, 1, 0)
#: mm/h, shape (15 hours, zones); Z1 as the coast, Z2 between coast and middle country.
RAIN = np.array([[c, c, (c + m) / 2, m, h] for h, m, c in zip(HIGH, MIDDLE, COAST, strict=True)])

Impose = Callable[[Forcing, float], None]


def pack(folder: Path, *domains: str, edit: Mapping[str, str] | None = None) -> catalogue.City:
    """Nice with only these domains; `edit` replaces text in their files."""
    source = PACKS / "nice"
    head = (source / "city.toml").read_text(encoding="utf-8")
    listed = ", ".join(f'"{item}"' for item in domains)
    (folder / "city.toml").write_text(
        re.sub(r"(?m)^domains = .*$", f"domains = [{listed}]", head), encoding="utf-8"
    )
    for domain in domains:
        text = (source / f"{domain}.toml").read_text(encoding="utf-8")
        for old, new in (edit or {}).items():
            assert old in text
            text = text.replace(old, new, 1)
        (folder / f"{domain}.toml").write_text(text, encoding="utf-8")
    shutil.copytree(source / "scenarios", folder / "scenarios", dirs_exist_ok=True)
    return read_city(str(folder))


def storm(forcing: Forcing, hours: float) -> None:
    """The rain of the hour, each held constant; dry after the last."""
    hour = int(hours)
    forcing.rain = RAIN[hour] if hour < len(RAIN) else np.zeros(len(ZONES))


@dataclass
class Played:
    """What a run gave: the truth of every property, shape (ticks, things), and the city at its end."""

    truth: dict[str, Floats]
    things: tuple[str, ...]
    city: City
    begins: float
    zone: ZoneInfo

    def series(self, thing: str, item: str) -> Floats:
        """One datastream over all ticks."""
        return np.asarray(self.truth[item][:, self.things.index(thing)])

    def tick(self, clock: str, day: int = 0) -> int:
        """Row of the local time `HH:MM`, `day` days after the start."""
        hours, minutes = map(int, clock.split(":"))
        start = datetime.fromtimestamp(self.begins, self.zone)
        return (hours - start.hour) * 60 + minutes - start.minute + day * 1440 - 1

    def at(self, clock: str, thing: str, item: str, day: int = 0) -> float:
        """Value of a datastream at a local time."""
        return float(self.series(thing, item)[self.tick(clock, day)])

    def minutes_after(self, clock: str, condition: Floats, day: int = 0) -> int:
        """How long after a local time a condition is first met; negative when before."""
        assert condition.any()
        return int(np.argmax(condition)) - self.tick(clock, day)


def play(
    city: catalogue.City, model: Model, hours: float, impose: Sequence[Impose] = (), *,
    calm: bool = True, seed: int = 0, start: float | None = None, rain_5d: float = 25.0,
) -> Played:  # fmt: skip
    """Step one model under a plain October weather, in which it rains only what is imposed.

    Each of `impose` changes the forcing of a tick, given the hours since the start at its beginning.
    """
    zone = ZoneInfo(city.time_zone)
    begins = city.start_time if start is None else start
    weather = SimpleNamespace(
        temperature=np.array([17.0, 16.7, 16.8, 14.9, 10.4]), rain=np.zeros(len(ZONES)),
        rain_5d=np.full(len(ZONES), rain_5d), ghi=0.0,
    )  # fmt: skip
    state = City(Moment.of(begins, zone), Forcing(calm=calm), {"weather": weather})
    chance = Stream(0)
    model.begin(state, begins, chance.at(seed, 0))
    rows: list[Mapping[str, Any]] = []
    for k in range(round(hours * 60)):
        t = begins + (k + 1) * TICK
        state.now, state.forcing = Moment.of(t, zone), Forcing(calm=calm)
        for change in impose:
            change(state.forcing, k / 60)
        weather.rain = np.zeros(len(ZONES)) if state.forcing.rain is None else state.forcing.rain
        weather.ghi = max(0.0, 500.0 * np.sin(np.pi * (state.now.hour - 7.5) / 11.7))
        rows.append(model.step(state, t, chance.at(seed, k + 1)))
    truth = {name: np.array([row[name] for row in rows]) for name in rows[0]}
    things = tuple(thing.id for thing in city.domain(model.domain).things)
    return Played(truth, things, state, begins, zone)
