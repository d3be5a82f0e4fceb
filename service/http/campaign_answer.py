"""From a comparison of campaigns to what is answered."""

from collections.abc import Mapping
from typing import Any

from model.agreement import Agreement
from model.money import ratio
from service.http.lead_answer import money
from service.store.campaign_figures import has_spend
from service.usecases.campaigns.campaign_worth import Worth, Worths
from service.usecases.campaigns.compare_campaigns import CLOSING, Comparison, Key, Line
from service.usecases.campaigns.figures import Figures, per
from service.usecases.company import Company
from service.usecases.quality.judge_quality import Quality

_AMOUNTS = (
    "won_revenue",
    "collected",
    "spend",
    "cost_per_lead",
    "cost_per_qualified",
    "expected_revenue_per_lead",
    "won_revenue_per_lead",
)
_COUNTS = (
    "leads duplicates spam countable due judged qualified matured scored won won_without_revenue"
).split()
_COSTS = (
    "spend cost_per_lead cost_per_qualified cost_per_won won_revenue_per_spend gross_profit ad_cost_share"
).split()
_KEYS = {
    "campaign": ("campaign",),
    "ad_set": ("campaign", "ad_set"),
    "ad": ("campaign", "ad_set", "ad"),
    "channel": ("channel",),
    "rep": ("rep",),
    "product": ("product",),
}
_RATIO = ("leads", "observed", "expected", "value", "low", "high")


class CampaignAnswers:
    """What is answered of one comparison: its lines and totals, in the company's money."""

    def __init__(
        self,
        company: Company,
        agreement: Agreement,
        compared: Comparison,
        worths: Worths,
        qualities: Mapping[Key, Quality],
    ) -> None:
        self._company, self._agreement, self._compared = company, agreement, compared
        self._worths, self._qualities = worths, qualities

    def totals(self) -> dict[str, Any]:
        """Of all leads together; their quality has no verdict, which is a campaign's."""
        return {**self._figures(self._compared.totals, self._worths.total, None), **self._no_costs()}

    def line(self, line: Line) -> dict[str, Any]:
        """Of one group, under the names it is grouped by."""
        by, about, worth = self._compared.by, line.about, self._worths.lines[line.key]
        return {
            **named(by, line.key),
            **({"name": None, "channel": None, "owner": None} if by == "campaign" else {}),
            **({name: about._mapping[name] for name in ("name", "channel", "owner")} if about else {}),
            **self._figures(line.figures, worth, self._qualities.get(line.key)),
            **self._no_costs(),
            "rank_by_leads": line.rank_by_leads,
            "rank_by_expected_revenue": line.rank_by_expected_revenue,
            "rank_by_won_revenue_per_lead": worth.rank_by_won_revenue_per_lead,
            "one_deal": worth.one_deal,
            "next": _next(by, worth),
            "won_over_expected": {name: getattr(worth.ratio, name) for name in _RATIO}
            if worth.ratio
            else None,
        }

    def _figures(self, figures: Figures, worth: Worth, quality: Quality | None) -> dict[str, Any]:
        return {
            **{name: getattr(figures, name) for name in _COUNTS},
            "quality_rate": _quality(figures, quality),
            **{name: self._money(getattr(figures, name)) for name in _AMOUNTS},
            "won_revenue_per_spend": figures.won_revenue_per_spend,
            **self._worth(figures, worth),
        }

    def _no_costs(self) -> dict[str, Any]:
        """Null, not 0, where no spend can be told."""
        return {} if has_spend(self._compared.by, self._compared.period) else dict.fromkeys(_COSTS)

    def _worth(self, figures: Figures, worth: Worth) -> dict[str, Any]:
        by_closing = self._compared.clock == CLOSING
        projected = None if by_closing else figures.won_revenue + worth.still_to_come
        expected = {"amount": figures.expected_revenue, "low": worth.low, "high": worth.high}
        return {
            "expected_revenue": {**expected, "currency": self._company.currency},
            "still_to_come": self._money(worth.still_to_come),
            "projected": self._money(projected),
            "cost_per_won": self._money(per(figures.spend, figures.won)),
            "gross_profit": self._money(gross_profit(figures, self._agreement.gross_margin)),
            "ad_cost_share": ratio(figures.spend, figures.won_revenue),
        }

    def _money(self, amount: int | None) -> dict[str, Any] | None:
        return money(self._company, amount)


def gross_profit(figures: Figures, margin: float | None) -> int | None:
    """Won revenue × the agreed margin − spend, in minor units; None where no margin is agreed.

    >>> gross_profit(Figures(won_revenue=1000, spend=250), 0.6), gross_profit(Figures(), None)
    (350, None)
    """
    return None if margin is None else round(margin * figures.won_revenue) - figures.spend


def named(by: str, key: Key) -> dict[str, Any]:
    """The parts of a group's key under their names."""
    return dict(zip(_KEYS[by], key, strict=True))


def sorted_lines(lines: list[Line], sort: str) -> list[Line]:
    """By a figure, largest first and unknown last; by name, in its order."""
    if sort == "name":
        return sorted(lines, key=lambda line: tuple(part or "" for part in line.key))
    return sorted(lines, key=lambda line: _unknown_last(getattr(line.figures, sort)))


def _quality(figures: Figures, quality: Quality | None) -> dict[str, Any]:
    found = {name: getattr(quality, name, None) for name in ("value", "low", "high", "verdict")}
    return {**found, "raw": figures.quality_rate}


def _next(by: str, worth: Worth) -> dict[str, Any] | None:
    if worth.next_key is None:
        return None
    return {**named(by, worth.next_key), "probability": worth.above}


def _unknown_last(value: float | None) -> tuple[bool, float]:
    return (value is None, -(value or 0))
