"""A lease for work that takes longer than a transaction may: renewed while the work goes on."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from service.store import leases
from service.store.database import AWAY, Connection, Database

log = structlog.get_logger()
LEASE_SECONDS = 600.0
_SECONDS_BETWEEN_RENEWALS = 30.0


class LeaseLost(Exception):
    """Another process does the work now; what this one did must come to nothing."""


class HeldLease:
    """The lease of `job` under this fence, renewed by `keep` and given up by `release`."""

    def __init__(self, database: Database, job: str, fence: int) -> None:
        self._database, self._job, self._fence = database, job, fence
        self._renewed = time.monotonic()

    def keep(self) -> None:
        """Called often; renews now and then. Raises LeaseLost. A store that is away is asked again later."""
        if time.monotonic() - self._renewed < _SECONDS_BETWEEN_RENEWALS:
            return
        self._renewed = time.monotonic()
        try:
            with self._database.write() as connection:
                ours = leases.renew(connection, self._job, self._fence, LEASE_SECONDS)
        except AWAY as error:
            log.warning("lease not renewed", job=self._job, error=type(error).__name__)
            return
        if not ours:
            raise LeaseLost

    @contextmanager
    def last_word(self) -> Iterator[Connection]:
        """A transaction that ends the work and the lease at once; raises LeaseLost and keeps nothing."""
        with self._database.write() as connection:
            if not leases.still_ours(connection, self._job, self._fence):
                raise LeaseLost
            yield connection
            leases.release(connection, self._job, self._fence)

    def release(self) -> None:
        """The work was not done; anybody may take it up at once."""
        with self._database.write() as connection:
            leases.release(connection, self._job, self._fence)


def take_lease(database: Database, job: str, holder: str) -> HeldLease | None:
    """None while another holds it."""
    with database.write() as connection:
        fence = leases.take(connection, job, holder, LEASE_SECONDS)
    return None if fence is None else HeldLease(database, job, fence)
