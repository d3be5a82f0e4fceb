"""Why revenue changed from one period to the next, campaign by campaign, exact to the minor unit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from model.campaign.bridge_cohort import Cohort, both_factors
from model.campaign.bridge_terms import Terms, per_unit, rounded, shared

Campaign = str | None
Pair = tuple[Cohort, Cohort]


@dataclass(frozen=True, slots=True)
class BridgeLine:
    """One campaign; `campaign` is None for the leads of none. Terms in minor units."""

    campaign: Campaign
    channel: str | None
    before: Cohort
    after: Cohort
    terms: Terms


def bridge(cohorts: Mapping[Campaign, Pair], channels: Mapping[Campaign, str | None]) -> list[BridgeLine]:
    """A line a campaign, of its leads before and after; a line's terms sum to its change of revenue.

    Volume is what the company's number of leads brought at the campaign's share of them, mix what the
    change of its share brought; quality, handling and deal value are Shapley shares. The total is the sum
    of the lines, never a bridge of the sum: a campaign that grows at the cost of another shows as mix.

    Leads 10,000 → 13,000, of which 0.60 → 0.45 qualified, of those 0.20 → 0.22 won, at 5 M a deal:

    >>> before = Cohort(10_000, judged=10_000, qualified=6_000, won=1_200, revenue=6_000_000_000)
    >>> after = Cohort(13_000, judged=13_000, qualified=5_850, won=1_287, revenue=6_435_000_000)
    >>> bridge({"tet": (before, after)}, {})[0].terms
    Terms(volume=1650000000, mix=0, quality=-1815000000, handling=600000000, value=0)
    """
    totals = _leads(before for before, _ in cohorts.values()), _leads(after for _, after in cohorts.values())
    usual = _usual_qualities(cohorts, channels)
    lines = []
    for campaign, (before, after) in cohorts.items():
        channel = channels.get(campaign)
        terms = _terms(before, after, totals, usual.get(channel, usual[_ALL]))
        lines.append(BridgeLine(campaign, channel, before, after, terms))
    return lines


def total(lines: Iterable[BridgeLine]) -> Terms:
    """The sum of rounded cells."""
    return reduce(Terms.plus, (line.terms for line in lines), Terms())


def sums(lines: Sequence[BridgeLine]) -> Pair:
    """All campaigns' leads before and after, together."""
    before, after = ([getattr(line, name) for line in lines] for name in ("before", "after"))
    return sum(before, Cohort()), sum(after, Cohort())


_ALL = "all channels"


def _leads(cohorts: Iterable[Cohort]) -> int:
    return sum(cohort.countable for cohort in cohorts)


def _terms(before: Cohort, after: Cohort, totals: tuple[int, int], usual: Fraction | None) -> Terms:
    first, second = both_factors(before, after, usual)
    shares = _shares((before.countable, after.countable), totals)
    unit = per_unit(first, second, 0)
    volume = unit * (totals[1] - totals[0]) * (shares[0] + shares[1]) / 2
    mix = unit * (shares[1] - shares[0]) * (totals[0] + totals[1]) / 2
    return rounded([volume, mix, *shared(first, second)[1:]])


def _shares(leads: tuple[int, int], totals: tuple[int, int]) -> tuple[Fraction, Fraction]:
    """The campaign's part of all leads in both periods; a period without leads has the other's.

    >>> _shares((0, 3), (0, 6)), _shares((1, 0), (4, 2))
    ((Fraction(1, 2), Fraction(1, 2)), (Fraction(1, 4), Fraction(0, 1)))
    """
    known = [Fraction(own, every) for own, every in zip(leads, totals, strict=True) if every]
    return (known[0], known[-1]) if known else (Fraction(0), Fraction(0))


def _usual_qualities(
    cohorts: Mapping[Campaign, Pair], channels: Mapping[Campaign, str | None]
) -> dict[str | None, Fraction | None]:
    """Qualified ÷ judged of each channel over both periods, where any was judged; of all of them too."""
    by_channel: dict[str | None, Cohort] = {_ALL: Cohort()}
    for campaign, (before, after) in cohorts.items():
        channel = channels.get(campaign)
        by_channel[channel] = by_channel.get(channel, Cohort()) + before + after
        by_channel[_ALL] += before + after
    every = by_channel[_ALL].quality
    return {channel: cohort.quality or every for channel, cohort in by_channel.items()}
