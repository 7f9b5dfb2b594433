"""Kill -9 in the middle of a flood of alarms: what was on the screen is there after the restart."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.core.alarms.book import AlarmBook
from dashboard.core.alarms.event import AlarmState
from dashboard.core.alarms.journal import open_journal
from dashboard.core.readings.store import Store
from tests.small_city import city, domain, limit, thing

ROOT = Path(__file__).parents[2]
PLACE = city(
    domain(
        [thing(f"t{number}") for number in range(400)],
        [limit(advisory=10.0, warning=20.0, alarm=30.0, deadband=1.0)],
    )
)
#: A control room in which every frame brings raises, and an operator acknowledges what was raised before;
#: it says what is on the screen, once it is.
CHILD = """
import sys
from pathlib import Path
from dashboard.core.alarms.journal import open_journal
from tests.system.test_alarm_kill import PLACE
from tests.town import START, Town
journal, _ = open_journal(Path(sys.argv[1]))
town = Town(PLACE, journal=journal)
for minute in range(100_000):
    names = [f"t{(minute * 37 + i) % 400}" for i in range(40)]
    town.say(minute, {name: (5.0, 15.0, 25.0, 35.0)[(minute + i) % 4] for i, name in enumerate(names)})
    town.book.acknowledge_all([f"water/{name}/level" for name in names[::2]], START + minute * 60.0)
    frame = town.turn(minute)
    town.events.clear()
    for event in frame.events:
        print(event.time, event.what, event.alarm.id, event.alarm.state.value, flush=False)
    print("-", flush=True)
"""


@pytest.mark.parametrize("frames", [3, 40, 150])
def test_no_raise_and_no_acknowledgement_that_was_on_screen_is_missing(tmp_path: Path, frames: int) -> None:
    path = tmp_path / "alarms.jsonl"
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert child.stdout is not None
    seen: list[list[str]] = []
    drawn = 0
    for line in child.stdout:
        if line == "-\n":
            drawn += 1
            if drawn == frames:
                os.kill(child.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        elif line.endswith("\n"):
            seen.append(line.split())
    child.wait()
    child.stdout.close()
    assert drawn >= frames
    assert {"raised", "acknowledged"} <= {what for _, what, _, _ in seen}

    journal, earlier = open_journal(path)
    journal.close()
    assert earlier.notice == ""
    kept = [
        [str(event.time), event.what, event.alarm.id, event.alarm.state.value] for event in earlier.events
    ]
    assert kept[: len(seen)] == seen

    book = AlarmBook(PLACE, Store(PLACE))
    book.restore(earlier.alarms, earlier.until)
    last = {alarm: state for _, _, alarm, state in kept}
    standing = {name: state for name, state in last.items() if state != AlarmState.NORMAL.value}
    assert {alarm.id: alarm.state.value for alarm in book.alarms()} == standing
