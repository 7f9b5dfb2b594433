"""The embedded broker as a program of its own: `python -m dashboard.broker_process HOST PORT`."""

import logging
import os
import sys
import tempfile
import threading
from pathlib import Path
from typing import Final

from iotcore import IotCoreBroker

#: `wire.md` asks a reader to survive 256 KiB; more than this drops the sender's connection.
MAX_PAYLOAD = 1 << 20
MAX_CONNECTIONS = 1000
#: The broker keeps what was published for readers that lag, per subscription, in pieces of so many bytes:
#: 32 MB are 140,000 observations, 100 MB of its memory. Left alone it keeps 1 GB for each.
PIECE: Final = 1 << 20
PIECES: Final = 32
#: What is rare keeps the 7 KB alive with which it came off the network: of these it keeps four such pieces.
RARE: Final = {
    "truth": 1 << 16,
    "scenario": 1 << 16,
    "status/+": 1 << 16,
    "command/+": 1 << 16,
    "clock": 1 << 12,
    "progress/+": 1 << 12,
}

_SETTINGS: Final = """
id = 0
[router]
id = 0
max_connections = {connections}
max_outgoing_packet_count = 200
max_segment_size = {piece}
max_segment_count = {pieces}
{rare}
[v4.1]
name = "v4"
listen = "{address}"
next_connection_delay_ms = 1
[v4.1.connections]
connection_timeout_ms = 60000
max_payload_size = {payload}
max_inflight_count = 100
dynamic_filters = true
"""
_RARE: Final = """
[router.custom_segment."+/{topic}"]
max_segment_size = {piece}
max_segment_count = 4
"""


def main() -> None:
    """Serve until the parent's end of our standard input closes, however the parent ended."""
    host, port = sys.argv[1], int(sys.argv[2])
    # The Rust broker traces every message as an error span; only its end matters here.
    logging.getLogger("rumqttd").setLevel(logging.CRITICAL)
    threading.Thread(target=_exit_with_parent, daemon=True).start()
    _broker(host, port).run_forever()


def _broker(host: str, port: int) -> IotCoreBroker:
    """What its arguments do not offer it takes from a file, which it reads at once."""
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    rare = "".join(_RARE.format(topic=topic, piece=piece) for topic, piece in RARE.items())
    text = _SETTINGS.format(
        address=address,
        connections=MAX_CONNECTIONS,
        payload=MAX_PAYLOAD,
        piece=PIECE,
        pieces=PIECES,
        rare=rare,
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "broker.toml"
        path.write_text(text, encoding="utf-8")
        return IotCoreBroker(config_path=str(path))


def _exit_with_parent() -> None:
    try:
        while sys.stdin.buffer.read(4096):
            pass
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
