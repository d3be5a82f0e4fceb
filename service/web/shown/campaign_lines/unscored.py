"""Lines of which no lead has a score: what only scores tell is not known of them, which is not 0."""

from typing import Any, Final

from service.web.shown.campaign_lines.order import Line

# What is summed over scored leads, and what follows from it.
AMOUNTS: Final = ("expected_revenue", "still_to_come")
_FOLLOWS: Final = (
    "expected_revenue_per_lead",
    "still_to_come",
    "projected",
    "marginal_return",
    "rank_by_expected_revenue",
)


def as_known(line: Line) -> dict[str, Any]:
    """A line or totals of `GET /v1/campaigns`, which answers 0 there and says by `scored` how many leads have
    a score: with None instead where none has.
    """
    if line["scored"]:
        return dict(line)
    unknown = dict.fromkeys(("amount", "low", "high"))
    expected = {**line["expected_revenue"], **unknown}
    return {**line, "expected_revenue": expected, **{name: None for name in _FOLLOWS if name in line}}
