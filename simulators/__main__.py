"""The command line of the city: puts models, instruments, story and sink together."""

import logging
import math
import os
import sys
import time
from importlib import metadata
from pathlib import Path
from typing import Final, Literal

from cyclopts import App, CycloptsError, Parameter

from config.broker_url import BrokerURLError, parse_broker
from config.catalogue import City
from config.messages import LARGEST_SEED
from config.reader import CatalogueError, read_city, suggestion
from config.writing import hindrance, told
from simulators.asked import (
    UsageError,
    ending_event,
    open_sink,
    progress,
    read_duration,
    read_instant,
    read_shard,
    read_speed,
)

#: Above these a city does not fit in the memory of a desktop machine (docs/models.md, size of the city).
LARGEST_CITY: Final = 1_000_000_000
MOST_THINGS: Final = 1_000_000

app = App(
    name="nice-simulators",
    help="A city of simulated sensors on MQTT.",
    help_epilogue="Example: nice-simulators --broker mqtt://127.0.0.1:1883 --scenario storm --speed 600",
    version=lambda: metadata.version("nice-sensor-dashboard"),
    default_parameter=Parameter(negative=()),
)
app.command(
    "simulators.series_command:replay",
    name="replay",
    help="Play a recorded series (CSV) to the broker, as one thing of the city.",
    help_epilogue="Example: nice-simulators replay air.csv --domain air_quality --thing arson --time date "
    "--map NO2=no2,PM10=pm10",
)


@app.default
def simulate(
    *,
    city: str = "nice",
    broker: str = "mqtt://127.0.0.1:1883",
    speed: float | Literal["max"] = 60.0,
    seed: int = 1,
    start: str | None = None,
    duration: str | None = None,
    scenario: str | None = None,
    domain: list[str] | None = None,
    things: int = 0,
    population: int | None = None,
    preset: Literal["bettencourt", "france"] = "bettencourt",
    shard: str = "1/1",
    qos: Literal[0, 1] = 0,
    record: Path | None = None,
    exit_with_parent: bool = False,
    ca_file: Path | None = None,
    cert_file: Path | None = None,
    key_file: Path | None = None,
) -> int:
    """Simulate a city and publish what its sensors say.

    Args:
        city: City pack: a name, or a folder.
        broker: mqtt://[user:password@]host[:port], or mqtts://. User and password are also read from
            NICE_BROKER_USER and NICE_BROKER_PASSWORD.
        speed: Simulated seconds per second, or "max".
        seed: The same seed gives the same messages.
        start: Simulated time to start at, ISO 8601; without an offset on the city's own clocks.
        duration: End after so much simulated time, such as 15h or 2d.
        scenario: Story to play; without --start from its own beginning.
        domain: Publish only this domain; may be repeated.
        things: Load test: so many more things, each of which reports every second of wall time.
        population: The fleet of a city of so many inhabitants.
        preset: Exponents of the law that scales the fleet.
        shard: Publish only a share of the things, such as 2/4; all shares simulate the same city.
        qos: MQTT quality of service of the observations.
        record: Write the messages to this file (one JSON object a line) instead of a broker.
        exit_with_parent: End when the standard input closes.
        ca_file: Certificate of the authority that signed the broker's, for mqtts://.
        cert_file: Client certificate for mqtts://.
        key_file: Key of the client certificate, where it stands in a file of its own.
    """
    address = parse_broker(broker).with_credentials(os.environ).with_files(ca_file, cert_file, key_file)
    pace = read_speed(speed)
    number, of = read_shard(shard)
    if record is not None and (problem := hindrance(record)) is not None:
        raise UsageError(f"--record: {problem}")
    length = math.inf if duration is None else read_duration(duration)
    pack = read_city(city)
    if population is not None:
        pack = _scaled(pack, population, preset)
    for name in domain or ():
        if name not in pack.by_id:
            raise UsageError(f'--domain: unknown domain "{name}"{suggestion(name, pack.by_id)}')
    if not 0 <= things <= MOST_THINGS:
        raise UsageError(f"--things: a number of things, 0 or more, at most {MOST_THINGS:,}")
    if not 0 <= seed <= LARGEST_SEED:
        raise UsageError("--seed: a whole number, 0 or more, below 2^63")
    first = None if start is None else read_instant(start, pack)
    ending = ending_event(exit_with_parent)

    from simulators.clock import SimulatedClock
    from simulators.fleet import Fleet
    from simulators.models.registry import build
    from simulators.scenario import Player
    from simulators.simulation import Share, Simulation
    from simulators.stage import Stage

    player = Player(pack)
    if scenario is not None:
        story = player.scenario(scenario)
        first = story.start if first is None else first
        inside = story.start <= first < story.start + story.duration
        player.play(story, story.start if inside else first)
    first = pack.start_time if first is None else first
    simulation = Simulation(pack, build(pack), seed, player, domain, Share(number, of))
    fleet = Fleet(pack, simulation.world, things, seed) if things else None
    clock = SimulatedClock(first, time.time(), pace)
    leads = number == 1
    if not leads:
        clock.pause(time.time())
    end = first + length
    name = "simulators" if of == 1 else f"simulators-{number}-of-{of}"
    with (
        open_sink(pack, record, address, ending, qos, name, follows=not leads) as sink,
        progress(record, first, end) as told,
    ):
        Stage(simulation, clock, sink, time.time, ending.is_set, fleet, leads=leads).play(first, end, told)
    return 0


def _scaled(city: City, population: int, preset: Literal["bettencourt", "france"]) -> City:
    from config.scenarios import named_things
    from simulators.scaling import scaled

    if not 1 <= population <= LARGEST_CITY:
        raise UsageError(f"--population: a number of inhabitants above 0, at most {LARGEST_CITY:,}")
    return scaled(city, population, preset, named_things(city))


def main() -> None:
    """Run the command line; a mistake is one line and status 2."""
    logging.basicConfig(level=logging.INFO, format="simulators: %(message)s")
    from simulators.models.contract import ModelError
    from simulators.table import TableError

    try:
        status = app(sys.argv[1:], exit_on_error=False, print_error=False)
    except (CycloptsError, CatalogueError, BrokerURLError, UsageError, ModelError, TableError) as mistake:
        print(f"nice-simulators: {' '.join(str(mistake).split())}", file=sys.stderr)
        status = 2
    except OSError as trouble:
        print(f"nice-simulators: {told(trouble)}", file=sys.stderr)
        status = 1
    except RuntimeError as trouble:
        print(f"nice-simulators: {trouble}", file=sys.stderr)
        status = 1
    sys.exit(status)


if __name__ == "__main__":
    main()
