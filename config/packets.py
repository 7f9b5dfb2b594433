"""MQTT 3.1.1 PUBLISH packets with QoS 0, to bytes and back: the only kind that comes by the thousand."""

from typing import Final, NamedTuple

#: Their first byte, without and with the retain flag (section 3.3.1).
_PUBLISH: Final = 0x30
_RETAINED: Final = 0x31
#: All of it but the retain flag.
_PLAIN: Final = 0xFE
#: The length of a packet has at most so many digits (section 2.2.3).
_DIGITS: Final = 4
#: Longest topic in bytes.
MAX_TOPIC: Final = 0xFFFF


class Plain(NamedTuple):
    """One PUBLISH with QoS 0."""

    topic: bytes
    payload: bytes
    retained: bool = False


def packet(topic: str, payload: bytes, *, retain: bool = False) -> bytes:
    """A PUBLISH with QoS 0. ValueError for a topic of more than 65,535 bytes."""
    name = topic.encode()
    if len(name) > MAX_TOPIC:
        raise ValueError(f"a topic of {len(name)} bytes")
    size = 2 + len(name) + len(payload)
    head = bytearray((_RETAINED if retain else _PUBLISH,))
    while size > 0x7F:
        head.append(size & 0x7F | 0x80)
        size >>= 7
    head.append(size)
    head += len(name).to_bytes(2, "big")
    head += name
    head += payload
    return bytes(head)


def split(data: bytes | bytearray) -> tuple[list[Plain], bytes, int]:
    """The plain messages in `data`, all other packets, and how many bytes both took.

    What follows is the beginning of a packet. One that cannot be is given to the others with all that
    comes after: who reads them must refuse it.
    """
    plain: list[Plain] = []
    others = bytearray()
    begin, size = 0, len(data)
    while begin + 1 < size:
        length, at = data[begin + 1], begin + 2
        if length > 0x7F:
            length, at = _length(data, begin + 1)
            if at < 0:
                return plain, bytes(others + data[begin:]), size
            if not at:
                break
        end = at + length
        if end > size:
            break
        first = data[begin]
        if first & _PLAIN == _PUBLISH:
            named = at + 2 + (data[at] << 8 | data[at + 1]) if length >= 2 else end + 1
            if named > end:
                return plain, bytes(others + data[begin:]), size
            plain.append(Plain(bytes(data[at + 2 : named]), bytes(data[named:end]), first == _RETAINED))
        else:
            others += data[begin:end]
        begin = end
    return plain, bytes(others), begin


def _length(data: bytes | bytearray, at: int) -> tuple[int, int]:
    """The length that stands there and where it ends; 0 when it is not whole, -1 when it has no end."""
    length = 0
    for digit in range(_DIGITS):
        if at + digit >= len(data):
            return 0, 0
        byte = data[at + digit]
        length |= (byte & 0x7F) << (7 * digit)
        if byte <= 0x7F:
            return length, at + digit + 1
    return 0, -1
