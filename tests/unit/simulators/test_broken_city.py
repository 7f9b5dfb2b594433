"""A pack that no city can run with is one clear line and status 2 at the start, not a NaN at night."""

import shutil
import sys
from pathlib import Path

import pytest

from config.reader import read_city
from simulators.__main__ import main

NICE = Path(read_city("nice").folder)
#: What is broken: file, text, what stands there instead, and the beginning and a part of the line.
BROKEN = {
    "a negative capacity": ("traffic.toml", "capacity = 1100.0", "capacity = -1100.0", "traffic.toml", "> 0"),
    "no reservoirs": ("water.toml", "reservoirs = 3", "reservoirs = 0", "water.toml", ">= 1"),
    "a reservoir without memory": (
        "water.toml",
        'constant = "2.6 h"',
        'constant = "0 h"',
        "water.toml",
        "constant",
    ),
    "a river without a bed": ("water.toml", "width = 250.0", "width = 0.0", "water.toml", "> 0"),
    "a flat slope": ("landslide.toml", "slope = 30.0", "slope = 0.0", "landslide.toml", "slope"),
    "soil of nothing but pores": (
        "landslide.toml",
        "porosity = 0.15",
        "porosity = 1.5",
        "landslide.toml",
        "porosity",
    ),
    "a year of eleven months": ("weather.toml", "low = [5.3, ", "low = [", "weather.toml", "low"),
    "more than all clouds": ("weather.toml", "cloud = [0.45, ", "cloud = [1.45, ", "weather.toml", "cloud"),
    "a car park without places": ("parking.toml", "places = 325", "places = 0", "parking.toml", "places"),
    "a street without walls": ("air_quality.toml", "width = ", "width = -", "air_quality.toml", "width"),
    "a road that is not there": (
        "air_quality.toml",
        'corridor = "promenade"',
        'corridor = "promenad"',
        "air_quality.toml",
        'did you mean "promenade"?',
    ),
    "an instrument that never reads": (
        "water.toml",
        'period = "5 min"',
        'period = "0 min"',
        "water.toml",
        "period",
    ),
    "an unknown fault": (
        "scenarios/outage.toml",
        'kind = "stuck"',
        'kind = "stuk"',
        "outage.toml",
        "stuk",
    ),
    "a fault of nobody": (
        "scenarios/outage.toml",
        '"air_quality/promenade/no2"',
        '"air_quality/promenad/no2"',
        "outage.toml",
        'did you mean "promenade"?',
    ),
    "a story of a missing road": (
        "scenarios/accident.toml",
        "promenade_e = 0.35",
        "promenade_x = 0.35",
        "accident.toml",
        "promenade_x",
    ),
    "a story of a missing car park": (
        "scenarios/carnival.toml",
        "saleya = {",
        "saleia = {",
        "carnival.toml",
        "saleia",
    ),
    "a story of missing rain": (
        "scenarios/storm.toml",
        "littoral = {",
        "litoral = {",
        "storm.toml",
        "litoral",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_one_line_before_the_first_tick(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file, right, wrong, where, what = BROKEN[name]
    city = tmp_path / "town"
    shutil.copytree(NICE, city)
    path = city / file
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    recording = tmp_path / "recording.jsonl"
    arguments = ["--city", str(city), "--record", str(recording), "--duration", "1min", "--speed", "max"]
    story = ["--scenario", path.stem] if "scenarios" in file else []
    monkeypatch.setattr(sys, "argv", ["nice-simulators", *arguments, *story])
    monkeypatch.setattr("signal.signal", lambda *_: None)
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr().err
    assert ended.value.code == 2, said
    assert said.count("\n") == 1
    assert where in said
    assert what in said
    assert not recording.exists() or recording.stat().st_size == 0
