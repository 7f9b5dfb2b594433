"""Real brokers on free ports, for benches and system tests."""

import contextlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

MOSQUITTO = shutil.which("mosquitto") or shutil.which("mosquitto", path="/usr/sbin")


def free_port() -> int:
    """A port of the loopback interface that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listener(port: int) -> int:
    """The process, a child of ours, that listens there."""
    for child in psutil.Process().children(recursive=True):
        for connection in child.net_connections("tcp"):
            if connection.status == psutil.CONN_LISTEN and connection.laddr.port == port:
                return child.pid
    raise LookupError(f"nobody listens on {port}")


@contextlib.contextmanager
def embedded(port: int | None = None) -> Iterator[int]:
    """The broker that comes with the control room; yields its port."""
    port = port or free_port()
    command = [sys.executable, "-m", "dashboard.broker_process", "127.0.0.1", str(port)]
    with _served(subprocess.Popen(command, stdin=subprocess.PIPE), port):
        yield port


@contextlib.contextmanager
def mosquitto(port: int | None = None, extra: str = "") -> Iterator[int]:
    """A real Mosquitto; yields its port."""
    assert MOSQUITTO is not None
    port = port or free_port()
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "mosquitto.conf"
        settings.write_text(
            f"listener {port} 127.0.0.1\nallow_anonymous true\nmax_queued_messages 0\nuser {_user()}\n{extra}"
        )
        process = subprocess.Popen(
            [MOSQUITTO, "-c", str(settings)], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        with _served(process, port):
            yield port


def _user() -> str:
    import getpass

    return getpass.getuser()


@contextlib.contextmanager
def _served(process: "subprocess.Popen[bytes]", port: int) -> Iterator[None]:
    try:
        deadline = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise
        yield
    finally:
        process.terminate()
        process.wait(10)
        if process.stdin is not None:
            process.stdin.close()
