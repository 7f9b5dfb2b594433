"""What is recorded is what came: every observation, in order, to the last bit; and all that happened."""

import json
import math

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.messages import AnnouncedProperty, Birth, Observation, ScenarioState, Truth
from dashboard.core.alarms.journal import Earlier
from dashboard.history.recording import Recording
from dashboard.history.trouble import Status
from tests.playing import START, WALL, Recorded, clock, kept, plain, said, small_city
from tests.small_city import city, domain, quantity, thing

NAN = math.nan


@pytest.fixture
def played(tmp_path):
    return Recorded(small_city(), tmp_path / "session.duckdb")


def rows(archive, query):
    with archive.cursor() as cursor:
        return cursor.execute(query).fetchall()


def everything(archive, place):
    recording = Recording(archive, place)
    return [item for item in recording.observations(0, len(recording.frames)) if item is not None]


words = st.sampled_from(["a", "b", "c", "new", "p"])
numbers = st.one_of(st.just(NAN), st.floats(allow_nan=False, allow_infinity=False, width=64))
messages = st.builds(
    lambda name, ms, x, y, seq: (
        said(name, START + ms / 1e3, x, service="parking", seq=seq)
        if name == "p"
        else said(name, START + ms / 1e3, x, y, seq=seq)
    ),
    words,
    st.integers(0, 600_000),
    numbers,
    numbers,
    st.integers(-1, 9),
)


@given(frames=st.lists(st.lists(messages, max_size=12), min_size=1, max_size=6), commit=st.integers(1, 4))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_everything_that_was_kept_is_in_the_file(tmp_path_factory, frames, commit):
    played = Recorded(small_city(), tmp_path_factory.mktemp("h") / "session.duckdb")
    for number, batch in enumerate(frames):
        played.turn(WALL + number / 30, [clock(START + number, WALL + number / 30), *batch])
        if number % commit == 0:
            played.session.turn(float(number))
    with played.finish() as archive:
        assert plain(everything(archive, played.city)) == plain(kept(played.frames, played.store))


def test_late_ones_too_and_repeated_ones_not(played):
    played.turn(WALL, [said("a", START + 60, 1.0, seq=1), said("a", START + 180, 3.0, seq=3)])
    played.turn(WALL + 1, [said("a", START + 120, 2.0, seq=2), said("a", START + 180, 3.0, seq=3)])
    with played.finish() as archive:
        assert [item.time - START for item in everything(archive, played.city)] == [60, 180, 120]


def test_frames_in_which_nothing_happened_are_not_kept(played):
    moment = clock(START, WALL)
    for number in range(10):
        played.turn(WALL + number, [moment] if number == 0 else [])
    played.turn(WALL + 10, [said("a", START, 1.0)])
    with played.finish() as archive:
        assert rows(archive, "SELECT number, epoch_ns(wall) / 1e9 - 1.79e9 FROM frame") == [
            (0, 0.125),
            (1, 10.125),
        ]


def test_what_was_discovered_is_named_and_described_when_more_is_known(played):
    strange = Observation("noise", "quai", START, (), 1, {"LAeq": 61.5, "Laeq": 3.0})
    played.turn(WALL, [strange, said("pond", START, 1.0)])
    played.session.turn(0.0)
    played.turn(
        WALL + 1, [Birth("water", "pond", "Étang", (7.2, 43.7), {"level": AnnouncedProperty("level", "m")})]
    )
    played.turn(WALL + 2, [said("pond", START + 60, 2.0)])
    with played.finish() as archive:
        found = {stream.id: (stream.name, stream.position) for stream in archive.streams()}
        assert found == {
            "water/pond/level": ("Étang", (7.2, 43.7)),
            "noise/quai/LAeq": ("quai", None),
            "noise/quai/Laeq": ("quai", None),
        }
        assert plain(everything(archive, played.city))[0] == plain([strange])[0]


def test_clock_scenario_truth_alarms_and_health(played):
    state = ScenarioState("storm", "running", START, ("rain",), ("rush",))
    truth = Truth("high warning", "water/a/level", START, None, "31 m")
    for minute in range(5):
        moment = [clock(START + 60 * minute, WALL + minute), said("a", START + 60 * minute, 35.0)]
        played.turn(WALL + minute, [*moment, *([state, truth] if minute == 1 else [])])
    with played.finish() as archive:
        assert rows(archive, "SELECT frame, speed, running FROM clock") == [(i, 60.0, True) for i in range(5)]
        bodies = rows(archive, "SELECT frame, body FROM scenario ORDER BY frame")
        assert [(frame, json.loads(body)["scenario"]) for frame, body in bodies] == [(0, ""), (1, "storm")]
        [(frame, body)] = rows(archive, "SELECT frame, body FROM truth")
        assert (frame, msgspec.json.decode(body, type=Truth)) == (1, truth)
        events = [event for frame in played.frames for event in frame.events]
        assert events
        told = [body.encode() for (body,) in rows(archive, "SELECT body FROM event ORDER BY rowid")]
        assert told == [msgspec.json.encode(event) for event in events]
        [(health,)] = rows(archive, "SELECT body FROM health")
        assert json.loads(health)["connected"] is True


def test_a_session_goes_on_in_a_file_of_earlier_ones(tmp_path):
    path = tmp_path / "kept.duckdb"
    sent = []
    for session in range(3):
        played = Recorded(small_city(), path)
        played.turn(WALL + 100 * session, [said("a", START + session, float(session))])
        sent += kept(played.frames, played.store)
        played.session.close()
    with played.finish() as archive:
        assert plain(everything(archive, played.city)) == plain(sent)
        assert [run.wall for run in archive.runs()] == [WALL, WALL + 100, WALL + 200]
        assert [list(run.observations)[:1] for run in archive.runs()[:2]] == [[0], [1]]


def test_a_clock_that_goes_back_begins_a_run(played):
    played.turn(WALL, [clock(START + 7200, WALL), said("a", START + 7200, 1.0)])
    played.turn(WALL + 1, [clock(START, WALL + 1), said("a", START, 2.0)])
    with played.finish() as archive:
        assert [run.begins - START for run in archive.runs()] == [7200, 0]


def test_alarms_of_an_earlier_run_are_remembered_with_the_first_frame(tmp_path):
    before = Recorded(small_city(), tmp_path / "one.duckdb")
    for minute in range(4):
        before.turn(WALL + minute, [said("a", START + 60 * minute, 35.0)])
    earlier = Earlier(tuple(before.alarms.alarms()), START + 180)
    assert earlier.alarms
    played = Recorded(small_city(), tmp_path / "two.duckdb", earlier)
    played.turn(WALL, [said("a", START + 240, 35.0)])
    with played.finish() as archive:
        found = Recording(archive, played.city).earlier(0)
        assert found is not None
        assert msgspec.json.encode(found.alarms) == msgspec.json.encode(earlier.alarms)
        assert found.until == earlier.until


def test_a_property_whose_unit_has_changed_is_another_column(tmp_path):
    path = tmp_path / "units.duckdb"
    for unit, value in (("m", 1.5), ("cm", 150.0)):
        place = city(domain([thing("a")], properties=[quantity("level", unit=unit)]))
        played = Recorded(place, path)
        played.turn(WALL + value, [Observation("water", "a", START, (value,))])
        played.session.close()
    with played.finish() as archive:
        assert rows(archive, "SELECT unit, place FROM property ORDER BY place") == [("m", 0), ("cm", 1)]
        assert rows(archive, "SELECT value_0, value_1 FROM observation_0 ORDER BY number") == [
            (1.5, None),
            (None, 150.0),
        ]
        assert archive.stream("water/a/level").quantity.unit == "cm"


def test_the_file_of_another_city_is_refused(tmp_path):
    path = tmp_path / "session.duckdb"
    Recorded(small_city(), path).finish().close()
    other = msgspec.structs.replace(small_city(), id="lyon")
    played = Recorded(other, path)
    played.turn(WALL, [said("a", START, 1.0)])
    played.session.turn(0.0)
    assert played.session.state().status is Status.FAILED
    assert '"town", not "lyon"' in played.session.state().detail
    assert played.session.state().waiting == 1
