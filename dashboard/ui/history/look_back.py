"""What a plot looks at, and where its readings come from."""

from dataclasses import dataclass

from dashboard.core.readings.store import Store
from dashboard.history.library import Library
from dashboard.ui.history.readings import Readings
from dashboard.ui.plots.outlook import Outlook


@dataclass(frozen=True, slots=True)
class LookBack:
    """Shared by plots that belong together."""

    readings: Readings
    outlook: Outlook


def look_back(store: Store, library: Library) -> LookBack:
    """Over the present story, which ends at now."""
    readings = Readings(store, library)
    return LookBack(readings, Outlook(readings.begins))
