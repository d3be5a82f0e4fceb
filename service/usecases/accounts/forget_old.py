"""Sessions and links that are long over are no longer kept; the audit is."""

from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from service.store import links, sessions

_KEPT: Final = timedelta(days=30)


def forget_old(connection: sa.Connection, now: datetime) -> int:
    """How many are gone."""
    return sessions.clean(connection, now - _KEPT) + links.clean(connection, now - _KEPT)
