"""The two programs understand each other: a control room reads all that the city of Nice says."""

import json
import math
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from config.messages import Birth, Clock, Observation, ScenarioState, Truth
from config.reader import read_city
from config.wire import Decoder

ROOT = Path(__file__).parents[2]
CITY = read_city("nice")


def recorded(path: Path, *arguments: str, hash_seed: str = "0") -> bytes:
    """What the program records, in a process of its own."""
    command = [sys.executable, "-m", "simulators", "--record", str(path), *arguments]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=100)
    return path.read_bytes()


@pytest.fixture(scope="module")
def storm(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("storm") / "recording.jsonl"
    return recorded(path, "--speed", "max", "--scenario", "storm", "--duration", "1h10min")


def test_a_control_room_reads_every_message(storm: bytes) -> None:
    decoder, kinds = Decoder(CITY), Counter[type]()
    born: set[tuple[str, str]] = set()
    said: set[tuple[str, str]] = set()
    following: dict[tuple[str, str], int] = {}
    for line in storm.splitlines():
        record = json.loads(line)
        message = decoder.decode(record["topic"], record["payload"].encode())
        kinds[type(message)] += 1
        if isinstance(message, Birth):
            born.add((message.domain, message.thing))
            names = CITY.domain(message.domain).thing(message.thing).properties
            assert set(message.properties) == set(names)
        if isinstance(message, Observation):
            key = (message.domain, message.thing)
            assert message.seq == following.get(key, 0), f"a gap at {key}"
            following[key] = message.seq + 1
            said.add(key)
            wanted = CITY.domain(message.domain).thing(message.thing).properties
            for item, value in zip(CITY.domain(message.domain).properties, message.values, strict=True):
                assert item.id in wanted or math.isnan(value)
    assert decoder.irregular == {}
    assert said == born == {(d.id, t.id) for d in CITY.domains for t in d.things}
    assert kinds[Clock] == 1
    assert kinds[ScenarioState] == 1
    assert kinds[Observation] > 70 * 100
    assert set(kinds) <= {Birth, Clock, ScenarioState, Observation, Truth}


def test_every_datastream_says_something_in_the_first_second(storm: bytes) -> None:
    decoder, missing = Decoder(CITY), {f"{d.id}/{t.id}/{p.id}" for d, t, p in CITY.datastreams()}
    for line in storm.splitlines():
        record = json.loads(line)
        message = decoder.decode(record["topic"], record["payload"].encode())
        if isinstance(message, Observation):
            if message.time > 1_790_913_601.0:
                break
            items = CITY.domain(message.domain).properties
            missing -= {
                f"{message.domain}/{message.thing}/{item.id}"
                for item, value in zip(items, message.values, strict=True)
                if not math.isnan(value)
            }
    assert missing == set()


def test_the_same_bytes_in_another_process_at_another_speed(storm: bytes, tmp_path: Path) -> None:
    again = recorded(
        tmp_path / "again.jsonl",
        *("--speed", "3600", "--scenario", "storm", "--duration", "20min"),
        hash_seed="12345",
    )
    assert len(again.splitlines()) > 2000
    assert storm.startswith(again)


def test_a_domain_alone_says_the_same(storm: bytes, tmp_path: Path) -> None:
    alone = recorded(
        tmp_path / "alone.jsonl",
        *("--speed", "max", "--scenario", "storm", "--duration", "20min", "--domain", "air_quality"),
    )
    mine = [line for line in alone.splitlines() if b'"nice/observation/' in line]
    assert len(mine) > 500
    in_company = [line for line in storm.splitlines() if b'"nice/observation/air_quality/' in line]
    assert in_company[: len(mine)] == mine
