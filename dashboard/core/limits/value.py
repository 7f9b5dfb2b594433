"""What a limit compares, derived from readings: a rise, a state, a distance from neighbours, a vote."""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from config.catalogue import Limit
from dashboard.core.limits.failure import POINTS, times_of_failure
from dashboard.core.limits.rule import Rule
from dashboard.core.readings.batch import Floats, Rows
from dashboard.core.readings.quality import USABLE
from dashboard.core.readings.table import Table

#: A neighbour's reading counts for so many of its periods.
NEIGHBOUR_PERIODS: Final = 3.0
#: Of so many readings of a slope the last usable ones tell when it will fail.
_LOOKED_AT: Final = 3 * POINTS
#: Said of a slope that is not about to fail, hours.
NO_FAILURE: Final = 8760.0

#: (table, rule, rows, times, values) -> derived values; arrays (n,), one usable reading per row, which
#: the table already holds. NaN where nothing can be said. Readings of other things count when they
#: are older, so that it does not matter who of one moment came first.
Derivation = Callable[[Table, Rule, Rows, Floats, Floats], Floats]


def derivation(rule: Rule) -> Derivation | None:
    """How the value of a rule is derived, None where readings or their means are compared as they are."""
    if rule.limit is not None and rule.limit.votes > 1:
        return _vote
    return DERIVATIONS.get(rule.kind)


def _met(table: Table, rule: Rule, rows: Rows, times: Floats, values: Floats) -> Floats:
    """1 while the state is one of the limit's, else 0."""
    states = table.properties[rule.column].states
    met = [float(states.index(name)) for name in _limit(rule).states]
    return np.isin(values, met).astype(np.float64)


def _rise(table: Table, rule: Rule, rows: Rows, times: Floats, values: Floats) -> Floats:
    """Change since the reading at `over` before; that one may be two periods older, not more."""
    before = times - float(_limit(rule).over or 0.0)
    return values - _usable(table, rule.column, rows, before, 2.0)


def _drop(table: Table, rule: Rule, rows: Rows, times: Floats, values: Floats) -> Floats:
    return -_rise(table, rule, rows, times, values)


def _deviation(table: Table, rule: Rule, rows: Rows, times: Floats, values: Floats) -> Floats:
    """Distance from the median of the neighbours or, with `over`, how far that distance has moved."""
    limit = _limit(rule)
    distance = values - _neighbours(table, rule, limit.against, rows, times)
    if limit.over is not None:
        before = times - float(limit.over)
        own = _usable(table, rule.column, rows, before, 2.0)
        distance -= own - _neighbours(table, rule, limit.against, rows, before)
    return np.abs(distance)


def _neighbours(table: Table, rule: Rule, names: Sequence[str], rows: Rows, times: Floats) -> Floats:
    """(n,) the median of the things of those names, without the thing itself."""
    found, _ = _others(table, rule, names, rows, times)
    with np.errstate(invalid="ignore"):
        known = (~np.isnan(found)).sum(axis=1)
        ranked = np.sort(found, axis=1)  # NaN comes last
    low, high = np.maximum(known - 1, 0) // 2, known // 2
    each = np.arange(len(rows))
    return np.where(
        known > 0, (ranked[each, low] + ranked[each, np.minimum(high, len(names) - 1)]) / 2, np.nan
    )


def _vote(table: Table, rule: Rule, rows: Rows, times: Floats, values: Floats) -> Floats:
    """The value, or that of the last of the `votes` worst where this one is worse.

    So it passes a threshold when the thing itself and enough others do. Where fewer than `votes`
    things are heard, all that are must agree; nothing is known before any other was heard.
    """
    limit = _limit(rule)
    others, ever = _others(table, rule, limit.things, rows, times)
    ranked = -np.sort(-others * rule.sign, axis=1)  # the worst first, NaN last
    own = values * rule.sign
    known = (~np.isnan(ranked)).sum(axis=1)
    needed = np.minimum(limit.votes - 1, known)  # besides the thing itself
    last = ranked[np.arange(len(rows)), np.maximum(needed - 1, 0)]
    voted = np.where(needed > 0, np.fmin(own, last), own) * rule.sign
    return np.where(ever, voted, np.nan)


def _hours_left(table: Table, rule: Rule, rows: Rows, times: Floats, values: Floats) -> Floats:
    """Hours until failure by the last readings of each slope that are usable, of `_LOOKED_AT` at most."""
    when, speeds, quality = table.last(rows, rule.column, _LOOKED_AT)
    since = times - 2.0 * POINTS * table.periods[rows, rule.column]
    with np.errstate(invalid="ignore"):
        inside = (when >= since[:, None]) & (when <= times[:, None])
        usable = inside & np.isfinite(speeds) & (quality <= USABLE)
    chosen = np.argsort(usable, axis=1, kind="stable")[:, -POINTS:]  # the last ones that are usable
    when, speeds, usable = (np.take_along_axis(item, chosen, axis=1) for item in (when, speeds, usable))
    failure = times_of_failure(when, np.where(usable, speeds, np.nan))
    left = np.minimum(np.maximum(failure - times, 0.0) / 3600.0, NO_FAILURE)
    return np.where(np.isnan(failure), NO_FAILURE, left)


def _others(
    table: Table, rule: Rule, names: Sequence[str], rows: Rows, times: Floats
) -> tuple[Floats, NDArray[np.bool_]]:
    """(n, names) what the named things said before, NaN for the thing itself and where it is too old.

    And (n,) whether any other of them was ever heard before.
    """
    places = [table.row(name) for name in names]
    there = np.array([place or 0 for place in places], dtype=np.intp)
    others = (rows[:, None] != there) & [place is not None for place in places]
    before = np.nextafter(times, -np.inf)[:, None]
    when, values, quality = table.at(np.broadcast_to(there, others.shape), rule.column, before)
    heard = others & (quality <= USABLE)
    with np.errstate(invalid="ignore"):
        recent = heard & (when >= before - NEIGHBOUR_PERIODS * table.periods[there, rule.column])
    return np.where(recent, values, np.nan), heard.any(axis=1)


def _usable(table: Table, column: int, rows: Rows, times: Floats, periods: float) -> Floats:
    """(n,) the newest reading at or before a time, NaN when it is bad or so many periods older."""
    when, values, quality = table.at(rows, column, times)
    with np.errstate(invalid="ignore"):
        known = (when >= times - periods * table.periods[rows, column]) & (quality <= USABLE)
    return np.where(known, values, np.nan)


def _limit(rule: Rule) -> Limit:
    assert rule.limit is not None
    return rule.limit


#: By kind of limit; `high` and `low` compare the value as it is.
DERIVATIONS: Final[dict[str, Derivation]] = {
    "state": _met,
    "rate": _rise,
    "fall": _drop,
    "deviation": _deviation,
    "failure": _hours_left,
}
