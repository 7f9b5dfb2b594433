"""A publisher that is never the bottleneck: ready-made MQTT packets, sent with a window."""

import socket
import struct
import time
from collections.abc import Callable, Sequence


def publish_packet(topic: str, payload: bytes) -> bytes:
    """One MQTT 3.1.1 PUBLISH, QoS 0 (OASIS standard, section 3.3)."""
    name = topic.encode()
    body = struct.pack("!H", len(name)) + name + payload
    return b"\x30" + _length(len(body)) + body


def _length(size: int) -> bytes:
    digits = bytearray()
    while True:
        size, low = divmod(size, 128)
        digits.append(low | (0x80 if size else 0))
        if not size:
            return bytes(digits)


class Flood:
    """One raw client of a broker."""

    def __init__(self, host: str, port: int) -> None:
        self._socket = socket.create_connection((host, port), timeout=20)
        client = b"flood"
        body = b"\x00\x04MQTT\x04\x02\x00\x3c" + struct.pack("!H", len(client)) + client
        self._socket.sendall(b"\x10" + _length(len(body)) + body)
        if self._socket.recv(4)[3:] != b"\x00":
            raise RuntimeError("the broker refused the flood")

    def send(
        self, packets: Sequence[bytes], received: Callable[[], int], window: int = 20_000, burst: int = 500
    ) -> None:
        """Send all, never more than `window` messages ahead of what `received` counts."""
        sent = 0
        for start in range(0, len(packets), burst):
            chunk = packets[start : start + burst]
            while sent - received() > window:
                time.sleep(0.0005)
            self._socket.sendall(b"".join(chunk))
            sent += len(chunk)

    def close(self) -> None:
        """Leave."""
        self._socket.sendall(b"\xe0\x00")
        self._socket.close()
