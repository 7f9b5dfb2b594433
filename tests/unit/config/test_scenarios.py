"""Stories: what is read, what is refused in one line, and how numbers run through time."""

from pathlib import Path

import pytest

from config import scenarios
from config.catalogue import City
from config.durations import Duration
from config.errors import CatalogueError
from config.reader import read_city
from config.story import KEYS, Course, level
from tests import toy_pack
from tests.toy_pack import edited

STORY = """
name = { fr = "Pluie", en = "Rain" }
summary = { fr = "Il pleut.", en = "It rains." }
order = 1
start = "2026-10-02T08:00"
duration = "2 h"

[[phase]]
at = "0 h"
name = { fr = "Avant", en = "Before" }
text = { fr = "Rien.", en = "Nothing." }

[[phase]]
at = "1 h"
name = { fr = "Après", en = "After" }
text = { fr = "Tout.", en = "All." }

[[forcing]]
at = "30 min"
until = "1 h"
rain = { all = 5.0, haut_pays = { every = "10 min", hold = [1.0, 2.0] } }

[[fault]]
at = "10 min"
kind = "stuck"
target = "water/bridge/level"

[[cue]]
id = "more"
key = "F2"
name = { fr = "Encore", en = "More" }
duration = "1 h"

[[cue.forcing]]
rain = { all = 50.0 }

[[expected]]
at = "1 h"
within = "10 min"
datastream = "water/bridge/level"
priority = "alarm"
text = { fr = "Haut", en = "High" }
"""

CUES = """
[[cue]]
id = "west"
key = "F2"
name = { fr = "Ouest", en = "West" }
duration = "10 min"
fault = [{ kind = "gateway", target = "gateway/west" }]

[[cue]]
id = "spike"
key = "F5"
name = { fr = "Pic", en = "Spike" }
duration = "10 min"
fault = [{ kind = "spike", target = "water/mouth/level", amount = 4.0 }]
"""


def read(folder: Path, story: str = STORY, cues: str = CUES) -> scenarios.Scenario:
    city = toy_pack.read(folder, scenarios__rain=story, cues=cues)
    return scenarios.read_scenario(city, "rain")


def test_a_story_is_read(tmp_path: Path) -> None:
    story = read(tmp_path)
    assert story.start == 1_790_920_800.0, "08:00 on the clocks of Nice"
    assert story.duration == 7200.0
    assert story.phase(-1.0) is None
    assert story.phase(3599.0) is story.phases[0]
    assert story.phase(3600.0) is story.phases[1]


def test_a_story_keeps_the_cues_of_the_city_on_the_keys_it_leaves_free(tmp_path: Path) -> None:
    story = read(tmp_path)
    assert [(cue.key, cue.id) for cue in story.cues] == [("F2", "more"), ("F5", "spike")]


WRONG = {
    "an unknown zone": (
        "rain = { all = 5.0, haut_pays",
        "rain = { all = 5.0, haut_pay",
        'forcing[0].rain: unknown name "haut_pay"; did you mean "haut_pays"?',
    ),
    "zones left out": (
        "all = 5.0, haut_pays",
        "haut_pays",
        'forcing[0].rain: says nothing of littoral, city, var_plain, moyen_pays; give them or "all"',
    ),
    "a link that is not": (
        'rain = { all = 5.0, haut_pays = { every = "10 min", hold = [1.0, 2.0] } }',
        "capacity = { promenade = 0.0 }",
        'forcing[0].capacity: unknown name "promenade"',
    ),
    "a thing that is not": (
        'rain = { all = 5.0, haut_pays = { every = "10 min", hold = [1.0, 2.0] } }',
        "discharge = { brigde = 1.0 }",
        'forcing[0].discharge: unknown name "brigde"; did you mean "bridge"?',
    ),
    "a forcing that is not": (
        "rain = { all = 5.0",
        "rein = { all = 5.0",
        'forcing[0].rein: unknown key; did you mean "rain"?',
    ),
    "an end before the beginning": (
        'until = "1 h"',
        'until = "20 min"',
        "forcing[0].until: it must be after `at`",
    ),
    "neither steps nor a line": (
        "hold = [1.0, 2.0]",
        "hold = []",
        "forcing[0].rain.haut_pays: give `every` above 0 s and one of hold and line",
    ),
    "steps and a line": (
        "hold = [1.0, 2.0]",
        "hold = [1.0], line = [1.0]",
        "forcing[0].rain.haut_pays: give `every`",
    ),
    "a fault of no thing": (
        'target = "water/bridge/level"',
        'target = "water/bridg/level"',
        'fault[0].target: unknown thing "bridg"; did you mean "bridge"?',
    ),
    "a fault of no property": (
        'target = "water/bridge/level"',
        'target = "water/mouth/gate"',
        'fault[0].target: "mouth" does not observe "gate"',
    ),
    "a fault of no domain": (
        'target = "water/bridge/level"',
        'target = "watr/bridge"',
        'fault[0].target: unknown domain "watr"; did you mean "water"?',
    ),
    "a fault that is none": ('kind = "stuck"', 'kind = "stuk"', "fault[0].kind: invalid enum value 'stuk'"),
    "a gateway that sticks": (
        'target = "water/bridge/level"',
        'target = "gateway/west"',
        "fault[0].target: a gateway fault names gateway/..., the others a thing",
    ),
    "a key that nobody has": ('key = "F2"', 'key = "F12"', 'cue more.key: "F12" is not one of F2'),
    "a cue that does nothing": ("[[cue.forcing]]\nrain = { all = 50.0 }", "", "cue more: it does nothing"),
    "a chapter too early": (
        'at = "1 h"\nname',
        'at = "0 h"\nname',
        "phase.at: phases stand in the order of time",
    ),
    "a chapter in one language": (
        'text = { fr = "Rien.", en = "Nothing." }',
        'text = { en = "Nothing." }',
        'phase[0].text: says nothing in "fr"',
    ),
    "a start that is none": ('"2026-10-02T08:00"', '"tomorrow"', 'start: "tomorrow" is not an ISO 8601 time'),
    "no time": ('duration = "2 h"', 'duration = "0 h"', "duration: a story lasts longer than 0 s"),
    "an expectation of no datastream": (
        'datastream = "water/bridge/level"',
        'datastream = "water/bridge"',
        'expected[0].datastream: "water/bridge" is not domain/thing/property',
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_one_line_for_a_mistake(tmp_path: Path, name: str) -> None:
    old, new, expected = WRONG[name]
    with pytest.raises(CatalogueError) as caught:
        read(tmp_path, edited(STORY, (old, new)))
    text = str(caught.value)
    assert "\n" not in text
    assert f"rain.toml: {expected}" in text


def test_a_spike_is_of_one_property(tmp_path: Path) -> None:
    with pytest.raises(
        CatalogueError, match=r"cue spike\.fault\[0\]\.target: .* is not domain/thing/property"
    ):
        read(tmp_path, cues=edited(CUES, ("water/mouth/level", "water/mouth")))


def test_two_cues_on_one_key(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"cue spike\.key: F2 is another cue's already"):
        read(tmp_path, cues=edited(CUES, ('key = "F5"', 'key = "F2"')))


def test_an_unknown_story(tmp_path: Path) -> None:
    city = toy_pack.read(tmp_path, scenarios__rain=STORY)
    with pytest.raises(CatalogueError, match=r'scenarios: rian: no such scenario; did you mean "rain"\?'):
        scenarios.read_scenario(city, "rian")


def test_a_pack_without_cues_has_none(tmp_path: Path) -> None:
    assert scenarios.read_cues(toy_pack.read(tmp_path)) == ()


@pytest.mark.parametrize(
    ("offset", "held", "joined"),
    [
        (-5.0, 1.0, 1.0),
        (0.0, 1.0, 1.0),
        (30.0, 1.0, 2.0),
        (60.0, 3.0, 3.0),
        (90.0, 3.0, 4.0),
        (120.0, 5.0, 5.0),
        (1e6, 5.0, 5.0),
    ],
)
def test_a_course_through_time(offset: float, held: float, joined: float) -> None:
    numbers = (1.0, 3.0, 5.0)
    assert level(Course(every=Duration(60), hold=numbers), offset) == held
    assert level(Course(every=Duration(60), line=numbers), offset) == joined
    assert level(7.0, offset) == 7.0


@pytest.fixture(scope="module")
def nice() -> City:
    return read_city("nice")


def test_the_six_stories_of_nice_in_their_order(nice: City) -> None:
    names = [story.id for story in scenarios.read_scenarios(nice)]
    assert names == ["storm", "ozone", "accident", "carnival", "spill", "outage"]


def test_every_key_has_a_cue_in_every_story_of_nice(nice: City) -> None:
    for story in scenarios.read_scenarios(nice):
        assert tuple(cue.key for cue in story.cues) == KEYS, story.id


def test_the_storm_is_that_of_the_science_section(nice: City) -> None:
    """Sums of section 12.1: 500 mm in the high country, 300 in the middle, 150 on the coast."""
    rain = scenarios.read_scenario(nice, "storm").forcing[0].rain
    total = {zone: sum(level(course, hour * 3600.0) for hour in range(24)) for zone, course in rain.items()}
    assert total == {
        "littoral": 150.0,
        "city": 150.0,
        "var_plain": 225.0,
        "moyen_pays": 300.0,
        "haut_pays": 500.0,
    }


def test_things_that_stories_name(nice: City) -> None:
    named = scenarios.named_things(nice)
    assert {"parking/saleya", "water/var-manda", "air_quality/promenade", "water/network-fabron"} <= named
