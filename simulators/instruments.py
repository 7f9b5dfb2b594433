"""The instruments of one domain as tables: every number of the catalogue over (things, properties)."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from config.catalogue import Domain, Instrument
from simulators import laws
from simulators.models.contract import TICK, Floats, generator
from simulators.world import observed, stream

Flags = NDArray[np.bool_]
Integers = NDArray[np.int64]

#: `drift` and `fouling` of the catalogue are gathered in so many seconds; then the instrument is cleaned.
MONTH: Final = 30.0 * 86_400.0
#: ln 10: the time to 90 % of a step is so many time constants of a first-order lag.
_T90: Final = math.log(10.0)
#: A tipping bucket of the usual make, mm (science section 8.1).
TIP: Final = 0.2
#: Successive multiples of it spread evenly over the unit interval, however many there are.
_GOLDEN: Final = (math.sqrt(5.0) - 1.0) / 2.0
#: A day of ticks; cities whose periods share no shorter cycle work some plans out again.
_MOST_PLANS: Final = 1440
LAWS: Final = ("tipping_bucket", "hygroscopic", "vehicle_count", "stock_count", "destroyed_by_flood")


class Numbers(NamedTuple):
    """Tables (n, p) of one kind each, or their rows (m, p) for m readings."""

    gain: Floats
    bias: Floats
    sigma: Floats
    relative: Floats
    tau: Floats
    grain: Floats  #: what a reading is a multiple of
    low: Floats
    high: Floats
    digits: Floats  #: 10 to the number of digits after the point


@dataclass(frozen=True, slots=True)
class Plan:
    """Who reads what in one tick: m readings, in the order of time."""

    thing: NDArray[np.intp]  #: (m,)
    elapsed: Floats  #: (m,) seconds since the beginning of the tick
    fresh: Flags  #: (m, p) which properties are read
    rows: NDArray[np.intp]  #: the same as pairs of reading and property
    columns: NDArray[np.intp]
    own: Numbers  #: (m, p) the numbers of their instruments
    left: Floats  #: (m, p) of how far they were behind at the beginning of the tick, see `laws.left`


class Instruments:
    """What never changes about the instruments of a domain with n things and p properties."""

    def __init__(self, domain: Domain, seed: int, first: int = 0) -> None:
        """`first` is the number of things in the domains before, so that messages are spread evenly.

        `gain` and `bias` are drawn here, once per instrument: they depend on the seed only.
        """
        self.domain: Final = domain
        self.observed: Final[Flags] = observed(domain)
        names = [item.id for item in domain.properties]
        self._found = [
            [domain.instrument(thing, name) if name in thing.properties else None for name in names]
            for thing in domain.things
        ]
        rng = generator(seed, stream(f"instruments/{domain.id}"), 0)
        deviates = rng.standard_normal((2, *self.observed.shape))
        #: Values of these are words: they have no errors.
        self.discrete: Final[Flags] = np.array([bool(item.states) for item in domain.properties], dtype=bool)
        #: Directions: 359° and 1° are close.
        self.circular: Final[Flags] = np.array(
            [item.unit == "°" and item.range == (0.0, 360.0) for item in domain.properties], dtype=bool
        )
        self.law: Final = {name: self._flags(name) for name in LAWS}
        self.sigma: Final = self._table(lambda item: item.sigma)
        self.sigma_relative: Final = self._table(lambda item: item.sigma_relative)
        step = self._table(lambda item: item.step)
        self.tip: Final = np.where(step > 0.0, step, TIP)
        self.tau: Final = self._table(lambda item: item.t90) / _T90
        #: (n,) how many cars a car park takes; inf elsewhere.
        self.places: Final = np.array([float(thing.model.get("places", np.inf)) for thing in domain.things])
        high = self._table(lambda item: item.range[1] if item.range else np.inf)
        self.high: Final = np.where(self.law["stock_count"], np.minimum(high, self.places[:, None]), high)
        #: Standard deviation of one tick of the drift.
        self.drift: Final = self._table(lambda item: item.drift) * math.sqrt(TICK / MONTH)
        #: Units per second since the last cleaning.
        self.fouling: Final = self._table(lambda item: item.fouling) / MONTH
        #: Chance to fall out and to be repaired within a tick: exact for a Markov process.
        self.failing: Final = self._chance(lambda item: item.mtbf)
        self.repaired: Final = self._chance(lambda item: item.mttr)
        digits = np.power(10.0, self._digits())
        counts = self.law["tipping_bucket"] | self.law["vehicle_count"]
        #: What one reading needs, (9, n, p), so that it is looked up once: see `Numbers`.
        self.numbers: Final = np.stack(
            Numbers(
                gain=1.0 + deviates[0] * self._table(lambda item: item.gain),
                bias=deviates[1] * self._table(lambda item: item.bias),
                sigma=self.sigma,
                relative=np.where(self.law["stock_count"], 0.0, self.sigma_relative),
                tau=self.tau,
                grain=np.where((step > 0.0) & ~counts, step, 1.0 / digits),
                low=np.where(
                    self.law["stock_count"],
                    0.0,
                    self._table(lambda item: item.range[0] if item.range else -np.inf),
                ),
                high=self.high,
                digits=digits,
            )
        )
        #: Milliseconds between readings, of each instrument and of the thing's messages, and its phase.
        self.period: Final[Integers] = np.rint(1e3 * self._table(lambda item: item.period)).astype(np.int64)
        blank = np.where(self.observed, self.period, np.iinfo(np.int64).max)
        self.base: Final[Integers] = blank.min(axis=1, initial=np.iinfo(np.int64).max)
        numbers = np.arange(first, first + len(domain.things)) + 0.5
        self.phase: Final[Integers] = (numbers * _GOLDEN % 1.0 * self.base).astype(np.int64)
        #: (n,) seconds from a cleaning to the beginning of 1970.
        self.cleaned: Final = MONTH * self.phase / self.base
        self._cycle = math.lcm(*np.unique(self.period[self.observed]).tolist(), 1)
        self._plans: dict[tuple[int, int], Plan] = {}
        #: Whether any says words or directions, lags behind, is fouled, needs random steps each tick.
        self.speaks: Final = bool(self.discrete.any())
        self.turns: Final = bool(self.circular.any())
        self.lags: Final = bool((self.tau > 0.0).any())
        self.left: Final = laws.left(self.tau, TICK)  #: of it after a tick
        self.fouls: Final = bool((self.fouling != 0.0).any())
        self.wanders: Final = bool(
            (self.drift > 0.0).any() or self.law["tipping_bucket"].any() or self.law["stock_count"].any()
        )
        #: Whether no thing reports twice within a tick.
        self.once: Final = bool((self.base >= 1e3 * TICK).all())

    def _table(self, of: Callable[[Instrument], float]) -> Floats:
        """(n, p) numbers, 0 where there is no instrument."""
        rows = [[0.0 if item is None else float(of(item)) for item in row] for row in self._found]
        return np.array(rows, dtype=float).reshape(self.observed.shape)

    def _flags(self, law: str) -> Flags:
        """(n, p) whether the instrument has that law."""
        return self._table(lambda item: float(item.law == law)) > 0.0

    def _chance(self, of: Callable[[Instrument], float]) -> Floats:
        """Chance within a tick of what happens once in `of` seconds; 0 for never."""
        mean = self._table(of)
        return -np.expm1(-TICK / np.where(mean > 0.0, mean, np.inf))

    def _digits(self) -> Floats:
        """Digits after the point that each instrument may use: those of its step, else of the screen."""
        digits = [
            [
                max(domain_item.decimals, 0 if item is None or item.step <= 0 else _digits_of(item.step))
                for item, domain_item in zip(row, self.domain.properties, strict=True)
            ]
            for row in self._found
        ]
        return np.array(digits, dtype=float).reshape(self.observed.shape)

    def due(self, begins: float, ends: float) -> Plan:
        """The readings in (begins, ends], at most a tick, in the order of time.

        A thing reports at every multiple of its shortest period plus its phase; an instrument with
        a longer period is in the first message of each of its periods. The same things report in
        the same order in every cycle of all periods, so it is worked out once per cycle.
        """
        from_ms, to_ms = round(begins * 1e3), round(ends * 1e3)
        key = (from_ms % self._cycle, to_ms - from_ms)
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plan(key[0], key[0] + key[1])
            if len(self._plans) < _MOST_PLANS:
                self._plans[key] = plan
        return plan

    def since(self, time: float) -> Floats:
        """(n, p) seconds since the last reading that is due at or before `time`."""
        local = round(time * 1e3) - self.phase
        base, period = self.base[:, None], np.maximum(self.period, 1)
        last = (local // self.base * self.base)[:, None]
        first = -(-(last // period * period) // base) * base  # of that instrument's period
        return (local[:, None] - first) / 1e3

    def everything(self) -> Plan:
        """One reading of every thing, now."""
        thing = np.arange(len(self.observed))
        return self._planned(thing, np.zeros(len(thing)), self.observed)

    def _plan(self, from_ms: int, to_ms: int) -> Plan:
        before = (from_ms - self.phase) // self.base
        counts = (to_ms - self.phase) // self.base - before
        thing = np.repeat(np.arange(len(counts)), counts)
        number = np.arange(len(thing)) - np.repeat(np.cumsum(counts) - counts, counts) + before[thing] + 1
        moment = number * self.base[thing]
        time = moment + self.phase[thing]
        order = np.lexsort((thing, time))
        thing, moment, time = thing[order], moment[order], time[order]
        period = np.maximum(self.period[thing], 1)
        fresh = moment[:, None] // period != (moment - self.base[thing])[:, None] // period
        return self._planned(thing, (time - from_ms) / 1e3, fresh & self.observed[thing])

    def _planned(self, thing: NDArray[np.intp], elapsed: Floats, fresh: Flags) -> Plan:
        rows, columns = np.nonzero(fresh)
        own = Numbers(*self.numbers[:, thing])
        left = laws.left(own.tau, elapsed[:, None]) if self.lags else own.tau
        return Plan(thing, elapsed, fresh, rows, columns, own, left)


def _digits_of(step: float) -> int:
    """Digits after the point of 0.05: 2."""
    for digits in range(7):
        if abs(step * 10**digits - round(step * 10**digits)) < 1e-9 * 10**digits:
            return digits
    return 7
