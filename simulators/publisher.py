"""The simulators' MQTT client: births, last will, clock and observations out, commands in."""

import logging
import math
import uuid
from collections import deque
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Final, Self

import paho.mqtt.client as mqtt

from config import packets, topics
from config.broker_url import BrokerAddress
from config.catalogue import City
from config.messages import Clock, Command, Malformed, Progress
from config.wire import Decoder, Encoder
from simulators.gather import GatherClient, GatherSocket

_LOG = logging.getLogger(__name__)
#: Seconds between attempts to reach a broker: first, longest; each waits twice as long as the one before.
_RETRY: Final = (0.5, 15.0)
#: Seconds that one attempt may take, and that the last messages may take at the end.
_CONNECT: Final = 3.0
_FAREWELL: Final = 2.0
#: No wait is longer, so that the end of the program is seen.
_LONGEST_WAIT: Final = 0.2
_KEEP_ALIVE: Final = 15
#: With QoS 1: so many messages may wait for the broker's word.
_MOST_PENDING: Final = 500
#: With QoS 0: so many bytes may wait for the network.
_MOST_WAITING: Final = 1 << 17


class Publisher:
    """A sink that is a broker.

    Everything happens in the caller's thread: the network is served while the city waits for its
    next deadline, which halves the cost of a message and needs no lock. While no broker can be
    reached the city goes on and its messages are lost, as those of real sensors would be.
    """

    listens = True

    def __init__(
        self,
        city: City,
        address: BrokerAddress,
        name: str,
        wall: Callable[[], float],
        rest: Callable[[float], object],
        ending: Callable[[], bool],
        *,
        qos: int = 0,
        follows: bool = False,
    ) -> None:
        """`name` is that of its status topic; `follows`: the clock of another process is wanted too.

        `wall` reads the wall clock and `rest` sleeps so many seconds.
        """
        self._city = city
        self._address = address
        self._wall = wall
        self._rest = rest
        self._ending = ending
        self._qos = qos
        self._encoder = Encoder(city)
        self._decoder = Decoder(city)
        self._name = name
        self._status = topics.status(city.id, name)
        self._wanted = [topics.commands(city.id)] + ([topics.clock(city.id)] if follows else [])
        self._told: Clock | None = None
        self._received: list[Command | Clock] = []
        self._pending: deque[mqtt.MQTTMessageInfo] = deque()
        self._socket: GatherSocket | None = None
        self._open = False  # there is a connection, perhaps not yet accepted
        self._connected = False  # and it is accepted
        self._arrived = False
        self._retry_at = -math.inf
        self._delay = _RETRY[0]
        self._client = _client(address, f"{name}-{uuid.uuid4().hex[:8]}")
        self._client.will_set(self._status, b"offline", qos=1, retain=True)
        self._client.on_connect = self._on_connect
        self._client.on_disconnect = self._on_disconnect
        self._client.on_message = self._on_message

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def publish(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        """Send one message; it waits while the broker is slower than the city."""
        if not self._connected or self._socket is None:
            return
        if self._qos:
            self._pending.append(self._client.publish(topic, payload, qos=self._qos, retain=retain))
        else:  # ten times as fast as paho's own way
            self._socket.send(packets.packet(topic, payload, retain=retain))
        if self._behind():
            self._flush()
        while self._connected and self._behind() and not self._ending():
            self._serve(_LONGEST_WAIT)

    def tell_clock(self, clock: Clock) -> None:
        """Tell the simulated time, retained, at once; twice when it leaps (docs/wire.md)."""
        for _ in range(1 if self._told is not None and clock.goes_on(self._told) else 2):
            self.publish(*self._encoder.clock(clock), retain=True)
        if self._connected:
            self._told = clock
            self._serve(0.0)

    def tell_progress(self, begins: float, time: float, ends: float) -> None:
        """Tell how far the working out is, retained, and serve the network meanwhile; `ends` is the end."""
        told = Progress(self._name, begins, time, ends, done=time >= ends)
        self.publish(*self._encoder.progress(told), retain=True)
        if self._open:
            self._serve(0.0)

    def wait(self, until: float) -> Sequence[Command | Clock]:
        """Serve the network until that wall-clock time, or until something came."""
        while True:
            left = min(max(until - self._wall(), 0.0), _LONGEST_WAIT)
            if self._open:
                self._serve(left)
            else:
                self._reach(left)
            if self._received or self._arrived or self._ending() or self._wall() >= until:
                received, self._received = self._received, []
                return received

    def arrived(self) -> bool:
        """Whether a broker was reached since the last question."""
        arrived, self._arrived = self._arrived, False
        return arrived

    def close(self) -> None:
        """Leave: say `offline`, wait until it is sent."""
        if self._connected:
            last = self._client.publish(self._status, b"offline", qos=1, retain=True)
            deadline = self._wall() + _FAREWELL
            while self._connected and not last.is_published() and self._wall() < deadline:
                self._serve(0.05)
        self._open = self._connected = False
        self._client.disconnect()  # also closes a connection that was never accepted

    def _behind(self) -> bool:
        """Whether the broker has not taken what it was sent."""
        while self._pending and self._pending[0].is_published():
            self._pending.popleft()
        waiting = 0 if self._socket is None else self._socket.waiting
        return waiting > _MOST_WAITING or len(self._pending) > _MOST_PENDING

    def _serve(self, seconds: float) -> None:
        """Send what was gathered, let paho read and keep the connection alive for at most so long."""
        if self._flush() and self._flush(seconds):
            seconds = 0.0
        if not self._open:
            return
        problem = self._client.loop(seconds)
        if problem != mqtt.MQTT_ERR_SUCCESS:
            self._lost(mqtt.error_string(problem))
        self._flush()  # what paho has just answered

    def _flush(self, patience: float = 0.0) -> int:
        """Send what was gathered, waiting for the network so long; how many bytes are left."""
        if self._socket is None or not self._socket.waiting:
            return 0
        try:
            self._socket.flush(patience)
        except OSError as problem:
            self._lost(str(problem))
            return 0
        return self._socket.waiting

    def _reach(self, seconds: float) -> None:
        """Try to connect when it is time, or rest until then."""
        wait = self._retry_at - self._wall()
        if wait > 0.0:
            self._rest(min(seconds, wait))
            return
        self._open = True  # until it turns out otherwise
        try:
            self._client.connect(self._address.host, self._address.port, keepalive=_KEEP_ALIVE)
            self._socket = self._client.gathering
        except OSError as problem:  # also what TLS has to say
            self._lost(str(problem))

    def _lost(self, problem: str) -> None:
        """There is no connection; the next attempt waits longer."""
        if not self._open:
            return  # known already
        self._open = self._connected = False
        self._pending.clear()
        self._socket = None
        _LOG.warning("no broker at %s (%s); next attempt in %.1f s", self._address, problem, self._delay)
        self._retry_at = self._wall() + self._delay
        self._delay = min(2.0 * self._delay, _RETRY[1])

    # -- called by paho, in the same thread --------------------------------------------------------

    def _on_connect(
        self, client: mqtt.Client, _data: object, _flags: object, reason: object, _properties: object
    ) -> None:
        if getattr(reason, "is_failure", False):
            self._lost(f"refused: {reason}")
            return
        client.subscribe([(topic, 1) for topic in self._wanted])
        client.publish(self._status, b"online", qos=1, retain=True)
        client.publish(
            topics.progress(self._city.id, self._name), b"", qos=1, retain=True
        )  # of an earlier life
        self._delay = _RETRY[0]
        self._connected = self._arrived = True

    def _on_disconnect(self, _client: mqtt.Client, _data: object, *details: object) -> None:
        self._lost(str(details[1]))

    def _on_message(self, _client: mqtt.Client, _data: object, message: mqtt.MQTTMessage) -> None:
        if message.retain:
            return  # an order or a clock from another time
        try:
            decoded = self._decoder.decode(message.topic, bytes(message.payload))
        except (Malformed, UnicodeDecodeError) as problem:
            _LOG.warning("a message was refused: %s", problem)
            return
        if isinstance(decoded, Command | Clock):
            self._received.append(decoded)


def _client(address: BrokerAddress, name: str) -> GatherClient:
    client = GatherClient(client_id=name)
    client.connect_timeout = _CONNECT
    address.let_in(client)
    return client
