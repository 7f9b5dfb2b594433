"""A recording played again raises exactly the alarms of then: at any speed, in frames of any length."""

import math
from collections.abc import Callable

import msgspec
import numpy as np
import pytest

from config.messages import Birth, Message, Observation, ScenarioState, Truth
from dashboard.core.alarms.event import AlarmEvent
from dashboard.core.alarms.journal import Earlier
from dashboard.history.archive import Archive
from dashboard.history.player import Player
from dashboard.history.recording import Recording
from dashboard.history.replay import Replay
from dashboard.history.trial import difference, raises, trial
from dashboard.history.trouble import Cancelled, Trouble
from tests.playing import START, WALL, Recorded, clock, said, small_city

FRAME = 1 / 30
#: Simulated seconds per frame at x60.
STEP = 60 * FRAME


def told(events) -> list[bytes]:
    """Events to the last bit, in an order of their own: by time, alarm, and as they came."""
    ordered = sorted(events, key=lambda event: (event.time, event.alarm.id))
    return [msgspec.json.encode(event) for event in ordered]


class Story:
    """Three things walk up and down past their limits for some minutes at x60, and much goes wrong."""

    def __init__(self, path, seed: int = 1, earlier: Earlier | None = None) -> None:
        self.rng = np.random.default_rng(seed)
        self.played = Recorded(small_city(), path, earlier)
        self.events: list[AlarmEvent] = []
        self.wall, self.time = WALL, START
        self.level = dict.fromkeys("abc", 15.0)
        self.due = {name: START + 10.0 * place for place, name in enumerate("abc")}
        self.seq = 0
        self.silent: set[str] = set()
        self.ahead: dict[str, float] = {}
        self._clocked = -np.inf

    def frame(self, *messages: Message, observe: bool = True) -> None:
        """One frame of the window, 2 s of the city."""
        self.wall += FRAME
        self.time += STEP
        found: list[Message] = [*messages]
        if self.wall >= self._clocked + 1.0:
            self._clocked = self.wall
            found.append(clock(self.time, self.wall))
        for name in "abc" if observe else "":
            while self.due[name] <= self.time:
                self.level[name] = abs(self.level[name] + self.rng.normal(0, 4.0))
                if name not in self.silent:
                    found.append(self.said(name, self.due[name]))
                self.due[name] += 20.0
        self.turn(found)

    def said(self, name: str, time: float) -> Observation:
        self.seq += 1
        value = round(self.level[name], 1)
        return said(name, time + self.ahead.get(name, 0.0), value, round(value / 3, 2), seq=self.seq)

    def turn(self, messages) -> None:
        self.events += self.played.turn(self.wall, messages).events

    def minutes(self, count: float) -> None:
        for _ in range(round(count * 60 / STEP)):
            self.frame()

    def rest(self, seconds: float) -> None:
        """Nothing comes for so many seconds of wall clock, and the city's clock goes on."""
        for _ in range(round(seconds / FRAME)):
            self.frame(observe=False)
        for name in self.due:
            self.due[name] = self.time

    def finish(self) -> Archive:
        return self.played.finish()


def calm_then_storm(story: Story) -> None:
    story.minutes(60)


def late_and_repeated(story: Story) -> None:
    for _ in range(40):
        story.minutes(1)
        old = story.said("a", story.time - 90.0)
        story.frame(old, old, story.said("b", story.time - 600.0))


def silent_things_and_gateways(story: Story) -> None:
    story.minutes(5)
    story.silent = {"a"}
    story.minutes(10)
    story.silent = {"a", "b", "c"}
    story.minutes(10)
    story.silent = set()
    story.minutes(10)


def a_clock_ahead_that_is_set_right(story: Story) -> None:
    story.minutes(5)
    story.ahead = {"a": 330.0, "b": 3000.0}
    story.minutes(10)
    story.ahead = {}
    story.minutes(30)


def a_silent_city(story: Story) -> None:
    story.minutes(5)
    story.rest(14.0)
    story.minutes(5)
    story.rest(8.0)
    story.minutes(5)


def a_city_that_pauses(story: Story) -> None:
    story.minutes(5)
    story.turn([clock(story.time, story.wall, running=False)])
    story.wall += 60.0
    for _ in range(10):
        story.wall += FRAME
        story.turn([])
    story.turn([clock(story.time, story.wall)])
    story.minutes(10)


def operators_at_work(story: Story) -> None:
    alarms = story.played.alarms
    for number in range(12):
        story.minutes(4)
        now = story.played.pipeline.now(story.wall)
        for alarm in alarms.alarms()[:2]:
            if number % 3 == 0:
                alarms.acknowledge(alarm.id, now)
            elif number % 3 == 1:
                alarms.shelve(alarm.id, now, 137.0 + number, "works on the road", "Léa")
            else:
                alarms.comment(alarm.id, now, f"seen {number}")
        if number == 5:
            alarms.out_of_service("water/c/level", now, "exchange")
        if number == 8:
            alarms.in_service("water/c/level", now)
    story.minutes(20)


def another_story_begins(story: Story) -> None:
    story.minutes(30)
    story.time = START - STEP
    story._clocked = -np.inf
    story.due = dict.fromkeys("abc", START)
    story.minutes(20)


def strangers_and_truths(story: Story) -> None:
    story.minutes(2)
    story.frame(
        Birth("water", "pond", "Étang", (7.2, 43.7)),
        Observation("noise", "quai", story.time, (), 1, {"LAeq": 61.5}),
        ScenarioState("storm", "running", START),
        Truth("high alarm", "water/a/level", START + 60),
    )
    for _ in range(10):
        story.frame(said("pond", story.time, 25.0, seq=story.seq))
        story.minutes(1)


STORIES = [
    calm_then_storm, late_and_repeated, silent_things_and_gateways, a_clock_ahead_that_is_set_right,
    a_silent_city, a_city_that_pauses, operators_at_work, another_story_begins, strangers_and_truths,
]  # fmt: skip


def single(replay: Replay) -> list[AlarmEvent]:
    """Frame by frame."""
    events: list[AlarmEvent] = []
    while replay.place < replay.frames:
        frame = replay.turn(replay.place + 1)
        assert frame is not None
        events += frame.events
    return events


def grouped(replay: Replay) -> list[AlarmEvent]:
    """In groups as large as may be."""
    events: list[AlarmEvent] = []
    while (frame := replay.turn(replay.frames)) is not None:
        events += frame.events
    return events


def played(rate: float, beat: float = FRAME) -> Callable[[Replay], list[AlarmEvent]]:
    """In a window of 30 frames a second."""

    def play(replay: Replay) -> list[AlarmEvent]:
        player = Player(replay, timer=lambda: 0.0)
        player.pace(rate)
        events: list[AlarmEvent] = []
        wall = 2e9
        while player.state().playing:
            wall += beat
            events += player.turn(wall).events
            player.drawn(wall)
        return events

    return play


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_the_same_alarms_at_the_same_times_at_any_speed(tmp_path, story):
    live = Story(tmp_path / "session.duckdb")
    story(live)
    assert live.events, "a test of alarms needs some"
    with live.finish() as archive:
        for play in (single, grouped, played(1.0), played(1000.0), played(37.0, 0.1)):
            replay = Replay(Recording(archive, live.played.city), live.played.city)
            assert told(play(replay)) == told(live.events)
            replay.close()
        with archive.cursor() as cursor:
            recorded = cursor.execute("SELECT body FROM event ORDER BY rowid").fetchall()
        assert [body.encode() for (body,) in recorded] == [msgspec.json.encode(e) for e in live.events]


def test_frame_by_frame_they_come_in_the_very_order(tmp_path):
    live = Story(tmp_path / "session.duckdb", seed=4)
    operators_at_work(live)
    with live.finish() as archive:
        replay = Replay(Recording(archive, live.played.city), live.played.city)
        again = single(replay)
        assert [msgspec.json.encode(e) for e in again] == [msgspec.json.encode(e) for e in live.events]
        replay.close()


def test_what_stands_at_the_end_is_what_stood(tmp_path):
    live = Story(tmp_path / "session.duckdb", seed=2)
    strangers_and_truths(live)
    with live.finish() as archive:
        replay = Replay(Recording(archive, live.played.city), live.played.city)
        grouped(replay)
        ours, theirs = replay.pipeline.store, live.played.store
        assert list(ours.tables) == list(theirs.tables)
        for name, table in theirs.tables.items():
            assert ours.tables[name].places == table.places
            np.testing.assert_array_equal(ours.tables[name].last_value, table.last_value)
            np.testing.assert_array_equal(ours.tables[name].last_quality, table.last_quality)
        assert replay.pipeline.scenario == live.played.pipeline.scenario
        assert replay.pipeline.clock == live.played.pipeline.clock
        replay.close()


def test_alarms_taken_over_from_an_earlier_run_are_taken_over_again(tmp_path):
    first = Story(tmp_path / "one.duckdb", seed=3)
    first.level["a"] = 60.0
    first.minutes(5)
    first.played.session.close()
    earlier = Earlier(tuple(first.played.alarms.alarms()), first.time)
    assert earlier.alarms
    live = Story(tmp_path / "two.duckdb", seed=3)
    live.played = Recorded(small_city(), tmp_path / "two.duckdb", earlier)
    live.played.alarms.restore(earlier.alarms, earlier.until)
    live.time = first.time
    live.due = dict.fromkeys("abc", live.time)
    live.minutes(20)
    with live.finish() as archive:
        replay = Replay(Recording(archive, live.played.city), live.played.city)
        assert told(grouped(replay)) == told(live.events)
        replay.close()


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    """A story and its recording, which nobody changes."""
    live = Story(tmp_path_factory.mktemp("recorded") / "session.duckdb", seed=6)
    live.minutes(40)
    with live.finish() as archive:
        yield live, archive


@pytest.fixture
def player(recorded):
    live, archive = recorded
    replay = Replay(Recording(archive, live.played.city), live.played.city)
    yield Player(replay, timer=lambda: 0.0)
    replay.close()


def test_the_pace_of_then(player):
    wall = 2e9
    player.turn(wall)
    begin = player.now
    for rate, seconds in ((1.0, 5.0), (0.1, 5.0), (10.0, 1.0)):
        before = player.now
        player.pace(rate)
        for _ in range(10):
            wall += seconds / 10
            frame = player.turn(wall)
        assert player.now - before == pytest.approx(60 * rate * seconds, abs=2.1)
        assert frame.now == player.now
        assert (frame.clock.speed, frame.clock.running) == (60 * rate, True)
        assert frame.clock.at(wall + 1.0) == pytest.approx(player.now + 60 * rate)
    assert player.now > begin
    player.pace(1e9)
    assert player.state().rate == 1000.0
    player.pace(0.0)
    assert player.state().rate == 0.1


def test_pause_and_step(player):
    player.turn(2e9)
    player.pause()
    standing = player.turn(2e9 + 100.0)
    assert standing.now == player.turn(2e9 + 200.0).now
    assert standing.clock.running is False
    place = player.replay.place
    player.step()
    player.turn(2e9 + 201.0)
    assert player.replay.place == place + 1
    player.step(5)
    player.turn(2e9 + 202.0)
    assert player.replay.place == place + 6
    player.step(-3)
    frame = player.turn(2e9 + 203.0)
    assert (player.replay.place, frame.restarted) == (place + 3, True)
    assert not player.state().playing


def test_back_to_before_the_first_frame_nothing_is_drawn_of_what_was_played(player):
    player.turn(2e9)
    player.drawn(2e9)
    player.seek(0.6 * player.state().duration)
    while player.state().seeking is not None:
        player.turn(2e9)
    player.seek(0.0)  # a hand on the track, before that frame was painted
    assert math.isnan(player.recorded)
    player.drawn(2e9)
    assert math.isfinite(player.pipeline.first_drawn)


def standing(player) -> list[bytes]:
    return sorted(msgspec.json.encode(alarm) for alarm in player.pipeline.alarms.alarms())


def test_seeking_leaves_everything_as_it_was_then(player, recorded):
    """Forward, backward, by position and by time: alarms stand and readings are as if played."""
    live, archive = recorded
    player.turn(2e9)
    duration = player.state().duration
    for share in (0.5, 0.9, 0.2, 0.21, 1.0, 0.0):
        player.seek(share * duration)
        while player.state().seeking is not None:
            player.turn(2e9)
        straight = Replay(Recording(archive, live.played.city), live.played.city)
        while straight.turn(player.replay.place) is not None:
            pass
        assert standing(player) == sorted(map(msgspec.json.encode, straight.pipeline.alarms.alarms()))
        stream = straight.pipeline.store.find("water/a/level")
        ours = player.pipeline.store.window(stream, 0.0, 1e10)
        assert ours.times.tolist() == straight.pipeline.store.window(stream, 0.0, 1e10).times.tolist()
        straight.close()
    player.seek_time(START + 1200.0)
    player.turn(2e9)
    assert player.now == pytest.approx(START + 1200.0, abs=2.1)


def test_it_ends_or_begins_again(player):
    player.turn(2e9)
    player.pace(1000.0)
    player.turn(2e9 + 1.0)
    assert (player.state().playing, player.state().position) == (False, player.state().duration)
    player.play()
    first = player.turn(2e9 + 2.0)
    assert first.restarted
    assert player.replay.place == 1
    player.repeat(True)
    player.turn(2e9 + 3.0)
    again = player.turn(2e9 + 4.0)
    assert again.restarted
    assert player.state().playing


def test_a_machine_that_is_too_slow_is_late_and_skips_nothing(recorded):
    live, archive = recorded
    ticks = iter(np.arange(1e6))
    replay = Replay(Recording(archive, live.played.city), live.played.city)
    player = Player(replay, timer=lambda: float(next(ticks)))  # every group takes a second
    player.pace(1000.0)
    events = []
    wall = 2e9
    late = 0
    while player.state().playing:
        wall += 1.0
        events += player.turn(wall).events
        late += player.state().late
    assert late > 10
    assert told(events) == told(live.events)
    replay.close()


def test_pauses_of_the_recording_are_passed_over(tmp_path):
    path = tmp_path / "session.duckdb"
    for session in range(2):
        live = Story(path, seed=session)
        live.wall += 86400.0 * session
        live.minutes(1)
        live.played.session.close()
    with live.finish() as archive:
        player = Player(Replay(Recording(archive, live.played.city), live.played.city))
        assert player.state().duration < 8.0
        player.replay.close()


def test_one_run_of_a_file_by_itself(tmp_path):
    live = Story(tmp_path / "session.duckdb")
    another_story_begins(live)
    with live.finish() as archive:
        first, second = archive.runs()
        parts = []
        for run in (first, second):
            replay = Replay(Recording(archive, live.played.city, run), live.played.city)
            parts.append(grouped(replay))
            replay.close()
        withdrawn = [event for event in live.events if event.what == "withdrawn"]
        assert told(parts[0] + withdrawn + parts[1]) == told(live.events)


def test_an_empty_recording_cannot_be_played(tmp_path):
    live = Story(tmp_path / "session.duckdb")
    with live.finish() as archive, pytest.raises(Trouble, match="no frames"):
        Player(Replay(Recording(archive, live.played.city), live.played.city))


def test_two_alarm_configurations_and_what_differs(recorded):
    live, archive = recorded
    ours, same = trial(archive, small_city()), trial(archive, small_city())
    assert told(ours.events) == told(live.events)
    assert difference(ours.raises, same.raises).same == len(ours.raises) == len(raises(live.events))
    nervous = trial(archive, small_city(deadband=0.0, on_delay=0.0))
    found = difference(ours.raises, nervous.raises)
    assert len(nervous.raises) > len(ours.raises)
    assert found.only_first == ()
    assert len(found.only_second) + len(found.changed) + found.same == len(nervous.raises)
    deaf = trial(archive, small_city(advisory=29.0))
    assert len(deaf.raises) < len(ours.raises)


def test_a_trial_can_be_called_off(recorded):
    _, archive = recorded
    shares: list[float] = []

    def told_share(share: float) -> bool:
        shares.append(share)
        return share < 0.5

    with pytest.raises(Cancelled):
        trial(archive, small_city(), told=told_share)
    assert 0.5 <= shares[-1] < 0.6
    assert shares == sorted(shares)
