"""The command that plays a recorded series to a broker."""

import logging
import os
import re
import time
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from cyclopts import Parameter

from config.broker_url import parse_broker
from config.reader import read_city
from simulators.asked import UsageError, ending_event, open_sink, progress, read_speed
from simulators.replay import Replay
from simulators.table import Column, Times, read_table


def replay(
    file: Path,
    *,
    domain: str,
    thing: str,
    time_column: Annotated[str, Parameter(name="--time")],
    columns: Annotated[list[str], Parameter(name="--map")],
    where: list[str] | None = None,
    time_zone: str = "UTC",
    time_format: str | None = None,
    city: str = "nice",
    broker: str = "mqtt://127.0.0.1:1883",
    speed: float | Literal["max"] = 3600.0,
    qos: Literal[0, 1] = 0,
    record: Path | None = None,
    exit_with_parent: bool = False,
    ca_file: Path | None = None,
    cert_file: Path | None = None,
    key_file: Path | None = None,
) -> int:
    """Play a recorded series (CSV) to the broker, as one thing of the city.

    Args:
        file: CSV file; its first line names the columns. Commas, semicolons or tabs separate.
        domain: Domain of the thing, such as water.
        thing: Id of the thing that reports it: one of the city, or a new one.
        time_column: Column with the time: ISO 8601, or seconds since 1970.
        columns: COLUMN=property, separated by commas or repeated. Where units differ, COLUMN=property*FACTOR
            or +OFFSET, such as kelvin=temperature-273.15.
        where: Play only rows with COLUMN=VALUE; may be repeated.
        time_zone: Time zone of times without an offset, such as Europe/Paris.
        time_format: How the file writes times that are not ISO 8601, such as "%d/%m/%Y %H:%M".
        city: City pack: a name, or a folder.
        broker: mqtt://[user:password@]host[:port], or mqtts://. User and password are also read from
            NICE_BROKER_USER and NICE_BROKER_PASSWORD.
        speed: Seconds of the series per second, or "max". Where a city lives on the broker, its speed counts.
        qos: MQTT quality of service of the observations.
        record: Write the messages to this file (one JSON object a line) instead of a broker.
        exit_with_parent: End when the standard input closes.
        ca_file: Certificate of the authority that signed the broker's, for mqtts://.
        cert_file: Client certificate for mqtts://.
        key_file: Key of the client certificate, where it stands in a file of its own.
    """
    address = parse_broker(broker).with_credentials(os.environ).with_files(ca_file, cert_file, key_file)
    pace, pack = read_speed(speed), read_city(city)
    if not re.fullmatch(r"[\w.-]{1,64}", thing):
        raise UsageError(f'--thing: "{thing}" is not an id; write letters, digits, "-", "_" and "."')
    mapped = [Column.parse(part) for text in columns for part in text.split(",")]
    wanted = [_condition(text) for text in where or ()]
    try:
        zone = ZoneInfo(time_zone)
    except (KeyError, ValueError, OSError):
        raise UsageError(f'--time-zone: no time zone "{time_zone}"; an example is Europe/Paris') from None
    series = read_table(file, time_column, mapped, wanted, Times(zone, time_format))
    played = Replay(pack, domain, thing, mapped, series)
    for line in played.summary(pace):
        logging.info("%s: %s", file.name, line)
    ending = ending_event(exit_with_parent)
    with (
        open_sink(pack, record, address, ending, qos, "replay", follows=True) as sink,
        progress(file, played.begins, played.ends) as told,
    ):
        sent = played.play(sink, pace, time.time, ending.is_set, told)
    logging.info("%s: %d observations sent", file.name, sent)
    return 0


def _condition(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise UsageError(f'--where: "{text}" is not COLUMN=VALUE')
    return name, value
