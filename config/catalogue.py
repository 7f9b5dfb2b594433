"""What a city pack says: its domains, properties, things and limits, as frozen structs."""

import math
from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any, Final, Literal

import msgspec

from config.durations import Duration

Text = dict[str, str]
"""One sentence in each language of the city: `{"fr": ..., "en": ...}`."""

Priority = Literal["advisory", "warning", "alarm"]
PRIORITIES: Final[tuple[Priority, ...]] = ("advisory", "warning", "alarm")
Shape = Literal["circle", "drop", "triangle", "diamond", "square", "star"]
LimitKind = Literal["high", "low", "rate", "fall", "state", "deviation", "failure"]

_NO_PARAMETERS: Final[Mapping[str, Any]] = MappingProxyType({})


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of a TOML file: unknown keys are errors."""


class Group(Row, frozen=True, kw_only=True):
    """Alarms that tell of one event: the worst of them, and of equals the first, speaks for the others.

    `by` says which belong together: those of one `thing`, of one `zone`, of the whole `domain`, of
    things whose ids have the same `stem` (their first word: `promenade-ruhl-e` is of `promenade`), or
    with the same value of that key of their model, such as `link`. Limits with a group of the same name
    share it.
    """

    name: str
    by: str

    def of(self, thing: "Thing") -> str:
        """Whose event it is."""
        match self.by:
            case "thing":
                return thing.id
            case "zone":
                return thing.zone
            case "domain":
                return ""
            case "stem":
                return thing.id.partition("-")[0]
        return str(thing.model[self.by])


class Limit(Row, frozen=True, kw_only=True):
    """One alarm limit with up to three thresholds, one per priority.

    `kind`: `high` and `low` compare the value; `rate` compares its rise over `over` and `fall` its
    drop, both in the property's unit; `state` is met while the value is one of `states`;
    `deviation` compares how far it is from the median of the things in `against` (with `over`, how
    far that distance has moved since); `failure` compares the hours that a creeping slope has left,
    read off a line through the last values of 1/velocity (Fukuzono 1985), and is met below.
    """

    property: str
    kind: LimitKind = "high"
    advisory: float | None = None
    warning: float | None = None
    alarm: float | None = None
    #: For `state` limits: the wire names of the states that meet it, and the priority they raise.
    states: tuple[str, ...] = ()
    priority: Priority = "warning"
    #: How far back past a threshold the value must go before the alarm clears, in the property's unit.
    deadband: float = 0.0
    on_delay: Duration = Duration(0)
    off_delay: Duration = Duration(0)
    #: Compare the mean of each whole clock hour or day (UTC) instead of single readings.
    average: Duration | None = None
    #: The window of a `rate` or `fall` limit.
    over: Duration | None = None
    #: It is met at a thing only while so many of its `things` meet it (2 of 3: one drifting sensor
    #: raises no alarm).
    votes: int = 1
    #: With `average`: it is met when a mean passed the threshold on each of so many days (UTC) in a row.
    days: int = 1
    #: Ids of the neighbours with which a `deviation` limit compares.
    against: tuple[str, ...] = ()
    #: Whether its alarm stays, once it is over, until an operator resets it.
    latch: bool = False
    #: Ids of the things it applies to; empty means every thing that observes the property.
    things: tuple[str, ...] = ()
    #: With which others its alarms tell of one event; None where each is news.
    group: Group | None = None
    #: What to do when it is raised, in each language.
    todo: Text = msgspec.field(default_factory=dict)
    #: Where the numbers come from; "" marks our own design value, never shown as official.
    source: str = ""

    def thresholds(self) -> tuple[float | None, float | None, float | None]:
        """Advisory, warning and alarm thresholds, None where there is none."""
        return (self.advisory, self.warning, self.alarm)

    def less_is_worse(self) -> bool:
        """Whether it is met at or below its thresholds, not at or above."""
        return self.kind in ("low", "failure")

    def own(self) -> bool:
        """Whether its datastream's present, `over` and `average` alone say if it is met."""
        return self.kind not in ("deviation", "failure") and self.votes == 1 and self.days == 1


class Instrument(Row, frozen=True, kw_only=True):
    """How one kind of instrument turns truth into an observation (units of the property)."""

    period: Duration
    #: Standard deviations of the additive and of the relative noise.
    sigma: float = 0.0
    sigma_relative: float = 0.0
    #: One standard deviation of the offset and of the gain error, drawn once per instrument.
    bias: float = 0.0
    gain: float = 0.0
    #: Standard deviation of the drift gathered in 30 days; `fouling` is its steady part.
    drift: float = 0.0
    fouling: float = 0.0
    #: Resolution of the reported number; 0 means unrounded.
    step: float = 0.0
    #: Time to 90 % of a step of the truth.
    t90: Duration = Duration(0)
    range: tuple[float, float] | None = None
    #: Mean time between dropouts and mean time to repair; 0 means never.
    mtbf: Duration = Duration(0)
    mttr: Duration = Duration(0)
    #: So many equal readings in a row mean that it is stuck; None: as many as the property says.
    stuck_after: int | None = None
    #: Cross-sensitivities: property -> change of the reading per unit of that property.
    cross: dict[str, float] = msgspec.field(default_factory=dict)
    cross_reference: dict[str, float] = msgspec.field(default_factory=dict)
    #: A further law of this instrument that the table of numbers cannot say.
    law: Literal[
        "", "tipping_bucket", "hygroscopic", "vehicle_count", "stock_count", "destroyed_by_flood"
    ] = ""


class Property(Row, frozen=True, kw_only=True):
    """What is observed: its words, its unit and how it travels."""

    id: str
    name: Text
    unit: str
    #: Attribute of the FIWARE entity, and value = attribute * scale.
    attribute: str
    scale: float = 1.0
    range: tuple[float, float]
    decimals: int = 1
    instrument: str = ""
    #: For a discrete property: the wire's words, whose index is the value; and their translations.
    states: tuple[str, ...] = ()
    state_names: dict[str, Text] = msgspec.field(default_factory=dict)
    #: A change faster than this, in units per minute, is doubtful.
    max_rate: float | None = None
    #: So many equal readings in a row mean a stuck instrument; None where standing still is normal.
    stuck_after: int | None = None
    scale_type: Literal["linear", "log"] = "linear"

    @property
    def counted(self) -> bool:
        """Whether it is a number of something, which a picture begins at zero."""
        return self.decimals == 0 and self.range[0] == 0.0


class Thing(Row, frozen=True, kw_only=True):
    """One installation with a place."""

    id: str
    name: str
    position: tuple[float, float]  #: longitude, latitude (WGS84)
    zone: str
    properties: tuple[str, ...]
    #: Its name in languages in which it is called otherwise.
    names: Text = msgspec.field(default_factory=dict)
    #: The place is near, not surveyed.
    approximate: bool = False
    #: Instruments other than the property's usual one: property -> instrument.
    instruments: dict[str, str] = msgspec.field(default_factory=dict)
    #: The gateway it reports through; a gateway outage silences all of its things.
    gateway: str = ""
    #: Parameters for the domain's model, checked by the model itself.
    model: Mapping[str, Any] = _NO_PARAMETERS


class Domain(Row, frozen=True, kw_only=True):
    """One service of the city: its properties, limits and things."""

    id: str
    name: Text
    shape: Shape
    #: FIWARE Smart Data Model of its observations.
    entity: str
    #: In the order of pages and cards; the first is the headline.
    properties: tuple[Property, ...]
    things: tuple[Thing, ...]
    instruments: Mapping[str, Instrument]
    limits: tuple[Limit, ...] = ()
    #: Parameters for the domain's model, checked by the model itself.
    model: Mapping[str, Any] = _NO_PARAMETERS

    def property(self, property_id: str) -> Property:
        """The property of that id; KeyError if there is none."""
        return self.properties[self.index(property_id)]

    def index(self, property_id: str) -> int:
        """Its column; KeyError if there is none."""
        for i, item in enumerate(self.properties):
            if item.id == property_id:
                return i
        raise KeyError(property_id)

    def thing(self, thing_id: str) -> Thing:
        """The thing of that id; KeyError if there is none."""
        for item in self.things:
            if item.id == thing_id:
                return item
        raise KeyError(thing_id)

    def instrument(self, thing: Thing, property_id: str) -> Instrument:
        """The instrument with which this thing observes this property."""
        return self.instruments[thing.instruments.get(property_id) or self.property(property_id).instrument]

    def period(self, thing: Thing, property_id: str) -> float:
        """Seconds between two readings of this datastream."""
        return float(self.instrument(thing, property_id).period)

    def stuck_after(self, thing: Thing, property_id: str) -> int | None:
        """So many equal readings in a row mean that this instrument is stuck; None for never."""
        own = self.instrument(thing, property_id).stuck_after
        return self.property(property_id).stuck_after if own is None else own


class Steps(Row, frozen=True, kw_only=True):
    """From how much on a condition has each priority; None for a priority that it never has."""

    advisory: float
    warning: float | None = None
    alarm: float | None = None

    def thresholds(self) -> tuple[float, float, float]:
        """Advisory, warning, alarm; infinite where there is none."""
        return (
            self.advisory,
            math.inf if self.warning is None else self.warning,
            math.inf if self.alarm is None else self.alarm,
        )


class SilenceSteps(Row, frozen=True, kw_only=True):
    """After how many of its periods without a reading what is silent has each priority (science, section 9).

    One dead sensor is a technician's job, so it never becomes an alarm; a gateway or the city may.
    """

    thing: Steps = Steps(advisory=2.0, warning=15.0)
    gateway: Steps = Steps(advisory=2.0, warning=5.0, alarm=15.0)


class Zone(Row, frozen=True, kw_only=True):
    """One of the parts of the territory that have a weather of their own."""

    id: str
    name: Text
    altitude: float  #: metres, of its typical ground


class City(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A whole city pack."""

    id: str
    name: Text
    territory: Text
    languages: tuple[str, ...]
    centre: tuple[float, float]  #: longitude, latitude
    time_zone: str
    #: When the story starts: an instant with its UTC offset, and its seconds since 1970.
    start: str
    start_time: float
    population: int
    #: Map file in `resources/map`.
    map: str
    zones: tuple[Zone, ...]
    domains: tuple[Domain, ...]
    #: The folder it was read from, for its scenarios.
    folder: str
    silence: SilenceSteps = SilenceSteps()

    @cached_property
    def by_id(self) -> Mapping[str, Domain]:
        """Domains by id."""
        return {domain.id: domain for domain in self.domains}

    def domain(self, domain_id: str) -> Domain:
        """The domain of that id; KeyError if there is none."""
        return self.by_id[domain_id]

    def datastreams(self) -> Iterator[tuple[Domain, Thing, Property]]:
        """Every property at every thing, in the order of the files."""
        for domain in self.domains:
            for thing in domain.things:
                for property_id in thing.properties:
                    yield domain, thing, domain.property(property_id)


def datastream_id(domain: str, thing: str, property_id: str) -> str:
    """The one name of a datastream: history key, alarm key and legend."""
    return f"{domain}/{thing}/{property_id}"
