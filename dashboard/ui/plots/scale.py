"""Round ends and steps for the axes of a plot, which stay put while readings move within them."""

import math
from collections.abc import Sequence
from typing import Final

#: A range is left alone until its readings fill less than this share of it.
_SHRINK: Final = 0.35


def step(span: float, parts: int = 5) -> float:
    """The step of 1, 2 or 5 times a power of ten that cuts `span` (> 0) into about `parts`."""
    raw = span / max(1, parts)
    power = 10.0 ** math.floor(math.log10(raw))
    for factor in (1.0, 2.0, 5.0):
        if raw <= factor * power * 1.0001:
            return factor * power
    return 10.0 * power


def decimals_of(size: float) -> int:
    """Decimals that tell ticks `size` apart."""
    return max(0, -math.floor(math.log10(size) + 1e-9))


def around(low: float, high: float, smallest: float = 0.0) -> tuple[float, float]:
    """A range with round ends that holds low..high with some air, and is at least `smallest` long.

    It begins at zero where the readings are positive and zero is near.
    """
    if high - low < smallest:
        middle = (low + high) / 2
        low, high = min(low, max(middle - smallest / 2, 0.0 if low >= 0 else -math.inf)), high
        high = max(high, low + smallest)
    air = 0.08 * (high - low)
    bottom = 0.0 if 0.0 <= low <= 0.4 * high else low - air
    top = high + air
    size = step(top - bottom, 8)
    return math.floor(bottom / size + 1e-9) * size, math.ceil(top / size - 1e-9) * size


def keep_or_change(
    current: tuple[float, float] | None, low: float, high: float, smallest: float = 0.0
) -> tuple[float, float]:
    """The range to show: `current` while low..high fits and fills it, else a new one."""
    if current is not None and current[0] <= low and high <= current[1]:
        full = current[1] - current[0]
        if high - min(low, max(current[0], 0.0)) >= _SHRINK * full or full <= 1.5 * smallest:
            return current
    return around(low, high, smallest)


def log_around(low: float, high: float) -> tuple[float, float]:
    """Whole decades (as exponents) around positive low..high, at least two."""
    bottom, top = math.floor(math.log10(low) + 1e-9), math.ceil(math.log10(high) - 1e-9)
    return float(bottom), float(max(top, bottom + 2))


def ticks(low: float, high: float, parts: int) -> Sequence[float]:
    """Round numbers from low to high, about `parts` and two at least; none where there is nothing between."""
    if not high > low:
        return []
    first, last, size = 0, 0, 0.0
    for more in range(6):  # steps of less than half the range are always there twice
        size = step(high - low, parts + more)
        first = math.ceil(low / size - 1e-9)
        last = math.floor(high / size + 1e-9)
        if last > first:
            break
    return [i * size for i in range(first, last + 1)]
