"""The store: observations in rounds, strangers that are discovered, and what is asked."""

import math
from collections import defaultdict, deque
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.messages import AnnouncedProperty, Birth, Observation
from dashboard.core.readings import store as store_module
from dashboard.core.readings.quality import Quality
from dashboard.core.readings.store import Store, Stream
from tests.small_city import batch, city, domain, quantity, thing
from tests.town import NAN

PLACE = city(
    domain([thing("a"), thing("b", ("level", "flow"))], properties=[quantity("level"), quantity("flow")]),
    domain([thing("a")], name="air"),
)


def said(domain_id: str, name: str, time: float, *values: float) -> tuple[float, Observation]:
    return 0.0, Observation(domain_id, name, time, values)


def strange(domain_id: str, name: str, time: float, **others: float) -> tuple[float, Observation]:
    return 0.0, Observation(domain_id, name, time, (), -1, others)


told = st.lists(
    st.tuples(st.sampled_from(["water", "air"]), st.sampled_from("abcd"), st.integers(0, 200).map(float)),
    max_size=60,
)


@given(told, st.lists(st.integers(0, 60), max_size=5))
def test_rounds_hold_everything_once_in_order(items: list[tuple[str, str, float]], cuts: list[int]) -> None:
    store = Store(PLACE)
    width = {"water": 2, "air": 1}
    messages = [said(d, name, time, *[float(i)] * width[d]) for i, (d, name, time) in enumerate(items)]
    found: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    edges = sorted({0, *(min(cut, len(messages)) for cut in cuts), len(messages)})
    for begin, end in pairwise(edges):
        for round_ in store.rounds(deque(messages[begin:end])):
            assert len({part.domain for part in round_}) == len(round_)
            for part in round_:
                assert len(set(part.rows.tolist())) == len(part), "each thing at most once"
                for row, value, time in zip(part.rows, part.values, part.times, strict=True):
                    name = store.tables[part.domain].places[row].id
                    found[part.domain, name].append(float(value[0]))
                    assert items[int(value[0])] == (part.domain, name, time)
    expected: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for number, (d, name, _) in enumerate(items):
        expected[d, name].append(float(number))
    assert found == expected


def test_a_round_ends_with_its_minute() -> None:
    store = Store(PLACE)
    messages = [said("water", "a", 10.0, 1, 1), said("air", "a", 59.0, 1), said("water", "b", 60.0, 1, 1)]
    assert [[part.domain for part in round_] for round_ in store.rounds(deque(messages))] == [
        ["water", "air"],
        ["water"],
    ]
    late = [said("water", "a", 61.0, 1, 1), said("air", "a", 5.0, 1), said("water", "b", 62.0, 1, 1)]
    assert len(list(store.rounds(deque(late)))) == 1, "what is late cuts nothing"


class TestStrangers:
    def test_a_thing_of_a_known_domain(self) -> None:
        store = Store(PLACE)
        (round_,) = store.rounds(deque([said("water", "new", 1.0, 5.0, NAN)]))
        assert round_[0].rows.tolist() == [2]
        assert store.discovered == 1
        place = store.place(Stream("water", 2, 0))
        assert (place.id, place.discovered, place.position) == ("new", True, None)

    def test_a_domain_of_its_own(self) -> None:
        store = Store(PLACE)
        (round_,) = store.rounds(deque([strange("noise", "x", 1.0, laeq=61.5, peak=80.0)]))
        assert [item.id for item in store.tables["noise"].properties] == ["laeq", "peak"]
        assert round_[0].values.tolist() == [[61.5, 80.0]]
        (round_,) = store.rounds(deque([strange("noise", "y", 2.0, peak=81.0, wind=3.0)]))
        assert np.isnan(round_[0].values[0, 0])
        assert round_[0].values[0, 1] == 81.0
        assert store.refused["unknown_property"] == 1

    def test_a_birth_tells_units_and_how_it_travels(self) -> None:
        store = Store(PLACE)
        announced = {
            "laeq": AnnouncedProperty("LAeq", "dB", (30.0, 130.0)),
            "odd": AnnouncedProperty("o", "", (5.0, 1.0)),
        }
        store.announce(Birth("noise", "x", "Place Masséna", (7.27, 43.7), announced))
        item = store.tables["noise"].properties[0]
        assert (item.id, item.attribute, item.unit, item.range) == ("laeq", "LAeq", "dB", (30.0, 130.0))
        assert store.tables["noise"].properties[1].range == (-math.inf, math.inf)
        (round_,) = store.rounds(deque([strange("noise", "x", 1.0, LAeq=61.5)]))
        assert round_[0].values[0, 0] == 61.5
        assert store.place(Stream("noise", 0, 0)).name == "Place Masséna"

    @pytest.mark.parametrize(("name", "clean"), [("a/b", "a_b"), ("#", "_"), ("x+y", "x_y"), ("", "_")])
    def test_a_property_is_called_so_that_its_name_can_be_read_again(self, name: str, clean: str) -> None:
        store = Store(PLACE)
        list(store.rounds(deque([strange("noise", "x", 1.0, **{name: 1.0})])))
        assert store.id(Stream("noise", 0, 0)) == f"noise/x/{clean}"
        assert store.find(f"noise/x/{clean}") == Stream("noise", 0, 0)

    def test_births_by_the_thousand_are_met_a_few_at_a_time(self) -> None:
        store = Store(PLACE)
        for name in "cdef":
            store.expect(Birth("water", name, name.upper()))
        store.expect(Birth("water", "e", removed=True))
        store.meet(2)
        table = store.tables["water"]
        assert [place.name for place in table.places] == ["a", "b", "C", "D"]
        store.meet(2)
        assert [place.name for place in table.places[4:]] == ["F"], "the other has gone before it was met"
        store.meet(2)
        assert store.discovered == 3

    def test_who_speaks_before_it_was_met_is_called_by_its_name(self) -> None:
        store = Store(PLACE)
        store.expect(Birth("water", "c", "Paillon", (7.27, 43.7)))
        list(store.rounds(deque([said("water", "c", 1.0, 5.0, 1.0)])))
        assert store.tables["water"].places[2].name == "Paillon"
        store.meet()
        assert store.discovered == 1

    def test_the_first_of_a_strange_domain_is_met_at_once(self) -> None:
        store = Store(PLACE)
        store.expect(Birth("noise", "x", "X", None, {"laeq": AnnouncedProperty("LAeq", "dB")}))
        assert store.tables["noise"].properties[0].unit == "dB"

    def test_a_known_thing_is_not_renamed_by_a_birth(self) -> None:
        store = Store(PLACE)
        store.announce(Birth("water", "a", "Somewhere else", (0.0, 0.0)))
        assert store.place(Stream("water", 0, 0)).name == "a"
        assert store.discovered == 0

    def test_a_removed_thing_keeps_its_readings(self) -> None:
        store = Store(PLACE)
        list(store.rounds(deque([said("water", "new", 1.0, 5.0, 1.0)])))
        store.announce(Birth("water", "new", removed=True))
        store.announce(Birth("water", "never", removed=True))
        assert len(store.tables["water"]) == 3

    def test_there_is_an_end_to_strangers_and_the_rest_is_counted(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(store_module, "MAX_DISCOVERED", 3)
        monkeypatch.setattr(store_module, "MAX_STRANGE_DOMAINS", 1)
        store = Store(PLACE)
        messages = [said("water", f"new{i}", 1.0, 1.0, 1.0) for i in range(2)]
        messages += [strange("noise", "x", 1.0, laeq=1.0), strange("noise", "y", 1.0, laeq=1.0)]
        messages += [strange("bikes", "x", 1.0, free=1.0), strange("empty", "x", 1.0)]
        rounds = list(store.rounds(deque(messages)))
        assert sum(len(part) for round_ in rounds for part in round_) == 3
        assert store.refused == {"too_many_things": 1, "unknown_domain": 2}


class TestQuestions:
    def test_names_there_and_back(self) -> None:
        store = Store(PLACE)
        streams = [*store.streams("water"), *store.streams("air")]
        names = [store.id(stream) for stream in streams]
        assert names == ["water/a/level", "water/b/level", "water/b/flow", "air/a/level"]
        assert [store.find(name) for name in names] == streams

    @pytest.mark.parametrize(
        "name", ["", "water", "water/a", "water/a/level/x", "fire/a/level", "water/z/level", "water/a/z"]
    )
    def test_names_of_nothing(self, name: str) -> None:
        with pytest.raises(KeyError):
            Store(PLACE).find(name)

    def test_the_newest_reading_grows_stale(self) -> None:
        store = Store(PLACE)
        stream = store.find("water/a/level")
        assert store.latest(stream, 0.0) is None
        store.tables["water"].append(batch("water", [0], [100.0], [[5.0, NAN]]))
        reading = store.latest(stream, 400.0)
        assert reading is not None
        assert (reading.time, reading.value, reading.quality) == (100.0, 5.0, Quality.GOOD)
        reading = store.latest(stream, 400.1)
        assert reading is not None
        assert reading.quality == Quality.STALE

    def test_forgetting_keeps_the_things(self) -> None:
        store = Store(PLACE)
        list(store.rounds(deque([said("water", "new", 1.0, 5.0, 1.0)])))
        store.tables["water"].append(batch("water", [0], [100.0], [[5.0, NAN]]))
        store.forget_readings()
        assert store.latest(store.find("water/a/level"), 100.0) is None
        assert len(store.window(store.find("water/a/level"), 0.0, 1e9)) == 0
        assert store.tables["water"].row("new") == 2
