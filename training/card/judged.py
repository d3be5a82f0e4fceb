"""The leads that a card may judge the model by: those whose probability comes from a model without them."""

from dataclasses import dataclass

import numpy as np

from model.lead.arrays import Bools, Column, Floats
from training.dataset import Dataset
from training.held_out import HeldOut

CAMPAIGN = ("lead.campaign", "utm_campaign")
CHANNEL = ("lead.channel", "utm_source")


@dataclass(frozen=True, slots=True)
class Judged:
    """One entry a judged lead. ``revenue`` is of won leads whose value is known, else 0; currency units.

    ``campaign`` and ``channel`` are None where no column tells them.
    """

    probability: Floats
    deal_value: Floats
    won: Bools
    revenue: Floats
    submitted: Column
    campaign: Column | None
    channel: Column | None

    def __len__(self) -> int:
        return len(self.won)

    @property
    def expected_revenue(self) -> Floats:
        """Probability × deal value of each lead."""
        return self.probability * self.deal_value

    @property
    def valued(self) -> bool:
        """Whether there is both a deal value said and revenue won to hold it against."""
        return bool((self.revenue > 0).any() and (self.deal_value > 0).any())


def judged_leads(data: Dataset, held_out: HeldOut) -> Judged:
    """The held-out leads, in the dataset's order."""
    rows = np.isfinite(held_out.probability)
    value = data.value[rows]
    return Judged(
        probability=held_out.probability[rows],
        deal_value=np.nan_to_num(held_out.deal_value[rows]),
        won=data.won[rows],
        revenue=np.where(data.won[rows] & (value > 0), value, 0.0),
        submitted=data.submitted[rows],
        campaign=_column(data, CAMPAIGN, rows),
        channel=_column(data, CHANNEL, rows),
    )


def _column(data: Dataset, names: tuple[str, ...], rows: Bools) -> Column | None:
    """The first of the columns that the table has."""
    return next((data.table.column(name)[rows] for name in names if name in data.table.columns), None)
