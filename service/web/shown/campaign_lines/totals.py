"""What lines come to together, from the very figures that stand in them."""

from collections.abc import Sequence
from typing import Any, Final

from model.money import ratio
from service.usecases.campaigns.figures import per
from service.web.shown.campaign_lines import unscored
from service.web.shown.campaign_lines.order import Line

COUNTS: Final = ("leads", "countable", "due", "judged", "qualified", "matured", "scored", "won")
AMOUNTS: Final = ("won_revenue", "collected", "spend")


def totals(lines: Sequence[Line], currency: str) -> dict[str, Any]:
    """Counts, amounts and what follows from them; None where a line has none of it, as spend by rep, and
    what scores tell where no line is scored.

    An interval cannot be summed: it is the answer's own, of all its lines.
    """
    counts = {name: sum(line[name] for line in lines) for name in COUNTS}
    sums = {name: _sum([line[name] for line in lines]) for name in AMOUNTS}
    scored = [line for line in lines if line["scored"]]
    sums |= {name: _sum([line[name] for line in scored]) if scored else None for name in unscored.AMOUNTS}
    spend, won, expected = sums["spend"], sums["won_revenue"], sums["expected_revenue"]
    each = {
        "cost_per_lead": None if spend is None else per(spend, counts["leads"]),
        "cost_per_qualified": None if spend is None else per(spend, counts["qualified"]),
        "expected_revenue_per_lead": None if expected is None else per(expected, counts["leads"]),
        "won_revenue_per_lead": per(won or 0, counts["leads"]),
    }
    money = {name: _money(amount, currency) for name, amount in {**sums, **each}.items()}
    raw = ratio(counts["qualified"], counts["judged"])
    return {
        **counts,
        **money,
        "quality_rate": {"value": None, "low": None, "high": None, "raw": raw, "verdict": None},
        "won_revenue_per_spend": None if spend is None else ratio(won or 0, spend),
    }


def _sum(amounts: Sequence[Any]) -> int | None:
    if any(amount is None for amount in amounts):
        return None
    return sum(amount["amount"] for amount in amounts)


def _money(amount: int | None, currency: str) -> dict[str, Any] | None:
    return None if amount is None else {"amount": amount, "currency": currency}
