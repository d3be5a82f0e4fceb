"""Whether a field is filled in more often for leads that were won, or for those that were lost."""

import math
from dataclasses import dataclass

import numpy as np

from model.lead.arrays import Bools

CLOSE_ODDS = 1.5
QUANTILE = 1.96


@dataclass(frozen=True, slots=True)
class Fill:
    """Counts of leads: filled and empty ones among the won, and among the others."""

    won_filled: int
    won_empty: int
    lost_filled: int
    lost_empty: int

    @property
    def odds_ratio(self) -> float:
        """Odds of being filled among won ÷ among lost, 0.5 added to each count.

        >>> round(Fill(98, 2, 108, 792).odds_ratio, 1), Fill(5, 0, 95, 0).odds_ratio > 0
        (287.8, True)
        """
        return math.exp(self._log_odds())

    @property
    def tells(self) -> bool:
        """Whether the ratio is outside 1/1.5 to 1.5, where both are found, beyond what chance does.

        Chance: the 95 % interval of its logarithm, ±1.96 √(Σ 1 / count), holds 0 [without this, of fields
        filled in by chance 30 to 50 % would tell at 30 wins of 300, 5 to 24 % at 100 of 1,000; with it at
        most 5 %].

        >>> Fill(8, 2, 54, 36).tells, Fill(80, 20, 540, 360).tells, Fill(52, 48, 450, 450).tells
        (False, True, False)
        """
        if not (self.won_filled + self.lost_filled and self.won_empty + self.lost_empty):
            return False
        if not (self.won_filled + self.won_empty and self.lost_filled + self.lost_empty):
            return False
        spread = math.sqrt(sum(1 / (count + 0.5) for count in self._counts()))
        return abs(self._log_odds()) > max(math.log(CLOSE_ODDS), QUANTILE * spread)

    @property
    def of_won(self) -> float:
        """The share of won leads for which it is filled in."""
        return self.won_filled / (self.won_filled + self.won_empty)

    @property
    def of_lost(self) -> float:
        """The share of the other leads for which it is filled in."""
        return self.lost_filled / (self.lost_filled + self.lost_empty)

    def _log_odds(self) -> float:
        won_filled, won_empty, lost_filled, lost_empty = (count + 0.5 for count in self._counts())
        return math.log(won_filled * lost_empty / (won_empty * lost_filled))

    def _counts(self) -> tuple[int, int, int, int]:
        return self.won_filled, self.won_empty, self.lost_filled, self.lost_empty


def fill_of(filled: Bools, won: Bools) -> Fill:
    """Count both classes."""
    sold, lost = int(np.sum(filled & won)), int(np.sum(filled & ~won))
    return Fill(sold, int(np.sum(won)) - sold, lost, int(np.sum(~won)) - lost)
