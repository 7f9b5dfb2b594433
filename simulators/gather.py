"""Messages gathered on their way out: one call of the system for hundreds of them."""

import select
import socket
import ssl
from typing import Any, Final

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

#: A larger piece makes no system faster.
_PIECE: Final = 1 << 18
#: The system takes no more, or TLS waits for the other side.
_NOT_NOW: Final = (BlockingIOError, ssl.SSLWantWriteError, ssl.SSLWantReadError)


class GatherSocket:
    """A socket as paho sees it, that takes everything at once and sends it with `flush`.

    So packets of paho and packets of others never mix, and small ones leave together.
    """

    def __init__(self, inner: Any) -> None:
        """`inner` is a connected socket, or an SSL socket."""
        self._inner: socket.socket = inner
        self._waiting = bytearray()

    @property
    def waiting(self) -> int:
        """How many bytes are not sent yet."""
        return len(self._waiting)

    def send(self, data: bytes) -> int:
        """Gather; all of it is taken."""
        self._waiting += data
        return len(data)

    def flush(self, patience: float = 0.0) -> None:
        """Send what the system takes, and wait for it at most `patience` seconds.

        OSError when the other side has gone.
        """
        if patience and self._waiting:
            select.select([self._inner], [self._inner], [], patience)
        sent = 0
        try:
            with memoryview(self._waiting) as view:
                while sent < len(view):
                    sent += self._inner.send(view[sent : sent + _PIECE])
        except _NOT_NOW:
            pass  # later
        finally:
            del self._waiting[:sent]

    def recv(self, size: int) -> bytes:
        """As the socket's own."""
        return self._inner.recv(size)

    def pending(self) -> int:
        """How many bytes are here already, of which `select` knows nothing."""
        below = getattr(self._inner, "pending", None)
        return 0 if below is None else int(below())

    def close(self) -> None:
        """Close; what the system does not take at once is lost."""
        try:
            self.flush()
        except OSError:
            self._waiting.clear()  # nobody is there
        self._inner.close()

    def fileno(self) -> int:
        """As the socket's own."""
        return self._inner.fileno()

    def setblocking(self, flag: bool) -> None:
        """As the socket's own."""
        self._inner.setblocking(flag)


class GatherClient(mqtt.Client):
    """paho's client with such a socket."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(CallbackAPIVersion.VERSION2, **settings)
        #: That of the last connection.
        self.gathering: GatherSocket | None = None

    def _create_socket(self) -> Any:
        self.gathering = GatherSocket(super()._create_socket())
        return self.gathering
