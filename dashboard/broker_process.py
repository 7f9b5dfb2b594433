"""The embedded broker as a program of its own: `python -m dashboard.broker_process HOST PORT`."""

import logging
import os
import sys
import threading

from iotcore import IotCoreBroker

#: `wire.md` asks a reader to survive 256 KiB; more than this drops the sender's connection.
MAX_PAYLOAD = 1 << 20
MAX_CONNECTIONS = 1000


def main() -> None:
    """Serve until the parent's end of our standard input closes, however the parent ended."""
    host, port = sys.argv[1], int(sys.argv[2])
    # The Rust broker traces every message as an error span; only its end matters here.
    logging.getLogger("rumqttd").setLevel(logging.CRITICAL)
    threading.Thread(target=_exit_with_parent, daemon=True).start()
    IotCoreBroker(
        listen=host, port=port, max_payload_size=MAX_PAYLOAD, max_connections=MAX_CONNECTIONS
    ).run_forever()


def _exit_with_parent() -> None:
    try:
        while sys.stdin.buffer.read(4096):
            pass
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
