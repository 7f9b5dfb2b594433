"""The whole of Nice behind the views: a town played by hand, and what a view may ask for, written down."""

import math
from collections.abc import Iterable
from functools import cache
from typing import Any

from config.catalogue import City
from config.reader import read_city
from dashboard.ui.context import Context
from dashboard.ui.language import Language
from dashboard.ui.look import fonts
from dashboard.ui.look.look import Look
from tests.town import START, Town


class Asked:
    """Every intent, as it was asked; acknowledging is done, so that its result can be seen."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self.acknowledged: list[str] = []
        self.others: list[tuple[str, Any]] = []

    def acknowledge(self, alarms: Iterable[str]) -> None:
        """Seen."""
        names = list(alarms)
        self.acknowledged += names
        self._town.book.acknowledge_all(names, START + 3600.0)

    def shelve(self, alarm: str, seconds: float, reason: str) -> None:
        """Aside."""
        self.others.append(("shelve", (alarm, seconds, reason)))

    def unshelve(self, alarm: str) -> None:
        """Back."""
        self.others.append(("unshelve", alarm))

    def reset(self, alarm: str) -> None:
        """Let go."""
        self.others.append(("reset", alarm))

    def out_of_service(self, alarm: str, reason: str) -> None:
        """Until further notice."""
        self.others.append(("out_of_service", (alarm, reason)))

    def in_service(self, alarm: str) -> None:
        """Back in service."""
        self.others.append(("in_service", alarm))

    def comment(self, alarm: str, text: str) -> None:
        """A word."""
        self.others.append(("comment", (alarm, text)))

    def command(self, verb: str, **arguments: Any) -> None:
        """An order."""
        self.others.append((verb, arguments))


@cache
def nice() -> City:
    """The city pack, read once."""
    return read_city("nice")


class Room:
    """A context over a town; `say` and `turn` play it."""

    def __init__(self, language: str = "en") -> None:
        fonts.load()
        self.town = Town(nice())
        self.asked = Asked(self.town)
        self.look = Look()
        self.language = Language(language)
        self.context = Context(nice(), self.town.store, self.town.book, self.asked, self.look, self.language)

    def close(self) -> None:
        """Speak the source language again: translators belong to the whole application."""
        self.language.use("en")

    def say(self, minute: float, domain: str, thing: str, **values: float) -> None:
        """A thing says these values at that minute."""
        row = [values.get(item.id, math.nan) for item in nice().domain(domain).properties]
        self.town.say(minute, {thing: row}, domain)

    def calm(self, minute: float) -> None:
        """Every thing says that all is well, as far as limits know."""
        for domain in nice().domains:
            for thing in domain.things:
                self.town.say(
                    minute,
                    {thing.id: [self._calm(domain.id, thing.id, p.id) for p in domain.properties]},
                    domain.id,
                )

    def flood(self, minutes: Iterable[int] = range(0, 61, 5)) -> None:
        """The Paillon rises past its red limit and stays there."""
        for minute in minutes:
            self.say(minute, "water", "paillon-expositions", discharge=100.0 + 10.0 * minute)
            self.town.turn(minute)

    def _calm(self, domain: str, thing: str, name: str) -> float:
        known = nice().domain(domain)
        if name not in known.thing(thing).properties:
            return math.nan
        item = known.property(name)
        if item.states:
            return 0.0
        bounds = [item.range]
        for limit in known.limits:
            steps = [step for step in limit.thresholds() if step is not None]
            if limit.property == name and steps and (not limit.things or thing in limit.things):
                if limit.kind == "high":
                    bounds.append((item.range[0], min(steps)))
                elif limit.kind == "low":
                    bounds.append((max(steps), item.range[1]))
        low, high = max(low for low, _ in bounds), min(high for _, high in bounds)
        return (low + high) / 2 if len(bounds) > 1 else max(low, 0.0)
