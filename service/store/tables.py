"""Every table, gathered: what migrations are held against."""

from service.store import (
    audit,
    campaigns,
    changes,
    contacts,
    deals,
    events,
    idempotency,
    keys,
    lead_states,
    leads,
    leases,
    models,
    reps,
    spend,
    watches,
)
from service.store.columns import metadata

MODULES = (
    audit,
    campaigns,
    changes,
    contacts,
    deals,
    events,
    idempotency,
    keys,
    lead_states,
    leads,
    leases,
    models,
    reps,
    spend,
    watches,
)

__all__ = ["MODULES", "metadata"]
