"""What the History page writes: each format read back by another reader equals what the file says."""

import csv
import json
import threading
from datetime import datetime

import pyarrow.parquet as pq
import pytest

from dashboard.history.archive import open_archive
from dashboard.history.curves import Period, curves
from dashboard.history.export import job
from dashboard.history.library import Library
from dashboard.ui.history import take_home
from dashboard.ui.history.take_home import REPORT
from tests.ui.city_room import nice
from tests.ui.history_shown import Shown
from tests.ui.reel import record

MINUTES = 12
PAILLON = ("discharge", "water_level")


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("home") / "session.duckdb"
    record(path, MINUTES)
    return path


@pytest.fixture
def shown(file, qtbot):
    library = Library(open_archive(file), file)
    made = Shown(qtbot, library)
    made.settle()
    made.page.choose([f"water/paillon-expositions/{name}" for name in PAILLON])
    made.page.head.spans[0.0].click()
    made.settle()
    yield made
    made.page.close()
    library.close()
    library.archive().close()
    made.room.close()


def written(shown, kind, folder):
    """The file that came of it."""
    wanted = shown.page.foot.wanted(kind)
    path = folder / f"out{wanted.suffix}"
    shown.page.foot.home.begin(wanted, path)
    shown.until(lambda: not shown.page.foot.home.busy)
    assert path.name in shown.page.foot.home.word.text()
    return path


def source(shown, file):
    """(property, time, value) of all that the file has of what is on screen."""
    page = shown.page
    with open_archive(file) as archive:
        period = Period(page.outlook.since, page.outlook.until, archive.run())
        found = curves(archive, page.chosen, period, 100_000)
    readings = sorted(
        (name.rpartition("/")[2], time, value)
        for name, curve in found.items()
        for time, value in zip(curve.series.times.tolist(), curve.series.values.tolist(), strict=True)
    )
    assert len({name for name, _, _ in readings}) == len(PAILLON)
    assert len(readings) >= 2 * (MINUTES // 5)
    return readings


def seconds(text):
    return datetime.fromisoformat(text).timestamp()


def test_csv(shown, file, tmp_path):
    with written(shown, "csv", tmp_path).open(encoding="utf-8", newline="") as lines:
        found = [(r["property"], seconds(r["time"]), float(r["value"])) for r in csv.DictReader(lines)]
    assert sorted(found) == source(shown, file)


def test_parquet(shown, file, tmp_path):
    rows = pq.read_table(written(shown, "parquet", tmp_path)).to_pylist()
    found = [(r["datastream"].rpartition("/")[2], r["time"].timestamp(), r["value"]) for r in rows]
    assert sorted(found) == source(shown, file)


def test_geojson(shown, file, tmp_path):
    document = json.loads(written(shown, "geojson", tmp_path).read_text(encoding="utf-8"))
    found = []
    for feature in document["features"]:
        assert feature["geometry"]["coordinates"] == list(
            nice().domain("water").thing("paillon-expositions").position
        )
        about = feature["properties"]
        found += [(name, seconds(about["time"]), about[name]) for name in PAILLON if name in about]
    assert sorted(found) == source(shown, file)


@pytest.mark.parametrize("kind", ["ngsi-ld", "ngsi-ld-keyvalues"])
def test_ngsi_ld(shown, file, tmp_path, kind):
    document = json.loads(written(shown, kind, tmp_path).read_text(encoding="utf-8"))
    domain, found = nice().domain("water"), []
    for entity in document:
        plain = {
            key: value["value"] if isinstance(value, dict) and "value" in value else value
            for key, value in entity.items()
        }
        time = plain["dateObserved"]
        time = seconds(time["@value"] if isinstance(time, dict) else time)
        for name in PAILLON:
            item = domain.property(name)
            if item.attribute in plain:
                found.append((name, time, plain[item.attribute] * item.scale))
    expected = source(shown, file)
    assert [(name, time) for name, time, _ in sorted(found)] == [(name, time) for name, time, _ in expected]
    assert [value for *_, value in sorted(found)] == pytest.approx([value for *_, value in expected])


def test_the_report_is_one_page_that_needs_nothing_else(shown, tmp_path):
    text = written(shown, REPORT, tmp_path).read_text(encoding="utf-8")
    assert text.lower().startswith("<!doctype html>")
    assert "<svg" in text
    assert "<script" not in text
    assert 'src="http' not in text


@pytest.mark.parametrize("kind", ["csv", "parquet", "geojson", "ngsi-ld", "ngsi-ld-keyvalues"])
def test_what_is_called_off_leaves_nothing(shown, tmp_path, monkeypatch, kind):
    begun, go_on = threading.Event(), threading.Event()

    def slow(*arguments, **named):
        begun.set()
        assert go_on.wait(20.0)
        return job.export(*arguments, **named)

    monkeypatch.setattr(take_home, "export", slow)
    home = shown.page.foot.home
    wanted = shown.page.foot.wanted(kind)
    home.begin(wanted, tmp_path / f"out{wanted.suffix}")
    shown.until(begun.is_set)
    assert home.progress.isVisible()
    assert not home.folder.isVisible()
    home.cancel.click()
    go_on.set()
    shown.until(lambda: not home.busy)
    assert "nothing was written" in home.word.text()
    assert list(tmp_path.iterdir()) == []
    home.away.click()
    assert not home.isVisible()


def test_what_waits_for_its_turn_can_be_called_off_too(shown, tmp_path):
    page, free = shown.page, threading.Event()
    page.context.history.workshop.ask("before", lambda: free.wait(20.0))
    page.foot.home.begin(page.foot.wanted("csv"), tmp_path / "out.csv")
    page.foot.home.cancel.click()
    shown.until(lambda: not page.foot.home.busy)
    free.set()
    assert "nothing was written" in page.foot.home.word.text()
    assert list(tmp_path.iterdir()) == []
