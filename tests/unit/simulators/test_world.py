"""The world: models in order, coupled, with random numbers of their own, and looked at for nonsense."""

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from config import catalogue
from simulators.models.contract import TICK, City, Floats, Forcing, ModelError
from simulators.world import World, stream
from tests import toy_pack
from tests.toy_pack import Toy

START = 1_790_913_600.0


@pytest.fixture
def city(tmp_path: Path) -> catalogue.City:
    return toy_pack.read(tmp_path)


class Dice(Toy):
    """A level that is a random number, and remembers their sum."""

    def step(self, city: City, t: float, rng: np.random.Generator) -> Mapping[str, Floats]:
        drawn = rng.standard_normal(2)
        city.parts[self.domain] += float(drawn.sum())
        return {"level": drawn, "gate": np.zeros(2)}


def world(city: catalogue.City, seed: int = 1, **courses: Any) -> World:
    made = World(city, toy_pack.toys(city, **courses), seed)
    made.begin(START + 30.0, Forcing())
    return made


def test_it_begins_on_a_tick_with_a_truth(city: catalogue.City) -> None:
    made = world(city, level=lambda t, city: t - START)
    assert made.state.time == START
    assert made.state.truth["water"].tolist() == [[0.0, 0.0], [0.0, pytest.approx(np.nan, nan_ok=True)]]
    made.tick(Forcing())
    assert made.state.time == START + TICK
    assert made.state.before["water"][:, 0].tolist() == [0.0, 0.0]
    assert made.state.truth["water"][:, 0].tolist() == [60.0, 60.0]


def test_a_model_reads_those_before_it(city: catalogue.City) -> None:
    made = world(city, level=lambda t, city: city.parts["weather"])
    assert made.state.truth["water"][0, 0] == 1.0
    made.tick(Forcing())
    assert made.state.truth["water"][0, 0] == 2.0, "the weather's count of this tick"


def test_a_model_sees_the_forcing_and_the_local_hour(city: catalogue.City) -> None:
    made = world(city, level=lambda t, city: city.forcing.demand, gate=lambda t, city: city.now.hour < 12)
    made.tick(Forcing(demand=3.0))
    assert made.state.truth["water"][0].tolist() == [3.0, 1.0]
    assert made.state.city.now.hour == pytest.approx(6.0 + 1 / 60)


def dice(city: catalogue.City, seed: int, ticks: int) -> Floats:
    made = World(city, [Dice(city, "water", {})], seed)
    made.begin(START, Forcing())
    return np.array([made.tick(Forcing())["water"][:, 0] for _ in range(ticks)])


def test_the_same_seed_throws_the_same_dice(city: catalogue.City) -> None:
    assert (dice(city, 1, 20) == dice(city, 1, 20)).all()
    assert (dice(city, 1, 20) != dice(city, 2, 20)).all()


def test_the_dice_of_an_instant_do_not_depend_on_those_before(city: catalogue.City) -> None:
    later = World(city, [Dice(city, "water", {})], 1)
    later.begin(START + 10 * TICK, Forcing())
    assert (later.tick(Forcing())["water"][:, 0] == dice(city, 1, 11)[-1]).all()


def test_streams_have_fixed_numbers() -> None:
    """CRC-32 of the name: the same in every city, whatever its other domains are."""
    assert stream("123456789") == 0xCBF43926, "the check value of every CRC-32"
    assert stream("water") != stream("weather")


def test_a_snapshot_goes_on_like_the_original(city: catalogue.City) -> None:
    made = World(city, [Dice(city, "water", {})], 1)
    made.begin(START, Forcing())
    snapshot = copy.deepcopy(made.state)
    first = [made.tick(Forcing())["water"].tolist() for _ in range(5)]
    made.state = snapshot
    again = [made.tick(Forcing())["water"].tolist() for _ in range(5)]
    assert str(first) == str(again)


@pytest.mark.parametrize(
    ("course", "problem"),
    [
        (lambda t, city: np.nan, "water/bridge/level: the model says nan"),
        (lambda t, city: [1.0, np.inf], "water/mouth/level: the model says inf"),
    ],
)
def test_nonsense_is_one_line_with_the_datastream(city: catalogue.City, course: Any, problem: str) -> None:
    with pytest.raises(ModelError, match=rf"^{problem}$"):
        world(city, level=course)


def test_a_property_that_a_model_forgets(city: catalogue.City) -> None:
    models = [toy_pack.toys(city)[0], Toy(city, "water", {"level": lambda t, city: 1.0})]
    with pytest.raises(ModelError, match=r"^water/bridge/gate: the model does not say it$"):
        World(city, models, 1).begin(START, Forcing())


class Crooked(Toy):
    def step(self, city: City, t: float, rng: np.random.Generator) -> Mapping[str, Floats]:
        return {"level": np.ones(3), "gate": np.zeros(2)}


def test_a_table_of_the_wrong_shape(city: catalogue.City) -> None:
    with pytest.raises(ModelError, match=r"^water/level: \(3,\) values for 2 things$"):
        World(city, [Crooked(city, "water", {})], 1).begin(START, Forcing())
