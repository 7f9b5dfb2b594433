"""Decode -> store -> quality -> alarms against a bare subscriber that only decodes: the same flood."""

import multiprocessing as mp
import time
from dataclasses import dataclass
from multiprocessing.sharedctypes import Synchronized
from typing import Any

import numpy as np

from config.broker_url import BrokerAddress
from config.reader import read_city
from config.wire import Encoder
from tests.bench.flood import Flood, publish_packet
from tests.bench.row import Row
from tests.brokers import embedded

MESSAGES = 100_000
THINGS = 1000


@dataclass(frozen=True, slots=True)
class Rate:
    """Messages per second of wall clock, and processor microseconds per message."""

    per_second: float
    cpu_us: float


def packets(count: int) -> list[bytes]:
    """Observations of a thousand air sensors, four properties once a second each, ready for the socket."""
    city = read_city("nice")
    domain = city.domain("air_quality")
    encoder = Encoder(city)
    rng = np.random.default_rng(1)
    known = [thing.id for thing in domain.things]
    things = known + [f"more-{number}" for number in range(THINGS - len(known))]
    made = []
    for number in range(count):
        values = [float(x) for x in np.round(rng.uniform(5, 40, len(domain.properties)), 1)]
        values[4:] = [float("nan")] * len(values[4:])
        seq, which = divmod(number, len(things))
        made.append(publish_packet(*encoder.observation(domain, things[which], 1.79e9 + seq, values, seq)))
    return made


def bare(port: int, count: int, seen: "Synchronized[int]", out: Any) -> None:
    """paho and msgspec, nothing else."""
    import msgspec
    import paho.mqtt.client as mqtt

    class Shape(msgspec.Struct, gc=False):
        dateObserved: str
        no2: float | None = None
        o3: float | None = None
        pm25: float | None = None
        pm10: float | None = None
        seq: int = -1

    decoder = msgspec.json.Decoder(Shape)
    total = 0
    start = [0.0, 0.0]

    def on_message(client: mqtt.Client, _data: object, message: mqtt.MQTTMessage) -> None:
        nonlocal total
        if not total:
            start[:] = [time.perf_counter(), time.process_time()]
        decoder.decode(message.payload)
        total += 1
        if total % 200 == 0:
            seen.value = total
        if total == count:
            out.put(
                Rate(count / (time.perf_counter() - start[0]), (time.process_time() - start[1]) / count * 1e6)
            )
            client.disconnect()

    client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2)
    client.on_message = on_message
    client.on_connect = lambda c, *_: c.subscribe("nice/observation/#")
    client.on_subscribe = lambda *_: setattr(seen, "value", 0)
    client.connect("127.0.0.1", port)
    client.loop_forever()


def full(port: int, count: int, seen: "Synchronized[int]", out: Any) -> None:
    """The control room's own way, turned at 30 frames a second."""
    from dashboard.core.alarms.book import AlarmBook
    from dashboard.core.inbox import Inbox
    from dashboard.core.pipeline import Pipeline
    from dashboard.core.readings.store import Store
    from dashboard.ingest.mqtt_source import MqttSource

    city = read_city("nice")
    inbox = Inbox()
    source = MqttSource(city, inbox, BrokerAddress("127.0.0.1", port), time.time)
    store = Store(city)
    pipeline = Pipeline(city, inbox, source, AlarmBook(city, store), store)
    source.start()
    while not source.state().connected:
        time.sleep(0.01)
    time.sleep(0.2)  # until the subscription stands
    seen.value = 0
    total = 0
    start = (0.0, 0.0)
    while total < count:
        frame = pipeline.turn(time.time())
        if not total and frame.health.messages:
            start = (time.perf_counter() - 1 / 30, time.process_time())
        total = frame.health.messages
        seen.value = total
        time.sleep(max(0.0, 1 / 30 - (time.time() - frame.wall)))
    out.put(Rate(count / (time.perf_counter() - start[0]), (time.process_time() - start[1]) / count * 1e6))
    source.stop()


def measure(port: int, target: Any, made: list[bytes]) -> Rate:
    """One subscriber under the flood."""
    context = mp.get_context("spawn")
    seen = context.Value("q", -1)
    out = context.Queue()
    process = context.Process(target=target, args=(port, len(made), seen, out), daemon=True)
    process.start()
    while seen.value < 0:
        time.sleep(0.01)
    flood = Flood("127.0.0.1", port)
    flood.send(made, lambda: seen.value)
    rate: Rate = out.get(timeout=120)
    flood.close()
    process.join()
    return rate


def run(rounds: int = 3) -> tuple[Rate, Rate]:
    """Bare and full in turn on the same broker; the median of each."""
    made = packets(MESSAGES)
    with embedded() as port:
        pairs = [(measure(port, bare, made), measure(port, full, made)) for _ in range(rounds)]
    return sorted(pairs, key=lambda pair: pair[1].per_second / pair[0].per_second)[rounds // 2]


def rows() -> list[Row]:
    """What `make bench` shows."""
    bare_rate, full_rate = run()
    return [
        Row("decode -> store -> quality -> alarms, messages/s", round(full_rate.per_second), ">= 0.6 of bare",
            full_rate.per_second >= 0.6 * bare_rate.per_second, round(bare_rate.per_second)),
        Row("the same, processor µs a message", round(full_rate.cpu_us, 1), "", True,
            round(bare_rate.cpu_us, 1)),
    ]  # fmt: skip
