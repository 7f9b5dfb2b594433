"""What is heard: one tone a raise, of the worst that came together, and a word when nothing can be heard."""

import os
import stat
import sys
import wave
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal

from dashboard.core.alarms.event import Alarm, AlarmEvent, AlarmState, Priority
from dashboard.ui.sound import TOGETHER, Player, Sound, command_of
from dashboard.ui.tones import RATE, TONES, samples, write_tones

NAN = float("nan")


class Written(QObject):
    """A player that writes down what it was given."""

    failed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.played: list[str] = []

    def play(self, path: Path) -> None:
        assert path.is_file()
        self.played.append(path.stem)

    def stop(self) -> None:
        """Nothing plays."""


def event(what: str, priority: Priority, state: AlarmState = AlarmState.UNACKNOWLEDGED) -> AlarmEvent:
    alarm = Alarm("d/t/p", "d/t/p", "high", priority, state, 1.0, NAN, NAN, 1.0, 1.0, {})
    return AlarmEvent(1.0, what, alarm)


@pytest.fixture
def heard(qapp):
    player = Written()
    sound = Sound(player)
    yield sound, player
    sound.close()


def test_once_per_raise(heard) -> None:
    sound, player = heard
    sound.hear([event("raised", Priority.WARNING)], 0.0)
    for wall in (10.0, 20.0):
        sound.hear([], wall)
    sound.hear([event("acknowledged", Priority.WARNING, AlarmState.ACKNOWLEDGED)], 30.0)
    sound.hear([event("cleared", Priority.WARNING, AlarmState.RETURNED)], 40.0)
    assert player.played == ["warning"]


def test_what_was_put_aside_is_not_heard(heard) -> None:
    sound, player = heard
    sound.hear([event("raised", Priority.ALARM, AlarmState.SUPPRESSED)], 0.0)
    assert player.played == []


def test_what_comes_together_is_one_call_of_the_worst(heard) -> None:
    sound, player = heard
    sound.hear([event("raised", Priority.ADVISORY), event("raised", Priority.ALARM)], 0.0)
    sound.hear([event("raised", Priority.ADVISORY)], 0.5)
    sound.hear([event("raised", Priority.WARNING)], 1.0)
    assert player.played == ["alarm"]
    sound.hear([], TOGETHER)
    assert player.played == ["alarm", "warning"], "nothing is swallowed"


def test_muted_is_silent_and_said(heard) -> None:
    sound, player = heard
    told: list[bool] = []
    sound.changed.connect(lambda: told.append(sound.muted))
    sound.mute(True)
    sound.hear([event("raised", Priority.ALARM)], 0.0)
    sound.mute(True)
    sound.mute(False)
    sound.hear([], 60.0)
    assert (player.played, told) == ([], [True, False])


def test_a_player_that_fails_is_not_asked_again_and_that_is_said(heard) -> None:
    sound, player = heard
    told: list[bool] = []
    sound.changed.connect(lambda: told.append(sound.available))
    player.failed.emit()
    player.failed.emit()
    sound.hear([event("raised", Priority.ALARM)], 0.0)
    assert (player.played, told) == ([], [False])


def test_without_a_player_there_is_nothing_and_no_file(qapp) -> None:
    sound = Sound()
    sound.hear([event("raised", Priority.ALARM)], 0.0)
    assert not sound.available


def test_closing_leaves_no_file(qapp) -> None:
    sound = Sound(Written())
    folder = Path(sound._folder.name)
    assert len(list(folder.glob("*.wav"))) == 3
    sound.close()
    assert not folder.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a script with #!")
@pytest.mark.parametrize(("status", "fails"), [(0, False), (1, True)])
def test_a_program_plays_it_and_says_when_it_cannot(qtbot, tmp_path: Path, status: int, fails: bool) -> None:
    program = tmp_path / "play"
    program.write_text(f'#!/bin/sh\necho "$1 $2" > "{tmp_path}/said"\nexit {status}\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    player = Player([str(program), "-q"])
    failures: list[bool] = []
    player.failed.connect(lambda: failures.append(True))
    with qtbot.waitSignal(player._process.finished):
        player.play(tmp_path / "tone.wav")
    assert (tmp_path / "said").read_text().strip() == f"-q {tmp_path / 'tone.wav'}"
    assert bool(failures) is fails


def test_a_program_that_is_not_there_fails(qtbot, tmp_path: Path) -> None:
    player = Player([str(tmp_path / "none")])
    with qtbot.waitSignal(player.failed):
        player.play(tmp_path / "tone.wav")


@pytest.mark.parametrize(
    ("platform", "there", "found"),
    [
        ("darwin", {"afplay"}, "afplay"),
        ("linux", {"paplay", "aplay"}, "paplay"),
        ("linux", {"aplay"}, "aplay"),
        ("linux", set(), ""),
        ("plan9", {"aplay"}, ""),
    ],
)
def test_the_first_player_that_is_there_is_taken(platform: str, there: set[str], found: str) -> None:
    command = command_of(platform, lambda name: os.path.join("bin", name) if name in there else None)
    assert (Path(command[0]).name if command else "") == found


@pytest.mark.parametrize("priority", TONES)
def test_tones_are_whole_and_do_not_click(priority: Priority, tmp_path: Path) -> None:
    values = samples(priority)
    assert 0.3 < max(values) < 0.5
    assert values[0] == values[-1] == 0.0
    assert max(abs(b - a) for a, b in pairwise(values)) < 0.2
    with wave.open(str(write_tones(tmp_path)[priority])) as file:
        assert (file.getframerate(), file.getnchannels(), file.getnframes()) == (RATE, 1, len(values))


def test_the_worse_the_more_often_and_the_higher() -> None:
    counts = [len(frequencies) for frequencies, _ in TONES.values()]
    highest = [max(frequencies) for frequencies, _ in TONES.values()]
    assert counts == sorted(counts)
    assert highest == sorted(highest)
