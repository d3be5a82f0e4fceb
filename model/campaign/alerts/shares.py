"""Is a share under what was promised: calls in time, answers in time, leads judged?"""

from typing import Final

from scipy.stats import beta

# One share of the company a week: a false alarm in 38 quarters where the promise is just kept.
SURE: Final = 0.998
# One a campaign and week.
SURE_OF_EACH: Final = 0.9998
# What a service level promises of the leads it is about, and verdicts of the leads that are due.
IN_TIME: Final = 0.8
JUDGED: Final = 0.7
LEAST: Final = 10


def under(kept: int, of: int, promised: float) -> float:
    """P(the true share < ``promised``), by Jeffreys' posterior Beta(kept + ½, of − kept + ½).

    By hand: 12 of 20 where 0.8 was promised. The posterior is Beta(12.5, 8.5), 0.595 ± 0.105, so that 0.8
    lies 1.95 deviations above; its left skew makes the chance a little larger than the normal's 0.974.

    >>> round(under(12, 20, 0.8), 3), round(under(0, 0, 0.5), 1)
    (0.982, 0.5)
    """
    return float(beta.cdf(promised, kept + 0.5, of - kept + 0.5))


def broken(kept: int, of: int, promised: float, sure: float = SURE) -> bool:
    """Whether to say so: from 10 on, beyond chance.

    >>> broken(8, 20, 0.8), broken(14, 20, 0.8), broken(0, 9, 0.8)
    (True, False, False)
    """
    return of >= LEAST and under(kept, of, promised) >= sure
