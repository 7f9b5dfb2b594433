"""Recorded series: read with their oddities, played at their times."""

import json
import math
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from config.messages import Clock
from config.reader import read_city
from simulators.replay import Replay
from simulators.table import Column, Series, TableError, Times, read_table
from tests import toy_pack
from tests.toy_stage import WALL, ToySink

SERIES = Path(__file__).parents[3] / "../shared/data/series"
LEVEL = [Column("level_mm", "level", 0.001)]


def table(folder: Path, text: str, columns: list[Column] = LEVEL, **keys: object) -> Series:
    path = folder / "series.csv"
    path.write_text(text, encoding="utf-8")
    options = {"time": "time", "where": [], "times": Times(), **keys}
    return read_table(path, columns=columns, **options)  # type: ignore[arg-type]


def test_columns() -> None:
    assert Column.parse("level_mm=level*0.001") == Column("level_mm", "level", 0.001)
    assert Column.parse("PM2.5=pm25") == Column("PM2.5", "pm25", 1.0)
    assert Column.parse("kelvin=temperature-273.15") == Column("kelvin", "temperature", 1.0, -273.15)
    assert Column.parse("up m = displacement*-1e3+2.5") == Column("up m", "displacement", -1000.0, 2.5)


@pytest.mark.parametrize(
    "text", ["level", "=level", "level=", "a=b*x", "a=b*0", "a=b*nan", "a=b+", "a=b*1e999+x"]
)
def test_columns_that_are_none(text: str) -> None:
    with pytest.raises(TableError, match="is not COLUMN=property or COLUMN=property"):
        Column.parse(text)


def test_rows_in_the_order_of_time_with_their_gaps(tmp_path: Path) -> None:
    text = """time,level_mm
"2022-01-01 00:10",30
2022-01-01T00:00Z,
2022-01-01T00:05:00+00:00,NaN
2022-01-01T00:15,-5
"""
    assert [(r.time % 3600, str(r.values["level"])) for r in table(tmp_path, text).records] == [
        (0.0, "nan"),
        (300.0, "nan"),
        (600.0, "0.03"),
        (900.0, "-0.005"),
    ]


def test_times_without_an_offset_are_in_the_given_zone(tmp_path: Path) -> None:
    zone = Times(ZoneInfo("Europe/Paris"))
    (row,) = table(tmp_path, "time,level_mm\n2026-07-01 12:00,1\n", times=zone).records
    assert row.time % 86_400 == 10 * 3600


def test_only_the_wanted_station(tmp_path: Path) -> None:
    text = "station,time,level_mm\na,2022-01-01,1\nb,2022-01-01,2\na,2022-01-02,3\n"
    rows = table(tmp_path, text, where=[("station", "a")])
    assert [row.values["level"] for row in rows.records] == [0.001, 0.003]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("time,level_m\n2022-01-01,1\n", 'no column "level_mm"; did you mean "level_m"?'),
        ("zeit,level_mm\n2022-01-01,1\n", 'no column "time"'),
        ("time,level_mm\nyesterday,1\n", 'line 2: time: "yesterday" is not an ISO 8601 time'),
        ("time,level_mm\n2022-01-01,wet\n", 'line 2: level_mm: "wet" is not a number'),
        ("time,level_mm\n,1\n", 'line 2: time: "" is not an ISO 8601 time'),
        ("time,level_mm\n", "no row has a value in level_mm"),
        ("", 'no column "time"'),
    ],
)
def test_one_line_for_a_file_that_cannot_be_played(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(TableError) as caught:
        table(tmp_path, text)
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"none\.csv: there is no such file"):
        read_table(tmp_path / "none.csv", "time", LEVEL, [], Times())
    (tmp_path / "series.csv").write_bytes(b"time,level_mm\n\0\xff\xfe,1\n")
    with pytest.raises(TableError, match="is no text"):
        read_table(tmp_path / "series.csv", "time", LEVEL, [], Times())


@pytest.mark.parametrize(
    ("text", "keys", "says"),
    [
        ("Zeit;time;level_mm\r\nx;2022-01-01 00:10;1,5\r\n", {}, [(600.0, 1.5)]),
        ("time\tlevel_mm\n2022-01-01 00:10\t1.5\n", {}, [(600.0, 1.5)]),
        ("time,level_mm\n1640995800,1.5\n1640995801000,2\n", {}, [(600.0, 1.5), (601.0, 2.0)]),
        ("time,level_mm\n01/02/2022 0h10,2\n", {"times": Times(form="%d/%m/%Y %Hh%M")}, [(600.0, 2.0)]),
        ("time, level_mm \n2022-01-01 00:10, 7\n", {}, [(600.0, 7.0)]),
    ],
)
def test_other_ways_to_write_a_table(
    tmp_path: Path, text: str, keys: dict[str, object], says: list[tuple[float, float]]
) -> None:
    found = table(tmp_path, text, [Column("level_mm", "level")], **keys)
    assert [(row.time % 86_400, row.values["level"]) for row in found.records] == says


def test_a_table_from_windows(tmp_path: Path) -> None:
    (tmp_path / "w.csv").write_bytes("date;Débit\n2022-01-01;3,5\n".encode("cp1252"))
    found = read_table(tmp_path / "w.csv", "date", [Column("Débit", "flow")], [], Times())
    assert found.records[0].values == {"flow": 3.5}


def test_what_cannot_be_read_is_counted_and_the_rest_is_played(tmp_path: Path) -> None:
    text = "time,level_mm\n2022-01-01,1\n2022-01-02,<2\nsoon,3\n2022-01-04,4\n2022-02-30,5\n"
    found = table(tmp_path, text)
    assert [str(row.values["level"]) for row in found.records] == ["0.001", "nan", "0.004"]
    assert found.unreadable == 3
    assert found.first == 'line 3: level_mm: "<2" is not a number'


def test_several_things_in_one_table_are_told_apart(tmp_path: Path) -> None:
    text = "kind,station,time,level_mm\n" + "".join(
        f"{station < 'b'},{station},2022-01-0{day},{day}\n" for day in (1, 2, 3) for station in "abc"
    )
    found = table(tmp_path, text)
    assert (found.repeated, found.apart) == (6, "station=a")
    alone = table(tmp_path, text, where=[("station", "b")])
    assert (alone.repeated, alone.apart) == (0, "")


def test_the_summary_says_what_a_user_trips_on(tmp_path: Path) -> None:
    text = "station,time,level_mm\na,2022-01-01,1\nb,2022-01-01,x\na,2022-01-02,3\nb,2022-01-02,9\n"
    columns = [Column("level_mm", "level")]
    played = Replay(toy_pack.read(tmp_path), "water", "x", columns, table(tmp_path, text, columns))
    assert list(played.summary(3600.0)) == [
        "3 observations of 4 rows, 2022-01-01T00:00:00.000Z to 2022-01-02T00:00:00.000Z, "
        "24 s at --speed 3600",
        '1 cells or rows cannot be read and are left out; line 3: level_mm: "x" is not a number',
        "2 rows repeat the time of another; to play one thing of several: --where station=a",
    ]


def replay(folder: Path, thing: str, text: str, speed: float = 60.0, **sink_keys: Any) -> ToySink:
    city, sink = toy_pack.read(folder), ToySink(ends=1e6, **sink_keys)
    Replay(city, "water", thing, LEVEL, table(folder, text)).play(sink, speed, sink.wall, sink.ending)
    return sink


ROWS = "time,level_mm\n2022-01-01T00:00,1000\n2022-01-01T00:05,\n2022-01-01T00:10,99999\n"


def test_rows_are_published_at_their_times(tmp_path: Path) -> None:
    sink = replay(tmp_path, "bridge", ROWS)
    begin = sink.of("thing")[0][0]
    said = [
        (at - begin, body["dateObserved"], body["waterLevel"], body["seq"])
        for at, _, body in sink.of("observation")
    ]
    assert said == [
        (0.0, "2022-01-01T00:00:00.000Z", 1.0, 0),
        (pytest.approx(10.0), "2022-01-01T00:10:00.000Z", 99.999, 1),  # nothing was measured at 00:05
    ]
    assert sink.clocks[0].speed == 60.0
    assert sink.clocks[0].time == 1_640_995_200.0
    assert len(sink.clocks) >= 10
    assert [clock.running for clock in sink.clocks[-2:]] == [True, False], "at the end time stands still"
    assert sink.clocks[-1].time == pytest.approx(1_640_995_800.0)


def test_on_a_broker_where_a_city_lives_its_clock_counts(tmp_path: Path) -> None:
    """At half past the city stands still for ten seconds, then goes on at another speed."""
    now = 1_790_913_600.0
    told = [
        (0.5, Clock(now, WALL + 0.5, 600.0, True)),
        (1.0, Clock(now + 300.0, WALL + 1.0, 600.0, False)),
        (11.0, Clock(now + 300.0, WALL + 11.0, 60.0, True)),
    ]
    sink = replay(tmp_path, "bridge", ROWS, speed=10.0, orders=told)
    said = [(at, body["dateObserved"], body["waterLevel"]) for at, _, body in sink.of("observation")]
    assert said == [
        (0.5, "2026-10-02T04:00:00.000Z", 1.0),
        (pytest.approx(16.0), "2026-10-02T04:10:00.000Z", 99.999),
    ]
    assert sink.clocks == [], "two clocks would be two stories"


def test_as_fast_as_it_goes_in_a_living_city_ends_now(tmp_path: Path) -> None:
    told = [(0.5, Clock(1_790_913_600.0, WALL + 0.5, 60.0, True))]
    sink = replay(tmp_path, "bridge", ROWS, speed=math.inf, orders=told)
    times = [body["dateObserved"] for _, _, body in sink.of("observation")]
    assert times == ["2026-10-02T03:50:00.000Z", "2026-10-02T04:00:00.000Z"]


def test_without_a_broker_nothing_is_lost_in_silence(tmp_path: Path) -> None:
    city, sink = toy_pack.read(tmp_path), Deaf()
    with pytest.raises(ConnectionError, match="no broker answers; --broker says where it is"):
        Replay(city, "water", "x", LEVEL, table(tmp_path, ROWS)).play(sink, 60.0, sink.wall, lambda: False)
    assert sink.published == []


class Deaf(ToySink):
    """No broker is ever reached."""

    def arrived(self) -> bool:
        self.fresh = False
        return False


def test_a_known_thing_keeps_its_birth_and_a_new_one_gets_its_own(tmp_path: Path) -> None:
    (known,) = replay(tmp_path / "a", "bridge", ROWS).of("thing")
    assert known[2]["name"] == "Bridge"
    (new,) = replay(tmp_path / "b", "ariege", ROWS).of("thing")
    assert new[2]["location"] == [7.26, 43.7]
    assert list(new[2]["properties"]) == ["waterLevel"]


def test_what_the_city_does_not_have(tmp_path: Path) -> None:
    city, rows = toy_pack.read(tmp_path), table(tmp_path, ROWS)
    with pytest.raises(TableError, match='--domain: unknown domain "watr"; did you mean "water"'):
        Replay(city, "watr", "x", LEVEL, rows)
    with pytest.raises(TableError, match='--map: unknown property "levl"; did you mean "level"'):
        Replay(city, "water", "x", [Column("level_mm", "levl")], rows)


FILES = [
    (
        "air_marseille_part1.csv",
        "air_quality",
        "time",
        "NO2=no2,PM2.5=pm25,PM10=pm10,SO2=so2,NO=no",
        "",
        8000,
    ),
    (
        "river_jan2022_dev.csv",
        "water",
        "time_utc",
        "level_mm=water_level*0.001",
        "station=ariege_foix_1340km2",
        5000,
    ),
    ("rain_mukilteo_dev.csv", "weather", "time_local", "rain_mm_15min=rain*4", "", 8000),
    (
        "water_quality_sandy_labelled.csv",
        "water",
        "Timestamp",
        "Level=water_level,Cond=conductivity,Tur=turbidity",
        "",
        5000,
    ),
    ("landslide_gnss_dev.csv", "landslide", "date", "north_mm=displacement", "station=BASE", 300),
    (
        "parking_birmingham_2016.csv",
        "parking",
        "LastUpdated",
        "Occupancy=free",
        "SystemCodeNumber=BHMBCCMKT01",
        1000,
    ),
    ("traffic_i94_hourly.csv", "traffic", "time", "traffic_volume=flow", "", 20000),
]


@pytest.mark.skipif(not SERIES.is_dir(), reason="the recorded series are not on this machine")
@pytest.mark.parametrize(
    ("name", "domain", "time", "mapped", "where", "at_least"), FILES, ids=[f[0] for f in FILES]
)
def test_every_recorded_series_can_be_played(
    name: str, domain: str, time: str, mapped: str, where: str, at_least: int
) -> None:
    columns = [Column.parse(part) for part in mapped.split(",")]
    conditions = [tuple(where.split("="))] if where else []
    rows = read_table(SERIES / name, time, columns, conditions, Times())  # type: ignore[arg-type]
    messages = Replay(read_city("nice"), domain, "recorded", columns, rows).messages()
    assert len(messages) >= at_least
    assert json.loads(messages[0].payload)["seq"] == 0
    assert WALL > messages[-1].send >= messages[0].send
