"""The figures of eight hours are not lost because their file cannot be written at the end."""

import json
from pathlib import Path

import pytest

from dashboard.__main__ import _write
from dashboard.core.meter import Beats
from dashboard.report import Report
from tests.small_city import city, domain, thing
from tests.town import Town


@pytest.fixture
def report() -> Report:
    return Report(Town(city(domain([thing("a")], []))).pipeline, Beats())


def test_written_where_they_were_asked_for(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    assert _write(report, path, tmp_path / "gone") == []
    assert "alarms" in json.loads(path.read_text())


def test_in_the_data_folder_when_the_place_has_gone(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "stick" / "run.json"
    said = _write(report, path, tmp_path)
    kept = tmp_path / "report.json"
    assert "alarms" in json.loads(kept.read_text())
    assert said == [
        f"--report: {path}: there is no such folder, or nothing can be made in it; name another; "
        f"the figures are in {kept}"
    ]


def test_on_the_output_when_there_is_no_place_at_all(
    report: Report, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = _write(report, tmp_path / "stick" / "run.json", tmp_path / "gone")
    assert "alarms" in json.loads(capsys.readouterr().out)
    assert said[0].endswith("the figures stand above")
