"""What an operator lives through, minute by minute: each story a table of (minute, what, what stands)."""

from typing import Any

import pytest

from dashboard.core.alarms.event import AlarmState
from tests.small_city import city, domain, limit, quantity, thing
from tests.town import NAN, START, Town

LIMIT = {
    "advisory": 10.0,
    "warning": 20.0,
    "alarm": 30.0,
    "deadband": 2.0,
    "on_delay": 120,
    "off_delay": 300,
}
AT_ONCE = {"advisory": 10.0, "warning": 20.0, "alarm": 30.0, "deadband": 2.0}
HELD = AT_ONCE | {"latch": True}

#: The short words of the tables: state, then priority.
STATES = {
    "U": AlarmState.UNACKNOWLEDGED,
    "A": AlarmState.ACKNOWLEDGED,
    "R": AlarmState.RETURNED,
    "LU": AlarmState.LATCHED_UNACKNOWLEDGED,
    "LA": AlarmState.LATCHED_ACKNOWLEDGED,
    "S": AlarmState.SHELVED,
    "O": AlarmState.OUT_OF_SERVICE,
}
NAME = "water/a/level"

#: (limit, steps): a number is a reading, None the mere passing of time, a word what the operator does.
STORIES: dict[str, tuple[dict[str, Any], list[tuple[float, float | str | None, str]]]] = {
    "a calm day": (LIMIT, [(0, 5, "-"), (60, 6, "-"), (120, 4, "-")]),
    "raised, seen, over": (
        AT_ONCE,
        [
            (0, 5, "-"),
            (1, 12, "U advisory"),
            (2, "acknowledge", "A advisory"),
            (3, 12, "A advisory"),
            (4, 5, "-"),
        ],
    ),
    "raised, over, seen": (
        AT_ONCE,
        [(1, 12, "U advisory"), (2, 5, "R advisory"), (3, "acknowledge", "-")],
    ),
    "nobody looked, it came again": (
        AT_ONCE,
        [(1, 12, "U advisory"), (2, 5, "R advisory"), (3, 25, "U warning"), (4, 5, "R warning")],
    ),
    "a spike shorter than the on-delay": (
        LIMIT,
        [(0, 5, "-"), (1, 35, "-"), (2, 5, "-"), (3, 5, "-"), (4, 5, "-"), (60, None, "-")],
    ),
    "exactly the on-delay": (LIMIT, [(0, 12, "-"), (1, 12, "-"), (2, 12, "U advisory")]),
    "chatter inside the deadband is one alarm": (
        AT_ONCE,
        [
            (0, 10, "U advisory"),
            *((m, 9.0 + m % 2, "U advisory") for m in range(1, 30)),
            (30, 7.9, "R advisory"),
        ],
    ),
    "chatter around the threshold never lasts the on-delay": (
        LIMIT,
        [(m, 9.0 + 2.0 * (m % 2), "-") for m in range(30)],
    ),
    "back for less than the off-delay": (
        LIMIT,
        [
            (0, 12, "-"),
            (2, 12, "U advisory"),
            (3, 5, "U advisory"),
            (6, 12, "U advisory"),
            (8, 5, "U advisory"),
            (12, 5, "U advisory"),
            (13, 5, "R advisory"),
        ],
    ),
    "escalation asks again those who have seen the milder alarm": (
        AT_ONCE,
        [
            (0, 12, "U advisory"),
            (1, "acknowledge", "A advisory"),
            (2, 22, "U warning"),
            (3, "acknowledge", "A warning"),
            (4, 33, "U alarm"),
        ],
    ),
    "easing does not ask again": (
        AT_ONCE,
        [
            (0, 33, "U alarm"),
            (1, "acknowledge", "A alarm"),
            (2, 22, "A warning"),
            (3, 12, "A advisory"),
            (4, 5, "-"),
        ],
    ),
    "once over, the worst it was is shown": (
        AT_ONCE,
        [(0, 33, "U alarm"), (1, 12, "U advisory"), (2, 5, "R alarm"), (3, "acknowledge", "-")],
    ),
    "acknowledged twice": (
        AT_ONCE,
        [(0, 12, "U advisory"), (1, "acknowledge", "A advisory"), (2, "acknowledge", "A advisory")],
    ),
    "acknowledged without an alarm": (AT_ONCE, [(0, 5, "-"), (1, "acknowledge", "-"), (2, 12, "U advisory")]),
    "shelved for an hour": (
        AT_ONCE,
        [
            (0, 12, "U advisory"),
            (1, "shelve 60", "S advisory"),
            (60, 12, "S advisory"),
            (61, None, "U advisory"),
        ],
    ),
    "over while it was shelved": (
        AT_ONCE,
        [(0, 12, "U advisory"), (1, "shelve 60", "S advisory"), (30, 5, "S advisory"), (61, None, "-")],
    ),
    "worse while it was shelved": (
        AT_ONCE,
        [(0, 12, "U advisory"), (1, "shelve 60", "S advisory"), (30, 33, "S alarm"), (62, 33, "U alarm")],
    ),
    "taken back before its time": (
        AT_ONCE,
        [
            (0, 12, "U advisory"),
            (1, "acknowledge", "A advisory"),
            (2, "shelve 60", "S advisory"),
            (3, "unshelve", "U advisory"),
            (61, None, "U advisory"),
        ],
    ),
    "shelved cannot be acknowledged": (
        AT_ONCE,
        [
            (0, 12, "U advisory"),
            (1, "shelve 60", "S advisory"),
            (2, "acknowledge", "S advisory"),
            (61, None, "U advisory"),
        ],
    ),
    "shelved twice, the longer": (
        AT_ONCE,
        [
            (0, 12, "U advisory"),
            (1, "shelve 60", "S advisory"),
            (2, "unshelve", "U advisory"),
            (3, "shelve 120", "S advisory"),
            (62, None, "S advisory"),
            (123, None, "U advisory"),
        ],
    ),
    "out of service until further notice": (
        AT_ONCE,
        [
            (0, 12, "U advisory"),
            (1, "out", "O advisory"),
            (600, 33, "O alarm"),
            (700, 5, "O alarm"),
            (701, "in", "-"),
        ],
    ),
    "a calm instrument taken out of service": (
        AT_ONCE,
        [(0, 5, "-"), (1, "out", "O none"), (2, 33, "O alarm"), (3, "in", "U alarm")],
    ),
    "latched until reset": (
        HELD,
        [
            (0, 33, "U alarm"),
            (1, 5, "LU alarm"),
            (2, "reset", "LU alarm"),
            (3, "acknowledge", "LA alarm"),
            (4, "reset", "-"),
        ],
    ),
    "latched, and raised again": (
        HELD,
        [
            (0, 33, "U alarm"),
            (1, "acknowledge", "A alarm"),
            (2, 5, "LA alarm"),
            (3, 12, "U advisory"),
            (4, 5, "LU advisory"),
        ],
    ),
    "the sensor falls silent before the on-delay is over": (
        LIMIT,
        [(0, 12, "-"), (1, 12, "-"), (2, None, "-"), (6, None, "-"), (7, None, "U advisory")],
    ),
    "one reading of a flood, and the sensor falls silent": (
        LIMIT,
        [(0, 5, "-"), (1, 33, "-"), (5, None, "-"), (30, None, "-")],
    ),
    "it is back, and the flood is still there": (
        LIMIT,
        [(0, 5, "-"), (1, 33, "-"), (5, None, "-"), (12, 35, "U alarm"), (13, 35, "U alarm")],
    ),
    "it is back, and it was a spike": (
        LIMIT,
        [(0, 5, "-"), (1, 33, "-"), (12, 5, "-"), (13, 33, "-"), (14, 33, "-"), (15, 33, "U alarm")],
    ),
    "the sensor falls silent in alarm": (
        AT_ONCE,
        [(0, 33, "U alarm"), (1, "acknowledge", "A alarm"), (600, None, "A alarm")],
    ),
    "no number is no reading": (
        AT_ONCE,
        [(0, 12, "U advisory"), (1, NAN, "U advisory"), (2, 5, "R advisory")],
    ),
    "a number out of range is no reading": (
        AT_ONCE,
        [(0, 5, "-"), (1, 5000, "-"), (2, 12, "U advisory"), (3, -5, "U advisory"), (4, 5, "R advisory")],
    ),
    "commented, and the word stays": (
        AT_ONCE,
        [(0, 12, "U advisory"), (1, "comment", "U advisory"), (2, 22, "U warning")],
    ),
}


def act(town: Town, what: str, minute: float) -> None:
    now = START + minute * 60.0
    word, _, amount = what.partition(" ")
    match word:
        case "acknowledge":
            town.book.acknowledge(NAME, now)
        case "shelve":
            town.book.shelve(NAME, now, float(amount) * 60.0, "calibration")
        case "unshelve":
            town.book.unshelve(NAME, now)
        case "reset":
            town.book.reset(NAME, now)
        case "out":
            town.book.out_of_service(NAME, now, "replaced")
        case "in":
            town.book.in_service(NAME, now)
        case "comment":
            town.book.comment(NAME, now, "team on site")


def stands(town: Town) -> str:
    alarm = town.book.get(NAME)
    if alarm is None:
        return "-"
    short = next(name for name, state in STATES.items() if state is alarm.state)
    return f"{short} {alarm.priority.name.lower()}"


def play(town: Town, steps: list[tuple[float, float | str | None, str]]) -> None:
    for minute, what, expected in steps:
        if isinstance(what, str):
            act(town, what, minute)
            town.turn(minute)
        elif what is None:
            town.at(minute, other=1.0 + minute / 1e4)  # somebody else speaks: the city lives
        else:
            town.at(minute, a=what)
        assert stands(town) == expected, f"minute {minute}: {what}"


@pytest.mark.parametrize("name", STORIES)
def test_story(name: str) -> None:
    keys, steps = STORIES[name]
    town = Town(city(domain([thing("a"), thing("other")], [limit(things=("a",), **keys)])))
    play(town, steps)


def test_there_are_many_stories() -> None:
    assert len(STORIES) >= 25


@pytest.mark.parametrize("name", STORIES)
def test_the_events_tell_the_whole_story(name: str) -> None:
    """Whoever follows the events alone knows the same alarms at the end."""
    keys, steps = STORIES[name]
    town = Town(city(domain([thing("a"), thing("other")], [limit(things=("a",), **keys)])))
    play(town, steps)
    known = {event.alarm.id: event.alarm for event in town.events}
    standing = {name: alarm for name, alarm in known.items() if alarm.state is not AlarmState.NORMAL}
    assert standing == {alarm.id: alarm for alarm in town.book.alarms()}


class TestTimes:
    """When things happened, as told on the alarm."""

    def town(self, **keys: Any) -> Town:
        return Town(city(domain([thing("a")], [limit(**(LIMIT | keys))])))

    def test_raised_cleared_and_acknowledged(self) -> None:
        town = self.town()
        for minute, value in ((0, 12), (1, 12), (3.5, 12), (4, 5), (9, 5)):
            town.at(minute, a=value)
        alarm = town.alarm(NAME)
        assert (alarm.raised, alarm.cleared) == (START + 120.0, START + 540.0)
        assert (alarm.value, alarm.threshold) == (5.0, 10.0)
        assert not alarm.active
        town.book.acknowledge(NAME, START + 600.0, by="Zoé")
        frame = town.turn(10)
        assert frame.events[-1].by == "Zoé"
        assert frame.events[-1].alarm.acknowledged == START + 600.0
        assert town.book.get(NAME) is None

    def test_escalation_keeps_the_time_of_the_raise(self) -> None:
        town = self.town(on_delay=0)
        town.at(0, a=12)
        town.at(7, a=33)
        alarm = town.alarm(NAME)
        assert (alarm.raised, alarm.value, alarm.threshold) == (START, 33.0, 30.0)

    def test_what_to_do_is_told(self) -> None:
        town = self.town(on_delay=0)
        town.at(0, a=12)
        assert town.alarm(NAME).todo == {"fr": "Agir", "en": "Act"}


class TestOrders:
    """What an operator may ask, and what is refused in one line."""

    def town(self) -> Town:
        town = Town(city(domain([thing("a")], [limit(**AT_ONCE)])))
        town.at(0, a=33)
        return town

    @pytest.mark.parametrize("seconds", [0.0, -1.0, 8 * 3600.0 + 1.0, NAN])
    def test_shelving_is_for_a_shift_at_most(self, seconds: float) -> None:
        with pytest.raises(ValueError, match="at most 8 h"):
            self.town().book.shelve(NAME, START, seconds, "calibration")

    @pytest.mark.parametrize("reason", ["", "   "])
    def test_putting_aside_needs_a_reason(self, reason: str) -> None:
        town = self.town()
        with pytest.raises(ValueError, match="say which"):
            town.book.shelve(NAME, START, 60.0, reason)
        with pytest.raises(ValueError, match="say which"):
            town.book.out_of_service(NAME, START, reason)

    def test_out_of_service_must_name_an_alarm_that_can_be(self) -> None:
        town = self.town()
        for name in (
            "water/a/nothing",
            "water/b/level",
            "fire/a/level",
            "water/a/level#rate",
            "nonsense",
            "",
        ):
            with pytest.raises(KeyError):
                town.book.out_of_service(name, START, "replaced")

    @pytest.mark.parametrize("name", ["water/a/level#stuck", "water/a/level#stale", "water/a#stale"])
    def test_instruments_alarms_can_be_taken_out_of_service(self, name: str) -> None:
        town = self.town()
        town.book.out_of_service(name, START, "replaced")
        assert town.alarm(name).state is AlarmState.OUT_OF_SERVICE

    def test_all_on_the_page_at_once(self) -> None:
        town = Town(city(domain([thing("a"), thing("b")], [limit(**AT_ONCE)])))
        town.at(0, a=33, b=12)
        town.book.acknowledge_all(["water/a/level", "water/b/level", "water/c/level"], START + 60.0)
        assert [event.what for event in town.turn(1).events] == ["acknowledged", "acknowledged"]
        assert town.book.unacknowledged == 0


class TestOverview:
    def test_levels_of_things_for_the_map(self) -> None:
        town = Town(city(domain([thing("a"), thing("b"), thing("c")], [limit(**AT_ONCE)])))
        assert town.book.levels("water").tolist() == [0, 0, 0]
        town.at(0, a=33, b=12, c=1)
        assert town.book.levels("water").tolist() == [3, 1, 0]
        assert town.book.worst() == 3
        town.book.shelve("water/a/level", START, 600.0, "calibration")
        assert town.book.levels("water").tolist() == [0, 1, 0]
        assert town.book.worst() == 1
        assert town.book.unacknowledged == 1
        town.at(1, b=5)
        assert town.book.levels("water").tolist() == [0, 0, 0], "what has returned colours nothing"
        assert dict(town.book.counts()) == {(AlarmState.SHELVED, 3): 1, (AlarmState.RETURNED, 1): 1}

    def test_two_limits_on_one_datastream_are_two_alarms(self) -> None:
        limits = [
            limit(**AT_ONCE),
            limit(kind="rate", over=600, warning=5.0),
            limit(kind="rate", over=60, alarm=4.0),
        ]
        town = Town(city(domain([thing("a")], limits)))
        for minute in range(12):
            town.at(minute, a=5.0)
        town.at(12, a=12.0)
        assert {alarm.id: alarm.priority for alarm in town.book.alarms()} == {
            "water/a/level": 1,
            "water/a/level#rate": 2,
            "water/a/level#rate-2": 3,
        }

    def test_a_thing_that_came_by_itself_has_the_domains_limits(self) -> None:
        limits = [limit(**AT_ONCE), limit(things=("a",), kind="low", alarm=50.0)]
        town = Town(city(domain([thing("a")], limits, [quantity("level"), quantity("flow")])))
        town.at(0, stranger=(33.0, NAN))
        assert [alarm.id for alarm in town.book.alarms()] == ["water/stranger/level"]
