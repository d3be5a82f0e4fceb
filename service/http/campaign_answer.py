"""From a comparison of campaigns to what is answered."""

from typing import Any

from service.http.lead_answer import money
from service.store.campaign_figures import WITHOUT_SPEND
from service.usecases.company import Company
from service.usecases.compare_campaigns import Figures, Line

_AMOUNTS = (
    "expected_revenue",
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
_COSTS = ("spend", "cost_per_lead", "cost_per_qualified", "won_revenue_per_spend")
_KEYS = {
    "campaign": ("campaign",),
    "ad_set": ("campaign", "ad_set"),
    "ad": ("campaign", "ad_set", "ad"),
    "channel": ("channel",),
    "rep": ("rep",),
    "product": ("product",),
}


def figures_answer(company: Company, figures: Figures) -> dict[str, Any]:
    return {
        **{name: getattr(figures, name) for name in _COUNTS},
        "quality_rate": {"raw": figures.quality_rate},
        **{name: money(company, getattr(figures, name)) for name in _AMOUNTS},
        "won_revenue_per_spend": figures.won_revenue_per_spend,
    }


def line_answer(company: Company, by: str, line: Line) -> dict[str, Any]:
    about = line.about
    return {
        **dict(zip(_KEYS[by], line.key, strict=True)),
        **({"name": None, "channel": None, "owner": None} if by == "campaign" else {}),
        **({name: about._mapping[name] for name in ("name", "channel", "owner")} if about else {}),
        **figures_answer(company, line.figures),
        **(dict.fromkeys(_COSTS) if by in WITHOUT_SPEND else {}),
        "rank_by_leads": line.rank_by_leads,
        "rank_by_expected_revenue": line.rank_by_expected_revenue,
    }


def sorted_lines(lines: list[Line], sort: str) -> list[Line]:
    """By a figure, largest first and unknown last; by name, in its order."""
    if sort == "name":
        return sorted(lines, key=lambda line: tuple(part or "" for part in line.key))
    return sorted(lines, key=lambda line: _unknown_last(getattr(line.figures, sort)))


def _unknown_last(value: float | None) -> tuple[bool, float]:
    return (value is None, -(value or 0))
