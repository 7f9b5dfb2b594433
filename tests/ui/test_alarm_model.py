"""The alarm list: in order of priority and age, and an event touches only its own row."""

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt

from dashboard.ui.models.alarm_model import AlarmModel, Column
from tests.ui.city_room import Room

PAILLON = "water/paillon-expositions/discharge"
BEACH = "water/beach-carras/e_coli"


@pytest.fixture
def room(qapp):
    made = Room()
    yield made
    made.close()


@pytest.fixture
def model(room):
    made = AlarmModel(room.context)
    made.reload()
    return made


def play(model, room, minute):
    """One frame, and what it did to the rows."""
    frame = room.town.turn(minute)
    model.take(frame.events)


def ids(model: AlarmModel) -> list[str]:
    return [model.alarm(row).id for row in range(model.rowCount())]


def flood(model, room, until=60):
    for minute in range(0, until + 1, 5):
        room.say(minute, "water", "paillon-expositions", discharge=100.0 + 10.0 * minute)
        play(model, room, minute)


def test_qt_finds_nothing_wrong_with_it(model, room, qtmodeltester):
    qtmodeltester.check(model)
    flood(model, room)
    room.say(61, "water", "beach-carras", e_coli=1500.0)
    play(model, room, 61)
    qtmodeltester.check(model)


def test_it_is_empty_in_a_calm_city(model):
    assert model.rowCount() == 0


def test_an_alarm_comes_and_grows_worse_in_its_own_row(model, room):
    log: list[str] = []
    model.rowsInserted.connect(lambda parent, first, last: log.append(f"in {first}"))
    model.rowsRemoved.connect(lambda parent, first, last: log.append(f"out {first}"))
    model.modelReset.connect(lambda: log.append("reset"))
    flood(model, room)
    assert ids(model) == [PAILLON]
    assert log == ["in 0"]
    assert model.data(model.index(0, Column.PRIORITY)) == "Alarm"


def test_the_worst_stands_first_and_a_worse_one_passes_it(model, room):
    room.say(0, "water", "beach-carras", e_coli=600.0)  # advisory, without delay
    play(model, room, 0)
    flood(model, room, until=15)  # advisory, newer
    assert ids(model) == [PAILLON, BEACH]
    held = QPersistentModelIndex(model.index(1, 0))
    room.say(20, "water", "beach-carras", e_coli=1500.0)  # warning
    play(model, room, 20)
    assert ids(model) == [BEACH, PAILLON]
    assert held.row() == 0  # a selection moves with its alarm


def test_acknowledged_and_over_it_goes(model, room):
    flood(model, room)
    room.context.intents.acknowledge([PAILLON])
    play(model, room, 61)
    assert model.data(model.index(0, Column.STATE)).startswith("Acknowledged")
    for minute in range(65, 200, 5):
        room.say(minute, "water", "paillon-expositions", discharge=5.0)
        play(model, room, minute)
    assert ids(model) == []


def test_what_a_row_says(model, room):
    flood(model, room)
    said = [model.data(model.index(0, column)) for column in Column]
    assert said[Column.WHERE] == "Paillon · Palais des Expositions"
    assert said[Column.CONDITION].replace("\u202f", " ") == "Discharge 600.0 > 500 m³/s"
    assert said[Column.TODO].startswith("Close the Paillon tunnel")
    assert said[Column.STATE] == "Not acknowledged"
    assert model.headerData(Column.WHERE, Qt.Orientation.Horizontal) == "Where"


def test_a_filter_hides_and_what_comes_later_too(model, room):
    model.show_only(lambda alarm: alarm.datastream != PAILLON)
    flood(model, room)
    assert ids(model) == []
    room.say(61, "water", "beach-carras", e_coli=1500.0)
    play(model, room, 61)
    assert ids(model) == [BEACH]
    model.show_only(lambda alarm: True)
    assert ids(model) == [PAILLON, BEACH]


def test_it_says_it_in_french(model, room):
    flood(model, room)
    room.language.use("fr")
    assert model.data(model.index(0, Column.CONDITION)).replace("\u202f", " ") == "Débit 600,0 > 500 m³/s"
    assert model.data(model.index(0, Column.STATE)) == "Non acquittée"
