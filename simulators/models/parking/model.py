"""The parking of the city: who arrives, who finds a place, and who circles for one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from config import catalogue
from config.reader import suggestion
from simulators.models.alert import trips
from simulators.models.contract import TICK, City, Floats, Moment, OrnsteinUhlenbeck, relax
from simulators.models.demand import daytype
from simulators.models.near import nearest
from simulators.models.parameters import wrong, zone_index
from simulators.models.parking.queue import turn_over
from simulators.models.parking.sites import Sites
from simulators.models.traffic.model import RAIN_DEMAND
from simulators.models.truth import Truth

#: The wire's words of `status`; the value is their place here.
STATES: Final = ("spacesAvailable", "almostFull", "full", "closed", "closedAbnormal")
#: Shares of the places at which a sign changes, and below which it changes back (science section 5).
ALMOST_FULL, ALMOST_RELEASE, FULL, FULL_RELEASE = 0.90, 0.87, 0.98, 0.95
#: Who finds no place: this share tries one of the nearest with free places, the others circle, s.
TRIES_ANOTHER: Final = 0.6
NEIGHBOURS: Final = 4
#: So many of the nearest are looked at for free places; where all are full, everybody circles.
KNOWN: Final = 64
#: numpy adds up the numbers of a row in eight sums: whole eights of columns give the same, however many.
_EIGHT: Final = 8
CIRCLES: Final = 300.0
#: The choice among them loses 0.5 of its logit per 0.3 km; nobody walks farther than this, km.
LOGIT: Final = 0.5 / 0.3
FARTHEST: Final = 1.0
#: Residents fill their places from, to (local hours), within this time, s; how long they stay by
#: night and by day, s.
NIGHT: Final = (20.0, 7.0)
RETURN: Final = 1800.0
RESIDENT_STAY: Final = (12 * 3600.0, 4500.0)
#: Standard deviations of the day's arrivals, in the whole city and at one car park, and of what the
#: hours add there with this correlation time, s; our design values (docs/models/parking.md).
DAY: Final = (0.04, 0.05)
HOURS: Final = (2 * 3600.0, 0.07)
_HOURS: Final = OrnsteinUhlenbeck(*HOURS)
_VARIANCE: Final = DAY[0] ** 2 + DAY[1] ** 2 + HOURS[1] ** 2
#: Nobody is later than this because of a queue on the road, and who finds it closed (less than this
#: share of its capacity is left) so much because of the way round, s; our design values.
LATEST: Final = 1800.0
CLOSED, WAY_ROUND = 0.02, 300.0


@dataclass(slots=True)
class ParkingState:
    """The parking part of the city; arrays over car parks in catalogue order."""

    visitors: Floats
    residents: Floats
    late: Floats  #: visitors held up on the road
    overflow: Floats  #: cars per second that come because a neighbour is full
    circling: Floats  #: cars that look for a place
    blocked: Floats  #: arrivals that found no place in the last tick
    almost: NDArray[np.bool_]  #: what the signs show, with their hysteresis
    full: NDArray[np.bool_]
    day: int  #: of the year, for which the next two were drawn
    city_day: float
    site_day: Floats
    site_hour: Floats
    #: Extra traffic of those who circle: link -> veh/h.
    cruising: dict[str, float]

    @property
    def cars(self) -> Floats:
        """Places taken."""
        return self.visitors + self.residents


class Parking:
    """M(t)/M/c/c car parks with residents, closures, overflow to neighbours and cruising cars."""

    domain = "parking"

    def __init__(self, city: catalogue.City) -> None:
        """ModelError, one line with file and key, if a parameter of the city pack cannot be used."""
        domain = city.domain(self.domain)
        traffic = city.by_id.get("traffic")
        self._links = (
            [] if traffic is None else [link.get("id") for link in traffic.model.get("corridors", ())]
        )
        self._sites = Sites(domain, self._links)
        self._access = np.array(
            [self._links.index(link) if link else -1 for link in self._sites.access], dtype=np.intp
        )
        self._zones = np.array(
            [zone_index(domain.id, f"thing {thing.id}.zone", thing.zone) for thing in domain.things],
            dtype=np.intp,
        )
        #: (n, k) the others, nearest first, and how much each is worth the walk; nobody walks to the rest.
        order, near = nearest(self._sites.plane, self._sites.plane, KNOWN, others=True)
        within = int((near <= FARTHEST).sum(axis=1).max(initial=0))
        reach = -(-within // _EIGHT) * _EIGHT
        self._order = np.ascontiguousarray(order[:, :reach])
        self._appeal = np.where(near <= FARTHEST, np.exp(-LOGIT * near), 0.0)[:, :reach]
        #: Who is on a link, and which.
        self._at_link = np.flatnonzero(self._access >= 0)
        self._link = self._access[self._at_link]
        self._time_zone = ZoneInfo(city.time_zone)
        self._truth = Truth(domain, frozenset({"free", "occupancy", "status"}))

    def begin(self, city: City, t: float, rng: np.random.Generator) -> None:
        """The mean of the two days before, step by step, and around it the spread of chance."""
        sites = self._sites
        count = len(sites.places)
        visitors, residents = np.zeros(count), np.zeros(count)
        for step in range(288, 0, -1):
            then = Moment.of(t - step * 600.0, self._time_zone)
            rate = np.where(sites.open(then), sites.rate(daytype(then), then.hour), 0.0)
            visitors, _ = turn_over(
                visitors, rate, sites.stay(then.hour), sites.places - residents, 600.0, None
            )
            residents = self._residents(visitors, residents, then, 600.0, None)
        spread = rng.poisson(visitors)
        if not city.forcing.calm:
            visitors = np.minimum(spread, np.floor(sites.places - np.rint(residents)))
            residents = np.rint(residents)
        nothing = np.zeros(count)
        share = (visitors + residents) / sites.places
        city.parts[self.domain] = ParkingState(
            visitors=visitors.astype(np.float64), residents=residents, late=nothing, overflow=nothing,
            circling=nothing, blocked=nothing, almost=share >= ALMOST_FULL, full=share >= FULL,
            day=city.now.day_of_year, city_day=float(DAY[0] * rng.standard_normal()),
            site_day=DAY[1] * rng.standard_normal(count), site_hour=HOURS[1] * rng.standard_normal(count),
            cruising={},
        )  # fmt: skip

    def step(self, city: City, t: float, rng: np.random.Generator) -> Mapping[str, Floats]:
        """One tick; free places, occupancy in % and the index of the sign's word."""
        sites, state = self._sites, city.parts[self.domain]
        chance = None if city.forcing.calm else rng
        open_now = sites.open(city.now)
        flood = bool(getattr(city.parts.get("water"), "paillon_flood", False))
        flooded = sites.floods if flood else None
        wanted = np.where(open_now, self._arrivals(city, state, rng), 0.0)
        admitted = wanted if flooded is None else np.where(flooded, 0.0, wanted)
        state.visitors, state.blocked = turn_over(
            state.visitors, admitted, sites.stay(city.now.hour), sites.places - state.residents, TICK, chance
        )
        state.residents = self._residents(state.visitors, state.residents, city.now, TICK, chance, flooded)
        if flooded is not None:
            state.blocked = state.blocked + np.where(flooded, wanted * TICK, 0.0)
        self._turn_away(state, open_now if flooded is None else open_now & ~flooded)
        share = state.cars / sites.places
        state.full = share >= np.where(state.full, FULL_RELEASE, FULL)
        state.almost = share >= np.where(state.almost, ALMOST_RELEASE, ALMOST_FULL)
        sign = np.add(state.almost, state.full, dtype=np.float64)  # who is full is almost full too
        status = np.where(open_now, sign, 3.0)
        if flooded is not None:
            status[flooded] = 4.0
        return self._truth.of(
            {"free": np.rint(sites.places - state.cars), "occupancy": 100.0 * share, "status": status}
        )

    def _arrivals(self, city: City, state: ParkingState, rng: np.random.Generator) -> Floats:
        """Who wants in, cars per second: visitors, late ones, guests of an event, turned away elsewhere."""
        now, forcing = city.now, city.forcing
        city_day, (day, hour) = rng.standard_normal(), rng.standard_normal((2, len(state.visitors)))
        if now.day_of_year != state.day:
            state.day, state.city_day, state.site_day = now.day_of_year, DAY[0] * city_day, DAY[1] * day
        state.site_hour = _HOURS.step(state.site_hour, hour)
        rate = self._sites.rate(daytype(now), now.hour) * trips(city)
        if not forcing.calm:
            rate = rate * np.exp(state.city_day + state.site_day + state.site_hour - 0.5 * _VARIANCE)
        weather: Any = city.parts.get("weather")
        if weather is not None:
            rate = rate * np.where(weather.rain[self._zones] > RAIN_DEMAND[0], RAIN_DEMAND[1], 1.0)
        rate = self._late(city, state, rate)
        for site, extra in forcing.arrivals.items():
            if site not in self._sites.ids:
                problem = f'unknown thing "{site}"{suggestion(site, self._sites.ids)}'
                raise wrong(self.domain, "arrivals", problem)
            rate[self._sites.ids[site]] += max(0.0, extra) / 3600.0
        return rate + state.overflow

    def _late(self, city: City, state: ParkingState, rate: Floats) -> Floats:
        """Hold visitors back by the delay of their road: a linear reservoir of that mean time, exact."""
        traffic: Any = city.parts.get("traffic")
        delay = np.zeros(len(rate))
        if traffic is not None:
            by_link = np.where(traffic.capacity_factor < CLOSED, WAY_ROUND, 60.0 * traffic.delay_min)
            delay[self._at_link] = by_link[self._link]
        delay = np.minimum(np.maximum(delay, 1.0), LATEST)
        before = state.late
        state.late = relax(before, rate * delay, 1.0 / delay, TICK)
        return np.maximum(0.0, (before - state.late) / TICK + rate)

    def _residents(
        self, visitors: Floats, residents: Floats, now: Moment, dt: float,
        rng: np.random.Generator | None, flooded: NDArray[np.bool_] | None = None,
    ) -> Floats:  # fmt: skip
        """Residents after `dt`: by night they come until their share of the places is taken."""
        night = now.hour >= NIGHT[0] or now.hour < NIGHT[1]
        places = self._sites.places
        come: Floats | float = 0.0
        if night:
            missing = np.maximum(0.0, self._sites.residents - visitors - residents)
            if flooded is not None:
                missing = np.where(flooded, 0.0, missing)
            come = missing * (1.0 - np.exp(-dt / RETURN))
        keep = np.exp(-dt / RESIDENT_STAY[0 if night else 1])
        if rng is None:
            return np.asarray(np.minimum(residents * keep + come, places - visitors))
        stay = rng.binomial(np.rint(residents).astype(np.int64), keep)
        room = np.maximum(0.0, np.floor(places - visitors))
        return np.asarray(np.minimum(stay + rng.poisson(come), room))

    def _turn_away(self, state: ParkingState, open_now: NDArray[np.bool_]) -> None:
        """Send those who found no place to a neighbour, at once or after they have circled."""
        count = len(state.blocked)
        if not (np.count_nonzero(state.blocked) or np.count_nonzero(state.circling)):
            state.overflow, state.cruising = np.zeros(count), {}
            return
        free = open_now & (state.cars < FULL * self._sites.places)
        there = free[self._order]
        nearest = there & (np.cumsum(there, axis=1) <= NEIGHBOURS)
        appeal = np.where(nearest, self._appeal, 0.0)
        total = appeal.sum(axis=1)
        at_once = TRIES_ANOTHER * state.blocked * (total > 0.0)
        looking = state.circling + state.blocked - at_once
        steady = (state.blocked - at_once) * CIRCLES / TICK
        state.circling = relax(state.circling, steady, 1.0 / CIRCLES, TICK)
        going = at_once + np.maximum(0.0, looking - state.circling)
        flow = appeal * (going / np.where(total > 0.0, total, 1.0))[:, None] / TICK
        overflow = np.bincount(self._order.ravel(), weights=flow.ravel(), minlength=count)
        state.overflow = np.asarray(overflow, dtype=np.float64)
        extra = np.bincount(
            self._link, weights=state.circling[self._at_link] * 3600.0 / CIRCLES, minlength=len(self._links)
        )
        links = zip(self._links, extra.tolist(), strict=True)
        state.cruising = {link: rate for link, rate in links if rate > 0.5}
