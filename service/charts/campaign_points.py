"""Campaigns as points: cost per lead, revenue per lead, spend; and which of them need a name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from service.charts.names import line_name
from service.charts.writing import Writing

Revenue = Literal["expected", "won"]
_FEW_LEADS: Final = 30
_CLEARLY_BELOW: Final = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignPoint:
    """Currency units. `told` is what a tooltip says of it."""

    name: str
    cost: float
    revenue: float
    spend: float
    leads: int
    told: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Points:
    """The largest spend first, and the names of those that have no place on the picture."""

    drawn: Sequence[CampaignPoint]
    without_cost: Sequence[str]
    without_revenue: Sequence[str]

    @property
    def cost(self) -> float:
        """Per lead of all that are drawn."""
        return _mean((point.cost, point.leads) for point in self.drawn)

    @property
    def revenue(self) -> float:
        return _mean((point.revenue, point.leads) for point in self.drawn)

    def is_worth_little(self, point: CampaignPoint) -> bool:
        """Clearly less than the others' leads, or less than what its leads cost."""
        return point.revenue < max(_CLEARLY_BELOW * self.revenue, point.cost)

    def notable(self) -> list[int]:
        """All of them, who has to be named first: cheap and worth little, then what pays best and what costs
        most; those of few leads last."""
        many = [at for at, point in enumerate(self.drawn) if point.leads >= _FEW_LEADS]
        little = [at for at in many if self.is_worth_little(self.drawn[at])]
        cheap_first = sorted(little, key=lambda at: (self.drawn[at].cost > self.cost, -self.drawn[at].leads))
        best = sorted(many, key=lambda at: -self.drawn[at].revenue / self.drawn[at].cost)[:2]
        dearest = sorted(many, key=lambda at: -self.drawn[at].cost)[:1]
        richest = sorted(many, key=lambda at: -self.drawn[at].revenue)[:1]
        chosen = [*cheap_first[:3], *richest, *best, *many[:2], *dearest, *cheap_first, *many]
        return list(dict.fromkeys([*chosen, *range(len(self.drawn))]))


def campaign_points(lines: Iterable[Mapping[str, Any]], writing: Writing, revenue: Revenue) -> Points:
    """Of an answer's lines; one without leads is nothing to draw."""
    drawn, without_cost, without_revenue = [], [], []
    for line in lines:
        cost = writing.whole(line["cost_per_lead"])
        per_lead = writing.whole(line[f"{revenue}_revenue_per_lead"])
        if not line["leads"]:
            continue
        if not cost:
            without_cost.append(line_name(line, writing))
        elif per_lead is None:
            without_revenue.append(line_name(line, writing))
        else:
            drawn.append(_point(line, cost, per_lead, writing, revenue))
    return Points(sorted(drawn, key=lambda point: -point.spend), without_cost, without_revenue)


def _point(
    line: Mapping[str, Any], cost: float, per_lead: float, writing: Writing, revenue: Revenue
) -> CampaignPoint:
    name = line_name(line, writing)
    return CampaignPoint(
        name=name,
        cost=cost,
        revenue=max(per_lead, 0.0),
        spend=writing.whole(line["spend"]) or 0.0,
        leads=line["leads"],
        told={
            "campaign": name,
            "cost_per_lead": writing.amount(line["cost_per_lead"]),
            f"{revenue}_per_lead": writing.amount(line[f"{revenue}_revenue_per_lead"]),
            "spend": writing.amount(line["spend"]),
            "leads": writing.count(line["leads"]),
        },
    )


def _mean(weighted: Iterable[tuple[float, int]]) -> float:
    pairs = list(weighted)
    return sum(value * weight for value, weight in pairs) / sum(weight for _, weight in pairs)
