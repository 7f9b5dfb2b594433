"""Alarms that tell of one event: one speaks, nobody is forgotten, and a restart changes nothing."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.catalogue import Group
from dashboard.core.alarms.event import AlarmState
from dashboard.core.alarms.journal import open_journal
from tests.small_city import city, domain, limit, thing
from tests.town import START, Town

RAIN = Group(name="rain", by="zone")
LEVELS = {"advisory": 10.0, "warning": 20.0, "alarm": 30.0, "deadband": 2.0}
PLACE = city(domain([thing(name) for name in "abc"], [limit(**LEVELS, group=RAIN)]))
SHORT = {
    AlarmState.UNACKNOWLEDGED: "U", AlarmState.ACKNOWLEDGED: "A", AlarmState.RETURNED: "R",
    AlarmState.SUPPRESSED: "X", AlarmState.SHELVED: "S", AlarmState.OUT_OF_SERVICE: "O",
}  # fmt: skip

#: (readings of a, b and c or what the operator does; where they stand then; how often somebody was called)
STORIES: dict[str, list[tuple[tuple[float, float, float] | str, str, int]]] = {
    "the first speaks, its equals are suppressed": [
        ((5, 5, 5), "- - -", 0),
        ((12, 5, 5), "U1 - -", 1),
        ((12, 12, 5), "U1 X1 -", 1),
        ((12, 12, 12), "U1 X1 X1", 1),
        ((5, 5, 5), "- - R1", 1),
    ],
    "who is worse speaks from then on, and is called out": [
        ((12, 5, 5), "U1 - -", 1),
        ((12, 22, 5), "X1 U2 -", 2),
        ((33, 22, 5), "U3 X2 -", 3),
        ((33, 33, 22), "U3 X3 X2", 3),
    ],
    "who was suppressed and grows worse is called out once": [
        ((12, 12, 5), "U1 X1 -", 1),
        ((12, 22, 5), "X1 U2 -", 2),
    ],
    "who takes over is not called out, and nobody had seen the first": [
        ((22, 12, 5), "U2 X1 -", 1),
        ((5, 12, 5), "R2 U1 -", 1),
    ],
    "who takes over from one that was acknowledged is acknowledged": [
        ((22, 12, 5), "U2 X1 -", 1),
        ("acknowledge a", "A2 X1 -", 1),
        ((5, 12, 5), "- A1 -", 1),
        ((5, 33, 5), "- U3 -", 2),
    ],
    "who grows milder than another leaves it the word": [
        ((33, 22, 5), "U3 X2 -", 1),
        ((12, 22, 5), "X1 U2 -", 1),
    ],
    "a suppressed one is over before the one that speaks": [
        ((22, 12, 5), "U2 X1 -", 1),
        ((22, 5, 5), "U2 - -", 1),
        ((22, 12, 5), "U2 X1 -", 1),
    ],
    "shelving the one that speaks shelves the event": [
        ((12, 12, 5), "U1 X1 -", 1),
        ("shelve a", "S1 X1 -", 1),
        ((12, 12, 12), "S1 X1 X1", 1),
        ((12, 12, 22), "X1 X1 U2", 2),
    ],
    "one that is out of service speaks for nobody": [
        ((12, 12, 5), "U1 X1 -", 1),
        ("out a", "O1 U1 -", 1),
        ("in a", "U1 X1 -", 2),
    ],
    "a suppressed one cannot be acknowledged": [
        ((12, 12, 5), "U1 X1 -", 1),
        ("acknowledge b", "U1 X1 -", 1),
    ],
}  # fmt: skip


def act(town: Town, order: str, now: float) -> None:
    word, name = order.split()
    alarm = f"water/{name}/level"
    match word:
        case "acknowledge":
            town.book.acknowledge(alarm, now)
        case "shelve":
            town.book.shelve(alarm, now, 3600.0, "works")
        case "out":
            town.book.out_of_service(alarm, now, "replaced")
        case "in":
            town.book.in_service(alarm, now)


def stands(town: Town) -> str:
    alarms = [town.book.get(f"water/{name}/level") for name in "abc"]
    return " ".join(f"{SHORT[alarm.state]}{alarm.priority:d}" if alarm else "-" for alarm in alarms)


def play(town: Town, steps: list[tuple[tuple[float, float, float] | str, str, int]]) -> None:
    for minute, (what, expected, calls) in enumerate(steps):
        if isinstance(what, str):
            act(town, what, START + minute * 60.0)
            town.turn(minute)
        else:
            town.at(minute, **dict(zip("abc", what, strict=True)))
        assert stands(town) == expected, f"step {minute}: {what}"
        assert sum(event.annunciated for event in town.events) == calls, f"step {minute}: {what}"


@pytest.mark.parametrize("name", STORIES)
def test_story(name: str) -> None:
    play(Town(PLACE), STORIES[name])


@pytest.mark.parametrize("name", STORIES)
def test_of_those_that_last_exactly_one_speaks(name: str) -> None:
    town = Town(PLACE)
    play(town, STORIES[name])
    lasting = [a for a in town.book.alarms() if a.active and a.state is not AlarmState.OUT_OF_SERVICE]
    speaking = [alarm for alarm in lasting if alarm.state is not AlarmState.SUPPRESSED]
    assert len(speaking) == bool(lasting)
    if lasting:
        assert speaking[0].priority == max(alarm.priority for alarm in lasting)
        others = {alarm.id for alarm in lasting} - {speaking[0].id}
        assert set(town.book.spoken_for(speaking[0].id)) == others


@pytest.mark.parametrize("name", STORIES)
def test_a_restart_in_the_middle_changes_nothing(name: str, tmp_path: Path) -> None:
    steps = STORIES[name]
    for cut in range(1, len(steps)):
        path = tmp_path / f"{cut}.jsonl"
        journal, _ = open_journal(path)
        town = Town(PLACE, journal=journal)
        play(town, steps[:cut])
        journal.close()
        again = Town(PLACE)
        journal, earlier = open_journal(path)
        journal.close()
        again.book.restore(earlier.alarms, earlier.until)
        assert stands(again) == stands(town)
        for minute, (what, expected, _) in enumerate(steps[cut:], cut):
            if isinstance(what, str):
                act(again, what, START + minute * 60.0)
                again.turn(minute)
            else:
                again.at(minute, **dict(zip("abc", what, strict=True)))
            assert stands(again) == expected


def test_what_is_suppressed_still_colours_its_thing() -> None:
    town = Town(PLACE)
    town.at(0, a=33, b=12, c=5)
    assert town.book.levels("water").tolist() == [3, 1, 0]
    assert town.book.unacknowledged == 1


def test_two_limits_share_a_group_by_its_name_and_other_groups_do_not_mix() -> None:
    limits = [
        limit(advisory=10.0, group=Group(name="jam", by="thing")),
        limit(kind="rate", over=60, advisory=4.0, group=Group(name="jam", by="thing")),
    ]
    town = Town(city(domain([thing("a"), thing("b")], limits)))
    town.at(0, a=5, b=5)
    town.at(1, a=12, b=12)
    states = {alarm.id: alarm.state for alarm in town.book.alarms()}
    assert states == {
        "water/a/level": AlarmState.UNACKNOWLEDGED,
        "water/a/level#rate": AlarmState.SUPPRESSED,
        "water/b/level": AlarmState.UNACKNOWLEDGED,
        "water/b/level#rate": AlarmState.SUPPRESSED,
    }


def test_a_pack_without_groups_frees_what_an_earlier_one_suppressed(tmp_path: Path) -> None:
    journal, _ = open_journal(tmp_path / "j")
    Town(PLACE, journal=journal).at(0, a=12, b=12, c=5)
    journal.close()
    journal, earlier = open_journal(tmp_path / "j")
    journal.close()
    town = Town(city(domain([thing(name) for name in "abc"], [limit(**LEVELS)])))
    town.book.restore(earlier.alarms, earlier.until)
    assert stands(town) == "U1 U1 -"


ORDERS = st.sampled_from(
    [*(f"{word} {name}" for word in ("acknowledge", "shelve", "out", "in") for name in "abc")]
)
READINGS = st.tuples(*[st.sampled_from([5.0, 12.0, 22.0, 33.0])] * 3)


@given(st.lists(st.one_of(READINGS, ORDERS), max_size=30))
def test_whatever_happens_exactly_the_worst_speaks(
    steps: list[tuple[float, float, float] | str],
) -> None:
    town = Town(PLACE)
    for minute, what in enumerate(steps):
        if isinstance(what, str):
            act(town, what, START + minute * 60.0)
            town.turn(minute)
        else:
            town.at(minute, **dict(zip("abc", what, strict=True)))
        believed = [
            alarm
            for alarm in town.book.alarms()
            if alarm.kind == "high" and alarm.active and alarm.state is not AlarmState.OUT_OF_SERVICE
        ]
        speaking = [alarm for alarm in believed if alarm.state is not AlarmState.SUPPRESSED]
        assert len(speaking) == bool(believed)
        if believed:
            assert speaking[0].priority == max(alarm.priority for alarm in believed)
