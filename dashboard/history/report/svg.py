"""A curve with its alarms as SVG, for a page that needs no script."""

import math
from collections.abc import Sequence
from datetime import datetime
from html import escape
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from dashboard.core.alarms.event import Priority
from dashboard.history.curves import Curve
from dashboard.history.marks import Mark
from dashboard.history.report.words import WORDS

#: Of the drawing, in its own units; a page scales it.
WIDTH: Final = 720
_HEIGHT: Final = 180
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 20, 18, 22
#: Left of states there is room for their words.
_WORDS_LEFT: Final = 132
#: Readings so many times as far apart as usual have a silence between them.
_SILENT: Final = 5.0
_TICKS: Final = (1.0, 2.0, 5.0, 10.0)
#: Steps of a time axis, seconds.
_STEPS: Final = (60, 300, 600, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 7 * 86400)


def plot(
    curve: Curve, marks: Sequence[Mark], unit: str, zone: str, language: str, states: Sequence[str] = ()
) -> str:
    """One curve over its whole range, alarms as bands behind it; times in that time zone.

    What has `states` is drawn as steps between their words: there is nothing between two of them.
    """
    since, until = curve.since, max(curve.until, curve.since + 1.0)
    ticks = _words(states) if states else _numbers(curve, language)
    values = [tick for tick, _ in ticks]
    low, high = (-0.5, len(states) - 0.5) if states else (values[0], values[-1])
    left = _WORDS_LEFT if states else _LEFT

    def x(time: float) -> float:
        return left + (time - since) / (until - since) * (WIDTH - left - _RIGHT)

    def y(value: float) -> float:
        return _HEIGHT - _BOTTOM - (value - low) / ((high - low) or 1.0) * (_HEIGHT - _TOP - _BOTTOM)

    parts = [f'<svg viewBox="0 0 {WIDTH} {_HEIGHT}" role="img" aria-label="{escape(curve.datastream)}">']
    for mark in marks:
        begin, end = x(max(mark.since, since)), x(until if math.isnan(mark.until) else min(mark.until, until))
        name = Priority(mark.priority).name.lower()
        parts.append(
            f'<rect class="{name}" x="{begin:.1f}" y="{_TOP}" width="{max(end - begin, 1.5):.1f}"'
            f' height="{_HEIGHT - _TOP - _BOTTOM}"/>'
        )
    right = WIDTH - _RIGHT
    for tick, word in ticks:
        level = y(tick)
        parts.append(f'<line class="grid" x1="{left}" x2="{right}" y1="{level:.1f}" y2="{level:.1f}"/>')
        parts.append(f'<text x="{left - 6}" y="{level + 4:.1f}" text-anchor="end">{escape(word)}</text>')
    for time, word in _times(since, until, zone):
        parts.append(f'<text x="{x(time):.1f}" y="{_HEIGHT - 6}" text-anchor="middle">{word}</text>')
    parts.append(f'<text x="{left}" y="{_TOP - 7}">{escape(unit)}</text>')
    for piece in _pieces(curve):
        if states:
            piece = _steps(piece)
        points = " ".join(f"{x(t):.1f},{y(v):.1f}" for t, v in piece)
        parts.append(f'<polyline points="{points}"/>')
    return "".join([*parts, "</svg>"])


def _pieces(curve: Curve) -> list[list[tuple[float, float]]]:
    """The curve, cut where readings were not recorded, and where the sensor was silent."""
    times, values = curve.series.times, curve.series.values
    cuts = set(np.searchsorted(times, [until for _, until in curve.gaps]).tolist())
    if len(times) > 2:
        apart = np.diff(times)
        cuts |= set((np.flatnonzero(apart > _SILENT * np.median(apart)) + 1).tolist())
    edges = [0, *sorted(cuts), len(times)]
    pairs = list(zip(times.tolist(), values.tolist(), strict=True))
    return [pairs[a:b] for a, b in pairwise(edges) if b > a]


def _steps(piece: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Every value lasts until the next one."""
    lasting = [((after, value), (after, new)) for (_, value), (after, new) in pairwise(piece)]
    return piece[:1] + [point for pair in lasting for point in pair]


def _words(states: Sequence[str]) -> list[tuple[float, str]]:
    """Each state at its place."""
    return [(float(place), word) for place, word in enumerate(states)]


def _numbers(curve: Curve, language: str) -> list[tuple[float, str]]:
    """Round numbers that span the curve, as the language writes them."""
    values = curve.series.values
    ticks = _ticks(float(values.min()), float(values.max())) if len(values) else _ticks(0.0, 1.0)
    decimals = max(0, -math.floor(math.log10(ticks[1] - ticks[0]) + 1e-9))
    sign = WORDS[language]["decimal_sign"]
    return [(tick, f"{tick:,.{decimals}f}".replace(",", "\u202f").replace(".", sign)) for tick in ticks]


def _ticks(low: float, high: float) -> list[float]:
    """Three to six round numbers that span the values."""
    span = (high - low) or abs(high) or 1.0
    power = 10.0 ** math.floor(math.log10(span / 4.0))
    step = next(power * tick for tick in _TICKS if power * tick >= span / 4.0)
    first = math.floor(low / step)
    return [step * number for number in range(first, first + math.ceil((high - first * step) / step) + 1)]


def _times(since: float, until: float, zone: str) -> list[tuple[float, str]]:
    """Up to nine whole hours or days of the city, and their words."""
    step = next((item for item in _STEPS if (until - since) / item <= 9), 30 * 86400)
    place = ZoneInfo(zone)
    offset = datetime.fromtimestamp(since, place).utcoffset()
    shift = offset.total_seconds() if offset is not None else 0.0
    form = "%d/%m" if step >= 86400 else "%H:%M"
    first = math.ceil((since + shift) / step)
    last = math.floor((until + shift) / step)
    moments = [number * step - shift for number in range(first, last + 1)]
    return [(time, datetime.fromtimestamp(time, place).strftime(form)) for time in moments]
