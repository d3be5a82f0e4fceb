"""An axis of amounts: straight where that shows all of them, logarithmic where the small would be one dot."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any, Final

_WIDE: Final = 40


@dataclass(frozen=True, slots=True)
class Scale:
    """From `low` to `high`, in currency units."""

    low: float
    high: float
    logarithmic: bool

    def share(self, value: float) -> float:
        """How far along it a value is, 0 to 1.

        >>> Scale(0, 200, False).share(50), Scale(10, 1000, True).share(100)
        (0.25, 0.5)
        """
        low, high, value = self.low, self.high, self.shown(value)
        if self.logarithmic:
            low, high, value = log10(low), log10(high), log10(value)
        return (value - low) / (high - low)

    def shown(self, value: float) -> float:
        """The value, or the end of the axis that it is beyond: a logarithm knows no 0.

        >>> Scale(10, 1000, True).shown(0)
        10
        """
        return min(max(value, self.low), self.high)

    def ticks(self) -> list[float] | None:
        """1, 2, 5, 10, … on a logarithmic axis; Vega chooses those of a straight one.

        >>> Scale(30, 250, True).ticks(), Scale(0, 5, False).ticks()
        ([50.0, 100.0, 200.0], None)
        """
        if not self.logarithmic:
            return None
        powers = range(floor(log10(self.low)), ceil(log10(self.high)) + 1)
        steps = (step * 10.0**power for power in powers for step in (1, 2, 5))
        return [step for step in steps if self.low <= step <= self.high]

    def spec(self) -> dict[str, Any]:
        kind = "log" if self.logarithmic else "linear"
        return {"type": kind, "domain": [self.low, self.high], "nice": False, "zero": False}


def is_wide(values: Sequence[float]) -> bool:
    positive = [value for value in values if value > 0]
    return bool(positive) and max(positive) > _WIDE * min(positive)


def scale_of(values: Sequence[float], *, logarithmic: bool) -> Scale:
    """One that holds the values with some room; up to 1 where none is positive."""
    positive = [value for value in values if value > 0] or [1.0]
    if logarithmic:
        return Scale(min(positive) / 2, max(positive) * 2, True)
    return Scale(0.0, max(positive) * 1.15, False)
