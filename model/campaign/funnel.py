"""The funnel that both teams share: what is lost at a step, in money."""

from dataclasses import dataclass
from typing import Final

SPEND, LEADS, REACHED, QUALIFIED_STEP, TRIED, WON_STEP, COLLECTED = STEPS = (
    "spend",
    "leads",
    "reached",
    "qualified",
    "tried",
    "won",
    "collected",
)
BOTH: Final = "both"
OWNERS: Final = {
    SPEND: "marketing",
    LEADS: "marketing",
    REACHED: "sales",
    QUALIFIED_STEP: BOTH,
    TRIED: "sales",
    WON_STEP: "sales",
    COLLECTED: "sales",
}
# What a step's leads bring is told once so many matured ones of them were won.
FEWEST_WINS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """Leads that got to a step, and of them the matured ones with what they brought; amounts in minor units.

    ``expected`` is expected revenue at submit.
    """

    leads: int
    expected: int
    matured: int
    matured_expected: int
    matured_wins: int
    matured_revenue: int


def leak(before: Reached, lost: int, lost_expected: int) -> int | None:
    """What ``lost`` leads, which got to a step and no further, would have brought like the others there.

    Their expected revenue at submit, times what the matured leads that got as far brought for each unit
    expected of them; where no lead is scored, their number times the mean. None while too few of those won.

    By hand: leads that got so far brought 30 for 20 expected, so 10 expected and lost are worth 15:

    >>> far = Reached(
    ...     leads=9, expected=25, matured=8, matured_expected=20, matured_wins=5, matured_revenue=30)
    >>> leak(far, 4, 10), leak(far, 0, 0)
    (15, 0)
    >>> unscored = Reached(
    ...     leads=9, expected=0, matured=6, matured_expected=0, matured_wins=5, matured_revenue=30)
    >>> leak(unscored, 4, 0)
    20
    """
    if before.matured_wins < FEWEST_WINS:
        return None
    if before.matured_expected:
        return round(lost_expected * before.matured_revenue / before.matured_expected)
    return round(lost * before.matured_revenue / before.matured)
