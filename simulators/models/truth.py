"""What a model says about its things: one array per property, NaN where a thing does not observe it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from config.catalogue import Domain
from config.reader import suggestion
from simulators.models.contract import Floats
from simulators.models.parameters import wrong

Rows = NDArray[np.intp]


class Said(Mapping[str, Floats]):
    """Property -> (things,): `names` of the rows of one `table` (properties, things)."""

    def __init__(self, names: Sequence[str], table: Floats) -> None:
        self.names, self.table = names, table

    def __getitem__(self, name: str) -> Floats:
        """Over the things."""
        if name not in self.names:
            raise KeyError(name)
        return np.asarray(self.table[self.names.index(name)])

    def __iter__(self) -> Iterator[str]:
        """The properties."""
        return iter(self.names)

    def __len__(self) -> int:
        """How many properties."""
        return len(self.names)


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
        self._row: Final = {name: row for row, name in enumerate(self._names)}
        self._blanks: Final[Floats] = np.array(blanks).reshape(len(blanks), len(domain.things))

    def of_kinds(self, *kinds: tuple[Rows | slice, Mapping[str, Floats]]) -> Said:
        """The same where each kind of thing computes its own: rows of its things, and `values` over them."""
        table = np.full(self._blanks.shape, np.nan)
        for things, values in kinds:
            for name, value in values.items():
                if name in self._row:
                    table[self._row[name], things] = value
        return Said(self._names, table + self._blanks)

    def of(self, values: Mapping[str, Floats]) -> Said:
        """`values` (things,) per property -> those that the domain lists, NaN where not observed."""
        table = np.array([values[name] for name in self._names])
        return Said(self._names, table + self._blanks)


def rows(marked: Sequence[bool]) -> Rows | slice:
    """Which of the things are marked; a slice, with which numpy is quicker, where they follow one another."""
    found = np.flatnonzero(marked)
    if len(found) and found[-1] - found[0] == len(found) - 1:
        return slice(int(found[0]), int(found[-1]) + 1)
    return found
