"""What models that did not see a lead said of it."""

from dataclasses import dataclass

from model.lead.arrays import Floats


@dataclass(frozen=True, slots=True)
class HeldOut:
    """One entry a lead of the dataset, shape (n,); NaN where no fold judged the lead.

    ``deal_value`` is in currency units.
    """

    probability: Floats
    deal_value: Floats
