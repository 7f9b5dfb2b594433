"""Bathing water: what the combined sewers spill in a downpour, and how it dies away in the sea."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from config.catalogue import Row
from config.durations import Duration
from simulators.models.contract import TICK, Floats, relax
from simulators.models.parameters import NotNegative, Positive, hours

_TICK_HOURS: Final = TICK / 3600.0


def die_off(t90: float) -> float:
    """Rate per hour at which bacteria die when nine tenths are dead after `t90` hours: ln 10 / T90."""
    return math.log(10.0) / t90


def overflow(rain: Floats, rain_2h: Floats, spills_at: float, spills_at_2h: float) -> Floats:
    """Share of the sewage that overflows, 0 to 1, from mm/h now and mm in two hours.

    x is how many times the sewers' capacity falls; (x - 1) / (x + 2) above 1, so half of it at x = 4.
    """
    times = np.maximum(rain / spills_at, rain_2h / spills_at_2h)
    return np.asarray(np.maximum(times - 1.0, 0.0) / (times + 2.0))


class BeachRow(Row, frozen=True, kw_only=True, tag="beach", tag_field="kind"):
    """A bathing beach."""

    #: How fast water from the outfalls replaces the water of the bay, 1/h.
    exposure: NotNegative


class SewerLaws(Row, frozen=True, kw_only=True):
    """Sewers and sea (science section 3.6)."""

    spills_at: Positive  #: mm/h
    spills_at_2h: Positive  #: mm in two hours
    e_coli: NotNegative  #: of what overflows, CFU/100 mL
    enterococci: NotNegative  #: per E. coli
    background: NotNegative  #: E. coli of a clean bay, CFU/100 mL
    t90_day: Duration
    t90_night: Duration
    flushing: Duration


@dataclass(slots=True)
class BeachState:
    """What the bays and the sewers remember."""

    e_coli: Floats  #: spilt, CFU/100 mL over the beaches
    recent: Floats  #: rain of the last two hours, mm a tick, shape (120, zones)
    cursor: int


class Beaches:
    """All bathing beaches of one city."""

    computed: Final = ("e_coli", "enterococci")
    #: Natural variability, standard deviation of the log of a clean bay's bacteria.
    variability: Final = (0.2,)
    memory: Final = 2 * 3600.0  #: of it, seconds

    def __init__(
        self, domain: str, beaches: Mapping[str, BeachRow], zones: Mapping[str, int], laws: SewerLaws
    ) -> None:
        """`zones`: column of the zone of each thing, whose rain fills its sewers."""
        self._laws = laws
        self._zone = np.array([zones[name] for name in beaches], dtype=int)
        self._exposure = np.array([row.exposure for row in beaches.values()])
        self._day = die_off(hours(domain, "domain.model.sewers.t90_day", laws.t90_day))
        self._night = die_off(hours(domain, "domain.model.sewers.t90_night", laws.t90_night))
        self._flushing = 1.0 / hours(domain, "domain.model.sewers.flushing", laws.flushing)

    def begin(self, zones: int) -> BeachState:
        """Clean bays after two dry hours."""
        return BeachState(np.zeros(len(self._zone)), np.zeros((int(2.0 / _TICK_HOURS), zones)), 0)

    def step(self, state: BeachState, rain: Floats, daylight: bool, noise: Floats) -> dict[str, Floats]:
        """One tick: `rain` mm/h over the zones. Returns the truth in CFU/100 mL."""
        laws = self._laws
        state.recent[state.cursor] = rain * _TICK_HOURS
        state.cursor = (state.cursor + 1) % len(state.recent)
        share = overflow(rain, state.recent.sum(axis=0), laws.spills_at, laws.spills_at_2h)[self._zone]
        rate = (self._day if daylight else self._night) + self._flushing
        state.e_coli = relax(state.e_coli, laws.e_coli * share * self._exposure / rate, rate, _TICK_HOURS)
        e_coli = state.e_coli + laws.background * np.exp(noise)
        return {"e_coli": e_coli, "enterococci": laws.enterococci * e_coli}
