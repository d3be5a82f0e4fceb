"""How a campaign's leads answer to its spend."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Response:
    """Leads a day as scale × spend ** exponent, on an average day of the campaign.

    scale: leads a day at a spend of 1 VND, season averaged in · exponent: in 0–1, so that each further
    million brings fewer · days: how many the campaign ran · daily_spend: VND, mean over those days ·
    value: VND of expected revenue that a lead brings, as the company handles it.
    """

    scale: float
    exponent: float
    days: int
    daily_spend: float
    value: float

    def leads(self, daily_spend: float) -> float:
        """Expected countable leads a day at this spend.

        >>> Response(2.0, 0.5, 10, 100.0, 50.0).leads(400.0)
        40.0
        """
        return self.scale * float(daily_spend**self.exponent)

    def profit(self, daily_spend: float, margin: float) -> float:
        """Expected gross profit a day, VND: margin × leads × value − spend.

        >>> Response(2.0, 0.5, 10, 100.0, 50.0).profit(400.0, margin=0.5)
        600.0
        """
        return margin * self.leads(daily_spend) * self.value - daily_spend

    def marginal_return(self) -> float:
        """Expected revenue that one more VND brings at today's spend; NaN-free: 0 without spend.

        >>> Response(2.0, 0.5, 10, 100.0, 50.0).marginal_return()
        5.0
        """
        if self.daily_spend <= 0:
            return 0.0
        return self.exponent * self.leads(self.daily_spend) / self.daily_spend * self.value
