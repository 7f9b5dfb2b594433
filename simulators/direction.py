"""Orders that change the city, kept so that one of them can be taken back."""

from collections.abc import Callable
from dataclasses import dataclass

from simulators.orders import Fire, Inject, Order, Play, Repair
from simulators.simulation import Outgoing, Simulation, Snapshot


@dataclass(frozen=True, slots=True)
class _Obeyed:
    """One order as it was obeyed."""

    order: Order
    at: float  #: simulated time of its effect
    tick: float  #: beginning of its tick
    before: Snapshot | None  #: the city before it; of cues only, which can be undone


class Direction:
    """Applies orders to a simulation that stands at the beginning of a tick."""

    def __init__(self, simulation: Simulation, go: Callable[[float], None]) -> None:
        """`go` works the city out up to a time."""
        self._simulation = simulation
        self._go = go
        self._obeyed: list[_Obeyed] = []

    def begin(self) -> None:
        """Nothing was ordered yet."""
        self._obeyed = []

    def obey(self, order: Order, at: float) -> None:
        """The order takes effect at the simulated time `at`, in the coming tick."""
        before = self._simulation.snapshot() if isinstance(order, Fire) else None
        self._obeyed.append(_Obeyed(order, at, self._simulation.time, before))
        player = self._simulation.player
        match order:
            case Fire(cue=cue):
                player.fire(cue, at)
            case Inject(fault=fault):
                player.inject(fault, at)
            case Repair(target=target):
                player.repair(target, at)
            case Play(scenario=scenario):
                player.play(scenario, at)

    def undo(self, name: str) -> list[Outgoing] | None:
        """The city as if the cue `name` ("": the last one) had never been fired; None if it was not.

        It goes back to before the cue and here again without it. Random numbers depend on the
        instant only, so this is exactly the city that would have been. What consumers must be told
        of it is returned.
        """
        simulation = self._simulation
        for index in reversed(range(len(self._obeyed))):
            undone = self._obeyed[index]
            if isinstance(undone.order, Fire) and name in ("", undone.order.cue.id, undone.order.cue.key):
                break
        else:
            return None
        assert undone.before is not None
        later, self._obeyed = self._obeyed[index + 1 :], self._obeyed[:index]
        here, told = simulation.time, simulation.told()
        simulation.restore(undone.before)
        for item in later:
            self._go(item.tick)
            self.obey(item.order, item.at)
        self._go(here)
        return simulation.reconcile(told)
