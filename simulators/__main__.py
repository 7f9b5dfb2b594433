"""The command line of the city: puts models, instruments, story and sink together."""

import logging
import math
import os
import re
import signal
import sys
import threading
import time
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from cyclopts import App, CycloptsError, Parameter

from config.broker_url import BrokerURLError, parse_broker
from config.catalogue import City
from config.durations import Duration
from config.reader import CatalogueError, read_city, suggestion

app = App(
    name="nice-simulators",
    help="A city of simulated sensors on MQTT.",
    version_flags=[],
    default_parameter=Parameter(negative=()),
)


class UsageError(Exception):
    """Something on the command line that cannot be done, in one line."""


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
    key_file: Annotated[Path | None, Parameter(help="Client key for mqtts://.")] = None,
) -> int:
    """Simulate a city and publish what its sensors say.

    Parameters
    ----------
    city: a city pack: its name, or its folder.
    broker: mqtt://[user:password@]host[:port], or mqtts://. User and password are also read from
        NICE_BROKER_USER and NICE_BROKER_PASSWORD.
    speed: simulated seconds per second, or "max".
    seed: the same seed gives the same messages.
    start: when the simulated time starts, ISO 8601; without an offset on the city's own clocks.
    duration: end after so much simulated time, such as 15h or 2d.
    scenario: the story to play; without --start from its own beginning.
    domain: publish only this domain; may be repeated.
    things: load test: so many more things, each of which reports every second of wall time.
    population: the fleet of a city of so many inhabitants.
    preset: the exponents of that law.
    shard: publish only a share of the things, such as 2/4; all shares simulate the same city.
    qos: MQTT quality of service.
    record: write the messages to a file (one JSON object a line) instead of a broker.
    exit_with_parent: end when the standard input closes.
    ca_file: certificate of the authority that signed the broker's, for mqtts://.
    cert_file: client certificate for mqtts://.
    """
    address = parse_broker(broker).with_credentials(os.environ).with_files(ca_file, cert_file, key_file)
    pace = _speed(speed)
    number, of = _shard(shard)
    pack = read_city(city)
    if population is not None:
        pack = _scaled(pack, population, preset)
    for name in domain or ():
        if name not in pack.by_id:
            raise UsageError(f'--domain: unknown domain "{name}"{suggestion(name, pack.by_id)}')
    if things < 0:
        raise UsageError("--things: a number of things, 0 or more")
    first = None if start is None else _instant(start, pack)
    ending = _ending(exit_with_parent)

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
    end = math.inf if duration is None else first + _duration(duration)
    with _sink(pack, record, address, ending, qos, number, of) as sink, _progress(record, first, end) as told:
        Stage(simulation, clock, sink, time.time, ending.is_set, fleet, leads=leads).play(first, end, told)
    return 0


@app.command
def replay(
    file: Path,
    *,
    domain: str,
    thing: str,
    time_column: Annotated[str, Parameter(name="--time")],
    columns: Annotated[list[str], Parameter(name="--map")],
    where: list[str] | None = None,
    time_zone: str = "UTC",
    city: str = "nice",
    broker: str = "mqtt://127.0.0.1:1883",
    speed: float | Literal["max"] = 3600.0,
    qos: Literal[0, 1] = 0,
    record: Path | None = None,
    exit_with_parent: bool = False,
    ca_file: Path | None = None,
    cert_file: Path | None = None,
    key_file: Annotated[Path | None, Parameter(help="Client key for mqtts://.")] = None,
) -> int:
    """Play a recorded series (CSV) to the broker, as one thing of the city.

    Parameters
    ----------
    file: the CSV file; its first line names the columns.
    domain: domain of the thing.
    thing: id of the thing that reports it.
    time_column: column with the time, ISO 8601.
    columns: COLUMN=property or COLUMN=property*FACTOR, separated by commas or repeated.
    where: play only rows with COLUMN=VALUE; may be repeated.
    time_zone: of times without an offset.
    city: a city pack: its name, or its folder.
    broker: mqtt://[user:password@]host[:port], or mqtts://.
    speed: simulated seconds per second, or "max".
    qos: MQTT quality of service.
    record: write the messages to a file instead of a broker.
    exit_with_parent: end when the standard input closes.
    ca_file: certificate of the authority that signed the broker's, for mqtts://.
    cert_file: client certificate for mqtts://.
    """
    from simulators.replay import Replay
    from simulators.table import Column, read_table

    address = parse_broker(broker).with_credentials(os.environ).with_files(ca_file, cert_file, key_file)
    pace, pack = _speed(speed), read_city(city)
    mapped = [Column.parse(part) for text in columns for part in text.split(",")]
    wanted = [_condition(text) for text in where or ()]
    try:
        zone = ZoneInfo(time_zone)
    except (KeyError, ValueError, OSError):
        raise UsageError(f'--time-zone: no time zone "{time_zone}"; an example is Europe/Paris') from None
    played = Replay(pack, domain, thing, mapped, read_table(file, time_column, mapped, wanted, zone))
    ending = _ending(exit_with_parent)
    with _sink(pack, record, address, ending, qos, 1, 1) as sink:
        played.play(sink, pace, time.time, ending.is_set)
    return 0


def _condition(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise UsageError(f'--where: "{text}" is not COLUMN=VALUE')
    return name, value


def _sink(
    city: City, record: Path | None, address: Any, ending: threading.Event, qos: int, number: int, of: int
) -> Any:
    """The broker or the file that the messages go to, as a context."""
    if record is not None:
        from simulators.recorder import Recorder

        return Recorder(city, record, time.time, ending.wait, ending.is_set)
    from simulators.publisher import Publisher

    name = "simulators" if of == 1 else f"simulators-{number}-of-{of}"
    follows = number > 1
    return Publisher(city, address, name, time.time, ending.wait, ending.is_set, qos=qos, follows=follows)


def _progress(record: Path | None, first: float, end: float) -> AbstractContextManager[Any]:
    """A bar on a terminal, nothing elsewhere; the context is told the simulated time."""
    if record is None or not math.isfinite(end) or not sys.stderr.isatty():
        return nullcontext(None)
    from simulators.progress import Bar

    return Bar(str(record), first, end)


def _ending(exit_with_parent: bool) -> threading.Event:
    """An event that is set when the program shall end."""
    ending = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ending.set())
    if exit_with_parent:

        def watch() -> None:
            while sys.stdin.buffer.read(4096):
                pass
            ending.set()

        threading.Thread(target=watch, name="parent", daemon=True).start()
    return ending


def _speed(speed: float | str) -> float:
    if isinstance(speed, str):
        return math.inf
    if not 0.0 < speed <= 1e6:
        raise UsageError(f'--speed: {speed:g} is not above 0 and up to 1000000, nor "max"')
    return speed


def _shard(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{1,4})/(\d{1,4})", text)
    number, of = (int(match[1]), int(match[2])) if match else (0, 0)
    if not 1 <= number <= of:
        raise UsageError(f'--shard: "{text}" is not a share; write 2/4 for the second of four')
    return number, of


def _scaled(city: City, population: int, preset: Literal["bettencourt", "france"]) -> City:
    from config.scenarios import named_things
    from simulators.scaling import scaled

    if population < 1:
        raise UsageError("--population: a number of inhabitants above 0")
    return scaled(city, population, preset, named_things(city))


def _instant(text: str, city: City) -> float:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(f'--start: "{text}" is not an ISO 8601 time such as 2026-10-02T06:00') from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(city.time_zone))
    if not 0.0 <= moment.timestamp() < 7e9:
        raise UsageError(f'--start: "{text}" is not between 1970 and 2190')
    return moment.timestamp()


def _duration(text: str) -> float:
    try:
        length = Duration.parse(text)
    except ValueError as problem:
        raise UsageError(f"--duration: {problem}") from None
    if length <= 0:
        raise UsageError("--duration: a time above 0")
    return length


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
    except (OSError, RuntimeError) as trouble:
        print(f"nice-simulators: {trouble}", file=sys.stderr)
        status = 1
    sys.exit(status)


if __name__ == "__main__":
    main()
