"""The six stories of Nice show what they promise: in the truth, in their time, and in docs/scenarios.md."""

import json
import re

import pytest

from config.catalogue import PRIORITIES
from config.reader import read_city
from config.scenarios import read_scenario, scenario_ids
from config.story import Expected
from simulators.models.contract import TICK
from simulators.models.registry import build
from simulators.scenario import Player
from simulators.simulation import Simulation
from tests.stories.page import PAGE, measured, rows
from tests.stories.row import Row
from tests.stories.run import calm

CITY = read_city("nice")
TOLD = [(name, item) for name in scenario_ids(CITY) for item in read_scenario(CITY, name).expected]
ROWS = rows()


@pytest.mark.parametrize(("name", "item"), TOLD, ids=[f"{name}: {item.text['en']}" for name, item in TOLD])
def test_it_comes(name: str, item: Expected) -> None:
    """Told without noise-like variability."""
    run = calm(name)
    when = run.begins + item.at / 3600.0
    most = (item.within + TICK) / 3600.0
    if item.priority:
        worse = PRIORITIES[PRIORITIES.index(item.priority) :]
        begins = [at for priority in worse for at in run.events.get((item.datastream, priority), [])]
        assert any(abs(at - when) <= most for at in begins), begins
    if item.value is not None:
        first, last = (run.minute(when + side * item.within / 3600.0) for side in (-1, 1))
        near = run.all(item.datastream)[max(0, first) : last + 1].tolist()
        closest = min(near, key=lambda value: abs(value - item.value))  # type: ignore[operator]
        assert closest == pytest.approx(item.value, rel=item.tolerance)


def test_a_failing_network_is_told_as_it_fails() -> None:
    """Section 12.6 has no alarm on the truth: its events are the faults themselves."""
    player = Player(CITY, calm=True)
    story = player.scenario("outage")
    player.play(story, story.start)
    simulation = Simulation(CITY, build(CITY), 1, player)
    simulation.begin(story.start)
    told: list[tuple[str, str]] = []
    for _ in range(250):
        for message in simulation.advance():
            event = json.loads(message.payload) if message.topic == "nice/truth" else {}
            if event.get("ends") is None and event.get("event", "") in (
                "fault: gateway", "fault: stuck", "fault: spike", "fault: bias",
            ):  # fmt: skip
                told.append((event["event"], event["datastream"]))
    assert told == [
        ("fault: gateway", "gateway/ouest"),
        ("fault: stuck", "air_quality/promenade/no2"),
        ("fault: spike", "water/paillon-expositions/water_level"),
        ("fault: bias", "water/paillon-ariane/water_level"),
    ]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.story} {row.when} {row.what}" for row in ROWS])
def test_it_is_as_expected(row: Row) -> None:
    """Every expected value of the page is met, or the page says why it is not."""
    value = measured(row)
    if row.miss:
        assert not row.met(value), f"{row.write(value)}: it is met, and `miss` says that it is not"
    else:
        assert row.met(value), f"{row.write(value)}, expected {row.expected} {row.tolerance}"


def test_the_page_shows_what_is_simulated() -> None:
    """`make scenarios` writes it again; the last digit may differ from machine to machine."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    for row in ROWS:
        start = f"| {row.when} | {row.what} | {row.expected} | {row.tolerance} | "
        shown = [line.removeprefix(start).split(" | ")[0] for line in lines if line.startswith(start)]
        assert len(shown) == 1, f"run `make scenarios`: {start}"
        now = row.write(measured(row))
        slack = 1.0 if ":" in now else 0.011
        assert numbers(now) == pytest.approx(numbers(shown[0]), rel=0.01, abs=slack), start


def numbers(text: str) -> list[float]:
    """The numbers in it; thousands are grouped by a narrow space."""
    return [float(item) for item in re.findall(r"-?\d+(?:\.\d+)?", text.replace("\u202f", ""))]
