"""Before the doors open: what each line says, and when the answer is no."""

import pytest

from config.broker_url import parse_broker
from dashboard import check
from dashboard.check import Finding, Verdict
from dashboard.core.link import LinkState, Mishap, Notice
from dashboard.options import Options
from tests.ui.city_room import nice

DAY = 86400.0
#: 2 October 2026, 06:00 in Nice.
MORNING = 1790913600.0


def test_every_line_has_one_and_the_status_says_no(tmp_path, qapp):
    lines: list[str] = []
    status = check.run(Options(nice(), "nice"), tmp_path, lines.append)
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
    assert "(embedded) answers" in lines[0]
    assert lines[1].startswith("FAIL  screen")
    assert status == 1, "nobody sees an offscreen window"
    assert all("\n" not in line for line in lines)


class Room:
    """A control room whose broker does that."""

    def __init__(self, state: LinkState, trouble: str = "") -> None:
        self.broker = parse_broker("mqtt://fair:1883")
        self._state, self._trouble = state, trouble
        self.stopped = False

    def start(self) -> None:
        pass

    def connect(self) -> None:
        if self._trouble:
            raise RuntimeError(self._trouble)

    def state(self) -> LinkState:
        return self._state

    def stop(self) -> None:
        self.stopped = True


@pytest.mark.parametrize(
    ("room", "words"),
    [
        (
            Room(LinkState(notices=(Notice(Mishap.REFUSED, "Not authorized"),))),
            "broker refused: Not authorized",
        ),
        (Room(LinkState()), "mqtt://fair:1883 (yours): no answer in 0.05 s"),
        (Room(LinkState(), "the embedded broker does not listen"), "does not listen"),
    ],
)
def test_a_broker_that_does_not_answer(room, words, tmp_path, monkeypatch):
    monkeypatch.setattr(check, "_ANSWER", 0.05)
    monkeypatch.setattr(check, "ControlRoom", lambda options, folder: room)
    found = check.broker(Options(nice(), "nice", room.broker), tmp_path)
    assert found.verdict is Verdict.BAD
    assert words in found.words
    assert room.stopped


@pytest.mark.parametrize(
    ("platform", "sizes", "verdict", "words"),
    [
        ("xcb", [(1920, 1080, 1.0)], Verdict.GOOD, "1920x1080"),
        ("xcb", [(1920, 1080, 1.0), (1920, 1080, 2.0)], Verdict.GOOD, "1920x1080, 1920x1080 at x2"),
        ("xcb", [(1024, 768, 1.0)], Verdict.BAD, "1024x768; the window needs 1100x640"),
        ("offscreen", [(1920, 1080, 1.0)], Verdict.BAD, "nobody sees it"),
        ("windows", [], Verdict.BAD, "none is plugged in"),
    ],
)
def test_screens(platform, sizes, verdict, words):
    found = check.screen(platform, sizes)
    assert found.verdict is verdict
    assert words in found.words


def test_our_typeface_is_there_with_digits_of_one_width(qapp):
    assert check.typeface() == Finding("fonts", Verdict.GOOD, "Inter, digits of one width")


class Way:
    """A system that gives that reason."""

    def __init__(self, reason: str) -> None:
        self.reason, self.held = reason, 0

    def hold(self) -> str:
        self.held += 1
        return self.reason

    def release(self) -> None:
        self.held -= 1


def test_a_screen_that_may_sleep_is_worth_a_note():
    assert check.awake(Way("no session bus")).verdict is Verdict.NOTE
    kind = Way("")
    assert check.awake(kind).verdict is Verdict.GOOD
    assert kind.held == 0, "asked only to see whether it is granted"


def test_what_plays_the_tones_is_said_or_what_to_install():
    assert check.sound("linux", lambda name: f"/usr/bin/{name}").words == "alarms are heard through pw-play"
    missing = check.sound("linux", lambda name: None)
    assert missing.verdict is Verdict.NOTE
    assert missing.words == "alarms are seen, not heard: install one of pw-play, paplay, aplay"
    assert check.sound("win32").verdict is Verdict.GOOD


def test_a_disk_with_room_and_one_that_cannot_be_written(tmp_path):
    found = check.disk(tmp_path)
    assert str(tmp_path) in found.words
    assert found.verdict in (Verdict.GOOD, Verdict.BAD), "as full as this machine is"
    assert check.disk(tmp_path / "none").verdict is Verdict.BAD


def test_a_disk_without_room(tmp_path, monkeypatch):
    monkeypatch.setattr(check.shutil, "disk_usage", lambda folder: type("Usage", (), {"free": 5e8})())
    assert check.disk(tmp_path) == Finding("disk", Verdict.BAD, f"0.5 GB free in {tmp_path}")


@pytest.mark.parametrize(
    ("wall", "drift", "verdict", "words"),
    [
        (MORNING, 0.001, Verdict.GOOD, "2026-10-02 06:00:00 in Europe/Paris, steady"),
        (MORNING, -0.5, Verdict.BAD, "it was set by -0.50 s during this check"),
        (MORNING - 300 * DAY, 0.0, Verdict.BAD, "before this program was installed"),
    ],
)
def test_clocks(wall, drift, verdict, words):
    found = check.clock("Europe/Paris", wall, drift, installed=MORNING - 100 * DAY)
    assert found.verdict is verdict
    assert words in found.words
