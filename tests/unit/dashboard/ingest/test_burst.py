"""The socket between broker and paho: plain messages are taken out, the rest arrives whole."""

import socket
import threading
from collections.abc import Iterator

import pytest

from config.packets import Plain, packet
from dashboard.ingest.burst import BurstClient, BurstSocket

ANSWER = b"\x90\x03\x00\x01\x00"


class Wire:
    """Both ends of a connection, and what was taken out of it."""

    def __init__(self) -> None:
        self.far, near = socket.socketpair()
        near.setblocking(False)
        self.taken: list[Plain] = []
        self.burst = BurstSocket(near, self.taken.extend)


@pytest.fixture
def wire() -> Iterator[Wire]:
    made = Wire()
    yield made
    made.far.close()
    made.burst.close()


def test_plain_messages_are_taken_and_paho_reads_the_rest(wire: Wire) -> None:
    wire.far.sendall(packet("a", b"1") + ANSWER + packet("b", b"2", retain=True))
    assert wire.burst.recv(1) == ANSWER[:1]
    assert wire.burst.pending() == len(ANSWER) - 1
    assert wire.burst.recv(100) == ANSWER[1:]
    assert wire.taken == [Plain(b"a", b"1", False), Plain(b"b", b"2", True)]


def test_nothing_for_paho_is_nothing_yet(wire: Wire) -> None:
    wire.far.sendall(packet("a", b"1"))
    with pytest.raises(BlockingIOError):
        wire.burst.recv(1)
    with pytest.raises(BlockingIOError):
        wire.burst.recv(1)
    assert len(wire.taken) == 1


def test_half_a_packet_waits_for_the_other_half(wire: Wire) -> None:
    whole = ANSWER + packet("a", b"payload")
    wire.far.sendall(whole[:3])
    with pytest.raises(BlockingIOError):
        wire.burst.recv(1)
    wire.far.sendall(whole[3:])
    assert wire.burst.recv(100) == ANSWER
    assert wire.taken == [Plain(b"a", b"payload", False)]


def test_the_end_of_the_connection(wire: Wire) -> None:
    wire.far.sendall(packet("a", b"1"))
    wire.far.close()
    with pytest.raises(BlockingIOError):
        wire.burst.recv(1)
    assert wire.burst.recv(1) == b""
    assert len(wire.taken) == 1


def test_paho_lives_on_such_a_socket() -> None:
    """A broker of six packets: paho's handshake goes through, the messages come in bursts."""
    taken: list[Plain] = []
    came, subscribed = threading.Event(), threading.Event()

    def take(arrived: list[Plain]) -> None:
        taken.extend(arrived)
        came.set()

    with socket.create_server(("127.0.0.1", 0)) as server:
        client = BurstClient(take)
        client.on_subscribe = lambda *_: subscribed.set()
        client.on_connect = lambda c, *_: c.subscribe("x")
        client.connect_async("127.0.0.1", server.getsockname()[1])
        client.loop_start()
        try:
            broker, _ = server.accept()
            with broker:
                broker.settimeout(20)
                assert broker.recv(1000)[0] == 0x10  # CONNECT
                broker.sendall(b"\x20\x02\x00\x00" + packet("x", b"early"))
                asked = broker.recv(1000)
                assert asked[0] == 0x82  # SUBSCRIBE
                broker.sendall(b"\x90\x03" + asked[2:4] + b"\x00")
                assert subscribed.wait(20)
                came.clear()
                broker.sendall(b"".join(packet("x", b"%d" % number) for number in range(500)))
                while len(taken) < 501:
                    assert came.wait(20)
                    came.clear()
                client.disconnect()
        finally:
            client.loop_stop()
    assert [item.payload for item in taken] == [b"early", *(b"%d" % number for number in range(500))]
