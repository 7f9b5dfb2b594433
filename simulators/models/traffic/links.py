"""The road network of a city pack: corridors and loops, checked before the first vehicle moves."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Final

import msgspec

from config.catalogue import Domain, Row
from config.reader import suggestion
from simulators.models import parameters
from simulators.models.parameters import NotNegative, Positive, Share
from simulators.models.traffic.cells import Corridor, Junction
from simulators.models.traffic.diagram import Diagram

#: Corridors are long enough for cells, and short enough for a city, km.
Length = Annotated[float, msgspec.Meta(ge=1, le=100)]
Lanes = Annotated[int, msgspec.Meta(ge=1, le=4)]
#: Junctions stay clear of the first cell, 0.35 km at 250 km/h and 5 s.
_FIRST_JUNCTION: Final = 0.35


class Kind(Row, frozen=True, kw_only=True):
    """One kind of road: the fundamental diagram of a lane in km/h, veh/h and veh/km."""

    free_speed: Annotated[float, msgspec.Meta(gt=0, le=250)]
    capacity: Positive
    jam_density: Positive


class Turn(Row, frozen=True, kw_only=True):
    """A junction of a corridor; see `traffic_cells.Junction`."""

    km: Positive
    leave: Annotated[float, msgspec.Meta(ge=0, lt=1)] = 0.0
    join: Share = 0.0


class Link(Row, frozen=True, kw_only=True):
    """One directed corridor; its id ends with the direction of travel: `promenade_e` runs east."""

    id: str
    kind: str
    lanes: Lanes
    length: Length
    zone: str
    #: Demand at the entrance on a working day's peak, veh/h per lane.
    peak: NotNegative
    #: Share by which the morning exceeds the mean of the day; negative for the way home.
    tide: Annotated[float, msgspec.Meta(ge=-1, le=1)] = 0.0
    #: Factor at weekends beside that of the whole city: a commuters' road is quieter then.
    weekend: NotNegative = 1.0
    #: More visitors in July and August.
    summer: bool = False
    #: Where a scenario's incident or a flood narrows it, km from the entrance.
    bottleneck: Positive
    #: The share of capacity that is there on any day (a weaving section).
    narrow: Annotated[float, msgspec.Meta(gt=0, le=1)] = 1.0
    #: What those take who turn away from it: link -> share; the rest use streets without a corridor.
    alternatives: dict[str, Share] = msgspec.field(default_factory=dict)
    junctions: tuple[Turn, ...] = ()


class Network(Row, frozen=True, kw_only=True):
    """Everything the traffic model needs beside its loops."""

    kinds: dict[str, Kind]
    corridors: Annotated[tuple[Link, ...], msgspec.Meta(min_length=1)]
    #: What the streets without a corridor carry at peak demand, veh-km/h.
    other_streets: NotNegative
    #: Incidents per million veh-km, and the share of them that blocks a lane.
    incidents: NotNegative
    lane_blocking: Share

    def corridor(self, link: Link) -> Corridor:
        """The same road as the cell transmission model takes it."""
        kind = self.kinds[link.kind]
        diagram = Diagram(kind.free_speed, kind.capacity, kind.jam_density)
        turns = tuple(Junction(turn.km, turn.leave, turn.join) for turn in link.junctions)
        return Corridor(diagram, link.lanes, link.length, turns)


class Loop(Row, frozen=True, kw_only=True):
    """Where a thing counts: a link, and km from its entrance."""

    link: str
    km: NotNegative


def read_network(domain: Domain) -> Network:
    """The network of the traffic domain; ModelError with file, key and what it must be."""
    network = parameters.of_domain(domain, Network)
    for key, problem in _problems(network):
        raise parameters.wrong(domain.id, f"domain.model.{key}", problem)
    for link in network.corridors:
        parameters.zone_index(domain.id, f"domain.model.corridors.{link.id}.zone", link.zone)
    return network


def read_loops(domain: Domain, links: Mapping[str, Link]) -> list[Loop]:
    """The place of every thing, in catalogue order; ModelError if it is not on one of `links`."""
    loops = []
    for thing in domain.things:
        key = f"thing {thing.id}.model"
        loop = parameters.of_thing(domain, thing, Loop)
        link = links.get(loop.link)
        if link is None:
            problem = f'unknown link "{loop.link}"{suggestion(loop.link, links)}'
            raise parameters.wrong(domain.id, f"{key}.link", problem)
        if loop.km > link.length:
            problem = f"{loop.km:g} is beyond the {link.length:g} km of {link.id}"
            raise parameters.wrong(domain.id, f"{key}.km", problem)
        loops.append(loop)
    return loops


def _problems(network: Network) -> Iterator[tuple[str, str]]:
    """What the types alone cannot say: key and problem."""
    for name, kind in network.kinds.items():
        least = 2.0 * kind.capacity / kind.free_speed
        if kind.jam_density <= least:  # the wave would outrun the cars, and v dt <= dx no longer suffice
            yield (
                f"kinds.{name}.jam_density",
                f"{kind.jam_density:g} must be above 2 capacity / speed = {least:g}",
            )
    links = {link.id: link for link in network.corridors}
    for place, link in enumerate(network.corridors):
        key = f"corridors.{link.id}"
        if links[link.id] is not link:
            yield key, f"stands twice (number {place + 1} again)"
        if link.kind not in network.kinds:
            yield f"{key}.kind", f'unknown kind "{link.kind}"{suggestion(link.kind, network.kinds)}'
        if link.bottleneck >= link.length:
            yield f"{key}.bottleneck", f"{link.bottleneck:g} is not within the {link.length:g} km"
        others = set(links) - {link.id}
        for other in link.alternatives:
            if other not in others:
                yield f"{key}.alternatives", f'unknown link "{other}"{suggestion(other, others)}'
        total = sum(link.alternatives.values())
        if total > 1.0 + 1e-9:
            yield f"{key}.alternatives", f"the shares add up to {total:g}, above 1"
        for turn in link.junctions:
            if not _FIRST_JUNCTION <= turn.km < link.length:
                yield (
                    f"{key}.junctions.km",
                    f"{turn.km:g} is not from {_FIRST_JUNCTION:g} to {link.length:g} km",
                )
