"""The models there are, in the order of a tick: one line per domain."""

from collections.abc import Callable, Mapping
from typing import Final

from config.catalogue import City
from config.reader import suggestion
from simulators.models.air_quality.model import AirQuality
from simulators.models.contract import Model, ModelError
from simulators.models.energy.model import Energy
from simulators.models.landslide.model import Landslide
from simulators.models.noise.model import Noise
from simulators.models.parking.model import Parking
from simulators.models.traffic.model import Traffic
from simulators.models.water.model import Water
from simulators.models.weather.model import Weather

#: Who is read stands before who reads.
MODELS: Final[Mapping[str, Callable[[City], Model]]] = {
    "weather": Weather,
    "water": Water,
    "landslide": Landslide,
    "traffic": Traffic,
    "air_quality": AirQuality,
    "parking": Parking,
    "noise": Noise,
    "energy": Energy,
}


def build(city: City) -> list[Model]:
    """The models of a city's domains, in the order of a tick; ModelError when one cannot be built."""
    for domain in city.domains:
        if domain.id not in MODELS:
            hint = suggestion(domain.id, MODELS)
            raise ModelError(f"domain {domain.id}: there is no model for it{hint}")
    return [model(city) for name, model in MODELS.items() if name in city.by_id]
