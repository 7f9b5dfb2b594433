"""The story that the city plays: a timeline and fired cues -> what is imposed on the world in a tick."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from config.catalogue import City
from config.messages import InjectedFault, ScenarioState
from config.scenarios import read_cues, read_scenario
from config.story import (
    ALL_ZONES,
    DISTRICT_TABLES,
    SCALARS,
    THING_TABLES,
    ZONE_TABLES,
    Cue,
    Fault,
    Fragment,
    Level,
    Scenario,
    Table,
    level,
)
from simulators.faults import Injected
from simulators.models.contract import TICK, ZONES, Floats, Forcing


@dataclass(frozen=True, slots=True)
class Fired:
    """A cue that a presenter fired."""

    cue: Cue
    at: float  #: seconds since 1970


@dataclass(frozen=True, slots=True)
class Story:
    """What is being played; replaced, never changed, so that an older one is a snapshot."""

    scenario: Scenario | None = None
    begins: float = 0.0  #: seconds since 1970
    fired: tuple[Fired, ...] = ()
    injected: tuple[Injected, ...] = ()

    def ends(self) -> float:
        """When the timeline is over; what is imposed until "the end" lasts no longer."""
        return self.begins + (self.scenario.duration if self.scenario else 0.0)

    def state(self, time: float, cues: Sequence[Cue]) -> ScenarioState:
        """What is told of it at `time`; `cues` are those that a presenter has."""
        fired = tuple(item.cue.id for item in self.fired)
        remaining = tuple(cue.id for cue in cues if cue.id not in fired)
        faults = tuple(
            InjectedFault(
                item.kind, item.target, item.begins, item.ends if item.ends < np.inf else None, item.amount
            )
            for item in self.injected
            if item.ends > time
        )
        if self.scenario is None:
            return ScenarioState("", "idle", None, fired, remaining, faults=faults)
        name, running = self.scenario.id, time < self.ends()
        phase: Literal["running", "ended"] = "running" if running else "ended"
        return ScenarioState(name, phase, self.begins, fired, remaining, faults=faults)


@dataclass(slots=True)
class _Imposed:
    """A fragment in time."""

    fragment: Fragment
    begins: float
    ends: float


class Player:
    """Knows the stories of a city and works out what the current one imposes."""

    def __init__(self, city: City, *, calm: bool = False) -> None:
        """`calm` switches noise-like variability off in every tick, for known-answer runs."""
        self._city = city
        self._calm = calm
        self.story: Story = Story()
        self._common = read_cues(city)

    @property
    def cues(self) -> tuple[Cue, ...]:
        """The cues that can be fired now."""
        return self.story.scenario.cues if self.story.scenario else self._common

    def cue(self, name: str) -> Cue | None:
        """The cue of that id or key, None if there is none."""
        return next((cue for cue in self.cues if name in (cue.id, cue.key)), None)

    def scenario(self, name: str) -> Scenario:
        """A story of the city; CatalogueError if there is none of that id."""
        return read_scenario(self._city, name)

    def play(self, scenario: Scenario | None, begins: float) -> None:
        """Begin a story, or none; what was fired and injected before is over."""
        self.story = Story(scenario, begins)

    def fire(self, cue: Cue, at: float) -> None:
        """A presenter fires a cue."""
        self.story = replace(self.story, fired=(*self.story.fired, Fired(cue, at)))

    def inject(self, fault: Fault, at: float) -> None:
        """An instrument begins to fail at `at`."""
        item = self._injected(fault, at, np.inf)
        self.story = replace(self.story, injected=(*self.story.injected, item))

    def repair(self, target: str, at: float) -> None:
        """Injected faults at `target` ("" for all) end."""
        ended = tuple(
            replace(item, ends=min(item.ends, at)) if target in ("", item.target) else item
            for item in self.story.injected
        )
        self.story = replace(self.story, injected=ended)

    def faults(self) -> list[Injected]:
        """Every fault of story, cues and commands, past and future."""
        story = self.story
        found = list(story.injected)
        if story.scenario is not None:
            ends = story.ends()
            found += [self._injected(fault, story.begins, ends) for fault in story.scenario.faults]
        for item in story.fired:
            ends = item.at + item.cue.duration
            found += [self._injected(fault, item.at, ends) for fault in item.cue.fault]
        return found

    def forcing(self, time: float) -> Forcing:
        """What is imposed in the tick that ends at `time`.

        A later fragment overrides an earlier one; demands multiply, and of two incidents on a link
        the worse one counts. Values are those at the beginning of the tick.
        """
        now = time - TICK
        forcing = Forcing(calm=self._calm)
        for item in self._imposed():
            if item.begins <= now < item.ends:
                _impose(forcing, item, now - item.begins)
        return forcing

    def _injected(self, fault: Fault, origin: float, ends: float) -> Injected:
        """A fault of something that began at `origin` and is over at `ends` at the latest."""
        begins = origin + fault.at
        last = ends if fault.until is None else min(ends, origin + fault.until)
        if fault.kind == "spike":  # the window of exactly one reading
            domain, thing, name = fault.target.split("/")
            items = self._city.domain(domain)
            last = begins + items.period(items.thing(thing), name)
        return Injected(fault.kind, fault.target, begins, last, fault.amount)

    def _imposed(self) -> Iterator[_Imposed]:
        story = self.story
        if story.scenario is not None:
            yield from _in_time(story.scenario.forcing, story.begins, story.ends())
        for item in story.fired:
            yield from _in_time(item.cue.forcing, item.at // TICK * TICK, item.at + item.cue.duration)


def _in_time(fragments: Sequence[Fragment], begins: float, ends: float) -> Iterator[_Imposed]:
    for fragment in fragments:
        last = ends if fragment.until is None else min(ends, begins + fragment.until)
        yield _Imposed(fragment, begins + fragment.at, last)


def _impose(forcing: Forcing, item: _Imposed, offset: float) -> None:
    """Write what a fragment says `offset` seconds after its beginning into `forcing`."""
    fragment = item.fragment

    def of(value: Level) -> float:
        return level(value, offset)

    for name in ZONE_TABLES:
        table: Table = getattr(fragment, name)
        if table:
            setattr(forcing, name, _over_zones(table, of))
    for name in SCALARS:
        value = getattr(fragment, name)
        if value is not None and name != "demand":
            setattr(forcing, name, of(value))
    if fragment.demand is not None:
        forcing.demand *= of(fragment.demand)
    for name in ("inflow", *DISTRICT_TABLES, *THING_TABLES):
        table = getattr(fragment, name)
        if table:
            setattr(forcing, name, {**getattr(forcing, name), **_over(table, of)})
    if fragment.capacity:
        narrowed = dict(forcing.capacity)
        for link, share in _over(fragment.capacity, of).items():
            narrowed[link] = min(share, narrowed.get(link, 1.0))
        forcing.capacity = narrowed
    if fragment.spill is not None:
        forcing.spill_mass, forcing.spill_time = fragment.spill.mass, item.begins
    forcing.calm = forcing.calm or fragment.calm


def _over(table: Mapping[str, Level], of: Callable[[Level], float]) -> dict[str, float]:
    return {name: of(value) for name, value in table.items()}


def _over_zones(table: Mapping[str, Level], of: Callable[[Level], float]) -> Floats:
    """(zones,) in the order of the models; `all` stands for those that are not named."""
    return np.array([of(table[zone] if zone in table else table[ALL_ZONES]) for zone in ZONES])
