"""Truth -> observation: what the instruments of one domain make of the truth of one tick."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from config.catalogue import City, Domain, datastream_id
from simulators import faults, laws
from simulators.counters import Counters, CounterState
from simulators.faults import Injected, Strike
from simulators.gates import Gates
from simulators.instruments import MONTH, Flags, Instruments, Numbers, Plan
from simulators.models.contract import TICK, Floats, Stream
from simulators.readings import Readings, Rows
from simulators.surroundings import Surroundings
from simulators.world import stream

Ends = tuple[Floats, Floats]


@dataclass(slots=True)
class SensorState:
    """What changes about the instruments of a domain; (n, p) where not said otherwise."""

    lagged: Floats  #: truth behind the first-order lag, at the end of the last tick
    drift: Floats
    miscount: Floats  #: (n,) cars too many in the counter of a car park
    last: Floats  #: what was said last
    down_since: Floats  #: instants of natural failures, NaN while it works
    destroyed_since: Floats  #: (n,) when a flood took it away, NaN while it stands
    silent: Flags  #: what those two come to: instruments that say nothing
    seq: NDArray[np.int64]  #: (n,) number of the next message
    counts: CounterState
    #: Those instants again: `(event, datastream) -> since`.
    failing: dict[tuple[str, str], float] = field(default_factory=dict)


class Sensors:
    """The observation equation of science section 8.1 for all instruments of one domain at once.

    y = clip(round((1 + g) x + b + d + Σ c_j (z_j - z_j⁰) + noise)), with x the truth behind the lag.
    Random numbers depend on seed, domain and tick only, never on who else observes.
    """

    state: SensorState

    def __init__(self, city: City, domain: Domain, seed: int) -> None:
        first = sum(len(item.things) for item in city.domains[: city.domains.index(domain)])
        self.instruments: Final = Instruments(domain, seed, first)
        self._surroundings = Surroundings(city, self.instruments)
        self._counters = Counters(self.instruments)
        self._gates = Gates(self.instruments)
        flood = self.instruments.law["destroyed_by_flood"]
        self._carried_off = np.where(flood, laws.SWEPT_AWAY * self.instruments.high, np.inf)
        self._still: Final = np.zeros((3, *self.instruments.observed.shape))
        self._seed = seed
        self._chance = {
            name: Stream(stream(f"{name}/{domain.id}")) for name in ("sensors", "report", "faults")
        }

    def begin(self, time: float, truth: Floats) -> None:
        """Everything works and has just been calibrated; `truth` (n, p) at `time`."""
        n, p = self.instruments.observed.shape
        self.state = SensorState(
            lagged=truth.copy(),
            drift=np.zeros((n, p)),
            miscount=np.zeros(n),
            last=np.full((n, p), np.nan),
            down_since=np.full((n, p), np.nan),
            destroyed_since=np.full(n, np.nan),
            silent=np.zeros((n, p), dtype=bool),
            seq=np.zeros(n, dtype=np.int64),
            counts=self._counters.begin(truth, self.instruments.since(time)),
        )

    def report(self, time: float, truth: Floats, weather: Floats) -> Readings:
        """Every thing says once how it is, so that nobody waits for an hourly instrument."""
        observed = self.instruments.observed
        noise = self._rng("report", time).standard_normal(observed.shape)
        ends, rates = (truth, truth), self._counters.rates((truth, truth), np.zeros(observed.shape))
        counts, plan = self.state.counts, self.instruments.everything()
        self.state.counts = self._counters.begin(truth, self.instruments.period / 1e3)  # of a whole period
        readings = self._read(time, plan, ends, (weather, weather), rates, noise, [])
        self.state.counts = counts
        return readings

    def observe(
        self,
        begins: float,
        truth: Ends,
        weather: Ends,
        injected: Sequence[Injected],
        *,
        recount: bool = False,
    ) -> Readings:
        """The readings made in (begins, begins + TICK].

        `truth` (n, p) and `weather` (stations, properties) at both ends of the tick. `recount`: the
        nightly hour at which counted stocks are set right is in it.
        """
        items = self.instruments
        plan = items.due(begins, begins + TICK)
        rng = self._rng("sensors", begins)
        shape = items.observed.shape
        chance, noise = rng.random(shape), rng.standard_normal(plan.fresh.shape)
        walk = rng.standard_normal((3, *shape)) if items.wanders else self._still
        self._age(begins, truth, chance, walk, recount)
        rates = self._counters.rates(truth, walk[2])
        strikes = faults.strikes(items.domain, injected, begins, begins + TICK)
        readings = self._read(begins, plan, truth, weather, rates, noise, strikes)
        if items.lags:
            before, now = self._short_way(truth)
            self.state.lagged = laws.lag(before, now, self.state.lagged, items.tau, TICK, items.left)
        self._counters.settle(self.state.counts, rates)
        return readings

    def failing(self) -> Mapping[tuple[str, str], float]:
        """Natural failures under way: `(event, datastream) -> since`."""
        return self.state.failing

    def _failures(self) -> Iterator[tuple[tuple[str, str], float]]:
        state, domain = self.state, self.instruments.domain
        lost = self.instruments.observed & ~np.isnan(state.destroyed_since)[:, None]
        for event, down, since in (
            ("fault: dropout", ~np.isnan(state.down_since), state.down_since),
            ("fault: destroyed", lost, np.broadcast_to(state.destroyed_since[:, None], lost.shape)),
        ):
            for row, column in np.argwhere(down):
                name = datastream_id(domain.id, domain.things[row].id, domain.properties[column].id)
                yield (event, name), float(since[row, column])

    def _rng(self, purpose: str, time: float) -> np.random.Generator:
        return self._chance[purpose].at(self._seed, int(time // TICK))

    def _age(self, begins: float, truth: Ends, chance: Floats, walk: Floats, recount: bool) -> None:
        """What happens to the instruments themselves in this tick: drift, failure, repair, floods."""
        state, items = self.state, self.instruments
        if items.wanders:
            state.drift = state.drift + items.drift * walk[0]
        works = np.isnan(state.down_since)
        turns = chance < np.where(works, items.failing, items.repaired)
        swept = truth[1] > self._carried_off
        if turns.any() or swept.any():
            state.down_since = np.where(turns, np.where(works, begins, np.nan), state.down_since)
            new = swept.any(axis=1) & np.isnan(state.destroyed_since)
            state.destroyed_since = np.where(new, begins, state.destroyed_since)
            state.silent = ~np.isnan(state.down_since) | ~np.isnan(state.destroyed_since)[:, None]
            state.failing = dict(self._failures())
        if recount:
            state.miscount = np.zeros_like(state.miscount)
        elif self._gates.any:
            state.miscount = self._gates.age(state.miscount, truth, walk[1, :, 0])

    def _read(
        self,
        begins: float,
        plan: Plan,
        truth: Ends,
        weather: Ends,
        rates: Ends,
        noise: Floats,
        strikes: list[Strike],
    ) -> Readings:
        """The readings of `plan`, through every term of the equation."""
        items, state = self.instruments, self.state
        thing, own, time = plan.thing, plan.own, begins + plan.elapsed
        x = self._seen(plan, truth)
        x = self._surroundings.seen(x, thing, plan.elapsed / TICK, truth, weather)
        sigma = np.hypot(own.sigma, own.relative * x)
        y = own.gain * x + own.bias + self._offset(begins)[thing] + sigma * noise
        self._counters.read(state.counts, y, plan, rates, noise)
        said = plan.fresh & ~state.silent[thing] if state.silent.any() else plan.fresh
        for strike in strikes:
            rng = self._rng("faults", strike.fault.begins)  # the same in every tick that it lasts
            said = said & ~strike.disturb(y, thing, time, sigma, rng)
        y = self._rounded(y, own)
        if items.speaks:
            y[:, items.discrete] = x[:, items.discrete]
        for strike in strikes:
            strike.hold(y, plan.fresh, thing, time, state.last)
        state.last[thing[plan.rows], plan.columns] = y[plan.rows, plan.columns]  # of two the later stays
        return self._sent(thing, time, np.where(said, y, np.nan), said, strikes)

    def _seen(self, plan: Plan, truth: Ends) -> Floats:
        """(m, p) truth behind the lag; discrete properties hold through the tick."""
        items, state, thing = self.instruments, self.state, plan.thing
        before, now = (values[thing] for values in self._short_way(truth))
        since = plan.elapsed[:, None]
        if items.lags:
            x = laws.lag(before, now, state.lagged[thing], plan.own.tau, since, plan.left)
        else:
            x = before + (now - before) * (since / TICK)
        if items.speaks:
            x = np.where(items.discrete, np.where(since < TICK, before, now), x)
        return x

    def _offset(self, begins: float) -> Floats:
        """What drift, fouling and miscounting add to every reading of this tick, (n, p)."""
        items, offset = self.instruments, self.state.drift
        if items.fouls:
            clean = (begins + items.cleaned) % MONTH  # cleanings are spread over the month
            offset = offset + items.fouling * clean[:, None]
        if self._gates.any:
            offset = offset + self._gates.per_car * self.state.miscount[:, None]
        return offset

    def _short_way(self, truth: Ends) -> Ends:
        """Truth at both ends of the tick; directions go the short way round."""
        before, now = truth
        if self.instruments.turns:
            now = np.where(self.instruments.circular, before + (now - before + 180.0) % 360.0 - 180.0, now)
        return before, now

    def _rounded(self, y: Floats, own: Numbers) -> Floats:
        """To multiples of the instrument's step, within its range, as decimal numbers."""
        y = np.rint(y / own.grain) * own.grain
        if self.instruments.turns:
            y = np.where(self.instruments.circular, y % 360.0, y)
        return np.asarray(np.rint(np.minimum(np.maximum(y, own.low), own.high) * own.digits) / own.digits)

    def _sent(
        self, thing: Rows, time: Floats, values: Floats, said: Flags, strikes: list[Strike]
    ) -> Readings:
        """Messages: numbered, lost, late or twice. A thing with nothing to say sends none."""
        says = said.any(axis=1)
        if not says.all():
            thing, time, values = thing[says], time[says], values[says]
        seq = self.state.seq[thing]
        if not self.instruments.once:
            seq = seq + _rank(thing)
        self.state.seq[thing] = seq + 1  # of two the later stays
        readings = Readings(thing, time, time, values, seq)
        for strike in strikes:
            readings = strike.carry(readings, self.instruments.base / 1e3)
        return readings


def _rank(thing: Rows) -> NDArray[np.int64]:
    """(m,) how many messages of the same thing stand before."""
    order = np.argsort(thing, kind="stable")
    ordered = thing[order]
    first = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))[: len(ordered)]
    rank = np.empty(len(thing), dtype=np.int64)
    sizes = np.diff(np.append(first, len(ordered)))
    rank[order] = np.arange(len(ordered)) - np.repeat(first, sizes)
    return rank
