"""The embedded broker through a long day: what it keeps does not grow with what was published."""

import queue
import threading

import paho.mqtt.client as mqtt
import psutil

from dashboard.broker_process import PIECE, PIECES
from tests import brokers

PATIENCE = 120.0
PAYLOAD = b"x" * (1 << 16)
LAPS = 12
#: In all eight times what it may keep.
PER_LAP = 8 * PIECE * PIECES // len(PAYLOAD) // LAPS


class Reader:
    """Hears everything, unless it is told to pause."""

    def __init__(self, port: int, name: str, topic: str) -> None:
        self.heard: queue.Queue[tuple[str, bytes]] = queue.Queue()
        self.going = threading.Event()
        self.going.set()
        listening = threading.Event()
        self.client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, name)
        self.client.on_message = self._hear
        self.client.on_subscribe = lambda *_: listening.set()
        self.client.connect("127.0.0.1", port)
        self.client.subscribe(topic, 0)
        self.client.loop_start()
        assert listening.wait(PATIENCE)

    def _hear(self, _client, _data, message) -> None:
        self.heard.put((message.topic, message.payload))
        self.going.wait(PATIENCE)

    def wait_for(self, topic: str) -> int:
        """How many messages came before that one."""
        count = 0
        while self.heard.get(timeout=PATIENCE)[0] != topic:
            count += 1
        return count

    def close(self) -> None:
        self.going.set()
        self.client.disconnect()
        self.client.loop_stop()


def test_what_was_read_is_forgotten_what_is_retained_stays_and_who_lags_hears_the_newest():
    with brokers.embedded() as port:
        broker = psutil.Process(brokers.listener(port))
        ready, late = (Reader(port, name, "nice/observation/#") for name in ("ready", "late"))
        sender = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, "sender")
        sender.connect("127.0.0.1", port)
        sender.loop_start()
        sender.publish("nice/thing/a", b"born", 1, retain=True).wait_for_publish(PATIENCE)
        late.going.clear()
        before = broker.memory_info().rss
        heard = 0
        for lap in range(LAPS):
            for _ in range(PER_LAP):
                sender.publish("nice/observation/a", PAYLOAD, 0)
            sender.publish(f"nice/observation/lap{lap}", b"", 1).wait_for_publish(PATIENCE)
            heard += ready.wait_for(f"nice/observation/lap{lap}")
        grown = broker.memory_info().rss - before
        assert heard == LAPS * PER_LAP  # who keeps up misses nothing
        assert grown < 4 * PIECE * PIECES  # half of what was published; it has buffers of its own
        late.going.set()
        assert late.wait_for(f"nice/observation/lap{LAPS - 1}") < heard
        newcomer = Reader(port, "newcomer", "nice/thing/#")
        assert newcomer.heard.get(timeout=PATIENCE) == ("nice/thing/a", b"born")
        for reader in (ready, late, newcomer):
            reader.close()
        sender.disconnect()
        sender.loop_stop()
