"""The command line of the control room."""

import os
import re
import signal
import sys
import threading
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, CycloptsError, Parameter

from config.broker_url import BrokerURLError, parse_broker
from config.catalogue import City
from config.messages import FASTEST
from config.reader import CatalogueError, read_city
from config.scenarios import read_scenario
from dashboard.data_folder import DataFolder, default_folder
from dashboard.display import NoDisplayError, require_display
from dashboard.history.trouble import Cancelled, Trouble
from dashboard.options import Options, UsageError

# What takes long to load is loaded where it is needed: the children of the control room start meanwhile.
app = App(name="nice-dashboard", help="The control room of a city of sensors.", version_flags=[])
for _command in ("history", "export", "report", "compare"):
    app.command(f"dashboard.history_commands:{_command}", name=_command)


@app.default
def dashboard(
    *,
    city: str | None = None,
    broker: str = "embedded",
    simulators: bool = True,
    scenario: str | None = None,
    speed: float | None = None,
    seed: int | None = None,
    start: str | None = None,
    lang: Literal["fr", "en"] = "fr",
    page: str = "city",
    size: str | None = None,
    duration: float | None = None,
    snapshot: Path | None = None,
    report: Path | None = None,
    headless: bool = False,
    data: Path | None = None,
    record: bool = True,
    history: Path | None = None,
    replay: Path | None = None,
    kiosk: bool = False,
    idle_reset: float | None = None,
    large: bool = False,
    check: bool = False,
    ca_file: Path | None = None,
    cert_file: Path | None = None,
    key_file: Annotated[Path | None, Parameter(help="Client key for mqtts://.")] = None,
) -> int:
    """Watch a city: plots in real time, alarms, a map.

    Parameters
    ----------
    city: a city pack: its name, or its folder; "nice", or that of the recording, without it.
    broker: "embedded", or mqtt://[user:password@]host[:port], or mqtts://. User and password are also
        read from NICE_BROKER_USER and NICE_BROKER_PASSWORD.
    simulators: with --no-simulators nothing is simulated; something else publishes.
    scenario: the story that the simulators begin with.
    speed: simulated seconds per second.
    seed: seed of the simulators.
    start: when the simulated time starts, ISO 8601.
    lang: language of the window.
    page: page to begin with.
    size: size of the window in pixels, such as 1920x1080.
    duration: end after so many seconds.
    snapshot: write a picture of the window just before the end.
    report: write the figures of the run at the end.
    headless: run without a window.
    data: where alarms and history are kept; the user's data folder without it.
    record: with --no-record nothing is kept of what is seen.
    history: the file to record to; a new one in the data folder without it.
    replay: play a recording, --speed times as fast as it was recorded (0.1 to 1000), in place of a city.
    kiosk: a booth: full screen, a loop through the pages that alarms interrupt, the screen kept awake.
    idle_reset: with --kiosk, begin the story again so many seconds after the last touch.
    large: everything half as large again, to be read from afar.
    check: only say whether broker, screen, fonts, sound, disk and clock are ready.
    ca_file: certificate of the authority that signed the broker's, for mqtts://.
    cert_file: client certificate for mqtts://.
    """
    address = None
    if broker != "embedded":
        address = parse_broker(broker).with_credentials(os.environ).with_files(ca_file, cert_file, key_file)
    for path in (snapshot, report):
        if path is not None and not path.resolve().parent.is_dir():
            raise UsageError(f"{path}: there is no folder {path.resolve().parent}")
    if duration is not None and duration <= 0:
        raise UsageError("--duration: a number of seconds above 0")
    for option, asked in (("--snapshot", snapshot is not None), ("--kiosk", kiosk), ("--large", large)):
        if headless and asked:
            raise UsageError(f"{option}: there is no window with --headless")
    if idle_reset is not None and not (kiosk and idle_reset > 0):
        raise UsageError("--idle-reset: a number of seconds above 0, together with --kiosk")
    if replay is not None:
        given = {"--broker": address, "--scenario": scenario, "--start": start, "--history": history}
        pack = _replayed(replay, city, given, speed)
    else:
        pack = read_city(city or "nice")
        _check_story(pack, scenario, speed, start)
    options = Options(
        pack, city or "nice", address, simulators, scenario, speed, seed, start, lang, page,
        _size(size), duration, snapshot, report, headless, data, kiosk, idle_reset, large,
        record, history, replay,
    )  # fmt: skip
    return _run(options, check=check)


def _run(options: Options, *, check: bool) -> int:
    ending = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ending.set())
    with DataFolder(options.data or default_folder()) as folder:
        if check:
            from dashboard import check as before

            return before.run(options, folder.path)
        if not options.headless:
            require_display()
        from dashboard.headless import open_room

        room = open_room(options, folder.path)
        try:
            room.start()  # the children load while the window is built
            if options.headless:
                from dashboard.headless import run
            else:
                from dashboard.app import run  # Qt is loaded only where it is shown
            report = run(room, options, folder.path, ending)
        finally:
            room.stop()
    if options.report is not None:
        report.write(options.report)
    return 0


def _check_story(city: City, scenario: str | None, speed: float | None, start: str | None) -> None:
    """What the simulators would refuse is refused here, before they start."""
    if scenario is not None:
        read_scenario(city, scenario)
    if speed is not None and not 0 < speed <= FASTEST:
        raise UsageError(f"--speed: a number above 0, up to {FASTEST:g}")
    if start is not None:
        try:
            datetime.fromisoformat(start)
        except ValueError:
            raise UsageError(
                f'--start: "{start}" is not an ISO 8601 time, such as 2026-10-02T06:00'
            ) from None


def _replayed(file: Path, city: str | None, given: Mapping[str, object], speed: float | None) -> City:
    """The city of a recording; what a recording decides itself cannot be asked for."""
    from dashboard.history.player import RATES
    from dashboard.replay_room import replayed_city

    for option, value in given.items():
        if value is not None:
            raise UsageError(f"{option}: not together with --replay")
    if speed is not None and not RATES[0] <= speed <= RATES[1]:
        raise UsageError(f"--speed: a number from {RATES[0]:g} to {RATES[1]:g} with --replay")
    return replayed_city(file, city)


def _size(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    match = re.fullmatch(r"(\d{3,5})[x×](\d{3,5})", text)
    if match is None:
        raise UsageError(f'--size: "{text}" is not a size in pixels; write 1920x1080')
    return int(match[1]), int(match[2])


def main() -> None:
    """Run the command line; a mistake is one line and status 2."""
    try:
        status = app(exit_on_error=False, print_error=False)
    except (CycloptsError, CatalogueError, BrokerURLError, UsageError) as mistake:
        print(f"nice-dashboard: {' '.join(str(mistake).split())}", file=sys.stderr)
        status = 2
    except Cancelled:
        print("nice-dashboard: cancelled", file=sys.stderr)
        status = 130
    except (NoDisplayError, Trouble, OSError, RuntimeError) as trouble:
        print(f"nice-dashboard: {trouble}", file=sys.stderr)
        status = 1
    sys.exit(status)


if __name__ == "__main__":
    main()
