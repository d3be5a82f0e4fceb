"""Why revenue changed from one period to another: the bridge of both, read at the same age."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final, Literal

import sqlalchemy as sa

from model.agreement import Agreement
from model.campaign.bridge import BridgeLine, Campaign, Pair, bridge, sums, total
from model.campaign.bridge_cohort import Cohort
from model.campaign.bridge_doubt import Doubt, of_another_word, of_judged_share, of_reasons
from model.campaign.bridge_terms import Terms
from model.lead.scorer import Scorer
from service.store import bridge_figures, campaign_figures
from service.store.bridge_figures import AsOf
from service.store.campaign_figures import Period
from service.store.columns import Row
from service.usecases.bridge.expected_quality import Means, Unavailable, expected_quality
from service.usecases.campaigns.compare_campaigns import start_of
from service.usecases.company import Company
from service.usecases.problems import refuse

Basis = Literal["judged", "expected"]
JUDGED: Final = "judged"
EXPECTED: Final = "expected"
BASES: Final[tuple[Basis, ...]] = (JUDGED, EXPECTED)
Days = tuple[date, date]
# Of two periods the longer may be so many times the shorter: a month and the one before it, not a quarter.
LONGEST: Final = 1.25
_NOTHING_EXPECTED: Final[tuple[Means, Means]] = ({}, {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """`before` and `after` are days, half open; `read_at` the instants as of which each was read.

    `lines` are empty where the basis is `unavailable`. `booked` is the revenue of the deals that closed in
    each period, of whichever lead; `timing` what of its change the bridge does not hold.
    """

    as_of: datetime
    before: Days
    after: Days
    read_at: tuple[datetime, datetime]
    basis: Basis
    unavailable: Unavailable | None
    lines: Sequence[BridgeLine]
    totals: Terms
    cohorts: Pair
    booked: tuple[int, int]
    doubts: Sequence[Doubt]
    wins_without_time: int

    @property
    def timing(self) -> int:
        return self.booked[1] - self.booked[0] - self.totals.change

    @property
    def judged_differently(self) -> bool:
        return bool(self.doubts)


def explain_revenue(
    connection: sa.Connection,
    company: Company,
    agreement: Agreement,
    now: datetime,
    before: Days,
    after: Days,
    *,
    basis: Basis = "judged",
    scorer: Scorer | None = None,
) -> Bridge:
    """The bridge of the leads submitted in two periods of about the same length, days half open.

    Both are read the same time after their end: the later as it stands now, the earlier as it stood then,
    so that its leads had as long to be judged and won. Where the later still runs, the earlier is cut to
    the same part. `scorer` is the serving model, which only the expected basis may need. Raises Refused for
    periods that are empty, overlap, or differ by more than a quarter.
    """
    del agreement  # nothing that was agreed changes what a period earned
    _check(before, after, now, company)
    asked = _asked(company, now, before, after)
    rows = [bridge_figures.cohorts(connection, each) for each in asked]
    judged, channels = _pairs(rows, _NOTHING_EXPECTED)
    expected: Sequence[Means] | Unavailable = _NOTHING_EXPECTED
    if basis == EXPECTED:
        expected = expected_quality(connection, company, scorer, asked, rows)
    unavailable = expected if isinstance(expected, str) else None
    pairs = {} if isinstance(expected, str) else _pairs(rows, expected)[0]
    lines = sorted(bridge(pairs, channels), key=lambda line: (-abs(line.terms.change), line.campaign or ""))
    return Bridge(
        as_of=now,
        before=before,
        after=after,
        read_at=(asked[0].at, asked[1].at),
        basis=basis,
        unavailable=unavailable,
        lines=lines,
        totals=total(lines),
        cohorts=sums(lines),
        booked=(_booked(connection, asked[0]), _booked(connection, asked[1])),
        doubts=_doubts(connection, asked, judged),
        wins_without_time=sum(row.wins_without_time for side in rows for row in side),
    )


def _check(before: Days, after: Days, now: datetime, company: Company) -> None:
    today = now.astimezone(company.timezone).date()
    for days, field in ((after, "/until"), (before, "/before_until")):
        if days[0] >= days[1]:
            raise refuse(field, "out_of_range", "a day after the first is needed")
    if after[0] > today:
        raise refuse("/since", "in_the_future", "a day that has begun is needed")
    if before[1] > after[0]:
        raise refuse("/before_until", "out_of_range", "a period that ends before the other begins is needed")
    short, long = sorted((days[1] - days[0]).days for days in (before, after))
    if long > LONGEST * short:
        raise refuse("/before_until", "out_of_range", "two periods of about the same length are needed")


def _asked(company: Company, now: datetime, before: Days, after: Days) -> tuple[AsOf, AsOf]:
    """In UTC, where a day's length is a day's length."""
    edges = [start_of(company, day) for days in (before, after) for day in days]
    first, second, third, fourth = (edge.astimezone(UTC) for edge in edges if edge)
    return AsOf(first, second, second + (now - fourth)), AsOf(third, fourth, now)


def _pairs(
    rows: Sequence[Sequence[Row]], expected: Sequence[Means]
) -> tuple[dict[Campaign, Pair], dict[Campaign, str | None]]:
    """Each campaign's cohorts before and after, and its channel."""
    found = [
        {row.campaign: _cohort(row, means.get(row.campaign)) for row in side}
        for side, means in zip(rows, expected, strict=True)
    ]
    campaigns = sorted(found[0].keys() | found[1].keys(), key=lambda key: key or "")
    channels = {row.campaign: row.channel for side in rows for row in side}
    return {key: (found[0].get(key, Cohort()), found[1].get(key, Cohort())) for key in campaigns}, channels


def _cohort(row: Row, expected: float | None) -> Cohort:
    return Cohort(row.countable, row.judged, row.qualified, row.won, row.revenue, expected)


def _booked(connection: sa.Connection, asked: AsOf) -> int:
    """Revenue of the deals that closed in the period, by the instant it is read at."""
    until = min(asked.until, asked.at)
    period = Period(since=asked.since, until=until, since_day=None, until_day=None)
    return sum(
        int(row.won_revenue) for row in campaign_figures.closing_figures(connection, "campaign", period)
    )


def _doubts(
    connection: sa.Connection, asked: tuple[AsOf, AsOf], pairs: Mapping[Campaign, Pair]
) -> list[Doubt]:
    judged = [(old.countable, old.judged, new.countable, new.judged) for old, new in pairs.values()]
    said: list[dict[Campaign, dict[str, int]]] = [{}, {}]
    for counts, each in zip(said, asked, strict=True):
        for row in bridge_figures.reasons(connection, each):
            counts.setdefault(row.campaign, {})[row.reason] = row.leads
    by_reason = [(said[0].get(key, {}), said[1].get(key, {})) for key in pairs]
    whole = AsOf(asked[0].since, asked[1].until, asked[1].at)
    words = bridge_figures.other_words(connection, whole)
    return [
        *of_judged_share(judged),
        *of_reasons(by_reason),
        *of_another_word("disputes", *words["disputes"]),
        *of_another_word("call_sample", *words["call_sample"]),
    ]
