"""The change of one product of four factors, shared out among them, and rounded without losing a unit."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from math import floor, prod
from typing import Final, NamedTuple

from model.campaign.bridge_cohort import Factors

# A factor is changed as the first, second, third or fourth of the 24 orders: 6, 2, 2 and 6 of them for
# each set of the others that were changed before it.
_ORDERS: Final = (6, 2, 2, 6)
_ALL: Final = 24


class Terms(NamedTuple):
    """What each change brought or cost, in minor units; they sum to the change of revenue."""

    volume: int = 0
    mix: int = 0
    quality: int = 0
    handling: int = 0
    value: int = 0

    @property
    def conversion(self) -> int:
        """Quality and handling: who judges can move money between these two, not out of their sum."""
        return self.quality + self.handling

    @property
    def change(self) -> int:
        return sum(self)

    def plus(self, other: "Terms") -> "Terms":
        return Terms(*(own + theirs for own, theirs in zip(self, other, strict=True)))


def per_unit(before: Factors, after: Factors, place: int) -> Fraction:
    """What one more unit of the factor at `place` is worth: its Shapley share ÷ its change.

    The mean, over the 24 orders in which the four may change, of the product of the other three as they
    stand when it is this one's turn. It does not divide by the change, so it stands where that is 0.
    Source: Shapley, A value for n-person games, Contributions to the Theory of Games II (1953).

    >>> before, after = (Factors(*(Fraction(x) for x in xs)) for xs in ((1, 1, 1, 2), (5, 1, 1, 4)))
    >>> per_unit(before, after, 0), per_unit(before, after, 3)
    (Fraction(3, 1), Fraction(3, 1))
    """
    others = [i for i in range(len(before)) if i != place]
    total = Fraction(0)
    for size, orders in enumerate(_ORDERS):
        for changed in combinations(others, size):
            total += orders * prod((after if i in changed else before)[i] for i in others)
    return total / _ALL


def shared(before: Factors, after: Factors) -> list[Fraction]:
    """The Shapley share of each factor in the change of their product; they sum to it exactly.

    Leads 1,000 → 1,300, quality 0.60 → 0.45, handling 0.20 → 0.22, 5 M a deal: revenue +43.5 M.

    >>> before = Factors(Fraction(1000), Fraction("0.60"), Fraction("0.20"), Fraction(5_000_000))
    >>> after = Factors(Fraction(1300), Fraction("0.45"), Fraction("0.22"), Fraction(5_000_000))
    >>> [int(share) for share in shared(before, after)]
    [165000000, -181500000, 60000000, 0]
    """
    return [per_unit(before, after, i) * (after[i] - before[i]) for i in range(len(before))]


def rounded(exact: Sequence[Fraction]) -> Terms:
    """Whole numbers with the same sum, by largest remainder; ties go to the earlier term.

    Raises ValueError where the sum is not whole.

    >>> rounded([Fraction(1, 2), Fraction(1, 2), Fraction(-1, 3), Fraction(1, 3), Fraction(1)])
    Terms(volume=1, mix=0, quality=0, handling=0, value=1)
    """
    whole = [floor(term) for term in exact]
    left = sum(exact) - sum(whole)
    if left.denominator != 1:
        raise ValueError("the terms must sum to whole minor units")
    largest = sorted(range(len(exact)), key=lambda i: (whole[i] - exact[i], i))
    for i in largest[: int(left)]:
        whole[i] += 1
    return Terms(*whole)
