"""The counters at the gates of car parks: what they believe is inside drifts away from the truth."""

from typing import Final

import numpy as np

from simulators import laws
from simulators.instruments import Instruments
from simulators.models.contract import Floats, ModelError


class Gates:
    """Properties with the law `stock_count`: free places or, with the unit %, the share that is taken.

    One counter of cars is behind all of a thing's properties, so they agree with each other.
    ModelError when a thing does not say how many cars it takes.
    """

    def __init__(self, instruments: Instruments) -> None:
        counted, domain = instruments.law["stock_count"], instruments.domain
        share = np.array([item.unit == "%" for item in domain.properties], dtype=bool)
        self.any: Final = bool(counted.any())
        for row in np.flatnonzero(counted.any(axis=1) & ~np.isfinite(instruments.places)):
            key = f"{domain.id}: thing {domain.things[row].id}.model.places"
            raise ModelError(f"{key}: its gates count cars, so it must say how many it takes")
        places = np.where(counted.any(axis=1), instruments.places, 1.0)
        #: What one car too many adds to the readings, (n, p).
        self.per_car: Final = np.where(counted, np.where(share, 100.0 / places[:, None], -1.0), 0.0)
        self._places = places
        self._rows = np.arange(len(places))
        self._column = np.argmax(counted, axis=1)
        self._share = share[self._column]
        self._chance: Floats = np.where(counted, instruments.sigma_relative, 0.0).max(axis=1, initial=0.0)

    def age(self, miscount: Floats, truth: tuple[Floats, Floats], deviate: Floats) -> Floats:
        """The error in cars (n,) one tick later; `truth` (n, p) at both ends, `deviate` (n,) normal."""
        before, now = (self._cars(values) for values in truth)
        return miscount + laws.miscounted(now, now - before, self._chance, deviate)

    def _cars(self, truth: Floats) -> Floats:
        """Cars inside, (n,); any number where nothing is counted, for the chance there is 0."""
        value = truth[self._rows, self._column]
        value = np.where(np.isnan(value), 0.0, value)
        taken = np.where(self._share, self._places * value / 100.0, self._places - value)
        return np.asarray(np.maximum(taken, 0.0))
