"""What the instruments of one domain say, as columns."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulators.models.contract import Floats

Rows = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Readings:
    """m observations of one domain, in the order in which they are sent."""

    thing: Rows  #: (m,) row in the catalogue
    time: Floats  #: (m,) what the sensor's clock shows, seconds since 1970
    send: Floats  #: (m,) when the message leaves, simulated seconds since 1970
    values: Floats  #: (m, p) display units, NaN where nothing is said
    seq: NDArray[np.int64]  #: (m,)

    def take(self, selection: NDArray[np.bool_] | Rows) -> "Readings":
        """The part that `selection` (mask or indices over m) names."""
        return Readings(
            self.thing[selection],
            self.time[selection],
            self.send[selection],
            self.values[selection],
            self.seq[selection],
        )
