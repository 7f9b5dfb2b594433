"""One turn of the pipeline: what a frame tells, and what odd messages do to it."""

import math

import pytest

from config.messages import Birth, Clock, Command, Observation, Progress, ScenarioState, Status, Truth
from dashboard.core.pipeline import MAX_CLIENTS, Helping
from tests.small_city import city, domain, limit, quantity, thing
from tests.town import NAN, START, Town

PLACE = city(
    domain([thing("a"), thing("b")], [limit(advisory=10.0)], [quantity("level", range=(0.0, 100.0))])
)


def town(speed: float = 1.0) -> Town:
    return Town(PLACE, speed)


class TestFrame:
    def test_an_empty_turn(self) -> None:
        frame = town().turn(0)
        assert (dict(frame.changed), frame.batches, frame.events, frame.truths) == ({}, (), (), ())
        assert (frame.discovered, frame.restarted) == (False, False)
        assert (frame.health.messages, frame.health.readings) == (1, 0)
        assert math.isnan(frame.health.latency_p95)

    def test_what_changed_and_what_was_new(self) -> None:
        made = town()
        made.say(0, {"a": 1.0, "b": NAN})
        made.say(1, {"a": 2.0})
        frame = made.turn(1)
        assert {name: rows.tolist() for name, rows in frame.changed.items()} == {"water": [0, 1]}
        assert [(part.rows.tolist(), part.values.tolist()[0]) for part in frame.batches] == [
            ([0, 1], [1.0]),
            ([0], [2.0]),
        ]
        assert (frame.health.messages, frame.health.readings) == (4, 2)
        assert dict(made.turn(2).changed) == {}

    def test_story_and_truth_are_handed_on(self) -> None:
        made = town()
        story, truth = ScenarioState("storm", "running"), Truth("high alarm", "water/a/level", START)
        made.hear(story, truth)
        frame = made.turn(0)
        assert (frame.scenario, frame.truths) == (story, (truth,))
        frame = made.turn(1)
        assert (frame.scenario, frame.truths) == (story, ())

    def test_the_city_is_online_while_any_client_is(self) -> None:
        made = town()
        made.hear(Status("simulators", True), Status("display", True))
        assert made.turn(0).health.city_online
        made.hear(Status("simulators", False))
        assert made.turn(1).health.city_online
        made.hear(Status("display", False))
        assert not made.turn(2).health.city_online

    def test_the_city_says_how_far_it_is_that_is_worked_out(self) -> None:
        made = town()
        first, second = (Progress(name, 0.0, at, 10.0) for name, at in (("a", 4.0), ("b", 2.0)))
        made.hear(Status("a", True), Status("b", True), first, second)
        assert made.turn(0).health.working == second, "the slowest"
        made.hear(Progress("b", done=True))
        assert made.turn(0.1).health.working == first
        made.hear(Status("a", False))
        assert made.turn(0.2).health.working is None, "who is gone works out nothing"

    def test_what_an_earlier_life_left_behind_is_no_progress(self) -> None:
        made = town()
        made.hear(Status("a", False), Progress("a", 0.0, 4.0, 10.0))
        assert made.turn(0).health.working is None
        made.hear(Status("a", True))
        assert made.turn(1).health.working is None

    def test_a_message_that_is_not_for_us_is_counted(self) -> None:
        made = town()
        made.hear(Command("speed", {"speed": 3}))
        assert made.turn(0).health.irregular["unexpected_message"] == 1

    def test_discovery_is_told_once(self) -> None:
        made = town()
        made.hear(Birth("noise", "x", "X"))
        assert not made.turn(0).discovered, "a thing that tells nothing is not worth a domain"
        made.say(1, {"new": 5.0})
        frame = made.turn(1)
        assert (frame.discovered, frame.health.discovered) == (True, 1)
        made.say(2, {"new": 5.0})
        assert not made.turn(2).discovered


class TestBacklog:
    """A thing reports at once what it kept while it was cut off; the screen goes on meanwhile."""

    def played(self, most_rounds: int | None) -> tuple[Town, list[int]]:
        made = Town(PLACE, 1.0, helping=Helping(most_rounds))
        for number in range(10):
            level = 20.0 if 3 <= number < 8 else 5.0
            made.hear(Observation("water", "a", START + number * 60.0, (level,), number))
        made.say(9, {"b": 30.0})
        return made, [len(made.turn(10 + frame / 1000).batches) for frame in range(8)]

    def test_it_is_taken_in_pieces(self) -> None:
        _, taken = self.played(3)
        assert taken == [3, 3, 3, 1, 0, 0, 0, 0]

    def test_so_is_what_many_things_say_at_once(self) -> None:
        made = Town(PLACE, 1.0, helping=Helping(observations=4, births=2))
        made.pipeline.first_drawn = START
        for number in range(5):
            made.hear(Birth("water", f"new-{number}", f"New {number}"))
            made.hear(*(Observation("water", thing, START + number, (5.0,), number) for thing in "ab"))
        turns = [made.turn(1 + frame / 1000) for frame in range(4)]
        assert [sum(len(batch) for batch in turn.batches) for turn in turns] == [4, 4, 2, 0]
        assert [turn.health.discovered for turn in turns] == [2, 4, 5, 5]
        assert [turn.health.messages for turn in turns] == [10, 14, 16, 16]
        assert (turns[-1].health.lost, turns[-1].health.dropped) == (0, 0)

    def test_the_first_frame_takes_all_that_waited_for_it(self) -> None:
        made = Town(PLACE, 1.0, helping=Helping(observations=4, births=2))
        for number in range(5):
            made.hear(*(Observation("water", thing, START + number, (5.0,), number) for thing in "ab"))
        assert sum(len(batch) for batch in made.turn(1).batches) == 10

    def test_nothing_is_lost_and_nothing_judged_otherwise(self) -> None:
        piecewise, _ = self.played(3)
        at_once, taken = self.played(None)
        assert taken[0] == 10
        assert piecewise.events == at_once.events
        assert [event.what for event in at_once.events if event.alarm.id == "water/a/level"] == [
            "raised",
            "cleared",
        ]
        health = piecewise.turn(11).health
        assert (health.messages, health.readings, health.lost, health.dropped) == (12, 11, 0, 0)

    def test_what_time_alone_brings_about_waits_for_it(self) -> None:
        """`a` looks silent only as long as what it said is not read."""
        made = Town(PLACE, 1.0, helping=Helping(rounds=1))
        made.at(0, a=5.0, b=5.0)
        for minute in range(1, 31):
            made.inbox.put(
                Observation("water", "a", START + minute * 60.0, (5.0,), minute), START + minute * 60.0
            )
        for frame in range(40):
            made.turn(31 + frame / 1000)
        assert [event.alarm.id for event in made.events if event.what == "raised"] == ["water/b#stale"]


class TestTime:
    def test_without_a_clock_it_is_the_walls(self) -> None:
        made = town()
        made.pipeline.clock = None
        assert made.pipeline.turn(123.0).now == 123.0

    def test_a_fast_clock(self) -> None:
        assert town(60.0).turn(10.0).now == START + 600.0

    def test_latency_is_from_sensor_to_screen_in_wall_time(self) -> None:
        made = town(60.0)
        made.say(7, {"a": 1.0})
        made.turn(9.0)
        made.pipeline.drawn(START + 9.0)  # what waited for the window to come tells of its start
        assert made.pipeline.first_drawn == START + 9.0
        made.say(10, {"a": 1.0})
        made.turn(10.2)
        made.pipeline.drawn(START + 10.2 + 0.1)
        assert made.turn(10.3).health.latency_p95 == pytest.approx(0.3, rel=0.05)

    def test_a_clock_that_goes_back_begins_another_story(self) -> None:
        made = town()
        made.at(0, a=50.0)
        made.hear(Clock(START + 600.0, START + 600.0, 1.0, True))
        made.at(10, a=50.0)
        made.hear(Clock(START, START + 660.0, 1.0, True))
        frame = made.turn(11)
        assert frame.restarted
        assert {event.what for event in frame.events} == {"withdrawn"}
        assert made.store.latest(made.store.find("water/a/level"), START) is None
        made.say(0.5, {"a": 50.0})
        assert [event.what for event in made.turn(11.5).events] == ["raised"]

    def test_a_little_jitter_does_not(self) -> None:
        made = town()
        made.hear(Clock(START + 540.0, START + 600.0, 1.0, True))
        assert not made.turn(10).restarted

    def test_a_jump_ahead_is_no_other_story(self) -> None:
        made = town()
        made.at(0, a=50.0)
        made.hear(Clock(START + 86400.0, START + 60.0, 1.0, True))
        frame = made.turn(1)
        assert not frame.restarted
        assert frame.now == START + 86400.0


class TestOddTimes:
    def test_they_are_counted(self) -> None:
        made = town()
        made.say(6, {"a": 1.0})
        made.say(-8 * 1440, {"b": 1.0})
        irregular = made.turn(0).health.irregular
        assert (irregular["in_the_future"], irregular["long_past"]) == (1, 1)

    def test_a_thing_whose_clock_was_years_ahead_is_heard_again_when_it_is_right(self) -> None:
        made = town()
        made.say(5_000_000, {"a": 50.0})
        made.turn(0)
        said = made.at(1, a=1.0) + made.at(2, a=1.5)
        assert said == ["1 cleared water/a/level advisory returned_unacknowledged"]
        window = made.store.window(made.store.find("water/a/level"), START, START + 3600.0)
        assert window.values.tolist() == [1.0, 1.5]

    def test_it_makes_nobody_silent(self) -> None:
        made = town()
        for minute in range(5):
            made.say(minute, {"a": 1.0 + minute})
            made.say(5_000_000 + minute, {"b": 1.0 + minute})
            assert [event for event in made.turn(minute).events if event.alarm.kind == "stale"] == []

    def test_repeated_and_reordered_messages_are_counted_and_harm_nothing(self) -> None:
        made = town()
        for seq, minute in ((1, 1), (2, 2), (2, 2), (4, 4), (3, 3)):
            made.hear(Observation("water", "a", START + 60.0 * minute, (float(minute),), seq))
        frame = made.turn(5)
        assert (frame.health.irregular["repeated"], frame.health.irregular["reordered"]) == (1, 1)
        assert frame.health.lost == 0
        window = made.store.window(made.store.find("water/a/level"), START, START + 3600.0)
        assert window.values.tolist() == [1.0, 2.0, 3.0, 4.0]

    def test_lost_messages_are_counted(self) -> None:
        made = town()
        for seq in (1, 2, 7):
            made.hear(Observation("water", "a", START + 60.0 * seq, (1.0,), seq))
        assert made.turn(8).health.lost == 4


class TestStrangersWords:
    """Retained words of clients that nobody knows, and of which nobody hears again."""

    def test_clients_without_end_do_not_fill_the_memory(self) -> None:
        made = town()
        made.hear(*(Status(f"c{number}", True) for number in range(3000)))
        made.hear(*(Progress(f"p{number}", 0.0, 1.0, 2.0) for number in range(3000)))
        assert made.turn(0).health.irregular["too_many_clients"] == 6000 - MAX_CLIENTS
        made.hear(Status("c7", False))
        assert made.turn(1).health.irregular["too_many_clients"] == 6000 - MAX_CLIENTS, "c7 is known"

    def test_work_of_which_nobody_hears_again_is_over(self) -> None:
        made = town()
        made.hear(Progress("gone", 0.0, 1.0, 2.0))
        assert made.turn(0).health.working is not None
        assert made.turn(0.2).health.working is not None
        assert made.turn(0.3).health.working is None
