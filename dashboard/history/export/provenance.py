"""Where exported data comes from, and what one may do with it."""

from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, Final

from config.wire import iso
from dashboard.core.readings.quality import Quality
from dashboard.history.archive import Archive
from dashboard.history.columns import one_value
from dashboard.history.export.selection import Selection

#: Etalab's open licence, that of French public data; CC BY compatible.
LICENCE: Final = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"


@dataclass(frozen=True, slots=True)
class Provenance:
    """What an exported file says of itself, in the words of DCAT and PROV where they have one."""

    title: str
    licence: str
    creator: str
    city: str
    #: A simulated clock ran: what was observed are models, not the world.
    simulated: bool
    recorded: str  #: wall clock at the beginning of the run, ISO
    exported: str
    since: str  #: of the city's time, ISO
    until: str

    def document(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "title": self.title,
            "license": self.licence,
            "creator": self.creator,
            "city": self.city,
            "simulated": self.simulated,
            "recorded": self.recorded,
            "exported": self.exported,
            "temporal": {"startDate": self.since, "endDate": self.until},
            "quality": QUALITIES,
        }


#: What the numbers in a column `quality` mean.
QUALITIES: Final = {str(int(item)): item.name.lower() for item in Quality}


def provenance(archive: Archive, selection: Selection, wall: float, licence: str = LICENCE) -> Provenance:
    """Of an export made at that wall clock, seconds since 1970."""
    city, extent = archive.city(), archive.extent(selection.run)
    with archive.cursor() as cursor:
        clocks = one_value(
            cursor,
            "SELECT count(*) FROM clock WHERE frame >= ? AND frame < ?",
            0,
            [selection.run.frames.start, selection.run.frames.stop],
        )
    return Provenance(
        f"Observations of {city.name.get('en', city.id)}",
        licence,
        f"nice-sensor-dashboard {version('nice-sensor-dashboard')}",
        city.id,
        bool(clocks),
        iso(selection.run.wall),
        iso(wall),
        iso(selection.since if extent is None else max(selection.since, extent.begins)),
        iso(selection.until if extent is None else min(selection.until, extent.ends)),
    )


def units(selection: Selection) -> dict[str, str]:
    """Display unit by `domain/property`."""
    return {f"{s.domain}/{s.quantity.id}": s.quantity.unit for s in selection.streams}
