"""The command line of the control room: every option is explained, a mistake is one line and status 2."""

import sys
from pathlib import Path

import pytest
from cyclopts import App

from dashboard.__main__ import app, main
from simulators.__main__ import app as city

MISTAKES = {
    "an unknown city": (["--city", "nise"], 'no such city pack; did you mean "nice"?'),
    "a folder that is no city": (["--city", str(Path(__file__).parent)], "no such city pack"),
    "another protocol": (["--broker", "http://x"], "a broker is mqtt://[user:password@]host[:port] or"),
    "no such port": (["--broker", "mqtt://u:secret@h:99999999"], "the broker's port must be 1 to 65535"),
    "no host": (["--broker", "mqtt://:1883"], "the broker has no host"),
    "a path": (["--broker", "mqtt://u:secret@h/path"], "a broker has no path"),
    "a certificate in the clear": (["--broker", "mqtt://h", "--ca-file", __file__], "mqtts://"),
    "no such certificate": (["--broker", "mqtts://h", "--ca-file", "none.pem"], "no such readable file"),
    "a key alone": (["--broker", "mqtts://h", "--key-file", __file__], "needs its client certificate"),
    "a word for a size": (["--size", "huge"], '--size: "huge" is not a size in pixels; write 1920x1080'),
    "an unknown page": (["--page", "mayr"], '--page: no page "mayr"; did you mean "mayor"?'),
    "a page that no window shows": (["--headless", "--page", "mayr"], '--page: no page "mayr"'),
    "a negative duration": (["--duration", "-3"], "--duration: a number of seconds above 0"),
    "no duration": (["--duration", "nan"], "--duration: a number of seconds above 0"),
    "for ever": (["--duration", "inf"], "--duration: a number of seconds above 0"),
    "a word for a duration": (["--duration", "soon"], "--duration"),
    "a picture nowhere": (["--snapshot", "nowhere/at/all.png"], "there is no folder"),
    "figures nowhere": (["--report", "nowhere/at/all.json"], "there is no folder"),
    "figures into a folder": (["--report", "."], "is a folder; name a file in it"),
    "a recording into another's file": (["--history", __file__], "is not a recording, and is left as it is"),
    "a recording nowhere": (["--history", "nowhere/at/all.duckdb"], "there is no folder"),
    "a data folder that is a file": (
        ["--data", __file__, "--headless"],
        "a file stands where a folder should be",
    ),
    "an export nowhere": (["export", __file__, "nowhere/at/all.csv"], "there is no folder"),
    "a page nowhere": (["report", __file__, "nowhere/at/all.html"], "there is no folder"),
    "figures in a folder": (["--report", "."], "is a folder"),
    "a picture of nothing": (["--headless", "--snapshot", "x.png"], "--snapshot: there is no window"),
    "a picture of another kind": (["--snapshot", "x.docx"], '"x.docx" is not a picture; end it in .png'),
    "a booth without a window": (["--kiosk", "--headless"], "--kiosk: there is no window with --headless"),
    "no time to rest": (["--kiosk", "--idle-reset", "0"], "--idle-reset: a number of seconds above 0"),
    "a rest without a booth": (["--idle-reset", "5"], "--idle-reset: a number of seconds above 0, together"),
    "another language": (["--lang", "de"], "--lang"),
    "an unknown option": (["--frobnicate"], "--frobnicate"),
    "an unknown story": (["--scenario", "strom"], 'no such scenario; did you mean "storm"?'),
    "a start that is none": (["--start", "yesterday"], '--start: "yesterday" is not an ISO 8601 time'),
    "a start before clocks": (["--start", "1066-10-14"], '--start: "1066-10-14" is not between 1971 and'),
    "a speed backwards": (["--speed", "-1"], "--speed: a number above 0"),
    "no speed": (["--speed", "nan"], "--speed: a number above 0"),
    "too fast": (["--speed", "1e9"], "--speed: a number above 0, up to 1e+06"),
    "a seed that is none": (["--seed", "x"], "--seed"),
    "a seed below all": (["--seed", "-5"], "--seed: a whole number, 0 or more, below 2^63"),
    "a command that is none": (["histroy"], "histroy"),
    "a recording without a way out": (["export", "x.duckdb"], "--out requires an argument"),
}

#: The same, with the status: 2 where the line itself is wrong, 1 where what it speaks of is not there.
ABOUT_RECORDINGS = {
    "a recording that is not there": (
        ["export", "nowhere.duckdb", "out.csv"], "nowhere.duckdb: there is no such file", 1,
    ),
    "another kind of file": (["export", "nowhere.duckdb", "out.xls"], "end it in .csv, .parquet", 2),
    "a file in no folder": (["export", "x.duckdb", "no/where/out.csv"], "no folder", 2),
    "a time without a zone": (
        ["export", "x.duckdb", "out.csv", "--since", "2026-10-02T06:00"], "UTC offset", 2,
    ),
    "another format": (["export", "x.duckdb", "out.csv", "--format", "excel"], "excel", 2),
    "a page about nothing": (["report", "nowhere.duckdb", "out.html"], "no such file", 1),
    "nothing to compare": (["compare", "nowhere.duckdb", "--against", "nice"], "no such file", 1),
    "nothing to play": (["--replay", "nowhere.duckdb"], "no such file", 1),
    "played too fast": (["--replay", "x.duckdb", "--speed", "5000"], "0.1 to 1000", 2),
    "a story and a recording": (
        ["--replay", "x.duckdb", "--scenario", "storm"], "--scenario: not together with --replay", 2,
    ),
}  # fmt: skip


def options(program: App, *, commands: bool = True) -> list[tuple[str, str | None]]:
    """Every option and argument of a program, with what `--help` says of it."""
    found = [
        (f"{program.name[0]} {item.name}", item.parameter.help)
        for item in program.assemble_argument_collection(parse_docstring=True)
        if item.parameter.show is not False
    ]
    for name in program if commands else ():
        if not name.startswith("-"):
            found += options(program[name])
    return found


@pytest.mark.parametrize(("name", "words"), [*options(app, commands=False), *options(city)])
def test_every_option_is_explained(name: str, words: str | None) -> None:
    assert words, f"{name}: --help says nothing of it"


@pytest.mark.parametrize("name", [*MISTAKES, *ABOUT_RECORDINGS])
def test_a_mistake_is_one_line_and_a_status(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments, problem, status = ABOUT_RECORDINGS.get(name) or (*MISTAKES[name], 2)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.setattr(sys, "argv", ["nice-dashboard", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    assert problem in said.err
    assert said.err.startswith("nice-dashboard: ")
    assert said.err.count("\n") == 1
    assert said.out == ""
    assert "secret" not in said.err
    assert ended.value.code == status
    assert list(tmp_path.iterdir()) == [], "nothing is begun"
