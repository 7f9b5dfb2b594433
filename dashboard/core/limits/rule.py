"""Limits as the bank compares them: the catalogue's, and those on the instruments themselves."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from config.catalogue import PRIORITIES, Domain, Limit, Property, Steps, Text
from config.typography import french

_NONE: Final = math.nan


@dataclass(frozen=True, slots=True)
class Rule:
    """A comparison of one derived value with up to three thresholds.

    It is met at a threshold when `sign * value >= sign * threshold`. Delays are `on` and `off`
    seconds plus `on_periods` and `off_periods` periods of the datastream.
    """

    kind: str
    column: int  #: of the property
    thresholds: tuple[float, float, float]  #: advisory, warning, alarm; NaN where there is none
    sign: int = 1
    deadband: float = 0.0
    on: float = 0.0
    off: float = 0.0
    on_periods: tuple[float, float, float] = (0.0, 0.0, 0.0)
    off_periods: float = 0.0
    window: float = 0.0  #: seconds of the clock that a value is the mean of; 0 for single readings
    latching: bool = False
    todo: Text = field(default_factory=dict)
    limit: Limit | None = None  #: where it comes from; None for those on the instruments


def limit_rules(domain: Domain) -> list[Rule]:
    """One rule per limit of the catalogue, in its order."""
    return [_of_limit(domain.index(limit.property), limit) for limit in domain.limits]


def _of_limit(column: int, limit: Limit) -> Rule:
    if limit.kind == "state":  # the value is 1 while the state is one of the limit's, else 0
        met = tuple(0.5 if name == limit.priority else _NONE for name in PRIORITIES)
        thresholds, deadband = (met[0], met[1], met[2]), 0.0
    else:
        given = tuple(_NONE if value is None else value for value in limit.thresholds())
        thresholds, deadband = (given[0], given[1], given[2]), limit.deadband
    return Rule(
        limit.kind,
        column,
        thresholds,
        sign=-1 if limit.less_is_worse() else 1,
        deadband=deadband,
        on=float(limit.on_delay),
        off=float(limit.off_delay),
        window=float(limit.average or 0.0),
        latching=limit.latch,
        todo=limit.todo,
        limit=limit,
    )


def instrument_rules(properties: Sequence[Property], silence: Steps) -> list[Rule]:
    """Three rules per property: stuck, out of range, silent while its thing speaks (for so many periods).

    Stuck turns from advisory to warning when it lasts twice as long as it took to notice. A single
    reading out of range is a spike, not a broken instrument: a second in a row makes the alarm. Two good
    readings in a row end each (science, section 9, "2 good samples").
    """
    advisory, warning, alarm = (step if step < math.inf else _NONE for step in silence.thresholds())
    silent = (advisory, warning, alarm)
    rules = []
    for column, item in enumerate(properties):
        again = float(item.stuck_after or 1)
        rules += [
            Rule("stuck", column, (0.5, 0.5, _NONE), on_periods=(0.0, again, 0.0), off_periods=1.0),
            Rule("range", column, (0.5, _NONE, _NONE), on_periods=(1.0, 0.0, 0.0), off_periods=1.0),
            Rule("stale", column, silent, off_periods=1.0),
        ]
    return [replace(rule, todo=TODO[rule.kind]) for rule in rules]


#: What to do about an instrument, in the languages of the project.
TODO: Final[dict[str, Text]] = {
    "stuck": {
        "fr": "Comparez avec les capteurs voisins et faites contrôler l’instrument.",
        "en": "Compare with neighbouring sensors and have the instrument checked.",
    },
    "range": {
        "fr": "Écartez cette mesure et faites contrôler l’instrument.",
        "en": "Disregard this reading and have the instrument checked.",
    },
    "stale": {
        "fr": french(
            "Vérifiez l’alimentation et la liaison du capteur ; envoyez un technicien s’il reste muet."
        ),
        "en": "Check the power and the link of the sensor; send a technician if it stays silent.",
    },
    "gateway": {
        "fr": french("Tous les capteurs de cette passerelle sont muets : appelez l’opérateur du réseau."),
        "en": "Every sensor behind this gateway is silent: call the network operator.",
    },
    "city": {
        "fr": french("Plus aucune mesure n’arrive : vérifiez le courtier MQTT et les simulateurs."),
        "en": "No observation arrives at all: check the MQTT broker and the simulators.",
    },
}
