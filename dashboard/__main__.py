"""The command line of the control room."""

import gc
import math
import os
import signal
import sys
import threading
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import App, CycloptsError, Parameter

from config.broker_url import BrokerURLError, parse_broker
from config.catalogue import City
from config.reader import CatalogueError, read_city
from config.writing import because, told
from dashboard.data_folder import DataFolder, default_folder
from dashboard.display import NoDisplayError, require_display
from dashboard.history.trouble import Cancelled, Trouble
from dashboard.options import (
    PICTURES,
    Options,
    UsageError,
    check_file,
    check_page,
    check_recording,
    check_story,
    read_size,
)

if TYPE_CHECKING:
    from dashboard.report import Report

# What takes long to load is loaded where it is needed: the children of the control room start meanwhile.
app = App(
    name="nice-dashboard",
    help="Watch a city of sensors: a map, plots in real time, alarms.",
    help_epilogue="Example: nice-dashboard --scenario storm --speed 600",
    version=lambda: metadata.version("nice-sensor-dashboard"),
    default_parameter=Parameter(negative=()),
)
for _command, _help in {
    "history": "List what was recorded.",
    "export": "Write readings of a recording in an open format.",
    "report": "Write one page about a session.",
    "compare": "Try other limits on a recording.",
}.items():
    app.command(f"dashboard.history_commands:{_command}", name=_command, help=_help)


@app.default
def dashboard(
    *,
    city: str | None = None,
    broker: str = "embedded",
    simulators: Annotated[bool, Parameter(negative="--no-simulators")] = True,
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
    record: Annotated[bool, Parameter(negative="--no-record")] = True,
    history: Path | None = None,
    replay: Path | None = None,
    kiosk: bool = False,
    idle_reset: float | None = None,
    large: bool = False,
    check: bool = False,
    ca_file: Path | None = None,
    cert_file: Path | None = None,
    key_file: Path | None = None,
) -> int:
    """Watch a city: plots in real time, alarms, a map.

    Args:
        city: City pack: a name, or a folder. "nice" without it, or the city of the recording.
        broker: "embedded", or mqtt://[user:password@]host[:port], or mqtts://. User and password are also
            read from NICE_BROKER_USER and NICE_BROKER_PASSWORD.
        simulators: Nothing is simulated with --no-simulators; something else publishes.
        scenario: Story that the simulators begin with, such as storm.
        speed: Simulated seconds per second; 60 without it.
        seed: Seed of the simulators; the same one gives the same city.
        start: Simulated time to start at, ISO 8601, such as 2026-10-02T06:00.
        lang: Language of the window.
        page: Page to begin with, such as city, water or alarms.
        size: Size of the window in pixels, such as 1920x1080.
        duration: End after so many seconds.
        snapshot: Write a picture (PNG) of the window just before the end.
        report: Write the figures of the run (JSON) at the end.
        headless: Run without a window.
        data: Folder of alarms and history; the user's data folder without it.
        record: Keep what is seen, to play it again; --no-record keeps nothing.
        history: File to record to; a new one in the data folder without it.
        replay: Recording to play in place of a city, --speed times as fast as it was (0.1 to 1000).
        kiosk: A booth: full screen, a loop through the pages that alarms interrupt, the screen kept awake.
        idle_reset: With --kiosk, begin the story again so many seconds after the last touch.
        large: Everything half as large again, to be read from afar.
        check: Only say whether broker, screen, fonts, sound, disk and clock are ready.
        ca_file: Certificate of the authority that signed the broker's, for mqtts://.
        cert_file: Client certificate for mqtts://.
        key_file: Key of the client certificate, where it stands in a file of its own.
    """
    address = None
    if broker != "embedded":
        address = parse_broker(broker).with_credentials(os.environ).with_files(ca_file, cert_file, key_file)
    check_file("--report", report)
    check_file("--snapshot", snapshot, PICTURES)
    check_recording(history)
    if duration is not None and not 0 < duration < math.inf:  # refuses NaN too
        raise UsageError("--duration: a number of seconds above 0")
    for option, asked in (("--snapshot", snapshot is not None), ("--kiosk", kiosk), ("--large", large)):
        if headless and asked:
            raise UsageError(f"{option}: there is no window with --headless")
    if idle_reset is not None and not (kiosk and 0 < idle_reset < math.inf):
        raise UsageError("--idle-reset: a number of seconds above 0, together with --kiosk")
    if replay is not None:
        given = {"--broker": address, "--scenario": scenario, "--start": start, "--history": history}
        pack = _replayed(replay, city, given, speed)
    else:
        pack = read_city(city or "nice")
        check_story(pack, scenario, speed, seed, start)
    check_page(pack, page)
    options = Options(
        pack, city or "nice", address, simulators, scenario, speed, seed, start, lang, page,
        read_size(size), duration, snapshot, report, headless, data, kiosk, idle_reset, large,
        record, history, replay,
    )  # fmt: skip
    return _run(options, check=check)


def _run(options: Options, *, check: bool) -> int:
    ending = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ending.set())
    with _data_folder(options) as folder:
        if check:
            from dashboard import check as before

            return before.run(options, folder.path)
        if not options.headless:
            require_display()
            # Its loader looks through all modules, and aborts when a thread loads one meanwhile.
            import shiboken6  # noqa: F401
        if options.large:
            from dashboard.large import enlarge

            enlarge()
        from dashboard.headless import open_room

        room = open_room(options, folder.path)
        try:
            room.start()  # the children load while the window is built
            if options.headless:
                from dashboard.headless import run
            else:
                gc.disable()  # until the window stands: all that is made meanwhile stays
                from dashboard.app import run  # Qt is loaded only where it is shown
            report = run(room, options, folder.path, ending)
        finally:
            room.stop()
        problems = [*report.unwritten, *room.unrecorded()]
        if options.report is not None:
            problems += _write(report, options.report, folder.path)
    for problem in problems:
        print(f"nice-dashboard: {problem}", file=sys.stderr)
    return 1 if problems else 0


def _data_folder(options: Options) -> DataFolder:
    """The folder of this run; UsageError when the one that was asked for cannot be used."""
    try:
        return DataFolder(options.data or default_folder())
    except (OSError, RuntimeError) as error:  # without a home there is no data folder
        said = told(error) if isinstance(error, OSError) else str(error)
        if options.data is None:
            raise RuntimeError(f"{said}; or name a data folder with --data") from None
        raise UsageError(f"--data: {said}") from None


def _write(report: "Report", path: Path, spare: Path) -> list[str]:
    """The figures of a run, which cannot be had again: where asked, else in `spare`, else on the output."""
    try:
        report.write(path)
    except OSError as error:
        kept = spare / "report.json"
        try:
            report.write(kept)
        except OSError:
            print(report.text())
            return [f"--report: {path}: {because(error)}; the figures stand above"]
        return [f"--report: {path}: {because(error)}; the figures are in {kept}"]
    return []


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


def main() -> None:
    """Run the command line; a mistake is one line and status 2."""
    try:
        status = app(sys.argv[1:], exit_on_error=False, print_error=False)
    except (CycloptsError, CatalogueError, BrokerURLError, UsageError) as mistake:
        print(f"nice-dashboard: {' '.join(str(mistake).split())}", file=sys.stderr)
        status = 2
    except Cancelled:
        print("nice-dashboard: cancelled", file=sys.stderr)
        status = 130
    except OSError as trouble:
        print(f"nice-dashboard: {told(trouble)}", file=sys.stderr)
        status = 1
    except (NoDisplayError, Trouble, RuntimeError) as trouble:
        print(f"nice-dashboard: {trouble}", file=sys.stderr)
        status = 1
    sys.exit(status)


if __name__ == "__main__":
    main()
