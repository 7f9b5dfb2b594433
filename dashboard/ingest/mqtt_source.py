"""The control room's MQTT client: what the city publishes goes into the inbox, orders go out."""

import logging
import threading
from collections import Counter
from collections.abc import Callable

import paho.mqtt.client as mqtt

from config import topics
from config.broker_url import BrokerAddress
from config.catalogue import City
from config.loose_json import label
from config.messages import Malformed, Message, Observation
from config.packets import Plain
from config.wire import Decoder
from dashboard.core.inbox import Inbox
from dashboard.core.link import LinkState, Mishap, Notice
from dashboard.ingest.burst import BurstClient, Taker
from dashboard.ingest.clock_watch import ClockWatch

_LOG = logging.getLogger(__name__)
#: Seconds between attempts to reach a broker: first, and at most.
_RETRY = (1, 5)


class MqttSource:
    """Subscribes to one city on one broker and reconnects for as long as it lives.

    Messages are decoded in paho's thread. Whatever a stranger sends, nothing is raised into paho:
    what cannot be understood is counted by kind.
    """

    def __init__(self, city: City, inbox: Inbox, address: BrokerAddress, wall: Callable[[], float]) -> None:
        self._city = city
        self._inbox = inbox
        self._address = address
        self._wall = wall
        self._decoder = Decoder(city)
        self._lock = threading.Lock()
        self._clocks = ClockWatch()
        self._malformed: Counter[str] = Counter()
        self._irregular: Counter[str] = Counter()
        self._connected = False
        self._refusal = ""
        #: Whether the broker ever took our subscription.
        self.listening = threading.Event()
        self._client = _client(address, self._take)
        self._client.on_connect = self._on_connect
        self._client.on_disconnect = self._on_disconnect
        self._client.on_subscribe = lambda *_: self.listening.set()
        self._client.on_message = self._on_message

    def start(self) -> None:
        """Begin to connect; returns at once."""
        self._client.connect_async(self._address.host, self._address.port, keepalive=15)
        self._client.loop_start()

    def stop(self) -> None:
        """Leave the broker and end the thread."""
        self._client.leave()

    def publish(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        """Send an order or an alarm's state; any thread. Nothing is kept while there is no broker."""
        if self._connected:
            self._client.publish(topic, payload, qos=1, retain=retain)

    def state(self) -> LinkState:
        """How the connection stands."""
        with self._lock:
            for burst, arrival in self._clocks.release(self._wall()):
                self._inbox.put_all(burst, arrival)
            malformed = self._malformed.copy()
            irregular = self._irregular + self._decoder.irregular
            if self._clocks.others:
                irregular["other_clock"] = self._clocks.others
        refusal = self._refusal
        notices = (Notice(Mishap.REFUSED, refusal),) if refusal else ()
        return LinkState(self._connected, malformed, irregular, notices)

    # -- paho's thread ---------------------------------------------------------------------------

    def _on_connect(
        self, client: mqtt.Client, _data: object, _flags: object, reason: object, _properties: object
    ) -> None:
        if getattr(reason, "is_failure", False):
            self._refusal = str(reason)
            return
        self._refusal = ""
        client.subscribe([(topic, 0) for topic in topics.subscriptions(self._city.id)])
        self._connected = True

    def _on_disconnect(self, *_arguments: object) -> None:
        self._connected = False

    def _on_message(self, _client: mqtt.Client, _data: object, message: mqtt.MQTTMessage) -> None:
        """What somebody sends with a higher quality of service, one at a time."""
        try:
            topic = message.topic.encode()
        except UnicodeDecodeError:
            self._count("topic", "not UTF-8")
            return
        self._take([Plain(topic, bytes(message.payload), message.retain)])

    def _take(self, arrived: list[Plain]) -> None:
        """Decode what has come together, and leave it in the inbox together."""
        messages: list[Message] = []
        for topic, payload, retained in arrived:
            try:
                message = self._decoder.decode(topic.decode(), payload)
            except Malformed as problem:
                self._count(problem.kind, str(problem))
                continue
            except UnicodeDecodeError:  # a topic that is not UTF-8
                self._count("topic", "not UTF-8")
                continue
            if retained and type(message) is Observation:
                with self._lock:
                    self._irregular["retained_observation"] += 1
            messages.append(message)
        with self._lock:
            through = self._clocks.take(messages, self._wall())
            for burst, arrival in through:
                self._inbox.put_all(burst, arrival)

    def _count(self, kind: str, detail: str) -> None:
        with self._lock:
            self._malformed[kind] += 1
            first = self._malformed[kind] == 1
        if first:
            _LOG.warning("a message was refused (%s); more of this kind are only counted", label(detail, 200))


def _client(address: BrokerAddress, take: Taker) -> BurstClient:
    client = BurstClient(take, clean_session=True)
    client.reconnect_delay_set(*_RETRY)
    address.let_in(client)
    return client
