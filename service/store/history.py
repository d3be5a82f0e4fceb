"""What training reads: every countable lead with what became of it."""

from collections.abc import Iterator

import sqlalchemy as sa

from model.vocabulary import WON
from service.store.campaign_figures import countable
from service.store.campaigns import campaigns
from service.store.columns import Row
from service.store.events import contact_attempts, dispositions
from service.store.lead_states import lead_states
from service.store.leads import leads

_AT_ONCE = 5000


def has_handling(connection: sa.Connection, source: str) -> bool:
    """Whether this source tells how leads were handled, or only what became of them."""
    tried = sa.exists().where(contact_attempts.c.source == source)
    judged = sa.exists().where(dispositions.c.source == source)
    return bool(connection.scalar(sa.select(tried | judged)))


def has_win(connection: sa.Connection) -> bool:
    """Whether any lead was won."""
    return bool(connection.scalar(sa.select(sa.exists().where(lead_states.c.outcome == WON))))


def attribute_names(connection: sa.Connection) -> set[str]:
    """Every name that some countable lead has an attribute by."""
    query = (
        sa.select(leads.c.attributes)
        .join(lead_states, lead_states.c.lead_id == leads.c.id)
        .where(countable)
        .execution_options(yield_per=_AT_ONCE)
    )
    return {name for attributes in connection.scalars(query) for name in attributes}


def countable_leads(connection: sa.Connection) -> Iterator[list[Row]]:
    """In the order of their ids, in pieces, from one snapshot of the store."""
    query = (
        sa.select(
            leads.c.id,
            leads.c.submitted_at,
            leads.c.source,
            leads.c.campaign_text,
            leads.c.ad_set,
            leads.c.ad,
            leads.c.attributes,
            leads.c.tracking,
            leads.c.work_probability,
            campaigns.c.key.label("campaign"),
            campaigns.c.channel,
            lead_states.c.attempts,
            lead_states.c.disposition,
            lead_states.c.outcome,
            lead_states.c.closed_at,
            lead_states.c.won_revenue,
            lead_states.c.wins_without_revenue,
        )
        .join(lead_states, lead_states.c.lead_id == leads.c.id)
        .outerjoin(campaigns, campaigns.c.id == leads.c.campaign_id)
        .where(countable)
        .order_by(leads.c.id)
        .execution_options(yield_per=_AT_ONCE)
    )
    yield from (list(piece) for piece in connection.execute(query).partitions(_AT_ONCE))
