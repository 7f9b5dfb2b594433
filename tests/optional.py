"""The city of Nice with its optional domains, and what a short run of it says."""

import shutil
from pathlib import Path

import numpy as np

from config.catalogue import City
from config.reader import read_city
from simulators.models.contract import Forcing
from simulators.models.registry import build
from simulators.scenario import Player
from simulators.simulation import Simulation
from simulators.world import World

NICE = read_city("nice")


def with_domains(folder: Path, *names: str, edit: tuple[str, str] = ("", "")) -> City:
    """Nice with these domains at the end of its list; `edit` replaces a text in the first one's file."""
    city = folder / "city"
    shutil.copytree(NICE.folder, city)
    head = (city / "city.toml").read_text(encoding="utf-8")
    more = "".join(f', "{name}"' for name in names)
    assert '"parking"]' in head
    (city / "city.toml").write_text(head.replace('"parking"]', f'"parking"{more}]'), encoding="utf-8")
    path = city / f"{names[0]}.toml"
    text = path.read_text(encoding="utf-8")
    assert edit[0] in text
    path.write_text(text.replace(*edit), encoding="utf-8")
    return read_city(str(city))


def played(city: City, hours: float, *names: str) -> dict[str, np.ndarray]:
    """Thing -> (minutes, properties): truth of some domains in a calm run from midnight on 6 October 2026."""
    world = World(city, build(city), 1)
    world.begin(1_791_237_600.0, Forcing(calm=True))
    ticks = [world.tick(Forcing(calm=True)) for _ in range(round(60 * hours))]
    return {
        thing.id: np.array([truth[name][row] for truth in ticks])
        for name in names
        for row, thing in enumerate(city.domain(name).things)
    }


def observations(city: City, ticks: int = 10) -> dict[str, list[bytes]]:
    """Domain -> payloads of its observations in some ticks of ordinary chance."""
    simulation = Simulation(city, build(city), 1, Player(city))
    simulation.begin(city.start_time)
    found: dict[str, list[bytes]] = {domain.id: [] for domain in city.domains}
    for message in (message for _ in range(ticks) for message in simulation.advance()):
        parts = message.topic.split("/")
        if parts[1] == "observation":
            found[parts[2]].append(message.payload)
    return found
