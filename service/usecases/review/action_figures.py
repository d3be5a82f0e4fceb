"""The figures that an action may be meant to move, of the company, a campaign or a rep."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Final

import sqlalchemy as sa

from model.money import ratio
from service.store import actions, campaigns
from service.usecases.campaigns.compare_campaigns import compare
from service.usecases.campaigns.figures import Figures
from service.usecases.company import Company

Figure = str
# From a group's counts and amounts of some weeks; amounts in minor units, shares 0 to 1, None undefined.
_OF: Final[dict[str, Callable[[Figures, float], float | None]]] = {
    "quality_rate": lambda of, _: ratio(of.qualified, of.judged),
    "judged_share": lambda of, _: ratio(of.judged, of.countable),
    "leads_a_week": lambda of, weeks: of.leads / weeks,
    "won_revenue_a_week": lambda of, weeks: of.won_revenue / weeks,
    "cost_per_lead": lambda of, _: ratio(of.spend, of.leads),
    "cost_per_qualified": lambda of, _: ratio(of.spend, of.qualified),
    "won_revenue_per_spend": lambda of, _: ratio(of.won_revenue, of.spend),
}
FIGURES: Final = tuple(_OF)
AMOUNTS: Final = frozenset({"won_revenue_a_week", "cost_per_lead", "cost_per_qualified"})
SHARES: Final = frozenset({"quality_rate", "judged_share"})
# Spend belongs to no rep.
_NOT_OF_A_REP: Final = frozenset({"cost_per_lead", "cost_per_qualified", "won_revenue_per_spend"})


def has_subject(connection: sa.Connection, figure: Figure, subject: str) -> bool:
    """Whether there is such a campaign, or a rep, and the figure is told of it; "" is the company."""
    group = _group(connection, subject)
    return group is not None and not (group == "rep" and figure in _NOT_OF_A_REP)


def figure_value(
    connection: sa.Connection,
    company: Company,
    horizon_days: float,
    now: datetime,
    figure: Figure,
    subject: str,
    since: date,
    until: date,
) -> float | None:
    """Of the leads submitted on the days [since, until), as it stands now; None where it is undefined."""
    group = _group(connection, subject) or "campaign"
    compared = compare(connection, company, horizon_days, now, by=group, since=since, until=until)
    lines = {line.key: line.figures for line in compared.lines}
    figures = lines.get((subject,), Figures()) if subject else compared.totals
    return _OF[figure](figures, (until - since).days / 7)


def _group(connection: sa.Connection, subject: str) -> str | None:
    if not subject or campaigns.find(connection, subject) is not None:
        return "campaign"
    return "rep" if actions.is_rep(connection, subject) else None
