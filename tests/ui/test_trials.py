"""Other limits on a recording, as a person tries them: choose, compare, look, save, call off."""

import csv
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from config.reader import read_city
from dashboard.history.archive import open_archive
from dashboard.history.library import Library
from dashboard.history.trial import compared
from dashboard.ui.trials.dialog import TrialDialog
from dashboard.ui.trials.difference_model import Kind
from tests.town import START
from tests.ui.city_room import Room, nice
from tests.ui.reel import record

_NUMBER = re.compile(r"^(advisory|warning|alarm|deadband) = ([\d.]+)$", re.MULTILINE)


@pytest.fixture(scope="module")
def file(tmp_path_factory, request):
    """Half an hour of calm, in which limits have room to differ; of the storm where a test asks for it."""
    path = tmp_path_factory.mktemp("reel") / "session.duckdb"
    record(path, 30, storm=getattr(request, "param", False))
    return path


@pytest.fixture(scope="module")
def strict(tmp_path_factory) -> Path:
    """The city pack with every threshold of the discharge, and its deadband, at a tenth."""
    folder = tmp_path_factory.mktemp("packs") / "strict"
    shutil.copytree(nice().folder, folder)
    water = folder / "water.toml"
    head, *tables = water.read_text(encoding="utf-8").split("[[limit]]")
    parts = [
        _NUMBER.sub(lambda m: f"{m[1]} = {float(m[2]) / 10:g}", table)
        if 'property = "discharge"' in table
        else table
        for table in tables
    ]
    assert parts != tables
    water.write_text("[[limit]]".join([head, *parts]), encoding="utf-8")
    return folder


@pytest.fixture
def dialog(file, qtbot):
    room = Room()
    library = Library(open_archive(file), file)
    made = TrialDialog(_with(room.context, library), None)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()
    library.close()
    library.archive().close()
    room.close()


def _with(context, library):
    return replace(context, history=library)


def wait(dialog) -> None:
    """Frames until the work is over."""
    for _ in range(6000):
        if dialog._work is None:
            return
        dialog.show_frame(None)
        QTest.qWait(5)
    raise AssertionError("it never ends")


@pytest.mark.parametrize("file", [True], ids=["storm"], indirect=True)
def test_the_limits_of_the_recording_and_those_of_now_are_the_same(dialog):
    assert dialog.cancel.isEnabled() is False
    dialog.compare.click()
    assert dialog.compare.isEnabled() is False
    wait(dialog)
    assert dialog.model.rowCount() == 0
    said = re.fullmatch(r"A raises (\d+) alarms, B (\d+); (\d+) are the same in both\.", dialog.word.text())
    assert said is not None
    assert len(set(said.groups())) == 1
    assert int(said[1]) > 20


def test_other_limits_make_other_alarms(dialog, strict, file, tmp_path):
    dialog.second.choose(strict)
    dialog.compare.click()
    wait(dialog)
    with open_archive(file) as archive:
        found = compared(archive, nice(), read_city(str(strict))).difference
    assert dialog.model.count(Kind.ONLY_SECOND) == len(found.only_second) > 0
    assert dialog.model.count(Kind.ONLY_FIRST) == len(found.only_first)
    changed = dialog.model.count(Kind.PRIORITY) + dialog.model.count(Kind.TIME)
    assert changed == len(found.changed)
    assert dialog.kinds[Kind.ONLY_SECOND].text() == f"only in B · {len(found.only_second)}"
    assert dialog.model.rowCount() == changed + len(found.only_first) + len(found.only_second)

    for kind in (Kind.ONLY_FIRST, Kind.PRIORITY, Kind.TIME):
        dialog.kinds[kind].click()
    assert dialog.model.rowCount() == len(found.only_second)
    row = dialog.model.rows[0]
    assert dialog.model.index(0, 0).data() == "only in B"
    assert dialog.model.index(0, 2).data() == "—"
    assert (
        dialog.model.index(0, 3).data().startswith(("Advisory · 2 Oct", "Warning · 2 Oct", "Alarm · 2 Oct"))
    )
    assert row.any.raised >= START

    dialog.save_table(tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as text:
        saved = list(csv.DictReader(text))
    assert [item["alarm"] for item in saved] == [item.any.alarm for item in dialog.model.rows]
    assert {item["difference"] for item in saved} == {"only_second"}
    assert {item["raised_a"] for item in saved} == {""}


def test_it_can_be_called_off_and_begun_again(dialog):
    dialog.compare.click()
    dialog.cancel.click()
    wait(dialog)
    assert dialog.word.text() == "Called off."
    assert dialog.compare.isEnabled()
    dialog.compare.click()
    wait(dialog)
    assert dialog.word.text().startswith("A raises")


def test_a_folder_that_is_no_city_pack_is_said(dialog, tmp_path):
    dialog.second.choose(tmp_path)
    dialog.compare.click()
    wait(dialog)
    assert dialog.word.text().startswith("This cannot be compared: ")
    assert dialog.compare.isEnabled()


def test_progress_is_shown_while_it_plays(dialog):
    seen = set()
    dialog.compare.click()
    while dialog._work is not None:
        dialog.show_frame(None)
        seen.add(dialog.progress.value())
        QTest.qWait(1)
    assert len(seen) > 3


def test_closing_calls_it_off(dialog):
    dialog.compare.click()
    work = dialog._work
    dialog.close()
    for _ in range(2000):
        if work.done:
            break
        QTest.qWait(5)
    with pytest.raises(BaseException) as ended:
        work.result()
    assert type(ended.value).__name__ in ("Cancelled", "CancelledError")
