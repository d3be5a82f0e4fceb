"""Which process does a job now: a row with an expiry by the database's clock and a fencing number."""

import sqlalchemy as sa

from service.store.clock import seconds_since_1970
from service.store.columns import metadata
from service.store.database import upsert

leases = sa.Table(
    "leases",
    metadata,
    sa.Column("job", sa.String(64), primary_key=True),
    sa.Column("holder", sa.String(128), nullable=False),
    # Seconds since 1970 by the database's clock: workers' own clocks may differ.
    sa.Column("expires", sa.Float, nullable=False),
    sa.Column("fence", sa.BigInteger, nullable=False),
)


def take(connection: sa.Connection, job: str, holder: str, seconds: float) -> int | None:
    """The fencing number of a lease that is now ours for `seconds`, or None while another holds it."""
    now = seconds_since_1970(connection)
    free = {"job": job, "holder": "", "expires": 0.0, "fence": 0}
    connection.execute(upsert(connection, leases).values(free).on_conflict_do_nothing())
    row = connection.execute(sa.select(leases).where(leases.c.job == job).with_for_update()).one()
    if row.expires > now and row.holder != holder:
        return None
    fence: int = row.fence + 1
    connection.execute(
        sa.update(leases).where(leases.c.job == job).values(holder=holder, expires=now + seconds, fence=fence)
    )
    return fence


def still_ours(connection: sa.Connection, job: str, fence: int) -> bool:
    """Whether nobody took the lease over since; asked in the job's own commit."""
    row = connection.execute(sa.select(leases).where(leases.c.job == job).with_for_update()).one_or_none()
    return row is not None and row.fence == fence


def renew(connection: sa.Connection, job: str, fence: int, seconds: float) -> bool:
    """Hold it for `seconds` from now on; False where somebody took it over meanwhile."""
    expires = seconds_since_1970(connection) + seconds
    held = sa.update(leases).where(leases.c.job == job, leases.c.fence == fence).values(expires=expires)
    return connection.execute(held).rowcount == 1


def release(connection: sa.Connection, job: str, fence: int) -> None:
    connection.execute(
        sa.update(leases).where(leases.c.job == job, leases.c.fence == fence).values(expires=0.0)
    )
