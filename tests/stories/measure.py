"""What is measured of a telling: each of these makes a function of it. Clocks are `17:24` or `+1 17:24`."""

from collections.abc import Callable

from tests.stories.row import clock_of
from tests.stories.run import Run

Measure = Callable[[Run], float]


def at(datastream: str, clock: str) -> Measure:
    """Its value then."""
    return lambda run: run.at(datastream, clock_of(clock))


def mean(datastream: str, clock: str) -> Measure:
    """Its mean over the hour that begins then."""
    return lambda run: run.mean(datastream, clock_of(clock))


def most(datastream: str, after: str = "00:00", before: str = "+1 23:00") -> Measure:
    """Its highest value between two clocks."""
    return lambda run: run.most(datastream, clock_of(after), clock_of(before))[0]


def peak(datastream: str) -> Measure:
    """The instant of its highest value."""
    return lambda run: run.most(datastream)[1]


def rises(datastream: str, threshold: float) -> Measure:
    """When it first is at or above the threshold."""
    return lambda run: run.first(run.all(datastream) >= threshold)


def falls(datastream: str, threshold: float) -> Measure:
    """When it first is below the threshold."""
    return lambda run: run.first(run.all(datastream) < threshold)


def steepest(datastream: str) -> Measure:
    """Its greatest rise within an hour."""

    def measure(run: Run) -> float:
        values = run.all(datastream)
        return float((values[60:] - values[:-60]).max())

    return measure


def link(figure: str, name: str, clock: str) -> Measure:
    """`queue`, `speed`, `flow`, `held`, `capacity` or `diverted` of a link then."""
    return lambda run: run.link(figure, name, clock_of(clock))


def over(figure: str, name: str, clock: str) -> Measure:
    """The mean of the same figure over the hour that begins then."""
    first = clock_of(clock)
    return lambda run: sum(run.link(figure, name, first + i / 60.0) for i in range(1, 61)) / 60.0


def less(first: Measure, second: Measure) -> Measure:
    """The difference of two measures."""
    return lambda run: first(run) - second(run)


def ratio(first: Measure, second: Measure) -> Measure:
    """One measure over another."""
    return lambda run: first(run) / second(run)


def percent(measure: Measure, of: float = 1.0) -> Measure:
    """It in per cent of a number."""
    return lambda run: 100.0 * measure(run) / of


def change(first: Measure, second: Measure) -> Measure:
    """By how many per cent the first is above the second."""
    return lambda run: 100.0 * (first(run) / second(run) - 1.0)
