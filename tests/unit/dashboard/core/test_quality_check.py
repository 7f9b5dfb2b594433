"""Marks of quality: range, rate of change, stuck, missing; as narrated tables."""

from typing import Any

import pytest
from msgspec import structs

from config.catalogue import Instrument
from config.durations import Duration
from config.messages import AnnouncedProperty, Birth
from dashboard.core.readings.quality import Quality
from dashboard.core.readings.quality_check import QualityCheck
from dashboard.core.readings.store import Store
from tests.small_city import batch, city, domain, quantity, thing
from tests.town import NAN

G, U, S, R, M = Quality.GOOD, Quality.UNCERTAIN, Quality.STUCK, Quality.OUT_OF_RANGE, Quality.MISSING


def marks(values: list[float], step: float = 60.0, **keys: Any) -> list[Quality]:
    store = Store(city(domain([thing("a")], properties=[quantity("level", **keys)])))
    table = store.tables["water"]
    check = QualityCheck(table)
    found = []
    for number, value in enumerate(values):
        part = batch("water", [0], [step * number], [[value]])
        check.mark(part)
        table.append(part)
        found.append(Quality(part.quality[0, 0]))
    return found


@pytest.mark.parametrize(
    ("keys", "values", "expected"),
    [
        ({"range": (0.0, 10.0)}, [0.0, 10.0, 10.1, -0.1, NAN], [G, G, R, R, M]),
        ({"max_rate": 2.0}, [1.0, 3.0, 5.1, 5.0], [G, G, U, G]),
        ({"max_rate": 2.0}, [1.0, NAN, 5.0, 9.1], [G, M, G, U]),  # two minutes since the last
        ({"stuck_after": 3}, [5.0, 5.0, 5.0, 5.0, 5.0, 6.0, 6.0], [G, G, G, S, S, G, G]),
        ({"stuck_after": 3}, [5.0, 5.0, NAN, 5.0, 5.0], [G, G, M, G, S]),  # a gap is no change
        ({"stuck_after": 2}, [0.0, 0.0, 0.0, 0.0, 1.0], [G, G, G, G, G]),  # less than it can tell
        ({"stuck_after": 2, "range": (0.0, 4.0)}, [5.0, 5.0, 5.0], [R, R, R]),  # the worst mark counts
        ({}, [5.0] * 9, [G] * 9),  # standing still may be normal
        ({"max_rate": 1.0, "stuck_after": 2}, [1.0, 9.0, 9.0, 9.0], [G, U, G, S]),
    ],
)
def test_marks(keys: dict[str, Any], values: list[float], expected: list[Quality]) -> None:
    assert marks(values, **keys) == expected


def test_an_instrument_may_be_stuck_sooner_than_others_of_its_kind() -> None:
    quick = Instrument(period=Duration(60.0), stuck_after=2)
    things = [thing("a"), structs.replace(thing("b"), instruments={"level": "quick"})]
    place = domain(things, properties=[quantity("level", stuck_after=4)])
    place = structs.replace(place, instruments={**place.instruments, "quick": quick})
    store = Store(city(place))
    table = store.tables["water"]
    check, found = QualityCheck(table), []
    for minute in range(6):
        part = batch("water", [0, 1], [60.0 * minute] * 2, [[5.0], [5.0]])
        check.mark(part)
        table.append(part)
        found.append((Quality(part.quality[0, 0]), Quality(part.quality[1, 0])))
    assert found == [(G, G), (G, G), (G, S), (G, S), (S, S), (S, S)]


def test_a_rate_is_not_measured_over_less_than_a_second() -> None:
    assert marks([1.0, 1.01], step=0.01, max_rate=1.2) == [G, G]
    assert marks([1.0, 1.03], step=0.01, max_rate=1.2) == [G, U]


def test_things_that_come_later_are_counted_from_their_own_beginning() -> None:
    store = Store(city(domain([thing("a")], properties=[quantity("level", stuck_after=2)])))
    check = QualityCheck(store.tables["water"])
    for minute in range(5):
        for name in ("a", "late") if minute >= 3 else ("a",):
            store.announce(Birth("water", name, properties={"level": AnnouncedProperty("level")}))
            row = store.tables["water"].row(name)
            assert row is not None
            part = batch("water", [row], [60.0 * minute], [[5.0]])
            check.mark(part)
            store.tables["water"].append(part)
            assert Quality(part.quality[0, 0]) == (S if name == "a" and minute >= 2 else G)
