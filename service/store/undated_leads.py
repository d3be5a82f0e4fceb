"""Leads that no period can hold."""

from uuid import UUID

import sqlalchemy as sa

from model.vocabulary import WON
from service.store.deals import deals
from service.store.leads import leads


def undated(
    connection: sa.Connection, campaign_id: UUID | None, by_closing: bool, product: str | None = None
) -> int:
    """How many leads no period can hold, of one campaign or of all, of one product or of all: they have no
    time. By closing, leads with a win that has none too.
    """
    no_time: sa.ColumnElement[bool] = leads.c.submitted_at.is_(None)
    if by_closing:
        timeless = sa.exists().where(
            deals.c.lead_id == leads.c.id, deals.c.outcome == WON, deals.c.closed_at.is_(None)
        )
        no_time |= timeless
    query = sa.select(sa.func.count()).select_from(leads).where(no_time)
    if campaign_id is not None:
        query = query.where(leads.c.campaign_id == campaign_id)
    if product is not None:
        query = query.where(leads.c.product == product)
    return connection.scalar(query) or 0
