"""The triangular fundamental diagram of one lane: flow against density, and the shocks between states."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Diagram:
    """Flow q(k) = min(v k, w (k_j - k)) of one lane (Daganzo 1994; science section 6).

    `free_speed` v in km/h, `capacity` in veh/h, `jam_density` k_j in veh/km.
    """

    free_speed: float
    capacity: float
    jam_density: float

    @property
    def critical_density(self) -> float:
        """Density at capacity, veh/km."""
        return self.capacity / self.free_speed

    @property
    def wave_speed(self) -> float:
        """Speed w at which a gap travels backwards through a queue, km/h."""
        return self.capacity / (self.jam_density - self.critical_density)

    def flow(self, density: float) -> float:
        """Flow of a steady state of that density, veh/h."""
        return min(self.free_speed * density, self.wave_speed * (self.jam_density - density))

    def free_density(self, flow: float) -> float:
        """Density of the free branch at that flow, veh/km."""
        return flow / self.free_speed

    def queue_density(self, flow: float) -> float:
        """Density of the congested branch at that flow, veh/km."""
        return self.jam_density - flow / self.wave_speed

    def shock_speed(self, arriving: float, leaving: float) -> float:
        """Speed of the tail of a queue, km/h, negative when it grows upstream (Rankine-Hugoniot).

        `arriving` and `leaving` are the flows in veh/h before and within the queue.
        """
        return (leaving - arriving) / (self.queue_density(leaving) - self.free_density(arriving))
