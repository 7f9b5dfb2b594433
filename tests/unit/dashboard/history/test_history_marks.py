"""Marks over the curves: alarms, stories, cues, truth."""

import math

from config.messages import ScenarioState, Truth
from dashboard.core.alarms.event import Priority
from dashboard.history.curves import Period
from dashboard.history.marks import Mark, MarkKind, marks
from tests.playing import START, WALL, Recorded, clock, said, small_city

DAY = Period(START - 86400, START + 86400)


def told(found: list[Mark]) -> list[str]:
    """`alarm 1 5 water/a/level warning`, in minutes."""
    lines = []
    for mark in found:
        until = "-" if math.isnan(mark.until) else f"{(mark.until - START) / 60:g}"
        priority = mark.priority.name.lower() if mark.priority else ""
        words = [mark.kind.value, f"{(mark.since - START) / 60:g}", until, mark.name, mark.detail, priority]
        lines.append(" ".join(word for word in words if word))
    return lines


def played(path, levels, others=()):
    """Thing a says a level a minute; `others` are messages by minute."""
    made = Recorded(small_city(), path)
    extra = dict(others)
    for minute, level in enumerate(levels):
        time = START + 60 * minute
        made.turn(WALL + minute, [clock(time, WALL + minute), *extra.get(minute, ()), said("a", time, level)])
    return made.finish()


def test_each_raise_of_an_alarm_until_it_is_cleared(tmp_path):
    levels = [1, 25, 25, 35, 45, 45, 1, 1, 1, 25, 25, 25]
    with played(tmp_path / "x.duckdb", levels) as archive:
        found = marks(archive, DAY)
        assert told(found) == [
            "alarm 2 6 water/a/level high alarm",
            "alarm 10 - water/a/level high advisory",
        ]
        assert found[0].datastream == "water/a/level"
        later = marks(archive, Period(START + 420, START + 540))
        assert told(later) == []
        assert told(marks(archive, Period(START + 300, START + 540))) == told(found)[:1]
        assert told(marks(archive, Period(START + 1200, START + 1300))) == told(found)[1:]


def test_an_alarm_that_was_withdrawn_ends_then(tmp_path):
    made = Recorded(small_city(), tmp_path / "x.duckdb")
    for minute in range(4):
        made.turn(
            WALL + minute,
            [clock(START + 7200 + 60 * minute, WALL + minute), said("a", START + 7200 + 60 * minute, 25)],
        )
    made.turn(WALL + 5, [clock(START, WALL + 5), said("a", START, 1)])
    with made.finish() as archive:
        first, second = archive.runs()
        assert len(marks(archive, Period(0.0, 1e10, first))) == 1
        assert marks(archive, Period(0.0, 1e10, second)) == []


def test_stories_and_cues(tmp_path):
    begins = START + 60
    states = {
        1: [ScenarioState("storm", "running", begins, (), ("rain", "rush"))],
        3: [ScenarioState("storm", "running", begins, ("rain",), ("rush",))],
        4: [ScenarioState("storm", "running", begins, ("rain", "rush"), ())],
        6: [ScenarioState("storm", "ended", begins, ("rain", "rush"), ())],
    }
    with played(tmp_path / "x.duckdb", [1] * 8, states.items()) as archive:
        assert told(marks(archive, DAY)) == [
            "scenario 1 1 storm running",
            "cue 3 3 rain",
            "cue 4 4 rush",
            "scenario 6 6 storm ended",
        ]


def test_a_truth_is_one_mark_also_when_it_is_told_again_with_its_end(tmp_path):
    name = "water/a/level"
    truths = {
        2: [Truth("high warning", name, START + 60, None, "31 m"), Truth("fault: stuck", name, START)],
        5: [Truth("high warning", name, START + 60, START + 240)],
    }
    with played(tmp_path / "x.duckdb", [1] * 8, truths.items()) as archive:
        found = marks(archive, DAY)
        assert told(found) == ["truth 0 - fault: stuck", "truth 1 4 high warning 31 m"]
        assert all(mark.kind is MarkKind.TRUTH and mark.priority is Priority.NONE for mark in found)
