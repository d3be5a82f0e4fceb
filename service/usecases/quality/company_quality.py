"""The lead quality rate of the whole company, from its campaigns' rates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import sqrt
from typing import Final

import sqlalchemy as sa

from model.agreement import Agreement
from model.campaign.quality.verdict import ABOVE, BELOW, LEAST_SHARE_JUDGED, NO_TARGET, NOT_JUDGED, TOO_FEW
from service.usecases.company import Company
from service.usecases.quality.judge_quality import Quality, judge_quality

_95: Final = 1.96


@dataclass(frozen=True, slots=True)
class CompanyQuality:
    """`value` is over all countable leads, None where there are none; `low`–`high` is its 95 % interval."""

    value: float | None
    low: float
    high: float
    judged: int
    due: int
    target: float | None
    verdict: str


def company_quality(
    connection: sa.Connection, company: Company, agreement: Agreement, now: datetime, days: tuple[date, date]
) -> CompanyQuality:
    """Of the leads submitted on the days [since, until)."""
    lines = judge_quality(connection, company, agreement, now, since=days[0], until=days[1])
    value, low, high = pooled([(line.countable, line.value, line.low, line.high) for line in lines])
    due, due_judged = sum(line.due for line in lines), sum(line.due_judged for line in lines)
    target = agreement.quality_target
    return CompanyQuality(
        value=value,
        low=low,
        high=high,
        judged=sum(line.judged for line in lines),
        due=due,
        target=target,
        verdict=_verdict(lines, low, high, due_judged, due, target),
    )


def pooled(rates: Sequence[tuple[int, float, float, float]]) -> tuple[float | None, float, float]:
    """The rate of all leads and its 95 % interval, from (leads, rate, low, high) of each campaign.

    Campaigns' errors are taken as independent: deviation² = Σ (share of leads × (high − low) / 3.92)².
    By hand: 100 leads at 0.4 ± 0.1 and 300 at 0.6 ± 0.1 are 0.55 ± 0.1 √(¼² + ¾²) = 0.55 ± 0.079.

    >>> [round(part, 3) for part in pooled([(100, 0.4, 0.3, 0.5), (300, 0.6, 0.5, 0.7)])]
    [0.55, 0.471, 0.629]
    >>> pooled([(0, 0.5, 0.1, 0.9)])
    (None, 0.0, 1.0)
    """
    leads = sum(count for count, *_ in rates)
    if not leads:
        return None, 0.0, 1.0
    value = sum(count * rate for count, rate, _, _ in rates) / leads
    deviation = sqrt(sum((count / leads * (high - low) / (2 * _95)) ** 2 for count, _, low, high in rates))
    return value, max(0.0, value - _95 * deviation), min(1.0, value + _95 * deviation)


def _verdict(
    lines: Sequence[Quality], low: float, high: float, due_judged: int, due: int, target: float | None
) -> str:
    if target is None:
        return NO_TARGET
    if not any(line.judged for line in lines):
        return TOO_FEW
    if due_judged < LEAST_SHARE_JUDGED * due:
        return NOT_JUDGED
    if high < target:
        return BELOW
    return ABOVE if low > target else TOO_FEW
