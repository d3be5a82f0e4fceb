"""Wins of matured leads against the scores that they were given at the submit.

Source: the sum of independent chances is Poisson-binomial, its mean Σp, its variance Σp(1 − p), its third
central moment Σp(1 − p)(1 − 2p); quantiles by Cornish and Fisher's first term.
"""

import math
from dataclasses import dataclass
from typing import Literal, Self

Verdict = Literal["as_expected", "fewer", "more", "too_few"]
VERDICTS: tuple[Verdict, ...] = ("as_expected", "fewer", "more", "too_few")
BEYOND = 3.09  # 99.8 % of chance lies within
WITHIN = 1.96
LEAST_WINS = 10.0
MATERIAL = 0.10
MOST_SKEW = 1.0  # that of one expected win; beyond it the quantiles' first term runs backwards


@dataclass(frozen=True, slots=True)
class Cohort:
    """``leads`` were scored, matured and worked; ``won`` of them within the horizon.

    ``first``, ``second`` and ``third`` are Σp, Σp² and Σp³ over their scores.
    """

    leads: int = 0
    won: int = 0
    first: float = 0.0
    second: float = 0.0
    third: float = 0.0

    def __add__(self, other: Self) -> "Cohort":
        return Cohort(
            self.leads + other.leads,
            self.won + other.won,
            self.first + other.first,
            self.second + other.second,
            self.third + other.third,
        )

    @property
    def expected(self) -> float:
        """Wins that the scores promise."""
        return self.first

    @property
    def variance(self) -> float:
        """Of the wins, if the scores are exact.

        >>> Cohort(leads=4, first=2.0, second=1.0).variance
        1.0
        """
        return max(0.0, self.first - self.second)

    @property
    def third_moment(self) -> float:
        """Σp(1 − p)(1 − 2p) = Σp − 3Σp² + 2Σp³."""
        return self.first - 3 * self.second + 2 * self.third


@dataclass(frozen=True, slots=True)
class Calibration:
    """``low`` to ``high`` holds the wins of a model that is right, 19 times in 20.

    ``ratio`` is observed ÷ expected, None where nothing was expected; ``z`` is 0 where nothing can vary.
    """

    leads: int
    observed: int
    expected: float
    low: float
    high: float
    ratio: float | None
    z: float
    verdict: Verdict


def level_variance(trained: int, won: int) -> float:
    """The variance of the model's own level, in log-odds: it was learnt from so many leads.

    The level is the correction's: prior N(0, 0.3²), and the newest fifth of the leads with r (1 − r) each.
    By hand: 1,000 leads, 100 won: 1 / (1 / 0.09 + 200 × 0.09) = 1 / 29.1.

    >>> round(1 / level_variance(1000, 100), 1)
    29.1
    """
    rate = won / trained if trained else 0.0
    return 1 / (1 / 0.09 + 0.2 * trained * rate * (1 - rate))


def calibration_of(cohort: Cohort, level: float = 0.0) -> Calibration:
    """Observed against expected wins; ``level`` is ``level_variance`` of the model.

    A wrong level by δ moves the expected wins by δ Σp(1 − p), so the variance is v + level v². By hand: 100
    leads at 0.5 promise 50 ± 5, without skew; 70 wins are (70 − 0.5 − 50) / 5 = 3.9 deviations too many.

    >>> found = calibration_of(Cohort(leads=100, won=70, first=50.0, second=25.0, third=12.5))
    >>> found.z, found.verdict, round(found.low, 1), round(found.high, 1), found.ratio
    (3.9, 'more', 40.2, 59.8, 1.4)
    >>> calibration_of(Cohort(leads=9, won=0, first=5.0, second=3.0, third=2.0)).verdict
    'too_few'
    """
    variance = cohort.variance + level * cohort.variance**2
    deviation = math.sqrt(variance)
    skew = cohort.third_moment / deviation**3 if deviation else 0.0
    skew = min(MOST_SKEW, max(-MOST_SKEW, skew))
    z = _z(cohort.won - cohort.expected, deviation, skew)
    return Calibration(
        leads=cohort.leads,
        observed=cohort.won,
        expected=cohort.expected,
        low=max(0.0, cohort.expected + deviation * _bent(-WITHIN, skew)),
        high=min(float(cohort.leads), cohort.expected + deviation * _bent(WITHIN, skew)),
        ratio=cohort.won / cohort.expected if cohort.expected else None,
        z=z,
        verdict=_verdict(cohort, z),
    )


def is_open(found: Calibration, was_open: bool) -> bool:
    """Whether the calibration alert is open: it opens beyond 99.8 % of chance, and closes within 95 %.

    A model that is off by less than a tenth raises no alarm, however many leads say so.

    >>> gone = calibration_of(Cohort(leads=100, won=70, first=50.0, second=25.0, third=12.5))
    >>> back = calibration_of(Cohort(leads=100, won=55, first=50.0, second=25.0, third=12.5))
    >>> is_open(gone, False), is_open(back, True)
    (True, False)
    """
    if found.verdict == "too_few":
        return False
    return found.verdict != "as_expected" or (was_open and abs(found.z) > WITHIN)


def _verdict(cohort: Cohort, z: float) -> Verdict:
    if max(cohort.won, cohort.expected) < LEAST_WINS:
        return "too_few"
    off = abs(cohort.won - cohort.expected) / cohort.expected if cohort.expected else math.inf
    if abs(z) <= BEYOND or off < MATERIAL:
        return "as_expected"
    return "more" if z > 0 else "fewer"


def _z(difference: float, deviation: float, skew: float) -> float:
    """Deviations from what was expected, half a lead nearer (wins are whole) and unbent of the skew."""
    if not deviation:
        return 0.0
    x = math.copysign(max(0.0, abs(difference) - 0.5), difference) / deviation
    return _unbent(x, skew)


def _bent(z: float, skew: float) -> float:
    """A quantile of the normal as one of a distribution of this skew.

    >>> round(_bent(3.0, 0.3), 3), round(_unbent(3.4, 0.3), 3)
    (3.4, 3.0)
    """
    return z + skew / 6 * (z * z - 1)


def _unbent(x: float, skew: float) -> float:
    """The way back; what lies beyond its lowest point is as far as that."""
    if abs(skew) < 1e-9:
        return x
    return 3 / skew * (math.sqrt(max(0.0, 1 + 2 / 3 * skew * (x + skew / 6))) - 1)
