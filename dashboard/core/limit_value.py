"""What a limit compares, derived from a datastream's readings: its value, its rise, its state."""

from collections.abc import Callable
from typing import Final

import numpy as np

from dashboard.core.batch import Floats, Rows
from dashboard.core.limit_rule import Rule
from dashboard.core.quality import USABLE
from dashboard.core.table import Table

#: (table, rule, rows, times, values) -> derived values; arrays (n,), one usable reading per row, which
#: the table already holds. NaN where nothing can be said.
Derivation = Callable[[Table, Rule, Rows, Floats, Floats], Floats]


def _met(table: Table, rule: Rule, rows: Rows, times: Floats, values: Floats) -> Floats:
    """1 while the state is one of the limit's."""
    assert rule.limit is not None
    states = table.properties[rule.column].states
    met = [float(states.index(name)) for name in rule.limit.states]
    return np.isin(values, met).astype(np.float64)


def _rise(table: Table, rule: Rule, rows: Rows, times: Floats, values: Floats) -> Floats:
    """Change since the reading at `over` before; that one may be two periods older, not more."""
    assert rule.limit is not None
    over = float(rule.limit.over or 0.0)
    before, reference, quality = table.at(rows, rule.column, times - over)
    slack = 2.0 * table.periods[rows, rule.column]
    with np.errstate(invalid="ignore"):
        known = (before >= times - over - slack) & (quality <= USABLE)
    return np.where(known, values - reference, np.nan)


def _drop(table: Table, rule: Rule, rows: Rows, times: Floats, values: Floats) -> Floats:
    return -_rise(table, rule, rows, times, values)


#: By kind of limit; `high` and `low` compare the value as it is.
DERIVATIONS: Final[dict[str, Derivation]] = {
    "state": _met,
    "rate": _rise,
    "fall": _drop,
}
