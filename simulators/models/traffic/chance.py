"""What chance does to the traffic of an ordinary day: busier and quieter days, and small incidents."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from simulators.models.contract import TICK, Floats, Moment, OrnsteinUhlenbeck

#: Standard deviations of the day's demand, of the whole city and of one link.
DAY: Final = (0.06, 0.03)
#: Correlation time (s) and standard deviation of what the hour adds, city and link. Together 11 %,
#: where a real motorway varies by 7-10 % about its mean week in daytime (docs/models/traffic.md).
HOUR_CITY: Final = (4 * 3600.0, 0.06)
HOUR_LINK: Final = (3600.0, 0.06)
_HOUR_CITY, _HOUR_LINK = OrnsteinUhlenbeck(*HOUR_CITY), OrnsteinUhlenbeck(*HOUR_LINK)
#: Late evenings vary so much more, most at this hour: four times as much on the same motorway.
EVENING: Final = (23.0, 3.0)
#: Of what exceeds an ordinary peak only this share drives then; the others go earlier or later.
#: On the motorway the 95th percentile of the rush hour is 8 % above its median, the 5th 20 % below.
SPREAD: Final = 0.4
#: Remaining share of capacity by number of lanes: accident on the shoulder, one lane blocked
#: (HCM 2010 exhibit 10-17; the row of one lane is our design value: alternate one-way working).
INCIDENT_SHARE: Final = {1: (0.81, 0.35), 2: (0.81, 0.35), 3: (0.83, 0.49), 4: (0.85, 0.58)}
#: An incident lasts this long at least, plus an exponential time of the same mean, s.
INCIDENT_TIME: Final = 900.0
_VARIANCE: Final = DAY[0] ** 2 + DAY[1] ** 2 + HOUR_CITY[1] ** 2 + HOUR_LINK[1] ** 2


@dataclass(slots=True)
class Chance:
    """The state of chance; arrays over links."""

    day: int  #: of the year, for which the next two were drawn
    city_day: float
    link_day: Floats
    city_hour: Floats
    link_hour: Floats
    #: The incident of a link: until when (seconds since 1970), km from the entrance, remaining capacity.
    until: Floats
    km: Floats
    share: Floats

    @classmethod
    def begin(cls, links: int, moment: Moment, rng: np.random.Generator) -> "Chance":
        """A plausible state: one draw of each stationary law, and no incident."""
        return cls(
            day=moment.day_of_year,
            city_day=float(DAY[0] * rng.standard_normal()),
            link_day=DAY[1] * rng.standard_normal(links),
            city_hour=HOUR_CITY[1] * rng.standard_normal(1),
            link_hour=HOUR_LINK[1] * rng.standard_normal(links),
            until=np.zeros(links),
            km=np.zeros(links),
            share=np.ones(links),
        )

    def step(self, moment: Moment, rng: np.random.Generator) -> None:
        """Let one tick pass for the demand; the same numbers are drawn whatever happens."""
        links = len(self.link_day)
        xi = rng.standard_normal(2 + 2 * links)
        if moment.day_of_year != self.day:
            self.day = moment.day_of_year
            self.city_day = float(DAY[0] * xi[0])
            self.link_day = DAY[1] * xi[2 : 2 + links]
        self.city_hour = _HOUR_CITY.step(self.city_hour, xi[1:2])
        self.link_hour = _HOUR_LINK.step(self.link_hour, xi[2 + links :])

    def level(self, expected: float, hour: float) -> Floats:
        """Demand of each link, 1 at an ordinary peak, where `expected` is the mean of such days."""
        most, rise = EVENING
        amplitude = 1.0 + rise * max(0.0, np.cos(2.0 * np.pi * (hour - most) / 24.0)) ** 4
        x = self.city_day + self.link_day + self.city_hour + self.link_hour
        level = expected * np.exp(amplitude * x - 0.5 * amplitude**2 * _VARIANCE)
        return np.asarray(np.minimum(level, 1.0 + SPREAD * (level - 1.0)))

    def city_level(self) -> float:
        """Factor on the demand of all streets together."""
        return float(np.exp(self.city_day + self.city_hour[0]))

    def incidents(
        self, t: float, per_hour: Floats, blocking: float, lengths: Floats, lanes: Sequence[int],
        rng: np.random.Generator,
    ) -> None:  # fmt: skip
        """End what is over and begin new incidents: a Poisson process of `per_hour` on each link.

        `blocking` is the share that blocks a lane; an incident of a link hides others on it.
        """
        u = rng.random((4, len(per_hour)))
        self.share[t >= self.until] = 1.0
        begins = (u[0] < 1.0 - np.exp(-per_hour * TICK / 3600.0)) & (t >= self.until)
        if not np.count_nonzero(begins):
            return
        place = u[1] * lengths
        lasts = INCIDENT_TIME * (1.0 - np.log1p(-u[2]))
        for i in np.flatnonzero(begins).tolist():  # a few times a day
            self.share[i] = INCIDENT_SHARE[lanes[i]][int(u[3][i] < blocking)]
            self.km[i] = place[i]
            self.until[i] = t + lasts[i]


class Arrivals:
    """The vehicles that come in one tick where `slots`, the flow at capacity in veh/h, could.

    Each of the slots is taken with the same chance: headways are random in light traffic and even near
    capacity. What exceeds capacity comes as it is.
    """

    def __init__(self, slots: Floats) -> None:
        self._count = np.rint(slots * TICK / 3600.0).astype(np.int64)
        self._whole = self._count * 3600.0 / TICK

    def drawn(self, demand: Floats, rng: np.random.Generator) -> Floats:
        """Flow in one tick where `demand` is its mean, both in veh/h."""
        share = np.minimum(1.0, demand / self._whole)
        taken = rng.binomial(self._count, share) * 3600.0 / TICK
        return np.asarray(taken + np.maximum(0.0, demand - self._whole))
