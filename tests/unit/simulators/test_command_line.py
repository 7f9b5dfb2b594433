"""The command line: a mistake is one line and status 2."""

import sys
from pathlib import Path

import pytest

from simulators.__main__ import main

MISTAKES = {
    "an unknown option": (["--sped", "3"], "Unknown option: --sped"),
    "a word for a speed": (["--speed", "fast"], "--speed"),
    "standing still": (["--speed", "0"], '--speed: 0 is not above 0 and up to 1000000, nor "max"'),
    "no such speed": (["--speed", "nan"], "--speed: nan is not above 0"),
    "an unknown city": (["--city", "nize"], 'no such city pack; did you mean "nice"?'),
    "an unknown story": (["--scenario", "strom"], 'no such scenario; did you mean "storm"?'),
    "an unknown domain": (
        ["--domain", "wather"],
        '--domain: unknown domain "wather"; did you mean "weather"?',
    ),
    "a start that is none": (["--start", "friday"], '--start: "friday" is not an ISO 8601 time such as'),
    "a start before clocks": (
        ["--start", "1066-10-14"],
        '--start: "1066-10-14" is not between 1970 and 2190',
    ),
    "a duration without a unit": (
        ["--duration", "15"],
        '--duration: "15" is not a duration: write a number and a unit',
    ),
    "no time": (["--duration", "0 h"], "--duration: a time above 0"),
    "a share that is none": (["--shard", "5/4"], '--shard: "5/4" is not a share; write 2/4'),
    "a share of nothing": (["--shard", "1/0"], '--shard: "1/0" is not a share'),
    "fewer than no things": (["--things", "-1"], "--things: a number of things, 0 or more"),
    "more things than fit": (
        ["--things", "1000001"],
        "--things: a number of things, 0 or more, at most 1,000,000",
    ),
    "more people than live on Earth": (
        ["--population", "1000000000000000000"],
        "--population: a number of inhabitants above 0, at most 1,000,000,000",
    ),
    "a seed below all": (["--seed", "-5"], "--seed: a whole number, 0 or more, below 2^63"),
    "a seed beyond all": (["--seed", "9" * 30], "--seed: a whole number, 0 or more, below 2^63"),
    "nobody": (["--population", "0"], "--population: a number of inhabitants above 0"),
    "an unknown preset": (["--preset", "west"], "--preset"),
    "another protocol": (["--broker", "http://x"], "a broker is mqtt://"),
    "certificates in the clear": (["--ca-file", __file__], "certificates need an encrypted connection"),
    "an unknown quality": (["--qos", "2"], "--qos"),
    "a recording nowhere": (
        ["--record", "/nowhere/at/all.jsonl", "--duration", "1 min"],
        "/nowhere/at/all.jsonl",
    ),
    "a replay of nothing": (["replay"], "requires an argument"),
    "a replay without a file": (
        ["replay", "none.csv", "--domain", "water", "--thing", "x", "--time", "t", "--map", "a=water_level"],
        "none.csv: there is no such file",
    ),
    "a condition that is none": (
        [
            "replay",
            "x.csv",
            "--domain",
            "water",
            "--thing",
            "x",
            "--time",
            "t",
            "--map",
            "a=water_level",
            "--where",
            "x",
        ],
        '--where: "x" is not COLUMN=VALUE',
    ),
    "a zone that is none": (
        [
            "replay",
            "x.csv",
            "--domain",
            "water",
            "--thing",
            "x",
            "--time",
            "t",
            "--map",
            "a=b",
            "--time-zone",
            "Mars",
        ],
        '--time-zone: no time zone "Mars"',
    ),
}


@pytest.fixture
def signals(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program takes over signals, the test must not."""
    monkeypatch.setattr("signal.signal", lambda *_: None)


@pytest.mark.usefixtures("signals")
@pytest.mark.parametrize("name", MISTAKES)
def test_one_line_and_status_two(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments, problem = MISTAKES[name]
    monkeypatch.setattr(sys, "argv", ["nice-simulators", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    assert problem in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""
    assert ended.value.code == 2


@pytest.mark.usefixtures("signals")
def test_no_password_in_a_mistake(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["nice-simulators", "--broker", "mqtt://jo:secret@host/path"])
    with pytest.raises(SystemExit):
        main()
    assert "secret" not in capsys.readouterr().err


@pytest.mark.usefixtures("signals")
@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        (["--duration", "1 min"], "2026-10-02T04:00:00.000Z"),
        (["--duration", "1min", "--start", "2026-07-01T12:00"], "2026-07-01T10:00:00.000Z"),
        (["--duration", "1min", "--start", "2026-07-01T12:00:40+00:00"], "2026-07-01T12:00:00.000Z"),
        (["--duration", "1min", "--scenario", "ozone"], "2026-06-25T04:00:00.000Z"),
        (
            ["--duration", "1min", "--scenario", "ozone", "--start", "2026-06-25T06:03"],
            "2026-06-25T04:03:00.000Z",
        ),
        (["--duration", "1min", "--population", "100000", "--seed", "5"], "2026-10-02T04:00:00.000Z"),
    ],
)
def test_where_it_begins(
    arguments: list[str], first: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "recording.jsonl"
    monkeypatch.setattr(sys, "argv", ["nice-simulators", "--record", str(path), "--speed", "max", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert not ended.value.code
    clock = path.read_text(encoding="utf-8").splitlines()[0]
    assert f'\\"time\\":\\"{first}\\"' in clock
