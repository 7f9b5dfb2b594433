"""The booth from the command line: pre-flight, kiosk, large figures, and what is refused."""

import pytest


def test_the_check_says_a_line_each_and_whether_to_open(program):
    status, out, err = program("dashboard", "--check").end()
    lines = out.splitlines()
    assert [line.split()[1] for line in lines] == [
        "broker",
        "screen",
        "fonts",
        "awake",
        "sound",
        "disk",
        "clock",
    ]
    assert lines[0].startswith("ok    broker")
    assert "nobody sees it" in lines[1]
    assert (status, err) == (1, ""), "an offscreen window attracts nobody"


def test_a_kiosk_runs_and_says_whether_the_screen_may_sleep(program, tmp_path):
    picture = tmp_path / "booth.png"
    kiosk = program(
        "dashboard",
        *("--kiosk", "--idle-reset", "60", "--duration", "3", "--snapshot", str(picture)),
        environment={"DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path / 'none'}"},
    )
    status, _, err = kiosk.end()
    assert status == 0
    assert "the screen may fall asleep: no session bus" in err
    assert picture.stat().st_size > 10_000


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("--large",), "--large: the screen has 800x800 pixels, large figures need 1650x960"),
        (("--page", "mayr"), '--page: no page "mayr"; did you mean "mayor"?'),
    ],
)
def test_what_cannot_be_is_one_line(program, arguments, line):
    status, out, err = program("dashboard", *arguments, "--duration", "3").end()
    assert (status, out, err) == (2, "", f"nice-dashboard: {line}\n")


def test_a_view_can_be_the_first(program, tmp_path):
    picture = tmp_path / "driver.png"
    status, _, _ = program(
        "dashboard", "--page", "driver", "--duration", "2", "--snapshot", str(picture), "--size", "1280x720"
    ).end()
    assert status == 0
    assert picture.stat().st_size > 10_000
