"""The road network as strips, and the beaches side by side."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from dashboard.core.alarms.event import Priority
from dashboard.ui.cards.beaches_card import BeachesCard
from dashboard.ui.cards.network_card import NetworkCard
from dashboard.ui.look.theme import THEMES, contrast
from dashboard.ui.plots.road_strips import shade, stretches
from dashboard.ui.roads import roads
from tests.town import START
from tests.ui.city_room import Room, nice


@pytest.fixture
def room(qapp):
    made = Room()
    yield made
    made.close()


def test_a_road_is_cut_half_way_between_its_loops():
    parts = stretches([1.0, 3.0, 8.0], 10.0, [7, 8, 9], "AEF")
    assert [(p.row, p.begin, p.end, p.level) for p in parts] == [
        (7, 0.0, 0.2, "A"), (8, 0.2, 0.55, "E"), (9, 0.55, 1.0, "F"),
    ]  # fmt: skip


def test_the_way_back_lies_over_the_same_ground():
    there = stretches([2.0, 8.0], 10.0, [1, 2], "AA")
    back = stretches([2.0, 8.0], 10.0, [3, 4], "AA", back=True)
    assert [(p.begin, p.end) for p in back] == [(0.5, 1.0), (0.0, 0.5)]
    assert {(p.begin, p.end) for p in there} == {(p.begin, p.end) for p in back}


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_only_levels_that_matter_have_a_colour(theme):
    for level, priority in (("D", Priority.ADVISORY), ("E", Priority.WARNING), ("F", Priority.ALARM)):
        assert shade(theme, level) == theme.fill(priority)
    greys = [shade(theme, level) for level in "ABC"]
    assert all(max(grey.getRgb()[:3]) - min(grey.getRgb()[:3]) < 50 for grey in greys)
    steps = [contrast(grey.name(), theme.panel) for grey in greys]
    assert steps == sorted(steps)  # the slower, the more it stands out


def test_the_network_shows_every_loop_and_a_click_chooses_one(room, qtbot):
    traffic = nice().domain("traffic")
    for loop in traffic.things:
        if "speed" in loop.properties and loop.id != "promenade-ruhl-e":
            speed = 9.0 if loop.model["link"] == "mathis_e" else 88.0
            room.say(0, "traffic", loop.id, speed=speed, flow=600.0, occupancy=6.0)
    room.town.turn(0)
    card = NetworkCard(room.context, roads(room.context, "traffic"))
    qtbot.addWidget(card)
    card.resize(500, 320)
    card.show()
    card.retranslate()
    card.refresh(START)
    strips = {strip.name: dict(strip.directions) for strip in card.strips._strips}
    assert sum(len(parts) for ways in strips.values() for parts in ways.values()) == 64
    assert {part.level for part in strips["Voie Mathis"]["→"]} == {"F"}
    assert {part.level for part in strips["Voie Mathis"]["←"]} == {"A"}
    silent = [part for part in strips["Promenade"]["→"] if not part.level]
    assert len(silent) == 1
    box, part = next((box, part) for box, part in card.strips._boxes() if part.level == "F")
    with qtbot.waitSignal(card.chosen) as heard:
        qtbot.mouseClick(card.strips, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert heard.args == [part.row]
    qtbot.mouseMove(card.strips, box.center().toPoint())
    assert "9 of 70 km/h" in card._note.text()
    assert len(card.readings()) == 64


def test_beaches_stand_side_by_side_the_worst_first(room, qtbot):
    room.say(0, "water", "beach-coco", e_coli=40.0, enterococci=12.0)
    room.say(0, "water", "beach-ponchettes", e_coli=9631.0, enterococci=3289.0)
    room.town.turn(0)
    card = BeachesCard(room.context)
    qtbot.addWidget(card)
    card.show_beach(room.town.store.find("water/beach-ponchettes/e_coli"))
    card.retranslate()
    card.refresh(START)
    beaches = card._rows._beaches
    assert len(beaches) == 8
    assert beaches[0].name == "Plage des Ponchettes"
    assert [count.text for count in beaches[0].counts] == ["9,631", "3,289"]
    assert [count.priority for count in beaches[0].counts] == [Priority.WARNING, Priority.WARNING]
    unheard = next(beach for beach in beaches if beach.name == "Plage Florida")
    assert np.isnan(unheard.counts[0].value)
    assert unheard.counts[0].text == "—"
    assert "Plage des Ponchettes: 9,631, 3,289" in card._rows.accessibleDescription()
