"""The car parks of a city pack: kinds, sizes and neighbours, checked before the first car parks."""

from collections.abc import Sequence
from typing import Annotated, Final, Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from config.catalogue import Domain, Row
from config.durations import Duration
from config.reader import suggestion
from simulators.models import parameters
from simulators.models.contract import Floats, Moment
from simulators.models.demand import DayType
from simulators.models.near import plane
from simulators.models.parameters import NotNegative, Positive, Share

#: Arrivals by clock hour, about 1 at the busiest.
Hours = Annotated[tuple[NotNegative, ...], msgspec.Meta(min_length=24, max_length=24)]
#: By clock hour, how ready a car that is there is to leave, beside other hours.
Leaving = Annotated[tuple[Positive, ...], msgspec.Meta(min_length=24, max_length=24)]
Hour = Annotated[float, msgspec.Meta(ge=0, le=24)]


class Kind(Row, frozen=True, kw_only=True):
    """Why people park: how long, how many, and when."""

    stay: Duration  #: mean
    turnover: NotNegative  #: arrivals per place and hour at the busiest hour
    #: Share of the places that residents fill at night.
    residents: Share = 0.0
    #: When they leave, if not at any hour alike; scaled so that the mean stay of a working day is `stay`.
    leaving: Leaving = (1.0,) * 24
    work: Hours
    saturday: Hours
    holiday: Hours

    def profile(self, day: DayType) -> tuple[float, ...]:
        """Arrivals by clock hour on that type of day."""
        if day in ("work", "school_holiday"):
            return self.work
        return self.saturday if day == "saturday" else self.holiday


class Site(Row, frozen=True, kw_only=True):
    """One car park or street zone."""

    kind: str
    places: Annotated[int, msgspec.Meta(ge=1)]
    #: How busy it is beside others of its kind.
    busy: Positive = 1.0
    #: The traffic link its visitors come by, and on which they circle when it is full.
    access: str = ""
    #: Open from, to; both the same for always.
    hours: tuple[Hour, Hour] = (0.0, 0.0)
    #: The flood that closes it: `city.parts["water"].paillon_flood`.
    closes_with: Literal["", "paillon"] = ""


class Kinds(Row, frozen=True, kw_only=True):
    """`[domain.model]` of the parking domain."""

    kinds: Annotated[dict[str, Kind], msgspec.Meta(min_length=1)]


class Sites:
    """All car parks as arrays, in catalogue order."""

    def __init__(self, domain: Domain, links: Sequence[str]) -> None:
        """`links`: what `access` may name. ModelError with file, key and what it must be."""
        kinds = parameters.of_domain(domain, Kinds).kinds
        for name, kind in kinds.items():
            parameters.hours(domain.id, f"domain.model.kinds.{name}.stay", kind.stay)
        rows = [parameters.of_thing(domain, thing, Site) for thing in domain.things]
        for thing, row in zip(domain.things, rows, strict=True):
            key = f"thing {thing.id}.model"
            if row.kind not in kinds:
                problem = f'unknown kind "{row.kind}"{suggestion(row.kind, kinds)}'
                raise parameters.wrong(domain.id, f"{key}.kind", problem)
            if row.access and row.access not in links:
                problem = f'unknown link "{row.access}"{suggestion(row.access, links)}'
                raise parameters.wrong(domain.id, f"{key}.access", problem)
        self.ids: Final = {thing.id: i for i, thing in enumerate(domain.things)}
        self.places: Final = np.array([row.places for row in rows], dtype=np.float64)
        leaving = {name: departures(kind) for name, kind in kinds.items()}
        self._departures = np.array([leaving[row.kind] for row in rows]).reshape(-1, 24)
        self.residents: Final = self.places * np.array(
            [min(1.0, kinds[row.kind].residents * row.busy) for row in rows]
        )
        self.access: Final = [row.access for row in rows]
        self.floods: Final = np.array([row.closes_with == "paillon" for row in rows], dtype=bool)
        self.plane: Final = plane([thing.position for thing in domain.things])
        self._opens = np.array([row.hours[0] for row in rows])
        self._closes = np.array([row.hours[1] for row in rows])
        self._over_midnight = self._opens >= self._closes
        self._rates = {
            day: np.array([kinds[row.kind].profile(day) for row in rows]).reshape(-1, 24)
            * np.array([kinds[row.kind].turnover * row.busy * row.places / 3600.0 for row in rows])[:, None]
            for day in ("work", "school_holiday", "saturday", "holiday")
        }

    def rate(self, day: DayType, hour: float) -> Floats:
        """Expected arrivals per second."""
        return between_hours(self._rates[day], hour)

    def stay(self, hour: float) -> Floats:
        """Mean time for which a car that is there now would stay if this hour lasted, s: 1/mu(t)."""
        return np.asarray(1.0 / between_hours(self._departures, hour))

    def open(self, now: Moment) -> NDArray[np.bool_]:
        """Who lets cars in at this hour; opening hours may run over midnight."""
        after, before = now.hour >= self._opens, now.hour < self._closes
        return np.asarray(np.where(self._over_midnight, after | before, after & before))


def between_hours(rows: Floats, hour: float) -> Floats:
    """The column of (n, 24) at that hour, linear between the middles of the clock hours."""
    before = hour - 0.5
    first = int(before // 1.0)
    part = before - first
    return np.asarray(rows[:, first % 24] * (1.0 - part) + rows[:, (first + 1) % 24] * part)


def departures(kind: Kind) -> Floats:
    """Departures per car and second by clock hour (24,), with which arrivals of a working day stay `stay` s.

    Mean stay = cars present over arrivals per second, both means of the day (Little 1961); the cars present
    are the periodic solution of dn/dt = arrivals - mu(t) n, found on ten minutes, each with its exact law.
    """
    leaving, stay = np.array(kind.leaving), float(kind.stay)
    if np.ptp(leaving) == 0.0 or not any(kind.work):
        return np.full(24, 1.0 / stay)
    hours, step = np.arange(0.0, 24.0, 1.0 / 6.0), 600.0
    arrivals = np.array([between_hours(np.array([kind.work]), hour)[0] for hour in hours])
    ready = np.array([between_hours(leaving[None], hour)[0] for hour in hours])
    low, high = 1e-3 / stay, 1e3 / stay
    for _ in range(50):
        scale = np.sqrt(low * high)
        keep = np.exp(-scale * ready * step)
        come = arrivals * (1.0 - keep) / (scale * ready)
        evening = _present(0.0, keep, come)[-1]
        present = _present(evening / (1.0 - keep.prod()), keep, come)
        low, high = (scale, high) if present.mean() > stay * arrivals.mean() else (low, scale)
    return np.asarray(leaving * np.sqrt(low * high))


def _present(cars: float, keep: Floats, come: Floats) -> Floats:
    """Cars present after each step, of which a share stays and to which some come."""
    present = []
    for kept, came in zip(keep.tolist(), come.tolist(), strict=True):
        cars = cars * kept + came
        present.append(cars)
    return np.array(present)
