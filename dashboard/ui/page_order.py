"""Which pages a city has, in the order of the rail; without Qt, so that the command line may ask first."""

from typing import Final

from config.catalogue import City
from config.effects import Effects, read_effects
from dashboard.ui.map.map_file import has_map

#: Ways to see the whole city that are no pages of the operator: they are not on the rail.
VIEWS: Final = ("mayor", "driver")
#: The order of domains on the rail; others of the city follow in its own order.
_ORDER: Final = ("air_quality", "water", "landslide", "traffic", "parking", "weather")


def names(city: City, effects: Effects | None = None) -> list[str]:
    """Names of a city's pages in the order of the rail; its effects are read unless they are given."""
    known = [name for name in _ORDER if name in city.by_id]
    others = [domain.id for domain in city.domains if domain.id not in _ORDER]
    chain = ["platform"] if (effects or read_effects(city)).effect else []
    return [*(["city"] if has_map(city) else []), *known, *others, *chain, "alarms", "history"]
