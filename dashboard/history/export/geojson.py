"""A feature for each observation, after RFC 7946: place, time, values in display units."""

from collections.abc import Callable
from pathlib import Path

from dashboard.history.archive import Archive
from dashboard.history.export.provenance import Provenance, units
from dashboard.history.export.rounds import Found, moment, text, word, write_list
from dashboard.history.export.selection import Selection


def write(
    archive: Archive, selection: Selection, origin: Provenance, path: Path, told: Callable[[float], None]
) -> int:
    """One FeatureCollection; provenance and units are members of it (RFC 7946, section 6.1)."""
    head = {"type": "FeatureCollection", **origin.document(), "units": units(selection)}
    begin = text(head)[:-1] + b',"features":['
    return write_list(archive, selection, path, (begin, b"\n]}\n"), _feature, told)


def _feature(found: Found) -> bytes:
    first = found.readings[0][0]
    place = None if first.position is None else {"type": "Point", "coordinates": first.position}
    worse = {stream.quantity.id: quality for stream, _, quality in found.readings if quality}
    return text(
        {
            "type": "Feature",
            "geometry": place,
            "properties": {
                "domain": first.domain,
                "thing": first.thing,
                "name": first.name,
                "time": moment(found.time),
                **{stream.quantity.id: word(stream, value) for stream, value, _ in found.readings},
                **({"quality": worse} if worse else {}),
            },
        }
    )
