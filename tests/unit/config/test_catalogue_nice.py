"""Every row of the city pack of Nice is visited: what it names is there, what it shows has words."""

import pytest

from config.catalogue import Domain, Property, Thing
from config.messages import Observation
from config.reader import read_city
from config.units import UNITS
from config.wire import Decoder, Encoder

CITY = read_city("nice")
DECODER = Decoder(CITY)
DATASTREAMS = [(d, t, p) for d, t, p in CITY.datastreams()]


@pytest.mark.parametrize("domain", CITY.domains, ids=lambda domain: domain.id)
def test_a_domain(domain: Domain) -> None:
    assert domain.things
    assert set(domain.name) == {"fr", "en"}
    for item in domain.properties:
        assert any(item.id in thing.properties for thing in domain.things), f"nobody observes {item.id}"
    used = {
        thing.instruments.get(name) or domain.property(name).instrument
        for thing in domain.things
        for name in thing.properties
    }
    assert set(domain.instruments) == used, "an instrument that nobody has"
    for limit in domain.limits:
        assert limit.todo["fr"] != limit.todo["en"]


@pytest.mark.parametrize(
    ("domain", "thing", "item"), DATASTREAMS, ids=[f"{d.id}/{t.id}/{p.id}" for d, t, p in DATASTREAMS]
)
def test_a_datastream(domain: Domain, thing: Thing, item: Property) -> None:
    instrument = domain.instrument(thing, item.id)
    assert instrument.period > 0
    assert item.unit in UNITS
    low, high = instrument.range or item.range
    assert low < high
    if instrument.range is not None and not item.states:
        overlap = min(high, item.range[1]) - max(low, item.range[0])
        assert overlap > 0, "the instrument cannot say what the property may be"
    middle = 0.0 if item.states else (item.range[0] + item.range[1]) / 2
    values = [middle if other.id == item.id else float("nan") for other in domain.properties]
    topic, payload = Encoder(CITY).observation(domain, thing.id, CITY.start_time, values, 1)
    decoded = DECODER.decode(topic, payload)
    assert isinstance(decoded, Observation)
    assert decoded.values[domain.index(item.id)] == pytest.approx(middle, abs=0.5 * 10.0**-item.decimals)


def test_a_thing_is_in_the_metropolis() -> None:
    """Bounding box of the communes of science section 10.1, with Contes and Peillon just outside."""
    for domain in CITY.domains:
        for thing in domain.things:
            longitude, latitude = thing.position
            assert 6.78 < longitude < 7.45, thing.id
            assert 43.6 < latitude < 44.37, thing.id


def test_the_gateways() -> None:
    """Section 12.6 wants some forty sensors behind the gateway of the west."""
    west = [t.id for d in CITY.domains for t in d.things if t.gateway == "ouest"]
    assert len(west) >= 40
    assert all(t.gateway for d in CITY.domains for t in d.things), "everything reports through something"
