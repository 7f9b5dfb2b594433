"""Alarms against ground truth: what was found and how soon, what was missed, what was false."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from typing import Final

from config.catalogue import PRIORITIES, City, Limit, datastream_id
from dashboard.core.alarms.event import INSTRUMENT_KINDS
from dashboard.core.alarms.story_record import Condition, Key, Raised, Span, StoryRecord, merged, overlap
from dashboard.core.frame import Frame

#: An alarm that comes so long before the truth is early, not false: noise near a threshold, seconds.
EARLY: Final = 1800.0
DAY: Final = 86400.0
#: Before the first word on which story it is, seconds may pass; they are no story of their own.
_UNTOLD: Final = 300.0
#: The alarm that should tell of a fault. A bias or drift is told of where a deviation limit watches.
_TOLD_BY: Final = {
    "dropout": "stale", "destroyed": "stale", "battery": "stale", "stuck": "stuck", "gateway": "gateway",
    "bias": "deviation", "drift": "deviation",
}  # fmt: skip
#: Faults behind which nobody sees the truth.
_HIDING: Final = frozenset({"dropout", "destroyed", "battery", "stuck", "gateway"})
#: Alarms of which the ground truth says nothing: about instruments, or foretelling.
_WITHOUT_TRUTH: Final = INSTRUMENT_KINDS | {"deviation", "failure"}

Faults = Mapping[Key, list[Span]]


@dataclass(frozen=True, slots=True)
class Score:
    """How the alarms of one story did."""

    scenario: str  #: "" without one
    days: float  #: simulated
    events: int  #: true ones that an alarm had to tell of
    delays: tuple[float, ...]  #: of those found, seconds after the truth, ascending
    missed: tuple[str, ...]  #: `datastream kind` of those not found
    hidden: tuple[str, ...]  #: true, and nobody could see it: the instrument was down
    brief: int  #: true for less than the on-delay, and rightly not told
    marginal: int  #: true by less than the instrument can tell, and not told
    alarms: int  #: raised on readings, not on instruments
    false: tuple[str, ...]  #: of those, without any truth
    by_fault: tuple[str, ...]  #: without any truth, on an instrument that had been made to lie
    nuisance: int  #: raised once more within the same true event
    faults: int  #: of instruments, that an alarm had to tell of
    faults_found: int

    @property
    def found(self) -> int:
        """True events that an alarm told of."""
        return len(self.delays)

    @property
    def median_delay(self) -> float:
        """Seconds; NaN when nothing was found."""
        return median(self.delays) if self.delays else math.nan

    @property
    def false_per_day(self) -> float:
        """Alarms without any truth a simulated day (of less than a day, in all)."""
        return (len(self.false) + len(self.by_fault)) / max(self.days, 1.0)


class Scoring:
    """Fed with every frame; one score per story. Of a story that is over only its score is kept."""

    def __init__(self, city: City) -> None:
        self._city = city
        self._gateway_of = {
            f"{domain.id}/{thing.id}": thing.gateway for domain in city.domains for thing in domain.things
        }
        gateways = {f"gateway/{name}" for name in self._gateway_of.values()}
        self._known = gateways | {
            datastream_id(domain.id, thing.id, item.id) for domain, thing, item in city.datastreams()
        }
        self._over: list[Score] = []
        self._story: StoryRecord | None = None

    def take(self, frame: Frame) -> None:
        """One frame passed."""
        scenario, story = frame.scenario.scenario, self._story
        if story is None or frame.restarted or story.scenario != scenario:
            if story is not None and not (story.silent and story.now - story.begins < _UNTOLD):
                self._over = self.scores()
            story = self._story = StoryRecord(scenario, frame.now, frame.now)
        if frame.now < story.begins and story.silent:  # the city's clock had not been heard yet
            story.begins = story.now = frame.now
        story.now = max(story.now, frame.now)
        for truth in frame.truths:
            if truth.datastream in self._known:
                story.tell(truth)
        for event in frame.events:
            story.note(event)

    def scores(self) -> list[Score]:
        """One per story in which time passed, in order."""
        story = self._story
        if story is None or story.now <= story.begins:
            return self._over
        return [*self._over, self._score(story)]

    def latest(self) -> Score | None:
        """Of the story that is on; None before any time has passed.

        An alarm that may still turn out to be early is not called false yet, nor is an event missed of
        which an alarm may still tell.
        """
        story = self._story
        if story is None or story.now <= story.begins:
            return None
        return self._score(story, story.now - EARLY)

    def _score(self, story: StoryRecord, judged: float = math.inf) -> Score:
        """Of one story; alarms raised after `judged` are not false, events begun after it not missed."""
        conditions, faults = story.conditions(), story.faults()
        claimed: set[Raised] = set()
        delays: list[float] = []
        missed: list[str] = []
        hidden: list[str] = []
        events = brief = marginal = nuisance = 0
        for key, passed in conditions.items():
            limit, period = self._limit(key)
            late = float(limit.on_delay) + float(limit.average or 0.0) + 3.0 * period
            for event in merged(passed, late + float(limit.off_delay)):
                reach = Span(event.begins - EARLY, event.ends + late)
                told = [alarm for alarm in story.raised[key] if overlap(alarm, reach)]
                claimed.update(told)
                nuisance += len(told) - len({alarm.alarm for alarm in told})
                within = [item for item in passed if event.begins <= item.begins <= event.ends]
                needed = float(limit.on_delay) + 2.0 * period
                lasting = [item for item in within if item.unbroken >= needed]
                clear = [item for item in lasting if self._clear(key, limit, item)]
                if told and lasting:
                    delays.append(max(0.0, told[0].begins - event.begins))
                elif told:
                    continue
                elif not lasting:
                    brief += 1
                elif self._blind(faults, key.name, event):
                    hidden.append(str(key))
                    continue
                elif not clear:
                    marginal += 1
                    continue
                elif event.begins > judged:
                    continue
                else:
                    missed.append(str(key))
                events += bool(lasting)
        alarms = [
            (key, alarm)
            for key, raised in story.raised.items()
            for alarm in raised
            if key.kind not in _WITHOUT_TRUTH
        ]
        groundless = [
            (key, alarm) for key, alarm in alarms if alarm not in claimed and alarm.begins <= judged
        ]
        lied = [(key, alarm) for key, alarm in groundless if self._lied(faults, key, alarm)]
        needed_faults, told_faults = self._instruments(story.raised, faults)
        return Score(
            scenario=story.scenario,
            days=(story.now - story.begins) / DAY,
            events=events,
            delays=tuple(sorted(delays)),
            missed=tuple(missed),
            hidden=tuple(hidden),
            brief=brief,
            marginal=marginal,
            alarms=len(alarms),
            false=tuple(str(item[0]) for item in groundless if item not in lied),
            by_fault=tuple(str(key) for key, _ in lied),
            nuisance=nuisance,
            faults=needed_faults,
            faults_found=told_faults,
        )

    def _limit(self, key: Key) -> tuple[Limit, float]:
        """The quickest limit of that kind on a datastream, and the seconds between two readings."""
        domain_id, thing_id, name = key.name.split("/")
        domain = self._city.domain(domain_id)
        limits = [
            limit
            for limit in domain.limits
            if (limit.property, limit.kind) == (name, key.kind)
            and limit.own()
            and (not limit.things or thing_id in limit.things)
        ]
        quickest = min(limits, key=lambda limit: limit.on_delay, default=Limit(property=name))
        return quickest, domain.period(domain.thing(thing_id), name)

    def _clear(self, key: Key, limit: Limit, item: Condition) -> bool:
        """Whether the truth passed its threshold by more than the instrument's error.

        That is twice the deviation of its noise, offset and gain there (science, section 8.1).
        """
        threshold = next(
            (v for name, v in zip(PRIORITIES, limit.thresholds(), strict=True) if name == item.priority), None
        )
        if threshold is None or math.isnan(item.worst):
            return True
        domain_id, thing_id, name = key.name.split("/")
        domain = self._city.domain(domain_id)
        instrument = domain.instrument(domain.thing(thing_id), name)
        relative = math.hypot(instrument.sigma_relative, instrument.gain) * threshold
        error = 2.0 * math.hypot(instrument.sigma, instrument.bias, relative)
        worst = -item.worst if limit.kind == "fall" else item.worst
        return abs(worst - threshold) > error

    def _blind(self, faults: Faults, name: str, event: Span) -> bool:
        """Whether the instrument was down or stuck when its condition began."""
        gateway = f"gateway/{self._gateway_of.get(name.rpartition('/')[0], '')}"
        return any(
            key.name in (name, gateway) and key.kind in _HIDING and span.begins <= event.begins <= span.ends
            for key, spans in faults.items()
            for span in spans
        )

    def _lied(self, faults: Faults, about: Key, alarm: Raised) -> bool:
        """Whether the instrument was made to lie shortly before its alarm."""
        return any(
            key.name == about.name and span.begins <= alarm.begins <= span.ends + EARLY
            for key, spans in faults.items()
            for span in spans
        )

    def _instruments(self, raised: Mapping[Key, list[Raised]], faults: Faults) -> tuple[int, int]:
        """How many faults an alarm had to tell of, and of how many one did."""
        needed = told = 0
        for key, spans in faults.items():
            kind = _TOLD_BY.get(key.kind)
            patience = math.nan if kind is None else self._patience(key.name, kind)
            for span in spans:
                if not span.ends - span.begins >= patience:
                    continue
                needed += 1
                thing = key.name.rpartition("/")[0]
                gateway = f"gateway/{self._gateway_of.get(thing, '')}"
                tellers = [Key(key.name, str(kind)), Key(thing, str(kind)), Key(gateway, "gateway")]
                told += any(overlap(alarm, span) for teller in tellers for alarm in raised.get(teller, ()))
        return needed, told

    def _patience(self, name: str, kind: str) -> float:
        """How long a fault must last until its alarm is due, seconds; NaN when none ever is."""
        if kind == "gateway":
            things = [
                (d, thing)
                for d in self._city.domains
                for thing in d.things
                if name == f"gateway/{thing.gateway}"
            ]
            periods = [d.period(thing, item) for d, thing in things for item in thing.properties]
            return (self._city.silence.gateway.advisory + 1.0) * min(periods, default=math.nan)
        domain_id, thing_id, property_id = name.split("/")
        domain = self._city.domain(domain_id)
        thing = domain.thing(thing_id)
        period = domain.period(thing, property_id)
        if kind == "deviation":
            watching = [
                float(limit.on_delay)
                for limit in domain.limits
                if limit.kind == kind and limit.property == property_id and thing_id in limit.things
            ]
            return min(watching, default=math.nan) + 2.0 * period
        if kind == "stuck":
            return (float(domain.stuck_after(thing, property_id) or math.nan) + 1.0) * period
        return (self._city.silence.thing.advisory + 1.0) * period
