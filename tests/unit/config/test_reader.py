"""A city pack that cannot be used is told in one line: file, key, what is wrong, what is near."""

import os
from pathlib import Path

import pytest

from config.errors import CatalogueError
from config.reader import pack_texts, read_city
from tests import toy_pack
from tests.toy_pack import CITY, WATER, WEATHER, edited


def problem(folder: Path, **files: str) -> str:
    toy_pack.write(folder, **files)
    with pytest.raises(CatalogueError) as caught:
        read_city(str(folder))
    text = str(caught.value)
    assert "\n" not in text
    assert text.startswith(str(folder))
    return text.removeprefix(str(folder)).lstrip("/\\")


def test_the_toy_pack_is_sound(tmp_path: Path) -> None:
    city = toy_pack.read(tmp_path)
    assert [domain.id for domain in city.domains] == ["weather", "water"]
    assert city.start_time == 1_790_913_600.0
    assert [f"{d.id}/{t.id}/{p.id}" for d, t, p in city.datastreams()] == [
        "weather/roof/humidity", "weather/summit/humidity",
        "water/bridge/level", "water/bridge/gate", "water/mouth/level",
    ]  # fmt: skip


IN_WATER = {
    "an unknown key": (
        "decimals = 3",
        "decimal = 3",
        'property level.decimal: unknown key; did you mean "decimals"?',
    ),
    "an unknown unit": (
        'unit = "m"',
        'unit = "mm/hr"',
        'property level.unit: unknown unit "mm/hr"; did you mean "mm/h"?',
    ),
    "a range upside down": (
        "range = [-1.0, 100.0]",
        "range = [100.0, -1.0]",
        "property level.range: low 100 is not below high -1",
    ),
    "a word for a number": (
        "decimals = 3",
        'decimals = "3"',
        "property level.decimals: expected `int`, got `str`",
    ),
    "too many digits": ("decimals = 3", "decimals = 9", "property level.decimals: 9 is not between 0 and 6"),
    "no scale": ("decimals = 3", "scale = 0.0", "property level.scale: 0 would make every value 0"),
    "an attribute that is taken": (
        'attribute = "gate"',
        'attribute = "waterLevel"',
        'property gate.attribute: "level" has it already',
    ),
    "an attribute of every message": (
        'attribute = "gate"',
        'attribute = "seq"',
        'property gate.attribute: "seq" is not free for a reading',
    ),
    "an unknown instrument": (
        'instrument = "exact"',
        'instrument = "exactt"',
        'property level.instrument: unknown instrument "exactt"; did you mean "exact"?',
    ),
    "a state without a word": (
        'closed = { fr = "fermée", en = "closed" }',
        "",
        'property gate.state_names.closed: says nothing in "fr"',
    ),
    "words for no state": (
        'closed = { fr = "fermée", en = "closed" }',
        'closed = { fr = "a", en = "b" }\nshut = { fr = "a", en = "b" }',
        'property gate.state_names: unknown state "shut"',
    ),
    "a missing language": (
        'name = { fr = "Niveau", en = "Level" }',
        'name = { fr = "Niveau" }',
        'property level.name: says nothing in "en"',
    ),
    "an instrument that never reports": (
        'period = "1 min"',
        'period = "0 s"',
        "instrument.exact.period: an instrument reports every so often: above 0 s",
    ),
    "a bad duration": (
        'period = "1 min"',
        'period = "1 minute"',
        'instrument.exact.period: "1 minute" is not a duration',
    ),
    "a duration without a unit": (
        'period = "1 min"',
        "period = 60",
        "instrument.exact.period: write a duration as text with a unit",
    ),
    "negative noise": (
        'period = "1 min"',
        'period = "1 min"\nsigma = -1.0',
        "instrument.exact.sigma: -1 is negative",
    ),
    "failures without repair": (
        'period = "1 min"',
        'period = "1 min"\nmtbf = "1 d"',
        "instrument.exact.mttr: an instrument that fails needs a time to repair it",
    ),
    "an instrument's range upside down": (
        'period = "1 min"',
        'period = "1 min"\nrange = [5.0, 5.0]',
        "instrument.exact.range: low 5 is not below high 5",
    ),
    "an unknown law": (
        'period = "1 min"',
        'period = "1 min"\nlaw = "magic"',
        "instrument.exact.law: invalid enum value 'magic'",
    ),
    "an unknown disturbance": (
        'period = "1 min"',
        'period = "1 min"\ncross = { humidty = 1.0 }',
        'instrument.exact.cross: unknown property "humidty"; did you mean "humidity"?',
    ),
    "an endless number": ("alarm = 5.0", "alarm = inf", "limit[0].alarm: inf is not a number to reckon with"),
    "no number": ("alarm = 5.0", "alarm = nan", "limit[0].alarm: nan is not a number to reckon with"),
    "limits out of order": (
        "warning = 4.0",
        "warning = 2.0",
        "limit[0] (level high).warning: 2 must be above advisory = 3",
    ),
    "a deadband wider than the gap": (
        "deadband = 0.5",
        "deadband = 1.5",
        "limit[0] (level high).deadband: 1.5 is wider than the gap of 1 between advisory and warning",
    ),
    "a threshold nobody can reach": (
        "alarm = 5.0",
        "alarm = 500.0",
        "limit[0] (level high).alarm: 500 is outside the property's range -1 to 100",
    ),
    "a limit of nothing": (
        'property = "level"',
        'property = "lvel"',
        'limit[0] (lvel high).property: unknown property "lvel"; did you mean "level"?',
    ),
    "a change without a time": (
        "advisory = 3.0",
        'kind = "rate"\nadvisory = 3.0',
        "limit[0] (level rate).over: a change is measured over a time",
    ),
    "an operator left alone": (
        'todo = { fr = "Agir", en = "Act" }',
        'todo = { fr = "Agir" }',
        'limit[0] (level high).todo: says nothing in "en"; an operator must be told what to do',
    ),
    "a limit at no thing": (
        "advisory = 3.0",
        'things = ["brigde"]\nadvisory = 3.0',
        'limit[0] (level high).things: unknown thing "brigde"; did you mean "bridge"?',
    ),
    "a thing twice": (
        'id = "mouth"',
        'id = "bridge"',
        'thing.id: "bridge" stands twice; ids are unique within a file',
    ),
    "an id that is none": (
        'id = "mouth"',
        'id = "The Mouth"',
        'thing.id: "The Mouth" is not an id: use a-z, 0-9, _ and -',
    ),
    "a place off the earth": (
        "position = [7.20, 43.65]",
        "position = [43.65, 97.20]",
        "thing mouth.position: [43.65, 97.2] is not [longitude, latitude]",
    ),
    "half a place": (
        "position = [7.20, 43.65]",
        "position = [7.20]",
        "thing mouth.position: expected `array` of length 2, got 1",
    ),
    "an unknown zone": (
        'zone = "littoral"',
        'zone = "litoral"',
        'thing mouth.zone: unknown zone "litoral"; did you mean "littoral"?',
    ),
    "a thing that observes nothing": (
        'properties = ["level"]',
        "properties = []",
        "thing mouth.properties: a thing observes at least one property",
    ),
    "a thing that observes what is not": (
        'properties = ["level"]',
        'properties = ["levels"]',
        'thing mouth.properties: unknown property "levels"; did you mean "level"?',
    ),
    "a property twice": (
        'properties = ["level"]',
        'properties = ["level", "level"]',
        'thing mouth.properties: "level" stands twice',
    ),
    "an instrument for what it does not observe": (
        'properties = ["level"]',
        'properties = ["level"]\ninstruments = { gate = "exact" }',
        'thing mouth.instruments: it does not observe "gate"',
    ),
    "a key of no table": (
        'gateway = "west"',
        'gatway = "west"',
        'thing bridge.gatway: unknown key; did you mean "gateway"?',
    ),
    "bad TOML": ('unit = "m"', "unit = m", "not TOML: Invalid value (at line 10, column 8)"),
}


@pytest.mark.parametrize("name", IN_WATER)
def test_one_line_for_a_mistake_in_a_domain(tmp_path: Path, name: str) -> None:
    old, new, expected = IN_WATER[name]
    assert f"water.toml: {expected}" in problem(tmp_path, water=edited(WATER, (old, new)))


IN_CITY = {
    "an unknown domain file": ('"water"]', '"watr"]', "watr.toml: there is no such file"),
    "a domain twice": ('"water"]', '"water", "water"]', 'city.toml: domains.id: "water" stands twice'),
    "a time zone that is none": (
        "Europe/Paris",
        "Europe/Nice",
        'city.toml: time_zone: no time zone "Europe/Nice"',
    ),
    "a start without offset": (
        "06:00:00+02:00",
        "06:00:00",
        'city.toml: start: "2026-10-02T06:00:00" has no UTC offset',
    ),
    "a start that is none": (
        "2026-10-02T06:00:00+02:00",
        "Friday",
        'city.toml: start: "Friday" is not an ISO 8601 time',
    ),
    "nobody": ("population = 560351", "population = 0", "city.toml: population: 0 must be above 0"),
    "no language": ('languages = ["fr", "en"]', "languages = []", "city.toml: languages: name at least one"),
    "a missing key": ('map = "toy.toml"\n', "", "city.toml: object missing required field `map`"),
    "an unknown key": ("population", "inhabitants", "city.toml: "),
    "silence that is never over": (
        'map = "toy.toml"\n',
        'map = "toy.toml"\nsilence = { thing = { advisory = 5, warning = 5 } }\n',
        "city.toml: silence.thing: periods without a reading: above 1, and more for each priority",
    ),
}


@pytest.mark.parametrize("name", IN_CITY)
def test_one_line_for_a_mistake_in_the_city(tmp_path: Path, name: str) -> None:
    old, new, expected = IN_CITY[name]
    assert expected in problem(tmp_path, city=edited(CITY, (old, new)))


def test_a_disturbance_by_the_weather_needs_weather(tmp_path: Path) -> None:
    alone = edited(CITY, ('["weather", "water"]', '["water"]'))
    water = edited(WATER, ('period = "1 min"', 'period = "1 min"\ncross = { humidity = 1.0 }'))
    assert 'unknown property "humidity"' in problem(tmp_path, city=alone, water=water)


def test_not_utf8(tmp_path: Path) -> None:
    toy_pack.write(tmp_path)
    (tmp_path / "water.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(CatalogueError, match=r"water\.toml: not text in UTF-8 \(byte 1\): save it in that"):
        read_city(str(tmp_path))


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b""])
def test_files_of_other_systems_are_read(tmp_path: Path, before: bytes) -> None:
    toy_pack.write(tmp_path)
    water = tmp_path / "water.toml"
    water.write_bytes(before + water.read_bytes().replace(b"\n", b"\r\n"))
    assert [thing.id for thing in read_city(str(tmp_path)).domain("water").things]


def no_file(path: Path, kind: str) -> None:
    path.unlink()
    match kind:
        case "a folder":
            path.mkdir()
        case "a link to itself":
            path.symlink_to(path.name)
        case "a pipe that nobody fills":
            os.mkfifo(path)
        case "a file of 100 MB":
            with path.open("wb") as file:
                file.truncate(100_000_000)


NO_FILE = {
    "a folder": "cannot be read: is a directory",
    "a link to itself": "cannot be read: too many levels of symbolic links",
    "a pipe that nobody fills": "not a file: whatever it is, it may never end",
    "a file of 100 MB": "too large: 100 MB, at most 16 MB are read",
}


@pytest.mark.skipif(os.name == "nt", reason="Windows has other words and no such pipes")
@pytest.mark.parametrize("kind", NO_FILE)
def test_what_is_no_file_of_a_pack_is_one_line(tmp_path: Path, kind: str) -> None:
    toy_pack.write(tmp_path)
    no_file(tmp_path / "water.toml", kind)
    with pytest.raises(CatalogueError) as caught:
        read_city(str(tmp_path))
    assert str(caught.value) == f"{tmp_path / 'water.toml'}: {NO_FILE[kind]}"


def test_the_texts_of_a_pack_are_those_that_can_be_read(tmp_path: Path) -> None:
    toy_pack.write(tmp_path)
    (tmp_path / "scenarios").mkdir(exist_ok=True)
    before = pack_texts(tmp_path)
    assert before["water.toml"] == (tmp_path / "water.toml").read_text(encoding="utf-8")
    (tmp_path / "scenarios" / "broken.toml").write_bytes(b"\xff\xfe")
    (tmp_path / "scenarios" / "folder.toml").mkdir()
    assert pack_texts(tmp_path) == before


def test_nested_without_end(tmp_path: Path) -> None:
    assert "not TOML: nested too deep" in problem(tmp_path, weather=WEATHER + "\nx = " + "[" * 20_000)


def test_a_pack_that_is_not_there() -> None:
    with pytest.raises(CatalogueError, match=r'nize: city: no such city pack; did you mean "nice"\?'):
        read_city("nize")
