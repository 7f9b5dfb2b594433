"""The air page: which stations come first."""

import pytest

from dashboard.ui.pages.air_quality import AirQualityPage
from tests.ui.city_room import Room


@pytest.fixture
def room(qtbot):
    made = Room()
    yield made
    made.close()


def test_of_stations_that_can_be_trusted_the_worst_air_comes_first(room, qtbot):
    page = AirQualityPage(room.context, "air_quality")
    qtbot.addWidget(page)
    page.show()

    def said(first, hours, **air):
        for minute in range(first, first + 60 * hours, 15):
            for thing in ("contes", "botanique", "peillon", "arson"):
                clean = dict.fromkeys(("pm25", "pm10", "no2", "so2"), 2.0) | {"o3": air.get(thing, 40.0)}
                room.say(minute, "air_quality", thing, **clean)
            frame = room.town.turn(minute)
        page.show_frame(frame)
        model = page.things.model
        return [model.row(place).name for place in range(4)]

    alike = said(1, 2)
    assert alike == sorted(alike)
    assert said(121, 2, peillon=200.0, botanique=110.0)[:2] == ["Peillon", "Nice Botanique"]
    assert said(241, 2, peillon=40.0)[0] == alike[0]  # over: by name again
