"""What is remembered of alarms, and how it is saved."""

import csv
import io
from dataclasses import replace

from dashboard.core.alarms.event import Alarm, AlarmEvent, AlarmState, Priority
from dashboard.core.alarms.journal import LAST
from dashboard.core.alarms.past import Past, write_csv
from tests.town import NAN, START

CALM = Alarm(
    "d/t/p", "d/t/p", "high", Priority.WARNING, AlarmState.UNACKNOWLEDGED, START, NAN, NAN, 3.25, 3.0, {}
)


def test_the_newest_stands_first_and_earlier_runs_are_remembered() -> None:
    past = Past([AlarmEvent(1.0, "raised", CALM)])
    past.take([AlarmEvent(2.0, "acknowledged", CALM), AlarmEvent(3.0, "cleared", CALM)])
    assert [event.time for event in past.newest_first()] == [3.0, 2.0, 1.0]


def test_only_so_many_are_remembered() -> None:
    past = Past()
    past.take(AlarmEvent(float(number), "raised", CALM) for number in range(LAST + 5))
    assert len(past) == LAST
    assert [event.time for event in past.newest_first()][-1] == 5.0


def test_a_line_each_that_a_spreadsheet_reads_and_does_not_execute() -> None:
    file = io.StringIO(newline="")
    said = replace(CALM, comment='=cmd("x"), "quoted"', reason="works; later")
    write_csv(file, [AlarmEvent(START, "commented", said, "operator")])
    head, row = csv.reader(io.StringIO(file.getvalue(), newline=""))
    found = dict(zip(head, row, strict=True))
    assert found["time"] == "2026-10-02T04:00:00.000Z"
    assert (found["what"], found["by"], found["alarm"]) == ("commented", "operator", "d/t/p")
    assert (found["value"], found["threshold"], found["priority"]) == ("3.25", "3", "warning")
    assert (found["cleared"], found["acknowledged"]) == ("", "")
    assert found["comment"] == '\'=cmd("x"), "quoted"'
    assert found["reason"] == "works; later"
