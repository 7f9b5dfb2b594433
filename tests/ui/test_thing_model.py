"""The list of things: the worst first, found by name, and repainted only where it says something else."""

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt

from config.messages import Observation
from dashboard.core.alarms.event import Priority
from dashboard.ui.models.thing_model import Column, Kind, ThingModel, first_observed, plain
from tests.town import START
from tests.ui.city_room import Room

COLUMNS = (
    Column(Kind.STATE, lambda: ""),
    Column(Kind.NAME, lambda: "Name"),
    Column(Kind.VALUE, lambda: "Value"),
    Column(Kind.VALUE, lambda: "Level", "water_level"),
    Column(Kind.AGE, lambda: "Age"),
    Column(Kind.TREND, lambda: "Trend"),
)
ALL = range(100)


@pytest.fixture
def room(qapp):
    made = Room()
    yield made
    made.close()


@pytest.fixture
def model(room):
    made = ThingModel(room.context, "water", COLUMNS, first_observed)
    made.refresh(0.0, ALL)
    return made


def names(model: ThingModel) -> list[str]:
    return [model.row(place).name for place in range(model.rowCount())]


def now(minute: float) -> float:
    return START + 60.0 * minute


def test_qt_finds_nothing_wrong_with_it(model, room, qtmodeltester):
    qtmodeltester.check(model)
    room.flood()
    model.refresh(now(60), ALL)
    model.search("pail")
    model.search("")
    qtmodeltester.check(model)


def test_a_calm_list_is_in_order_of_names(model):
    assert model.rowCount() == 46
    assert names(model) == sorted(names(model), key=plain)
    assert model.row(0).priority is Priority.NONE


def test_names_and_their_order_are_those_of_the_language(room):
    model = ThingModel(room.context, "landslide", COLUMNS, first_observed)
    model.refresh(0.0, ALL)
    assert "City and hills" in names(model)
    room.language.use("fr")
    model.retranslate()
    assert names(model) == sorted(names(model), key=plain)
    assert "Ville et collines" in names(model)
    model.search("city and")  # found by either name
    assert names(model) == ["Ville et collines"]


def test_a_rank_comes_before_the_name(room):
    def rank(place):
        return 1 if place.name.startswith("Cagne") else 0

    model = ThingModel(room.context, "water", COLUMNS, first_observed, rank=rank)
    model.refresh(0.0, ALL)
    assert [name.startswith("Cagne") for name in names(model)] == [False] * 44 + [True] * 2


def test_the_worst_comes_first_and_keeps_its_selection(model, room):
    row = next(i for i in range(46) if model.row(i).name == "Paillon · Palais des Expositions")
    kept = QPersistentModelIndex(model.index(row, 1))
    room.flood()
    model.refresh(now(60), ALL)
    assert names(model)[0] == "Paillon · Palais des Expositions"
    assert model.row(0).priority is Priority.ALARM
    assert kept.row() == 0  # whoever held the thing holds it still


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("esteron", 3),
        ("ESTÉRON", 3),
        ("  plage ", 6),
        ("network-port", 1),
        ("nothing of the kind", 0),
        ("", 46),
    ],
)
def test_search_by_name_or_id_without_accents_and_case(model, words, found):
    model.search(words)
    assert model.rowCount() == found


def test_a_group_shows_its_own(model):
    model.show_group(lambda place: place.id.startswith("beach-"))
    assert model.rowCount() == 8
    model.search("nice")
    assert model.rowCount() == 0
    model.show_group(None)
    model.search("")
    assert model.rowCount() == 46


def test_only_what_changed_is_told(model, room, qtbot):
    place = names(model).index("Paillon · Palais des Expositions")
    changes: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda top, bottom: changes.append((top.row(), top.column())))
    room.say(1, "water", "paillon-expositions", water_level=1.25, discharge=40.0)
    room.town.turn(1)
    model.refresh(now(1), ALL)
    # Its first reading is news in every column; the other things are as they were.
    assert {row for row, _ in changes} == {place}
    changes.clear()
    model.refresh(now(1), ALL)
    assert changes == []
    model.refresh(now(1) + 5.0, ALL)
    assert changes == [(place, 4)]  # only the age
    changes.clear()
    room.say(2, "water", "paillon-expositions", water_level=1.3, discharge=40.0)
    room.town.turn(2)
    model.refresh(now(2), ALL)
    assert (place, 2) in changes
    assert (place, 1) not in changes
    changes.clear()
    model.refresh(now(3), range(place))  # out of sight
    assert changes == []


def test_what_a_row_says(model, room):
    room.say(1, "water", "paillon-expositions", water_level=1.25, discharge=40.0)
    room.town.turn(1)
    model.refresh(now(1) + 30.0, ALL)
    place = names(model).index("Paillon · Palais des Expositions")
    row = model.row(place)
    assert (row.texts[2], row.units[2]) == ("1.25", "m")
    assert (row.texts[3], row.units[3]) == ("1.25", "")
    assert row.age.startswith("30")
    assert model.data(model.index(place, 2)) == "1.25 m"
    assert model.data(model.index(place, 0), Qt.ItemDataRole.AccessibleTextRole) == "Calm"


def test_a_thing_that_fell_silent_says_so(model, room):
    room.say(1, "water", "paillon-expositions", water_level=1.25, discharge=40.0)
    room.town.turn(1)
    model.refresh(now(61), ALL)  # twelve of its periods later
    place = names(model).index("Paillon · Palais des Expositions")
    assert model.data(model.index(place, 2), Qt.ItemDataRole.ToolTipRole) == "stale: nothing new"


def test_a_stranger_is_listed_and_marked(model, room):
    columns = len(room.context.store.tables["water"].properties)
    room.town.hear(Observation("water", "garden-pond", START, (2.5,) + (float("nan"),) * (columns - 1)))
    room.town.turn(1)
    model.refresh(now(1), ALL)
    place = names(model).index("garden-pond")
    assert model.row(place).note == "discovered"
    assert model.row(place).texts[2] == "2.50"


def test_the_heading_follows_the_language(model):
    assert [model.headerData(i, Qt.Orientation.Horizontal) for i in (1, 4)] == ["Name", "Age"]
    assert model.headerData(0, Qt.Orientation.Vertical) is None
