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
Hour = Annotated[float, msgspec.Meta(ge=0, le=24)]


class Kind(Row, frozen=True, kw_only=True):
    """Why people park: how long, how many, and when."""

    stay: Duration  #: mean
    turnover: NotNegative  #: arrivals per place and hour at the busiest hour
    #: Share of the places that residents fill at night.
    residents: Share = 0.0
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
        self.stay: Final = np.array([float(kinds[row.kind].stay) for row in rows])
        self.residents: Final = self.places * np.array(
            [min(1.0, kinds[row.kind].residents * row.busy) for row in rows]
        )
        self.access: Final = [row.access for row in rows]
        self.floods: Final = np.array([row.closes_with == "paillon" for row in rows], dtype=bool)
        self.plane: Final = plane([thing.position for thing in domain.things])
        self._opens = np.array([row.hours[0] for row in rows])
        self._closes = np.array([row.hours[1] for row in rows])
        self._rates = {
            day: np.array([kinds[row.kind].profile(day) for row in rows]).reshape(-1, 24)
            * np.array([kinds[row.kind].turnover * row.busy * row.places / 3600.0 for row in rows])[:, None]
            for day in ("work", "school_holiday", "saturday", "holiday")
        }

    def rate(self, day: DayType, hour: float) -> Floats:
        """Expected arrivals per second, linear between the middles of the clock hours."""
        before = hour - 0.5
        first = int(before // 1.0)
        part = before - first
        row = self._rates[day]
        return np.asarray(row[:, first % 24] * (1.0 - part) + row[:, (first + 1) % 24] * part)

    def open(self, now: Moment) -> NDArray[np.bool_]:
        """Who lets cars in at this hour; opening hours may run over midnight."""
        after, before = now.hour >= self._opens, now.hour < self._closes
        over = self._opens >= self._closes
        return np.asarray(np.where(over, after | before, after & before))
