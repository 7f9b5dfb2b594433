"""One run in figures, as JSON for other programs."""

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from config.wire import iso
from dashboard.core.alarm_event import Alarm
from dashboard.core.frame import Frame
from dashboard.core.pipeline import Pipeline


class Report:
    """Watches the frames of a run and writes its figures at the end."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline
        self._process = psutil.Process()
        self._alarms: dict[tuple[str, float], Alarm] = {}
        self._last: Frame | None = None
        self._intervals: list[float] = []
        self._first_wall: float | None = None
        self._previous_wall: float | None = None
        self._frames = 0
        self._first_reading: float | None = None

    def frame(self, frame: Frame) -> None:
        """One frame was made."""
        self._last = frame
        self._frames += 1
        for event in frame.events:
            if not math.isnan(event.alarm.raised):
                self._alarms[event.alarm.id, event.alarm.raised] = event.alarm

    def drawn(self, wall: float) -> None:
        """The frame is on screen, or stored where there is none."""
        if self._previous_wall is not None:
            self._intervals.append(wall - self._previous_wall)
        else:
            self._first_wall = wall
        self._previous_wall = wall
        if self._first_reading is None and self._last is not None and self._last.health.readings:
            self._first_reading = wall

    def figures(self) -> dict[str, Any]:
        """All figures; times in milliseconds, null where nothing was measured."""
        latencies = self._pipeline.latencies
        intervals = np.array(self._intervals or [math.nan]) * 1000.0
        span = (self._previous_wall or 0.0) - (self._first_wall or 0.0)
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
            "frames": self._frames,
            "fps": round(len(self._intervals) / span, 2) if span > 0 else None,
            "frame_ms": {
                "p50": _number(np.percentile(intervals, 50)),
                "p99": _number(np.percentile(intervals, 99)),
                "max": _number(intervals.max()),
            },
            "alarms": [_alarm(alarm) for alarm in self._ordered()],
            "rss_mb": round(self._process.memory_info().rss / 1e6, 1),
            "cpu_share": self._cpu_share(span),
        }

    def write(self, path: Path) -> None:
        """Write the figures to a file; OSError when that is impossible."""
        path.write_text(json.dumps(self.figures(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")

    def _startup(self) -> float | None:
        if self._first_reading is None:
            return None
        return _milliseconds(self._first_reading - self._process.create_time())

    def _cpu_share(self, span: float) -> float | None:
        """Processor time of this process per second since its start, in cores."""
        if self._previous_wall is None or span <= 0:
            return None
        used = self._process.cpu_times()
        return round((used.user + used.system) / (self._previous_wall - self._process.create_time()), 3)

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


def _milliseconds(seconds: float) -> float | None:
    return _number(seconds * 1000.0)


def _number(value: float) -> float | None:
    return None if math.isnan(value) else round(float(value), 2)
