"""What the command line does with recordings: list, export, report, compare limits."""

import json
import math
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from cyclopts import Parameter
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from config.reader import read_city
from config.wire import iso
from config.writing import hindrance
from dashboard.data_folder import default_folder
from dashboard.history.archive import Run, open_archive
from dashboard.history.export.job import KINDS
from dashboard.history.export.job import export as write_export
from dashboard.history.export.provenance import LICENCE
from dashboard.history.export.selection import select
from dashboard.history.files import folder_of, sessions, size_of
from dashboard.history.pack import recorded_city
from dashboard.history.report.page import page
from dashboard.history.report.story import story
from dashboard.history.trial import Raise, compared
from dashboard.history.trouble import Status, Trouble
from dashboard.options import UsageError

Kind = Literal["csv", "parquet", "geojson", "ngsi-ld", "ngsi-ld-keyvalues"]
_BY_SUFFIX = {kind.suffix: name for name, kind in KINDS.items()}


def history(file: Path | None = None, *, data: Path | None = None) -> int:
    """List the sessions that were recorded, or the runs of one.

    Args:
        file: a recording; without it, all of the data folder.
        data: the data folder; the user's without it.
    """
    table = Table("session", "run", "recorded", "begins", "ends", "MB")
    for path in sessions(folder_of(data or default_folder())) if file is None else [file]:
        try:
            with open_archive(path) as archive:
                for run in archive.runs():
                    extent = archive.extent(run)
                    ends = "" if extent is None else iso(extent.ends)
                    size = f"{size_of(path) / 1e6:.1f}"
                    table.add_row(path.name, str(run.number), iso(run.wall), iso(run.begins), ends, size)
        except Trouble as problem:
            if file is not None:
                raise
            word = "being recorded" if problem.status is Status.HELD else problem.detail
            table.add_row(path.name, "", word, "", "", "")
    Console(width=None if sys.stdout.isatty() else 140).print(table)
    return 0


def export(
    file: Path,
    out: Path,
    *,
    format: Kind | None = None,
    datastream: Annotated[list[str] | None, Parameter(negative="")] = None,
    since: str | None = None,
    until: str | None = None,
    run: int | None = None,
    licence: str = LICENCE,
) -> int:
    """Write readings of a recording in an open format.

    Args:
        file: the recording.
        out: the file to write: .csv, .parquet, .geojson, .jsonld (NGSI-LD) or .json (NGSI-LD, key-values).
        format: the format, where the name of the file does not say it.
        datastream: only these, such as "air_quality/*/no2"; may be given several times.
        since: only from this time of the city on, ISO 8601 with its UTC offset.
        until: only up to this time.
        run: a run of the recording, counted from 0; the newest without it.
        licence: address of the licence under which it is given away.
    """
    kind = format or _BY_SUFFIX.get(out.suffix)
    if kind is None:
        raise UsageError(f'"{out.name}": end it in {", ".join(_BY_SUFFIX)}, or say --format')
    _require_place(out)
    bounds = _instant("--since", since), _instant("--until", until)
    with open_archive(file) as archive, _progress(f"export {out.name}") as told:
        selection = select(archive, datastream or (), *bounds, run)
        done = write_export(archive, selection, kind, out, time.time(), licence=licence, told=told)
    print(f"{done.readings} readings: {', '.join(str(path) for path in done.files)}")
    return 0


def report(file: Path, out: Path, *, run: int | None = None, lang: Literal["fr", "en"] = "fr") -> int:
    """Write one page about a session, as HTML that needs nothing else.

    Args:
        file: the recording.
        out: the page to write.
        run: a run of the recording, counted from 0; the newest without it.
        lang: language of the page.
    """
    _require_place(out)
    with open_archive(file) as archive:
        chosen = _run(archive.runs(), run)
        text = page(story(archive, recorded_city(archive, chosen), chosen), lang)
    out.write_text(text, encoding="utf-8")
    print(out)
    return 0


def compare(
    file: Path, *, against: str, city: str | None = None, run: int | None = None, out: Path | None = None
) -> int:
    """Play a recording through two alarm configurations, and show what differs.

    Args:
        file: the recording.
        against: the other city pack: its name, or its folder.
        city: the one pack; that of the recording without it.
        run: a run of the recording, counted from 0; the newest without it.
        out: also write the difference to this file, as JSON.
    """
    if out is not None:
        _require_place(out)
    with open_archive(file) as archive:
        chosen = _run(archive.runs(), run)
        ours = read_city(city) if city is not None else recorded_city(archive, chosen)
        if ours is None:
            raise UsageError("the recording does not hold its city pack: say --city")
        other = read_city(against)
        with _progress("two sets of limits") as told:
            found = compared(archive, ours, other, chosen, told).difference
    table = Table("", "alarm", "first", "other")
    for one, another in found.changed:
        table.add_row("changed", one.alarm, _shown(one), _shown(another))
    for item in found.only_first:
        table.add_row("only first", item.alarm, _shown(item), "")
    for item in found.only_second:
        table.add_row("only other", item.alarm, "", _shown(item))
    if table.row_count:
        Console(width=None if sys.stdout.isatty() else 140).print(table)
    counts = len(found.changed), len(found.only_first), len(found.only_second)
    print(f"{found.same} the same, {counts[0]} changed, {counts[1]} only first, {counts[2]} only other")
    if out is not None:
        document = {
            "same": found.same,
            "changed": [[_plain(one), _plain(another)] for one, another in found.changed],
            "only_first": [_plain(item) for item in found.only_first],
            "only_other": [_plain(item) for item in found.only_second],
        }
        out.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def _run(runs: list[Run], number: int | None) -> Run | None:
    if number is None:
        return runs[-1] if runs else None
    for run in runs:
        if run.number == number:
            return run
    raise UsageError(f"--run: there is no run {number} (runs: {', '.join(str(r.number) for r in runs)})")


def _instant(option: str, text: str | None) -> float | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f'{option}: "{text}" is not an ISO 8601 time') from None
    if moment.tzinfo is None:
        raise UsageError(f'{option}: "{text}" has no UTC offset; write "{text}+02:00"')
    return moment.timestamp()


def _require_place(path: Path) -> None:
    problem = hindrance(path)
    if problem is not None:
        raise UsageError(problem)


@contextmanager
def _progress(title: str) -> Iterator[Callable[[float], bool]]:
    """A bar on a terminal; Ctrl-C calls the work off."""
    ending = threading.Event()
    before = {
        number: signal.signal(number, lambda *_: ending.set()) for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty()) as bar:
            task = bar.add_task(title, total=1.0)

            def told(share: float) -> bool:
                bar.update(task, completed=share)
                return not ending.is_set()

            yield told
    finally:
        for number, action in before.items():
            signal.signal(number, action)


def _shown(item: Raise) -> str:
    until = "" if math.isnan(item.cleared) else iso(item.cleared)[11:19]
    return f"{item.priority.name.lower()} {iso(item.raised)[:19]} – {until}"


def _plain(item: Raise) -> dict[str, Any]:
    return {
        "alarm": item.alarm,
        "kind": item.kind,
        "priority": item.priority.name.lower(),
        "raised": iso(item.raised),
        "cleared": None if math.isnan(item.cleared) else iso(item.cleared),
    }
