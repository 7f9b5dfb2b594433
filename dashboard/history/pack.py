"""The city pack of a recording, as it was then."""

import tempfile
from pathlib import Path

from config.catalogue import City
from config.reader import CatalogueError, read_city
from dashboard.history.archive import Archive, Run


def recorded_city(archive: Archive, run: Run | None = None) -> City | None:
    """The city with the limits of then; None when it was not kept, or this version cannot read it."""
    run = run or archive.run()
    files = archive.pack(run.pack) if run is not None else {}
    if not files:
        return None
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name, text in files.items():
            path = folder / name
            if not path.resolve().is_relative_to(folder.resolve()):  # a file from a stranger
                return None
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        try:
            return read_city(str(folder))
        except CatalogueError:
            return None
