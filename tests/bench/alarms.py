"""Alarms of the default city against its ground truth: the stories, and calm days without one.

python -m tests.bench.alarms storm ozone ...      each story once
python -m tests.bench.alarms --calm 28            so many ordinary days
"""

import argparse
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from config.messages import Clock
from config.reader import read_city
from config.wire import Decoder
from dashboard.core.alarms.book import AlarmBook
from dashboard.core.alarms.event import AlarmEvent
from dashboard.core.alarms.health import AlarmHealth, HealthOfAlarms
from dashboard.core.alarms.scoring import Score, Scoring
from dashboard.core.inbox import Inbox
from dashboard.core.link import LinkState
from dashboard.core.pipeline import Pipeline
from dashboard.core.readings.store import Store
from simulators.models import registry
from simulators.scenario import Player
from simulators.simulation import Outgoing, Simulation

STORIES = ("storm", "ozone", "accident", "carnival", "spill", "outage")


class Connected:
    """A connection that always stands."""

    def state(self) -> LinkState:
        """Connected."""
        return LinkState(connected=True)


class Run:
    """A city, its instruments and the core of a control room, one tick a frame."""

    def __init__(self, story: str | None, seed: int) -> None:
        city = read_city("nice")
        player = Player(city)
        self.simulation = Simulation(city, registry.build(city), seed, player)
        scenario = player.scenario(story) if story else None
        self.begins = scenario.start if scenario else city.start_time
        self.ends = self.begins + (scenario.duration if scenario else 0.0)
        player.play(scenario, self.begins)
        self.decoder = Decoder(city)
        store = Store(city)
        self.inbox = Inbox()
        self.book = AlarmBook(city, store)
        self.pipeline = Pipeline(city, self.inbox, Connected(), self.book, store)
        self.scoring = Scoring(city)
        self.health = AlarmHealth()
        self.events: list[AlarmEvent] = []
        #: The most that waited for somebody at once; nobody acknowledges here.
        self.waiting = 0

    def play(self, ends: float) -> None:
        """Until that time, seconds since 1970."""
        for now, messages in self._ticks(ends):
            for message in messages:
                self.inbox.put(self.decoder.decode(message.topic, message.payload), now)
            frame = self.pipeline.turn(now)
            self.scoring.take(frame)
            self.health.take(frame.events, frame.now)
            self.events += frame.events
            self.waiting = max(self.waiting, self.book.unacknowledged)

    def most(self) -> int:
        """The most calls in any ten minutes."""
        times = sorted(event.time for event in self.events if event.annunciated)
        return max((i + 1 - bisect_left(times, time - 600.0) for i, time in enumerate(times)), default=0)

    def figures(self) -> HealthOfAlarms:
        """Of the alarm system, now."""
        return self.health.at(self.simulation.time, self.book.alarms())

    def _ticks(self, ends: float) -> Iterator[tuple[float, list[Outgoing]]]:
        simulation = self.simulation
        simulation.begin(self.begins)
        self.inbox.put(Clock(simulation.time, simulation.time, 1.0, True), 0.0)
        yield simulation.time, [*simulation.births(), *simulation.story(), *simulation.report()]
        while simulation.time < ends:
            messages = simulation.advance()
            yield simulation.time, messages


def told(score: Score) -> str:
    """One story in a few lines."""
    lines = [
        f"{score.scenario or 'calm':9} {score.days:5.1f} d  events {score.events} found {score.found} "
        f"median {score.median_delay / 60:.1f} min  missed {len(score.missed)} hidden {len(score.hidden)} "
        f"brief {score.brief} marginal {score.marginal}  alarms {score.alarms} false {len(score.false)} "
        f"by fault {len(score.by_fault)} ({score.false_per_day:.2f} a day) nuisance {score.nuisance}  "
        f"faults {score.faults_found}/{score.faults}"
    ]
    for title, names in (("missed", score.missed), ("false", score.false), ("by fault", score.by_fault)):
        lines += [f"    {title}: {count} x {name}" for name, count in Counter(names).most_common(12)]
    return "\n".join(lines)


def main() -> None:
    """Play and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("stories", nargs="*", default=[], help=", ".join(STORIES))
    parser.add_argument("--calm", type=float, default=0.0, help="days")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for story in [*options.stories, *([None] if options.calm else [])]:
        run = Run(story, options.seed)
        before = time.perf_counter()
        run.play(run.ends if story else run.begins + options.calm * 86400.0)
        for score in run.scoring.scores():
            print(told(score))
        figures = run.figures()
        raises = Counter(event.alarm.kind for event in run.events if event.annunciated)
        mix = {priority.name: round(share, 2) for priority, share in figures.mix.items()}
        print(
            f"    {figures.mean:.2f} alarms per 10 min, at most {run.most()}, waiting {run.waiting}, "
            f"floods {len(figures.floods)}, chattering {len(figures.chattering)}, "
            f"raises {dict(raises)}, mix {mix}"
        )
        print("    offenders", figures.offenders)
        for flood in figures.floods:
            within = [
                e
                for e in run.events
                if e.annunciated and flood.begins - 600 <= e.time <= (flood.ends or e.time)
            ]
            what = Counter(f"{e.alarm.datastream.split('/')[0]} {e.alarm.kind}" for e in within)
            hour = (flood.begins - run.begins) / 3600
            print(f"    flood at {hour:.1f} h: {flood.alarms} alarms, {dict(what)}")
        print(f"    {time.perf_counter() - before:.0f} s")


if __name__ == "__main__":
    main()
