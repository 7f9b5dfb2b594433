"""A city pack of a few things, written as TOML, and models that do what a test says."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from config import catalogue
from config.reader import read_city
from simulators.models.contract import City, Floats

CITY = """
id = "toy"
name = { fr = "Ville", en = "Town" }
territory = { fr = "Pays", en = "Land" }
languages = ["fr", "en"]
centre = [7.26, 43.70]
time_zone = "Europe/Paris"
start = "2026-10-02T06:00:00+02:00"
population = 560351
map = "toy.toml"
domains = ["weather", "water"]
""" + "".join(
    f"""
[[zone]]
id = "{name}"
name = {{ fr = "{name}", en = "{name}" }}
altitude = 10.0
"""
    for name in ("littoral", "city", "var_plain", "moyen_pays", "haut_pays")
)

WEATHER = """
[domain]
name = { fr = "Météo", en = "Weather" }
shape = "star"
entity = "WeatherObserved"

[[property]]
id = "humidity"
name = { fr = "Humidité", en = "Humidity" }
unit = "%"
attribute = "relativeHumidity"
scale = 100.0
range = [0.0, 100.0]
decimals = 0
instrument = "exact"

[instrument.exact]
period = "1 min"

[[thing]]
id = "roof"
name = "Roof"
position = [7.26, 43.70]
zone = "city"
properties = ["humidity"]

[[thing]]
id = "summit"
name = "Summit"
position = [7.30, 44.10]
zone = "haut_pays"
properties = ["humidity"]
"""

WATER = """
[domain]
name = { fr = "Eau", en = "Water" }
shape = "drop"
entity = "WaterObserved"

[[property]]
id = "level"
name = { fr = "Niveau", en = "Level" }
unit = "m"
attribute = "waterLevel"
range = [-1.0, 100.0]
decimals = 3
instrument = "exact"

[[property]]
id = "gate"
name = { fr = "Vanne", en = "Gate" }
unit = ""
attribute = "gate"
range = [0.0, 1.0]
instrument = "exact"
states = ["open", "closed"]

[property.state_names]
open = { fr = "ouverte", en = "open" }
closed = { fr = "fermée", en = "closed" }

[instrument.exact]
period = "1 min"

[[limit]]
property = "level"
advisory = 3.0
warning = 4.0
alarm = 5.0
deadband = 0.5
on_delay = "10 min"
todo = { fr = "Agir", en = "Act" }

[[thing]]
id = "bridge"
name = "Bridge"
position = [7.26, 43.70]
zone = "city"
properties = ["level", "gate"]
gateway = "west"

[[thing]]
id = "mouth"
name = "Mouth"
position = [7.20, 43.65]
zone = "littoral"
properties = ["level"]
"""


def write(folder: Path, **files: str) -> Path:
    """Write the pack to `folder`; `files` replaces whole files, by stem. Its folder."""
    texts = {"city": CITY, "weather": WEATHER, "water": WATER, **files}
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        path = folder / f"{name.replace('__', '/')}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def read(folder: Path, **files: str) -> catalogue.City:
    """Write the pack and read it."""
    return read_city(str(write(folder, **files)))


def edited(text: str, *changes: tuple[str, str]) -> str:
    """`text` with every (old, new) replaced once; each old must be there."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


Course = Callable[[float, City], Any]


class Toy:
    """A model whose properties are functions of time (s) and city; a number holds for every thing."""

    def __init__(self, city: catalogue.City, domain: str, courses: Mapping[str, Course]) -> None:
        self.domain = domain
        self._count = len(city.domain(domain).things)
        self._courses = courses

    def begin(self, city: City, t: float, rng: np.random.Generator) -> None:
        """Nothing but a count of ticks."""
        city.parts[self.domain] = 0

    def step(self, city: City, t: float, rng: np.random.Generator) -> Mapping[str, Floats]:
        """Every course at `t`."""
        city.parts[self.domain] += 1
        return {
            name: np.broadcast_to(np.asarray(course(t, city), dtype=float), (self._count,)).copy()
            for name, course in self._courses.items()
        }


def toys(city: catalogue.City, level: Course | None = None, **others: Course) -> list[Toy]:
    """Models for the two domains: humidity 50 %, gates open, a level of 1 m unless told."""
    water: dict[str, Course] = {"level": level or (lambda t, city: 1.0), "gate": lambda t, city: 0.0}
    weather = {"humidity": others.pop("humidity", lambda t, city: 50.0)}
    water.update(others)
    return [Toy(city, "weather", weather), Toy(city, "water", water)]
