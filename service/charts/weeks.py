"""The weeks of a campaign on a chart, without losing those in which no lead came."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

Week = Mapping[str, Any]


def monday(week: str) -> date:
    """Of an ISO week.

    >>> monday("2026-W47")
    datetime.date(2026, 11, 16)
    """
    return date.fromisoformat(f"{week}-1")


def runs(weeks: Sequence[Week]) -> list[int]:
    """For each week, in order, the number of its run of weeks that follow one another.

    >>> runs([{"week": "2026-W01"}, {"week": "2026-W02"}, {"week": "2026-W05"}])
    [0, 0, 1]
    """
    numbers: list[int] = []
    before: date | None = None
    for week in weeks:
        start = monday(week["week"])
        follows = before is not None and start - before == timedelta(weeks=1)
        numbers.append(numbers[-1] + (not follows) if numbers else 0)
        before = start
    return numbers
