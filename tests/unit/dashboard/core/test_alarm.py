"""The life cycle of ISA-18.2: every standing against every happening, and what must never be."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.core.alarms.alarm import Happening, Standing, after
from dashboard.core.alarms.event import ASIDE, UNSEEN, AlarmState, Priority

NORMAL = Standing()
Event = tuple[Happening, Priority, bool, bool]

EVENTS: list[Event] = [
    *((Happening.JUDGED, *rest) for rest in product(Priority, (False, True), (False, True))),
    *((what, Priority.NONE, False, False) for what in Happening if what is not Happening.JUDGED),
]


def step(standing: Standing, event: Event) -> tuple[Standing, str]:
    what, level, latching, asks_once = event
    return after(standing, what, level, latching=latching, asks_once=asks_once)


def reachable() -> list[Standing]:
    """Every standing that any sequence of happenings can lead to."""
    found, todo = {NORMAL}, [NORMAL]
    while todo:
        standing = todo.pop()
        for event in EVENTS:
            following, _ = step(standing, event)
            if following not in found:
                found.add(following)
                todo.append(following)
    return sorted(found, key=repr)


ALL = reachable()


def test_every_state_can_be_reached() -> None:
    assert {standing.state for standing in ALL} == set(AlarmState)
    assert 50 < len(ALL) < 400


W = Priority.WARNING
#: One standing of each state; the condition of those that have one is at WARNING.
STANDING = {
    "N": NORMAL,
    "U": Standing(W, W, True),
    "A": Standing(W, W),
    "R": Standing(worst=W, unseen=True),
    "LU": Standing(worst=W, unseen=True, latched=True),
    "LA": Standing(worst=W, latched=True),
    "S": Standing(W, W, True, shelved=True),
    "X": Standing(W, W, True, suppressed=True),
    "O": Standing(W, W, True, out_of_service=True),
}
STATES = dict(zip(STANDING, AlarmState, strict=True))
#: The happenings of a column of the table below; a judged level may latch (`held`) when it is over.
COLUMNS: dict[str, Event] = {
    "alarm": (Happening.JUDGED, Priority.ALARM, False, False),
    "warning": (Happening.JUDGED, Priority.WARNING, False, False),
    "advisory": (Happening.JUDGED, Priority.ADVISORY, False, False),
    "over": (Happening.JUDGED, Priority.NONE, False, False),
    "held": (Happening.JUDGED, Priority.NONE, True, False),
    **{what.value: (what, Priority.NONE, False, False) for what in Happening if what is not Happening.JUDGED},
}
#: Science, section 11.5: the state that follows; + raised, ^ escalated, v eased, . cleared; - nothing.
TABLE = """
    alarm warning advisory over held | acknowledged reset shelved unshelved suppressed unsuppressed leads out_of_service in_service
N   U+    U+      U+       -    -    | -            -     S       -         X          -            -     O              -
U   U^    -       Uv       R.   LU.  | A            -     S       -         X          -            -     O              -
A   U^    -       Av       N.   LA.  | -            -     S       -         X          -            -     O              -
R   U+    U+      U+       -    -    | N            -     S       -         X          -            -     O              -
LU  U+    U+      U+       -    -    | LA           -     S       -         X          -            -     O              -
LA  U+    U+      U+       -    -    | -            N     S       -         X          -            -     O              -
S   S^    -       Sv       S.   S.   | -            -     -       U         X          -            -     O              -
X   X^    -       Xv       X.   X.   | -            -     -       -         -          U            U     O              -
O   O^    -       Ov       O.   O.   | -            -     -       -         O          -            -     -              U
"""  # noqa: E501
WORDS = {"+": "raised", "^": "escalated", "v": "eased", ".": "cleared"}


def transitions() -> Iterator[tuple[str, str, str, str]]:
    """State, column, following state and word, one for each cell of the table."""
    head, *rows = TABLE.replace("|", " ").strip().splitlines()
    for row in rows:
        state, *cells = row.split()
        for column, cell in zip(head.split(), cells, strict=True):
            if cell == "-":
                yield state, column, state, ""
            else:
                yield state, column, cell.rstrip("+^v."), WORDS.get(cell[-1], column)


def test_the_table_has_every_state_and_every_happening() -> None:
    cells = list(transitions())
    assert [(state, column) for state, column, _, _ in cells] == list(product(STANDING, COLUMNS))
    assert all(standing.state is STATES[name] and standing in ALL for name, standing in STANDING.items())


@pytest.mark.parametrize(("state", "column", "following", "word"), list(transitions()))
def test_table_of_transitions(state: str, column: str, following: str, word: str) -> None:
    reached, said = step(STANDING[state], COLUMNS[column])
    assert (reached.state, said) == (STATES[following], word)
    if not word:
        assert reached == STANDING[state]


@pytest.mark.parametrize("standing", ALL, ids=repr)
def test_what_holds_for_every_standing_and_happening(standing: Standing) -> None:
    for event in EVENTS:
        what, level, _, asks_once = event
        following, word = step(standing, event)
        assert following in ALL
        assert (word == "") == (following == standing), "a word for a change, and only for one"
        if what is Happening.JUDGED:
            assert following.level is level, "the condition is judged, whatever the operator did"
            assert following.aside == standing.aside
        else:
            assert following.level is standing.level, "no operator changes the condition"
        if word == "raised" or (word == "escalated" and not asks_once):
            assert following.unseen, "a raise is never lost"
            assert following.state in ASIDE or following.state is AlarmState.UNACKNOWLEDGED
        if following.level:
            assert following.worst >= following.level
        assert (following == NORMAL) == (following.state is AlarmState.NORMAL), "normal keeps nothing"
        again, word = step(following, event)
        assert (again, word) == (following, ""), "every happening is idempotent"


def test_what_asks_once_gets_worse_without_asking_again() -> None:
    raised, _ = after(NORMAL, Happening.JUDGED, Priority.ADVISORY, asks_once=True)
    assert raised.state is AlarmState.UNACKNOWLEDGED
    worse, word = after(raised, Happening.JUDGED, Priority.ALARM, asks_once=True)
    assert (worse.state, word) == (AlarmState.UNACKNOWLEDGED, "escalated"), "nobody has seen it yet"
    seen, _ = after(raised, Happening.ACKNOWLEDGED)
    worse, word = after(seen, Happening.JUDGED, Priority.ALARM, asks_once=True)
    assert (worse.state, worse.level, word) == (AlarmState.ACKNOWLEDGED, Priority.ALARM, "escalated")


def test_put_aside_and_taken_back_asks_again_while_it_lasts() -> None:
    for there, back in (
        (Happening.SHELVED, Happening.UNSHELVED),
        (Happening.SUPPRESSED, Happening.UNSUPPRESSED),
        (Happening.OUT_OF_SERVICE, Happening.IN_SERVICE),
    ):
        seen = STANDING["A"]
        aside, _ = after(seen, there)
        assert after(aside, back)[0].state is AlarmState.UNACKNOWLEDGED
        calm, _ = after(aside, Happening.JUDGED, Priority.NONE)
        assert after(calm, back)[0].state is AlarmState.NORMAL


def test_suppressed_while_shelved_is_shelved_again() -> None:
    standing = Standing(W, W, shelved=True)
    standing, _ = after(standing, Happening.SUPPRESSED)
    assert standing.state is AlarmState.SUPPRESSED
    standing, _ = after(standing, Happening.UNSUPPRESSED)
    assert standing.state is AlarmState.SHELVED


@given(st.lists(st.sampled_from(EVENTS), max_size=40))
def test_no_raise_is_lost_on_any_way(events: list[Event]) -> None:
    """What was raised is acknowledged, put aside, or still asks for somebody."""
    standing, asked = NORMAL, False
    for event in events:
        before, (standing, word) = standing, step(standing, event)
        news = ("raised", "unshelved", "unsuppressed", "in_service", "" if event[3] else "escalated")
        if word and word in news and standing.level:
            asked = not standing.aside
        elif (event[0] is Happening.ACKNOWLEDGED and not before.aside) or standing.aside:
            asked = False
        if asked:
            assert standing.state in UNSEEN
