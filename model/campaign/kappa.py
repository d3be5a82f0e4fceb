"""Whether two people who judge the same leads agree, and whether one side judges harder.

Sources: Cohen (1960), "A coefficient of agreement for nominal scales"; its standard error: Fleiss, Cohen and
Everitt (1969); McNemar (1947), exact form.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from scipy import stats

ENOUGH_PAIRS: Final = 100
_NORMAL_95: Final = 1.959963984540054
Pairs = Sequence[tuple[bool, bool]]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of `pairs` leads that both judged, `same` alike.

    `kappa` is 1 where all are alike and 0 where that is no more than chance; it and its 95 % interval are
    None under 100 pairs, or where both only ever say one word. `p_harder` is how often chance alone parts
    the two words as unevenly as here (0 to 1): small where one side judges harder than the other.
    """

    pairs: int
    same: int
    first_only: int
    second_only: int
    kappa: float | None
    low: float | None
    high: float | None
    p_harder: float

    @property
    def more_needed(self) -> int:
        return max(0, ENOUGH_PAIRS - self.pairs)


def agreement_of(pairs: Pairs) -> Agreement:
    """Of (the first says qualified, the second says so), one a lead.

    >>> alike = [(True, True)] * 45 + [(False, False)] * 35
    >>> found = agreement_of([*alike, *[(True, False)] * 15, *[(False, True)] * 5])
    >>> found.same, round(found.kappa, 2), round(found.low, 2), round(found.high, 2)
    (80, 0.6, 0.45, 0.75)
    >>> agreement_of([(True, False)] * 3).kappa is None
    True
    """
    counts = Counter(pairs)
    both, neither = counts[(True, True)], counts[(False, False)]
    first, second = counts[(True, False)], counts[(False, True)]
    n = both + neither + first + second
    kappa, error = _kappa(both, neither, first, second) if n >= ENOUGH_PAIRS else (None, 0.0)
    return Agreement(
        pairs=n,
        same=both + neither,
        first_only=first,
        second_only=second,
        kappa=kappa,
        low=None if kappa is None else max(-1.0, kappa - _NORMAL_95 * error),
        high=None if kappa is None else min(1.0, kappa + _NORMAL_95 * error),
        p_harder=p_harder(first, second),
    )


def p_harder(first_only: int, second_only: int) -> float:
    """McNemar's exact test: two-sided, of leads on which the two differ. 1 where they never do.

    >>> round(p_harder(15, 5), 4), p_harder(0, 0)
    (0.0414, 1.0)
    """
    differ = first_only + second_only
    return float(stats.binomtest(first_only, differ).pvalue) if differ else 1.0


def _kappa(both: int, neither: int, first: int, second: int) -> tuple[float | None, float]:
    """Kappa and its standard error; None where chance alone makes the two always agree."""
    n = both + neither + first + second
    observed = (both + neither) / n
    first_yes, second_yes = (both + first) / n, (both + second) / n
    chance = first_yes * second_yes + (1 - first_yes) * (1 - second_yes)
    if chance >= 1:
        return None, 0.0
    kappa = (observed - chance) / (1 - chance)
    cells = (
        (both / n, first_yes, second_yes, True),
        (neither / n, 1 - first_yes, 1 - second_yes, True),
        (first / n, first_yes, 1 - second_yes, False),
        (second / n, 1 - first_yes, second_yes, False),
    )
    alike = sum(share * (1 - (row + column) * (1 - kappa)) ** 2 for share, row, column, same in cells if same)
    apart = (1 - kappa) ** 2 * (
        first / n * (second_yes + 1 - first_yes) ** 2 + second / n * (1 - second_yes + first_yes) ** 2
    )
    variance = (alike + apart - (kappa - chance * (1 - kappa)) ** 2) / ((1 - chance) ** 2 * n)
    return kappa, math.sqrt(max(0.0, variance))
