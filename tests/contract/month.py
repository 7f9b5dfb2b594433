"""Thirty days of the whole coupled city with all its chance, and what was seen in every tick and hour."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from config.catalogue import City
from simulators.models.contract import Floats, Forcing
from simulators.models.registry import build
from simulators.world import World

DAYS = 30
#: Monday 2 November 2026, 00:00 in Nice: four whole weeks with one holiday.
BEGINS = 1_793_574_000.0


@dataclass
class Month:
    """The run; the world itself refuses NaN and infinity wherever something is observed."""

    city: City
    #: Domain -> truth (hours, things, properties) at every full hour.
    hourly: dict[str, Floats] = field(default_factory=dict)
    #: Domain -> extremes (things, properties) over all ticks, NaN where not observed.
    lowest: dict[str, Floats] = field(default_factory=dict)
    highest: dict[str, Floats] = field(default_factory=dict)
    #: Name of a quantity that no thing shows -> lowest and highest over all hours.
    hidden: dict[str, tuple[float, float]] = field(default_factory=dict)
    unaccounted: float = 0.0  #: vehicles that most were lost or made in one tick
    incidents: int = 0
    driven: float = 0.0  #: veh-km on the corridors

    def column(self, domain: str, name: str) -> Floats:
        """(hours, things) of one property."""
        return np.asarray(self.hourly[domain][:, :, self.city.domain(domain).index(name)])


def live(city: City, seed: int) -> Month:
    """Play it."""
    world, month = World(city, build(city), seed), Month(city)
    world.begin(BEGINS, Forcing())
    month.lowest = {name: table.copy() for name, table in world.state.truth.items()}
    month.highest = {name: table.copy() for name, table in world.state.truth.items()}
    tables: dict[str, list[Floats]] = {domain.id: [] for domain in city.domains}
    hour: list[Mapping[str, Floats]] = []  # the truth of its ticks
    traffic = world.state.city.parts["traffic"]
    vehicles, until = traffic.vehicles.sum(), traffic.chance.until.copy()
    for tick in range(1, DAYS * 1440 + 1):
        truth = world.tick(Forcing())
        hour.append(truth)
        now = traffic.vehicles.sum()
        month.unaccounted = max(month.unaccounted, abs(now - vehicles - traffic.entered + traffic.left))
        month.incidents += int((traffic.chance.until > until).sum())
        month.driven += traffic.vkt_rate.sum() / 60.0
        vehicles, until = now, traffic.chance.until.copy()
        if tick % 60 == 0:
            _extremes(month, hour)
            hour.clear()
            for name, table in truth.items():
                tables[name].append(table)
            _look(month, world)
    month.hourly = {name: np.array(table) for name, table in tables.items()}
    return month


def _extremes(month: Month, ticks: Sequence[Mapping[str, Floats]]) -> None:
    """Truth of some ticks; NaN spreads into the extremes."""
    for name, lowest in month.lowest.items():
        seen = [truth[name] for truth in ticks]
        month.lowest[name] = np.minimum.reduce([lowest, *seen])
        month.highest[name] = np.maximum.reduce([month.highest[name], *seen])


def _look(month: Month, world: World) -> None:
    """What lies behind the truth; NaN spreads into the extremes."""
    parts = world.state.city.parts
    for domain, names in HIDDEN.items():
        for name in names:
            values = getattr(parts[domain], name)
            low, high = month.hidden.get(f"{domain} {name}", (np.inf, -np.inf))
            month.hidden[f"{domain} {name}"] = (
                float(np.minimum(low, np.min(values))),
                float(np.maximum(high, np.max(values))),
            )


#: Quantities that must stay within these bounds: part -> attribute -> bounds.
HIDDEN: dict[str, dict[str, tuple[float, float]]] = {
    "weather": {
        "temperature": (-30.0, 45.0),
        "humidity": (5.0, 100.0),
        "wind_speed": (0.5, 60.0),
        "wind_from": (0.0, 360.0),
        "rain": (0.0, 400.0),
        "rain_5d": (0.0, 1000.0),
        "day_mean": (-30.0, 45.0),
        "cloud": (0.0, 1.0),
        "mixing_height": (50.0, 3000.0),
        "pressure": (960.0, 1070.0),
    },
    "air_quality": {"box": (1e-6, 1000.0)},
    "parking": {"late": (0.0, 10_000.0), "circling": (0.0, 10_000.0), "blocked": (0.0, 1000.0)},
    "traffic": {"vehicles": (0.0, 1000.0), "waiting": (0.0, 10_000.0), "diverted": (0.0, 1.0)},
}
