"""What happened, to be drawn over the curves: alarms, cues of the scenario, ground truth."""

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from duckdb import DuckDBPyConnection

from dashboard.core.alarms.event import CURVELESS_KINDS, Priority
from dashboard.history.archive import Archive, Run
from dashboard.history.columns import one_row
from dashboard.history.curves import Period


class MarkKind(Enum):
    """What a mark tells."""

    ALARM = "alarm"
    SCENARIO = "scenario"  #: a story begins or ends
    CUE = "cue"
    TRUTH = "truth"  #: a condition that the simulators imposed, or an injected fault


@dataclass(frozen=True, slots=True)
class Mark:
    """Something from `since` on, until `until`: the same for a moment, NaN while it lasts."""

    kind: MarkKind
    since: float  #: the city's time, seconds since 1970
    until: float
    name: str  #: id of the alarm, scenario or cue; the event of a truth
    datastream: str = ""  #: domain/thing/property, "" where it concerns none
    detail: str = ""  #: kind of the alarm, phase of the scenario, detail of the truth
    priority: Priority = Priority.NONE  #: the worst that the alarm reached
    frame: int = -1  #: number of the frame that first told of it, which may be later than `since`


def marks(archive: Archive, period: Period) -> list[Mark]:
    """All that touches the period, by time."""
    run = period.run or archive.run()
    if run is None:
        return []
    with archive.cursor() as cursor:
        found = [*_alarms(cursor, run), *_scenario(cursor, run), *_truths(cursor, run)]
    inside = (mark for mark in found if mark.since <= period.until and not mark.until < period.since)
    return sorted(inside, key=lambda mark: (mark.since, mark.kind.value, mark.name))


def worst_alarm(archive: Archive, run: Run) -> str:
    """The datastream of the worst alarm of a run that a curve shows, the last of those; "" without one."""
    with archive.cursor() as cursor:
        row = one_row(
            cursor,
            "SELECT datastream FROM event WHERE frame >= ? AND frame < ? AND what IN ('raised', 'escalated')"
            f" AND kind NOT IN ({', '.join('?' * len(CURVELESS_KINDS))})"
            " ORDER BY CAST(body->>'$.alarm.priority' AS INTEGER) DESC, frame DESC, alarm LIMIT 1",
            [run.frames.start, run.frames.stop, *sorted(CURVELESS_KINDS)],
        )
    return "" if row is None else row[0]


def _alarms(cursor: DuckDBPyConnection, run: Run) -> Iterable[Mark]:
    """Each raise of each alarm; what was withdrawn lasted to the end of its run."""
    rows = cursor.execute(
        """
        SELECT alarm, any_value(datastream), any_value(kind),
            CAST(body->>'$.alarm.raised' AS DOUBLE) AS raised,
            max(CAST(body->>'$.alarm.cleared' AS DOUBLE)),
            max(CAST(body->>'$.alarm.worst' AS INTEGER)),
            max(CAST(body->>'$.alarm.priority' AS INTEGER)),
            min(frame)
        FROM event WHERE frame >= ? AND frame < ? AND what != 'withdrawn'
        GROUP BY alarm, raised HAVING raised IS NOT NULL
        """,
        [run.frames.start, run.frames.stop],
    ).fetchall()
    for alarm, datastream, kind, raised, cleared, worst, priority, frame in rows:
        until, worst = math.nan if cleared is None else cleared, Priority(max(worst, priority))
        yield Mark(MarkKind.ALARM, raised, until, alarm, datastream, kind, worst, frame)


def _scenario(cursor: DuckDBPyConnection, run: Run) -> Iterable[Mark]:
    """Beginning and end of the story, and each cue when it was first seen as fired."""
    before: dict[str, Any] = {"scenario": "", "phase": "idle", "fired": []}
    for frame, time, state in _rows(cursor, "scenario", run):
        if state["scenario"] and (state["scenario"], state["phase"]) != (before["scenario"], before["phase"]):
            moment = time if state["phase"] != "running" or state["begins"] is None else state["begins"]
            name, phase = state["scenario"], state["phase"]
            yield Mark(MarkKind.SCENARIO, moment, moment, name, detail=phase, frame=frame)
        old = before["fired"] if state["scenario"] == before["scenario"] else []
        for cue in state["fired"][len(old) :]:
            yield Mark(MarkKind.CUE, time, time, cue, frame=frame)
        before = state


def _truths(cursor: DuckDBPyConnection, run: Run) -> Iterable[Mark]:
    """Each condition once; it is told again when its end is known."""
    last: dict[tuple[Any, ...], Mark] = {}
    for frame, _, truth in _rows(cursor, "truth", run):
        key = truth["event"], truth["datastream"], truth["begins"]
        ends = math.nan if truth["ends"] is None else truth["ends"]
        before = last.get(key)
        detail = truth["detail"] or ("" if before is None else before.detail)
        last[key] = Mark(
            MarkKind.TRUTH, truth["begins"], ends, truth["event"], truth["datastream"], detail,
            frame=frame if before is None else before.frame,
        )  # fmt: skip
    return last.values()


def _rows(cursor: DuckDBPyConnection, table: str, run: Run) -> list[tuple[int, float, dict[str, Any]]]:
    """Frame, time and body."""
    rows = cursor.execute(
        f"SELECT frame, epoch_us(time), body FROM {table} WHERE frame >= ? AND frame < ?"
        " ORDER BY frame, rowid",
        [run.frames.start, run.frames.stop],
    ).fetchall()
    return [(frame, time / 1e6, json.loads(body)) for frame, time, body in rows]
