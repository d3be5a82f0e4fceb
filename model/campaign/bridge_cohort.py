"""A campaign's leads of one period, and the four factors whose product is their revenue."""

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Cohort:
    """Leads submitted in a period, as they stood at one age. Counts, revenue in minor units, all from 0.

    A win counts as judged and qualified, so `judged` and `qualified` are read as at least that; a cohort
    whose wins nobody judged is `Cohort(10, won=2, revenue=50)`. `expected_quality`, in 0–1, is the mean
    chance that a lead is qualified, by the model at submit; where it is given it is used in place of
    qualified ÷ judged. Raises ValueError for wins or judgements of more leads than there are, or revenue
    without a win.
    """

    countable: int = 0
    judged: int = 0
    qualified: int = 0
    won: int = 0
    revenue: int = 0
    expected_quality: float | None = None

    def __post_init__(self) -> None:
        if min(self.countable, self.judged, self.qualified, self.won, self.revenue) < 0:
            raise ValueError("counts and revenue are 0 or more")
        if max(self.judged, self.qualified, self.won) > self.countable:
            raise ValueError("no more leads can be judged, qualified or won than are countable")
        if self.revenue and not self.won:
            raise ValueError("revenue needs a win")

    def __add__(self, other: "Cohort") -> "Cohort":
        """Both together; their expected quality is left out."""
        return Cohort(
            self.countable + other.countable,
            self.judged + other.judged,
            self.qualified + other.qualified,
            self.won + other.won,
            self.revenue + other.revenue,
        )

    @property
    def quality(self) -> Fraction | None:
        """Qualified ÷ judged, or the expected quality; None where nobody was judged.

        >>> Cohort(10, judged=4, qualified=3).quality, Cohort(10).quality
        (Fraction(3, 4), None)
        """
        if self.expected_quality is not None:
            return Fraction(self.expected_quality) or None
        qualified = max(self.qualified, self.won)
        judged = max(self.judged, qualified)
        return Fraction(qualified, judged) if judged else None


class Factors(NamedTuple):
    """Leads, quality, handling (wins ÷ qualified leads, judged or not), deal value in minor units.

    Their product is the cohort's revenue, exactly.
    """

    leads: Fraction
    quality: Fraction
    handling: Fraction
    value: Fraction


def both_factors(before: Cohort, after: Cohort, usual: Fraction | None = None) -> tuple[Factors, Factors]:
    """The factors of two periods. One that is undefined in a period takes the other period's value.

    `usual` is the channel's quality, for leads of which nobody was judged in either period. Handling is
    wins ÷ (leads × quality), so that leads which were never judged weigh on it.

    >>> first, second = both_factors(Cohort(100, 50, 20, 4, 80), Cohort(0))
    >>> first == (100, Fraction(2, 5), Fraction(1, 10), 20), second == (0, *first[1:])
    (True, True)
    """
    qualities = _taken(before.quality, after.quality, Fraction(1) if usual is None else usual)
    handlings = _taken(_handling(before, qualities[0]), _handling(after, qualities[1]), Fraction(0))
    values = _taken(_value(before), _value(after), Fraction(0))
    first, second = (
        Factors(Fraction(cohort.countable), *rest)
        for cohort, *rest in zip((before, after), qualities, handlings, values, strict=True)
    )
    return first, second


def _handling(cohort: Cohort, quality: Fraction) -> Fraction | None:
    qualified = cohort.countable * quality
    return cohort.won / qualified if qualified else None


def _value(cohort: Cohort) -> Fraction | None:
    return Fraction(cohort.revenue, cohort.won) if cohort.won else None


def _taken(before: Fraction | None, after: Fraction | None, neither: Fraction) -> tuple[Fraction, Fraction]:
    first = before if before is not None else after
    second = after if after is not None else before
    return (neither if first is None else first, neither if second is None else second)
