"""What the alarm list says is the matter, while it is and after."""

import math
from dataclasses import replace

import pytest

from dashboard.core.alarms.event import Alarm, AlarmState, Priority
from dashboard.ui.alarm_words import condition
from tests.ui.city_room import Room


@pytest.fixture
def room(qtbot):
    """A room in any language; English again afterwards."""
    rooms = []

    def make(language: str) -> Room:
        rooms.append(Room(language))
        return rooms[-1]

    yield make
    for made in rooms:
        made.close()


GAUGE = "water/paillon-expositions/discharge"
CAR_PARK = "parking/sulzer/status"
NEVER = math.nan


def alarm(datastream: str, kind: str, value: float, threshold: float = NEVER) -> Alarm:
    """It was raised at 100 s and lasts."""
    state = AlarmState.UNACKNOWLEDGED
    return Alarm(
        datastream, datastream, kind, Priority.ALARM, state, 100.0, NEVER, NEVER, value, threshold, {}
    )


@pytest.mark.parametrize(
    ("language", "standing", "over"),
    [
        ("en", "Discharge 571.0 > 500 m³/s", "Discharge 402.0 m³/s (limit > 500)"),
        ("fr", "Débit 571,0 > 500 m³/s", "Débit 402,0 m³/s (limite > 500)"),
    ],
)
def test_a_limit_is_passed_and_no_longer_passed(room, language, standing, over):
    context = room(language).context
    raised = alarm(GAUGE, "high", 571.0, 500.0)
    assert condition(context, raised).replace("\N{NARROW NO-BREAK SPACE}", " ") == standing
    back = replace(raised, state=AlarmState.RETURNED, cleared=200.0, value=402.0)
    assert condition(context, back).replace("\N{NARROW NO-BREAK SPACE}", " ") == over


@pytest.mark.parametrize(("language", "colon"), [("en", ": "), ("fr", "\u00a0: ")])
def test_a_state_stands_after_the_colon_of_its_language(room, language, colon):
    said = condition(room(language).context, alarm(CAR_PARK, "state", 3.0))
    assert said.count(colon) == 1
    assert ("\u00a0:" in said) == (language == "fr")
