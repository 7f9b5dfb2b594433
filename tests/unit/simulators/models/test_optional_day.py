"""A day of the city with its optional domains, noise and energy, and that the others do not notice."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from config.reader import read_city
from simulators.models.noise import emission
from simulators.models.noise.model import FLOOR
from tests.optional import observations, played, with_domains


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> dict[str, np.ndarray]:
    """Meter, roof or substation -> (minutes, properties) of a calm working day."""
    city = with_domains(tmp_path_factory.mktemp("city"), "noise", "energy")
    return played(city, 24.0, "noise", "energy")


def test_a_working_day_beside_the_roads(day: dict[str, np.ndarray]) -> None:
    """Loud beside the Promenade, quiet on the hill; loudest at the rush hour, 7 dB or more less at night."""
    kerb, hill = day["promenade-gambetta"], day["cimiez"]
    assert 68.0 < kerb[:, 0].max() < 78.0
    assert hill[:, 0].max() < 55.0
    assert 7.0 <= kerb[:, 0].argmax() / 60.0 <= 19.0
    assert kerb[:, 0].max() - kerb[2 * 60 : 5 * 60, 0].min() > 7.0
    assert (kerb[:, 0] >= FLOOR).all()


def test_lden_is_that_of_the_day(day: dict[str, np.ndarray]) -> None:
    kerb = day["promenade-gambetta"]
    hours = emission.level(emission.energy(kerb[:, 0]).reshape(24, 60).mean(axis=1))
    d, e, n = (
        emission.level(emission.energy(hours[part]).mean())
        for part in (slice(6, 18), slice(18, 22), [*range(6), 22, 23])
    )
    assert kerb[-1, 2] == pytest.approx(emission.day_evening_night(d, e, n), abs=0.05)


def test_a_day_of_the_roofs_and_substations(day: dict[str, np.ndarray]) -> None:
    """Roofs follow the sun, substations the evening; their oil comes after."""
    roof, station = day["roof-allianz"][:, 0], day["substation-risso"]
    assert roof[: 5 * 60].max() == 0.0
    assert 300.0 < roof.max() < 1500.0 * 0.86
    assert 12.0 < roof.argmax() / 60.0 < 15.0, "in summer time the sun is highest at half past one"
    assert station[:, 1].argmax() / 60.0 == pytest.approx(19.5, abs=0.1)
    assert 19.6 < station[:, 3].argmax() / 60.0 < 23.0
    assert station[:, 2].max() < 90.0, "an ordinary day raises nothing"
    assert datetime.fromtimestamp(1_791_237_600, UTC).hour == 22


def test_other_domains_do_not_hear_it(tmp_path: Path) -> None:
    """With and without the optional domains every other domain says the same bytes."""
    alone = observations(read_city("nice"))
    company = observations(with_domains(tmp_path, "noise", "energy"))
    assert {domain: company[domain] for domain in alone} == alone
    assert len(company["noise"]) > 100
    assert len(company["energy"]) == 60
