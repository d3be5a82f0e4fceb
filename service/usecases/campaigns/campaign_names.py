"""What people call the campaigns."""

import sqlalchemy as sa

from service.store import campaigns


def campaign_names(connection: sa.Connection) -> dict[str, str]:
    """By key, in order of keys; a campaign without a name is called by its key."""
    return {row.key: row.name or row.key for row in campaigns.listing(connection)}
