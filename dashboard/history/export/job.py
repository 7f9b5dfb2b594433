"""One export: the file is there when it is done, and not at all when it is not."""

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from dashboard.history.archive import Archive
from dashboard.history.export import entities, geojson, tables
from dashboard.history.export.provenance import LICENCE, Provenance, provenance
from dashboard.history.export.selection import Selection
from dashboard.history.trouble import Cancelled, trouble

#: Writes a selection to a file; is told the share that is done and answers whether to go on. Returns
#: how many readings.
Format = Callable[[Archive, Selection, Provenance, Path, Callable[[float], None]], int]


@dataclass(frozen=True, slots=True)
class Kind:
    """A format that can be chosen."""

    suffix: str
    write: Format
    #: Writes what the format itself has no room for: units, licence, provenance; beside the file.
    describe: Callable[[Selection, Provenance, Path], Path] | None = None


KINDS: Final[dict[str, Kind]] = {
    "csv": Kind(".csv", tables.csv, tables.describe_csv),
    "parquet": Kind(".parquet", tables.parquet),
    "geojson": Kind(".geojson", geojson.write),
    "ngsi-ld": Kind(".jsonld", entities.normalised, entities.describe),
    "ngsi-ld-keyvalues": Kind(".json", entities.key_values, entities.describe),
}


@dataclass(frozen=True, slots=True)
class Done:
    """What was written."""

    files: tuple[Path, ...]
    readings: int


def export(
    archive: Archive,
    selection: Selection,
    kind: str,
    path: Path,
    wall: float,
    *,
    licence: str = LICENCE,
    told: Callable[[float], bool] = lambda share: True,
) -> Done:
    """Write a selection to `path` as one of `KINDS`, at that wall clock.

    `told` is given the share that is done and says whether to go on; Cancelled when it does not.
    Trouble when the disk or the history fails. In both cases nothing is left.
    """
    origin = provenance(archive, selection, wall, licence)
    part = path.with_name(path.name + ".part")

    def go_on(share: float) -> None:
        if not told(min(share, 1.0)):
            raise Cancelled

    try:
        readings = KINDS[kind].write(archive, selection, origin, part, go_on)
        go_on(1.0)  # who called it off by now finds nothing
        os.replace(part, path)
        describe = KINDS[kind].describe
        files = (path,) if describe is None else (path, describe(selection, origin, path))
    except OSError as error:
        raise trouble(error) from None
    finally:
        with contextlib.suppress(OSError):  # it was moved, or could never be made
            part.unlink()
    return Done(files, readings)
