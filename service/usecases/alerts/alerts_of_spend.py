"""Alerts about money that brings no lead."""

from collections.abc import Iterator, Mapping

from model.campaign.alerts.kinds import SPEND_WITHOUT_LEADS
from model.campaign.alerts.spend import spends_without_leads
from service.store import alert_figures
from service.usecases.alerts.alert_look import Found, Look

# What a lead usually costs is learnt from so many weeks before.
_USUAL_WEEKS = 12


def found(look: Look) -> Iterator[Found]:
    """Campaigns that cost something in the newest whole week, which brought none of their leads."""
    week = look.weeks(1)
    spent = alert_figures.spending(look.connection, *week)
    if not spent:
        return
    came = alert_figures.leads_by_campaign(look.connection, *look.instants(week))
    usual = _usual_costs(look)
    for row in spent:
        leads = came.get(row.campaign, 0)
        cost = usual.get(row.campaign) or usual.get(None)
        if spends_without_leads(int(row.spend), leads, row.days, cost):
            figures = {"spend": int(row.spend), "days": row.days, "usual_cost_per_lead": cost}
            yield Found(SPEND_WITHOUT_LEADS, row.campaign, figures)


def _usual_costs(look: Look) -> Mapping[str | None, int | None]:
    """Cost per lead by campaign, and of all campaigns that cost something under None; in minor units."""
    until = look.weeks(1)[0]
    days = (look.weeks(1 + _USUAL_WEEKS)[0], until)
    spent = {row.campaign: int(row.spend) for row in alert_figures.spending(look.connection, *days)}
    came = alert_figures.leads_by_campaign(look.connection, *look.instants(days))
    leads = {key: came.get(key, 0) for key in spent}
    costs: dict[str | None, int | None] = {key: _per(spent[key], leads[key]) for key in spent}
    return {**costs, None: _per(sum(spent.values()), sum(leads.values()))}


def _per(spend: int, leads: int) -> int | None:
    return max(1, round(spend / leads)) if leads else None
