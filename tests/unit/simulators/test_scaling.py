"""West's law: known answers of science section 8.2, and cities of other sizes that still work."""

import pytest

from config.reader import read_city
from config.scenarios import named_things, read_scenarios
from simulators.models.contract import Forcing
from simulators.models.registry import build
from simulators.scaling import PRESETS, growth, number, scaled
from simulators.world import World


@pytest.mark.parametrize(
    ("ratio", "exponent", "factor"),
    [
        (2.0, PRESETS["bettencourt"].infrastructure, 1.8025),
        (2.0, PRESETS["bettencourt"].socioeconomic, 2.2191),
        (2.0, PRESETS["france"].infrastructure, 1.866),
        (2.0, PRESETS["france"].socioeconomic, 2.297),
        (10.0, 0.85, 7.079),
        (10.0, 1.15, 14.125),
        (1.0, 0.85, 1.0),
    ],
)
def test_known_answers(ratio: float, exponent: float, factor: float) -> None:
    assert growth(ratio, exponent) == pytest.approx(factor, abs=6e-4)


def test_per_head_a_city_twice_as_large_has_a_tenth_less() -> None:
    assert growth(2.0, 0.85) / 2.0 - 1.0 == pytest.approx(-0.099, abs=5e-4)


def test_there_is_always_one() -> None:
    assert number(38, 1e-6, 0.85) == 1


NICE = read_city("nice")


@pytest.mark.parametrize("population", [20_000, 300_000, 560_351, 1_121_000, 2_000_000])
def test_a_city_of_another_size_works(population: int) -> None:
    city = scaled(NICE, population, "bettencourt", named_things(NICE))
    for domain in NICE.domains:
        things = city.domain(domain.id).things
        if domain.id == "landslide":
            assert things == domain.things, "slopes belong to the terrain"
        elif population >= NICE.population:
            ratio = (population / NICE.population) ** 0.85
            assert len(things) == round(len(domain.things) * ratio)
        else:
            assert len(things) < len(domain.things)
        assert len({thing.id for thing in things}) == len(things)
    read_scenarios(city)
    world = World(city, build(city), 1)
    world.begin(city.start_time, Forcing())
    world.tick(Forcing())


def test_the_same_size_is_the_same_city() -> None:
    same = scaled(NICE, NICE.population, "france")
    assert [domain.things for domain in same.domains] == [domain.things for domain in NICE.domains]
    assert [domain.limits for domain in same.domains] == [domain.limits for domain in NICE.domains]


def test_limits_follow_their_things() -> None:
    double = scaled(NICE, 2 * NICE.population, "bettencourt")
    small = scaled(NICE, 30_000, "bettencourt")
    for city in (double, small):
        for domain in city.domains:
            known = {thing.id for thing in domain.things}
            for limit in domain.limits:
                assert set(limit.things) <= known
                assert set(limit.against) <= known
