"""What a session's report tells: gathered from its file, before any words."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from config.catalogue import City, Text
from config.messages import ScenarioState, Truth
from dashboard.core.alarms.event import AlarmEvent, Priority
from dashboard.core.alarms.scoring import Score, Scoring
from dashboard.core.frame import Frame, Health
from dashboard.history.archive import Archive, CityName, Datastream, Extent, Run
from dashboard.history.columns import one_value
from dashboard.history.curves import Curve, Period, curves
from dashboard.history.marks import Mark, MarkKind, marks
from dashboard.history.recording import alarm_of
from dashboard.history.schema import observation_table
from dashboard.history.trouble import Status, Trouble

#: So many curves are drawn.
PLOTS: Final = 8


@dataclass(frozen=True, slots=True)
class Story:
    """One run, in figures."""

    city: CityName
    run: Run
    extent: Extent
    simulated: bool
    scenarios: tuple[str, ...]
    observations: int
    missed: int  #: not recorded
    datastreams: int
    health: dict[str, Any]  #: of the pipeline at the end
    alarms: tuple[Mark, ...]  #: each raise, worst and earliest first
    curves: tuple[tuple[Datastream, Curve, tuple[Mark, ...]], ...]
    scores: tuple[Score, ...]
    #: Of every datastream: domain/thing/property.
    streams: Mapping[str, Datastream]
    #: domain/property -> state -> its word in each language, where the city pack has one.
    state_names: Mapping[str, Mapping[str, Text]]


def story(archive: Archive, city: City | None, run: Run | None = None, columns: int = 660) -> Story:
    """Gather it; `city` says which alarms were due (no scores without it). Trouble when there is no run."""
    run = run or archive.run()
    extent = archive.extent(run) if run is not None else None
    if run is None or extent is None:
        raise Trouble(Status.FAILED, "nothing was recorded in this run")
    period = Period(extent.begins, extent.ends, run)
    alarms = [mark for mark in marks(archive, period) if mark.kind is MarkKind.ALARM]
    with archive.cursor() as cursor:
        inside = "WHERE frame >= ? AND frame < ?"
        frames = [run.frames.start, run.frames.stop]
        health = one_value(
            cursor, f"SELECT body FROM health {inside} ORDER BY frame DESC LIMIT 1", "{}", frames
        )
        missed = one_value(cursor, f"SELECT sum(observations) FROM interruption {inside}", 0, frames)
        states = cursor.execute(f"SELECT body FROM scenario {inside} ORDER BY frame", frames).fetchall()
        clocks = one_value(cursor, f"SELECT count(*) FROM clock {inside}", 0, frames)
        observations = sum(
            one_value(
                cursor,
                f"SELECT count(*) FROM {observation_table(number)} WHERE number >= ? AND number < ?",
                0,
                [run.observations.start, run.observations.stop],
            )
            for (number,) in cursor.execute("SELECT number FROM domain").fetchall()
        )
    streams = archive.streams()
    # also a story that began before the recording
    scenarios = dict.fromkeys(name for (body,) in states if (name := json.loads(body)["scenario"]))
    return Story(
        archive.city(), run, extent, bool(clocks), tuple(scenarios), observations, int(missed), len(streams),
        json.loads(health),
        tuple(sorted(alarms, key=lambda mark: (-mark.priority, mark.since, mark.name))),
        tuple(_curves(archive, streams, alarms, period, columns)),
        tuple(_scores(archive, run, city)) if city is not None else (),
        {stream.id: stream for stream in streams},
        {f"{d.id}/{p.id}": p.state_names for d in city.domains for p in d.properties} if city else {},
    )  # fmt: skip


def _curves(
    archive: Archive, streams: list[Datastream], alarms: list[Mark], period: Period, columns: int
) -> Iterator[tuple[Datastream, Curve, tuple[Mark, ...]]]:
    """Of the datastreams with the worst and most alarms, by domain; of one each where there were none."""
    known = {stream.id: stream for stream in streams}
    weight: Counter[str] = Counter()
    for mark in alarms:
        if mark.datastream in known:
            weight[mark.datastream] += 10 ** int(mark.priority)
    first = {stream.domain: stream.id for stream in reversed(streams)}
    ranked = [name for name, _ in weight.most_common()]
    ranked = of_each_domain(ranked, {name: known[name].domain for name in ranked})
    names = (ranked or list(first.values()))[:PLOTS]
    drawn = curves(archive, names, period, columns)
    for name in names:
        yield known[name], drawn[name], tuple(mark for mark in alarms if mark.datastream == name)


def of_each_domain(names: list[str], domain: Mapping[str, str]) -> list[str]:
    """The first of each domain, then the second of each ..., so that jams do not hide the flood."""
    turn: Counter[str] = Counter()
    ranked = []
    for place, name in enumerate(names):
        ranked.append((turn[domain[name]], place, name))
        turn[domain[name]] += 1
    return [name for _, _, name in sorted(ranked)]


def _scores(archive: Archive, run: Run, city: City) -> list[Score]:
    scoring = Scoring(city)
    for frame in told(archive, run):
        scoring.take(frame)
    return scoring.scores()


def told(archive: Archive, run: Run) -> Iterator[Frame]:
    """The frames of a run that brought events or truths, and its last, without observations."""
    with archive.cursor() as cursor:
        rows = cursor.execute(
            """
            SELECT number, epoch_us(time), kind, body FROM (
                SELECT frame, 0 AS kind, rowid AS place, body FROM scenario
                UNION ALL SELECT frame, 1, rowid, body FROM truth
                UNION ALL SELECT frame, 2, rowid, body FROM event
                UNION ALL SELECT max(number), 3, 0, NULL FROM frame WHERE number >= $1 AND number < $2
            ) JOIN frame ON frame = number WHERE number >= $1 AND number < $2 ORDER BY number, kind, place
            """,
            [run.frames.start, run.frames.stop],
        ).fetchall()
    scenario = ScenarioState()
    for _, time, kind, body in rows:
        now = time / 1e6
        data = json.loads(body) if body is not None else {}
        events: tuple[AlarmEvent, ...] = ()
        truths: tuple[Truth, ...] = ()
        if kind == 0:
            scenario = msgspec.convert(data, ScenarioState)
        elif kind == 1:
            truths = (Truth(**data),)
        elif kind == 2:
            events = (AlarmEvent(data["time"], data["what"], alarm_of(data["alarm"]), data["by"]),)
        yield Frame(now, now, _CALM, None, scenario, events=events, truths=truths)


_CALM: Final = Health(True, True, 0, 0, 0.0, {}, {}, 0, 0, 0, float("nan"))
#: Priorities, worst first.
WORST_FIRST: Final = tuple(sorted((p for p in Priority if p), reverse=True))
