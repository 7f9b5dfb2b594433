"""Plain PUBLISH packets: written as the standard says, read back from pieces of any size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.packets import Plain, packet, split

#: By hand from MQTT 3.1.1, sections 2.2.3 and 3.3: topic "a/b", payload "hi".
HAND = b"\x30\x07\x00\x03a/bhi"
PING_ANSWER = b"\xd0\x00"
SUB_ANSWER = b"\x90\x03\x00\x01\x00"
HIGHER = b"\x32\x09\x00\x03a/b\x00\x07hi"  # QoS 1, packet 7

topics = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=200)
plains = st.builds(
    lambda topic, payload, retained: (Plain(topic.encode(), payload, retained), b""),
    topics, st.binary(max_size=300), st.booleans(),
)  # fmt: skip
others = st.sampled_from([PING_ANSWER, SUB_ANSWER, HIGHER]).map(lambda data: (None, data))


def encoded(item: tuple[Plain | None, bytes]) -> bytes:
    plain, other = item
    return other if plain is None else packet(plain.topic.decode(), plain.payload, retain=plain.retained)


def test_known_answers() -> None:
    assert packet("a/b", b"hi") == HAND
    assert packet("a/b", b"hi", retain=True) == b"\x31" + HAND[1:]
    assert packet("t", bytes(200))[:6] == b"\x30\xcb\x01\x00\x01t"
    assert packet("t", bytes(2_097_152))[1:5] == b"\x83\x80\x80\x01", "the first length of four digits"
    assert split(HAND) == ([Plain(b"a/b", b"hi", False)], b"", len(HAND))


def test_a_topic_that_no_packet_holds() -> None:
    with pytest.raises(ValueError, match="65536 bytes"):
        packet("x" * 65_536, b"")


@given(st.lists(st.one_of(plains, others), max_size=12), st.lists(st.integers(1, 400), min_size=1))
def test_any_stream_in_any_pieces(items: list[tuple[Plain | None, bytes]], sizes: list[int]) -> None:
    stream = b"".join(map(encoded, items))
    come, plain, other, turn = bytearray(), [], b"", 0
    while stream or turn == 0:
        size = sizes[turn % len(sizes)]
        come += stream[:size]
        stream, turn = stream[size:], turn + 1
        found, rest, used = split(come)
        del come[:used]
        plain += found
        other += rest
    assert plain == [item for item, _ in items if item is not None]
    assert other == b"".join(data for _, data in items)
    assert not come


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(b"\x30\xff\xff\xff\xff\x01", id="a length of five digits"),
        pytest.param(b"\x30\x01\x00", id="no room for a topic"),
        pytest.param(b"\x30\x04\x00\x09ab", id="a topic longer than its packet"),
    ],
)
def test_what_cannot_be_is_for_others_to_refuse(broken: bytes) -> None:
    found, rest, used = split(HAND + broken + HAND)
    assert (found, rest) == ([Plain(b"a/b", b"hi", False)], broken + HAND)
    assert used == len(HAND + broken + HAND)


@given(st.binary(max_size=400))
def test_no_bytes_raise(data: bytes) -> None:
    found, rest, used = split(data)
    assert 0 <= used <= len(data)
    assert len(rest) + sum(len(item.topic) + len(item.payload) for item in found) <= used
