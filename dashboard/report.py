"""One run in figures, as JSON for other programs."""

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psutil

from config.wire import iso
from dashboard.core.alarms.event import Alarm
from dashboard.core.alarms.scoring import Score, Scoring
from dashboard.core.frame import Frame
from dashboard.core.meter import Beats
from dashboard.core.pipeline import Pipeline


class Report:
    """Watches the frames of a run and writes its figures at the end."""

    def __init__(self, pipeline: Pipeline, beats: Beats) -> None:
        self._pipeline = pipeline
        self._beats = beats
        self._process = psutil.Process()
        self._alarms: dict[tuple[str, float], Alarm] = {}
        self._scoring = Scoring(pipeline.city)
        self._last: Frame | None = None
        #: What else of the run could not be kept where it was asked for, a line each.
        self.unwritten: list[str] = []

    def frame(self, frame: Frame) -> None:
        """One frame was made."""
        self._last = frame
        self._scoring.take(frame)
        for event in frame.events:
            if not math.isnan(event.alarm.raised):
                self._alarms[event.alarm.id, event.alarm.raised] = event.alarm

    def figures(self) -> dict[str, Any]:
        """All figures; times in milliseconds, null where nothing was measured."""
        latencies = self._pipeline.latencies
        p50, p99, longest = self._beats.intervals(0.5, 0.99, 1.0)
        health = self._last.health if self._last is not None else None
        return {
            "messages": health.messages if health else 0,
            "readings": health.readings if health else 0,
            "malformed": dict(health.malformed) if health else {},
            "irregular": dict(health.irregular) if health else {},
            "discovered": health.discovered if health else 0,
            "dropped": health.dropped if health else 0,
            "lost": health.lost if health else 0,
            "latency_ms": {
                name: _milliseconds(latencies.percentile(share))
                for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))
            },
            "startup_ms": self._startup(),
            "frames": self._beats.frames,
            "fps": round(self._beats.per_second(), 2),
            "frame_ms": {"p50": _milliseconds(p50), "p99": _milliseconds(p99), "max": _milliseconds(longest)},
            "alarms": [_alarm(alarm) for alarm in self._ordered()],
            "scores": [_score(score) for score in self._scoring.scores()],
            "rss_mb": round(self._process.memory_info().rss / 1e6, 1),
            "cpu_share": self._cpu_share(),
        }

    def write(self, path: Path) -> None:
        """Write the figures to a file; OSError when that is impossible."""
        path.write_text(self.text() + "\n", encoding="utf-8")

    def text(self) -> str:
        """The figures as JSON."""
        return json.dumps(self.figures(), indent=2, ensure_ascii=False)

    def _startup(self) -> float | None:
        """From the start of this process to the first reading on screen."""
        first = self._pipeline.first_drawn
        return None if first is None else _milliseconds(first - self._process.create_time())

    def _cpu_share(self) -> float | None:
        """Processor time per second of wall clock since the start of this process, in cores."""
        if self._last is None:
            return None
        used = self._process.cpu_times()
        lived = self._last.wall - float(self._process.create_time())
        return round(float(used.user + used.system) / lived, 3)

    def _ordered(self) -> Sequence[Alarm]:
        return sorted(self._alarms.values(), key=lambda alarm: (alarm.raised, alarm.id))


def _alarm(alarm: Alarm) -> dict[str, Any]:
    return {
        "datastream": alarm.datastream,
        "kind": alarm.kind,
        "priority": alarm.priority.name.lower(),
        "state": alarm.state.value,
        "raised": iso(alarm.raised),
        "cleared": None if math.isnan(alarm.cleared) else iso(alarm.cleared),
    }


def _score(score: Score) -> dict[str, Any]:
    """Alarms against ground truth, of one story; delays in seconds."""
    return {
        "scenario": score.scenario,
        "days": round(score.days, 4),
        "events": score.events,
        "found": score.found,
        "median_delay_s": None if math.isnan(score.median_delay) else round(score.median_delay, 1),
        "missed": score.missed,
        "hidden": score.hidden,
        "brief": score.brief,
        "marginal": score.marginal,
        "alarms": score.alarms,
        "false": score.false,
        "false_by_fault": score.by_fault,
        "false_per_day": round(score.false_per_day, 3),
        "nuisance": score.nuisance,
        "faults": score.faults,
        "faults_found": score.faults_found,
    }


def _milliseconds(seconds: float) -> float | None:
    return None if math.isnan(seconds) else round(seconds * 1000.0, 2)
