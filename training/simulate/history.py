"""One simulated history in memory: its tables as the company has them, and the truth."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from training.simulate import campaign_tables, event_tables, truth
from training.simulate.company import found
from training.simulate.lead_table import lead_table
from training.simulate.response import Response
from training.simulate.spend import spend_table
from training.simulate.world import World


@dataclass(frozen=True, slots=True)
class History:
    """Tables with the columns of the files of the same name; times carry Vietnam's zone.

    responses: how each campaign's leads answer to spend, by campaign key.
    """

    world: World
    leads: pd.DataFrame
    attempts: pd.DataFrame
    dispositions: pd.DataFrame
    assignments: pd.DataFrame
    outcomes: pd.DataFrame
    payments: pd.DataFrame
    spend: pd.DataFrame
    campaigns: pd.DataFrame
    changes: pd.DataFrame
    true_leads: pd.DataFrame
    true_campaigns: list[dict[str, Any]]
    true_world: dict[str, Any]
    responses: dict[str, Response]


def simulate(world: World) -> History:
    """Draws a company and what it knew on the last day. The same world gives the same history."""
    company = found(world)
    return History(
        world=world,
        leads=lead_table(company),
        attempts=event_tables.attempt_table(company),
        dispositions=event_tables.disposition_table(company),
        assignments=event_tables.assignment_table(company),
        outcomes=event_tables.outcome_table(company),
        payments=event_tables.payment_table(company),
        spend=spend_table(world, company.campaigns, company.ads, company.spend),
        campaigns=campaign_tables.campaign_table(company),
        changes=campaign_tables.change_table(company),
        true_leads=truth.true_leads(company),
        true_campaigns=truth.true_campaigns(company),
        true_world=truth.true_world(company),
        responses={plan.key: truth.response(company, c) for c, plan in enumerate(company.campaigns.plans)},
    )
