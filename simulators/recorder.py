"""The same stream to a file, one message a line, as fast as the machine goes."""

import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import msgspec

from config.catalogue import City
from config.messages import Clock, Command
from config.wire import Encoder
from config.writing import because

#: Lines are handed to the file in pieces of so many bytes.
_PIECE: Final = 1 << 20
#: No rest is longer, so that the end of the program is seen.
_LONGEST_REST: Final = 0.2


class Line(msgspec.Struct):
    """One line of a recording."""

    topic: str
    payload: str
    retain: bool


class Recorder:
    """A sink that is a file; `payload` is the text that a broker would get.

    A recording is the same, byte for byte, whatever the speed. So the clock, which elsewhere carries
    the wall time, is written once, at speed 1 and with the simulated time as wall time.
    """

    listens = False

    def __init__(
        self,
        city: City,
        path: Path,
        wall: Callable[[], float],
        rest: Callable[[float], object],
        ending: Callable[[], bool],
    ) -> None:
        """`wall` reads the clock, `rest` sleeps so many seconds. OSError when it cannot be written."""
        self._encoder = Encoder(city)
        self._json = msgspec.json.Encoder()
        self._file = path.open("wb", buffering=0)
        self._path = path
        self._whole = 0  #: bytes that end with a whole line
        self._wall = wall
        self._rest = rest
        self._ending = ending
        self._piece = bytearray()
        self._new = True
        self._clocked = False
        #: Messages written.
        self.messages = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def publish(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        """Write one message."""
        self._piece += self._json.encode(Line(topic, payload.decode(), retain)) + b"\n"
        self.messages += 1
        if len(self._piece) > _PIECE:
            self._flush()

    def tell_clock(self, clock: Clock) -> None:
        """Write the first clock, as one that runs at speed 1 and needs no wall."""
        if not self._clocked:
            self._clocked = True
            self.publish(*self._encoder.clock(Clock(clock.time, clock.time, 1.0, True)), retain=True)

    def tell_progress(self, begins: float, time: float, ends: float) -> None:
        """Nobody waits for a file to begin."""

    def wait(self, until: float) -> Sequence[Command | Clock]:
        """Rest until that wall-clock time; nothing ever comes from a file, which is there at once."""
        while not self._new and (left := until - self._wall()) > 0.0 and not self._ending():
            self._rest(min(left, _LONGEST_REST))
        return ()

    def arrived(self) -> bool:
        """A file must be told everything once, at the beginning."""
        new, self._new = self._new, False
        return new

    def close(self) -> None:
        """Write what is left."""
        try:
            self._flush()
        finally:
            self._file.close()

    def _flush(self) -> None:
        """OSError when the disk takes no more; the file then ends with a whole line."""
        piece, self._piece = memoryview(self._piece), bytearray()
        size = len(piece)
        try:
            while piece:
                piece = piece[self._file.write(piece) :]
        except OSError as error:
            with contextlib.suppress(OSError):  # what is no file has no end to be set
                self._file.truncate(self._whole)
            kept = f"{self._whole:,} bytes are kept, whole lines all"
            raise OSError(f"--record: {self._path}: {because(error)} ({kept})") from None
        self._whole += size
