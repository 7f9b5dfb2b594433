"""Every export is read back by another reader and equals the source."""

import csv
import json
import math
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from config.messages import Birth, Observation
from config.wire import Encoder
from dashboard.core.readings.quality import Quality
from dashboard.history.archive import Archive
from dashboard.history.export.job import KINDS, export
from dashboard.history.export.selection import select
from dashboard.history.trouble import Cancelled, Status, Trouble
from tests.playing import START, WALL, Recorded, clock, kept, said, small_city

#: Of a datastream: time, value, quality.
Source = dict[str, list[tuple[float, float, int]]]


@pytest.fixture(scope="module")
def recorded(tmp_path_factory) -> Iterator[tuple[Recorded, Archive, Source]]:
    """Twenty minutes of quantities, states, gaps, odd numbers, late and strange things."""
    played = Recorded(small_city(), tmp_path_factory.mktemp("export") / "session.duckdb")
    rng = np.random.default_rng(2)
    for minute in range(20):
        time = START + 60 * minute
        found = [
            said("a", time, round(rng.uniform(0, 1200), 1), float(rng.normal()), seq=minute),
            said("b", time + 0.123, 0.1 + 0.2),
            said("c", time, math.nan, 1 / 3) if minute % 3 else said("c", time, 5.0),
            said("p", time, float(minute % 3), service="parking"),
        ]
        if minute == 7:
            found += [said("b", time - 90.000001, 1e-300), said("pond", time, 3.0)]
            found.append(Observation("noise", 'q"1,\n', time, (), -1, {"LAeq": 61.5}))
        births = [Birth("water", "pond", "Étang d’été", (7.25, 43.7))] if minute == 7 else []
        played.turn(WALL + minute, [clock(time, WALL + minute), *births, *found])
    source: Source = {}
    for frame in played.frames:
        for batch in frame.batches:
            table = played.store.tables[batch.domain]
            for i, row in enumerate(batch.rows):
                for column, item in enumerate(table.properties):
                    value = float(batch.values[i, column])
                    if not math.isnan(value):
                        name = f"{batch.domain}/{table.places[row].id}/{item.id}"
                        reading = float(batch.times[i]), value, int(batch.quality[i, column])
                        source.setdefault(name, []).append(reading)
    for readings in source.values():
        readings.sort()
    with played.finish() as archive:
        yield played, archive, source


def seconds(text: str) -> float:
    assert text.endswith("Z")
    return datetime.fromisoformat(text).timestamp()


def made(recorded, kind: str, folder: Path) -> Path:
    _, archive, source = recorded
    path = folder / f"out{KINDS[kind].suffix}"
    done = export(archive, select(archive), kind, path, WALL + 100)
    assert done.readings == sum(map(len, source.values()))
    assert done.files[0] == path
    assert sorted(folder.iterdir()) == sorted(done.files)
    return path


def test_csv(recorded, tmp_path):
    path = made(recorded, "csv", tmp_path)
    found: Source = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            reading = seconds(row["time"]), float(row["value"]), int(row["quality"])
            found.setdefault(row["datastream"], []).append(reading)
            if row["datastream"] == "parking/p/status":
                assert row["state"] == ("open", "full", "closed")[int(float(row["value"]))]
            else:
                assert row["state"] == ""
            if row["thing"] == "pond":
                assert (row["name"], row["longitude"], row["unit"]) == ("Étang d’été", "7.25", "m")
    assert found == recorded[2]
    about = json.loads(path.with_name("out.csv-metadata.json").read_text(encoding="utf-8"))
    assert about["url"] == path.name
    with path.open(encoding="utf-8") as file:
        assert [
            column["name"] for column in about["tableSchema"]["columns"]
        ] == file.readline().strip().split(",")
    assert about["dc:license"]["@id"].startswith("https://")


def test_parquet(recorded, tmp_path):
    path = made(recorded, "parquet", tmp_path)
    table = pq.read_table(path)
    assert str(table.schema.field("time").type) == "timestamp[us, tz=UTC]"
    found: Source = {}
    for row in table.to_pylist():
        reading = row["time"].timestamp(), row["value"], row["quality"]
        found.setdefault(row["datastream"], []).append(reading)
    assert found == recorded[2]
    about = {key.decode(): value.decode() for key, value in pq.read_metadata(path).metadata.items()}
    assert about["license"].startswith("https://")
    assert about["simulated"] == "true"
    assert json.loads(about["units"])["water/level"] == "m"
    assert json.loads(about["temporal"]) == {
        "startDate": "2026-10-02T04:00:00.000Z",
        "endDate": "2026-10-02T04:19:00.000Z",
    }


def test_geojson(recorded, tmp_path):
    document = json.loads(made(recorded, "geojson", tmp_path).read_text(encoding="utf-8"))
    assert document["type"] == "FeatureCollection"
    assert document["units"]["water/flow"] == "km/h"
    words = {"open": 0.0, "full": 1.0, "closed": 2.0}
    found: Source = {}
    for feature in document["features"]:
        assert feature["type"] == "Feature"
        about = dict(feature["properties"])
        time, worse = seconds(about.pop("time")), about.pop("quality", {})
        domain, thing, name = (about.pop(key) for key in ("domain", "thing", "name"))
        if thing == "pond":
            assert feature["geometry"] == {"type": "Point", "coordinates": [7.25, 43.7]}
        elif domain == "noise":
            assert feature["geometry"] is None
            assert name == thing.strip()  # a name is for eyes: no control characters
        for key, value in about.items():
            reading = time, words.get(value, value) if isinstance(value, str) else value, worse.get(key, 0)
            found.setdefault(f"{domain}/{thing}/{key}", []).append(reading)
    assert {name: sorted(readings) for name, readings in found.items()} == recorded[2]


#: Attributes that every entity of the Smart Data Models used here requires (science, section 11.1).
REQUIRED = {"id", "type", "dateObserved", "location"}


def test_ngsi_ld_key_values_are_the_messages_of_then(recorded, tmp_path):
    """Each attribute is what the thing itself had sent."""
    played = recorded[0]
    entities = json.loads(made(recorded, "ngsi-ld-keyvalues", tmp_path).read_text(encoding="utf-8"))
    encoder = Encoder(played.city)
    sent = {}
    for item in kept(played.frames, played.store):
        if item.domain != "noise":
            domain = played.city.domain(item.domain)
            body = json.loads(encoder.observation(domain, item.thing, item.time, item.values, item.seq)[1])
            sent[item.thing, round(item.time, 3)] = body
    compared = 0
    for entity in entities:
        if entity["type"] == "Device":  # of a domain that the city does not know
            continue
        assert entity.keys() >= REQUIRED
        thing = entity["id"].rpartition(":")[2]
        then = sent[thing, round(seconds(entity["dateObserved"]), 3)]
        assert entity["id"] == then["id"]
        for name in ("level", "flow", "status"):
            assert (name in entity) == (name in then)
            if name in then:
                compared += 1
                sent_as = pytest.approx(then[name], abs=1e-3) if name == "flow" else then[name]
                assert entity[name] == sent_as
    assert compared > 80


def test_ngsi_ld_normalised(recorded, tmp_path):
    path = made(recorded, "ngsi-ld", tmp_path)
    words = {"open": 0.0, "full": 1.0, "closed": 2.0}
    qualities = {item.name.lower(): int(item) for item in Quality}
    scales = {"water/flow": 3.6}
    found: Source = {}
    for entity in json.loads(path.read_text(encoding="utf-8")):
        domain = {"WaterObserved": "water", "Device": "noise"}[entity["type"]]
        domain = "parking" if "status" in entity else domain
        thing = entity["id"].partition(":town:")[2]
        time = seconds(entity.pop("dateObserved")["value"]["@value"])
        if domain != "noise":
            location = entity.pop("location")
            assert (location["type"], location["value"]["type"]) == ("GeoProperty", "Point")
        for name in ("name", "source"):
            assert entity.pop(name)["type"] == "Property"
        assert entity.pop("@context")[-1].startswith("https://uri.etsi.org/ngsi-ld/")
        del entity["id"], entity["type"]
        for name, body in entity.items():
            assert body["type"] == "Property"
            assert seconds(body["observedAt"]) == time
            assert body.get("unitCode") == {"level": "MTR", "flow": "MTS"}.get(name)
            value = words[body["value"]] if isinstance(body["value"], str) else body["value"]
            value *= scales.get(f"{domain}/{name}", 1.0)
            quality = qualities[body["quality"]["value"]] if "quality" in body else 0
            found.setdefault(f"{domain}/{thing}/{name}", []).append((time, value, quality))
    source = recorded[2]
    assert found.keys() == source.keys()
    for name, readings in found.items():
        for ours, theirs in zip(sorted(readings), source[name], strict=True):
            assert ours == pytest.approx(theirs, rel=1e-11)
    about = json.loads(path.with_name("out.jsonld-metadata.json").read_text(encoding="utf-8"))
    assert about["license"].startswith("https://")


@pytest.mark.parametrize("kind", KINDS)
def test_less_of_it(recorded, tmp_path, kind):
    """A datastream, a range: the same readings in every format."""
    _, archive, source = recorded
    selection = select(archive, ["water/a/*", "parking/*/status"], START + 60, START + 300)
    done = export(archive, selection, kind, tmp_path / "less", WALL)
    chosen = [name for name in source if name.startswith("water/a/") or name == "parking/p/status"]
    assert (
        done.readings
        == sum(START + 60 <= t <= START + 300 for name in chosen for t, *_ in source[name])
        == 15
    )


def test_one_run_of_several(tmp_path):
    path = tmp_path / "session.duckdb"
    for session in range(2):
        played = Recorded(small_city(), path)
        played.turn(WALL + session, [said("a", START + session, float(session))])
        played.session.close()
    with played.finish() as archive:
        for run, value in ((0, 0.0), (1, 1.0), (None, 1.0)):
            out = tmp_path / "out.csv"
            export(archive, select(archive, run=run), "csv", out, WALL)
            with out.open(encoding="utf-8", newline="") as file:
                assert [float(row["value"]) for row in csv.DictReader(file)] == [value]


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ({"run": 7}, r"no run 7 \(runs: 0\)"),
        ({"patterns": ["water/z/*"]}, r"like water/z/\*"),
        ({"since": 100.0, "until": 50.0}, "ends before it begins"),
    ],
)
def test_what_cannot_be_meant_is_one_line(recorded, keys, says):
    with pytest.raises(Trouble, match=says):
        select(recorded[1], **keys)


@pytest.mark.parametrize("kind", KINDS)
def test_progress_and_cancel_leave_nothing_behind(recorded, tmp_path, kind, monkeypatch):
    from dashboard.history.export import tables

    monkeypatch.setattr(tables, "_LOOK", 0.0)
    _, archive, _ = recorded
    shares: list[float] = []
    export(
        archive, select(archive), kind, tmp_path / "out", WALL, told=lambda share: not shares.append(share)
    )
    assert shares[-1] == 1.0
    assert all(0.0 <= share <= 1.0 for share in shares)
    for path in tmp_path.iterdir():
        path.unlink()
    with pytest.raises(Cancelled):
        export(archive, select(archive), kind, tmp_path / "out", WALL, told=lambda share: False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_place_that_cannot_be_written_is_trouble(recorded, tmp_path, kind):
    place = tmp_path / "file"
    place.write_text("in the way")
    with pytest.raises(Trouble) as caught:
        export(recorded[1], select(recorded[1]), kind, place / "out", WALL)
    assert caught.value.status in (Status.FAILED, Status.READ_ONLY)
    assert "\n" not in str(caught.value)
