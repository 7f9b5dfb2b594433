"""A car park as a queue without waiting room: who came, who left, who found no place (M(t)/M/c/c)."""

from typing import Any

import numpy as np

from simulators.models.contract import Floats


def erlang_b(load: float, places: int) -> float:
    """Share of arrivals that find no place, in a steady state of `load` = arrival rate x stay.

    B_0 = 1, B_n = a B_(n-1) / (n + a B_(n-1)) (Erlang 1917; science section 5).
    """
    blocked = 1.0
    for n in range(1, places + 1):
        blocked = load * blocked / (n + load * blocked)
    return blocked


def turn_over(
    cars: Floats,
    rate: Floats,
    stay: Floats | float,
    places: Floats,
    dt: float,
    rng: np.random.Generator | None,
) -> tuple[Floats, Floats]:
    """Cars after `dt` seconds, and arrivals that found no place; arrays over car parks.

    Without a limit the law is exact (M(t)/M/infinity): of the cars a binomial part stays, of the
    arrivals a Poisson number is still there. `rate` in cars per second, `stay` in seconds, at most
    `places` cars. Where the limit was met on the way, as many were turned away as the walk of
    arrivals and departures exceeds it at its highest (reflection, Skorokhod 1961).
    Without `rng` the means, for known-answer runs.
    """
    keep = np.exp(-dt / stay)
    come = rate * stay * (1.0 - keep)
    if rng is None:
        after = cars * keep + come
        blocked = np.maximum(0.0, after - np.maximum(places, cars * keep))
        return after - blocked, blocked
    before = np.rint(cars).astype(np.int64)
    gone = before - rng.binomial(before, keep)
    came = rng.poisson(come)
    blocked = np.zeros(len(cars))
    chance = rng.random(len(cars))
    tight = ((before + came > places) & (came > 0)).nonzero()[0]
    if len(tight):
        highest = before[tight] + highest_of_walk(came[tight], gone[tight], chance[tight])
        blocked[tight] = np.minimum(came[tight], np.maximum(0.0, highest - np.maximum(places, before)[tight]))
    return before - gone + came - blocked, blocked


def highest_of_walk(up: Any, down: Any, chance: Floats) -> Floats:
    """Highest point of walks of `up` steps +1 and `down` steps -1 in random order, by inversion.

    P(highest >= j) = C(up + down, down + j) / C(up + down, up) (reflection principle, Andre 1887);
    `chance` is uniform in [0, 1).
    """
    steps = np.arange(1, int(np.max(up)) + 1)
    ratio = np.maximum(0.0, up[:, None] - steps + 1.0) / (down[:, None] + steps)
    return np.asarray((np.cumprod(ratio, axis=1) > chance[:, None]).sum(axis=1, dtype=np.float64))
