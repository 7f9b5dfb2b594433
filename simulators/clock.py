"""Simulated time: a straight line over wall time, with a speed and a pause."""

import math

from config.messages import Clock

#: The fastest speed that can be announced; `messages.Clock` refuses more.
_FASTEST = 1e6


class SimulatedClock:
    """Simulated <-> wall time, both in seconds since 1970.

    Times are worked out from the instant of the last change, never added up, so nothing drifts.
    A speed of `math.inf` means unpaced: everything is due at once, and the clock shows how far the
    city has come (`reached`). Wall time is an argument.
    """

    def __init__(self, time: float, wall: float, speed: float) -> None:
        """`speed` in simulated seconds per second, above 0; ValueError otherwise."""
        self._line = Clock(time, wall, _checked(speed), running=True)
        self._announced = (time, wall)

    @property
    def speed(self) -> float:
        """Simulated seconds per second while it runs."""
        return self._line.speed

    @property
    def running(self) -> bool:
        """False while paused."""
        return self._line.running

    @property
    def paced(self) -> bool:
        """Whether things have a wall-clock deadline at all."""
        return math.isfinite(self._line.speed)

    def at(self, wall: float) -> float:
        """Simulated time at that wall-clock time."""
        return self._line.at(wall) if self.paced else self._line.time

    def due(self, time: float) -> float:
        """Wall-clock time at which `time` comes: -inf when unpaced, inf while paused."""
        if not self.running:
            return math.inf
        return self._line.wall_of(time) if self.paced else -math.inf

    def reached(self, time: float) -> None:
        """An unpaced city has come to `time`."""
        if not self.paced:
            self._line = Clock(time, self._line.wall, self.speed, self.running)

    def set_speed(self, speed: float, wall: float) -> None:
        """Go on at another speed; ValueError if it is not above 0."""
        self._line = Clock(self.at(wall), wall, _checked(speed), self.running)

    def pause(self, wall: float) -> None:
        """Stand still."""
        self._line = Clock(self.at(wall), wall, self.speed, running=False)

    def resume(self, wall: float) -> None:
        """Go on from where it stands."""
        self._line = Clock(self.at(wall), wall, self.speed, running=True)

    def jump(self, time: float, wall: float) -> None:
        """Show another time from now on."""
        self._line = Clock(time, wall, self.speed, self.running)
        self._announced = (time, wall)

    def follow(self, other: Clock) -> None:
        """Become the clock that another process announced."""
        self._line = other

    def announce(self, wall: float) -> Clock:
        """What consumers are told; an unpaced clock tells the speed it had since it last told."""
        time = self.at(wall)
        if self.paced:
            return Clock(time, wall, self.speed, self.running)
        then, before = self._announced
        self._announced = (time, wall)
        speed = (time - then) / (wall - before) if wall > before else 1.0
        return Clock(time, wall, min(max(speed, 1.0), _FASTEST), self.running)


def _checked(speed: float) -> float:
    if not speed > 0.0:  # also refuses NaN
        raise ValueError(f"speed {speed:g} must be above 0")
    if math.isfinite(speed) and speed > _FASTEST:
        raise ValueError(f"speed {speed:g} must be up to {_FASTEST:g}; unpaced is `max`")
    return speed
