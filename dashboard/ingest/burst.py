"""Plain messages taken out of an MQTT stream by the hundred, on their way to paho."""

import socket
from collections.abc import Callable
from typing import Any, Final

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from config.packets import Plain, split

#: Bytes that are asked of the system at a time.
_PIECE: Final = 1 << 18

Taker = Callable[[list[Plain]], None]


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
            plain, self._left, used = split(self._come)
            del self._come[:used]
            if plain:
                self._take(plain)
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

    def leave(self) -> None:
        """Disconnect, end the thread, and close the pair of sockets that wakes it, which paho leaves open."""
        self.disconnect()
        self.loop_stop()
        self._reset_sockets()

    def _create_socket(self) -> Any:
        return BurstSocket(super()._create_socket(), self._take)
