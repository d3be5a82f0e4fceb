"""The database's clock: the one that several machines share."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa


def seconds_since_1970(connection: sa.Connection) -> float:
    """Now, also inside a transaction that began a while ago."""
    clock: Any = (
        sa.func.extract("epoch", sa.func.clock_timestamp())
        if connection.dialect.name == "postgresql"
        else (sa.func.julianday("now") - 2440587.5) * 86400.0
    )
    return float(connection.scalar(sa.select(clock)) or 0.0)


def store_now(connection: sa.Connection) -> datetime:
    """The same as an instant."""
    return datetime.fromtimestamp(seconds_since_1970(connection), UTC)
