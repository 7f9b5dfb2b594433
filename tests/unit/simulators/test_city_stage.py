"""The stage: deadlines that do not drift, orders that take effect at once, a cue that never was."""

import json
import math
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest

from config.catalogue import City
from config.messages import Clock, Command
from config.story import FaultKind
from config.wire import Decoder
from simulators.clock import SimulatedClock
from simulators.models.contract import TICK
from simulators.scenario import Player
from simulators.simulation import Simulation
from simulators.stage import Stage
from tests import toy_pack
from tests.toy_pack import WATER, edited
from tests.toy_stage import WALL, ToySink, command
from tests.unit.simulators.test_scenario import STORY

START = 1_790_913_600.0
CUES = """
[[cue]]
id = "flood"
key = "F2"
name = { fr = "Crue", en = "Flood" }
duration = "5 min"
forcing = [{ demand = 10.0 }]

[[cue]]
id = "fail"
key = "F5"
name = { fr = "Panne", en = "Failure" }
duration = "5 min"
fault = [{ kind = "dropout", target = "water/mouth" }]
"""


class Reservoir(toy_pack.Toy):
    """A level that remembers every demand there ever was."""

    def step(self, city: Any, t: float, rng: Any) -> Any:
        city.parts[self.domain] += city.forcing.demand - 2.0  # and 1 by the toy itself
        return super().step(city, t, rng)


def reservoir(t: float, city: Any) -> float:
    return 1.0 + float(city.parts["water"])


class Play:
    """A stage with a toy sink and the toy city."""

    def __init__(self, folder: Path, *orders: tuple[float, Any], speed: float = 60.0, **sink: Any) -> None:
        noisy = edited(WATER, ('period = "1 min"', 'period = "10 s"\nsigma = 0.01'))
        self.city: City = toy_pack.read(folder, water=noisy, cues=CUES, scenarios__rain=STORY)
        self.player = Player(self.city)
        weather = toy_pack.toys(self.city)[0]
        water = Reservoir(self.city, "water", {"level": reservoir, "gate": lambda t, city: 0.0})
        self.simulation = Simulation(self.city, [weather, water], 1, self.player)
        self.sink = ToySink(list(orders), **sink)
        self.clock = SimulatedClock(START, WALL, speed)

    def run(self, end: float = math.inf, *, leads: bool = True) -> "Play":
        stage = Stage(self.simulation, self.clock, self.sink, self.sink.wall, self.sink.ending, leads=leads)
        stage.play(START, end)
        return self

    def levels(self, thing: str = "bridge") -> list[tuple[float, float]]:
        """(minutes of simulated time, level) of everything it said."""
        decoder, found = Decoder(self.city), []
        for _, topic, body, _ in self.sink.published:
            if topic == f"toy/observation/water/{thing}":
                message = decoder.decode(topic, json.dumps(body).encode())
                found.append(((message.time - START) / 60.0, message.values[0]))  # type: ignore[union-attr]
        return found


def test_first_who_is_there_and_then_what_they_say(tmp_path: Path) -> None:
    kinds = [topic.split("/")[1] for _, topic, *_ in Play(tmp_path).run().sink.published]
    assert kinds[:5] == ["thing", "thing", "thing", "thing", "scenario"]
    assert kinds[5:9] == ["observation"] * 4, "everything reports once"


@pytest.mark.parametrize("speed", [1.0, 60.0, 1000.0])
def test_every_message_at_its_deadline(tmp_path: Path, speed: float) -> None:
    play = Play(tmp_path, speed=speed, ends=5.0).run()
    late = []
    for at, topic, body, _ in play.sink.published:
        if "observation" in topic:
            observed = datetime.fromisoformat(body["dateObserved"]).timestamp()
            late.append(at - (observed - START) / speed)
    assert len(late) > 4
    assert min(late) > -1e-6
    assert max(late) < 0.003, "messages within two milliseconds go together"


def test_the_clock_is_told_every_second(tmp_path: Path) -> None:
    clocks = Play(tmp_path, ends=5.5).run().sink.clocks
    assert len(clocks) == 1 + 1 + 5, "at the beginning, to a new broker, and every second"
    assert clocks[-1].time == pytest.approx(START + 60.0 * (clocks[-1].wall - WALL))


def test_unpaced_it_plays_to_its_end_at_once(tmp_path: Path) -> None:
    play = Play(tmp_path, speed=math.inf).run(START + 3600.0)
    assert play.simulation.time == START + 3600.0
    assert len(play.levels()) == 1 + 360


def test_the_speed_changes_no_message(tmp_path: Path) -> None:
    def said(speed: float) -> list[Any]:
        play = Play(tmp_path, speed=speed, ends=1e9).run(START + 600.0)
        return [(topic, str(body)) for _, topic, body, _ in play.sink.published if "clock" not in topic]

    assert said(1.0) == said(60.0) == said(3600.0) == said(math.inf)


def test_speed_pause_and_going_on(tmp_path: Path) -> None:
    orders = [
        (1.0, command("speed", speed=120)),
        (2.0, command("pause", paused=True)),
        (4.0, command("pause", paused=False)),
    ]
    play = Play(tmp_path, *orders, ends=5.0).run()
    assert play.clock.at(WALL + 5.0) == pytest.approx(START + 60.0 + 120.0 + 0.0 + 120.0)
    told = [(round(clock.wall - WALL, 3), clock.speed, clock.running) for clock in play.sink.clocks]
    for expected in [(1.0, 120.0, True), (2.0, 120.0, False), (4.0, 120.0, True)]:
        assert expected in told
    assert max(minute for minute, _ in play.levels()) == pytest.approx(5.0, abs=0.2)


def test_a_cue_takes_effect_within_its_tick(tmp_path: Path) -> None:
    """At speed 1 a tick lasts a minute; the flood comes ten seconds into it and is seen ten later."""
    play = Play(tmp_path, (70.0, command("cue", id="flood")), speed=1.0, ends=100.0).run()
    before = [level for minute, level in play.levels() if minute < 70 / 60]
    after = [level for minute, level in play.levels() if minute > 80 / 60]
    assert max(before) < 1.1
    assert min(after) > 2.5


def test_an_order_repeats_no_message_and_loses_none(tmp_path: Path) -> None:
    orders = [(70.0 + second, command("cue", id="flood")) for second in range(0, 9, 3)]
    play = Play(
        tmp_path,
        *orders,
        (80.0, command("fault", kind="bias", target="water/bridge/level")),
        speed=1.0,
        ends=130.0,
    )
    numbers = [
        body["seq"]
        for _, topic, body, _ in play.run().sink.published
        if topic.endswith("water/bridge") and "observation" in topic
    ]
    assert numbers == list(range(len(numbers)))
    assert len(numbers) == 14


def test_an_undone_cue_never_was(tmp_path: Path) -> None:
    orders = [(3.0, command("cue", id="flood")), (6.5, command("cue", id="flood", undo=True))]
    never = dict(Play(tmp_path / "a", ends=20.0).run().levels())
    undone = dict(Play(tmp_path / "b", *orders, ends=20.0).run().levels())
    assert set(never) == set(undone), "time went on"
    for minute, level in undone.items():
        if 4.0 < minute < 6.4:
            assert level > never[minute] + 1.0
        if minute > 6.6 or minute < 2.9:
            assert level == never[minute], minute


def test_other_orders_survive_an_undo(tmp_path: Path) -> None:
    orders = [
        (2.0, command("cue", id="flood")),
        (4.0, command("fault", kind="stuck", target="water/bridge/level", amount=7.0)),
        (5.0, command("cue", id="fail")),
        (9.0, command("cue", id="flood", undo=True)),
    ]
    play = Play(tmp_path, *orders, ends=14.0).run()
    assert {level for minute, level in play.levels() if minute > 4.2} == {7.0}
    assert not [minute for minute, _ in play.levels("mouth") if 5.1 < minute < 9.9], (
        "the failed one stays silent"
    )
    assert [minute for minute, _ in play.levels("mouth") if minute > 10.1]
    assert [item.cue.id for item in play.player.story.fired] == ["fail"]
    again = play.simulation.player
    assert again.cue("flood") is not None


def test_an_undo_names_the_last_cue_or_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    orders = [
        (1.0, command("cue", undo=True)),
        (2.0, command("cue", id="flood")),
        (3.0, command("cue", id="fail")),
        (4.0, command("cue", undo=True)),
    ]
    play = Play(tmp_path, *orders, ends=6.0).run()
    assert [item.cue.id for item in play.player.story.fired] == ["flood"]
    assert "command cue: nothing to undo" in caplog.text
    states = [body["fired"] for _, _, body in play.sink.of("scenario")]
    assert ["flood", "fail"] in states
    assert states[-1] == ["flood"]


@pytest.mark.parametrize("kind", get_args(FaultKind))
def test_every_fault_can_be_ordered_and_is_told(tmp_path: Path, kind: str) -> None:
    """A command begins it and another ends it; the ground truth says when, for each datastream it strikes."""
    target = "gateway/west" if kind == "gateway" else "water/bridge/level"
    orders = [
        (2.0, command("fault", kind=kind, target=target)),
        (6.0, command("fault", clear=True, target=target)),
    ]
    play = Play(tmp_path, *orders, ends=9.0).run()
    told = [body for _, topic, body, _ in play.sink.published if topic == "toy/truth"]
    mine = [body for body in told if body["event"] == f"fault: {kind}"]
    assert [body["datastream"] for body in mine] == [target, target]
    begins, ends = mine
    assert begins["ends"] is None
    assert begins["begins"] == ends["begins"]
    lasted = datetime.fromisoformat(ends["ends"]).timestamp() - START
    assert lasted == pytest.approx(130.0 if kind == "spike" else 360.0, abs=61.0), "a spike is one reading"


def test_a_story_plays_from_its_own_start(tmp_path: Path) -> None:
    play = Play(tmp_path, (2.0, command("scenario", id="rain")), ends=5.0).run()
    assert play.clock.at(WALL + 5.0) == pytest.approx(1_790_920_800.0 + 180.0)
    assert play.sink.of("scenario")[-1][2]["scenario"] == "rain"
    assert play.sink.of("scenario")[-1][2]["begins"] == "2026-10-02T06:00:00.000Z"


def test_a_story_plays_from_now(tmp_path: Path) -> None:
    orders = [(2.0, command("scenario", id="rain", now=True)), (4.0, command("scenario", id=""))]
    play = Play(tmp_path, *orders, ends=5.0).run()
    assert play.clock.at(WALL + 5.0) == pytest.approx(START + 300.0)
    told = [(at, body["scenario"], body["begins"]) for at, _, body in play.sink.of("scenario")]
    assert (2.0, "rain", "2026-10-02T04:02:00.000Z") in [
        (round(at, 2), name, begins) for at, name, begins in told
    ]
    assert told[-1][1] == ""


def test_a_reset_begins_again(tmp_path: Path) -> None:
    orders = [(1.0, command("cue", id="flood")), (3.0, command("reset"))]
    play = Play(tmp_path, *orders, ends=6.0).run()
    assert play.clock.at(WALL + 6.0) == pytest.approx(START + 180.0)
    assert play.player.story.fired == ()
    second = [body for at, _, body in play.sink.of("observation") if at >= 3.0]
    first = [body for at, _, body in Play(tmp_path / "b", ends=3.0).run().sink.of("observation")]
    assert second[: len(first)] == first


def test_a_reset_with_another_seed_is_another_city_of_that_seed(tmp_path: Path) -> None:
    def said(*orders: tuple[float, Command], since: float = 0.0) -> list[object]:
        play = Play(tmp_path, *orders, ends=since + 3.0).run()
        return [body for at, _, body in play.sink.of("observation") if at >= since]

    first, other = said(), said((3.0, command("reset", seed=7)), since=3.0)
    assert other != first
    assert said((2.0, command("reset", seed=7)), (4.0, command("reset", seed=1)), since=4.0) == first


def test_the_seed_and_injected_faults_are_told(tmp_path: Path) -> None:
    fault = command("fault", kind="stuck", target="water/bridge/level", amount=1.5)
    orders = [
        (1.0, command("reset", seed=7)),
        (2.0, fault),
        (3.0, command("fault", clear=True, target="water/bridge/level")),
    ]
    told = [body for _, _, body in Play(tmp_path, *orders, ends=5.0).run().sink.of("scenario")]
    assert [(body["seed"], len(body["faults"])) for body in told][-3:] == [(7, 0), (7, 1), (7, 1)]
    (injected,), (cleared,) = (body["faults"] for body in told[-2:])
    assert (injected["kind"], injected["target"], injected["amount"]) == ("stuck", "water/bridge/level", 1.5)
    assert injected["ends"] is None
    assert cleared == {**injected, "ends": cleared["ends"]}
    assert injected["begins"] < cleared["ends"] <= "2026-10-02T04:02:00.000Z"


def test_a_story_that_began_before_is_worked_out_up_to_the_start(tmp_path: Path) -> None:
    play = Play(tmp_path, ends=2.0)
    play.player.play(play.player.scenario("rain"), START - 45 * TICK)
    play.run()
    first = play.levels()[0]
    assert first[0] == 0.0
    # 15 ticks of demand 1.5, five of them doubled by the second forcing
    assert first[1] == pytest.approx(1.0 + 10 * 0.5 + 5 * 2.0, abs=0.1)


def test_how_far_the_working_out_is_is_told_twice_a_second(tmp_path: Path) -> None:
    play = Play(tmp_path, heavy=0.12, ends=1000.0)
    story = play.player.scenario("rain")
    play.player.play(story, START - 1800.0)
    play.run(START)
    shares = play.sink.shares
    assert shares == pytest.approx([4 / 30, 9 / 30, 14 / 30, 19 / 30, 24 / 30, 29 / 30, 1.0]), (
        "30 ticks of 0.12 s"
    )


def test_what_takes_a_moment_is_not_worth_a_word(tmp_path: Path) -> None:
    play = Play(tmp_path)
    play.player.play(play.player.scenario("rain"), START - 1800.0)
    assert play.run(START).sink.shares == []


def test_the_end_of_the_program_ends_the_working_out(tmp_path: Path) -> None:
    play = Play(tmp_path, heavy=0.12, ends=2.0)
    play.player.play(play.player.scenario("rain"), START - 1800.0)
    play.run(START)
    assert play.simulation.time < START


def test_what_cannot_be_obeyed_is_one_line(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    Play(tmp_path, (1.0, command("cue", id="flod")), (2.0, command("dance")), ends=3.0).run()
    assert 'command cue: no such cue "flod"; did you mean "flood"?' in caplog.text
    assert 'unknown command "dance"' in caplog.text


def test_a_machine_that_is_too_slow_goes_on_as_fast_as_it_can(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A tick of 13 messages takes 0.65 s here and should take 0.017 s."""
    play = Play(tmp_path, speed=3600.0, ends=60.0, slow=0.05).run()
    assert caplog.text.count("speed 3600 is too fast for this machine: it goes on at 60") == 1
    falls = [later.time - earlier.at(later.wall) for earlier, later in pairwise(play.sink.clocks)]
    assert sum(fall < -120.0 for fall in falls) == 1, "then it keeps its pace"
    assert play.sink.clocks[-1].speed == 60.0


def test_a_machine_that_was_asleep_goes_on_where_it_was(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    play = Play(tmp_path, ends=3700.0)
    skip = play.simulation.advance

    def advance() -> Any:
        if 299.0 < play.simulation.time - START < 301.0:
            play.sink.wall_time += 3600.0
        return skip()

    play.simulation.advance = advance  # type: ignore[method-assign]
    play.run()
    assert "the machine was away for" in caplog.text
    assert play.clock.speed == 60.0
    assert play.clock.at(WALL + 3700.0) == pytest.approx(START + 100.0 * 60.0, abs=130.0)


def test_a_city_that_was_late_once_catches_up(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    play = Play(tmp_path, ends=40.0)
    skip = play.simulation.advance

    def advance() -> Any:
        if 299.0 < play.simulation.time - START < 301.0:
            play.sink.wall_time += 5.0  # five ticks' worth
        return skip()

    play.simulation.advance = advance  # type: ignore[method-assign]
    play.run()
    assert caplog.text == ""
    assert play.clock.at(WALL + 40.0) == pytest.approx(START + 2400.0), "the clock went on as it was"
    assert play.simulation.time == pytest.approx(START + 2400.0, abs=61.0)


def test_a_share_follows_the_clock_of_the_first(tmp_path: Path) -> None:
    leader = Clock(START, WALL + 1.0, 120.0, True)
    play = Play(tmp_path, (1.0, leader), speed=60.0, ends=4.0)
    play.clock.pause(WALL)
    play.run(leads=False)
    assert play.sink.clocks == [], "it tells no clock of its own"
    assert play.clock.at(WALL + 4.0) == pytest.approx(START + 360.0)
    assert max(minute for minute, _ in play.levels()) == pytest.approx(6.0, abs=0.2)
