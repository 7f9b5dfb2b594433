"""Plain messages taken out of an MQTT stream by the hundred, on their way to paho."""

import socket
from collections.abc import Callable
from typing import Any, Final, NamedTuple

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

#: Bytes that are asked of the system at a time.
_PIECE: Final = 1 << 18
#: A PUBLISH with QoS 0 has one of these first bytes: without and with the retain flag.
_PLAIN: Final = (0x30, 0x31)
#: No more digits has the length of a packet (MQTT 3.1.1, section 2.2.3).
_DIGITS: Final = 4


class Arrived(NamedTuple):
    """One plain message: a PUBLISH with QoS 0."""

    topic: bytes
    payload: bytes
    retained: bool


Taker = Callable[[list[Arrived]], None]


class BurstSocket:
    """A socket as paho sees it, whose plain messages go to `take` instead, all that have come at once.

    paho asks the system three times for each packet and the other threads of the process may run in
    between; here it is once for hundreds. Everything else (answers to our own packets, QoS above 0,
    whatever is malformed) is left to paho, whole packet by whole packet.
    """

    def __init__(self, inner: Any, take: Taker) -> None:
        """`inner` is a connected socket, or an SSL socket."""
        self._inner: socket.socket = inner
        self._take = take
        self._come = bytearray()  # not yet a whole packet
        self._left = b""  # for paho

    def recv(self, size: int) -> bytes:
        """Bytes for paho; BlockingIOError when there are none, b"" when the other side has gone."""
        if not self._left and not self._receive():
            return b""
        if not self._left:
            raise BlockingIOError
        given, self._left = self._left[:size], self._left[size:]
        return given

    def _receive(self) -> bool:
        """Take what has come; False when the other side has gone."""
        piece = self._inner.recv(_PIECE)
        if piece:
            self._come += piece
            arrived, self._left, used = split(self._come)
            del self._come[:used]
            if arrived:
                self._take(arrived)
        return bool(piece)

    def pending(self) -> int:
        """How many bytes are here already, of which `select` knows nothing."""
        below = getattr(self._inner, "pending", None)
        return len(self._left) + (below() if below is not None else 0)

    def send(self, data: bytes) -> int:
        """As the socket's own."""
        return self._inner.send(data)

    def close(self) -> None:
        """As the socket's own."""
        self._inner.close()

    def fileno(self) -> int:
        """As the socket's own."""
        return self._inner.fileno()

    def setblocking(self, flag: bool) -> None:
        """As the socket's own."""
        self._inner.setblocking(flag)


class BurstClient(mqtt.Client):
    """paho's client with such a socket; what does not come in bursts comes to `on_message` as ever."""

    def __init__(self, take: Taker, **settings: Any) -> None:
        super().__init__(CallbackAPIVersion.VERSION2, **settings)
        self._take = take

    def _create_socket(self) -> Any:
        return BurstSocket(super()._create_socket(), self._take)


def split(data: bytearray) -> tuple[list[Arrived], bytes, int]:
    """The plain messages in `data`, all other packets, and how many bytes both took.

    A packet that cannot be is given to the others with all that follows: who reads them must refuse it.
    """
    arrived: list[Arrived] = []
    others = bytearray()
    begin, size = 0, len(data)
    with memoryview(data) as view:
        while begin + 1 < size:
            length, at = data[begin + 1], begin + 2
            if length > 127:
                length, at = _length(data, begin + 1)
                if at < 0:
                    return arrived, bytes(others + view[begin:]), size
                if not at:
                    break  # its length has not come as a whole
            end = at + length
            if end > size:
                break
            if data[begin] in _PLAIN and length >= 2:
                named = at + 2 + (data[at] << 8 | data[at + 1])
                if named > end:
                    return arrived, bytes(others + view[begin:]), size
                arrived.append(Arrived(bytes(view[at + 2 : named]), bytes(view[named:end]), data[begin] == 0x31))
            else:
                others += view[begin:end]
            begin = end
    return arrived, bytes(others), begin


def _length(data: bytearray, at: int) -> tuple[int, int]:
    """The length that stands there and where it ends; 0 when it is not whole, -1 when it has no end."""
    length = 0
    for digit in range(_DIGITS):
        if at + digit >= len(data):
            return 0, 0
        byte = data[at + digit]
        length |= (byte & 0x7F) << (7 * digit)
        if byte < 0x80:
            return length, at + digit + 1
    return 0, -1
