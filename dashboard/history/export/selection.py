"""Which readings are taken home."""

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from config.loose_json import LATEST
from dashboard.history.archive import Archive, Datastream, Run
from dashboard.history.trouble import Status, Trouble


@dataclass(frozen=True, slots=True)
class Selection:
    """Datastreams of one run over a range of the city's time, seconds since 1970; both ends belong to it."""

    run: Run
    streams: tuple[Datastream, ...]
    since: float
    until: float


def select(
    archive: Archive,
    patterns: Sequence[str] = (),
    since: float | None = None,
    until: float | None = None,
    run: int | None = None,
) -> Selection:
    """All of the newest run, or less: `patterns` are datastreams such as `air_quality/*/no2`.

    Trouble when nothing is meant: no such run, no such datastream, a range that ends before it begins.
    """
    runs = archive.runs()
    found = runs[-1:] if run is None else [item for item in runs if item.number == run]
    if not found:
        there = ", ".join(str(item.number) for item in runs) or "none"
        raise Trouble(Status.FAILED, f"there is no run {'' if run is None else run} (runs: {there})")
    streams = archive.streams()
    chosen = [s for s in streams if not patterns or any(fnmatchcase(s.id, item) for item in patterns)]
    if not chosen:
        raise Trouble(Status.FAILED, f"no datastream is like {' or '.join(patterns) or 'anything'}")
    first = 0.0 if since is None else since
    last = LATEST if until is None else until
    if last < first:
        raise Trouble(Status.FAILED, "the range ends before it begins")
    return Selection(found[0], tuple(chosen), first, last)
