"""What a model says about its things: one array per property, NaN where a thing does not observe it."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from config.catalogue import Domain
from config.reader import suggestion
from simulators.models.contract import Floats
from simulators.models.parameters import wrong


class Truth:
    """Masks a model's arrays by what the things of its domain observe.

    Raises ModelError when the domain lists a property that the model, which knows `known`, cannot say.
    """

    def __init__(self, domain: Domain, known: frozenset[str]) -> None:
        blanks = []
        for item in domain.properties:
            if item.id not in known:
                hint = suggestion(item.id, known)
                raise wrong(domain.id, f"property {item.id}", f"the model does not know it{hint}")
            observes = [item.id in thing.properties for thing in domain.things]
            blanks.append(np.where(observes, 0.0, np.nan))
        self._names: Final = [item.id for item in domain.properties]
        self._blanks: Final[Floats] = np.array(blanks)

    def of(self, values: Mapping[str, Floats]) -> dict[str, Floats]:
        """`values` (things,) per property -> those that the domain lists, NaN where not observed."""
        table = np.array([values[name] for name in self._names]) + self._blanks
        return dict(zip(self._names, table, strict=True))
