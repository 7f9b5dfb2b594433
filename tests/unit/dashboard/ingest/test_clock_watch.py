"""A stranger's clock beside the city's own takes no reading away; a city that begins anew is believed."""

import pytest

from config.messages import Clock, Message, Status
from dashboard.ingest.clock_watch import DOUBT, Burst, ClockWatch

WALL, NOON = 1_790_000_000.0, 1_790_913_600.0


def city(second: float, speed: float = 60.0) -> Clock:
    """What the city tells at that second."""
    return Clock(NOON + 60.0 * second, WALL + second, speed, True)


def word(name: str) -> Status:
    return Status(name, True)


STRANGE = {
    "of last year": Clock(NOON - 365 * 86400.0, WALL + 1.5, 60.0, True),
    "of the last century to come": Clock(7_200_000_000.0, WALL + 1.5, 60.0, True),
    "an hour back": Clock(NOON - 3600.0, WALL + 1.5, 60.0, True),
    "of an absurd speed": Clock(NOON + 90.0, WALL + 1.5, 1e6, True),
    "of another wall": Clock(NOON + 90.0, 0.0, 60.0, True),
    "that stands": Clock(NOON - 86400.0, WALL + 1.5, 60.0, False),
}


class Room:
    """A watch, and what came through it."""

    def __init__(self) -> None:
        self.watch = ClockWatch()
        self.through: list[Burst] = []

    def hear(self, second: float, *messages: Message) -> list[Message]:
        return self._pass(self.watch.take(messages, WALL + second))

    def wait(self, second: float) -> list[Message]:
        return self._pass(self.watch.release(WALL + second))

    def _pass(self, bursts: list[Burst]) -> list[Message]:
        self.through += bursts
        return [message for burst, _ in bursts for message in burst]


@pytest.mark.parametrize("name", STRANGE)
def test_a_strangers_clock_is_left_out_and_counted(name: str) -> None:
    room = Room()
    room.hear(0, city(0))
    assert room.hear(1, city(1), word("a")) == [city(1), word("a")]
    assert room.hear(1.5, word("b"), STRANGE[name], word("c")) == [word("b")]
    assert room.hear(1.7, word("d")) == []
    assert room.hear(2, word("e"), city(2)) == [word("c"), word("d"), word("e"), city(2)]
    assert room.watch.others == 1
    assert [arrival for _, arrival in room.through] == sorted(arrival for _, arrival in room.through)


def test_a_city_that_begins_anew_is_believed_at_the_second_word() -> None:
    room, anew = Room(), Clock(NOON - 86400.0, WALL + 1.2, 60.0, True)
    room.hear(1, city(1))
    assert room.hear(1.2, word("before"), anew, anew, word("after")) == [
        word("before"), anew, anew, word("after"),
    ]  # fmt: skip
    assert room.watch.others == 0
    assert room.hear(2, Clock(NOON - 86400.0 + 48.0, WALL + 2, 60.0, True), word("x"))[-1] == word("x")


def test_another_speed_is_believed_at_the_second_word() -> None:
    room, fast = Room(), Clock(NOON + 72.0, WALL + 1.2, 600.0, True)
    room.hear(1, city(1))
    assert room.hear(1.2, fast) == []
    assert room.hear(1.2, fast, word("a")) == [fast, fast, word("a")]


def test_one_whom_nobody_contradicts_is_believed() -> None:
    room, anew = Room(), Clock(NOON + 86400.0, WALL + 5, 60.0, True)
    room.hear(1, city(1))
    assert room.hear(5, anew, word("a")) == []
    assert room.wait(5 + 0.9 * DOUBT) == []
    assert room.wait(5 + DOUBT) == [anew, word("a")]
    assert room.watch.others == 0
    assert room.hear(7, word("b")) == [word("b")]


def test_a_slow_city_that_gives_way_is_no_other() -> None:
    room = Room()
    room.hear(1, city(1))
    slow = Clock(NOON + 60.0 * 2 - 100.0, WALL + 2, 60.0, True)
    assert room.hear(2, slow) == [slow]


def test_many_strangers_cost_one_clock_each_and_hold_nothing_for_good() -> None:
    room = Room()
    room.hear(0, city(0))
    said = 0
    for number in range(1000):
        said += len(room.hear(0.5 + number / 2000, Clock(1e6 * number, WALL, 1.0, True), word(str(number))))
    said += len(room.hear(1, city(1)))
    assert said == 1000 + 1
    assert room.watch.others == 1000


def test_a_flood_behind_a_doubted_clock_does_not_fill_the_memory() -> None:
    room = Room()
    room.hear(0, city(0))
    room.hear(0.5, STRANGE["an hour back"])
    flood = [word(str(number)) for number in range(30_000)]
    through = sum(len(room.hear(0.6, *flood)) for _ in range(10))
    assert through >= 200_000
