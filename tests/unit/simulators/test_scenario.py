"""The player: what a story and fired cues impose in each tick."""

from pathlib import Path

import numpy as np
import pytest

from config.messages import ScenarioState
from config.story import Fault
from simulators.models.contract import TICK
from simulators.scenario import Player
from tests import toy_pack

START = 1_790_920_800.0
STORY = """
name = { fr = "Pluie", en = "Rain" }
summary = { fr = "Il pleut.", en = "It rains." }
order = 1
start = "2026-10-02T08:00"
duration = "2 h"

[[phase]]
at = "0 h"
name = { fr = "Avant", en = "Before" }
text = { fr = "Rien.", en = "Nothing." }

[[forcing]]
at = "30 min"
until = "1 h"
rain = { all = 5.0, haut_pays = { every = "10 min", hold = [10.0, 20.0] } }
temperature = { all = { every = "30 min", line = [20.0, 10.0] } }
demand = 1.5
cloud = 1.0

[[forcing]]
at = "40 min"
spill = { mass = 500.0 }
demand = 2.0

[[fault]]
at = "10 min"
until = "20 min"
kind = "stuck"
target = "water/bridge/level"

[[fault]]
at = "15 min"
kind = "spike"
target = "water/bridge/level"
amount = 4.0

[[cue]]
id = "more"
key = "F2"
name = { fr = "Encore", en = "More" }
duration = "20 min"

[[cue.forcing]]
until = "10 min"
rain = { all = 50.0 }
discharge = { bridge = 7.0 }

[[cue.fault]]
kind = "gateway"
target = "gateway/west"
"""


@pytest.fixture
def player(tmp_path: Path) -> Player:
    made = Player(toy_pack.read(tmp_path, scenarios__rain=STORY))
    made.play(made.scenario("rain"), START)
    return made


def rain(player: Player, minute: float) -> list[float] | None:
    forcing = player.forcing(START + 60.0 * minute)
    return None if forcing.rain is None else forcing.rain.tolist()


def test_nothing_before_and_after(player: Player) -> None:
    assert rain(player, 30) is None, "the tick that ends as it begins"
    assert rain(player, 31) == [5.0, 5.0, 5.0, 5.0, 10.0]
    assert rain(player, 60) is not None
    assert rain(player, 61) is None


def test_steps_are_held_within_their_time(player: Player) -> None:
    assert [rain(player, minute)[4] for minute in (31, 40, 41, 60)] == [10.0, 10.0, 20.0, 20.0]  # type: ignore[index]


def test_lines_are_followed(player: Player) -> None:
    warmth = [player.forcing(START + 60.0 * minute).temperature for minute in (31, 46, 60)]
    assert [np.asarray(values)[0] for values in warmth] == pytest.approx([20.0, 15.0, 10.333], abs=0.001)


def test_demands_multiply(player: Player) -> None:
    assert [player.forcing(START + 60.0 * minute).demand for minute in (20, 35, 45, 70)] == [
        1.0,
        1.5,
        3.0,
        2.0,
    ]


def test_a_spill_has_an_instant(player: Player) -> None:
    forcing = player.forcing(START + 50 * TICK)
    assert (forcing.spill_mass, forcing.spill_time) == (500.0, START + 2400.0)


def test_a_story_ends(player: Player) -> None:
    assert player.forcing(START + 7200.0).spill_mass == 500.0
    assert player.forcing(START + 7260.0).spill_mass == 0.0


def test_a_cue_overrides_while_it_lasts(player: Player) -> None:
    cue = player.cue("F2")
    assert cue is not None
    player.fire(cue, START + 35 * TICK + 20.0)
    assert rain(player, 36) == [50.0] * 5, "from the tick in which it was fired"
    assert rain(player, 45) == [50.0] * 5
    assert rain(player, 46) == [5.0, 5.0, 5.0, 5.0, 20.0]
    assert player.forcing(START + 36 * TICK).discharge == {"bridge": 7.0}


def test_of_two_incidents_the_worse_counts(tmp_path: Path) -> None:
    traffic = toy_pack.WATER.replace(
        "[[property]]", '[[domain.model.corridors]]\nid = "quay"\n\n[[property]]', 1
    )
    city = toy_pack.edited(toy_pack.CITY, ('"water"]', '"traffic"]'))
    story = STORY[: STORY.index("[[forcing]]")] + "\n".join(
        f"[[forcing]]\ncapacity = {{ quay = {share} }}" for share in (0.5, 0.2, 0.9)
    )
    made = Player(toy_pack.read(tmp_path, city=city, traffic=traffic, scenarios__rain=story))
    made.play(made.scenario("rain"), START)
    assert made.forcing(START + TICK).capacity == {"quay": 0.2}


def test_faults_in_time(player: Player) -> None:
    stuck, spike = player.faults()
    assert (stuck.begins, stuck.ends) == (START + 600.0, START + 1200.0)
    assert (spike.begins, spike.ends) == (START + 900.0, START + 960.0), "the window of one reading"
    cue = player.cue("more")
    assert cue is not None
    player.fire(cue, START + 100.0)
    assert (player.faults()[2].begins, player.faults()[2].ends) == (START + 100.0, START + 1300.0)


def test_injected_faults_last_until_repaired(player: Player) -> None:
    player.inject(Fault(kind="dropout", target="water/mouth"), START + 5.0)
    player.inject(Fault(kind="bias", target="water/bridge/level"), START + 6.0)
    player.repair("water/mouth", START + 50.0)
    mouth, bridge, *_ = player.faults()
    assert (mouth.begins, mouth.ends) == (START + 5.0, START + 50.0)
    assert bridge.ends == np.inf
    player.repair("", START + 60.0)
    assert [item.ends for item in player.faults()[:2]] == [START + 50.0, START + 60.0]


def test_what_is_told_of_the_story(player: Player) -> None:
    assert player.story.state(START, player.cues) == ScenarioState("rain", "running", START, (), ("more",))
    cue = player.cue("more")
    assert cue is not None
    player.fire(cue, START)
    assert player.story.state(START + 7200.0, player.cues) == ScenarioState(
        "rain", "ended", START, ("more",), ()
    )
    player.play(None, START)
    assert player.story.state(START, player.cues) == ScenarioState()


def test_calm_runs_are_calm(tmp_path: Path) -> None:
    city = toy_pack.read(tmp_path)
    assert Player(city, calm=True).forcing(START).calm
    assert not Player(city).forcing(START).calm
