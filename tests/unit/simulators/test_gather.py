"""The socket on the way out: everything is taken at once and leaves together, in order, or waits."""

import socket
from collections.abc import Iterator

import pytest

from simulators.gather import GatherSocket


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, GatherSocket]]:
    far, near = socket.socketpair()
    near.setblocking(False)
    gather = GatherSocket(near)
    yield far, gather
    far.close()
    gather.close()


def test_nothing_leaves_before_it_is_told_to(ends: tuple[socket.socket, GatherSocket]) -> None:
    far, gather = ends
    far.setblocking(False)
    assert gather.send(b"one") == 3
    assert gather.send(b"two") == 3
    assert gather.waiting == 6
    with pytest.raises(BlockingIOError):
        far.recv(10)
    gather.flush()
    assert (gather.waiting, far.recv(10)) == (0, b"onetwo")


def test_what_the_system_does_not_take_waits_in_order(ends: tuple[socket.socket, GatherSocket]) -> None:
    far, gather = ends
    data = bytes(range(256)) * 16_384  # 4 MiB
    gather.send(data)
    gather.flush()
    assert 0 < gather.waiting < len(data)
    far.settimeout(20)
    come = bytearray()
    while len(come) < len(data):
        come += far.recv(1 << 20)
        gather.flush(0.01)
    assert bytes(come) == data
    assert gather.waiting == 0


def test_the_last_words_are_said_when_it_closes(ends: tuple[socket.socket, GatherSocket]) -> None:
    far, gather = ends
    gather.send(b"bye")
    gather.close()
    assert far.recv(10) == b"bye"


def test_the_other_side_has_gone(ends: tuple[socket.socket, GatherSocket]) -> None:
    far, gather = ends
    far.close()
    gather.send(b"x")
    with pytest.raises(ConnectionError):
        gather.flush()
